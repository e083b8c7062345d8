//! Many queries by several threads, the answers in the order of the list.
//!
//! A thread needs one of a few tickets to take the next query, and a ticket comes back when an answer is handed over: so
//! few answers are held at a time, however long the list is.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};

/// More threads than this wait for each other and for the disk.
const MOST_THREADS: usize = 8;
/// Answers for each thread that are being made or wait for their turn.
const TICKETS: usize = 2;

/// Calls `work` for all items, by several threads, and `each` with every answer, in order, on this thread.
///
/// # Errors
/// Those of `each`, which end it.
pub fn run<T: Sync, R: Send, E>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut each: impl FnMut(&T, R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS).min(items.len());
    let tickets = threads * TICKETS;
    let (leave, left) = bounded(tickets);
    let (give, given) = bounded(tickets);
    (0..tickets).try_for_each(|_| leave.send(())).ok();
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (left, give, next, work) = (left.clone(), give.clone(), &next, &work);
            scope.spawn(move || answer(items, &left, &give, next, work));
        }
        drop((left, give));
        in_turn(items, &given, leave, &mut each)
    })
}

/// The place of an answer in the list, and the answer, or the panic that there is in its place.
type Answer<R> = (usize, thread::Result<R>);

/// Answers until no item is left, or nobody to give answers to.
fn answer<T, R>(
    items: &[T],
    left: &Receiver<()>,
    give: &Sender<Answer<R>>,
    next: &AtomicUsize,
    work: &impl Fn(&T) -> R,
) {
    for () in left {
        let at = next.fetch_add(1, Ordering::Relaxed);
        let Some(item) = items.get(at) else { return };
        // Who waits for this answer would wait for ever if the panic stayed here.
        let answer = catch_unwind(AssertUnwindSafe(|| work(item)));
        if give.send((at, answer)).is_err() {
            return;
        }
    }
}

/// Hands the answers over in their order; `leave` lets threads go on to the next item.
fn in_turn<T, R, E>(
    items: &[T],
    given: &Receiver<Answer<R>>,
    leave: Sender<()>,
    each: &mut impl FnMut(&T, R) -> Result<(), E>,
) -> Result<(), E> {
    let mut waiting: Vec<Answer<R>> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let answer = loop {
            if let Some(place) = waiting.iter().position(|(other, _)| *other == at) {
                break waiting.swap_remove(place).1;
            }
            match given.recv() {
                Ok(answer) => waiting.push(answer),
                // Every thread has ended, each having given what it took.
                Err(_) => return Ok(()),
            }
        };
        each(item, answer.unwrap_or_else(|panic| resume_unwind(panic)))?;
        // Refused only when every thread has found nothing more to do.
        let _ = leave.send(());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_come_in_order_and_an_error_ends_it() {
        let items: Vec<u32> = (0..1_000).collect();
        let mut doubled = Vec::new();
        let work = |item: &u32| {
            if item.is_multiple_of(7) {
                thread::yield_now();
            }
            item * 2
        };
        run(&items, work, |_, answer| {
            doubled.push(answer);
            Ok::<(), ()>(())
        })
        .unwrap();
        assert_eq!(doubled, (0..1_000).map(|item| item * 2).collect::<Vec<_>>());
        let mut seen = 0;
        let ended = run(&items, work, |item, _| {
            seen += 1;
            if *item == 300 { Err("enough") } else { Ok(()) }
        });
        assert_eq!((ended, seen), (Err("enough"), 301));
        assert_eq!(run(&[], |(): &()| (), |(), ()| Err("never")), Ok(()));
    }

    #[test]
    fn few_answers_wait_for_a_slow_one() {
        let items: Vec<usize> = (0..500).collect();
        let (begun, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut handed = 0;
        let work = |_: &usize| {
            begun.fetch_add(1, Ordering::Relaxed);
        };
        run(&items, work, |_, ()| {
            thread::sleep(std::time::Duration::from_micros(200));
            most.fetch_max(begun.load(Ordering::Relaxed) - handed, Ordering::Relaxed);
            handed += 1;
            Ok::<(), ()>(())
        })
        .unwrap();
        let threads = thread::available_parallelism().map_or(1, usize::from);
        assert!(most.into_inner() <= threads * TICKETS, "answers are held in heaps");
    }

    #[test]
    #[should_panic(expected = "lost")]
    fn a_panic_ends_it() {
        let items: Vec<usize> = (0..1_000).collect();
        let work = |item: &usize| assert!(*item != 70, "lost");
        let _ = run(&items, work, |_, ()| Ok::<(), ()>(()));
    }
}
