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
        match self {
            Probe::Slot(slot) => at.slots[*slot].iter().map(|&position| Span::word(position)).collect(),
            Probe::Phrase { slots, slop } => {
                let slots: Vec<Vec<u32>> = slots.iter().map(|&slot| at.slots[slot].clone()).collect();
                if *slop == 0 { span::phrase(&slots) } else { span::sloppy_phrase(&slots, *slop, at.paragraph_ends) }
            }
            Probe::Near { left, right, distance } => {
                span::near(&left.spans(at), &right.spans(at), *distance, at.paragraph_ends)
            }
            Probe::SameParagraph { left, right } => {
                span::same_paragraph(&left.spans(at), &right.spans(at), at.paragraph_ends)
            }
            Probe::Any(probes) => {
                let mut spans: Vec<Span> = probes.iter().flat_map(|probe| probe.spans(at)).collect();
                spans.sort_unstable();
                spans.dedup();
                spans
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
