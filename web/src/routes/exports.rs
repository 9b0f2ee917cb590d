//! The public copies of the directory, for other programs.

use std::fs::File;
use std::io::{self, Read};

use actix_web::HttpResponse;
use actix_web::body::SizedStream;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_TYPE, ETAG, HttpDate, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
};
use actix_web::web::{Bytes, Path};
use app::AppError;
use app::exports::{ExportFormat, ExportIndex, ExportedFile, Role};
use futures_util::stream::{self, Stream};
use serde::Serialize;

use crate::error::PageError;
use crate::listings::labels::Labels;
use crate::visit::Visit;

/// How many bytes are read at once.
const PART: usize = 64 * 1024;

#[derive(Serialize)]
struct IndexView {
    written_on: String,
    licence: String,
    source: String,
    formats: Vec<FormatView>,
}

#[derive(Serialize)]
struct FormatView {
    title: String,
    about: String,
    losses: String,
    files: Vec<FileView>,
}

#[derive(Serialize)]
struct FileView {
    href: String,
    name: String,
    said: String,
    sha256: String,
}

/// What can be fetched, with sizes, dates, checksums and the licence.
pub(crate) async fn index(visit: Visit) -> Result<HttpResponse, PageError> {
    let view = visit.site.app.exports().map(|index| view(&index, Labels::of(&visit.site)));
    visit.page("pages/exports/index.html", &visit.chrome("exports-title"), &view)
}

/// One file; asked again by its tag or its date.
pub(crate) async fn file(visit: Visit, name: Path<String>) -> Result<HttpResponse, PageError> {
    let Some((file, path)) = visit.site.app.exported(&name) else {
        return Err(AppError::NotFound.into());
    };
    // Bytes, date and tag of one open file, because the next copy may take its place meanwhile.
    let open = actix_web::web::block(move || {
        let open = File::open(&path)?;
        let about = open.metadata()?;
        Ok::<_, io::Error>((open, about.len(), about.modified()?))
    });
    let (open, length, written) = match open.await {
        Ok(Ok(open)) => open,
        _ => return Err(AppError::NotFound.into()),
    };
    let age = written.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let tag = format!("\"{length:x}-{:x}\"", age.as_nanos());
    let written = HttpDate::from(written);
    let header = |name| visit.request().headers().get(name).and_then(|value| value.to_str().ok());
    let is_known = match (header(IF_NONE_MATCH), header(IF_MODIFIED_SINCE)) {
        // A compressing proxy may have marked our tag as weak; the content is the same.
        (Some(tags), _) => tags.split(',').any(|one| one.trim().trim_start_matches("W/") == tag),
        (None, Some(since)) => since == written.to_string(),
        (None, None) => false,
    };
    let mut answer = if is_known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    answer
        .insert_header((CACHE_CONTROL, "public, no-cache"))
        .insert_header((ETAG, tag))
        .insert_header((LAST_MODIFIED, written.to_string()));
    Ok(match is_known {
        true => answer.finish(),
        false => {
            let body = SizedStream::new(length, parts(open));
            answer.insert_header((CONTENT_TYPE, file.media_type)).body(body)
        }
    })
}

/// A file piece by piece: a whole directory never lies in memory for each who fetches it.
fn parts(open: File) -> impl Stream<Item = io::Result<Bytes>> {
    stream::try_unfold(open, |mut open| async move {
        let read = actix_web::web::block(move || {
            let mut part = Vec::with_capacity(PART);
            (&mut open).take(PART as u64).read_to_end(&mut part)?;
            Ok::<_, io::Error>((open, part))
        });
        let (open, part) = read.await.map_err(io::Error::other)??;
        Ok((!part.is_empty()).then(|| (Bytes::from(part), open)))
    })
}

fn view(index: &ExportIndex, labels: Labels<'_>) -> IndexView {
    let formats = ExportFormat::ALL.iter().filter_map(|format| {
        let word = format.word();
        let of = |role: fn(Role) -> bool| {
            index.files.iter().filter(move |file| file.format == word && role(file.role))
        };
        let losses: usize = of(|role| role == Role::Data).map(|file| file.losses).sum();
        let files: Vec<FileView> = of(|_| true).map(|file| file_view(file, labels)).collect();
        (!files.is_empty()).then(|| FormatView {
            title: labels.say(&format!("exports-format-{word}"), &[]),
            about: labels.say(&format!("exports-about-{word}"), &[]),
            losses: labels.say("exports-losses", &[("count", losses.into())]),
            files,
        })
    });
    IndexView {
        written_on: labels.date(labels.local(index.written_at).date()),
        licence: index.licence.clone(),
        source: index.source.clone(),
        formats: formats.collect(),
    }
}

fn file_view(file: &ExportedFile, labels: Labels<'_>) -> FileView {
    let key = match file.role {
        Role::Data => "exports-file-data",
        Role::Losses => "exports-file-losses",
        Role::Schema => "exports-file-schema",
    };
    let kilobytes = file.bytes.div_ceil(1000);
    let args = [("kilobytes", kilobytes.into()), ("records", file.records.into())];
    FileView {
        href: format!("/export/{}", file.name),
        name: file.name.clone(),
        said: labels.say(key, &args),
        sha256: file.sha256.clone(),
    }
}
