//! Who, where, what: how many of the dispatches that a query finds have each value of a column.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;
use tantivy::query::{EnableScoring, Query};

use super::shown::Shown;

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

/// How often a value is there.
#[derive(Default)]
struct Tally {
    /// Dispatches whose text is found once.
    dispatches: u64,
    /// Of the others, the groups: a text that was sent several times counts once, with the values of all its copies.
    groups: Vec<u32>,
}

impl Tally {
    fn total(mut self) -> u64 {
        self.groups.sort_unstable();
        self.groups.dedup();
        self.dispatches + self.groups.len() as u64
    }
}

/// Counts the values among the hits of a query; each counts once a hit.
pub fn count(shown: &Shown<'_>, query: &dyn Query, facet: Facet) -> tantivy::Result<Counts> {
    let searcher = &shown.index.searcher;
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut dispatches = 0;
    let mut total: HashMap<String, Tally, FxBuildHasher> = HashMap::default();
    for (ord, reader) in (0..).zip(searcher.segment_readers()) {
        let gate = shown.gate(ord, reader)?;
        let Some(column) = reader.fast_fields().str(facet.column())? else {
            weight.for_each_no_score(reader, &mut |docs| {
                dispatches += docs.iter().filter(|&&doc| gate.lets_pass(doc)).count() as u64;
            })?;
            continue;
        };
        let mut counts = vec![0_u64; column.num_terms()];
        let mut grouped: Vec<(u64, u32)> = Vec::new();
        let mut own: Vec<u64> = Vec::new();
        weight.for_each_no_score(reader, &mut |docs| {
            for &doc in docs.iter().filter(|&&doc| gate.shows_version(doc)) {
                own.clear();
                own.extend(column.term_ords(doc));
                own.sort_unstable();
                own.dedup();
                let place = gate.place(doc);
                dispatches += u64::from(place.is_none_or(|place| place.first));
                match place {
                    Some(place) => grouped.extend(own.iter().map(|&ord| (ord, place.group))),
                    None => own.iter().for_each(|&ord| counts[ord as usize] += 1),
                }
            }
        })?;
        grouped.sort_unstable();
        let mut present: Vec<u64> = (0..).zip(&counts).filter(|(_, count)| **count > 0).map(|(ord, _)| ord).collect();
        present.extend(grouped.iter().map(|(ord, _)| *ord));
        present.sort_unstable();
        present.dedup();
        let mut ords = present.iter();
        column.dictionary().sorted_ords_to_term_cb(&present, |term| {
            let Some(&ord) = ords.next() else { return };
            let tally = total.entry(String::from_utf8_lossy(term).into_owned()).or_default();
            tally.dispatches += counts[ord as usize];
            let first = grouped.partition_point(|(other, _)| *other < ord);
            tally.groups.extend(grouped[first..].iter().take_while(|(other, _)| *other == ord).map(|(_, group)| group));
        })?;
    }
    let mut values: Vec<(String, u64)> = total.into_iter().map(|(name, tally)| (name, tally.total())).collect();
    values.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(Counts { dispatches, values })
}
