//! A place of the organization: address, access, what is there.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Path};
use app::AppError;
use app::workspace::{ObjectRef, PlaceForEdit, PlaceForm, SavePlace};
use kernel::PlaceId;
use serde::Serialize;

use super::changes::Theirs;
use super::offer_form::read_place;
use super::place_form::{FIELDS, PlaceFields};
use super::wrong::wrong;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::routes::form::{Pairs, Wrong};
use crate::visit::Visit;

/// How many offers of a place are named.
const NAMED: usize = 4;

#[derive(Serialize)]
struct PlaceView {
    action: String,
    name: String,
    used_by: String,
    place: PlaceFields,
    theirs: Theirs,
    wrong: Wrong,
}

pub(crate) async fn show(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let id = PlaceId::from(id.into_inner());
    let found = visit.site.app.place_for_edit(&visit.actor(), id).await?;
    page(&visit, StatusCode::OK, &found, &found.form, (Theirs::default(), Wrong::default()))
}

pub(crate) async fn save(
    visit: Visit,
    id: Path<String>,
    pairs: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (app, actor) = (&visit.site.app, visit.actor());
    let labels = Labels::of(&visit.site);
    let id = PlaceId::from(id.into_inner());
    let found = app.place_for_edit(&actor, id.clone()).await?;
    let mut form = read_place(&Pairs::new(pairs.into_inner()));
    match app.save_place(&actor, id.clone(), form.clone()).await {
        Ok(SavePlace::Saved { merged }) => {
            let said = super::saved(&merged, "flash-workspace-place");
            Ok(visit.see_other(&format!("/structure/lieux/{id}"), Some(said)))
        }
        Ok(SavePlace::Waiting) => {
            Ok(visit.see_other(&format!("/structure/lieux/{id}"), Some("flash-workspace-waiting")))
        }
        Ok(SavePlace::Conflict { current, theirs }) => {
            form.version = current.version;
            let theirs = Theirs::read(&visit, ObjectRef::Place(id), &theirs).await?;
            let theirs = (theirs, Wrong::default());
            page(&visit, StatusCode::CONFLICT, &found, &form, theirs)
        }
        Err(AppError::Invalid(errors)) => {
            let wrong = wrong(labels, &errors, &FIELDS);
            page(
                &visit,
                StatusCode::UNPROCESSABLE_ENTITY,
                &found,
                &form,
                (Theirs::default(), wrong),
            )
        }
        Err(other) => Err(other.into()),
    }
}

fn page(
    visit: &Visit,
    status: StatusCode,
    found: &PlaceForEdit,
    form: &PlaceForm,
    (theirs, wrong): (Theirs, Wrong),
) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let view = PlaceView {
        action: format!("/structure/lieux/{}", found.place.id),
        name: found.place.name.clone(),
        used_by: used_by(labels, &found.used_by),
        place: PlaceFields::new(labels, form),
        theirs,
        wrong,
    };
    let chrome = visit.chrome("workspace-place-title");
    visit.page_with(status, "pages/workspace/place.html", &chrome, &view)
}

/// The first offers by name, the others counted.
fn used_by(labels: Labels<'_>, offers: &[String]) -> String {
    let mut said: Vec<String> = offers.iter().take(NAMED).cloned().collect();
    let left = offers.len() - said.len();
    if left > 0 {
        said.push(labels.say("workspace-place-more-offers", &[("count", left.into())]));
    }
    labels.list(&said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;

    #[test]
    fn a_place_with_many_offers_names_some_and_counts_the_rest() {
        let offers: Vec<String> = (1..=9).map(|number| format!("Offre {number}")).collect();
        let said = |count| used_by(at("2026-03-03T09:00:00Z"), &offers[..count]);
        assert_eq!(said(2), "Offre 1 et Offre 2");
        assert_eq!(said(5), "Offre 1, Offre 2, Offre 3, Offre 4 et une autre offre");
        assert!(said(9).ends_with("Offre 4 et 5 autres offres"), "{}", said(9));
    }
}
