//! Public and school holidays of the countries where help is given.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use diesel::prelude::*;
use partner_directory::{CountryHolidays, Holidays};

use crate::schema::{network_holidays, network_school_holidays};
use crate::text::kept;
use crate::{Conn, StoreError};

/// Days on which pupils have no school, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchoolHoliday {
    /// The first local date.
    pub from: NaiveDate,
    /// The last local date, not before `from`.
    pub until: NaiveDate,
    /// Their name.
    pub name: String,
}

/// The holidays of every country that has some.
///
/// # Errors
/// When the database fails.
pub fn holidays(conn: &mut Conn) -> Result<Holidays, StoreError> {
    let rows: Vec<(String, NaiveDate)> = network_holidays::table
        .order((network_holidays::country, network_holidays::day))
        .select((network_holidays::country, network_holidays::day))
        .load(conn)?;
    let mut of: HashMap<String, (BTreeSet<NaiveDate>, BTreeSet<NaiveDate>)> = HashMap::new();
    for (country, day) in rows {
        of.entry(country).or_default().0.insert(day);
    }
    let spans: Vec<(String, NaiveDate, NaiveDate)> = network_school_holidays::table
        .select((
            network_school_holidays::country,
            network_school_holidays::first_day,
            network_school_holidays::last_day,
        ))
        .load(conn)?;
    for (country, first, last) in spans {
        let days = first.iter_days().take_while(|day| *day <= last);
        of.entry(country).or_default().1.extend(days);
    }
    let both = |(code, (public, school))| (code, CountryHolidays::new(public, school));
    Ok(Holidays::of_countries(of.into_iter().map(both)))
}

/// Replaces the public holidays of one country.
///
/// # Errors
/// [`StoreError::Duplicate`] when a day comes twice; [`StoreError::NulCharacter`].
pub fn put_holidays(
    conn: &mut Conn,
    country: &str,
    days: &[(NaiveDate, String)],
) -> Result<(), StoreError> {
    let country = kept(country)?;
    let old = network_holidays::table.filter(network_holidays::country.eq(&country));
    diesel::delete(old).execute(conn)?;
    for (day, name) in days {
        diesel::insert_into(network_holidays::table)
            .values((
                network_holidays::country.eq(&country),
                network_holidays::day.eq(*day),
                network_holidays::name.eq(kept(name)?),
            ))
            .execute(conn)?;
    }
    Ok(())
}

/// Replaces the school holidays of one country.
///
/// # Errors
/// [`StoreError::Duplicate`] when two start on the same day; [`StoreError::NulCharacter`].
pub fn put_school_holidays(
    conn: &mut Conn,
    country: &str,
    wanted: &[SchoolHoliday],
) -> Result<(), StoreError> {
    let country = kept(country)?;
    let of_country = network_school_holidays::country.eq(&country);
    diesel::delete(network_school_holidays::table.filter(of_country)).execute(conn)?;
    for one in wanted {
        diesel::insert_into(network_school_holidays::table)
            .values((
                network_school_holidays::country.eq(&country),
                network_school_holidays::first_day.eq(one.from),
                network_school_holidays::last_day.eq(one.until),
                network_school_holidays::name.eq(kept(&one.name)?),
            ))
            .execute(conn)?;
    }
    Ok(())
}
