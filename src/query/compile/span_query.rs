//! A tantivy query for [`Probe`]: phrases, nearness and paragraphs over words with several terms.
//!
//! tantivy's own phrase query takes one term a position, and its sloppy phrases match more documents when they are
//! counted than when they are ranked. Here a document matches or does not, whoever asks.

use std::ops::Range;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::query::{
    Bm25StatisticsProvider, Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, SegmentReader, TERMINATED, Term};

use super::probe::{Positions, Probe, Slot};
use super::slot_cursor::SlotCursor;
use super::span::Span;
use crate::french::forms::PARAGRAPH_END;

/// Which part of a field is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    Whole,
    /// What follows the first paragraph end: in the field of all text, what is not the headline.
    AfterFirstParagraph,
}

/// Documents in one field of which the probe finds a span.
#[derive(Clone, Debug)]
pub struct SpanQuery {
    pub field: Field,
    pub region: Region,
    pub slots: Vec<Slot>,
    pub probe: Probe,
}

impl Query for SpanQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let bm25 = match scoring {
            EnableScoring::Enabled { statistics_provider, .. } => Some(self.bm25(statistics_provider)?),
            EnableScoring::Disabled { .. } => None,
        };
        Ok(Box::new(SpanWeight { query: self.clone(), bm25 }))
    }
}

impl SpanQuery {
    /// The weight of all slots together, each counted by its most frequent term; patterns count for nothing.
    fn bm25(&self, statistics: &dyn Bm25StatisticsProvider) -> tantivy::Result<Bm25Weight> {
        let mut terms = Vec::new();
        for slot in &self.slots {
            let Slot::Terms(alternatives) = slot else { continue };
            let mut most: Option<(u64, Term)> = None;
            for text in alternatives {
                let term = Term::from_field_text(self.field, text);
                let frequency = statistics.doc_freq(&term)?;
                if most.as_ref().is_none_or(|(best, _)| frequency > *best) {
                    most = Some((frequency, term));
                }
            }
            terms.extend(most.map(|(_, term)| term));
        }
        if terms.is_empty() {
            terms.push(Term::from_field_text(self.field, PARAGRAPH_END));
        }
        Bm25Weight::for_terms(statistics, &terms)
    }
}

struct SpanWeight {
    query: SpanQuery,
    bm25: Option<Bm25Weight>,
}

impl SpanWeight {
    fn span_scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Option<SpanScorer>> {
        let query = &self.query;
        let index = reader.inverted_index(query.field)?;
        let mut slots = Vec::with_capacity(query.slots.len());
        for slot in &query.slots {
            slots.push(SlotCursor::open(slot, &index, reader, query.field)?);
        }
        if !may_match(&query.probe, &slots) {
            return Ok(None);
        }
        let wants_ends = query.probe.needs_paragraph_ends() || query.region == Region::AfterFirstParagraph;
        let ends = Term::from_field_text(query.field, PARAGRAPH_END);
        let paragraph_ends =
            if wants_ends { index.read_postings(&ends, IndexRecordOption::WithFreqsAndPositions)? } else { None };
        let mut scorer = SpanScorer {
            positions: vec![Vec::new(); slots.len()],
            slots,
            probe: query.probe.clone(),
            region: query.region,
            paragraph_ends,
            ends: Vec::new(),
            spans: Vec::new(),
            bm25: self.bm25.as_ref().map(|weight| weight.boost_by(boost)),
            norms: reader.get_fieldnorms_reader(query.field)?,
            doc: 0,
        };
        scorer.doc = scorer.find_from(0);
        Ok(Some(scorer))
    }
}

impl Weight for SpanWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        Ok(match self.span_scorer(reader, boost)? {
            Some(scorer) => Box::new(scorer),
            None => Box::new(EmptyScorer),
        })
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(tantivy::TantivyError::InvalidArgument(format!("document {doc} does not match")));
        }
        Ok(Explanation::new("words standing together", scorer.score()))
    }
}

/// Whether a document can match at all, given which slots have any posting.
fn may_match(probe: &Probe, slots: &[SlotCursor]) -> bool {
    match probe {
        Probe::Slot(slot) => !slots[*slot].postings.is_empty(),
        Probe::Phrase { slots: phrase, .. } => phrase.iter().all(|&slot| !slots[slot].postings.is_empty()),
        Probe::Near { left, right, .. } | Probe::SameParagraph { left, right } => {
            may_match(left, slots) && may_match(right, slots)
        }
        Probe::Any(probes) => probes.iter().any(|probe| may_match(probe, slots)),
    }
}

struct SpanScorer {
    slots: Vec<SlotCursor>,
    /// Positions of each slot in the current document.
    positions: Vec<Vec<u32>>,
    probe: Probe,
    region: Region,
    paragraph_ends: Option<SegmentPostings>,
    ends: Vec<u32>,
    spans: Vec<Span>,
    bm25: Option<Bm25Weight>,
    norms: tantivy::fieldnorm::FieldNormReader,
    doc: DocId,
}

impl SpanScorer {
    /// The first document from `target` on that has a span.
    fn find_from(&mut self, mut target: DocId) -> DocId {
        loop {
            let candidate = candidate_from(&self.probe, &mut self.slots, target);
            if candidate >= TERMINATED {
                return TERMINATED;
            }
            if self.has_span(candidate) {
                return candidate;
            }
            target = candidate + 1;
        }
    }

    fn has_span(&mut self, doc: DocId) -> bool {
        for (slot, positions) in self.slots.iter_mut().zip(&mut self.positions) {
            slot.seek(doc);
            slot.positions(doc, positions);
        }
        self.ends.clear();
        if let Some(ends) = &mut self.paragraph_ends
            && (if ends.doc() < doc { ends.seek(doc) } else { ends.doc() }) == doc
        {
            ends.positions(&mut self.ends);
        }
        self.spans.clear();
        self.probe.add_spans(&Positions { slots: &self.positions, paragraph_ends: &self.ends }, &mut self.spans);
        let outside = self.outside();
        self.spans.retain(|span| !outside.contains(&span.start));
        !self.spans.is_empty()
    }

    /// Positions that the region leaves out.
    fn outside(&self) -> Range<u32> {
        match self.region {
            Region::Whole => 0..0,
            Region::AfterFirstParagraph => 0..self.ends.first().map_or(0, |end| end + 1),
        }
    }
}

/// The first document from `target` on that has the words, wherever they stand.
fn candidate_from(probe: &Probe, slots: &mut [SlotCursor], target: DocId) -> DocId {
    match probe {
        Probe::Slot(slot) => slots[*slot].seek(target),
        Probe::Phrase { slots: phrase, .. } => {
            let mut candidate = target;
            loop {
                let furthest = phrase.iter().map(|&slot| slots[slot].seek(candidate)).max().unwrap_or(TERMINATED);
                if furthest == candidate || furthest >= TERMINATED {
                    return furthest;
                }
                candidate = furthest;
            }
        }
        Probe::Near { left, right, .. } | Probe::SameParagraph { left, right } => {
            let mut candidate = target;
            loop {
                let left = candidate_from(left, slots, candidate);
                let both = if left < TERMINATED { candidate_from(right, slots, left) } else { left };
                if both == left {
                    return both;
                }
                candidate = both;
            }
        }
        Probe::Any(probes) => {
            probes.iter().map(|probe| candidate_from(probe, slots, target)).min().unwrap_or(TERMINATED)
        }
    }
}

impl DocSet for SpanScorer {
    fn advance(&mut self) -> DocId {
        if self.doc < TERMINATED {
            self.doc = self.find_from(self.doc + 1);
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc = self.find_from(target);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let rarest =
            self.slots.iter().map(|slot| slot.postings.iter().map(SegmentPostings::size_hint).sum::<u32>()).min();
        rarest.unwrap_or(0)
    }

    fn cost(&self) -> u64 {
        // Positions are read for every candidate.
        u64::from(self.size_hint()) * 10
    }
}

impl Scorer for SpanScorer {
    fn score(&mut self) -> Score {
        let Some(bm25) = &self.bm25 else { return 1.0 };
        bm25.score(self.norms.fieldnorm_id(self.doc), self.spans.len() as u32)
    }
}
