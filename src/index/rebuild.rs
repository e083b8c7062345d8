//! Making an index anew beside the old one, which can be searched until the new one is whole.

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::Index;
use tantivy::directory::MmapDirectory;

use super::lock::WriterLock;
use super::open::segments_dir;
use super::state::State;
use super::{IndexError, Progress, Summary, Update, manifest, versions};

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
    let new = index.join(NEW);
    // What a killed rebuild left.
    let _ = fs::remove_dir_all(&new);
    let mut sources: Vec<PathBuf> = known_sources(index).iter().map(PathBuf::from).collect();
    sources.extend(update.sources.iter().cloned());
    let summary = Update { index: &new, sources: &sources, ..*update }.run(progress)?;
    swap(index, &new).map_err(IndexError::io(format!("cannot put the new index in place in {}", index.display())))?;
    Ok(summary)
}

/// The sources of the index as it stands, whatever made it.
fn known_sources(path: &Path) -> Vec<String> {
    let payload = MmapDirectory::open(segments_dir(path))
        .ok()
        .and_then(|directory| Index::open(directory).ok())
        .and_then(|index| index.load_metas().ok())
        .and_then(|metas| metas.payload);
    #[derive(serde::Deserialize)]
    struct Sources {
        sources: Vec<String>,
    }
    payload
        .and_then(|payload| serde_json::from_str::<Sources>(&payload).ok())
        .map(|state| state.sources)
        .unwrap_or_default()
}

/// Side files first: they carry generation 1, which the old index has long left, or which it is and then they are
/// replaced together with it.
fn swap(index: &Path, new: &Path) -> std::io::Result<()> {
    let old = index.join("segments.old");
    let _ = fs::remove_dir_all(&old);
    let generation = State::empty().generation + 1;
    for name in [manifest::file_name(generation), versions::file_name(generation)] {
        fs::rename(new.join(&name), index.join(&name))?;
    }
    if segments_dir(index).exists() {
        fs::rename(segments_dir(index), &old)?;
    }
    fs::rename(segments_dir(new), segments_dir(index))?;
    let _ = fs::remove_dir_all(&old);
    fs::remove_dir_all(new)
}
