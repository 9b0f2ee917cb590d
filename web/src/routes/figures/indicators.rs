//! `/coordination/indicateurs`: all indicators over a period, and each on a page of its own.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::{Path, Query};
use app::AppError;
use app::figures::Told;
use kernel::FieldErrors;
use network_figures::{Basis, Cut, Indicator, Period};
use serde::Serialize;

use super::ask::{AskView, Asked, FIELDS};
use super::say;
use super::table::{Cell, Row, Table};
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::routes::form::Wrong;
use crate::visit::Visit;

const PATH: &str = "/coordination/indicateurs";

#[derive(Serialize)]
struct ListView {
    ask: AskView,
    wrong: Wrong,
    is_answered: bool,
    period: String,
    before: String,
    table: Table,
    not_collected: Vec<Line>,
    csv_href: String,
    xlsx_href: String,
}

/// An indicator that has no figures yet.
#[derive(Serialize)]
struct Line {
    label: String,
    value: String,
    href: String,
}

#[derive(Serialize)]
struct ShowView {
    ask: AskView,
    wrong: Wrong,
    is_answered: bool,
    is_collected: bool,
    has_period: bool,
    id: String,
    code: String,
    name: String,
    definition: String,
    facts: Vec<Fact>,
    period: String,
    before: String,
    table: Table,
    csv_href: String,
    xlsx_href: String,
}

/// One line of the definition.
#[derive(Serialize)]
struct Fact {
    label: String,
    value: String,
}

pub(crate) async fn list(visit: Visit, asked: Query<Asked>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (app, actor, labels) = (&visit.site.app, visit.actor(), Labels::of(&visit.site));
    let asked = Asked::read(asked);
    let usual = Period::twelve_months(labels.today());
    let cut = asked.cut(app, labels.today()).await?;
    let narrowed_by = cut.as_ref().map_or(0, Cut::narrowed_by);
    let cut_or_usual = cut.clone().unwrap_or_else(|_| Cut::all(usual));
    let told = app.indicators(&actor, cut_or_usual.clone()).await?;
    let table = overview(labels, &told, narrowed_by, &asked.query());
    if let (Some(form), Ok(_)) = (asked.form(), &cut) {
        let name = format!("indicateurs-{}", days(cut_or_usual.period));
        return Ok(table.download(form, &name)?);
    }
    let missing = told.iter().filter(|one| one.indicator.basis() == Basis::NotCollected);
    let view = ListView {
        period: spoken(labels, cut_or_usual.period),
        before: spoken(labels, cut_or_usual.period.before()),
        table,
        not_collected: missing.map(|one| line(labels, one.indicator)).collect(),
        csv_href: file_href(PATH, &asked, "csv"),
        xlsx_href: file_href(PATH, &asked, "xlsx"),
        is_answered: cut.is_ok(),
        wrong: wrong(labels, cut.as_ref().err()),
        ask: asked.view(labels, usual),
    };
    let status = status(&view.wrong);
    visit.page_with(status, "pages/figures/indicators.html", &visit.chrome("figures-title"), &view)
}

pub(crate) async fn show(
    visit: Visit,
    id: Path<String>,
    asked: Query<Asked>,
) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (app, actor, labels) = (&visit.site.app, visit.actor(), Labels::of(&visit.site));
    let indicator = Indicator::from_id(&id).ok_or(AppError::NotFound)?;
    let asked = Asked::read(asked);
    let usual = Period::twelve_months(labels.today());
    let cut = asked.cut(app, labels.today()).await?;
    let narrowed_by = cut.as_ref().map_or(0, Cut::narrowed_by);
    let cut_or_usual = cut.clone().unwrap_or_else(|_| Cut::all(usual));
    let told = app.indicator(&actor, indicator, cut_or_usual.clone()).await?;
    let table = detail(labels, &told, narrowed_by);
    if let (Some(form), Ok(_)) = (asked.form(), &cut) {
        let name = format!("{}-{}", indicator.id(), days(cut_or_usual.period));
        return Ok(table.download(form, &name)?);
    }
    let path = format!("{PATH}/{}", indicator.id());
    let basis = indicator.basis();
    let view = ShowView {
        is_collected: basis != Basis::NotCollected,
        has_period: !matches!(basis, Basis::Listings | Basis::NotCollected),
        id: indicator.id(),
        code: indicator.code(),
        name: labels.say(&format!("{}-name", indicator.id()), &[]),
        definition: labels.say(&format!("{}-definition", indicator.id()), &[]),
        facts: facts(labels, indicator),
        period: spoken(labels, cut_or_usual.period),
        before: spoken(labels, cut_or_usual.period.before()),
        table,
        csv_href: file_href(&path, &asked, "csv"),
        xlsx_href: file_href(&path, &asked, "xlsx"),
        is_answered: cut.is_ok(),
        wrong: wrong(labels, cut.as_ref().err()),
        ask: asked.view(labels, usual),
    };
    let status = status(&view.wrong);
    visit.page_with(status, "pages/figures/indicator.html", &visit.chrome("figures-title"), &view)
}

/// One line for each indicator that is collected: its first figure and what changed.
pub(super) fn overview(
    labels: Labels<'_>,
    told: &[Told],
    narrowed_by: usize,
    query: &str,
) -> Table {
    let heads = ["indicator", "value", "before", "change"];
    let mut table = Table {
        caption: labels.say("figures-overview", &[]),
        columns: heads.map(|head| labels.say(&format!("figures-head-{head}"), &[])).into(),
        rows: Vec::new(),
    };
    for one in told {
        let Some(figure) = one.figures.first() else { continue };
        let least = say::least(one.indicator, narrowed_by);
        let before = one.before.iter().find(|then| then.name == figure.name && then.of.is_none());
        let id = one.indicator.id();
        let name = labels.say(&format!("{id}-name"), &[]);
        let href = format!("{PATH}/{id}{query}");
        let hint = labels.say(&format!("{id}-{}", figure.name), &[]);
        table.rows.push(Row {
            cells: vec![
                Cell::link(format!("{} · {name}", one.indicator.code()), href, hint),
                say::cell(labels, figure, least),
                before.map_or_else(Cell::default, |then| {
                    let (text, number) = say::value(labels, &then.measure, least);
                    Cell::number(text, number)
                }),
                Cell::text(say::change(
                    labels,
                    &figure.measure,
                    before.map(|then| &then.measure),
                    least,
                )),
            ],
            is_sum: false,
        });
    }
    table
}

/// Every figure of one indicator.
fn detail(labels: Labels<'_>, told: &Told, narrowed_by: usize) -> Table {
    let heads = ["figure", "value", "behind", "before", "change"];
    let least = say::least(told.indicator, narrowed_by);
    let rows = told.figures.iter().map(|figure| {
        let is_same =
            |then: &&network_figures::Figure| then.name == figure.name && then.of == figure.of;
        let before = told.before.iter().find(is_same);
        let (text, number) = say::value(labels, &figure.measure, least);
        let behind = say::cell(labels, figure, least).hint;
        let then = before.map(|then| say::value(labels, &then.measure, least));
        let change = say::change(labels, &figure.measure, before.map(|then| &then.measure), least);
        Row {
            cells: vec![
                Cell::text(say::name(labels, told.indicator, figure)),
                Cell::number(text, number),
                Cell::text(behind),
                then.map_or_else(Cell::default, |(text, number)| Cell::number(text, number)),
                Cell::text(change),
            ],
            is_sum: false,
        }
    });
    Table {
        caption: labels.say("figures-detail", &[]),
        columns: heads.map(|head| labels.say(&format!("figures-head-{head}"), &[])).into(),
        rows: rows.collect(),
    }
}

fn line(labels: Labels<'_>, indicator: Indicator) -> Line {
    let id = indicator.id();
    Line {
        label: format!("{} · {}", indicator.code(), labels.say(&format!("{id}-name"), &[])),
        value: labels.say(&format!("{id}-definition"), &[]),
        href: format!("{PATH}/{id}"),
    }
}

fn facts(labels: Labels<'_>, indicator: Indicator) -> Vec<Fact> {
    let id = indicator.id();
    let said = |what: &str| Fact {
        label: labels.say(&format!("figures-fact-{what}"), &[]),
        value: labels.say(&format!("{id}-{what}"), &[]),
    };
    let version = indicator.version().to_string();
    let mut facts = Vec::new();
    if indicator.basis() != Basis::NotCollected {
        facts.extend(["formula", "denominator", "exclusions"].map(said));
    }
    facts.push(Fact {
        label: labels.say("figures-fact-version", &[]),
        value: labels.say("figures-version", &[("version", version.into())]),
    });
    if let Some(is_lower) = indicator.is_lower_better() {
        let key = if is_lower { "figures-lower" } else { "figures-higher" };
        let value = labels.say(key, &[]);
        facts.push(Fact { label: labels.say("figures-fact-direction", &[]), value });
    }
    facts
}

pub(super) fn spoken(labels: Labels<'_>, period: Period) -> String {
    let date = |day| labels.words().date_medium(day);
    let args = [("from", date(period.from).into()), ("until", date(period.until).into())];
    labels.say("figures-period", &args)
}

fn days(period: Period) -> String {
    format!("{}-{}", period.from, period.until)
}

fn file_href(path: &str, asked: &Asked, format: &str) -> String {
    match asked.query().as_str() {
        "" => format!("{path}?format={format}"),
        query => format!("{path}{query}&format={format}"),
    }
}

pub(super) fn wrong(labels: Labels<'_>, errors: Option<&FieldErrors>) -> Wrong {
    let mut wrong = errors.map_or_else(Wrong::default, |errors| Wrong::of(labels, errors));
    wrong.sort(FIELDS);
    wrong
}

pub(super) fn status(wrong: &Wrong) -> StatusCode {
    match wrong.list.is_empty() {
        true => StatusCode::OK,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Texts;

    #[test]
    fn every_indicator_has_its_name_definition_and_the_words_of_its_facts() {
        let texts = Texts::load().unwrap();
        for indicator in Indicator::all() {
            let id = indicator.id();
            let mut keys = vec!["name", "definition"];
            if indicator.basis() != Basis::NotCollected {
                keys.extend(["formula", "denominator", "exclusions"]);
            }
            for key in keys {
                assert!(texts.has("fr", &format!("{id}-{key}")), "{id}-{key}");
            }
        }
    }
}
