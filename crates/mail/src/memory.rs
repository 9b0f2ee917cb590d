//! Letters kept in memory, for tests.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard};

use crate::{Letter, MailError};

/// What was sent, and what the next sendings answer.
#[derive(Debug, Default)]
pub(crate) struct Memory(Mutex<Contents>);

#[derive(Debug, Default)]
struct Contents {
    sent: Vec<Letter>,
    failures: VecDeque<MailError>,
}

impl Memory {
    pub(crate) fn send(&self, letter: &Letter) -> Result<(), MailError> {
        let mut contents = self.contents();
        if let Some(failure) = contents.failures.pop_front() {
            return Err(failure);
        }
        contents.sent.push(letter.clone());
        Ok(())
    }

    pub(crate) fn sent(&self) -> Vec<Letter> {
        self.contents().sent.clone()
    }

    pub(crate) fn fail_next(&self, failure: MailError) {
        self.contents().failures.push_back(failure);
    }

    fn contents(&self) -> MutexGuard<'_, Contents> {
        self.0.lock().unwrap_or_else(|broken| broken.into_inner())
    }
}
