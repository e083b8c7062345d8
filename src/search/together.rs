//! Who is in the same dispatches as whom, and which places and topics go together.

use rustc_hash::FxHashMap;

use super::facets::{Gathered, by_frequency};

/// Values that stand in the same dispatches.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Network {
    /// All dispatches found, those without a value too.
    pub dispatches: u64,
    /// All values found; of those that are not among `nodes` no pairs were counted.
    pub values: usize,
    /// The most frequent values, with the dispatches that have each; then by name.
    pub nodes: Vec<(String, u64)>,
    /// The most frequent first, then by the frequency of their nodes.
    pub pairs: Vec<Pair>,
}

/// Two nodes that stand in the same dispatches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Places among the nodes, the more frequent one first.
    pub nodes: (usize, usize),
    /// The dispatches that have both, at least one.
    pub dispatches: u64,
    /// Of the dispatches that have either, the share that has both (Jaccard): 0 to 1, and 1 for those that never stand alone.
    pub strength: f64,
}

/// Pairs the `most` most frequent values that `keep` lets pass. What is held does not grow with the number of pairs found, but
/// with the square of `most`: eight bytes for each pair that is possible.
pub fn together(gathered: &Gathered, most: usize, keep: impl Fn(&str) -> bool) -> Network {
    let mut values: Vec<(u32, (String, u64))> = (0..).zip(gathered.values()).collect();
    values.retain(|(_, (name, _))| keep(name));
    values.sort_unstable_by(|a, b| by_frequency(&a.1, &b.1));
    let all = values.len();
    values.truncate(most);
    let places: FxHashMap<u32, usize> =
        values.iter().enumerate().map(|(place, (number, _))| (*number, place)).collect();
    let nodes: Vec<(String, u64)> = values.into_iter().map(|(_, value)| value).collect();
    let mut present: Vec<usize> = Vec::new();
    let counts = gathered.tally(cell((0, nodes.len())), |values, cells| {
        present.clear();
        present.extend(values.iter().filter_map(|number| places.get(number)));
        present.sort_unstable();
        for (before, &second) in present.iter().enumerate() {
            cells.extend(present[..before].iter().map(|&first| cell((first, second))));
        }
    });
    let possible = (0..nodes.len()).flat_map(|second| (0..second).map(move |first| (first, second)));
    let mut pairs: Vec<Pair> = possible
        .zip(counts)
        .filter(|(_, dispatches)| *dispatches > 0)
        .map(|(pair, dispatches)| {
            let either = nodes[pair.0].1 + nodes[pair.1].1 - dispatches;
            Pair { nodes: pair, dispatches, strength: dispatches as f64 / either as f64 }
        })
        .collect();
    pairs.sort_unstable_by_key(|pair| (u64::MAX - pair.dispatches, pair.nodes));
    Network { dispatches: gathered.dispatches, values: all, nodes, pairs }
}

/// The place of a pair in a list of all pairs, ordered by their second node, then by their first.
fn cell((first, second): (usize, usize)) -> usize {
    second * second.saturating_sub(1) / 2 + first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_has_a_cell_of_its_own() {
        let pairs = (0..9).flat_map(|second| (0..second).map(move |first| (first, second)));
        let cells: Vec<usize> = pairs.map(cell).collect();
        assert_eq!(cells, (0..cell((0, 9))).collect::<Vec<_>>());
        assert_eq!((cell((0, 0)), cell((0, 1)), cells.len()), (0, 0, 36));
    }
}
