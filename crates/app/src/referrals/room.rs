//! Weekly room: an offer that takes five people a week is not asked for a sixth (FEA-9).

use chrono::{DateTime, Duration, Utc};
use kernel::OfferId;
use partner_directory::{NotOrientable, Offer, room_this_week};
use store::{Conn, referrals};

use crate::days::start_of_week;
use crate::{App, AppError};

impl App {
    /// Whether `offer` can take one more person this week; with [`Count::Holding`] nobody else
    /// asks it before this transaction ends.
    pub(super) fn room(
        &self,
        conn: &mut Conn,
        offer: &Offer,
        now: DateTime<Utc>,
        count: Count,
    ) -> Result<Result<(), NotOrientable>, AppError> {
        if offer.places_per_week.is_none() {
            return Ok(Ok(()));
        }
        let monday = start_of_week(now, self.settings.time_zone);
        let week = (monday, start_of_week(now + Duration::days(7), self.settings.time_zone));
        let id: &OfferId = &offer.id;
        let asked = match count {
            Count::Holding => referrals::asked_since(conn, id, week)?,
            Count::Looking => referrals::count_since(conn, id, week)?,
        };
        Ok(room_this_week(offer, asked))
    }
}

/// How a count is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Count {
    /// Before asking: the offer's row is held.
    Holding,
    /// For a page.
    Looking,
}
