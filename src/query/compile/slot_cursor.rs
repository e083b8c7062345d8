//! A cursor over the documents and positions of all terms of a slot.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::AutomatonWeight;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, Term};
use tantivy_fst::Regex;

use super::pattern::{Fuzzy, Pattern};
use super::probe::Slot;

/// The most terms that a pattern may fit where positions are read: each takes a cursor of its own.
const MOST_TERMS: usize = 10_000;

/// The postings of all terms of a slot.
///
/// A pattern may fit a hundred thousand terms, most of them in few documents: only those that lie behind are moved.
pub struct SlotCursor {
    pub postings: Vec<SegmentPostings>,
    /// Where each of them stands, the first document on top.
    queue: BinaryHeap<Reverse<(DocId, usize)>>,
}

impl SlotCursor {
    /// Opens the postings of every term.
    pub fn open(
        slot: &Slot,
        index: &InvertedIndexReader,
        reader: &SegmentReader,
        field: Field,
    ) -> tantivy::Result<Self> {
        let with_positions = IndexRecordOption::WithFreqsAndPositions;
        let mut postings = Vec::new();
        match slot {
            Slot::Terms(terms) => {
                for text in terms {
                    postings.extend(index.read_postings(&Term::from_field_text(field, text), with_positions)?);
                }
            }
            Slot::Pattern(pattern) => {
                let infos = match pattern {
                    Pattern::Wildcard(regex) => {
                        AutomatonWeight::<Regex>::new(field, regex.clone()).get_match_term_infos(reader)?
                    }
                    Pattern::Fuzzy(fuzzy) => {
                        AutomatonWeight::<Fuzzy>::new(field, fuzzy.clone()).get_match_term_infos(reader)?
                    }
                };
                if infos.len() > MOST_TERMS {
                    return Err(tantivy::TantivyError::InvalidArgument(format!(
                        "a pattern in a phrase, or beside PRES or PARA, fits {} words of the index, more than \
                         {MOST_TERMS}\n  type more of its letters",
                        infos.len()
                    )));
                }
                for info in infos {
                    postings.push(index.read_postings_from_terminfo(&info, with_positions)?);
                }
            }
        }
        let queue = postings.iter().enumerate().map(|(number, own)| Reverse((own.doc(), number))).collect();
        Ok(SlotCursor { postings, queue })
    }

    /// The first document from `target` on that has one of the terms.
    pub fn seek(&mut self, target: DocId) -> DocId {
        while let Some(mut first) = self.queue.peek_mut()
            && first.0.0 < target
        {
            let Reverse((doc, number)) = &mut *first;
            *doc = self.postings[*number].seek(target);
        }
        self.queue.peek().map_or(TERMINATED, |Reverse((doc, _))| *doc)
    }

    /// The positions in `doc`, where [`SlotCursor::seek`] stands.
    pub fn positions(&mut self, doc: DocId, out: &mut Vec<u32>) {
        out.clear();
        let mut terms = 0;
        while let Some(mut first) = self.queue.peek_mut()
            && first.0.0 == doc
        {
            let Reverse((next, number)) = &mut *first;
            let postings = &mut self.postings[*number];
            postings.append_positions_with_offset(0, out);
            *next = postings.advance();
            terms += 1;
        }
        if terms > 1 {
            out.sort_unstable();
            out.dedup();
        }
    }
}
