use std::collections::{BTreeMap, BTreeSet, HashMap};

use partner_directory::{
    Freshness, Holidays, Hours, Kind, Offer, OfferAtPlace, OfferStatus, OrganizationStatus,
    freshness, missing_to_publish, orientable,
};

use super::*;

fn today() -> NaiveDate {
    "2026-03-03".parse().unwrap()
}

fn city() -> City {
    City::read(today()).unwrap()
}

fn places_of(city: &City, offer: &Offer) -> Vec<OfferAtPlace> {
    city.offer_places.iter().filter(|at_place| at_place.offer == offer.id).cloned().collect()
}

const GENEVA: &str = include_str!("../../../../../seed-data/calendars/geneva-public-holidays.csv");
const FRANCE: &str = include_str!("../../../../../seed-data/calendars/french-public-holidays.csv");

fn holidays() -> Holidays {
    let days = |text: &str| -> BTreeSet<NaiveDate> {
        let lines = text.lines().skip(1);
        lines.map(|line| line.split(',').next().unwrap().parse().unwrap()).collect()
    };
    Holidays::new([("CH".to_owned(), days(GENEVA)), ("FR".to_owned(), days(FRANCE))])
}

#[test]
fn the_city_has_about_forty_organizations_sixty_places_and_a_hundred_and_twenty_offers() {
    let city = city();

    assert!((35..=45).contains(&city.organizations.len()), "{}", city.organizations.len());
    assert!((55..=65).contains(&city.places.len()), "{}", city.places.len());
    assert!((110..=130).contains(&city.offers.len()), "{}", city.offers.len());
    let partners = city.organizations.iter().filter(|one| one.is_partner()).count();
    assert!((28..=36).contains(&partners), "{partners}");
}

#[test]
fn everything_that_is_named_exists_and_everything_that_exists_is_used() {
    let city = city();
    let organizations: BTreeSet<_> = city.organizations.iter().map(|one| one.id.clone()).collect();
    let places: BTreeSet<_> = city.places.iter().map(|one| one.id.clone()).collect();
    let offers: BTreeSet<_> = city.offers.iter().map(|one| one.id.clone()).collect();

    let owners: BTreeSet<_> = city.offers.iter().map(|one| one.organization.clone()).collect();
    assert_eq!(owners, organizations);
    let used: BTreeSet<_> = city.offer_places.iter().map(|one| one.place.clone()).collect();
    assert_eq!(used, places);
    assert!(city.offer_places.iter().all(|one| offers.contains(&one.offer)));
    assert!(city.accounts.iter().all(|one| organizations.contains(&one.organization)));
    let coordinating = city.network.coordinating.as_ref().unwrap();
    assert!(organizations.contains(coordinating));
}

#[test]
fn identifiers_and_slugs_are_unique_and_the_same_on_another_day() {
    let city = city();
    let later = City::read("2031-11-30".parse().unwrap()).unwrap();
    let ids = |city: &City| -> Vec<String> {
        let organizations = city.organizations.iter().map(|one| one.id.to_string());
        let places = city.places.iter().map(|one| one.id.to_string());
        let offers = city.offers.iter().map(|one| one.id.to_string());
        let at_places = city.offer_places.iter().map(|one| one.id.to_string());
        let accounts = city.accounts.iter().map(|one| one.id.to_string());
        organizations.chain(places).chain(offers).chain(at_places).chain(accounts).collect()
    };

    assert_eq!(ids(&city), ids(&later));
    assert_eq!(ids(&city).iter().collect::<BTreeSet<_>>().len(), ids(&city).len());
    assert!(ids(&city).iter().all(|id| id.len() == 32));
    let slugs: BTreeSet<_> = city.offers.iter().map(|one| &one.slug).collect();
    assert_eq!(slugs.len(), city.offers.len());
    let slugs: BTreeSet<_> = city.organizations.iter().map(|one| &one.slug).collect();
    assert_eq!(slugs.len(), city.organizations.len());
}

#[test]
fn every_kind_of_help_is_offered_at_least_twice() {
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for offer in city().offers.iter().filter(|offer| offer.status == OfferStatus::Published) {
        *counts.entry(offer.kind).or_default() += 1;
    }

    for kind in Kind::ALL {
        assert!(counts.get(kind).is_some_and(|count| *count >= 2), "{}", kind.word());
    }
}

#[test]
fn every_published_offer_has_what_publishing_asks_for() {
    let city = city();
    for offer in city.offers.iter().filter(|offer| offer.status == OfferStatus::Published) {
        assert_eq!(missing_to_publish(offer, &places_of(&city, offer)), [], "{}", offer.slug);
        assert!(offer.human_channel.as_deref().is_some_and(|text| text.len() > 10));
        assert!(offer.summary.chars().count() <= Offer::SUMMARY_MAX, "{}", offer.slug);
        assert!(!offer.languages.is_empty(), "{}", offer.slug);
    }
}

#[test]
fn every_opening_hour_can_be_read_and_opens_within_four_months() {
    let city = city();
    let holidays = holidays();
    let country: HashMap<_, _> =
        city.places.iter().map(|place| (&place.id, place.country.as_str())).collect();
    let now = today().and_hms_opt(8, 0, 0).unwrap().and_utc();

    for schedule_of in &city.offer_places {
        let schedules = &schedule_of.schedules;
        let hours = Hours::read(schedules, country[&schedule_of.place], &holidays);

        let next = hours.and_then(|hours| hours.next_opening(now));
        let osm = schedules[0].osm.as_deref().unwrap_or_default();
        let is_seasonal = osm.starts_with("Sep-Nov");
        assert!(next.is_some() || is_seasonal, "{schedules:?}");
    }
}

#[test]
fn every_state_of_freshness_is_shown_and_most_offers_are_fresh() {
    let city = city();
    let mut counts: BTreeMap<Freshness, usize> = BTreeMap::new();
    for offer in &city.offers {
        *counts.entry(freshness(offer, today())).or_default() += 1;
    }

    assert_eq!(counts.len(), Freshness::ALL.len(), "{counts:?}");
    assert!(counts[&Freshness::Fresh] * 3 > city.offers.len() * 2, "{counts:?}");
}

#[test]
fn most_partners_can_be_sent_somebody_today_and_they_have_an_address_for_it() {
    let city = city();
    let by_id: HashMap<_, _> = city.organizations.iter().map(|one| (&one.id, one)).collect();
    let open: Vec<_> = city
        .offers
        .iter()
        .filter(|offer| orientable(offer, by_id[&offer.organization], today()).is_ok())
        .collect();

    assert!(open.len() >= 60, "{}", open.len());
    for partner in city.organizations.iter().filter(|one| one.is_partner()) {
        assert!(partner.referral_email.is_some(), "{}", partner.name);
        assert!(partner.answer_promise_days.is_some(), "{}", partner.name);
        assert_eq!(partner.status, OrganizationStatus::Active);
    }
}

#[test]
fn the_partner_who_can_sign_in_has_several_offers_that_take_referrals() {
    let city = city();
    let account =
        city.accounts.iter().find(|account| account.email == "structure@demo.example").unwrap();
    let offers = city
        .offers
        .iter()
        .filter(|offer| offer.organization == account.organization && offer.accepts_referrals);

    assert_eq!(account.role, Role::Partner);
    assert!(offers.count() >= 5);
}

#[test]
fn every_role_has_an_account_and_the_ones_that_meet_others_have_two() {
    let mut counts: BTreeMap<Role, usize> = BTreeMap::new();
    for account in city().accounts {
        *counts.entry(account.role).or_default() += 1;
    }

    for role in [Role::Mediator, Role::Partner, Role::Coordinator] {
        assert_eq!(counts.get(&role), Some(&2), "{}", role.word());
    }
    for role in Role::ALL {
        assert!(counts.contains_key(&role), "{}", role.word());
    }
}

#[test]
fn nothing_can_be_reached_from_the_demo() {
    let city = city();
    for organization in &city.organizations {
        let mails = [&organization.email, &organization.referral_email];
        for mail in mails.into_iter().flatten() {
            assert!(mail.ends_with(".example"), "{mail}");
        }
        assert!(organization.website.as_ref().is_none_or(|site| site.ends_with(".example")));
        for phone in [&organization.phone, &organization.referral_phone].into_iter().flatten() {
            let is_invented = phone.starts_with("+41 22 555 ") || phone.starts_with("+33 4 65 71 ");
            assert!(is_invented, "{phone}");
        }
    }
    assert!(city.accounts.iter().all(|account| account.email.ends_with("@demo.example")));
}

// Names of bodies that really help in Geneva; the demo must not speak in their name.
const REAL: [&str; 26] = [
    "camarada",
    "unions chrétiennes",
    "savoir part",
    "voie f",
    "uni3",
    "itopie",
    "oseo",
    "espace ville",
    "cité seniors",
    "points info",
    "antenne sociale",
    "espace de quartier",
    "bureau d’information sociale",
    "hospice",
    "bibliothèques municipales",
    "mobithèque",
    "ecologistic",
    "réalise",
    "avivo",
    "pro senectute",
    "onum3",
    "nolimit",
    "croix-rouge",
    "caritas",
    "capas",
    "emmaüs",
];

#[test]
fn no_organization_place_or_offer_bears_the_name_of_a_real_body() {
    let city = city();
    let organizations = city.organizations.iter().flat_map(|one| [&one.name, &one.description]);
    let places = city.places.iter().map(|one| &one.name);
    let offers = city.offers.iter().flat_map(|one| [&one.name, &one.description]);
    for text in organizations.chain(places).chain(offers) {
        let folded = text.to_lowercase();
        for real in REAL {
            assert!(!folded.contains(real), "{real} in {text}");
        }
    }
}

#[test]
fn a_protected_place_has_no_street_in_the_file() {
    let city = city();
    let hidden: Vec<_> = city.places.iter().filter(|place| place.is_address_hidden).collect();

    assert_eq!(hidden.len(), 1);
    assert!(hidden[0].street.is_empty() && hidden[0].transport_stop.is_none());
}

#[test]
fn french_texts_use_typographic_apostrophes_and_no_break_spaces() {
    let city = city();
    let organizations = city.organizations.iter().map(|one| &one.description);
    let offers = city.offers.iter().flat_map(|one| [&one.name, &one.summary, &one.description]);
    for text in organizations.chain(offers) {
        for wrong in ["'", " :", " ;", " ?", " !", " »", "« "] {
            assert!(!text.contains(wrong), "{wrong:?} in {text}");
        }
    }
}

#[test]
fn the_distribution_of_past_referrals_uses_words_that_the_program_knows() {
    use kernel::{Language, Urgency};
    use partner_directory::Theme;
    use referral_tracking::ContactChannel;
    use referral_tracking::reasons::{ClosureReason, DeclineReason, Outcome};

    let mix = city().mix;
    let unknown = |weights: &Weights, is_known: &dyn Fn(&str) -> bool| -> Vec<String> {
        weights.keys().filter(|word| !is_known(word)).cloned().collect()
    };

    let none: Vec<String> = vec![];
    assert_eq!(unknown(&mix.themes, &|word| Theme::from_word(word).is_some()), none);
    assert_eq!(unknown(&mix.urgencies, &|word| Urgency::from_word(word).is_some()), none);
    assert_eq!(unknown(&mix.languages, &|word| Language::parse(word).is_some()), none);
    let is_channel = |word: &str| ContactChannel::from_word(word).is_some();
    assert_eq!(unknown(&mix.contact_channels, &is_channel), none);
    let is_reason = |word: &str| DeclineReason::from_word(word).is_some();
    assert_eq!(unknown(&mix.decline_reasons, &is_reason), none);
    assert_eq!(unknown(&mix.outcomes, &|word| Outcome::from_word(word).is_some()), none);
    let is_closure = |word: &str| ClosureReason::from_word(word).is_some();
    assert_eq!(unknown(&mix.closed_without_help, &is_closure), none);
    assert_eq!(mix.count, 300);
}
