//! Which words of a dispatch a query matched.
//!
//! The dispatch is cut into words by the same analysis that indexed it, and the same functions that decide whether it
//! matches decide which words to mark: so wildcards, misspellings, phrases and nearness are marked as they matched.

use std::ops::Range;

use crate::french::chunks::{Chunk, chunks};
use crate::french::forms::Forms;
use crate::query::compile::{Mark, MarkScope, Positions, Probe};

/// Marks the words of a query in texts.
pub struct Marker<'a> {
    marks: &'a [Mark],
}

/// A marked word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Byte range into the text, the elided article left out.
    pub range: Range<usize>,
    /// The number of the [`Mark`] that it belongs to.
    pub mark: usize,
}

/// The words of a text, as positions count them.
struct Words {
    /// Byte range and forms at each position; `None` at a paragraph end.
    at: Vec<Option<(Range<usize>, Forms)>>,
    paragraph_ends: Vec<u32>,
}

impl<'a> Marker<'a> {
    /// A marker for the marks of a compiled query.
    pub fn new(marks: &'a [Mark]) -> Self {
        Marker { marks }
    }

    /// The marked words of `text`, in order, each once. `text` is that of [`crate::index::document::searched_text`]: the
    /// headline and the paragraphs, a line each.
    pub fn mark(&self, text: &str) -> Vec<Marked> {
        let words = Words::of(text);
        let mut marked: Vec<Marked> = Vec::new();
        for (number, mark) in self.marks.iter().enumerate() {
            for position in words.positions_of(mark) {
                if let Some(Some((range, _))) = words.at.get(position as usize) {
                    marked.push(Marked { range: range.clone(), mark: number });
                }
            }
        }
        marked.sort_by_key(|word| (word.range.start, word.mark));
        marked.dedup_by_key(|word| word.range.start);
        marked
    }
}

impl Words {
    fn of(text: &str) -> Self {
        let mut words = Words { at: Vec::new(), paragraph_ends: Vec::new() };
        for chunk in chunks(text) {
            match chunk {
                Chunk::Word(range) => {
                    let forms = Forms::of(&text[range.clone()]);
                    words.at.push(Some((range.start + forms.start..range.end, forms)));
                }
                Chunk::ParagraphEnd(_) => {
                    words.paragraph_ends.push(words.at.len() as u32);
                    words.at.push(None);
                }
            }
        }
        words
    }

    /// The positions of the words that `mark` marks.
    fn positions_of(&self, mark: &Mark) -> Vec<u32> {
        let headline_end = self.paragraph_ends.first().copied().unwrap_or(0);
        let in_scope = |position: u32| match mark.scope {
            MarkScope::Everywhere => true,
            MarkScope::Headline => position < headline_end,
            MarkScope::Body => position > headline_end,
        };
        let mut slots = vec![Vec::new(); mark.slots.len()];
        for (position, word) in (0..).zip(&self.at) {
            let Some((_, forms)) = word.as_ref().filter(|_| in_scope(position)) else { continue };
            for (slot, positions) in mark.slots.iter().zip(&mut slots) {
                if forms.indexed().any(|term| slot.matches(&term)) {
                    positions.push(position);
                }
            }
        }
        let positions = Positions { slots: &slots, paragraph_ends: &self.paragraph_ends };
        let spans = mark.probe.spans(&positions);
        let words = |probe: &Probe| matches!(probe, Probe::Slot(_));
        if words(&mark.probe) {
            return spans.into_iter().map(|span| span.start).collect();
        }
        // Between two words that stand near each other there are others: mark those that were asked for.
        let mut asked: Vec<u32> = slots.concat();
        asked.retain(|&position| spans.iter().any(|span| span.start <= position && position < span.end));
        asked
    }
}
