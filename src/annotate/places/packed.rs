//! The gazetteer as one file: columns of text under zstd.
//!
//! A column after the other, a line a place: ids, kinds, names, parents, latitudes, longitudes, populations. Likes stand
//! beside likes, which is what makes them small. Coordinates are in ten-thousandths of a degree.

use std::io;

use super::kind::Kind;

/// How many columns there are.
const COLUMNS: usize = 7;
/// More than any gazetteer that fits the program; guards against a file that is none.
const LONGEST: usize = 32 << 20;

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
        let values = [
            record.id.clone(),
            record.kind.letter().to_string(),
            names,
            parents.join(","),
            north,
            east,
            record.population.to_string(),
        ];
        for (column, value) in columns.iter_mut().zip(values) {
            column.push_str(&value);
            column.push('\n');
        }
    }
    let mut text = format!("{}\n", records.len());
    columns.iter().for_each(|column| text.push_str(column));
    zstd::bulk::compress(text.as_bytes(), 19)
}

/// The text of a packed gazetteer.
///
/// # Errors
/// When the bytes are no packed text.
pub fn unpack(bytes: &[u8]) -> io::Result<String> {
    let text = zstd::bulk::decompress(bytes, LONGEST)?;
    String::from_utf8(text).map_err(io::Error::other)
}

/// The lines of `text`, column by column; `None` when there are fewer than the text says.
pub fn columns(text: &str) -> Option<[Vec<&str>; COLUMNS]> {
    let mut lines = text.lines();
    let places: usize = lines.next()?.parse().ok()?;
    let mut columns: [Vec<&str>; COLUMNS] = Default::default();
    for column in &mut columns {
        column.extend(lines.by_ref().take(places));
        if column.len() != places {
            return None;
        }
    }
    Some(columns)
}
