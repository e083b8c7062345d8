//! A dispatch laid out for annotation: one text, its passages, its tokens.

use std::ops::Range;

use super::token::{Token, tokenize};
use crate::dispatch::Dispatch;

/// Where a passage comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageKind {
    Headline,
    Standfirst,
    /// A paragraph of the body.
    Body,
}

/// A part of the dispatch that no name reaches across.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub kind: PassageKind,
    /// Bytes in [`Document::text`].
    pub bytes: Range<usize>,
    /// Indices into [`Document::tokens`].
    pub tokens: Range<usize>,
}

/// A dispatch laid out for annotation. Made to be filled again and again, so that its buffers are allocated once.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Headline, standfirst and paragraphs, a line each.
    pub text: String,
    pub passages: Vec<Passage>,
    /// The tokens of all passages, in order.
    pub tokens: Vec<Token>,
}

impl Document {
    /// Lays out `dispatch`.
    pub fn of(dispatch: &Dispatch) -> Self {
        let mut document = Document::default();
        document.fill(dispatch);
        document
    }

    /// Lays out `dispatch` in the place of what was held before.
    pub fn fill(&mut self, dispatch: &Dispatch) {
        self.text.clear();
        self.passages.clear();
        self.tokens.clear();
        self.push(PassageKind::Headline, &dispatch.headline);
        self.push(PassageKind::Standfirst, dispatch.standfirst.as_deref().unwrap_or_default());
        dispatch.body.iter().for_each(|paragraph| self.push(PassageKind::Body, paragraph));
    }

    fn push(&mut self, kind: PassageKind, text: &str) {
        // Offsets are 32 bits wide; no reader gives a dispatch of that size.
        if text.is_empty() || self.text.len() + text.len() >= u32::MAX as usize {
            return;
        }
        let (start, first) = (self.text.len(), self.tokens.len());
        self.text.push_str(text);
        tokenize(text, start, &mut self.tokens);
        self.passages.push(Passage { kind, bytes: start..self.text.len(), tokens: first..self.tokens.len() });
        self.text.push('\n');
    }

    /// The text of a token.
    pub fn word(&self, token: usize) -> &str {
        &self.text[self.tokens[token].range()]
    }

    /// The text from the first of these tokens to the last. Empty for no tokens.
    pub fn span(&self, tokens: Range<usize>) -> &str {
        match self.tokens.get(tokens) {
            Some([first, .., last]) => &self.text[first.start as usize..last.end as usize],
            Some([only]) => &self.text[only.range()],
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passages_hold_their_own_tokens() {
        let dispatch = Dispatch {
            headline: "Ilo Stern réélu".into(),
            body: vec!["À Brume, le maire Ilo Stern.".into(), String::new(), "Fin.".into()],
            ..Dispatch::default()
        };
        let document = Document::of(&dispatch);
        let kinds: Vec<_> = document.passages.iter().map(|passage| passage.kind).collect();
        assert_eq!(kinds, [PassageKind::Headline, PassageKind::Body, PassageKind::Body]);
        assert_eq!(document.span(document.passages[1].tokens.clone()), "À Brume, le maire Ilo Stern.");
        assert_eq!(document.span(0..2), "Ilo Stern");
        assert_eq!((document.word(2), document.span(3..3)), ("réélu", ""));
    }
}
