//! Files that appear whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::{ExportError, ExportIndex, INDEX};

pub(super) fn make_folder(folder: &Path) -> Result<(), ExportError> {
    fs::create_dir_all(folder).map_err(|error| about(folder, error))
}

/// Length and SHA-256 of what was written.
pub(super) struct Whole {
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

/// Writes `name` through `write` under another name, then renames it.
pub(super) fn write<T>(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> Result<(Whole, T), ExportError> {
    let path = folder.join(name);
    // Two processes that share the folder do not write into one file.
    let unfinished = folder.join(format!(".{name}.{}", std::process::id()));
    let done = write_to(&unfinished, write).and_then(|done| {
        fs::rename(&unfinished, &path)?;
        Ok(done)
    });
    done.map_err(|error| {
        drop(fs::remove_file(&unfinished));
        about(&path, error)
    })
}

fn write_to<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> io::Result<(Whole, T)> {
    let mut out =
        Counted { out: BufWriter::new(File::create(path)?), hash: Sha256::new(), bytes: 0 };
    let value = write(&mut out)?;
    out.flush()?;
    out.out.get_ref().sync_all()?;
    let sha256 = out.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((Whole { bytes: out.bytes, sha256 }, value))
}

struct Counted {
    out: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
}

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write_all(bytes)?;
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

pub(super) fn write_index(folder: &Path, index: &ExportIndex) -> Result<(), ExportError> {
    write(folder, INDEX, |out| {
        serde_json::to_writer_pretty(&mut *out, index)?;
        out.write_all(b"\n")
    })
    .map(|_| ())
}

/// The index of a folder; none when nothing was exported there, or not by this program.
pub(super) fn read_index(folder: &Path) -> Option<ExportIndex> {
    let text = fs::read(folder.join(INDEX)).ok()?;
    serde_json::from_slice(&text).ok()
}

fn about(path: &Path, source: io::Error) -> ExportError {
    ExportError::Folder { path: path.display().to_string(), source }
}
