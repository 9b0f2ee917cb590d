//! How dates, times, amounts and distances are written for people.
//!
//! **Invariant:** names of months and days and the order of a date come from the
//! text files; only the shape of numbers is known here. Spaces inside a value do
//! not break, so that `14 h 30` never falls on two lines.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, Timelike};
use fluent_bundle::FluentValue;
use kernel::Money;

use super::Texts;

/// What every language must have before it can be shown.
pub const KEYS: [&str; 37] = [
    "month-1",
    "month-2",
    "month-3",
    "month-4",
    "month-5",
    "month-6",
    "month-7",
    "month-8",
    "month-9",
    "month-10",
    "month-11",
    "month-12",
    "weekday-1",
    "weekday-2",
    "weekday-3",
    "weekday-4",
    "weekday-5",
    "weekday-6",
    "weekday-7",
    "date-long",
    "date-medium",
    "date-short",
    "date-weekday",
    "day-today",
    "day-tomorrow",
    "day-yesterday",
    "time-hour",
    "time-minute",
    "time-range",
    "duration-minutes",
    "duration-hours",
    "duration-days",
    "distance-metres",
    "distance-kilometres",
    "money",
    "moment",
    "direction",
];

/// Writes values in one language.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    texts: &'a Texts,
    lang: &'a str,
}

impl<'a> Words<'a> {
    pub(super) fn new(texts: &'a Texts, lang: &'a str) -> Words<'a> {
        Words { texts, lang }
    }

    /// `mardi 3 mars 2026`
    pub fn date_long(self, date: NaiveDate) -> String {
        self.date("date-long", date)
    }

    /// `3 mars 2026`
    pub fn date_medium(self, date: NaiveDate) -> String {
        self.date("date-medium", date)
    }

    /// `3 mars`
    pub fn date_short(self, date: NaiveDate) -> String {
        self.date("date-short", date)
    }

    /// `aujourd’hui`, `demain`, `hier`, a weekday within the next six days, else
    /// `mardi 3 mars`, with the year when it is not the year of `today`.
    pub fn relative_day(self, date: NaiveDate, today: NaiveDate) -> String {
        match (date - today).num_days() {
            0 => self.text("day-today", &[]),
            1 => self.text("day-tomorrow", &[]),
            -1 => self.text("day-yesterday", &[]),
            2..=6 => self.weekday(date),
            _ if date.year() == today.year() => self.date("date-weekday", date),
            _ => self.date_long(date),
        }
    }

    /// `mardi`
    pub fn weekday(self, date: NaiveDate) -> String {
        self.text(&format!("weekday-{}", date.weekday().number_from_monday()), &[])
    }

    /// `mars`; `month` counts from 1.
    pub fn month(self, month: u32) -> String {
        self.text(&format!("month-{month}"), &[])
    }

    /// `14 h` or `14 h 30`
    pub fn time(self, time: NaiveTime) -> String {
        let hour = ("hour", time.hour().into());
        match time.minute() {
            0 => self.text("time-hour", &[hour]),
            // As words: a number would lose the zero of 14 h 05.
            minute => self.text("time-minute", &[hour, ("minute", format!("{minute:02}").into())]),
        }
    }

    /// `14 h – 17 h`
    pub fn time_range(self, from: NaiveTime, to: NaiveTime) -> String {
        let ends = [("from", self.time(from).into()), ("to", self.time(to).into())];
        self.text("time-range", &ends)
    }

    /// `demain à 14 h 30`
    pub fn moment(self, date: NaiveDate, time: NaiveTime, today: NaiveDate) -> String {
        let day = self.relative_day(date, today);
        self.text("moment", &[("day", day.into()), ("time", self.time(time).into())])
    }

    /// `40 min`, `2 h`, `3 jours`: one unit, cut and not rounded, so that a
    /// deadline never looks farther than it is. The sign is dropped.
    pub fn duration(self, duration: TimeDelta) -> String {
        let minutes = duration.num_minutes().unsigned_abs();
        let (key, count) = match minutes {
            0..60 => ("duration-minutes", minutes),
            60..2880 => ("duration-hours", minutes / 60),
            _ => ("duration-days", minutes / 1440),
        };
        self.text(key, &[("count", count.into())])
    }

    /// `450 m`, `1,8 km`, `12 km`: to ten metres, a tenth, then whole kilometres.
    pub fn distance(self, metres: u32) -> String {
        let rounded = |step: u32| metres.saturating_add(step / 2) / step;
        match metres {
            0..995 => self.text("distance-metres", &[("count", (rounded(10) * 10).into())]),
            995..9950 => {
                let kilometres = f64::from(rounded(100)) / 10.0;
                self.text("distance-kilometres", &[("count", kilometres.into())])
            }
            _ => self.text("distance-kilometres", &[("count", rounded(1000).into())]),
        }
    }

    /// `20 CHF`, `12,50 CHF`; what is free is for the caller to say.
    pub fn money(self, money: Money) -> String {
        let (units, cents) = (money.cents / 100, money.cents % 100);
        let plain = match cents {
            0 => units.to_string(),
            _ => format!("{units}.{:02}", cents.abs()),
        };
        let amount = self.number_text(&plain);
        let args = [("amount", amount.into()), ("currency", money.currency.word().into())];
        self.text("money", &args)
    }

    /// `12 345`
    pub fn number(self, number: i64) -> String {
        self.number_text(&number.to_string())
    }

    /// `ltr` or `rtl`, for the page's `dir`.
    pub fn direction(self) -> String {
        self.text("direction", &[])
    }

    fn number_text(self, plain: &str) -> String {
        match self.lang {
            "fr" => french_number(plain),
            _ => plain.to_owned(),
        }
    }

    fn date(self, key: &str, date: NaiveDate) -> String {
        let args = [
            ("weekday", self.weekday(date).into()),
            ("day", date.day().into()),
            ("month", self.month(date.month()).into()),
            // As words: a number would be grouped like 2 026.
            ("year", date.year().to_string().into()),
        ];
        self.text(key, &args)
    }

    /// `Texts::load` has checked that the key exists.
    fn text(self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.texts.get(self.lang, key, args).unwrap_or_default()
    }
}

/// `12345.5` as `12 345,5`, with narrow spaces that do not break.
pub fn french_number(plain: &str) -> String {
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("\u{2212}", digits),
        None => ("", plain),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out.push('\u{202f}');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(',');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn time(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).unwrap()
    }

    fn chf(cents: i64) -> Money {
        Money { cents, currency: kernel::Currency::Chf }
    }

    #[test]
    fn numbers_are_grouped_by_narrow_spaces_with_a_decimal_comma() {
        for (plain, french) in [
            ("0", "0"),
            ("999", "999"),
            ("1234", "1\u{202f}234"),
            ("1234567.5", "1\u{202f}234\u{202f}567,5"),
            ("-12", "\u{2212}12"),
        ] {
            assert_eq!(french_number(plain), french);
        }
    }

    #[test]
    fn dates_are_written_as_in_french() {
        let texts = Texts::load().unwrap();
        let words = texts.words("fr");
        assert_eq!(words.date_long(date(2026, 3, 3)), "mardi 3\u{a0}mars 2026");
        assert_eq!(words.date_medium(date(2026, 3, 3)), "3\u{a0}mars 2026");
        assert_eq!(words.date_short(date(2026, 3, 3)), "3\u{a0}mars");
        assert_eq!(words.date_short(date(2026, 5, 1)), "1er\u{a0}mai");
    }

    #[test]
    fn near_days_are_named_and_far_days_are_dated() {
        let texts = Texts::load().unwrap();
        let words = texts.words("fr");
        let today = date(2026, 3, 3);
        for (day, said) in [
            (date(2026, 3, 3), "aujourd’hui"),
            (date(2026, 3, 4), "demain"),
            (date(2026, 3, 2), "hier"),
            (date(2026, 3, 9), "lundi"),
            (date(2026, 3, 10), "mardi 10\u{a0}mars"),
            (date(2026, 2, 20), "vendredi 20\u{a0}février"),
            (date(2027, 1, 1), "vendredi 1er\u{a0}janvier 2027"),
        ] {
            assert_eq!(words.relative_day(day, today), said);
        }
    }

    #[test]
    fn times_do_not_break_over_two_lines() {
        let texts = Texts::load().unwrap();
        let words = texts.words("fr");
        assert_eq!(words.time(time(14, 30)), "14\u{a0}h\u{a0}30");
        assert_eq!(words.time(time(9, 5)), "9\u{a0}h\u{a0}05");
        assert_eq!(words.time_range(time(14, 0), time(17, 0)), "14\u{a0}h\u{a0}– 17\u{a0}h");
        let today = date(2026, 3, 3);
        let said = words.moment(date(2026, 3, 4), time(10, 0), today);
        assert_eq!(said, "demain à 10\u{a0}h");
    }

    #[test]
    fn durations_use_one_unit_and_never_promise_more() {
        let texts = Texts::load().unwrap();
        let words = texts.words("fr");
        for (minutes, said) in [
            (0, "0\u{a0}min"),
            (59, "59\u{a0}min"),
            (-119, "1\u{a0}h"),
            (120, "2\u{a0}h"),
            (2879, "47\u{a0}h"),
            (2880, "2\u{a0}jours"),
            (6000, "4\u{a0}jours"),
        ] {
            assert_eq!(words.duration(TimeDelta::minutes(minutes)), said);
        }
    }

    #[test]
    fn distances_are_rounded_to_what_a_walker_cares_about() {
        let texts = Texts::load().unwrap();
        let words = texts.words("fr");
        for (metres, said) in [
            (0, "0\u{a0}m"),
            (447, "450\u{a0}m"),
            (994, "990\u{a0}m"),
            (995, "1\u{a0}km"),
            (1834, "1,8\u{a0}km"),
            (9949, "9,9\u{a0}km"),
            (9950, "10\u{a0}km"),
            (u32::MAX, "4\u{202f}294\u{202f}967\u{a0}km"),
        ] {
            assert_eq!(words.distance(metres), said, "{metres}");
        }
    }

    #[test]
    fn amounts_show_cents_only_when_there_are_some() {
        let texts = Texts::load().unwrap();
        let words = texts.words("fr");
        assert_eq!(words.money(chf(2000)), "20\u{a0}CHF");
        assert_eq!(words.money(chf(1250)), "12,50\u{a0}CHF");
        assert_eq!(words.money(chf(5)), "0,05\u{a0}CHF");
        assert_eq!(words.money(chf(123_456_700)), "1\u{202f}234\u{202f}567\u{a0}CHF");
        let euros = Money { cents: 300, currency: kernel::Currency::Eur };
        assert_eq!(words.money(euros), "3\u{a0}€");
    }
}
