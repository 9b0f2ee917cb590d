//! The page of one attempt for the organization asked, the same behind a link and in the inbox.
//!
//! **Invariant:** which buttons are shown comes from the table of moves, never from here.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use app::AppError;
use app::communes::commune_name;
use app::referrals::{AnswerPage, LinkState, Person};
use kernel::{FieldErrors, Urgency};
use referral_tracking::{
    Attempt, AttemptAction, AttemptState, ContactChannel, DeclineReason, Exchange, Move, Outcome,
    PersonReason, Question, Refused, table,
};
use serde::Serialize;

use super::answer_form::{AnswerForm, wrong};
use super::due::{DueView, moment};
use super::form::{Choice, Wrong};
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::visit::Visit;

/// What the templates `pages/answers/*.html` and `pages/inbox/show.html` see.
#[derive(Serialize)]
pub(crate) struct AnswerView {
    action: String,
    stage: &'static str,
    state: String,
    offer: String,
    organization: String,
    is_urgent: bool,
    facts: Vec<Line>,
    due: Option<DueView>,
    appointment: Option<String>,
    exchange: Option<ExchangeView>,
    person: Option<PersonView>,
    is_person_open: bool,
    may: May,
    reasons: Vec<Choice>,
    questions: Vec<Choice>,
    outcomes: Vec<Choice>,
    today: String,
    form: AnswerForm,
    wrong: Wrong,
    refused: Option<String>,
}

/// A line of a summary.
#[derive(Serialize)]
pub(crate) struct Line {
    /// What it is about.
    pub(crate) label: String,
    /// What is known.
    pub(crate) value: String,
}

#[derive(Serialize)]
struct ExchangeView {
    question: String,
    note: Option<String>,
    answer: Option<String>,
}

#[derive(Serialize)]
struct PersonView {
    name: String,
    channel: String,
    contact: String,
    href: Option<String>,
    language: String,
    note: String,
    adjustments: Vec<String>,
}

/// What can be done from here.
#[derive(Serialize)]
struct May {
    accept: bool,
    decline: bool,
    waitlist: bool,
    ask: bool,
    contact: bool,
    no_show: bool,
    unreachable: bool,
    complete: bool,
}

impl May {
    fn of(state: AttemptState) -> May {
        let moves = table();
        let may = |step: Move| {
            moves
                .iter()
                .any(|row| row.thing == "attempt" && row.from == state.word() && row.step == step)
        };
        May {
            accept: may(Move::Accept),
            decline: may(Move::Decline),
            waitlist: may(Move::Waitlist) && state != AttemptState::Accepted,
            ask: may(Move::AskInformation),
            contact: may(Move::RecordContact),
            no_show: may(Move::RecordNoShow),
            unreachable: may(Move::RecordUnreachable),
            complete: may(Move::Complete),
        }
    }
}

impl AnswerView {
    /// The page whose forms are sent to `action`.
    pub(crate) fn new(labels: Labels<'_>, action: String, page: &AnswerPage) -> AnswerView {
        AnswerView::filled(labels, action, page, AnswerForm::default(), &FieldErrors::default())
    }

    fn filled(
        labels: Labels<'_>,
        action: String,
        page: &AnswerPage,
        form: AnswerForm,
        errors: &FieldErrors,
    ) -> AnswerView {
        let attempt = &page.attempt;
        AnswerView {
            action,
            stage: stage(page.state),
            state: attempt.state.word().replace('_', "-"),
            offer: page.offer.clone(),
            organization: page.organization.clone(),
            is_urgent: page.urgency == Urgency::U2,
            facts: facts(labels, page),
            due: attempt.due.map(|due| DueView::new(labels, due)),
            appointment: attempt.appointment_at.map(|at| moment(labels, at)),
            exchange: attempt.exchange.as_ref().map(|one| exchange(labels, one)),
            person: page.person.as_ref().map(|one| person(labels, one)),
            is_person_open: page.is_person_open,
            may: May::of(attempt.state),
            reasons: reasons(labels, page.state, form.reason()),
            questions: choices(
                labels,
                "question",
                Question::ALL.map(Question::word),
                form.question(),
            ),
            outcomes: choices(labels, "outcome", Outcome::ALL.map(Outcome::word), form.outcome()),
            today: labels.today().to_string(),
            wrong: Wrong::of(labels, errors),
            form,
            refused: None,
        }
    }

    /// The title of the page, by where it stands.
    pub(crate) fn title_key(&self) -> String {
        format!("answers-show-title-{}", self.stage)
    }
}

/// True when the button was pressed again after it had done what it says.
pub(crate) fn is_repeated(asked: &AttemptAction, attempt: &Attempt) -> bool {
    match (asked, attempt.state) {
        (AttemptAction::Decline { declined, .. }, AttemptState::Declined) => {
            attempt.declined.as_ref() == Some(declined)
        }
        (AttemptAction::Accept { .. }, AttemptState::Accepted)
        | (AttemptAction::RecordNoShow, AttemptState::NoShow)
        | (AttemptAction::RecordUnreachable(_), AttemptState::Unreachable)
        | (AttemptAction::Complete(_), AttemptState::Completed) => true,
        _ => false,
    }
}

/// Answers with the page after something went wrong, typed values kept; what the person at the
/// organization cannot mend becomes the page for failures.
pub(crate) fn again(
    visit: &Visit,
    template: &str,
    (action, page): (String, &AnswerPage),
    form: AnswerForm,
    error: AppError,
) -> Result<HttpResponse, PageError> {
    let (status, errors, refused) = match error {
        AppError::Invalid(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
        AppError::Refused(Refused::TooFewTries) => {
            (StatusCode::UNPROCESSABLE_ENTITY, wrong("tries", "too_few_tries"), None)
        }
        AppError::Refused(Refused::PastDate) => {
            (StatusCode::UNPROCESSABLE_ENTITY, wrong(form.date_field(), "past_date"), None)
        }
        AppError::Refused(Refused::TooFar) => {
            (StatusCode::UNPROCESSABLE_ENTITY, wrong(form.date_field(), "too_far"), None)
        }
        AppError::Refused(Refused::NotAllowed) | AppError::NotFound => {
            return Err(AppError::NotFound.into());
        }
        AppError::Refused(_) | AppError::Stale => {
            (StatusCode::CONFLICT, FieldErrors::default(), Some(error.code()))
        }
        other => return Err(other.into()),
    };
    let labels = Labels::of(&visit.site);
    let view = AnswerView { refused, ..AnswerView::filled(labels, action, page, form, &errors) };
    let chrome = visit.chrome(&view.title_key());
    visit.page_with(status, template, &chrome, &view)
}

fn choices<const N: usize>(
    labels: Labels<'_>,
    list: &str,
    words: [&str; N],
    chosen: &str,
) -> Vec<Choice> {
    words.into_iter().map(|word| Choice::word(labels, list, word, chosen)).collect()
}

fn stage(state: LinkState) -> &'static str {
    match state {
        LinkState::Open => "open",
        LinkState::Accepted => "accepted",
        LinkState::Late => "late",
        LinkState::Closed => "closed",
    }
}

/// The minimal facts: nothing that names somebody.
fn facts(labels: Labels<'_>, page: &AnswerPage) -> Vec<Line> {
    let need = &page.need;
    let mut lines = Vec::new();
    let mut line = |key: &str, value: String| {
        lines.push(Line { label: labels.say(key, &[]), value });
    };
    line("answers-fact-offer", page.offer.clone());
    line("answers-fact-theme", labels.word("theme", need.theme.word()));
    if let Some(kind) = need.kind {
        line("answers-fact-kind", labels.word("kind", kind.word()));
    }
    line("answers-fact-language", labels.word("language", need.language.as_str()));
    if let Some(commune) = need.commune_code.as_deref().and_then(commune_name) {
        line("answers-fact-commune", commune.to_owned());
    }
    line("answers-fact-urgency", labels.word("urgency", page.urgency.word()));
    line("answers-fact-handover", labels.word("answers-handover", need.handover.word()));
    lines
}

fn exchange(labels: Labels<'_>, exchange: &Exchange) -> ExchangeView {
    ExchangeView {
        question: labels.word("question", exchange.question.word()),
        note: exchange.note.clone(),
        answer: exchange.answer.clone(),
    }
}

fn person(labels: Labels<'_>, person: &Person) -> PersonView {
    let href = match person.channel {
        ContactChannel::Phone | ContactChannel::Sms => {
            Some(format!("tel:{}", person.contact.replace(' ', "")))
        }
        ContactChannel::Email => Some(format!("mailto:{}", person.contact)),
        ContactChannel::Letter
        | ContactChannel::ViaMediator
        | ContactChannel::ComesBack
        | ContactChannel::Counter => None,
    };
    PersonView {
        name: person.name.clone(),
        channel: labels.word("answers-channel", person.channel.word()),
        contact: person.contact.clone(),
        href,
        language: labels.word("language", person.language.as_str()),
        note: person.note.clone(),
        adjustments: person
            .adjustments
            .iter()
            .map(|one| labels.word("adjustment", one.word()))
            .collect(),
    }
}

/// Why not. Reasons of the person are for those who have spoken with the person.
fn reasons(labels: Labels<'_>, state: LinkState, chosen: &str) -> Vec<Choice> {
    let by_person = labels.say("answers-decline-by-person", &[]);
    let choice = |by: &str, list: &str, word: &str| {
        let value = format!("{by}-{word}");
        Choice::plain(&value, &labels.word(list, word), value == chosen)
    };
    let provider =
        DeclineReason::ALL.map(|reason| choice("provider", "decline", reason.word())).into_iter();
    match state {
        LinkState::Accepted => provider
            .chain(PersonReason::ALL.map(|one| {
                choice("person", "person-reason", one.word()).with_hint(by_person.clone())
            }))
            .collect(),
        LinkState::Open | LinkState::Late | LinkState::Closed => provider.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_organization_may_only_say_yes() {
        let may = May::of(AttemptState::Lapsed);

        assert!(may.accept);
        assert!(!may.decline && !may.waitlist && !may.ask && !may.complete);
    }

    #[test]
    fn help_can_be_reported_once_it_was_promised() {
        assert!(May::of(AttemptState::Accepted).complete);
        assert!(!May::of(AttemptState::Sent).complete);
        assert!(May::of(AttemptState::InProgress).no_show);
    }
}
