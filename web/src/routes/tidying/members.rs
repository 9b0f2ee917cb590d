//! The organizations of the network, where they stand, and inviting one.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Query};
use app::AppError;
use app::members::{MemberLine, MemberState};
use kernel::{FieldErrors, OrganizationId};
use serde::{Deserialize, Serialize};

use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::pages::Tone;
use crate::routes::due::moment;
use crate::routes::form::{Choice, Wrong};
use crate::routes::queue::{Action, Cell, Head, Row};
use crate::visit::Visit;

/// How many organizations a page shows.
const PER_PAGE: usize = 20;

/// What the address may carry.
#[derive(Deserialize, Default)]
pub(crate) struct Wanted {
    etat: Option<String>,
    page: Option<String>,
    inviter: Option<String>,
}

/// Somebody to invite, as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct InviteForm {
    organization: String,
    email: String,
    name: String,
}

#[derive(Serialize)]
struct MembersView {
    states: Vec<StateView>,
    rows: Vec<Row>,
    page: usize,
    pages: usize,
    pages_href: String,
    /// The name of the organization to invite; empty when none was chosen.
    inviting: String,
    form: InviteForm,
    wrong: Wrong,
}

#[derive(Serialize)]
struct StateView {
    #[serde(flatten)]
    choice: Choice,
    href: String,
}

pub(crate) async fn list(visit: Visit, wanted: Query<Wanted>) -> Result<HttpResponse, PageError> {
    let wanted = wanted.into_inner();
    let form = InviteForm {
        organization: wanted.inviter.clone().unwrap_or_default(),
        ..InviteForm::default()
    };
    page(&visit, StatusCode::OK, &wanted, form, &FieldErrors::default()).await
}

pub(crate) async fn invite(
    visit: Visit,
    form: Form<InviteForm>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let form = form.into_inner();
    let id = OrganizationId::from(form.organization.as_str());
    let typed = (form.email.trim().to_owned(), form.name.trim().to_owned());
    match visit.site.app.invite_member(&visit.actor(), id, typed).await {
        Ok(()) => Ok(visit.see_other("/coordination/membres", Some("flash-members-invited"))),
        Err(AppError::Invalid(errors)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page(&visit, status, &Wanted::default(), form, &errors).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn page(
    visit: &Visit,
    status: StatusCode,
    wanted: &Wanted,
    mut form: InviteForm,
    errors: &FieldErrors,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let labels = Labels::of(&visit.site);
    let all = visit.site.app.members(&visit.actor()).await?;
    let state = wanted.etat.as_deref().and_then(MemberState::from_word);
    let chosen = all.iter().find(|one| one.id.as_str() == form.organization);
    if let (Some(chosen), true) = (chosen, errors.is_empty()) {
        form.email = chosen.email.clone().unwrap_or_default();
    }
    let of_state = |one: &&MemberLine| state.is_none_or(|state| one.state == state);
    let count = all.iter().filter(of_state).count();
    let pages = count.div_ceil(PER_PAGE).max(1);
    let page = wanted.page.as_deref().and_then(|page| page.parse().ok()).unwrap_or(1);
    let page = page.clamp(1, pages);
    let shown = all.iter().filter(of_state).skip((page - 1) * PER_PAGE).take(PER_PAGE);
    let view = MembersView {
        states: states(labels, &all, state),
        rows: shown.map(|one| row(labels, one)).collect(),
        page,
        pages,
        pages_href: match state {
            Some(state) => format!("/coordination/membres?etat={}&page=", state.word()),
            None => "/coordination/membres?page=".to_owned(),
        },
        inviting: chosen.map(|one| one.name.clone()).unwrap_or_default(),
        form,
        wrong: Wrong::of(labels, errors),
    };
    visit.page_with(status, "pages/tidying/members.html", &visit.chrome("members-title"), &view)
}

fn states(labels: Labels<'_>, all: &[MemberLine], current: Option<MemberState>) -> Vec<StateView> {
    let view = |value: &str, label: String, is_current: bool, href: String| StateView {
        choice: Choice::plain(value, &label, is_current),
        href,
    };
    let say = |word: &str, count: usize| {
        labels.say(&format!("members-state-{word}"), &[("count", count.into())])
    };
    let whole = view("", say("all", all.len()), current.is_none(), "/coordination/membres".into());
    let each = MemberState::ALL.into_iter().map(|state| {
        let count = all.iter().filter(|one| one.state == state).count();
        let href = format!("/coordination/membres?etat={}", state.word());
        view(state.word(), say(state.word(), count), current == Some(state), href)
    });
    std::iter::once(whole).chain(each).collect()
}

fn row(labels: Labels<'_>, one: &MemberLine) -> Row {
    let tone = match one.state {
        MemberState::Active => Tone::Good,
        MemberState::Invited => Tone::Neutral,
        MemberState::Silent | MemberState::Never => Tone::Warn,
    };
    let letters = one.letters.map(|(count, next)| {
        let next = next.map(|at| labels.date(labels.local(at).date()));
        match next {
            Some(day) => {
                labels.say("members-letters-next", &[("count", count.into()), ("day", day.into())])
            }
            None => labels.say("members-letters", &[("count", count.into())]),
        }
    });
    let seen = one.last_active_at.map(|at| moment(labels, at));
    let may_invite = matches!(one.state, MemberState::Never);
    Row {
        head: Head {
            text: one.name.clone(),
            href: Some(format!("/coordination/structures/{}", one.id)),
            hint: match one.is_partner {
                true => labels.say("members-partner", &[]),
                false => String::new(),
            },
        },
        cells: vec![
            Cell {
                tag: Some(labels.word("member-state", one.state.word())),
                tone: Some(tone),
                hint: letters.unwrap_or_default(),
                ..Cell::default()
            },
            Cell {
                text: seen.unwrap_or_else(|| labels.say("members-not-seen", &[])),
                ..Cell::default()
            },
        ],
        action: Some(Action {
            label: labels.say(if may_invite { "members-invite" } else { "members-open" }, &[]),
            href: match may_invite {
                true => format!("/coordination/membres?inviter={}#invite", one.id),
                false => format!("/coordination/structures/{}", one.id),
            },
            kind: "plain",
            post: false,
        }),
    }
}
