//! The first step: the best or newest documents of a query, and how many there are.

use std::cmp::Ordering;

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, Score};

use super::kept::Kept;
use super::shown::Shown;

/// A document of a result list.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    pub address: DocAddress,
    pub score: Score,
    /// Seconds since 1970; `i64::MIN` without date.
    pub date: i64,
    /// What names the dispatch in every index of the same dispatches.
    pub tie: u64,
}

impl Candidate {
    /// Better first: score, then the newer.
    pub fn by_score(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then_with(|| self.by_date(other))
    }

    /// Newer first.
    pub fn by_date(&self, other: &Self) -> Ordering {
        other.date.cmp(&self.date)
    }
}

/// The `count` best documents by the query's own scores, best first.
pub fn best(shown: &Shown<'_>, query: &dyn Query, count: usize) -> tantivy::Result<Vec<Candidate>> {
    let index = shown.index;
    let mut kept = Kept::new(index, Candidate::by_score, count);
    let mut failed = Ok(());
    let weight = query.weight(EnableScoring::enabled_from_searcher(&index.searcher))?;
    for (ord, reader) in (0..).zip(index.searcher.segment_readers()) {
        let gate = shown.gate(ord, reader)?;
        // One below: documents of the same score must still be seen, for their dates decide.
        let threshold = |kept: &Kept<'_>| kept.worst().map_or(Score::MIN, |worst| worst.score.next_down());
        weight.for_each_pruning(threshold(&kept), reader, &mut |doc, score| {
            if failed.is_ok() && gate.lets_pass(doc) {
                failed = kept.add(gate.candidate(ord, doc, score));
            }
            threshold(&kept)
        })?;
    }
    failed?;
    kept.finish()
}

/// The `count` newest documents, newest first.
pub fn newest(shown: &Shown<'_>, query: &dyn Query, count: usize) -> tantivy::Result<Vec<Candidate>> {
    let index = shown.index;
    let mut kept = Kept::new(index, Candidate::by_date, count);
    let mut failed = Ok(());
    let weight = query.weight(EnableScoring::disabled_from_searcher(&index.searcher))?;
    for (ord, reader) in (0..).zip(index.searcher.segment_readers()) {
        let gate = shown.gate(ord, reader)?;
        weight.for_each_no_score(reader, &mut |docs| {
            for &doc in docs.iter().filter(|&&doc| gate.lets_pass(doc)) {
                if failed.is_ok() {
                    failed = kept.add(gate.candidate(ord, doc, 0.0));
                }
            }
        })?;
    }
    failed?;
    kept.finish()
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
