//! Signing in and out, inviting, and setting a password.
//!
//! **Invariant:** whoever does not sign in learns nothing about which addresses have an
//! account: every failure takes the same time and says the same.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, Params};
use chrono::{DateTime, Duration, Utc};
use kernel::{AccountId, Actor, FieldErrors, OrganizationId, Role};
use store::accounts;
pub use store::accounts::Account;
use store::invitations::{self, Invitation};
use store::outbox::{self, Letter};
use store::sessions::{self, IdleLimits, Session};
use store::{StoreError, organizations};

use crate::access::{Right, scope};
use crate::secrets::{fresh_token, token_hash};
use crate::{App, AppError, letters};

/// The fewest characters of a password (SEC-04); a demonstration takes shorter ones.
pub const PASSWORD_MIN: usize = 12;
/// The most characters of a password; more would only cost time.
pub const PASSWORD_MAX: usize = 200;
const INVITATION_DAYS: i64 = 7;

/// How long a session lives (SEC-02): idle and in all, on a shared and on one's own computer.
pub(crate) const IDLE: IdleLimits =
    IdleLimits { shared_post: Duration::minutes(10), own_post: Duration::minutes(30) };
const SHARED_MINUTES: i64 = 60;
const OWN_HOURS: i64 = 10;

/// Somebody who signed in, with the token that their cookie holds.
#[derive(Debug)]
pub struct SignedIn {
    /// Who it is.
    pub account: Account,
    /// The secret for the cookie; the database keeps only its hash.
    pub token: String,
    /// When the session ends whatever happens.
    pub expires_at: DateTime<Utc>,
    /// True on a computer that others use too.
    pub is_shared_post: bool,
}

/// Somebody to invite.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Where the invitation goes.
    pub email: String,
    /// What colleagues call them.
    pub name: String,
    /// What they will do.
    pub role: Role,
    /// Whom they work for; compulsory for partners and mediators.
    pub organization: Option<OrganizationId>,
}

impl App {
    /// Signs in with a password.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with one error that does not say what was wrong.
    pub async fn sign_in(
        &self,
        email: &str,
        password: &str,
        is_shared_post: bool,
    ) -> Result<SignedIn, AppError> {
        let now = self.clock.now();
        let email = email.to_owned();
        let found = self
            .db
            .read(move |conn| {
                let Some(account) = accounts::find_by_email(conn, &email)? else {
                    return Ok::<_, AppError>(None);
                };
                let hash = accounts::password_hash(conn, &account.id)?;
                Ok(Some((account, hash)))
            })
            .await?;
        let (account, hash) = match found {
            Some((account, Some(hash))) if !account.is_disabled => (Some(account), hash),
            _ => (None, self.decoy_hash.to_string()),
        };
        let is_right = verify(password, hash).await;
        match account {
            Some(account) if is_right => self.open_session(account, is_shared_post, now).await,
            _ => Err(wrong_sign_in()),
        }
    }

    async fn open_session(
        &self,
        account: Account,
        is_shared_post: bool,
        now: DateTime<Utc>,
    ) -> Result<SignedIn, AppError> {
        let token = fresh_token()?;
        let lasts = match is_shared_post {
            true => Duration::minutes(SHARED_MINUTES),
            false => Duration::hours(OWN_HOURS),
        };
        let session = Session {
            token_hash: token_hash(&token),
            account: account.id.clone(),
            is_shared_post,
            created_at: now,
            last_seen_at: now,
            expires_at: now + lasts,
        };
        self.db
            .write(move |conn| {
                sessions::insert(conn, &session)?;
                Ok::<_, AppError>(accounts::touch(conn, &session.account, now)?)
            })
            .await?;
        Ok(SignedIn { account, token, expires_at: now + lasts, is_shared_post })
    }

    /// The account behind a session token, if the session lives; notes that it was used.
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub async fn account_of_session(&self, token: &str) -> Result<Option<Account>, AppError> {
        let (now, hash) = (self.clock.now(), token_hash(token));
        let read = hash.clone();
        let found = self
            .db
            .read(move |conn| Ok::<_, AppError>(sessions::find_live(conn, &read, now, IDLE)?))
            .await?;
        let Some((session, account)) = found else { return Ok(None) };
        // Writing at every page would make each reader wait for the writers.
        if now - session.last_seen_at > Duration::minutes(1) {
            self.db
                .write(move |conn| Ok::<_, AppError>(sessions::touch(conn, &hash, now)?))
                .await?;
        }
        Ok(Some(account))
    }

    /// Ends one session.
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub async fn sign_out(&self, token: &str) -> Result<(), AppError> {
        let hash = token_hash(token);
        self.db.write(move |conn| Ok(sessions::delete(conn, &hash)?)).await
    }

    /// Makes an account without a password and sends its invitation.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not, [`AppError::Invalid`] for a form that is wrong
    /// or an address that has an account.
    pub async fn invite(&self, actor: &Actor, new: NewAccount) -> Result<AccountId, AppError> {
        scope(actor, Right::ManageAccounts).ok_or(AppError::NotFound)?;
        self.send_invitation(new).await
    }

    /// As [`App::invite`], for somebody whose right the caller has checked.
    pub(crate) async fn send_invitation(&self, new: NewAccount) -> Result<AccountId, AppError> {
        check(&new)?;
        let now = self.clock.now();
        let account = Account {
            id: AccountId::fresh(),
            email: accounts::fold_email(&new.email),
            name: new.name.trim().to_owned(),
            role: new.role,
            organization: new.organization,
            has_password: false,
            is_disabled: false,
            last_sign_in_at: None,
            created_at: now,
            version: 0,
        };
        let nonce = fresh_token()?;
        let token_hash = token_hash(&self.secrets.invitation_token(&nonce));
        self.db
            .write(move |conn| {
                if accounts::find_by_email(conn, &account.email)?.is_some() {
                    return Err(one_error("email", "taken"));
                }
                if let Some(organization) = &account.organization
                    && let Err(StoreError::NotFound) = organizations::find(conn, organization)
                {
                    return Err(one_error("organization", "required"));
                }
                accounts::insert(conn, &account)?;
                queue_invitation(conn, &account.id, (token_hash, nonce), now)?;
                Ok(account.id)
            })
            .await
    }

    /// Sends a fresh invitation to an account that has no password yet; the one before it ends.
    pub(crate) async fn invite_again(&self, id: AccountId) -> Result<(), AppError> {
        let now = self.clock.now();
        let nonce = fresh_token()?;
        let token_hash = token_hash(&self.secrets.invitation_token(&nonce));
        self.db
            .write(move |conn| {
                invitations::delete_of_account(conn, &id)?;
                queue_invitation(conn, &id, (token_hash, nonce), now)
            })
            .await
    }

    /// Whose password an invitation sets.
    ///
    /// # Errors
    /// [`AppError::Expired`] when it was used, ran out, or never existed.
    pub async fn invited(&self, token: &str) -> Result<Account, AppError> {
        let (now, hash) = (self.clock.now(), token_hash(token));
        self.db
            .read(move |conn| {
                let live = invitations::find_live(conn, &hash, now)?.ok_or(AppError::Expired)?;
                Ok(accounts::find(conn, &live.account)?)
            })
            .await
    }

    /// Follows an invitation: sets the password and signs in.
    ///
    /// # Errors
    /// [`AppError::Expired`] for a used or old invitation, [`AppError::Invalid`] for a password
    /// that is too short or too long.
    pub async fn accept_invitation(
        &self,
        token: &str,
        password: &str,
        is_shared_post: bool,
    ) -> Result<SignedIn, AppError> {
        let account = self.invited(token).await?;
        self.check_password(password)?;
        let hash = hash_password(password.to_owned()).await?;
        let (now, token) = (self.clock.now(), token_hash(token));
        let id = account.id.clone();
        self.db
            .write(move |conn| {
                match invitations::use_once(conn, &token, now) {
                    Err(StoreError::NotFound) => return Err(AppError::Expired),
                    used => used?,
                };
                accounts::set_password(conn, &id, &hash)?;
                Ok(sessions::delete_of_account(conn, &id)?)
            })
            .await?;
        self.open_session(account, is_shared_post, now).await
    }

    /// All accounts, by name.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not manage accounts.
    pub async fn accounts(&self, actor: &Actor) -> Result<Vec<Account>, AppError> {
        scope(actor, Right::ManageAccounts).ok_or(AppError::NotFound)?;
        self.db.read(|conn| Ok(accounts::list(conn)?)).await
    }

    /// Closes an account; its sessions end at once.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not manage accounts, and for one's own account:
    /// the last administrator could lock everybody out.
    pub async fn disable_account(&self, actor: &Actor, id: AccountId) -> Result<(), AppError> {
        scope(actor, Right::ManageAccounts).ok_or(AppError::NotFound)?;
        if actor.account() == Some(&id) {
            return Err(AppError::NotFound);
        }
        let now = self.clock.now();
        self.db.write(move |conn| Ok(accounts::disable(conn, &id, now)?)).await
    }

    fn check_password(&self, password: &str) -> Result<(), AppError> {
        let length = password.chars().count();
        let least = if self.settings.is_demo { 1 } else { PASSWORD_MIN };
        match length {
            _ if length < least => Err(one_error("password", "too_short")),
            _ if length > PASSWORD_MAX => Err(one_error("password", "too_long")),
            _ => Ok(()),
        }
    }
}

/// Keeps an invitation and queues its letter.
fn queue_invitation(
    conn: &mut store::Conn,
    account: &AccountId,
    (token_hash, nonce): (String, String),
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let invitation = Invitation {
        token_hash,
        account: account.clone(),
        created_at: now,
        expires_at: now + Duration::days(INVITATION_DAYS),
        used_at: None,
    };
    invitations::insert(conn, &invitation)?;
    let letter = Letter {
        kind: letters::INVITATION.to_owned(),
        account: Some(account.clone()),
        detail: Some(nonce),
        ..Letter::default()
    };
    outbox::push(conn, &letter, now, now)?;
    Ok(())
}

/// Hashes a password with Argon2id, 19 MiB and two passes (OWASP), off the async threads.
///
/// # Errors
/// The machine gave no random salt.
pub async fn hash_password(password: String) -> Result<String, AppError> {
    tokio::task::spawn_blocking(move || {
        argon2().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    })
    .await
    .map_err(|broken| AppError::Internal(broken.into()))?
    .map_err(|error| AppError::Internal(error.to_string().into()))
}

async fn verify(password: &str, hash: String) -> bool {
    let password: String = password.chars().take(PASSWORD_MAX + 1).collect();
    tokio::task::spawn_blocking(move || {
        PasswordHash::new(&hash)
            .is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok())
    })
    .await
    .unwrap_or(false)
}

fn argon2() -> Argon2<'static> {
    Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, Params::default())
}

fn check(new: &NewAccount) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::default();
    let email = new.email.trim();
    let has_domain = email.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty() && domain.contains('.') && !domain.contains('@')
    });
    if !has_domain || email.len() > 254 || email.chars().any(|c| c.is_control() || c == ' ') {
        errors.add("email", "not_an_address");
    }
    let name = new.name.trim();
    if name.is_empty() {
        errors.add("name", "required");
    } else if name.chars().count() > 80 || name.chars().any(char::is_control) {
        errors.add("name", "too_long");
    }
    let needs_organization = matches!(new.role, Role::Partner | Role::Mediator);
    if needs_organization && new.organization.is_none() {
        errors.add("organization", "required");
    }
    errors.or(())
}

fn one_error(field: &'static str, code: &'static str) -> AppError {
    let mut errors = FieldErrors::default();
    errors.add(field, code);
    AppError::Invalid(errors)
}

fn wrong_sign_in() -> AppError {
    one_error("password", "wrong_sign_in")
}
