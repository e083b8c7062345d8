//! Which files there are under a folder.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use thiserror::Error;
use walkdir::{DirEntry, WalkDir};

/// A regular file of the walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub path: PathBuf,
    /// Length in bytes.
    pub bytes: u64,
    /// Modification time, in nanoseconds since 1970; 0 where the system has none.
    pub modified: i64,
}

/// A place of the walk that gave no file. The walk goes on after it. The messages leave the path to the caller.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WalkFault {
    /// A folder that cannot be listed, or an entry that cannot be looked at.
    #[error("cannot be read: {reason}")]
    Unreadable { path: PathBuf, reason: String },
    /// A symbolic link to a folder that holds it; following it would never end.
    #[error("a link back to a folder it lies in, not followed")]
    Loop { path: PathBuf, target: PathBuf },
    /// A pipe, socket or device; opening one could block for ever.
    #[error("neither a file nor a folder, passed over")]
    NotRegular { path: PathBuf },
}

impl WalkFault {
    /// The place that it is about.
    pub fn path(&self) -> &Path {
        match self {
            WalkFault::Unreadable { path, .. } | WalkFault::Loop { path, .. } | WalkFault::NotRegular { path } => path,
        }
    }

    /// Whether it was passed over by design, so that nothing may have been lost.
    pub fn is_skip(&self) -> bool {
        !matches!(self, WalkFault::Unreadable { .. })
    }
}

/// The regular files at and below `root`, in the order of their names, folder by folder.
///
/// Symbolic links are followed. Hidden entries (`.git`, `.DS_Store`) are passed over silently, unless one is the root.
pub fn walk(root: &Path) -> impl Iterator<Item = Result<Found, WalkFault>> + use<> {
    let root = root.to_path_buf();
    WalkDir::new(&root)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry))
        .filter_map(move |entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) => Some(found(entry, &root)),
            Err(error) => Some(Err(fault(&error, &root))),
        })
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn found(entry: DirEntry, root: &Path) -> Result<Found, WalkFault> {
    if !entry.file_type().is_file() {
        return Err(WalkFault::NotRegular { path: entry.into_path() });
    }
    let meta = entry.metadata().map_err(|error| fault(&error, root))?;
    Ok(Found { bytes: meta.len(), modified: modified(&meta), path: entry.into_path() })
}

fn fault(error: &walkdir::Error, root: &Path) -> WalkFault {
    let path = error.path().unwrap_or(root).to_path_buf();
    match error.loop_ancestor() {
        Some(target) => WalkFault::Loop { target: target.to_path_buf(), path },
        None => WalkFault::Unreadable { path, reason: reason(error) },
    }
}

fn reason(error: &walkdir::Error) -> String {
    error.io_error().map_or_else(|| error.to_string(), ToString::to_string)
}

/// Modification time in nanoseconds since 1970; 0 where there is none or it lies outside 1677–2262.
pub(super) fn modified(meta: &Metadata) -> i64 {
    let Ok(time) = meta.modified() else { return 0 };
    let nanoseconds = match time.duration_since(UNIX_EPOCH) {
        Ok(after) => i64::try_from(after.as_nanos()),
        Err(before) => i64::try_from(before.duration().as_nanos()).map(|n| -n),
    };
    nanoseconds.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::paths::to_text;

    fn names(root: &Path) -> Vec<String> {
        let below = |found: Found| to_text(found.path.strip_prefix(root).unwrap());
        walk(root).filter_map(Result::ok).map(below).collect()
    }

    fn faults(root: &Path) -> Vec<WalkFault> {
        walk(root).filter_map(Result::err).collect()
    }

    #[test]
    fn files_come_in_the_order_of_their_names_without_hidden_ones() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        for folder in ["b", ".git", "a/ç"] {
            fs::create_dir_all(root.join(folder)).unwrap();
        }
        for file in ["b/2.txt", "b/10.txt", "a/ç/été.txt", ".DS_Store", ".git/config", "z.json", "a/1.txt"] {
            fs::write(root.join(file), file).unwrap();
        }
        assert_eq!(names(root), ["a/1.txt", "a/ç/été.txt", "b/10.txt", "b/2.txt", "z.json"]);
        let first = walk(root).next().unwrap().unwrap();
        assert_eq!((first.bytes, first.modified > 1_600_000_000_000_000_000), (7, true));
    }

    #[test]
    fn a_file_is_a_root_of_its_own_even_when_hidden() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join(".depeche.txt");
        fs::write(&file, "x").unwrap();
        assert_eq!(walk(&file).filter_map(Result::ok).count(), 1);
    }

    #[test]
    fn a_root_that_is_not_there_is_a_fault() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("absent");
        assert!(matches!(&faults(&root)[..], [fault @ WalkFault::Unreadable { .. }] if fault.path() == root));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_but_never_in_a_circle() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::create_dir(root.join("a")).unwrap();
        fs::write(root.join("a/1.txt"), "x").unwrap();
        symlink(root, root.join("a/up")).unwrap();
        symlink(root.join("a/1.txt"), root.join("link.txt")).unwrap();
        symlink(root.join("gone"), root.join("dangling.txt")).unwrap();
        assert_eq!(names(root), ["a/1.txt", "link.txt"]);
        let faults = faults(root);
        assert!(matches!(&faults[0], WalkFault::Loop { path, .. } if path == &root.join("a/up")), "{faults:?}");
        assert!(faults[0].is_skip());
        assert!(matches!(&faults[1], WalkFault::Unreadable { path, .. } if path == &root.join("dangling.txt")));
    }

    #[cfg(unix)]
    #[test]
    fn a_socket_is_named_and_never_opened() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&path).unwrap();
        assert_eq!(faults(dir.path()), [WalkFault::NotRegular { path }]);
    }
}
