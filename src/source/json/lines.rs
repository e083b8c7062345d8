//! JSON Lines: a record a line, so that a broken line costs no more than itself.

use std::io::{self, BufRead, Read};

use serde::de::IgnoredAny;

use super::document::{self, ReadRecord};
use crate::source::fault::{Fault, Place, Skip, SkipReason};
use crate::source::reader::{Input, Item};

/// Whether a file that opens like this has a record a line: the first of several lines is one, or else the next ones are.
pub fn is_lines(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let Some(first) = lines.next() else { return false };
    if !first.starts_with('{') {
        return false;
    }
    let mut next = lines.take(2).peekable();
    next.peek().is_some() && (is_record(first) || next.all(is_record))
}

fn is_record(line: &str) -> bool {
    line.starts_with('{') && serde_json::from_str::<IgnoredAny>(line).is_ok()
}

/// Gives what `read` makes of every line. A line that is no JSON, or longer than `limit` bytes, is a skip that names it.
///
/// # Errors
/// Only when the bytes cannot be read.
pub fn each(bytes: &mut dyn BufRead, limit: u64, read: &ReadRecord, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        let length = next_line(bytes, limit, &mut line)?;
        if length == 0 {
            return Ok(());
        }
        number += 1;
        if length > limit {
            let reason = format!("a line of {length} bytes, at most {limit} are read");
            sink(skip(number, reason));
        } else if !line.trim_ascii().is_empty() {
            one(&String::from_utf8_lossy(&line), number, read, sink);
        }
    }
}

/// A line is a document of its own: as a rule one record, but it may be an envelope too.
fn one(line: &str, number: u64, read: &ReadRecord, sink: &mut dyn FnMut(Item)) {
    let at = Place::Line(number);
    let outcome = document::records(Input::Text(line), u64::MAX, read, &mut |item| match item {
        Item::Skipped(Skip { reason, .. }) => sink(Skip { at: at.clone(), reason }.into()),
        dispatch => sink(dispatch),
    });
    match outcome {
        Ok(()) => {}
        Err(Fault::Broken { column, what, .. }) => sink(skip(number, format!("broken JSON, column {column}: {what}"))),
        Err(fault) => sink(skip(number, fault.to_string())),
    }
}

fn skip(number: u64, reason: String) -> Item {
    Skip { at: Place::Line(number), reason: SkipReason::Broken(reason) }.into()
}

/// Reads up to and with the next line end, and gives the length of the line; 0 at the end. Of a line longer than `limit`
/// the rest is read over.
fn next_line(bytes: &mut dyn BufRead, limit: u64, line: &mut Vec<u8>) -> io::Result<u64> {
    let mut length = (&mut *bytes).take(limit.saturating_add(1)).read_until(b'\n', line)? as u64;
    if length > limit && line.last() != Some(&b'\n') {
        line.clear();
        length += skip_line(bytes)?;
    }
    Ok(length)
}

/// The length of what is left of a line, which is read over.
fn skip_line(bytes: &mut dyn BufRead) -> io::Result<u64> {
    let mut length = 0;
    loop {
        let buffer = bytes.fill_buf()?;
        let end = memchr::memchr(b'\n', buffer);
        let taken = end.map_or(buffer.len(), |at| at + 1);
        bytes.consume(taken);
        length += taken as u64;
        if end.is_some() || taken == 0 {
            return Ok(length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispatch::Dispatch;
    use crate::source::json::Json;

    #[test]
    fn lines_are_told_from_documents() {
        let cases = [
            ("{\"uri\":\"a\"}\n{\"uri\":\"b\"}\n", true),
            ("\n{\"uri\":\"a\"}", false),
            ("{\"uri\": tronqu\n{\"uri\":\"b\"}\n{\"uri\":\"c\"}", true),
            ("{\"uri\":\"a\n{\"uri\":\"b\"}", true),
            ("{\n  \"uri\": \"a\"\n}", false),
            ("{\"items\":[\n{\"uri\":\"a\"},\n{\"uri\":\"b\"}\n]}", false),
            ("{\"items\":[\n{\"uri\":\"a\"}\n]}", false),
            ("[{\"uri\":\"a\"}]", false),
            ("", false),
        ];
        for (text, lines) in cases {
            assert_eq!(is_lines(text), lines, "{text}");
        }
    }

    #[test]
    fn bad_lines_are_named_and_the_others_kept() {
        let text = "{\"id\":\"a\"}\n\n{\"id\": 1 2}\n{\"id\":\"long\",\"x\":\"xxxxxxxxxxxxxxxxxxxxx\"}\n{\"id\":\"b\"}";
        let (mut given, mut skipped) = (0, Vec::new());
        let read = |_: &Json<'_>| Ok(Dispatch::default());
        each(&mut text.as_bytes(), 32, &read, &mut |item| match item {
            Item::Dispatch(_) => given += 1,
            Item::Skipped(skip) => skipped.push(skip.to_string()),
        })
        .unwrap();
        assert_eq!((given, skipped.len()), (2, 2), "{skipped:?}");
        assert!(skipped[0].starts_with("line 3: broken JSON, column 10"), "{skipped:?}");
        assert!(skipped[1].starts_with("line 4: a line of 42 bytes"), "{skipped:?}");
    }
}
