//! `/structure/chiffres`: what an organization sees of itself, beside the network's median.

use actix_web::HttpResponse;
use app::figures::OwnFigure;
use chrono::Duration;
use network_figures::{LEAST_INSIDE, Measure, Shown};
use serde::Serialize;

use super::say;
use super::table::{Cell, Row, Table};
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::visit::Visit;

#[derive(Serialize)]
struct OwnView {
    table: Table,
}

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let figures = visit.site.app.own_figures(&visit.actor()).await?;
    let labels = Labels::of(&visit.site);
    let heads = ["figure", "own", "median"];
    let table = Table {
        caption: labels.say("figures-own-table", &[]),
        columns: heads.map(|head| labels.say(&format!("figures-head-{head}"), &[])).into(),
        rows: figures.iter().map(|figure| row(labels, figure)).collect(),
    };
    let view = OwnView { table };
    visit.page("pages/figures/own.html", &visit.chrome("figures-own-title"), &view)
}

fn row(labels: Labels<'_>, figure: &OwnFigure) -> Row {
    let id = figure.indicator.id();
    let name = labels.say(&format!("{id}-name"), &[]);
    let (text, number) = say::value(labels, &figure.own, LEAST_INSIDE);
    let own = Cell { hint: cases(labels, &figure.own), ..Cell::number(text, number) };
    let named = Cell { hint: labels.say(&format!("{id}-own"), &[]), ..Cell::text(name) };
    Row { cells: vec![named, own, median(labels, figure)], is_sum: false }
}

fn cases(labels: Labels<'_>, measure: &Measure) -> String {
    match measure.level(LEAST_INSIDE) {
        Shown::Hidden => labels.say("figures-own-few", &[]),
        Shown::Number(_) => {
            let count = say::whole(labels, measure.cases());
            labels.say("figures-behind-cases", &[("count", count.into())])
        }
    }
}

fn median(labels: Labels<'_>, figure: &OwnFigure) -> Cell {
    let Shown::Number(level) = figure.median else {
        return Cell::number(say::hidden(labels), None);
    };
    let text = match figure.own {
        Measure::Times(_) => say::opening_time(labels, Duration::minutes(level)),
        _ => say::percent(labels, u64::try_from(level).unwrap_or(0)),
    };
    Cell::number(text, Some(level as f64))
}
