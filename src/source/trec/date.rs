//! How collections date: `910514`, `01/30/03`, `January 1, 1989, Sunday, Home Edition`, `AP-NR-02-12-88 1637EST`,
//! `AFP 121030 GMT MAI 94`.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use super::collection::date;
use crate::dispatch::Moment;
use crate::source::when;

/// What stands in an element for the date. Days before months where `day_first` says so, else as Americans write.
pub fn read(text: &str, day_first: bool, zone: &TimeZone) -> Option<Moment> {
    let text = text.trim_matches(['=', ' ']);
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let of_day = |day: Date| match clock(rest) {
        Some(time) => when::local(day.to_datetime(time), zone).unwrap_or(Moment::Day(day)),
        None => Moment::Day(day),
    };
    six_digits(first)
        .or_else(|| slashes(first, day_first))
        .map(of_day)
        .or_else(|| when::parse(text, zone))
        .or_else(|| when::parse(until_year(text)?, zone))
}

/// `910514`.
fn six_digits(text: &str) -> Option<Date> {
    let digits = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| date(&text[..2], &text[2..4], &text[4..]))?
}

/// `01/30/03`, `30/01/1994`.
fn slashes(text: &str, day_first: bool) -> Option<Date> {
    let mut parts = text.split('/');
    let (a, b, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (usual, other) = if day_first { ((b, a), (a, b)) } else { ((a, b), (b, a)) };
    date(year, usual.0, usual.1).or_else(|| date(year, other.0, other.1))
}

/// `01:29:00`.
fn clock(text: &str) -> Option<Time> {
    text.trim().parse().ok()
}

/// What ends with the first number of four digits; names of weekdays and editions follow it.
fn until_year(text: &str) -> Option<&str> {
    let mut end = 0;
    for word in text.split([' ', ',']) {
        end += word.len();
        if word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) {
            return text.get(..end);
        }
        end += 1;
    }
    None
}

/// The stamp of the wire in a file name or trailer: `AP-NR-02-12-88 1637EST` (AP), `AFP 121030 GMT MAI 94` (IPTC 7901). A
/// clock without `GMT` is one of `zone`.
pub fn stamp(text: &str, zone: &TimeZone) -> Option<Moment> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .iter()
        .enumerate()
        .find_map(|(at, word)| dashed(word, &words[at + 1..], zone).or_else(|| packed(word, &words[at + 1..], zone)))
}

/// `AP-NR-02-12-88 1637EST`: month, day and year, then the hour.
fn dashed(word: &str, after: &[&str], zone: &TimeZone) -> Option<Moment> {
    let mut parts = word.rsplit('-');
    let (year, day, month) = (parts.next()?, parts.next()?, parts.next()?);
    if [year, day, month].iter().any(|part| part.len() != 2) {
        return None;
    }
    let day = date(year, month, day)?;
    let Some((time, said)) = after.first().and_then(|word| Some((hour(word.get(..4)?)?, &word[4..]))) else {
        return Some(Moment::Day(day));
    };
    let zone = if said.eq_ignore_ascii_case("GMT") { &TimeZone::UTC } else { zone };
    when::local(day.to_datetime(time), zone)
}

/// `121030 GMT MAI 94`: the day and the hour, the month by its name, the year.
fn packed(word: &str, after: &[&str], zone: &TimeZone) -> Option<Moment> {
    let (day, time) = word.split_at_checked(2)?;
    if word.len() != 6 {
        return None;
    }
    let time = hour(time)?;
    let (zone, after) = match after {
        ["GMT", after @ ..] => (&TimeZone::UTC, after),
        after => (zone, after),
    };
    let [month, year, ..] = after else { return None };
    let day = date(year, &when::month_name(month)?.to_string(), day)?;
    when::local(day.to_datetime(time), zone)
}

/// `1637`.
fn hour(digits: &str) -> Option<Time> {
    if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Time::new(digits[..2].parse().ok()?, digits[2..].parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_collections() {
        for (text, day_first, wanted) in [
            ("910514", false, Some("1991-05-14")),
            ("= 870324", false, Some("1987-03-24")),
            ("19940513", true, Some("1994-05-13")),
            ("01/30/03", false, Some("2003-01-30")),
            ("30/01/1994", false, Some("1994-01-30")),
            ("02/01/1994", true, Some("1994-01-02")),
            ("06/02/1998 01:29:00", false, Some("1998-06-02T01:29:00+00:00")),
            ("January 1, 1989, Sunday, Home Edition, Part 2", false, Some("1989-01-01")),
            ("10 March 1994", false, Some("1994-03-10")),
            ("12 mai 1994", true, Some("1994-05-12")),
            ("99/99/99", false, None),
            ("FIELD", false, None),
            ("", false, None),
        ] {
            assert_eq!(read(text, day_first, &TimeZone::UTC).map(|m| m.to_string()).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn stamps_of_wires() {
        let zone = TimeZone::fixed(jiff::tz::offset(-5));
        for (text, wanted) in [
            ("AP-NR-02-12-88 1637EST", Some("1988-02-12T16:37:00-05:00")),
            ("AP-NY-06-02-98 0129GMT", Some("1998-06-02T01:29:00+00:00")),
            ("AP-NR-02-12-88", Some("1988-02-12")),
            ("ab/cd AFP 121030 GMT MAI 94", Some("1994-05-12T10:30:00+00:00")),
            ("AFP 121030 MAI 94", Some("1994-05-12T10:30:00-05:00")),
            ("AFP 129930 MAI 94", None),
            ("AP-NR-99-99-88 1637EST", None),
            ("ééé 12é030 GMT", None),
            ("FILEID1", None),
        ] {
            assert_eq!(stamp(text, &zone).map(|moment| moment.to_string()).as_deref(), wanted, "{text}");
        }
    }
}
