//! One result of a search.

use std::ops::Range;

use serde::Serialize;

use super::story::Story;
use crate::dispatch::{Dispatch, Moment};

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
    /// The paragraphs as a JSON array, for lists that write nothing else; [`Dispatch::body`] may then be empty.
    pub paragraphs: Option<String>,
    pub snippet: Snippet,
    /// Byte ranges of the headline that matched, as [`Snippet::highlights`].
    pub headline_highlights: Vec<Range<usize>>,
    /// Byte ranges of [`searched_text`](crate::index::document::searched_text) that matched, as [`Snippet::highlights`].
    pub text_highlights: Vec<Range<usize>>,
    pub story: Story,
    /// The hits that this one stands for, since their texts are nearly the same, by date. `None` where hits were
    /// not joined so.
    pub near: Option<Vec<Neighbour>>,
}

/// A hit that another one stands for; its keys are part of the contract of [`crate::export`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Neighbour {
    pub id: String,
    pub provider: Option<String>,
    pub date: Option<Moment>,
    pub path: String,
}

impl Neighbour {
    /// What a list shows of a dispatch.
    pub fn of(dispatch: Dispatch) -> Self {
        let date = dispatch.date();
        let Dispatch { id, provider, source, .. } = dispatch;
        Neighbour { id, provider, date, path: source.path }
    }
}

/// A few sentences of a dispatch around what matched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    pub text: String,
    /// Byte ranges of `text` that matched, in order, not overlapping, on character boundaries.
    pub highlights: Vec<Range<usize>>,
}
