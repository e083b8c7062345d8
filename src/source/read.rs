//! Reads one file, whatever it is.

use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};
use std::path::Path;

use jiff::Timestamp;

use super::bytes::{self, Stat};
use super::encoding::{self, Transcoder};
use super::fault::{Fault, Skip, SkipReason};
use super::reader::{Head, Input, Item, Reader};
use super::{READERS, identity, magic};
use crate::dispatch::Source;
use crate::paths;

/// How much is read to see whether a file is text at all.
const SNIFF: u64 = 8 << 10;
/// Files up to this are read at once and looked at afterwards.
const SMALL: u64 = 256 << 10;
/// How much of a large file the choice of a reader is made on.
const HEAD: usize = 64 << 10;

/// How files are read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The most bytes of a file that are held in memory: larger files must be in a format that streams, and no record of
    /// theirs may be larger.
    pub max_dispatch_bytes: u64,
    /// A BLAKE3 hash: a file with this content is not read any further ([`FileFacts::same`]).
    pub known_hash: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Options { max_dispatch_bytes: 64 << 20, known_hash: None }
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
    /// The reader that took it; empty if none did.
    pub format: &'static str,
    /// The WHATWG name of its encoding; empty if it is no text.
    pub encoding: &'static str,
    /// How many dispatches it gave.
    pub dispatches: u64,
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
    let limit = options.max_dispatch_bytes;
    let (mut file, stat) = bytes::open(path)?;
    if stat.bytes > SMALL.min(limit)
        && let Some(reason) = unreadable(&bytes::head(&mut file, SNIFF)?)
    {
        sink(Skip::file(reason).into());
        return Ok(FileFacts::new(stat));
    }
    if stat.bytes > limit {
        read_large(path, file, stat, options, sink)
    } else {
        read_whole(path, (file, stat), options, sink)
    }
}

/// Why a file that opens with these bytes is not worth reading.
fn unreadable(head: &[u8]) -> Option<SkipReason> {
    if head.is_empty() {
        return Some(SkipReason::Empty);
    }
    let kind = magic::binary_kind(head).map(SkipReason::Binary);
    kind.or_else(|| {
        let (encoding, content) = encoding::detect(head);
        let wide = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
        let text = wide.then(|| encoding.decode_without_bom_handling(content).0);
        magic::is_not_text(text.as_ref().map_or(content, |text| text.as_bytes())).then_some(SkipReason::NotText)
    })
}

fn read_whole(
    path: &Path,
    opened: (File, Stat),
    options: &Options,
    sink: &mut dyn FnMut(Item),
) -> Result<FileFacts, Fault> {
    let whole = bytes::whole(path, opened, options.max_dispatch_bytes)?;
    let head = whole.bytes.get(..SNIFF as usize).unwrap_or(&whole.bytes);
    if let Some(reason) = unreadable(head) {
        sink(Skip::file(reason).into());
        return Ok(FileFacts { settled: whole.settled, ..FileFacts::new(whole.stat) });
    }
    let hash = blake3::hash(&whole.bytes).to_hex().to_string();
    let mut facts = FileFacts { hash, settled: whole.settled, ..FileFacts::new(whole.stat) };
    if options.known_hash.as_ref() == Some(&facts.hash) {
        return Ok(FileFacts { same: true, ..facts });
    }
    let decoded = encoding::decode(&whole.bytes);
    facts.encoding = decoded.label;
    if decoded.text.trim().is_empty() {
        sink(Skip::file(SkipReason::Empty).into());
        return Ok(facts);
    }
    match choose(&Head { text: &decoded.text, whole: true }) {
        Some(reader) => run(reader, Input::Text(&decoded.text), path, options, &mut facts, &decoded.warnings, sink)?,
        None => sink(Skip::file(SkipReason::NotADispatch("no reader knows this text".to_owned())).into()),
    }
    Ok(facts)
}

/// Reads a file piece by piece: once for its hash, once for its dispatches.
fn read_large(
    path: &Path,
    mut file: File,
    stat: Stat,
    options: &Options,
    sink: &mut dyn FnMut(Item),
) -> Result<FileFacts, Fault> {
    let limit = options.max_dispatch_bytes;
    let head = bytes::head(&mut file, HEAD as u64)?;
    let whole_lines = head.iter().rposition(|&byte| byte == b'\n').map_or(head.len(), |at| at + 1);
    let head = &head[..whole_lines];
    let decoded = encoding::decode(head);
    let too_large = Fault::TooLarge { bytes: stat.bytes, limit };
    let Some(reader) = choose(&Head { text: &decoded.text, whole: false }).filter(|reader| reader.streams()) else {
        return Err(too_large);
    };
    let (encoding, content) = encoding::detect(head);
    let mut facts = FileFacts { hash: bytes::hash(&mut file)?, encoding: encoding.name(), ..FileFacts::new(stat) };
    if options.known_hash.as_ref() == Some(&facts.hash) {
        facts.settled = bytes::stat(&file)? == stat;
        return Ok(FileFacts { same: true, ..facts });
    }
    file.seek(SeekFrom::Start((head.len() - content.len()) as u64))?;
    let mut text = BufReader::with_capacity(HEAD, Transcoder::new(&file, encoding));
    let outcome = run(reader, Input::Stream(&mut text), path, options, &mut facts, &[], sink);
    facts.settled = bytes::stat(&file)? == stat;
    outcome.map(|()| facts)
}

fn choose(head: &Head) -> Option<&'static dyn Reader> {
    READERS.iter().copied().find(|reader| reader.recognises(head))
}

/// Lets `reader` read, completes what it gives, and counts it.
fn run(
    reader: &dyn Reader,
    input: Input,
    path: &Path,
    options: &Options,
    facts: &mut FileFacts,
    warnings: &[String],
    sink: &mut dyn FnMut(Item),
) -> Result<(), Fault> {
    facts.format = reader.name();
    let source = Source {
        path: paths::to_text(path),
        ordinal: 0,
        format: facts.format.to_owned(),
        encoding: facts.encoding.to_owned(),
        bytes: facts.bytes,
        hash: facts.hash.clone(),
        modified: Timestamp::from_nanosecond(facts.modified.into()).ok(),
    };
    reader.read(input, options, &mut |item| {
        let item = match item {
            Item::Dispatch(mut dispatch) => {
                identity::finish(&mut dispatch, Source { ordinal: facts.dispatches, ..source.clone() }, warnings);
                facts.dispatches += 1;
                Item::Dispatch(dispatch)
            }
            skipped => skipped,
        };
        sink(item);
    })
}

#[cfg(test)]
mod tests;
