//! What persons agreed to.
//!
//! **Invariant:** a row is never changed nor removed: it proves what was agreed and when.

use std::collections::HashMap;

use chrono::NaiveDateTime;
use diesel::dsl::exists;
use diesel::prelude::*;
use kernel::{AccountId, ConsentId, OrganizationId, ReferralId};
use referral_tracking::{Consent, ConsentMode, Scope, TextVersion};

use crate::error::known;
use crate::schema::{consent_organizations, consents};
use crate::{Conn, StoreError};

/// Keeps an agreement unless it is there already.
pub(super) fn keep(
    conn: &mut Conn,
    referral: &ReferralId,
    consent: &Consent,
) -> Result<(), StoreError> {
    let is_kept: bool =
        diesel::select(exists(consents::table.find(consent.id.as_str()))).get_result(conn)?;
    if is_kept {
        return Ok(());
    }
    diesel::insert_into(consents::table).values(Row::new(referral, consent)).execute(conn)?;
    let Scope::Named(named) = &consent.scope else { return Ok(()) };
    for (position, organization) in (0..).zip(named) {
        let row = Named {
            consent_id: consent.id.to_string(),
            position,
            organization_id: organization.to_string(),
        };
        diesel::insert_into(consent_organizations::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Agreements by their identifier.
pub(super) fn by_id(conn: &mut Conn, ids: &[&str]) -> Result<HashMap<String, Consent>, StoreError> {
    let rows: Vec<Row> =
        consents::table.filter(consents::id.eq_any(ids)).select(Row::as_select()).load(conn)?;
    let named: Vec<Named> = consent_organizations::table
        .filter(consent_organizations::consent_id.eq_any(ids))
        .order((consent_organizations::consent_id, consent_organizations::position))
        .select(Named::as_select())
        .load(conn)?;
    let mut by_consent: HashMap<String, Vec<OrganizationId>> = HashMap::new();
    for row in named {
        by_consent
            .entry(row.consent_id)
            .or_default()
            .push(OrganizationId::from(row.organization_id));
    }
    rows.into_iter()
        .map(|row| {
            let named = by_consent.remove(&row.id).unwrap_or_default();
            Ok((row.id.clone(), row.into_consent(named)?))
        })
        .collect()
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = consents)]
struct Row {
    id: String,
    referral_id: String,
    mode: String,
    text_version: i32,
    scope: String,
    asked_by_account_id: String,
    given_at: NaiveDateTime,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = consent_organizations)]
struct Named {
    consent_id: String,
    position: i32,
    organization_id: String,
}

impl Row {
    fn new(referral: &ReferralId, consent: &Consent) -> Row {
        Row {
            id: consent.id.to_string(),
            referral_id: referral.to_string(),
            mode: consent.mode.word().to_owned(),
            text_version: consent.text.0,
            scope: consent.scope.word().to_owned(),
            asked_by_account_id: consent.asked_by.to_string(),
            given_at: consent.given_at.naive_utc(),
        }
    }

    fn into_consent(self, named: Vec<OrganizationId>) -> Result<Consent, StoreError> {
        Ok(Consent {
            mode: known("consents.mode", &self.mode, ConsentMode::from_word(&self.mode))?,
            scope: known("consents.scope", &self.scope, Scope::from_parts(&self.scope, named))?,
            id: ConsentId::from(self.id),
            text: TextVersion(self.text_version),
            asked_by: AccountId::from(self.asked_by_account_id),
            given_at: self.given_at.and_utc(),
        })
    }
}
