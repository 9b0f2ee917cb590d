//! What the page of one referral shows, in words.

use app::referrals::{AttemptView, DeskCard, Person, ReferralView};
use referral_tracking::contact::MOST_NOTE;
use referral_tracking::{
    Attempt, AttemptState, ContactChannel, Declined, Ending, News, OpeningReason, PersonReason,
    Referral, ReferralState,
};
use serde::Serialize;

use super::log::{Step, step};
use crate::listings::labels::Labels;
use crate::pages::Tone;
use crate::routes::ball::{ball, state};
use crate::routes::coordinate::ActionsView;
use crate::routes::due::{DueView, moment};
use crate::routes::form::{Choice, Wrong};
use crate::routes::noting::NotingView;

/// What the template sees.
#[derive(Serialize)]
pub(super) struct ShowView {
    id: String,
    code: Option<String>,
    pin: Option<String>,
    pub(super) card: CardView,
    state: String,
    tone: Tone,
    ball: String,
    due: Option<DueView>,
    next_step: bool,
    /// Whom to call because a letter did not arrive, in a sentence.
    undelivered: Option<String>,
    pub(super) script: Option<String>,
    /// True when the person wants letters, which somebody has to print and post.
    wants_letter: bool,
    facts: Vec<Line>,
    steps: Vec<Step>,
    attempts: Vec<AttemptLine>,
    next: Vec<String>,
    question: Option<QuestionView>,
    pub(super) person: Option<Vec<Line>>,
    pub(super) person_is_gone: bool,
    may_open_person: bool,
    openings: Vec<Choice>,
    pub(super) coordination: Option<ActionsView>,
    pub(super) noting: Option<NotingView>,
    noting_action: String,
    /// Only the helpdesk names the referral by its code.
    noting_code: Option<String>,
    may_send: bool,
    may_stop: bool,
    reasons: Vec<Choice>,
    note_max: usize,
    pub(super) note: String,
    pub(super) wrong: Wrong,
}

/// What a desk can do about the card.
#[derive(Default, Serialize)]
pub(super) struct CardView {
    is_locked: bool,
    may_replace: bool,
}

impl From<DeskCard> for CardView {
    fn from(card: DeskCard) -> CardView {
        CardView { is_locked: card.is_locked, may_replace: card.may_replace }
    }
}

/// A line of `summary_list`.
#[derive(Serialize)]
pub(super) struct Line {
    label: String,
    value: String,
}

#[derive(Serialize)]
struct AttemptLine {
    offer: String,
    href: String,
    organization: String,
    state: String,
    tone: Tone,
    detail: String,
    phone: Option<String>,
}

#[derive(Serialize)]
struct QuestionView {
    attempt: String,
    organization: String,
    question: String,
    note: String,
}

/// Everything that stands on the page for whoever may read it.
pub(super) fn shown(labels: Labels<'_>, one: &ReferralView, is_sender: bool) -> ShowView {
    let referral = &one.referral;
    let (state, tone) = state(labels, referral);
    let live = one.attempts.iter().find(|asked| is_live(asked));
    let asked = live.map(|asked| asked.organization.as_str());
    // Once it is over there is nothing to follow with the sheet.
    let (code, pin) = one.card.clone().filter(|_| !referral.state.is_closed()).unzip();
    ShowView {
        id: referral.id.to_string(),
        code,
        pin,
        card: CardView::default(),
        state,
        tone,
        ball: ball(labels, referral, asked, one.owner_name.as_deref()),
        due: referral.due.map(|at| DueView::new(labels, at)),
        next_step: is_fresh(referral),
        undelivered: one.attempts.iter().find_map(|asked| undelivered(labels, asked)),
        script: None,
        wants_letter: one.may_open_person && one.need.contact_channel == ContactChannel::Letter,
        facts: facts(labels, one),
        steps: one.events.iter().map(|event| step(labels, one, event)).collect(),
        attempts: one.attempts.iter().filter_map(|asked| line(labels, asked)).collect(),
        next: one
            .next
            .iter()
            .map(|next| format!("{}, {}", next.offer, next.organization))
            .collect(),
        question: live.filter(|_| is_sender).and_then(|asked| question(labels, asked)),
        person: None,
        person_is_gone: false,
        coordination: None,
        noting: None,
        noting_action: format!("/orientations/{}/noter", referral.id),
        noting_code: None,
        may_open_person: one.may_open_person,
        openings: OpeningReason::ALL
            .map(|why| Choice::word(labels, "opening", why.word(), ""))
            .into(),
        may_send: is_sender && referral.state == ReferralState::Draft,
        may_stop: is_sender && !referral.state.is_closed(),
        reasons: PersonReason::ALL
            .map(|reason| Choice::word(labels, "person-reason", reason.word(), ""))
            .to_vec(),
        note_max: MOST_NOTE,
        note: String::new(),
        wrong: Wrong::default(),
    }
}

/// True until the first answer: the moment at which the sheet is handed over.
fn is_fresh(referral: &Referral) -> bool {
    let waits = |one: &Attempt| one.state == AttemptState::Sent;
    match referral.state {
        ReferralState::Held => true,
        ReferralState::Open => referral.attempts.len() == 1 && referral.attempts.iter().all(waits),
        _ => false,
    }
}

/// Whom to call, when a letter did not arrive.
fn undelivered(labels: Labels<'_>, asked: &AttemptView) -> Option<String> {
    let organization = asked.organization.as_str();
    let phone = asked.referral_phone.as_deref();
    let key = match phone {
        Some(_) => "referrals-show-undelivered-call",
        None => "referrals-show-undelivered-text",
    };
    let args = [("organization", organization.into()), ("phone", phone.unwrap_or_default().into())];
    asked.is_undelivered.then(|| labels.say(key, &args))
}

/// What to say to the person, whom the program cannot reach by itself (REF-15).
pub(super) fn script_of(labels: Labels<'_>, phone: &str, news: News) -> String {
    let key = format!("referrals-show-script-{}", news.word().replace('_', "-"));
    labels.say(&key, &[("phone", phone.into())])
}

fn is_live(asked: &AttemptView) -> bool {
    asked.attempt.as_ref().is_some_and(|attempt| attempt.state.is_live())
}

fn fact(labels: Labels<'_>, key: &str, value: String) -> Line {
    Line { label: labels.say(key, &[]), value }
}

fn facts(labels: Labels<'_>, one: &ReferralView) -> Vec<Line> {
    let need = &one.need;
    let mut facts = vec![
        fact(labels, "referrals-show-need", labels.word("theme", need.theme.word())),
        fact(labels, "referrals-show-urgency", labels.word("urgency", one.referral.urgency.word())),
        fact(labels, "referrals-show-language", labels.word("language", need.language.as_str())),
        fact(labels, "referrals-show-reach", labels.word("channel", need.contact_channel.word())),
    ];
    let commune = need.commune_code.as_deref().and_then(app::communes::commune_name);
    if let Some(commune) = commune {
        facts.push(fact(labels, "referrals-show-commune", commune.to_owned()));
    }
    if let Some(consent) = &one.referral.consent {
        let mode = labels.word("consent-mode", consent.mode.word());
        let scope = labels.word("consent-scope", consent.scope.word());
        let args = [
            ("mode", mode.into()),
            ("scope", scope.into()),
            ("when", moment(labels, consent.given_at).into()),
        ];
        facts.push(fact(
            labels,
            "referrals-show-consent",
            labels.say("referrals-show-agreed", &args),
        ));
    }
    if let Some(closed) = &one.referral.closed {
        facts.push(fact(labels, "referrals-show-ending", ending(labels, &closed.ending)));
    }
    facts
}

fn ending(labels: Labels<'_>, ending: &Ending) -> String {
    match ending {
        Ending::Completed(outcome) => labels.word("outcome", outcome.word()),
        Ending::WithoutHelp(reason, _) => labels.word("closure", reason.word()),
        Ending::Withdrawn(reason) => labels.word("person-reason", reason.word()),
        Ending::DuplicateOf(_) => labels.word("referral-state", "duplicate"),
        Ending::EnteredInError => labels.word("referral-state", "entered_in_error"),
    }
}

/// Who the person is, line by line.
pub(super) fn told(labels: Labels<'_>, person: &Person) -> Vec<Line> {
    let mut lines = vec![
        fact(labels, "referrals-show-name", person.name.clone()),
        fact(labels, "referrals-show-reach", labels.word("channel", person.channel.word())),
    ];
    if !person.contact.is_empty() {
        lines.push(fact(labels, "referrals-show-contact", person.contact.clone()));
    }
    lines.push(fact(
        labels,
        "referrals-show-language",
        labels.word("language", person.language.as_str()),
    ));
    if !person.adjustments.is_empty() {
        let all: Vec<String> =
            person.adjustments.iter().map(|one| labels.word("adjustment", one.word())).collect();
        lines.push(fact(labels, "referrals-show-adjustments", all.join(", ")));
    }
    if !person.note.is_empty() {
        lines.push(fact(labels, "referrals-show-note", person.note.clone()));
    }
    lines
}

fn line(labels: Labels<'_>, asked: &AttemptView) -> Option<AttemptLine> {
    let attempt = asked.attempt.as_ref()?;
    let tone = match attempt.state {
        AttemptState::Accepted | AttemptState::InProgress | AttemptState::Completed => Tone::Good,
        AttemptState::Declined | AttemptState::Lapsed | AttemptState::Unreachable => Tone::Late,
        AttemptState::InfoRequested | AttemptState::NoShow => Tone::Warn,
        AttemptState::Sent | AttemptState::Waitlisted => Tone::Info,
        AttemptState::Withdrawn => Tone::Neutral,
    };
    Some(AttemptLine {
        offer: asked.offer.clone(),
        href: format!("/offres/{}", asked.offer_slug),
        organization: asked.organization.clone(),
        state: labels.word("attempt-state", attempt.state.word()),
        tone,
        detail: detail(labels, attempt),
        phone: asked.referral_phone.clone().filter(|_| attempt.state.is_live()),
    })
}

/// What else is known of an attempt, in one line.
fn detail(labels: Labels<'_>, attempt: &Attempt) -> String {
    let mut parts = Vec::new();
    if let Some(declined) = attempt.declined {
        let list = match declined {
            Declined::ByProvider(_) => "decline",
            Declined::ByPerson(_) => "person-reason",
        };
        parts.push(labels.word(list, declined.reason_word()));
    }
    if let Some(who) = &attempt.in_charge {
        parts.push(labels.say("referrals-show-in-charge", &[("who", who.as_str().into())]));
    }
    if let Some(at) = attempt.appointment_at {
        let when = moment(labels, at);
        parts.push(labels.say("referrals-show-appointment", &[("when", when.into())]));
    }
    if let Some(day) = attempt.expected_on {
        let day = labels.words().date_long(day);
        parts.push(labels.say("referrals-show-expected", &[("day", day.into())]));
    }
    parts.join(" ")
}

fn question(labels: Labels<'_>, asked: &AttemptView) -> Option<QuestionView> {
    let attempt = asked.attempt.as_ref()?;
    let exchange = attempt.exchange.as_ref()?;
    if attempt.state != AttemptState::InfoRequested {
        return None;
    }
    Some(QuestionView {
        attempt: attempt.id.to_string(),
        organization: asked.organization.clone(),
        question: labels.word("question", exchange.question.word()),
        note: exchange.note.clone().unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use app::referrals::Handover;
    use kernel::{Channel, Role};
    use referral_tracking::{
        ClosureReason, ConsentMode, ContactChannel, DeclineReason, Helped, Outcome, Question,
        UnmetCause, Why,
    };

    use super::*;
    use crate::listings::labels::tests::at;

    #[test]
    fn every_word_of_a_referral_has_its_text() {
        let labels = at("2026-03-03T09:00:00Z");
        let mut words: Vec<(&str, &str)> = Vec::new();
        words.extend(kernel::Urgency::ALL.map(|one| ("urgency", one.word())));
        words.extend(ContactChannel::ALL.map(|one| ("channel", one.word())));
        words.extend(Channel::ALL.map(|one| ("learned", one.word())));
        words.extend(ReferralState::ALL.map(|one| ("referral-state", one.word())));
        words.extend(AttemptState::ALL.map(|one| ("attempt-state", one.word())));
        words.extend(DeclineReason::ALL.map(|one| ("decline", one.word())));
        words.extend(PersonReason::ALL.map(|one| ("person-reason", one.word())));
        words.extend(OpeningReason::ALL.map(|one| ("opening", one.word())));
        words.extend(Outcome::ALL.map(|one| ("outcome", one.word())));
        words.extend(Helped::ALL.map(|one| ("helped", one.word())));
        words.extend(ClosureReason::ALL.map(|one| ("closure", one.word())));
        words.extend(UnmetCause::ALL.map(|one| ("unmet", one.word())));
        words.extend(Question::ALL.map(|one| ("question", one.word())));
        words.extend(ConsentMode::ALL.map(|one| ("consent-mode", one.word())));
        words.extend(["named", "any_partner"].map(|one| ("consent-scope", one)));
        words.extend(Handover::ALL.map(|one| ("handover", one.word())));
        words.extend(["organization", "account", "pool"].map(|one| ("owner", one)));
        words.extend(News::ALL.map(|one| ("news", one.word())));
        words.extend(Why::ALL.map(|one| ("why", one.word())));
        words.extend(Role::ALL.map(|one| ("role", one.word())));
        for (list, word) in words {
            let key = format!("{list}-{}", word.replace('_', "-"));
            assert!(!labels.say(&key, &[]).is_empty(), "no text {key}");
        }
    }

    #[test]
    fn what_a_human_has_to_tell_stands_ready_to_be_read_aloud() {
        let labels = at("2026-03-03T09:00:00Z");
        for news in [News::Accepted, News::Waitlisted, News::ClosedWithoutHelp] {
            assert!(script_of(labels, "022 000 00 00", news).contains("Bonjour"), "{news:?}");
        }
    }
}
