//! Cuts a file of JSON into its records, one at a time and however long the file is: the elements of a list, what lies in
//! an envelope, or objects one after another.
//!
//! Only brackets and quotes are looked at, so that a record in a broken syntax costs itself and not those after it. An
//! object may be an envelope and a record at once: it is given last, without the records it held.

use std::io::BufRead;

use memchr::{memchr_iter, memrchr};

use super::value::folded;
use crate::source::fault::{Fault, Place, Skip, SkipReason};
use crate::source::markup::records::fill;
use crate::source::reader::{Input, Item};

mod open;

use open::{Open, end_of_text};

/// Keys of an envelope under which records stand: BBC `item`, AP `data.item`, Elasticsearch `hits.hits`, AFP
/// `response.docs`, JSON Feed `items`; the others are those of databases and web services.
const ENVELOPE: [&str; 13] = [
    "item",
    "items",
    "data",
    "hits",
    "response",
    "docs",
    "results",
    "articles",
    "documents",
    "entries",
    "posts",
    "records",
    "rows",
];
/// Envelopes lie in one another this deep at most.
const DEEPEST: usize = 8;

/// One record of a file.
#[derive(Debug)]
pub struct Record<'a> {
    pub text: &'a str,
    /// The file for one that is no element of a list.
    pub at: Place,
    pub start: Position,
    /// False if the file ends before the record does.
    pub closed: bool,
    /// It held other records, which have been given.
    pub is_envelope: bool,
}

/// A place in a file, both counted from 1, `column` in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: u64,
    pub column: u64,
}

impl Position {
    /// The place of what a parser, which counts from the start of the record, found at `line` and `column`.
    pub fn plus(self, line: u64, column: u64) -> Position {
        let column = if line <= 1 { self.column - 1 + column } else { column };
        Position { line: self.line + line.saturating_sub(1), column }
    }

    fn broken(self, what: &str) -> Fault {
        Fault::Broken { format: "JSON", line: self.line, column: self.column, what: what.to_owned() }
    }
}

/// Calls `each` with every record of `input`, in order. One longer than `limit` bytes is a skip given to `sink`.
///
/// # Errors
/// [`Fault::Broken`] where the outermost lists and objects break; what `input` or `each` give.
pub fn each(input: Input, limit: u64, sink: &mut dyn FnMut(Item), each: &mut Each) -> Result<(), Fault> {
    let mut cutter = Cutter::new(usize::try_from(limit).unwrap_or(usize::MAX));
    match input {
        Input::Text(text) => cutter.run(text, true, sink, each),
        Input::Stream(bytes) => each_of_stream(bytes, cutter, sink, each),
    }
}

/// What is done with a record.
pub type Each<'e> = dyn FnMut(Record, &mut dyn FnMut(Item)) -> Result<(), Fault> + 'e;

fn each_of_stream(
    bytes: &mut dyn BufRead,
    mut cutter: Cutter,
    sink: &mut dyn FnMut(Item),
    each: &mut Each,
) -> Result<(), Fault> {
    let (mut held, mut split) = (String::new(), Vec::new());
    loop {
        let ended = fill(bytes, &mut held, &mut split)?;
        cutter.run(&held, ended, sink, each)?;
        if ended {
            return Ok(());
        }
        held.drain(..cutter.release(&held));
    }
}

/// A list or an object that may hold records.
enum Frame {
    List,
    Object(Outer),
}

/// An object on the way to its end.
struct Outer {
    start: Position,
    /// What has been released, or stands before the last envelope in it.
    own: String,
    /// Where in the text the rest begins.
    from: usize,
    is_envelope: bool,
    /// It has grown too long: nothing is kept of it.
    dropped: bool,
}

struct Cutter {
    limit: usize,
    frames: Vec<Frame>,
    open: Option<Open>,
    /// How far the text has been looked at.
    at: usize,
    /// Elements of lists so far.
    number: u64,
    /// The position of the offset `marked` in the text.
    mark: Position,
    marked: usize,
}

impl Cutter {
    fn new(limit: usize) -> Self {
        let mark = Position { line: 1, column: 1 };
        Cutter { limit, frames: Vec::new(), open: None, at: 0, number: 0, mark, marked: 0 }
    }

    /// How much of the text is done with; offsets count from there from now on.
    fn release(&mut self, text: &str) -> usize {
        let needed = match (self.frames.last(), &self.open) {
            (Some(Frame::Object(outer)), _) => {
                if outer.dropped {
                    self.at
                } else {
                    outer.from
                }
            }
            (_, Some(open)) if !open.dropped => open.start,
            _ => self.at,
        };
        let done = (0..=needed).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        self.position(text, done);
        self.marked -= done;
        self.at -= done;
        if let Some(open) = &mut self.open {
            open.start = open.start.saturating_sub(done);
        }
        if let Some(Frame::Object(outer)) = self.frames.last_mut() {
            outer.from = outer.from.saturating_sub(done);
        }
        done
    }

    /// The position of an offset that is not before the last one asked for.
    fn position(&mut self, text: &str, at: usize) -> Position {
        let passed = &text.as_bytes()[self.marked.min(at)..at];
        match memrchr(b'\n', passed) {
            Some(last) => {
                self.mark.line += memchr_iter(b'\n', passed).count() as u64;
                self.mark.column = (passed.len() - last) as u64;
            }
            None => self.mark.column += passed.len() as u64,
        }
        self.marked = self.marked.max(at);
        self.mark
    }

    /// Gives the records that `text` closes. Unless it `ended`, it goes on in the next piece.
    fn run(&mut self, text: &str, ended: bool, sink: &mut dyn FnMut(Item), each: &mut Each) -> Result<(), Fault> {
        loop {
            if self.open.is_some() {
                if !self.close(text, ended, sink, each)? {
                    return Ok(());
                }
                continue;
            }
            let rest = &text[self.at..];
            let is_blank = |c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | '\u{feff}');
            self.at += rest.len() - rest.trim_start_matches(is_blank).len();
            let Some(next) = text.as_bytes().get(self.at) else {
                return if ended && !self.frames.is_empty() { self.cut_off(text, each, sink) } else { Ok(()) };
            };
            match (self.frames.last(), next) {
                (None, b'{') => self.enter_object(text),
                (None, b'[') => self.enter_list(),
                (Some(Frame::List), b']') => self.leave(),
                (Some(Frame::List), _) => self.begin(self.at, true),
                (Some(Frame::Object(_)), b'}') => self.end_of_object(text, sink, each)?,
                (Some(Frame::Object(_)), b'"') => {
                    if !self.member(text)? {
                        return if ended { self.cut_off(text, each, sink) } else { self.wait_for_key(text) };
                    }
                }
                (None, _) => return Err(self.position(text, self.at).broken("expected `{` or `[`")),
                (Some(Frame::Object(_)), _) => {
                    return Err(self.position(text, self.at).broken("expected a key or `}`"));
                }
            }
        }
    }

    fn enter_object(&mut self, text: &str) {
        let start = self.position(text, self.at);
        let from = self.at;
        let outer = Outer { start, own: String::new(), from, is_envelope: false, dropped: false };
        self.frames.push(Frame::Object(outer));
        self.at += 1;
    }

    fn enter_list(&mut self) {
        self.frames.push(Frame::List);
        self.at += 1;
    }

    /// Ends a list or an object; the object it lies in goes on behind it.
    fn leave(&mut self) {
        self.at += 1;
        self.frames.pop();
        if let Some(Frame::Object(outer)) = self.frames.last_mut() {
            outer.from = self.at;
        }
    }

    fn begin(&mut self, start: usize, is_record: bool) {
        let open = Open { start, depth: 0, in_text: false, is_bare: false, is_record, dropped: false };
        self.open = Some(open);
        self.at = start;
    }

    /// Takes a key and the beginning of its value; false if they go on in the next piece.
    fn member(&mut self, text: &str) -> Result<bool, Fault> {
        let bytes = text.as_bytes();
        let Some(key_end) = end_of_text(bytes, self.at + 1) else { return Ok(false) };
        let Some(colon) = after_blanks(bytes, key_end) else { return Ok(false) };
        if bytes[colon] != b':' {
            return Err(self.position(text, colon).broken("expected `:` after a key"));
        }
        let Some(value) = after_blanks(bytes, colon + 1) else { return Ok(false) };
        if matches!(bytes[value], b',' | b'}' | b']') {
            self.at = value;
            return Ok(true);
        }
        let key = folded(text[self.at + 1..key_end - 1].into());
        let opens = matches!(bytes[value], b'{' | b'[') && self.frames.len() < DEEPEST;
        if !(opens && ENVELOPE.contains(&key.as_ref())) {
            self.begin(value, false);
            return Ok(true);
        }
        // The first byte of a list tells whether it holds records or something else.
        let Some(first) = after_blanks(bytes, value + 1) else { return Ok(false) };
        if bytes[value] == b'[' && !matches!(bytes[first], b'{' | b']') {
            self.begin(value, false);
            return Ok(true);
        }
        self.set_aside(text, value);
        self.at = value;
        if bytes[value] == b'{' {
            self.enter_object(text)
        } else {
            self.enter_list()
        }
        Ok(true)
    }

    /// A key that goes on in the next piece is held, and must not be longer than a record.
    fn wait_for_key(&mut self, text: &str) -> Result<(), Fault> {
        if text.len() - self.at > self.limit {
            return Err(self.position(text, self.at).broken("a key without end"));
        }
        Ok(())
    }

    /// Keeps what the object has of its own before the envelope that opens at `at`.
    fn set_aside(&mut self, text: &str, at: usize) {
        let Some(Frame::Object(outer)) = self.frames.last_mut() else { return };
        outer.is_envelope = true;
        if !outer.dropped {
            outer.own.push_str(&text[outer.from..at]);
            outer.own.push_str("null");
        }
    }

    fn end_of_object(&mut self, text: &str, sink: &mut dyn FnMut(Item), each: &mut Each) -> Result<(), Fault> {
        let end = self.at + 1;
        if let Some(Frame::Object(outer)) = self.frames.last_mut() {
            let mut own = std::mem::take(&mut outer.own);
            let (start, is_envelope) = (outer.start, outer.is_envelope);
            if !outer.dropped {
                let rest = &text[outer.from..end];
                let text = if own.is_empty() {
                    rest
                } else {
                    own.push_str(rest);
                    &own
                };
                each(Record { text, at: Place::File, start, closed: true, is_envelope }, sink)?;
            }
        }
        self.leave();
        Ok(())
    }

    /// Looks for the end of the open value, and gives it if it is a record; false if it goes on in the next piece.
    fn close(&mut self, text: &str, ended: bool, sink: &mut dyn FnMut(Item), each: &mut Each) -> Result<bool, Fault> {
        let Some(open) = &mut self.open else { return Ok(true) };
        let found = open.scan(text.as_bytes(), &mut self.at);
        self.drop_if_too_long(sink);
        if !found && !ended {
            return Ok(false);
        }
        let Some(open) = self.open.take() else { return Ok(true) };
        if !open.is_record {
            return Ok(true);
        }
        if !open.dropped {
            self.number += 1;
            let start = self.position(text, open.start);
            let closed = found || open.is_bare;
            let at = Place::Record(self.number);
            each(Record { text: &text[open.start..self.at], at, start, closed, is_envelope: false }, sink)?;
        }
        Ok(true)
    }

    fn drop_if_too_long(&mut self, sink: &mut dyn FnMut(Item)) {
        let mut too_long = |at| {
            let reason = format!("a record of more than {} bytes, which is the most that is read", self.limit);
            sink(Skip { at, reason: SkipReason::Broken(reason) }.into());
        };
        match (self.frames.last_mut(), &mut self.open) {
            (Some(Frame::Object(outer)), _)
                if !outer.dropped && outer.own.len() + (self.at - outer.from) > self.limit =>
            {
                outer.dropped = true;
                outer.own = String::new();
                too_long(Place::File);
            }
            (Some(Frame::List), Some(open)) if !open.dropped && self.at - open.start > self.limit => {
                open.dropped = true;
                self.number += 1;
                too_long(Place::Record(self.number));
            }
            _ => {}
        }
    }

    /// The file ends in a list or an object: what there is of the object is given as it is.
    fn cut_off(&mut self, text: &str, each: &mut Each, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        if let Some(Frame::Object(outer)) = self.frames.last()
            && !outer.dropped
            && !outer.is_envelope
        {
            let (text, start) = (&text[outer.from..], outer.start);
            return each(Record { text, at: Place::File, start, closed: false, is_envelope: false }, sink);
        }
        let mut position = self.position(text, text.len());
        position.column -= 1;
        Err(position.broken(CUT_OFF))
    }
}

/// What is said of a file that ends before its outermost bracket is closed.
pub const CUT_OFF: &str = "it ends in the middle, as if cut off";

fn after_blanks(text: &[u8], from: usize) -> Option<usize> {
    text[from..].iter().position(|byte| !byte.is_ascii_whitespace()).map(|at| from + at)
}

#[cfg(test)]
mod tests;
