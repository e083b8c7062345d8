//! The dateline that opens a dispatch: `PARIS, 12 mars 2025 (AFP) -`, `AA/Londres/Ana Roy`.
//!
//! Sources of the forms: AFP `DateLine` elements (`Paris, 21 jan 2019 (AFP) -`), ATS (`Paris (ats afp)`, no dash),
//! AP (`LONDON (AP) _`), the French site of Anadolu (`AA/Londres/…`), Belga (`LIÈGE 14/02 (BELGA) =`) and its site
//! (`(Belga)`, no place). A region or country beside the place is left out of it: `LENS (Nord)`, `LENS, Nord`.

mod name;
mod record;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

use crate::dispatch::Dateline;
use crate::french::dates;
use crate::source::{agencies, when};
use name::{city, is_short};
pub use name::{is_capitals, is_place, places, titled};
pub use record::{add_place, place, record};

/// A dateline is not longer than this, in bytes.
const LONGEST: usize = 140;

/// What parts a dateline from the text.
const DASHES: [&str; 9] = [".-", ".–", "--", "-", "–", "—", "_", ":", "="];

/// Agencies whose initials are also those of parties: believed only beside a date or a place in capitals.
const AMBIGUOUS: [&str; 2] = ["PC", "PA"];

/// Agencies that write their names in capitals and no dash behind them: `Sion (ATS) Le …`, `Berlin (KNA) Mehrere …`.
const WITHOUT_DASH: [&str; 2] = ["ATS", "KNA"];

/// Words in capitals that open a paragraph as a place would, and are none.
const NOT_PLACES: [&str; 30] = [
    "ALERTE",
    "ANALYSE",
    "ANNULATION",
    "ATHLÉTISME",
    "BASKET",
    "CORRECTION",
    "CORRECTIF",
    "CYCLISME",
    "DIRECT",
    "EMBARGO",
    "ENCADRÉ",
    "ENTRETIEN",
    "EXCLUSIF",
    "FLASH",
    "FOOT",
    "FOOTBALL",
    "HANDBALL",
    "HOCKEY",
    "INFO",
    "LEAD",
    "NATATION",
    "PAPIER",
    "PORTRAIT",
    "REPORTAGE",
    "RUGBY",
    "SKI",
    "SYNTHÈSE",
    "TENNIS",
    "URGENT",
    "VIDÉO",
];

/// The dateline that opens `paragraph`, and the byte where the text proper begins.
///
/// `created`, when known, gives the year of a dateline that names none.
pub fn split(paragraph: &str, created: Option<Date>) -> Option<(Dateline, usize)> {
    let first = paragraph.chars().next()?;
    if !(first.is_uppercase() || first == '(' || first.is_ascii_digit()) {
        return None;
    }
    let head = &paragraph[..(0..=LONGEST.min(paragraph.len())).rev().find(|at| paragraph.is_char_boundary(*at))?];
    bracketed(head, created).or_else(|| slashed(paragraph)).or_else(|| bare(head, created)).map(|(dateline, end)| {
        let blanks = paragraph[end..].len() - paragraph[end..].trim_start().len();
        (dateline, end + blanks)
    })
}

/// The author that a dateline such as `AA/Londres/Ana Roy` ends with.
pub fn author(dateline: &Dateline) -> Option<&str> {
    parts(&dateline.raw).map(|(_, _, author)| author).filter(|author| !author.is_empty())
}

/// `PLACE, date (AGENCY) -`, where the date and the dash may be missing.
fn bracketed(head: &str, created: Option<Date>) -> Option<(Dateline, usize)> {
    let (open, agency, close) = agency_in_brackets(head)?;
    let code = agencies::credited(agency)?;
    let (place, date) = place_and_date(&head[..open], created)?;
    let dash = dash(&head[close..]);
    let end = close + dash.unwrap_or(0);
    let capitals = !place.is_empty() && is_capitals(place);
    if AMBIGUOUS.contains(&code) && !capitals && !date.said() {
        return None;
    }
    // Without a dash, `Paris (ats afp) Le …` is told from `Selon Paris (AFP) le …` by its other signs.
    let custom = WITHOUT_DASH.contains(&code) && is_short(place);
    let certain = capitals || date.said() || place.is_empty() || custom || !agency.chars().any(char::is_uppercase);
    if dash.is_none() && !(certain && begins_sentence(&head[end..])) {
        return None;
    }
    Some((dateline(&head[..end], place, date.day(), agency), end))
}

/// The agency in the first brackets, or in the second after those of a region: where they open, what they hold, where they
/// end.
fn agency_in_brackets(head: &str) -> Option<(usize, &str, usize)> {
    let mut from = 0;
    for _ in 0..2 {
        let open = from + head[from..].find('(')?;
        let close = open + head[open..].find(')')?;
        let agency = head[open + 1..close].trim();
        if agencies::credited(agency).is_some() {
            return Some((open, agency, close + 1));
        }
        from = close + 1;
    }
    None
}

/// `AA/Londres/Ana Roy`, `AA - Tunis / Ana Roy`, `AA / Ankara, Istanbul / Ana Roy`: a paragraph of its own.
fn slashed(paragraph: &str) -> Option<(Dateline, usize)> {
    let raw = paragraph.trim_end();
    if raw.len() > LONGEST || raw.contains(['\n', '.', '?', '!', ':', '«', '"']) {
        return None;
    }
    let (agency, place, author) = parts(raw)?;
    let name_like =
        |word: &str| word.starts_with(char::is_uppercase) || matches!(word, "et" | "de" | "van" | "-" | "/");
    if !place.split(',').all(|place| is_place(place.trim())) || !author.split_whitespace().all(name_like) {
        return None;
    }
    Some((dateline(raw, place, None, agency), paragraph.len()))
}

/// Agency, place and author of such a dateline; the author may be empty.
fn parts(raw: &str) -> Option<(&str, &str, &str)> {
    if raw.contains('(') {
        return None;
    }
    let (agency, rest) = raw.split_once(['/', '-', '–'])?;
    let code = agencies::canonical(agency)?;
    if AMBIGUOUS.contains(&code) {
        return None;
    }
    let (place, author) = rest.split_once(['/', '–']).or_else(|| rest.split_once(" - ")).unwrap_or((rest, ""));
    Some((agency.trim(), place.trim(), author.trim()))
}

/// `WASHINGTON --`, `PARIS, 12 mars 2025 -`, `SYDNEY, March 12 AAP -`: no agency in brackets, so the place has to be in
/// capitals.
fn bare(head: &str, created: Option<Date>) -> Option<(Dateline, usize)> {
    let marks = [" --", " —", " –", " -"];
    let (at, mark) = marks.iter().filter_map(|mark| Some((head.find(mark)?, *mark))).min_by_key(|(at, _)| *at)?;
    let (before, agency) = agency_at_end(&head[..at]);
    let (place, date) = place_and_date(before, created)?;
    if place.len() < 3 || !is_capitals(place) || NOT_PLACES.contains(&place) {
        return None;
    }
    let end = at + mark.len();
    let enough = date.said() || !agency.is_empty() || matches!(mark, " --" | " —");
    (enough && begins_sentence(&head[end..])).then(|| (dateline(&head[..end], place, date.day(), agency), end))
}

/// What stands before an agency without brackets, and the agency: the last word, in capitals.
fn agency_at_end(text: &str) -> (&str, &str) {
    let words = text.trim_end().rsplit_once(' ');
    let is_agency = |word: &str| word.chars().all(char::is_uppercase) && agencies::canonical(word).is_some();
    words.filter(|(_, word)| is_agency(word)).unwrap_or((text, ""))
}

fn dateline(raw: &str, place: &str, date: Option<Date>, agency: &str) -> Dateline {
    Dateline {
        raw: raw.trim().to_owned(),
        place: (!place.is_empty()).then(|| titled(place)),
        date,
        agency: (!agency.is_empty()).then(|| agency.to_owned()),
    }
}

/// The date of a dateline.
#[derive(Clone, Copy)]
enum Dated {
    Unsaid,
    /// A date; `None` where its year is not known.
    Said(Option<Date>),
}

impl Dated {
    fn said(self) -> bool {
        matches!(self, Dated::Said(_))
    }

    fn day(self) -> Option<Date> {
        match self {
            Dated::Said(day) => day,
            Dated::Unsaid => None,
        }
    }
}

/// Parts `PARIS, mercredi 12 mars 2025` in place and date. An empty place is fine, words that are no place are not.
fn place_and_date(text: &str, created: Option<Date>) -> Option<(&str, Dated)> {
    let text = text.trim_end_matches([' ', ',', '\u{a0}']);
    let Some(digit) = text.find(|c: char| c.is_ascii_digit()) else {
        let place = city(text)?;
        return agencies::canonical(place).is_none().then_some((place, Dated::Unsaid));
    };
    let mut place = text[..digit].trim_end_matches([' ', ',', '\u{a0}']);
    let mut month = None;
    loop {
        let (before, word) = place.rsplit_once([' ', ',', '\u{a0}']).unwrap_or(("", place));
        match when::month_name(word).filter(|_| month.is_none()) {
            Some(named) => month = Some(named),
            None if word == "le" || dates::is_weekday(word) => {}
            None => break,
        }
        place = before.trim_end_matches([' ', ',', '\u{a0}']);
    }
    let date = match month {
        Some(month) => day(&numeric(month, &text[digit..]), created)?,
        None => day(&text[digit..], created)?,
    };
    Some((city(place)?, Dated::Said(date)))
}

/// A date in figures, where the month came first as in English: `LONDON, Jan 30, 2017 (Reuters) -`.
fn numeric(month: i8, rest: &str) -> String {
    let (day, year) = rest.split_once([' ', ',']).unwrap_or((rest, ""));
    let year = year.trim_start();
    if year.is_empty() { format!("{day}/{month:02}") } else { format!("{day}/{month:02}/{year}") }
}

/// The day that `text` says; `Some(None)` when it says day and month and `created` is not known.
fn day(text: &str, created: Option<Date>) -> Option<Option<Date>> {
    // A leap year, so that 29 February counts as a date.
    let known = dates::parse_day(text, Some(created.map_or(2024, |created| created.year())))?;
    let Some(created) = created else { return Some(dates::parse_day(text, None)) };
    // A dispatch of 1 January may carry a dateline of 31 December.
    let of_last_year = dates::parse_day(text, Some(created.year() - 1)).filter(|day| *day != known);
    let far_ahead = created.checked_add(jiff::Span::new().days(31)).is_ok_and(|limit| known > limit);
    Some(if far_ahead { of_last_year.or(Some(known)) } else { Some(known) })
}

/// The length of the dash that `text` begins with, blanks before it included.
fn dash(text: &str) -> Option<usize> {
    let trimmed = text.trim_start();
    let dash = DASHES.iter().find(|dash| trimmed.starts_with(**dash))?;
    Some(text.len() - trimmed.len() + dash.len())
}

/// Whether `text` begins as a sentence does, or is empty.
fn begins_sentence(text: &str) -> bool {
    text.trim_start().chars().next().is_none_or(|c| c.is_uppercase() || c.is_ascii_digit() || "«“\"".contains(c))
}
