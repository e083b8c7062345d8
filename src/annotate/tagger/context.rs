//! What the rest of the dispatch says of a word: features of the second reading.
//!
//! The first reading gives each token a probability of each label. A word that stands elsewhere as the surname of a
//! full name, behind `M.`, or without a capital is read differently here.

use super::features::Feature;
use super::hash;
use super::label::LABELS;
use super::lattice::Scores;
use super::sheet::Sheet;
use super::word::{Mark, Slot, Words};
use crate::annotate::token::{Case, TokenKind};

/// What is summed over the occurrences of a word: probabilities of a person's first word, a person's last word of
/// several, a person alone, a place, an organisation, another name, no name.
const SUMS: usize = 7;

/// What a dispatch says of one word in all its cases.
#[derive(Clone, Copy, Debug, Default)]
struct Record {
    /// The dispatch that this was written for.
    stamp: u32,
    /// Occurrences as active tokens.
    count: f32,
    sums: [f32; SUMS],
    /// It stands somewhere without a capital.
    lower: bool,
    /// It stands somewhere behind `M.` or `Mme`.
    titled: bool,
    /// It stands somewhere alone in brackets, as an acronym does where it is explained.
    bracketed: bool,
}

/// What the dispatch at hand says of its words.
#[derive(Clone, Debug, Default)]
pub struct Context {
    records: Vec<Record>,
    stamp: u32,
}

impl Context {
    /// Sums up a dispatch whose first reading gave these probabilities to its active tokens.
    pub fn fill(&mut self, sheet: &Sheet, words: &Words, marginals: &[Scores]) {
        self.records.resize(words.groups(), Record::default());
        self.stamp = self.stamp.wrapping_add(1);
        for &slot in &sheet.slots {
            let word = words.get(slot);
            if word.kind == TokenKind::Word && word.case == Case::Lower {
                self.record(word.group).lower = true;
            }
        }
        for (active, marginals) in sheet.actives.iter().zip(marginals) {
            let before = words.get(sheet.slots[active.place.at - 1]);
            let behind = words.get(sheet.slots[active.place.at + 1]);
            let titled = before.mark == Mark::Title;
            let bracketed = before.mark == Mark::Opening && behind.mark == Mark::Closing;
            let record = self.record(words.get(active.slot).group);
            record.count += 1.0;
            record.titled |= titled;
            record.bracketed |= bracketed;
            record.sums.iter_mut().zip(summary(marginals)).for_each(|(sum, value)| *sum += value);
        }
    }

    fn record(&mut self, group: u32) -> &mut Record {
        let record = &mut self.records[group as usize];
        if record.stamp != self.stamp {
            *record = Record { stamp: self.stamp, ..Record::default() };
        }
        record
    }

    fn of(&self, slot: Slot, words: &Words) -> Record {
        let record = self.records[words.get(slot).group as usize];
        if record.stamp == self.stamp { record } else { Record::default() }
    }

    /// Appends the features of the active token `index`.
    pub fn features(&self, index: usize, sheet: &Sheet, words: &Words, marginals: &[Scores], out: &mut Vec<Feature>) {
        let active = &sheet.actives[index];
        let own = summary(&marginals[index]);
        let record = self.of(active.slot, words);
        let others = record.count - 1.0;
        let elsewhere: [f32; SUMS] = std::array::from_fn(|each| (record.sums[each] - own[each]).max(0.0));
        let kinds = |sums: &[f32; SUMS]| [sums[0] + sums[1] + sums[2], sums[3], sums[4], sums[5], sums[6]];
        let (own_kinds, other_kinds) = (kinds(&own), kinds(&elsewhere));
        let own_best = best(&own_kinds, 1.0);
        let other_best = best(&other_kinds, others);
        let shape = words.get(active.slot).shape;
        let main = words.get(active.slot).main_use;
        let count = u64::from((others as u32).min(6));
        let mut template = 0x2000;
        let mut put = |one: u64, other: u64| {
            template += 1;
            out.push(hash::feature(template, one, other));
        };
        put(own_best, 0);
        put(other_best, count);
        put(own_best, other_best);
        put(other_best, main);
        put(other_best, shape);
        for (each, sum) in (0..).zip(elsewhere) {
            put(each, hash::mix(level(sum / others.max(1.0)), count.min(2)));
        }
        let surname = level(elsewhere[1].min(1.0));
        let first = level(elsewhere[0].min(1.0));
        put(surname, own_best);
        put(first, own_best);
        let marks = u64::from(record.lower) | u64::from(record.titled) << 1 | u64::from(record.bracketed) << 2;
        put(marks, own_best);
        put(marks, main);
        put(marks, other_best);
        for distance in [-1, 1] {
            let slot = sheet.slots[active.place.at.wrapping_add_signed(distance)];
            let neighbour = self.of(slot, words);
            let kinds = best(&kinds(&neighbour.sums), neighbour.count);
            put(distance as u64, kinds);
            put(hash::mix(distance as u64, kinds), own_best);
            put(hash::mix(distance as u64, kinds), other_best);
            let within = |index: Option<usize>| index.and_then(|at| marginals.get(at).map(|m| (at, m)));
            let next = within(index.checked_add_signed(distance))
                .filter(|(at, _)| sheet.actives[*at].place.at == active.place.at.wrapping_add_signed(distance));
            put(hash::mix(distance as u64, 9), next.map_or(99, |(_, m)| best_label(m)));
        }
        put(best_label(&marginals[index]), surname);
        put(best_label(&marginals[index]), other_best);
    }
}

fn summary(marginals: &Scores) -> [f32; SUMS] {
    let kind = |first: usize| marginals[first..first + 4].iter().sum::<f32>();
    [marginals[1] + marginals[2], marginals[3], marginals[4], kind(5), kind(9), kind(13), marginals[0]]
}

/// The kind with the largest share of `count`, and how large it is; 0 where there is nothing.
fn best(kinds: &[f32; 5], count: f32) -> u64 {
    if count < 0.5 {
        return 0;
    }
    let top = (0..kinds.len()).fold(0, |top, each| if kinds[each] > kinds[top] { each } else { top });
    1 + 8 * top as u64 + level(kinds[top] / count)
}

fn best_label(marginals: &Scores) -> u64 {
    let top = (0..LABELS).fold(0, |top, each| if marginals[each] > marginals[top] { each } else { top });
    (top * 8) as u64 + level(marginals[top])
}

/// A probability as one of eight steps, narrow at both ends.
fn level(probability: f32) -> u64 {
    [0.01, 0.05, 0.2, 0.5, 0.8, 0.95, 0.99].iter().filter(|&&limit| probability >= limit).count() as u64
}

#[cfg(test)]
mod tests {
    use super::super::dictionary::Dictionary;
    use super::*;
    use crate::annotate::document::Document;
    use crate::dispatch::Dispatch;

    /// The features of the last active token of `text` when the active tokens are most probably `labels`.
    fn features(text: &str, labels: &[usize]) -> Vec<Feature> {
        let document = Document::of(&Dispatch { body: vec![text.into()], ..Dispatch::default() });
        let (mut sheet, mut words, mut context) = (Sheet::default(), Words::new(), Context::default());
        sheet.fill(&document, &mut words, &Dictionary::new(&[], &[], &[]));
        let marginals: Vec<Scores> = labels
            .iter()
            .map(|&likely| std::array::from_fn(|label| if label == likely { 0.9 } else { 0.1 / 16.0 }))
            .collect();
        assert_eq!(marginals.len(), sheet.actives.len(), "{text}");
        context.fill(&sheet, &words, &marginals);
        let mut out = Vec::new();
        context.features(sheet.actives.len() - 1, &sheet, &words, &marginals, &mut out);
        out
    }

    #[test]
    fn a_word_is_seen_by_what_it_is_elsewhere() {
        let person = features("Ilo Stern part, puis Stern", &[1, 3, 4]);
        for (text, labels) in [
            ("Ilo Stern part, puis Stern", [5, 7, 4]),
            ("Ilo Brume part, puis Stern", [1, 3, 4]),
            ("M. Stern part, puis Stern", [0, 4, 4]),
        ] {
            assert_ne!(person, features(text, &labels), "{text} {labels:?}");
        }
        assert_eq!(person, features("Ilo Stern reste, mais Stern", &[1, 3, 4]));
    }

    #[test]
    fn the_same_word_without_a_capital_counts() {
        assert_ne!(features("la rose et Rose", &[4]), features("la fleur et Rose", &[4]));
    }
}
