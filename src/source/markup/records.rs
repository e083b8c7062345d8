//! Cuts a file into its dispatches: `<item>…</item>`, `<DOC>…</DOC>`, one at a time and however long the file is.
//!
//! What comes before the first one, such as the envelope or the channel, is at hand with each of them. Only the names of
//! elements are looked at; a record is XML, SGML or whatever its reader makes of it.

use std::io::BufRead;

use memchr::memmem;

use crate::source::fault::{Fault, Place, Skip, SkipReason};
use crate::source::reader::{Input, Item};

/// At least this much is read at once, and never less than what is held, so that nothing is looked at too often.
const CHUNK: usize = 256 << 10;
/// More than this before the first record is not kept.
const LONGEST_PROLOG: usize = 1 << 20;

/// One record of a file.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    /// From its opening tag to its closing tag, both included.
    pub text: &'a str,
    /// What comes before the first record of the file.
    pub prolog: &'a str,
    /// Its place among the records, from 1.
    pub number: u64,
    /// False if the file, or the next record, begins before it is closed.
    pub closed: bool,
}

impl<'a> Record<'a> {
    /// The text without the tag that a file that was cut off ends in.
    pub fn whole_tags(&self) -> &'a str {
        let last = self.text.rfind('<').filter(|_| !self.closed);
        let begun = last.filter(|at| {
            let rest = &self.text.as_bytes()[at + 1..];
            let is_tag = rest.first().is_none_or(|byte| byte.is_ascii_alphabetic() || b"/!?".contains(byte));
            is_tag && !rest.contains(&b'>')
        });
        begun.map_or(self.text, |at| &self.text[..at])
    }
}

/// Which elements are records.
#[derive(Clone, Copy, Debug)]
pub struct Cut<'a> {
    /// Names without prefix, compared without case.
    pub names: &'a [&'a str],
    /// XML: one of the same name may lie inside, comments and CDATA sections hold no tags. In SGML an opening tag ends a
    /// record that was never closed, and `<!--` is text.
    pub xml: bool,
}

/// Calls `each` with every record of `input`, in order. A record longer than `limit` bytes is a skip given to `sink`.
///
/// # Errors
/// What the input or `each` gives.
pub fn each(
    input: Input,
    cut: Cut,
    limit: u64,
    sink: &mut dyn FnMut(Item),
    mut each: impl FnMut(Record, &mut dyn FnMut(Item)) -> Result<(), Fault>,
) -> Result<(), Fault> {
    match input {
        Input::Text(text) => {
            let mut cutter = Cutter::new(cut, limit);
            cutter.run(text, true, sink, &mut each)
        }
        Input::Stream(bytes) => each_of_stream(bytes, Cutter::new(cut, limit), sink, &mut each),
    }
}

type Each<'e> = dyn FnMut(Record, &mut dyn FnMut(Item)) -> Result<(), Fault> + 'e;

fn each_of_stream(
    bytes: &mut dyn BufRead,
    mut cutter: Cutter,
    sink: &mut dyn FnMut(Item),
    each: &mut Each,
) -> Result<(), Fault> {
    let mut held = String::new();
    // The start of a character that goes on in the next piece.
    let mut split = Vec::new();
    loop {
        let ended = fill(bytes, &mut held, &mut split)?;
        cutter.run(&held, ended, sink, each)?;
        if ended {
            return Ok(());
        }
        held.drain(..cutter.release());
    }
}

/// Appends the next piece; true at the end of the stream.
pub(in crate::source) fn fill(bytes: &mut dyn BufRead, held: &mut String, split: &mut Vec<u8>) -> Result<bool, Fault> {
    let wanted = held.len() + CHUNK.max(held.len());
    while held.len() < wanted {
        let piece = bytes.fill_buf()?;
        if piece.is_empty() {
            held.push_str(&String::from_utf8_lossy(split));
            split.clear();
            return Ok(true);
        }
        let taken = piece.len();
        if split.is_empty() {
            append(piece, held, split);
        } else {
            let mut whole = std::mem::take(split);
            whole.extend_from_slice(piece);
            append(&whole, held, split);
        }
        bytes.consume(taken);
    }
    Ok(false)
}

/// Appends what is whole of `piece`; an unfinished character at its end goes to `split`.
fn append(piece: &[u8], held: &mut String, split: &mut Vec<u8>) {
    match std::str::from_utf8(piece) {
        Ok(text) => held.push_str(text),
        Err(error) if error.error_len().is_none() => {
            let (whole, rest) = piece.split_at(error.valid_up_to());
            held.push_str(&String::from_utf8_lossy(whole));
            split.extend_from_slice(rest);
        }
        Err(_) => held.push_str(&String::from_utf8_lossy(piece)),
    }
}

/// An element that is open.
#[derive(Clone, Copy, Debug)]
struct Open {
    start: usize,
    /// How many of its own name are open, itself included.
    depth: usize,
    /// Which of the names it has.
    name: usize,
    /// It has grown too long: only its end is looked for.
    dropped: bool,
}

struct Cutter<'a> {
    cut: Cut<'a>,
    limit: usize,
    prolog: String,
    number: u64,
    /// How far the text has been looked at.
    at: usize,
    open: Option<Open>,
    /// Which of [`ENDS`] do not stand in the rest of the file.
    endless: [bool; 3],
}

/// What ends comments, CDATA sections and tags.
const ENDS: [&[u8]; 3] = [b"-->", b"]]>", b">"];

impl<'a> Cutter<'a> {
    fn new(cut: Cut<'a>, limit: u64) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        Cutter { cut, limit, prolog: String::new(), number: 0, at: 0, open: None, endless: [false; 3] }
    }

    /// How much of the text is done with; offsets count from there from now on.
    fn release(&mut self) -> usize {
        let done = match &self.open {
            Some(open) if !open.dropped => open.start,
            _ => self.at,
        };
        self.at -= done;
        if let Some(open) = &mut self.open {
            open.start = open.start.saturating_sub(done);
        }
        done
    }

    /// Gives the records that `text` closes. Unless it `ended`, the last tag may go on in the next piece.
    fn run(&mut self, text: &str, ended: bool, sink: &mut dyn FnMut(Item), each: &mut Each) -> Result<(), Fault> {
        while let Some(found) = memchr::memchr(b'<', &text.as_bytes()[self.at..]) {
            let tag = self.at + found;
            self.keep_prolog(&text[self.at..tag]);
            let Some(end) = self.end_of_markup(text, tag, ended) else {
                self.at = tag;
                break;
            };
            self.at = end;
            self.drop_if_too_long(sink);
            match self.named(&text[tag..end]) {
                Some((name, closes)) => self.tag(text, tag..end, name, closes, sink, each)?,
                None => self.keep_prolog(&text[tag..end]),
            }
        }
        if memchr::memchr(b'<', &text.as_bytes()[self.at..]).is_none() {
            self.keep_prolog(&text[self.at..]);
            self.at = text.len();
            self.drop_if_too_long(sink);
        }
        if ended && let Some(open) = self.open.take() {
            self.give(&text[open.start..], open, false, sink, each)?;
        }
        Ok(())
    }

    fn tag(
        &mut self,
        text: &str,
        tag: std::ops::Range<usize>,
        name: usize,
        closes: bool,
        sink: &mut dyn FnMut(Item),
        each: &mut Each,
    ) -> Result<(), Fault> {
        let empty = !closes && text[tag.clone()].ends_with("/>");
        match &mut self.open {
            None if closes => {}
            None => {
                let open = Open { start: tag.start, depth: 1, name, dropped: false };
                if empty {
                    return self.give(&text[tag], open, true, sink, each);
                }
                self.open = Some(open);
            }
            Some(open) if open.name != name || empty => {}
            Some(open) if closes => {
                open.depth -= 1;
                let open = *open;
                if open.depth == 0 {
                    self.open = None;
                    return self.give(&text[open.start..tag.end], open, true, sink, each);
                }
            }
            Some(open) if self.cut.xml => open.depth += 1,
            Some(open) => {
                let unclosed = std::mem::replace(open, Open { start: tag.start, depth: 1, name, dropped: false });
                return self.give(&text[unclosed.start..tag.start], unclosed, false, sink, each);
            }
        }
        Ok(())
    }

    fn give(
        &mut self,
        text: &str,
        open: Open,
        closed: bool,
        sink: &mut dyn FnMut(Item),
        each: &mut Each,
    ) -> Result<(), Fault> {
        if open.dropped {
            return Ok(());
        }
        self.number += 1;
        each(Record { text, prolog: &self.prolog, number: self.number, closed }, sink)
    }

    fn drop_if_too_long(&mut self, sink: &mut dyn FnMut(Item)) {
        let Some(open) = self.open.as_mut().filter(|open| !open.dropped) else { return };
        if self.at - open.start > self.limit {
            open.dropped = true;
            self.number += 1;
            let reason = format!("a record of more than {} bytes, which is the most that is read", self.limit);
            sink(Skip { at: Place::Record(self.number), reason: SkipReason::Broken(reason) }.into());
        }
    }

    fn keep_prolog(&mut self, text: &str) {
        if self.open.is_none() && self.number == 0 && self.prolog.len() + text.len() <= LONGEST_PROLOG {
            self.prolog.push_str(text);
        }
    }

    /// Where the markup that opens at `tag` ends; None if that is not known before more is read.
    fn end_of_markup(&mut self, text: &str, tag: usize, ended: bool) -> Option<usize> {
        let rest = &text.as_bytes()[tag..];
        let kind = match rest {
            [b'<', b'!', b'-', b'-', ..] if self.cut.xml => 0,
            [b'<', b'!', b'[', b'C', b'D', b'A', b'T', b'A', b'[', ..] if self.cut.xml => 1,
            [b'<', b'/' | b'A'..=b'Z' | b'a'..=b'z' | b'_', ..] if self.named(&text[tag..]).is_some() => 2,
            // The tag of no record, or no tag at all; so near the end it may still become one.
            _ if rest.len() < LONGEST_NAME && !ended => return None,
            _ => return Some(tag + 1),
        };
        let end = ENDS[kind];
        let found = if self.endless[kind] { None } else { memmem::find(rest, end) };
        if found.is_none() && ended {
            // So nobody looks again, which would take quadratic time.
            self.endless[kind] = true;
            return Some(tag + 1);
        }
        found.map(|at| tag + at + end.len())
    }

    /// Which of the names the tag at the start of `tag` has, and whether it closes.
    fn named(&self, tag: &str) -> Option<(usize, bool)> {
        let inner = tag.strip_prefix('<')?;
        let (name, closes) = inner.strip_prefix('/').map_or((inner, false), |name| (name, true));
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':');
        let name = &name[..name.bytes().take(LONGEST_NAME).take_while(is_name).count()];
        let is_it = |known: &&str| {
            let Some(prefix) = name.len().checked_sub(known.len()) else { return false };
            (prefix == 0 || name.as_bytes()[prefix - 1] == b':') && name[prefix..].eq_ignore_ascii_case(known)
        };
        self.cut.names.iter().position(is_it).map(|name| (name, closes))
    }
}

/// Longer than any name of a record with its prefix, in bytes.
const LONGEST_NAME: usize = 64;

#[cfg(test)]
mod tests;
