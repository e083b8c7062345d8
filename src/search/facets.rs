//! Who, where, what: how many of the dispatches that a query finds have each value of a column.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;
use tantivy::query::{EnableScoring, Query};

use super::shown::Shown;
use crate::french::fold::fold;

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

    /// What values that count as one share.
    fn key(self, value: &str) -> String {
        match self {
            Facet::People => value.to_owned(),
            Facet::Locations | Facet::Topics => fold(value),
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
    /// How the value is written, and how often so.
    forms: HashMap<String, u64, FxBuildHasher>,
}

impl Tally {
    /// The most frequent form, and the hits.
    fn total(mut self) -> (String, u64) {
        self.groups.sort_unstable();
        self.groups.dedup();
        let by_frequency = |a: &(String, u64), b: &(String, u64)| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0));
        let form = self.forms.into_iter().max_by(by_frequency).map(|(form, _)| form);
        (form.unwrap_or_default(), self.dispatches + self.groups.len() as u64)
    }
}

/// The values of the documents found in one segment.
#[derive(Default)]
struct Found {
    /// Numbers of values in the dictionary of the column, one document after the other.
    ords: Vec<u64>,
    /// For each document where its values end, and the group of copies it belongs to.
    documents: Vec<(usize, Option<u32>)>,
}

/// Counts the values among the hits of the query that `shown` was made for; each counts once a hit. Places and topics
/// that differ in capitals or accents only are one value.
pub fn count(shown: &Shown<'_>, query: &dyn Query, facet: Facet) -> tantivy::Result<Counts> {
    let searcher = &shown.index.searcher;
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut dispatches = 0;
    // By the key of the value: place in `tallies`.
    let mut keys: HashMap<String, usize, FxBuildHasher> = HashMap::default();
    let mut tallies: Vec<Tally> = Vec::new();
    for (ord, reader) in (0..).zip(searcher.segment_readers()) {
        let gate = shown.gate(ord, reader)?;
        let column = reader.fast_fields().str(facet.column())?;
        let mut found = Found::default();
        weight.for_each_no_score(reader, &mut |docs| {
            for &doc in docs.iter().filter(|&&doc| gate.shows_version(doc)) {
                let place = gate.place(doc);
                dispatches += u64::from(place.is_none_or(|place| place.first));
                found.ords.extend(column.iter().flat_map(|column| column.term_ords(doc)));
                found.documents.push((found.ords.len(), place.map(|place| place.group)));
            }
        })?;
        let Some(column) = column else { continue };
        let mut forms = vec![0_u64; column.num_terms()];
        found.ords.iter().for_each(|&ord| forms[ord as usize] += 1);
        let present: Vec<u64> = (0..).zip(&forms).filter(|(_, count)| **count > 0).map(|(ord, _)| ord).collect();
        let mut ords = present.iter();
        let mut places = vec![0; column.num_terms()];
        column.dictionary().sorted_ords_to_term_cb(&present, |term| {
            let Some(&ord) = ords.next() else { return };
            let name = String::from_utf8_lossy(term);
            let place = *keys.entry(facet.key(&name)).or_insert_with(|| {
                tallies.push(Tally::default());
                tallies.len() - 1
            });
            places[ord as usize] = place;
            *tallies[place].forms.entry(name.into_owned()).or_default() += forms[ord as usize];
        })?;
        found.tally(&places, &mut tallies);
    }
    let mut values: Vec<(String, u64)> = tallies.into_iter().map(Tally::total).collect();
    values.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(Counts { dispatches, values })
}

impl Found {
    /// Counts each value once a document; `places` says which tally the values of the dictionary belong to.
    fn tally(&self, places: &[usize], tallies: &mut [Tally]) {
        let mut own: Vec<usize> = Vec::new();
        let mut start = 0;
        for &(end, group) in &self.documents {
            own.clear();
            own.extend(self.ords[start..end].iter().map(|&ord| places[ord as usize]));
            own.sort_unstable();
            own.dedup();
            for &place in &own {
                match group {
                    Some(group) => tallies[place].groups.push(group),
                    None => tallies[place].dispatches += 1,
                }
            }
            start = end;
        }
    }
}
