//! Who, where, what: how many of the dispatches that a query finds have each value of a column.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;
use tantivy::query::{EnableScoring, Query};

use super::gate::Gate;
use crate::index::OpenIndex;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Full names, as each dispatch gives them.
    People,
    Locations,
    Topics,
}

impl Facet {
    /// The column of the index that holds it.
    fn column(self) -> &'static str {
        match self {
            Facet::People => "person_name",
            Facet::Locations => "location",
            Facet::Topics => "topic",
        }
    }
}

/// The values of a column among the dispatches found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All dispatches found, those without a value too.
    pub dispatches: u64,
    /// Each value with the dispatches that have it, the most frequent first, then by name.
    pub values: Vec<(String, u64)>,
}

/// Counts the values among the dispatches that a query finds; each counts once a dispatch.
pub fn count(index: &OpenIndex, query: &dyn Query, facet: Facet, all_versions: bool) -> tantivy::Result<Counts> {
    let weight = query.weight(EnableScoring::disabled_from_searcher(&index.searcher))?;
    let mut dispatches = 0;
    let mut total: HashMap<String, u64, FxBuildHasher> = HashMap::default();
    for reader in index.searcher.segment_readers() {
        let gate = Gate::new(index, reader, all_versions)?;
        let column = reader.fast_fields().str(facet.column())?;
        let mut counts = vec![0_u64; column.as_ref().map_or(0, |column| column.num_terms())];
        let mut own: Vec<u64> = Vec::new();
        weight.for_each_no_score(reader, &mut |docs| {
            for &doc in docs.iter().filter(|&&doc| gate.lets_pass(doc)) {
                dispatches += 1;
                own.clear();
                own.extend(column.iter().flat_map(|column| column.term_ords(doc)));
                own.sort_unstable();
                own.dedup();
                own.iter().for_each(|&ord| counts[ord as usize] += 1);
            }
        })?;
        let Some(column) = column else { continue };
        let present: Vec<u64> = (0..).zip(&counts).filter(|(_, count)| **count > 0).map(|(ord, _)| ord).collect();
        let mut ords = present.iter();
        column.dictionary().sorted_ords_to_term_cb(&present, |term| {
            if let Some(&ord) = ords.next() {
                *total.entry(String::from_utf8_lossy(term).into_owned()).or_default() += counts[ord as usize];
            }
        })?;
    }
    let mut values: Vec<(String, u64)> = total.into_iter().collect();
    values.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(Counts { dispatches, values })
}
