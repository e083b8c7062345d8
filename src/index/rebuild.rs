//! Making an index anew beside the old one, which can be searched until the new one is whole.

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::Index;
use tantivy::directory::MmapDirectory;

use super::lock::WriterLock;
use super::open::{OLD_SEGMENTS, segments_dir};
use super::side_files::{remove_other_generations, side_files};
use super::update::Home;
use super::{IndexError, Progress, Summary, Update};

/// Where in the index folder the new one grows.
const NEW: &str = "rebuild";

/// Reads all sources of an index, and those that `update` names, into a new index that takes the place of the old one.
///
/// The old index may be of another version of depeche, or damaged, as long as it still tells its sources. Until the new
/// one is whole nothing of the old one is touched.
pub fn rebuild(update: &Update<'_>, progress: &mut dyn Progress) -> Result<Summary, IndexError> {
    let index = update.index;
    fs::create_dir_all(index).map_err(IndexError::io(format!("cannot make the folder {}", index.display())))?;
    let _lock = WriterLock::take(index)?;
    put_back(index)?;
    let new = index.join(NEW);
    // What a killed rebuild left.
    let _ = fs::remove_dir_all(&new);
    fs::create_dir(&new).map_err(IndexError::io(format!("cannot make the folder {}", new.display())))?;
    let old = old_state(index);
    let mut sources: Vec<PathBuf> = old.sources.iter().map(PathBuf::from).collect();
    sources.extend(update.sources.iter().cloned());
    let annotate = update.annotate.or(old.annotated);
    let home = Home { folder: index, generation: highest_generation(index) };
    let columns = update.columns.clone().or_else(|| old.columns?.parse().ok());
    let outcome = Update { index: &new, sources: &sources, annotate, columns, ..*update }.run_in(home, progress);
    let moved = outcome.and_then(|summary| {
        let failed = IndexError::io(format!("cannot put the new index in place in {}", index.display()));
        move_in(index, &new, home.generation + 1).map_err(failed)?;
        Ok(summary)
    });
    let _ = fs::remove_dir_all(&new);
    moved
}

/// Mends an index whose rebuild was killed at the moment when the old one had made room and the new one had not moved in.
pub(super) fn put_back(index: &Path) -> Result<(), IndexError> {
    let segments = index.join("segments");
    if segments_dir(index) == segments {
        return Ok(());
    }
    fs::rename(segments_dir(index), &segments)
        .map_err(IndexError::io(format!("cannot put the index back in place in {}", index.display())))
}

/// The highest generation of which there is a manifest, whether or not it was ever committed.
fn highest_generation(index: &Path) -> u64 {
    let generation = |name: &str| -> Option<u64> { name.strip_prefix("files-")?.strip_suffix(".zst")?.parse().ok() };
    let entries = fs::read_dir(index).into_iter().flatten().flatten();
    entries.filter_map(|entry| generation(&entry.file_name().to_string_lossy())).max().unwrap_or(0)
}

/// What a new index takes over from the old one, whatever made that.
#[derive(Default, serde::Deserialize)]
struct OldState {
    #[serde(default)]
    sources: Vec<String>,
    annotated: Option<bool>,
    columns: Option<String>,
}

fn old_state(path: &Path) -> OldState {
    let payload = MmapDirectory::open(segments_dir(path))
        .ok()
        .and_then(|directory| Index::open(directory).ok())
        .and_then(|index| index.load_metas().ok())
        .and_then(|metas| metas.payload);
    payload.and_then(|payload| serde_json::from_str(&payload).ok()).unwrap_or_default()
}

/// Side files first: they carry a generation that the old index does not use, so that it stays whole beside them.
fn move_in(index: &Path, new: &Path, generation: u64) -> std::io::Result<()> {
    let (segments, old) = (index.join("segments"), index.join(OLD_SEGMENTS));
    let _ = fs::remove_dir_all(&old);
    for name in side_files(generation) {
        fs::rename(new.join(&name), index.join(&name))?;
    }
    if segments.exists() {
        fs::rename(&segments, &old)?;
    }
    fs::rename(new.join("segments"), &segments)?;
    remove_other_generations(index, generation);
    let _ = fs::remove_dir_all(&old);
    Ok(())
}
