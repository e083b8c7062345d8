//! Where a reader is in the hits of a query, and what an answer to the prompt means. Knows nothing of terminals.

use std::num::NonZeroUsize;

use crate::cli::output::{count, thousands};

/// A place in a list of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walk {
    /// The first hit that is shown, from 1.
    at: usize,
    total: usize,
    /// Hits that are shown at a time.
    step: NonZeroUsize,
}

/// What follows from an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The hit where the walk is now is to be shown.
    Show,
    /// Nothing is to be shown; the reader is told why and asked again.
    Say(String),
    Quit,
}

impl Walk {
    /// At hit `at` of `total`, `step` hits at a time; `None` when there is no such hit.
    pub fn new(at: NonZeroUsize, total: usize, step: NonZeroUsize) -> Option<Self> {
        (at.get() <= total).then_some(Walk { at: at.get(), total, step })
    }

    /// Hits before the one that is shown.
    pub fn offset(self) -> usize {
        self.at - 1
    }

    /// The walk one step further, if there is more.
    pub fn next(self) -> Option<Self> {
        let at = self.last() + 1;
        (at <= self.total).then_some(Walk { at, ..self })
    }

    /// The walk one step back, if there was more.
    pub fn previous(self) -> Option<Self> {
        (self.at > 1).then_some(Walk { at: self.at.saturating_sub(self.step.get()).max(1), ..self })
    }

    /// The last hit that is shown.
    fn last(self) -> usize {
        self.at.saturating_add(self.step.get() - 1).min(self.total)
    }

    /// Which hits are shown: `hit 3 of 12`, `hits 3 to 5 of 12`.
    pub fn place(self) -> String {
        let (at, last, total) = (self.at as u64, self.last() as u64, self.total as u64);
        let hits = if at == last {
            format!("hit {}", thousands(at))
        } else {
            format!("hits {} to {}", thousands(at), thousands(last))
        };
        format!("{hits} of {}", thousands(total))
    }

    /// Goes where `answer` says: a line as it was typed.
    pub fn answer(&mut self, answer: &str) -> Step {
        let goal = match answer.trim() {
            "" | "n" | "N" => self.next().ok_or_else(|| "there is no hit after this one".to_owned()),
            "p" | "P" => self.previous().ok_or_else(|| "there is no hit before this one".to_owned()),
            "q" | "Q" => return Step::Quit,
            typed => match typed.parse().ok().and_then(NonZeroUsize::new) {
                Some(at) => Walk::new(at, self.total, self.step).ok_or_else(|| no_hit(at, self.total)),
                None => Err("answer n, p, q or the number of a hit".to_owned()),
            },
        };
        match goal {
            Ok(goal) => {
                *self = goal;
                Step::Show
            }
            Err(why) => Step::Say(why),
        }
    }
}

/// What is said of a hit that is not there.
pub fn no_hit(at: NonZeroUsize, total: usize) -> String {
    let matching = match total {
        1 => "1 dispatch matches".to_owned(),
        total => format!("{} match", count(total as u64, "dispatch", "dispatches")),
    };
    format!("there is no hit {}: {matching}", thousands(at.get() as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(at: usize, total: usize, step: usize) -> Option<Walk> {
        Walk::new(NonZeroUsize::new(at).unwrap(), total, NonZeroUsize::new(step).unwrap())
    }

    #[test]
    fn an_answer_leads_to_a_hit_or_says_why_not() {
        let beginning = walk(1, 12, 1).unwrap();
        let mut walk = beginning;
        for (answer, wanted) in [
            ("\n", Ok("hit 2 of 12")),
            ("n\n", Ok("hit 3 of 12")),
            (" P \r\n", Ok("hit 2 of 12")),
            ("12", Ok("hit 12 of 12")),
            ("n", Err("there is no hit after this one")),
            ("13", Err("there is no hit 13: 12 dispatches match")),
            ("0", Err("answer n, p, q or the number of a hit")),
            ("99999999999999999999999", Err("answer n, p, q or the number of a hit")),
            ("\u{1b}[A", Err("answer n, p, q or the number of a hit")),
            ("1\n", Ok("hit 1 of 12")),
            ("p", Err("there is no hit before this one")),
        ] {
            let before = walk;
            match (walk.answer(answer), wanted) {
                (Step::Show, Ok(place)) => assert_eq!(walk.place(), place, "{answer}"),
                (Step::Say(said), Err(why)) => assert_eq!((&*said, walk), (why, before), "{answer}"),
                (step, _) => panic!("{answer}: {step:?}"),
            }
        }
        assert_eq!((walk.answer("q\n"), walk), (Step::Quit, beginning));
    }

    #[test]
    fn several_hits_at_a_time_neither_pass_one_over_nor_run_past_the_end() {
        let mut places = Vec::new();
        let mut here = walk(1, 7, 3);
        while let Some(walk) = here {
            places.push((walk.place(), walk.offset()));
            here = walk.next();
        }
        let wanted = [("hits 1 to 3 of 7", 0), ("hits 4 to 6 of 7", 3), ("hit 7 of 7", 6)];
        assert_eq!(places, wanted.map(|(place, offset)| (place.to_owned(), offset)));
        assert_eq!(walk(2, 7, 3).unwrap().previous(), walk(1, 7, 3));
        assert_eq!(walk(1, 7, usize::MAX).unwrap().next(), None);
    }

    #[test]
    fn there_is_no_walk_from_a_hit_that_is_not_there() {
        assert_eq!((walk(2, 1, 1), walk(1, 0, 1)), (None, None));
        let hit = NonZeroUsize::new(1200).unwrap();
        assert_eq!(no_hit(hit, 1), "there is no hit 1 200: 1 dispatch matches");
    }
}
