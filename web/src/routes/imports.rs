//! Importing a file of another directory: what it would do, then doing it.
//!
//! **Invariant:** nothing of the file is read before it is known that the reader may import.

use actix_multipart::Multipart;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use app::AppError;
use app::access::{Right, scope};
use app::imports::{ImportError, ImportReport};
use futures_util::TryStreamExt;
use kernel::FieldErrors;
use partner_directory::exchange::mednum::Format;
use partner_directory::exchange::{FileError, MAX_BYTES, Remark};
use serde::Serialize;

use super::answer_form::wrong;
use super::form::Wrong;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::visit::Visit;

/// How many lines of each kind the page shows; the command line shows all.
const MOST_LINES: usize = 40;
/// The most bytes of the small fields of the form.
const MOST_WORD: usize = 100;

#[derive(Serialize)]
struct ImportView {
    report: Option<ReportView>,
    file_name: String,
    file_error: Option<String>,
    wrong: Wrong,
}

#[derive(Serialize)]
struct ReportView {
    is_dry_run: bool,
    counts: Vec<Count>,
    refused: Lines,
    remarks: Lines,
    differences: Lines,
}

/// One item of the component `figures`.
#[derive(Serialize)]
struct Count {
    label: String,
    value: String,
}

#[derive(Serialize)]
struct Lines {
    total: usize,
    lines: Vec<LineView>,
}

#[derive(Serialize)]
struct LineView {
    row: usize,
    field: String,
    value: String,
    reason: String,
}

/// A file on its way in.
#[derive(Default)]
struct Upload {
    name: String,
    bytes: Vec<u8>,
    is_for_real: bool,
}

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    may_import(&visit)?;
    let view = empty(&visit, String::new(), &FieldErrors::default());
    page(&visit, StatusCode::OK, &view)
}

pub(crate) async fn import(visit: Visit, form: Multipart) -> Result<HttpResponse, PageError> {
    may_import(&visit)?;
    let labels = Labels::of(&visit.site);
    let refused = |name: String, error: &FileError| {
        let view = ImportView {
            file_error: Some(labels.word("import-file", error.word())),
            ..empty(&visit, name, &FieldErrors::default())
        };
        page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &view)
    };
    let Ok(upload) = read(form).await else {
        return refused(String::new(), &FileError::TooLarge { bytes: MAX_BYTES });
    };
    if upload.name.is_empty() {
        let view = empty(&visit, String::new(), &wrong("file", "required"));
        return page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &view);
    }
    let format = format_of(&upload.name);
    let (app, is_dry_run) = (&visit.site.app, !upload.is_for_real);
    match app.import_mednum(&visit.actor(), &upload.bytes, format, is_dry_run).await {
        Ok(report) => {
            let report = Some(report_view(labels, &report));
            let view = ImportView { report, ..empty(&visit, upload.name, &FieldErrors::default()) };
            page(&visit, StatusCode::OK, &view)
        }
        Err(ImportError::File(error)) => refused(upload.name, &error),
        Err(ImportError::App(error)) => Err(error.into()),
    }
}

/// For everybody else this address does not exist.
fn may_import(visit: &Visit) -> Result<(), PageError> {
    visit.signed_in()?;
    scope(&visit.actor(), Right::ImportDirectory).ok_or(AppError::NotFound)?;
    Ok(())
}

/// The file and what to do with it; an error when it is too large or cut off.
async fn read(mut form: Multipart) -> Result<Upload, ()> {
    let mut upload = Upload::default();
    while let Some(mut field) = form.try_next().await.map_err(drop)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field
            .content_disposition()
            .and_then(|disposition| disposition.get_filename())
            .unwrap_or_default()
            .to_owned();
        let most = if name == "file" { MAX_BYTES } else { MOST_WORD };
        let bytes = field.bytes(most).await.map_err(drop)?.map_err(drop)?;
        match name.as_str() {
            "file" => (upload.name, upload.bytes) = (file, bytes.to_vec()),
            "mode" => upload.is_for_real = bytes.as_ref() == b"importer",
            _ => {}
        }
    }
    Ok(upload)
}

fn format_of(name: &str) -> Format {
    let is_json = name.rsplit('.').next().is_some_and(|end| end.eq_ignore_ascii_case("json"));
    if is_json { Format::Json } else { Format::Csv }
}

fn empty(visit: &Visit, file_name: String, errors: &FieldErrors) -> ImportView {
    let wrong = Wrong::of(Labels::of(&visit.site), errors);
    ImportView { report: None, file_name, file_error: None, wrong }
}

fn page(visit: &Visit, status: StatusCode, view: &ImportView) -> Result<HttpResponse, PageError> {
    let chrome = visit.chrome("import-show-title");
    visit.page_with(status, "pages/coordination/import.html", &chrome, view)
}

fn report_view(labels: Labels<'_>, report: &ImportReport) -> ReportView {
    let count = |name: &str, number: usize| Count {
        label: labels.say(&format!("import-count-{name}"), &[]),
        value: labels.words().number(i64::try_from(number).unwrap_or(i64::MAX)),
    };
    let differences = report.differences.iter().flat_map(|(row, _, changes)| {
        changes.iter().map(move |change| LineView {
            row: *row,
            field: change.field.to_owned(),
            value: change.before.clone(),
            reason: change.after.clone(),
        })
    });
    ReportView {
        is_dry_run: report.is_dry_run,
        counts: vec![
            count("rows", report.rows),
            count("added", report.added),
            count("changed", report.changed),
            count("unchanged", report.unchanged),
            count("protected", report.protected),
            count("refused", report.refused.len()),
        ],
        refused: remarks(labels, &report.refused),
        remarks: remarks(labels, &report.remarks),
        differences: Lines {
            total: report.differences.iter().map(|(_, _, changes)| changes.len()).sum(),
            lines: differences.take(MOST_LINES).collect(),
        },
    }
}

fn remarks(labels: Labels<'_>, remarks: &[Remark]) -> Lines {
    let line = |remark: &Remark| LineView {
        row: remark.row,
        field: remark.field.clone(),
        value: remark.value.clone(),
        reason: labels.word("import-reason", remark.reason.word()),
    };
    Lines { total: remarks.len(), lines: remarks.iter().take(MOST_LINES).map(line).collect() }
}

#[cfg(test)]
mod tests {
    use partner_directory::exchange::{Encoding, Reason};

    use super::*;
    use crate::texts::Texts;

    #[test]
    fn every_reason_and_every_failure_of_a_file_has_its_words() {
        let texts = Texts::load().unwrap();
        let failures = [
            FileError::Empty,
            FileError::TooLarge { bytes: 1 },
            FileError::NotUtf8(Encoding::Latin1),
            FileError::WrongDelimiter(';'),
            FileError::Truncated { row: 1 },
            FileError::MissingColumns(vec!["id"]),
            FileError::NotAList,
            FileError::Malformed { line: 1 },
        ];
        let failures = failures.iter().map(|one| format!("import-file-{}", one.word()));
        let reasons = Reason::ALL.iter().map(|one| format!("import-reason-{}", one.word()));
        for key in failures.chain(reasons) {
            assert!(texts.has("fr", &key.replace('_', "-")), "{key}");
        }
    }

    #[test]
    fn a_file_is_json_when_its_name_says_so() {
        assert!(matches!(format_of("lieux.JSON"), Format::Json));
        assert!(matches!(format_of("lieux.csv"), Format::Csv));
        assert!(matches!(format_of("lieux"), Format::Csv));
    }
}
