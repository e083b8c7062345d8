//! What every reader of plain text does with the paragraphs of the body.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::advisory;
use crate::dispatch::{Dispatch, Location, Moment, Origin, PlaceRole};
use crate::french::loose::loose;
use crate::source::{agencies, dateline, language};

/// Takes notes to editors, a repeated headline and the dateline off the head of the body.
///
/// `day` is the day of the dispatch as far as it is known, for a dateline without year.
pub(super) fn open(dispatch: &mut Dispatch, day: Option<Date>) {
    let mut first = 0;
    while let Some(paragraph) = dispatch.body.get(first) {
        if advisory::is_advisory(paragraph) {
            dispatch.notes.push(paragraph.clone());
        } else if !(*paragraph == dispatch.headline || dispatch.standfirst.as_ref() == Some(paragraph)) {
            break;
        }
        first += 1;
    }
    dispatch.body.drain(..first);
    if dispatch.dateline.is_none() {
        open_with_dateline(dispatch, day);
    }
    let agency = dispatch.dateline.as_ref().and_then(|dateline| dateline.agency.as_deref());
    if dispatch.provider.is_none() {
        dispatch.provider = agency.and_then(agencies::credited).map(str::to_owned);
    }
}

fn open_with_dateline(dispatch: &mut Dispatch, day: Option<Date>) {
    let Some(paragraph) = dispatch.body.first_mut() else { return };
    let Some((dateline, at)) = dateline::split(paragraph, day) else { return };
    paragraph.drain(..at);
    if paragraph.is_empty() {
        dispatch.body.remove(0);
    }
    set_dateline(dispatch, dateline);
}

/// Records a dateline, and the places and the author that it names.
pub(super) fn set_dateline(dispatch: &mut Dispatch, dateline: crate::dispatch::Dateline) {
    if dispatch.byline.is_none() {
        dispatch.byline = dateline::author(&dateline).map(str::to_owned);
    }
    for place in dateline.place.iter().flat_map(|place| dateline::places(place)) {
        add_place(dispatch, place, PlaceRole::Dateline);
    }
    dispatch.dateline = Some(dateline);
}

/// Adds a place that the source names; one that is there already may only become the place of the dateline.
pub(super) fn add_place(dispatch: &mut Dispatch, name: &str, role: PlaceRole) {
    let same = |location: &&mut Location| location.name == name || loose(&location.name) == loose(name);
    match dispatch.locations.iter_mut().find(same) {
        Some(location) if role == PlaceRole::Dateline => location.role = role,
        Some(_) => {}
        None => dispatch.locations.push(place(name, role)),
    }
}

/// A place as the source names it.
pub(super) fn place(name: &str, role: PlaceRole) -> Location {
    Location { name: name.to_owned(), role, from: Origin::Source, ..Location::default() }
}

/// The clock of the dispatch: its agency's, else that of Paris.
pub(super) fn zone(dispatch: &Dispatch) -> TimeZone {
    let name = agencies::zone(dispatch.provider.as_deref().unwrap_or_default());
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// Takes signature and translator off the end of the body, and fills what follows from everything else.
pub(super) fn close(dispatch: &mut Dispatch, zone: &TimeZone) {
    for at in (0..dispatch.body.len()).rev().take(3) {
        if dispatch.translator.is_none()
            && let Some(name) = translator(&dispatch.body[at])
        {
            dispatch.translator = Some(name.to_owned());
            dispatch.body.remove(at);
        } else if at + 1 == dispatch.body.len() && dispatch.signature.is_none() && is_signature(&dispatch.body[at]) {
            dispatch.signature = dispatch.body.pop();
        }
    }
    advisory::apply(dispatch, zone);
    if dispatch.created.is_none() {
        dispatch.created = dispatch.dateline.as_ref().and_then(|dateline| dateline.date).map(Moment::Day);
    }
    if dispatch.language.is_none() {
        let text = dispatch.body.iter().find(|text| text.len() > 200).or(dispatch.body.first());
        let text = text.map_or(dispatch.headline.as_str(), String::as_str);
        dispatch.language = language::guess(text).or_else(|| language::guess(&dispatch.headline)).map(str::to_owned);
    }
}

/// Whether `line` is the initials of a desk, such as `asl/tib/pid`.
pub(super) fn is_signature(line: &str) -> bool {
    let initials = line.strip_prefix('(').and_then(|line| line.strip_suffix(')')).unwrap_or(line);
    let desk = |part: &str| (1..=7).contains(&part.len()) && part.chars().all(|c| c.is_lowercase() || c == '-');
    initials.len() <= 40 && initials.contains('/') && initials.split('/').all(desk)
}

/// The name in `*Traduit de l'anglais par Ana Roy`.
fn translator(line: &str) -> Option<&str> {
    let line = line.trim_matches(['*', '(', ')', '.', ' ', '\u{a0}']);
    if line.len() > 160 || !loose(line).starts_with("trad") {
        return None;
    }
    let (_, name) = line.rsplit_once(" par ")?;
    Some(name.trim_start_matches([':', ' ', '\u{a0}'])).filter(|name| name.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures() {
        for (line, expected) in [
            ("asl/tib/pid/cac", true),
            ("(ab/cd)", true),
            ("ab-cd/ef", true),
            ("ab", false),
            ("AFP/Belga", false),
            ("et/ou la", false),
            ("//", false),
        ] {
            assert_eq!(is_signature(line), expected, "{line}");
        }
    }

    #[test]
    fn translators() {
        for (line, expected) in [
            ("*Traduit de l'anglais par Ana Roy", Some("Ana Roy")),
            ("* Traduit du turc par : Ana Roy.", Some("Ana Roy")),
            ("(Traduction de l’arabe par Ana Roy)", Some("Ana Roy")),
            ("Traduit en justice par son voisin", None),
        ] {
            assert_eq!(translator(line), expected, "{line}");
        }
    }
}
