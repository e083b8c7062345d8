//! Every hit of a query, one after the other, in an amount of memory that does not grow with their texts.

use std::io;
use std::ops::Range;

use super::hit::Hit;
use super::mark::Marker;
use super::near::Near;
use super::ordered::in_order;
use super::run::{Request, SearchError, candidates, hit, near};
use super::shown::Shown;
use super::top::{self, Candidate};
use crate::index::OpenIndex;
use crate::query::compile::{Compiled, compile};

/// Hits that a thread takes at a time: few, since whole texts of several runs are held.
const RUN: usize = 32;

/// The hits of a request, found and ordered but not yet fetched.
pub struct Page<'a> {
    index: &'a OpenIndex,
    request: &'a Request,
    compiled: Compiled,
    candidates: Vec<Candidate>,
    near: Option<Near>,
    total: u64,
    name: String,
}

/// Finds and orders the hits that `request` asks for.
pub fn page<'a>(index: &'a OpenIndex, request: &'a Request) -> Result<Page<'a>, SearchError> {
    let compiled = compile(&request.query, &index.fields)?;
    let shown = Shown::asked(index, compiled.query.as_ref(), request)?;
    let near = near(&shown, request, &compiled)?;
    let mut candidates = candidates(&shown, request, &compiled, near.as_ref())?;
    let total = top::count(&shown, compiled.query.as_ref())? - near.as_ref().map_or(0, Near::repeats) as u64;
    candidates.drain(..request.offset.min(candidates.len()));
    candidates.truncate(request.limit);
    Ok(Page { index, request, compiled, candidates, near, total, name: String::new() })
}

impl Page<'_> {
    /// All dispatches that match, whatever the limit.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// Gives the query a name, which its hits bear.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        Page { name: name.to_owned(), ..self }
    }

    /// Keeps the hits of these keys only, which are in ascending order; see [`Overview::keys`](super::Overview::keys).
    #[must_use]
    pub fn only(mut self, keys: &[u64]) -> Self {
        self.candidates.retain(|candidate| keys.binary_search(&candidate.tie).is_ok());
        self
    }

    /// The hits of this page.
    pub fn hits(&self) -> u64 {
        self.candidates.len() as u64
    }

    /// Renders every hit, by several threads, and calls `add` with the renderings in the order of the hits. `progress` is
    /// told now and then how many more were rendered.
    ///
    /// # Errors
    /// Those of the index, and those of `render` and `add`, which end it.
    pub fn render<E>(
        &self,
        render: impl Fn(&Hit, &mut Vec<u8>) -> io::Result<()> + Sync,
        mut add: impl FnMut(&[u8]) -> io::Result<()>,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Result<(), E>
    where
        E: From<SearchError> + From<io::Error> + Send,
    {
        let marker = Marker::new(&self.compiled.marks);
        let first = (self.request.offset as u64).saturating_add(1);
        let work = |range: Range<usize>, run: &mut Run| -> Result<(), E> {
            run.clear();
            for at in range {
                let (candidate, rank) = (self.candidates[at], first + at as u64);
                let mut hit = hit(self.index, self.request, self.near.as_ref(), &marker, candidate, rank)
                    .map_err(SearchError::from)?;
                hit.query.clone_from(&self.name);
                render(&hit, &mut run.bytes)?;
                run.ends.push(run.bytes.len());
            }
            Ok(())
        };
        in_order(self.candidates.len(), RUN, work, |run: &Run| {
            run.hits().try_for_each(&mut add)?;
            progress(run.ends.len() as u64);
            Ok(())
        })
    }
}

/// Some hits, rendered one behind the other.
#[derive(Default)]
struct Run {
    bytes: Vec<u8>,
    /// Where each hit ends in `bytes`.
    ends: Vec<usize>,
}

impl Run {
    fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
    }

    fn hits(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(&start, &end)| &self.bytes[start..end])
    }
}
