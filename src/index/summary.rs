//! What an update of the index did.

use std::collections::BTreeMap;
use std::time::Duration;

use super::manifest::FileEntry;

/// Counts of one update.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Files found under the sources.
    pub files: u64,
    /// Files read that were not known before.
    pub new: u64,
    /// Files read again because they had changed.
    pub changed: u64,
    /// Files that are no longer there.
    pub gone: u64,
    /// Files that only have another name now.
    pub renamed: u64,
    /// Dispatches written to the index.
    pub added: u64,
    /// Dispatches taken from the index.
    pub removed: u64,
    /// Dispatches in the index afterwards, older versions among them.
    pub dispatches: u64,
    /// Bytes read.
    pub bytes: u64,
    pub elapsed: Duration,
    /// How many files, or parts of files, gave nothing, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// Files, parts of files, and folders that could not be read: path and reason, by path.
    pub faults: Vec<(String, String)>,
    /// Warnings on dispatches that were kept.
    pub warnings: u64,
    /// Whether anything was committed.
    pub committed: bool,
}

impl Summary {
    /// Counts a file, or the parts of it, that gave no dispatch.
    pub fn count_what_gave_nothing(&mut self, entry: &FileEntry) {
        for reason in &entry.skipped {
            *self.skipped.entry(reason.clone()).or_default() += 1;
        }
        self.faults.extend(entry.broken.iter().map(|broken| (entry.path.clone(), broken.clone())));
        if let Some(fault) = &entry.fault {
            self.faults.push((entry.path.clone(), fault.clone()));
        }
    }

    /// Bytes read in a second, in units of 10⁶.
    pub fn megabytes_per_second(&self) -> f64 {
        self.bytes as f64 / 1e6 / self.elapsed.as_secs_f64().max(1e-6)
    }
}
