//! The card of the organization: who it is, how it is reached, whom the network writes to.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Form;
use app::AppError;
use app::workspace::{
    LabelForm, ObjectRef, OrganizationForEdit, OrganizationForm, SaveOrganization,
};
use partner_directory::{DataRegime, IdentifierScheme};
use serde::Serialize;

use super::Whose;
use super::changes::Theirs;
use super::wrong::wrong;
use crate::error::PageError;
use crate::listings::contact::register_number;
use crate::listings::labels::Labels;
use crate::routes::form::{Choice, Pairs, Wrong};
use crate::visit::Visit;

/// The fields in the order of the page.
const FIELDS: [&str; 13] = [
    "name",
    "short_name",
    "description",
    "website",
    "phone",
    "email",
    "referral_email",
    "referral_phone",
    "answer_promise_days",
    "identifier_scheme",
    "identifier",
    "data_regime",
    "labels",
];

#[derive(Serialize)]
struct CardView {
    base: String,
    action: String,
    version: i32,
    public_href: String,
    legal_form: String,
    name: String,
    short_name: String,
    description: String,
    website: String,
    phone: String,
    email: String,
    referral_email: String,
    referral_phone: String,
    promises: Vec<Choice>,
    schemes: Vec<Choice>,
    scheme: String,
    identifier: String,
    regimes: Vec<Choice>,
    regime: String,
    labels: Vec<LabelView>,
    agreement: Option<String>,
    theirs: Theirs,
    wrong: Wrong,
}

#[derive(Serialize)]
struct LabelView {
    number: usize,
    name: String,
    awarded_by: String,
    from: String,
    until: String,
}

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    let whose = Whose::of(&visit)?;
    let app = &visit.site.app;
    let found = app.organization_for_edit(&visit.actor(), whose.of.clone()).await?;
    page(
        &visit,
        StatusCode::OK,
        whose,
        (&found, &found.form),
        (Theirs::default(), Wrong::default()),
    )
}

pub(crate) async fn save(
    visit: Visit,
    pairs: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    let whose = Whose::of(&visit)?;
    let (app, actor) = (&visit.site.app, visit.actor());
    let labels = Labels::of(&visit.site);
    let found = app.organization_for_edit(&actor, whose.of.clone()).await?;
    let mut form = read(&Pairs::new(pairs.into_inner()));
    match app.save_organization(&actor, whose.of.clone(), form.clone()).await {
        Ok(SaveOrganization::Saved { merged }) => {
            let said = super::saved(&merged, "flash-workspace-card");
            Ok(visit.see_other(&format!("{}/fiche", whose.base), Some(said)))
        }
        Ok(SaveOrganization::Conflict { current, theirs }) => {
            form.version = current.version;
            let theirs = Theirs::read(
                &visit,
                ObjectRef::Organization(found.organization.id.clone()),
                &theirs,
            )
            .await?;
            let theirs = (theirs, Wrong::default());
            page(&visit, StatusCode::CONFLICT, whose, (&found, &form), theirs)
        }
        Err(AppError::Invalid(errors)) => {
            let wrong = wrong(labels, &errors, &FIELDS);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            page(&visit, status, whose, (&found, &form), (Theirs::default(), wrong))
        }
        Err(other) => Err(other.into()),
    }
}

fn read(pairs: &Pairs) -> OrganizationForm {
    let one = |name: &str| pairs.one(name).trim().to_owned();
    let numbers = pairs.all("label");
    let label = |number: &String| LabelForm {
        name: one(&format!("label-{number}-name")),
        awarded_by: one(&format!("label-{number}-by")),
        from: one(&format!("label-{number}-from")),
        until: one(&format!("label-{number}-until")),
    };
    OrganizationForm {
        version: one("version").parse().unwrap_or_default(),
        name: one("name"),
        short_name: one("short_name"),
        description: one("description").replace("\r\n", "\n"),
        legal_form: one("legal_form"),
        identifier_scheme: one("identifier_scheme"),
        identifier: one("identifier"),
        website: one("website"),
        email: one("email"),
        phone: one("phone"),
        referral_email: one("referral_email"),
        referral_phone: one("referral_phone"),
        answer_promise_days: one("answer_promise_days"),
        data_regime: one("data_regime"),
        labels: numbers.iter().map(label).collect(),
    }
}

fn page(
    visit: &Visit,
    status: StatusCode,
    whose: Whose,
    (found, form): (&OrganizationForEdit, &OrganizationForm),
    (theirs, wrong): (Theirs, Wrong),
) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let form = form.clone();
    let agreement = found.organization.agreement.as_ref();
    let view = CardView {
        action: format!("{}/fiche", whose.base),
        base: whose.base,
        version: form.version,
        public_href: format!("/structures/{}", found.organization.slug),
        promises: promises(labels, &form.answer_promise_days),
        schemes: IdentifierScheme::ALL
            .iter()
            .map(|one| {
                Choice::word(labels, "identifier-scheme", one.word(), &form.identifier_scheme)
            })
            .collect(),
        regimes: DataRegime::ALL
            .iter()
            .map(|one| Choice::word(labels, "data-regime", one.word(), &form.data_regime))
            .collect(),
        labels: label_lines(form.labels),
        agreement: agreement.map(|one| {
            let day = labels.words().date_medium(one.signed_on);
            labels.say("workspace-card-agreement", &[("date", day.into())])
        }),
        legal_form: form.legal_form,
        name: form.name,
        short_name: form.short_name,
        description: form.description,
        website: form.website,
        phone: form.phone,
        email: form.email,
        referral_email: form.referral_email,
        referral_phone: form.referral_phone,
        scheme: form.identifier_scheme,
        identifier: register_number(&form.identifier),
        regime: form.data_regime,
        theirs,
        wrong,
    };
    visit.page_with(
        status,
        "pages/workspace/card.html",
        &visit.chrome("workspace-card-title"),
        &view,
    )
}

/// Five days are the custom of the network, so they are one choice with it.
fn promises(labels: Labels<'_>, chosen: &str) -> Vec<Choice> {
    let chosen = if chosen == "5" { "" } else { chosen };
    let promise = |days: &str| {
        let key = if days.is_empty() { "none" } else { days };
        let label = labels.say(&format!("workspace-card-promise-{key}"), &[]);
        Choice::plain(days, &label, chosen == days)
    };
    ["", "2", "10"].map(promise).into()
}

fn label_lines(known: Vec<LabelForm>) -> Vec<LabelView> {
    // One empty line to add a label.
    let lines = known.into_iter().chain([LabelForm::default()]);
    let line = |(number, label): (usize, LabelForm)| LabelView {
        number,
        name: label.name,
        awarded_by: label.awarded_by,
        from: label.from,
        until: label.until,
    };
    (1..).zip(lines).map(line).collect()
}
