//! What the formats of telegraph lines share: IPTC 7901, ANPA 1312 and the `ZCZC` of telex.
//!
//! A file, or the spool of a receiver, is a row of transmissions, each with a heading, a text and a trailer between control
//! characters that may have been lost. [`messages`] parts them; each is read in the format of its own heading, so that a
//! spool of several agencies is read whole. No such format says its encoding, its language or an id.

pub mod closing;
pub mod messages;
pub mod paragraphs;
pub mod takes;
#[cfg(test)]
mod tests;

use super::fault::{Fault, Place, Skip, SkipReason};
use super::read::Options;
use super::reader::{Head, Input, Item};
use super::{anpa1312, iptc7901, zczc};
use crate::dispatch::{Dispatch, Moment};
use messages::Message;

/// Start of heading.
pub const SOH: char = '\u{1}';
/// Start of text.
pub const STX: char = '\u{2}';
/// End of text.
pub const ETX: char = '\u{3}';

/// A spool may open with something else; its first heading is looked for this far, in bytes.
const DEEPEST_HEADING: usize = 1000;

/// The format of one transmission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Iptc7901,
    Anpa1312,
    Zczc,
}

impl Format {
    /// The format that a transmission without its SOH is in.
    fn of(text: &str) -> Format {
        if zczc::opens(text) {
            Format::Zczc
        } else if anpa1312::opens(text) {
            Format::Anpa1312
        } else {
            Format::Iptc7901
        }
    }

    /// The format of the first transmission in `head`, if it is a file of transmissions at all.
    pub fn of_file(head: &Head) -> Option<Format> {
        let text = head.text.trim_start_matches(is_filler);
        if zczc::opens(text) {
            return Some(Format::Zczc);
        }
        if iptc7901::opens(text) {
            return Some(Format::Iptc7901);
        }
        let end = (0..=DEEPEST_HEADING.min(text.len())).rev().find(|at| text.is_char_boundary(*at))?;
        let heading = &text[text[..end].find(SOH)? + 1..];
        match Format::of(heading) {
            Format::Iptc7901 if !iptc7901::opens(heading) && !heading.contains(STX) => None,
            format => Some(format),
        }
    }
}

/// Whether `c` is idle on the line: blanks, DEL, NUL, SYN.
pub fn is_filler(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\0' | '\u{16}' | '\u{7f}')
}

/// Reads a file of transmissions, each in its own format.
///
/// # Errors
/// What the input gives.
pub fn read(input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
    messages::each(input, options.max_dispatch_bytes, sink, |message, sink| {
        let dispatch = match Format::of(message.text) {
            Format::Iptc7901 => iptc7901::dispatch(&message),
            Format::Anpa1312 => anpa1312::dispatch(&message),
            Format::Zczc => zczc::dispatch(&message),
        };
        sink(match dispatch {
            Ok(dispatch) => dispatch.into(),
            Err(reason) => Skip { at: Place::Record(message.number), reason }.into(),
        });
    })
}

/// The lines of a text; they keep a carriage return.
pub fn lines(text: &str) -> Vec<&str> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain(std::iter::once(text.len()));
    ends.map(|end| &text[std::mem::replace(&mut start, end + 1)..end]).collect()
}

/// A heading and a text between STX and ETX, and what follows it.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'t> {
    /// Before STX, else before the first line end.
    pub heading: &'t str,
    pub text: &'t str,
    /// Behind ETX; None where there is none.
    pub trailer: Option<&'t str>,
    /// Whether STX is there.
    pub marked: bool,
}

impl<'t> Parts<'t> {
    /// Parts a transmission.
    pub fn of(message: &Message<'t>) -> Parts<'t> {
        let whole = message.text;
        let (heading, rest, marked) = match whole.split_once(STX) {
            Some((heading, rest)) => (heading, rest, true),
            None => {
                let (heading, rest) = whole.split_once('\n').unwrap_or((whole, ""));
                (heading, rest, false)
            }
        };
        match rest.split_once(ETX) {
            Some((text, trailer)) => Parts { heading, text, trailer: Some(trailer), marked },
            None => Parts { heading, text: rest, trailer: None, marked },
        }
    }

    /// What to tell people when the text was not closed: it may have been cut off on the line.
    pub fn warn_if_cut(&self, message: &Message, warnings: &mut Vec<String>) {
        if self.marked && self.trailer.is_none() && !message.closed {
            warnings.push("the text has no end (ETX): it may have been cut off".to_owned());
        }
    }
}

/// An id out of agency, service and number, and the day, since numbers begin anew every day. Empty where one is missing.
pub fn id(provider: Option<&str>, number: &str, moment: Option<Moment>) -> String {
    let Some(day) = moment.map(|moment| moment.day()).filter(|_| !number.is_empty()) else { return String::new() };
    let provider = provider.unwrap_or("x").to_lowercase();
    format!("{provider}-{number}-{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Whether anything can be shown of a dispatch; a transmission without text is a test of the line or a service message.
///
/// # Errors
/// The reason of the skip.
pub fn with_text(dispatch: Dispatch) -> Result<Dispatch, SkipReason> {
    if dispatch.title().is_empty() && dispatch.notes.is_empty() {
        return Err(SkipReason::NotADispatch("a transmission without text".to_owned()));
    }
    Ok(dispatch)
}
