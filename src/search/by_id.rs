//! Dispatches by their identifiers.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use tantivy::collector::DocSetCollector;
use tantivy::query::{Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Term};

use super::ids::ids;
use crate::dispatch::Dispatch;
use crate::index::record::Depth;
use crate::index::{IndexError, OpenIndex};
use crate::query::compile::prefix_query;

/// A dispatch of the index.
#[derive(Clone, Debug)]
pub struct Found {
    pub address: DocAddress,
    pub dispatch: Dispatch,
}

/// What an identifier stands for, or the beginning of one.
#[derive(Clone, Debug)]
pub enum ById {
    /// Every version of one dispatch, the shown one first; empty where there is none.
    Versions(Vec<Found>),
    /// The identifiers that begin so, sorted.
    Several(BTreeSet<String>),
}

/// Looks up an identifier; where no dispatch has it, those that begin so.
///
/// # Errors
/// When the index cannot be read.
pub fn find_by_id(index: &OpenIndex, id: &str) -> Result<ById, IndexError> {
    let id = id.trim();
    let exact = TermQuery::new(Term::from_field_text(index.fields.id, id), IndexRecordOption::Basic);
    let found = addresses(index, &exact)?;
    if !found.is_empty() || id.is_empty() {
        return versions(index, found);
    }
    let Some(query) = prefix_query(index.fields.id, id) else { return Ok(ById::Versions(Vec::new())) };
    let found = addresses(index, query.as_ref())?;
    let ids: BTreeSet<String> = ids(index, &found)?.into_iter().collect();
    if ids.len() > 1 { Ok(ById::Several(ids)) } else { versions(index, found) }
}

fn addresses(index: &OpenIndex, query: &dyn Query) -> tantivy::Result<Vec<DocAddress>> {
    Ok(index.searcher.search(query, &DocSetCollector)?.into_iter().collect())
}

fn versions(index: &OpenIndex, addresses: Vec<DocAddress>) -> Result<ById, IndexError> {
    let lookup = index.lookup();
    let mut found = Vec::with_capacity(addresses.len());
    for address in addresses {
        let rank = lookup.rank(address)?;
        let is_hidden = index.superseded.contains(&rank.tie);
        found.push((is_hidden, Reverse(rank), Found { address, dispatch: index.dispatch(address, Depth::Whole)? }));
    }
    found.sort_unstable_by_key(|(is_hidden, rank, _)| (*is_hidden, *rank));
    Ok(ById::Versions(found.into_iter().map(|(_, _, found)| found).collect()))
}
