//! The free words of a question and its answer: kept encrypted like the person's details.
//!
//! **Invariant:** the main database holds no word of them that can be read, and nobody reads
//! them once the referral's key is destroyed.

use kernel::{FieldErrors, ReferralId};
use referral_tracking::contact::MOST_NOTE;
use referral_tracking::{Action, Attempt, AttemptAction};
use store::keys;

use crate::{App, AppError};

/// The most characters of a name of who takes care of somebody.
const MOST_NAME: usize = 80;

impl App {
    /// The same action, ready to be kept: its note encrypted under the referral's key.
    ///
    /// # Errors
    /// [`AppError::Invalid`] for words that are too long.
    pub(super) async fn seal_notes(
        &self,
        id: &ReferralId,
        mut action: AttemptAction,
    ) -> Result<AttemptAction, AppError> {
        if let AttemptAction::Accept { in_charge: Some(name) } = &action {
            check_length("in_charge", name, MOST_NAME)?;
        }
        if let AttemptAction::AskInformation { note, .. } | AttemptAction::GiveInformation { note } =
            &mut action
            && let Some(words) = note.take()
        {
            check_length("note", &words, MOST_NOTE)?;
            // Without a key nothing is kept; whether the referral exists and what is possible
            // with it is for the rules to say, who before what.
            *note = match self.note_key(id).await? {
                Some(key) => Some(self.secrets.encrypt(id, &key, &words)?),
                None => None,
            };
        }
        Ok(action)
    }

    /// The same as [`App::seal_notes`], for any action.
    pub(super) async fn seal_action(
        &self,
        id: &ReferralId,
        action: Action,
    ) -> Result<Action, AppError> {
        Ok(match action {
            Action::OnAttempt(attempt, inner) => {
                Action::OnAttempt(attempt, self.seal_notes(id, inner).await?)
            }
            other => other,
        })
    }

    /// Makes the notes of `attempts` readable; those that cannot be opened any more go away.
    pub(super) async fn open_notes(
        &self,
        id: &ReferralId,
        attempts: impl Iterator<Item = &mut Attempt>,
    ) -> Result<(), AppError> {
        let notes: Vec<&mut Option<String>> = attempts
            .filter_map(|attempt| attempt.exchange.as_mut())
            .flat_map(|exchange| [&mut exchange.note, &mut exchange.answer])
            .filter(|note| note.is_some())
            .collect();
        if notes.is_empty() {
            return Ok(());
        }
        let key = self.note_key(id).await?;
        for note in notes {
            let open = |sealed: &str| self.secrets.decrypt(id, key.as_deref()?, sealed).ok();
            *note = note.as_deref().and_then(open);
        }
        Ok(())
    }

    async fn note_key(&self, id: &ReferralId) -> Result<Option<String>, AppError> {
        let of = id.clone();
        self.keys.read(move |conn| Ok(keys::find(conn, &of)?)).await
    }
}

fn check_length(field: &'static str, typed: &str, most: usize) -> Result<(), FieldErrors> {
    let mut errors = FieldErrors::default();
    if typed.chars().count() > most {
        errors.add(field, "too_long");
    }
    errors.or(())
}
