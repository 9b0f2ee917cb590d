//! Letters as `.eml` files in a folder, for demonstrations and machines without a mail server.
//!
//! **Invariant:** a file with the ending `.eml` is whole: it is written under another name,
//! flushed, then renamed.
//! **Invariant:** a letter that is sent twice is one file, because its name is made of the date
//! and the seed.
//! **Invariant:** an id read back is a plain file name; it cannot point outside the folder.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use chrono::{DateTime, Utc};
use mail_parser::MessageParser;

use crate::{Letter, MailError, letter};

/// A letter read back from a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredLetter {
    /// Name of its file, to be given to [`read`].
    pub id: String,
    /// The instant of the Date header.
    pub at: Option<DateTime<Utc>>,
    /// Address of the recipient.
    pub to: String,
    /// Name of the recipient.
    pub to_name: Option<String>,
    /// Subject, decoded.
    pub subject: String,
    /// Body without HTML, lines ending with a line feed.
    pub text: String,
    /// Body with HTML, as it was written: show it in a sandboxed frame only.
    pub html: String,
}

/// The letters of the folder at `path`, newest first; none when there is no such folder yet.
/// Files that are no letters are left out.
pub fn list(path: impl AsRef<Path>) -> Result<Vec<StoredLetter>, MailError> {
    let entries = match fs::read_dir(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut ids = Vec::new();
    for entry in entries {
        ids.extend(entry?.file_name().into_string().ok().filter(|id| is_id(id)));
    }
    // Names begin with the date, so the order of names is the order of time.
    ids.sort_unstable_by(|a, b| b.cmp(a));
    let mut letters = Vec::with_capacity(ids.len());
    for id in ids {
        letters.extend(read(&path, &id)?);
    }
    Ok(letters)
}

/// The letter whose file is called `id`; none when there is no such letter or `id` is no plain
/// name of a letter.
pub fn read(path: impl AsRef<Path>, id: &str) -> Result<Option<StoredLetter>, MailError> {
    if !is_id(id) {
        return Ok(None);
    }
    let file = path.as_ref().join(id);
    // A link could lead out of the folder.
    match fs::symlink_metadata(&file) {
        Ok(found) if found.is_file() => Ok(parsed(id, &fs::read(&file)?)),
        Ok(_) => Ok(None),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Writes `message`, which carries `letter`, into the folder, which is made when missing.
pub(crate) fn write(folder: &Path, letter: &Letter, message: &[u8]) -> Result<(), MailError> {
    let seed = letter::seed(letter)?;
    let name = format!("{}-{seed}.eml", letter.at.format("%Y%m%dT%H%M%S%3fZ"));
    create(folder)?;
    let unfinished = folder.join(format!(".{name}.part"));
    write_whole(&unfinished, message)?;
    fs::rename(&unfinished, folder.join(name))?;
    Ok(())
}

/// Whether letters could be written into `folder`, by writing and removing a file.
pub(crate) fn check(folder: &Path) -> Result<(), MailError> {
    create(folder)?;
    let trial = folder.join(format!(".trial-{}.part", std::process::id()));
    write_whole(&trial, b"trial")?;
    fs::remove_file(&trial)?;
    Ok(())
}

fn create(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    // Letters hold links that answer without a password: only the owner may read them.
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file: File = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn is_id(id: &str) -> bool {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.');
    id.len() <= 200 && !id.starts_with('.') && id.ends_with(".eml") && id.chars().all(plain)
}

fn parsed(id: &str, bytes: &[u8]) -> Option<StoredLetter> {
    let message = MessageParser::default().parse(bytes)?;
    let to = message.to().and_then(|to| to.first());
    let body =
        |body: Option<std::borrow::Cow<'_, str>>| body.unwrap_or_default().replace("\r\n", "\n");
    Some(StoredLetter {
        id: id.to_owned(),
        at: message.date().and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0)),
        to: to.and_then(|to| to.address()).unwrap_or_default().to_owned(),
        to_name: to.and_then(|to| to.name()).map(str::to_owned),
        subject: message.subject().unwrap_or_default().to_owned(),
        text: body(message.body_text(0)),
        html: body(message.body_html(0)),
    })
}
