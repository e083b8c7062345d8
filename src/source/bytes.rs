//! Reading a file's bytes while somebody may be writing it.

use std::fs::{self, File};
use std::io::{self, Read, Seek};
use std::path::Path;

use super::fault::Fault;
use super::walk;

/// What the file system says of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    /// Length in bytes.
    pub bytes: u64,
    /// Modification time in nanoseconds since 1970.
    pub modified: i64,
}

/// A whole file.
#[derive(Debug)]
pub struct Whole {
    pub bytes: Vec<u8>,
    pub stat: Stat,
    /// Whether the file stood still while it was read.
    pub settled: bool,
}

/// Opens a regular file. Anything else is refused before it is opened, since opening a pipe may block for ever.
///
/// # Errors
/// [`Fault::Vanished`] or [`Fault::Unreadable`].
pub fn open(path: &Path) -> Result<(File, Stat), Fault> {
    if !fs::metadata(path)?.is_file() {
        return Err(Fault::Unreadable(io::Error::other("not a regular file")));
    }
    let file = File::open(path)?;
    let stat = stat(&file)?;
    Ok((file, stat))
}

/// The state of an open file.
///
/// # Errors
/// The system's own.
pub fn stat(file: &File) -> io::Result<Stat> {
    let meta = file.metadata()?;
    Ok(Stat { bytes: meta.len(), modified: walk::modified(&meta) })
}

/// At most `length` bytes from the start of the file, which is then wound back.
///
/// # Errors
/// The system's own.
pub fn head(file: &mut File, length: u64) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    file.take(length).read_to_end(&mut head)?;
    file.rewind()?;
    Ok(head)
}

/// Reads a file of at most `limit` bytes, just opened; once more from its `path` if it changed meanwhile.
///
/// # Errors
/// [`Fault::TooLarge`] when it has grown beyond `limit`, else as [`open`].
pub fn whole(path: &Path, opened: (File, Stat), limit: u64) -> Result<Whole, Fault> {
    let mut opened = Some(opened);
    settle(|| {
        let (file, before) = opened.take().map_or_else(|| open(path), Ok)?;
        let mut bytes = Vec::with_capacity(usize::try_from(before.bytes.min(limit)).unwrap_or(0));
        (&file).take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > limit {
            return Err(Fault::TooLarge { bytes: stat(&file)?.bytes, limit });
        }
        Ok(attempt(bytes, before, stat(&file)?))
    })
}

fn attempt(bytes: Vec<u8>, before: Stat, after: Stat) -> Whole {
    let settled = before == after && after.bytes == bytes.len() as u64;
    Whole { bytes, stat: after, settled }
}

/// The first attempt if the file stood still, else the second, whatever it is.
fn settle(mut read: impl FnMut() -> Result<Whole, Fault>) -> Result<Whole, Fault> {
    match read()? {
        whole if whole.settled => Ok(whole),
        _ => read(),
    }
}

/// The BLAKE3 of the rest of a file in hexadecimal; the file is then wound back.
///
/// # Errors
/// The system's own.
pub fn hash(file: &mut File) -> io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(&mut *file)?;
    file.rewind()?;
    Ok(hasher.finalize().to_hex().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(bytes: u64) -> Stat {
        Stat { bytes, modified: 7 }
    }

    #[test]
    fn a_file_that_moves_is_read_twice_and_no_more() {
        let attempts = |stats: &[(u64, u64)]| {
            let mut left = stats.iter();
            let whole = settle(|| {
                let &(before, after) = left.next().expect("one attempt too many");
                Ok(attempt(vec![b'x'; 3], at(before), at(after)))
            });
            (whole.unwrap().settled, left.len())
        };
        assert_eq!(attempts(&[(3, 3), (3, 3)]), (true, 1));
        assert_eq!(attempts(&[(2, 3), (3, 3)]), (true, 0));
        assert_eq!(attempts(&[(3, 3 + 1), (3, 4)]), (false, 0));
        assert_eq!(attempts(&[(9, 9), (9, 9)]), (false, 0));
    }

    #[test]
    fn what_is_no_regular_file_is_a_fault() {
        let dir = tempfile::tempdir().unwrap();
        assert!(matches!(open(dir.path()), Err(Fault::Unreadable(_))));
        assert!(matches!(open(&dir.path().join("absent")), Err(Fault::Vanished)));
    }

    #[test]
    fn a_file_above_the_limit_is_not_read_whole() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("long.txt");
        fs::write(&path, "x".repeat(11)).unwrap();
        assert!(matches!(whole(&path, open(&path).unwrap(), 10), Err(Fault::TooLarge { bytes: 11, limit: 10 })));
        assert!(whole(&path, open(&path).unwrap(), 11).unwrap().settled);
    }
}
