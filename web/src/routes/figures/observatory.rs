//! `/observatoire`: what was published of each quarter, for everybody.

use actix_web::HttpResponse;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::Path;
use app::AppError;
use app::communes::commune_name;
use app::figures::observatory::Published;
use chrono::Duration;
use network_figures::Indicator;
use network_figures::observatory::{EditionFigure, EditionTable, Quarter};
use serde::Serialize;

use super::say;
use super::table::{Cell, Row, Table};
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::visit::Visit;

const PATH: &str = "/observatoire";

#[derive(Serialize)]
struct ListView {
    quarters: Vec<QuarterLine>,
}

#[derive(Serialize)]
struct QuarterLine {
    name: String,
    href: String,
    counted: String,
    volume: String,
}

#[derive(Serialize)]
struct ShowView {
    name: String,
    counted: String,
    figures: Vec<FigureView>,
    tables: Vec<Link>,
    files: Vec<FileView>,
    checksum: String,
    version: String,
}

/// One item of the component `figures`.
#[derive(Serialize)]
struct FigureView {
    label: String,
    value: String,
    note: String,
    tone: Option<String>,
    href: Option<String>,
}

#[derive(Serialize)]
struct Link {
    label: String,
    href: String,
}

#[derive(Serialize)]
struct FileView {
    name: String,
    href: String,
    size: String,
    checksum: String,
}

#[derive(Serialize)]
struct TableView {
    name: String,
    quarter: String,
    back_href: String,
    table: Table,
    file_href: String,
    others: Vec<Link>,
}

pub(crate) async fn list(visit: Visit) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let all = visit.site.app.published_quarters().await?;
    let quarters = all.iter().map(|one| QuarterLine {
        name: quarter_name(labels, &one.edition.quarter),
        href: format!("{PATH}/{}", one.edition.quarter),
        counted: labels.words().date_medium(one.edition.counted_on),
        volume: one
            .edition
            .figures
            .iter()
            .find(|figure| figure.indicator == "ind-01")
            .map_or_else(String::new, |figure| value(labels, figure)),
    });
    let view = ListView { quarters: quarters.collect() };
    visit.page("pages/observatory/list.html", &visit.chrome("observatory-title"), &view)
}

pub(crate) async fn show(visit: Visit, quarter: Path<String>) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let published = visit.site.app.published_quarter(&quarter).await?;
    let files = visit.site.app.quarter_files(&quarter).await?;
    let path = format!("{PATH}/{}", published.edition.quarter);
    let view = ShowView {
        name: quarter_name(labels, &published.edition.quarter),
        counted: labels.words().date_medium(published.edition.counted_on),
        figures: published.edition.figures.iter().map(|one| figure(labels, one)).collect(),
        tables: tables(labels, &published),
        files: files
            .iter()
            .map(|file| FileView {
                name: file.name.clone(),
                href: format!("{path}/{}", file.name),
                size: say::whole(labels, file.bytes.len() as u64),
                checksum: file.checksum(),
            })
            .collect(),
        checksum: published.checksum,
        version: published.code_version,
    };
    visit.page("pages/observatory/show.html", &visit.chrome("observatory-title"), &view)
}

pub(crate) async fn table(
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let (quarter, name) = path.into_inner();
    let labels = Labels::of(&visit.site);
    let published = visit.site.app.published_quarter(&quarter).await?;
    let tables = &published.edition.tables;
    let found = tables.iter().find(|one| one.columns_are == name).ok_or(AppError::NotFound)?;
    let back_href = format!("{PATH}/{quarter}");
    let view = TableView {
        name: labels.word("observatory-table", &name),
        quarter: quarter_name(labels, &quarter),
        table: shown(labels, found),
        file_href: format!("{back_href}/theme-{name}.csv"),
        others: self::tables(labels, &published),
        back_href,
    };
    visit.page("pages/observatory/table.html", &visit.chrome("observatory-title"), &view)
}

pub(crate) async fn file(
    visit: Visit,
    path: Path<(String, String)>,
) -> Result<HttpResponse, PageError> {
    let (quarter, name) = path.into_inner();
    let files = visit.site.app.quarter_files(&quarter).await?;
    let file = files.into_iter().find(|file| file.name == name).ok_or(AppError::NotFound)?;
    let disposition = format!("inline; filename=\"{quarter}-{name}\"");
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, file.media_type))
        .insert_header((CONTENT_DISPOSITION, disposition))
        .insert_header((CACHE_CONTROL, "public, max-age=86400"))
        .body(file.bytes))
}

pub(crate) async fn catalogue(visit: Visit) -> Result<HttpResponse, PageError> {
    let catalogue = visit.site.app.observatory_catalogue().await?;
    Ok(HttpResponse::Ok().content_type("application/ld+json").body(catalogue.to_string()))
}

/// `3e trimestre 2026`.
fn quarter_name(labels: Labels<'_>, word: &str) -> String {
    let Some(quarter) = Quarter::parse(word) else { return word.to_owned() };
    let args = [("number", quarter.number().into()), ("year", quarter.year().to_string().into())];
    labels.say("observatory-quarter", &args)
}

fn tables(labels: Labels<'_>, published: &Published) -> Vec<Link> {
    let link = |table: &EditionTable| Link {
        label: labels.word("observatory-table", &table.columns_are),
        href: format!("{PATH}/{}/tableau/{}", published.edition.quarter, table.columns_are),
    };
    published.edition.tables.iter().map(link).collect()
}

fn figure(labels: Labels<'_>, figure: &EditionFigure) -> FigureView {
    let id = &figure.indicator;
    let code = Indicator::from_id(id).map_or_else(String::new, Indicator::code);
    FigureView {
        label: labels.say(&format!("{id}-{}", figure.name), &[]),
        value: value(labels, figure),
        note: code,
        tone: None,
        href: None,
    }
}

fn value(labels: Labels<'_>, figure: &EditionFigure) -> String {
    let Some(value) = figure.value else { return say::hidden(labels) };
    let count = u64::try_from(value).unwrap_or(0);
    match figure.unit.as_str() {
        "percent" => say::percent(labels, count),
        "minutes" => say::opening_time(labels, Duration::minutes(value)),
        "tenths" => say::decimal(value),
        _ => say::whole(labels, count),
    }
}

fn shown(labels: Labels<'_>, table: &EditionTable) -> Table {
    let total = labels.say("figures-total", &[]);
    let columns = table.columns.iter().map(|word| column(labels, &table.columns_are, word));
    let mut heads = vec![labels.say("figures-head-theme", &[])];
    heads.extend(columns);
    heads.push(total.clone());
    let cell = |count: Option<u64>| match count {
        Some(count) => Cell::number(say::whole(labels, count), Some(count as f64)),
        None => Cell::number(say::hidden(labels), None),
    };
    let most = table.cells.iter().flatten().flatten().max().copied().unwrap_or(0);
    let row = |name: String, counts: Vec<Option<u64>>, sum: u64, is_sum: bool| {
        let mut cells = vec![Cell::text(name)];
        cells.extend(counts.into_iter().map(|count| Cell {
            shade: if is_sum { 0 } else { shade(count, most) },
            ..cell(count)
        }));
        cells.push(cell(Some(sum)));
        Row { cells, is_sum }
    };
    let mut rows: Vec<Row> = table
        .rows
        .iter()
        .zip(&table.cells)
        .zip(&table.row_sums)
        .map(|((word, counts), sum)| row(theme(labels, word), counts.clone(), *sum, false))
        .collect();
    let sums = table.column_sums.iter().copied().map(Some).collect();
    rows.push(row(total, sums, table.total, true));
    let caption = labels.word("observatory-table", &table.columns_are);
    Table { caption, columns: heads, rows }
}

/// How dark a cell is, in four steps of the largest.
pub(super) fn shade(count: Option<u64>, most: u64) -> u8 {
    match count {
        Some(count) if most > 0 => u8::try_from((count * 4).div_ceil(most)).unwrap_or(4),
        _ => 0,
    }
}

pub(super) fn theme(labels: Labels<'_>, word: &str) -> String {
    match word {
        "other" => labels.say("figures-other-themes", &[]),
        word => labels.word("theme", word),
    }
}

fn column(labels: Labels<'_>, list: &str, word: &str) -> String {
    match (list, word) {
        ("commune", "other") => labels.say("figures-other-communes", &[]),
        ("commune", code) => commune_name(code).unwrap_or(code).to_owned(),
        ("language", "other") => labels.say("figures-other-languages", &[]),
        ("language", word) => labels.word("language", word),
        ("channel", "other") => labels.say("figures-other-channels", &[]),
        ("channel", word) => labels.word("channel", word),
        (list, word) => labels.word(&format!("observatory-{list}"), word),
    }
}
