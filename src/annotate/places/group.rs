//! Forms that mean one place, together.

use hashbrown::HashMap;

use super::forms::Form;
use super::gazetteer::{Gazetteer, PlaceId};
use super::generic;
use super::kind::Kind;

/// Slips of the pen are looked for among so many forms at most: every pair is compared.
const MOST_COMPARED: usize = 200;
/// Shorter names differ by one letter too easily.
const SHORTEST_SLIP: usize = 6;

/// A place and the forms that name it.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub place: Option<PlaceId>,
    /// Indices of forms, in the order of their first mentions.
    pub forms: Vec<usize>,
}

/// Puts the forms of one place together, in the order of their first mentions.
pub fn groups(gazetteer: &Gazetteer, forms: &[Form], places: &[Option<PlaceId>]) -> Vec<Group> {
    // Each form's leader: the first form of its place, or the form that an unknown one is another way to write.
    let mut leader: Vec<usize> = (0..forms.len()).collect();
    let mut of_place = HashMap::new();
    for (i, place) in places.iter().enumerate() {
        if let Some(place) = place {
            leader[i] = *of_place.entry(*place).or_insert(i);
        }
    }
    let of_key: HashMap<&str, usize> = forms.iter().enumerate().map(|(i, form)| (form.key.as_str(), i)).collect();
    let is_large =
        |form: usize| places[form].is_some_and(|p| matches!(gazetteer.kind(p), Kind::Country | Kind::WorldPart));
    for (i, form) in forms.iter().enumerate() {
        if places[i].is_some() {
            continue;
        }
        let bare = generic::split(&form.key).and_then(|(_, name)| of_key.get(name)).copied();
        let other = bare.filter(|&other| !is_large(other)).or_else(|| another_spelling(forms, i));
        if let Some(other) = other {
            let (one, two) = (root(&leader, i), root(&leader, other));
            // The known place leads.
            let (from, to) = if places[one].is_some() { (two, one) } else { (one, two) };
            leader[from] = to;
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut of_leader = HashMap::new();
    for i in 0..forms.len() {
        let top = root(&leader, i);
        let group = *of_leader.entry(top).or_insert_with(|| {
            groups.push(Group { place: places[top], forms: Vec::new() });
            groups.len() - 1
        });
        groups[group].forms.push(i);
    }
    groups
}

fn root(leader: &[usize], mut form: usize) -> usize {
    while leader[form] != form {
        form = leader[form];
    }
    form
}

/// A form that the unknown form `i` is a slip of or the beginning of: `Thonville`, `Charleville` of `Charleville-Mézières`.
fn another_spelling(forms: &[Form], i: usize) -> Option<usize> {
    let key = &forms[i].key;
    if forms.len() > MOST_COMPARED || key.len() < SHORTEST_SLIP {
        return None;
    }
    let others = forms.iter().enumerate().filter(|&(j, _)| j != i);
    let longer = |other: &Form| other.key.strip_prefix(key.as_str()).is_some_and(|rest| rest.starts_with(' '));
    let written = |other: &Form| other.spellings[0].contains('-');
    others
        .clone()
        .find(|(_, other)| longer(other) && written(other))
        .or_else(|| {
            others.clone().find(|(_, other)| other.key.len() >= SHORTEST_SLIP && differ_by_one(key, &other.key))
        })
        .map(|(j, _)| j)
}

/// Whether one letter too many, too few, wrong or out of place parts the two.
fn differ_by_one(one: &str, other: &str) -> bool {
    if one.len().abs_diff(other.len()) > 1 || one == other {
        return false;
    }
    let (a, b) = (one.as_bytes(), other.as_bytes());
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let room = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(room).take_while(|(x, y)| x == y).count();
    match (&a[start..a.len() - end], &b[start..b.len() - end]) {
        ([_], []) | ([], [_]) | ([_], [_]) => true,
        ([x, y], [z, w]) => x == w && y == z,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_one_letter() {
        for (one, other, wanted) in [
            ("thonville", "thionville", true),
            ("syndey", "sydney", true),
            ("vantor", "valtor", true),
            ("lorient", "lorient", false),
            ("brumes", "brumath", false),
            ("", "a", true),
        ] {
            assert_eq!(differ_by_one(one, other), wanted, "{one} {other}");
            assert_eq!(differ_by_one(other, one), wanted, "{other} {one}");
        }
    }
}
