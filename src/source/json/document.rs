//! A file of JSON from front to back: each record is parsed, mended if it is broken, and made a dispatch or a skip.

use super::cut::{self, CUT_OFF, Position, Record};
use super::{lines, mend};
use crate::dispatch::Dispatch;
use crate::source::fault::{Fault, Place, Skip, SkipReason};
use crate::source::json::Json;
use crate::source::reader::{Input, Item};

/// Makes a dispatch of a record, or tells why there is none in it.
pub type ReadRecord<'r> = dyn Fn(&Json) -> Result<Dispatch, SkipReason> + 'r;

/// Gives what `read` makes of every record of `input`, whether they stand in a list, in envelopes, or one a line.
///
/// A record that is broken and cannot be mended, or is longer than `limit` bytes, is a skip that names it.
///
/// # Errors
/// [`Fault::Broken`] where the lists and objects around the records break or end too early.
pub fn each(input: Input, limit: u64, read: &ReadRecord, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
    match input {
        Input::Text(text) if lines::is_lines(text) => lines::each(&mut text.as_bytes(), u64::MAX, read, sink),
        Input::Text(text) => records(Input::Text(text), limit, read, sink),
        Input::Stream(bytes) => {
            if lines::is_lines(&String::from_utf8_lossy(bytes.fill_buf()?)) {
                return lines::each(bytes, limit, read, sink);
            }
            records(Input::Stream(bytes), limit, read, sink)
        }
    }
}

/// [`each`] of what is not one record a line.
pub fn records(input: Input, limit: u64, read: &ReadRecord, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
    let mut given = false;
    cut::each(input, limit, sink, &mut |record, sink| {
        if let Some(item) = item(&record, read)? {
            given = true;
            sink(item);
        }
        Ok(())
    })?;
    if !given {
        sink(Skip::file(SkipReason::Empty).into());
    }
    Ok(())
}

/// What a record gives; nothing if it is only an envelope.
fn item(record: &Record, read: &ReadRecord) -> Result<Option<Item>, Fault> {
    let parsed = Json::parse(record.text);
    if let Ok(value) = &parsed
        && !mend::has_double_escapes(record.text)
    {
        return Ok(taken(read(value), record));
    }
    if record.closed {
        let (text, mended) = mend::mend(record.text);
        if let Ok(value) = Json::parse(&text) {
            let outcome = read(&value).map(|mut dispatch| {
                dispatch.warnings.push(format!("broken JSON, mended: `{mended}`"));
                dispatch
            });
            return Ok(taken(outcome, record));
        }
    }
    match parsed {
        Ok(value) => Ok(taken(read(&value), record)),
        Err(error) => broken(record, &error).map(Some),
    }
}

/// A broken record among others is a skip; one that is all of the file, or its cut-off end, is a fault.
fn broken(record: &Record, error: &serde_json::Error) -> Result<Item, Fault> {
    let Position { line, column } = record.start.plus(error.line() as u64, error.column() as u64);
    let what = what(error, record.closed);
    if record.at == Place::File || !record.closed {
        return Err(Fault::Broken { format: "JSON", line, column, what });
    }
    let reason = SkipReason::Broken(format!("broken JSON at line {line}, column {column}: {what}"));
    Ok(Skip { at: record.at.clone(), reason }.into())
}

fn taken(outcome: Result<Dispatch, SkipReason>, record: &Record) -> Option<Item> {
    match outcome {
        // An envelope may have a title, but no text.
        Ok(dispatch) if record.is_envelope && dispatch.body.is_empty() => None,
        Err(_) if record.is_envelope => None,
        Ok(dispatch) => Some(dispatch.into()),
        Err(reason) => Some(Skip { at: record.at.clone(), reason }.into()),
    }
}

/// What an error is about, without its place.
fn what(error: &serde_json::Error, closed: bool) -> String {
    if error.is_eof() && !closed {
        return CUT_OFF.to_owned();
    }
    let text = error.to_string();
    text.rfind(" at line ").map_or(text.as_str(), |end| &text[..end]).to_owned()
}
