//! Which documents of a segment may be shown at all.

use tantivy::columnar::Column;
use tantivy::fastfield::AliveBitSet;
use tantivy::{DateTime, DocId, SegmentReader};

use crate::index::OpenIndex;
use crate::index::versions::Superseded;

/// Keeps deleted documents out, and superseded versions unless they are asked for.
pub struct Gate<'a> {
    alive: Option<&'a AliveBitSet>,
    superseded: Option<&'a Superseded>,
    ties: Column<u64>,
    dates: Column<DateTime>,
}

impl<'a> Gate<'a> {
    /// The gate of one segment.
    pub fn new(index: &'a OpenIndex, reader: &'a SegmentReader, all_versions: bool) -> tantivy::Result<Self> {
        let hidden = !all_versions && !index.superseded.is_empty();
        Ok(Gate {
            alive: reader.alive_bitset(),
            superseded: hidden.then_some(&index.superseded),
            ties: reader.fast_fields().u64("tie")?,
            dates: reader.fast_fields().date("date")?,
        })
    }

    /// Whether every document that is not deleted may pass.
    pub fn is_open(&self) -> bool {
        self.superseded.is_none()
    }

    /// Whether the document may be shown.
    pub fn lets_pass(&self, doc: DocId) -> bool {
        self.alive.is_none_or(|alive| alive.is_alive(doc))
            && self.superseded.is_none_or(|superseded| !superseded.contains(&self.tie(doc)))
    }

    /// What orders documents of equal rank, the same in every index of the same dispatches.
    pub fn tie(&self, doc: DocId) -> u64 {
        self.ties.first(doc).unwrap_or_default()
    }

    /// Seconds since 1970; dispatches without date come last.
    pub fn date(&self, doc: DocId) -> i64 {
        self.dates.first(doc).map_or(i64::MIN, DateTime::into_timestamp_secs)
    }
}
