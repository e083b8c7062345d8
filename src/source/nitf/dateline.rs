//! A dateline that stands in a field of its own: `Paris, 21 jan 2019 (AFP) -`, `لندن (أ ف ب)`, `BEIJING, July 23`, `Rome`.
//!
//! In a field the place needs no proof, unlike at the head of a paragraph: it is what comes first.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::dispatch::{Dateline, Dispatch};
use crate::source::{agencies, clean, dateline, when};

/// A dateline at the head of the text is not longer, in bytes.
const LONGEST: usize = 80;
/// Between its place and its dash: region, day, month, year, agency.
const MOST_WORDS: usize = 5;
/// What parts it from the text.
const DASHES: [&str; 7] = [".- ", ".– ", " - ", " – ", " — ", " _ ", " -- "];

/// Reads the text of such a field; None if it names nothing. `day` is that of the dispatch, for a date without year.
pub fn read(raw: &str, day: Option<Date>) -> Option<Dateline> {
    if !raw.contains(char::is_alphabetic) {
        return None;
    }
    if let Some((dateline, end)) = dateline::split(raw, day)
        && raw[end..].trim().is_empty()
    {
        return Some(dateline);
    }
    let mut brackets = raw.split('(').skip(1).filter_map(|rest| rest.split_once(')')).map(|(inside, _)| inside.trim());
    let agency = brackets.find(|inside| agencies::credited(inside).is_some());
    Some(Dateline {
        raw: raw.to_owned(),
        place: place(raw).map(dateline::titled),
        date: date(raw),
        agency: agency.map(str::to_owned),
    })
}

/// The date between the place and the brackets of the agency, if it names its year: `Aug 29, 2014`, `25-11-2023`.
fn date(raw: &str) -> Option<Date> {
    let (_, rest) = raw.split_once([',', '،'])?;
    let text = rest.split('(').next()?.trim();
    when::parse(text, &TimeZone::UTC).map(|moment| moment.day())
}

/// What comes before the date, the region and the agency. Of `Landquart GR` the canton is left out, of `(ANSA) - ROME` the
/// agency.
fn place(raw: &str) -> Option<&str> {
    let first = raw.split([',', '،', '(']).next()?.trim_matches([' ', '-', '–', '—', '_', '.', '=']);
    let place = match first.rsplit_once(' ') {
        Some((place, canton)) if canton.len() == 2 && is_capitals(canton) && !is_capitals(place) => place,
        _ => first,
    };
    let is_name = !place.is_empty() && place.len() <= 60 && !place.contains(|c: char| c.is_ascii_digit() || c == ':');
    (is_name && agencies::credited(place).is_none()).then_some(place)
}

/// Takes a dateline off the head of the body that needs its field, or its agency, to be told from the text: `OTTAWA - `,
/// `(ANSA) - ROME, JUL 11 - `, `MOSCOW, January 21. /TASS/. `.
pub fn off_body(dispatch: &mut Dispatch) {
    let Some(first) = dispatch.body.first_mut() else { return };
    let head = &first[..first.floor_char_boundary(LONGEST)];
    let field = dispatch.dateline.as_ref().and_then(|dateline| dateline.place.as_deref());
    let found = after_slashes(head).or_else(|| after_place(head, field?));
    let Some(end) = found else { return };
    let known = dispatch.dateline.take();
    let raw = first[..end].trim().to_owned();
    first.drain(..end);
    let of_text = read(&raw, None).unwrap_or_default();
    let place = known.and_then(|known| known.place).or(of_text.place);
    dispatch.dateline = Some(Dateline { raw, place, ..of_text });
}

/// Behind `MOSCOW, January 21. /TASS/. `.
fn after_slashes(head: &str) -> Option<usize> {
    let (before, rest) = head.split_once('/')?;
    let (agency, after) = rest.split_once('/')?;
    let date = before.trim().ends_with('.') && before.starts_with(char::is_uppercase);
    let text = after.trim_start_matches(['.', ' ', '-', '–', '—']);
    (date && agencies::canonical(agency).is_some() && !text.is_empty()).then(|| head.len() - text.len())
}

/// Behind the dash of a dateline that begins with `place`.
fn after_place(head: &str, place: &str) -> Option<usize> {
    let after_agency = head.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let after_agency = after_agency.filter(|(agency, _)| agencies::credited(agency).is_some());
    let rest = after_agency.map_or(head, |(_, rest)| rest.trim_start_matches([' ', '-', '–', '—']));
    // In capitals behind its agency, a place needs no field.
    let capitals = rest.split([',', '-', '–']).next().unwrap_or_default().trim_end();
    let is_sure = after_agency.is_some() && dateline::is_capitals(capitals) && dateline::is_place(capitals);
    let place = if is_sure { capitals } else { place };
    let length = rest.char_indices().nth(place.chars().count()).map_or(rest.len(), |(at, _)| at);
    let dash = DASHES.iter().filter_map(|dash| Some((rest[length..].find(dash)?, dash.len()))).min()?;
    let words = rest[length..][..dash.0].split([' ', ',', '.', '(', ')']).filter(|word| !word.is_empty());
    let is_date = words.count() <= MOST_WORDS;
    (clean::same(&rest[..length], place) && is_date).then(|| head.len() - rest.len() + length + dash.0 + dash.1)
}

fn is_capitals(text: &str) -> bool {
    text.chars().all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_of_fields() {
        for (raw, place, agency) in [
            ("Paris, 21 jan 2019 (AFP) -", Some("Paris"), Some("AFP")),
            ("Strasbourg, 10 juil 2024 (AFP)", Some("Strasbourg"), Some("AFP")),
            ("لندن (أ ف ب)", Some("لندن"), Some("أ ف ب")),
            ("BEIJING, July 23", Some("Beijing"), None),
            ("Landquart GR", Some("Landquart"), None),
            ("ROME", Some("Rome"), None),
            ("Nueva Delhi, 10 ene (EFE).-", Some("Nueva Delhi"), Some("EFE")),
            ("Newport News, VA", Some("Newport News"), None),
            ("BELGA", None, None),
        ] {
            let dateline = read(raw, None).unwrap();
            assert_eq!((dateline.place.as_deref(), dateline.agency.as_deref()), (place, agency), "{raw}");
        }
        for raw in ["STOCKHOLM, Aug 29, 2014 (AFP) -", "القدس (مدينة), 29-08-2014 (أ ف ب) -"] {
            let dateline = read(raw, None).unwrap();
            assert_eq!(dateline.date, Some(jiff::civil::date(2014, 8, 29)), "{raw}");
            assert!(dateline.agency.is_some(), "{raw}");
        }
        for raw in ["4/4/2018", "20200616", "", " "] {
            assert_eq!(read(raw, None), None, "{raw}");
        }
    }

    #[test]
    fn datelines_that_the_field_makes_sure_of() {
        for (field, text, rest, raw) in [
            (Some("Sarn"), "SARN - Le bac.", "Le bac.", "SARN -"),
            (Some("Sarn"), "Sarn – une ville – attend.", "une ville – attend.", "Sarn –"),
            (Some("Rome"), "(ANSA) - ROME, JUL 11 - Le bac.", "Le bac.", "(ANSA) - ROME, JUL 11 -"),
            (Some("Saint-Lô"), "SAINT-LO, 3 sept. (PC) — Le bac.", "Le bac.", "SAINT-LO, 3 sept. (PC) —"),
            (None, "MOSCOW, January 21. /TASS/. Le bac.", "Le bac.", "MOSCOW, January 21. /TASS/."),
            (Some("Sarn"), "Lens - Le bac.", "Lens - Le bac.", "Sarn"),
            (Some("Sarn"), "Sarn est loin de tout et de partout, a dit hier - le maire.", "", "Sarn"),
            (Some("Sarn"), "Sar", "Sar", "Sarn"),
        ] {
            let field = field.and_then(|field| read(field, None));
            let mut d = Dispatch { dateline: field, body: vec![text.to_owned()], ..Dispatch::default() };
            off_body(&mut d);
            assert_eq!(d.body[0], if rest.is_empty() { text } else { rest });
            assert_eq!(d.dateline.unwrap().raw, raw);
        }
    }
}
