//! IPTC 7901, the text wire of Europe's agencies since 1979: AFP, ATS, dpa, KNA.
//!
//! `SOH source number SP priority SP category SP words SP … CRLF keywords STX text ETX DDHHMM month YY EOT`. Agencies leave
//! out control characters, and have their own ways to mark headline, takes and notes: see [`head`] and [`notebook`].
//! Source: IPTC 7901; ATS, dpa and KNA transmissions; the feed parsers of Superdesk.

mod category;
mod head;
mod heading;
mod notebook;
#[cfg(test)]
mod tests;
mod trailer;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::fault::{Fault, SkipReason};
use super::read::Options;
use super::reader::{Head as Opening, Input, Item, Reader};
use super::telegraph::messages::Message;
use super::telegraph::{self, Format, Parts, closing, is_filler, paragraphs, takes};
use super::{agencies, clean, complete};
use crate::dispatch::{Dispatch, Moment, Status};
use head::Head;
use heading::Heading;
use trailer::Trailer;

/// Reads IPTC 7901.
pub struct Iptc7901;

impl Reader for Iptc7901 {
    fn name(&self) -> &'static str {
        "iptc7901"
    }

    fn recognises(&self, head: &Opening) -> bool {
        Format::of_file(head) == Some(Format::Iptc7901)
    }

    fn streams(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        telegraph::read(input, options, sink)
    }
}

/// Whether `text` begins with a heading that is one even without SOH.
pub fn opens(text: &str) -> bool {
    Heading::is_certain(text.split(['\n', '\r', telegraph::STX]).next().unwrap_or_default())
}

/// Whether `line` is a trailer: `091223 dec 18`.
pub fn is_trailer(line: &str) -> bool {
    Trailer::parse(line).is_some()
}

/// Reads one transmission.
///
/// # Errors
/// Why there is nothing to index in it.
pub fn dispatch(message: &Message) -> Result<Dispatch, SkipReason> {
    let parts = Parts::of(message);
    let (first, keywords) = parts.heading.trim_start_matches(is_filler).split_once('\n').unwrap_or((parts.heading, ""));
    let heading = Heading::parse(first);
    let mut dispatch = Dispatch::default();
    if heading.is_none() && !clean::line(first).is_empty() {
        dispatch.warnings.push(format!("heading `{}` is not understood", clean::line(first)));
    }
    let heading = heading.unwrap_or_default();
    let mut lines = telegraph::lines(parts.text);
    // Old AFP transmissions have the trailer above ETX.
    let behind = parts.trailer.filter(|line| is_trailer(line));
    let trailer = behind.or_else(|| trailer::below(&mut lines)).or(parts.trailer);
    keyword_lines(&mut dispatch, keywords.lines());
    if !parts.marked {
        lines.drain(..head::unmarked_keywords(&mut dispatch, &lines));
    }
    fill_text(&mut dispatch, &lines);
    fill_heading(&mut dispatch, &heading);
    let trailer = trailer.unwrap_or_default();
    let moments = Moments { parsed: Trailer::parse(trailer), raw: trailer, of_heading: heading.day() };
    dispatch.provider = heading.agency().or(moments.agency()).map(str::to_owned);
    complete::open(&mut dispatch, moments.day());
    if dispatch.provider.is_none() {
        dispatch.provider = heading.likely_agency().map(str::to_owned);
    }
    let zone = complete::zone(&dispatch);
    dispatch.created = moments.created(&zone, &mut dispatch.warnings);
    parts.warn_if_cut(message, &mut dispatch.warnings);
    complete::close(&mut dispatch, &zone);
    let id = |number: &str| telegraph::id(dispatch.provider.as_deref(), number, dispatch.created);
    let killed = (dispatch.status == Status::Canceled).then(|| heading.other_number(killed_texts(&dispatch))).flatten();
    dispatch.replaces = killed.map(|number| id(&number)).filter(|id| !id.is_empty());
    dispatch.id = id(&heading.source());
    telegraph::with_text(dispatch)
}

/// Headline, notes and body out of the lines between STX and ETX.
fn fill_text(dispatch: &mut Dispatch, lines: &[&str]) {
    let head = Head::take(lines);
    let rest = &lines[head.lines..];
    let (text, notes) = rest.split_at(notebook::start(rest).unwrap_or(rest.len()));
    let (text, signature) = closing::part_signature(text);
    dispatch.signature = signature;
    dispatch.body = paragraphs::join(text.iter().copied());
    head.fill(dispatch);
    notebook::fill(dispatch, notes);
    closing::take(dispatch);
    // A flash is one sentence behind a dash.
    if let [only] = dispatch.body.as_mut_slice()
        && only.starts_with("- ")
    {
        only.drain(..2);
    }
}

/// Where a kill names what it withdraws.
fn killed_texts(dispatch: &Dispatch) -> impl Iterator<Item = &str> {
    let texts = dispatch.notes.iter().chain(std::iter::once(&dispatch.headline)).chain(&dispatch.body);
    texts.map(String::as_str)
}

/// Keywords between heading and text: `France`, `/politics/Britain/EU/`.
fn keyword_lines<'t>(dispatch: &mut Dispatch, lines: impl Iterator<Item = &'t str>) {
    let lines: Vec<_> = lines.map(clean::line).filter(|line| !line.is_empty()).collect();
    let slug = lines.join(" ");
    let slug = slug.trim_matches(['/', ' ']);
    if !slug.is_empty() {
        dispatch.keywords.extend(slug.split('/').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned));
        dispatch.slug = Some(slug.to_owned());
    }
}

fn fill_heading(dispatch: &mut Dispatch, heading: &Heading) {
    dispatch.urgency = heading.priority;
    dispatch.topics.extend(category::topic(heading.category));
    dispatch.version = dispatch.notes.iter().filter_map(|note| takes::version(note)).max().unwrap_or(0);
}

/// Where the moment of a transmission comes from.
struct Moments<'t> {
    parsed: Option<Trailer<'t>>,
    raw: &'t str,
    /// Some agencies put the day into the heading.
    of_heading: Option<Date>,
}

impl<'t> Moments<'t> {
    fn agency(&self) -> Option<&'static str> {
        self.parsed.as_ref().and_then(|trailer| trailer.agency).and_then(agencies::canonical)
    }

    /// The day, on whatever clock: for a dateline without year.
    fn day(&self) -> Option<Date> {
        self.parsed.as_ref().and_then(Trailer::date).or(self.of_heading)
    }

    fn created(&self, zone: &TimeZone, warnings: &mut Vec<String>) -> Option<Moment> {
        let moment = self.parsed.as_ref().and_then(|trailer| trailer.moment(zone));
        let raw = clean::line(self.raw);
        if moment.is_none() && raw.contains(|c: char| c.is_ascii_digit()) {
            let shown: String = raw.chars().take(60).collect();
            warnings.push(format!("trailer `{shown}` is no date, left out"));
        }
        moment.or(self.of_heading.map(Moment::Day))
    }
}
