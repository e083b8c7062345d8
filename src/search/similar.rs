//! Other dispatches about the same event.
//!
//! The most telling words of a dispatch find candidates by BM25; each is then compared with it as a whole ([`Portrait`]).
//! What is not alike enough is not listed: three right ones are better than ten that are not.

use jiff::Timestamp;
use tantivy::query::{BoostQuery, Occur, Query};

use super::by_id::Found;
use super::hit::Hit;
use super::mark::Marker;
use super::portrait::{Painter, Portrait};
use super::run::{Results, SearchError};
use super::shown::Shown;
use super::snippet::snippet;
use super::story::Story;
use super::top;
use crate::index::OpenIndex;
use crate::index::record::Depth;
use crate::query::ast::{Expr, Interval, Node};
use crate::query::compile::{combine, compile, term_query, unscored};

/// Words that look for candidates.
const TELLING: usize = 25;
/// Candidates that are compared.
const CANDIDATES: usize = 60;
/// Two dispatches less alike than this are not about the same event: on real news, what reaches 0.3 nearly always is, and what
/// stays below 0.2 hardly ever.
const ALIKE: f32 = 0.21;

/// Days before and after a dispatch in which others on its event are looked for, unless told otherwise.
pub const DEFAULT_DAYS: u32 = 7;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Likeness {
    /// The most hits to give.
    pub limit: usize,
    /// How many days before and after it the others may be dated; `None` for any. Those without date are compared too.
    pub days: Option<u32>,
    /// What the others must match.
    pub filter: Option<Node>,
    /// [`Hit::snippet`] and [`Hit::story`] too.
    pub details: bool,
}

/// The dispatches that are about the same event as `found`, the most alike first; the score of a hit is its likeness, from 0
/// to 1. Neither its own versions nor copies of its text are among them.
///
/// # Errors
/// As of a search.
pub fn similar(index: &OpenIndex, found: &Found, asked: &Likeness) -> Result<Results, SearchError> {
    let lookup = index.lookup();
    let mut painter = Painter::new(index);
    let model = painter.paint(&found.dispatch, lookup.dated(found.address)?)?;
    let Some(query) = candidates_of(index, &model, asked)? else {
        return Ok(Results { total: Some(0), hits: Vec::new() });
    };
    let shown = Shown::of(index, query.as_ref(), false)?;
    let text = lookup.twin_key(found.address)?;
    let mut hits = Vec::new();
    for candidate in top::best(&shown, query.as_ref(), CANDIDATES)? {
        if text.is_some() && lookup.twin_key(candidate.address)? == text {
            continue;
        }
        let dispatch = index.dispatch(candidate.address, Depth::Whole)?;
        let likeness = model.likeness(&painter.paint(&dispatch, lookup.dated(candidate.address)?)?);
        if likeness >= ALIKE && dispatch.id != found.dispatch.id {
            hits.push((top::Candidate { score: likeness, ..candidate }, dispatch));
        }
    }
    hits.sort_unstable_by(|(a, dispatch), (b, other)| a.by_score(b).then_with(|| dispatch.id.cmp(&other.id)));
    let total = Some(hits.len() as u64);
    let marker = Marker::new(&[]);
    let hit = |(rank, (candidate, dispatch)): (u64, (top::Candidate, _))| {
        let mut hit = Hit { rank, score: candidate.score, dispatch, ..Hit::default() };
        if asked.details {
            (hit.snippet, _) = snippet(&hit.dispatch, &marker);
            hit.story = Story::of(index, candidate.address, &hit.dispatch)?;
        }
        Ok::<_, SearchError>(hit)
    };
    let hits = (1..).zip(hits).take(asked.limit).map(hit).collect::<Result<_, _>>()?;
    Ok(Results { total, hits })
}

/// The query that finds candidates; `None` where the dispatch says nothing to look for.
fn candidates_of(index: &OpenIndex, model: &Portrait, asked: &Likeness) -> Result<Option<Box<dyn Query>>, SearchError> {
    let clause = |(word, weight): (&str, f32)| -> (Occur, Box<dyn Query>) {
        (Occur::Should, Box::new(BoostQuery::new(term_query(index.fields.text, word), weight)))
    };
    let Some(words) = combine(model.telling(TELLING).into_iter().map(clause).collect()) else { return Ok(None) };
    let mut clauses = vec![(Occur::Must, words)];
    let around = model.date().zip(asked.days).and_then(|(date, days)| around(date, days));
    for node in asked.filter.iter().chain(&around) {
        clauses.push((Occur::Must, unscored(compile(node, &index.fields)?.query)));
    }
    Ok(combine(clauses))
}

/// What is not dated more than `days` before or after `date`, in seconds since 1970; `None` where that is everything.
fn around(date: i64, days: u32) -> Option<Node> {
    let span = i64::from(days) * 24 * 3600;
    let instant = |second: i64| Timestamp::from_second(second).ok();
    let outside = [
        Interval { from: None, until: instant(date.saturating_sub(span)) },
        Interval { from: instant(date.saturating_add(span + 1)), until: None },
    ];
    let node = |expr: Expr| Node { expr, span: 0..0 };
    // An end that no calendar reaches excludes nothing.
    let bounded = outside.into_iter().filter(|interval| *interval != Interval::default());
    let outside: Vec<Node> = bounded.map(|interval| node(Expr::Not(Box::new(node(Expr::Dated(interval)))))).collect();
    (!outside.is_empty()).then(|| node(Expr::All(outside)))
}
