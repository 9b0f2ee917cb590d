//! Rules and exceptions in plain words.

use chrono::{Datelike, NaiveDate, Weekday};
use partner_directory::Schedule;
use partner_directory::schedule::{Exception, HolidayPolicy, Recurrence, Rule, Times};

use super::labels::Labels;

impl Labels<'_> {
    /// The rules of a schedule and the exceptions to come, one line each.
    pub(crate) fn schedule_words(self, schedule: &Schedule) -> Vec<String> {
        let bounds = self.bounds(schedule);
        let rules = schedule.rules.iter().map(|rule| self.rule(rule));
        let rules = rules.map(|rule| match &bounds {
            Some(bounds) => {
                self.say("rule-within", &[("rule", rule.into()), ("bounds", bounds.into())])
            }
            None => rule,
        });
        let to_come = schedule.exceptions.iter().filter(|one| one.until >= self.today());
        rules.chain(to_come.map(|one| self.exception(one))).collect()
    }

    /// A choice of the list of frequencies: `weekly/2`, `monthly[1,3]`, `dates`.
    pub(crate) fn frequency(self, word: &str) -> String {
        let nth = word.strip_prefix("monthly[").and_then(|rest| rest.strip_suffix(']'));
        match nth {
            Some(nth) => {
                let nth: Vec<i8> = nth.split(',').filter_map(|nth| nth.parse().ok()).collect();
                self.say("schedule-monthly", &[("nth", self.places_in_month(&nth).into())])
            }
            None => self.say(&format!("schedule-{}", word.replace('/', "-")), &[]),
        }
    }

    /// A rule in words.
    pub(super) fn rule(self, rule: &Rule) -> String {
        let days = match &rule.recurrence {
            Recurrence::Weekly { days, every, .. } => self.weekly(days, *every),
            Recurrence::Monthly { days, nth } => {
                let nth = self.places_in_month(nth);
                let days = self.list(&self.day_names(days));
                self.say("rule-monthly", &[("nth", nth.into()), ("days", days.into())])
            }
            Recurrence::Dates(dates) => {
                let to_come: Vec<NaiveDate> =
                    dates.iter().copied().filter(|day| *day >= self.today()).collect();
                let shown = if to_come.is_empty() { dates } else { &to_come };
                self.say("rule-dates", &[("dates", self.dates(shown).into())])
            }
        };
        let times = self.slots(&rule.times);
        let said = self.say("rule-times", &[("days", days.into()), ("times", times.into())]);
        match (rule.is_dated(), self.holidays(rule)) {
            (false, Some(key)) => self.say(key, &[("rule", said.into())]),
            _ => said,
        }
    }

    fn holidays(self, rule: &Rule) -> Option<&'static str> {
        use HolidayPolicy::{Closed, Only, Open};
        match (rule.public_holidays, rule.school_holidays) {
            (Open, Open) => None,
            (Closed, Open) => Some("rule-except-public"),
            (Open, Closed) => Some("rule-except-school"),
            (Closed, Closed) => Some("rule-except-both"),
            (Closed, Only) => Some("rule-only-school-except-public"),
            (Open, Only) => Some("rule-only-school"),
            (Only, Open) => Some("rule-only-public"),
            (Only, Closed) => Some("rule-only-public-except-school"),
            (Only, Only) => Some("rule-only-both"),
        }
    }

    fn weekly(self, days: &[Weekday], every: u8) -> String {
        let names = self.day_names(days);
        match (every, days.len()) {
            (0 | 1, 7) => self.say("hours-every-day", &[]),
            (0 | 1, _) => self.say("rule-weekly", &[("days", self.list(&names).into())]),
            (every, _) => {
                let args = [("days", self.list(&names).into()), ("every", every.into())];
                self.say("rule-every", &args)
            }
        }
    }

    fn day_names(self, days: &[Weekday]) -> Vec<String> {
        let mut days = days.to_vec();
        days.sort_by_key(|day| day.num_days_from_monday());
        let name = |day: &Weekday| format!("weekday-{}", day.number_from_monday());
        days.iter().map(|day| self.say(&name(day), &[])).collect()
    }

    fn places_in_month(self, nth: &[i8]) -> String {
        let name = |nth: &i8| match nth {
            -1 => self.say("rule-last", &[]),
            nth => self.say("rule-nth", &[("nth", (*nth).into())]),
        };
        self.list(&nth.iter().map(name).collect::<Vec<_>>())
    }

    // The year, and the month where it stays the same, are said once.
    fn dates(self, dates: &[NaiveDate]) -> String {
        let mut dates = dates.to_vec();
        dates.sort_unstable();
        dates.dedup();
        let said = dates.iter().enumerate().map(|(index, day)| match dates.get(index + 1) {
            Some(next) if (next.year(), next.month()) == (day.year(), day.month()) => {
                self.say("rule-day", &[("day", day.day().into())])
            }
            Some(next) if next.year() == day.year() => self.words().date_short(*day),
            _ => self.words().date_medium(*day),
        });
        self.list(&said.collect::<Vec<_>>())
    }

    /// Times of one day.
    pub(crate) fn slots(self, times: &[Times]) -> String {
        let said = times.iter().map(|times| self.range(times.opens(), times.closes()));
        said.collect::<Vec<_>>().join(", ")
    }

    /// An exception in words.
    pub(super) fn exception(self, exception: &Exception) -> String {
        let days = self.days_on(exception.from, exception.until);
        let said = match exception.is_closed() {
            true => self.say("exception-closed", &[("days", days.into())]),
            false => {
                let times = self.slots(&exception.times);
                self.say("exception-open", &[("days", days.into()), ("times", times.into())])
            }
        };
        match &exception.reason {
            Some(reason) => {
                let args = [("said", said.into()), ("reason", reason.as_str().into())];
                self.say("exception-reason", &args)
            }
            None => said,
        }
    }

    fn bounds(self, schedule: &Schedule) -> Option<String> {
        let day = |day: NaiveDate| self.date(day);
        match (schedule.valid_from.filter(|from| *from > self.today()), schedule.valid_until) {
            (None, None) => None,
            (Some(from), None) => Some(self.say("rule-from", &[("day", day(from).into())])),
            (None, Some(until)) => Some(self.say("rule-until", &[("day", day(until).into())])),
            (Some(from), Some(until)) => Some(self.days_on(from, until)),
        }
    }

    /// One day or several in a row: “le 3 mars”, “du 23 au 26 novembre”.
    pub(crate) fn days_on(self, from: NaiveDate, until: NaiveDate) -> String {
        if from == until {
            return self.say("exception-on", &[("day", self.date(from).into())]);
        }
        let first = match (from.year(), from.month()) == (until.year(), until.month()) {
            true => self.say("rule-day", &[("day", from.day().into())]),
            false => self.date(from),
        };
        let ends = [("from", first.into()), ("until", self.date(until).into())];
        self.say("exception-between", &ends)
    }
}

#[cfg(test)]
mod tests {
    use crate::listings::labels::tests::at;
    use partner_directory::Schedule;
    use partner_directory::schedule::{Exception, Rule, Times};

    fn said(schedule: &Schedule) -> Vec<String> {
        let said = at("2026-03-03T09:00:00Z").schedule_words(schedule);
        said.iter().map(|line| line.replace(['\u{a0}', '\u{202f}'], " ")).collect()
    }

    fn rule(line: &str) -> Schedule {
        Schedule::of_rules("schedule".into(), vec![Rule::from_line(line).unwrap()])
    }

    #[test]
    fn rules_are_said_as_people_say_them() {
        let fixtures = [
            ("weekly TU 09:00-12:00", "chaque mardi, 9 h – 12 h"),
            (
                "weekly MO,TH 09:00-12:00,14:00-17:30",
                "chaque lundi et jeudi, 9 h – 12 h, 14 h – 17 h 30",
            ),
            ("weekly MO,TU,WE,TH,FR,SA,SU 20:00-24:00", "tous les jours, 20 h – minuit"),
            ("weekly/2@2026-03-02 MO 14:00-17:00", "lundi, une semaine sur deux, 14 h – 17 h"),
            (
                "weekly/3@2026-03-02 MO,FR 14:00-17:00",
                "lundi et vendredi, une semaine sur 3, 14 h – 17 h",
            ),
            (
                "monthly[2] TH 14:00-17:00 school=closed",
                "chaque 2e jeudi du mois, 14 h – 17 h, sauf vacances scolaires",
            ),
            ("monthly[1,3] TU 09:00-12:00", "chaque 1er et 3e mardi du mois, 9 h – 12 h"),
            ("monthly[-1] FR 09:00-12:00", "chaque dernier vendredi du mois, 9 h – 12 h"),
            ("dates 2026-03-17,2026-03-03 09:00-12:00", "le 3 et 17 mars 2026, 9 h – 12 h"),
            (
                "dates 2026-03-17,2026-05-01,2027-01-04 09:00-12:00",
                "le 17 mars, 1er mai 2026 et 4 janvier 2027, 9 h – 12 h",
            ),
            ("weekly TH 09:00-12:00 public=closed", "chaque jeudi, 9 h – 12 h, sauf jours fériés"),
            (
                "weekly TH 09:00-12:00 public=closed school=closed",
                "chaque jeudi, 9 h – 12 h, sauf jours fériés et vacances scolaires",
            ),
            (
                "weekly MO 10:00-16:00 school=only",
                "chaque lundi, 10 h – 16 h, seulement pendant les vacances scolaires",
            ),
        ];
        for (line, words) in fixtures {
            assert_eq!(said(&rule(line)), [words], "{line}");
        }
    }

    #[test]
    fn exceptions_to_come_and_bounds_are_said_and_what_is_over_is_not() {
        let day = |text: &str| text.parse().unwrap();
        let away = Exception::closed(day("2026-07-20"), day("2026-08-09"), Some("vacances".into()));
        let over = Exception::closed(day("2026-02-02"), day("2026-03-02"), None);
        let short = Exception {
            times: vec![Times::parse("10", "11").unwrap()],
            ..Exception::closed(day("2027-01-04"), day("2027-01-04"), None)
        };
        let schedule = Schedule {
            exceptions: vec![over, away, short],
            valid_from: Some(day("2026-01-01")),
            valid_until: Some(day("2027-06-30")),
            ..rule("weekly MO 09:00-12:00")
        };

        assert_eq!(
            said(&schedule),
            [
                "chaque lundi, 9 h – 12 h (jusqu’au 30 juin 2027)",
                "fermé du 20 juillet au 9 août : vacances",
                "ouvert autrement le 4 janvier 2027 : 10 h – 11 h",
            ]
        );
        assert!(said(&Schedule::of_hours("text".into(), "Mo 9:00-12:00".into())).is_empty());
    }
}
