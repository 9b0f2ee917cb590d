//! The network's telephone: a code is said, somebody notes what an organization answers and
//! what the person wants.
//!
//! **Invariant:** the code travels in the body of a form only, and the page names nobody.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Form;
use app::AppError;
use app::referrals::TelephonePage;
use kernel::{Channel, FieldErrors, ReferralId};
use referral_tracking::{Action, Helped, PersonReason};
use serde::{Deserialize, Serialize};

use super::answer_form::wrong;
use super::ball::{ball, state};
use super::due::DueView;
use super::form::{Choice, Wrong};
use super::noting::{Asked, NoteForm, NotingView};
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::pages::{Tone, Width};
use crate::visit::Visit;

/// What the page sends.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CallForm {
    code: String,
    act: String,
    reason: String,
    #[serde(flatten)]
    note: NoteForm,
}

#[derive(Default, Serialize)]
struct CallView {
    code: String,
    found: Option<FoundView>,
    noting: Option<NotingView>,
    noting_action: &'static str,
    noting_code: Option<String>,
    done: Option<&'static str>,
    refused: Option<String>,
    wrong: Wrong,
}

#[derive(Serialize)]
struct FoundView {
    /// What to say to the person: nothing of the need.
    neutral: String,
    state: String,
    tone: Tone,
    ball: String,
    due: Option<DueView>,
    organization: Option<String>,
    phone: Option<String>,
    reasons: Vec<Choice>,
    may_withdraw: bool,
    may_say_helped: bool,
}

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    visit.site.app.takes_calls(&visit.actor()).await?;
    answer(&visit, StatusCode::OK, &CallView::default())
}

pub(crate) async fn act(visit: Visit, form: Form<CallForm>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let form = form.into_inner();
    let page = match visit.site.app.telephone_page(&visit.actor(), &form.code).await {
        Ok(page) => page,
        Err(AppError::Invalid(errors)) => {
            let wrong = Wrong::of(Labels::of(&visit.site), &errors);
            let view = CallView { code: form.code, wrong, ..CallView::default() };
            return answer(&visit, StatusCode::UNPROCESSABLE_ENTITY, &view);
        }
        Err(other) => return Err(other.into()),
    };
    let id = page.referral.id.clone();
    match wanted(&visit, &form) {
        Ok(None) => found(&visit, &page, &form, Said::default()),
        Err(errors) => found(&visit, &page, &form, Said { errors, ..Said::default() }),
        Ok(Some((actions, channel, done))) => {
            carry(&visit, id, &form, actions, channel, done).await
        }
    }
}

/// What became of a button.
#[derive(Default)]
struct Said {
    done: Option<&'static str>,
    refused: Option<String>,
    errors: FieldErrors,
}

type Wanted = Option<(Vec<Action>, Channel, &'static str)>;

/// What a button asks for; nothing for the one that looks a code up.
fn wanted(visit: &Visit, form: &CallForm) -> Result<Wanted, FieldErrors> {
    let zone = visit.site.app.settings().time_zone;
    let by_phone = |action, done| Ok(Some((vec![action], Channel::Phone, done)));
    match form.act.as_str() {
        "noter" => {
            let (actions, channel) = form.note.read(zone)?;
            Ok(Some((actions, channel, "telephone-done-noted")))
        }
        "arreter" => {
            let reason = PersonReason::from_word(&form.reason);
            let reason = reason.ok_or_else(|| wrong("reason", "required"))?;
            by_phone(Action::Withdraw(reason), "telephone-done-withdrawn")
        }
        "aide" => by_phone(Action::SayHelped(Helped::Yes), "telephone-done-helped"),
        "pas-aide" => by_phone(Action::SayHelped(Helped::No), "telephone-done-not-helped"),
        _ => Ok(None),
    }
}

async fn carry(
    visit: &Visit,
    id: ReferralId,
    form: &CallForm,
    actions: Vec<Action>,
    channel: Channel,
    done: &'static str,
) -> Result<HttpResponse, PageError> {
    let app = &visit.site.app;
    let said = match app.act_in_order(id, actions, visit.actor(), channel).await {
        Ok(_) => Said { done: Some(done), ..Said::default() },
        Err(error @ (AppError::Refused(_) | AppError::Stale)) => {
            Said { refused: Some(error.code()), ..Said::default() }
        }
        Err(other) => return Err(other.into()),
    };
    let page = app.telephone_page(&visit.actor(), &form.code).await?;
    // What was done is not offered filled in again.
    let blank = CallForm { code: form.code.clone(), ..CallForm::default() };
    found(visit, &page, &blank, said)
}

fn found(
    visit: &Visit,
    page: &TelephonePage,
    form: &CallForm,
    said: Said,
) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let status = match (&said.refused, said.errors.is_empty()) {
        (Some(_), _) => StatusCode::CONFLICT,
        (None, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, true) => StatusCode::OK,
    };
    let asked = page.asked.as_ref();
    let noting = asked.filter(|asked| asked.owes_answer()).map(|asked| {
        let of = Asked {
            attempt: &asked.attempt.id,
            organization: &asked.organization,
            phone: asked.phone.clone(),
            code: &page.code,
        };
        NotingView::new(labels, of, &form.note, &said.errors)
    });
    let (state, tone) = state(labels, &page.referral);
    let found = FoundView {
        neutral: labels.say(&format!("code-state-{}", page.neutral.replace('_', "-")), &[]),
        state,
        tone,
        ball: ball(labels, &page.referral, asked.map(|one| one.organization.as_str()), None),
        due: page.referral.due.map(|at| DueView::new(labels, at)),
        organization: asked.map(|one| one.organization.clone()),
        phone: asked.and_then(|one| one.phone.clone()),
        reasons: PersonReason::ALL
            .map(|reason| Choice::word(labels, "person-reason", reason.word(), &form.reason))
            .into(),
        may_withdraw: !page.referral.state.is_closed(),
        may_say_helped: asked.is_some_and(|one| one.attempt.state.holds_person()),
    };
    let view = CallView {
        code: page.code.clone(),
        found: Some(found),
        noting,
        noting_action: "/permanence",
        noting_code: Some(page.code.clone()),
        done: said.done,
        refused: said.refused,
        wrong: Wrong::of(labels, &said.errors),
    };
    answer(visit, status, &view)
}

fn answer(visit: &Visit, status: StatusCode, view: &CallView) -> Result<HttpResponse, PageError> {
    let mut chrome = visit.chrome("telephone-title");
    chrome.width = Width::Narrow;
    visit.page_with(status, "pages/telephone/show.html", &chrome, view)
}
