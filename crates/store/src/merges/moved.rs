//! What points to a row of the directory besides its own parts, turned to another row and back.
//!
//! The log of referrals and what was checked stay as they were written: they say what happened.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::dsl::exists;
use diesel::prelude::*;
use partner_directory::OfferAtPlace;
use partner_directory::revision::ObjectKind;
use serde::{Deserialize, Serialize};

use crate::schema::{
    accounts, attempts, consent_organizations, error_reports, external_ids, freshness_asks,
    handouts, member_invitations, network_settings, organization_calls, places, proposals,
    referral_candidates, referrals,
};
use crate::{Conn, StoreError};

/// What pointed to the absorbed row, by table and column, as the keys of the rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// Keys of rows by `table.column`; a key of several parts is joined by U+001F.
    pub rows: BTreeMap<String, Vec<String>>,
    /// The offers that were given at an absorbed place, or belonged to an absorbed
    /// organization: where each was given before.
    pub offers: BTreeMap<String, Vec<OfferAtPlace>>,
}

const BETWEEN: char = '\u{1f}';

/// Turns the column of one row from one identifier to another, if it still holds the first.
macro_rules! turn {
    ($conn:ident, $table:ident . $column:ident, $key:expr, $from:expr, $to:expr) => {{
        let row = $table::table.find($key).filter($table::$column.eq($from));
        diesel::update(row).set($table::$column.eq($to)).execute($conn)?;
    }};
}

/// Turns what points to `from` to `to`, and says what that was.
///
/// # Errors
/// When the database fails.
pub fn repoint(
    conn: &mut Conn,
    kind: ObjectKind,
    from: &str,
    to: &str,
    now: DateTime<Utc>,
) -> Result<Moved, StoreError> {
    let mut moved = Moved::default();
    for pointer in pointers(kind) {
        let keys = pointer.keys(conn, from)?;
        for key in &keys {
            pointer.point(conn, key, (from, to), now)?;
        }
        if !keys.is_empty() {
            moved.rows.insert(pointer.word().to_owned(), keys);
        }
    }
    Ok(moved)
}

/// Turns what was moved to `to` back to `from`; what points elsewhere by now is left there.
///
/// # Errors
/// When the database fails.
pub fn point_back(
    conn: &mut Conn,
    kind: ObjectKind,
    moved: &Moved,
    (from, to): (&str, &str),
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    for pointer in pointers(kind) {
        for key in moved.rows.get(pointer.word()).into_iter().flatten() {
            pointer.point(conn, key, (to, from), now)?;
        }
    }
    Ok(())
}

/// The keys of the rows whose column holds an identifier.
macro_rules! keys {
    ($conn:ident, $table:ident . $column:ident, $key:ident, $to:expr) => {
        $table::table.filter($table::$column.eq($to)).select($table::$key).load($conn)?
    };
}

fn numbered(rows: Vec<(String, i32)>) -> Vec<String> {
    rows.into_iter().map(|(id, number)| format!("{id}{BETWEEN}{number}")).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pointer {
    ExternalIds(ObjectKind),
    Accounts,
    Attempts,
    CandidateOrganizations,
    CandidateOffers,
    Consents,
    Owners,
    Senders,
    Handouts,
    Coordinating,
    Parents,
    OpenReports,
    Calls,
    Asks,
    Invitations,
    Proposals,
}

fn pointers(kind: ObjectKind) -> Vec<Pointer> {
    use Pointer::{
        Accounts, Asks, Attempts, Calls, CandidateOffers, CandidateOrganizations, Consents,
        Coordinating, ExternalIds, Handouts, Invitations, OpenReports, Owners, Parents, Proposals,
        Senders,
    };
    match kind {
        ObjectKind::Organization => vec![
            ExternalIds(kind),
            Accounts,
            Attempts,
            CandidateOrganizations,
            Consents,
            Owners,
            Senders,
            Handouts,
            Coordinating,
            Calls,
            Asks,
            Invitations,
            Proposals,
        ],
        ObjectKind::Place => vec![ExternalIds(kind), Parents],
        ObjectKind::Offer => vec![ExternalIds(kind), CandidateOffers, OpenReports],
    }
}

impl Pointer {
    fn word(self) -> &'static str {
        match self {
            Pointer::ExternalIds(_) => "external_ids.object_id",
            Pointer::Accounts => "accounts.organization_id",
            Pointer::Attempts => "attempts.organization_id",
            Pointer::CandidateOrganizations => "referral_candidates.organization_id",
            Pointer::CandidateOffers => "referral_candidates.offer_id",
            Pointer::Consents => "consent_organizations.organization_id",
            Pointer::Owners => "referrals.owner_organization_id",
            Pointer::Senders => "referrals.sender_organization_id",
            Pointer::Handouts => "handouts.organization_id",
            Pointer::Coordinating => "network_settings.coordinating",
            Pointer::Parents => "places.parent_id",
            Pointer::OpenReports => "error_reports.offer_id",
            Pointer::Calls => "organization_calls.organization_id",
            Pointer::Asks => "freshness_asks.organization_id",
            Pointer::Invitations => "member_invitations.organization_id",
            Pointer::Proposals => "proposals.organization_id",
        }
    }

    /// The keys of the rows that point to `to`.
    fn keys(self, conn: &mut Conn, to: &str) -> Result<Vec<String>, StoreError> {
        Ok(match self {
            Pointer::ExternalIds(kind) => {
                let rows: Vec<(String, String)> = external_ids::table
                    .filter(external_ids::kind.eq(kind.word()).and(external_ids::object_id.eq(to)))
                    .select((external_ids::source, external_ids::external_id))
                    .load(conn)?;
                rows.into_iter().map(|(source, id)| format!("{source}{BETWEEN}{id}")).collect()
            }
            Pointer::Accounts => keys!(conn, accounts.organization_id, id, to),
            Pointer::Attempts => keys!(conn, attempts.organization_id, id, to),
            Pointer::CandidateOrganizations => {
                use referral_candidates::{organization_id, position, referral_id};
                numbered(
                    referral_candidates::table
                        .filter(organization_id.eq(to))
                        .select((referral_id, position))
                        .load(conn)?,
                )
            }
            Pointer::CandidateOffers => {
                use referral_candidates::{offer_id, position, referral_id};
                numbered(
                    referral_candidates::table
                        .filter(offer_id.eq(to))
                        .select((referral_id, position))
                        .load(conn)?,
                )
            }
            Pointer::Consents => {
                use consent_organizations::{consent_id, organization_id, position};
                numbered(
                    consent_organizations::table
                        .filter(organization_id.eq(to))
                        .select((consent_id, position))
                        .load(conn)?,
                )
            }
            Pointer::Owners => keys!(conn, referrals.owner_organization_id, id, to),
            Pointer::Senders => keys!(conn, referrals.sender_organization_id, id, to),
            Pointer::Handouts => keys!(conn, handouts.organization_id, id, to),
            Pointer::Coordinating => {
                let names: Vec<String> = keys!(conn, network_settings.value, name, to);
                names.into_iter().filter(|name| name == "coordinating").collect()
            }
            Pointer::Parents => keys!(conn, places.parent_id, id, to),
            Pointer::OpenReports => error_reports::table
                .filter(error_reports::offer_id.eq(to).and(error_reports::resolved_at.is_null()))
                .select(error_reports::id)
                .load(conn)?,
            Pointer::Calls => keys!(conn, organization_calls.organization_id, id, to),
            Pointer::Asks => keys!(conn, freshness_asks.organization_id, id, to),
            // Its own key changes; the account stays.
            Pointer::Invitations => keys!(conn, member_invitations.organization_id, account_id, to),
            Pointer::Proposals => keys!(conn, proposals.organization_id, id, to),
        })
    }

    /// Turns one row from `from` to `to`, if it still points there.
    fn point(
        self,
        conn: &mut Conn,
        key: &str,
        (from, to): (&str, &str),
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let (first, second) = key.split_once(BETWEEN).unwrap_or((key, ""));
        let numbered = (first, second.parse::<i32>().unwrap_or(0));
        match self {
            Pointer::ExternalIds(kind) => {
                let row = (kind.word(), first, second);
                turn!(conn, external_ids.object_id, row, from, to);
                diesel::update(external_ids::table.find(row))
                    .set(external_ids::linked_at.eq(now.naive_utc()))
                    .execute(conn)?;
            }
            Pointer::Accounts => turn!(conn, accounts.organization_id, first, from, to),
            Pointer::Attempts => turn!(conn, attempts.organization_id, first, from, to),
            Pointer::CandidateOrganizations => {
                turn!(conn, referral_candidates.organization_id, numbered, from, to);
            }
            Pointer::CandidateOffers => {
                turn!(conn, referral_candidates.offer_id, numbered, from, to);
            }
            Pointer::Consents => {
                turn!(conn, consent_organizations.organization_id, numbered, from, to);
            }
            Pointer::Owners => turn!(conn, referrals.owner_organization_id, first, from, to),
            Pointer::Senders => turn!(conn, referrals.sender_organization_id, first, from, to),
            Pointer::Handouts => turn!(conn, handouts.organization_id, first, from, to),
            Pointer::Coordinating => turn!(conn, network_settings.value, first, from, to),
            Pointer::Parents => turn!(conn, places.parent_id, first, from, to),
            Pointer::OpenReports => turn!(conn, error_reports.offer_id, first, from, to),
            Pointer::Calls => turn!(conn, organization_calls.organization_id, first, from, to),
            Pointer::Asks => turn!(conn, freshness_asks.organization_id, first, from, to),
            Pointer::Invitations => turn_invitation(conn, first, (from, to))?,
            Pointer::Proposals => turn!(conn, proposals.organization_id, first, from, to),
        }
        self.outdate(conn, first)
    }

    /// Whoever read the row before has to read it again before changing it.
    fn outdate(self, conn: &mut Conn, id: &str) -> Result<(), StoreError> {
        match self {
            Pointer::Accounts => {
                let next = accounts::version.eq(accounts::version + 1);
                diesel::update(accounts::table.find(id)).set(next).execute(conn)?;
            }
            Pointer::Owners
            | Pointer::Senders
            | Pointer::CandidateOffers
            | Pointer::CandidateOrganizations => {
                let next = referrals::version.eq(referrals::version + 1);
                diesel::update(referrals::table.find(id)).set(next).execute(conn)?;
            }
            Pointer::Attempts => {
                let of: String =
                    attempts::table.find(id).select(attempts::referral_id).first(conn)?;
                let next = referrals::version.eq(referrals::version + 1);
                diesel::update(referrals::table.find(of)).set(next).execute(conn)?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// An organization has one invitation: where there is one already, the other one rests with the
/// absorbed organization, to which nobody writes.
fn turn_invitation(
    conn: &mut Conn,
    account: &str,
    (from, to): (&str, &str),
) -> Result<(), StoreError> {
    let there = member_invitations::table.find(to);
    if diesel::select(exists(there)).get_result(conn)? {
        return Ok(());
    }
    let moved =
        member_invitations::table.find(from).filter(member_invitations::account_id.eq(account));
    diesel::update(moved).set(member_invitations::organization_id.eq(to)).execute(conn)?;
    Ok(())
}
