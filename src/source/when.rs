//! Moments in every dress that wires give them.
//!
//! Forms: ISO 8601, extended and basic; RFC 2822 and its many misspellings in feeds; `26-FEB-1987 15:01:01.79` (Reuters-21578);
//! `20250309140500`; seconds and milliseconds since 1970; and all that [`dates`] knows, such as `9 mars 2025 à 14h05`. A
//! clock without offset is the agency's own.

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::{rfc2822, temporal};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};

use crate::dispatch::Moment;
use crate::french::dates;

/// Above this, a number counts milliseconds since 1970, not seconds (the year 5138 in seconds).
const MILLISECONDS: i64 = 100_000_000_000;
/// No date is written longer, in bytes.
const LONGEST: usize = 100;
/// Years of two digits below this are of this century (1979 is the year of IPTC 7901).
const CENTURY: i16 = 70;

/// Reads a moment; a clock without offset is one of `zone`. None for what is no date.
pub fn parse(text: &str, zone: &TimeZone) -> Option<Moment> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    iso(text, zone)
        .or_else(|| digits(text, zone))
        .or_else(|| rfc2822::parse(text).ok().map(Zoned::into))
        .or_else(|| worded(text, zone))
        .or_else(|| dates::parse_moment(text, zone))
}

/// As [`parse`]; what is no date leaves a warning that names the `field`. Blank texts are no dates and no fault.
pub fn noted(field: &str, text: &str, zone: &TimeZone, warnings: &mut Vec<String>) -> Option<Moment> {
    let moment = parse(text, zone);
    if moment.is_none() && !text.trim().is_empty() {
        let shown: String = text.trim().chars().take(LONGEST).collect();
        warnings.push(format!("{field} `{shown}` is no date, left out"));
    }
    moment
}

/// Seconds or milliseconds since 1970.
pub fn from_number(number: i64) -> Option<Moment> {
    let instant =
        if number > MILLISECONDS { Timestamp::from_millisecond(number) } else { Timestamp::from_second(number) };
    instant.ok().map(|instant| Moment::Instant(instant, Offset::UTC))
}

/// A clock without offset, read on the clock of `zone`.
pub fn local(time: DateTime, zone: &TimeZone) -> Option<Moment> {
    time.to_zoned(zone.clone()).ok().map(Moment::from)
}

/// The full year that two digits stand for.
pub fn full_year(year: i16) -> i16 {
    match year {
        0..CENTURY => 2000 + year,
        CENTURY..100 => 1900 + year,
        year => year,
    }
}

fn iso(text: &str, zone: &TimeZone) -> Option<Moment> {
    // `20250309140500` would be taken for a year of many digits or a bare day.
    if text.len() > 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if let Ok(instant) = text.parse::<Timestamp>() {
        let pieces = temporal::DateTimeParser::new().parse_pieces(text).ok();
        return Some(Moment::Instant(instant, pieces.and_then(|p| p.to_numeric_offset()).unwrap_or(Offset::UTC)));
    }
    let has_clock = text.contains(':') || text.contains('T');
    match text.parse::<DateTime>() {
        Ok(time) if has_clock => local(time, zone),
        _ => text.parse::<Date>().ok().map(Moment::Day),
    }
}

/// `YYYYMMDDHHMM[SS]`, or a number since 1970.
fn digits(text: &str, zone: &TimeZone) -> Option<Moment> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match text.len() {
        12 | 14 => {
            let date: Date = text.get(..8)?.parse().ok()?;
            let two = |at: usize| text.get(at..at + 2).and_then(|two| two.parse::<i8>().ok());
            let second = if text.len() == 14 { two(12)? } else { 0 };
            local(date.to_datetime(Time::new(two(8)?, two(10)?, second, 0).ok()?), zone)
        }
        10 | 13 => from_number(text.parse().ok()?),
        _ => None,
    }
}

/// A day, a month by its name, a year and perhaps a clock, in this order or with the month first: `26-FEB-1987 15:01:01.79`,
/// `Mon, 26 January 2004 16:31 EST`, `January 26, 2004`.
fn worded(text: &str, zone: &TimeZone) -> Option<Moment> {
    let (mut day, mut month, mut year, mut time, mut offset) = (None, None, None, None, None);
    for word in text.split([' ', ',', '\t', '\u{a0}']).flat_map(split_day).filter(|word| !word.is_empty()) {
        if word.contains(':') {
            time = Some(clock(word)?);
        } else if let Ok(number) = word.parse::<i16>() {
            let starts_with_sign = word.starts_with(['+', '-']);
            if starts_with_sign {
                offset = numeric_offset(word);
            } else if day.is_none() && number <= 31 && word.len() <= 2 {
                day = Some(i8::try_from(number).ok()?);
            } else if year.is_none() {
                year = Some(full_year(number));
            }
        } else if month.is_none()
            && let Some(named) = month_name(word)
        {
            month = Some(named);
        } else if let Some(named) = zone_name(word) {
            offset = Some(named);
        } else if word.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
    }
    let date = Date::new(year?, month?, day?).ok()?;
    let Some(time) = time else { return Some(Moment::Day(date)) };
    match offset {
        Some(offset) => offset.to_timestamp(date.to_datetime(time)).ok().map(|at| Moment::Instant(at, offset)),
        None => local(date.to_datetime(time), zone),
    }
}

/// `26-FEB-1987` as its parts; `+0100` and `-0500` stay whole.
fn split_day(word: &str) -> impl Iterator<Item = &str> {
    let most = if word.starts_with(['+', '-']) { 1 } else { 3 };
    word.splitn(most, '-').map(|part| part.trim_matches('.'))
}

/// The month that a word names in French, English or German, by its first letters: `AOU`, `févr`, `August`, `Dez`.
pub fn month_name(word: &str) -> Option<i8> {
    const ENGLISH: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_matches('.').to_lowercase();
    let is_short = |name: &&str| word.len() >= 3 && name.starts_with(word.as_str());
    let english = ENGLISH.iter().position(is_short).and_then(|at| i8::try_from(at + 1).ok());
    english.or_else(|| dates::month(&word)).or_else(|| german_month(&word))
}

/// The German months that are spelt as in no other language.
fn german_month(word: &str) -> Option<i8> {
    match word {
        "januar" | "jän" | "jänner" => Some(1),
        "februar" => Some(2),
        "mär" | "märz" | "mrz" => Some(3),
        "juni" => Some(6),
        "juli" => Some(7),
        "okt" | "oktober" => Some(10),
        "dez" | "dezember" => Some(12),
        _ => None,
    }
}

fn clock(word: &str) -> Option<Time> {
    let (clock, fraction) = word.split_once('.').unwrap_or((word, ""));
    let mut parts = clock.split(':').map(|part| part.parse::<i8>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    let nanosecond = match fraction {
        "" => 0,
        _ => format!("{fraction:0<9}").get(..9)?.parse().ok()?,
    };
    Time::new(hour, minute, second.min(59), nanosecond).ok()
}

fn numeric_offset(word: &str) -> Option<Offset> {
    let digits = word.get(1..5)?;
    let (hours, minutes): (i32, i32) = (digits.get(..2)?.parse().ok()?, digits.get(2..)?.parse().ok()?);
    let seconds = hours * 3600 + minutes * 60;
    Offset::from_seconds(if word.starts_with('-') { -seconds } else { seconds }).ok()
}

/// The zones that news is stamped with.
fn zone_name(word: &str) -> Option<Offset> {
    let hours = match word.to_ascii_uppercase().as_str() {
        "GMT" | "UTC" | "UT" | "Z" | "WET" => 0,
        "CET" | "MET" | "BST" | "HNEC" => 1,
        "CEST" | "MEST" | "EET" => 2,
        "EEST" | "MSK" => 3,
        "EDT" => -4,
        "EST" | "CDT" => -5,
        "CST" | "MDT" => -6,
        "MST" | "PDT" => -7,
        "PST" => -8,
        _ => return None,
    };
    Offset::from_seconds(hours * 3600).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_in_every_dress() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let cases = [
            ("2025-03-09T14:05:00Z", "2025-03-09T14:05:00+00:00"),
            ("2025-03-09T14:05:00.123+01:00", "2025-03-09T14:05:00.123+01:00"),
            ("2025-03-09T14:05:00+0000", "2025-03-09T14:05:00+00:00"),
            ("20250309T140500Z", "2025-03-09T14:05:00+00:00"),
            ("20250309T140500-0500", "2025-03-09T14:05:00-05:00"),
            ("20250309T140500", "2025-03-09T14:05:00+02:00"),
            ("2025-03-09 14:05:00", "2025-03-09T14:05:00+02:00"),
            (" 2025-03-09T14:05 ", "2025-03-09T14:05:00+02:00"),
            ("2025-03-09", "2025-03-09"),
            ("20250309", "2025-03-09"),
            ("20250309140500", "2025-03-09T14:05:00+02:00"),
            ("202503091405", "2025-03-09T14:05:00+02:00"),
            ("Sun, 09 Mar 2025 14:05:00 +0100", "2025-03-09T14:05:00+01:00"),
            ("Sun, 9 March 2025 14:05:00 EST", "2025-03-09T14:05:00-05:00"),
            ("Dim, 9 mars 2025 14:05 GMT", "2025-03-09T14:05:00+00:00"),
            ("26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01.79+02:00"),
            (" 3-MAR-1987 09:18:21.26", "1987-03-03T09:18:21.26+02:00"),
            ("March 9, 2025", "2025-03-09"),
            ("9 mars 2025 à 14h05", "2025-03-09T14:05:00+02:00"),
            ("1741529100", "2025-03-09T14:05:00+00:00"),
            ("1741529100000", "2025-03-09T14:05:00+00:00"),
        ];
        for (text, wanted) in cases {
            assert_eq!(parse(text, &zone).map(|m| m.to_string()).as_deref(), Some(wanted), "{text}");
        }
        for text in ["2025-02-30", "YYYYMMDD000000-HHMM", "hier", "", "99999999999999999999", "32 mars", "mars"] {
            assert_eq!(parse(text, &zone), None, "{text}");
        }
    }

    #[test]
    fn a_bad_date_is_a_warning() {
        let mut warnings = Vec::new();
        assert_eq!(noted("date.issue", "YYYYMMDD", &TimeZone::UTC, &mut warnings), None);
        assert_eq!(noted("date.issue", " ", &TimeZone::UTC, &mut warnings), None);
        assert_eq!(warnings, ["date.issue `YYYYMMDD` is no date, left out"]);
    }

    #[test]
    fn months_have_three_languages() {
        for (word, month) in [
            ("AOU", 8),
            ("déc", 12),
            ("Dec.", 12),
            ("juil.", 7),
            ("juin", 6),
            ("may", 5),
            ("fév", 2),
            ("OCT", 10),
            ("Dez", 12),
            ("MÄR", 3),
            ("Okt.", 10),
        ] {
            assert_eq!(month_name(word), Some(month), "{word}");
        }
        assert_eq!(month_name("ma"), None);
    }
}
