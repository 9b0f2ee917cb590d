//! The directory for machines (decisions.md 7).

use actix_web::HttpResponse;
use partner_directory::Query;

use crate::api_json;
use crate::error::PageError;
use crate::listings::ask::{Problem, RADIUS_MAX_KM, Remark, ask};
use crate::listings::labels::Labels;
use crate::listings::params::{Names, Param, Typed};
use crate::routes::search::Town;
use crate::visit::Visit;

pub(crate) async fn offers(visit: Visit) -> Result<HttpResponse, PageError> {
    let Ok(typed) = Typed::read(visit.request().query_string(), Names::English) else {
        return Ok(refuse("not_text", None, "The query is not valid UTF-8."));
    };
    if let Some(stranger) = &typed.stranger {
        let message = "There is no such parameter. See /api/v1/openapi.json.";
        return Ok(refuse("unknown_parameter", Some(stranger), message));
    }
    let asked = ask(&typed, &Town::new(&visit.site));
    if let Some(remark) = asked.remarks.first() {
        return Ok(refuse_value(remark));
    }
    let (query, parts) = visit.site.app.understand(&asked.query);
    let results = visit.site.app.search(&query).await?;
    let today = Labels::of(&visit.site).today();
    Ok(HttpResponse::Ok().json(api_json::results(&results, &parts, today)))
}

pub(crate) async fn openapi() -> HttpResponse {
    HttpResponse::Ok().json(api_json::openapi())
}

fn refuse_value(remark: &Remark) -> HttpResponse {
    let message = match (remark.problem, remark.param) {
        (Problem::Cut, _) => format!("At most {} characters.", Query::WORDS_MAX),
        (Problem::NeedsPlace, _) => "Only together with `near`.".to_owned(),
        (Problem::NotANumber, Param::Radius) => {
            format!("A whole number from 1 to {RADIUS_MAX_KM}.")
        }
        (Problem::NotANumber, _) => "A whole number from 1.".to_owned(),
        (Problem::Unknown, Param::Near) => {
            "No such place. Give a commune, a postcode or `latitude,longitude`.".to_owned()
        }
        (Problem::Unknown, _) => "Not one of the values listed in /api/v1/openapi.json.".to_owned(),
    };
    refuse(remark.problem.word(), Some(remark.param.english()), &message)
}

fn refuse(error: &str, field: Option<&str>, message: &str) -> HttpResponse {
    HttpResponse::BadRequest().json(api_json::refusal(error, field, message))
}
