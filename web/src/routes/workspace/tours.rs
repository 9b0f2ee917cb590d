//! The dates of an itinerant offer, several places at once, and one stop that is cancelled.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Form, Path};
use app::AppError;
use app::workspace::{Stop, Stops, Tour};
use chrono::NaiveDate;
use kernel::{FieldErrors, OfferId};
use partner_directory::schedule::{NotTimes, Times};
use serde::Serialize;

use super::wrong::wrong;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::listings::schedule_form::dates;
use crate::routes::form::{Choice, Pairs, Wrong};
use crate::visit::Visit;

const ROWS: usize = 4;
const FIELDS: [&str; 3] = ["stop", "reason", "stops"];

#[derive(Serialize)]
struct TourView {
    href: String,
    offer: String,
    stops: Vec<String>,
    choices: Vec<Choice>,
    reason: String,
    rows: Vec<RowView>,
    wrong: Wrong,
}

/// One place with its dates, as typed.
#[derive(Serialize)]
struct RowView {
    number: usize,
    places: Vec<Choice>,
    place: String,
    dates: String,
    opens: String,
    closes: String,
}

pub(crate) async fn show(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let nothing = Pairs::new(Vec::new());
    page(&visit, StatusCode::OK, &id.into_inner().into(), &nothing, Wrong::default()).await
}

pub(crate) async fn change(
    visit: Visit,
    id: Path<String>,
    pairs: Form<Vec<(String, String)>>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (app, actor) = (&visit.site.app, visit.actor());
    let id: OfferId = id.into_inner().into();
    let pairs = Pairs::new(pairs.into_inner());
    // Whose it is comes before what is wrong with the form.
    app.tour(&actor, id.clone()).await?;
    let (done, said) = match pairs.one("act").as_str() {
        "cancel" => {
            let done = match read_stop(&pairs.one("stop")) {
                Some(stop) => {
                    let reason = pairs.one("reason");
                    app.cancel_stop(&actor, id.clone(), stop, reason).await.map(|_| ())
                }
                None => Err(invalid("stop", "required")),
            };
            (done, "flash-tour-cancelled")
        }
        _ => {
            let done = match read_rows(&pairs) {
                Ok(stops) => app.add_stops(&actor, id.clone(), stops).await,
                Err(errors) => Err(errors.into()),
            };
            (done, "flash-tour-added")
        }
    };
    match done {
        Ok(()) => Ok(visit.see_other(&format!("/structure/offres/{id}/tournee"), Some(said))),
        Err(AppError::Invalid(errors)) => {
            let wrong = wrong(Labels::of(&visit.site), &errors, &FIELDS);
            page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &id, &pairs, wrong).await
        }
        Err(other) => Err(other.into()),
    }
}

async fn page(
    visit: &Visit,
    status: StatusCode,
    id: &OfferId,
    pairs: &Pairs,
    wrong: Wrong,
) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let tour = visit.site.app.tour(&visit.actor(), id.clone()).await?;
    let chosen = pairs.one("stop");
    let open = tour.stops.iter().filter(|stop| !stop.is_cancelled);
    let choice = |stop: &Stop| {
        let value = format!("{}/{}", stop.place, stop.day);
        Choice::plain(&value, &said(labels, stop), value == chosen)
    };
    let view = TourView {
        href: format!("/structure/offres/{id}"),
        offer: tour.offer.name.clone(),
        stops: tour.stops.iter().map(|stop| in_words(labels, stop)).collect(),
        choices: open.map(choice).collect(),
        reason: pairs.one("reason"),
        rows: (1..=ROWS).map(|number| row(number, pairs, &tour)).collect(),
        wrong,
    };
    visit.page_with(status, "pages/workspace/tour.html", &visit.chrome("tour-title"), &view)
}

fn row(number: usize, pairs: &Pairs, tour: &Tour) -> RowView {
    let typed = |field: &str| pairs.one(&format!("{field}-{number}"));
    let place = typed("place");
    let choice = |one: &partner_directory::Place| {
        Choice::plain(one.id.as_str(), &one.name, one.id.as_str() == place)
    };
    RowView {
        number,
        places: tour.places.iter().map(choice).collect(),
        dates: typed("dates"),
        opens: typed("opens"),
        closes: typed("closes"),
        place,
    }
}

fn said(labels: Labels<'_>, stop: &Stop) -> String {
    let args = [
        ("day", labels.words().date_long(stop.day).into()),
        ("times", labels.slots(&stop.times).into()),
        ("place", stop.name.as_str().into()),
    ];
    labels.say("tour-stop", &args)
}

fn in_words(labels: Labels<'_>, stop: &Stop) -> String {
    let said = said(labels, stop);
    match stop.is_cancelled {
        false => said,
        true => {
            let reason = stop.reason.clone().unwrap_or_default();
            labels.say("tour-stop-cancelled", &[("stop", said.into()), ("reason", reason.into())])
        }
    }
}

fn read_stop(typed: &str) -> Option<(kernel::PlaceId, NaiveDate)> {
    let (place, day) = typed.rsplit_once('/')?;
    Some((place.into(), day.parse().ok()?))
}

/// The rows that say something.
fn read_rows(pairs: &Pairs) -> Result<Vec<Stops>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut stops = Vec::new();
    for number in 1..=ROWS {
        let typed = |field: &str| pairs.one(&format!("{field}-{number}"));
        let (place, days) = (typed("place"), typed("dates"));
        if place.is_empty() && days.trim().is_empty() {
            continue;
        }
        match (dates(&days), Times::parse(&typed("opens"), &typed("closes"))) {
            _ if place.is_empty() => errors.add("stops", "required"),
            (None, _) => errors.add("stops", "not_a_date"),
            (_, Err(NotTimes::NotATime)) => errors.add("stops", "not_a_time"),
            (_, Err(NotTimes::ClosesBeforeOpening)) => errors.add("stops", "closes_before_opening"),
            (Some(days), Ok(times)) => stops.push(Stops { place: place.into(), days, times }),
        }
    }
    if stops.is_empty() && errors.is_empty() {
        errors.add("stops", "required");
    }
    errors.or(stops)
}

fn invalid(field: &'static str, code: &'static str) -> AppError {
    let mut errors = FieldErrors::default();
    errors.add(field, code);
    errors.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listings::labels::tests::at;

    fn wrong_with(opens: &str, closes: &str) -> String {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let pairs = Pairs::new(vec![
            pair("place-1", "p"),
            pair("dates-1", "24.11.2026"),
            pair("opens-1", opens),
            pair("closes-1", closes),
        ]);
        let errors = read_rows(&pairs).unwrap_err();
        let wrong = wrong(at("2026-03-03T09:00:00Z"), &errors, &FIELDS);
        wrong.at.into_values().collect()
    }

    #[test]
    fn hours_that_close_before_they_open_and_hours_that_are_none_are_told_apart() {
        assert!(wrong_with("17:00", "14:00").contains("doit venir après"));
        assert!(wrong_with("14:00", "14:00").contains("doit venir après"));
        assert!(wrong_with("25:00", "26:00").contains("ne se lit pas"));
    }
}
