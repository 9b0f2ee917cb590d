//! Reading referrals: one's own, those one is asked about, and the coordinators' queue.
//!
//! **Invariant:** somebody else's referral looks the same as one that does not exist.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use kernel::{Actor, AttemptId, Language, OfferId, OrganizationId, ReferralId, Urgency};
use partner_directory::Theme;
use referral_tracking::{Attempt, Event, Move, Owner, Referral, Why};
use store::referrals::{self, Listed, Need, SentBy, events};
use store::{Conn, Page, accounts, code_cards, offers, organizations};

use super::persons::may_open;
use crate::access::{Right, Scope, scope};
use crate::{App, AppError};

/// How many lines a list shows.
const PER_PAGE: u32 = 20;

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
}

/// One line of the log.
#[derive(Debug, Clone)]
pub struct EventView {
    /// The line.
    pub event: Event,
    /// The name of the account or organization that did it, when there is one.
    pub by: Option<String>,
}

/// A line of the list of what a mediator sent.
#[derive(Debug, Clone)]
pub struct SentLine {
    /// The code on the card; none once erased.
    pub code: Option<String>,
    /// Where it stands.
    pub referral: Referral,
    /// What is needed.
    pub need: Need,
    /// The organization asked or helping now.
    pub organization: Option<String>,
}

/// A line of a partner's inbox.
#[derive(Debug, Clone)]
pub struct InboxLine {
    /// Which attempt.
    pub attempt: Attempt,
    /// Which referral.
    pub referral: ReferralId,
    /// How soon.
    pub urgency: Urgency,
    /// With what.
    pub theme: Theme,
    /// In which language.
    pub language: Language,
    /// The commune the person lives in.
    pub commune_code: Option<String>,
    /// The offer asked.
    pub offer: String,
}

/// A line of the coordinators' queue.
#[derive(Debug, Clone)]
pub struct QueueLine {
    /// The code on the card; none once erased.
    pub code: Option<String>,
    /// Where it stands.
    pub referral: Referral,
    /// What is needed.
    pub need: Need,
    /// The coordinator who took it; none while it is in the pool.
    pub taken_by: Option<String>,
    /// Why it came to the coordinators; none when the log does not say.
    pub why: Option<Why>,
    /// When it is due at the latest.
    pub due: Option<DateTime<Utc>>,
}

impl App {
    /// One referral, for the sender's organization and for coordinators.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else.
    pub async fn referral(&self, actor: &Actor, id: ReferralId) -> Result<ReferralView, AppError> {
        let (app, actor) = (self.clone(), actor.clone());
        self.db
            .read(move |conn| {
                let referral = referrals::find(conn, &id)?;
                if !may_follow(&actor, &referral) {
                    return Err(AppError::NotFound);
                }
                app.view(conn, &actor, referral)
            })
            .await
    }

    fn view(
        &self,
        conn: &mut Conn,
        actor: &Actor,
        referral: Referral,
    ) -> Result<ReferralView, AppError> {
        let attempts = referral
            .attempts
            .iter()
            .map(|one| asked(conn, Some(one), &one.offer, &one.organization))
            .collect::<Result<_, _>>()?;
        let next = referral
            .candidates
            .iter()
            .map(|one| asked(conn, None, &one.offer, &one.organization))
            .collect::<Result<_, _>>()?;
        let card = code_cards::find(conn, &referral.id)?
            .map(|card| (printed(&card.code), self.secrets.pin(&referral.id, &card.code)));
        Ok(ReferralView {
            need: referrals::find_need(conn, &referral.id)?,
            attempts,
            next,
            events: log(conn, &referral.id)?,
            owner_name: owner_name(conn, referral.owner.as_ref())?,
            card,
            may_open_person: may_open(actor, &referral),
            may_coordinate: scope(actor, Right::Coordinate).is_some(),
            referral,
        })
    }

    /// What the actor's organization sent, latest first, with how many there are in all.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who sends nothing.
    pub async fn sent(&self, actor: &Actor, page: u32) -> Result<(i64, Vec<SentLine>), AppError> {
        scope(actor, Right::Refer).ok_or(AppError::NotFound)?;
        let organization = actor.organization().cloned().ok_or(AppError::NotFound)?;
        self.db
            .read(move |conn| {
                let of = SentBy::Organization(organization);
                let page = Page { number: page, size: PER_PAGE };
                let (total, listed) = referrals::sent_by(conn, &of, page)?;
                let names = Names::of(conn, &listed)?;
                let lines = listed.into_iter().map(|one| sent_line(conn, &names, one));
                Ok((total, lines.collect::<Result<_, AppError>>()?))
            })
            .await
    }

    /// What the actor's organization is asked or is doing, by due date.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who answers for no organization.
    pub async fn inbox(&self, actor: &Actor) -> Result<Vec<InboxLine>, AppError> {
        if scope(actor, Right::AnswerAttempts) != Some(Scope::OwnOrganization) {
            return Err(AppError::NotFound);
        }
        let organization = actor.organization().cloned().ok_or(AppError::NotFound)?;
        self.db
            .read(move |conn| {
                let page = Page { number: 1, size: 100 };
                let mut lines = Vec::new();
                for (attempt, listed) in referrals::inbox(conn, &organization, page)? {
                    lines.extend(inbox_line(conn, &attempt, listed)?);
                }
                Ok(lines)
            })
            .await
    }

    /// One attempt with its referral's need, for the organization that is asked.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else.
    pub async fn attempt(&self, actor: &Actor, id: AttemptId) -> Result<InboxLine, AppError> {
        let actor = actor.clone();
        self.db
            .read(move |conn| {
                let referral = referrals::find_by_attempt(conn, &id)?;
                let attempt = referral.attempt(&id).ok_or(AppError::NotFound)?;
                let is_own = match scope(&actor, Right::AnswerAttempts) {
                    Some(Scope::All) => true,
                    Some(Scope::OwnOrganization) => {
                        actor.organization() == Some(&attempt.organization)
                    }
                    Some(Scope::Own) | None => false,
                };
                if !is_own {
                    return Err(AppError::NotFound);
                }
                let need = referrals::find_need(conn, &referral.id)?;
                inbox_line(conn, &id, Listed { referral, need })?.ok_or(AppError::NotFound)
            })
            .await
    }

    /// The coordinators' queue by due date, with how many there are in all; held ones first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate.
    pub async fn queue_lines(&self, actor: &Actor) -> Result<(i64, Vec<QueueLine>), AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        self.db
            .read(|conn| {
                let page = Page { number: 1, size: 50 };
                let held = referrals::held(conn, page)?;
                let (total, open) = referrals::queue(conn, page)?;
                let total = total + held.len() as i64;
                let lines = held.into_iter().chain(open).map(|one| queue_line(conn, one));
                Ok((total, lines.collect::<Result<_, AppError>>()?))
            })
            .await
    }
}

fn may_follow(actor: &Actor, referral: &Referral) -> bool {
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
    })
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

/// The names of the organizations in a list, looked up at once.
struct Names(HashMap<OrganizationId, String>);

impl Names {
    fn of(conn: &mut Conn, listed: &[Listed]) -> Result<Names, AppError> {
        let ids: Vec<OrganizationId> = listed
            .iter()
            .filter_map(|one| one.referral.live())
            .map(|attempt| attempt.organization.clone())
            .collect();
        let found = organizations::find_many(conn, &ids)?;
        Ok(Names(found.into_iter().map(|(id, one)| (id, one.name)).collect()))
    }
}

fn sent_line(conn: &mut Conn, names: &Names, one: Listed) -> Result<SentLine, AppError> {
    let organization =
        one.referral.live().and_then(|attempt| names.0.get(&attempt.organization)).cloned();
    Ok(SentLine {
        code: code(conn, &one.referral.id)?,
        referral: one.referral,
        need: one.need,
        organization,
    })
}

fn inbox_line(
    conn: &mut Conn,
    attempt: &AttemptId,
    listed: Listed,
) -> Result<Option<InboxLine>, AppError> {
    let Some(attempt) = listed.referral.attempt(attempt).cloned() else { return Ok(None) };
    Ok(Some(InboxLine {
        referral: listed.referral.id,
        urgency: listed.referral.urgency,
        theme: listed.need.theme,
        language: listed.need.language,
        commune_code: listed.need.commune_code,
        offer: offers::find(conn, &attempt.offer)?.name,
        attempt,
    }))
}

fn queue_line(conn: &mut Conn, one: Listed) -> Result<QueueLine, AppError> {
    let taken_by = match &one.referral.owner {
        Some(Owner::Account(id)) => Some(accounts::find(conn, id)?.name),
        _ => None,
    };
    Ok(QueueLine {
        code: code(conn, &one.referral.id)?,
        why: last_why(&events::list(conn, &one.referral.id)?),
        due: one.referral.due,
        referral: one.referral,
        need: one.need,
        taken_by,
    })
}

/// The last reason to be here. That a coordinator's time passed is only said when there is no
/// other: the clock shows it anyway.
fn last_why(log: &[Event]) -> Option<Why> {
    let reasons = || log.iter().rev().filter_map(why);
    reasons().find(|why| *why != Why::SecondCoordinator).or_else(|| reasons().next())
}

/// Why a line of the log brought the referral to the coordinators, if it did.
fn why(event: &Event) -> Option<Why> {
    match event.what {
        Move::Escalate => event.reason.as_deref().and_then(Why::from_word),
        Move::Hold => Some(Why::Held),
        Move::Reopen => Some(Why::Reopened),
        Move::Reassign => Some(Why::Reassigned),
        _ => None,
    }
}

fn code(conn: &mut Conn, id: &ReferralId) -> Result<Option<String>, AppError> {
    Ok(code_cards::find(conn, id)?.map(|card| printed(&card.code)))
}

/// A code as it is printed, in two groups of four.
fn printed(code: &str) -> String {
    referral_tracking::code::Code::parse(code)
        .map_or_else(|| code.to_owned(), |code| code.to_string())
}
