//! What is known today about room for new people.

use chrono::NaiveDate;

use crate::offer::Offer;
use crate::terms::Capacity;

/// Days after which a statement about room has to be confirmed.
pub const STATEMENT_HOLDS_DAYS: i64 = 14;

/// What is known about room for new people on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CapacityNow {
    /// What was stated; `None` when nobody said, or when the date that was named has passed.
    pub state: Option<Capacity>,
    /// True when the statement is too old to rely on.
    pub is_to_confirm: bool,
}

/// What is known about room at `offer` on the local date `today`.
pub fn capacity(offer: &Offer, today: NaiveDate) -> CapacityNow {
    let unknown = CapacityNow { state: None, is_to_confirm: false };
    let Some(statement) = &offer.capacity else { return unknown };
    match statement.until {
        Some(until) if until < today => unknown,
        Some(_) => CapacityNow { state: Some(statement.state), is_to_confirm: false },
        None => CapacityNow {
            state: Some(statement.state),
            is_to_confirm: (today - statement.stated_on).num_days() > STATEMENT_HOLDS_DAYS,
        },
    }
}

/// True when the offer surely has no room today; an old statement is not sure.
pub fn is_full(offer: &Offer, today: NaiveDate) -> bool {
    let now = capacity(offer, today);
    now.state == Some(Capacity::Full) && !now.is_to_confirm
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{day, offer};
    use crate::offer::CapacityStatement;

    fn full(until: Option<&str>) -> Offer {
        let mut offer = offer();
        let until = until.map(day);
        offer.capacity =
            Some(CapacityStatement { state: Capacity::Full, until, stated_on: day("2026-03-01") });
        offer
    }

    #[test]
    fn a_statement_without_date_is_relied_on_for_fourteen_days() {
        assert!(is_full(&full(None), day("2026-03-15")));
        let later = capacity(&full(None), day("2026-03-16"));
        assert_eq!(later, CapacityNow { state: Some(Capacity::Full), is_to_confirm: true });
        assert!(!is_full(&full(None), day("2026-03-16")));
    }

    #[test]
    fn a_statement_with_a_date_holds_until_that_day() {
        assert!(is_full(&full(Some("2026-04-30")), day("2026-04-30")));
        assert_eq!(capacity(&full(Some("2026-04-30")), day("2026-05-01")).state, None);
    }

    #[test]
    fn nothing_said_is_unknown_and_not_full() {
        assert_eq!(capacity(&offer(), day("2026-03-01")).state, None);
    }
}
