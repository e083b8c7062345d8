//! The last line: `[agency] DDHHMM [zone] month YY`, as `091223 dec 18`, `101137 GMT Dez 18`, `AFP 310544 AOU 97`.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use crate::dispatch::Moment;
use crate::source::when;

/// Words and bytes of the longest trailer.
const MOST_WORDS: usize = 7;
const LONGEST: usize = 60;
/// Below this many lines of text there is no trailer.
const DEEPEST: usize = 6;

/// A trailer; whether the day exists shows itself later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trailer<'t> {
    pub agency: Option<&'t str>,
    /// Day, hour and minute, two digits each.
    digits: &'t str,
    /// None for the agency's own clock.
    zone: Option<&'t str>,
    month: &'t str,
    year: &'t str,
}

impl<'t> Trailer<'t> {
    /// Takes a line apart that consists of a trailer.
    pub fn parse(line: &'t str) -> Option<Self> {
        let line = line.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        if line.len() > LONGEST || !line.ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let words: Vec<&str> = line.split_ascii_whitespace().take(MOST_WORDS + 1).collect();
        let at = words.iter().position(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
        if words.len() > MOST_WORDS {
            return None;
        }
        let (digits, glued) = words[at].split_at(words[at].bytes().take_while(u8::is_ascii_digit).count());
        let glued = Some(glued).filter(|zone| !zone.is_empty());
        let (zone, month, year) = match words[at + 1..] {
            [month, year] => (glued, month, year),
            [zone, month, year] if glued.is_none() => (Some(zone), month, year),
            _ => return None,
        };
        when::month_name(month)?;
        let is_year = matches!(year.len(), 2 | 4) && year.bytes().all(|byte| byte.is_ascii_digit());
        let agency = words[..at].first().copied();
        (digits.len() == 6 && is_year).then_some(Trailer { agency, digits, zone, month, year })
    }

    /// The day, on the trailer's clock.
    pub fn date(&self) -> Option<Date> {
        let year = when::full_year(self.year.parse().ok()?);
        Date::new(year, when::month_name(self.month)?, self.two(0)?).ok()
    }

    /// The moment, on the clock of `zone` where the trailer names none. None for a day or a time that does not exist.
    pub fn moment(&self, zone: &TimeZone) -> Option<Moment> {
        let time = self.date()?.to_datetime(Time::new(self.two(2)?, self.two(4)?, 0, 0).ok()?);
        match self.zone {
            None => when::local(time, zone),
            Some(named) => when::parse(&time.strftime(&format!("%d %b %Y %H:%M {named}")).to_string(), zone),
        }
    }

    /// Two of the digits.
    fn two(&self, at: usize) -> Option<i8> {
        self.digits.get(at..at + 2)?.parse().ok()
    }
}

/// Takes the trailer off the end of lines that have no ETX, and what follows it.
pub fn below<'t>(lines: &mut Vec<&'t str>) -> Option<&'t str> {
    let said = lines.iter().enumerate().rev().filter(|(_, line)| line.bytes().any(|byte| byte.is_ascii_graphic()));
    let (at, line) = said.take(DEEPEST).find(|(_, line)| Trailer::parse(line).is_some())?;
    let line = *line;
    lines.truncate(at);
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trailers() {
        let zone = TimeZone::get("Europe/Zurich").unwrap();
        for (line, wanted) in [
            ("091223 dec 18", Some("2018-12-09T12:23:00+01:00")),
            ("101137 GMT Dez 18", Some("2018-12-10T11:37:00+00:00")),
            ("131137 GMT Nov 13 \r", Some("2013-11-13T11:37:00+00:00")),
            ("AFP 310544 AOU 97", Some("1997-08-31T05:44:00+02:00")),
            ("AFP 020959 GMT FEV 1998", Some("1998-02-02T09:59:00+00:00")),
            ("150730GMT mai 03", Some("2003-05-15T07:30:00+00:00")),
            ("121314 Mär 19", Some("2019-03-12T13:14:00+01:00")),
            ("311212 nov 18", None),
            ("092523 dec 18", None),
            ("le 9 dec 18", None),
            ("Il a mis 091223 heures en dec 18", None),
            ("", None),
        ] {
            let moment = Trailer::parse(line).and_then(|trailer| trailer.moment(&zone));
            assert_eq!(moment.map(|moment| moment.to_string()).as_deref(), wanted, "{line}");
        }
        assert_eq!(Trailer::parse("AFP 310544 AOU 97").and_then(|trailer| trailer.agency), Some("AFP"));
    }

    #[test]
    fn a_trailer_without_etx_ends_the_text() {
        let mut lines = vec!["Le port rouvre.", "", "101137 GMT Dez 18", "", "\u{7f}"];
        assert_eq!(below(&mut lines), Some("101137 GMT Dez 18"));
        assert_eq!(lines, ["Le port rouvre.", ""]);
        let mut lines = vec!["101137 GMT Dez 18", "a", "b", "c", "d", "e", "f"];
        assert_eq!((below(&mut lines), lines.len()), (None, 7));
    }
}
