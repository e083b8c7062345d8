//! A query in short: how many hits, the oldest and the newest, and which.

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, TantivyError};

use super::run::{Request, SearchError};
use super::shown::Shown;
use crate::dispatch::Dispatch;
use crate::index::OpenIndex;
use crate::index::record::Depth;
use crate::query::compile::compile;

/// What one pass over the hits of a query shows.
#[derive(Clone, Debug, Default)]
pub struct Overview {
    /// All hits.
    pub total: u64,
    /// The oldest and the newest hit that has a date.
    pub ends: Option<[Dispatch; 2]>,
    /// A number for each hit, the same in every index of the same dispatches, in ascending order; only if asked for.
    pub keys: Vec<u64>,
}

/// Looks over all hits of a request, whatever its limit.
///
/// # Errors
/// As of a search.
pub fn overview(index: &OpenIndex, request: &Request, keys: bool) -> Result<Overview, SearchError> {
    let compiled = compile(&request.query, &index.fields)?;
    let query = compiled.query.as_ref();
    let shown = Shown::asked(index, query, request)?;
    let (mut overview, ends) = pass(&shown, query, keys)?;
    overview.keys.sort_unstable();
    if let Some([first, last]) = ends {
        overview.ends = Some([index.dispatch(first, Depth::Brief)?, index.dispatch(last, Depth::Brief)?]);
    }
    Ok(overview)
}

fn pass(shown: &Shown<'_>, query: &dyn Query, keys: bool) -> Result<(Overview, Option<[DocAddress; 2]>), TantivyError> {
    let searcher = &shown.index.searcher;
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut overview = Overview::default();
    let mut ends: Option<[(i64, DocAddress); 2]> = None;
    for (ord, reader) in (0..).zip(searcher.segment_readers()) {
        let gate = shown.gate(ord, reader)?;
        weight.for_each_no_score(reader, &mut |docs| {
            for &doc in docs.iter().filter(|&&doc| gate.lets_pass(doc)) {
                overview.total += 1;
                if keys {
                    overview.keys.push(gate.tie(doc));
                }
                let Some(date) = gate.dated(doc) else { continue };
                let here = (date, DocAddress::new(ord, doc));
                let [first, last] = ends.get_or_insert([here, here]);
                if date < first.0 {
                    *first = here;
                }
                if date > last.0 {
                    *last = here;
                }
            }
        })?;
    }
    Ok((overview, ends.map(|ends| ends.map(|(_, address)| address))))
}
