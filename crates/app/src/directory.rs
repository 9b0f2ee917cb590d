//! The directory as people and rules read it.

use referral_tracking::{Candidate, Referral};
use store::Conn;

use crate::{App, AppError};

impl App {
    /// The offers that can be asked for a referral when the person allows any partner, best
    /// first by the published rules.
    pub(crate) fn candidates_for(
        &self,
        _conn: &mut Conn,
        _referral: &Referral,
    ) -> Result<Vec<Candidate>, AppError> {
        Ok(Vec::new())
    }
}
