//! Tables: comma-, semicolon- or tab-separated values, as GDELT and spreadsheets write them.

/// A table shows itself in this many records.
const LOOKED_AT: usize = 20;
/// A table has at least this many columns.
const FEWEST_COLUMNS: usize = 3;
/// The names of columns are not longer than this, in bytes.
const LONGEST_NAME: usize = 60;

/// `CSV` or `TSV`, when every record of `text` has the same number of fields.
///
/// Prose has commas too, but a blank after them; so the first record must look like the names of columns.
pub fn format(text: &str) -> Option<&'static str> {
    let first = text.trim_start().lines().next()?;
    let (separator, name) = [(b'\t', "TSV"), (b',', "CSV"), (b';', "CSV")]
        .into_iter()
        .find(|(separator, _)| first.bytes().filter(|byte| byte == separator).count() + 1 >= FEWEST_COLUMNS)?;
    let head = separator == b'\t' || first.split(char::from(separator)).all(is_name);
    (head && is_even(text.trim_start(), separator)).then_some(name)
}

/// Whether a field may be the name of a column.
fn is_name(field: &str) -> bool {
    !field.is_empty() && field.len() <= LONGEST_NAME && field.trim() == field && !field.ends_with('.')
}

/// Whether the first records, at least two, have the same number of fields.
fn is_even(text: &str, separator: u8) -> bool {
    let mut table = csv::ReaderBuilder::new().delimiter(separator).has_headers(false).from_reader(text.as_bytes());
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
