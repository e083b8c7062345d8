//! The folder of an index as it is opened: everything is mapped into memory but the stored records, which are read.
//!
//! An export goes through all of the records once. Mapped, they would count as memory of this process, and a disk that
//! fails under them would end it with a signal instead of an error.
//!
//! Whoever may read the folder can search it: tantivy makes some of its files for their owner alone, and a lock of which the
//! file must be written to.

use std::fs::{self, File};
use std::io;
use std::ops::Range;
use std::os::unix::fs::{FileExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::HasLen;
use tantivy::directory::error::{DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, OwnedBytes, WatchCallback, WatchHandle,
    WritePtr,
};

/// The ending of the files that hold stored records.
const STORE: &str = "store";

/// A folder of tantivy's files of which the records are read.
#[derive(Clone, Debug)]
pub struct ReadStore {
    folder: PathBuf,
    mapped: MmapDirectory,
}

impl ReadStore {
    /// Opens a folder.
    ///
    /// # Errors
    /// When it is not there or not to be read.
    pub fn open(folder: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(ReadStore { folder: folder.to_owned(), mapped: MmapDirectory::open(folder)? })
    }
}

/// Whether a file may only be read.
fn is_not_ours(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// A file that is read piece by piece.
#[derive(Debug)]
struct Read {
    file: File,
    length: usize,
}

impl HasLen for Read {
    fn len(&self) -> usize {
        self.length
    }
}

impl FileHandle for Read {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let mut bytes = vec![0; range.len()];
        self.file.read_exact_at(&mut bytes, range.start as u64)?;
        Ok(OwnedBytes::new(bytes))
    }
}

impl Directory for ReadStore {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        if path.extension().is_none_or(|ending| ending != STORE) {
            return self.mapped.get_file_handle(path);
        }
        let read = |path: &Path| -> io::Result<Read> {
            let file = File::open(path)?;
            let length = usize::try_from(file.metadata()?.len()).map_err(io::Error::other)?;
            Ok(Read { file, length })
        };
        match read(&self.folder.join(path)) {
            Ok(read) => Ok(Arc::new(read)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Err(OpenReadError::FileDoesNotExist(path.to_owned()))
            }
            Err(error) => Err(OpenReadError::wrap_io_error(error, path.to_owned())),
        }
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.mapped.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.mapped.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.mapped.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.mapped.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.mapped.atomic_write(path, data)?;
        // As the folder, which the user's umask has made.
        let mode = fs::metadata(&self.folder)?.permissions().mode() & 0o666;
        fs::set_permissions(self.folder.join(path), fs::Permissions::from_mode(mode))
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.mapped.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.mapped.acquire_lock(lock) {
            Err(LockError::IoError(error)) if lock.filepath == META_LOCK.filepath && is_not_ours(&error) => {
                // Held while a commit is read. Without it, a writer may take away a file of the commit: an error, no wrong answer.
                let file = File::open(self.folder.join(&lock.filepath)).and_then(|file| file.lock().map(|()| file));
                Ok(DirectoryLock::from(Box::new(file.ok())))
            }
            outcome => outcome,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.mapped.watch(callback)
    }
}
