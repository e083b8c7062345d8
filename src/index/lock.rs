//! One writer at a time, and who it is.
//!
//! The lock is the operating system's, on an open file: it ends with the process that holds it, however that ends. What
//! stands in the file only tells who holds it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use super::IndexError;

/// Held as long as this lives.
#[derive(Debug)]
pub struct WriterLock {
    _file: File,
}

impl WriterLock {
    /// Takes the lock of the index in `dir`, or says at once who has it ([`IndexError::Locked`]).
    pub fn take(dir: &Path) -> Result<Self, IndexError> {
        let path = dir.join("writer.lock");
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(IndexError::io(format!("cannot open {}", path.display())))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let known = file.read_to_string(&mut holder).is_ok() && !holder.trim().is_empty();
                let holder = if known { holder.trim().to_owned() } else { "another process".to_owned() };
                return Err(IndexError::Locked { path: dir.to_owned(), holder });
            }
            Err(TryLockError::Error(error)) => {
                return Err(IndexError::Io(format!("cannot lock {}", path.display()), error));
            }
        }
        let started = crate::clock::now().strftime("%Y-%m-%d %H:%M:%S");
        let holder = format!("process {} (depeche, since {started})\n", std::process::id());
        // Only a courtesy to who finds the lock taken: a full disk must not stop the writer here.
        let _ = file.set_len(0).and_then(|()| file.rewind()).and_then(|()| file.write_all(holder.as_bytes()));
        Ok(WriterLock { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_is_told_who_holds_the_lock() {
        let dir = tempfile::tempdir().unwrap();
        let first = WriterLock::take(dir.path()).unwrap();
        let told = WriterLock::take(dir.path()).unwrap_err().to_string();
        assert!(told.contains(&format!("process {}", std::process::id())), "{told}");
        drop(first);
        assert!(WriterLock::take(dir.path()).is_ok());
    }
}
