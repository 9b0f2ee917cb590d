//! Why a letter did not leave.
//!
//! **Invariant:** no text made here holds an address, a name or what a server
//! said, because servers repeat addresses in their answers.

use std::io;

/// Why a letter did not leave.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The mail server said no.
    #[error("the mail server refused")]
    Refused {
        /// True when the refusal is about this letter and will not change; a refused password is
        /// not, because the operator can correct it.
        permanent: bool,
    },
    /// The mail server stopped answering; it may have taken the letter all the same.
    #[error("the mail server did not answer in time")]
    Silent,
    /// Nobody spoke SMTP at the address of the server, or the line was cut.
    #[error("the mail server cannot be reached")]
    Unreachable,
    /// The server offered no encryption, or a certificate that does not hold.
    #[error("no safe connection to the mail server")]
    Insecure,
    /// The address of the recipient or the reply address is not one.
    #[error("not an e-mail address")]
    BadAddress,
    /// The named field of the letter holds what no header may hold, such as a line break.
    #[error("the {0} of the letter cannot be sent")]
    BadLetter(&'static str),
    /// The folder of letters cannot be read or written.
    #[error("the mail folder cannot be used")]
    Folder(#[from] io::Error),
    /// The setting names no way to send letters; the text says which part is wrong.
    #[error("wrong mail setting: {0}")]
    BadSetting(&'static str),
}

impl MailError {
    /// True when sending the same letter again is useless.
    pub fn is_permanent(&self) -> bool {
        match self {
            Self::Refused { permanent } => *permanent,
            Self::BadAddress | Self::BadLetter(_) => true,
            Self::Silent
            | Self::Unreachable
            | Self::Insecure
            | Self::Folder(_)
            | Self::BadSetting(_) => false,
        }
    }
}
