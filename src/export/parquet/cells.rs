//! The cells of a hit, packed by the threads that lay it out and unpacked where the columns are put together.

use std::io::{self, Write};

use jiff::civil::date;
use jiff::tz::TimeZone;

use super::super::Options;
use super::super::columns::{Column, Value};
use super::super::list::Layout;
use super::schema::{Kind, kind};
use crate::clock;
use crate::dispatch::Moment;
use crate::search::Hit;

/// Lays out the cells of a hit.
///
/// Packed, a cell is the number of its items in four bytes, and of each item its length in four bytes and these. A cell
/// that is no list has one item, or none where nothing is known.
pub struct Row {
    columns: Vec<Column>,
    zone: TimeZone,
}

/// What stands in a cell.
pub enum Cell<'a> {
    Nothing,
    Integer(i64),
    Score(f32),
    Text(&'a str),
    List(Items<'a>),
}

/// The texts of a list that was packed.
pub struct Items<'a> {
    left: u32,
    packed: &'a [u8],
}

impl Row {
    pub fn new(options: &Options) -> Self {
        Row { columns: options.columns(), zone: clock::zone() }
    }

    /// Microseconds since 1970 on a clock that shows what the house clock shows. Counted on the calendar: the last days that
    /// can be written are no instants any more.
    fn microseconds(&self, moment: Moment) -> Option<i64> {
        let shown = match moment {
            Moment::Day(day) => day.at(0, 0, 0, 0),
            Moment::Instant(instant, _) => self.zone.to_datetime(instant),
        };
        i64::try_from(shown.duration_since(date(1970, 1, 1).at(0, 0, 0, 0)).as_micros()).ok()
    }
}

impl Layout for Row {
    fn hit(&self, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
        for column in &self.columns {
            match (kind(*column), column.value(hit)) {
                (Kind::List, Value::List(texts)) => pack(out, &texts)?,
                (Kind::List, Value::Paragraphs(paragraphs)) => pack(out, paragraphs)?,
                (Kind::List, Value::Ranges(ranges)) => {
                    let texts = ranges.iter().map(|range| format!("{}-{}", range.start, range.end));
                    pack(out, &texts.collect::<Vec<_>>())?;
                }
                (_, Value::None) => pack::<[u8; 0]>(out, &[])?,
                (_, Value::Integer(number)) => pack_number(out, i64::try_from(number).ok())?,
                (_, Value::Score(score)) => pack(out, &[score.to_le_bytes()])?,
                (_, Value::Moment(moment)) => pack_number(out, self.microseconds(moment))?,
                (_, value) => pack(out, &[value.cell().as_bytes()])?,
            }
        }
        Ok(())
    }
}

fn pack<T: AsRef<[u8]>>(out: &mut dyn Write, items: &[T]) -> io::Result<()> {
    let length = |length: usize| u32::try_from(length).map(u32::to_le_bytes).map_err(io::Error::other);
    out.write_all(&length(items.len())?)?;
    for item in items {
        out.write_all(&length(item.as_ref().len())?)?;
        out.write_all(item.as_ref())?;
    }
    Ok(())
}

/// Packs a number, or nothing where there is none that the column can hold.
fn pack_number(out: &mut dyn Write, number: Option<i64>) -> io::Result<()> {
    pack(out, number.map(i64::to_le_bytes).as_slice())
}

impl<'a> Cell<'a> {
    /// The first cell of what was packed, and the rest; `None` of nothing.
    pub fn unpack(kind: Kind, packed: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let (count, packed) = number(packed)?;
        let mut rest = packed;
        let mut first: &[u8] = &[];
        for place in 0..count {
            let (length, behind) = number(rest)?;
            let (item, behind) = behind.split_at_checked(length as usize)?;
            if place == 0 {
                first = item;
            }
            rest = behind;
        }
        let cell = match kind {
            Kind::List => Cell::List(Items { left: count, packed }),
            _ if count == 0 => Cell::Nothing,
            Kind::Integer | Kind::Moment => Cell::Integer(i64::from_le_bytes(first.try_into().ok()?)),
            Kind::Score => Cell::Score(f32::from_le_bytes(first.try_into().ok()?)),
            Kind::Text => Cell::Text(std::str::from_utf8(first).ok()?),
        };
        Some((cell, rest))
    }
}

fn number(packed: &[u8]) -> Option<(u32, &[u8])> {
    let (bytes, rest) = packed.split_first_chunk()?;
    Some((u32::from_le_bytes(*bytes), rest))
}

impl<'a> Iterator for Items<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.left = self.left.checked_sub(1)?;
        let (length, rest) = number(self.packed)?;
        let (item, rest) = rest.split_at_checked(length as usize)?;
        self.packed = rest;
        std::str::from_utf8(item).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_out_as_they_went_in() {
        let mut packed = Vec::new();
        pack(&mut packed, &["a", "", "é"]).unwrap();
        pack::<[u8; 0]>(&mut packed, &[]).unwrap();
        pack(&mut packed, &[(-3_i64).to_le_bytes()]).unwrap();
        let Some((Cell::List(items), rest)) = Cell::unpack(Kind::List, &packed) else { panic!("no list") };
        assert_eq!(items.collect::<Vec<_>>(), ["a", "", "é"]);
        let Some((Cell::Nothing, rest)) = Cell::unpack(Kind::Text, rest) else { panic!("something") };
        assert!(matches!(Cell::unpack(Kind::Moment, rest), Some((Cell::Integer(-3), []))));
        assert!(Cell::unpack(Kind::Text, &packed[..6]).is_none());
    }

    #[test]
    fn a_number_that_the_column_cannot_hold_is_nothing() {
        let options = Options { columns: Some(vec![Column::Version]), ..Options::default() };
        for (version, wanted) in [(3, Some(3)), (i64::MAX as u64, Some(i64::MAX)), (1 << 63, None), (u64::MAX, None)] {
            let mut packed = Vec::new();
            let mut hit = Hit::default();
            hit.dispatch.version = version;
            Row::new(&options).hit(&hit, &mut packed).unwrap();
            let read = match Cell::unpack(Kind::Integer, &packed) {
                Some((Cell::Integer(number), [])) => Some(number),
                Some((Cell::Nothing, [])) => None,
                _ => panic!("no number: {packed:?}"),
            };
            assert_eq!(read, wanted);
        }
    }
}
