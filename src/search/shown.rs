//! Which of the dispatches that a query matches are hits.
//!
//! Of the versions of a dispatch only the one that is shown; of dispatches with the same text the earliest of those that
//! match. The second depends on the query, so that a copy by one agency is found among its own when another agency sent
//! the text first; it is worked out once, before the hits are counted and ranked.

use tantivy::query::{EnableScoring, Query};
use tantivy::{DocAddress, SegmentReader};

use super::gate::{Gate, Groups, Place};
use super::run::{Joined, Request};
use crate::index::OpenIndex;
use crate::index::lookup::Twin;

/// Dispatches with one text that lie farther apart than this, in seconds, are not one that was sent again: tide tables
/// and opening hours come every week.
const APART: i64 = 3 * 24 * 3600;

/// What is shown of an index for one query.
pub struct Shown<'a> {
    pub index: &'a OpenIndex,
    all_versions: bool,
    /// For each segment; empty when no text is found twice.
    groups: Vec<Groups>,
    /// How many hits the query has, where that was learnt on the way.
    hits: Option<u64>,
}

impl<'a> Shown<'a> {
    /// What `query` shows. With `all_versions` that is all it matches.
    pub fn of(index: &'a OpenIndex, query: &dyn Query, all_versions: bool) -> tantivy::Result<Self> {
        let mut shown = Shown { index, all_versions, groups: Vec::new(), hits: None };
        if !all_versions && !index.twins.is_empty() {
            let (matching, twins) = shown.twins(query)?;
            let repeats = shown.group(twins);
            shown.hits = Some(matching - repeats);
        }
        Ok(shown)
    }

    /// What a request for `query` shows.
    pub(super) fn asked(index: &'a OpenIndex, query: &dyn Query, request: &Request) -> tantivy::Result<Self> {
        match request.joined {
            Joined::Apart => Ok(Shown { index, all_versions: request.all_versions, groups: Vec::new(), hits: None }),
            Joined::Copies | Joined::NearDuplicates => Shown::of(index, query, request.all_versions),
        }
    }

    /// The gate of a segment.
    pub fn gate(&'a self, ord: u32, reader: &'a SegmentReader) -> tantivy::Result<Gate<'a>> {
        Gate::new(self.index, reader, self.all_versions, self.groups.get(ord as usize))
    }

    /// How many hits the query has, if that is known already.
    pub fn hits(&self) -> Option<u64> {
        self.hits
    }

    /// How many dispatches match in a version that is shown, and those of them whose text several dispatches have.
    fn twins(&self, query: &dyn Query) -> tantivy::Result<(u64, Vec<Twin>)> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.index.searcher))?;
        let (mut matching, mut twins) = (0, Vec::new());
        for (ord, reader) in (0..).zip(self.index.searcher.segment_readers()) {
            let gate = self.gate(ord, reader)?;
            let keys = reader.fast_fields().u64("twin")?;
            weight.for_each_no_score(reader, &mut |docs| {
                for &doc in docs.iter().filter(|&&doc| gate.shows_version(doc)) {
                    matching += 1;
                    if let Some(key) = keys.first(doc).filter(|key| self.index.twins.contains(key)) {
                        let address = DocAddress::new(ord, doc);
                        twins.push(Twin { key, address, date: gate.dated(doc), tie: gate.tie(doc) });
                    }
                }
            })?;
        }
        Ok((matching, twins))
    }

    /// Notes the groups of dispatches that are one hit; gives how many documents another one stands for.
    fn group(&mut self, mut twins: Vec<Twin>) -> u64 {
        let mut repeats = 0;
        for (number, group) in (0..).zip(groups(&mut twins).filter(|group| group.len() > 1)) {
            self.groups.resize_with(self.index.searcher.segment_readers().len(), Groups::default);
            for (place, twin) in group.iter().enumerate() {
                let segment = &mut self.groups[twin.address.segment_ord as usize];
                segment.insert(twin.address.doc_id, Place { group: number, first: place == 0 });
            }
            repeats += group.len() as u64 - 1;
        }
        repeats
    }
}

/// Sorts dispatches by text and date and gives those that are one: of one text, none more than [`APART`] after the one
/// before it. Those without date belong to the earliest group. The first of each group stands for it.
pub fn groups(twins: &mut [Twin]) -> impl Iterator<Item = &[Twin]> {
    twins.sort_unstable_by_key(|twin| (twin.key, twin.date.is_none(), twin.date, twin.tie));
    for text in twins.chunk_by_mut(|a, b| a.key == b.key) {
        let dated = text.partition_point(|twin| twin.date.is_some());
        let first_group = text[..dated].chunk_by(are_near).next().map_or(0, <[Twin]>::len);
        let undated = text.len() - dated;
        text[first_group..].rotate_right(undated);
    }
    twins.chunk_by(|a, b| a.key == b.key && are_near(a, b))
}

/// Whether `b`, which comes right after `a`, is of one group with it.
fn are_near(a: &Twin, b: &Twin) -> bool {
    in_time(a.date, b.date)
}

/// Whether a text of date `b` may be the one of date `a` sent again, given that those without date come last.
pub(super) fn in_time(a: Option<i64>, b: Option<i64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => b.saturating_sub(a) <= APART,
        (_, None) => true,
        (None, Some(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 24 * 3600;

    fn twin(key: u64, date: Option<i64>, tie: u64) -> Twin {
        Twin { key, address: DocAddress::new(0, tie as u32), date: date.map(|day| day * DAY), tie }
    }

    #[test]
    fn texts_sent_again_within_days_are_one_and_weekly_ones_are_not() {
        let cases: [(&[Twin], &[&[u64]]); 5] = [
            (&[twin(1, Some(3), 7), twin(1, Some(1), 8), twin(1, Some(6), 9)], &[&[8, 7, 9]]),
            (&[twin(1, Some(1), 2), twin(1, Some(8), 1), twin(1, Some(8), 3)], &[&[2], &[1, 3]]),
            (&[twin(2, Some(1), 1), twin(1, Some(1), 2), twin(2, Some(1), 3)], &[&[2], &[1, 3]]),
            (
                &[twin(1, None, 1), twin(1, Some(9), 2), twin(1, Some(1), 3), twin(1, Some(2), 5), twin(1, None, 4)],
                &[&[3, 5, 1, 4], &[2]],
            ),
            (&[twin(1, None, 9), twin(1, None, 4), twin(2, Some(-700_000), 1)], &[&[4, 9], &[1]]),
        ];
        for (given, expected) in cases {
            let mut twins = given.to_vec();
            for _ in 0..twins.len() {
                twins.rotate_left(1);
                let mut order = twins.clone();
                let found: Vec<Vec<u64>> =
                    groups(&mut order).map(|group| group.iter().map(|twin| twin.tie).collect()).collect();
                assert_eq!(found, expected);
            }
        }
    }
}
