//! A search from the syntax tree to the hits.

use super::feedback;
use super::hit::{Hit, Snippet};
use super::mark::Marker;
use super::near::Near;
use super::rank;
use super::shown::Shown;
use super::snippet::snippet;
use super::story::{Standing, Story};
use super::top::{self, Candidate};
use crate::dispatch::Status;
use crate::index::document::searched_text;
use crate::index::record::Depth;
use crate::index::{IndexError, OpenIndex};
use crate::query::ast::Node;
use crate::query::compile::{CompileError, Compiled, compile};

/// How many of the first candidates are ranked anew when all words must match, and when any may.
///
/// The numbers do not depend on the page that is asked for, so that pages fit together.
const RERANKED_ALL: usize = 50;
const RERANKED_ANY: usize = 1000;

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best first.
    #[default]
    Score,
    /// The newest first; dispatches without date last.
    Date,
}

/// Which dispatches are one hit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Joined {
    /// None: they are to be judged one by one.
    Apart,
    /// Those with the same text, sent within days of each other; with all versions none.
    #[default]
    Copies,
    /// Those whose texts are nearly the same too, the first of them in the list.
    NearDuplicates,
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    pub query: Node,
    pub sort: Sort,
    /// The query was read so that one of its words is enough; ranking then also learns from the first hits.
    pub any: bool,
    /// The most hits to give.
    pub limit: usize,
    /// Hits to pass over first.
    pub offset: usize,
    /// Older versions of dispatches too.
    pub all_versions: bool,
    pub joined: Joined,
    /// Count all hits.
    pub total: bool,
    pub details: Details,
}

/// What a hit tells beside its dispatch; what is not asked for is empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// [`Hit::snippet`] and [`Hit::headline_highlights`].
    pub snippets: bool,
    /// [`Hit::story`]; with all versions it is always told, since a list must know which of them are killed.
    pub stories: bool,
    /// [`Hit::near`], if hits are joined so.
    pub near: bool,
    /// [`Hit::text_highlights`].
    pub marks: bool,
    /// How much of the dispatch is read at least.
    pub depth: Depth,
    /// [`Hit::paragraphs`].
    pub paragraphs: bool,
}

impl Details {
    /// What a list to be read shows.
    pub const LIST: Details = Details { snippets: true, stories: true, near: true, ..Details::NONE };
    /// The dispatch alone, in brief.
    pub const NONE: Details =
        Details { snippets: false, stories: false, near: false, marks: false, depth: Depth::Brief, paragraphs: false };
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Results {
    /// All dispatches that match, whatever the limit; only if asked for.
    pub total: Option<u64>,
    pub hits: Vec<Hit>,
}

/// A search that could not be run.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    #[error(transparent)]
    Compile(#[from] CompileError),
    #[error(transparent)]
    Index(#[from] IndexError),
}

impl From<tantivy::TantivyError> for SearchError {
    fn from(error: tantivy::TantivyError) -> Self {
        SearchError::Index(error.into())
    }
}

/// Runs a search.
pub fn run(index: &OpenIndex, request: &Request) -> Result<Results, SearchError> {
    let compiled = compile(&request.query, &index.fields)?;
    let shown = Shown::asked(index, compiled.query.as_ref(), request)?;
    let near = near(&shown, request, &compiled)?;
    let repeats = near.as_ref().map_or(0, Near::repeats) as u64;
    let total = if request.total { Some(top::count(&shown, compiled.query.as_ref())? - repeats) } else { None };
    let candidates = candidates(&shown, request, &compiled, near.as_ref())?;
    let marker = Marker::new(&compiled.marks);
    let page = candidates.iter().skip(request.offset).take(request.limit);
    let ranked = page.zip((request.offset as u64).saturating_add(1)..);
    let hits = ranked.map(|(candidate, rank)| hit(index, request, near.as_ref(), &marker, *candidate, rank));
    let hits = hits.collect::<Result<_, _>>()?;
    Ok(Results { total, hits })
}

/// How many hits a query has; none where it cannot be run.
pub(super) fn count(index: &OpenIndex, node: &Node, all_versions: bool) -> tantivy::Result<u64> {
    let Ok(compiled) = compile(node, &index.fields) else { return Ok(0) };
    let query = compiled.query.as_ref();
    top::count(&Shown::of(index, query, all_versions)?, query)
}

/// A candidate with what is asked for of it.
pub(super) fn hit(
    index: &OpenIndex,
    request: &Request,
    near: Option<&Near>,
    marker: &Marker<'_>,
    candidate: Candidate,
    rank: u64,
) -> Result<Hit, IndexError> {
    let Details { snippets, marks, paragraphs, depth, .. } = request.details;
    let depth = if snippets || marks { Depth::Whole } else { depth };
    let (dispatch, paragraphs) = index.record(candidate.address, |record| {
        Ok((record.read(depth)?, if paragraphs { Some(record.paragraphs()?) } else { None }))
    })?;
    let mut hit = Hit { rank, score: candidate.score, dispatch, paragraphs, ..Hit::default() };
    if request.details.snippets {
        (hit.snippet, hit.headline_highlights) = snippet(&hit.dispatch, marker);
        if !marks && request.details.depth < Depth::Whole {
            // A page of many hits need not hold all their texts.
            hit.dispatch.body = Vec::new();
        }
    }
    if request.details.marks {
        hit.text_highlights = marker.mark(&searched_text(&hit.dispatch)).into_iter().map(|word| word.range).collect();
    }
    if request.details.stories || request.all_versions {
        hit.story = Story::of(index, candidate.address, &hit.dispatch)?;
        if request.all_versions || request.joined == Joined::Apart {
            // Its twins are hits of their own.
            hit.story.also_as.clear();
        }
    }
    if hit.story.standing == Standing::Killed {
        withhold(&mut hit);
    }
    if request.details.near {
        hit.near = near.map(|near| near.neighbours(index, candidate.address)).transpose()?;
    }
    Ok(hit)
}

/// Leaves of a version that a later kill takes back no more than of the kill: its text must not be used.
fn withhold(hit: &mut Hit) {
    let dispatch = &mut hit.dispatch;
    dispatch.status = Status::Canceled;
    dispatch.body = Vec::new();
    (dispatch.standfirst, dispatch.title) = (None, None);
    (hit.paragraphs, hit.snippet, hit.text_highlights) = (None, Snippet::default(), Vec::new());
}

/// The hits that are nearly the same, if they are to be one.
pub(super) fn near(shown: &Shown<'_>, request: &Request, compiled: &Compiled) -> tantivy::Result<Option<Near>> {
    (request.joined == Joined::NearDuplicates).then(|| Near::of(shown, compiled.query.as_ref())).transpose()
}

/// The first hits up to the end of the page, in order, those that are nearly the same as one before left out.
pub(super) fn candidates(
    shown: &Shown<'_>,
    request: &Request,
    compiled: &Compiled,
    near: Option<&Near>,
) -> tantivy::Result<Vec<Candidate>> {
    // No list is longer than the index.
    let all = shown.index.searcher.num_docs() as usize;
    let wanted = request.offset.saturating_add(request.limit).min(all);
    match near {
        _ if wanted == 0 => Ok(Vec::new()),
        None => ordered(shown, request, compiled, wanted),
        Some(near) => {
            let mut first = ordered(shown, request, compiled, (wanted + near.repeats()).min(all))?;
            near.keep_first(&mut first);
            first.truncate(wanted);
            Ok(first)
        }
    }
}

/// The first hits, at least `wanted` if there are as many, in order.
fn ordered(
    shown: &Shown<'_>,
    request: &Request,
    compiled: &Compiled,
    wanted: usize,
) -> tantivy::Result<Vec<Candidate>> {
    let index = shown.index;
    let all = index.searcher.num_docs() as usize;
    let query = compiled.query.as_ref();
    if request.sort == Sort::Date {
        return top::newest(shown, query, wanted);
    }
    let reranked = if request.any { RERANKED_ANY } else { RERANKED_ALL };
    // One more tells, on every page alike, whether there are others than those that are ranked anew.
    let mut rest = top::best(shown, query, wanted.max(reranked + 1).min(all))?;
    if compiled.words.is_empty() {
        return Ok(rest);
    }
    let mut first: Vec<Candidate> = rest.drain(..reranked.min(rest.len())).collect();
    if !rest.is_empty()
        && let Some(exact) = &compiled.exact
    {
        first.extend(top::best(shown, exact.as_ref(), reranked)?);
        top::by_address(&mut first);
        first.dedup_by_key(|candidate| candidate.address);
        rest.retain(|candidate| first.binary_search_by_key(&candidate.address, |known| known.address).is_err());
    }
    let words = rank::weigh(index, &compiled.words)?;
    rank::rank(index, &words, &mut first)?;
    if request.any {
        feedback::learn(index, &words, &mut first)?;
    }
    let last = first.last().copied();
    first.extend(behind(last, rest));
    Ok(first)
}

/// Brings the scores of the candidates that were not ranked anew below those that were, in their order.
fn behind(last: Option<Candidate>, rest: Vec<Candidate>) -> impl Iterator<Item = Candidate> {
    let highest = rest.first().map_or(1.0, |candidate| candidate.score).max(f32::MIN_POSITIVE);
    let lowest = last.map_or(1.0, |candidate| candidate.score);
    let scale = lowest.max(0.0) / highest;
    let below = lowest.next_down();
    rest.into_iter().map(move |candidate| Candidate { score: (candidate.score * scale).min(below), ..candidate })
}
