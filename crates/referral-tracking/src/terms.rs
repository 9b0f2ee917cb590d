//! The network's deadlines as single numbers that coordinators may set, each within a range.
//!
//! **Invariant:** times to keep something about a person only ever get shorter than the
//! default (LAW-05).

use chrono::Duration;
use kernel::FieldErrors;

use crate::Policy;

/// In what a term is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Opening hours of the network; ten are an opening day.
    OpeningHours,
    /// Days of the calendar.
    Days,
    /// Hours of the clock.
    Hours,
    /// Parts in a hundred of the time to answer.
    Percent,
    /// Attempts.
    Attempts,
}

impl Unit {
    /// The word used in text keys.
    pub fn word(self) -> &'static str {
        match self {
            Unit::OpeningHours => "opening_hours",
            Unit::Days => "days",
            Unit::Hours => "hours",
            Unit::Percent => "percent",
            Unit::Attempts => "attempts",
        }
    }
}

macro_rules! terms {
    ($($name:ident = $word:literal, $unit:ident, $least:literal ..= $most:literal,
       |$policy:ident| $place:expr;)*) => {
        /// One number of a [`Policy`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the field of the policy says it")]
        pub enum Term { $($name,)* }

        impl Term {
            /// Every term, in reading order.
            pub const ALL: &[Term] = &[$(Term::$name,)*];

            /// The word kept in the database and used in forms and text keys.
            pub fn word(self) -> &'static str {
                match self { $(Term::$name => $word,)* }
            }

            /// In what it is counted.
            pub fn unit(self) -> Unit {
                match self { $(Term::$name => Unit::$unit,)* }
            }

            /// The least and the most that may be set.
            pub fn range(self) -> (i64, i64) {
                match self { $(Term::$name => ($least, $most),)* }
            }

            fn place(self, policy: &mut Policy) -> &mut dyn Number {
                match self { $(Term::$name => { let $policy = policy; $place })* }
            }
        }
    };
}

terms! {
    AnswerU0 = "answer_u0", OpeningHours, 5..=100, |policy| &mut policy.answer.u0;
    AnswerU1 = "answer_u1", OpeningHours, 2..=50, |policy| &mut policy.answer.u1;
    AnswerU2 = "answer_u2", OpeningHours, 1..=10, |policy| &mut policy.answer.u2;
    FirstReminder = "first_reminder", Percent, 10..=80, |policy| policy.reminder(0);
    SecondReminder = "second_reminder", Percent, 20..=95, |policy| policy.reminder(1);
    Urgent = "urgent", Percent, 20..=90, |policy| &mut policy.urgent_percent;
    ContactU0 = "contact_u0", OpeningHours, 10..=200, |policy| &mut policy.contact.u0;
    ContactU1 = "contact_u1", OpeningHours, 5..=100, |policy| &mut policy.contact.u1;
    ContactU2 = "contact_u2", OpeningHours, 1..=20, |policy| &mut policy.contact.u2;
    CoordinatorU0 = "coordinator_u0", OpeningHours, 2..=30, |policy| &mut policy.coordinator.u0;
    CoordinatorU1 = "coordinator_u1", OpeningHours, 2..=30, |policy| &mut policy.coordinator.u1;
    CoordinatorU2 = "coordinator_u2", OpeningHours, 1..=5, |policy| &mut policy.coordinator.u2;
    PauseU0 = "pause_u0", OpeningHours, 5..=50, |policy| &mut policy.pause.u0;
    PauseU1 = "pause_u1", OpeningHours, 5..=50, |policy| &mut policy.pause.u1;
    PauseU2 = "pause_u2", OpeningHours, 1..=10, |policy| &mut policy.pause.u2;
    Held = "held", OpeningHours, 5..=50, |policy| &mut policy.held;
    ReviewAnswer = "review_answer", OpeningHours, 10..=100, |policy| &mut policy.review_answer;
    FailuresTold = "failures_told", Attempts, 1..=5, |policy| &mut policy.failures_told;
    WaitlistDays = "waitlist_days", Days, 7..=60, |policy| &mut policy.waitlist_days;
    ProgressDays = "progress_days", Days, 7..=90, |policy| &mut policy.progress_days;
    ReopenDays = "reopen_days", Days, 1..=30, |policy| &mut policy.reopen_days;
    MistakeHours = "mistake_hours", Hours, 1..=72, |policy| &mut policy.mistake_hours;
    DraftDays = "draft_days", Days, 1..=7, |policy| &mut policy.draft_days;
    EraseClosedDays = "erase_closed_days", Days, 14..=90, |policy| &mut policy.erase_closed_days;
    EraseCreatedDays = "erase_created_days", Days, 180..=365,
        |policy| &mut policy.erase_created_days;
    EraseWithdrawnHours = "erase_withdrawn_hours", Hours, 1..=24,
        |policy| &mut policy.erase_withdrawn_hours;
}

impl Term {
    /// Reads back a [`Term::word`].
    pub fn from_word(word: &str) -> Option<Term> {
        Term::ALL.iter().copied().find(|term| term.word() == word)
    }

    /// Its number in `policy`.
    pub fn of(self, policy: &Policy) -> i64 {
        self.place(&mut policy.clone()).get()
    }

    /// Sets its number; one outside the range becomes the nearest inside it.
    pub fn put(self, policy: &mut Policy, number: i64) {
        let (least, most) = self.range();
        self.place(policy).set(number.clamp(least, most));
    }
}

impl Policy {
    /// The policy with these numbers, the default for all others.
    ///
    /// # Errors
    /// One error at each term that is outside its range (`number_out_of_range`), or that does not fit
    /// the one before it (`not_after`: a second reminder before the first; `more_urgent`: an
    /// urgent need that may wait longer than another).
    pub fn of_terms(terms: &[(Term, i64)]) -> Result<Policy, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut policy = Policy::default();
        for (term, number) in terms {
            let (least, most) = term.range();
            if (least..=most).contains(number) {
                term.put(&mut policy, *number);
            } else {
                errors.add(term.word(), "number_out_of_range");
            }
        }
        policy.check(&mut errors);
        errors.or(policy)
    }

    fn check(&self, errors: &mut FieldErrors) {
        if Term::SecondReminder.of(self) <= Term::FirstReminder.of(self) {
            errors.add(Term::SecondReminder.word(), "not_after");
        }
        let rising = [
            (Term::AnswerU1, Term::AnswerU0),
            (Term::AnswerU2, Term::AnswerU1),
            (Term::ContactU1, Term::ContactU0),
            (Term::ContactU2, Term::ContactU1),
            (Term::CoordinatorU1, Term::CoordinatorU0),
            (Term::CoordinatorU2, Term::CoordinatorU1),
            (Term::PauseU1, Term::PauseU0),
            (Term::PauseU2, Term::PauseU1),
        ];
        for (sooner, later) in rising {
            if sooner.of(self) > later.of(self) {
                errors.add(sooner.word(), "more_urgent");
            }
        }
    }

    fn reminder(&mut self, place: usize) -> &mut dyn Number {
        let [first, second] = &mut self.reminder_percents;
        if place == 0 { first } else { second }
    }
}

/// A field of the policy, read and written as a whole number of its unit.
trait Number {
    fn get(&self) -> i64;
    fn set(&mut self, number: i64);
}

impl Number for Duration {
    fn get(&self) -> i64 {
        self.num_hours()
    }

    fn set(&mut self, number: i64) {
        *self = Duration::hours(number);
    }
}

impl Number for i64 {
    fn get(&self) -> i64 {
        *self
    }

    fn set(&mut self, number: i64) {
        *self = number;
    }
}

impl Number for i32 {
    fn get(&self) -> i64 {
        i64::from(*self)
    }

    fn set(&mut self, number: i64) {
        *self = i32::try_from(number).unwrap_or(*self);
    }
}

impl Number for usize {
    fn get(&self) -> i64 {
        i64::try_from(*self).unwrap_or(i64::MAX)
    }

    fn set(&mut self, number: i64) {
        *self = usize::try_from(number).unwrap_or(*self);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(terms: &[(Term, i64)]) -> Vec<(&'static str, &'static str)> {
        match Policy::of_terms(terms) {
            Ok(_) => Vec::new(),
            Err(errors) => errors.iter().map(|error| (error.field, error.code)).collect(),
        }
    }

    #[test]
    fn every_default_lies_in_its_range_and_all_of_them_are_the_default_policy() {
        let default = Policy::default();
        let all: Vec<_> = Term::ALL.iter().map(|term| (*term, term.of(&default))).collect();

        assert_eq!(Policy::of_terms(&all), Ok(default.clone()));
        assert_eq!(Policy::of_terms(&[]), Ok(default));
    }

    #[test]
    fn every_term_is_read_as_it_was_set_and_changes_no_other() {
        for term in Term::ALL {
            let (least, most) = term.range();
            for number in [least, most] {
                let mut policy = Policy::default();
                term.put(&mut policy, number);
                assert_eq!(term.of(&policy), number, "{term:?}");
                for other in Term::ALL.iter().filter(|other| *other != term) {
                    assert_eq!(other.of(&policy), other.of(&Policy::default()), "{term:?}");
                }
            }
            assert_eq!(Term::from_word(term.word()), Some(*term));
        }
    }

    #[test]
    fn nothing_about_a_person_can_be_kept_longer_than_the_law_of_the_network_says() {
        let kept = [Term::EraseClosedDays, Term::EraseCreatedDays, Term::DraftDays];
        for term in kept {
            assert_eq!(term.range().1, term.of(&Policy::default()), "{term:?}");
        }
        assert!(Term::EraseWithdrawnHours.range().1 <= 24, "REF-18");
        assert_eq!(
            wrong(&[(Term::EraseClosedDays, 91)]),
            [("erase_closed_days", "number_out_of_range")]
        );
    }

    #[test]
    fn numbers_that_contradict_each_other_are_named() {
        assert_eq!(
            wrong(&[(Term::FirstReminder, 80), (Term::SecondReminder, 60)]),
            [("second_reminder", "not_after")]
        );
        assert_eq!(wrong(&[(Term::AnswerU0, 10)]), [("answer_u1", "more_urgent")]);
        assert_eq!(wrong(&[(Term::AnswerU0, 0)]), [("answer_u0", "number_out_of_range")]);
    }
}
