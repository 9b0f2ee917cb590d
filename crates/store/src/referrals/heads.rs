//! The row of a referral itself.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use kernel::{AccountId, OrganizationId, ReferralId, Urgency};
use referral_tracking::{
    Attempt, By, Candidate, Closed, Consent, Ending, Owner, Referral, ReferralState, Sender,
};

use crate::StoreError;
use crate::error::known;
use crate::schema::referrals;

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = referrals, treat_none_as_null = true)]
pub(super) struct Row {
    pub(super) id: String,
    state: String,
    owner_kind: Option<String>,
    owner_organization_id: Option<String>,
    owner_account_id: Option<String>,
    due_at: Option<NaiveDateTime>,
    wake_at: Option<NaiveDateTime>,
    urgency: String,
    sender_account_id: String,
    sender_organization_id: String,
    pub(super) consent_id: Option<String>,
    escalation: i32,
    created_at: NaiveDateTime,
    opened_at: Option<NaiveDateTime>,
    closed_at: Option<NaiveDateTime>,
    closed_by: Option<String>,
    closed_by_account_id: Option<String>,
    closed_by_organization_id: Option<String>,
    closed_from: Option<String>,
    ending_reason: Option<String>,
    ending_cause: Option<String>,
    duplicate_of: Option<String>,
    erase_at: NaiveDateTime,
    is_identity_erased: bool,
    pub(super) version: i32,
}

impl Row {
    pub(super) fn into_referral(
        self,
        consent: Option<Consent>,
        candidates: Vec<Candidate>,
        attempts: Vec<Attempt>,
    ) -> Result<Referral, StoreError> {
        let state = state("referrals.state", &self.state)?;
        Ok(Referral {
            owner: self.owner()?,
            closed: self.closed(state)?,
            id: ReferralId::from(self.id),
            version: self.version,
            state,
            due: self.due_at.map(|at| at.and_utc()),
            wake_at: self.wake_at.map(|at| at.and_utc()),
            urgency: known("referrals.urgency", &self.urgency, Urgency::from_word(&self.urgency))?,
            sender: Sender {
                account: AccountId::from(self.sender_account_id),
                organization: OrganizationId::from(self.sender_organization_id),
            },
            consent,
            candidates,
            attempts,
            escalation: self.escalation,
            created_at: self.created_at.and_utc(),
            opened_at: self.opened_at.map(|at| at.and_utc()),
            erase_at: self.erase_at.and_utc(),
            is_identity_erased: self.is_identity_erased,
        })
    }

    fn owner(&self) -> Result<Option<Owner>, StoreError> {
        let Some(kind) = self.owner_kind.as_deref() else { return Ok(None) };
        let id = self.owner_organization_id.as_deref().or(self.owner_account_id.as_deref());
        known("referrals.owner_kind", kind, Owner::from_parts(kind, id)).map(Some)
    }

    fn closed(&self, state: ReferralState) -> Result<Option<Closed>, StoreError> {
        let (Some(at), Some(word), Some(from)) =
            (self.closed_at, self.closed_by.clone(), self.closed_from.as_deref())
        else {
            return Ok(None);
        };
        let reason = self.ending_reason.as_deref();
        let ending = Ending::from_parts(
            state,
            reason,
            self.ending_cause.as_deref(),
            self.duplicate_of.as_deref(),
        );
        Ok(Some(Closed {
            at: at.and_utc(),
            by: By {
                word,
                account: self.closed_by_account_id.clone().map(AccountId::from),
                organization: self.closed_by_organization_id.clone().map(OrganizationId::from),
            },
            from: self::state("referrals.closed_from", from)?,
            ending: known("referrals.ending_reason", reason.unwrap_or_default(), ending)?,
        }))
    }
}

impl From<&Referral> for Row {
    fn from(referral: &Referral) -> Self {
        let closed = referral.closed.as_ref();
        let by = closed.map(|closed| &closed.by);
        let ending = closed.map(|closed| &closed.ending);
        let (organization, account) = match &referral.owner {
            Some(Owner::Organization(id)) => (Some(id.to_string()), None),
            Some(Owner::Account(id)) => (None, Some(id.to_string())),
            Some(Owner::Pool) | None => (None, None),
        };
        Row {
            id: referral.id.to_string(),
            state: referral.state.word().to_owned(),
            owner_kind: referral.owner.as_ref().map(|owner| owner.word().to_owned()),
            owner_organization_id: organization,
            owner_account_id: account,
            due_at: referral.due.map(|at| at.naive_utc()),
            wake_at: referral.wake_at.map(|at| at.naive_utc()),
            urgency: referral.urgency.word().to_owned(),
            sender_account_id: referral.sender.account.to_string(),
            sender_organization_id: referral.sender.organization.to_string(),
            consent_id: referral.consent.as_ref().map(|consent| consent.id.to_string()),
            escalation: referral.escalation,
            created_at: referral.created_at.naive_utc(),
            opened_at: referral.opened_at.map(|at| at.naive_utc()),
            closed_at: closed.map(|closed| closed.at.naive_utc()),
            closed_by: by.map(|by| by.word.clone()),
            closed_by_account_id: by.and_then(|by| by.account.as_ref()).map(ToString::to_string),
            closed_by_organization_id: by
                .and_then(|by| by.organization.as_ref())
                .map(ToString::to_string),
            closed_from: closed.map(|closed| closed.from.word().to_owned()),
            ending_reason: ending.and_then(Ending::reason_word).map(ToOwned::to_owned),
            ending_cause: ending.and_then(cause).map(ToOwned::to_owned),
            duplicate_of: ending.and_then(other).map(ToString::to_string),
            erase_at: referral.erase_at.naive_utc(),
            is_identity_erased: referral.is_identity_erased,
            version: referral.version,
        }
    }
}

fn state(column: &'static str, word: &str) -> Result<ReferralState, StoreError> {
    known(column, word, ReferralState::from_word(word))
}

fn cause(ending: &Ending) -> Option<&'static str> {
    match ending {
        Ending::WithoutHelp(_, cause) => Some(cause.word()),
        Ending::Completed(_)
        | Ending::Withdrawn(_)
        | Ending::DuplicateOf(_)
        | Ending::EnteredInError => None,
    }
}

fn other(ending: &Ending) -> Option<&ReferralId> {
    match ending {
        Ending::DuplicateOf(id) => Some(id),
        Ending::Completed(_)
        | Ending::WithoutHelp(..)
        | Ending::Withdrawn(_)
        | Ending::EnteredInError => None,
    }
}
