//! The letters that a demonstration would have sent, to be read in the browser.
//!
//! **Invariant:** outside of a demonstration there is nothing here: letters hold links that
//! answer without a password.

use mail::MailError;
pub use mail::folder::StoredLetter;

use crate::{App, AppError};

/// How many letters the list shows; older ones stay in the folder.
const MOST: usize = 100;

impl App {
    /// The latest letters, newest first.
    ///
    /// # Errors
    /// [`AppError::NotFound`] outside of a demonstration, or when letters go elsewhere.
    pub async fn demo_letters(&self) -> Result<Vec<StoredLetter>, AppError> {
        let folder = self.letters_folder()?;
        let mut letters = off_thread(move || mail::folder::list(folder)).await?;
        letters.truncate(MOST);
        Ok(letters)
    }

    /// One letter by the name of its file.
    ///
    /// # Errors
    /// [`AppError::NotFound`] as above, and for a letter that is not there.
    pub async fn demo_letter(&self, id: &str) -> Result<StoredLetter, AppError> {
        let (folder, id) = (self.letters_folder()?, id.to_owned());
        off_thread(move || mail::folder::read(folder, &id)).await?.ok_or(AppError::NotFound)
    }

    fn letters_folder(&self) -> Result<String, AppError> {
        let folder = self.settings.mail.strip_prefix("folder:").filter(|_| self.settings.is_demo);
        folder.map(str::to_owned).ok_or(AppError::NotFound)
    }
}

async fn off_thread<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, MailError> + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(read)
        .await
        .map_err(|broken| AppError::Internal(broken.into()))?
        .map_err(|error| AppError::Internal(error.into()))
}
