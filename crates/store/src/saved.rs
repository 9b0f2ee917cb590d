/// What saving a value did to the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// It was not there before.
    Inserted,
    /// It was there and differed.
    Updated,
    /// It was there as it is; nothing was written.
    Unchanged,
}
