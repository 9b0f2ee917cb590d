//! Forms to refer that were begun and not sent.
//!
//! **Invariant:** what was typed is ciphertext whose key lies in the other store
//! ([`crate::keys`]), under the name of the form.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use kernel::{AccountId, ReferralId};

use crate::schema::unsent_forms::{self, dsl};
use crate::{Conn, StoreError};

/// One form that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsentForm {
    /// Its name: drawn like that of a referral, because its key is kept among theirs.
    pub id: ReferralId,
    /// Who began it; nobody else reads it.
    pub account: AccountId,
    /// What was typed (base64).
    pub ciphertext: String,
    /// When it was kept last.
    pub saved_at: DateTime<Utc>,
    /// When it is destroyed.
    pub expires_at: DateTime<Utc>,
}

/// Keeps a form in place of what was kept of it before.
///
/// # Errors
/// [`StoreError::Duplicate`] when the form is somebody else's.
pub fn put(conn: &mut Conn, form: &UnsentForm) -> Result<(), StoreError> {
    match find(conn, &form.id)? {
        Some(kept) if kept.account != form.account => return Err(StoreError::Duplicate),
        Some(_) => drop(
            diesel::update(dsl::unsent_forms.find(form.id.as_str()))
                .set((
                    dsl::ciphertext.eq(&form.ciphertext),
                    dsl::saved_at.eq(form.saved_at.naive_utc()),
                    dsl::expires_at.eq(form.expires_at.naive_utc()),
                ))
                .execute(conn)?,
        ),
        None => {
            diesel::insert_into(dsl::unsent_forms).values(Row::from(form)).execute(conn)?;
        }
    }
    Ok(())
}

/// One form; none once it was sent, dropped or destroyed.
///
/// # Errors
/// The database.
pub fn find(conn: &mut Conn, id: &ReferralId) -> Result<Option<UnsentForm>, StoreError> {
    let row: Option<Row> =
        dsl::unsent_forms.find(id.as_str()).select(Row::as_select()).first(conn).optional()?;
    Ok(row.map(Row::into_form))
}

/// What an account has begun and may still be read, latest first.
///
/// # Errors
/// The database.
pub fn list_of(
    conn: &mut Conn,
    account: &AccountId,
    now: DateTime<Utc>,
) -> Result<Vec<UnsentForm>, StoreError> {
    let rows: Vec<Row> = dsl::unsent_forms
        .filter(dsl::account_id.eq(account.as_str()).and(dsl::expires_at.gt(now.naive_utc())))
        .order(dsl::saved_at.desc())
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Row::into_form).collect())
}

/// The names of forms whose time is over.
///
/// # Errors
/// The database.
pub fn expired(
    conn: &mut Conn,
    now: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<ReferralId>, StoreError> {
    let ids: Vec<String> = dsl::unsent_forms
        .filter(dsl::expires_at.le(now.naive_utc()))
        .order(dsl::expires_at)
        .limit(limit)
        .select(dsl::id)
        .load(conn)?;
    Ok(ids.into_iter().map(ReferralId::from).collect())
}

/// Deletes a form. Call it after [`crate::keys::erase`]; a second time changes nothing.
///
/// # Errors
/// The database.
pub fn delete(conn: &mut Conn, id: &ReferralId) -> Result<(), StoreError> {
    diesel::delete(dsl::unsent_forms.find(id.as_str())).execute(conn)?;
    Ok(())
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = unsent_forms)]
struct Row {
    id: String,
    account_id: String,
    ciphertext: String,
    saved_at: NaiveDateTime,
    expires_at: NaiveDateTime,
}

impl From<&UnsentForm> for Row {
    fn from(form: &UnsentForm) -> Row {
        Row {
            id: form.id.to_string(),
            account_id: form.account.to_string(),
            ciphertext: form.ciphertext.clone(),
            saved_at: form.saved_at.naive_utc(),
            expires_at: form.expires_at.naive_utc(),
        }
    }
}

impl Row {
    fn into_form(self) -> UnsentForm {
        UnsentForm {
            id: ReferralId::from(self.id),
            account: AccountId::from(self.account_id),
            ciphertext: self.ciphertext,
            saved_at: self.saved_at.and_utc(),
            expires_at: self.expires_at.and_utc(),
        }
    }
}
