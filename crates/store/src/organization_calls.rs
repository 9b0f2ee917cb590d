//! Calls and visits by which coordinators check listings.
//!
//! **Invariant:** a call is never changed; the next one is a row of its own.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::dsl::{exists, not};
use diesel::prelude::*;
use kernel::{AccountId, OrganizationId};
use partner_directory::{CallResult, VerifiedHow};

use crate::error::known;
use crate::schema::organization_calls::{self, dsl};
use crate::text::kept_optional;
use crate::{Conn, StoreError};

/// One call or visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Who was called.
    pub organization: OrganizationId,
    /// The local date.
    pub on: NaiveDate,
    /// When it was noted.
    pub at: DateTime<Utc>,
    /// By telephone, visit or letter.
    pub how: VerifiedHow,
    /// What came of it.
    pub result: CallResult,
    /// What the next caller should know.
    pub note: Option<String>,
    /// The first local date on which to call again.
    pub again_on: Option<NaiveDate>,
    /// Who called.
    pub account: Option<AccountId>,
}

/// Keeps a call.
///
/// # Errors
/// [`StoreError::NulCharacter`].
pub fn insert(conn: &mut Conn, call: &Call) -> Result<(), StoreError> {
    diesel::insert_into(dsl::organization_calls).values(Row::new(call)?).execute(conn)?;
    Ok(())
}

/// The calls to one organization, the last one first.
///
/// # Errors
/// When the database fails.
pub fn list_of(conn: &mut Conn, of: &OrganizationId) -> Result<Vec<Call>, StoreError> {
    let rows: Vec<Row> = dsl::organization_calls
        .filter(dsl::organization_id.eq(of.as_str()))
        .order((dsl::called_at.desc(), dsl::id.desc()))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::value).collect()
}

/// The last call to each organization that was ever called.
///
/// # Errors
/// When the database fails.
pub fn last_of_each(conn: &mut Conn) -> Result<HashMap<OrganizationId, Call>, StoreError> {
    let later = diesel::alias!(organization_calls as later);
    let at = later.field(dsl::called_at);
    let is_later =
        at.gt(dsl::called_at).or(at.eq(dsl::called_at).and(later.field(dsl::id).gt(dsl::id)));
    let by_same = later.field(dsl::organization_id).eq(dsl::organization_id);
    let rows: Vec<Row> = dsl::organization_calls
        .filter(not(exists(later.filter(by_same.and(is_later)))))
        .select(Row::as_select())
        .load(conn)?;
    let calls = rows.into_iter().map(Row::value);
    calls.map(|call| call.map(|call| (call.organization.clone(), call))).collect()
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = organization_calls)]
struct Row {
    id: String,
    organization_id: String,
    called_on: NaiveDate,
    called_at: NaiveDateTime,
    how: String,
    result: String,
    note: Option<String>,
    call_again_on: Option<NaiveDate>,
    account_id: Option<String>,
}

impl Row {
    fn new(call: &Call) -> Result<Row, StoreError> {
        Ok(Row {
            id: uuid::Uuid::now_v7().simple().to_string(),
            organization_id: call.organization.to_string(),
            called_on: call.on,
            called_at: call.at.naive_utc(),
            how: call.how.word().to_owned(),
            result: call.result.word().to_owned(),
            note: kept_optional(&call.note)?,
            call_again_on: call.again_on,
            account_id: call.account.as_ref().map(ToString::to_string),
        })
    }

    fn value(self) -> Result<Call, StoreError> {
        let how = VerifiedHow::from_word(&self.how);
        let result = CallResult::from_word(&self.result);
        Ok(Call {
            how: known("organization_calls.how", &self.how, how)?,
            result: known("organization_calls.result", &self.result, result)?,
            organization: self.organization_id.into(),
            on: self.called_on,
            at: self.called_at.and_utc(),
            note: self.note,
            again_on: self.call_again_on,
            account: self.account_id.map(AccountId::from),
        })
    }
}
