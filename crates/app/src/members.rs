//! Organizations that look after their listings, and inviting those that do not yet.
//!
//! **Invariant:** nobody is written to more than four times, and no more once somebody of the
//! organization chose a password.

use chrono::{DateTime, Duration, Utc};
use kernel::{AccountId, Actor, OrganizationId, Role};
use partner_directory::fold;
use store::members::{self, Invited, MOST_LETTERS};
use store::{Conn, accounts, organizations};

use crate::access::{Right, scope};
use crate::accounts::NewAccount;
use crate::{App, AppError};

/// For how long somebody who did nothing counts as active.
const ACTIVE_DAYS: i64 = 180;
/// Weeks between two letters: they go at weeks 0, 2, 4 and 6.
const WEEKS_BETWEEN: i64 = 2;
/// How many reminders one round of the jobs sends.
const BATCH: i64 = 50;

/// Where an organization stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MemberState {
    /// It was invited and nobody has come yet.
    Invited,
    /// Somebody of it came once, but not for half a year.
    Silent,
    /// Nobody of it was ever invited.
    Never,
    /// Somebody of it signed in or changed something in the last half year.
    Active,
}

impl MemberState {
    /// Every state, in the order of the page.
    pub const ALL: [MemberState; 4] =
        [MemberState::Invited, MemberState::Silent, MemberState::Never, MemberState::Active];

    /// The word used in text keys and addresses.
    pub fn word(self) -> &'static str {
        match self {
            MemberState::Invited => "invited",
            MemberState::Silent => "silent",
            MemberState::Never => "never",
            MemberState::Active => "active",
        }
    }

    /// Reads back a [`MemberState::word`].
    pub fn from_word(word: &str) -> Option<MemberState> {
        MemberState::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// One organization in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberLine {
    /// Its identifier.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// The address of its public page.
    pub slug: String,
    /// Its own address for mail: where an invitation would go.
    pub email: Option<String>,
    /// True when it signed the agreement.
    pub is_partner: bool,
    /// Where it stands.
    pub state: MemberState,
    /// When somebody of it last did something.
    pub last_active_at: Option<DateTime<Utc>>,
    /// How many letters it got, and when the next one goes.
    pub letters: Option<(i32, Option<DateTime<Utc>>)>,
}

impl App {
    /// Every organization by name, and how many there are in each state.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate.
    pub async fn members(&self, actor: &Actor) -> Result<Vec<MemberLine>, AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let now = self.clock.now();
        let found = self.db.read(members::list).await?;
        let mut lines: Vec<MemberLine> = found.into_iter().map(|one| line(one, now)).collect();
        lines.sort_by_cached_key(|one| (fold::sort_key(&one.name), one.id.clone()));
        Ok(lines)
    }

    /// Invites an organization: its first partner account, and the first of four letters.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who does not coordinate; [`AppError::Invalid`] at `email` or
    /// `name`.
    pub async fn invite_member(
        &self,
        actor: &Actor,
        organization: OrganizationId,
        (email, name): (String, String),
    ) -> Result<(), AppError> {
        scope(actor, Right::Coordinate).ok_or(AppError::NotFound)?;
        let id = organization.clone();
        self.db.read(move |conn| organizations::find(conn, &id).map(drop)).await?;
        let new = NewAccount {
            email,
            name,
            role: Role::Partner,
            organization: Some(organization.clone()),
        };
        let account = self.send_invitation(new).await?;
        let now = self.clock.now();
        self.db
            .write(move |conn| {
                let next = now + Duration::weeks(WEEKS_BETWEEN);
                let invited = Invited {
                    organization,
                    account,
                    invited_at: now,
                    letters: 1,
                    next_letter_at: Some(next),
                };
                Ok(members::put(conn, &invited)?)
            })
            .await
    }

    /// Sends the reminders that are due, and says how many.
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub(crate) async fn remind_members(&self, now: DateTime<Utc>) -> Result<usize, AppError> {
        let due = self.db.read(move |conn| members::due(conn, now, BATCH)).await?;
        let mut reminded = 0;
        for one in due {
            let organization = one.organization.clone();
            match self.remind(one, now).await {
                Ok(true) => reminded += 1,
                Ok(false) => {}
                Err(error) => {
                    let error = crate::with_causes(&error);
                    tracing::error!(%organization, error, "organization not reminded");
                }
            }
        }
        Ok(reminded)
    }

    /// Writes to one, unless it came.
    async fn remind(&self, one: Invited, now: DateTime<Utc>) -> Result<bool, AppError> {
        let again = self.db.write(move |conn| next(conn, one, now)).await?;
        let Some(new) = again else { return Ok(false) };
        // A fresh link: the one before it has ended.
        self.invite_again(new).await?;
        Ok(true)
    }
}

/// Notes the next letter; the account to write to, unless it came or was closed.
fn next(
    conn: &mut Conn,
    mut invited: Invited,
    now: DateTime<Utc>,
) -> Result<Option<AccountId>, AppError> {
    let account = accounts::find(conn, &invited.account)?;
    let colleagues = accounts::list_of_organization(conn, &invited.organization)?;
    let has_come = colleagues.iter().any(|one| one.has_password && !one.is_disabled);
    if has_come || account.is_disabled || invited.letters >= MOST_LETTERS {
        invited.next_letter_at = None;
        members::put(conn, &invited)?;
        return Ok(None);
    }
    invited.letters += 1;
    let is_last = invited.letters == MOST_LETTERS;
    invited.next_letter_at = (!is_last).then(|| now + Duration::weeks(WEEKS_BETWEEN));
    members::put(conn, &invited)?;
    Ok(Some(account.id))
}

fn line(one: members::Member, now: DateTime<Utc>) -> MemberLine {
    let is_recent = |at: DateTime<Utc>| now - at <= Duration::days(ACTIVE_DAYS);
    let state = match (one.last_active_at, one.accounts) {
        (Some(at), _) if is_recent(at) => MemberState::Active,
        (_, 0) => MemberState::Never,
        _ if one.joined == 0 => MemberState::Invited,
        _ => MemberState::Silent,
    };
    MemberLine {
        letters: one.invited.map(|invited| (invited.letters, invited.next_letter_at)),
        id: one.id,
        name: one.name,
        slug: one.slug,
        email: one.email,
        is_partner: one.is_partner,
        state,
        last_active_at: one.last_active_at,
    }
}
