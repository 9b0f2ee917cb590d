//! By when whom: the network's deadlines, and the instants that follow from them.
//!
//! Durations are opening time of the network unless the name says days (REF-10).
//!
//! **Invariant:** every instant given out for a positive duration lies after its start.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use kernel::{Calendar, Closure, Urgency};

use crate::AnswerClock;

/// One duration for each urgency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByUrgency {
    /// For [`Urgency::U0`].
    pub u0: Duration,
    /// For [`Urgency::U1`].
    pub u1: Duration,
    /// For [`Urgency::U2`].
    pub u2: Duration,
}

impl ByUrgency {
    /// The duration for `urgency`.
    pub fn of(&self, urgency: Urgency) -> Duration {
        match urgency {
            Urgency::U0 => self.u0,
            Urgency::U1 => self.u1,
            Urgency::U2 => self.u2,
        }
    }
}

/// The network's deadlines; the default is decisions.md 3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The time an organization has to answer, unless it promises less.
    pub answer: ByUrgency,
    /// The time from yes to the first contact with the person.
    pub contact: ByUrgency,
    /// The time a coordinator has to act before a second one is told.
    pub coordinator: ByUrgency,
    /// The time for which questions may stop the clock of one attempt.
    pub pause: ByUrgency,
    /// The time coordinators have to look at a held referral.
    pub held: Duration,
    /// The time an organization has to say how it goes.
    pub review_answer: Duration,
    /// The parts of the time to answer after which a reminder goes out, in percent, ascending.
    pub reminder_percents: [i32; 2],
    /// The part of the time to answer after which an urgent referral goes to a coordinator too.
    pub urgent_percent: i32,
    /// The failed attempt after which the coordinators are told.
    pub failures_told: usize,
    /// Days after which somebody on a waiting list is asked about.
    pub waitlist_days: i64,
    /// Days after which help under way is asked about.
    pub progress_days: i64,
    /// Days a draft is kept.
    pub draft_days: i64,
    /// Days within which a closed referral can be opened again.
    pub reopen_days: i64,
    /// Hours within which a sender can mark a referral as a mistake.
    pub mistake_hours: i64,
    /// Days after closing at which name, contact and note are erased.
    pub erase_closed_days: i64,
    /// Days after creation at which they are erased at the latest.
    pub erase_created_days: i64,
    /// Hours after a withdrawal or a mistake at which they are erased (REF-18 asks for 24 at
    /// most).
    pub erase_withdrawn_hours: i64,
}

impl Default for Policy {
    fn default() -> Self {
        // One opening day is ten hours.
        let days = |days: i64| Duration::hours(10 * days);
        Policy {
            answer: ByUrgency { u0: days(5), u1: days(2), u2: Duration::hours(4) },
            contact: ByUrgency { u0: days(10), u1: days(3), u2: days(1) },
            coordinator: ByUrgency { u0: days(1), u1: days(1), u2: Duration::hours(2) },
            // Five days "at most": an urgent question cannot wait longer than the answer itself.
            pause: ByUrgency { u0: days(5), u1: days(5), u2: Duration::hours(4) },
            held: days(2),
            review_answer: days(5),
            reminder_percents: [50, 80],
            urgent_percent: 50,
            failures_told: 2,
            waitlist_days: 30,
            progress_days: 30,
            draft_days: 7,
            reopen_days: 14,
            mistake_hours: 24,
            erase_closed_days: 90,
            erase_created_days: 365,
            erase_withdrawn_hours: 12,
        }
    }
}

impl AnswerClock {
    /// A clock that starts at `now` with the network's time for `urgency`, or with the shorter
    /// time that the organization promises.
    pub fn start(
        policy: &Policy,
        urgency: Urgency,
        promise: Option<Duration>,
        now: DateTime<Utc>,
    ) -> AnswerClock {
        let most = policy.answer.of(urgency);
        let allowed =
            promise.filter(|promise| *promise > Duration::zero()).unwrap_or(most).min(most);
        AnswerClock { allowed, left: allowed, since: now }
    }

    /// The instant at which the time to answer is over, while the clock runs.
    pub fn due(&self, calendar: &Calendar, closures: &[Closure]) -> DateTime<Utc> {
        calendar.after(self.since, self.left, closures)
    }

    /// The instant at which `percent` of all the time is used up, while the clock runs.
    pub fn used(&self, percent: i32, calendar: &Calendar, closures: &[Closure]) -> DateTime<Utc> {
        let remaining = self.allowed * (100 - percent) / 100;
        let until = self.left - remaining;
        if until <= Duration::zero() {
            return self.since;
        }
        calendar.after(self.since, until, closures)
    }

    /// The clock stopped at `now`.
    pub fn stop(
        &self,
        now: DateTime<Utc>,
        calendar: &Calendar,
        closures: &[Closure],
    ) -> AnswerClock {
        let used = calendar.between(self.since, now, closures);
        AnswerClock { left: (self.left - used).max(Duration::zero()), since: now, ..*self }
    }

    /// The stopped clock going on from `now`.
    pub fn go_on(&self, now: DateTime<Utc>) -> AnswerClock {
        AnswerClock { since: now, ..*self }
    }
}

/// The end of the network's day on `day`, or on the next day it opens, but after `now`.
pub fn end_of_day(day: NaiveDate, now: DateTime<Utc>, calendar: &Calendar) -> DateTime<Utc> {
    day.iter_days()
        .take(400)
        .filter_map(|day| calendar.span(day))
        .map(|(_, closes)| closes)
        .find(|closes| *closes > now)
        .unwrap_or_else(|| now + Duration::days(1))
}

/// When somebody on a waiting list is asked about: on the expected day, but no later than
/// `days` from now.
pub fn waitlist_review(
    expected_on: Option<NaiveDate>,
    days: i64,
    now: DateTime<Utc>,
    calendar: &Calendar,
) -> DateTime<Utc> {
    let latest = now + Duration::days(days);
    match expected_on {
        Some(day) if day < calendar.date(latest) => end_of_day(day, now, calendar).min(latest),
        _ => latest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::World;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn clock(hours: i64) -> AnswerClock {
        let allowed = Duration::hours(hours);
        AnswerClock { allowed, left: allowed, since: World::new().begins }
    }

    #[test]
    fn a_promise_shortens_the_time_to_answer_and_never_lengthens_it() {
        let policy = Policy::default();
        let allowed = |urgency, promise: Option<i64>| {
            let promise = promise.map(Duration::hours);
            AnswerClock::start(&policy, urgency, promise, World::new().begins).allowed.num_hours()
        };

        assert_eq!(allowed(Urgency::U0, None), 50);
        assert_eq!(allowed(Urgency::U0, Some(20)), 20);
        assert_eq!(allowed(Urgency::U0, Some(100)), 50);
        assert_eq!(allowed(Urgency::U2, Some(20)), 4);
        assert_eq!(allowed(Urgency::U1, Some(0)), 20, "a promise of no time is none");
    }

    #[test]
    fn a_stopped_clock_keeps_what_was_left_and_goes_on_with_it() {
        let calendar = World::new().calendar;
        let stopped = clock(20).stop(at("2026-03-03T08:00:00Z"), &calendar, &[]);
        assert_eq!(stopped.left, Duration::hours(10));

        let running = stopped.go_on(at("2026-03-05T08:00:00Z"));

        assert_eq!(running.due(&calendar, &[]), at("2026-03-06T08:00:00Z"));
        // Half of all the time was used up when it stopped.
        assert_eq!(running.used(50, &calendar, &[]), running.since);
        assert_eq!(running.used(80, &calendar, &[]), at("2026-03-05T14:00:00Z"));
    }

    #[test]
    fn a_waiting_list_is_looked_at_on_the_expected_day_but_within_thirty_days() {
        let calendar = World::new().calendar;
        let now = World::new().begins;
        let review = |day: Option<&str>| {
            waitlist_review(day.map(|day| day.parse().unwrap()), 30, now, &calendar)
        };

        assert_eq!(review(None), now + Duration::days(30));
        assert_eq!(review(Some("2026-03-10")), at("2026-03-10T17:00:00Z"));
        // A Sunday: at the end of Monday.
        assert_eq!(review(Some("2026-03-15")), at("2026-03-16T17:00:00Z"));
        assert_eq!(review(Some("2026-12-24")), now + Duration::days(30));
        assert_eq!(review(Some("2026-03-02")), at("2026-03-02T17:00:00Z"), "today");
    }

    #[test]
    fn the_end_of_a_day_that_is_over_is_the_end_of_the_next_one() {
        let calendar = World::new().calendar;
        let evening = at("2026-03-06T19:00:00Z");

        assert_eq!(
            end_of_day("2026-03-06".parse().unwrap(), evening, &calendar),
            at("2026-03-09T17:00:00Z")
        );
    }
}
