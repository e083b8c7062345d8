//! How likely one word is a slip for another: of the ear, of the hand, or neither.

use crate::annotate::authority::key::sounds;

/// What kinds of slips cost: of two words that are as frequent, the one that costs half is twice as likely meant. The
/// order matters more than the numbers: French spells one sound in many ways, fingers swap, double and miss keys, and
/// hardly anyone writes any other letter than the right one.
const BY_EAR: f64 = 2.0;
const BY_HAND: f64 = 3.0;
const LETTER_MORE_OR_LESS: f64 = 5.0;
const OTHER_LETTER: f64 = 10.0;
const SECOND_SLIP: f64 = 20.0;
/// Hardly any finger misses the first letter.
const FIRST_LETTER: f64 = 10.0;

/// The rows of a French keyboard, each key below the ones that it touches.
const KEYS: [&str; 3] = ["azertyuiop", "qsdfghjklm", "wxcvbn"];

/// How unlikely it is that who typed `typed` meant `near`, both folded: 1 if they are the same.
pub(super) fn cost(typed: &str, near: &str) -> f64 {
    let letters = |word: &str| word.chars().collect::<Vec<char>>();
    let (typed_letters, near_letters) = (letters(typed), letters(near));
    if typed == near {
        return 1.0;
    }
    if sounds(typed).iter().any(|sound| !sound.is_empty() && sounds(near).contains(sound)) {
        return BY_EAR;
    }
    let slips = match strsim::osa_distance(typed, near) {
        1 => one_slip(&typed_letters, &near_letters),
        _ => OTHER_LETTER * SECOND_SLIP,
    };
    if typed_letters.first() == near_letters.first() { slips } else { slips * FIRST_LETTER }
}

/// What one wrong, missing, added or swapped letter costs.
fn one_slip(typed: &[char], near: &[char]) -> f64 {
    let same = typed.iter().zip(near).take_while(|(a, b)| a == b).count();
    let (typed_rest, near_rest) = (&typed[same..], &near[same..]);
    let tail = typed_rest.iter().rev().zip(near_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&typed_rest[..typed_rest.len() - tail], &near_rest[..near_rest.len() - tail]) {
        // The common beginning runs over the first of two same letters.
        ([letter], []) | ([], [letter]) if same > 0 && typed[same - 1] == *letter => BY_HAND,
        ([_], []) | ([], [_]) => LETTER_MORE_OR_LESS,
        ([a], [b]) if are_neighbours(*a, *b) => BY_HAND,
        ([_], [_]) => OTHER_LETTER,
        _ => BY_HAND,
    }
}

/// Whether two keys touch.
fn are_neighbours(a: char, b: char) -> bool {
    let place = |key: char| (0..).zip(KEYS).find_map(|(row, keys)| Some((row, keys.find(key)?)));
    let (Some((row_a, a)), Some((row_b, b))) = (place(a), place(b)) else { return false };
    usize::abs_diff(row_a, row_b) <= 1 && a.abs_diff(b) <= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_ear_come_before_those_of_the_hand_and_these_before_others() {
        let order = [
            &[("zelenski", "zelensky"), ("foto", "photo"), ("adision", "addission"), ("colline", "coline")][..],
            &[("sommmet", "sommet"), ("pirt", "port"), ("helsniki", "helsinki")],
            &[("greve", "greves"), ("misistre", "ministre")],
            &[("hangar", "hongar"), ("minustre", "minastre")],
            &[("premier", "promoer")],
        ];
        let costs: Vec<Vec<f64>> =
            order.iter().map(|kind| kind.iter().map(|(typed, near)| cost(typed, near)).collect()).collect();
        for kinds in costs.windows(2) {
            let (worst, best) =
                (kinds[0].iter().copied().fold(0.0, f64::max), kinds[1].iter().copied().fold(1e9, f64::min));
            assert!(worst <= best, "{costs:?}");
        }
    }

    #[test]
    fn fingers_hardly_ever_miss_the_first_letter() {
        assert!(cost("ministre", "sinistre") > cost("ministre", "ministra"));
        assert_eq!(cost("foto", "photo"), cost("zelenski", "zelensky"));
        assert_eq!(cost("mot", "mot"), 1.0);
    }
}
