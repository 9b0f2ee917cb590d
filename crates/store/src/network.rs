//! What belongs to the network rather than to the machine: its settings, opening hours and
//! public holidays; and facts about the database itself.

mod holidays;
mod policy;

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;
use diesel::prelude::*;
use kernel::{AccountId, Calendar, Language, OpeningHours, OrganizationId};

pub use holidays::{SchoolHoliday, holidays, put_holidays, put_school_holidays};
pub use policy::{letters_off, policy, put_letters_off, put_policy};

use partner_directory::moderation::Moderation;

use crate::error::known;
use crate::schema::{database_facts, network_holidays, network_openings, network_settings};
use crate::text::kept;
use crate::{Conn, StoreError};

/// What a coordinator may set for the whole network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkSettings {
    /// The name that pages, letters and slips bear.
    pub name: String,
    /// The telephone number printed for people who need a human being.
    pub helpdesk_phone: Option<String>,
    /// The address for mail of the helpdesk.
    pub helpdesk_email: Option<String>,
    /// When the helpdesk answers, in words.
    pub helpdesk_hours_note: Option<String>,
    /// The languages in which texts for the person are offered, French first.
    pub languages: Vec<Language>,
    /// ISO 3166 code of the country whose public holidays stop the network's clocks.
    pub country: String,
    /// What a coordinator looks at before it is shown.
    pub moderation: Moderation,
    /// The organization that runs the network; its mediators are the helpdesk.
    pub coordinating: Option<OrganizationId>,
}

impl Default for NetworkSettings {
    fn default() -> Self {
        NetworkSettings {
            name: "Relais".to_owned(),
            helpdesk_phone: None,
            helpdesk_email: None,
            helpdesk_hours_note: None,
            languages: vec![Language::french()],
            country: "CH".to_owned(),
            moderation: Moderation::Both,
            coordinating: None,
        }
    }
}

const NAME: &str = "name";
const HELPDESK_PHONE: &str = "helpdesk_phone";
const HELPDESK_EMAIL: &str = "helpdesk_email";
const HELPDESK_HOURS_NOTE: &str = "helpdesk_hours_note";
const LANGUAGES: &str = "languages";
const COUNTRY: &str = "country";
const MODERATION: &str = "moderation";
const COORDINATING: &str = "coordinating";

/// The settings; what was never set is as in [`NetworkSettings::default`].
///
/// # Errors
/// [`StoreError::UnknownWord`] when a value cannot be read.
pub fn settings(conn: &mut Conn) -> Result<NetworkSettings, StoreError> {
    let rows: Vec<(String, String)> = network_settings::table
        .select((network_settings::name, network_settings::value))
        .load(conn)?;
    let mut values: HashMap<String, String> = rows.into_iter().collect();
    let mut optional = |name: &str| values.remove(name).filter(|value| !value.is_empty());
    let default = NetworkSettings::default();
    Ok(NetworkSettings {
        name: optional(NAME).unwrap_or(default.name),
        helpdesk_phone: optional(HELPDESK_PHONE),
        helpdesk_email: optional(HELPDESK_EMAIL),
        helpdesk_hours_note: optional(HELPDESK_HOURS_NOTE),
        languages: match optional(LANGUAGES) {
            Some(tags) => tags.split(' ').map(language).collect::<Result<_, _>>()?,
            None => default.languages,
        },
        country: optional(COUNTRY).unwrap_or(default.country),
        moderation: match optional(MODERATION) {
            Some(word) => known("network_settings.value", &word, Moderation::from_word(&word))?,
            None => default.moderation,
        },
        coordinating: optional(COORDINATING).map(OrganizationId::from),
    })
}

/// Keeps the settings; rows whose value stays keep the date of their last change.
///
/// # Errors
/// [`StoreError::NulCharacter`].
pub fn put_settings(
    conn: &mut Conn,
    wanted: &NetworkSettings,
    by: Option<&AccountId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let languages: Vec<&str> = wanted.languages.iter().map(Language::as_str).collect();
    let values = [
        (NAME, wanted.name.as_str()),
        (HELPDESK_PHONE, wanted.helpdesk_phone.as_deref().unwrap_or_default()),
        (HELPDESK_EMAIL, wanted.helpdesk_email.as_deref().unwrap_or_default()),
        (HELPDESK_HOURS_NOTE, wanted.helpdesk_hours_note.as_deref().unwrap_or_default()),
        (LANGUAGES, &languages.join(" ")),
        (COUNTRY, &wanted.country),
        (MODERATION, wanted.moderation.word()),
        (COORDINATING, wanted.coordinating.as_ref().map_or("", OrganizationId::as_str)),
    ];
    for (name, value) in values {
        put_setting(conn, name, value, by, now)?;
    }
    Ok(())
}

fn put_setting(
    conn: &mut Conn,
    name: &str,
    value: &str,
    by: Option<&AccountId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let row = network_settings::table.find(name);
    let before: Option<String> = row.select(network_settings::value).first(conn).optional()?;
    if before.as_deref() == Some(value) {
        return Ok(());
    }
    let change = (
        network_settings::value.eq(kept(value)?),
        network_settings::changed_at.eq(now.naive_utc()),
        network_settings::changed_by.eq(by.map(AccountId::as_str)),
    );
    match before {
        Some(_) => diesel::update(row).set(change).execute(conn)?,
        None => diesel::insert_into(network_settings::table)
            .values((network_settings::name.eq(name), change))
            .execute(conn)?,
    };
    Ok(())
}

/// The hours in which promises are counted, holidays of the network's country left out.
///
/// # Errors
/// [`StoreError::UnknownWord`] when the hours cannot be read or there are none.
pub fn calendar(conn: &mut Conn, zone: Tz) -> Result<Calendar, StoreError> {
    let hours = openings(conn)?;
    let country = settings(conn)?.country;
    let days: Vec<NaiveDate> = network_holidays::table
        .filter(network_holidays::country.eq(country))
        .select(network_holidays::day)
        .load(conn)?;
    Ok(Calendar::new(zone, hours, days))
}

/// The network's opening hours.
///
/// # Errors
/// [`StoreError::UnknownWord`] when they cannot be read or there are none.
pub fn openings(conn: &mut Conn) -> Result<OpeningHours, StoreError> {
    let rows: Vec<(i32, String, String)> =
        network_openings::table.order(network_openings::weekday).load(conn)?;
    let spans = rows.iter().map(|(day, opens, closes)| {
        let number = u8::try_from(day - 1).ok().and_then(|day| Weekday::try_from(day).ok());
        let day = known("network_openings.weekday", &day.to_string(), number)?;
        Ok((day, time("network_openings.opens", opens)?, time("network_openings.closes", closes)?))
    });
    let spans: Vec<_> = spans.collect::<Result<_, StoreError>>()?;
    known("network_openings", &format!("{rows:?}"), OpeningHours::from_spans(&spans))
}

/// Replaces the network's opening hours; seconds are cut off.
///
/// # Errors
/// When the database fails.
pub fn put_openings(conn: &mut Conn, hours: &OpeningHours) -> Result<(), StoreError> {
    diesel::delete(network_openings::table).execute(conn)?;
    let week = std::iter::successors(Some(Weekday::Mon), |day| Some(day.succ())).take(7);
    for (day, (opens, closes)) in week.filter_map(|day| Some((day, hours.on(day)?))) {
        diesel::insert_into(network_openings::table)
            .values((
                network_openings::weekday.eq(day.number_from_monday() as i32),
                network_openings::opens.eq(opens.format(HOUR).to_string()),
                network_openings::closes.eq(closes.format(HOUR).to_string()),
            ))
            .execute(conn)?;
    }
    Ok(())
}

const IS_DEMO: &str = "is_demo";
const KEY_FINGERPRINT: &str = "key_fingerprint";

/// True when the database was made by `relais demo`.
///
/// # Errors
/// When the database fails.
pub fn is_demo(conn: &mut Conn) -> Result<bool, StoreError> {
    Ok(fact(conn, IS_DEMO)?.is_some())
}

/// Marks the database as a demo for good; only an empty one should be marked.
///
/// # Errors
/// [`StoreError::Duplicate`] when it is marked already.
pub fn mark_demo(conn: &mut Conn) -> Result<(), StoreError> {
    insert_fact(conn, IS_DEMO, "yes")
}

/// The fingerprint of the secret that this database was made with.
///
/// # Errors
/// When the database fails.
pub fn key_fingerprint(conn: &mut Conn) -> Result<Option<String>, StoreError> {
    fact(conn, KEY_FINGERPRINT)
}

/// Ties the database to a secret for good.
///
/// # Errors
/// [`StoreError::Duplicate`] when it is tied to one already.
pub fn insert_key_fingerprint(conn: &mut Conn, fingerprint: &str) -> Result<(), StoreError> {
    insert_fact(conn, KEY_FINGERPRINT, fingerprint)
}

fn fact(conn: &mut Conn, name: &str) -> Result<Option<String>, StoreError> {
    let row = database_facts::table.find(name).select(database_facts::value);
    Ok(row.first(conn).optional()?)
}

fn insert_fact(conn: &mut Conn, name: &str, value: &str) -> Result<(), StoreError> {
    let row = (database_facts::name.eq(name), database_facts::value.eq(kept(value)?));
    diesel::insert_into(database_facts::table).values(row).execute(conn)?;
    Ok(())
}

const HOUR: &str = "%H:%M";

fn time(column: &'static str, text: &str) -> Result<NaiveTime, StoreError> {
    known(column, text, NaiveTime::parse_from_str(text, HOUR).ok())
}

fn language(tag: &str) -> Result<Language, StoreError> {
    known("network_settings.value", tag, Language::parse(tag))
}
