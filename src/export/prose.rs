//! What the formats for readers share: the text of a hit line by line, with what matched, and its facts.

use std::ops::Range;

use super::columns::{body, place};
use crate::clock::zone;
use crate::dispatch::Status;
use crate::index::document::{searched_text, status_name};
use crate::search::links::{hidden, hit_links};
use crate::search::{Hit, marked_lines};

/// A piece of text and whether it matched.
pub(super) type Piece<'a> = (&'a str, bool);

/// Cuts `text` at its marked ranges. Ranges with nothing but white space between them are one.
fn pieces<'a>(text: &'a str, ranges: &[Range<usize>]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::with_capacity(ranges.len() * 2 + 1);
    let mut at = 0;
    for row in ranges.chunk_by(|a, b| text[a.end..b.start].chars().all(char::is_whitespace)) {
        let (start, end) = (row[0].start, row[row.len() - 1].end);
        pieces.push((&text[at..start], false));
        pieces.push((&text[start..end], true));
        at = end;
    }
    pieces.push((&text[at..], false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// Calls `line` with each paragraph below the headline and what matched of it; not for a killed dispatch, whose text must
/// not be used.
pub(super) fn paragraphs<E>(hit: &Hit, mut line: impl FnMut(&[Piece<'_>]) -> Result<(), E>) -> Result<(), E> {
    if body(&hit.dispatch).is_empty() && hit.dispatch.standfirst.is_none() || hit.dispatch.status == Status::Canceled {
        return Ok(());
    }
    let text = searched_text(&hit.dispatch);
    for (paragraph, ranges) in marked_lines(&text, &hit.text_highlights).skip(1) {
        if !paragraph.trim().is_empty() {
            line(&pieces(paragraph, &ranges))?;
        }
    }
    Ok(())
}

/// The snippet with what matched of it; none of a kill, whose notes stand below.
pub(super) fn snippet(hit: &Hit) -> Vec<Piece<'_>> {
    match hit.dispatch.status {
        Status::Canceled => Vec::new(),
        _ => pieces(&hit.snippet.text, &hit.snippet.highlights),
    }
}

/// The headline with what matched of it; of a dispatch without headline, its first sentence.
pub(super) fn headline(hit: &Hit) -> Vec<Piece<'_>> {
    let ranges = if hit.dispatch.headline.is_empty() { &[] } else { hit.headline_highlights.as_slice() };
    pieces(hit.dispatch.title(), ranges)
}

/// Agency, date, place and what is out of the ordinary.
pub(super) fn facts(hit: &Hit) -> Vec<String> {
    let dispatch = &hit.dispatch;
    let mut facts: Vec<String> = dispatch.provider.iter().cloned().collect();
    facts.extend(dispatch.date().map(|date| date.to_minute(&zone())));
    facts.extend(place(dispatch).map(str::to_owned));
    facts.extend(dispatch.byline.clone());
    match dispatch.status {
        Status::Usable => {}
        Status::Canceled => facts.push("KILLED".to_owned()),
        Status::Embargoed | Status::Withheld => facts.push(status_name(dispatch.status).to_uppercase()),
    }
    facts.extend(dispatch.embargo.map(|end| format!("embargo {}", end.to_minute(&zone()))));
    if dispatch.version > 1 {
        facts.push(format!("version {}", dispatch.version));
    }
    facts.extend(hidden(&hit.story));
    facts
}

/// What stands below the text: the notes of the editors, and what links the hit to other dispatches.
pub(super) fn notes(hit: &Hit) -> impl Iterator<Item = String> {
    let links = hit_links(hit).into_iter().map(|(name, value)| format!("{name}: {value}"));
    hit.dispatch.notes.iter().cloned().chain(links)
}
