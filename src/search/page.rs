//! Every hit of a query, one after the other, in an amount of memory that does not grow with their number.
//!
//! Records are packed in blocks, and hits that stand together in a list lie in blocks far apart. So the hits of a long
//! stretch of the list are fetched and rendered in the order in which they lie, each block unpacked once, by several
//! threads, into a [spool](super::spool), and then read from there in their own order.

use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::hit::Hit;
use super::mark::Marker;
use super::near::Near;
use super::run::{Request, SearchError, candidates, hit, near};
use super::shown::Shown;
use super::spool::{Place, Spool, Spooled};
use super::top::{self, Candidate};
use crate::index::OpenIndex;
use crate::query::compile::{Compiled, compile};

/// Hits of a stretch: the spool holds no more.
const STRETCH: usize = 1 << 17;
/// Hits that a thread takes at a time.
const RUN: usize = 128;
/// More threads than this wait for each other and for the disk.
const MOST_THREADS: usize = 8;

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
    let shown = Shown::of(index, compiled.query.as_ref(), request.all_versions)?;
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

    /// Renders every hit, by several threads in any order, and calls `add` with the renderings in the order of the hits.
    /// `progress` is told now and then how many more were rendered.
    ///
    /// # Errors
    /// Those of the index, of temporary files, and those of `render` and `add`, which end it.
    pub fn render<E>(
        &self,
        render: impl Fn(&Hit, &mut Vec<u8>) -> io::Result<()> + Sync,
        mut add: impl FnMut(&[u8]) -> io::Result<()>,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Result<(), E>
    where
        E: From<SearchError> + From<io::Error>,
    {
        let mut part = Vec::new();
        for (number, stretch) in self.candidates.chunks(STRETCH).enumerate() {
            let first = (self.request.offset + number * STRETCH) as u64 + 1;
            let Rendered { mut spools, places } =
                self.spooled(first, stretch, &render, progress).map_err(|error| match error {
                    RenderError::Search(error) => E::from(error),
                    RenderError::Output(error) => E::from(error),
                })?;
            for (spool, place) in places {
                spools[spool].read(place, &mut part)?;
                add(&part)?;
            }
        }
        Ok(())
    }

    /// Renders a stretch.
    fn spooled(
        &self,
        first: u64,
        stretch: &[Candidate],
        render: &(impl Fn(&Hit, &mut Vec<u8>) -> io::Result<()> + Sync),
        progress: &(dyn Fn(u64) + Sync),
    ) -> Result<Rendered, RenderError> {
        let mut order: Vec<u32> = (0..stretch.len() as u32).collect();
        order.sort_unstable_by_key(|&at| stretch[at as usize].address);
        let next = AtomicUsize::new(0);
        let marker = Marker::new(&self.compiled.marks);
        let work = || -> Result<(Spooled, Vec<(u32, Place)>), RenderError> {
            let (mut spool, mut places, mut part) = (Spool::new(), Vec::new(), Vec::new());
            loop {
                let start = next.fetch_add(RUN, Ordering::Relaxed).min(order.len());
                let run = &order[start..(start + RUN).min(order.len())];
                if run.is_empty() {
                    return Ok((spool.finish()?, places));
                }
                for &at in run {
                    let candidate = stretch[at as usize];
                    let mut hit =
                        hit(self.index, self.request, self.near.as_ref(), &marker, candidate, first + u64::from(at))
                            .map_err(SearchError::from)?;
                    hit.query.clone_from(&self.name);
                    part.clear();
                    render(&hit, &mut part)?;
                    places.push((at, spool.add(&part)?));
                }
                progress(run.len() as u64);
            }
        };
        let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        let threads = threads.min(stretch.len().div_ceil(RUN));
        let work = || {
            // A thread that fails lets the others find nothing more to do.
            work().inspect_err(|_| next.store(order.len(), Ordering::Relaxed))
        };
        let done: Vec<_> = thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let own = work();
            std::iter::once(own).chain(others.into_iter().map(joined)).collect()
        });
        let mut spools = Vec::with_capacity(threads);
        let mut places = vec![(0, Place::default()); stretch.len()];
        for (number, outcome) in done.into_iter().enumerate() {
            let (spool, rendered) = outcome?;
            spools.push(spool);
            rendered.into_iter().for_each(|(at, place)| places[at as usize] = (number, place));
        }
        Ok(Rendered { spools, places })
    }
}

/// A stretch of hits, rendered.
struct Rendered {
    spools: Vec<Spooled>,
    /// For each hit, in order, the number of its spool and its place there.
    places: Vec<(usize, Place)>,
}

/// What a thread gave, or its panic.
fn joined<T>(thread: thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// What may go wrong in a thread.
#[derive(Debug, thiserror::Error)]
enum RenderError {
    #[error(transparent)]
    Search(#[from] SearchError),
    #[error(transparent)]
    Output(#[from] io::Error),
}
