/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunState {
    /// Its rows are still being compared.
    Staging,
    /// It can be looked at; nothing of it was written.
    Staged,
    /// Its rows are being written.
    Applying,
    /// All its rows were written.
    Applied,
}

impl RunState {
    /// Every state, in the order in which they follow each other.
    pub const ALL: &'static [RunState] =
        &[RunState::Staging, RunState::Staged, RunState::Applying, RunState::Applied];

    /// The word kept in the database and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            RunState::Staging => "staging",
            RunState::Staged => "staged",
            RunState::Applying => "applying",
            RunState::Applied => "applied",
        }
    }

    /// Reads back a [`RunState::word`].
    pub fn from_word(word: &str) -> Option<RunState> {
        RunState::ALL.iter().copied().find(|state| state.word() == word)
    }
}
