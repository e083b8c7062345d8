//! From the bytes of a file, or of a member of an archive, to dispatches: archives are opened, texts are decoded, and the
//! first reader that recognises a text takes it.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use jiff::Timestamp;

use super::about::About;
use super::container::{self, Bytes, CONTAINERS, Container};
use super::encoding::{self, Transcoder};
use super::fault::{Fault, Place, Skip, SkipReason};
use super::read::{FileFacts, HELD, Options};
use super::reader::{Head, Input, Item, Reader};
use super::{READERS, identity, magic};
use crate::dispatch::Source;

/// How much is looked at to see whether bytes are text at all, or an archive.
pub(super) const SNIFF: u64 = 8 << 10;
/// Archives in archives are opened as deep as this.
const DEEPEST: u8 = 8;
/// An archive may unpack to this many times its size, and to [`FREE`] bytes in any case: text rarely shrinks to a
/// hundredth, and a bomb to less than a thousandth.
const MOST_RATIO: u64 = 1000;
const FREE: u64 = 256 << 20;

/// What the bytes are of.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The file, and behind `!/` the member of it: `1998.tar.gz!/juin/0604.txt`.
    pub path: String,
    /// The member alone; empty for the file itself.
    pub within: String,
    pub modified: Option<Timestamp>,
    /// In how many archives it lies.
    pub depth: u8,
    /// What is said of it from outside.
    pub about: About,
}

impl Origin {
    /// A member of this, whose name may be hostile: it is shown as a path that leads nowhere else.
    pub fn member(&self, name: &str, modified: Option<Timestamp>) -> Origin {
        self.labelled(&container::harmless_name(name), modified)
    }

    /// A member that is called by something else than a path, such as the address of a page.
    pub fn labelled(&self, label: &str, modified: Option<Timestamp>) -> Origin {
        let mut name = label.to_owned();
        name.retain(|c| !c.is_control());
        let join = |outer: &str, by: &str| format!("{outer}{by}{name}");
        Origin {
            path: join(&self.path, "!/"),
            within: if self.within.is_empty() { name.clone() } else { join(&self.within, "!/") },
            modified: modified.or(self.modified),
            depth: self.depth + 1,
            about: About::default(),
        }
    }

    /// The same, and what is said of it from outside.
    pub fn with(self, about: About) -> Origin {
        Origin { about, ..self }
    }

    /// The same file without its compression.
    pub fn unpacked(&self) -> Origin {
        Origin { depth: self.depth + 1, ..self.clone() }
    }
}

/// Reading under way: what it gives goes to the sink, what it has shown to `facts`.
pub struct Reading<'a> {
    pub facts: FileFacts,
    pub options: &'a Options,
    sink: &'a mut dyn FnMut(Item),
    /// How much may still come out of archives, in bytes.
    pub unpacked: u64,
}

impl<'a> Reading<'a> {
    pub fn new(facts: FileFacts, options: &'a Options, sink: &'a mut dyn FnMut(Item)) -> Self {
        let unpacked = facts.bytes.saturating_mul(MOST_RATIO).saturating_add(FREE);
        Reading { facts, options, sink, unpacked }
    }

    /// Reads bytes that are held.
    pub fn whole(&mut self, origin: &Origin, bytes: &[u8]) -> Result<(), Fault> {
        let head = &bytes[..bytes.len().min(SNIFF as usize)];
        if let Some(container) = container_of(head) {
            return self.open(container, origin, Bytes::Seekable(&mut Cursor::new(bytes)));
        }
        if let Some(reason) = unreadable(head) {
            self.skip(origin, Skip::file(reason));
            return Ok(());
        }
        self.text(origin, bytes)
    }

    /// Reads a file that is too large to be held.
    pub fn file(&mut self, origin: &Origin, bytes: &mut BufReader<&std::fs::File>) -> Result<(), Fault> {
        let head = bytes.fill_buf()?;
        match container_of(&head[..head.len().min(SNIFF as usize)]) {
            Some(container) => self.open(container, origin, Bytes::Seekable(bytes)),
            None => self.stream(origin, bytes),
        }
    }

    /// Reads bytes of any number.
    pub fn stream(&mut self, origin: &Origin, bytes: &mut dyn BufRead) -> Result<(), Fault> {
        let (head, cut) = gather(bytes, SNIFF);
        if cut.is_none()
            && let Some(container) = container_of(&head)
        {
            return self.open(container, origin, Bytes::Stream(&mut Cursor::new(head).chain(bytes)));
        }
        if let Some(reason) = unreadable(&head) {
            match cut {
                Some(error) if head.is_empty() => return Err(error.into()),
                _ => self.skip(origin, Skip::file(reason)),
            }
            return Ok(());
        }
        let limit = self.options.max_dispatch_bytes;
        let (held, cut) = gather(&mut Cursor::new(head).chain(&mut *bytes), HELD.min(limit));
        if let Some(error) = cut {
            // What came before the break is as good as any file that was cut off.
            self.text(origin, &held)?;
            return Err(error.into());
        }
        if (held.len() as u64) < HELD.min(limit) {
            return self.text(origin, &held);
        }
        self.pieces(origin, held, bytes)
    }

    /// Reads a long text: piece by piece if its format allows it, else as a whole up to the limit.
    fn pieces(&mut self, origin: &Origin, mut held: Vec<u8>, bytes: &mut dyn BufRead) -> Result<(), Fault> {
        let limit = self.options.max_dispatch_bytes;
        let whole_lines = memchr::memrchr(b'\n', &held).map_or(held.len(), |at| at + 1);
        let head = &held[..whole_lines];
        let text = encoding::decode(head).text;
        match choose(&Head { text: &text, whole: false }) {
            Some(reader) if reader.streams() => {
                let (encoding, content) = encoding::detect(head);
                self.facts.encoding = encoding.name();
                let mark = head.len() - content.len();
                let all = Cursor::new(&held[mark..]).chain(bytes);
                let mut text = BufReader::with_capacity(256 << 10, Transcoder::new(all, encoding));
                self.run(reader, Input::Stream(&mut text), origin, &[])
            }
            _ => {
                drop(text);
                let left = limit.saturating_add(1).saturating_sub(held.len() as u64);
                bytes.take(left).read_to_end(&mut held)?;
                if held.len() as u64 > limit {
                    let bytes = if origin.depth == 0 { self.facts.bytes } else { limit + 1 };
                    return Err(Fault::TooLarge { bytes, limit });
                }
                self.text(origin, &held)
            }
        }
    }

    /// Reads a text that is held.
    fn text(&mut self, origin: &Origin, bytes: &[u8]) -> Result<(), Fault> {
        let decoded = encoding::decode(bytes);
        self.facts.encoding = decoded.label;
        if decoded.text.trim().is_empty() {
            self.skip(origin, Skip::file(SkipReason::Empty));
            return Ok(());
        }
        match choose(&Head { text: &decoded.text, whole: true }) {
            Some(reader) => self.run(reader, Input::Text(&decoded.text), origin, &decoded.warnings)?,
            None => {
                self.skip(origin, Skip::file(SkipReason::NotADispatch("no reader knows this text".to_owned())));
            }
        }
        Ok(())
    }

    /// Lets `reader` read, completes what it gives, and counts it.
    fn run(&mut self, reader: &dyn Reader, input: Input, origin: &Origin, warnings: &[String]) -> Result<(), Fault> {
        if origin.depth == 0 {
            self.facts.format = reader.name();
        }
        self.facts.has_table |= reader.maps_columns();
        let source = self.source(origin, reader.name());
        let mut ordinal = 0;
        let (options, facts, sink) = (self.options, &mut self.facts, &mut self.sink);
        reader.read(input, options, &mut |item| match item {
            Item::Dispatch(mut dispatch) => {
                origin.about.complete(&mut dispatch);
                identity::finish(&mut dispatch, Source { ordinal, ..source.clone() }, warnings);
                ordinal += 1;
                facts.dispatches += 1;
                sink(Item::Dispatch(dispatch));
            }
            Item::Skipped(skip) => sink(within(origin, skip).into()),
        })
    }

    /// Gives what a container has read itself, such as the text of a mail; `ordinal` counts within `origin`.
    pub fn give(&mut self, origin: &Origin, format: &'static str, ordinal: u64, item: Item) {
        match item {
            Item::Dispatch(mut dispatch) => {
                identity::finish(&mut dispatch, Source { ordinal, ..self.source(origin, format) }, &[]);
                self.facts.dispatches += 1;
                (self.sink)(Item::Dispatch(dispatch));
            }
            Item::Skipped(skip) => self.skip(origin, skip),
        }
    }

    /// Reads a member of an archive. What is wrong with it costs no other member.
    pub fn member(&mut self, origin: &Origin, bytes: &mut dyn BufRead) {
        if let Err(fault) = self.stream(origin, bytes) {
            self.skip(origin, Skip::file(SkipReason::Broken(fault.to_string())));
        }
    }

    /// Reports a place that gave nothing.
    pub fn skip(&mut self, origin: &Origin, skip: Skip) {
        (self.sink)(within(origin, skip).into());
    }

    fn open(&mut self, container: &dyn Container, origin: &Origin, bytes: Bytes) -> Result<(), Fault> {
        if origin.depth == 0 {
            self.facts.format = container.name();
        }
        if origin.depth == DEEPEST {
            let reason = format!("an archive in {DEEPEST} others, not opened; unpack it first");
            self.skip(origin, Skip::file(SkipReason::Broken(reason)));
            return Ok(());
        }
        container.read(origin, bytes, self)
    }

    fn source(&self, origin: &Origin, format: &str) -> Source {
        Source {
            path: origin.path.clone(),
            ordinal: 0,
            format: format.to_owned(),
            encoding: self.facts.encoding.to_owned(),
            bytes: self.facts.bytes,
            hash: self.facts.hash.clone(),
            modified: origin.modified,
        }
    }
}

fn within(origin: &Origin, skip: Skip) -> Skip {
    if origin.within.is_empty() {
        return skip;
    }
    let place = match skip.at {
        Place::File => origin.within.clone(),
        at => format!("{}, {at}", origin.within),
    };
    Skip { at: Place::Member(place), reason: skip.reason }
}

/// Up to `most` bytes, and what broke them off.
fn gather(bytes: &mut dyn BufRead, most: u64) -> (Vec<u8>, Option<io::Error>) {
    let mut held = Vec::new();
    let cut = bytes.take(most).read_to_end(&mut held).err();
    (held, cut)
}

fn container_of(head: &[u8]) -> Option<&'static dyn Container> {
    CONTAINERS.iter().copied().find(|container| container.recognises(head))
}

fn choose(head: &Head) -> Option<&'static dyn Reader> {
    READERS.iter().copied().find(|reader| reader.recognises(head))
}

/// Why a file that opens with these bytes is not worth reading.
pub(super) fn unreadable(head: &[u8]) -> Option<SkipReason> {
    if head.is_empty() {
        return Some(SkipReason::Empty);
    }
    if container_of(head).is_some() {
        return None;
    }
    let kind = magic::binary_kind(head).map(SkipReason::Binary);
    kind.or_else(|| {
        let (encoding, content) = encoding::detect(head);
        let wide = encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE;
        let text = wide.then(|| encoding.decode_without_bom_handling(content).0);
        magic::is_not_text(text.as_ref().map_or(content, |text| text.as_bytes())).then_some(SkipReason::NotText)
    })
}
