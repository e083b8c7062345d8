//! What an update has to do: the files on disk compared with the manifest.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::IndexError;
use super::document::Key;
use super::manifest::FileEntry;
use crate::paths;
use crate::source::{self, Found};

/// A file to be read.
#[derive(Clone, Debug)]
pub struct Job {
    pub found: Found,
    /// The file as the manifest knows it.
    pub previous: Option<FileEntry>,
}

/// The work of one update.
#[derive(Debug, Default)]
pub struct Plan {
    /// Entries that stay as they are.
    pub kept: Vec<FileEntry>,
    /// Files that are new or changed, in the order of their paths.
    pub jobs: Vec<Job>,
    /// Entries whose files are no longer there.
    pub gone: Vec<FileEntry>,
    /// Files and folders that could not be looked at: path and reason.
    pub faults: Vec<(String, String)>,
    /// What was passed over without being opened: path and reason.
    pub passed_over: Vec<(String, String)>,
    /// Files found.
    pub files: u64,
    /// The map of columns that tables are read with.
    pub columns: String,
    /// The paths of the sources that were looked through.
    sources: Vec<String>,
}

/// Looks through `sources` and compares what is there with `manifest`.
///
/// Entries outside `sources` are kept, and so are those in folders that cannot be read: what cannot be seen is not gone.
/// `index` is the folder of the index itself, which is no source. With `retry`, files that gave nothing are read again, and
/// in any case tables that were read with another map of `columns`.
pub fn compare(manifest: Vec<FileEntry>, sources: &[PathBuf], index: &Path, retry: bool, columns: String) -> Plan {
    let mut plan = Plan { sources: texts(sources), columns, ..Plan::default() };
    let mut known: HashMap<String, FileEntry> = manifest.into_iter().map(|entry| (entry.path.clone(), entry)).collect();
    for source in sources {
        for step in source::walk(source) {
            match step {
                Ok(found) if found.path.starts_with(index) => {}
                Ok(found) => {
                    plan.files += 1;
                    plan.place(found, &mut known, retry);
                }
                Err(fault) if fault.is_skip() => {
                    plan.passed_over.push((paths::to_text(fault.path()), fault.to_string()))
                }
                Err(fault) => plan.faults.push((paths::to_text(fault.path()), fault.to_string())),
            }
        }
    }
    for entry in known.into_values() {
        let unseen = plan.faults.iter().any(|(fault, _)| is_under(&entry.path, fault));
        if !unseen && plan.sources.iter().any(|source| is_under(&entry.path, source)) {
            plan.gone.push(entry);
        } else {
            plan.kept.push(entry);
        }
    }
    plan.read_heirs();
    plan.jobs.sort_by(|a, b| a.found.path.cmp(&b.found.path));
    plan
}

impl Plan {
    fn place(&mut self, found: Found, known: &mut HashMap<String, FileEntry>, retry: bool) {
        match known.remove(&paths::to_text(&found.path)) {
            Some(entry) if retry && entry.dispatches.is_empty() || !entry.is_read_alike(&self.columns) => {
                // Without a hash to agree with, the file is read though it is the same.
                self.jobs.push(Job { found, previous: Some(FileEntry { hash: String::new(), ..entry }) });
            }
            Some(entry) if entry.is_current(found.bytes, found.modified) => self.kept.push(entry),
            previous => self.jobs.push(Job { found, previous }),
        }
    }

    /// Takes the entries under `sources` out of the index.
    pub fn forget(&mut self, sources: &[PathBuf]) {
        let sources = texts(sources);
        let is_forgotten = |entry: &FileEntry| sources.iter().any(|source| is_under(&entry.path, source));
        let (forgotten, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut self.kept).into_iter().partition(is_forgotten);
        self.kept = kept;
        self.gone.extend(forgotten);
        self.read_heirs();
    }

    /// Has files read again that hold a copy of a dispatch whose source is gone or changed: they may be its source now.
    fn read_heirs(&mut self) {
        let orphans: HashSet<Key> = self.lost().collect();
        if orphans.is_empty() {
            return;
        }
        let (heirs, kept) = std::mem::take(&mut self.kept)
            .into_iter()
            .partition(|entry| entry.copies.iter().any(|copy| orphans.contains(copy)));
        self.kept = kept;
        for entry in heirs as Vec<FileEntry> {
            // Without a size to agree with, the file is read whatever it is now.
            let found = Found { path: paths::from_text(&entry.path), bytes: entry.bytes, modified: entry.modified };
            self.jobs.push(Job { found, previous: Some(FileEntry { hash: String::new(), ..entry }) });
        }
    }

    /// The dispatches whose source file is gone or to be read again.
    pub fn lost(&self) -> impl Iterator<Item = Key> + '_ {
        let changed = self.jobs.iter().filter_map(|job| job.previous.as_ref());
        self.gone.iter().chain(changed).flat_map(|entry| entry.dispatches.iter().copied())
    }

    /// The entries that stay as they are and lie in the sources that were looked through.
    pub fn kept_here(&self) -> impl Iterator<Item = &FileEntry> {
        let here = |entry: &&FileEntry| self.sources.iter().any(|source| is_under(&entry.path, source));
        self.kept.iter().filter(here)
    }

    /// Whether there is nothing to do.
    pub fn is_idle(&self) -> bool {
        self.jobs.is_empty() && self.gone.is_empty()
    }
}

fn texts(sources: &[PathBuf]) -> Vec<String> {
    sources.iter().map(|source| paths::to_text(source)).collect()
}

/// Whether `path` is `folder` or lies in it.
fn is_under(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || folder.ends_with('/'))
}

/// The absolute paths of `sources`, each once, without those that lie in another.
///
/// # Errors
/// [`IndexError::Source`] for one that is not there.
pub fn resolve(sources: &[PathBuf]) -> Result<Vec<PathBuf>, IndexError> {
    let mut resolved = Vec::new();
    for path in sources {
        let absolute = path
            .canonicalize()
            .map_err(|error| IndexError::Source { path: path.clone(), reason: error.to_string() })?;
        resolved.push(absolute);
    }
    Ok(outermost(resolved))
}

/// Sorted, each once, without paths that lie in another.
pub fn outermost(mut paths: Vec<PathBuf>) -> Vec<PathBuf> {
    paths.sort();
    let mut kept: Vec<PathBuf> = Vec::new();
    for path in paths {
        if !kept.iter().any(|outer| path.starts_with(outer)) {
            kept.push(path);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_inside_another_is_not_followed_twice() {
        let paths = ["/b/c", "/a", "/b", "/a", "/bc"].map(PathBuf::from).to_vec();
        assert_eq!(outermost(paths), ["/a", "/b", "/bc"].map(PathBuf::from));
    }

    #[test]
    fn a_folder_is_not_mistaken_for_one_whose_name_begins_alike() {
        assert!(is_under("/a/b", "/a"));
        assert!(is_under("/a", "/a"));
        assert!(!is_under("/ab", "/a"));
        assert!(is_under("/a", "/"));
    }

    #[test]
    fn files_of_an_unreadable_source_are_kept() {
        let entry = |path: &str| FileEntry {
            path: path.into(),
            bytes: 0,
            modified: 0,
            hash: String::new(),
            dispatches: vec![],
            copies: vec![],
            skipped: vec![],
            broken: vec![],
            fault: None,
            columns: None,
            unsettled: false,
        };
        let missing = PathBuf::from("/no-such-folder-of-depeche");
        let manifest = vec![entry("/elsewhere/x"), entry("/no-such-folder-of-depeche/y")];
        let plan = compare(manifest, &[missing], Path::new("/index"), false, String::new());
        assert_eq!((plan.gone.len(), plan.kept.len(), plan.faults.len()), (0, 2, 1));
    }
}
