//! What the first hits have in common, for searches in which one word is enough.
//!
//! Pseudo-relevance feedback, after Rocchio and the relevance models of Lavrenko and Croft (2001): the words that mark
//! out the best hits among all dispatches weigh in the order of the others. It changes ranks, never which dispatches
//! are found.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED, Term};

use super::kept::settle;
use super::rank::{WeighedWord, idf};
use super::top::{self, Candidate};
use crate::french::chunks::words;
use crate::french::forms::Forms;
use crate::index::OpenIndex;
use crate::index::document::searched_text;
use crate::index::record::Depth;

/// Hits that are learnt from.
const MODELS: usize = 30;
/// How much more the first of them count than the others: the power of their relative scores.
const SHARPNESS: i32 = 6;
/// Terms that are learnt.
const TERMS: usize = 60;
/// Weight of what is learnt beside the query itself, and what is added to it for a query of one word: the fewer words
/// there are, the less is known of what is meant.
const WEIGHT: f32 = 0.2;
const WEIGHT_OF_ONE: f32 = 0.6;
/// How soon a repeated term counts for no more.
const K1: f32 = 0.9;
/// Terms that more than one dispatch in this many has are too common to tell anything.
const TOO_COMMON: f32 = 2.0;

/// Orders candidates anew by what the first of them have in common.
pub fn learn(index: &OpenIndex, query: &[WeighedWord<'_>], candidates: &mut [Candidate]) -> tantivy::Result<()> {
    let Some(best) = candidates.first().map(|candidate| candidate.score) else { return Ok(()) };
    let learnt = learn_terms(index, query, candidates)?;
    if learnt.is_empty() || best <= 0.0 {
        return Ok(());
    }
    let mut gains = vec![0.0_f32; candidates.len()];
    top::by_address(candidates);
    for (term, weight) in &learnt {
        gain(index, term, *weight, candidates, &mut gains)?;
    }
    // On the scale of the scores, so that neither side drowns the other.
    let largest = gains.iter().copied().fold(f32::MIN_POSITIVE, f32::max);
    let content = query.iter().filter(|word| !word.is_unstemmed()).count().max(1);
    let weight = WEIGHT + WEIGHT_OF_ONE / content as f32;
    for (candidate, gain) in candidates.iter_mut().zip(gains) {
        candidate.score += weight * best * gain / largest;
    }
    settle(index, Candidate::by_score, candidates)
}

/// The terms that mark out the first candidates, with their weights.
fn learn_terms(
    index: &OpenIndex,
    query: &[WeighedWord<'_>],
    candidates: &[Candidate],
) -> tantivy::Result<Vec<(String, f32)>> {
    let mut weights: HashMap<String, f32, FxBuildHasher> = HashMap::default();
    let best = candidates.first().map_or(1.0, |candidate| candidate.score);
    for candidate in candidates.iter().take(MODELS) {
        let Ok(dispatch) = index.dispatch(candidate.address, Depth::Whole) else { continue };
        let text = searched_text(&dispatch);
        let mut counts: HashMap<String, u32, FxBuildHasher> = HashMap::default();
        let mut total = 0;
        for range in words(&text) {
            let term = Forms::of(&text[range]).inflected().swap_remove(0);
            // A grammatical word or a figure tells nothing.
            if !term.starts_with('=') {
                total += 1;
                *counts.entry(term).or_default() += 1;
            }
        }
        for (term, count) in counts {
            *weights.entry(term).or_default() += (candidate.score / best).powi(SHARPNESS) * count as f32 / total as f32;
        }
    }
    weights.retain(|term, _| !query.iter().any(|word| word.has_term(term)));
    let mut learnt = Vec::with_capacity(weights.len());
    let rarest = (1.0 + TOO_COMMON).ln();
    for (term, weight) in weights {
        let idf = idf(index, &term)?;
        if idf > rarest {
            learnt.push((term, weight * idf));
        }
    }
    learnt.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    learnt.truncate(TERMS);
    Ok(learnt)
}

/// Adds what one term gives to each candidate; candidates stand in the order of their addresses.
fn gain(
    index: &OpenIndex,
    term: &str,
    weight: f32,
    candidates: &[Candidate],
    gains: &mut [f32],
) -> tantivy::Result<()> {
    let term = Term::from_field_text(index.fields.text, term);
    let mut first = 0;
    for group in candidates.chunk_by(|a, b| a.address.segment_ord == b.address.segment_ord) {
        let reader = index.searcher.segment_reader(group[0].address.segment_ord);
        let inverted = reader.inverted_index(index.fields.text)?;
        if let Some(mut postings) = inverted.read_postings(&term, IndexRecordOption::WithFreqs)? {
            for (candidate, gain) in group.iter().zip(&mut gains[first..]) {
                let doc = candidate.address.doc_id;
                let at = if postings.doc() < doc { postings.seek(doc) } else { postings.doc() };
                if at == doc && doc != TERMINATED {
                    let frequency = postings.term_freq() as f32;
                    *gain += weight * frequency / (frequency + K1);
                }
            }
        }
        first += group.len();
    }
    Ok(())
}
