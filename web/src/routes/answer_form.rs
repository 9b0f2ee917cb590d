//! What an organization fills in to answer, the same behind a link and in the inbox.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use kernel::FieldErrors;
use referral_tracking::{AttemptAction, Declined, Outcome, Question, Tries};
use serde::{Deserialize, Serialize};

/// The most characters of free words to the sender.
const MOST_NOTE: usize = 280;
/// The most characters of a name of who takes care of it.
const MOST_NAME: usize = 80;

/// Everything the page can send; each button sends the part it needs.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct AnswerForm {
    act: String,
    in_charge: String,
    reason: String,
    expected_on: String,
    question: String,
    note: String,
    appointment_day: String,
    appointment_time: String,
    tries: String,
    channels: String,
    letter: String,
    outcome: String,
}

impl AnswerForm {
    /// What the button asks for; days and times are local.
    ///
    /// # Errors
    /// What is missing or cannot be read.
    pub(crate) fn read(&self, zone: Tz) -> Result<AttemptAction, FieldErrors> {
        match self.act.as_str() {
            "accepter" => self.accept(),
            "refuser" => self.decline(),
            "attente" => self.waitlist(),
            "question" => self.ask(),
            "contact" => Ok(AttemptAction::RecordContact { appointment_at: None }),
            "rendez-vous" => self.appointment(zone),
            "absence" => Ok(AttemptAction::RecordNoShow),
            "injoignable" => self.unreachable(),
            "termine" => self.complete(),
            _ => Err(wrong("act", "unknown")),
        }
    }

    /// True for the button that shows who the person is; it says nothing.
    pub(crate) fn wants_person(&self) -> bool {
        self.act == "voir"
    }

    /// An answer that somebody writes down for the organization.
    pub(crate) fn by_hand(act: &str, reason: &str) -> AnswerForm {
        let (act, reason) = (act.to_owned(), reason.to_owned());
        AnswerForm { act, reason, ..AnswerForm::default() }
    }

    /// An appointment that somebody writes down for the organization.
    pub(crate) fn appointment_by_hand(day: &str, time: &str) -> AnswerForm {
        AnswerForm {
            act: "rendez-vous".to_owned(),
            appointment_day: day.to_owned(),
            appointment_time: time.to_owned(),
            ..AnswerForm::default()
        }
    }

    /// The key of what the next page says.
    pub(crate) fn said(&self) -> Option<&'static str> {
        Some(match self.act.as_str() {
            "accepter" => "flash-answer-accepted",
            "refuser" => "flash-answer-declined",
            "attente" => "flash-answer-waitlisted",
            "question" => "flash-answer-asked",
            "contact" => "flash-answer-contact",
            "rendez-vous" => "flash-answer-appointment",
            "absence" => "flash-answer-no-show",
            "injoignable" => "flash-answer-unreachable",
            "termine" => "flash-answer-completed",
            _ => return None,
        })
    }

    /// The field with the day that the button sends.
    pub(crate) fn date_field(&self) -> &'static str {
        match self.act.as_str() {
            "rendez-vous" => "appointment_day",
            _ => "expected_on",
        }
    }

    /// The reason that was chosen, to be shown chosen again.
    pub(crate) fn reason(&self) -> &str {
        &self.reason
    }

    /// The question that was chosen.
    pub(crate) fn question(&self) -> &str {
        &self.question
    }

    /// The outcome that was chosen.
    pub(crate) fn outcome(&self) -> &str {
        &self.outcome
    }

    fn accept(&self) -> Result<AttemptAction, FieldErrors> {
        Ok(AttemptAction::Accept { in_charge: line("in_charge", &self.in_charge, MOST_NAME)? })
    }

    fn decline(&self) -> Result<AttemptAction, FieldErrors> {
        let (by, reason) = self.reason.split_once('-').unwrap_or_default();
        let declined =
            Declined::from_words(by, reason).ok_or_else(|| wrong("reason", "required"))?;
        Ok(AttemptAction::Decline { declined, suggests: None })
    }

    fn waitlist(&self) -> Result<AttemptAction, FieldErrors> {
        let day = self.expected_on.trim();
        let expected_on = match day.is_empty() {
            true => None,
            false => Some(day.parse().map_err(|_| wrong("expected_on", "not_a_date"))?),
        };
        Ok(AttemptAction::Waitlist { expected_on })
    }

    fn ask(&self) -> Result<AttemptAction, FieldErrors> {
        let question =
            Question::from_word(&self.question).ok_or_else(|| wrong("question", "required"))?;
        Ok(AttemptAction::AskInformation { question, note: text("note", &self.note)? })
    }

    fn appointment(&self, zone: Tz) -> Result<AttemptAction, FieldErrors> {
        let mut errors = FieldErrors::default();
        let day = self.appointment_day.trim().parse::<NaiveDate>();
        let time = NaiveTime::parse_from_str(self.appointment_time.trim(), "%H:%M");
        if day.is_err() {
            errors.add("appointment_day", "not_a_date");
        }
        if time.is_err() {
            errors.add("appointment_time", "not_a_time");
        }
        let at = day.ok().zip(time.ok()).and_then(|(day, time)| instant(zone, day, time));
        if errors.is_empty() && at.is_none() {
            // The hour that the change to summer time leaves out.
            errors.add("appointment_time", "not_a_time");
        }
        errors.or(AttemptAction::RecordContact { appointment_at: at })
    }

    fn unreachable(&self) -> Result<AttemptAction, FieldErrors> {
        let mut errors = FieldErrors::default();
        let mut number = |field, text: &str| {
            let text = text.trim();
            let read = if text.is_empty() { Ok(0) } else { text.parse::<u8>() };
            read.unwrap_or_else(|_| {
                errors.add(field, "not_a_number");
                0
            })
        };
        let tries = Tries {
            times: number("tries", &self.tries),
            channels: number("channels", &self.channels),
            letters: u8::from(!self.letter.is_empty()),
        };
        errors.or(AttemptAction::RecordUnreachable(tries))
    }

    fn complete(&self) -> Result<AttemptAction, FieldErrors> {
        Outcome::from_word(&self.outcome)
            .map(AttemptAction::Complete)
            .ok_or_else(|| wrong("outcome", "required"))
    }
}

fn instant(zone: Tz, day: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    zone.from_local_datetime(&day.and_time(time)).earliest().map(|at| at.with_timezone(&Utc))
}

/// One line somebody may leave empty.
fn line(field: &'static str, typed: &str, most: usize) -> Result<Option<String>, FieldErrors> {
    let typed = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if typed.chars().count() > most || typed.chars().any(char::is_control) {
        return Err(wrong(field, "too_long"));
    }
    Ok((!typed.is_empty()).then_some(typed))
}

/// Several lines somebody may leave empty.
fn text(field: &'static str, typed: &str) -> Result<Option<String>, FieldErrors> {
    let typed = typed.replace("\r\n", "\n");
    let typed: String = typed.trim().chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    if typed.chars().count() > MOST_NOTE {
        return Err(wrong(field, "too_long"));
    }
    Ok((!typed.is_empty()).then_some(typed))
}

/// One field that is wrong.
pub(crate) fn wrong(field: &'static str, code: &'static str) -> FieldErrors {
    let mut errors = FieldErrors::default();
    errors.add(field, code);
    errors
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Zurich;
    use referral_tracking::{DeclineReason, PersonReason};

    use super::*;

    fn form(act: &str) -> AnswerForm {
        AnswerForm { act: act.to_owned(), ..AnswerForm::default() }
    }

    fn codes(form: &AnswerForm) -> Vec<(&'static str, &'static str)> {
        let errors = form.read(Zurich).unwrap_err();
        errors.iter().map(|error| (error.field, error.code)).collect()
    }

    #[test]
    fn a_yes_needs_nothing_but_the_button() {
        let read = form("accepter").read(Zurich);
        assert_eq!(read, Ok(AttemptAction::Accept { in_charge: None }));

        let named =
            AnswerForm { in_charge: "  L’équipe \n du lundi ".into(), ..form("accepter") };
        let in_charge = Some("L’équipe du lundi".to_owned());
        assert_eq!(named.read(Zurich), Ok(AttemptAction::Accept { in_charge }));
    }

    #[test]
    fn a_no_needs_its_reason() {
        assert_eq!(codes(&form("refuser")), [("reason", "required")]);
        assert_eq!(
            codes(&AnswerForm { reason: "provider-nonsense".into(), ..form("refuser") }),
            [("reason", "required")]
        );

        let full = AnswerForm { reason: "provider-full".into(), ..form("refuser") };
        let declined = Declined::ByProvider(DeclineReason::Full);
        assert_eq!(full.read(Zurich), Ok(AttemptAction::Decline { declined, suggests: None }));

        let cost = AnswerForm { reason: "person-cost".into(), ..form("refuser") };
        let declined = Declined::ByPerson(PersonReason::Cost);
        assert_eq!(cost.read(Zurich), Ok(AttemptAction::Decline { declined, suggests: None }));
    }

    #[test]
    fn an_appointment_is_read_in_the_time_of_the_network() {
        let form = AnswerForm {
            appointment_day: "2026-07-01".into(),
            appointment_time: "14:30".into(),
            ..form("rendez-vous")
        };
        let at = "2026-07-01T12:30:00Z".parse().ok();
        assert_eq!(form.read(Zurich), Ok(AttemptAction::RecordContact { appointment_at: at }));
    }

    #[test]
    fn an_appointment_in_an_hour_that_does_not_exist_is_said_to_be_wrong() {
        let form = AnswerForm {
            appointment_day: "2026-03-29".into(),
            appointment_time: "02:30".into(),
            ..form("rendez-vous")
        };
        assert_eq!(codes(&form), [("appointment_time", "not_a_time")]);
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let form = AnswerForm { appointment_day: "demain".into(), ..form("rendez-vous") };
        assert_eq!(
            codes(&form),
            [("appointment_day", "not_a_date"), ("appointment_time", "not_a_time")]
        );
    }

    #[test]
    fn a_note_of_281_characters_is_too_long_and_280_are_not() {
        let question = "need".to_owned();
        let asked =
            |note: String| AnswerForm { question: question.clone(), note, ..form("question") };

        assert!(asked("é".repeat(280)).read(Zurich).is_ok());
        assert_eq!(codes(&asked("é".repeat(281))), [("note", "too_long")]);
    }

    #[test]
    fn a_forged_button_does_nothing() {
        assert_eq!(codes(&form("tout-effacer")), [("act", "unknown")]);
    }

    #[test]
    fn every_button_has_something_to_say_afterwards() {
        let texts = crate::texts::Texts::load().unwrap();
        for act in [
            "accepter",
            "refuser",
            "attente",
            "question",
            "contact",
            "rendez-vous",
            "absence",
            "injoignable",
            "termine",
        ] {
            assert!(texts.has("fr", form(act).said().unwrap()), "{act}");
        }
    }
}
