//! Dispatches by their identifiers.

use tantivy::Term;
use tantivy::collector::DocSetCollector;
use tantivy::query::{Query, TermQuery};
use tantivy::schema::IndexRecordOption;

use crate::dispatch::Dispatch;
use crate::index::{IndexError, OpenIndex};
use crate::query::compile::prefix_query;

/// Dispatches listed at the most.
const MOST: usize = 1000;

/// Every version of the dispatch with this identifier, the shown one first; where there is none, of those whose
/// identifiers begin so. Sorted by identifier.
pub fn find_by_id(index: &OpenIndex, id: &str) -> Result<Vec<Dispatch>, IndexError> {
    let id = id.trim();
    let exact = TermQuery::new(Term::from_field_text(index.fields.id, id), IndexRecordOption::Basic);
    let found = fetch(index, &exact)?;
    if !found.is_empty() || id.is_empty() {
        return Ok(found);
    }
    match prefix_query(index.fields.id, id) {
        Some(query) => fetch(index, query.as_ref()),
        None => Ok(Vec::new()),
    }
}

fn fetch(index: &OpenIndex, query: &dyn Query) -> Result<Vec<Dispatch>, IndexError> {
    let mut found = Vec::new();
    for address in index.searcher.search(query, &DocSetCollector)?.into_iter().take(MOST) {
        let reader = index.searcher.segment_reader(address.segment_ord);
        let tie = reader.fast_fields().u64("tie")?.first(address.doc_id).unwrap_or_default();
        found.push((index.superseded.contains(&tie), index.dispatch(address)?));
    }
    found.sort_by(|(hidden_a, a), (hidden_b, b)| {
        a.id.cmp(&b.id).then(hidden_a.cmp(hidden_b)).then(b.version.cmp(&a.version))
    });
    Ok(found.into_iter().map(|(_, dispatch)| dispatch).collect())
}
