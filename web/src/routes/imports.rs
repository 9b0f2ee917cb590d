//! Importing a file of another directory: what it would do, then doing it.
//!
//! **Invariant:** nothing of the file is read before it is known that the reader may import.
//! **Invariant:** bringing a file writes nothing of it into the directory; the button does.

use actix_multipart::Multipart;
use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_DISPOSITION, HeaderName, HeaderValue};
use actix_web::web::Path;
use app::access::{Right, scope};
use app::imports::{BATCH, ImportError, RunState, Upload};
use app::{App, AppError};
use futures_util::TryStreamExt;
use kernel::{Actor, FieldErrors, ImportRunId};
use partner_directory::exchange::{FileError, MAX_BYTES, SourceFormat, plain_csv};
use serde::Serialize;

use super::answer_form::wrong;
use super::form::Wrong;
use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::visit::Visit;

mod report;

/// How many earlier imports are shown.
const MOST_RUNS: i64 = 10;
/// The most bytes of the small fields of the form.
const MOST_WORD: usize = 100;
/// How often the page of an import that is being written looks again, in seconds.
const LOOK_AGAIN: &str = "3";

#[derive(Serialize)]
struct ImportView {
    formats: Vec<FormatView>,
    runs: Vec<RunLine>,
    file_name: String,
    file_error: Option<String>,
    wrong: Wrong,
}

/// One option of the component `choice_group`.
#[derive(Serialize)]
struct FormatView {
    value: &'static str,
    label: String,
    hint: String,
    checked: bool,
}

#[derive(Serialize)]
struct RunLine {
    href: String,
    name: String,
    state: String,
    at: String,
}

/// A file on its way in.
#[derive(Default)]
struct Sent {
    name: String,
    bytes: Vec<u8>,
    format: String,
}

pub(crate) async fn show(visit: Visit) -> Result<HttpResponse, PageError> {
    may_import(&visit)?;
    page(&visit, StatusCode::OK, Form::default()).await
}

/// Reads the file and shows what it would change.
pub(crate) async fn import(visit: Visit, form: Multipart) -> Result<HttpResponse, PageError> {
    may_import(&visit)?;
    let Ok(sent) = read(form).await else {
        let error = FileError::TooLarge { bytes: MAX_BYTES };
        return page(&visit, StatusCode::UNPROCESSABLE_ENTITY, Form::refused(&error)).await;
    };
    let form = Form { name: sent.name.clone(), format: sent.format.clone(), ..Form::default() };
    if sent.name.is_empty() {
        let form = Form { errors: wrong("file", "required"), ..form };
        return page(&visit, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    }
    let Some(format) = SourceFormat::from_word(&sent.format) else {
        let form = Form { errors: wrong("format", "required"), ..form };
        return page(&visit, StatusCode::UNPROCESSABLE_ENTITY, form).await;
    };
    let upload = Upload { file_name: &sent.name, format, bytes: sent.bytes };
    match visit.site.app.stage_import(&visit.actor(), upload, &|_, _| ()).await {
        Ok(id) => Ok(visit.see_other(&format!("/coordination/import/{id}"), None)),
        Err(ImportError::File(error)) => {
            let form = Form { file_error: Some(error), ..form };
            page(&visit, StatusCode::UNPROCESSABLE_ENTITY, form).await
        }
        Err(ImportError::App(error)) => Err(error.into()),
    }
}

/// What a file would change, changes now or changed.
pub(crate) async fn report(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    may_import(&visit)?;
    let id = ImportRunId::from(id.into_inner());
    let most = u32::try_from(report::MOST_LINES).unwrap_or(u32::MAX);
    let (run, glance) = visit.site.app.import_glance(&visit.actor(), &id, most).await?;
    let view = report::view(Labels::of(&visit.site), &run, &glance);
    let chrome = visit.chrome("import-report-title");
    let mut answer = visit.page("pages/coordination/import-report.html", &chrome, &view)?;
    if run.state == RunState::Applying {
        let again = HeaderValue::from_static(LOOK_AGAIN);
        answer.headers_mut().insert(HeaderName::from_static("refresh"), again);
    }
    Ok(answer)
}

/// Writes what was staged; a long one goes on after the answer.
pub(crate) async fn apply(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    may_import(&visit)?;
    let id = ImportRunId::from(id.into_inner());
    let (app, actor) = (visit.site.app.clone(), visit.actor());
    let here = format!("/coordination/import/{id}");
    if app.import_waiting(&actor, &id).await? <= BATCH {
        app.apply_import(&actor, &id, &|_, _| ()).await?;
    } else {
        // So that the page that follows already says that it is being written.
        app.apply_import_batch(&actor, &id).await?;
        actix_web::rt::spawn(go_on(app, actor, id));
    }
    Ok(visit.see_other(&here, None))
}

async fn go_on(app: App, actor: Actor, id: ImportRunId) {
    if let Err(error) = app.apply_import(&actor, &id, &|_, _| ()).await {
        let error = app::with_causes(&error);
        tracing::error!(import = %id, error, "import stopped; the button goes on");
    }
}

/// Forgets a file of which nothing was written.
pub(crate) async fn drop(visit: Visit, id: Path<String>) -> Result<HttpResponse, PageError> {
    may_import(&visit)?;
    let id = ImportRunId::from(id.into_inner());
    visit.site.app.drop_import(&visit.actor(), &id).await?;
    Ok(visit.see_other("/coordination/import", Some("flash-import-dropped")))
}

/// The plain table to fill in.
pub(crate) async fn template(visit: Visit) -> Result<HttpResponse, PageError> {
    may_import(&visit)?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"relais-modele.csv\""))
        .body(plain_csv::template()))
}

/// For everybody else this address does not exist.
fn may_import(visit: &Visit) -> Result<(), PageError> {
    visit.signed_in()?;
    scope(&visit.actor(), Right::ImportDirectory).ok_or(AppError::NotFound)?;
    Ok(())
}

/// The file and what to do with it; an error when it is too large or cut off.
async fn read(mut form: Multipart) -> Result<Sent, ()> {
    let mut sent = Sent::default();
    let forget = |_| ();
    while let Some(mut field) = form.try_next().await.map_err(forget)? {
        let name = field.name().unwrap_or_default().to_owned();
        let file = field
            .content_disposition()
            .and_then(|disposition| disposition.get_filename())
            .unwrap_or_default()
            .to_owned();
        let most = if name == "file" { MAX_BYTES } else { MOST_WORD };
        let bytes = field.bytes(most).await.map_err(|_| ())?.map_err(|_| ())?;
        match name.as_str() {
            "file" => (sent.name, sent.bytes) = (file, bytes.to_vec()),
            "format" => sent.format = String::from_utf8_lossy(&bytes).into_owned(),
            _ => {}
        }
    }
    Ok(sent)
}

/// The form as it was sent, and what is wrong with it.
#[derive(Default)]
struct Form {
    name: String,
    format: String,
    file_error: Option<FileError>,
    errors: FieldErrors,
}

impl Form {
    fn refused(error: &FileError) -> Form {
        Form { file_error: Some(error.clone()), ..Form::default() }
    }
}

async fn page(visit: &Visit, status: StatusCode, form: Form) -> Result<HttpResponse, PageError> {
    let labels = Labels::of(&visit.site);
    let chosen = SourceFormat::from_word(&form.format).unwrap_or(SourceFormat::Mednum);
    let formats = SourceFormat::ALL.iter().map(|format| FormatView {
        value: format.word(),
        label: labels.word("import-format", format.word()),
        hint: labels.say(&format!("import-format-{}-hint", format.word()), &[]),
        checked: *format == chosen,
    });
    let runs = visit.site.app.imports(&visit.actor(), MOST_RUNS).await?;
    let view = ImportView {
        formats: formats.collect(),
        runs: runs.iter().map(|run| report::line(visit, labels, run)).collect(),
        file_name: form.name,
        file_error: form.file_error.as_ref().map(|error| report::file_error(labels, error)),
        wrong: Wrong::of(labels, &form.errors),
    };
    let chrome = visit.chrome("import-show-title");
    visit.page_with(status, "pages/coordination/import.html", &chrome, &view)
}

#[cfg(test)]
mod tests {
    use app::imports::RunState;
    use partner_directory::exchange::{Encoding, FileKind, Outcome, Reason};

    use super::*;
    use crate::texts::Texts;

    #[test]
    fn every_word_of_an_import_has_its_text() {
        let texts = Texts::load().unwrap();
        let kinds = FileKind::ALL.iter().map(|kind| FileError::WrongKind(*kind));
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
        let failures = failures.into_iter().chain(kinds);
        let failures = failures.map(|one| format!("import-file-{}", one.word()));
        let reasons = Reason::ALL.iter().map(|one| format!("import-reason-{}", one.word()));
        let states = RunState::ALL.iter().map(|one| format!("import-state-{}", one.word()));
        let outcomes = Outcome::ALL.iter().map(|one| format!("import-count-{}", one.word()));
        let formats = SourceFormat::ALL.iter().flat_map(|one| {
            [format!("import-format-{}", one.word()), format!("import-format-{}-hint", one.word())]
        });
        for key in failures.chain(reasons).chain(states).chain(outcomes).chain(formats) {
            assert!(texts.has("fr", &key.replace('_', "-")), "{key}");
        }
    }
}
