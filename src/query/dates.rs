//! Dates as people write them in a query: `2025`, `03/09/2025`, `"3 septembre 2025"`, `hier`, `7j`, ranges.
//!
//! Every expression names a span of civil time, resolved in the zone of `now`. Day comes before month, as in French.

use jiff::civil::{Date, DateTime, ISOWeekDate, Time, Weekday};
use jiff::{Span, ToSpan, Zoned};

use super::ast::Interval;
use super::chars::fold;
use crate::french::dates::month;

/// Text that names no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// It is not of any known form, or no such day exists (`31/02/2025`).
    #[error("“{0}” is not a date")]
    Unknown(String),
    /// The end of a range lies before its start.
    #[error("“{0}” ends before it begins")]
    Backwards(String),
    /// A range or a comparison where one date must stand, as after `avant:`.
    #[error("“{0}” is a range, and one date is needed here")]
    Several(String),
}

impl DateError {
    /// What to write instead.
    pub fn hint(&self) -> &'static str {
        match self {
            DateError::Several(_) => "write date:2025-09-01..2025-09-30 for a range",
            _ => {
                "write 2025, 2025-09, 03/09/2025, \"3 septembre 2025\", hier, 7j, or a range such as 2025-09-01..2025-09-30"
            }
        }
    }
}

/// A span of civil time; the end is the first moment after.
type Civil = (DateTime, DateTime);

/// The time that `text` names: a date, a range `X..Y` with both ends in it, or a comparison `>=X`, `>X`, `<=X`, `<X`.
///
/// `7j` and its like begin at the start of the day so many days ago and end at `now`.
pub fn interval(text: &str, now: &Zoned) -> Result<Interval, DateError> {
    let text = text.trim();
    let point = |part: &str| instants(part, now).ok_or_else(|| DateError::Unknown(part.trim().to_owned()));
    let bound = |part: &str| if part.trim().is_empty() { Ok(Interval::default()) } else { point(part) };
    if let Some(rest) = text.strip_prefix(">=") {
        return Ok(Interval { from: point(rest)?.from, until: None });
    }
    if let Some(rest) = text.strip_prefix("<=") {
        return Ok(Interval { from: None, until: point(rest)?.until });
    }
    if let Some(rest) = text.strip_prefix('>') {
        return Ok(Interval { from: point(rest)?.until, until: None });
    }
    if let Some(rest) = text.strip_prefix('<') {
        return Ok(Interval { from: None, until: point(rest)?.from });
    }
    let Some((from, until)) = text.split_once("..").filter(|_| text != "..") else { return point(text) };
    let range = Interval { from: bound(from)?.from, until: bound(until)?.until };
    match range {
        Interval { from: Some(from), until: Some(until) } if from >= until => {
            Err(DateError::Backwards(text.to_owned()))
        }
        range => Ok(range),
    }
}

/// From the start of `text` on, for `depuis:` and `--since`.
///
/// # Errors
/// As [`interval`], and when `text` is a range or a comparison: half of it would be passed over.
pub fn since(text: &str, now: &Zoned) -> Result<Interval, DateError> {
    let named = interval(text, now)?;
    if text.contains("..") || text.trim_start().starts_with(['<', '>']) {
        return Err(DateError::Several(text.trim().to_owned()));
    }
    Ok(Interval { from: named.from, until: None })
}

/// All time up to the end of `text`. Errors as [`since`].
pub fn until(text: &str, now: &Zoned) -> Result<Interval, DateError> {
    since(text, now)?;
    Ok(Interval { from: None, until: interval(text, now)?.until })
}

/// All time before the start of `text`, for `avant:` and `--before`. Errors as [`since`].
pub fn before(text: &str, now: &Zoned) -> Result<Interval, DateError> {
    let until = since(text, now)?.from;
    Ok(Interval { from: None, until })
}

/// One date expression, without range or comparison.
fn instants(text: &str, now: &Zoned) -> Option<Interval> {
    let text = fold(text);
    if let Ok(instant) = text.to_uppercase().parse() {
        return Some(Interval { from: Some(instant), until: Some(instant + 1.second()) });
    }
    let instant = |moment: DateTime| moment.to_zoned(now.time_zone().clone()).ok().map(|zoned| zoned.timestamp());
    if let Some(start) = ago(&text, now.datetime()) {
        return Some(Interval { from: Some(instant(start)?), until: Some(now.timestamp()) });
    }
    let (start, end) = spoken(&text, now.date()).or_else(|| written(&text))?;
    Some(Interval { from: Some(instant(start)?), until: Some(instant(end)?) })
}

/// `7j`, `2 semaines`, `3m`, `1y`, `12h`: where a stretch of time up to `now` begins.
fn ago(text: &str, now: DateTime) -> Option<DateTime> {
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let count: i64 = text[..digits].parse().ok().filter(|&count| (1..10_000).contains(&count))?;
    let stretch = match text[digits..].trim() {
        "h" | "heure" | "heures" | "hour" | "hours" => return now.checked_sub(count.hours()).ok(),
        "j" | "jour" | "jours" | "d" | "day" | "days" => count.days(),
        "s" | "sem" | "semaine" | "semaines" | "w" | "week" | "weeks" => count.weeks(),
        "m" | "mois" | "month" | "months" => count.months(),
        "a" | "an" | "ans" | "annee" | "annees" | "y" | "year" | "years" => count.years(),
        _ => return None,
    };
    Some(now.date().checked_sub(stretch).ok()?.to_datetime(Time::midnight()))
}

/// Expressions that depend on today: `hier`, `cette semaine`, `mois dernier`, `lundi`.
///
/// A bare weekday is the last such day, today included, as agencies write it; `lundi dernier` is before today.
fn spoken(text: &str, today: Date) -> Option<Civil> {
    let monday = today.checked_sub(i64::from(today.weekday().to_monday_zero_offset()).days()).ok()?;
    let (month, year) = (today.first_of_month(), today.first_of_year());
    match text {
        "aujourd'hui" | "today" => stretch(today, 1.day()),
        "hier" | "yesterday" => stretch(today.yesterday().ok()?, 1.day()),
        "avant-hier" => stretch(today.checked_sub(2.days()).ok()?, 1.day()),
        "cette semaine" | "this week" => stretch(monday, 1.week()),
        "semaine derniere" | "la semaine derniere" | "last week" => {
            stretch(monday.checked_sub(1.week()).ok()?, 1.week())
        }
        "ce mois" | "ce mois-ci" | "this month" => stretch(month, 1.month()),
        "mois dernier" | "le mois dernier" | "last month" => stretch(month.checked_sub(1.month()).ok()?, 1.month()),
        "cette annee" | "this year" => stretch(year, 1.year()),
        "annee derniere" | "l'annee derniere" | "an dernier" | "l'an dernier" | "last year" => {
            stretch(year.checked_sub(1.year()).ok()?, 1.year())
        }
        _ => {
            let last = text.strip_suffix(" dernier").or_else(|| text.strip_prefix("last "));
            let wanted = weekday(last.unwrap_or(text))?;
            let day =
                if last.is_none() && today.weekday() == wanted { today } else { today.nth_weekday(-1, wanted).ok()? };
            stretch(day, 1.day())
        }
    }
}

/// Expressions that stand for themselves: days, months, years, weeks, quarters, moments.
fn written(text: &str) -> Option<Civil> {
    moment(text).or_else(|| numeric(text)).or_else(|| quarter_or_week(text)).or_else(|| named_month(text))
}

/// `2025-09-03t14:00`, `2025-09-03 14h05`: a minute, or a second where seconds are given.
fn moment(text: &str) -> Option<Civil> {
    let (day, clock) = text.split_once('t').or_else(|| text.split_once(' '))?;
    let (day, _) = numeric(day).filter(|&(start, end)| end.date() == start.date().tomorrow().unwrap_or(Date::MAX))?;
    let clock = clock.strip_suffix('h').map_or_else(|| clock.replace('h', ":"), |hour| format!("{hour}:00"));
    let parts: Vec<i8> = clock.split(':').map(|part| digits(part, 2)?.parse().ok()).collect::<Option<_>>()?;
    let (time, length) = match parts[..] {
        [hour, minute] => (Time::new(hour, minute, 0, 0).ok()?, 1.minute()),
        [hour, minute, second] => (Time::new(hour, minute, second, 0).ok()?, 1.second()),
        _ => return None,
    };
    let start = day.date().to_datetime(time);
    Some((start, start.checked_add(length).ok()?))
}

/// `2025`, `2025-09`, `09/2025`, `2025-09-03`, `03/09/2025`, `3.9.2025`, `20250903`.
fn numeric(text: &str) -> Option<Civil> {
    if text.len() == 8 && digits(text, 8).is_some() {
        return day(&text[..4], &text[4..6], &text[6..]);
    }
    let separator = text.chars().find(|c| matches!(c, '-' | '/' | '.')).unwrap_or('-');
    let parts: Vec<&str> = text.split(separator).collect();
    match parts[..] {
        [year] => stretch(Date::new(year_number(year)?, 1, 1).ok()?, 1.year()),
        [first, second] if year_number(first).is_some() => month_of(number(second)?, first),
        [first, second] => month_of(number(first)?, second),
        [first, second, third] if year_number(first).is_some() => day(first, second, third),
        [first, second, third] => day(third, second, first),
        _ => None,
    }
}

/// `2025-T3`, `2025-Q3`, `T3 2025`; `2025-W36`, `2025-S36` (ISO weeks, from Monday).
fn quarter_or_week(text: &str) -> Option<Civil> {
    let (year, part) = match text.split_once(['-', ' '])? {
        (year, part) if year_number(year).is_some() => (year, part),
        (part, year) => (year, part),
    };
    let (year, kind) = (year_number(year)?, part.chars().next()?);
    let count = number(&part[kind.len_utf8()..])?;
    match kind {
        't' | 'q' if (1..=4).contains(&count) => stretch(Date::new(year, 3 * count - 2, 1).ok()?, 3.months()),
        'w' | 's' => stretch(ISOWeekDate::new(year, count, Weekday::Monday).ok()?.date(), 1.week()),
        _ => None,
    }
}

/// `3 septembre 2025`, `mercredi 1er oct. 2025`, `sept.2025`, `September 3, 2025`.
fn named_month(text: &str) -> Option<Civil> {
    let mut parts: Vec<&str> = text.split([' ', '.', ',']).filter(|part| !part.is_empty()).take(5).collect();
    if parts.len() == 4 && weekday(parts[0]).is_some() {
        parts.remove(0);
    }
    match parts[..] {
        [name, year] => month_of(month(name)?, year),
        [first, second, year] => {
            let (name, date) = if month(second).is_some() { (second, first) } else { (first, second) };
            let date = number(date.strip_suffix("er").unwrap_or(date))?;
            stretch(Date::new(year_number(year)?, month(name)?, date).ok()?, 1.day())
        }
        _ => None,
    }
}

fn day(year: &str, month: &str, day: &str) -> Option<Civil> {
    stretch(Date::new(year_number(year)?, number(month)?, number(day)?).ok()?, 1.day())
}

fn month_of(month: i8, year: &str) -> Option<Civil> {
    stretch(Date::new(year_number(year)?, month, 1).ok()?, 1.month())
}

fn stretch(start: Date, length: Span) -> Option<Civil> {
    let end = start.checked_add(length).ok()?;
    Some((start.to_datetime(Time::midnight()), end.to_datetime(Time::midnight())))
}

/// `text` where it is one to `longest` ASCII digits.
fn digits(text: &str, longest: usize) -> Option<&str> {
    ((1..=longest).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

/// A day, month, week or quarter: one or two digits.
fn number(text: &str) -> Option<i8> {
    digits(text, 2)?.parse().ok()
}

/// A year of four digits; no wire is older than 1800.
fn year_number(text: &str) -> Option<i16> {
    digits(text, 4)?.parse().ok().filter(|year| (1800..=9998).contains(year))
}

fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "lundi" | "monday" => Weekday::Monday,
        "mardi" | "tuesday" => Weekday::Tuesday,
        "mercredi" | "wednesday" => Weekday::Wednesday,
        "jeudi" | "thursday" => Weekday::Thursday,
        "vendredi" | "friday" => Weekday::Friday,
        "samedi" | "saturday" => Weekday::Saturday,
        "dimanche" | "sunday" => Weekday::Sunday,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
