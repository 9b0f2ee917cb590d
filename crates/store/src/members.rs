//! Organizations that were invited to look after their listings.
//!
//! **Invariant:** at most [`MOST_LETTERS`] letters go to one organization.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::dsl::max;
use diesel::prelude::*;
use kernel::{AccountId, OrganizationId};

use crate::schema::{accounts, member_invitations, organizations, revisions};
use crate::{Conn, StoreError};

/// The first letter and three reminders.
pub const MOST_LETTERS: i32 = 4;

/// One organization that was invited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// Which organization.
    pub organization: OrganizationId,
    /// The account that was made for it.
    pub account: AccountId,
    /// When it was invited.
    pub invited_at: DateTime<Utc>,
    /// How many letters were sent.
    pub letters: i32,
    /// When to write again; none when it answered or all were sent.
    pub next_letter_at: Option<DateTime<Utc>>,
}

/// An organization with what it does in the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its identifier.
    pub id: OrganizationId,
    /// Its name.
    pub name: String,
    /// The last part of its address.
    pub slug: String,
    /// Its own address for mail, for the first letter.
    pub email: Option<String>,
    /// True when it signed the agreement.
    pub is_partner: bool,
    /// How many accounts that are open it has.
    pub accounts: usize,
    /// How many of them chose a password.
    pub joined: usize,
    /// When somebody of it last signed in or changed a listing.
    pub last_active_at: Option<DateTime<Utc>>,
    /// The invitation, if it was invited here.
    pub invited: Option<Invited>,
}

/// Keeps that an organization was invited anew: the first letter has been queued.
///
/// # Errors
/// When the database fails.
pub fn put(conn: &mut Conn, invited: &Invited) -> Result<(), StoreError> {
    let id = invited.organization.as_str();
    diesel::delete(member_invitations::table.find(id)).execute(conn)?;
    diesel::insert_into(member_invitations::table).values(Row::new(invited)).execute(conn)?;
    Ok(())
}

/// Those to whom a reminder is due, longest waiting first, without organizations that are no
/// longer there or were absorbed.
///
/// # Errors
/// When the database fails.
pub fn due(conn: &mut Conn, now: DateTime<Utc>, limit: i64) -> Result<Vec<Invited>, StoreError> {
    let active =
        organizations::table.filter(organizations::status.eq("active")).select(organizations::id);
    let rows: Vec<Row> = member_invitations::table
        .filter(member_invitations::next_letter_at.le(now.naive_utc()))
        .filter(member_invitations::organization_id.eq_any(active))
        .order((member_invitations::next_letter_at, member_invitations::organization_id))
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(Row::into_invited).collect())
}

/// Every organization that is not archived, by identifier, with its activity.
///
/// # Errors
/// When the database fails.
pub fn list(conn: &mut Conn) -> Result<Vec<Member>, StoreError> {
    type Named = (String, String, String, Option<String>, Option<String>);
    let named: Vec<Named> = organizations::table
        .filter(organizations::status.ne("archived"))
        .order(organizations::id)
        .select((
            organizations::id,
            organizations::name,
            organizations::slug,
            organizations::email,
            organizations::agreement_version,
        ))
        .load(conn)?;
    let mut activity = Activity::load(conn)?;
    let mut invited = invitations(conn)?;
    Ok(named
        .into_iter()
        .map(|(id, name, slug, email, agreement)| {
            let (accounts, joined, last) = activity.of(&id);
            Member {
                invited: invited.remove(&id),
                id: id.into(),
                name,
                slug,
                email,
                is_partner: agreement.is_some(),
                accounts,
                joined,
                last_active_at: last,
            }
        })
        .collect())
}

/// Who signed in and who wrote, by organization.
struct Activity {
    accounts: HashMap<String, (usize, usize)>,
    last: HashMap<String, NaiveDateTime>,
}

impl Activity {
    fn load(conn: &mut Conn) -> Result<Activity, StoreError> {
        type Seen = (Option<String>, Option<String>, Option<NaiveDateTime>);
        let seen: Vec<Seen> = accounts::table
            .filter(accounts::is_disabled.eq(false))
            .filter(accounts::role.eq("partner"))
            .select((accounts::organization_id, accounts::password_hash, accounts::last_sign_in_at))
            .load(conn)?;
        let wrote: Vec<(Option<String>, Option<NaiveDateTime>)> = revisions::table
            .filter(revisions::actor_role.eq_any(["partner", "answer_link"]))
            .group_by(revisions::organization_id)
            .select((revisions::organization_id, max(revisions::changed_at)))
            .load(conn)?;
        let mut activity = Activity { accounts: HashMap::new(), last: HashMap::new() };
        for (organization, password, at) in seen {
            let Some(organization) = organization else { continue };
            let (all, joined) = activity.accounts.entry(organization.clone()).or_default();
            *all += 1;
            *joined += usize::from(password.is_some());
            activity.note(organization, at);
        }
        for (organization, at) in wrote {
            if let Some(organization) = organization {
                activity.note(organization, at);
            }
        }
        Ok(activity)
    }

    fn note(&mut self, organization: String, at: Option<NaiveDateTime>) {
        if let Some(at) = at {
            let last = self.last.entry(organization).or_insert(at);
            *last = at.max(*last);
        }
    }

    fn of(&mut self, organization: &str) -> (usize, usize, Option<DateTime<Utc>>) {
        let (accounts, joined) = self.accounts.get(organization).copied().unwrap_or_default();
        (accounts, joined, self.last.get(organization).map(NaiveDateTime::and_utc))
    }
}

fn invitations(conn: &mut Conn) -> Result<HashMap<String, Invited>, StoreError> {
    let rows: Vec<Row> = member_invitations::table.select(Row::as_select()).load(conn)?;
    Ok(rows.into_iter().map(|row| (row.organization_id.clone(), row.into_invited())).collect())
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = member_invitations)]
struct Row {
    organization_id: String,
    account_id: String,
    invited_at: NaiveDateTime,
    letters: i32,
    next_letter_at: Option<NaiveDateTime>,
}

impl Row {
    fn new(invited: &Invited) -> Row {
        Row {
            organization_id: invited.organization.to_string(),
            account_id: invited.account.to_string(),
            invited_at: invited.invited_at.naive_utc(),
            letters: invited.letters.clamp(1, MOST_LETTERS),
            next_letter_at: invited.next_letter_at.map(|at| at.naive_utc()),
        }
    }

    fn into_invited(self) -> Invited {
        Invited {
            organization: self.organization_id.into(),
            account: self.account_id.into(),
            invited_at: self.invited_at.and_utc(),
            letters: self.letters,
            next_letter_at: self.next_letter_at.map(|at| at.and_utc()),
        }
    }
}
