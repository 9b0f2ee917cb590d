//! What the network looks at before it is shown (DIR-08).
//!
//! **Invariant:** a change that waits is written nowhere but in its proposal; a decision is
//! taken once, and its author is told.

use chrono::{DateTime, NaiveDate, Utc};
use kernel::{AccountId, Actor, OrganizationId, Role};
use partner_directory::moderation::ProposalState;
use partner_directory::revision::{FieldChange, ObjectKind, Snapshot, differences, merge};
use store::outbox::{self, Letter};
use store::proposals::{self, Proposal};
use store::{Conn, accounts, network, organizations, places};

use crate::access::{Right, scope};
use crate::merging::snapshot;
use crate::revising::Editor;
use crate::workspace::{edited, saving};
use crate::{App, AppError};

/// The outbox kind of the letter that says what became of a proposal.
pub const TELL_PROPOSAL: &str = "tell_proposal";
/// How many proposals a page lists.
const MOST: u32 = 50;
/// The most characters of a message to an author.
const MESSAGE_MAX: usize = 1_000;

/// A proposal as a page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct ProposalLine {
    /// Names it.
    pub id: String,
    /// What sort of object.
    pub kind: ObjectKind,
    /// What the object is called, as wished.
    pub name: String,
    /// The organization that proposes it.
    pub organization: String,
    /// Who proposes it.
    pub who: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Where it stands.
    pub state: ProposalState,
    /// What would change, against the object as it stands now.
    pub fields: Vec<FieldChange>,
    /// What the coordinator wrote.
    pub message: Option<String>,
}

/// What a coordinator decides about a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It is written as proposed.
    Accept,
    /// It is not; the author is told why.
    Refuse(String),
}

/// True when a change of `actor` waits for a coordinator; it was kept as a proposal, and the
/// caller writes nothing.
///
/// # Errors
/// Only that the database did not answer.
pub(crate) fn hold_back(
    conn: &mut Conn,
    actor: &Actor,
    (before, after): (Option<&Snapshot>, &Snapshot),
    (now, today): (DateTime<Utc>, NaiveDate),
) -> Result<bool, AppError> {
    if actor.role() != Some(Role::Partner) {
        return Ok(false);
    }
    let Some(organization) = actor.organization().cloned() else { return Ok(false) };
    let changes = differences(before, after);
    let is_labelled = is_labelled(conn, after, today)?;
    let moderation = network::settings(conn)?.moderation;
    if !moderation.holds_back(after.kind(), (before.is_none(), is_labelled), &changes) {
        return Ok(false);
    }
    let who = Editor::of(conn, actor)?;
    let proposal = Proposal {
        id: uuid::Uuid::now_v7().simple().to_string(),
        organization,
        state: ProposalState::Waiting,
        before: before.cloned(),
        after: after.clone(),
        account: who.account,
        label: who.label,
        proposed_at: now,
        decided_at: None,
        decided_by: None,
        message: None,
    };
    proposals::insert(conn, &proposal)?;
    Ok(true)
}

/// True for a place at which an organization gives help whose label holds today.
fn is_labelled(conn: &mut Conn, of: &Snapshot, today: NaiveDate) -> Result<bool, AppError> {
    let Snapshot::Place(place) = of else { return Ok(false) };
    let users = places::used_by(conn, &place.id)?.into_iter().map(|(_, user)| user);
    let users: Vec<OrganizationId> = users.collect();
    let bodies = organizations::find_many(conn, &users)?;
    Ok(bodies.values().any(|one| one.labels.iter().any(|label| label.holds(today))))
}

impl App {
    /// The first 50 of what waits for a coordinator, oldest first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate.
    pub async fn proposals(&self, actor: &Actor) -> Result<Vec<ProposalLine>, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        self.db
            .read(|conn| {
                let waiting = proposals::list_waiting(conn, MOST)?;
                lines(conn, waiting)
            })
            .await
    }

    /// How many wait, also those that [`App::proposals`] does not list yet.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate.
    pub async fn count_proposals(&self, actor: &Actor) -> Result<usize, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        self.db.read(|conn| Ok(proposals::count_waiting(conn)?)).await
    }

    /// What an organization proposed and what became of it, newest first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not edit it.
    pub async fn proposals_of(
        &self,
        actor: &Actor,
        of: Option<OrganizationId>,
    ) -> Result<Vec<ProposalLine>, AppError> {
        let id = edited(actor, of)?;
        self.db
            .read(move |conn| {
                let own = proposals::list_of_organization(conn, &id, MOST)?;
                lines(conn, own)
            })
            .await
    }

    /// Accepts or refuses a proposal and tells its author.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate; [`AppError::Stale`] when somebody
    /// decided before, or the same fields were changed since; [`AppError::Invalid`] at
    /// `message` when a refusal gives no reason.
    pub async fn decide_proposal(
        &self,
        actor: &Actor,
        id: String,
        decision: Decision,
    ) -> Result<(), AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        check(&decision)?;
        self.edit(actor, move |conn, moment| {
            let proposal = proposals::find(conn, &id)?;
            let by = moment.who.account.as_ref();
            match &decision {
                Decision::Accept => {
                    proposals::decide(conn, &id, (ProposalState::Accepted, None), by, moment.now)?;
                    accept(conn, moment, &proposal)?;
                }
                Decision::Refuse(message) => {
                    let said = (ProposalState::Refused, Some(message.trim()));
                    proposals::decide(conn, &id, said, by, moment.now)?;
                }
            }
            tell(conn, &id, proposal.account.as_ref(), moment.now)
        })
        .await?;
        self.refresh_catalog().await
    }
}

/// Writes what was proposed over the object as it stands, in the author's name.
fn accept(
    conn: &mut Conn,
    moment: &crate::workspace::Moment,
    proposal: &Proposal,
) -> Result<(), AppError> {
    let wanted = &proposal.after;
    let Some(base) = &proposal.before else {
        let mut wanted = wanted.clone();
        if let Snapshot::Organization(one) = &mut wanted {
            // Since it was proposed somebody may have taken the same address.
            one.slug = organizations::free_slug(conn, &one.slug)?;
        }
        saving::write(conn, moment, None, &wanted)?;
        return Ok(());
    };
    let now = snapshot(conn, wanted.kind(), wanted.id())?;
    let joined = merge(base, &now, wanted).map_err(|_| AppError::Stale)?;
    saving::write(conn, moment, Some(&now), &joined)?;
    Ok(())
}

fn tell(
    conn: &mut Conn,
    id: &str,
    account: Option<&AccountId>,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let Some(account) = account else { return Ok(()) };
    if accounts::find(conn, account)?.is_disabled {
        return Ok(());
    }
    let letter =
        Letter { kind: TELL_PROPOSAL.to_owned(), detail: Some(id.to_owned()), ..Letter::default() };
    outbox::push(conn, &letter, now, now)?;
    Ok(())
}

fn check(decision: &Decision) -> Result<(), AppError> {
    let Decision::Refuse(message) = decision else { return Ok(()) };
    let code = match message.trim().chars().count() {
        0 => "required",
        length if length > MESSAGE_MAX => "too_long",
        _ => return Ok(()),
    };
    let mut errors = kernel::FieldErrors::default();
    errors.add("message", code);
    Err(AppError::Invalid(errors))
}

fn lines(conn: &mut Conn, proposals: Vec<Proposal>) -> Result<Vec<ProposalLine>, AppError> {
    let of: Vec<OrganizationId> = proposals.iter().map(|one| one.organization.clone()).collect();
    let known = organizations::find_many(conn, &of)?;
    let line = |one: Proposal| ProposalLine {
        kind: one.after.kind(),
        name: one.after.name().to_owned(),
        fields: differences(one.before.as_ref(), &one.after),
        id: one.id,
        organization: known.get(&one.organization).map(|of| of.name.clone()).unwrap_or_default(),
        who: one.label,
        at: one.proposed_at,
        state: one.state,
        message: one.message,
    };
    Ok(proposals.into_iter().map(line).collect())
}
