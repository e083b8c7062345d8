//! The syntax tree of a query: what the user asked for, before any index is thought of.

use std::ops::{Range, RangeInclusive};

use jiff::Timestamp;

use crate::index::facet::Facet;
use crate::index::fields::SEPARATOR;

/// A part of the query, and the bytes of the query text that say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub expr: Expr,
    /// Byte range into the query text, on character boundaries.
    pub span: Range<usize>,
}

/// What a part of the query asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// A word, which analysis may split into a phrase (`porte-parole`, `1.500`).
    Word(Word),
    /// Quoted words in their exact forms, in order; `slop` as in [`Expr::Phrase::slop`].
    Phrase {
        words: Vec<Word>,
        /// How far the words may stand from their places, summed: 0 = side by side.
        slop: u32,
    },
    /// Both operands, at most `distance` words apart, in either order: 1 = side by side.
    Near { left: Box<Node>, right: Box<Node>, distance: u32 },
    /// Both operands in one paragraph.
    SameParagraph { left: Box<Node>, right: Box<Node> },
    /// Every operand. Never empty; [`Expr::Not`] operands exclude.
    All(Vec<Node>),
    /// At least one operand. Never empty.
    Any(Vec<Node>),
    /// Everything that the operand does not match.
    Not(Box<Node>),
    /// Everything; what the operand matches ranks higher. Stands only in an [`Expr::All`] beside a required operand.
    Optional(Box<Node>),
    /// The inner query, looked for in one field of text.
    In { field: TextField, inner: Box<Node> },
    /// A person, by whatever name.
    Person(PersonName),
    /// A field that holds one value as a whole equals this one; `*` and `?` are wildcards when `wildcard`.
    Is { field: ValueField, value: String, wildcard: bool },
    /// A value of the field counts as this one.
    Value { facet: Facet, value: String },
    /// Urgency within these bounds, 1 the most urgent.
    Urgency(RangeInclusive<u8>),
    /// The date of the dispatch lies in this interval.
    Dated(Interval),
    /// Not to be published yet at this moment: under an embargo that ends later, or that has no end.
    UnderEmbargo(Timestamp),
}

/// A word as typed, without its operators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    pub form: Form,
    /// Byte range of `text` in the query.
    pub span: Range<usize>,
}

/// A person who is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName {
    /// As typed.
    pub name: String,
    /// The terms of the index that name this person, see [`crate::index::fields::person_term`]; `None` before they have
    /// been looked up ([`super::people::look_up`]): then the words of the name are looked for.
    pub terms: Option<Vec<String>>,
}

impl PersonName {
    /// The names found in the index.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().flatten().filter_map(|term| Some(term.split_once(SEPARATOR)?.1))
    }
}

/// How a word is compared with the words of a dispatch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// With all its inflections: `attaque` finds `attaqué`.
    Inflected,
    /// As it is; accents count where they are typed.
    Exact,
    /// `*` stands for any number of letters, `?` for one.
    Wildcard,
    /// Up to this many letters may differ (1 or 2).
    Fuzzy(u8),
}

/// A field of running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextField {
    Headline,
    Body,
    People,
    Location,
    Topic,
    Org,
    Byline,
    Slug,
    Keyword,
}

/// A field that is compared as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueField {
    Id,
    Path,
    Provider,
    Language,
    Status,
    /// A place of the dispatch, by its identifier in the gazetteer.
    Place,
    /// What a place of the dispatch lies in, by name or identifier.
    Within,
}

/// A span of time; an open end is unbounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    /// The first instant within.
    pub from: Option<Timestamp>,
    /// The first instant after.
    pub until: Option<Timestamp>,
}
