//! The clock of the house: the time zone in which bare days are understood, for the index and for queries alike.
//!
//! It is fixed, not the machine's: an index must give the same months and the same `date:2025-09-03` wherever it is
//! opened.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// Europe/Paris, from the time-zone data packed into the binary.
pub fn zone() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)
}

/// The present moment on that clock.
pub fn now() -> Zoned {
    Timestamp::now().to_zoned(zone())
}
