//! The quarters that were counted and published.
//!
//! **Invariant:** a quarter is written once and never changed (LAW-22).

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;

use crate::schema::published_quarters::{self, dsl};
use crate::text::{kept, key};
use crate::{Conn, StoreError};

/// One quarter as it was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedQuarter {
    /// Its word, such as `2026-T3`.
    pub quarter: String,
    /// When it was counted.
    pub frozen_at: DateTime<Utc>,
    /// The version of the program that counted.
    pub code_version: String,
    /// The SHA-256 of `body`, in hexadecimal.
    pub checksum: String,
    /// What was published, as JSON.
    pub body: String,
}

/// Keeps a quarter; one that is there stays as it is.
///
/// # Errors
/// [`StoreError::Duplicate`]; [`StoreError::NulCharacter`].
pub fn insert(conn: &mut Conn, quarter: &PublishedQuarter) -> Result<(), StoreError> {
    let row = Row {
        quarter: kept(&quarter.quarter)?,
        frozen_at: quarter.frozen_at.naive_utc(),
        code_version: kept(&quarter.code_version)?,
        checksum: kept(&quarter.checksum)?,
        body: kept(&quarter.body)?,
    };
    diesel::insert_into(dsl::published_quarters).values(row).execute(conn)?;
    Ok(())
}

/// All of them, the last first.
///
/// # Errors
/// The database.
pub fn list(conn: &mut Conn) -> Result<Vec<PublishedQuarter>, StoreError> {
    let rows: Vec<Row> =
        dsl::published_quarters.order(dsl::quarter.desc()).select(Row::as_select()).load(conn)?;
    Ok(rows.into_iter().map(Row::value).collect())
}

/// The words of all of them.
///
/// # Errors
/// The database.
pub fn words(conn: &mut Conn) -> Result<Vec<String>, StoreError> {
    Ok(dsl::published_quarters.select(dsl::quarter).load(conn)?)
}

/// One quarter.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn find(conn: &mut Conn, quarter: &str) -> Result<PublishedQuarter, StoreError> {
    let row = dsl::published_quarters.find(key(quarter)?).select(Row::as_select());
    Ok(Row::value(row.first(conn)?))
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = published_quarters)]
struct Row {
    quarter: String,
    frozen_at: NaiveDateTime,
    code_version: String,
    checksum: String,
    body: String,
}

impl Row {
    fn value(self) -> PublishedQuarter {
        PublishedQuarter {
            quarter: self.quarter,
            frozen_at: self.frozen_at.and_utc(),
            code_version: self.code_version,
            checksum: self.checksum,
            body: self.body,
        }
    }
}
