//! The deadlines that a network set for itself, and the letters it does not want sent.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use kernel::AccountId;
use referral_tracking::{Policy, Term};

use super::put_setting;
use crate::schema::network_settings;
use crate::{Conn, StoreError};

const PREFIX: &str = "term_";
const LETTERS_OFF: &str = "letters_off";

/// The network's deadlines: what was set, the default for the rest. A number that a newer
/// program no longer allows becomes the nearest that it does.
///
/// # Errors
/// The database.
pub fn policy(conn: &mut Conn) -> Result<Policy, StoreError> {
    let rows: Vec<(String, String)> = network_settings::table
        .filter(network_settings::name.like("term!_%").escape('!'))
        .select((network_settings::name, network_settings::value))
        .load(conn)?;
    let mut policy = Policy::default();
    for (name, value) in rows {
        let term = name.strip_prefix(PREFIX).and_then(Term::from_word);
        if let (Some(term), Ok(number)) = (term, value.parse()) {
            term.put(&mut policy, number);
        }
    }
    Ok(policy)
}

/// Keeps the deadlines; a number that stays keeps the date of its last change.
///
/// # Errors
/// The database.
pub fn put_policy(
    conn: &mut Conn,
    wanted: &Policy,
    by: Option<&AccountId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let before = policy(conn)?;
    for term in Term::ALL {
        if term.of(&before) != term.of(wanted) {
            let name = format!("{PREFIX}{}", term.word());
            put_setting(conn, &name, &term.of(wanted).to_string(), by, now)?;
        }
    }
    Ok(())
}

/// The kinds of letters that are switched off.
///
/// # Errors
/// The database.
pub fn letters_off(conn: &mut Conn) -> Result<BTreeSet<String>, StoreError> {
    let row = network_settings::table.find(LETTERS_OFF).select(network_settings::value);
    let kinds: Option<String> = row.first(conn).optional()?;
    Ok(kinds.unwrap_or_default().split_whitespace().map(str::to_owned).collect())
}

/// Keeps which kinds of letters are switched off.
///
/// # Errors
/// [`StoreError::NulCharacter`].
pub fn put_letters_off(
    conn: &mut Conn,
    kinds: &BTreeSet<String>,
    by: Option<&AccountId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let words: Vec<&str> = kinds.iter().map(String::as_str).collect();
    put_setting(conn, LETTERS_OFF, &words.join(" "), by, now)
}
