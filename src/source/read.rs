//! Reads one file, whatever it is: settles that it stood still and whether it is known, then [`Reading`] takes its bytes.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use jiff::Timestamp;

use super::about::About;
use super::bytes::{self, Stat};
use super::fault::Fault;
use super::reader::Item;
use super::reading::{Origin, Reading};
use super::table::columns::Columns;
use crate::paths;

/// Files up to this are read at once. Larger ones are read piece by piece if their format allows it.
pub(super) const HELD: u64 = 8 << 20;

/// How files are read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The most bytes of a file that are held in memory: larger files must be in a format that streams, and no record of
    /// theirs may be larger.
    pub max_dispatch_bytes: u64,
    /// A BLAKE3 hash: a file with this content is not read any further ([`FileFacts::same`]).
    pub known_hash: Option<String>,
    /// What the user says of the columns of tables.
    pub columns: Columns,
}

impl Default for Options {
    fn default() -> Self {
        Options { max_dispatch_bytes: 64 << 20, known_hash: None, columns: Columns::default() }
    }
}

/// What reading a file has shown, dispatches aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileFacts {
    /// Length in bytes.
    pub bytes: u64,
    /// Modification time in nanoseconds since 1970.
    pub modified: i64,
    /// BLAKE3 of the content in hexadecimal; empty when the first bytes showed that there is nothing to read.
    pub hash: String,
    /// The reader that took it, or the kind of archive; empty if none did.
    pub format: &'static str,
    /// The WHATWG name of its encoding; empty if it is no text, or an archive.
    pub encoding: &'static str,
    /// How many dispatches it gave.
    pub dispatches: u64,
    /// It holds a table, of which [`Options::columns`] may say more.
    pub has_table: bool,
    /// False when the file changed while it was read: look at it again.
    pub settled: bool,
    /// The content is the one of [`Options::known_hash`]; no dispatches were given.
    pub same: bool,
}

impl FileFacts {
    fn new(stat: Stat) -> Self {
        let Stat { bytes, modified } = stat;
        FileFacts {
            bytes,
            modified,
            hash: String::new(),
            format: "",
            encoding: "",
            dispatches: 0,
            has_table: false,
            settled: true,
            same: false,
        }
    }
}

/// Gives every dispatch of a file to `sink`, in order, and every place that held none.
///
/// `source.path` of a dispatch is `path` as given.
///
/// # Errors
/// When the file, or the rest of it, could not be read. Dispatches given before the fault are whole and stay good.
pub fn read(path: &Path, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<FileFacts, Fault> {
    let (file, stat) = bytes::open(path)?;
    if stat.bytes > HELD.min(options.max_dispatch_bytes) {
        return read_large(path, file, stat, options, sink);
    }
    let whole = bytes::whole(path, (file, stat), options.max_dispatch_bytes)?;
    let hash = blake3::hash(&whole.bytes).to_hex().to_string();
    let facts = FileFacts { hash, settled: whole.settled, ..FileFacts::new(whole.stat) };
    if options.known_hash.as_ref() == Some(&facts.hash) {
        return Ok(FileFacts { same: true, ..facts });
    }
    let origin = origin(path, &facts);
    let mut reading = Reading::new(facts, options, sink);
    reading.whole(&origin, &whole.bytes)?;
    Ok(reading.facts)
}

/// Reads bytes as if they were those of a file called `name`.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(name: &str, bytes: &[u8], options: &Options, sink: &mut dyn FnMut(Item)) -> Result<FileFacts, Fault> {
    let stat = Stat { bytes: bytes.len() as u64, modified: 0 };
    let facts = FileFacts { hash: blake3::hash(bytes).to_hex().to_string(), ..FileFacts::new(stat) };
    let origin =
        Origin { path: name.to_owned(), within: String::new(), modified: None, depth: 0, about: About::default() };
    let mut reading = Reading::new(facts, options, sink);
    reading.whole(&origin, bytes)?;
    Ok(reading.facts)
}

/// Reads a file piece by piece: once for its hash, once for its dispatches. What is no text is not read for its hash.
fn read_large(
    path: &Path,
    mut file: File,
    stat: Stat,
    options: &Options,
    sink: &mut dyn FnMut(Item),
) -> Result<FileFacts, Fault> {
    let head = bytes::head(&mut file, super::reading::SNIFF)?;
    let mut facts = FileFacts::new(stat);
    if super::reading::unreadable(&head).is_none() {
        facts.hash = bytes::hash(&mut file)?;
        facts.settled = bytes::stat(&file)? == stat;
        if options.known_hash.as_ref() == Some(&facts.hash) {
            return Ok(FileFacts { same: true, ..facts });
        }
    }
    let origin = origin(path, &facts);
    let mut reading = Reading::new(facts, options, sink);
    let outcome = reading.file(&origin, &mut BufReader::with_capacity(256 << 10, &file));
    reading.facts.settled = bytes::stat(&file)? == stat;
    outcome.map(|()| reading.facts)
}

fn origin(path: &Path, facts: &FileFacts) -> Origin {
    Origin {
        path: paths::to_text(path),
        within: String::new(),
        modified: Timestamp::from_nanosecond(facts.modified.into()).ok(),
        depth: 0,
        about: About::default(),
    }
}

#[cfg(test)]
mod tests;
