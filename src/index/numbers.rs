//! Sets of numbers that lie beside the index, one set a file and generation.
//!
//! | file | its numbers |
//! |---|---|
//! | `superseded-N` | the ties of the dispatches that are not shown ([`super::versions`]) |
//! | `twins-N` | the texts that several dispatches have ([`super::twins`]) |

use std::collections::HashSet;
use std::fs::File;
use std::io::{Error, ErrorKind, Result};
use std::path::Path;

/// A set of numbers that are hashes already.
pub type Numbers = HashSet<u64, rustc_hash::FxBuildHasher>;

/// A set that is kept beside the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    Superseded,
    Twins,
}

impl List {
    /// Every list.
    pub const ALL: [List; 2] = [List::Superseded, List::Twins];

    /// What the files of all generations begin with.
    pub fn prefix(self) -> &'static str {
        match self {
            List::Superseded => "superseded-",
            List::Twins => "twins-",
        }
    }

    /// The file name of the list of a generation.
    pub fn file_name(self, generation: u64) -> String {
        format!("{}{generation}", self.prefix())
    }

    /// Reads the list of a generation: little-endian numbers of eight bytes. Generation 0 has none and is empty.
    pub fn read(self, dir: &Path, generation: u64) -> Result<Numbers> {
        if generation == 0 {
            return Ok(Numbers::default());
        }
        let name = self.file_name(generation);
        let told = |error: Error| Error::new(error.kind(), format!("{name}: {error}"));
        let bytes = std::fs::read(dir.join(&name)).map_err(told)?;
        let (numbers, rest) = bytes.as_chunks::<8>();
        if !rest.is_empty() {
            return Err(told(Error::new(ErrorKind::InvalidData, "the list is cut short")));
        }
        Ok(numbers.iter().map(|number| u64::from_le_bytes(*number)).collect())
    }

    /// Writes the list of a generation to disk, for good, sorted.
    pub fn write(self, dir: &Path, generation: u64, numbers: &Numbers) -> Result<()> {
        let path = dir.join(self.file_name(generation));
        let mut sorted: Vec<u64> = numbers.iter().copied().collect();
        sorted.sort_unstable();
        let bytes: Vec<u8> = sorted.into_iter().flat_map(u64::to_le_bytes).collect();
        let told = |error: Error| Error::new(error.kind(), format!("{}: {error}", path.display()));
        std::fs::write(&path, bytes).and_then(|()| File::open(&path)?.sync_all()).map_err(told)
    }
}

/// The lists of one generation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    pub superseded: Numbers,
    pub twins: Numbers,
}

impl Lists {
    /// Reads the lists of a generation.
    pub fn read(dir: &Path, generation: u64) -> Result<Self> {
        let read = |list: List| list.read(dir, generation);
        Ok(Lists { superseded: read(List::Superseded)?, twins: read(List::Twins)? })
    }

    /// Writes the lists of a generation.
    pub fn write(&self, dir: &Path, generation: u64) -> Result<()> {
        List::Superseded.write(dir, generation, &self.superseded)?;
        List::Twins.write(dir, generation, &self.twins)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_comes_back_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let numbers = Numbers::from_iter([u64::MAX, 0, 7]);
        for list in List::ALL {
            list.write(dir.path(), 2, &numbers).unwrap();
            assert_eq!(list.read(dir.path(), 2).unwrap(), numbers);
            assert_eq!(list.read(dir.path(), 0).unwrap(), Numbers::default());
        }
    }

    #[test]
    fn a_cut_list_is_an_error_that_names_it() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("twins-4"), [1, 2, 3]).unwrap();
        assert_eq!(List::Twins.read(dir.path(), 4).unwrap_err().to_string(), "twins-4: the list is cut short");
        assert!(List::Superseded.read(dir.path(), 4).is_err());
    }
}
