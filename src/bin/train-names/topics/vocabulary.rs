//! The words of the model, and articles as features over them.

use depeche::annotate::topics::model::{rarity, value};
use rustc_hash::FxHashMap;

use super::articles::Article;

/// Articles that a word must stand in.
const LEAST_ARTICLES: usize = 10;
/// Most words; more would not fit into the size that the model may have.
const MOST_WORDS: usize = 50_000;
/// Weight of all tags of an article together, and of its section, beside words of length 1.
const TAGS_WEIGHT: f32 = 0.5;
const SECTION_WEIGHT: f32 = 0.3;

/// The words of the model.
pub struct Vocabulary {
    /// Hash and packed rarity, ascending by hash.
    pub words: Vec<(u32, u8)>,
    rows: FxHashMap<u32, u32>,
}

impl Vocabulary {
    /// The words that stand in enough of the articles.
    pub fn of(articles: &[Article], least_articles: usize) -> Self {
        let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
        articles.iter().flat_map(|article| &article.words).for_each(|(hash, _)| *counts.entry(*hash).or_default() += 1);
        let mut frequent: Vec<(usize, u32)> = counts
            .into_iter()
            .filter(|&(_, count)| count >= least_articles)
            .map(|(hash, count)| (count, hash))
            .collect();
        frequent.sort_unstable_by(|a, b| b.cmp(a));
        frequent.truncate(MOST_WORDS);
        let mut words: Vec<(u32, u8)> =
            frequent.into_iter().map(|(count, hash)| (hash, rarity(articles.len(), count))).collect();
        words.sort_unstable();
        let rows = (0..).zip(&words).map(|(row, &(hash, _))| (hash, row)).collect();
        Vocabulary { words, rows }
    }

    /// The words of frequent use in these articles.
    pub fn frequent(articles: &[Article]) -> Self {
        Self::of(articles, LEAST_ARTICLES)
    }

    /// An article as features, of length 1 all together.
    pub fn features(&self, article: &Article) -> Vec<(u32, f32)> {
        let row = |&(hash, weight): &(u32, f32)| {
            let row = *self.rows.get(&hash)?;
            Some((row, value(self.words[row as usize].1, weight)))
        };
        let mut features: Vec<(u32, f32)> = article.words.iter().filter_map(row).collect();
        let length = features.iter().map(|(_, value)| value * value).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
        features.iter_mut().for_each(|(_, value)| *value /= length);
        features
    }
}

/// Adds tags and section to the features of each article: for the teacher, which may see what no reader of the text
/// can. Returns the number of features there are then.
pub fn add_metadata(articles: &[Article], features: &mut [Vec<(u32, f32)>], words: usize) -> usize {
    let mut rows: FxHashMap<(bool, String), u32> = FxHashMap::default();
    for (article, features) in articles.iter().zip(features) {
        let mut row = |is_tag: bool, name: String| {
            let next = (words + rows.len()) as u32;
            *rows.entry((is_tag, name)).or_insert(next)
        };
        let share = TAGS_WEIGHT / (article.tags.len().max(1) as f32).sqrt();
        features.extend(article.tags.iter().map(|tag| (row(true, tag.to_lowercase()), share)));
        features.push((row(false, article.section.clone()), SECTION_WEIGHT));
    }
    words + rows.len()
}
