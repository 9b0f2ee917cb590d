//! Who checked an offer, when, how and with what result.
//!
//! **Invariant:** a check is never changed; the last one is also in the offer itself.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use kernel::{AccountId, OfferId};
use partner_directory::{CheckResult, VerifiedHow};

use crate::error::known;
use crate::schema::offer_checks::{self, dsl};
use crate::text::kept_optional;
use crate::{Conn, StoreError};

/// One check of one offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was checked.
    pub offer: OfferId,
    /// The local date of the check.
    pub on: NaiveDate,
    /// The instant at which it was noted.
    pub at: DateTime<Utc>,
    /// How.
    pub how: VerifiedHow,
    /// Who, as shown to readers; an organization or the network, never a person.
    pub by: Option<String>,
    /// The account that noted it; empty for a link in a letter.
    pub account: Option<AccountId>,
    /// What came of it.
    pub result: CheckResult,
}

/// Keeps a check.
///
/// # Errors
/// [`StoreError::NulCharacter`].
pub fn insert(conn: &mut Conn, check: &Check) -> Result<(), StoreError> {
    let row = Row::new(check)?;
    diesel::insert_into(dsl::offer_checks).values(row).execute(conn)?;
    Ok(())
}

/// The checks of an offer, the last one first, at most `limit` of them.
///
/// # Errors
/// When the database fails.
pub fn list_of(conn: &mut Conn, offer: &OfferId, limit: i64) -> Result<Vec<Check>, StoreError> {
    let rows: Vec<Row> = dsl::offer_checks
        .filter(dsl::offer_id.eq(offer.as_str()))
        .order((dsl::checked_at.desc(), dsl::id.desc()))
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::into_check).collect()
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = offer_checks)]
struct Row {
    id: String,
    offer_id: String,
    checked_on: NaiveDate,
    checked_at: NaiveDateTime,
    how: String,
    by_label: Option<String>,
    account_id: Option<String>,
    result: String,
}

impl Row {
    fn new(check: &Check) -> Result<Row, StoreError> {
        Ok(Row {
            id: uuid::Uuid::now_v7().simple().to_string(),
            offer_id: check.offer.to_string(),
            checked_on: check.on,
            checked_at: check.at.naive_utc(),
            how: check.how.word().to_owned(),
            by_label: kept_optional(&check.by)?,
            account_id: check.account.as_ref().map(ToString::to_string),
            result: check.result.word().to_owned(),
        })
    }

    fn into_check(self) -> Result<Check, StoreError> {
        let result = CheckResult::from_word(&self.result);
        Ok(Check {
            how: known("offer_checks.how", &self.how, VerifiedHow::from_word(&self.how))?,
            result: known("offer_checks.result", &self.result, result)?,
            offer: self.offer_id.into(),
            on: self.checked_on,
            at: self.checked_at.and_utc(),
            by: self.by_label,
            account: self.account_id.map(AccountId::from),
        })
    }
}
