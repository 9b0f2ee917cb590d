//! Entries of the files turned into values of the directory.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc, Weekday};
use kernel::{Closure, Currency, Language, Money};
use partner_directory::schedule::{Exception, Rule};
use partner_directory::{
    AccessMode, Adjustment, Agreement, Audience, Capacity, CapacityStatement, Cost, CostBand,
    Coverage, DataRegime, HelpMode, Itinerance, Kind, LanguageKind, Offer, OfferAtPlace,
    OfferLanguage, OfferStatus, Organization, OrganizationStatus, Place, Point, Schedule, StepFree,
    Theme, Verified, VerifiedHow, WhoMayRefer, slug::slug,
};

use super::derived_id;
use super::error::{CityError, known};
use super::files::{AtEntry, OfferEntry, OrganizationEntry, PlaceEntry};

// How long the demo's network has existed.
const NETWORK_DAYS: i64 = 720;

pub(super) fn organization(
    entry: OrganizationEntry,
    agreement_version: &str,
    today: NaiveDate,
) -> Result<Organization, CityError> {
    let key = entry.key.as_str();
    let signed_on = entry.agreement_days_ago.map(|days| ago(today, days));
    let closures = entry.closures.iter().map(|closure| {
        let from = ago(today, -closure.from_in_days);
        Closure { from, until: ago(from, 1 - closure.days) }
    });
    Ok(Organization {
        data_regime: optional(&entry.data_regime, DataRegime::from_word, key, "data_regime")?,
        agreement: signed_on
            .map(|signed_on| Agreement { version: agreement_version.to_owned(), signed_on }),
        status: optional(&entry.status, OrganizationStatus::from_word, key, "status")?
            .unwrap_or(OrganizationStatus::Active),
        is_trusted_sender: entry.trusted,
        closures: closures.collect(),
        description: entry.description,
        legal_form: entry.legal_form,
        website: entry.website,
        email: entry.email,
        phone: entry.phone,
        referral_email: entry.referral_email,
        referral_phone: entry.referral_phone,
        answer_promise_days: entry.answer_promise_days,
        ..Organization::named(
            derived_id("organization", key).into(),
            slug(&entry.name),
            entry.name.clone(),
            instant(signed_on.unwrap_or(ago(today, NETWORK_DAYS / 2))),
        )
    })
}

pub(super) fn place(entry: PlaceEntry, today: NaiveDate) -> Result<Place, CityError> {
    let key = entry.key.as_str();
    let point = Point::new(entry.lat, entry.lon);
    Ok(Place {
        point: Some(known(point, key, "lat", entry.lat)?),
        step_free: word(&entry.step_free, StepFree::from_word, key, "step_free")?,
        street: entry.street,
        complement: entry.complement,
        postcode: entry.postcode,
        commune: entry.commune,
        commune_code: Some(entry.commune_code),
        country: entry.country,
        transport_stop: entry.transport_stop,
        entrance: entry.entrance,
        has_free_computers: entry.has_free_computers,
        has_wifi: entry.has_wifi,
        has_printing: entry.has_printing,
        is_address_hidden: entry.is_address_hidden,
        ..Place::named(
            derived_id("place", key).into(),
            entry.name.clone(),
            entry.locality.clone(),
            instant(ago(today, NETWORK_DAYS / 2)),
        )
    })
}

pub(super) fn offer(entry: OfferEntry, today: NaiveDate) -> Result<Offer, CityError> {
    let key = entry.key.as_str();
    let verified = verified(&entry, today)?;
    let status = optional(&entry.status, OfferStatus::from_word, key, "status")?;
    let itinerance = optional(&entry.itinerance, Itinerance::from_word, key, "itinerance")?;
    let who = optional(&entry.who_may_refer, WhoMayRefer::from_word, key, "who_may_refer")?;
    Ok(Offer {
        themes: words(&entry.themes, Theme::from_word, key, "themes")?,
        audiences: words(&entry.audiences, Audience::from_word, key, "audiences")?,
        adjustments: words(&entry.adjustments, Adjustment::from_word, key, "adjustments")?,
        help_modes: words(&entry.help_modes, HelpMode::from_word, key, "help_modes")?,
        access_modes: words(&entry.access_modes, AccessMode::from_word, key, "access_modes")?,
        languages: languages(&entry)?,
        cost: cost(&entry)?,
        itinerance: itinerance.unwrap_or(Itinerance::Fixed),
        who_may_refer: who.unwrap_or(WhoMayRefer::Both),
        capacity: Some(capacity(&entry, today)?),
        status: status.unwrap_or(OfferStatus::Published),
        created_at: instant(ago(today, NETWORK_DAYS - 20).min(verified.on)),
        updated_at: instant(verified.on),
        verified: verified.clone(),
        asked_on: entry.asked_days_ago.map(|days| ago(today, days)),
        summary: entry.summary,
        description: entry.description,
        booking_url: entry.booking_url,
        documents_to_bring: entry.documents_to_bring,
        human_channel: Some(entry.human_channel),
        is_anonymous_possible: entry.is_anonymous_possible,
        accepts_referrals: entry.accepts_referrals,
        programmes: entry.programmes,
        coverage: coverage(entry.communes),
        places_per_week: entry.places_per_week,
        ..Offer::draft(
            derived_id("offer", key).into(),
            derived_id("organization", &entry.organization).into(),
            (entry.key.clone(), entry.name),
            word(&entry.kind, Kind::from_word, key, "kind")?,
            (instant(verified.on), verified.on),
        )
    })
}

/// The offer of `key` at one place.
pub(super) fn at_place(
    key: &str,
    entry: AtEntry,
    today: NaiveDate,
) -> Result<OfferAtPlace, CityError> {
    let pair = format!("{key}/{}", entry.place);
    let rules = entry.rules.iter().map(|line| {
        let dated = with_dates(line, today);
        known(dated.and_then(|line| Rule::from_line(&line)), key, "rules", line)
    });
    let exceptions = entry.exceptions.into_iter().map(|one| {
        let from = today.checked_add_days(Days::new(one.in_days)).unwrap_or(today);
        let until = from.checked_add_days(Days::new(one.lasts_days.max(1) - 1)).unwrap_or(from);
        Exception::closed(from, until, one.reason)
    });
    Ok(OfferAtPlace {
        id: derived_id("offer_place", &pair).into(),
        offer: derived_id("offer", key).into(),
        place: derived_id("place", &entry.place).into(),
        schedules: vec![Schedule {
            osm: Some(entry.hours).filter(|hours| !hours.is_empty()),
            rules: rules.collect::<Result<_, _>>()?,
            exceptions: exceptions.collect(),
            is_by_appointment: entry.is_by_appointment,
            note: entry.note,
            ..Schedule::empty(derived_id("schedule", &pair).into())
        }],
    })
}

/// A line of a rule in which `wed+1` is the Wednesday of next week.
fn with_dates(line: &str, today: NaiveDate) -> Option<String> {
    let monday = today.week(Weekday::Mon).first_day();
    let day = |text: &str| -> Option<String> {
        let Some((weekday, weeks)) = text.split_once('+') else { return Some(text.to_owned()) };
        let weekday: Weekday = weekday.parse().ok()?;
        let days = weeks.parse::<u64>().ok()? * 7 + u64::from(weekday.num_days_from_monday());
        Some(monday.checked_add_days(Days::new(days))?.to_string())
    };
    let word = |word: &str| -> Option<String> {
        let (head, dates) = word.split_once('@').map_or(("", word), |(head, date)| (head, date));
        let dates: Vec<String> = dates.split(',').map(day).collect::<Option<_>>()?;
        let at = if head.is_empty() { "" } else { "@" };
        Some(format!("{head}{at}{}", dates.join(",")))
    };
    let words: Vec<String> = line.split(' ').map(word).collect::<Option<_>>()?;
    Some(words.join(" "))
}

fn languages(entry: &OfferEntry) -> Result<Vec<OfferLanguage>, CityError> {
    let kinds = [
        (&entry.languages, LanguageKind::Spoken),
        (&entry.signed_languages, LanguageKind::Signed),
        (&entry.interpreter_languages, LanguageKind::InterpreterOnRequest),
    ];
    let tags = kinds.iter().flat_map(|(tags, kind)| tags.iter().map(move |tag| (tag, *kind)));
    tags.map(|(tag, kind)| {
        let language = known(Language::parse(tag), &entry.key, "languages", tag)?;
        Ok(OfferLanguage { language, kind })
    })
    .collect()
}

fn cost(entry: &OfferEntry) -> Result<Cost, CityError> {
    let currency = entry.currency.as_deref().unwrap_or("CHF");
    let currency = word(currency, Currency::from_word, &entry.key, "currency")?;
    Ok(Cost {
        bands: words(&entry.cost, CostBand::from_word, &entry.key, "cost")?,
        amount: entry.price_cents.map(|cents| Money { cents, currency }),
        note: entry.cost_note.clone(),
    })
}

fn capacity(entry: &OfferEntry, today: NaiveDate) -> Result<CapacityStatement, CityError> {
    Ok(CapacityStatement {
        state: word(&entry.capacity, Capacity::from_word, &entry.key, "capacity")?,
        until: entry.full_until_in_days.map(|days| ago(today, -days)),
        stated_on: ago(today, entry.capacity_days_ago),
    })
}

fn verified(entry: &OfferEntry, today: NaiveDate) -> Result<Verified, CityError> {
    Ok(Verified {
        on: ago(today, entry.verified_days_ago),
        how: word(&entry.verified_how, VerifiedHow::from_word, &entry.key, "verified_how")?,
        by: entry.verified_by.clone(),
    })
}

fn coverage(communes: Vec<String>) -> Coverage {
    if communes.is_empty() { Coverage::Anywhere } else { Coverage::Communes(communes) }
}

pub(super) fn word<T>(
    text: &str,
    from_word: fn(&str) -> Option<T>,
    key: &str,
    field: &'static str,
) -> Result<T, CityError> {
    known(from_word(text), key, field, text)
}

fn optional<T>(
    text: &Option<String>,
    from_word: fn(&str) -> Option<T>,
    key: &str,
    field: &'static str,
) -> Result<Option<T>, CityError> {
    text.as_deref().map(|text| word(text, from_word, key, field)).transpose()
}

fn words<T>(
    texts: &[String],
    from_word: fn(&str) -> Option<T>,
    key: &str,
    field: &'static str,
) -> Result<Vec<T>, CityError> {
    texts.iter().map(|text| word(text, from_word, key, field)).collect()
}

/// The date `days` before `day`; after it when negative.
fn ago(day: NaiveDate, days: i64) -> NaiveDate {
    let distance = Days::new(days.unsigned_abs());
    let moved =
        if days < 0 { day.checked_add_days(distance) } else { day.checked_sub_days(distance) };
    moved.unwrap_or(day)
}

fn instant(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}
