//! A dateline that stands in a field of its own: `Paris, 21 jan 2019 (AFP) -`, `لندن (أ ف ب)`, `BEIJING, July 23`, `Rome`.
//!
//! In a field the place needs no proof, unlike at the head of a paragraph: it is what comes first.

use jiff::civil::Date;

use crate::dispatch::Dateline;
use crate::source::{agencies, dateline};

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
    let agency = raw.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(agency, _)| agency.trim());
    let agency = agency.filter(|agency| agencies::credited(agency).is_some());
    Some(Dateline {
        raw: raw.to_owned(),
        place: place(raw).map(dateline::titled),
        date: None,
        agency: agency.map(str::to_owned),
    })
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
        for raw in ["4/4/2018", "20200616", ""] {
            assert_eq!(read(raw, None), None, "{raw}");
        }
    }
}
