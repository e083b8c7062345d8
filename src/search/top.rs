//! The first step: the best or newest documents of a query, and how many there are.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, Score};

use super::shown::Shown;

/// A document of a result list.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    pub address: DocAddress,
    pub score: Score,
    /// Seconds since 1970.
    pub date: i64,
    pub tie: u64,
}

impl Candidate {
    /// Better first: score, then the newer, then a fixed order.
    pub fn by_score(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then_with(|| self.by_date(other))
    }

    /// Newer first, then a fixed order.
    pub fn by_date(&self, other: &Self) -> Ordering {
        other.date.cmp(&self.date).then(self.tie.cmp(&other.tie))
    }
}

/// A candidate in a heap whose top is the worst.
struct Ranked<const BY_SCORE: bool>(Candidate);

impl<const BY_SCORE: bool> Ord for Ranked<BY_SCORE> {
    fn cmp(&self, other: &Self) -> Ordering {
        if BY_SCORE { self.0.by_score(&other.0) } else { self.0.by_date(&other.0) }
    }
}

impl<const BY_SCORE: bool> PartialOrd for Ranked<BY_SCORE> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<const BY_SCORE: bool> PartialEq for Ranked<BY_SCORE> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<const BY_SCORE: bool> Eq for Ranked<BY_SCORE> {}

/// The `count` best documents by the query's own scores, best first.
pub fn best(shown: &Shown<'_>, query: &dyn Query, count: usize) -> tantivy::Result<Vec<Candidate>> {
    let index = shown.index;
    let mut heap: BinaryHeap<Ranked<true>> = BinaryHeap::with_capacity(count + 1);
    let mut threshold = Score::MIN;
    let weight = query.weight(EnableScoring::enabled_from_searcher(&index.searcher))?;
    for (ord, reader) in (0..).zip(index.searcher.segment_readers()) {
        let gate = shown.gate(ord, reader)?;
        weight.for_each_pruning(threshold, reader, &mut |doc, score| {
            if gate.lets_pass(doc) {
                let address = DocAddress::new(ord, doc);
                heap.push(Ranked(Candidate { address, score, date: gate.date(doc), tie: gate.tie(doc) }));
                if heap.len() > count {
                    heap.pop();
                }
                if heap.len() == count
                    && let Some(worst) = heap.peek()
                {
                    // One below: documents of the same score must still be seen, for their dates decide.
                    threshold = worst.0.score.next_down();
                }
            }
            threshold
        })?;
    }
    Ok(heap.into_sorted_vec().into_iter().map(|ranked| ranked.0).collect())
}

/// The `count` newest documents, newest first.
pub fn newest(shown: &Shown<'_>, query: &dyn Query, count: usize) -> tantivy::Result<Vec<Candidate>> {
    let index = shown.index;
    let mut heap: BinaryHeap<Ranked<false>> = BinaryHeap::with_capacity(count + 1);
    let weight = query.weight(EnableScoring::disabled_from_searcher(&index.searcher))?;
    for (ord, reader) in (0..).zip(index.searcher.segment_readers()) {
        let gate = shown.gate(ord, reader)?;
        weight.for_each_no_score(reader, &mut |docs| {
            for &doc in docs.iter().filter(|&&doc| gate.lets_pass(doc)) {
                let date = gate.date(doc);
                if heap.len() == count && heap.peek().is_some_and(|Ranked(worst)| date < worst.date) {
                    continue;
                }
                let address = DocAddress::new(ord, doc);
                heap.push(Ranked(Candidate { address, score: 0.0, date, tie: gate.tie(doc) }));
                if heap.len() > count {
                    heap.pop();
                }
            }
        })?;
    }
    Ok(heap.into_sorted_vec().into_iter().map(|ranked| ranked.0).collect())
}

/// How many hits the query has that `shown` was made for.
pub fn count(shown: &Shown<'_>, query: &dyn Query) -> tantivy::Result<u64> {
    if let Some(hits) = shown.hits() {
        return Ok(hits);
    }
    let weight = query.weight(EnableScoring::disabled_from_searcher(&shown.index.searcher))?;
    let mut total = 0;
    for (ord, reader) in (0..).zip(shown.index.searcher.segment_readers()) {
        let gate = shown.gate(ord, reader)?;
        if gate.shows_all_versions() {
            total += u64::from(weight.count(reader)?);
        } else {
            weight.for_each_no_score(reader, &mut |docs| {
                total += docs.iter().filter(|&&doc| gate.shows_version(doc)).count() as u64;
            })?;
        }
    }
    Ok(total)
}

/// Orders candidates as they are read from the index, segment by segment.
pub fn by_address(candidates: &mut [Candidate]) {
    candidates.sort_unstable_by_key(|candidate| candidate.address);
}
