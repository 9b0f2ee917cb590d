//! Writing an offer: choosing a template, the form, saving, publishing.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Path, Query};
use app::AppError;
use app::workspace::{
    AlikeToForm, ObjectRef, OfferForEdit, OfferLine, Publish, SaveOffer, Workspace,
};
use kernel::{FieldErrors, OfferId};
use partner_directory::{Holidays, Hours, Kind, OfferAtPlace, OfferStatus, Place};
use serde::{Deserialize, Serialize};

use super::Whose;
use super::alike::{AlikeToFormView, alike_view};
use super::changes::Theirs;
use super::list::{GroupView, groups};
use super::offer_form::of_template;
use super::offer_view::{FIELDS, FieldsView, InlineView};
use super::preview;
use super::sent::Sent;
use super::wrong::{missing, wrong};
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::routes::form::{Pairs, Wrong};
use crate::visit::Visit;

const PAGE: &str = "pages/workspace/offer.html";
const PUBLISH: &str = "publish";
const PREVIEW: &str = "preview";

/// What the address of a new offer may say.
#[derive(Deserialize)]
pub(crate) struct NewQuery {
    #[serde(default)]
    modele: String,
}

/// What the address of an offer may say.
#[derive(Deserialize)]
pub(crate) struct EditQuery {
    #[serde(default)]
    publier: String,
}

#[derive(Serialize)]
struct ModelsView {
    base: String,
    groups: Vec<GroupView>,
}

#[derive(Serialize)]
struct OfferView {
    base: String,
    action: String,
    /// Where the other pages of the offer begin; none for one that does not exist yet.
    href: Option<String>,
    organization: String,
    status: &'static str,
    status_label: String,
    score: Option<u8>,
    fields: FieldsView,
    /// One place with its hours; none when the places of the offer have pages of their own.
    inline: Option<InlineView>,
    at: Vec<AtView>,
    /// What somebody else wrote meanwhile, when both cannot stand.
    theirs: Theirs,
    /// What may be the same, said once before anything is kept.
    alike: Option<AlikeToFormView>,
    /// True when what is alike was shown.
    has_looked: bool,
    wrong: Wrong,
    /// True when it is saved and the errors only stand in the way of publishing.
    is_saved: bool,
}

#[derive(Serialize)]
struct AtView {
    name: String,
    address: String,
    hours: Vec<String>,
    href: String,
    place_href: String,
}

/// What the page shows around the fields.
struct Around<'a> {
    whose: Whose,
    organization: &'a str,
    known: Vec<Place>,
    line: Option<&'a OfferLine>,
    theirs: Theirs,
    alike: Option<AlikeToFormView>,
    is_saved: bool,
    holidays: Holidays,
}

pub(crate) async fn begin(visit: Visit, query: Query<NewQuery>) -> Result<HttpResponse, PageError> {
    let whose = Whose::of(&visit)?;
    let labels = Labels::of(&visit.site);
    let workspace = visit.site.app.workspace(&visit.actor(), whose.of.clone()).await?;
    let Some(kind) = Kind::from_word(&query.modele) else {
        let view = ModelsView { base: whose.base, groups: groups(labels) };
        let chrome = visit.chrome("workspace-models-title");
        return visit.page("pages/workspace/models.html", &chrome, &view);
    };
    let around = Around::new(whose, &workspace);
    let form = of_template(kind, labels.word("kind", kind.word()));
    let sent = Sent::first(form, &around.known, around.organization);
    page(&visit, StatusCode::OK, around, &sent, Wrong::default())
}

pub(crate) async fn create(
    visit: Visit,
    pairs: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    let whose = Whose::of(&visit)?;
    let (app, actor, of) = (&visit.site.app, visit.actor(), whose.of.clone());
    let workspace = app.workspace(&actor, of.clone()).await?;
    let mut around = Around::new(whose, &workspace);
    let sent = Sent::read(&visit, &Pairs::new(pairs.into_inner()));
    if sent.schedule.wants_row() {
        return page(&visit, StatusCode::OK, around, &sent, Wrong::default());
    }
    let made = match sent.complete(&visit, &app.holidays().await?) {
        Ok(form) => {
            let alike = match sent.has_looked {
                true => AlikeToForm::default(),
                false => app.alike_to_form(&actor, of.clone(), &form).await?,
            };
            if !alike.is_empty() {
                around.alike = Some(alike_view(&visit, &workspace, &alike, &sent.act));
                return page(&visit, StatusCode::CONFLICT, around, &sent, Wrong::default());
            }
            app.create_offer(&actor, of, form).await
        }
        Err(errors) => Err(errors.into()),
    };
    match made {
        Ok(id) => go_on(&visit, &around.whose, &id, (&sent.act, "flash-workspace-saved")).await,
        Err(AppError::Invalid(errors)) => again(&visit, around, &sent, &errors),
        Err(other) => Err(other.into()),
    }
}

pub(crate) async fn edit(
    visit: Visit,
    id: Path<String>,
    query: Query<EditQuery>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = OfferId::from(id.into_inner());
    let found = visit.site.app.offer_for_edit(&visit.actor(), id).await?;
    let mut around = Around::of(&visit, &found, visit.site.app.holidays().await?);
    let mut sent = Sent::first(found.form.clone(), &around.known, around.organization);
    // Places have pages of their own once the offer exists.
    sent.has_place = false;
    let errors = match query.publier.is_empty() {
        true => Wrong::default(),
        false => wrong(Labels::of(&visit.site), &missing(&found.line.missing), &FIELDS),
    };
    around.is_saved = !errors.list.is_empty();
    page(&visit, StatusCode::OK, around, &sent, errors)
}

pub(crate) async fn save(
    visit: Visit,
    id: Path<String>,
    pairs: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (app, actor) = (&visit.site.app, visit.actor());
    let id = OfferId::from(id.into_inner());
    let found = app.offer_for_edit(&actor, id.clone()).await?;
    let mut around = Around::of(&visit, &found, visit.site.app.holidays().await?);
    let pairs = Pairs::new(pairs.into_inner());
    let mut sent = Sent::read(&visit, &pairs);
    if sent.schedule.wants_row() || sent.act == preview::GO_BACK {
        return page(&visit, StatusCode::OK, around, &sent, Wrong::default());
    }
    let whole = match sent.has_place {
        true => match sent.complete(&visit, &app.holidays().await?) {
            Ok(form) => form,
            Err(errors) => return again(&visit, around, &sent, &errors),
        },
        // Places have pages of their own: this form leaves them as they are.
        false => {
            sent.form.places_stay = true;
            sent.form.clone()
        }
    };
    if sent.act == PREVIEW && found.line.offer.status == OfferStatus::Published {
        return match app.preview_form(&actor, id, whole).await {
            Ok(listing) => preview::unsaved(&visit, &listing, &pairs).await,
            Err(AppError::Invalid(errors)) => again(&visit, around, &sent, &errors),
            Err(other) => Err(other.into()),
        };
    }
    match app.save_offer(&actor, id.clone(), whole).await {
        Ok(SaveOffer::Saved { merged }) => {
            let said = super::saved(&merged, "flash-workspace-saved");
            go_on(&visit, &around.whose, &id, (&sent.act, said)).await
        }
        Ok(SaveOffer::Conflict { current, theirs }) => {
            sent.form.version = current.version;
            let object = ObjectRef::Offer(id.clone());
            around.theirs = Theirs::read(&visit, object, &theirs).await?;
            page(&visit, StatusCode::CONFLICT, around, &sent, Wrong::default())
        }
        Err(AppError::Invalid(errors)) => again(&visit, around, &sent, &errors),
        Err(other) => Err(other.into()),
    }
}

/// What follows a saved form: the list, the preview, or publishing.
async fn go_on(
    visit: &Visit,
    whose: &Whose,
    id: &OfferId,
    (act, said): (&str, &'static str),
) -> Result<HttpResponse, PageError> {
    let href = format!("/structure/offres/{id}");
    match act {
        PREVIEW => Ok(visit.see_other(&format!("{href}/apercu"), None)),
        PUBLISH => publish(visit, whose, id).await,
        _ => Ok(visit.see_other(&whose.base, Some(said))),
    }
}

/// Publishes an offer; what is missing is shown at the fields of its form.
pub(super) async fn publish(
    visit: &Visit,
    whose: &Whose,
    id: &OfferId,
) -> Result<HttpResponse, PageError> {
    match visit.site.app.publish_offer(&visit.actor(), id.clone()).await? {
        Publish::Published => Ok(visit.see_other(&whose.base, Some("flash-workspace-published"))),
        Publish::Missing(_) => {
            Ok(visit.see_other(&format!("/structure/offres/{id}?publier=1"), None))
        }
    }
}

fn again(
    visit: &Visit,
    around: Around<'_>,
    sent: &Sent,
    errors: &FieldErrors,
) -> Result<HttpResponse, PageError> {
    let errors = wrong(Labels::of(&visit.site), errors, &FIELDS);
    page(visit, StatusCode::UNPROCESSABLE_ENTITY, around, sent, errors)
}

fn page(
    visit: &Visit,
    status: StatusCode,
    around: Around<'_>,
    sent: &Sent,
    wrong: Wrong,
) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let href = around.line.map(|line| format!("/structure/offres/{}", line.offer.id));
    let at = around.line.map(|line| line.places.as_slice()).unwrap_or_default();
    let offer_status = around.line.map(|line| line.offer.status.word());
    let view = OfferView {
        action: href.clone().unwrap_or_else(|| format!("{}/nouvelle", around.whose.base)),
        organization: around.organization.to_owned(),
        status: offer_status.unwrap_or("new"),
        status_label: offer_status
            .map(|word| labels.word("offer-status", word))
            .unwrap_or_default(),
        score: around.line.map(|line| line.quality.score),
        fields: FieldsView::new(labels, &sent.form),
        inline: sent.has_place.then(|| sent.inline(labels, &around.known, &wrong)),
        at: match (sent.has_place, &href) {
            (false, Some(href)) => {
                at.iter().map(|one| AtView::new(labels, one, href, &around.holidays)).collect()
            }
            _ => Vec::new(),
        },
        base: around.whose.base,
        href,
        theirs: around.theirs,
        has_looked: sent.has_looked || around.alike.is_some(),
        alike: around.alike,
        is_saved: around.is_saved,
        wrong,
    };
    visit.page_with(status, PAGE, &visit.chrome("workspace-form-title"), &view)
}

impl<'a> Around<'a> {
    fn new(whose: Whose, workspace: &'a Workspace) -> Around<'a> {
        let mut known: Vec<Place> = Vec::new();
        for (_, place) in workspace.offers.iter().flat_map(|line| &line.places) {
            if !known.iter().any(|one| one.id == place.id) {
                known.push(place.clone());
            }
        }
        let organization = workspace.organization.name.as_str();
        Around {
            whose,
            organization,
            known,
            line: None,
            theirs: Theirs::default(),
            alike: None,
            is_saved: false,
            holidays: Holidays::default(),
        }
    }

    fn of(visit: &Visit, found: &'a OfferForEdit, holidays: Holidays) -> Around<'a> {
        Around {
            whose: Whose::seen_by(&visit.actor(), &found.organization.id),
            organization: &found.organization.name,
            known: found.places.iter().map(|one| one.place.clone()).collect(),
            line: Some(&found.line),
            theirs: Theirs::default(),
            alike: None,
            is_saved: false,
            holidays,
        }
    }
}

impl AtView {
    fn new(
        labels: Labels<'_>,
        (at, place): &(OfferAtPlace, Place),
        href: &str,
        holidays: &Holidays,
    ) -> AtView {
        let hours = Hours::read(&at.schedules, &place.country, holidays);
        let address = [place.street.as_str(), place.postcode.as_str(), place.locality.as_str()];
        let address: Vec<&str> = address.into_iter().filter(|one| !one.is_empty()).collect();
        AtView {
            name: place.name.clone(),
            address: address.join(", "),
            hours: labels.hours_words(&at.schedules, hours.as_ref()),
            href: format!("{href}/lieux/{}", place.id),
            place_href: format!("/structure/lieux/{}", place.id),
        }
    }
}
