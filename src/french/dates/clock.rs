//! The time of day that follows a date, and the clock it was read from.

use jiff::civil::{DateTime, Time};
use jiff::tz::{Offset, TimeZone};

use super::cursor::Cursor;
use super::names::{zone_minutes, zone_of_place};
use crate::dispatch::Moment;

/// A time of day and its zone.
pub(super) struct Clock {
    pub(super) time: Time,
    pub(super) zone: Zone,
}

/// How a time names its zone.
pub(super) enum Zone {
    /// Not at all.
    Unsaid,
    /// By its distance from UTC.
    Offset(Offset),
    /// By a city, hence by an IANA name.
    City(&'static str),
}

impl Zone {
    /// The moment at which clocks of this zone show `datetime`; `unsaid` is the zone of a time that names none.
    pub(super) fn moment(&self, datetime: DateTime, unsaid: &TimeZone) -> Option<Moment> {
        let zone = match self {
            Zone::Offset(offset) => offset.to_time_zone(),
            Zone::City(name) => TimeZone::get(name).unwrap_or_else(|_| unsaid.clone()),
            Zone::Unsaid => unsaid.clone(),
        };
        datetime.to_zoned(zone).ok().map(Moment::from)
    }
}

/// Takes what parts a time from its date, the time, and its zone.
pub(super) fn clock(cursor: &mut Cursor) -> Option<Clock> {
    let mut ahead = *cursor;
    let tight = ahead.eat_one_of(&['T', 't']).is_some() || ahead.peek()?.is_ascii_digit();
    if !tight {
        lead(&mut ahead);
    }
    let (time, exact) = match compact(&mut ahead) {
        Some(time) if tight => (time, true),
        Some(_) => return None,
        None => {
            let before = ahead.at();
            let time = time(&mut ahead)?;
            // `14:05:00-05:00` is an offset, `10:00-11:30` is a span of time.
            (time, tight || ahead.at() - before >= "14:05:00".len())
        }
    };
    let zone = zone(&mut ahead, exact);
    *cursor = ahead;
    Some(Clock { time, zone })
}

/// Skips ` à `, `, `, ` - `, ` at `.
fn lead(cursor: &mut Cursor) {
    for _ in 0..3 {
        cursor.blanks();
        if cursor.eat_one_of(&[',', '-', '–', '—', '|', '·', '•', ':', '@', '/']).is_some() {
            continue;
        }
        let mut ahead = *cursor;
        match ahead.word() {
            "à" | "a" | "À" | "at" | "vers" | "um" => *cursor = ahead,
            _ => break,
        }
    }
    cursor.blanks();
}

/// `140500`, `1405`, both after a `T` or glued to the date.
fn compact(cursor: &mut Cursor) -> Option<Time> {
    let mut ahead = *cursor;
    let number = ahead.number()?;
    let value = match number.digits {
        6 => number.value,
        4 => number.value * 100,
        _ => return None,
    };
    let time = Time::new((value / 10_000) as i8, (value / 100 % 100) as i8, (value % 100) as i8, 0).ok()?;
    *cursor = ahead;
    Some(time)
}

/// Takes `14:05`, `14:05:00.25`, `14h05`, `14 h 05`, `14h`, `14 heures`, `2:05 pm`.
pub(super) fn time(cursor: &mut Cursor) -> Option<Time> {
    let mut ahead = *cursor;
    let mut hour = ahead.small()?;
    let (minute, second) = if ahead.eat(':') { colon(&mut ahead)? } else { (hours_word(&mut ahead)?, 0) };
    let mut half = ahead;
    half.blanks();
    match half.word() {
        "pm" | "PM" if (1..12).contains(&hour) => (hour, ahead) = (hour + 12, half),
        "am" | "AM" if hour == 12 => (hour, ahead) = (0, half),
        "am" | "AM" | "pm" | "PM" => ahead = half,
        _ => {}
    }
    // A leap second is shown as the one before it.
    let time = Time::new(hour, minute, second.min(59), 0).ok()?;
    *cursor = ahead;
    Some(time)
}

/// Minutes, and seconds if any, after `14:`.
fn colon(cursor: &mut Cursor) -> Option<(i8, i8)> {
    let minute = cursor.pair()?;
    let mut ahead = *cursor;
    let Some(second) = ahead.eat(':').then(|| ahead.pair()).flatten() else { return Some((minute, 0)) };
    let mut fraction = ahead;
    if fraction.eat_one_of(&['.', ',']).is_some() && fraction.number().is_some() {
        ahead = fraction;
    }
    *cursor = ahead;
    (second <= 60).then_some((minute, second))
}

/// `h`, `h05`, ` heures 05`: the minutes.
fn hours_word(cursor: &mut Cursor) -> Option<i8> {
    cursor.blanks();
    if !matches!(cursor.word(), "h" | "H" | "heures" | "heure") {
        return None;
    }
    let mut ahead = *cursor;
    ahead.blanks();
    let Some(minute) = ahead.pair() else { return Some(0) };
    *cursor = ahead;
    Some(minute)
}

/// Takes the zone, if one is named. `exact` when the time is written so that `-05:00` can only be an offset.
fn zone(cursor: &mut Cursor, exact: bool) -> Zone {
    let mut ahead = *cursor;
    if ahead.eat_one_of(&['Z', 'z']).is_some() && !ahead.peek().is_some_and(char::is_alphanumeric) {
        *cursor = ahead;
        return Zone::Offset(Offset::UTC);
    }
    if let Some(offset) = signed(cursor, exact) {
        return Zone::Offset(offset);
    }
    named(cursor).unwrap_or(Zone::Unsaid)
}

/// `+02:00`, ` +0200`, `-05`.
fn signed(cursor: &mut Cursor, exact: bool) -> Option<Offset> {
    let mut ahead = *cursor;
    let apart = ahead.blanks();
    let (sign, sure) = match ahead.eat_one_of(&['+', '-', '−'])? {
        '+' => (1, true),
        _ => (-1, exact),
    };
    offset_after(&mut ahead, sign, sure && !apart).inspect(|_| *cursor = ahead)
}

/// The digits of an offset; with a colon, or hours alone, only where `exact`.
fn offset_after(cursor: &mut Cursor, sign: i32, exact: bool) -> Option<Offset> {
    let number = cursor.number()?;
    let value = i32::try_from(number.value).ok()?;
    let (hours, minutes) = match number.digits {
        4 => (value / 100, value % 100),
        1 | 2 if cursor.eat(':') => (value, i32::from(cursor.pair()?)),
        1 | 2 => (value, 0),
        _ => return None,
    };
    if (number.digits < 4 && !exact) || hours > 14 || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

/// ` GMT`, ` (CEST)`, ` GMT+2`, ` heure de Paris`.
fn named(cursor: &mut Cursor) -> Option<Zone> {
    let mut ahead = *cursor;
    ahead.blanks();
    let bracket = ahead.eat('(');
    let word = ahead.word();
    let zone = if matches!(word, "heure" | "heures") {
        city(&mut ahead)?
    } else {
        let minutes = (word.len() <= 4).then(|| zone_minutes(word)).flatten()?;
        Zone::Offset(shifted(&mut ahead, minutes)?)
    };
    if bracket && !ahead.eat(')') {
        return None;
    }
    *cursor = ahead;
    Some(zone)
}

/// The offset of `GMT`, or of `GMT+2` where a number follows.
fn shifted(cursor: &mut Cursor, minutes: i32) -> Option<Offset> {
    let mut ahead = *cursor;
    let base = Offset::from_seconds(minutes * 60).ok();
    let Some(sign) = ahead.eat_one_of(&['+', '-']) else { return base };
    match offset_after(&mut ahead, if sign == '+' { 1 } else { -1 }, true) {
        Some(offset) if minutes == 0 => {
            *cursor = ahead;
            Some(offset)
        }
        _ => base,
    }
}

/// The city of `heure de Paris`, after `heure`.
fn city(cursor: &mut Cursor) -> Option<Zone> {
    cursor.blanks();
    if !matches!(cursor.word(), "de" | "d" | "à") {
        return None;
    }
    cursor.eat_one_of(&['\'', '’']);
    cursor.blanks();
    zone_of_place(cursor.word()).map(Zone::City)
}
