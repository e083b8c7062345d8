//! Telex frames, `ZCZC` … `NNNN`, and AAP's marked lines in them.
//!
//! AAP: `:slug`, `=take`, `^headline`, `$category`, `*format`, `&service`, `+subject code`, then the text. Others have none
//! of these marks; their text is read as plain text. Source: AAP transmissions; Superdesk's feed parser.

#[cfg(test)]
mod tests;

use super::anpa1312;
use super::complete;
use super::fault::{Fault, SkipReason};
use super::plain;
use super::read::Options;
use super::reader::{Head, Input, Item, Reader};
use super::telegraph::messages::Message;
use super::telegraph::{self, Format, closing, paragraphs, takes};
use crate::dispatch::{Dispatch, Origin, Topic};

/// What opens a frame.
const START: &str = "ZCZC";
/// What AAP's lines begin with; format, service and routing (`*`, `&`, `%`) say nothing of the story.
const MARKS: [char; 10] = [':', '=', '^', '$', '*', '&', '+', '#', '@', '%'];

/// Reads `ZCZC` frames.
pub struct Zczc;

impl Reader for Zczc {
    fn name(&self) -> &'static str {
        "zczc"
    }

    fn recognises(&self, head: &Head) -> bool {
        Format::of_file(head) == Some(Format::Zczc)
    }

    fn streams(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        telegraph::read(input, options, sink)
    }
}

/// Whether `text` begins with a frame.
pub fn opens(text: &str) -> bool {
    let rest = text.trim_start_matches(telegraph::is_filler).strip_prefix(START);
    rest.is_some_and(|rest| !rest.starts_with(char::is_lowercase))
}

/// Reads one frame.
///
/// # Errors
/// Why there is nothing to index in it.
pub fn dispatch(message: &Message) -> Result<Dispatch, SkipReason> {
    let text = message.text.trim_start_matches(telegraph::is_filler);
    let text = text.strip_prefix(START).unwrap_or(text);
    let text = text.split_once("NNNN").map_or(text, |(text, _)| text);
    // What stands behind ZCZC on its line is the number on the circuit.
    let text = text.split_once('\n').map_or("", |(_, text)| text);
    let (marks, body) = marked_lines(text);
    if marks.is_empty() {
        return telegraph::with_text(plain::paragraphs::read(text));
    }
    let mut dispatch = Dispatch { body: paragraphs::join(body.split('\n')), ..Dispatch::default() };
    // Pagemasters and Medianet have the headline where AAP has the slug.
    let shifted = marks.iter().any(|(mark, _)| matches!(mark, '#' | '%' | '@'));
    for (mark, value) in marks {
        let mark = if shifted && mark == ':' { '^' } else { mark };
        set(&mut dispatch, mark, value);
    }
    closing::take(&mut dispatch);
    complete::dispatch(&mut dispatch);
    telegraph::with_text(dispatch)
}

/// The marked lines at the head of a text, and the rest of it.
fn marked_lines(text: &str) -> (Vec<(char, &str)>, &str) {
    let mut marks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mark = line.chars().next().filter(|mark| MARKS.contains(mark));
        if let Some(mark) = mark {
            marks.push((mark, line[mark.len_utf8()..].trim()));
        } else if !line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    (marks, &text[at..])
}

fn set(dispatch: &mut Dispatch, mark: char, value: &str) {
    let topic = |scheme: &str, label: String| {
        let (scheme, code) = (Some(scheme.to_owned()), Some(value.to_owned()));
        Topic { label, scheme, code, from: Origin::Source, ..Topic::default() }
    };
    match mark {
        _ if value.is_empty() => {}
        '^' => dispatch.headline = value.to_owned(),
        ':' | '#' => dispatch.slug = Some(value.to_owned()),
        '=' | '@' => {
            dispatch.version = takes::version(value).unwrap_or(0);
            dispatch.status = takes::status(value).unwrap_or_default();
            dispatch.notes.push(value.to_owned());
        }
        '$' => dispatch.topics.extend(anpa1312::topic(value.chars().next())),
        '+' => dispatch.topics.push(topic("subj", value.to_owned())),
        _ => {}
    }
}
