//! Dates and times as French and international dispatches write them.
//!
//! Day first, as in Europe, but for ISO 8601, which says so itself, and for a month name that leads (`May 3, 2024`).
//! Every attempt looks at a bounded number of words, so that reading a line takes time linear in its length.

mod clock;
mod cursor;
mod names;
#[cfg(test)]
mod tests;
mod written;

use std::ops::Range;

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

use crate::dispatch::Moment;
use clock::Clock;
use cursor::Cursor;
pub use names::{is_weekday, month};

/// The first date in `text`, with its time where it has one.
///
/// A time that names no zone is on the clock of `zone`. `None` when there is no date, or only impossible ones (31/02).
pub fn parse_moment(text: &str, zone: &TimeZone) -> Option<Moment> {
    starts(text).find_map(|start| moment_at(text, start, None, zone)).map(|(_, moment)| moment)
}

/// As [`parse_moment`], and a date that names no year is taken as one of `year`.
pub fn parse_moment_of_year(text: &str, year: i16, zone: &TimeZone) -> Option<Moment> {
    starts(text).find_map(|start| moment_at(text, start, Some(year), zone)).map(|(_, moment)| moment)
}

/// Every date in `text` and the bytes that say it, in order; `zone` as for [`parse_moment`].
pub fn find_moments(text: &str, zone: &TimeZone) -> Vec<(Range<usize>, Moment)> {
    let mut found: Vec<(Range<usize>, Moment)> = Vec::new();
    for start in starts(text) {
        if found.last().is_some_and(|(range, _)| start < range.end) {
            continue;
        }
        if let Some((end, moment)) = moment_at(text, start, None, zone) {
            found.push((start..end, moment));
        }
    }
    found
}

/// The day that `text` consists of; where it names no year, `year` is meant.
pub fn parse_day(text: &str, year: Option<i16>) -> Option<Date> {
    let mut cursor = Cursor::new(text.trim(), 0);
    let date = written::date(&mut cursor)?.date(year)?;
    cursor.eat('.');
    cursor.rest().is_empty().then_some(date)
}

/// The first time of day in `text`, such as the `15h12` of `mis à jour à 15h12`.
pub fn parse_time(text: &str) -> Option<Time> {
    starts(text).find_map(|start| clock::time(&mut Cursor::new(text, start)))
}

/// Where a number or a word begins.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let mut within = false;
    text.char_indices().filter_map(move |(at, c)| {
        let first = !within;
        within = c.is_alphanumeric();
        (first && within).then_some(at)
    })
}

/// The date that begins at `start`, and where it ends; where it names no year, `year` is meant.
fn moment_at(text: &str, start: usize, year: Option<i16>, zone: &TimeZone) -> Option<(usize, Moment)> {
    let mut cursor = Cursor::new(text, start);
    let date = written::date(&mut cursor)?.date(year)?;
    let mut after = cursor;
    if let Some(Clock { time, zone: named }) = clock::clock(&mut after) {
        return Some((after.at(), named.moment(date.to_datetime(time), zone)?));
    }
    let glued = text[start..cursor.at()].bytes().all(|b| b.is_ascii_digit())
        && cursor.peek().is_some_and(|c| c.is_alphanumeric() || c == '_');
    (!glued).then_some((cursor.at(), Moment::Day(date)))
}
