//! The first reading, from tagged dispatches to weights, by way of labels of our own on untagged news.

use depeche::annotate::document::Document;
use depeche::annotate::tagger::Tagger;
use depeche::annotate::tagger::dictionary::role;
use depeche::annotate::tagger::features::View;
use depeche::annotate::tagger::model::Model;
use depeche::dispatch::Dispatch;

use super::augment;
use super::crf::{Examples, Options, Trained, train};
use super::examples::Extractor;
use super::gold::Sample;
use super::knowledge::{self, Facts, Seen};
use super::lexicon::{self, Counts, Lexicon};
use super::silver::{self, Labelled};

/// Of how many articles one gives its agreed passages to training.
const EVERY: usize = 4;

/// How much a passage that the teachers labelled counts, against 1 for one tagged by hand.
const SILVER: f32 = 0.3;

/// How much an altered copy of a tagged dispatch counts.
const ALTERED: f32 = 0.2;

/// How often a word must stand with a capital to be in the dictionary.
const LEAST: u32 = 3;

const TEACHER: Options = Options { epochs: 8, rate: 0.1, sparsity: 0.0005, seen: 2.0, keep: usize::MAX };
const FIRST: Options = Options { epochs: 4, rate: 0.1, sparsity: 0.0005, seen: 2.0, keep: 160_000 };

/// What does not change from fold to fold.
pub struct Sources {
    pub clusters: Vec<(u32, u32)>,
    pub capitals: Counts,
    pub facts: Facts,
    pub news: Vec<Dispatch>,
}

/// The first reading and the dictionary it needs.
pub struct Stage {
    pub lexicon: Lexicon,
    pub first: Trained,
}

impl Stage {
    /// Trains on `samples` and on the news that two teachers label.
    pub fn train(samples: &[&Sample], sources: &Sources) -> Self {
        let mut roles = lexicon::roles(samples);
        let clusters = || sources.clusters.clone();
        let known = Lexicon {
            clusters: clusters(),
            uses: lexicon::uses(&sources.capitals, &roles, LEAST),
            names: knowledge::pack(&Seen::default(), &sources.facts),
        };
        let teacher = |view| Stage::teacher(samples, &known, view);
        let mut labelled = silver::label(&sources.news, &teacher(View::Full), &teacher(View::Clusters));
        let tagged = sources.news.iter().zip(labelled.iter().map(|labelled| labelled.mentions.as_slice()));
        let particled = lexicon::particled(tagged);
        for word in &particled {
            *roles.entry(word.clone()).or_default() |= role::PARTICLED;
        }
        let (mut counts, mut seen) = (Counts::new(), Seen::default());
        let mut document = Document::default();
        for (dispatch, labelled) in sources.news.iter().zip(&mut labelled) {
            document.fill(dispatch);
            lexicon::with_particles(&document, &mut labelled.mentions, &particled);
            lexicon::count(&document, &labelled.mentions, &mut counts);
            knowledge::count(&document, &labelled.mentions, &mut seen);
        }
        let lexicon = Lexicon {
            clusters: clusters(),
            uses: lexicon::uses(&counts, &roles, LEAST),
            names: knowledge::pack(&seen, &sources.facts),
        };
        let first = train(&Stage::examples(samples, &lexicon, &sources.news, &labelled), View::Full, FIRST, None);
        Stage { lexicon, first }
    }

    /// A tagger that knows the tagged dispatches alone.
    fn teacher(samples: &[&Sample], lexicon: &Lexicon, view: View) -> Tagger {
        let dictionary = lexicon.dictionary();
        let mut extractor = Extractor::new(&dictionary, view);
        let mut examples = Examples::default();
        for sample in samples {
            extractor.add(&sample.document, &sample.mentions, 1.0, |_| true, &mut examples);
        }
        Stage { lexicon: lexicon.clone(), first: train(&examples, view, TEACHER, None) }.tagger(None)
    }

    fn examples(samples: &[&Sample], lexicon: &Lexicon, news: &[Dispatch], labelled: &[Labelled]) -> Examples {
        let dictionary = lexicon.dictionary();
        let mut extractor = Extractor::new(&dictionary, View::Full);
        let mut examples = Examples::default();
        for sample in samples {
            extractor.add(&sample.document, &sample.mentions, 1.0, |_| true, &mut examples);
            for copy in augment::altered(sample) {
                extractor.add(&copy.document, &copy.mentions, ALTERED, |_| true, &mut examples);
            }
        }
        let mut document = Document::default();
        for (dispatch, labelled) in news.iter().zip(labelled).step_by(EVERY) {
            document.fill(dispatch);
            let agreed = |passage: usize| labelled.agreed.contains(&passage);
            extractor.add(&document, &labelled.mentions, SILVER, agreed, &mut examples);
        }
        examples
    }

    /// As it tags; without a second reading, by the first alone.
    pub fn tagger(&self, second: Option<&Trained>) -> Tagger {
        Tagger::with(Model {
            dictionary: self.lexicon.dictionary(),
            first: self.first.reading(),
            second: second.map_or_else(|| self.first.silent(), Trained::reading),
        })
    }
}
