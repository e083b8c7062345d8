//! A part of a query about the words of one field, ready to be looked for: in the index, or in a text to be marked.

use super::pattern::Pattern;
use super::span::{self, Span};

/// What may stand at one position.
#[derive(Clone, Debug)]
pub enum Slot {
    /// Any of these terms.
    Terms(Vec<String>),
    /// Any term that fits.
    Pattern(Pattern),
}

impl Slot {
    /// Whether a term is one of them.
    pub fn matches(&self, term: &str) -> bool {
        match self {
            Slot::Terms(terms) => terms.iter().any(|own| own == term),
            Slot::Pattern(pattern) => pattern.matches(term),
        }
    }
}

/// Words, and how they must stand to each other. Slots are given by their numbers in a list beside it.
#[derive(Clone, Debug)]
pub enum Probe {
    Slot(usize),
    /// Slots in order; see [`span::sloppy_phrase`] for `slop`.
    Phrase {
        slots: Vec<usize>,
        slop: u32,
    },
    Near {
        left: Box<Probe>,
        right: Box<Probe>,
        distance: u32,
    },
    SameParagraph {
        left: Box<Probe>,
        right: Box<Probe>,
    },
    Any(Vec<Probe>),
}

/// Where the words of one dispatch stand.
pub struct Positions<'a> {
    /// For each slot its positions.
    pub slots: &'a [Vec<u32>],
    pub paragraph_ends: &'a [u32],
}

impl Probe {
    /// Every place where the words stand as asked, sorted.
    pub fn spans(&self, at: &Positions<'_>) -> Vec<Span> {
        let mut found = Vec::new();
        self.add_spans(at, &mut found);
        found
    }

    /// Adds [`Probe::spans`] to a list that is empty.
    pub fn add_spans(&self, at: &Positions<'_>, found: &mut Vec<Span>) {
        match self {
            Probe::Slot(slot) => found.extend(at.slots[*slot].iter().map(|&position| Span::word(position))),
            Probe::Phrase { slots, slop: 0 } => {
                span::phrase(slots.iter().map(|&slot| at.slots[slot].as_slice()), found)
            }
            Probe::Phrase { slots, slop } => {
                let slots: Vec<&[u32]> = slots.iter().map(|&slot| at.slots[slot].as_slice()).collect();
                *found = span::sloppy_phrase(slots, *slop, at.paragraph_ends);
            }
            Probe::Near { left, right, distance } => {
                *found = span::near(&left.spans(at), &right.spans(at), *distance, at.paragraph_ends);
            }
            Probe::SameParagraph { left, right } => {
                *found = span::same_paragraph(&left.spans(at), &right.spans(at), at.paragraph_ends);
            }
            Probe::Any(probes) => {
                probes.iter().for_each(|probe| found.append(&mut probe.spans(at)));
                found.sort_unstable();
                found.dedup();
            }
        }
    }

    /// Whether [`Positions::paragraph_ends`] matters.
    pub fn needs_paragraph_ends(&self) -> bool {
        match self {
            Probe::Slot(_) => false,
            Probe::Phrase { slop, .. } => *slop > 0,
            Probe::Near { .. } | Probe::SameParagraph { .. } => true,
            Probe::Any(probes) => probes.iter().any(Probe::needs_paragraph_ends),
        }
    }
}
