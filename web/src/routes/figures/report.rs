//! `/coordination/rapport/{year}`: one year on a few sheets, ready to hand to a council.

use actix_web::HttpResponse;
use actix_web::web::{Path, Query};
use app::AppError;
use app::figures::Told;
use chrono::Datelike;
use network_figures::{Cut, Period};
use serde::Serialize;

use super::ask::Asked;
use super::indicators::{overview, spoken};
use super::pictures::{self, Chart};
use super::say;
use super::table::Table;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::visit::Visit;

/// The indicators of the report, in their order.
const REPORT: [&str; 15] = [
    "ind-01", "ind-02", "ind-03", "ind-04", "ind-05", "ind-06", "ind-07", "ind-09", "ind-10",
    "ind-11", "ind-12", "ind-13", "ind-14", "ind-15", "ind-20",
];
/// Those that stand large on the first sheet.
const LARGE: [&str; 4] = ["ind-01", "ind-02", "ind-04", "ind-10"];
/// So many years can be chosen.
const YEARS: i32 = 4;

#[derive(Serialize)]
struct ReportView {
    year: String,
    period: String,
    made_on: String,
    is_running: bool,
    has_any: bool,
    large: Vec<LargeView>,
    table: Table,
    answers: Chart,
    flow: Chart,
    referrals: Table,
    needs: Table,
    has_needs: bool,
    csv_href: String,
    xlsx_href: String,
    years: Vec<YearView>,
}

/// One item of the component `figures`.
#[derive(Serialize)]
struct LargeView {
    label: String,
    value: String,
    note: String,
    tone: Option<String>,
    href: Option<String>,
}

#[derive(Serialize)]
struct YearView {
    label: String,
    href: String,
    is_on: bool,
}

/// Leads to the report of this year.
pub(crate) async fn latest(visit: Visit) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    // Whoever may not read it learns so there, and here already.
    let labels = Labels::of(&visit.site);
    let year = Period::year(labels.today().year()).ok_or(AppError::NotFound)?;
    visit.site.app.indicator(&visit.actor(), first()?, Cut::all(year)).await?;
    Ok(visit.see_other(&format!("/coordination/rapport/{}", labels.today().year()), None))
}

fn first() -> Result<network_figures::Indicator, AppError> {
    network_figures::Indicator::all().next().ok_or(AppError::NotFound)
}

pub(crate) async fn show(
    visit: Visit,
    year: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (app, actor, labels) = (&visit.site.app, visit.actor(), Labels::of(&visit.site));
    let this_year = labels.today().year();
    let year: i32 = year.parse().map_err(|_| AppError::NotFound)?;
    let period = Period::year(year).filter(|_| (1990..=this_year).contains(&year));
    let period = period.ok_or(AppError::NotFound)?;
    let cut = Cut::all(period);
    let all = app.indicators(&actor, cut.clone()).await?;
    let told: Vec<Told> =
        all.into_iter().filter(|one| REPORT.contains(&one.indicator.id().as_str())).collect();
    let table = overview(labels, &told, 0, "");
    if let Some(form) = asked.form() {
        return Ok(table.download(form, &format!("rapport-{year}"))?);
    }
    let pictures = app.pictures(&actor, cut).await?;
    let needs = pictures::heat(labels, &pictures.needs, "figures-chart-needs");
    let path = |year: i32| format!("/coordination/rapport/{year}");
    let years = (0..YEARS).map(|back| this_year - back).map(|one| YearView {
        label: one.to_string(),
        href: path(one),
        is_on: one == year,
    });
    let view = ReportView {
        year: year.to_string(),
        period: spoken(labels, period),
        made_on: labels.words().date_medium(labels.today()),
        is_running: year == this_year,
        has_any: pictures.flow.opened > 0,
        large: told.iter().filter_map(|one| large(labels, one)).collect(),
        table,
        answers: pictures::answers(labels, &pictures),
        flow: pictures::flow(labels, &pictures.flow),
        referrals: pictures::heat(labels, &pictures.referrals, "figures-chart-referrals"),
        has_needs: !needs.rows.is_empty(),
        needs,
        csv_href: format!("{}?format=csv", path(year)),
        xlsx_href: format!("{}?format=xlsx", path(year)),
        years: years.collect(),
    };
    visit.page("pages/figures/report.html", &visit.chrome("figures-report-title"), &view)
}

fn large(labels: Labels<'_>, told: &Told) -> Option<LargeView> {
    let id = told.indicator.id();
    let figure = told.figures.first().filter(|_| LARGE.contains(&id.as_str()))?;
    let cell = say::cell(labels, figure, say::least(told.indicator, 0));
    Some(LargeView {
        label: labels.say(&format!("{id}-{}", figure.name), &[]),
        value: cell.text,
        note: cell.hint,
        tone: None,
        href: None,
    })
}
