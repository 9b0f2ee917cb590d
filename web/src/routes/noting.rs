//! Noting what an organization said by telephone, at a visit or by letter: the form that the
//! sender's mediators and the helpdesk share.

use chrono_tz::Tz;
use kernel::{AttemptId, Channel, FieldErrors};
use referral_tracking::{Action, AttemptAction, DeclineReason};
use serde::{Deserialize, Serialize};

use super::answer_form::{AnswerForm, wrong};
use super::form::{Choice, Wrong};
use crate::listings::labels::Labels;

/// How an answer can be learned besides the page for it.
const CHANNELS: [Channel; 3] = [Channel::Phone, Channel::Visit, Channel::Letter];

/// What the form sends.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct NoteForm {
    attempt: String,
    answer: String,
    decline: String,
    channel: String,
    day: String,
    time: String,
}

/// What the partial `pages/referrals/noting.html` sees as `view.noting`.
#[derive(Serialize)]
pub(crate) struct NotingView {
    attempt: String,
    organization: String,
    phone: Option<String>,
    /// What to say first, ready to be read aloud.
    script: String,
    channels: Vec<Choice>,
    answers: Vec<Choice>,
    declines: Vec<Choice>,
    day: String,
    time: String,
    decline: String,
    wrong: Wrong,
}

/// Of whom an answer can be noted.
pub(crate) struct Asked<'a> {
    /// The attempt that waits for it.
    pub(crate) attempt: &'a AttemptId,
    /// The name of the organization.
    pub(crate) organization: &'a str,
    /// Its telephone for referrals.
    pub(crate) phone: Option<String>,
    /// The code on the card, to be said first.
    pub(crate) code: &'a str,
}

impl NoteForm {
    /// What was said, in order: a yes may come with its appointment.
    ///
    /// # Errors
    /// What is missing or cannot be read.
    pub(crate) fn read(&self, zone: Tz) -> Result<(Vec<Action>, Channel), FieldErrors> {
        let channel = Channel::from_word(&self.channel).filter(|one| CHANNELS.contains(one));
        let channel = channel.ok_or_else(|| wrong("channel", "required"))?;
        let answer = AnswerForm::by_hand(&self.answer, &self.decline).read(zone).map_err(|_| {
            wrong(if self.answer == "refuser" { "decline" } else { "answer" }, "required")
        })?;
        let mut answers = vec![answer];
        let has_appointment = !(self.day.trim().is_empty() && self.time.trim().is_empty());
        if has_appointment && matches!(answers.first(), Some(AttemptAction::Accept { .. })) {
            answers.push(AnswerForm::appointment_by_hand(&self.day, &self.time).read(zone)?);
        }
        let attempt = AttemptId::from(self.attempt.as_str());
        let on_attempt = |answer| Action::OnAttempt(attempt.clone(), answer);
        Ok((answers.into_iter().map(on_attempt).collect(), channel))
    }
}

impl NotingView {
    /// The form as it was filled in, with what is wrong.
    pub(crate) fn new(
        labels: Labels<'_>,
        asked: Asked<'_>,
        form: &NoteForm,
        errors: &FieldErrors,
    ) -> NotingView {
        let channel = if form.channel.is_empty() { "phone" } else { &form.channel };
        let answer =
            |word: &str, key: &str| Choice::plain(word, &labels.say(key, &[]), form.answer == word);
        let script = [("organization", asked.organization.into()), ("code", asked.code.into())];
        NotingView {
            attempt: asked.attempt.to_string(),
            organization: asked.organization.to_owned(),
            phone: asked.phone,
            script: labels.say("noting-script", &script),
            channels: CHANNELS
                .map(|one| Choice::word(labels, "learned", one.word(), channel))
                .into(),
            answers: vec![
                answer("accepter", "noting-yes"),
                answer("attente", "noting-later"),
                answer("refuser", "noting-no"),
            ],
            declines: DeclineReason::ALL
                .iter()
                .map(|one| {
                    let value = format!("provider-{}", one.word());
                    Choice::plain(&value, &labels.word("decline", one.word()), false)
                })
                .collect(),
            day: form.day.clone(),
            time: form.time.clone(),
            decline: form.decline.clone(),
            wrong: Wrong::of(labels, errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Europe::Zurich;

    use super::*;

    fn form(answer: &str) -> NoteForm {
        NoteForm { answer: answer.into(), channel: "phone".into(), ..NoteForm::default() }
    }

    #[test]
    fn a_yes_may_come_with_the_appointment_that_was_made_together() {
        assert_eq!(form("accepter").read(Zurich).unwrap().0.len(), 1);

        let with = NoteForm { day: "2026-03-05".into(), time: "14:30".into(), ..form("accepter") };
        assert_eq!(with.read(Zurich).unwrap().0.len(), 2);
        let half = NoteForm { day: "2026-03-05".into(), ..form("accepter") };
        assert!(half.read(Zurich).is_err());
    }

    #[test]
    fn how_it_was_learned_and_why_not_must_be_said() {
        for (form, field) in [
            (NoteForm { channel: "web".into(), ..form("accepter") }, "channel"),
            (form("refuser"), "decline"),
            (form(""), "answer"),
        ] {
            let errors = form.read(Zurich).unwrap_err();
            assert_eq!(errors.iter().map(|one| one.field).collect::<Vec<_>>(), [field]);
        }
    }
}
