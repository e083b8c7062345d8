//! Several versions of one dispatch: the newest is shown, the others are superseded.
//!
//! Which one is newest depends only on the dispatches themselves ([`VersionRank`]), so files may arrive in any order.
//! The superseded ones are not marked in their documents, which would have to be written anew each time a version
//! arrives, but listed beside the index by their [`super::document::Key::tie`].

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::IndexError;
use super::document::VersionRank;

/// The ties of the dispatches that a newer version hides.
pub type Superseded = HashSet<u64, rustc_hash::FxBuildHasher>;

/// The file name of the list of a generation.
pub fn file_name(generation: u64) -> String {
    format!("superseded-{generation}")
}

/// Reads the list of a generation: little-endian numbers of eight bytes.
pub fn read(dir: &Path, generation: u64) -> std::io::Result<Superseded> {
    if generation == 0 {
        return Ok(Superseded::default());
    }
    let bytes = std::fs::read(dir.join(file_name(generation)))?;
    let (ties, rest) = bytes.as_chunks::<8>();
    if !rest.is_empty() {
        return Err(std::io::Error::new(
            std::io::ErrorKind::InvalidData,
            "the list of superseded dispatches is cut short",
        ));
    }
    Ok(ties.iter().map(|tie| u64::from_le_bytes(*tie)).collect())
}

/// Writes the list of a generation, sorted.
pub fn write(dir: &Path, generation: u64, superseded: &Superseded) -> Result<(), IndexError> {
    let path = dir.join(file_name(generation));
    let mut ties: Vec<u64> = superseded.iter().copied().collect();
    ties.sort_unstable();
    let bytes: Vec<u8> = ties.into_iter().flat_map(u64::to_le_bytes).collect();
    let failed = |error: std::io::Error| IndexError::Write(format!("{}: {error}", path.display()));
    std::fs::write(&path, bytes).map_err(failed)?;
    std::fs::File::open(&path).and_then(|file| file.sync_all()).map_err(failed)
}

/// All versions of each dispatch whose versions may have changed, by a hash of the id.
#[derive(Debug, Default)]
pub struct Families {
    members: HashMap<u64, Vec<VersionRank>, rustc_hash::FxBuildHasher>,
}

impl Families {
    /// Notes that a dispatch of this id is in the index.
    pub fn add(&mut self, id: &str, rank: VersionRank) {
        let family = self.members.entry(id_hash(id)).or_default();
        if !family.contains(&rank) {
            family.push(rank);
        }
    }

    /// Puts what was learnt into the list: in each family the greatest is shown and the others are not.
    pub fn settle(self, superseded: &mut Superseded) {
        for mut family in self.members.into_values() {
            family.sort_unstable();
            if let Some(newest) = family.pop() {
                superseded.remove(&newest.tie);
            }
            superseded.extend(family.iter().map(|older| older.tie));
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

    fn rank(version: u64, updated: i64) -> VersionRank {
        VersionRank { version, updated, tie: version * 10 + updated as u64 }
    }

    #[test]
    fn the_newest_version_is_shown_in_whatever_order_they_come() {
        let ranks = [rank(1, 5), rank(3, 0), rank(2, 9), rank(3, 2)];
        for turn in 0..ranks.len() {
            let mut order = ranks;
            order.rotate_left(turn);
            let mut families = Families::default();
            order.iter().for_each(|rank| families.add("urn:a", *rank));
            // What was shown before may be hidden now, and the other way round.
            let mut superseded = Superseded::from_iter([32]);
            families.settle(&mut superseded);
            assert_eq!(superseded, Superseded::from_iter([15, 30, 29]));
        }
    }

    #[test]
    fn the_list_comes_back_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let list = Superseded::from_iter([u64::MAX, 0, 7]);
        write(dir.path(), 2, &list).unwrap();
        assert_eq!(read(dir.path(), 2).unwrap(), list);
    }
}
