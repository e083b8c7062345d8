//! The labels of the sequence model: outside of any name, or a part of a name of some kind.

use crate::annotate::mention::EntityKind;

/// How many labels there are: outside, and four parts of each of four kinds.
pub const LABELS: usize = 17;

/// A token that belongs to no name.
pub const OUTSIDE: u8 = 0;

/// The kinds, in the order of their labels.
pub const KINDS: [EntityKind; 4] =
    [EntityKind::Person, EntityKind::Location, EntityKind::Organisation, EntityKind::Other];

/// Where in a name a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Begin,
    Inside,
    End,
    /// The whole name.
    Single,
}

const PARTS: [Part; 4] = [Part::Begin, Part::Inside, Part::End, Part::Single];

/// The label of a part of a name.
pub fn label(kind: EntityKind, part: Part) -> u8 {
    1 + 4 * kind_index(kind) as u8 + part as u8
}

/// The kind's place in [`KINDS`].
pub fn kind_index(kind: EntityKind) -> usize {
    kind as usize
}

/// What a label says; nothing for [`OUTSIDE`].
pub fn meaning(label: u8) -> Option<(EntityKind, Part)> {
    let inner = usize::from(label.checked_sub(1)?);
    Some((*KINDS.get(inner / 4)?, PARTS[inner % 4]))
}

/// The labels of a name of `length` tokens.
pub fn labels_of(kind: EntityKind, length: usize) -> impl Iterator<Item = u8> {
    (0..length).map(move |at| {
        let part = match (at == 0, at + 1 == length) {
            (true, true) => Part::Single,
            (true, false) => Part::Begin,
            (false, true) => Part::End,
            (false, false) => Part::Inside,
        };
        label(kind, part)
    })
}

/// Whether a name, or none, may open with this label.
pub fn may_start(label: u8) -> bool {
    !matches!(meaning(label), Some((_, Part::Inside | Part::End)))
}

/// Whether nothing needs to follow this label.
pub fn may_end(label: u8) -> bool {
    !matches!(meaning(label), Some((_, Part::Begin | Part::Inside)))
}

/// Whether `next` may stand behind `label`.
pub fn may_follow(label: u8, next: u8) -> bool {
    match (meaning(label), meaning(next)) {
        (Some((kind, Part::Begin | Part::Inside)), Some((next_kind, Part::Inside | Part::End))) => kind == next_kind,
        _ => may_end(label) && may_start(next),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_has_its_meaning() {
        for each in 1..LABELS as u8 {
            let (kind, part) = meaning(each).unwrap();
            assert_eq!(label(kind, part), each);
        }
        assert_eq!((meaning(OUTSIDE), meaning(17)), (None, None));
    }

    #[test]
    fn parts_follow_each_other_within_one_kind() {
        let person: Vec<u8> = labels_of(EntityKind::Person, 3).collect();
        assert_eq!(person, [1, 2, 3]);
        assert!(person.windows(2).all(|pair| may_follow(pair[0], pair[1])));
        let place = label(EntityKind::Location, Part::End);
        assert!(!may_follow(1, place) && !may_follow(1, OUTSIDE) && !may_follow(OUTSIDE, 3));
        assert!(may_follow(3, OUTSIDE) && may_follow(4, 1));
        assert_eq!((0..17).flat_map(|a| (0..17).map(move |b| (a, b))).filter(|&(a, b)| may_follow(a, b)).count(), 97);
    }
}
