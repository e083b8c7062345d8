//! Who, where, what: how many of the dispatches that a query finds have each value of a field.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;
use tantivy::Executor;
use tantivy::query::{EnableScoring, Query};

use super::column::{Document, Found, Term, found};
use super::shown::Shown;
pub use crate::index::facet::Facet;

/// The values of a field among the dispatches found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All dispatches found, those without a value too.
    pub dispatches: u64,
    /// Each value with the dispatches that have it, the most frequent first, then by name.
    pub values: Vec<(String, u64)>,
}

/// Which values the dispatches have that a query finds.
#[derive(Debug, Default)]
pub struct Gathered {
    /// All hits, those without a value too.
    pub dispatches: u64,
    /// How each value is written, and how often so, by its number: values that differ in capitals or accents only are one.
    forms: Vec<Vec<(String, u64)>>,
    /// Numbers of values, one document after the other, each number once in a document.
    values: Vec<u32>,
    documents: Vec<Document>,
}

/// Counts the values among the hits of the query that `shown` was made for; each counts once a hit.
pub fn count(shown: &Shown<'_>, query: &dyn Query, facet: Facet) -> tantivy::Result<Counts> {
    let gathered = gather(shown, query, facet)?;
    let mut values = gathered.values();
    values.sort_unstable_by(by_frequency);
    Ok(Counts { dispatches: gathered.dispatches, values })
}

/// Finds the values of what the query finds that `shown` was made for.
pub fn gather(shown: &Shown<'_>, query: &dyn Query, facet: Facet) -> tantivy::Result<Gathered> {
    let searcher = &shown.index.searcher;
    let readers = searcher.segment_readers();
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(readers.len());
    let executor = if threads > 1 { Executor::multi_thread(threads, "count-")? } else { Executor::single_thread() };
    let read = |(ord, reader)| found(shown, weight.as_ref(), ord, reader, facet);
    let segments: Vec<Found> = executor.map(read, (0..).zip(readers))?;
    Ok(Gathered::of(segments))
}

impl Gathered {
    /// Puts what was found in the segments together.
    fn of(segments: Vec<Found>) -> Self {
        let mut gathered = Gathered::default();
        let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
        for mut segment in segments {
            let terms = std::mem::take(&mut segment.terms);
            let numbers: Vec<u32> = terms.into_iter().map(|term| gathered.number(&mut numbers, term)).collect();
            gathered.dispatches += segment.dispatches;
            gathered.add(&segment, &numbers);
        }
        gathered
    }

    /// The number of the value that is written so, a new one if there is none; notes how often it is.
    fn number(&mut self, numbers: &mut FxHashMap<String, u32>, Term { key, form, times }: Term) -> u32 {
        let next = self.forms.len() as u32;
        let number = *numbers.entry(key).or_insert(next);
        if number == next {
            self.forms.push(Vec::new());
        }
        let forms = &mut self.forms[number as usize];
        match forms.iter_mut().find(|(known, _)| *known == form) {
            Some((_, known)) => *known += times,
            None => forms.push((form, times)),
        }
        number
    }

    /// Adds the documents of a segment.
    fn add(&mut self, segment: &Found, numbers: &[u32]) {
        // The document that each value was seen in last.
        let mut seen = vec![u32::MAX; self.forms.len()];
        let mut start = 0;
        for (document, &Document { end, group }) in (0..).zip(&segment.documents) {
            for &place in &segment.places[start..end] {
                let number = numbers[place as usize];
                if std::mem::replace(&mut seen[number as usize], document) != document {
                    self.values.push(number);
                }
            }
            start = end;
            self.documents.push(Document { end: self.values.len(), group });
        }
    }

    /// Counts hits by cell: `cells` names those of a document from the numbers of its values, each once. A text that was sent
    /// several times is one hit, and counts once in each cell that any of its copies is in.
    pub fn tally(&self, cells: usize, mut cells_of: impl FnMut(&[u32], &mut Vec<usize>)) -> Vec<u64> {
        let mut counts = vec![0; cells];
        let mut copies: Vec<(u32, usize)> = Vec::new();
        let mut own = Vec::new();
        let mut start = 0;
        for document in &self.documents {
            own.clear();
            cells_of(&self.values[start..document.end], &mut own);
            match document.group {
                Some(group) => copies.extend(own.iter().map(|&cell| (group, cell))),
                None => own.iter().for_each(|&cell| counts[cell] += 1),
            }
            start = document.end;
        }
        copies.sort_unstable();
        copies.dedup();
        copies.iter().for_each(|&(_, cell)| counts[cell] += 1);
        counts
    }

    /// Each value by its number: how it is written most often, and how many hits have it.
    pub fn values(&self) -> Vec<(String, u64)> {
        let counts =
            self.tally(self.forms.len(), |values, own| own.extend(values.iter().map(|&number| number as usize)));
        self.forms.iter().map(|forms| most_frequent(forms)).zip(counts).collect()
    }
}

/// The form that is written most often; of several the first by the alphabet.
fn most_frequent(forms: &[(String, u64)]) -> String {
    forms.iter().min_by(|a, b| by_frequency(a, b)).map(|(form, _)| form.clone()).unwrap_or_default()
}

/// The most frequent first, then by name.
pub fn by_frequency(a: &(String, u64), b: &(String, u64)) -> Ordering {
    b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0))
}
