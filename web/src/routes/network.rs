//! What is set for the whole network: helpdesk, deadlines, letters, and the nights' proof.

pub(super) mod addresses;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Form;
use app::network_form::{LetterKind, NetworkForm, Switch};
use app::{AppError, NetworkSettings, Purge};
use kernel::FieldErrors;
use referral_tracking::{Policy, Term};
use serde::Serialize;

use super::form::{Pairs, Wrong};
use super::queue::{Action, Cell, Head, Row};
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::pages::Tone;
use crate::serve::network_view;
use crate::visit::Visit;

/// The groups of the form, each with its terms.
const GROUPS: [(&str, &[Term]); 5] = [
    (
        "answer",
        &[
            Term::AnswerU0,
            Term::AnswerU1,
            Term::AnswerU2,
            Term::FirstReminder,
            Term::SecondReminder,
            Term::PauseU0,
            Term::PauseU1,
            Term::PauseU2,
        ],
    ),
    ("contact", &[Term::ContactU0, Term::ContactU1, Term::ContactU2]),
    (
        "coordination",
        &[
            Term::CoordinatorU0,
            Term::CoordinatorU1,
            Term::CoordinatorU2,
            Term::Urgent,
            Term::FailuresTold,
            Term::Held,
        ],
    ),
    (
        "follow",
        &[
            Term::WaitlistDays,
            Term::ProgressDays,
            Term::ReviewAnswer,
            Term::ReopenDays,
            Term::MistakeHours,
        ],
    ),
    (
        "erasure",
        &[
            Term::DraftDays,
            Term::EraseWithdrawnHours,
            Term::EraseClosedDays,
            Term::EraseCreatedDays,
        ],
    ),
];

#[derive(Serialize)]
struct NetworkPage {
    network: String,
    phone: String,
    email: String,
    hours: String,
    groups: Vec<Group>,
    wrong: Wrong,
}

#[derive(Serialize)]
struct Group {
    title: String,
    terms: Vec<TermView>,
}

#[derive(Serialize)]
struct TermView {
    name: &'static str,
    label: String,
    hint: String,
    value: String,
}

/// The deadlines that hold, as anybody may read them.
#[derive(Serialize)]
pub(crate) struct DecidedGroup {
    title: String,
    rows: Vec<Decided>,
}

#[derive(Serialize)]
struct Decided {
    label: String,
    value: String,
}

#[derive(Serialize)]
struct LettersPage {
    rows: Vec<Row>,
    nights: Vec<Row>,
}

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let app = &visit.site.app;
    let (settings, policy) = app.network_set(&visit.actor()).await?;
    let typed = |term: Term| term.of(&policy).to_string();
    let view = NetworkPage::new(&visit, of_settings(settings), typed, &FieldErrors::default());
    visit.page("pages/network/edit.html", &visit.chrome("network-title"), &view)
}

pub(crate) async fn save(
    visit: Visit,
    form: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    // Who may not learns nothing from what is wrong with the form.
    visit.site.app.network_set(&visit.actor()).await?;
    let pairs = Pairs::new(form.into_inner());
    let typed = NetworkForm {
        name: pairs.one("network"),
        phone: pairs.one("phone"),
        email: pairs.one("email"),
        hours: pairs.one("hours"),
        terms: Vec::new(),
    };
    let saved = match numbers(&pairs) {
        Ok(terms) => {
            let form = NetworkForm { terms, ..typed.clone() };
            visit.site.app.set_network(&visit.actor(), form).await
        }
        Err(errors) => Err(AppError::Invalid(errors)),
    };
    match saved {
        Ok(settings) => {
            visit.site.set_network(network_view(&settings));
            Ok(visit.see_other("/admin/reseau", Some("flash-network-saved")))
        }
        Err(AppError::Invalid(errors)) => {
            let value = |term: Term| pairs.one(term.word());
            let view = NetworkPage::new(&visit, typed, value, &errors);
            let chrome = visit.chrome("network-title");
            visit.page_with(
                StatusCode::UNPROCESSABLE_ENTITY,
                "pages/network/edit.html",
                &chrome,
                &view,
            )
        }
        Err(other) => Err(other.into()),
    }
}

pub(crate) async fn letters(visit: Visit) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let app = &visit.site.app;
    let labels = Labels::of(&visit.site);
    let kinds = app.letter_kinds(&visit.actor()).await?;
    let nights = app.last_nights(&visit.actor()).await?;
    let view = LettersPage {
        rows: kinds.iter().map(|one| letter_row(labels, one)).collect(),
        nights: nights.iter().map(|one| night_row(labels, one, app.is_genuine(one))).collect(),
    };
    visit.page("pages/network/letters.html", &visit.chrome("network-letters-title"), &view)
}

pub(crate) async fn switch(
    visit: Visit,
    path: actix_web::web::Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (kind, act) = path.into_inner();
    let (switch, said) = match act.as_str() {
        "arreter" => (Switch::Off, "flash-network-letter-off"),
        "reprendre" => (Switch::On, "flash-network-letter-on"),
        _ => return Err(AppError::NotFound.into()),
    };
    visit.site.app.switch_letter(&visit.actor(), &kind, switch).await?;
    Ok(visit.see_other("/admin/courriels", Some(said)))
}

/// The deadlines that hold, group by group.
pub(crate) fn decided(labels: Labels<'_>, policy: &Policy) -> Vec<DecidedGroup> {
    let row = |term: &Term| Decided {
        label: labels.word("term", term.word()),
        value: with_unit(labels, *term, term.of(policy)),
    };
    GROUPS
        .into_iter()
        .map(|(group, terms)| DecidedGroup {
            title: labels.word("network-group", group),
            rows: terms.iter().map(row).collect(),
        })
        .collect()
}

impl NetworkPage {
    fn new(
        visit: &Visit,
        form: NetworkForm,
        value: impl Fn(Term) -> String,
        errors: &FieldErrors,
    ) -> NetworkPage {
        let labels = Labels::of(&visit.site);
        let term = |term: &Term| TermView {
            name: term.word(),
            label: labels.word("term", term.word()),
            hint: hint(labels, *term),
            value: value(*term),
        };
        let mut wrong = Wrong::of(labels, errors);
        let order: Vec<&str> = ["network", "phone", "email", "hours"]
            .into_iter()
            .chain(GROUPS.iter().flat_map(|(_, terms)| terms.iter().map(|term| term.word())))
            .collect();
        wrong.sort(&order);
        NetworkPage {
            network: form.name,
            phone: form.phone,
            email: form.email,
            hours: form.hours,
            groups: GROUPS
                .iter()
                .map(|(group, terms)| Group {
                    title: labels.word("network-group", group),
                    terms: terms.iter().map(term).collect(),
                })
                .collect(),
            wrong,
        }
    }
}

fn of_settings(settings: NetworkSettings) -> NetworkForm {
    NetworkForm {
        name: settings.name,
        phone: settings.helpdesk_phone.unwrap_or_default(),
        email: settings.helpdesk_email.unwrap_or_default(),
        hours: settings.helpdesk_hours_note.unwrap_or_default(),
        terms: Vec::new(),
    }
}

fn numbers(pairs: &Pairs) -> Result<Vec<(Term, i64)>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut numbers = Vec::new();
    for term in Term::ALL {
        let text = pairs.one(term.word());
        match text.trim().parse() {
            Ok(number) => numbers.push((*term, number)),
            Err(_) if text.trim().is_empty() => errors.add(term.word(), "required"),
            Err(_) => errors.add(term.word(), "not_a_number"),
        }
    }
    errors.or(numbers)
}

fn with_unit(labels: Labels<'_>, term: Term, number: i64) -> String {
    let key = format!("term-unit-{}", term.unit().word().replace('_', "-"));
    labels.say(&key, &[("count", number.into())])
}

fn hint(labels: Labels<'_>, term: Term) -> String {
    let (least, most) = term.range();
    let usual = with_unit(labels, term, term.of(&Policy::default()));
    let most = with_unit(labels, term, most);
    labels.say(
        "network-term-hint",
        &[("least", least.into()), ("most", most.into()), ("usual", usual.into())],
    )
}

fn letter_row(labels: Labels<'_>, letter: &LetterKind) -> Row {
    let (act, kind) = if letter.is_off { ("reprendre", "main") } else { ("arreter", "plain") };
    let action = letter.may_be_off.then(|| Action {
        label: labels.say(&format!("network-letters-{act}"), &[]),
        href: format!("/admin/courriels/{}/{act}", letter.kind),
        kind,
        post: true,
    });
    let state = match (letter.is_off, letter.may_be_off) {
        (true, _) => ("off", Tone::Warn),
        (false, true) => ("on", Tone::Good),
        (false, false) => ("always", Tone::Neutral),
    };
    let number = |count: i64| Cell { text: count.to_string(), ..Cell::default() };
    Row {
        head: Head {
            text: labels.word("letter-name", letter.kind),
            href: None,
            hint: labels.word("letter-reader", letter.reader),
        },
        cells: vec![
            Cell {
                tag: Some(labels.say(&format!("network-letters-state-{}", state.0), &[])),
                tone: Some(state.1),
                ..Cell::default()
            },
            number(letter.sent),
            number(letter.waiting),
            number(letter.failed),
        ],
        action,
    }
}

fn night_row(labels: Labels<'_>, night: &Purge, is_genuine: bool) -> Row {
    let number = |count: i32| Cell { text: count.to_string(), ..Cell::default() };
    let state = if !is_genuine {
        ("forged", Tone::Late)
    } else if night.overdue > 0 {
        ("overdue", Tone::Late)
    } else {
        ("well", Tone::Good)
    };
    Row {
        head: Head { text: labels.date(night.day), href: None, hint: String::new() },
        cells: vec![
            Cell {
                tag: Some(labels.say(&format!("network-nights-{}", state.0), &[])),
                tone: Some(state.1),
                ..Cell::default()
            },
            number(night.identities),
            number(night.referrals.saturating_add(night.handouts)),
            number(night.accounts_closed.saturating_add(night.accounts_emptied)),
        ],
        action: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;

    #[test]
    fn every_term_is_in_one_group_and_has_words() {
        let labels = at("2026-03-03T09:00:00Z");
        let mut shown: Vec<Term> = GROUPS.iter().flat_map(|(_, terms)| terms.to_vec()).collect();
        shown.sort();
        let mut all = Term::ALL.to_vec();
        all.sort();

        assert_eq!(shown, all);
        for group in decided(labels, &Policy::default()) {
            assert!(!group.title.is_empty());
            for row in group.rows {
                assert!(!row.label.is_empty() && !row.value.is_empty(), "{}", row.label);
            }
        }
    }
}
