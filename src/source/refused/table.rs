//! Tables: comma-, semicolon- or tab-separated values, as GDELT and spreadsheets write them.

/// A table shows itself in this many records.
const LOOKED_AT: usize = 20;
/// A table has at least this many columns.
const FEWEST_COLUMNS: usize = 3;
/// This many columns, parted by tabs, make a table of a single record.
const WIDE: usize = 16;
/// The names of columns are not longer than this, in bytes.
const LONGEST_NAME: usize = 60;

/// `CSV` or `TSV`, when every record of `text` has the same number of fields.
///
/// Prose has commas too, but a blank after them; so the first record must look like the names of columns.
pub fn format(text: &str) -> Option<&'static str> {
    let text = text.trim_start_matches(['\n', '\r']);
    let first = text.lines().next()?;
    let columns = |separator: char| first.matches(separator).count() + 1;
    if columns('\t') >= FEWEST_COLUMNS {
        return (columns('\t') >= WIDE || is_even(text, b'\t')).then_some("TSV");
    }
    let separator = [',', ';'].into_iter().find(|separator| columns(*separator) >= FEWEST_COLUMNS)?;
    (first.split(separator).all(is_name) && is_even(text, separator as u8)).then_some("CSV")
}

/// Whether a field may be the name of a column.
fn is_name(field: &str) -> bool {
    !field.is_empty() && field.len() <= LONGEST_NAME && field.trim() == field && !field.ends_with('.')
}

/// Whether the first records, at least two, have the same number of fields.
fn is_even(text: &str, separator: u8) -> bool {
    let quoting = separator != b'\t';
    let mut builder = csv::ReaderBuilder::new();
    let mut table = builder.delimiter(separator).quoting(quoting).has_headers(false).from_reader(text.as_bytes());
    let mut record = csv::ByteRecord::new();
    let mut records = 0;
    while records < LOOKED_AT {
        match table.read_byte_record(&mut record) {
            Ok(true) => records += 1,
            Ok(false) => break,
            Err(_) => return false,
        }
    }
    records >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_prose() {
        for (text, wanted) in [
            ("id,nom,pays\n1,\"Orvine, la\nhaute\",FR\n2,Valmont,BE\n", Some("CSV")),
            ("id;nom;pays\r\n1;Orvine;FR\r\n", Some("CSV")),
            ("1\tOrvine la haute\t\t2025\n2\tValmont\tFR\t2025\n", Some("TSV")),
            ("1\t\"Orvine\tFR\n2\tValmont\tBE\n", Some("TSV")),
            (&"1\t".repeat(WIDE), Some("TSV")),
            ("id,nom,pays\n1,Orvine\n", None),
            ("id,nom,pays\n", None),
            ("Lyon, Nice, Brest\nLens, Pau, Metz\n", None),
            ("Crues, routes, ponts : tout ferme.\nUn, deux, trois.\n", None),
            ("Titre\tdu jour\nTexte", None),
            ("PARIS (AFP) - Un texte", None),
            ("", None),
        ] {
            assert_eq!(format(text), wanted, "{text:?}");
        }
    }
}
