//! Changes that a coordinator looks at before they are shown.
//!
//! **Invariant:** about one object at most one proposal waits; a decision is taken once.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use kernel::{AccountId, OrganizationId};
use partner_directory::moderation::ProposalState;
use partner_directory::revision::Snapshot;

use crate::error::known;
use crate::schema::proposals::{self, dsl};
use crate::text::{kept, kept_optional, key};
use crate::{Conn, StoreError};

/// A change that waits, or waited.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Names it.
    pub id: String,
    /// Who proposes it.
    pub organization: OrganizationId,
    /// Where it stands.
    pub state: ProposalState,
    /// The object as it stood; none when it is new.
    pub before: Option<Snapshot>,
    /// The object as it is wished.
    pub after: Snapshot,
    /// Who is told of the decision.
    pub account: Option<AccountId>,
    /// Who proposes it, as colleagues call them.
    pub label: String,
    /// When.
    pub proposed_at: DateTime<Utc>,
    /// When a coordinator decided, or a later proposal took its place.
    pub decided_at: Option<DateTime<Utc>>,
    /// Who decided.
    pub decided_by: Option<AccountId>,
    /// What the coordinator wrote to the author.
    pub message: Option<String>,
}

/// Keeps a new proposal in the place of the one that waits about the same object.
///
/// # Errors
/// [`StoreError::NulCharacter`].
pub fn insert(conn: &mut Conn, proposal: &Proposal) -> Result<(), StoreError> {
    let same = dsl::object_kind
        .eq(proposal.after.kind().word())
        .and(dsl::object_id.eq(key(proposal.after.id())?));
    diesel::update(dsl::proposals.filter(same.and(dsl::decided_at.is_null())))
        .set((
            dsl::state.eq(ProposalState::Replaced.word()),
            dsl::decided_at.eq(proposal.proposed_at.naive_utc()),
        ))
        .execute(conn)?;
    diesel::insert_into(dsl::proposals).values(Row::new(proposal)?).execute(conn)?;
    Ok(())
}

/// Finds one.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn find(conn: &mut Conn, id: &str) -> Result<Proposal, StoreError> {
    dsl::proposals.find(key(id)?).select(Row::as_select()).first(conn)?.into_proposal()
}

/// Those that wait, oldest first.
///
/// # Errors
/// When the database fails.
pub fn list_waiting(conn: &mut Conn, limit: u32) -> Result<Vec<Proposal>, StoreError> {
    let waiting = dsl::proposals.filter(dsl::state.eq(ProposalState::Waiting.word()));
    let rows = waiting.order((dsl::proposed_at, dsl::id)).limit(limit.into());
    rows.select(Row::as_select()).load(conn)?.into_iter().map(Row::into_proposal).collect()
}

/// How many wait.
///
/// # Errors
/// When the database fails.
pub fn count_waiting(conn: &mut Conn) -> Result<usize, StoreError> {
    let waiting = dsl::proposals.filter(dsl::state.eq(ProposalState::Waiting.word()));
    let count: i64 = waiting.count().get_result(conn)?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Those of one organization, newest first.
///
/// # Errors
/// When the database fails.
pub fn list_of_organization(
    conn: &mut Conn,
    organization: &OrganizationId,
    limit: u32,
) -> Result<Vec<Proposal>, StoreError> {
    let own = dsl::proposals.filter(dsl::organization_id.eq(key(organization.as_str())?));
    let rows = own.order((dsl::proposed_at.desc(), dsl::id.desc())).limit(limit.into());
    rows.select(Row::as_select()).load(conn)?.into_iter().map(Row::into_proposal).collect()
}

/// Notes a decision; the second of two coordinators is told that it was taken.
///
/// # Errors
/// [`StoreError::Stale`] when it no longer waits.
pub fn decide(
    conn: &mut Conn,
    id: &str,
    (state, message): (ProposalState, Option<&str>),
    by: Option<&AccountId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let waiting = dsl::proposals.find(id).filter(dsl::decided_at.is_null());
    let decided = diesel::update(waiting)
        .set((
            dsl::state.eq(state.word()),
            dsl::decided_at.eq(now.naive_utc()),
            dsl::decided_by_account_id.eq(by.map(AccountId::as_str)),
            dsl::message.eq(message.map(kept).transpose()?),
        ))
        .execute(conn)?;
    if decided == 0 { Err(StoreError::Stale) } else { Ok(()) }
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = proposals)]
struct Row {
    id: String,
    object_kind: String,
    object_id: String,
    organization_id: String,
    state: String,
    state_before: Option<String>,
    state_after: String,
    account_id: Option<String>,
    actor_label: String,
    proposed_at: NaiveDateTime,
    decided_at: Option<NaiveDateTime>,
    decided_by_account_id: Option<String>,
    message: Option<String>,
}

impl Row {
    fn new(proposal: &Proposal) -> Result<Row, StoreError> {
        Ok(Row {
            id: proposal.id.clone(),
            object_kind: proposal.after.kind().word().to_owned(),
            object_id: kept(proposal.after.id())?,
            organization_id: proposal.organization.to_string(),
            state: proposal.state.word().to_owned(),
            state_before: proposal.before.as_ref().map(written).transpose()?,
            state_after: written(&proposal.after)?,
            account_id: proposal.account.as_ref().map(ToString::to_string),
            actor_label: kept(&proposal.label)?,
            proposed_at: proposal.proposed_at.naive_utc(),
            decided_at: proposal.decided_at.map(|at| at.naive_utc()),
            decided_by_account_id: proposal.decided_by.as_ref().map(ToString::to_string),
            message: kept_optional(&proposal.message)?,
        })
    }

    fn into_proposal(self) -> Result<Proposal, StoreError> {
        Ok(Proposal {
            state: known("proposals.state", &self.state, ProposalState::from_word(&self.state))?,
            before: self.state_before.as_deref().map(read).transpose()?,
            after: read(&self.state_after)?,
            id: self.id,
            organization: self.organization_id.into(),
            account: self.account_id.map(AccountId::from),
            label: self.actor_label,
            proposed_at: self.proposed_at.and_utc(),
            decided_at: self.decided_at.map(|at| at.and_utc()),
            decided_by: self.decided_by_account_id.map(AccountId::from),
            message: self.message,
        })
    }
}

fn written(state: &Snapshot) -> Result<String, StoreError> {
    kept(&known("proposals.state_after", "unwritable", state.to_json())?)
}

fn read(text: &str) -> Result<Snapshot, StoreError> {
    let word: String = text.chars().take(40).collect();
    known("proposals.state_after", &word, Snapshot::from_json(text))
}
