//! Which referrals a figure is about.

use chrono::{Datelike, Days, Months, NaiveDate};
use partner_directory::Theme;
use referral_tracking::ContactChannel;

use crate::fact::{AttemptFact, Fact};

/// Local dates, first and last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day; not before `from`.
    pub until: NaiveDate,
}

impl Period {
    /// `None` when it ends before it starts.
    pub fn new(from: NaiveDate, until: NaiveDate) -> Option<Period> {
        (from <= until).then_some(Period { from, until })
    }

    /// The year of the calendar; `None` outside of what a calendar can say.
    pub fn year(year: i32) -> Option<Period> {
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
        Period::new(day(1, 1)?, day(12, 31)?)
    }

    /// The twelve months that end with `today`.
    pub fn twelve_months(today: NaiveDate) -> Period {
        let from = today.checked_sub_months(Months::new(12)).unwrap_or(today);
        Period {
            from: from.checked_add_days(Days::new(1)).unwrap_or(from).min(today),
            until: today,
        }
    }

    /// True for a day in it.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.until
    }

    /// How many days it has.
    pub fn days(&self) -> u64 {
        u64::try_from((self.until - self.from).num_days()).unwrap_or(0) + 1
    }

    /// The period of the same length that ends the day before; for whole calendar years the
    /// year before, so that years with a leap day compare as people expect.
    #[must_use]
    pub fn before(&self) -> Period {
        if let Some(year) = Period::year(self.from.year()).filter(|year| year == self)
            && let Some(before) = Period::year(year.from.year() - 1)
        {
            return before;
        }
        let back = |day: NaiveDate| day.checked_sub_days(Days::new(self.days())).unwrap_or(day);
        Period { from: back(self.from), until: back(self.until) }
    }
}

/// What is looked at; what is empty does not narrow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The days on which the referrals were handed over.
    pub period: Period,
    /// The number of the commune the person lives in.
    pub commune: Option<String>,
    /// With what help is needed.
    pub theme: Option<Theme>,
    /// The language the person speaks best.
    pub language: Option<String>,
    /// How the person wants to be reached.
    pub channel: Option<ContactChannel>,
    /// The organization that sent them.
    pub sender: Option<String>,
    /// An organization that was asked: attempts of others do not count then.
    pub partner: Option<String>,
}

impl Cut {
    /// Everything handed over in a period.
    pub fn all(period: Period) -> Cut {
        Cut {
            period,
            commune: None,
            theme: None,
            language: None,
            channel: None,
            sender: None,
            partner: None,
        }
    }

    /// The same of the period before.
    #[must_use]
    pub fn before(&self) -> Cut {
        Cut { period: self.period.before(), ..self.clone() }
    }

    /// How many facts about people narrow it.
    pub fn narrowed_by(&self) -> usize {
        let set = [
            self.commune.is_some(),
            self.theme.is_some(),
            self.language.is_some(),
            self.channel.is_some(),
            self.sender.is_some(),
            self.partner.is_some(),
        ];
        set.into_iter().filter(|is_set| *is_set).count()
    }

    /// True when `fact` is looked at; duplicates and mistakes never are.
    pub fn takes(&self, fact: &Fact) -> bool {
        let fits = |wanted: &Option<String>, is: Option<&str>| match wanted {
            None => true,
            Some(wanted) => is == Some(wanted),
        };
        self.period.covers(fact.opened_on)
            && fact.counts()
            && self.theme.is_none_or(|theme| theme == fact.theme)
            && self.channel.is_none_or(|channel| channel == fact.channel)
            && fits(&self.commune, fact.commune.as_deref())
            && fits(&self.language, Some(&fact.language))
            && fits(&self.sender, Some(&fact.sender))
            && (self.partner.is_none() || fact.attempts.iter().any(|one| self.asks(one)))
    }

    /// True when `attempt` is looked at.
    pub fn asks(&self, attempt: &AttemptFact) -> bool {
        self.partner.as_deref().is_none_or(|partner| partner == &*attempt.partner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, until: &str) -> Period {
        Period::new(from.parse().unwrap(), until.parse().unwrap()).unwrap()
    }

    #[test]
    fn a_period_that_ends_before_it_starts_is_none() {
        let (first, last) = ("2026-03-02".parse().unwrap(), "2026-03-01".parse().unwrap());
        assert_eq!(Period::new(first, last), None);
        assert_eq!(Period::new(last, last).unwrap().days(), 1);
    }

    #[test]
    fn the_period_before_has_the_same_length_and_touches() {
        assert_eq!(period("2026-03-11", "2026-03-20").before(), period("2026-03-01", "2026-03-10"));
        assert_eq!(Period::year(2025).unwrap().before(), Period::year(2024).unwrap());
        assert_eq!(Period::year(2024).unwrap().days(), 366);
    }

    #[test]
    fn twelve_months_end_today_and_count_no_day_twice() {
        assert_eq!(
            Period::twelve_months("2026-11-23".parse().unwrap()),
            period("2025-11-24", "2026-11-23")
        );
    }
}
