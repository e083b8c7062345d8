//! Finds topics in the text.

use super::TOPS;
use super::decision::Scores;
use super::features::each_word;
use super::model::Model;
use crate::annotate::document::Document;
use crate::dispatch::{Origin, Topic};

static SHIPPED: &[u8] = include_bytes!("../model/topics.bin");

/// Share of the words read that must be known. French dispatches have nearly all of them in the model, whatever they
/// speak of; English ones about half, names and loan words.
const LEAST_KNOWN: f32 = 0.75;

/// The topic classifier: a linear model over words, trained by `train-names`; see `model/TOPICS.md`.
#[derive(Debug)]
pub struct Topics {
    model: Model,
}

/// What [`Topics::classify`] needs room for; made once and used again.
#[derive(Debug, Default)]
pub struct Scratch {
    /// How much each word of the model weighs in the dispatch.
    weights: Vec<f32>,
    /// The words that weigh something.
    found: Vec<u32>,
}

impl Topics {
    /// Loads the model that is part of the program; takes some milliseconds.
    #[expect(clippy::expect_used, reason = "the bytes are the program's own, and a test reads them")]
    pub fn load() -> Self {
        Topics { model: Model::parse(SHIPPED).expect("the shipped topic model is whole") }
    }

    /// One to three of the [`TOPS`], the main one first. None for a text without words, or in another language.
    pub fn classify(&self, document: &Document, scratch: &mut Scratch) -> Vec<Topic> {
        let Some(scores) = self.scores(document, scratch) else { return Vec::new() };
        self.model.decision.choose(&scores).into_iter().map(topic).collect()
    }

    /// The scores of the first layer; none where too few words are known.
    fn scores(&self, document: &Document, scratch: &mut Scratch) -> Option<Scores> {
        scratch.weights.resize(self.model.len(), 0.0);
        let (mut read, mut known) = (0u32, 0u32);
        each_word(document, |hash, weight| {
            read += 1;
            let Some(row) = self.model.row(hash) else { return };
            known += 1;
            let sum = &mut scratch.weights[row as usize];
            if *sum == 0.0 {
                scratch.found.push(row);
            }
            *sum += weight;
        });
        let words = scratch.found.drain(..).map(|row| (row, std::mem::take(&mut scratch.weights[row as usize])));
        let scores = self.model.scores(words);
        (known > 0 && known as f32 >= LEAST_KNOWN * read as f32).then_some(scores)
    }
}

fn topic(top: usize) -> Topic {
    Topic {
        label: TOPS[top].to_owned(),
        scheme: Some("medtop".to_owned()),
        code: Some(format!("medtop:{:02}000000", top + 1)),
        from: Origin::Text,
        ..Topic::default()
    }
}

/// Adds the topics found in the text to those of the source, but for labels that the source gave itself.
pub fn add(topics: &mut Vec<Topic>, found: Vec<Topic>) {
    for topic in found {
        if topics.iter().all(|given| given.label != topic.label) {
            topics.push(topic);
        }
    }
}
