//! Several versions of one dispatch: one is shown, the others are hidden.
//!
//! All dispatches of one id are a *family*. Its newest member is shown. A member that is canceled kills the family for
//! good (IPTC: neither the item nor an earlier version may be used), whatever its version number: then the newest of
//! the canceled ones is shown, the notice, and nothing else. A canceled dispatch that replaces another id kills that
//! family too (`management-doc-idref` of NITF).
//!
//! This depends only on the dispatches themselves, so files may arrive in any order. The hidden ones are not marked in
//! their documents, which would have to be written anew each time a version arrives, but listed beside the index by
//! their [`super::document::Key::tie`], see [`super::numbers`].

use std::collections::{HashMap, HashSet};

use rustc_hash::FxBuildHasher;

use super::document::VersionRank;
use super::numbers::Numbers;

/// One dispatch of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    pub rank: VersionRank,
    /// Whether it kills its family.
    pub canceled: bool,
}

/// The member of a family that is shown; `killed` when a dispatch of another family kills this one.
pub fn shown(members: &[Member], killed: bool) -> Option<&Member> {
    let killed = killed || is_killed(members);
    members.iter().filter(|member| member.canceled || !killed).max_by_key(|member| member.rank)
}

/// Whether a member kills its family.
pub fn is_killed(members: &[Member]) -> bool {
    members.iter().any(|member| member.canceled)
}

/// All members of each family in which what is shown may have changed, by a hash of the id.
#[derive(Debug, Default)]
pub struct Families {
    members: HashMap<u64, Vec<Member>, FxBuildHasher>,
    /// Families that a dispatch of another one kills.
    killed: HashSet<u64, FxBuildHasher>,
}

impl Families {
    /// Notes that a dispatch of this id is in the index.
    pub fn add(&mut self, id: &str, member: Member) {
        let family = self.members.entry(id_hash(id)).or_default();
        if !family.contains(&member) {
            family.push(member);
        }
    }

    /// Notes that a canceled dispatch of another id is in the index that replaces this one.
    pub fn kill(&mut self, id: &str) {
        self.killed.insert(id_hash(id));
    }

    /// Puts what was learnt into the list of the dispatches that are not shown.
    pub fn settle(self, superseded: &mut Numbers) {
        for (id, family) in self.members {
            superseded.extend(family.iter().map(|member| member.rank.tie));
            if let Some(shown) = shown(&family, self.killed.contains(&id)) {
                superseded.remove(&shown.rank.tie);
            }
        }
    }
}

fn id_hash(id: &str) -> u64 {
    let hash = blake3::hash(id.as_bytes());
    u64::from_le_bytes(*hash.as_bytes().first_chunk().unwrap_or(&[0; 8]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usable(version: u64, updated: i64) -> Member {
        let rank = VersionRank { version, updated, tie: version * 10 + updated as u64 };
        Member { rank, canceled: false }
    }

    fn canceled(version: u64, updated: i64) -> Member {
        Member { canceled: true, ..usable(version, updated) }
    }

    #[test]
    fn one_member_is_shown_in_whatever_order_they_come() {
        let ties = |hidden: &[u64]| Numbers::from_iter(hidden.iter().copied());
        let cases = [
            (vec![usable(1, 5), usable(3, 0), usable(2, 9), usable(3, 2)], false, ties(&[15, 30, 29])),
            (vec![usable(1, 0), canceled(2, 0)], false, ties(&[10])),
            (vec![canceled(1, 0), usable(2, 0), usable(3, 0)], false, ties(&[20, 30])),
            (vec![canceled(1, 0), usable(2, 0), canceled(1, 4)], false, ties(&[10, 20])),
            (vec![usable(1, 0), usable(2, 0)], true, ties(&[10, 20])),
            (vec![usable(1, 0), canceled(2, 0)], true, ties(&[10])),
        ];
        for (members, killed, hidden) in cases {
            for turn in 0..members.len() {
                let mut order = members.clone();
                order.rotate_left(turn);
                let mut families = Families::default();
                order.iter().for_each(|member| families.add("urn:a", *member));
                if killed {
                    families.kill("urn:a");
                }
                families.kill("urn:b");
                // What was shown before may be hidden now, and the other way round.
                let mut superseded = ties(&[order[0].rank.tie]);
                families.settle(&mut superseded);
                assert_eq!(superseded, hidden, "{order:?}");
            }
        }
    }
}
