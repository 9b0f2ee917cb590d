//! How far a listing can still be trusted (FEA-9).
//!
//! **Invariant:** freshness depends on dates alone, never on who looks.
//! **Invariant:** nothing is hidden before somebody was asked and had two weeks to answer.

use chrono::{Duration, NaiveDate};

use crate::closed_list::closed_list;
use crate::offer::{Offer, Verified};
use crate::terms::VerifiedHow;
use crate::upkeep::CallReason;

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
/// Days after a check when the organization is asked for the last time.
pub const LAST_ASK_AFTER_DAYS: i64 = 335;
/// Days after a check when the listing is hidden.
pub const STALE_AFTER_DAYS: i64 = 365;
/// Days that pass between two letters that ask the same organization.
pub const ASK_EVERY_DAYS: i64 = 30;
/// Days that whoever was asked has to answer, before a human calls and before anything is hidden.
pub const ANSWER_WITHIN_DAYS: i64 = 14;
/// On so many different days visitors must have found the door closed to put a listing in doubt.
pub const CLOSED_DOORS: usize = 3;

/// Whole days since the freshness clock of `offer` started; zero for a date to come.
pub fn age_days(offer: &Offer, today: NaiveDate) -> i64 {
    Clock::of(offer).age_days(today)
}

/// The freshness of `offer` on the local date `today`.
///
/// An imported offer has to be confirmed from the start (decisions.md 10), and so has one that
/// visitors put in doubt. None is hidden before somebody was asked and had time to answer.
pub fn freshness(offer: &Offer, today: NaiveDate) -> Freshness {
    Clock::of(offer).freshness(today)
}

/// The dates on which the freshness of one offer depends, without the rest of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// The local date of the last check, or of the import.
    pub since: NaiveDate,
    /// The local date on which somebody was last asked.
    pub asked_on: Option<NaiveDate>,
    /// The local date on which visitors put it in doubt.
    pub doubted_on: Option<NaiveDate>,
    /// How it was last checked.
    pub how: VerifiedHow,
}

impl Clock {
    /// The clock of an offer.
    pub fn of(offer: &Offer) -> Clock {
        Clock {
            since: offer.freshness_since,
            asked_on: offer.asked_on,
            doubted_on: offer.doubted_on,
            how: offer.verified.how,
        }
    }

    /// Whole days since it started; zero for a date to come.
    pub fn age_days(&self, today: NaiveDate) -> i64 {
        (today - self.since).num_days().max(0)
    }

    /// How far the listing can still be trusted on the local date `today`.
    pub fn freshness(&self, today: NaiveDate) -> Freshness {
        let is_unconfirmed = self.how == VerifiedHow::Import || self.is_in_doubt();
        match self.age_days(today) {
            STALE_AFTER_DAYS.. if self.had_time_to_answer(today) => Freshness::Stale,
            TO_CONFIRM_AFTER_DAYS.. => Freshness::ToConfirm,
            _ if is_unconfirmed => Freshness::ToConfirm,
            ASK_AFTER_DAYS.. => Freshness::Ask,
            _ => Freshness::Fresh,
        }
    }

    /// True when visitors put it in doubt and nobody checked it since.
    pub fn is_in_doubt(&self) -> bool {
        self.doubted_on.is_some_and(|day| day >= self.since)
    }

    /// True when its organization should be asked now: at 120 days, again at 180 when it has to
    /// be confirmed, a last time at 335, and when visitors put it in doubt.
    pub fn wants_ask(&self, today: NaiveDate) -> bool {
        let steps = [LAST_ASK_AFTER_DAYS, TO_CONFIRM_AFTER_DAYS, ASK_AFTER_DAYS];
        let reached = steps.into_iter().map(|days| self.since + Duration::days(days));
        let latest = reached.chain(self.doubted_on.filter(|_| self.is_in_doubt()));
        let latest = latest.filter(|day| *day <= today).max();
        latest.is_some_and(|step| self.asked_on.is_none_or(|asked| asked < step))
    }

    /// True when a letter that asks about other offers of the organization names it too.
    pub fn may_be_asked(&self, today: NaiveDate) -> bool {
        self.age_days(today) >= ASK_AFTER_DAYS || self.is_in_doubt()
    }

    /// Why a coordinator should call about it; `None` when nobody has to.
    pub fn call_reason(&self, reach: Reach, today: NaiveDate) -> Option<CallReason> {
        if self.is_asked() && !self.had_time_to_answer(today) {
            return None;
        }
        if self.is_in_doubt() {
            return Some(CallReason::InDoubt);
        }
        if self.is_asked() {
            return Some(CallReason::NoAnswer);
        }
        match (self.age_days(today), reach) {
            (ASK_AFTER_DAYS.., Reach::NoAddress) => Some(CallReason::NoAddress),
            _ if self.freshness(today) >= Freshness::ToConfirm => Some(CallReason::ToConfirm),
            _ => None,
        }
    }

    /// True when somebody was asked since the last check.
    fn is_asked(&self) -> bool {
        self.asked_on.is_some_and(|asked| asked >= self.since)
    }

    fn had_time_to_answer(&self, today: NaiveDate) -> bool {
        self.is_asked()
            && self.asked_on.is_some_and(|day| (today - day).num_days() >= ANSWER_WITHIN_DAYS)
    }
}

/// Whether letters reach the organization of an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Reach {
    Letter,
    NoAddress,
}

impl Offer {
    /// Takes over that somebody checked it on the local date `verified.on`: its clock starts
    /// again, and no question and no doubt is left.
    pub fn check(&mut self, verified: Verified) {
        self.freshness_since = verified.on;
        self.verified = verified;
        self.asked_on = None;
        self.doubted_on = None;
    }
}

/// True when visitors who stood before a closed door on the local dates `days`, all of them
/// since the last check, put a listing in doubt: three reports of three different days do.
pub fn is_doubted(days: &[NaiveDate]) -> bool {
    let mut days = days.to_vec();
    days.sort_unstable();
    days.dedup();
    days.len() >= CLOSED_DOORS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{day, offer};

    fn clock(since: &str) -> Clock {
        Clock { since: day(since), asked_on: None, doubted_on: None, how: VerifiedHow::Web }
    }

    fn after(days: i64) -> NaiveDate {
        day("2026-01-01") + Duration::days(days)
    }

    #[test]
    fn trust_falls_at_120_180_and_365_days() {
        let mut offer = offer();
        offer.freshness_since = day("2026-01-01");
        offer.asked_on = Some(day("2026-05-01"));
        let fixtures = [
            (-31, Freshness::Fresh),
            (0, Freshness::Fresh),
            (119, Freshness::Fresh),
            (120, Freshness::Ask),
            (179, Freshness::Ask),
            (180, Freshness::ToConfirm),
            (364, Freshness::ToConfirm),
            (365, Freshness::Stale),
        ];
        for (days, expected) in fixtures {
            assert_eq!(freshness(&offer, after(days)), expected, "{days} days");
        }
    }

    #[test]
    fn nothing_is_hidden_before_somebody_was_asked_and_had_two_weeks_to_answer() {
        let mut clock = clock("2026-01-01");
        assert_eq!(clock.freshness(after(2000)), Freshness::ToConfirm, "nobody asked");

        clock.asked_on = Some(after(-1));
        assert_eq!(clock.freshness(after(365)), Freshness::ToConfirm, "asked before the check");

        clock.asked_on = Some(after(360));
        assert_eq!(clock.freshness(after(373)), Freshness::ToConfirm, "still time to answer");
        assert_eq!(clock.freshness(after(374)), Freshness::Stale);
    }

    #[test]
    fn an_imported_offer_has_to_be_confirmed_from_the_start() {
        let mut clock = Clock { how: VerifiedHow::Import, ..clock("2026-01-01") };

        assert_eq!(clock.freshness(after(0)), Freshness::ToConfirm);
        assert_eq!(clock.freshness(after(730)), Freshness::ToConfirm);
        assert!(!clock.wants_ask(after(119)) && clock.wants_ask(after(120)));
        clock.asked_on = Some(after(120));
        assert_eq!(clock.freshness(after(364)), Freshness::ToConfirm);
        assert_eq!(clock.freshness(after(365)), Freshness::Stale);
    }

    #[test]
    fn an_organization_is_asked_three_times_about_an_offer_and_again_when_it_is_in_doubt() {
        let mut clock = clock("2026-01-01");
        for step in [120, 180, 335] {
            assert!(!clock.wants_ask(after(step - 1)), "the day before {step}");
            assert!(clock.wants_ask(after(step)));
            clock.asked_on = Some(after(step));
            assert!(!clock.wants_ask(after(step)), "once is enough");
        }
        assert!(!clock.wants_ask(after(900)));

        clock.doubted_on = Some(after(900));
        assert!(clock.wants_ask(after(900)));
    }

    #[test]
    fn a_doubt_makes_a_fresh_offer_to_confirm_until_somebody_checks_it() {
        let mut offer = offer();
        offer.freshness_since = day("2026-01-01");
        offer.doubted_on = Some(day("2026-01-20"));
        assert_eq!(freshness(&offer, day("2026-01-20")), Freshness::ToConfirm);

        let how = VerifiedHow::Phone;
        offer.check(Verified { on: day("2026-01-21"), how, by: None });

        assert_eq!(freshness(&offer, day("2026-01-21")), Freshness::Fresh);
        assert_eq!((offer.asked_on, offer.doubted_on), (None, None));
        assert_eq!(offer.verified.how, how);
    }

    #[test]
    fn only_closed_doors_of_three_different_days_put_a_listing_in_doubt() {
        let [a, b, c] = ["2026-01-01", "2026-01-02", "2026-01-09"].map(day);

        assert!(!is_doubted(&[a, a, a, b]));
        assert!(is_doubted(&[c, a, b]));
    }

    #[test]
    fn a_coordinator_calls_those_who_cannot_be_written_to_or_did_not_answer() {
        let fresh = clock("2026-01-01");
        assert_eq!(fresh.call_reason(Reach::NoAddress, after(119)), None);
        assert_eq!(fresh.call_reason(Reach::NoAddress, after(120)), Some(CallReason::NoAddress));
        assert_eq!(fresh.call_reason(Reach::Letter, after(179)), None);
        assert_eq!(fresh.call_reason(Reach::Letter, after(180)), Some(CallReason::ToConfirm));

        let asked = Clock { asked_on: Some(after(120)), ..fresh };
        assert_eq!(asked.call_reason(Reach::Letter, after(133)), None, "time to answer");
        assert_eq!(asked.call_reason(Reach::Letter, after(134)), Some(CallReason::NoAnswer));

        let doubted = Clock { doubted_on: Some(after(10)), ..fresh };
        assert_eq!(doubted.call_reason(Reach::Letter, after(10)), Some(CallReason::InDoubt));
    }
}
