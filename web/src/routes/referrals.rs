//! One referral: where it stands, who acts now, what happened, and what its sender can do.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Path, Query};
use app::AppError;
use app::referrals::{AttemptView, EventView, Person, ReferralView};
use kernel::{AttemptId, Channel, FieldErrors, ReferralId};
use referral_tracking::contact::MOST_NOTE;
use referral_tracking::{
    Action, Attempt, AttemptAction, AttemptState, Declined, Ending, Event, Move, News,
    PersonReason, Referral, ReferralState, Refused,
};
use serde::Serialize;

use super::ball::{ball, state};
use super::coordinate::ActionsView;
use super::due::{DueView, moment};
use super::form::{Choice, Pairs, Wrong};
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::pages::{Tone, Width};
use crate::visit::Visit;

#[derive(Serialize)]
struct ShowView {
    id: String,
    code: Option<String>,
    pin: Option<String>,
    state: String,
    tone: Tone,
    ball: String,
    due: Option<DueView>,
    next_step: bool,
    script: Option<String>,
    facts: Vec<Line>,
    steps: Vec<Step>,
    attempts: Vec<AttemptLine>,
    next: Vec<String>,
    question: Option<QuestionView>,
    person: Option<Vec<Line>>,
    person_is_gone: bool,
    may_open_person: bool,
    coordination: Option<ActionsView>,
    may_send: bool,
    may_stop: bool,
    reasons: Vec<Choice>,
    note_max: usize,
    note: String,
    wrong: Wrong,
}

/// A line of `summary_list`.
#[derive(Serialize)]
struct Line {
    label: String,
    value: String,
}

/// A step of `step_list`.
#[derive(Serialize)]
struct Step {
    label: String,
    state: &'static str,
    when: String,
    detail: String,
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

pub(crate) async fn show(
    visit: Visit,
    id: Path<String>,
    query: Query<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = ReferralId::from(id.into_inner());
    let with_person = Pairs::new(query.into_inner()).one("personne") == "oui";
    page(&visit, id, with_person, StatusCode::OK, String::new(), Wrong::default()).await
}

/// Sends a draft that came back.
pub(crate) async fn send(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = ReferralId::from(id.into_inner());
    match act(&visit, &id, Action::Send).await {
        Err(PageError::App(AppError::Refused(Refused::NotTrusted))) => {
            act(&visit, &id, Action::Hold).await?;
            Ok(back(&visit, &id, "flash-referral-held"))
        }
        sent => sent.map(|()| back(&visit, &id, "flash-referral-sent")),
    }
}

/// Answers the question of the organization asked.
pub(crate) async fn answer(
    visit: Visit,
    id: Path<String>,
    sent: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = ReferralId::from(id.into_inner());
    let pairs = Pairs::new(sent.into_inner());
    let note = pairs.one("note").trim().to_owned();
    let mut errors = FieldErrors::default();
    if note.is_empty() {
        errors.add("note", "required");
    } else if note.chars().count() > MOST_NOTE {
        errors.add("note", "too_long");
    }
    if !errors.is_empty() {
        let wrong = Wrong::of(Labels::of(&visit.site), &errors);
        return page(&visit, id, false, StatusCode::UNPROCESSABLE_ENTITY, note, wrong).await;
    }
    let attempt = AttemptId::from(pairs.one("attempt"));
    let given = AttemptAction::GiveInformation { note: Some(note) };
    act(&visit, &id, Action::OnAttempt(attempt, given)).await?;
    Ok(back(&visit, &id, "flash-information-given"))
}

/// Stops everything, for the person.
pub(crate) async fn withdraw(
    visit: Visit,
    id: Path<String>,
    sent: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = ReferralId::from(id.into_inner());
    let Some(reason) = PersonReason::from_word(&Pairs::new(sent.into_inner()).one("reason")) else {
        let mut errors = FieldErrors::default();
        errors.add("reason", "required");
        let wrong = Wrong::of(Labels::of(&visit.site), &errors);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&visit, id, false, status, String::new(), wrong).await;
    };
    act(&visit, &id, Action::Withdraw(reason)).await?;
    Ok(back(&visit, &id, "flash-referral-withdrawn"))
}

/// Takes back what was a mistake.
pub(crate) async fn mark_error(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = ReferralId::from(id.into_inner());
    act(&visit, &id, Action::MarkEnteredInError).await?;
    Ok(back(&visit, &id, "flash-referral-in-error"))
}

async fn act(visit: &Visit, id: &ReferralId, action: Action) -> Result<(), PageError> {
    visit.site.app.act(id.clone(), action, visit.actor(), Channel::Web).await?;
    Ok(())
}

fn back(visit: &Visit, id: &ReferralId, said: &str) -> HttpResponse {
    visit.see_other(&format!("/orientations/{id}"), Some(said))
}

async fn page(
    visit: &Visit,
    id: ReferralId,
    with_person: bool,
    status: StatusCode,
    note: String,
    wrong: Wrong,
) -> Result<HttpResponse, PageError> {
    let actor = visit.actor();
    let one = visit.site.app.referral(&actor, id.clone()).await?;
    let labels = Labels::of(&visit.site);
    let person = match with_person && one.may_open_person {
        true => visit.site.app.person(&actor, id).await?.map(|person| told(labels, &person)),
        false => None,
    };
    let is_sender = actor.organization() == Some(&one.referral.sender.organization);
    let person_is_gone = with_person && person.is_none();
    let coordination = ActionsView::of(visit, &one).await?;
    let shown = shown(labels, &one, is_sender);
    let script = visit.site.app.news_to_tell(&one).filter(|_| is_sender);
    let script = script.map(|news| script_of(labels, &visit.site.network().helpdesk_phone, news));
    let view = ShowView { script, person, person_is_gone, coordination, note, wrong, ..shown };
    let mut chrome = visit.chrome("referrals-show-title");
    chrome.width = Width::Narrow;
    visit.page_with(status, "pages/referrals/show.html", &chrome, &view)
}

fn shown(labels: Labels<'_>, one: &ReferralView, is_sender: bool) -> ShowView {
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
        state,
        tone,
        ball: ball(labels, referral, asked, one.owner_name.as_deref()),
        due: referral.due.map(|at| DueView::new(labels, at)),
        next_step: is_fresh(referral),
        script: None,
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
        may_open_person: one.may_open_person,
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

/// What to say to the person, whom the program cannot reach by itself (REF-15).
fn script_of(labels: Labels<'_>, phone: &str, news: News) -> String {
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

fn told(labels: Labels<'_>, person: &Person) -> Vec<Line> {
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

/// One line of the log as a sentence.
fn step(labels: Labels<'_>, one: &ReferralView, line: &EventView) -> Step {
    let event = &line.event;
    let about =
        |asked: &&AttemptView| asked.attempt.as_ref().map(|a| &a.id) == event.attempt.as_ref();
    let asked = one.attempts.iter().find(about).filter(|_| event.attempt.is_some());
    Step {
        label: sentence(
            labels,
            event,
            line.by.as_deref(),
            asked.map(|one| one.organization.as_str()),
        ),
        state: match event.what {
            Move::Decline | Move::Lapse | Move::RecordUnreachable | Move::RecordNoShow => "failed",
            _ => "done",
        },
        when: moment(labels, event.at),
        detail: reason(labels, event),
    }
}

/// What happened, as a sentence.
pub(super) fn sentence(
    labels: Labels<'_>,
    event: &Event,
    by: Option<&str>,
    organization: Option<&str>,
) -> String {
    let actor = labels.word("actor", &event.by.word);
    let who = by.unwrap_or(&actor);
    let fallback = labels.say("actor-partner", &[]);
    let args = [
        ("who", who.into()),
        ("by", event.by.word.as_str().into()),
        ("organization", organization.unwrap_or(&fallback).into()),
        ("attempt", if event.attempt.is_some() { "yes".into() } else { "no".into() }),
    ];
    labels.say(&format!("event-{}", event.what.word().replace('_', "-")), &args)
}

/// The coded reason of an event in words; empty when it has none worth saying.
pub(super) fn reason(labels: Labels<'_>, event: &Event) -> String {
    let Some(word) = &event.reason else { return String::new() };
    let list = match event.what {
        Move::Decline => match Declined::from_words("provider", word) {
            Some(_) => "decline",
            None => "person-reason",
        },
        Move::AskInformation => "question",
        Move::Complete => "outcome",
        Move::Withdraw => "person-reason",
        Move::CloseWithoutHelp => "closure",
        Move::Escalate => "why",
        Move::SayHelped => "helped",
        Move::RecordConsent => "consent-mode",
        Move::Reassign => "owner",
        _ => return String::new(),
    };
    labels.word(list, word)
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
    use kernel::Role;
    use referral_tracking::{
        ClosureReason, ConsentMode, ContactChannel, DeclineReason, Helped, News, Outcome, Question,
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
    fn everything_that_can_happen_is_a_sentence_whoever_did_it() {
        let labels = at("2026-03-03T09:00:00Z");
        let mut actors: Vec<&str> = Role::ALL.map(Role::word).to_vec();
        actors.extend(["answer_link", "person", "system", "visitor"]);
        for what in Move::ALL {
            for by in &actors {
                for attempt in [None, Some(AttemptId::from("a"))] {
                    let event = Event {
                        at: "2026-03-03T08:00:00Z".parse().unwrap(),
                        referral: ReferralId::from("r"),
                        attempt,
                        by: referral_tracking::By {
                            word: (*by).to_owned(),
                            account: None,
                            organization: None,
                        },
                        channel: Channel::Web,
                        what,
                        from: String::new(),
                        to: String::new(),
                        reason: None,
                    };
                    let said = sentence(labels, &event, None, Some("Atelier"));
                    assert!(said.chars().count() > 10, "{what:?} by {by}: {said}");
                    assert!(said.chars().next().is_some_and(char::is_uppercase), "{said}");
                }
            }
        }
    }

    #[test]
    fn what_a_human_has_to_tell_stands_ready_to_be_read_aloud() {
        let labels = at("2026-03-03T09:00:00Z");
        for news in [News::Accepted, News::Waitlisted, News::ClosedWithoutHelp] {
            assert!(script_of(labels, "022 000 00 00", news).contains("Bonjour"), "{news:?}");
        }
    }

    #[test]
    fn the_reason_of_a_refusal_is_told_whoever_refused() {
        let labels = at("2026-03-03T09:00:00Z");
        let said = |what, reason: &str| {
            let event = Event {
                at: "2026-03-03T08:00:00Z".parse().unwrap(),
                referral: ReferralId::from("r"),
                attempt: None,
                by: referral_tracking::By {
                    word: "partner".to_owned(),
                    account: None,
                    organization: None,
                },
                channel: Channel::Web,
                what,
                from: String::new(),
                to: String::new(),
                reason: Some(reason.to_owned()),
            };
            super::reason(labels, &event)
        };

        assert_eq!(said(Move::Decline, "full"), "Complet");
        assert_eq!(said(Move::Decline, "cost"), "C’est trop cher");
        assert_eq!(said(Move::Escalate, "nobody_left"), "Plus aucune structure à demander");
    }
}
