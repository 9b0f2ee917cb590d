//! Accounts of people who work in the network.
//!
//! **Invariant:** an address is kept folded (no space around it, lower case), so that
//! one person cannot have two accounts by typing it differently.
//! **Invariant:** the password hash leaves this module only through [`password_hash`].
//! **Invariant:** a disabled account has no session and no open invitation.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use kernel::{AccountId, Actor, OrganizationId, Role};
use partner_directory::fold;

use crate::error::known;
use crate::schema::accounts::{self, dsl};
use crate::text::{kept, key};
use crate::{Conn, StoreError, invitations, sessions};

/// Ends the address of an account from which everything was taken; nobody can have it, because
/// `invalid` is reserved (RFC 2606).
const EMPTIED: &str = "@closed.invalid";

/// Somebody who may sign in, or was invited to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its identifier.
    pub id: AccountId,
    /// Where letters go; also the name to sign in with.
    pub email: String,
    /// What colleagues call them.
    pub name: String,
    /// What they do in the network.
    pub role: Role,
    /// Whom they work for; a partner always has one.
    pub organization: Option<OrganizationId>,
    /// False until an invitation was followed.
    pub has_password: bool,
    /// True when somebody closed the account.
    pub is_disabled: bool,
    /// When they last signed in.
    pub last_sign_in_at: Option<DateTime<Utc>>,
    /// When the account was made.
    pub created_at: DateTime<Utc>,
    /// Guards against two people changing the account at once.
    pub version: i32,
}

/// An account and since when it is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The account; it says when it was last used.
    pub account: Account,
    /// Since when it is closed.
    pub closed_at: Option<DateTime<Utc>>,
}

impl Account {
    /// The account as the rules see it.
    pub fn actor(&self) -> Actor {
        Actor::Account {
            id: self.id.clone(),
            role: self.role,
            organization: self.organization.clone(),
        }
    }
}

/// An address as it is kept: what differs only by case or spaces is the same address.
pub fn fold_email(email: &str) -> String {
    email.trim().to_lowercase()
}

/// Finds one account.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn find(conn: &mut Conn, id: &AccountId) -> Result<Account, StoreError> {
    dsl::accounts.find(key(id.as_str())?).select(Row::as_select()).first(conn)?.into_account()
}

/// Finds the account of an address, typed in any case.
///
/// # Errors
/// The database.
pub fn find_by_email(conn: &mut Conn, email: &str) -> Result<Option<Account>, StoreError> {
    let email = fold_email(email);
    let Ok(email) = key(&email) else { return Ok(None) };
    dsl::accounts
        .filter(dsl::email.eq(email))
        .select(Row::as_select())
        .first(conn)
        .optional()?
        .map(Row::into_account)
        .transpose()
}

/// Every account that still has a name, by name.
///
/// # Errors
/// The database.
pub fn list(conn: &mut Conn) -> Result<Vec<Account>, StoreError> {
    let named = dsl::accounts.filter(dsl::email.not_like(format!("%{EMPTIED}")));
    by_name(named.select(Row::as_select()).load(conn)?)
}

/// The accounts of one organization, by name.
///
/// # Errors
/// The database.
pub fn list_of_organization(
    conn: &mut Conn,
    organization: &OrganizationId,
) -> Result<Vec<Account>, StoreError> {
    by_name(
        dsl::accounts
            .filter(dsl::organization_id.eq(organization.as_str()))
            .select(Row::as_select())
            .load(conn)?,
    )
}

/// The accounts with a role that may sign in, by name: who is told what concerns the role.
///
/// # Errors
/// The database.
pub fn list_of_role(conn: &mut Conn, role: Role) -> Result<Vec<Account>, StoreError> {
    by_name(
        dsl::accounts
            .filter(dsl::role.eq(role.word()).and(dsl::is_disabled.eq(false)))
            .select(Row::as_select())
            .load(conn)?,
    )
}

/// Keeps a new account, without a password whatever `has_password` says.
///
/// # Errors
/// [`StoreError::Duplicate`] when the address has an account.
pub fn insert(conn: &mut Conn, account: &Account) -> Result<(), StoreError> {
    diesel::insert_into(dsl::accounts).values(Row::new(account)?).execute(conn)?;
    Ok(())
}

/// Keeps a changed name, role or organization, unless somebody changed the account meanwhile.
///
/// # Errors
/// [`StoreError::Stale`].
pub fn update(conn: &mut Conn, account: &Account) -> Result<(), StoreError> {
    let unchanged =
        dsl::accounts.find(account.id.as_str()).filter(dsl::version.eq(account.version));
    let written = diesel::update(unchanged)
        .set((
            dsl::name.eq(kept(&account.name)?),
            dsl::role.eq(account.role.word()),
            dsl::organization_id.eq(account.organization.as_ref().map(OrganizationId::as_str)),
            dsl::version.eq(account.version + 1),
        ))
        .execute(conn)?;

    match written {
        0 => Err(StoreError::Stale),
        _ => Ok(()),
    }
}

/// The hash to check a typed password against; none before an invitation was followed.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn password_hash(conn: &mut Conn, id: &AccountId) -> Result<Option<String>, StoreError> {
    Ok(dsl::accounts.find(id.as_str()).select(dsl::password_hash).first(conn)?)
}

/// Keeps the hash of a new password.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn set_password(conn: &mut Conn, id: &AccountId, hash: &str) -> Result<(), StoreError> {
    one(diesel::update(dsl::accounts.find(id.as_str()))
        .set((dsl::password_hash.eq(hash), dsl::version.eq(dsl::version + 1)))
        .execute(conn)?)
}

/// Closes an account: its sessions end and its invitations die with it.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn disable(conn: &mut Conn, id: &AccountId, now: DateTime<Utc>) -> Result<(), StoreError> {
    one(diesel::update(dsl::accounts.find(id.as_str()))
        .set((
            dsl::is_disabled.eq(true),
            dsl::closed_at.eq(now.naive_utc()),
            dsl::version.eq(dsl::version + 1),
        ))
        .execute(conn)?)?;
    sessions::delete_of_account(conn, id)?;
    invitations::delete_of_account(conn, id)
}

/// Opens a closed account again.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn enable(conn: &mut Conn, id: &AccountId) -> Result<(), StoreError> {
    one(diesel::update(dsl::accounts.find(id.as_str()))
        .set((
            dsl::is_disabled.eq(false),
            dsl::closed_at.eq(None::<NaiveDateTime>),
            dsl::version.eq(dsl::version + 1),
        ))
        .execute(conn)?)
}

/// When each account was last used and since when it is closed, emptied ones left out.
///
/// # Errors
/// The database.
pub fn uses(conn: &mut Conn) -> Result<Vec<Use>, StoreError> {
    let rows: Vec<(Row, Option<NaiveDateTime>)> = dsl::accounts
        .filter(dsl::email.not_like(format!("%{EMPTIED}")))
        .order(dsl::id)
        .select((Row::as_select(), dsl::closed_at))
        .load(conn)?;
    rows.into_iter()
        .map(|(row, closed)| {
            let closed_at = closed.map(|at| at.and_utc());
            Ok(Use { account: row.into_account()?, closed_at })
        })
        .collect()
}

/// Takes name, address and password out of a closed account. The row stays, because the log of
/// referrals names it.
///
/// # Errors
/// [`StoreError::NotFound`] when there is no such account, or it is open.
pub fn empty(conn: &mut Conn, id: &AccountId) -> Result<(), StoreError> {
    let closed = dsl::accounts.find(id.as_str()).filter(dsl::is_disabled.eq(true));
    one(diesel::update(closed)
        .set((
            dsl::email.eq(format!("{id}{EMPTIED}")),
            dsl::name.eq("–"),
            dsl::password_hash.eq(None::<String>),
            dsl::version.eq(dsl::version + 1),
        ))
        .execute(conn)?)
}

/// Notes that somebody signed in; not a change that others must know of.
///
/// # Errors
/// [`StoreError::NotFound`].
pub fn touch(conn: &mut Conn, id: &AccountId, now: DateTime<Utc>) -> Result<(), StoreError> {
    one(diesel::update(dsl::accounts.find(id.as_str()))
        .set(dsl::last_sign_in_at.eq(now.naive_utc()))
        .execute(conn)?)
}

fn one(written: usize) -> Result<(), StoreError> {
    match written {
        0 => Err(StoreError::NotFound),
        _ => Ok(()),
    }
}

/// Sorted here because the two databases order accents and case differently.
fn by_name(rows: Vec<Row>) -> Result<Vec<Account>, StoreError> {
    let mut accounts: Vec<Account> =
        rows.into_iter().map(Row::into_account).collect::<Result<_, _>>()?;
    accounts.sort_by_cached_key(|account| (fold::sort_key(&account.name), account.id.clone()));
    Ok(accounts)
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = accounts)]
pub(crate) struct Row {
    id: String,
    email: String,
    name: String,
    role: String,
    organization_id: Option<String>,
    password_hash: Option<String>,
    is_disabled: bool,
    last_sign_in_at: Option<NaiveDateTime>,
    created_at: NaiveDateTime,
    version: i32,
}

impl Row {
    pub(crate) fn into_account(self) -> Result<Account, StoreError> {
        Ok(Account {
            role: known("accounts.role", &self.role, Role::from_word(&self.role))?,
            id: AccountId::from(self.id),
            email: self.email,
            name: self.name,
            organization: self.organization_id.map(OrganizationId::from),
            has_password: self.password_hash.is_some(),
            is_disabled: self.is_disabled,
            last_sign_in_at: self.last_sign_in_at.map(|at| at.and_utc()),
            created_at: self.created_at.and_utc(),
            version: self.version,
        })
    }

    fn new(account: &Account) -> Result<Row, StoreError> {
        Ok(Row {
            id: account.id.to_string(),
            email: kept(&fold_email(&account.email))?,
            name: kept(&account.name)?,
            role: account.role.word().to_owned(),
            organization_id: account.organization.as_ref().map(ToString::to_string),
            password_hash: None,
            is_disabled: account.is_disabled,
            last_sign_in_at: account.last_sign_in_at.map(|at| at.naive_utc()),
            created_at: account.created_at.naive_utc(),
            version: account.version,
        })
    }
}
