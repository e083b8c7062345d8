//! One result of a search.

use std::ops::Range;

use super::story::Story;
use crate::dispatch::Dispatch;

/// A dispatch that a query found, with what a hit list shows of it.
#[derive(Clone, Debug, Default)]
pub struct Hit {
    /// In a list of queries, the identifier of the one that found it.
    pub query: String,
    /// From 1, counted over all pages.
    pub rank: u64,
    /// Larger is better; comparable only within one search.
    pub score: f32,
    pub dispatch: Dispatch,
    pub snippet: Snippet,
    /// Byte ranges of the headline that matched, as [`Snippet::highlights`].
    pub headline_highlights: Vec<Range<usize>>,
    /// Byte ranges of [`searched_text`](crate::index::document::searched_text) that matched, as [`Snippet::highlights`].
    pub text_highlights: Vec<Range<usize>>,
    pub story: Story,
}

/// A few sentences of a dispatch around what matched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    pub text: String,
    /// Byte ranges of `text` that matched, in order, not overlapping, on character boundaries.
    pub highlights: Vec<Range<usize>>,
}
