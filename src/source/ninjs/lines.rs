//! JSON Lines: a record a line, so that a broken line costs no more than itself.

use std::io::{self, BufRead, Read};

use serde::de::IgnoredAny;
use serde_json::de::{Deserializer, SliceRead};

use super::document;
use crate::source::fault::{Fault, Place, Skip, SkipReason};
use crate::source::reader::Item;

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

/// Gives the record of every line. A line that is no JSON, or longer than `limit` bytes, is a skip that names it.
///
/// # Errors
/// Only when the bytes cannot be read.
pub fn read(bytes: &mut dyn BufRead, limit: u64, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
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
            read_line(&line, number, sink);
        }
    }
}

/// A line is a document of its own: as a rule one item, but it may be an envelope too.
fn read_line(line: &[u8], number: u64, sink: &mut dyn FnMut(Item)) {
    let json = Deserializer::new(SliceRead::new(line));
    let outcome = document::read(json, None, &mut |item| match item {
        Item::Skipped(Skip { reason, .. }) => sink(Skip { at: Place::Line(number), reason }.into()),
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
        let end = buffer.iter().position(|&byte| byte == b'\n');
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
        let text = "{\"uri\":\"a\",\"headline\":\"Un\"}\n\n{\"uri\": oups}\n{\"uri\":\"long\",\"headline\":\"xxxxxxxxxxxx\"}\n{\"uri\":\"b\",\"headline\":\"D\"}";
        let mut ids = Vec::new();
        let mut skipped = Vec::new();
        read(&mut text.as_bytes(), 32, &mut |item| match item {
            Item::Dispatch(dispatch) => ids.push(dispatch.id),
            Item::Skipped(skip) => skipped.push(skip.to_string()),
        })
        .unwrap();
        assert_eq!(ids, ["a", "b"]);
        assert_eq!(skipped.len(), 2);
        assert!(skipped[0].starts_with("line 3: broken JSON, column 9"), "{skipped:?}");
        assert!(skipped[1].starts_with("line 4: a line of 41 bytes"), "{skipped:?}");
    }
}
