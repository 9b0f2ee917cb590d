//! Lists of referrals: what one sent, what one is asked, what waits for a coordinator.
//!
//! **Invariant:** the number of queries does not depend on the number of lines.

use chrono::{DateTime, Utc};
use kernel::{AccountId, Actor, AttemptId, Language, OfferId, ReferralId, Urgency};
use partner_directory::Theme;
use referral_tracking::{Attempt, Event, Move, Owner, Referral, Why};
use store::referrals::{self, Listed, Need, SentBy, events};
use store::{Conn, Page, accounts, code_cards, offers, organizations};

use super::reading::printed;
use crate::access::{Right, Scope, scope};
use crate::{App, AppError};

/// How many lines a list shows.
const PER_PAGE: u32 = 20;
/// How many referrals under way are looked at; an organization that has more misses the last.
const MOST_UNDER_WAY: i64 = 500;

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
                Ok((total, sent_lines(conn, listed)?))
            })
            .await
    }

    /// What the actor's organization sent and is not over, and what ended since an instant; the
    /// first to fall due first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who sends nothing.
    pub async fn under_way(
        &self,
        actor: &Actor,
        ended_since: DateTime<Utc>,
    ) -> Result<Vec<SentLine>, AppError> {
        scope(actor, Right::Refer).ok_or(AppError::NotFound)?;
        let organization = actor.organization().cloned().ok_or(AppError::NotFound)?;
        self.db
            .read(move |conn| {
                let listed =
                    referrals::under_way(conn, &organization, ended_since, MOST_UNDER_WAY)?;
                sent_lines(conn, listed)
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
                let asked = referrals::inbox(conn, &organization, page)?;
                inbox_lines(conn, asked)
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
                let asked = vec![(id, Listed { referral, need })];
                inbox_lines(conn, asked)?.pop().ok_or(AppError::NotFound)
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
                Ok((total, queue_lines(conn, held.into_iter().chain(open).collect())?))
            })
            .await
    }
}

fn sent_lines(conn: &mut Conn, listed: Vec<Listed>) -> Result<Vec<SentLine>, AppError> {
    let asked: Vec<_> = listed
        .iter()
        .filter_map(|one| one.referral.live())
        .map(|attempt| attempt.organization.clone())
        .collect();
    let names = organizations::find_many(conn, &asked)?;
    let codes = code_cards::codes_of(conn, &ids(&listed))?;
    let line = |one: Listed| SentLine {
        code: codes.get(&one.referral.id).map(|code| printed(code)),
        organization: one
            .referral
            .live()
            .and_then(|attempt| names.get(&attempt.organization))
            .map(|organization| organization.name.clone()),
        referral: one.referral,
        need: one.need,
    };
    Ok(listed.into_iter().map(line).collect())
}

fn inbox_lines(
    conn: &mut Conn,
    asked: Vec<(AttemptId, Listed)>,
) -> Result<Vec<InboxLine>, AppError> {
    let found: Vec<(Attempt, Listed)> = asked
        .into_iter()
        .filter_map(|(id, listed)| Some((listed.referral.attempt(&id)?.clone(), listed)))
        .collect();
    let offers: Vec<OfferId> = found.iter().map(|(attempt, _)| attempt.offer.clone()).collect();
    let names = offers::names(conn, &offers)?;
    let line = |(attempt, listed): (Attempt, Listed)| InboxLine {
        referral: listed.referral.id,
        urgency: listed.referral.urgency,
        theme: listed.need.theme,
        language: listed.need.language,
        commune_code: listed.need.commune_code,
        offer: names.get(&attempt.offer).map(|(name, _)| name.clone()).unwrap_or_default(),
        attempt,
    };
    Ok(found.into_iter().map(line).collect())
}

fn queue_lines(conn: &mut Conn, listed: Vec<Listed>) -> Result<Vec<QueueLine>, AppError> {
    let ids = ids(&listed);
    let codes = code_cards::codes_of(conn, &ids)?;
    let logs = events::list_many(conn, &ids)?;
    let everybody = accounts::list_of_role(conn, kernel::Role::Coordinator)?;
    let name =
        |id: &AccountId| everybody.iter().find(|one| one.id == *id).map(|one| one.name.clone());
    let line = |one: Listed| QueueLine {
        code: codes.get(&one.referral.id).map(|code| printed(code)),
        why: logs.get(&one.referral.id).and_then(|log| last_why(log)),
        due: one.referral.due,
        taken_by: match &one.referral.owner {
            Some(Owner::Account(id)) => Some(name(id).unwrap_or_default()),
            _ => None,
        },
        referral: one.referral,
        need: one.need,
    };
    Ok(listed.into_iter().map(line).collect())
}

fn ids(listed: &[Listed]) -> Vec<ReferralId> {
    listed.iter().map(|one| one.referral.id.clone()).collect()
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
