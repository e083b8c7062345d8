//! What stands in the cells of a workbook, packed by the threads that lay hits out and unpacked where the workbook is made.

use std::io::{self, Write};

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

use super::super::Options;
use super::super::columns::{Column, Value};
use super::super::list::Layout;
use crate::dispatch::Moment;
use crate::search::Hit;

const CELL: usize = 32_767;
/// Stands at the end of a text that a cell cannot hold.
const CUT: &str = " […]";
/// Numbers are floats: larger integers would be rounded.
const LARGEST: u64 = 1 << 53;

/// The cells of a hit, packed: see [`Cell`].
pub struct Row {
    columns: Vec<Column>,
    zone: TimeZone,
}

/// What a cell holds. Packed, it is a byte for its kind, the length of the text or number in four bytes, and these.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Shown with all its digits.
    Integer(f64),
    Number(f64),
    Day(f64),
    Instant(f64),
    Path(&'a str),
    Text(&'a str),
}

impl Row {
    pub fn new(options: &Options) -> Self {
        Row { columns: options.columns(), zone: options.method.made.time_zone().clone() }
    }
}

impl Layout for Row {
    fn hit(&self, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
        for column in &self.columns {
            let value = column.value(hit);
            let dated = match &value {
                Value::Integer(number) if *number <= LARGEST => Some(Cell::Integer(*number as f64)),
                Value::Score(score) => Some(Cell::Number(f64::from(*score))),
                Value::Moment(Moment::Day(day)) => serial(day.at(0, 0, 0, 0)).map(Cell::Day),
                Value::Moment(Moment::Instant(instant, _)) => {
                    serial(self.zone.to_datetime(*instant)).map(Cell::Instant)
                }
                _ => None,
            };
            let text = value.cell();
            let text = if *column == Column::Path { Cell::Path(&text) } else { Cell::Text(&text) };
            dated.unwrap_or(text).pack(out)?;
        }
        Ok(())
    }
}

impl<'a> Cell<'a> {
    fn pack(self, out: &mut dyn Write) -> io::Result<()> {
        let (kind, number, text) = match self {
            Cell::Integer(number) => (b'z', number.to_le_bytes(), ""),
            Cell::Number(number) => (b'n', number.to_le_bytes(), ""),
            Cell::Day(serial) => (b'd', serial.to_le_bytes(), ""),
            Cell::Instant(serial) => (b'i', serial.to_le_bytes(), ""),
            Cell::Path(path) => (b'p', [0; 8], path),
            Cell::Text(text) => (b't', [0; 8], text),
        };
        let bytes = if matches!(kind, b'p' | b't') { text.as_bytes() } else { &number };
        let length = u32::try_from(bytes.len()).map_err(io::Error::other)?;
        out.write_all(&[kind])?;
        out.write_all(&length.to_le_bytes())?;
        out.write_all(bytes)
    }

    /// The first cell of what was packed, and the rest.
    pub fn unpack(packed: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (&kind, rest) = packed.split_first()?;
        let (length, rest) = rest.split_first_chunk()?;
        let (bytes, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        let number = || Some(f64::from_le_bytes(bytes.try_into().ok()?));
        let text = || std::str::from_utf8(bytes).ok();
        let cell = match kind {
            b'z' => Cell::Integer(number()?),
            b'n' => Cell::Number(number()?),
            b'd' => Cell::Day(number()?),
            b'i' => Cell::Instant(number()?),
            b'p' => Cell::Path(text()?),
            _ => Cell::Text(text()?),
        };
        Some((cell, rest))
    }
}

/// Days since 1899-12-30, as Excel counts; nothing before 1 March 1900, where Excel counts a day that never was, and
/// nothing after 9999.
pub fn serial(moment: DateTime) -> Option<f64> {
    const EPOCH: Date = jiff::civil::date(1899, 12, 30);
    let seconds = moment.duration_since(EPOCH.at(0, 0, 0, 0)).as_secs_f64();
    let days = (seconds * 1e3).round() / 86_400_000.0;
    (days >= 61.0).then_some(days)
}

/// What of a text fits in a cell; Excel counts UTF-16 units.
pub fn fitting(text: &str) -> String {
    if text.len() <= CELL || text.encode_utf16().count() <= CELL {
        return text.to_owned();
    }
    let mut room = CELL - CUT.encode_utf16().count();
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    });
    kept.chain(CUT.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispatch::Dispatch;

    #[test]
    fn dates_are_those_of_excel() {
        assert_eq!(serial(jiff::civil::date(2025, 3, 12).at(18, 0, 0, 0)), Some(45728.75));
        assert_eq!(serial(jiff::civil::date(1900, 3, 1).at(0, 0, 0, 0)), Some(61.0));
        assert_eq!(serial(jiff::civil::date(1899, 12, 31).at(0, 0, 0, 0)), None);
    }

    #[test]
    fn a_cell_holds_no_more_than_excel_allows() {
        let long = "é𝄞".repeat(20_000);
        let cut = fitting(&long);
        assert!(cut.encode_utf16().count() <= CELL && cut.ends_with(CUT));
        assert_eq!(fitting("é"), "é");
    }

    #[test]
    fn cells_come_back_as_they_were_packed() {
        let cells = [Cell::Integer(3.0), Cell::Number(0.5), Cell::Day(61.0), Cell::Path("é/a"), Cell::Text("")];
        let mut packed = Vec::new();
        cells.iter().for_each(|cell| cell.pack(&mut packed).unwrap());
        let mut rest = packed.as_slice();
        for cell in cells {
            let (read, after) = Cell::unpack(rest).unwrap();
            assert_eq!(read, cell);
            rest = after;
        }
        assert_eq!(Cell::unpack(rest), None);
    }

    #[test]
    fn a_number_that_would_be_rounded_is_text() {
        let kind = |version: u64| {
            let hit = Hit { dispatch: Dispatch { version, ..Dispatch::default() }, ..Hit::default() };
            let row = Row { columns: vec![Column::Version], zone: TimeZone::UTC };
            let mut packed = Vec::new();
            row.hit(&hit, &mut packed).unwrap();
            packed[0]
        };
        assert_eq!((kind(20_240_115_120_000), kind(LARGEST), kind(LARGEST + 1)), (b'z', b'z', b't'));
    }
}
