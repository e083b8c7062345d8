//! The best of many candidates, and the order of those that are of one rank.
//!
//! Candidates of one rank stand in the order of their ids, so that a list is the same in every index of the same dispatches
//! and a reader can tell why. Ids are looked up only for candidates that need them.

use std::cmp::Ordering;

use tantivy::DocAddress;

use super::ids::ids;
use super::top::Candidate;
use crate::index::OpenIndex;

/// Candidates that are held at least before the worst of them go: a prune costs a pass over all.
const LEAST: usize = 256;

/// Which candidate is better, by score or by date: `Less` for the better one, `Equal` for those of one rank.
pub(super) type Order = fn(&Candidate, &Candidate) -> Ordering;

/// Takes candidates in any order and keeps the best.
pub(super) struct Kept<'a> {
    index: &'a OpenIndex,
    order: Order,
    /// How many are wanted.
    count: usize,
    candidates: Vec<Candidate>,
    /// Those that are worse cannot be among the wanted.
    worst: Option<Candidate>,
}

impl<'a> Kept<'a> {
    pub fn new(index: &'a OpenIndex, order: Order, count: usize) -> Self {
        Kept { index, order, count, candidates: Vec::new(), worst: None }
    }

    /// The worst candidate that may still be among the wanted, once there are more than those.
    pub fn worst(&self) -> Option<&Candidate> {
        self.worst.as_ref()
    }

    pub fn add(&mut self, candidate: Candidate) -> tantivy::Result<()> {
        let is_worse = |worst| (self.order)(&candidate, &worst) == Ordering::Greater;
        if self.count == 0 || self.worst.is_some_and(is_worse) {
            return Ok(());
        }
        self.candidates.push(candidate);
        if self.candidates.len() >= self.count.saturating_mul(2).max(LEAST) {
            self.prune()?;
        }
        Ok(())
    }

    /// Lets those go that are worse than the last of the wanted; when too many are of one rank with it, also of those.
    fn prune(&mut self) -> tantivy::Result<()> {
        let (_, worst, _) = self.candidates.select_nth_unstable_by(self.count - 1, self.order);
        let worst = *worst;
        self.candidates.retain(|candidate| (self.order)(candidate, &worst) != Ordering::Greater);
        self.worst = Some(worst);
        if self.candidates.len() > self.count + self.count.max(LEAST) / 2 {
            settle(self.index, self.order, &mut self.candidates)?;
            self.candidates.truncate(self.count);
        }
        Ok(())
    }

    /// The wanted, the best first.
    pub fn finish(mut self) -> tantivy::Result<Vec<Candidate>> {
        if self.candidates.len() > self.count {
            self.prune()?;
        }
        settle(self.index, self.order, &mut self.candidates)?;
        self.candidates.truncate(self.count);
        Ok(self.candidates)
    }
}

/// Puts the best first, those of one rank in the order of their ids, and versions of one id in a fixed one.
pub(super) fn settle(index: &OpenIndex, order: Order, candidates: &mut [Candidate]) -> tantivy::Result<()> {
    candidates.sort_unstable_by(order);
    let is_one_rank = |a: &Candidate, b: &Candidate| order(a, b) == Ordering::Equal;
    let ties: Vec<Candidate> =
        candidates.chunk_by(is_one_rank).filter(|rank| rank.len() > 1).flatten().copied().collect();
    let addresses: Vec<DocAddress> = ties.iter().map(|candidate| candidate.address).collect();
    let mut ids = ids(index, &addresses)?.into_iter();
    for rank in candidates.chunk_by_mut(is_one_rank).filter(|rank| rank.len() > 1) {
        let mut named: Vec<(String, Candidate)> = ids.by_ref().zip(rank.iter().copied()).collect();
        named.sort_unstable_by(|(id, one), (other_id, other)| id.cmp(other_id).then(one.tie.cmp(&other.tie)));
        rank.iter_mut().zip(named).for_each(|(place, (_, candidate))| *place = candidate);
    }
    Ok(())
}
