//! `/coordination/graphiques` and `/coordination/couverture`: charts, each with its table.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::web::Query;
use app::communes::commune_name;
use app::figures::{Flow, Pictures};
use app::ground::ground;
use network_figures::disclosure::{hide_small, masked};
use network_figures::indicators::Covered;
use network_figures::{Cross, Cut, LEAST_INSIDE, Period, Shown};
use partner_directory::Theme;
use serde::Serialize;

use super::ask::{AskView, Asked};
use super::charts::{Bars, Wanted, bars};
use super::indicators::{spoken, status, wrong};
use super::observatory::{shade, theme};
use super::say;
use super::table::{Cell, Row, Table};
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::routes::form::Wrong;
use crate::visit::Visit;

/// So many communes have a column of their own; the others are together.
const MOST_COLUMNS: usize = 7;

#[derive(Serialize)]
struct PicturesView {
    ask: AskView,
    wrong: Wrong,
    is_answered: bool,
    period: String,
    charts: Vec<Chart>,
    needs: Table,
    has_needs: bool,
    has_any: bool,
}

/// A picture and the table of its numbers.
#[derive(Serialize)]
pub(super) struct Chart {
    id: &'static str,
    title: String,
    label: String,
    bars: Bars,
    table: Table,
}

pub(crate) async fn show(visit: Visit, asked: Query<Asked>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (app, labels) = (&visit.site.app, Labels::of(&visit.site));
    let asked = Asked::read(asked);
    let usual = Period::twelve_months(labels.today());
    let cut = asked.cut(app, labels.today()).await?;
    let cut_or_usual = cut.clone().unwrap_or_else(|_| Cut::all(usual));
    let pictures = app.pictures(&visit.actor(), cut_or_usual.clone()).await?;
    let needs = heat(labels, &pictures.needs, "figures-chart-needs");
    let view = PicturesView {
        period: spoken(labels, cut_or_usual.period),
        has_any: pictures.flow.opened > 0,
        has_needs: !needs.rows.is_empty(),
        needs,
        charts: vec![
            answers(labels, &pictures),
            flow(labels, &pictures.flow),
            freshness(labels, &pictures),
        ],
        is_answered: cut.is_ok(),
        wrong: wrong(labels, cut.as_ref().err()),
        ask: asked.view(labels, usual),
    };
    if let (Some(form), Ok(_)) = (asked.form(), &cut) {
        let name = format!("besoins-{}", cut_or_usual.period.until);
        return Ok(view.needs.download(form, &name)?);
    }
    let status = status(&view.wrong);
    let chrome = visit.chrome("figures-charts-title");
    visit.page_with(status, "pages/figures/charts.html", &chrome, &view)
}

/// How soon the first organization answered, silence at the end.
pub(super) fn answers(labels: Labels<'_>, pictures: &Pictures) -> Chart {
    let shown = hide_small(&pictures.answers, LEAST_INSIDE);
    let words = ["day-1", "day-2", "day-3", "day-4", "day-5", "later", "silent"];
    let kinds = ["", "", "", "", "", "part", "bad"];
    let bars = words.iter().zip(kinds).zip(shown);
    let wanted = bars.map(|((word, kind), count)| (format!("figures-answer-{word}"), count, kind));
    chart(labels, "answers", wanted.collect())
}

/// From the hand-over to the end.
pub(super) fn flow(labels: Labels<'_>, flow: &Flow) -> Chart {
    let steps = [
        ("opened", flow.opened, ""),
        ("accepted-first", flow.accepted_first, ""),
        ("accepted-later", flow.accepted_later, "part"),
        ("helped", flow.helped, ""),
        ("without-help", flow.without_help, "bad"),
        ("withdrawn", flow.withdrawn, "part"),
        ("under-way", flow.under_way, "part"),
    ];
    // The four ends add up to what was handed over; the steps between do not.
    let ends: Vec<u64> = steps.iter().skip(3).map(|(_, count, _)| *count).collect();
    let ends = hide_small(&ends, LEAST_INSIDE);
    let single = |count: u64| hide_small(&[count], LEAST_INSIDE).pop().unwrap_or(Shown::Hidden);
    let shown = steps.iter().take(3).map(|(_, count, _)| single(*count)).chain(ends);
    let wanted = steps
        .iter()
        .zip(shown)
        .map(|((word, _, kind), count)| (format!("figures-flow-{word}"), count, *kind));
    chart(labels, "flow", wanted.collect())
}

fn freshness(labels: Labels<'_>, pictures: &Pictures) -> Chart {
    let words = ["30", "90", "180", "365", "older"];
    let kinds = ["", "", "", "part", "bad"];
    // Offers are no people: nothing is hidden.
    let wanted = words.iter().zip(kinds).zip(&pictures.freshness).map(|((word, kind), count)| {
        (format!("figures-fresh-{word}"), Shown::Number(*count), kind)
    });
    chart(labels, "freshness", wanted.collect())
}

fn chart(
    labels: Labels<'_>,
    id: &'static str,
    wanted: Vec<(String, Shown<u64>, &'static str)>,
) -> Chart {
    let said = |count: Shown<u64>| {
        count.map(|count| say::whole(labels, count)).number().unwrap_or_else(|| say::hidden(labels))
    };
    let wanted: Vec<Wanted> = wanted
        .into_iter()
        .map(|(key, count, kind)| Wanted {
            label: labels.say(&key, &[]),
            value: said(count),
            count,
            kind,
        })
        .collect();
    let rows = wanted.iter().map(|one| Row {
        cells: vec![
            Cell::text(&*one.label),
            Cell::number(one.value.clone(), one.count.number().map(|count| count as f64)),
        ],
        is_sum: false,
    });
    let heads = ["figures-head-figure", "figures-head-count"];
    let title = labels.say(&format!("figures-chart-{id}"), &[]);
    Chart {
        id,
        label: labels.say("figures-chart-label", &[("title", title.as_str().into())]),
        table: Table {
            caption: title.clone(),
            columns: heads.map(|head| labels.say(head, &[])).into(),
            rows: rows.collect(),
        },
        title,
        bars: bars(&wanted),
    }
}

/// Themes by communes: the largest communes by name, small cells hidden.
pub(super) fn heat(labels: Labels<'_>, cross: &Cross, caption: &str) -> Table {
    let cross = few_columns(cross);
    let shown = masked(&cross, LEAST_INSIDE);
    let most = shown.iter().flatten().filter_map(|cell| cell.number()).max().unwrap_or(0);
    let mut columns = vec![labels.say("figures-head-theme", &[])];
    columns.extend(cross.columns.iter().map(|code| commune(labels, code)));
    columns.push(labels.say("figures-total", &[]));
    let cell = |count: Shown<u64>, most: u64| {
        let text = count.map(|count| say::whole(labels, count)).number();
        let number = count.number().map(|count| count as f64);
        let text = text.unwrap_or_else(|| say::hidden(labels));
        Cell { shade: shade(count.number(), most), ..Cell::number(text, number) }
    };
    let sums = hide_small(&cross.row_sums(), LEAST_INSIDE);
    let rows = cross.rows.iter().zip(shown).zip(sums).map(|((word, counts), sum)| {
        let mut cells = vec![Cell::text(theme(labels, word))];
        cells.extend(counts.into_iter().map(|count| cell(count, most)));
        cells.push(cell(sum, 0));
        Row { cells, is_sum: false }
    });
    let mut rows: Vec<Row> = rows.collect();
    if !rows.is_empty() {
        let mut sums = vec![Cell::text(labels.say("figures-total", &[]))];
        let counts = hide_small(&cross.column_sums(), LEAST_INSIDE);
        sums.extend(counts.into_iter().map(|count| cell(count, 0)));
        sums.push(cell(hide_small(&[cross.total()], LEAST_INSIDE).remove(0), 0));
        rows.push(Row { cells: sums, is_sum: true });
    }
    Table { caption: labels.say(caption, &[]), columns, rows }
}

/// The largest columns, the others in one.
fn few_columns(cross: &Cross) -> Cross {
    let mut sums = cross.column_sums();
    sums.sort_unstable_by(|one, other| other.cmp(one));
    let least = sums.get(MOST_COLUMNS).map_or(1, |sum| sum + 1).max(LEAST_INSIDE);
    cross.turned().grouped(least).turned()
}

fn commune(labels: Labels<'_>, code: &str) -> String {
    match code {
        app::figures::NOT_SAID => labels.say("figures-other-communes", &[]),
        code => commune_name(code).unwrap_or(code).to_owned(),
    }
}

#[derive(Serialize)]
struct CoverageView {
    view_box: String,
    lakes: String,
    label: String,
    areas: Vec<AreaView>,
    table: Table,
    covered: String,
}

#[derive(Serialize)]
struct AreaView {
    name: String,
    path: String,
    /// 1 to 4: how many of the themes are covered.
    step: u8,
}

pub(crate) async fn coverage(visit: Visit, asked: Query<Asked>) -> Result<HttpResponse, PageError> {
    visit.signed_in()?;
    let (app, labels) = (&visit.site.app, Labels::of(&visit.site));
    let cut = Cut::all(Period::twelve_months(labels.today()));
    let pictures = app.pictures(&visit.actor(), cut).await?;
    let ground = ground()?;
    let frame = ground.frame([]);
    let table = coverage_table(labels, &pictures.coverage);
    if let Some(form) = asked.form() {
        return Ok(table.download(form, &format!("couverture-{}", labels.today()))?);
    }
    let area = |one: partner_directory::ground::Commune<'_>| {
        let here = pictures.coverage.iter().filter(|pair| pair.commune == one.code);
        let covered = here.filter(|pair| pair.is_covered).count();
        AreaView {
            name: labels.say(
                "figures-coverage-area",
                &[("commune", one.name.into()), ("count", covered.into())],
            ),
            path: one.path.to_owned(),
            step: step(covered),
        }
    };
    let all = pictures.coverage.iter().filter(|one| one.is_covered).count();
    let args = [("count", all.into()), ("of", pictures.coverage.len().into())];
    let view = CoverageView {
        view_box: frame.view_box(),
        lakes: ground.lakes_in(frame),
        label: labels.say("figures-coverage-map", &[]),
        areas: ground.communes().map(area).collect(),
        covered: labels.say("figures-coverage-sum", &args),
        table,
    };
    let chrome = visit.chrome("figures-coverage-title");
    visit.page_with(StatusCode::OK, "pages/figures/coverage.html", &chrome, &view)
}

fn step(covered: usize) -> u8 {
    match covered {
        0 => 0,
        1..=2 => 1,
        3..=5 => 2,
        6..=8 => 3,
        _ => 4,
    }
}

/// One line for each commune that lacks something: what there is, and what is missing.
fn coverage_table(labels: Labels<'_>, coverage: &[Covered]) -> Table {
    let mut codes: Vec<&str> = coverage.iter().map(|one| one.commune.as_str()).collect();
    codes.dedup();
    let mut rows: Vec<(usize, String, Row)> = codes
        .into_iter()
        .map(|code| {
            let missing: Vec<&'static str> = coverage
                .iter()
                .filter(|one| one.commune == code && !one.is_covered)
                .map(|one| one.theme.word())
                .collect();
            let covered = Theme::ALL.len() - missing.len();
            let name = commune_name(code).unwrap_or(code).to_owned();
            let said = match missing.len() {
                0 => labels.say("figures-coverage-whole", &[]),
                all if all == Theme::ALL.len() => labels.say("figures-coverage-none", &[]),
                _ => labels.line("theme", missing.into_iter()),
            };
            let number = covered as f64;
            let cells = vec![
                Cell::text(&*name),
                Cell::number(covered.to_string(), Some(number)),
                Cell::text(said),
            ];
            (covered, name, Row { cells, is_sum: false })
        })
        .collect();
    rows.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    let heads = ["commune", "covered", "missing"];
    Table {
        caption: labels.say("figures-coverage-table", &[]),
        columns: heads.map(|head| labels.say(&format!("figures-head-{head}"), &[])).into(),
        rows: rows.into_iter().map(|(_, _, row)| row).collect(),
    }
}
