//! Reading referrals: one's own, those one is asked about, and the coordinators' queue.
//!
//! **Invariant:** somebody else's referral looks the same as one that does not exist.

use kernel::{Actor, OfferId, OrganizationId, ReferralId};
use referral_tracking::{Attempt, Event, Move, Owner, Referral, ReferralState, Why};
use store::referrals::{self, Need, events};
use store::{Conn, accounts, code_cards, offers, organizations};

use super::cards::neutral;
use super::persons::may_open;
use crate::access::{Right, Scope, scope};
use crate::{App, AppError};

/// One referral as its page shows it.
#[derive(Debug, Clone)]
pub struct ReferralView {
    /// The referral.
    pub referral: Referral,
    /// What is needed.
    pub need: Need,
    /// The offers asked, in order.
    pub attempts: Vec<AttemptView>,
    /// The offers that are asked if these do not help, in order.
    pub next: Vec<AttemptView>,
    /// What happened, oldest first.
    pub events: Vec<EventView>,
    /// Where it stands, in a word that says nothing about the need.
    pub neutral: &'static str,
    /// Who has to act, in words of the directory.
    pub owner_name: Option<String>,
    /// The code of the card with its PIN; only for who may print it.
    pub card: Option<(String, String)>,
    /// True when the reader may see who the person is.
    pub may_open_person: bool,
    /// True when the reader is a coordinator.
    pub may_coordinate: bool,
}

/// One offer asked, or still to ask.
#[derive(Debug, Clone)]
pub struct AttemptView {
    /// The attempt; none for an offer that was not asked yet.
    pub attempt: Option<Attempt>,
    /// The offer's name.
    pub offer: String,
    /// The offer's slug.
    pub offer_slug: String,
    /// The organization's name.
    pub organization: String,
    /// Whom to call about it; never public.
    pub referral_phone: Option<String>,
    /// True when a letter about it did not arrive and nothing was heard since: it has to be
    /// called.
    pub is_undelivered: bool,
}

/// One line of the log.
#[derive(Debug, Clone)]
pub struct EventView {
    /// The line.
    pub event: Event,
    /// The name of the account or organization that did it, when there is one.
    pub by: Option<String>,
}

impl App {
    /// One referral, for the sender's organization and for coordinators.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else.
    pub async fn referral(&self, actor: &Actor, id: ReferralId) -> Result<ReferralView, AppError> {
        let (app, actor, of) = (self.clone(), actor.clone(), id.clone());
        let mut view = self
            .db
            .read(move |conn| {
                let referral = referrals::find(conn, &of)?;
                if !may_follow(&actor, &referral) {
                    return Err(AppError::NotFound);
                }
                app.view(conn, &actor, referral)
            })
            .await?;
        let asked = view.attempts.iter_mut().filter_map(|one| one.attempt.as_mut());
        self.open_notes(&id, asked).await?;
        Ok(view)
    }

    fn view(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        referral: Referral,
    ) -> Result<ReferralView, AppError> {
        let events = log(conn, &referral.id)?;
        let mut attempts = referral
            .attempts
            .iter()
            .map(|one| asked(conn, Some(one), &one.offer, &one.organization))
            .collect::<Result<Vec<_>, _>>()?;
        for one in &mut attempts {
            one.is_undelivered =
                one.attempt.as_ref().is_some_and(|attempt| is_undelivered(attempt, &events));
        }
        let next = referral
            .candidates
            .iter()
            .map(|one| asked(conn, None, &one.offer, &one.organization))
            .collect::<Result<_, _>>()?;
        let card = code_cards::find(conn, &referral.id)?
            .filter(|_| may_print(actor, &referral))
            .map(|card| (printed(&card.code), self.secrets.pin(&referral.id, &card.code)));
        Ok(ReferralView {
            need: referrals::find_need(conn, &referral.id)?,
            attempts,
            next,
            events,
            neutral: neutral(&referral),
            owner_name: owner_name(conn, referral.owner.as_ref())?,
            card,
            may_open_person: may_open(actor, &referral),
            may_coordinate: scope(actor, Right::Coordinate).is_some(),
            referral,
        })
    }
}

/// Who has the code and the PIN can speak as the person: the sender's organization, and the
/// coordinators while they have to act.
fn may_print(actor: &Actor, referral: &Referral) -> bool {
    actor.organization() == Some(&referral.sender.organization)
        || referral.waits_for_coordinator()
        || referral.state == ReferralState::Held
}

pub(super) fn may_follow(actor: &Actor, referral: &Referral) -> bool {
    match scope(actor, Right::FollowOwnReferrals) {
        Some(Scope::All) => true,
        Some(Scope::OwnOrganization) => actor.organization() == Some(&referral.sender.organization),
        Some(Scope::Own) | None => false,
    }
}

fn asked(
    conn: &mut Conn,
    attempt: Option<&Attempt>,
    offer: &OfferId,
    organization: &OrganizationId,
) -> Result<AttemptView, AppError> {
    let offer = offers::find(conn, offer)?;
    let organization = organizations::find(conn, organization)?;
    Ok(AttemptView {
        attempt: attempt.cloned(),
        offer: offer.name,
        offer_slug: offer.slug,
        organization: organization.name,
        referral_phone: organization.referral_phone.or(organization.phone),
        is_undelivered: false,
    })
}

/// True when the last thing known of a live attempt is that a letter did not arrive.
fn is_undelivered(attempt: &Attempt, events: &[EventView]) -> bool {
    let is_report = |event: &Event| {
        event.what == Move::Escalate
            && event.reason.as_deref() == Some(Why::LetterNotDelivered.word())
    };
    // Reminders go on by themselves; they say nothing about whether the organization knows.
    let last = events
        .iter()
        .map(|one| &one.event)
        .rfind(|event| event.attempt.as_ref() == Some(&attempt.id) && event.what != Move::Remind);
    attempt.state.is_live() && last.is_some_and(is_report)
}

fn log(conn: &mut Conn, id: &ReferralId) -> Result<Vec<EventView>, AppError> {
    let mut lines = Vec::new();
    for event in events::list(conn, id)? {
        let by = match (&event.by.account, &event.by.organization) {
            (Some(account), _) => Some(accounts::find(conn, account)?.name),
            (None, Some(organization)) => Some(organizations::find(conn, organization)?.name),
            (None, None) => None,
        };
        lines.push(EventView { event, by });
    }
    Ok(lines)
}

fn owner_name(conn: &mut Conn, owner: Option<&Owner>) -> Result<Option<String>, AppError> {
    Ok(match owner {
        Some(Owner::Organization(id)) => Some(organizations::find(conn, id)?.name),
        Some(Owner::Account(id)) => Some(accounts::find(conn, id)?.name),
        Some(Owner::Pool) | None => None,
    })
}

/// A code as it is printed, in two groups of four.
pub(super) fn printed(code: &str) -> String {
    referral_tracking::code::Code::parse(code)
        .map_or_else(|| code.to_owned(), |code| code.to_string())
}
