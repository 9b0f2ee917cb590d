/// How soon a need must be met (REF-10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Urgency {
    /// No date within two weeks.
    U0,
    /// A date within two weeks.
    U1,
    /// A date within three days, already late, or a scam under way.
    U2,
}

impl Urgency {
    /// Every urgency, least urgent first.
    pub const ALL: [Urgency; 3] = [Urgency::U0, Urgency::U1, Urgency::U2];

    /// The word kept in the database and used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            Urgency::U0 => "u0",
            Urgency::U1 => "u1",
            Urgency::U2 => "u2",
        }
    }

    /// Reads back a [`Urgency::word`].
    pub fn from_word(word: &str) -> Option<Urgency> {
        Urgency::ALL.into_iter().find(|urgency| urgency.word() == word)
    }
}
