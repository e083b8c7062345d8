//! Moments as ninjs writes them, and as its vendors do.

use jiff::civil::{Date, DateTime};
use jiff::fmt::{rfc2822, temporal};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, Zoned};
use serde_json::Value;

use crate::dispatch::Moment;

/// Above this, a number counts milliseconds since 1970, not seconds (the year 5138 in seconds).
const MILLISECONDS: i64 = 100_000_000_000;

/// ISO 8601, extended or basic, or RFC 2822, or a number since 1970. A clock without offset is one of `zone`.
pub fn moment(value: &Value, zone: &TimeZone) -> Option<Moment> {
    match value {
        Value::Number(number) => from_number(number.as_i64()?),
        Value::String(text) => from_text(text.trim(), zone),
        _ => None,
    }
}

fn from_number(number: i64) -> Option<Moment> {
    let instant =
        if number > MILLISECONDS { Timestamp::from_millisecond(number) } else { Timestamp::from_second(number) };
    instant.ok().map(|instant| Moment::Instant(instant, Offset::UTC))
}

fn from_text(text: &str, zone: &TimeZone) -> Option<Moment> {
    let zoned = |time: DateTime| time.to_zoned(zone.clone()).ok().map(Moment::from);
    if let Ok(instant) = text.parse::<Timestamp>() {
        let pieces = temporal::DateTimeParser::new().parse_pieces(text).ok();
        return Some(Moment::Instant(instant, pieces.and_then(|p| p.to_numeric_offset()).unwrap_or(Offset::UTC)));
    }
    let has_clock = text.contains(':') || text.contains('T');
    match text.parse::<DateTime>() {
        Ok(time) if has_clock => zoned(time),
        _ => text.parse::<Date>().ok().map(Moment::Day).or_else(|| rfc2822::parse(text).ok().map(Zoned::into)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn moments_are_read_in_every_dress() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let cases = [
            (json!("2025-03-09T14:05:00Z"), Some("2025-03-09T14:05:00+00:00")),
            (json!("2025-03-09T14:05:00.123+01:00"), Some("2025-03-09T14:05:00.123+01:00")),
            (json!("2025-03-09T14:05:00+0000"), Some("2025-03-09T14:05:00+00:00")),
            (json!("20250309T140500Z"), Some("2025-03-09T14:05:00+00:00")),
            (json!("2025-03-09 14:05:00"), Some("2025-03-09T14:05:00+02:00")),
            (json!(" 2025-03-09T14:05 "), Some("2025-03-09T14:05:00+02:00")),
            (json!("2025-03-09"), Some("2025-03-09")),
            (json!("20250309"), Some("2025-03-09")),
            (json!("Sun, 09 Mar 2025 14:05:00 +0100"), Some("2025-03-09T14:05:00+01:00")),
            (json!(1_741_529_100), Some("2025-03-09T14:05:00+00:00")),
            (json!(1_741_529_100_000_u64), Some("2025-03-09T14:05:00+00:00")),
            (json!("2025-02-30"), None),
            (json!("YYYYMMDD000000-HHMM"), None),
            (json!("hier"), None),
            (json!(["2025"]), None),
            (json!(9_000_000_000_000_000_000_u64), None),
        ];
        for (value, wanted) in cases {
            assert_eq!(moment(&value, &zone).map(|m| m.to_string()).as_deref(), wanted, "{value}");
        }
    }
}
