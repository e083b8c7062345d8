//! What can be wrong with an index, told to the person who uses it.

use std::path::PathBuf;

/// An index that cannot be opened, read or written.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    #[error("there is no index in {}\n  make one with: depeche index DIR --index {}", .0.display(), .0.display())]
    Missing(PathBuf),
    #[error("{} holds files that are no index of depeche\n  choose another folder with --index", .0.display())]
    Foreign(PathBuf),
    #[error(
        "the index in {} was made by depeche {made_by} and this is depeche {}: {why}\n  make it anew with: \
         depeche index --rebuild --index {}", .path.display(), env!("CARGO_PKG_VERSION"), .path.display()
    )]
    Mismatch { path: PathBuf, made_by: String, why: String },
    #[error("the index in {} is being written by {holder}\n  wait until that is done; searches go on meanwhile", .path.display())]
    Locked { path: PathBuf, holder: String },
    #[error("{0}")]
    Io(String, #[source] std::io::Error),
    #[error("source {} cannot be read: {reason}\n  the index keeps what it holds of it; drop it for good with: depeche index --forget {}", .path.display(), .path.display())]
    Source { path: PathBuf, reason: String },
    #[error("the index in {} is damaged: {what}\n  make it anew with: depeche index --rebuild --index {}", .path.display(), .path.display())]
    Damaged { path: PathBuf, what: String },
    #[error("{} is no source of this index\n  its sources: {sources}", .path.display())]
    UnknownSource { path: PathBuf, sources: String },
    #[error(
        "the index in {} was made {} annotation of people, places and topics, and keeps to it\n  \
         make it anew with: depeche index --rebuild {} --index {}", .path.display(),
        if *.annotated { "with" } else { "without" }, if *.annotated { "--no-annotate" } else { "--annotate" },
        .path.display()
    )]
    Annotation { path: PathBuf, annotated: bool },
    #[error("nothing to index: name a folder or a file, as in: depeche index DIR")]
    NoSource,
    #[error(
        "writing the index failed: {0}\n  the index is as it was before; when the cause is mended, run the same command again"
    )]
    Write(String),
    #[error("{0}")]
    Refused(String),
    #[error("the index could not be read: {0}")]
    Tantivy(tantivy::TantivyError),
}

impl From<tantivy::TantivyError> for IndexError {
    fn from(error: tantivy::TantivyError) -> Self {
        match error {
            tantivy::TantivyError::InvalidArgument(what) => IndexError::Refused(what),
            error => IndexError::Tantivy(error),
        }
    }
}

impl IndexError {
    /// For `map_err`: an I/O error with what was being done.
    pub fn io(what: impl Into<String>) -> impl FnOnce(std::io::Error) -> IndexError {
        let what = what.into();
        move |error| IndexError::Io(what, error)
    }
}
