//! Many queries by several threads, the answers in the order of the list.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Queries whose answers are held at a time.
const CHUNK: usize = 128;

/// Calls `work` for all items, by several threads, and `each` with every answer, in order.
///
/// # Errors
/// Those of `each`, which end it.
pub fn run<T: Sync, R: Send, E>(
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
    mut each: impl FnMut(&T, R) -> Result<(), E>,
) -> Result<(), E> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    for chunk in items.chunks(CHUNK) {
        let next = AtomicUsize::new(0);
        let answer = || {
            let mut answers = Vec::new();
            while let Some((at, item)) =
                Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, chunk.get(at)?)))
            {
                answers.push((at, work(item)));
            }
            answers
        };
        let mut answers = thread::scope(|scope| {
            let others: Vec<_> = (1..threads.min(chunk.len())).map(|_| scope.spawn(answer)).collect();
            let mut answers = answer();
            for other in others {
                answers.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
            answers
        });
        answers.sort_unstable_by_key(|(at, _)| *at);
        for (item, (_, answer)) in chunk.iter().zip(answers) {
            each(item, answer)?;
        }
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
    }
}
