//! The first layer, trained in three steps: from the editors' metadata; a teacher that sees text and metadata and
//! learns from the dispatches tagged by hand; a student that sees the text alone and learns from the teacher.

use depeche::annotate::topics::TOPS;
use depeche::annotate::topics::decision::Scores;

use super::articles::Article;
use super::labels::{Hint, Labels};
use super::logistic::{Example, Linear, Pace, probability};
use super::vocabulary::{Vocabulary, add_metadata};

const FROM_METADATA: Pace = Pace { epochs: 3, rate: 0.15 };
const TEACHER: Pace = Pace { epochs: 10, rate: 0.1 };
const STUDENT: Pace = Pace { epochs: 4, rate: 0.15 };
/// How much a dispatch tagged by hand counts beside one of the others.
const BY_HAND: f32 = 3.0;
/// How much the metadata still count for the teacher, and in which articles (one in this many).
const REMINDER: f32 = 0.03;
const REMINDER_STEP: usize = 3;
/// The teacher knows less about an article without tags.
const UNTAGGED: f32 = 0.5;
/// The teacher's scores are stretched so much: it learned from few dispatches and is too careful.
const STRETCH: f32 = 1.3;
const FIRST_BIAS: f32 = -2.0;

/// The articles as both see them.
pub struct Lessons<'a> {
    pub articles: &'a [Article],
    /// Features of the text, by article.
    pub text: Vec<Vec<(u32, f32)>>,
    /// The same with the editors' metadata.
    with_metadata: Vec<Vec<(u32, f32)>>,
    text_features: usize,
    all_features: usize,
    hints: Vec<Option<Hint>>,
}

impl<'a> Lessons<'a> {
    pub fn new(articles: &'a [Article], vocabulary: &Vocabulary) -> Self {
        let text: Vec<_> = articles.iter().map(|article| vocabulary.features(article)).collect();
        let text_features = vocabulary.words.len();
        let mut with_metadata = text.clone();
        let all_features = add_metadata(articles, &mut with_metadata, text_features);
        let labels = Labels::new();
        let hints = articles.iter().map(|article| labels.hint(&article.section, &article.tags)).collect();
        Lessons { articles, text, with_metadata, text_features, all_features, hints }
    }

    /// The student, who learns from the dispatches in `by_hand` and from all that are not tagged by hand.
    pub fn student(&self, by_hand: &[usize]) -> Linear {
        let rest: Vec<usize> = (0..self.articles.len()).filter(|&n| self.articles[n].gold.is_empty()).collect();
        let hinted = |n: usize| Some((n, self.hints[n].as_ref()?));

        let mut examples = self.by_hand(by_hand, &self.text, BY_HAND);
        examples.extend(rest.iter().filter_map(|&n| hinted(n)).map(|(n, hint)| Example {
            features: &self.text[n],
            target: hint.likely,
            weight: hint.weight,
        }));
        let mut first = Linear::new(self.text_features, FIRST_BIAS);
        first.train(&examples, FROM_METADATA);

        let mut examples = self.by_hand(by_hand, &self.with_metadata, 1.0);
        examples.extend(rest.iter().step_by(REMINDER_STEP).filter_map(|&n| hinted(n)).map(|(n, hint)| Example {
            features: &self.with_metadata[n],
            target: hint.likely,
            weight: hint.weight.map(|weight| weight * REMINDER),
        }));
        let mut teacher = first;
        teacher.rows.resize(self.all_features, [0.0; TOPS.len()]);
        teacher.train(&examples, TEACHER);

        let mut examples = self.by_hand(by_hand, &self.text, BY_HAND);
        examples.extend(rest.iter().map(|&n| Example {
            features: &self.text[n],
            target: teacher.scores(&self.with_metadata[n]).map(|score| probability(STRETCH * score)),
            weight: [if self.articles[n].tags.is_empty() { UNTAGGED } else { 1.0 }; TOPS.len()],
        }));
        let mut student = Linear::new(self.text_features, FIRST_BIAS);
        student.train(&examples, STUDENT);
        student
    }

    fn by_hand<'f>(&self, by_hand: &[usize], features: &'f [Vec<(u32, f32)>], weight: f32) -> Vec<Example<'f>> {
        let example = |&n: &usize| Example {
            features: &features[n],
            target: target(&self.articles[n].gold),
            weight: [weight; TOPS.len()],
        };
        by_hand.iter().map(example).collect()
    }
}

/// The topics marked by hand as probabilities.
pub fn target(gold: &[usize]) -> Scores {
    std::array::from_fn(|top| if gold.contains(&top) { 1.0 } else { 0.0 })
}
