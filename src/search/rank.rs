//! The second step: candidates are ordered by where the words of the query stand in them.
//!
//! For each word of the query, BM25 of its stem and of its exact form, each saturated by itself; more where the word
//! stands in the headline, or early in the text, where a dispatch says what it is about; more where words that are
//! neighbours in the query are near each other in the dispatch. The weights are few, and were chosen on development
//! queries made from editors' metadata; a change must be measured on all three kinds of them (see ARCHITECTURE.md).

use tantivy::columnar::Column;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, Score, SegmentReader, TERMINATED, Term};

use super::kept::settle;
use super::top::{self, Candidate};
use crate::index::OpenIndex;
use crate::query::compile::RankWord;

/// Saturation of term frequency and normalisation by length, as in BM25.
const K1: f32 = 1.0;
const B: f32 = 0.6;
/// Weight of a word's exact form beside its stem.
const EXACT: f32 = 0.5;
/// Weight of standing in the headline, and of standing in the opening of the text.
const HEADLINE: f32 = 0.8;
const OPENING: f32 = 1.0;
/// Words of text, headline aside, after which the opening has lost half of its weight.
const OPENING_WORDS: f32 = 40.0;
/// Weight of two neighbours of the query standing side by side.
const NEAR: f32 = 0.6;
/// Farther apart than this, words are not near.
const NEAR_WORDS: u32 = 6;

/// A word of the query, weighed over the whole index.
pub struct WeighedWord<'a> {
    word: &'a RankWord,
    /// Inverse document frequency of the stem and of the exact form.
    idf: f32,
    exact_idf: f32,
}

impl WeighedWord<'_> {
    /// Whether the word is a grammatical one or a figure, which has no stem.
    pub fn is_unstemmed(&self) -> bool {
        self.word.inflected == [self.word.exact.as_str()]
    }

    /// Whether the word is looked for by this term.
    pub fn has_term(&self, term: &str) -> bool {
        self.word.inflected.iter().any(|own| own == term)
    }
}

/// Weighs the words of a query, each once.
pub fn weigh<'a>(index: &OpenIndex, words: &'a [RankWord]) -> tantivy::Result<Vec<WeighedWord<'a>>> {
    let mut weighed: Vec<WeighedWord<'a>> = Vec::with_capacity(words.len());
    for word in words {
        if weighed.iter().any(|known| known.word == word) {
            continue;
        }
        let idf = idf(index, &word.inflected[0])?;
        let exact_idf = if word.inflected[0] == word.exact { idf } else { self::idf(index, &word.exact)? };
        weighed.push(WeighedWord { word, idf, exact_idf });
    }
    Ok(weighed)
}

/// Inverse document frequency of a term of the text, as in BM25.
pub fn idf(index: &OpenIndex, term: &str) -> tantivy::Result<f32> {
    let documents = index.searcher.segment_readers().iter().map(|reader| u64::from(reader.max_doc())).sum::<u64>();
    let frequency = index.searcher.doc_freq(&Term::from_field_text(index.fields.text, term))?;
    Ok((1.0 + (documents as f32 - frequency as f32 + 0.5) / (frequency as f32 + 0.5)).ln())
}

/// Gives every candidate its new score and puts the best first.
pub fn rank(index: &OpenIndex, words: &[WeighedWord<'_>], candidates: &mut [Candidate]) -> tantivy::Result<()> {
    top::by_address(candidates);
    let average = average_length(index)?;
    for group in candidates.chunk_by_mut(|a, b| a.address.segment_ord == b.address.segment_ord) {
        let reader = index.searcher.segment_reader(group[0].address.segment_ord);
        let mut segment = Segment::open(index, reader, words, average)?;
        for candidate in group {
            candidate.score = segment.score(candidate.address.doc_id);
        }
    }
    settle(index, Candidate::by_score, candidates)
}

/// Terms in the text of a dispatch, on average.
fn average_length(index: &OpenIndex) -> tantivy::Result<f32> {
    let mut tokens = 0;
    let mut documents = 0;
    for reader in index.searcher.segment_readers() {
        tokens += reader.inverted_index(index.fields.text)?.total_num_tokens();
        documents += u64::from(reader.max_doc());
    }
    Ok(tokens as f32 / documents.max(1) as f32)
}

/// The words of the query in one segment.
struct Segment<'a> {
    words: Vec<WordCursor<'a>>,
    /// Words of each headline.
    headlines: Column<u64>,
    norms: FieldNormReader,
    average: f32,
}

struct WordCursor<'a> {
    word: &'a WeighedWord<'a>,
    stems: Vec<SegmentPostings>,
    /// `None` where the stem is the exact form.
    exact: Option<SegmentPostings>,
    /// Of the stem in the current document.
    positions: Vec<u32>,
    exact_frequency: u32,
}

impl<'a> Segment<'a> {
    fn open(
        index: &OpenIndex,
        reader: &SegmentReader,
        words: &'a [WeighedWord<'a>],
        average: f32,
    ) -> tantivy::Result<Self> {
        let field = index.fields.text;
        let inverted = reader.inverted_index(field)?;
        let positions = IndexRecordOption::WithFreqsAndPositions;
        let open = |term: &str, option| read(&inverted, Term::from_field_text(field, term), option);
        let mut cursors = Vec::with_capacity(words.len());
        for word in words {
            let mut stems = Vec::new();
            for term in &word.word.inflected {
                stems.extend(open(term, positions)?);
            }
            let is_own_stem = word.word.inflected[0] == word.word.exact;
            let exact = if is_own_stem { None } else { open(&word.word.exact, IndexRecordOption::WithFreqs)? };
            cursors.push(WordCursor { word, stems, exact, positions: Vec::new(), exact_frequency: 0 });
        }
        let headlines = reader.fast_fields().u64("headline_words")?;
        Ok(Segment { words: cursors, headlines, norms: reader.get_fieldnorms_reader(field)?, average })
    }

    fn score(&mut self, doc: DocId) -> Score {
        let headline_end = self.headlines.first(doc).unwrap_or_default() as u32;
        let length = self.norms.fieldnorm(doc) as f32 / self.average;
        let norm = K1 * (1.0 - B + B * length);
        let mut score = 0.0;
        for cursor in &mut self.words {
            cursor.read(doc);
            if let Some(&first) = cursor.positions.first() {
                score += cursor.score(norm, first, headline_end);
            }
        }
        for pair in self.words.windows(2) {
            score += NEAR * pair[0].word.idf.min(pair[1].word.idf) * nearness(&pair[0].positions, &pair[1].positions);
        }
        score
    }
}

impl WordCursor<'_> {
    fn read(&mut self, doc: DocId) {
        self.positions.clear();
        for postings in &mut self.stems {
            if seek(postings, doc) {
                postings.append_positions_with_offset(0, &mut self.positions);
            }
        }
        if self.stems.len() > 1 {
            self.positions.sort_unstable();
            self.positions.dedup();
        }
        self.exact_frequency = match &mut self.exact {
            Some(exact) => {
                if seek(exact, doc) {
                    exact.term_freq()
                } else {
                    0
                }
            }
            None => self.positions.len() as u32,
        };
    }

    fn score(&self, norm: f32, first: u32, headline_end: u32) -> f32 {
        let saturated = |frequency: u32| frequency as f32 * (K1 + 1.0) / (frequency as f32 + norm);
        let text = self.positions.partition_point(|&position| position < headline_end);
        let in_headline = first < headline_end;
        let opening = self
            .positions
            .get(text)
            .map_or(0.0, |&position| OPENING_WORDS / (OPENING_WORDS + (position - headline_end) as f32));
        let exact = EXACT * self.word.exact_idf * saturated(self.exact_frequency);
        let place = if in_headline { HEADLINE } else { 0.0 } + OPENING * opening;
        self.word.idf * (saturated(self.positions.len() as u32) + place) + exact
    }
}

/// 1 where `right` stands right after `left` somewhere, less the farther apart or when before it; 0 when never near.
fn nearness(left: &[u32], right: &[u32]) -> f32 {
    let mut best = 0.0_f32;
    let mut from = 0;
    for &a in left {
        while right.get(from).is_some_and(|&b| b + NEAR_WORDS < a) {
            from += 1;
        }
        for &b in right[from..].iter().take_while(|&&b| b <= a + NEAR_WORDS) {
            let apart = if b > a { (b - a) as f32 } else { (a - b) as f32 + 1.0 };
            if a != b {
                best = best.max(1.0 / apart);
            }
        }
    }
    best
}

fn read(
    inverted: &InvertedIndexReader,
    term: Term,
    option: IndexRecordOption,
) -> tantivy::Result<Option<SegmentPostings>> {
    Ok(inverted.read_postings(&term, option)?)
}

/// Whether the postings have `doc`; documents must be asked for in rising order.
fn seek(postings: &mut SegmentPostings, doc: DocId) -> bool {
    let at = if postings.doc() < doc { postings.seek(doc) } else { postings.doc() };
    at == doc && doc != TERMINATED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_in_order_are_nearest() {
        assert_eq!(nearness(&[3, 10], &[11, 40]), 1.0);
        assert_eq!(nearness(&[3], &[5]), 0.5);
        assert_eq!(nearness(&[4], &[3]), 0.5);
        assert_eq!(nearness(&[3], &[30]), 0.0);
        assert_eq!(nearness(&[], &[30]), 0.0);
    }
}
