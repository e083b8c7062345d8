//! The identifiers of documents, from the columns of the index.

use tantivy::DocAddress;

use crate::index::OpenIndex;

/// The identifier of each of these documents, in their order.
pub(super) fn ids(index: &OpenIndex, addresses: &[DocAddress]) -> tantivy::Result<Vec<String>> {
    let mut ids = vec![String::new(); addresses.len()];
    // Those of a segment are read in one go, in the order in which they lie there.
    let mut wanted: Vec<(u64, usize)> = Vec::with_capacity(addresses.len());
    for (ord, reader) in (0..).zip(index.searcher.segment_readers()) {
        let mut here = addresses.iter().enumerate().filter(|(_, address)| address.segment_ord == ord).peekable();
        if here.peek().is_none() {
            continue;
        }
        let Some(column) = reader.fast_fields().str("id")? else { continue };
        wanted.clear();
        wanted.extend(here.map(|(at, address)| (column.ords().first(address.doc_id).unwrap_or_default(), at)));
        wanted.sort_unstable();
        let ords: Vec<u64> = wanted.iter().map(|(ord, _)| *ord).collect();
        let mut places = wanted.iter().map(|(_, at)| *at);
        column.dictionary().sorted_ords_to_term_cb(&ords, |id| {
            if let Some(at) = places.next() {
                ids[at] = String::from_utf8_lossy(id).into_owned();
            }
        })?;
    }
    Ok(ids)
}
