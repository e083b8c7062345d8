//! ANPA 1312, the text wire of America: AP until 2023, Kyodo, AAP.
//!
//! `SYN SYN SOH letter number US selector` / `priority category DC… keyword MM-DD words` / STX, then lines that begin with
//! `^` (slug, headline, notes, byline; see [`lines`]), the text with a tabulator before each paragraph, ETX, trailer. Kyodo
//! has neither SYN nor `^`. Source: ANPA 1312; AP and Kyodo transmissions; the feed parsers of Superdesk.

mod category;
mod heading;
mod lines;
mod opening;
#[cfg(test)]
mod tests;
mod trailer;

use jiff::tz::TimeZone;

use super::fault::{Fault, SkipReason};
use super::read::Options;
use super::reader::{Head, Input, Item, Reader};
use super::telegraph::messages::Message;
use super::telegraph::{self, Format, Parts, closing, paragraphs, takes};
use super::{agencies, clean, complete};
use crate::dispatch::{Dispatch, Status};
pub use category::topic;
use heading::Heading;
use lines::Lines;
use trailer::Trailer;

/// Reads ANPA 1312.
pub struct Anpa1312;

impl Reader for Anpa1312 {
    fn name(&self) -> &'static str {
        "anpa1312"
    }

    fn recognises(&self, head: &Head) -> bool {
        Format::of_file(head) == Some(Format::Anpa1312)
    }

    fn streams(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        telegraph::read(input, options, sink)
    }
}

/// Whether a transmission, without its SOH, has a heading of this format.
pub fn opens(text: &str) -> bool {
    Heading::parse(text).is_some()
}

/// Reads one transmission.
///
/// # Errors
/// Why there is nothing to index in it.
pub fn dispatch(message: &Message) -> Result<Dispatch, SkipReason> {
    let parts = Parts::of(message);
    let heading = Heading::parse(parts.heading).unwrap_or_default();
    let lines = Lines::part(parts.text);
    let (body, signature) = closing::part_signature(&lines.body);
    let mut dispatch = Dispatch {
        slug: Some(without_cycle(&lines.slug).to_owned()).filter(|slug| !slug.is_empty()),
        urgency: heading.urgency(),
        body: paragraphs::join(body.iter().copied()),
        signature,
        ..Dispatch::default()
    };
    dispatch.topics.extend(topic(heading.category));
    lines.fill(&mut dispatch);
    if dispatch.slug.is_none() {
        dispatch.slug = Some(without_cycle(heading.slug).to_owned()).filter(|slug| !slug.is_empty());
    }
    take_key(&mut dispatch, heading.take);
    let trailer = Trailer::parse(parts.trailer.unwrap_or_default());
    let named = [trailer.agency, heading.agency].into_iter().find_map(agencies::canonical);
    dispatch.provider = named.map(str::to_owned);
    closing::take(&mut dispatch);
    let day = trailer.moment(&TimeZone::UTC).map(|moment| moment.day());
    opening::take_bare_dateline(&mut dispatch);
    complete::open(&mut dispatch, day);
    readable(&mut dispatch);
    lines::drop_repeated_standfirst(&mut dispatch);
    let zone = complete::zone(&dispatch);
    dispatch.created = trailer.moment(&zone);
    if dispatch.created.is_none() && !trailer.raw.is_empty() {
        dispatch.warnings.push(format!("trailer `{}` is no date, left out", trailer.raw));
    }
    parts.warn_if_cut(message, &mut dispatch.warnings);
    complete::close(&mut dispatch, &zone);
    dispatch.id = telegraph::id(dispatch.provider.as_deref(), &heading.source(), dispatch.created);
    telegraph::with_text(dispatch)
}

/// Version, status and note out of the take in slug or heading: `1stLd-Writethru`, `KILL`.
fn take_key(dispatch: &mut Dispatch, key: &str) {
    if !key.is_empty() && !dispatch.notes.iter().any(|note| clean::same(note, key)) {
        dispatch.notes.insert(0, key.to_owned());
    }
    dispatch.version = dispatch
        .notes
        .iter()
        .filter(|note| note.len() <= 40)
        .filter_map(|note| takes::version(note))
        .max()
        .unwrap_or(0);
    let status = dispatch.notes.iter().filter(|note| note.len() <= 40).find_map(|note| takes::status(note));
    dispatch.status = status.unwrap_or(Status::Usable);
}

/// A slug without the cycle that the story was sent for: `BC-`, `AM-`, `PM-`, `AP-`.
fn without_cycle(slug: &str) -> &str {
    let cycle = slug.get(..3).filter(|cycle| heading::CYCLES.iter().any(|known| known.eq_ignore_ascii_case(cycle)));
    slug[cycle.map_or(0, str::len)..].trim_matches([' ', '-'])
}

/// Quotes and dashes as the wire had to write them, made what they stand for.
fn readable(dispatch: &mut Dispatch) {
    let texts = dispatch.body.iter_mut().chain(dispatch.standfirst.as_mut()).chain([&mut dispatch.headline]);
    for text in texts {
        if text.contains(['`', '_']) || text.contains("''") {
            *text = text.replace("``", "\"").replace("''", "\"").replace('`', "'").replace(" _ ", " – ");
        }
    }
}
