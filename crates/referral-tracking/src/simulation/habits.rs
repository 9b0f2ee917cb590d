//! How often who does what in an invented year. Numbers are assumptions, chosen so that every
//! path is taken often enough to be seen; minutes are opening time of the network.

use chrono::{Datelike, Days, NaiveDate};
use kernel::{Closure, OrganizationId, Urgency};

use super::Dice;
use crate::{ClosureReason, DeclineReason, Outcome, PersonReason, Question};

/// A share in a hundred.
pub type Percent = u64;

/// Drafts that are begun and never sent.
pub const FORGOTTEN_DRAFT: Percent = 2;
/// People who stop it themselves before anybody helped.
pub const WITHDRAWS: Percent = 3;
/// Referrals that were a mistake and are marked on the same day.
pub const MISTAKE: Percent = 1;
/// Silent organizations that answer after a reminder.
pub const ANSWERS_REMINDER: Percent = 35;
/// Organizations that still answer after their time has passed.
pub const ANSWERS_LATE: Percent = 15;
/// Organizations that say no and name a better offer.
pub const NAMES_BETTER: Percent = 15;
/// Senders that leave a question of the organization unanswered.
pub const LEAVES_QUESTION: Percent = 10;
/// Places on a waiting list that become free without a question.
pub const PLACE_COMES: Percent = 80;
/// Organizations that forget to call after a yes.
pub const FORGETS_CONTACT: Percent = 9;
/// People who cannot be reached after a yes; those who can only be called, more often.
pub const UNREACHABLE: (Percent, Percent) = (3, 8);
/// Appointments at which nobody came.
pub const NO_SHOW: Percent = 12;
/// Organizations that help and never say how it ended unless they are asked.
pub const FORGETS_RESULT: Percent = 12;
/// Organizations that answer the question how it goes.
pub const ANSWERS_REVIEW: Percent = 70;
/// People who say themselves how the help was.
pub const SAYS_HELPED: Percent = 12;
/// Results that are taken back within days.
pub const REOPENS: Percent = 1;
/// New agreements that coordinators obtain; those who can only be called, less often.
pub const AGREES_AGAIN: (Percent, Percent) = (70, 50);
/// Coordinators who act after their time.
pub const COORDINATOR_LATE: Percent = 6;
/// After so many attempts coordinators stop asking.
pub const MOST_ATTEMPTS: usize = 5;

/// Minutes that pass before each thing, from and until.
pub mod minutes {
    /// A mediator sends what they began.
    pub const SEND: (i64, i64) = (1, 12);
    /// A coordinator looks at a referral that waits, or is late with it.
    pub const COORDINATE: (i64, i64) = (10, 540);
    /// The same when it is urgent.
    pub const COORDINATE_URGENT: (i64, i64) = (2, 100);
    /// The same when everybody is away.
    pub const COORDINATE_LATE: (i64, i64) = (620, 1_500);
    /// An organization answers after a reminder or after its time.
    pub const ANSWER_LATE: (i64, i64) = (10, 900);
    /// The sender answers a question.
    pub const INFORM: (i64, i64) = (20, 1_500);
    /// Somebody calls the person after the yes.
    pub const CONTACT: (i64, i64) = (20, 2_400);
    /// From the first contact to the result.
    pub const HELP: (i64, i64) = (600, 18_000);
    /// From a missed appointment to the next try.
    pub const AGAIN: (i64, i64) = (120, 3_000);
    /// Somebody answers how it goes.
    pub const REVIEW: (i64, i64) = (30, 2_700);
    /// A place on a waiting list becomes free.
    pub const PLACE: (i64, i64) = (2_400, 24_000);
    /// The person stops it, or says how it was.
    pub const PERSON: (i64, i64) = (120, 9_000);
}

/// How an organization answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Within the day.
    Prompt,
    /// Within days.
    Usual,
    /// Often on the last day.
    Slow,
    /// Hardly ever.
    Silent,
}

impl Manner {
    /// The manner of an organization, always the same one.
    pub fn of(organization: &OrganizationId) -> Manner {
        let manners =
            [(50, Manner::Prompt), (32, Manner::Usual), (15, Manner::Slow), (3, Manner::Silent)];
        Dice::of(organization.as_str()).weighted(&manners).unwrap_or(Manner::Usual)
    }

    /// How many in a hundred questions stay without answer.
    pub fn silence(self) -> Percent {
        match self {
            Manner::Prompt => 3,
            Manner::Usual => 8,
            Manner::Slow => 22,
            Manner::Silent => 92,
        }
    }

    /// The minutes an answer takes; urgent questions are answered sooner.
    pub fn answers(self, urgency: Urgency) -> (i64, i64) {
        let (from, until) = match self {
            Manner::Prompt => (5, 480),
            Manner::Usual => (30, 1_800),
            Manner::Slow | Manner::Silent => (600, 3_600),
        };
        match urgency {
            Urgency::U0 => (from, until),
            Urgency::U1 => (from / 2, until * 2 / 5),
            Urgency::U2 => (from / 5, until / 8),
        }
    }
}

/// What the first answer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Yes,
    /// Yes, later.
    Later,
    /// A question first.
    Question,
    /// No.
    No,
    /// No, because the person does not want it.
    PersonSaysNo,
}

/// What first answers say.
pub const ANSWERS: [(u64, Answer); 5] = [
    (66, Answer::Yes),
    (8, Answer::Later),
    (6, Answer::Question),
    (18, Answer::No),
    (2, Answer::PersonSaysNo),
];

/// Why organizations say no.
pub const DECLINES: [(u64, DeclineReason); 10] = [
    (38, DeclineReason::Full),
    (9, DeclineReason::WaitingTooLong),
    (10, DeclineReason::OutsideArea),
    (13, DeclineReason::AudienceNotServed),
    (8, DeclineReason::LanguageNotAvailable),
    (3, DeclineReason::AccessibilityNotPossible),
    (4, DeclineReason::OfferEnded),
    (8, DeclineReason::WrongOffer),
    (4, DeclineReason::IncompleteInformation),
    (3, DeclineReason::Other),
];

/// Why people stop.
pub const STOPS: [(u64, PersonReason); 5] = [
    (35, PersonReason::NeedSolved),
    (25, PersonReason::FoundElsewhere),
    (20, PersonReason::ChangedMind),
    (12, PersonReason::Timing),
    (8, PersonReason::AfraidOrNoTrust),
];

/// What comes of help.
pub const OUTCOMES: [(u64, Outcome); 7] = [
    (44, Outcome::HelpedFully),
    (18, Outcome::HelpedPartly),
    (8, Outcome::InformedOnly),
    (7, Outcome::EquipmentProvided),
    (9, Outcome::CourseStarted),
    (8, Outcome::CourseFinished),
    (6, Outcome::AutonomyGained),
];

/// Why the network could not help.
pub const CLOSURES: [(u64, ClosureReason); 5] = [
    (30, ClosureReason::Capacity),
    (24, ClosureReason::NoOfferExists),
    (16, ClosureReason::Eligibility),
    (20, ClosureReason::Unreachable),
    (10, ClosureReason::Other),
];

/// What organizations ask.
pub const QUESTIONS: [(u64, Question); 4] = [
    (40, Question::Availability),
    (30, Question::Need),
    (20, Question::Language),
    (10, Question::Contact),
];

/// The days of `year` on which an organization is away, and whether it said so. Most close for
/// two or three weeks in summer, many between Christmas and New Year, half of them in silence.
pub fn holidays(organization: &OrganizationId, year: i32) -> (Vec<Closure>, bool) {
    let mut dice = Dice::of(&format!("{organization}/{year}"));
    let mut away = Vec::new();
    let first = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    if dice.percent(65)
        && let Some(july) = first(7, 1)
    {
        let from = july + Days::new(dice.below(35));
        away.push(Closure { from, until: from + Days::new(13 + 7 * dice.below(2)) });
    }
    if dice.percent(45)
        && let Some(christmas) = first(12, 22)
    {
        away.push(Closure { from: christmas, until: christmas + Days::new(12) });
    }
    (away, dice.percent(50))
}

/// The days around `day` on which an organization is away; with `declared`, only those it
/// said.
pub fn away(organization: &OrganizationId, day: NaiveDate, of: Away) -> Vec<Closure> {
    let mut all = Vec::new();
    for year in [day.year() - 1, day.year(), day.year() + 1] {
        let (closures, is_declared) = holidays(organization, year);
        if of == Away::Really || is_declared {
            all.extend(closures);
        }
    }
    all
}

/// Which absences are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Away {
    /// All of them.
    Really,
    /// Those that the organization told the network.
    Declared,
}
