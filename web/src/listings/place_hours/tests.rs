use kernel::Closure;
use partner_directory::schedule::Rule;

use super::*;
use crate::listings::booklet::{Paper, booklet};
use crate::listings::labels::tests::at;
use crate::listings::offer_page::{Around, OfferView};
use crate::listings::testing::{NOW, city, page};

/// What no rule of ours says.
const HARD: &str = "Mar,Jun,Sep,Dec: Th[2] 19:30-21:00";

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

fn listing(schedules: Vec<Schedule>) -> Listing {
    let mut listing = city().into_iter().find(|one| one.places.len() == 1).unwrap();
    let place = &mut listing.places[0];
    place.hours = Hours::read(&schedules, &place.country, &Holidays::default());
    place.schedules = schedules;
    listing
}

fn imported(osm: &str) -> Listing {
    listing(vec![Schedule::of_hours("s".into(), osm.to_owned())])
}

fn own(line: &str) -> Schedule {
    Schedule::of_rules("o".into(), vec![Rule::from_line(line).unwrap()])
}

fn on_page(listing: &Listing) -> String {
    let view = OfferView::new(listing, Around::default(), at(NOW));
    plain(&page("pages/offers/show.html", &view))
}

fn on_paper(listing: &Listing) -> String {
    let commune = app::communes_served::ServedCommune {
        slug: "geneve".into(),
        name: "Genève".into(),
        code: listing.places[0].commune_code.clone(),
        offers: 1,
    };
    let booklet = booklet(&commune, std::iter::once(listing), Paper::Usual, at(NOW));
    plain(&serde_json::to_string(&booklet).unwrap())
}

#[test]
fn imported_hours_outside_school_holidays_are_said_in_words_on_the_page_and_on_paper() {
    let listing = imported("Tu 14:00-17:00; SH off");
    let words = "Chaque mardi, 14 h – 17 h, sauf vacances scolaires";
    assert!(on_page(&listing).contains(words));
    assert!(on_paper(&listing).contains(words), "{}", on_paper(&listing));
}

#[test]
fn imported_text_that_no_rule_can_say_is_told_by_its_next_dates_and_never_as_code() {
    let listing = imported(HARD);
    let place = &listing.places[0];
    assert!(at(NOW).rules(place).is_empty(), "the page lists the dates itself");
    let told = plain(&at(NOW).hours_words(&place.schedules, place.hours.as_ref()).join(" "));
    assert!(told.contains("12 mars 2026 19 h 30 – 21 h ; jeudi 11 juin"), "{told}");
    let mut said = vec![told, plain(&at(NOW).any_words(&place.schedules[0]).join(" "))];
    said.extend(at(NOW).to_check(&listing).into_iter().map(|fact| plain(&fact.value)));
    said.extend([on_page(&listing), on_paper(&listing)]);
    let mixed = self::listing(vec![own("weekly MO 09:00-12:00"), place.schedules[0].clone()]);
    said.push(on_page(&mixed));
    for text in said {
        assert!(!text.contains("Th[2]") && !text.contains("19:30"), "{text}");
    }
    assert!(on_page(&mixed).contains("Chaque lundi, 9 h – 12 h"));
    assert!(on_page(&mixed).contains("12 mars 2026 19 h 30"));
}

#[test]
fn text_that_nobody_can_read_says_to_ask() {
    let nonsense = Schedule::of_hours("s".into(), "le matin".to_owned());
    assert_eq!(at(NOW).any_words(&nonsense), ["horaire à demander"]);
}

#[test]
fn a_closure_of_the_organization_is_named_beside_the_hours() {
    let mut listing = listing(vec![own("weekly TU 14:00-17:00")]);
    let day = |text: &str| text.parse().unwrap();
    let closure = |from: &str, until: &str| Closure { from: day(from), until: day(until) };
    listing.organization.closures = vec![
        closure("2026-07-20", "2026-08-09"),
        closure("2026-03-23", "2026-03-26"),
        closure("2026-02-01", "2026-02-03"),
        closure("2026-05-01", "2026-05-01"),
    ];
    let said: Vec<String> = at(NOW).closures(&listing).iter().map(|one| plain(one)).collect();
    let three = ["Fermé du 23 au 26 mars", "Fermé le 1er mai", "Fermé du 20 juillet au 9 août"];
    assert_eq!(said, three);
    for closed in three {
        assert!(on_page(&listing).contains(closed));
        assert!(on_paper(&listing).contains(closed));
    }
}

#[test]
fn what_never_closes_has_no_next_dates() {
    for schedule in [
        own("weekly MO,TU,WE,TH,FR,SA,SU 00:00-24:00"),
        Schedule::of_hours("s".into(), "24/7".to_owned()),
    ] {
        let mut listing = listing(vec![schedule]);
        let next = |listing: &Listing| {
            let said = at(NOW).next_openings(listing);
            said.into_iter().map(|one| (one.day, one.times)).collect::<Vec<_>>()
        };
        let always = [("tous les jours".to_owned(), "jour et nuit".to_owned())];
        assert_eq!(next(&listing), always);
        let closure =
            Closure { from: "2026-03-10".parse().unwrap(), until: "2026-03-12".parse().unwrap() };
        let place = &mut listing.places[0];
        place.hours = place.hours.take().map(|hours| hours.with_closures(&[closure]));
        assert_eq!(next(&listing), always);
    }
}
