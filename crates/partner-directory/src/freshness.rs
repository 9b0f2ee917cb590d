//! How far a listing can still be trusted (FEA-9).
//!
//! **Invariant:** freshness depends on dates alone, never on who looks.

use chrono::NaiveDate;

use crate::closed_list::closed_list;
use crate::offer::Offer;
use crate::terms::VerifiedHow;

closed_list! {
    /// How far a listing can still be trusted.
    Freshness {
        Fresh = "fresh",
        /// Still good; its organization is asked to confirm it.
        Ask = "ask",
        /// Shown as such, ranked lower, not referred to.
        ToConfirm = "to_confirm",
        /// Hidden until somebody confirms it.
        Stale = "stale",
    }
}

/// Days after a check when the organization is asked to confirm.
pub const ASK_AFTER_DAYS: i64 = 120;
/// Days after a check when the listing has to be confirmed.
pub const TO_CONFIRM_AFTER_DAYS: i64 = 180;
/// Days after a check when the listing is hidden.
pub const STALE_AFTER_DAYS: i64 = 365;

/// Whole days since the freshness clock of `offer` started; zero for a date to come.
pub fn age_days(offer: &Offer, today: NaiveDate) -> i64 {
    (today - offer.freshness_since).num_days().max(0)
}

/// The freshness of `offer` on the local date `today`.
///
/// An imported offer has to be confirmed from the start, and is hidden only after somebody
/// was asked (decisions.md 10).
pub fn freshness(offer: &Offer, today: NaiveDate) -> Freshness {
    let by_age = match age_days(offer, today) {
        STALE_AFTER_DAYS.. => Freshness::Stale,
        TO_CONFIRM_AFTER_DAYS.. => Freshness::ToConfirm,
        ASK_AFTER_DAYS.. => Freshness::Ask,
        _ => Freshness::Fresh,
    };
    if offer.verified.how != VerifiedHow::Import {
        return by_age;
    }
    let was_asked = offer.asked_on.is_some_and(|asked| asked >= offer.freshness_since);
    match by_age {
        Freshness::Stale if was_asked => Freshness::Stale,
        _ => Freshness::ToConfirm,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{day, offer};

    #[test]
    fn trust_falls_at_120_180_and_365_days() {
        let mut offer = offer();
        offer.freshness_since = day("2026-01-01");
        let fixtures = [
            ("2025-12-01", Freshness::Fresh),
            ("2026-01-01", Freshness::Fresh),
            ("2026-04-30", Freshness::Fresh),
            ("2026-05-01", Freshness::Ask),
            ("2026-06-29", Freshness::Ask),
            ("2026-06-30", Freshness::ToConfirm),
            ("2026-12-31", Freshness::ToConfirm),
            ("2027-01-01", Freshness::Stale),
        ];
        for (today, expected) in fixtures {
            assert_eq!(freshness(&offer, day(today)), expected, "{today}");
        }
    }

    #[test]
    fn an_imported_offer_has_to_be_confirmed_and_is_hidden_only_after_somebody_was_asked() {
        let mut offer = offer();
        offer.freshness_since = day("2026-01-01");
        offer.verified.how = VerifiedHow::Import;

        assert_eq!(freshness(&offer, day("2026-01-01")), Freshness::ToConfirm);
        assert_eq!(freshness(&offer, day("2028-01-01")), Freshness::ToConfirm);
        offer.asked_on = Some(day("2026-05-01"));
        assert_eq!(freshness(&offer, day("2026-12-31")), Freshness::ToConfirm);
        assert_eq!(freshness(&offer, day("2027-01-01")), Freshness::Stale);
    }
}
