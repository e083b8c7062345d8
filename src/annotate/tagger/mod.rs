//! Finds names in a dispatch: people, places, organisations and others.
//!
//! A linear-chain CRF reads the dispatch twice. The first reading judges each token that may belong to a name
//! ([`active`]) by the words around it ([`features`]); the second adds what the whole dispatch says of the same word
//! ([`context`]). All other tokens are outside of any name without a look, which is most of the speed.
//!
//! `train-names` makes the model; `src/annotate/model/README.md` says from what.

pub mod active;
pub mod context;
pub mod dictionary;
pub mod features;
pub mod hash;
pub mod known;
pub mod label;
pub mod lattice;
pub mod model;
mod scratch;
pub mod sheet;
mod table;
pub mod weights;
pub mod word;

pub use scratch::Scratch;

use super::document::Document;
use super::mention::Mention;
use features::Feature;
use label::{OUTSIDE, Part, meaning};
use lattice::{Lattice, Scores, Transitions};
use model::Model;
use sheet::Sheet;

/// The model that `train-names` wrote.
static NAMES: &[u8] = include_bytes!("../model/names.bin");

/// The name tagger. Loading it takes tens of milliseconds: only commands that annotate should.
#[derive(Clone, Debug)]
pub struct Tagger {
    model: Model,
}

impl Tagger {
    /// The tagger with the model that lies in the program.
    pub fn load() -> Self {
        Tagger { model: Model::read(NAMES).expect("the packed model of names is whole") }
    }

    /// A tagger with another model.
    pub fn with(model: Model) -> Self {
        Tagger { model }
    }

    /// Appends the names of `document`, in order; none overlaps another or reaches across passages.
    pub fn tag(&self, document: &Document, scratch: &mut Scratch, mentions: &mut Vec<Mention>) {
        scratch.lay(document, &self.model.dictionary);
        scratch.read_alone(&self.model.first);
        scratch.read_again(&self.model.second);
        let Scratch { sheet, scores, lattice, labels, .. } = scratch;
        for stretch in &sheet.stretches {
            labels.clear();
            let scores = &scores[stretch.clone()];
            lattice.best(scores, &self.model.second.transitions, labels);
            if labels.iter().any(|&label| label != OUTSIDE) {
                let first = sheet.actives[stretch.start].token;
                names(scores, labels, first, lattice, &self.model.second.transitions, mentions);
            }
        }
    }
}

/// What training the second reading needs.
impl Tagger {
    /// Reads `document` once and gives each active token to `take`, stretch by stretch: with its index among them, the
    /// scores of the first reading, and the features that the second will see.
    pub fn first_reading(
        &self,
        document: &Document,
        scratch: &mut Scratch,
        mut take: impl FnMut(&Sheet, usize, &Scores, &[Feature]),
    ) {
        scratch.lay(document, &self.model.dictionary);
        scratch.read_alone(&self.model.first);
        scratch.second_features(|sheet, index, scores, features| take(sheet, index, scores, features));
    }
}

/// Appends the names that the labels of a stretch spell; `first` is the stretch's first token.
fn names(
    scores: &[Scores],
    labels: &[u8],
    first: usize,
    lattice: &mut Lattice,
    transitions: &Transitions,
    mentions: &mut Vec<Mention>,
) {
    lattice.fill(scores, transitions);
    let mut start = 0;
    for (at, &label) in labels.iter().enumerate() {
        let Some((kind, part)) = meaning(label) else { continue };
        if matches!(part, Part::Begin | Part::Single) {
            start = at;
        }
        if matches!(part, Part::End | Part::Single) {
            let confidence = lattice.confidence(start, &labels[start..=at], transitions);
            mentions.push(Mention { kind, confidence, tokens: first + start..first + at + 1 });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::mention::EntityKind;
    use crate::dispatch::Dispatch;
    use proptest::prelude::*;
    use std::sync::OnceLock;

    fn tagger() -> &'static Tagger {
        static TAGGER: OnceLock<Tagger> = OnceLock::new();
        TAGGER.get_or_init(Tagger::load)
    }

    fn tag(headline: &str, body: &[&str]) -> (Document, Vec<Mention>) {
        let body = body.iter().map(|&paragraph| paragraph.to_owned()).collect();
        let document = Document::of(&Dispatch { headline: headline.into(), body, ..Dispatch::default() });
        let mut mentions = Vec::new();
        tagger().tag(&document, &mut Scratch::default(), &mut mentions);
        (document, mentions)
    }

    /// The names of a kind, `|` between them.
    fn names(text: &str, kind: EntityKind) -> String {
        let (document, mentions) = tag("", &[text]);
        let of_kind = mentions.iter().filter(|mention| mention.kind == kind);
        of_kind.map(|mention| document.span(mention.tokens.clone())).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn names_are_found_whole_and_without_titles() {
        for (text, people, places) in [
            ("Le président Ilian Stern a rencontré à Tallinn Mme Anne Kolb.", "Ilian Stern|Anne Kolb", "Tallinn"),
            ("« Rien n’est joué », a déclaré M. de Villepin mardi à Lyon.", "de Villepin", "Lyon"),
            ("Le général Charles de Gaulle avait quitté la France.", "Charles de Gaulle", "France"),
            ("Il a plu toute la journée, puis le soleil est revenu.", "", ""),
        ] {
            assert_eq!(names(text, EntityKind::Person), people, "{text}");
            assert_eq!(names(text, EntityKind::Location), places, "{text}");
        }
    }

    #[test]
    fn one_scratch_serves_many_dispatches() {
        let mut scratch = Scratch::default();
        for text in ["Paul Roux est à Nice.", "", "À Rome, Paul Roux se tait.", "Paul Roux est à Nice."] {
            let document = Document::of(&Dispatch { body: vec![text.into()], ..Dispatch::default() });
            let mut mentions = Vec::new();
            tagger().tag(&document, &mut scratch, &mut mentions);
            assert_eq!(mentions, tag("", &[text]).1, "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn names_are_in_order_within_their_passages(
            headline in "[ A-Zéa-z’'.\\-«(]{0,30}",
            body in prop::collection::vec("[ A-ZÉa-z’'.0-9\\-«(]{0,60}|\\PC{0,40}", 0..4),
        ) {
            let body: Vec<&str> = body.iter().map(String::as_str).collect();
            let (document, mentions) = tag(&headline, &body);
            let mut last = 0;
            for mention in &mentions {
                prop_assert!(mention.tokens.start >= last && !mention.tokens.is_empty());
                prop_assert!((0.0..=1.0).contains(&mention.confidence));
                last = mention.tokens.end;
                let inside = |passage: &crate::annotate::document::Passage| {
                    passage.tokens.start <= mention.tokens.start && mention.tokens.end <= passage.tokens.end
                };
                prop_assert!(document.passages.iter().any(inside));
            }
        }
    }
}
