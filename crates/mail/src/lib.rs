//! Letters on their way out: to a mail server, to a folder, or to memory.
//!
//! [`Mailer::send`] tries once and says how it went; whether and when to try again is decided by
//! the outbox, which asks [`MailError::is_permanent`]. [`folder`] reads letters back.
//!
//! | setting | way |
//! |---|---|
//! | `folder:PATH` | one `.eml` file per letter |
//! | `smtp://[user:password@]host[:port]` | SMTP, STARTTLS compulsory; on loopback plain |
//! | `smtps://[user:password@]host[:port]` | SMTP inside TLS |
//!
//! User and password are percent-encoded. Options: `?tls=none` or `?tls=starttls`, `?ca=FILE`
//! (one more trusted certificate authority, PEM), `?timeout_ms=N` (for the whole sending).
//!
//! **Invariant:** no header can be injected: a control character in a header field refuses the
//! letter, whatever the way.
//! **Invariant:** a letter that is sent again has the same Message-ID and Date.
//! **Invariant:** sending ends: 10 seconds to connect, 30 seconds in all.
//! **Invariant:** a password goes over the network encrypted or not at all.
//! **Invariant:** errors and logs hold no address, no name and no word of a letter.

mod error;
pub mod folder;
mod letter;
mod memory;
mod setting;
mod smtp;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use lettre::Address;
use lettre::message::Mailbox;

pub use error::MailError;
pub use letter::{Letter, is_address};
use memory::Memory;
use smtp::Smtp;

/// Sends letters in the one way that the settings chose; a clone shares its memory.
#[derive(Debug, Clone)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Debug, Clone)]
enum Way {
    Smtp(Arc<Smtp>),
    Folder(PathBuf),
    Memory(Arc<Memory>),
}

impl Mailer {
    /// Reads a setting of the forms in the table above; `from` is an address or `Name <address>`.
    /// Nothing is connected or created before the first letter.
    pub fn from_setting(setting: &str, from: &str) -> Result<Self, MailError> {
        let way = match setting.split_once(':') {
            Some(("folder", "")) => return Err(MailError::BadSetting("the folder has no path")),
            Some(("folder", path)) => Way::Folder(PathBuf::from(path)),
            Some(("smtp" | "smtps", _)) => Way::Smtp(Arc::new(Smtp::from_setting(setting)?)),
            _ => return Err(MailError::BadSetting("neither folder:, smtp:// nor smtps://")),
        };
        Ok(Self { from: letter::sender(from)?, way })
    }

    /// Keeps letters in memory, for tests.
    pub fn memory() -> Self {
        let address = Address::new_dangerous("relais", "memory.example");
        Self { from: Mailbox::new(None, address), way: Way::Memory(Arc::default()) }
    }

    /// Hands `letter` over once; `Ok` means that the next hop answers for it.
    pub async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        let message = letter::compose(letter, &self.from)?;
        match &self.way {
            Way::Smtp(smtp) => smtp.send(&message).await,
            Way::Memory(memory) => memory.send(letter),
            Way::Folder(path) => {
                let (path, letter) = (path.clone(), letter.clone());
                apart(move || folder::write(&path, &letter, &message.formatted())).await
            }
        }
    }

    /// Whether a letter could leave now: connects and signs in, or tries the folder; sends nothing.
    pub async fn check(&self) -> Result<(), MailError> {
        match &self.way {
            Way::Smtp(smtp) => smtp.check().await,
            Way::Memory(_) => Ok(()),
            Way::Folder(path) => {
                let path = path.clone();
                apart(move || folder::check(&path)).await
            }
        }
    }

    /// The folder that letters go to, when they go to one.
    pub fn folder(&self) -> Option<&Path> {
        match &self.way {
            Way::Folder(path) => Some(path),
            Way::Smtp(_) | Way::Memory(_) => None,
        }
    }

    /// The letters kept in memory, oldest first; none when letters go elsewhere.
    pub fn sent(&self) -> Vec<Letter> {
        match &self.way {
            Way::Memory(memory) => memory.sent(),
            Way::Smtp(_) | Way::Folder(_) => Vec::new(),
        }
    }

    /// Makes the next sending to memory fail with `failure`; several calls queue up. It does
    /// nothing when letters go elsewhere.
    pub fn fail_next(&self, failure: MailError) {
        if let Way::Memory(memory) = &self.way {
            memory.fail_next(failure);
        }
    }
}

/// Says where letters go, without user or password.
impl fmt::Display for Mailer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.way {
            Way::Smtp(smtp) => smtp.fmt(out),
            Way::Folder(path) => write!(out, "folder:{}", path.display()),
            Way::Memory(_) => out.write_str("memory"),
        }
    }
}

/// Runs file work where it does not hold up other tasks.
async fn apart(
    work: impl FnOnce() -> Result<(), MailError> + Send + 'static,
) -> Result<(), MailError> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|broken| Err(MailError::Folder(std::io::Error::other(broken))))
}
