//! Scores a tagger on tagged dispatches.

use std::collections::BTreeSet;

use depeche::annotate::mention::{EntityKind, Mention};
use depeche::annotate::tagger::label::{KINDS, kind_index};
use depeche::annotate::tagger::{Scratch, Tagger};

use super::gold::Sample;

/// Counts of what was right, wrong and missed, by kind: mentions, then distinct names of each dispatch.
#[derive(Clone, Default)]
pub struct Score {
    mentions: [[usize; 3]; 4],
    names: [[usize; 3]; 4],
}

impl Score {
    /// Tags and counts.
    pub fn of(tagger: &Tagger, samples: &[&Sample]) -> Self {
        let (mut score, mut scratch, mut found) = (Score::default(), Scratch::default(), Vec::new());
        for sample in samples {
            found.clear();
            tagger.tag(&sample.document, &mut scratch, &mut found);
            score.count(sample, &found);
        }
        score
    }

    fn count(&mut self, sample: &Sample, found: &[Mention]) {
        let spans = |mentions: &[Mention], kind: EntityKind| -> BTreeSet<(usize, usize)> {
            let of_kind = mentions.iter().filter(|mention| mention.kind == kind);
            of_kind.map(|mention| (mention.tokens.start, mention.tokens.end)).collect()
        };
        for kind in KINDS {
            let (gold, mine) = (spans(&sample.mentions, kind), spans(found, kind));
            tally(&mut self.mentions[kind_index(kind)], &gold, &mine);
            let names = |spans: BTreeSet<(usize, usize)>| -> BTreeSet<String> {
                spans.into_iter().map(|(start, end)| sample.document.span(start..end).to_lowercase()).collect()
            };
            tally(&mut self.names[kind_index(kind)], &names(gold), &names(mine));
        }
    }

    /// Adds the counts of another.
    pub fn add(&mut self, other: &Score) {
        for (mine, theirs) in [(&mut self.mentions, &other.mentions), (&mut self.names, &other.names)] {
            mine.iter_mut().flatten().zip(theirs.iter().flatten()).for_each(|(mine, theirs)| *mine += theirs);
        }
    }
}

fn tally<T: Ord>(counts: &mut [usize; 3], gold: &BTreeSet<T>, found: &BTreeSet<T>) {
    let right = gold.intersection(found).count();
    counts[0] += right;
    counts[1] += found.len() - right;
    counts[2] += gold.len() - right;
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (what, counts) in [("mentions", &self.mentions), ("names", &self.names)] {
            write!(f, "{what}")?;
            for (kind, &[right, wrong, missed]) in ["people", "places", "orgs", "other"].iter().zip(counts) {
                let share = |of: usize| 100.0 * right as f64 / of.max(1) as f64;
                let (p, r) = (share(right + wrong), share(right + missed));
                write!(f, "  {kind} {p:.1}/{r:.1}/{:.1}", 2.0 * p * r / (p + r).max(0.1))?;
            }
            if what == "mentions" {
                write!(f, "\n  ")?;
            }
        }
        Ok(())
    }
}
