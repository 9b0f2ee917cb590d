use std::collections::BTreeSet;

use chrono::{
    DateTime, Datelike, Duration, LocalResult, NaiveDate, NaiveTime, TimeZone, Utc, Weekday,
};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// The hours in which the network is open, in which every promise is counted (REF-10).
///
/// **Invariant:** each day has at most one span, and a span opens before it closes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningHours {
    days: [Option<(NaiveTime, NaiveTime)>; 7],
}

impl OpeningHours {
    /// The same span on every weekday listed; `None` when it closes before it opens.
    pub fn weekly(days: &[Weekday], opens: NaiveTime, closes: NaiveTime) -> Option<OpeningHours> {
        let spans: Vec<_> = days.iter().map(|day| (*day, opens, closes)).collect();
        OpeningHours::from_spans(&spans)
    }

    /// One span for each weekday named; `None` when a span closes before it opens, a day
    /// comes twice, or there is no span at all (a network that never opens keeps no promise).
    pub fn from_spans(spans: &[(Weekday, NaiveTime, NaiveTime)]) -> Option<OpeningHours> {
        let mut days = [None; 7];
        for (day, opens, closes) in spans {
            let slot = days.get_mut(day.num_days_from_monday() as usize)?;
            if opens >= closes || slot.replace((*opens, *closes)).is_some() {
                return None;
            }
        }
        days.iter().any(Option::is_some).then_some(OpeningHours { days })
    }

    /// Opening and closing time on `day`, in local time.
    pub fn on(&self, day: Weekday) -> Option<(NaiveTime, NaiveTime)> {
        self.days.get(day.num_days_from_monday() as usize).copied().flatten()
    }
}

/// Whole days on which somebody is away, first and last included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closure {
    /// First day of the closure, local date.
    pub from: NaiveDate,
    /// Last day of the closure, local date; not before `from`.
    pub until: NaiveDate,
}

impl Closure {
    /// True when `day` falls into the closure.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.until
    }
}

/// The network's opening hours, public holidays and time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    zone: Tz,
    hours: OpeningHours,
    holidays: BTreeSet<NaiveDate>,
}

/// How far ahead opening time is looked for; a promise that does not fit falls due then.
const HORIZON_DAYS: u64 = 400;

impl Calendar {
    /// A calendar in `zone`, closed on `holidays` (local dates).
    pub fn new(
        zone: Tz,
        hours: OpeningHours,
        holidays: impl IntoIterator<Item = NaiveDate>,
    ) -> Calendar {
        Calendar { zone, hours, holidays: holidays.into_iter().collect() }
    }

    /// The zone in which people read times.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The local date at `instant`.
    pub fn date(&self, instant: DateTime<Utc>) -> NaiveDate {
        instant.with_timezone(&self.zone).date_naive()
    }

    /// True on a public holiday.
    pub fn is_holiday(&self, day: NaiveDate) -> bool {
        self.holidays.contains(&day)
    }

    /// The instants at which the network opens and closes on `day`, if it opens at all.
    pub fn span(&self, day: NaiveDate) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        if self.is_holiday(day) {
            return None;
        }
        let (opens, closes) = self.hours.on(day.weekday())?;
        Some((self.instant(day, opens), self.instant(day, closes)))
    }

    /// True when the network is open at `instant`; the closing instant itself is closed.
    pub fn is_open(&self, instant: DateTime<Utc>) -> bool {
        self.span(self.date(instant))
            .is_some_and(|(opens, closes)| opens <= instant && instant < closes)
    }

    /// The instant at which `amount` of opening time has passed since `start`.
    ///
    /// Days covered by one of `closures` do not count. Time that ends exactly at closing
    /// ends there, not at the next opening. Never later than 400 days after `start`.
    pub fn after(
        &self,
        start: DateTime<Utc>,
        amount: Duration,
        closures: &[Closure],
    ) -> DateTime<Utc> {
        let mut left = amount;
        let mut last = start;
        for (opens, closes) in self.spans_from(start, closures) {
            let from = opens.max(start);
            if from >= closes {
                continue;
            }
            if closes - from >= left {
                return from + left;
            }
            left -= closes - from;
            last = closes;
        }
        last.max(start + Duration::days(HORIZON_DAYS as i64))
    }

    /// The opening time between two instants; zero when `until` is not after `since`.
    pub fn between(
        &self,
        since: DateTime<Utc>,
        until: DateTime<Utc>,
        closures: &[Closure],
    ) -> Duration {
        let mut total = Duration::zero();
        let mut day = self.date(since);
        let last = self.date(until);
        while day <= last {
            if let Some((opens, closes)) = self.working_span(day, closures) {
                let (from, to) = (opens.max(since), closes.min(until));
                if from < to {
                    total += to - from;
                }
            }
            let Some(next) = day.succ_opt() else { break };
            day = next;
        }
        total
    }

    fn spans_from<'a>(
        &'a self,
        start: DateTime<Utc>,
        closures: &'a [Closure],
    ) -> impl Iterator<Item = (DateTime<Utc>, DateTime<Utc>)> + 'a {
        let first = self.date(start);
        (0..HORIZON_DAYS)
            .filter_map(move |days| first.checked_add_days(chrono::Days::new(days)))
            .filter_map(move |day| self.working_span(day, closures))
    }

    fn working_span(
        &self,
        day: NaiveDate,
        closures: &[Closure],
    ) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        if closures.iter().any(|closure| closure.covers(day)) {
            return None;
        }
        self.span(day)
    }

    // A local time that the clock change skips counts as the first instant after it;
    // one that happens twice counts as its first occurrence.
    fn instant(&self, day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
        let local = day.and_time(time);
        match self.zone.from_local_datetime(&local) {
            LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => instant.to_utc(),
            LocalResult::None => (local - Duration::hours(1))
                .and_local_timezone(self.zone)
                .earliest()
                .map_or_else(|| local.and_utc(), |before| before.to_utc() + Duration::hours(1)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(hour: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, 0, 0).unwrap()
    }

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn geneva() -> Calendar {
        use Weekday::{Fri, Mon, Thu, Tue, Wed};
        let hours = OpeningHours::weekly(&[Mon, Tue, Wed, Thu, Fri], time(8), time(18)).unwrap();
        // Jeûne genevois 2026.
        Calendar::new(chrono_tz::Europe::Zurich, hours, ["2026-09-10".parse().unwrap()])
    }

    #[test]
    fn an_urgent_question_on_tuesday_afternoon_is_due_on_wednesday_morning() {
        // Tuesday 15:40 in winter: 2 h 20 are left that day, 1 h 40 the next.
        let due = geneva().after(at("2026-03-03T14:40:00Z"), Duration::hours(4), &[]);

        assert_eq!(due, at("2026-03-04T08:40:00Z"));
    }

    #[test]
    fn time_that_ends_at_closing_ends_there() {
        let due = geneva().after(at("2026-03-03T13:00:00Z"), Duration::hours(4), &[]);

        assert_eq!(due, at("2026-03-03T17:00:00Z"));
    }

    #[test]
    fn weekends_and_the_jeune_genevois_do_not_count() {
        let wednesday_17 = at("2026-09-09T15:00:00Z");

        assert_eq!(
            geneva().after(wednesday_17, Duration::hours(2), &[]),
            at("2026-09-11T07:00:00Z")
        );
        let friday_17 = at("2026-03-06T16:00:00Z");
        assert_eq!(geneva().after(friday_17, Duration::hours(2), &[]), at("2026-03-09T08:00:00Z"));
    }

    #[test]
    fn a_declared_closure_of_the_partner_does_not_count() {
        let closed =
            [Closure { from: "2026-03-04".parse().unwrap(), until: "2026-03-05".parse().unwrap() }];

        let due = geneva().after(at("2026-03-03T16:00:00Z"), Duration::hours(2), &closed);

        assert_eq!(due, at("2026-03-06T08:00:00Z"));
    }

    #[test]
    fn ten_hours_are_one_opening_day_across_the_clock_change() {
        // Summer time starts on Sunday 29 March 2026.
        let friday_noon = at("2026-03-27T11:00:00Z");

        assert_eq!(
            geneva().after(friday_noon, Duration::hours(10), &[]),
            at("2026-03-30T10:00:00Z")
        );
    }

    #[test]
    fn a_closure_without_end_still_gives_a_date() {
        let for_ever = [Closure { from: NaiveDate::MIN, until: NaiveDate::MAX }];
        let start = at("2026-03-03T12:00:00Z");

        assert_eq!(
            geneva().after(start, Duration::hours(1), &for_ever),
            start + Duration::days(400)
        );
    }

    #[test]
    fn opening_time_between_two_instants_is_what_after_adds() {
        let start = at("2026-03-27T11:00:00Z");
        for hours in [1, 6, 10, 37, 200] {
            let due = geneva().after(start, Duration::hours(hours), &[]);
            assert_eq!(geneva().between(start, due, &[]), Duration::hours(hours));
        }
    }

    #[test]
    fn open_at_the_opening_instant_and_closed_at_the_closing_one() {
        assert!(!geneva().is_open(at("2026-03-03T06:59:59Z")));
        assert!(geneva().is_open(at("2026-03-03T07:00:00Z")));
        assert!(!geneva().is_open(at("2026-03-03T17:00:00Z")));
        assert!(!geneva().is_open(at("2026-09-10T10:00:00Z")), "a holiday");
    }

    #[test]
    fn hours_that_close_before_they_open_are_refused() {
        assert_eq!(OpeningHours::weekly(&[Weekday::Mon], time(18), time(8)), None);
        assert_eq!(OpeningHours::from_spans(&[]), None);
    }
}
