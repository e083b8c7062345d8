//! Work on a long row, done by several threads in any order and handed over in the order of the row.
//!
//! The row is cut into runs. A thread must hold one of a few vessels before it takes the next run, and a vessel comes back
//! only when the run in it was handed over: so the threads cannot get far ahead of the slowest, and what waits in memory does
//! not grow with the row.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};

/// More threads than this wait for each other and for the disk.
const MOST_THREADS: usize = 8;
/// Runs for each thread that are being worked on or wait to be handed over.
const VESSELS: usize = 2;

/// Cuts a row of `length` into runs of `run`, lets `work` fill a vessel with each of them, on several threads, and calls `hand_over`
/// with the vessels in the order of the runs, on this thread.
///
/// # Errors
/// The first error of `work` or of `hand_over`, in the order of the runs; it ends the work.
pub(super) fn in_order<V: Default + Send, E: Send>(
    length: usize,
    run: usize,
    work: impl Fn(Range<usize>, &mut V) -> Result<(), E> + Sync,
    mut hand_over: impl FnMut(&V) -> Result<(), E>,
) -> Result<(), E> {
    let runs = length.div_ceil(run);
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS).min(runs);
    let (free, to_fill) = unbounded();
    let (full, filled) = bounded(threads * VESSELS);
    (0..threads * VESSELS).try_for_each(|_| free.send(V::default())).ok();
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (to_fill, full, next, work) = (to_fill.clone(), full.clone(), &next, &work);
            scope.spawn(move || {
                fill(runs, &to_fill, &full, next, &|number, vessel| {
                    work(number * run..length.min((number + 1) * run), vessel)
                })
            });
        }
        drop((to_fill, full));
        empty(runs, &filled, free, &mut hand_over)
    })
}

/// What became of a run.
enum Outcome<V, E> {
    Filled(V),
    Failed(E),
    /// The thread panicked, which the scope passes on.
    Lost,
}

/// A run by its number.
type Done<V, E> = (usize, Outcome<V, E>);

/// Tells that a run is lost when its thread panics: who waits for it would wait for ever.
struct Alarm<'a, V, E> {
    number: usize,
    full: &'a Sender<Done<V, E>>,
}

impl<V, E> Drop for Alarm<'_, V, E> {
    fn drop(&mut self) {
        if thread::panicking() {
            let _ = self.full.send((self.number, Outcome::Lost));
        }
    }
}

/// Fills vessels until there is no run left, or nobody to hand them to.
fn fill<V, E>(
    runs: usize,
    to_fill: &Receiver<V>,
    full: &Sender<Done<V, E>>,
    next: &AtomicUsize,
    work: &dyn Fn(usize, &mut V) -> Result<(), E>,
) {
    for mut vessel in to_fill {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= runs {
            return;
        }
        let alarm = Alarm { number, full };
        let done = match work(number, &mut vessel) {
            Ok(()) => Outcome::Filled(vessel),
            Err(error) => Outcome::Failed(error),
        };
        drop(alarm);
        if full.send((number, done)).is_err() {
            return;
        }
    }
}

/// Hands runs over in their order, and their vessels back to be filled.
fn empty<V, E>(
    runs: usize,
    filled: &Receiver<Done<V, E>>,
    free: Sender<V>,
    hand_over: &mut dyn FnMut(&V) -> Result<(), E>,
) -> Result<(), E> {
    let mut waiting: Vec<Done<V, E>> = Vec::new();
    for number in 0..runs {
        let outcome = loop {
            if let Some(place) = waiting.iter().position(|(other, _)| *other == number) {
                break waiting.swap_remove(place).1;
            }
            match filled.recv() {
                Ok(run) => waiting.push(run),
                Err(_) => break Outcome::Lost,
            }
        };
        match outcome {
            Outcome::Filled(vessel) => {
                hand_over(&vessel)?;
                // Refused only when every thread has found nothing more to do.
                let _ = free.send(vessel);
            }
            Outcome::Failed(error) => return Err(error),
            Outcome::Lost => break,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(length: usize, run: usize, fail_at: usize) -> (Vec<usize>, Result<(), String>) {
        let mut seen = Vec::new();
        let work = |range: Range<usize>, vessel: &mut Vec<usize>| {
            vessel.clear();
            for at in range {
                if at == fail_at {
                    return Err(format!("at {at}"));
                }
                vessel.push(at * at);
            }
            Ok(())
        };
        let outcome = in_order(length, run, work, |vessel: &Vec<usize>| {
            seen.extend(vessel);
            Ok(())
        });
        (seen, outcome)
    }

    #[test]
    fn what_is_handed_over_is_whole_and_in_order() {
        for (length, run) in [(0, 3), (1, 3), (3, 3), (1000, 7), (5000, 1)] {
            let expected: Vec<usize> = (0..length).map(|at| at * at).collect();
            assert_eq!(squares(length, run, usize::MAX), (expected, Ok(())));
        }
    }

    #[test]
    fn an_error_ends_the_work_after_what_stands_before_it() {
        let (seen, outcome) = squares(1000, 10, 503);
        assert_eq!(outcome, Err("at 503".to_owned()));
        assert_eq!(seen.len(), 500);
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_thread_that_panics_ends_the_work() {
        let work = |range: Range<usize>, _: &mut ()| {
            if range.start == 70 { std::panic::resume_unwind(Box::new("lost")) } else { Ok::<_, String>(()) }
        };
        let _ = in_order(100_000, 10, work, |()| Ok(()));
    }

    #[test]
    fn who_refuses_what_is_handed_over_ends_the_work() {
        let outcome = in_order(1_000_000, 1, |_, _: &mut ()| Ok(()), |()| Err("closed"));
        assert_eq!(outcome, Err("closed"));
    }
}
