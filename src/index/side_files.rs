//! The files beside tantivy's folder: each generation has its own, and only those of the committed one count.

use std::path::Path;

use super::manifest;
use super::numbers::List;

/// The names of the files that lie beside the segments in a generation.
pub fn side_files(generation: u64) -> Vec<String> {
    let lists = List::ALL.map(|list| list.file_name(generation));
    std::iter::once(manifest::file_name(generation)).chain(lists).collect()
}

/// Removes side files of other generations, old ones and those of runs that were killed. One that cannot be removed
/// harms nobody and is tried again after the next commit.
pub fn remove_other_generations(path: &Path, generation: u64) {
    let current = side_files(generation);
    let prefixes = List::ALL.map(List::prefix);
    let is_side_file = |name: &str| name.starts_with(manifest::PREFIX) || prefixes.iter().any(|p| name.starts_with(p));
    let Ok(listing) = std::fs::read_dir(path) else { return };
    for entry in listing.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_side_file(&name) && !current.contains(&name) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
