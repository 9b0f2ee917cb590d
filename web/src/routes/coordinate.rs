//! What a coordinator does with one referral: take it, ask elsewhere, answer for somebody,
//! give it back, end it.

use std::fmt::Display;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Path};
use app::AppError;
use app::access::{Right, scope};
use app::accounts::Account;
use app::referrals::ReferralView;
use kernel::{AccountId, Actor, AttemptId, Channel, FieldErrors, ReferralId};
use referral_tracking::{
    Action, AttemptState, ClosureReason, DeclineReason, Owner, Referral, ReferralState, Refused,
    UnmetCause,
};
use serde::{Deserialize, Serialize};

use super::answer_form::{AnswerForm, wrong};
use super::form::{Choice, Wrong};
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::visit::Visit;

/// What the partial `pages/coordination/actions.html` sees as `view.coordination`.
#[derive(Serialize)]
pub(crate) struct ActionsView {
    base: String,
    is_mine: bool,
    /// False while an organization has to act and is in time.
    may_take: bool,
    is_held: bool,
    is_open: bool,
    /// The attempt that waits for an answer, which may also come by telephone.
    asked: Option<AskedView>,
    coordinators: Vec<Choice>,
    reasons: Vec<Choice>,
    causes: Vec<Choice>,
    declines: Vec<Choice>,
    channels: Vec<Choice>,
    form: ActForm,
    wrong: Wrong,
    refused: Option<String>,
}

#[derive(Serialize)]
struct AskedView {
    attempt: String,
    organization: String,
    phone: Option<String>,
}

/// Everything the forms of the partial can send.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ActForm {
    offer: String,
    owner: String,
    closure: String,
    cause: String,
    attempt: String,
    answer: String,
    decline: String,
    channel: String,
    duplicate_of: String,
}

#[derive(Serialize)]
struct ActPage {
    code: Option<String>,
    back: String,
    coordination: Option<ActionsView>,
}

impl ActionsView {
    /// The actions for a referral that is not closed, for a coordinator; else nothing.
    ///
    /// # Errors
    /// Only that the database did not answer.
    pub(crate) async fn of(
        visit: &Visit,
        view: &ReferralView,
    ) -> Result<Option<ActionsView>, PageError> {
        ActionsView::filled(visit, view, ActForm::default(), &FieldErrors::default()).await
    }

    async fn filled(
        visit: &Visit,
        view: &ReferralView,
        form: ActForm,
        errors: &FieldErrors,
    ) -> Result<Option<ActionsView>, PageError> {
        let referral = &view.referral;
        if !view.may_coordinate || referral.state.is_closed() {
            return Ok(None);
        }
        let actor = visit.actor();
        let coordinators = visit.site.app.coordinators(&actor).await?;
        let labels = Labels::of(&visit.site);
        let word = |list, word, chosen: &str| Choice::word(labels, list, word, chosen);
        Ok(Some(ActionsView {
            base: base(&referral.id),
            is_mine: actor.account().is_some_and(|id| is_owner(referral, id)),
            may_take: !referral.is_organizations_turn(labels.now()),
            is_held: referral.state == ReferralState::Held,
            is_open: referral.state == ReferralState::Open,
            asked: asked(view),
            coordinators: owners(labels, referral, &coordinators),
            reasons: ClosureReason::ALL
                .map(|one| word("closure", one.word(), &form.closure))
                .into(),
            causes: UnmetCause::ALL.map(|one| word("unmet", one.word(), &form.cause)).into(),
            declines: DeclineReason::ALL.map(|one| decline(labels, one, &form.decline)).into(),
            channels: [Channel::Phone, Channel::Visit, Channel::Letter]
                .map(|one| word("learned", one.word(), &form.channel))
                .into(),
            form,
            wrong: Wrong::of(labels, errors),
            refused: None,
        }))
    }
}

pub(crate) async fn take(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    act(visit, id, ActForm::default(), Action::Take, "flash-coordination-taken").await
}

pub(crate) async fn release(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    act(visit, id, ActForm::default(), Action::Release, "flash-coordination-released").await
}

pub(crate) async fn give_back(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    act(visit, id, ActForm::default(), Action::Return, "flash-coordination-returned").await
}

pub(crate) async fn mistake(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    let action = Action::MarkEnteredInError;
    act(visit, id, ActForm::default(), action, "flash-coordination-mistake").await
}

pub(crate) async fn reassign(
    visit: Visit,
    id: Path<String>,
    form: Form<ActForm>,
) -> Result<HttpResponse, PageError> {
    let actor = coordinator(&visit)?;
    let form = form.into_inner();
    let known = visit.site.app.coordinators(&actor).await?;
    let owner = match form.owner.as_str() {
        "pool" => Some(Owner::Pool),
        id => known.into_iter().find(|one| one.id.as_str() == id).map(|one| Owner::Account(one.id)),
    };
    match owner {
        Some(owner) => {
            act(visit, id, form, Action::Reassign(owner), "flash-coordination-given").await
        }
        None => again(&visit, &id_of(id), form, wrong("owner", "required").into()).await,
    }
}

pub(crate) async fn close(
    visit: Visit,
    id: Path<String>,
    form: Form<ActForm>,
) -> Result<HttpResponse, PageError> {
    let form = form.into_inner();
    let Some(reason) = ClosureReason::from_word(&form.closure) else {
        return again(&visit, &id_of(id), form, wrong("closure", "required").into()).await;
    };
    let action = Action::CloseWithoutHelp(reason, UnmetCause::from_word(&form.cause));
    act(visit, id, form, action, "flash-coordination-closed").await
}

pub(crate) async fn reroute(
    visit: Visit,
    id: Path<String>,
    form: Form<ActForm>,
) -> Result<HttpResponse, PageError> {
    let (actor, form, id) = (coordinator(&visit)?, form.into_inner(), id_of(id));
    let slug = slug(&form.offer).to_owned();
    if slug.is_empty() {
        return again(&visit, &id, form, wrong("offer", "required").into()).await;
    }
    match visit.site.app.ask_another(&actor, id.clone(), &slug).await {
        Ok(_) => Ok(visit.see_other(&page_of(&id), Some("flash-coordination-asked"))),
        Err(error) => again(&visit, &id, form, error).await,
    }
}

pub(crate) async fn duplicate(
    visit: Visit,
    id: Path<String>,
    form: Form<ActForm>,
) -> Result<HttpResponse, PageError> {
    let (actor, form, id) = (coordinator(&visit)?, form.into_inner(), id_of(id));
    match visit.site.app.mark_duplicate(&actor, id.clone(), &form.duplicate_of).await {
        Ok(_) => Ok(visit.see_other(&page_of(&id), Some("flash-coordination-duplicate"))),
        Err(error) => again(&visit, &id, form, error).await,
    }
}

/// Notes what an organization said by telephone, at a visit or by letter.
pub(crate) async fn record(
    visit: Visit,
    id: Path<String>,
    form: Form<ActForm>,
) -> Result<HttpResponse, PageError> {
    let (actor, form, id) = (coordinator(&visit)?, form.into_inner(), id_of(id));
    let channel = Channel::from_word(&form.channel).unwrap_or(Channel::Phone);
    let zone = visit.site.app.settings().time_zone;
    let Ok(answer) = AnswerForm::by_hand(&form.answer, &form.decline).read(zone) else {
        let missing = if form.answer == "refuser" { "decline" } else { "answer" };
        return again(&visit, &id, form, wrong(missing, "required").into()).await;
    };
    let action = Action::OnAttempt(AttemptId::from(form.attempt.as_str()), answer);
    match visit.site.app.act(id.clone(), action, actor, channel).await {
        Ok(_) => Ok(visit.see_other(&page_of(&id), Some("flash-coordination-recorded"))),
        Err(error) => again(&visit, &id, form, error).await,
    }
}

async fn act(
    visit: Visit,
    id: Path<String>,
    form: ActForm,
    action: Action,
    said: &str,
) -> Result<HttpResponse, PageError> {
    let (actor, id) = (coordinator(&visit)?, id_of(id));
    match visit.site.app.act(id.clone(), action, actor, Channel::Web).await {
        Ok(_) => Ok(visit.see_other(&page_of(&id), Some(said))),
        Err(error) => again(&visit, &id, form, error).await,
    }
}

/// Shows the actions again with what was wrong, typed values kept.
async fn again(
    visit: &Visit,
    id: &ReferralId,
    form: ActForm,
    error: AppError,
) -> Result<HttpResponse, PageError> {
    let (status, errors, refused) = match error {
        AppError::Invalid(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
        AppError::Refused(Refused::NotAllowed) | AppError::NotFound => {
            return Err(AppError::NotFound.into());
        }
        AppError::Refused(_) | AppError::Stale => {
            (StatusCode::CONFLICT, FieldErrors::default(), Some(error.code()))
        }
        other => return Err(other.into()),
    };
    let view = visit.site.app.referral(&coordinator(visit)?, id.clone()).await?;
    let actions = ActionsView::filled(visit, &view, form, &errors).await?;
    let coordination = actions.map(|actions| ActionsView { refused: refused.clone(), ..actions });
    // A referral that somebody closed meanwhile has no actions any more.
    if coordination.is_none() {
        return Err(AppError::Refused(Refused::Closed).into());
    }
    let page = ActPage { code: view.card.map(|(code, _)| code), back: page_of(id), coordination };
    let chrome = visit.chrome("coordination-act-title");
    visit.page_with(status, "pages/coordination/act.html", &chrome, &page)
}

/// The actor, when it coordinates; for everybody else these addresses do not exist.
fn coordinator(visit: &Visit) -> Result<Actor, PageError> {
    visit.signed_in()?;
    let actor = visit.actor();
    scope(&actor, Right::Coordinate).ok_or(AppError::NotFound)?;
    Ok(actor)
}

fn id_of(id: Path<String>) -> ReferralId {
    ReferralId::from(id.into_inner())
}

fn base(id: &impl Display) -> String {
    format!("/coordination/orientations/{id}")
}

fn page_of(id: &ReferralId) -> String {
    format!("/orientations/{id}")
}

/// The slug in what was typed: people paste the whole address of an offer.
fn slug(typed: &str) -> &str {
    let path = typed.trim().split(['?', '#']).next().unwrap_or_default();
    path.trim_end_matches('/').rsplit('/').next().unwrap_or_default()
}

/// To whom a referral can be given.
fn owners(labels: Labels<'_>, referral: &Referral, coordinators: &[Account]) -> Vec<Choice> {
    let pool = labels.say("coordination-act-pool", &[]);
    let pool = Choice::plain("pool", &pool, referral.owner == Some(Owner::Pool));
    let each = coordinators
        .iter()
        .map(|one| Choice::plain(one.id.as_str(), &one.name, is_owner(referral, &one.id)));
    std::iter::once(pool).chain(each).collect()
}

fn is_owner(referral: &Referral, id: &AccountId) -> bool {
    referral.owner == Some(Owner::Account(id.clone()))
}

fn asked(view: &ReferralView) -> Option<AskedView> {
    view.attempts.iter().find_map(|one| {
        let attempt = one.attempt.as_ref()?;
        let waits = matches!(
            attempt.state,
            AttemptState::Sent | AttemptState::InfoRequested | AttemptState::Waitlisted
        );
        waits.then(|| AskedView {
            attempt: attempt.id.to_string(),
            organization: one.organization.clone(),
            phone: one.referral_phone.clone(),
        })
    })
}

fn decline(labels: Labels<'_>, reason: DeclineReason, chosen: &str) -> Choice {
    let value = format!("provider-{}", reason.word());
    Choice::plain(&value, &labels.word("decline", reason.word()), value == chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_can_be_named_by_its_whole_address() {
        for typed in [
            "aide-bleue",
            " /offres/aide-bleue ",
            "https://relais.example/offres/aide-bleue?x=1",
            "https://relais.example/offres/aide-bleue/#lieu",
        ] {
            assert_eq!(slug(typed), "aide-bleue", "{typed}");
        }
        assert_eq!(slug("  "), "");
    }
}
