//! Whether a file is ours to write, and nobody else's at the moment.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read};
use std::path::Path;

/// What every journal begins with.
const OPENING: &[u8] = b"{\"depeche_batch\":";

/// Refuses what may not be replaced by a journal: it is there, not empty, and no journal, or write-protected.
pub(super) fn check(path: &Path) -> io::Result<()> {
    let there = match fs::metadata(path) {
        Ok(there) => there,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let strange = || {
        let message = format!("{} is there and was not written by --state: give another name", path.display());
        io::Error::new(io::ErrorKind::InvalidData, message)
    };
    if !there.is_file() {
        return Err(strange());
    }
    if there.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is write-protected"));
    }
    let mut opening = Vec::new();
    File::open(path)?.take(OPENING.len() as u64).read_to_end(&mut opening)?;
    // A head that was cut off while it was written is one too.
    if OPENING.starts_with(&opening) { Ok(()) } else { Err(strange()) }
}

/// Opens and locks the file at `partial`, which is made if it is not there.
pub(super) fn locked(partial: &Path) -> io::Result<File> {
    loop {
        let file = OpenOptions::new().create(true).read(true).append(true).open(partial)?;
        match file.try_lock() {
            Ok(()) if is_at(&file, partial) => return Ok(file),
            // Another run gave it its name between the two.
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let message = "another run is writing it: wait for its end, or give another name";
                return Err(io::Error::new(io::ErrorKind::WouldBlock, message));
            }
            // Some file systems of networks have no locks.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(file),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |file: fs::Metadata, there: fs::Metadata| (file.dev(), file.ino()) == (there.dev(), there.ino());
    file.metadata().and_then(|file| Ok(same(file, fs::metadata(path)?))).unwrap_or(false)
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> bool {
    path.is_file()
}
