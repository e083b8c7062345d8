//! A hit as scripts see it: the names and order of its columns, which are a contract.

use serde::Serialize;

use crate::dispatch::Origin;
use crate::index::document::status_name;
use crate::search::{Hit, Neighbour, Story};

/// The fields of a hit, in the order in which they are written.
#[derive(Debug, Serialize)]
pub(super) struct Row<'a> {
    pub rank: u64,
    pub score: f32,
    pub id: &'a str,
    pub version: u64,
    /// A day or an instant, as [`Moment`](crate::dispatch::Moment) writes it.
    pub date: Option<String>,
    /// Of a dispatch without headline, its first sentence.
    pub headline: &'a str,
    /// `source`, or `text` for the first sentence of a dispatch without headline.
    pub headline_from: Origin,
    pub provider: Option<&'a str>,
    /// Labels.
    pub topics: Vec<&'a str>,
    /// Names of places.
    pub locations: Vec<&'a str>,
    /// Full names.
    pub people: Vec<&'a str>,
    pub path: &'a str,
    pub snippet: &'a str,
    /// `[start, end)` byte ranges into `snippet`.
    pub highlights: Vec<[usize; 2]>,
    /// `[start, end)` byte ranges into `headline`.
    pub headline_highlights: Vec<[usize; 2]>,
    pub status: &'static str,
    /// Not to be published before.
    pub embargo: Option<String>,
    /// The identifier of the dispatch that this one replaces.
    pub replaces: Option<&'a str>,
    #[serde(flatten)]
    pub story: &'a Story,
    /// The hits that this one stands for, where hits that are nearly the same are joined.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<&'a [Neighbour]>,
}

impl<'a> Row<'a> {
    pub fn new(hit: &'a Hit) -> Self {
        let dispatch = &hit.dispatch;
        Row {
            rank: hit.rank,
            score: hit.score,
            id: &dispatch.id,
            version: dispatch.version,
            date: dispatch.date().map(|date| date.to_string()),
            headline: dispatch.title(),
            headline_from: if dispatch.headline.is_empty() { Origin::Text } else { Origin::Source },
            provider: dispatch.provider.as_deref(),
            topics: dispatch.topics.iter().map(|topic| topic.label.as_str()).collect(),
            locations: dispatch.locations.iter().map(|location| location.name.as_str()).collect(),
            people: dispatch.people.iter().map(|person| person.name.as_str()).collect(),
            path: &dispatch.source.path,
            snippet: &hit.snippet.text,
            highlights: pairs(&hit.snippet.highlights),
            headline_highlights: pairs(&hit.headline_highlights),
            status: status_name(dispatch.status),
            embargo: dispatch.embargo.map(|moment| moment.to_string()),
            replaces: dispatch.replaces.as_deref(),
            story: &hit.story,
            near: hit.near.as_deref(),
        }
    }
}

fn pairs(ranges: &[std::ops::Range<usize>]) -> Vec<[usize; 2]> {
    ranges.iter().map(|range| [range.start, range.end]).collect()
}
