//! Opening an index to search it.

use std::io;
use std::path::{Path, PathBuf};

#[cfg(not(unix))]
pub(super) use tantivy::directory::MmapDirectory as ReadStore;
use tantivy::directory::error::{LockError, OpenReadError};
use tantivy::{DocAddress, Index, Searcher, TantivyError};

use super::IndexError;
use super::fields::{Fields, register_tokenizers};
use super::lookup::Lookup;
use super::numbers::{Lists, Numbers};
#[cfg(unix)]
pub(super) use super::read_store::ReadStore;
use super::record::{Depth, Record};
use super::state::State;
use super::stores::{self, Stores};
use crate::dispatch::Dispatch;

/// What [`segments_dir`] is called while its successor takes its place.
pub(super) const OLD_SEGMENTS: &str = "segments.old";

/// A committed state of an index, held steady: a writer that goes on meanwhile does not change it.
pub struct OpenIndex {
    pub path: PathBuf,
    pub state: State,
    pub fields: Fields,
    pub searcher: Searcher,
    stores: Stores,
    /// The ties of the dispatches that are hidden behind a newer version or a kill.
    pub superseded: Numbers,
    /// The [`twins::key`](super::twins::key)s of the texts that several dispatches have.
    pub twins: Numbers,
}

impl OpenIndex {
    /// Opens the index in `path` at its last commit.
    pub fn open(path: &Path) -> Result<Self, IndexError> {
        // Between reading the commit and its side files a writer may commit again and take them away: then look anew.
        let mut attempts = 0;
        loop {
            attempts += 1;
            let (index, state) = open_tantivy(path)?;
            match Lists::read(path, state.generation) {
                Ok(Lists { superseded, twins }) => {
                    let builder = index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual);
                    let reader = builder.try_into().map_err(|error| unopened(path, error))?;
                    let committed = read_state(&index, path)?;
                    if committed.generation == state.generation || attempts > 5 {
                        let (_, fields) = Fields::schema();
                        let searcher = reader.searcher();
                        return Ok(OpenIndex {
                            path: path.to_owned(),
                            state,
                            fields,
                            stores: Stores::of(&searcher),
                            searcher,
                            superseded,
                            twins,
                        });
                    }
                }
                Err(error) if attempts > 5 => {
                    return Err(IndexError::Damaged { path: path.to_owned(), what: error.to_string() });
                }
                Err(_) => std::thread::sleep(std::time::Duration::from_millis(20)),
            }
        }
    }

    /// Dispatches by what links them.
    pub fn lookup(&self) -> Lookup {
        Lookup::new(self.searcher.clone(), self.fields)
    }

    /// The dispatch of a document, as far as `depth` says.
    pub fn dispatch(&self, address: DocAddress, depth: Depth) -> Result<Dispatch, IndexError> {
        self.record(address, |record| record.read(depth))
    }

    /// What `read` makes of the stored record of a document.
    ///
    /// # Errors
    /// When the record was damaged on disk.
    pub fn record<T>(
        &self,
        address: DocAddress,
        read: impl FnOnce(Record<'_>) -> io::Result<T>,
    ) -> Result<T, IndexError> {
        let document = self.stores.document(&self.searcher, address)?;
        stores::record(&document, &self.fields)
            .and_then(read)
            .map_err(|error| IndexError::Damaged { path: self.path.clone(), what: format!("a stored record: {error}") })
    }
}

/// The folder of tantivy's files in an index: while a rebuilt index moves in, the old one that makes room for it.
pub fn segments_dir(path: &Path) -> PathBuf {
    let (current, old) = (path.join("segments"), path.join(OLD_SEGMENTS));
    if !current.exists() && old.exists() { old } else { current }
}

/// Whether there are files in a folder besides those hidden ones that tantivy makes before its first commit.
fn holds_files(folder: &Path) -> bool {
    let visible = |entry: std::fs::DirEntry| !entry.file_name().as_encoded_bytes().starts_with(b".");
    std::fs::read_dir(folder).is_ok_and(|entries| entries.flatten().any(visible))
}

/// Opens tantivy's part of an index and checks that this program can use it.
pub fn open_tantivy(path: &Path) -> Result<(Index, State), IndexError> {
    let segments = segments_dir(path);
    let meta = segments.join("meta.json");
    if let Err(error) = std::fs::metadata(&meta)
        && error.kind() != std::io::ErrorKind::NotFound
        && error.kind() != std::io::ErrorKind::NotADirectory
    {
        return Err(IndexError::Io(format!("cannot open {}", meta.display()), error));
    }
    if !meta.is_file() {
        return Err(if holds_files(&segments) {
            IndexError::Foreign(path.to_owned())
        } else {
            IndexError::Missing(path.to_owned())
        });
    }
    let directory = ReadStore::open(&segments).map_err(|error| damaged(path, &error))?;
    let index = Index::open(directory).map_err(|error| unopened(path, error))?;
    let state = read_state(&index, path)?;
    if let Some(why) = state.mismatch() {
        return Err(IndexError::Mismatch { path: path.to_owned(), made_by: state.tool, why });
    }
    let (schema, _) = Fields::schema();
    if index.schema() != schema {
        let why = "its fields are others".to_owned();
        return Err(IndexError::Mismatch { path: path.to_owned(), made_by: state.tool, why });
    }
    register_tokenizers(&index);
    Ok((index, state))
}

/// An index that cannot be opened: one whose files may not be read is not damaged.
fn unopened(path: &Path, error: TantivyError) -> IndexError {
    let io = match &error {
        TantivyError::IoError(io)
        | TantivyError::OpenReadError(OpenReadError::IoError { io_error: io, .. })
        | TantivyError::LockFailure(LockError::IoError(io), _) => io,
        _ => return damaged(path, &error),
    };
    match io.kind() {
        io::ErrorKind::PermissionDenied => {
            IndexError::Io(format!("cannot read the index in {}", path.display()), io::Error::from(io.kind()))
        }
        _ => damaged(path, &error),
    }
}

/// An index whose files tantivy cannot make sense of. Its messages nest the same words in each other: the innermost
/// says it all.
pub fn damaged(path: &Path, error: &dyn std::error::Error) -> IndexError {
    IndexError::Damaged { path: path.to_owned(), what: root_cause(error) }
}

/// The message of the innermost cause.
pub fn root_cause(error: &dyn std::error::Error) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}

/// The state in the payload of the last commit; an index that was never committed is empty.
fn read_state(index: &Index, path: &Path) -> Result<State, IndexError> {
    match index.load_metas().map_err(|error| unopened(path, error))?.payload {
        None => Ok(State::empty()),
        Some(payload) => serde_json::from_str(&payload).map_err(|error| IndexError::Damaged {
            path: path.to_owned(),
            what: format!("its description of itself: {error}"),
        }),
    }
}
