//! Trains the topic classifier.
//!
//! Decisions were taken, and the figures printed here come, from cross-validation over the dispatches tagged by hand;
//! those for development are never read but for their ids, which are left out.

mod articles;
mod labels;
mod logistic;
mod score;
mod second;
mod student;
mod vocabulary;

use std::path::Path;

use anyhow::{Context, Result};
use depeche::annotate::topics::TOPS;
use depeche::annotate::topics::decision::Scores;
use depeche::annotate::topics::model::{Contents, Word};

use articles::Article;
use logistic::Linear;
use score::Answer;
use student::Lessons;
use vocabulary::Vocabulary;

/// Parts for cross-validation of the first layer, and of the second.
const FOLDS: usize = 5;
const SECOND_FOLDS: usize = 10;

/// Trains from the data folder and writes `topics.bin` into `out`.
pub fn run(data: &Path, out: &Path) -> Result<()> {
    let corpus = articles::read(data)?;
    let contents = train(&corpus.articles, &Vocabulary::frequent(&corpus.articles), corpus.hash);
    let bytes = contents.pack();
    let path = out.join("topics.bin");
    std::fs::write(&path, &bytes).with_context(|| path.display().to_string())?;
    println!("topics: data {}", blake3::Hash::from_bytes(corpus.hash));
    println!("topics: {} words, {} bytes", contents.words.len(), bytes.len());
    Ok(())
}

/// Both layers, trained on these articles. Prints what cross-validation gave.
fn train(articles: &[Article], vocabulary: &Vocabulary, data: [u8; 32]) -> Contents {
    let lessons = Lessons::new(articles, vocabulary);
    let by_hand: Vec<usize> = (0..articles.len()).filter(|&n| !articles[n].gold.is_empty()).collect();
    let answers = unseen_answers(&lessons, &by_hand);
    let unseen: Vec<_> = (0..SECOND_FOLDS)
        .map(|fold| {
            let (held_back, rest) = part(&answers, SECOND_FOLDS, fold);
            (second::train(&rest), held_back)
        })
        .collect();
    let threshold = second::threshold(&unseen);
    println!("topics: cross-validation: {}", second::tally(&unseen, threshold));
    let mut decision = second::train(&answers);
    decision.threshold = threshold;
    let (scales, bias, words) = quantise(&lessons.student(&by_hand), vocabulary);
    Contents { data, words, scales, bias, decision }
}

/// The scores that a first layer gives to each dispatch tagged by hand when it has not seen it.
fn unseen_answers<'a>(lessons: &Lessons<'a>, by_hand: &[usize]) -> Vec<Answer<'a>> {
    let mut answers = Vec::new();
    for fold in 0..FOLDS {
        let (held_back, rest) = part(by_hand, FOLDS, fold);
        let student = lessons.student(&rest);
        let answer = |&n: &usize| (student.scores(&lessons.text[n]), lessons.articles[n].gold.as_slice());
        answers.extend(held_back.iter().map(answer));
    }
    answers
}

/// One of `folds` parts of the items, and all others.
fn part<T: Clone>(items: &[T], folds: usize, fold: usize) -> (Vec<T>, Vec<T>) {
    let (held_back, rest): (Vec<_>, Vec<_>) = items.iter().enumerate().partition(|(n, _)| n % folds == fold);
    let items = |part: Vec<(usize, &T)>| part.into_iter().map(|(_, item)| item.clone()).collect();
    (items(held_back), items(rest))
}

/// Weights as whole numbers from -127 to 127 and a scale for each topic.
fn quantise(student: &Linear, vocabulary: &Vocabulary) -> (Scores, Scores, Vec<Word>) {
    let mut greatest = [f32::MIN_POSITIVE; TOPS.len()];
    for row in &student.rows {
        greatest.iter_mut().zip(row).for_each(|(greatest, weight)| *greatest = greatest.max(weight.abs()));
    }
    let scales = greatest.map(|greatest| greatest / 127.0);
    let word = |(&(hash, rarity), row): (&(u32, u8), &Scores)| Word {
        hash,
        rarity,
        weights: std::array::from_fn(|top| (row[top] / scales[top]).round() as i8),
    };
    (scales, student.bias, vocabulary.words.iter().zip(&student.rows).map(word).collect())
}

#[cfg(test)]
mod tests {
    use depeche::annotate::document::Document;
    use depeche::annotate::topics::model::Model;
    use depeche::dispatch::Dispatch;

    use super::*;

    /// Invented articles of two kinds, every fifth tagged by hand.
    fn articles() -> Vec<Article> {
        let kinds = [("vaccin hôpital malade virus", "santé", 6), ("but match stade équipe", "foot", 14)];
        let article = |n: usize| {
            let (text, tag, top) = kinds[n % 2];
            let body = vec![format!("{text} quartier{} soleil", n % 7)];
            let words = articles::words(&Dispatch { body, ..Dispatch::default() });
            let gold = if n.is_multiple_of(5) { vec![top] } else { Vec::new() };
            Article { words, section: "Monde".into(), tags: vec![tag.into()], gold }
        };
        (0..60).map(article).collect()
    }

    fn trained() -> Contents {
        let articles = articles();
        train(&articles, &Vocabulary::of(&articles, 2), [7; 32])
    }

    #[test]
    fn same_data_same_bytes() {
        assert_eq!(trained().pack(), trained().pack());
    }

    #[test]
    fn what_was_learned_survives_packing() {
        let model = Model::parse(trained().pack().leak()).unwrap();
        for (body, wanted) in [("Un vaccin pour les malades", 6), ("Le stade vide un soir de match", 14)] {
            let dispatch = Dispatch { body: vec![body.into()], ..Dispatch::default() };
            let words = articles::words(&dispatch).into_iter();
            let scores = model.scores(words.filter_map(|(hash, weight)| Some((model.row(hash)?, weight))));
            assert_eq!(model.decision.choose(&scores)[0], wanted, "{}", Document::of(&dispatch).text);
        }
    }

    #[test]
    fn parts_hold_every_item_once() {
        let items: Vec<usize> = (0..13).collect();
        let held_back: Vec<usize> = (0..FOLDS).flat_map(|fold| part(&items, FOLDS, fold).0).collect();
        assert_eq!(held_back.len(), items.len());
        assert_eq!(part(&items, FOLDS, 1), (vec![1, 6, 11], vec![0, 2, 3, 4, 5, 7, 8, 9, 10, 12]));
    }
}
