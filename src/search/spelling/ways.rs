//! The ways to put several slips right at once, the likeliest first.

use super::Typed;
use super::near::Near;
use super::spots::Spot;

/// Ways that are tried.
const MOST_TRIED: usize = 12;
/// Where more words than this are misspelt, only the likeliest word is thought of for each.
const MUCH: usize = 4;
/// In a query with more misspelt words than this, spelling is not what is wrong.
const MOST_SLIPS: usize = 10;

/// A spot with what it may be put right to.
pub(super) struct Slip {
    pub spot: Spot,
    pub near: Vec<Near>,
    /// What leaving it alone weighs: the dispatches that have it.
    pub kept: f64,
}

/// The ways to put `typed` right, the likeliest first, with their weights.
pub(super) fn ways(typed: &Typed, slips: &[Slip]) -> Vec<(f64, Typed)> {
    if slips.is_empty() || slips.len() > MOST_SLIPS {
        return Vec::new();
    }
    let most = if slips.len() > MUCH { 1 } else { usize::MAX };
    let mut ways = vec![Way { weight: 1.0, chosen: Vec::new() }];
    for slip in slips {
        let kept = (slip.kept > 0.0).then_some((slip.kept, None));
        let choices = slip.near.iter().take(most).map(|near| (near.weight, Some(near))).chain(kept);
        let choices: Vec<(f64, Option<&Near>)> = choices.collect();
        ways = ways.iter().flat_map(|way| choices.iter().map(|choice| way.with(*choice))).collect();
    }
    ways.retain(|way| way.chosen.iter().any(Option::is_some));
    ways.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    ways.truncate(MOST_TRIED);
    ways.into_iter().map(|way| (way.weight, replaced(typed, slips, &way.chosen))).collect()
}

/// What is put in each spot, nothing where the word stays.
struct Way<'a> {
    weight: f64,
    chosen: Vec<Option<&'a Near>>,
}

impl<'a> Way<'a> {
    fn with(&self, (weight, choice): (f64, Option<&'a Near>)) -> Self {
        let chosen = self.chosen.iter().copied().chain([choice]).collect();
        Way { weight: self.weight * weight, chosen }
    }
}

/// `typed` with the chosen words in their spots.
fn replaced(typed: &Typed, slips: &[Slip], chosen: &[Option<&Near>]) -> Typed {
    let mut typed = typed.clone();
    let chosen = slips.iter().zip(chosen).filter_map(|(slip, near)| Some((&slip.spot, (*near)?)));
    // From the end on, so that what stands before keeps its place.
    for (spot, near) in chosen.rev() {
        let text = match spot.text.checked_sub(1) {
            None => &mut typed.query,
            Some(name) => &mut typed.names[name].1,
        };
        text.replace_range(spot.range.clone(), &near.text);
    }
    typed
}
