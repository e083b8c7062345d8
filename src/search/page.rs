//! Every hit of a query, one after the other, in an amount of memory that does not grow with their number.
//!
//! Records are fetched in chunks by several threads: each takes every n-th chunk, and within a chunk goes through the
//! index in the order in which records lie there, so that a block of the store is unpacked once.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use super::hit::Hit;
use super::mark::Marker;
use super::run::{Request, SearchError, candidates, hit};
use super::shown::Shown;
use super::top::{self, Candidate};
use crate::index::{IndexError, OpenIndex};
use crate::query::compile::{Compiled, compile};

/// Hits fetched at a time; what is held is a few times as many.
const CHUNK: usize = 512;
/// More threads than this wait for each other and for the disk.
const MOST_THREADS: usize = 4;

/// The hits of a request, found and ordered but not yet fetched.
pub struct Page<'a> {
    index: &'a OpenIndex,
    request: &'a Request,
    compiled: Compiled,
    candidates: Vec<Candidate>,
    total: u64,
}

/// Finds and orders the hits that `request` asks for.
pub fn page<'a>(index: &'a OpenIndex, request: &'a Request) -> Result<Page<'a>, SearchError> {
    let compiled = compile(&request.query, &index.fields)?;
    let shown = Shown::of(index, compiled.query.as_ref(), request.all_versions)?;
    let mut candidates = candidates(&shown, request, &compiled)?;
    let total = top::count(&shown, compiled.query.as_ref())?;
    candidates.drain(..request.offset.min(candidates.len()));
    candidates.truncate(request.limit);
    Ok(Page { index, request, compiled, candidates, total })
}

impl Page<'_> {
    /// All dispatches that match, whatever the limit.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// The hits of this page.
    pub fn hits(&self) -> u64 {
        self.candidates.len() as u64
    }

    /// Calls `visit` with every hit, in order.
    ///
    /// # Errors
    /// Those of the index, and those of `visit`, which end it.
    pub fn each<E: From<SearchError>>(&self, mut visit: impl FnMut(Hit) -> Result<(), E>) -> Result<(), E> {
        let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
        thread::scope(|scope| {
            let receivers: Vec<Receiver<Chunk>> = (0..threads)
                .map(|number| {
                    let (sender, receiver) = sync_channel(1);
                    scope.spawn(move || self.fetch(number, threads, &sender));
                    receiver
                })
                .collect();
            // In the order in which the chunks were dealt out; a receiver that is dropped ends its thread.
            for receiver in receivers.iter().cycle() {
                let Ok(chunk) = receiver.recv() else { break };
                for hit in chunk.map_err(SearchError::from)? {
                    visit(hit)?;
                }
            }
            Ok(())
        })
    }

    /// Sends every chunk whose turn it is, until nobody wants more.
    fn fetch(&self, first: usize, threads: usize, sender: &SyncSender<Chunk>) {
        let marker = Marker::new(&self.compiled.marks);
        for (number, chunk) in self.candidates.chunks(CHUNK).enumerate().skip(first).step_by(threads) {
            let start = self.request.offset + number * CHUNK + 1;
            let mut order: Vec<usize> = (0..chunk.len()).collect();
            order.sort_unstable_by_key(|&place| chunk[place].address);
            let fetched = |place: usize| hit(self.index, self.request, &marker, chunk[place], (start + place) as u64);
            let hits = order.into_iter().map(fetched).collect::<Chunk>().map(|mut hits| {
                hits.sort_unstable_by_key(|hit| hit.rank);
                hits
            });
            let failed = hits.is_err();
            if sender.send(hits).is_err() || failed {
                return;
            }
        }
    }
}

type Chunk = Result<Vec<Hit>, IndexError>;
