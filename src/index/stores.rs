//! Stored records in the blocks that they lie in.
//!
//! tantivy copies stored bytes one by one into values of its own, which takes longer than unpacking them. Here they are
//! borrowed. A document is laid out, in version 2 of the store (`schema/document/se.rs` of tantivy 0.27), as the number of its
//! values and then for each value its field (`u32`, little-endian), a code for its type, and for bytes their number; numbers
//! without a fixed size have seven bits a byte, the lowest first, and in the last byte the eighth one is set.

use std::io;
use std::sync::OnceLock;

use tantivy::directory::OwnedBytes;
use tantivy::schema::Field;
use tantivy::store::StoreReader;
use tantivy::{DocAddress, Searcher};

use super::fields::Fields;
use super::record::Record;

/// Blocks of each segment that are remembered.
const REMEMBERED: usize = 16;
/// The code for the type of bytes.
const BYTES: u8 = 4;

/// The stores of the segments of one committed state, each opened when it is first wanted.
pub(super) struct Stores(Vec<OnceLock<StoreReader>>);

impl Stores {
    pub fn of(searcher: &Searcher) -> Self {
        Stores(searcher.segment_readers().iter().map(|_| OnceLock::new()).collect())
    }

    /// A document as it lies in its block.
    pub fn document(&self, searcher: &Searcher, address: DocAddress) -> tantivy::Result<OwnedBytes> {
        let place = &self.0[address.segment_ord as usize];
        let store = match place.get() {
            Some(store) => store,
            None => {
                let opened = searcher.segment_reader(address.segment_ord).get_store_reader(REMEMBERED)?;
                place.get_or_init(|| opened)
            }
        };
        store.get_document_bytes(address.doc_id)
    }
}

/// The record of a document, which lies in its block.
///
/// # Errors
/// When the document is not laid out as one of ours.
pub(super) fn record<'a>(document: &'a [u8], fields: &Fields) -> io::Result<Record<'a>> {
    let mut rest = document;
    let mut record = Record::default();
    for _ in 0..number(&mut rest)? {
        let field = Field::from_field_id(u32::from_le_bytes(*taken(&mut rest)?));
        if *taken(&mut rest)? != [BYTES] {
            return Err(foreign());
        }
        let length = usize::try_from(number(&mut rest)?).map_err(|_| foreign())?;
        let (value, after) = rest.split_at_checked(length).ok_or_else(foreign)?;
        rest = after;
        let part = fields.record.iter().position(|part| *part == field).ok_or_else(foreign)?;
        record.0[part] = value;
    }
    Ok(record)
}

fn taken<'a, const N: usize>(rest: &mut &'a [u8]) -> io::Result<&'a [u8; N]> {
    let (taken, after) = rest.split_first_chunk().ok_or_else(foreign)?;
    *rest = after;
    Ok(taken)
}

/// A number without a fixed size.
fn number(rest: &mut &[u8]) -> io::Result<u64> {
    let mut number = 0;
    for shift in (0..u64::BITS).step_by(7) {
        let [byte] = *taken(rest)?;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 != 0 {
            return Ok(number);
        }
    }
    Err(foreign())
}

fn foreign() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it is not laid out as a record")
}

#[cfg(test)]
mod tests {
    use tantivy::{Index, TantivyDocument};

    use super::*;

    /// What tantivy stores of a document with these parts.
    fn stored(parts: [&[u8]; 3]) -> (OwnedBytes, Fields) {
        let (schema, fields) = Fields::schema();
        let index = Index::create_in_ram(schema);
        super::super::fields::register_tokenizers(&index);
        let mut writer = index.writer_with_num_threads::<TantivyDocument>(1, 20_000_000).unwrap();
        let mut document = TantivyDocument::default();
        fields.record.iter().zip(parts).for_each(|(field, part)| document.add_bytes(*field, part));
        writer.add_document(document).unwrap();
        writer.commit().unwrap();
        let searcher = index.reader().unwrap().searcher();
        (Stores::of(&searcher).document(&searcher, DocAddress::new(0, 0)).unwrap(), fields)
    }

    #[test]
    fn what_tantivy_stored_is_found_where_it_lies() {
        for length in [0, 1, 127, 128, 16_383, 16_384, 100_000] {
            let (head, body) = (vec![0x81; length], vec![7; length / 2]);
            let parts = [&b"brief"[..], &head, &body];
            let (document, fields) = stored(parts);
            assert_eq!(record(&document, &fields).unwrap(), Record(parts), "{length}");
        }
    }

    #[test]
    fn a_document_that_is_cut_off_is_an_error() {
        let (document, fields) = stored([b"brief", b"head", b"body"]);
        for end in 0..document.len() {
            assert!(record(&document[..end], &fields).is_err(), "{end}");
        }
    }
}
