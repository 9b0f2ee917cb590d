//! One referral: where it stands, who acts now, what happened, and what its sender can do.

pub(crate) mod letter;
mod log;
mod view;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Path};
use app::AppError;
use app::referrals::{Person, ReferralView};
use kernel::{AttemptId, Channel, FieldErrors, ReferralId};
use referral_tracking::contact::MOST_NOTE;
use referral_tracking::{
    Action, AttemptAction, AttemptState, OpeningReason, PersonReason, ReferralState, Refused,
};

use self::view::{ShowView, script_of, shown, told};
use super::coordinate::ActionsView;
use super::form::{Pairs, Wrong};
use super::noting::{Asked, NoteForm, NotingView};
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::pages::Width;
use crate::visit::Visit;

/// Whether the page names the person.
enum Naming {
    No,
    /// Somebody gave a reason; none when the details are erased.
    Yes(Option<Person>),
}

pub(crate) async fn show(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = ReferralId::from(id.into_inner());
    page(&visit, id, Naming::No, StatusCode::OK, String::new(), Wrong::default()).await
}

/// Shows who the person is, for a reason that is written down.
pub(crate) async fn open_person(
    visit: Visit,
    id: Path<String>,
    sent: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = ReferralId::from(id.into_inner());
    let word = Pairs::new(sent.into_inner()).one("opening");
    let Some(reason) = OpeningReason::from_word(&word) else {
        let mut errors = FieldErrors::default();
        errors.add("opening", "required");
        let wrong = Wrong::of(Labels::of(&visit.site), &errors);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return page(&visit, id, Naming::No, status, String::new(), wrong).await;
    };
    let person = visit.site.app.open_identity(&visit.actor(), id.clone(), reason).await?;
    page(&visit, id, Naming::Yes(person), StatusCode::OK, String::new(), Wrong::default()).await
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
        return page(&visit, id, Naming::No, StatusCode::UNPROCESSABLE_ENTITY, note, wrong).await;
    }
    let attempt = AttemptId::from(pairs.one("attempt"));
    let given = AttemptAction::GiveInformation { note: Some(note) };
    act(&visit, &id, Action::OnAttempt(attempt, given)).await?;
    Ok(back(&visit, &id, "flash-information-given"))
}

/// Notes what the organization said to whoever sent the person.
pub(crate) async fn note(
    visit: Visit,
    id: Path<String>,
    form: Form<NoteForm>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (id, form, actor) = (ReferralId::from(id.into_inner()), form.into_inner(), visit.actor());
    // Who before what: a stranger must not learn what is missing in the form.
    let one = visit.site.app.referral(&actor, id.clone()).await?;
    let errors = match form.read(visit.site.app.settings().time_zone) {
        Ok((actions, channel)) => {
            match visit.site.app.act_in_order(id.clone(), actions, actor, channel).await {
                Ok(_) => return Ok(back(&visit, &id, "flash-answer-noted")),
                Err(AppError::Invalid(errors)) => errors,
                Err(other) => return Err(other.into()),
            }
        }
        Err(errors) => errors,
    };
    let labels = Labels::of(&visit.site);
    let noting = noting(labels, &one, &form, &errors);
    let wrong = Wrong::of(labels, &errors);
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    let mut view = view(&visit, id, Naming::No, String::new(), wrong).await?;
    view.noting = noting;
    shown_page(&visit, status, &view)
}

/// The form to note an answer, while the organization owes one.
fn noting(
    labels: Labels<'_>,
    one: &ReferralView,
    form: &NoteForm,
    errors: &FieldErrors,
) -> Option<NotingView> {
    one.attempts.iter().find_map(|asked| {
        let attempt = asked.attempt.as_ref()?;
        let owes = matches!(
            attempt.state,
            AttemptState::Sent | AttemptState::InfoRequested | AttemptState::Waitlisted
        );
        let (code, _) = one.card.as_ref().filter(|_| owes)?;
        let of = Asked {
            attempt: &attempt.id,
            organization: &asked.organization,
            phone: asked.referral_phone.clone(),
            code,
        };
        Some(NotingView::new(labels, of, form, errors))
    })
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
        return page(&visit, id, Naming::No, status, String::new(), wrong).await;
    };
    if let Err(error) = act(&visit, &id, Action::Withdraw(reason)).await {
        // Pressed twice: the second time it is stopped already.
        let one = visit.site.app.referral(&visit.actor(), id.clone()).await?;
        if one.referral.state != ReferralState::Withdrawn {
            return Err(error);
        }
    }
    Ok(back(&visit, &id, "flash-referral-withdrawn"))
}

/// Makes a new card for a person whose card is lost or locked.
pub(crate) async fn replace_card(
    visit: Visit,
    id: Path<String>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = ReferralId::from(id.into_inner());
    visit.site.app.replace_card(&visit.actor(), id.clone()).await?;
    Ok(back(&visit, &id, "flash-card-replaced"))
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
    naming: Naming,
    status: StatusCode,
    note: String,
    wrong: Wrong,
) -> Result<HttpResponse, PageError> {
    shown_page(visit, status, &view(visit, id, naming, note, wrong).await?)
}

fn shown_page(
    visit: &Visit,
    status: StatusCode,
    view: &ShowView,
) -> Result<HttpResponse, PageError> {
    let mut chrome = visit.chrome("referrals-show-title");
    chrome.width = Width::Narrow;
    visit.page_with(status, "pages/referrals/show.html", &chrome, view)
}

async fn view(
    visit: &Visit,
    id: ReferralId,
    naming: Naming,
    note: String,
    wrong: Wrong,
) -> Result<ShowView, PageError> {
    let actor = visit.actor();
    let one = visit.site.app.referral(&actor, id).await?;
    let labels = Labels::of(&visit.site);
    let is_sender = actor.organization() == Some(&one.referral.sender.organization);
    let mut view = shown(labels, &one, is_sender);
    let news = visit.site.app.news_to_tell(&one).await?.filter(|_| is_sender);
    view.script = news.map(|news| script_of(labels, &visit.site.network().helpdesk_phone, news));
    view.card = visit.site.app.desk_card(&actor, one.referral.id.clone()).await?.into();
    view.person_is_gone = matches!(naming, Naming::Yes(None));
    if let Naming::Yes(Some(person)) = &naming {
        view.person = Some(told(labels, person));
    }
    view.coordination = ActionsView::of(visit, &one).await?;
    if is_sender {
        view.noting = noting(labels, &one, &NoteForm::default(), &FieldErrors::default());
    }
    view.note = note;
    view.wrong = wrong;
    Ok(view)
}
