//! Which documents of a segment may be shown at all.

use rustc_hash::FxHashMap;
use tantivy::columnar::Column;
use tantivy::fastfield::AliveBitSet;
use tantivy::{DateTime, DocAddress, DocId, Score, SegmentReader};

use super::top::Candidate;
use crate::index::OpenIndex;
use crate::index::numbers::Numbers;

/// The place of a document among the dispatches with one text that a query finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The number of the group, the same in all segments.
    pub group: u32,
    /// Whether this one is the hit that stands for all.
    pub first: bool,
}

/// The documents of a segment whose text the query finds more than once.
pub type Groups = FxHashMap<DocId, Place>;

/// Keeps deleted documents out, superseded versions, and texts that are shown already.
pub struct Gate<'a> {
    alive: Option<&'a AliveBitSet>,
    superseded: Option<&'a Numbers>,
    groups: Option<&'a Groups>,
    ties: Column<u64>,
    dates: Column<DateTime>,
}

impl<'a> Gate<'a> {
    /// The gate of one segment.
    pub fn new(
        index: &'a OpenIndex,
        reader: &'a SegmentReader,
        all_versions: bool,
        groups: Option<&'a Groups>,
    ) -> tantivy::Result<Self> {
        let hidden = !all_versions && !index.superseded.is_empty();
        Ok(Gate {
            alive: reader.alive_bitset(),
            superseded: hidden.then_some(&index.superseded),
            groups: groups.filter(|groups| !groups.is_empty()),
            ties: reader.fast_fields().u64("tie")?,
            dates: reader.fast_fields().date("date")?,
        })
    }

    /// Whether every document that is not deleted may pass, but for texts that are shown already.
    pub fn shows_all_versions(&self) -> bool {
        self.superseded.is_none()
    }

    /// Whether the document is there and its version is shown.
    pub fn shows_version(&self, doc: DocId) -> bool {
        self.alive.is_none_or(|alive| alive.is_alive(doc))
            && self.superseded.is_none_or(|superseded| !superseded.contains(&self.tie(doc)))
    }

    /// Where the document stands among those with its text; `None` for a text that is found once.
    pub fn place(&self, doc: DocId) -> Option<Place> {
        self.groups.and_then(|groups| groups.get(&doc)).copied()
    }

    /// Whether the document may be shown.
    pub fn lets_pass(&self, doc: DocId) -> bool {
        self.shows_version(doc) && self.place(doc).is_none_or(|place| place.first)
    }

    /// The document, which is in segment number `ord`, as a candidate.
    pub fn candidate(&self, ord: u32, doc: DocId, score: Score) -> Candidate {
        Candidate { address: DocAddress::new(ord, doc), score, date: self.date(doc), tie: self.tie(doc) }
    }

    /// What names the dispatch in every index of the same dispatches.
    pub fn tie(&self, doc: DocId) -> u64 {
        self.ties.first(doc).unwrap_or_default()
    }

    /// Seconds since 1970; dispatches without date come last.
    pub fn date(&self, doc: DocId) -> i64 {
        self.dated(doc).unwrap_or(i64::MIN)
    }

    /// Seconds since 1970, of a dispatch with a date.
    pub fn dated(&self, doc: DocId) -> Option<i64> {
        self.dates.first(doc).map(DateTime::into_timestamp_secs)
    }
}
