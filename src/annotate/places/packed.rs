//! The gazetteer as one file: columns of text under zstd.
//!
//! How many places there are, then a column after the other, a line a place: likes stand beside likes, which is what makes
//! them small. Numbers stay text until they are asked for, which is what makes it fast to read.

use std::io;

use super::kind::Kind;

/// More than any gazetteer that fits the program; guards against a file that is none.
const LONGEST: usize = 32 << 20;

/// The columns, in their order.
#[derive(Clone, Copy, Debug)]
pub enum Column {
    Ids,
    /// [`Kind::letter`].
    Kinds,
    /// Names with `|` between; then, behind a tab, those in other languages.
    Names,
    /// Positions of what the place lies in, with commas between.
    Parents,
    /// Ten-thousandths of degrees north and east, inhabitants; with tabs between.
    Facts,
}

const COLUMNS: usize = 5;

/// A place to be packed.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// An ISO 3166-1 code, a UN M49 or GeoNames code or number, an ISO 3166-2 code, or one of our own (`x-sahel`).
    pub id: String,
    pub kind: Kind,
    /// The usual French name, then other names that mean this place first of all.
    pub names: Vec<String>,
    /// Names in other languages and transcriptions.
    pub aliases: Vec<String>,
    /// What it lies in, the nearest first: positions in the gazetteer.
    pub parents: Vec<usize>,
    /// Degrees north and east.
    pub coordinates: Option<(f64, f64)>,
    /// Inhabitants; 0 when unknown.
    pub population: u64,
}

/// Packs the places; equal records give equal bytes.
///
/// # Errors
/// When zstd fails.
pub fn pack(records: &[Record]) -> io::Result<Vec<u8>> {
    let scaled = |degrees: f64| format!("{}", (degrees * 10_000.0).round() as i64);
    let mut columns: [String; COLUMNS] = Default::default();
    for record in records {
        let parents: Vec<String> = record.parents.iter().map(usize::to_string).collect();
        let mut names = record.names.join("|");
        if !record.aliases.is_empty() {
            names = names + "\t" + &record.aliases.join("|");
        }
        let (north, east) = record.coordinates.map_or_else(Default::default, |(n, e)| (scaled(n), scaled(e)));
        let facts = format!("{north}\t{east}\t{}", record.population);
        let values = [record.id.clone(), record.kind.letter().to_string(), names, parents.join(","), facts];
        for (column, value) in columns.iter_mut().zip(values) {
            column.push_str(&value);
            column.push('\n');
        }
    }
    let mut text = format!("{}\n", records.len());
    columns.iter().for_each(|column| text.push_str(column));
    zstd::bulk::compress(text.as_bytes(), 19)
}

/// A gazetteer unpacked, each cell at hand.
#[derive(Debug, Default)]
pub struct Unpacked {
    text: String,
    places: usize,
    /// Where each line begins, the first being the number of places; and the end of the last.
    starts: Vec<u32>,
}

impl Unpacked {
    /// Unpacks; `None` when the bytes are no packed gazetteer.
    pub fn new(bytes: &[u8]) -> Option<Self> {
        let text = String::from_utf8(zstd::bulk::decompress(bytes, LONGEST).ok()?).ok()?;
        let places = text.split('\n').next()?.parse().ok()?;
        let mut starts = vec![0];
        starts.extend(text.bytes().zip(1..).filter(|&(byte, _)| byte == b'\n').map(|(_, next)| next));
        (COLUMNS.checked_mul(places)?.checked_add(2)? == starts.len()).then_some(Unpacked { text, places, starts })
    }

    /// How many places there are.
    pub fn places(&self) -> usize {
        self.places
    }

    /// What stands in a column for the place at this position.
    pub fn cell(&self, column: Column, place: usize) -> &str {
        let line = 1 + column as usize * self.places + place;
        &self.text[self.starts[line] as usize..self.starts[line + 1] as usize - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_found_again() {
        let record = Record {
            id: "x-brume".into(),
            kind: Kind::Island,
            names: vec!["Brume".into(), "île de Brume".into()],
            aliases: vec!["Fog".into()],
            parents: vec![1, 2],
            coordinates: Some((-1.5, 48.123_45)),
            population: 12,
        };
        let unpacked = Unpacked::new(&pack(&[record]).unwrap()).unwrap();
        let cells = [Column::Ids, Column::Kinds, Column::Names, Column::Parents, Column::Facts];
        let cells = cells.map(|column| unpacked.cell(column, 0));
        assert_eq!(cells, ["x-brume", "I", "Brume|île de Brume\tFog", "1,2", "-15000\t481235\t12"]);
    }

    #[test]
    fn foreign_bytes_are_no_gazetteer() {
        let text = |text: &[u8]| zstd::bulk::compress(text, 1).unwrap();
        for bytes in
            [&b""[..], b"not zstd", &text(b""), &text(b"7\na\n"), &text(b"18446744073709551615\n"), &text(b"\xff")]
        {
            assert!(Unpacked::new(bytes).is_none(), "{bytes:?}");
        }
    }
}
