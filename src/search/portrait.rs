//! What a dispatch is about, in a form that can be compared: the words of its opening, its people, its places, its date.
//!
//! The opening and not the whole, since a dispatch tells first what is new; what it recalls further down it shares with every
//! dispatch on the matter. So an alert of one sentence and the report that follows it can be alike.

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::Term;

use crate::dispatch::{Dispatch, PlaceRole};
use crate::french::chunks::words;
use crate::french::fold::fold;
use crate::french::forms::Forms;
use crate::index::OpenIndex;
use crate::index::document::searched_text;

/// Words of headline and text that are looked at: about a headline and two paragraphs.
const OPENING_WORDS: usize = 120;
/// Dispatches that an index is taken to hold besides its own, without any word in question: one of few dispatches does not know
/// which words are rare.
const UNSEEN: f32 = 10_000.0;
/// How often a word of the headline counts.
const HEADLINE: f32 = 2.0;
/// What words, people and places weigh in the likeness of two dispatches. People and places count only where both have some.
const WORDS: f32 = 0.75;
const PEOPLE: f32 = 0.15;
const PLACES: f32 = 0.10;
/// What is left of a likeness after a long time, and for a dispatch without date; and how many days take off most of the
/// rest. A week leaves 0.81, a month 0.70.
const LATE: f32 = 0.7;
const FADING_DAYS: f32 = 7.0;

/// A dispatch as it is compared with others.
#[derive(Debug, Default)]
pub struct Portrait {
    /// Stems with their weights; the squares of these add up to one.
    words: FxHashMap<String, f32>,
    /// Last parts of the names, folded: `M. Macron` is Emmanuel Macron.
    people: FxHashSet<String>,
    /// Where it was written and where it happened.
    places: FxHashSet<String>,
    /// Seconds since 1970.
    date: Option<i64>,
}

impl Portrait {
    /// The date of the dispatch, in seconds since 1970.
    pub fn date(&self) -> Option<i64> {
        self.date
    }

    /// The words that tell most, with their weights, the most telling first.
    pub fn telling(&self, most: usize) -> Vec<(&str, f32)> {
        let mut telling: Vec<_> = self.words.iter().map(|(word, weight)| (word.as_str(), *weight)).collect();
        telling.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
        telling.truncate(most);
        telling
    }

    /// How much two dispatches are about the same, from 0 to 1.
    pub fn likeness(&self, other: &Portrait) -> f32 {
        let (small, large) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        let shared = small.words.iter().filter_map(|(word, weight)| Some(weight * large.words.get(word)?));
        let (mut likeness, mut weight) = (WORDS * shared.sum::<f32>(), WORDS);
        for (share, own) in
            [(overlap(&self.people, &other.people), PEOPLE), (overlap(&self.places, &other.places), PLACES)]
        {
            if let Some(share) = share {
                likeness += own * share;
                weight += own;
            }
        }
        (likeness / weight * self.nearness(other)).min(1.0)
    }

    fn nearness(&self, other: &Portrait) -> f32 {
        let (Some(a), Some(b)) = (self.date, other.date) else { return LATE };
        let days = a.abs_diff(b) as f32 / 86_400.0;
        LATE + (1.0 - LATE) * (-days / FADING_DAYS).exp()
    }
}

/// The cosine of two sets; `None` if one is empty.
fn overlap(a: &FxHashSet<String>, b: &FxHashSet<String>) -> Option<f32> {
    let shared = a.intersection(b).count() as f32;
    (!a.is_empty() && !b.is_empty()).then(|| shared / (a.len() as f32 * b.len() as f32).sqrt())
}

/// Makes portraits. The stems and weights of words are remembered: dispatches that are compared have many in common.
pub struct Painter<'a> {
    index: &'a OpenIndex,
    /// The stem of each word as it is written; `None` for a grammatical word or a figure.
    stems: FxHashMap<String, Option<String>>,
    /// Inverse document frequencies of stems.
    idf: FxHashMap<String, f32>,
}

impl<'a> Painter<'a> {
    /// Weighs words by the dispatches of `index`.
    pub fn new(index: &'a OpenIndex) -> Self {
        Painter { index, stems: FxHashMap::default(), idf: FxHashMap::default() }
    }

    /// The portrait of a dispatch whose date is `date`, in seconds since 1970.
    pub fn paint(&mut self, dispatch: &Dispatch, date: Option<i64>) -> tantivy::Result<Portrait> {
        let mut portrait = Portrait { words: self.words(dispatch)?, date, ..Portrait::default() };
        let surname = |name: &str| fold(name.split_whitespace().next_back().unwrap_or_default());
        portrait.people.extend(dispatch.people.iter().map(|person| surname(&person.name)));
        let places = dispatch.locations.iter().filter(|place| place.role != PlaceRole::Mentioned);
        portrait.places.extend(places.map(|place| place.id.clone().unwrap_or_else(|| fold(&place.name))));
        Ok(portrait)
    }

    fn words(&mut self, dispatch: &Dispatch) -> tantivy::Result<FxHashMap<String, f32>> {
        let text = searched_text(dispatch);
        let mut counts: FxHashMap<String, f32> = FxHashMap::default();
        for range in words(&text).take(OPENING_WORDS) {
            let count = if range.end <= dispatch.headline.len() { HEADLINE } else { 1.0 };
            if let Some(stem) = self.stem(&text[range]) {
                *counts.entry(stem).or_default() += count;
            }
        }
        for (stem, weight) in &mut counts {
            *weight = (1.0 + weight.ln()) * self.idf(stem)?;
        }
        let length = counts.values().map(|weight| weight * weight).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        counts.values_mut().for_each(|weight| *weight /= length);
        Ok(counts)
    }

    fn stem(&mut self, word: &str) -> Option<String> {
        if let Some(stem) = self.stems.get(word) {
            return stem.clone();
        }
        let stem = Some(Forms::of(word).inflected().swap_remove(0)).filter(|stem| !stem.starts_with('='));
        self.stems.insert(word.to_owned(), stem.clone());
        stem
    }

    fn idf(&mut self, stem: &str) -> tantivy::Result<f32> {
        if let Some(idf) = self.idf.get(stem) {
            return Ok(*idf);
        }
        let searcher = &self.index.searcher;
        let frequency = searcher.doc_freq(&Term::from_field_text(self.index.fields.text, stem))?;
        let idf = ((searcher.num_docs() as f32 + UNSEEN) / (frequency as f32 + 1.0)).max(1.0).ln();
        self.idf.insert(stem.to_owned(), idf);
        Ok(idf)
    }
}
