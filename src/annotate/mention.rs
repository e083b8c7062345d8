//! A name where it stands in the text.

use std::ops::Range;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    /// One individual, or a family where the text says `les Kouachi`.
    Person,
    /// A place on the map: country, region, city, district, continent, water, mountain, island.
    Location,
    /// A body: ministry, party, company, newspaper, club, alliance, band.
    Organisation,
    /// Any other name: a law, a prize, a film, a storm, a product, an event, a street.
    Other,
}

/// A name where it stands in a [`super::document::Document`].
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    pub kind: EntityKind,
    /// How sure the tagger is of kind and limits, 0 to 1.
    pub confidence: f32,
    /// Indices into [`super::document::Document::tokens`]; never empty, never across two passages.
    pub tokens: Range<usize>,
}
