//! Dispatches by their identifiers.

use std::cmp::Reverse;

use tantivy::collector::DocSetCollector;
use tantivy::query::{Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Term};

use crate::dispatch::Dispatch;
use crate::index::record::Depth;
use crate::index::{IndexError, OpenIndex};
use crate::query::compile::prefix_query;

/// Dispatches listed at the most.
const MOST: usize = 1000;

/// A dispatch of the index.
#[derive(Clone, Debug)]
pub struct Found {
    pub address: DocAddress,
    pub dispatch: Dispatch,
}

/// Every version of the dispatch with this identifier, the shown one first; where there is none, of those whose
/// identifiers begin so. Sorted by identifier.
pub fn find_by_id(index: &OpenIndex, id: &str) -> Result<Vec<Found>, IndexError> {
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

fn fetch(index: &OpenIndex, query: &dyn Query) -> Result<Vec<Found>, IndexError> {
    let lookup = index.lookup();
    let mut found = Vec::new();
    for address in index.searcher.search(query, &DocSetCollector)?.into_iter().take(MOST) {
        let rank = lookup.rank(address)?;
        let is_hidden = index.superseded.contains(&rank.tie);
        found.push((is_hidden, rank, Found { address, dispatch: index.dispatch(address, Depth::Whole)? }));
    }
    found.sort_by(|(hidden_a, rank_a, a), (hidden_b, rank_b, b)| {
        let order = a.dispatch.id.cmp(&b.dispatch.id);
        order.then_with(|| (hidden_a, Reverse(rank_a)).cmp(&(hidden_b, Reverse(rank_b))))
    });
    Ok(found.into_iter().map(|(_, _, found)| found).collect())
}
