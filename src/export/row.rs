//! A hit as scripts see it: the names and order of its columns, which are a contract.

use serde::Serialize;

use crate::search::Hit;

/// The fields of a hit, in the order in which they are written.
#[derive(Debug, Serialize)]
pub(super) struct Row<'a> {
    pub rank: u64,
    pub score: f32,
    pub id: &'a str,
    pub version: u64,
    /// A day or an instant, as [`Moment`](crate::dispatch::Moment) writes it.
    pub date: Option<String>,
    pub headline: &'a str,
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
            provider: dispatch.provider.as_deref(),
            topics: dispatch.topics.iter().map(|topic| topic.label.as_str()).collect(),
            locations: dispatch.locations.iter().map(|location| location.name.as_str()).collect(),
            people: dispatch.people.iter().map(|person| person.name.as_str()).collect(),
            path: &dispatch.source.path,
            snippet: &hit.snippet.text,
            highlights: pairs(&hit.snippet.highlights),
            headline_highlights: pairs(&hit.headline_highlights),
        }
    }
}

fn pairs(ranges: &[std::ops::Range<usize>]) -> Vec<[usize; 2]> {
    ranges.iter().map(|range| [range.start, range.end]).collect()
}
