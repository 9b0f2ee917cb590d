//! Forms to refer that were begun: kept on the server until they are sent (UX-06, SEC-02).
//!
//! **Invariant:** only the account that began a form reads it, and what was typed is encrypted
//! under a key of its own, destroyed when it is sent, dropped or a day old.
//! **Invariant:** the name of a form is derived from account and seed, so that no form can
//! bear the name of a referral or of somebody else's form, whatever a browser sends.

use chrono::{DateTime, Duration, Utc};
use kernel::{AccountId, Actor, ReferralId};
use serde::{Deserialize, Serialize};
use store::keys;
use store::sessions::{self, Session};
use store::unsent_forms::{self, UnsentForm};

use crate::access::{Right, scope};
use crate::secrets::token_hash;
use crate::{App, AppError};

/// How long a form is kept after it was touched last.
const KEPT: Duration = Duration::hours(24);
/// The same on a computer that others use too.
const KEPT_ON_SHARED_POST: Duration = Duration::hours(2);
/// The longest form, in bytes; no honest one comes near it.
const MOST_BYTES: usize = 16_000;
/// How many forms one account keeps; the oldest goes first.
const MOST_FORMS: usize = 10;
/// How many forms one round destroys.
const BATCH: i64 = 500;
/// Written beside the destruction of a key.
const CAUSE: &str = "unsent_form";

/// What was filled in, as names and values in the order of the form.
pub type FilledIn = Vec<(String, String)>;

/// How a form is written before it is encrypted.
#[derive(Serialize, Deserialize)]
struct Kept {
    seed: String,
    filled: FilledIn,
}

/// A form that was begun.
#[derive(Debug, Clone)]
pub struct BegunForm {
    /// Tells it from the other forms of the account.
    pub seed: String,
    /// What was filled in.
    pub filled: FilledIn,
    /// When it was kept last.
    pub saved_at: DateTime<Utc>,
    /// When it is destroyed.
    pub expires_at: DateTime<Utc>,
}

impl App {
    /// Keeps what is filled in under its seed. `token` is that of the session.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not refer.
    pub async fn keep_form(
        &self,
        actor: &Actor,
        token: &str,
        seed: &str,
        filled: &FilledIn,
    ) -> Result<(), AppError> {
        scope(actor, Right::Refer).ok_or(AppError::NotFound)?;
        let session = self.session(token).await?.ok_or(AppError::NotFound)?;
        if actor.account() != Some(&session.account) {
            return Err(AppError::NotFound);
        }
        self.keep_sealed(session, seed, filled).await
    }

    /// Keeps what somebody sent after their session had ended, for them alone: it comes back
    /// when they sign in. False when nobody knows any more whose session it was.
    ///
    /// # Errors
    /// Only that a database did not answer.
    pub async fn keep_form_of_ended_session(
        &self,
        token: &str,
        seed: &str,
        filled: &FilledIn,
    ) -> Result<bool, AppError> {
        match self.session(token).await? {
            Some(session) => self.keep_sealed(session, seed, filled).await.map(|()| true),
            None => Ok(false),
        }
    }

    /// One form, for who began it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody else and once it is gone.
    pub async fn begun_form(&self, actor: &Actor, seed: &str) -> Result<BegunForm, AppError> {
        let forms = self.begun_forms(actor).await?;
        forms.into_iter().find(|form| form.seed == seed).ok_or(AppError::NotFound)
    }

    /// What the actor has begun and not sent, latest first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not refer.
    pub async fn begun_forms(&self, actor: &Actor) -> Result<Vec<BegunForm>, AppError> {
        scope(actor, Right::Refer).ok_or(AppError::NotFound)?;
        let account = actor.account().cloned().ok_or(AppError::NotFound)?;
        let mut begun = Vec::new();
        for form in self.kept_forms(account).await? {
            let id = form.id.clone();
            let key = self.keys.read(move |conn| Ok::<_, AppError>(keys::find(conn, &id)?)).await?;
            // Without its key nothing can be read any more.
            let Some(key) = key else { continue };
            let text = self.secrets.decrypt(&form.id, &key, &form.ciphertext)?;
            let kept: Kept =
                serde_json::from_str(&text).map_err(|error| AppError::Internal(error.into()))?;
            begun.push(BegunForm {
                seed: kept.seed,
                filled: kept.filled,
                saved_at: form.saved_at,
                expires_at: form.expires_at,
            });
        }
        Ok(begun)
    }

    /// Destroys a form: it was sent or is not wanted any more. One that is gone is no error.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for who may not refer.
    pub async fn drop_form(&self, actor: &Actor, seed: &str) -> Result<(), AppError> {
        scope(actor, Right::Refer).ok_or(AppError::NotFound)?;
        let account = actor.account().ok_or(AppError::NotFound)?;
        let (id, of) = (self.form_name(account, seed), self.form_name(account, seed));
        let kept = self.db.read(move |conn| Ok::<_, AppError>(unsent_forms::find(conn, &of)?));
        match kept.await? {
            Some(_) => self.destroy_form(id).await,
            None => Ok(()),
        }
    }

    /// Destroys the forms whose time is over.
    ///
    /// # Errors
    /// Only that a database did not answer; what is left comes again.
    pub(crate) async fn destroy_old_forms(&self) -> Result<(), AppError> {
        let now = self.clock.now();
        let old =
            self.db.read(move |conn| Ok::<_, AppError>(unsent_forms::expired(conn, now, BATCH)?));
        for id in old.await? {
            self.destroy_form(id).await?;
        }
        Ok(())
    }

    async fn keep_sealed(
        &self,
        session: Session,
        seed: &str,
        filled: &FilledIn,
    ) -> Result<(), AppError> {
        let now = self.clock.now();
        let id = self.form_name(&session.account, seed);
        let kept = Kept { seed: seed.to_owned(), filled: filled.clone() };
        let text =
            serde_json::to_string(&kept).map_err(|error| AppError::Internal(error.into()))?;
        if text.len() > MOST_BYTES {
            return Ok(());
        }
        let key = self.key_for(&id, now).await?;
        let kept = if session.is_shared_post { KEPT_ON_SHARED_POST } else { KEPT };
        let form = UnsentForm {
            ciphertext: self.secrets.encrypt(&id, &key, &text)?,
            id,
            account: session.account.clone(),
            saved_at: now,
            expires_at: now + kept,
        };
        self.db.write(move |conn| Ok::<_, AppError>(unsent_forms::put(conn, &form)?)).await?;
        for extra in self.kept_forms(session.account).await?.into_iter().skip(MOST_FORMS) {
            self.destroy_form(extra.id).await?;
        }
        Ok(())
    }

    async fn kept_forms(&self, account: AccountId) -> Result<Vec<UnsentForm>, AppError> {
        let now = self.clock.now();
        self.db.read(move |conn| Ok(unsent_forms::list_of(conn, &account, now)?)).await
    }

    async fn destroy_form(&self, id: ReferralId) -> Result<(), AppError> {
        let (now, of) = (self.clock.now(), id.clone());
        // The key goes first: without it the text cannot be read, here or in any backup.
        self.keys.write(move |conn| Ok::<_, AppError>(keys::erase(conn, &of, now, CAUSE)?)).await?;
        self.db.write(move |conn| Ok(unsent_forms::delete(conn, &id)?)).await
    }

    fn form_name(&self, account: &AccountId, seed: &str) -> ReferralId {
        self.secrets.name_of_form(&format!("{:?}", ("unsent", account.as_str(), seed)))
    }

    async fn session(&self, token: &str) -> Result<Option<Session>, AppError> {
        let hash = token_hash(token);
        self.db.read(move |conn| Ok(sessions::find(conn, &hash)?)).await
    }
}
