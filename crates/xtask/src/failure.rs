//! The one error of this tool: a sentence for whoever started it.

use std::fmt;

/// Why a command stopped.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    /// A failure with the sentence to print.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Says what was tried when the operating system or a parser refuses.
pub(crate) trait Trying<T> {
    /// Turns the error into a [`Failure`] that starts with `what`.
    fn trying(self, what: impl fmt::Display) -> Result<T, Failure>;
}

impl<T, E: fmt::Display> Trying<T> for Result<T, E> {
    fn trying(self, what: impl fmt::Display) -> Result<T, Failure> {
        self.map_err(|error| Failure(format!("{what}: {error}")))
    }
}
