//! When: a day or an instant.

use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

/// A moment as a dispatch gives it: a day, or an instant with the offset it was written with.
///
/// Serialised as `2025-09-03` or `2025-09-03T14:05:00+02:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Moment {
    /// Only the day is known.
    Day(Date),
    /// An instant, and the offset of the clock that named it.
    Instant(Timestamp, Offset),
}

impl Moment {
    /// The instant used for sorting and for date filters: a bare day is its first moment in `zone`.
    pub fn timestamp(&self, zone: &TimeZone) -> Timestamp {
        match self {
            Moment::Day(day) => {
                // Only the last days that can be written have no such instant, and the first.
                let beyond = if day.year() > 0 { Timestamp::MAX } else { Timestamp::MIN };
                day.to_zoned(zone.clone()).map_or(beyond, |zoned| zoned.timestamp())
            }
            Moment::Instant(instant, _) => *instant,
        }
    }

    /// The calendar day, on the clock that the dispatch was written by.
    pub fn day(&self) -> Date {
        match self {
            Moment::Day(day) => *day,
            Moment::Instant(instant, offset) => offset.to_datetime(*instant).date(),
        }
    }

    /// The calendar day on the clock of `zone`, by which dates are searched and counted; a bare day is that day.
    pub fn day_in(&self, zone: &TimeZone) -> Date {
        match self {
            Moment::Day(day) => *day,
            Moment::Instant(instant, _) => zone.to_datetime(*instant).date(),
        }
    }

    /// To be read, on the clock of `zone`: `2025-09-03 14:05`, or the day alone.
    pub fn to_minute(&self, zone: &TimeZone) -> String {
        match self {
            Moment::Day(day) => day.to_string(),
            Moment::Instant(instant, _) => zone.to_datetime(*instant).strftime("%Y-%m-%d %H:%M").to_string(),
        }
    }
}

impl From<Zoned> for Moment {
    fn from(zoned: Zoned) -> Self {
        Moment::Instant(zoned.timestamp(), zoned.offset())
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Moment::Day(day) => day.fmt(f),
            Moment::Instant(instant, offset) => instant.display_with_offset(*offset).fmt(f),
        }
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.to_string()
    }
}

impl TryFrom<String> for Moment {
    type Error = jiff::Error;

    /// Reads back what [`Display`](std::fmt::Display) writes.
    fn try_from(text: String) -> Result<Self, Self::Error> {
        if !text.contains('T') {
            return Ok(Moment::Day(text.parse()?));
        }
        let pieces = jiff::fmt::temporal::DateTimeParser::new().parse_pieces(&text)?;
        let offset = pieces.to_numeric_offset().unwrap_or(Offset::UTC);
        Ok(Moment::Instant(text.parse()?, offset))
    }
}
