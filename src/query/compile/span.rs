//! Spans of words, and what phrases, nearness and paragraphs ask of them.
//!
//! Pure functions over positions: the same ones decide which dispatches match and which words are marked in a snippet.
//! Lists of positions and of spans are sorted.

/// Words from `start` up to, not including, `end`, by position in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// One word.
    pub fn word(position: u32) -> Self {
        Span { start: position, end: position + 1 }
    }

    fn hull(self, other: Span) -> Self {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether no paragraph ends within.
    fn is_in_one_paragraph(self, paragraph_ends: &[u32]) -> bool {
        let next = paragraph_ends.partition_point(|&end| end < self.start);
        paragraph_ends.get(next).is_none_or(|&end| end >= self.end)
    }
}

/// Adds to `found` where the words whose positions are in `slots` stand side by side and in order.
pub fn phrase<'a>(mut slots: impl Iterator<Item = &'a [u32]>, found: &mut Vec<Span>) {
    let from = found.len();
    found.extend(slots.next().unwrap_or_default().iter().map(|&start| Span::word(start)));
    for (offset, positions) in (1..).zip(slots) {
        let mut at = 0;
        let mut kept = from;
        for number in from..found.len() {
            let wanted = found[number].start + offset;
            while positions.get(at).is_some_and(|&position| position < wanted) {
                at += 1;
            }
            if positions.get(at) == Some(&wanted) {
                found[kept] = Span { start: found[number].start, end: wanted + 1 };
                kept += 1;
            }
        }
        found.truncate(kept);
        if kept == from {
            return;
        }
    }
}

/// Where the words stand in one paragraph, off their places in the phrase by at most `slop` words in all.
///
/// Each word's displacement is its position less its place in the phrase; the slop used is the difference between the
/// largest and the smallest displacement, as in Lucene. So swapping two neighbours costs 2.
pub fn sloppy_phrase(slots: Vec<&[u32]>, slop: u32, paragraph_ends: &[u32]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut rest = slots;
    for &end in paragraph_ends.iter().chain(&[u32::MAX]) {
        let paragraph: Vec<&[u32]> = rest
            .iter_mut()
            .map(|positions| {
                let (before, after) = positions.split_at(positions.partition_point(|&position| position < end));
                *positions = after;
                before
            })
            .collect();
        if paragraph.iter().all(|positions| !positions.is_empty()) {
            sloppy_in_paragraph(&paragraph, slop, &mut found);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn sloppy_in_paragraph(slots: &[&[u32]], slop: u32, found: &mut Vec<Span>) {
    let displaced = |slot: usize, position: u32| i64::from(position) - slot as i64;
    let all = slots.iter().enumerate();
    let mut bases: Vec<i64> =
        all.flat_map(|(slot, positions)| positions.iter().map(move |&p| displaced(slot, p))).collect();
    bases.sort_unstable();
    bases.dedup();
    let mut first = vec![0; slots.len()];
    for base in bases {
        let limit = base + i64::from(slop);
        for (slot, positions) in slots.iter().enumerate() {
            while positions.get(first[slot]).is_some_and(|&position| displaced(slot, position) < base) {
                first[slot] += 1;
            }
        }
        let within = |slot: usize| {
            slots[slot][first[slot]..].iter().copied().take_while(move |&position| displaced(slot, position) <= limit)
        };
        found.extend(assign(slots.len(), &within));
    }
}

/// Gives each slot a position of its own, slots with the fewest choices first: a word that a phrase repeats must stand
/// there as often.
fn assign<I: Iterator<Item = u32>>(slots: usize, within: &impl Fn(usize) -> I) -> Option<Span> {
    let mut order: Vec<usize> = (0..slots).collect();
    order.sort_by_cached_key(|&slot| within(slot).count());
    let mut taken: Vec<u32> = Vec::with_capacity(slots);
    for slot in order {
        let free = within(slot).find(|position| !taken.contains(position))?;
        taken.push(free);
    }
    taken.into_iter().map(Span::word).reduce(Span::hull)
}

/// Pairs that do not overlap, stand in one paragraph, and are at most `distance` words apart; side by side is 1.
pub fn near(left: &[Span], right: &[Span], distance: u32, paragraph_ends: &[u32]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut from = 0;
    for &a in left {
        while right.get(from).is_some_and(|b| b.end + distance <= a.start) {
            from += 1;
        }
        for &b in right[from..].iter().take_while(|b| b.start < a.end + distance) {
            let apart = if a.end <= b.start { b.start - a.end } else { a.start.wrapping_sub(b.end) };
            let overlap = a.start < b.end && b.start < a.end;
            let hull = a.hull(b);
            if !overlap && apart < distance && hull.is_in_one_paragraph(paragraph_ends) {
                found.push(hull);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The hulls of what stands in one paragraph, one for each paragraph that holds both.
pub fn same_paragraph(left: &[Span], right: &[Span], paragraph_ends: &[u32]) -> Vec<Span> {
    let paragraph = |span: &Span| paragraph_ends.partition_point(|&end| end < span.start);
    let mut found: Vec<(usize, Span)> = Vec::new();
    for a in left {
        let number = paragraph(a);
        let first = right.partition_point(|b| paragraph(b) < number);
        let together = right[first..].iter().take_while(|b| paragraph(b) == number);
        let Some(hull) = together.fold(None, |hull: Option<Span>, b| Some(hull.unwrap_or(*a).hull(*b))) else {
            continue;
        };
        match found.last_mut() {
            Some((last, span)) if *last == number => *span = span.hull(hull),
            _ => found.push((number, hull)),
        }
    }
    found.into_iter().map(|(_, span)| span).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn spans(list: &[(u32, u32)]) -> Vec<Span> {
        list.iter().map(|&(start, end)| Span { start, end }).collect()
    }

    fn words(positions: &[u32]) -> Vec<Span> {
        positions.iter().map(|&position| Span::word(position)).collect()
    }

    fn sloppy(slots: &[Vec<u32>], slop: u32, paragraph_ends: &[u32]) -> Vec<Span> {
        sloppy_phrase(slots.iter().map(Vec::as_slice).collect(), slop, paragraph_ends)
    }

    fn exact(slots: &[Vec<u32>]) -> Vec<Span> {
        let mut found = Vec::new();
        phrase(slots.iter().map(Vec::as_slice), &mut found);
        found
    }

    #[test]
    fn phrases_stand_side_by_side() {
        assert_eq!(exact(&[vec![1, 4, 9], vec![2, 6, 10], vec![3, 11]]), spans(&[(1, 4), (9, 12)]));
        assert_eq!(exact(&[vec![1], vec![]]), []);
    }

    #[test]
    fn slop_is_summed_over_the_words() {
        // a x b x c
        let slots = [vec![0], vec![2], vec![4]];
        assert_eq!(sloppy(&slots, 1, &[]), []);
        assert_eq!(sloppy(&slots, 2, &[]), spans(&[(0, 5)]));
    }

    #[test]
    fn a_word_in_an_earlier_paragraph_does_not_stand_in_the_way() {
        // Headline `bac`, body `vent ours bac`; the paragraph ends at 1.
        let slots = [vec![0, 4], vec![3], vec![2]];
        assert_eq!(sloppy(&slots, 4, &[1]), spans(&[(2, 5)]));
    }

    #[test]
    fn swapping_two_words_costs_two() {
        assert_eq!(sloppy(&[vec![1], vec![0]], 1, &[]), []);
        assert_eq!(sloppy(&[vec![1], vec![0]], 2, &[]), spans(&[(0, 2)]));
    }

    #[test]
    fn a_repeated_word_must_stand_there_twice() {
        assert_eq!(sloppy(&[vec![3], vec![3]], 5, &[]), []);
        assert_eq!(sloppy(&[vec![3, 5], vec![3, 5]], 5, &[]), spans(&[(3, 6)]));
    }

    #[test]
    fn nearness_goes_both_ways_and_stops_at_a_paragraph_end() {
        let (a, b) = (words(&[10]), words(&[7, 14]));
        assert_eq!(near(&a, &b, 3, &[]), spans(&[(7, 11)]));
        assert_eq!(near(&a, &b, 4, &[]), spans(&[(7, 11), (10, 15)]));
        assert_eq!(near(&a, &b, 4, &[12]), spans(&[(7, 11)]));
        assert_eq!(near(&a, &a, 4, &[]), []);
    }

    #[test]
    fn a_paragraph_holds_both_or_not() {
        let (a, b) = (words(&[1, 6, 20]), words(&[4, 15]));
        assert_eq!(same_paragraph(&a, &b, &[5, 12, 18]), spans(&[(1, 5)]));
        assert_eq!(same_paragraph(&a, &b, &[12, 22]), spans(&[(1, 7), (15, 21)]));
    }

    proptest! {
        /// Against every way of choosing positions.
        #[test]
        fn sloppy_phrases_of_distinct_words_are_what_brute_force_finds(
            text in proptest::collection::vec(0..4usize, 0..12),
            slop in 0..6u32,
        ) {
            let slots: Vec<Vec<u32>> = (0..3).map(|word| {
                (0..text.len() as u32).filter(|&p| text[p as usize] == word).collect()
            }).collect();
            let brute = slots[0].iter().any(|&a| slots[1].iter().any(|&b| slots[2].iter().any(|&c| {
                let displaced = [i64::from(a), i64::from(b) - 1, i64::from(c) - 2];
                let (low, high) = (displaced.iter().min().unwrap(), displaced.iter().max().unwrap());
                high - low <= i64::from(slop)
            })));
            prop_assert_eq!(!sloppy(&slots, slop, &[]).is_empty(), brute);
            if slop == 0 {
                prop_assert_eq!(sloppy(&slots, 0, &[]), exact(&slots));
            }
        }

        #[test]
        fn near_is_what_brute_force_finds(
            left in proptest::collection::btree_set(0..40u32, 0..8),
            right in proptest::collection::btree_set(0..40u32, 0..8),
            distance in 1..8u32,
        ) {
            let brute = left.iter().any(|a| right.iter().any(|b| a != b && a.abs_diff(*b) <= distance));
            let lists = |set: std::collections::BTreeSet<u32>| words(&set.into_iter().collect::<Vec<_>>());
            prop_assert_eq!(!near(&lists(left), &lists(right), distance, &[]).is_empty(), brute);
        }
    }
}
