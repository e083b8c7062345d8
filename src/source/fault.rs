//! What can go wrong with a file, and what is passed over by design.
//!
//! None of these messages names the file: the caller knows it and puts it in front.

use std::fmt;
use std::io;

use thiserror::Error;

/// The file could not be read at all; nothing of it is known to be right or wrong.
#[derive(Debug, Error)]
pub enum Fault {
    /// The system refused: permissions, a disk error, a network share that went away.
    #[error("cannot be read: {0}; check the permissions and the disk, then run again")]
    Unreadable(#[source] io::Error),
    /// It was listed, and gone when it was opened.
    #[error("is gone: moved or deleted since the folder was listed; run again")]
    Vanished,
    /// The format is known, its syntax is violated, and no way to go on is safe.
    #[error("broken {format} at line {line}, column {column}: {what}; mend the file or fetch it again")]
    Broken { format: &'static str, line: u64, column: u64, what: String },
    /// An archive that cannot be unpacked any further; what it gave before stays good.
    #[error("broken {format}: {what}; fetch the archive again, or unpack it with another program")]
    Archive { format: &'static str, what: String },
    /// Larger than what is read into memory, in a format that cannot be read piece by piece.
    #[error(
        "too large to be one dispatch: {} (at most {}); split it into its dispatches",
        Megabytes(*bytes),
        Megabytes(*limit)
    )]
    TooLarge {
        /// Bytes of the file, or of the part that must be held whole.
        bytes: u64,
        /// [`Options::max_dispatch_bytes`](super::Options::max_dispatch_bytes).
        limit: u64,
    },
}

impl Fault {
    /// Whether the file is not there.
    pub fn is_vanished(&self) -> bool {
        matches!(self, Fault::Vanished)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Fault::Vanished,
            _ => Fault::Unreadable(error),
        }
    }
}

/// A number of bytes for people to read.
struct Megabytes(u64);

impl fmt::Display for Megabytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            bytes if bytes < 1 << 20 => write!(f, "{bytes} bytes"),
            bytes => write!(f, "{} MiB", bytes >> 20),
        }
    }
}

/// Something in a file that is not a dispatch, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skip {
    pub at: Place,
    pub reason: SkipReason,
}

impl Skip {
    /// The file as a whole is passed over.
    pub fn file(reason: SkipReason) -> Self {
        Skip { at: Place::File, reason }
    }
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.at {
            Place::File => self.reason.fmt(f),
            at => write!(f, "{at}: {}", self.reason),
        }
    }
}

impl SkipReason {
    /// Whether a dispatch may have been lost, so that the user must be told where.
    pub fn is_fault(&self) -> bool {
        matches!(self, SkipReason::Broken(_))
    }
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// All of it.
    File,
    /// A line, from 1.
    Line(u64),
    /// A record among those of the file, from 1.
    Record(u64),
    /// A member of an archive, or a place in one.
    Member(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::File => write!(f, "whole file"),
            Place::Line(line) => write!(f, "line {line}"),
            Place::Record(record) => write!(f, "record {record}"),
            Place::Member(member) => f.write_str(member),
        }
    }
}

/// Why there is nothing to index here.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SkipReason {
    #[error("empty, nothing to index")]
    Empty,
    /// A well-known format that is not text, by its first bytes.
    #[error("{0}, not text; {hint}", hint = if crate::source::magic::is_archive(.0) { "unpack it first" } else { "passed over" })]
    Binary(&'static str),
    #[error("not text: control bytes where words should be; passed over")]
    NotText,
    /// Text, or a record, that no reader makes a dispatch of.
    #[error("not a dispatch: {0}")]
    NotADispatch(String),
    /// A record in a broken syntax among others that are whole.
    #[error("{0}; mend it or fetch the file again")]
    Broken(String),
    /// A news item whose type says that it is no text: `picture`, `video`, `planning`…
    #[error("news item of type `{0}` without a text of its own, passed over")]
    PackageOrPicture(String),
}
