//! Finds topics in the text.

use super::TOPS;
use super::decision::Scores;
use super::features::each_word;
use super::model::Model;
use crate::annotate::document::Document;
use crate::dispatch::{Origin, Topic};

static SHIPPED: &[u8] = include_bytes!("../model/topics.bin");

/// Share of the words read that must be known; one that is not is forgiven, for alerts of three words. French dispatches
/// have nearly all of them in the model, whatever they speak of (three in 36,000 less than this); of English ones, where
/// half are known, names and loan words, one in sixty passes.
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
        (known > 0 && (known + 1) as f32 >= LEAST_KNOWN * read as f32).then_some(scores)
    }
}

fn topic(top: usize) -> Topic {
    Topic {
        label: TOPS[top].to_owned(),
        scheme: Some("medtop".to_owned()),
        code: Some(format!("{:02}000000", top + 1)),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispatch::Dispatch;

    fn classified(headline: &str, body: &str) -> Vec<String> {
        let dispatch = Dispatch { headline: headline.into(), body: vec![body.into()], ..Dispatch::default() };
        let mut scratch = Scratch::default();
        let topics = Topics::load().classify(&Document::of(&dispatch), &mut scratch);
        assert!(scratch.found.is_empty() && scratch.weights.iter().all(|&weight| weight == 0.0));
        topics.into_iter().map(|topic| topic.label).collect()
    }

    #[test]
    fn invented_dispatches_get_a_sensible_topic() {
        for (headline, body, wanted) in [
            (
                "Le Premier ministre norlandais remanie son gouvernement",
                "Trois ministres quittent leurs fonctions avant les élections législatives, a annoncé la présidence. \
                 L'opposition réclame un vote de confiance au Parlement.",
                "Politique",
            ),
            (
                "Brume-sur-Mer : un homme mis en examen pour meurtre",
                "Le suspect, interpellé mardi par les gendarmes, a été placé en détention provisoire. Le parquet a \
                 ouvert une information judiciaire après l'autopsie de la victime.",
                "Criminalité, droit et justice",
            ),
            (
                "La grippe saisonnière remplit les urgences",
                "Les hôpitaux manquent de lits et les médecins appellent à la vaccination des patients fragiles.",
                "Santé",
            ),
            (
                "Le festival de cinéma de Valmer dévoile sa sélection",
                "Douze films, dont le nouveau long-métrage du réalisateur islandais, concourront devant un jury \
                 présidé par une actrice.",
                "Arts, culture, divertissement et médias",
            ),
            (
                "ALERTE : ORAGES ET FORTES PLUIES SUR LE SUD",
                "Météo-France place six departements en vigilance orange ; des rafales de vent et de la grele sont \
                 attendues dans la nuit.",
                "Météo",
            ),
            (
                "Un club de deuxième division élimine le champion",
                "Les joueurs ont marqué deux buts en fin de match et se qualifient pour la finale de la Coupe, au \
                 stade, devant leur entraîneur.",
                "Sport",
            ),
        ] {
            let topics = classified(headline, body);
            assert!(topics.len() <= 3 && topics.first().is_some_and(|first| first == wanted), "{headline}: {topics:?}");
        }
    }

    #[test]
    fn other_languages_and_no_text_have_no_topic() {
        for (headline, body) in [
            ("", ""),
            ("12 h 30 - 14 %", "« … »"),
            (
                "Wheat prices edge higher as harvest slows",
                "Farmers said heavy rain had kept them out of their fields for weeks, and traders expect supplies to \
                 tighten before the end of the year.",
            ),
            ("الرئيس يستقبل وفدا من رجال الأعمال", "وقال المتحدث إن اللقاء تناول سبل دعم الاقتصاد."),
            ("Der Bürgermeister eröffnet die neue Brücke", "Nach drei Jahren Bauzeit rollt seit heute der Verkehr."),
        ] {
            assert_eq!(classified(headline, body), Vec::<String>::new(), "{headline}");
        }
    }

    #[test]
    fn what_the_source_says_is_not_said_again() {
        let mut topics = vec![Topic { label: "Politique".into(), ..Topic::default() }];
        add(&mut topics, vec![topic(10), topic(3)]);
        let labels: Vec<&str> = topics.iter().map(|topic| topic.label.as_str()).collect();
        assert_eq!(labels, ["Politique", "Économie et finances"]);
        assert_eq!((topics[0].from, topics[1].from), (Origin::Source, Origin::Text));
        assert_eq!(topics[1].code.as_deref(), Some("04000000"));
    }
}
