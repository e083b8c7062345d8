//! Hits whose texts are nearly the same: a dispatch that was sent again with a corrected word, another opening, a cut, or the
//! signature of another service.
//!
//! What the exact keys of [`super::shown`] join is one hit already; here hits are joined by their [`Sketch`]es. The earliest
//! of a group leads it, and the others each resemble that one, so that a story that changes a little with every dispatch does
//! not end up as one. Groups depend on the hits alone, not on the order in which they lie or were indexed.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::DocAddress;
use tantivy::query::{EnableScoring, Query};

use super::hit::Neighbour;
use super::shown::{Shown, in_time};
use super::top::Candidate;
use crate::index::record::Depth;
use crate::index::sketch::Sketch;
use crate::index::{IndexError, OpenIndex};

/// Leaders that share a band with a text and are compared with it, the latest ones: without dates nothing else bounds them.
const MOST_COMPARED: usize = 100;

/// The groups among the hits of one query.
pub struct Near {
    /// Hits by date, at least two a group.
    groups: Vec<Vec<DocAddress>>,
    /// The group of each hit that has one.
    places: FxHashMap<DocAddress, usize>,
}

impl Near {
    /// Groups what `query`, for which `shown` was made, finds.
    pub fn of(shown: &Shown<'_>, query: &dyn Query) -> tantivy::Result<Self> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(&shown.index.searcher))?;
        let mut texts = Vec::new();
        for (ord, reader) in (0..).zip(shown.index.searcher.segment_readers()) {
            let gate = shown.gate(ord, reader)?;
            let sketches = reader.fast_fields().u64("sketch")?;
            weight.for_each_no_score(reader, &mut |docs| {
                for &doc in docs.iter().filter(|&&doc| gate.lets_pass(doc)) {
                    if let Some(sketch) = Sketch::from_numbers(sketches.values_for_doc(doc)) {
                        let address = DocAddress::new(ord, doc);
                        texts.push(Text { sketch, address, date: gate.dated(doc), tie: gate.tie(doc) });
                    }
                }
            })?;
        }
        let groups = groups(texts);
        let places =
            (0..).zip(&groups).flat_map(|(at, group)| group.iter().map(move |address| (*address, at))).collect();
        Ok(Near { groups, places })
    }

    /// How many hits another one stands for.
    pub fn repeats(&self) -> usize {
        self.groups.iter().map(|group| group.len() - 1).sum()
    }

    /// Keeps the first candidate of each group: hits in the order of the list.
    pub fn keep_first(&self, candidates: &mut Vec<Candidate>) {
        let mut seen = FxHashSet::default();
        candidates.retain(|candidate| self.places.get(&candidate.address).is_none_or(|group| seen.insert(*group)));
    }

    /// The hits that the one at `address` stands for, by date.
    pub fn neighbours(&self, index: &OpenIndex, address: DocAddress) -> Result<Vec<Neighbour>, IndexError> {
        let group = self.places.get(&address).map_or(&[][..], |group| &self.groups[*group]);
        let others = group.iter().filter(|other| **other != address);
        others.map(|other| Ok(Neighbour::of(index.dispatch(*other, Depth::Brief)?))).collect()
    }
}

/// A hit as it is compared with others.
#[derive(Clone, Copy, Debug)]
struct Text {
    sketch: Sketch,
    address: DocAddress,
    /// Seconds since 1970.
    date: Option<i64>,
    tie: u64,
}

/// Groups of at least two texts. Each text joins the earliest of its like, unless more than three days have gone by since the
/// last one of that group; the ones without date come last, and time does not part them from any.
fn groups(mut texts: Vec<Text>) -> Vec<Vec<DocAddress>> {
    keep_comparable(&mut texts);
    texts.sort_unstable_by_key(|text| (text.date.is_none(), text.date, text.tie));
    let mut groups: Vec<Vec<&Text>> = Vec::new();
    // For each band the groups whose first text has it, in their order.
    let mut leaders: FxHashMap<u64, Leaders> = FxHashMap::default();
    for text in &texts {
        let mut best = None;
        for band in text.sketch.bands() {
            let Some(known) = leaders.get_mut(&band) else { continue };
            let is_open = |group: usize| groups[group].last().is_some_and(|last| in_time(last.date, text.date));
            known.sweep(is_open);
            for &group in known.groups.iter().rev().filter(|group| is_open(**group)).take(MOST_COMPARED) {
                let likeness = groups[group][0].sketch.likeness(&text.sketch);
                best = best.max(likeness.map(|likeness| (likeness, Reverse(group))));
            }
        }
        if let Some((_, Reverse(group))) = best {
            groups[group].push(text);
        } else {
            text.sketch.bands().for_each(|band| leaders.entry(band).or_default().groups.push(groups.len()));
            groups.push(vec![text]);
        }
    }
    groups.retain(|group| group.len() > 1);
    groups.into_iter().map(|group| group.into_iter().map(|text| text.address).collect()).collect()
}

/// The groups whose first text has one band, in their order.
#[derive(Default)]
struct Leaders {
    groups: Vec<usize>,
    /// How many were left by the last sweep.
    swept: usize,
}

impl Leaders {
    /// Drops the groups that are over, now and then: each time there are twice as many.
    ///
    /// What is over for one text is so for all after it, but for those without date: they need the first.
    fn sweep(&mut self, is_open: impl Fn(usize) -> bool) {
        if self.groups.len() < 2 * self.swept {
            return;
        }
        let first = self.groups[0];
        self.groups.retain(|&group| group == first || is_open(group));
        self.swept = self.groups.len();
    }
}

/// Drops the texts that share no band with another one: nearly all, so that few need be remembered.
fn keep_comparable(texts: &mut Vec<Text>) {
    let mut comparable = vec![false; texts.len()];
    let mut same = Vec::with_capacity(texts.len());
    for number in 0..Sketch::BANDS {
        same.clear();
        same.extend((0..).zip(texts.iter()).map(|(at, text)| (text.sketch.band(number), at)));
        same.sort_unstable();
        for run in same.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
            run.iter().for_each(|(_, at): &(u64, usize)| comparable[*at] = true);
        }
    }
    let mut kept = comparable.into_iter();
    texts.retain(|_| kept.next().unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dispatch::Dispatch;

    const HOUR: i64 = 3600;
    const DAY: i64 = 24 * HOUR;

    /// A text of three hundred words that begins with word number `from` of a language of its own.
    fn text(from: usize, date: Option<i64>, tie: u64) -> Text {
        let body = (from..from + 300).map(|word| format!("bcd{word} ")).collect();
        let sketch = Sketch::of(&Dispatch { body: vec![body], ..Dispatch::default() }, "text").unwrap();
        Text { sketch, address: DocAddress::new(0, tie as u32), date, tie }
    }

    fn grouped(texts: &[Text]) -> Vec<Vec<u64>> {
        let ties = |group: Vec<DocAddress>| group.into_iter().map(|address| address.doc_id.into()).collect();
        groups(texts.to_vec()).into_iter().map(ties).collect()
    }

    #[test]
    fn texts_that_are_nearly_the_same_are_one_within_days() {
        let at = |day: i64| Some(day * DAY);
        let cases: [(&[Text], &[&[u64]]); 4] = [
            (&[text(0, at(1), 1), text(10, at(1), 2), text(5_000, at(1), 3)], &[&[1, 2]]),
            (&[text(0, at(1), 1), text(10, at(4), 2), text(0, at(7), 3), text(0, at(11), 4)], &[&[1, 2, 3]]),
            (&[text(0, at(1), 1), text(0, at(8), 2), text(10, at(9), 3), text(0, at(15), 4)], &[&[2, 3]]),
            (&[text(0, at(1), 1), text(0, at(8), 2), text(10, None, 3), text(9_000, None, 4)], &[&[1, 3]]),
        ];
        for (texts, expected) in cases {
            assert_eq!(grouped(texts), expected);
        }
    }

    #[test]
    fn a_text_that_drifts_is_not_one_from_beginning_to_end() {
        let drifting: Vec<Text> = (0..20).map(|step| text(step * 15, Some(step as i64 * HOUR), step as u64)).collect();
        let found = grouped(&drifting);
        assert!(found.len() > 2, "{found:?}");
        for group in found {
            let leader = drifting[group[0] as usize].sketch;
            assert!(group.iter().all(|member| leader.likeness(&drifting[*member as usize].sketch).is_some()));
        }
    }

    proptest! {
        #[test]
        fn groups_do_not_depend_on_the_order_of_hits(
            texts in proptest::collection::vec((0..40_usize, proptest::option::weighted(0.9, 0..12_i64)), 2..25),
            seed in 0..1000_usize,
        ) {
            let texts: Vec<Text> = (0..).zip(texts).map(|(tie, (from, day))| text(from * 20, day.map(|day| day * DAY), tie)).collect();
            let mut shuffled = texts.clone();
            shuffled.sort_by_key(|text| (text.tie as usize * 7919 + seed) % 31);
            prop_assert_eq!(grouped(&shuffled), grouped(&texts));
        }
    }
}
