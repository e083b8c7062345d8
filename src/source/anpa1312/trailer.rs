//! The last line: `AP-WF-02-20-16 0337GMT` (month, day, year), or Kyodo's `KWS-21:37-09-12-18` (day, month, year).

use jiff::tz::TimeZone;

use crate::dispatch::Moment;
use crate::source::{clean, when};

/// A trailer is not longer than this, in bytes.
const LONGEST: usize = 60;

/// A trailer; whether it is a date shows itself later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trailer<'t> {
    /// `AP`, and `KYODO` for Kyodo's world service.
    pub agency: &'t str,
    /// As it stands there, for warnings; empty where nothing in it looks like a date.
    pub raw: String,
    /// ISO 8601 but for the zone.
    clock: Option<String>,
    zone: &'t str,
}

impl<'t> Trailer<'t> {
    /// Reads what follows ETX.
    pub fn parse(text: &'t str) -> Self {
        let line = text.split(['\n', '\u{c}']).map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        let raw = clean::line(line.trim_end_matches(['<', '^', ' ', '\r'])).into_owned();
        if raw.len() > LONGEST || !raw.contains(|c: char| c.is_ascii_digit()) {
            return Trailer::default();
        }
        let letters = line.bytes().take_while(u8::is_ascii_alphabetic).count();
        let agency = if line.starts_with("KWS") { "KYODO" } else { &line[..letters] };
        let (clock, zone) = clock(line);
        Trailer { agency, raw, clock, zone }
    }

    /// The moment, on the clock of `zone` where the trailer names none.
    pub fn moment(&self, zone: &TimeZone) -> Option<Moment> {
        let clock = self.clock.as_deref()?;
        let named = format!("{clock} {}", self.zone);
        when::parse(&named, zone)
    }
}

/// Date and clock in words that [`when::parse`] reads, and the name of the zone.
fn clock(line: &str) -> (Option<String>, &str) {
    let at = line.find(|c: char| c.is_ascii_digit()).unwrap_or(line.len());
    let runs: Vec<&str> =
        line[at..].split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()).take(6).collect();
    let rest = line[at..].trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    let zone = &rest[..rest.bytes().take_while(u8::is_ascii_alphabetic).count()];
    let colon = line[at..].find(':').is_some_and(|at| at <= 2);
    let (month, day, year, hour, minute) = match runs[..] {
        [hour, minute, day, month, year] if colon => (month, day, year, hour, minute),
        [month, day, year, time] if time.len() == 4 => (month, day, year, &time[..2], &time[2..]),
        [month, day, year, time] if time.len() == 3 => (month, day, year, &time[..1], &time[1..]),
        _ => return (None, zone),
    };
    let month = month.parse::<usize>().ok().and_then(|month| MONTHS.get(month.checked_sub(1)?));
    (month.map(|month| format!("{day} {month} {year} {hour}:{minute}")), zone)
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailers() {
        let zone = TimeZone::get("Asia/Tokyo").unwrap();
        for (text, agency, wanted) in [
            ("AP-WF-02-20-16 0337GMT<\r\n\r\n\u{c}\r\n", "AP", Some("2016-02-20T03:37:00+00:00")),
            ("AP-NR-02-12-88 1637EST<", "AP", Some("1988-02-12T16:37:00-05:00")),
            ("KWS-21:37-09-12-18", "KYODO", Some("2018-12-09T21:37:00+09:00")),
            ("AP-WF-02-30-16 0337GMT", "AP", None),
            ("AP-WF-13-30-16 0337GMT", "AP", None),
            ("AP-WF-12", "AP", None),
            ("\n", "", None),
            ("fin", "", None),
        ] {
            let trailer = Trailer::parse(text);
            assert_eq!(trailer.agency, agency, "{text}");
            assert_eq!(trailer.moment(&zone).map(|moment| moment.to_string()).as_deref(), wanted, "{text}");
            assert_eq!(trailer.raw.is_empty(), !text.contains(char::is_numeric), "{text}");
        }
    }
}
