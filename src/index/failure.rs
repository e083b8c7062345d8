//! What went wrong while the index was written, told to people: tantivy often says only that a thread has ended.

use std::path::Path;

use tantivy::{IndexWriter, TantivyError};

use super::open::root_cause;

/// An error of tantivy while it wrote the index in `folder`.
pub fn in_words(error: &TantivyError, folder: &Path) -> String {
    let root = root_cause(error);
    let folder = folder.display();
    if is_disk_full(&root) {
        format!("the disk of {folder} is full ({root})")
    } else if matches!(error, TantivyError::ErrorInThread(_)) {
        format!("a thread of the index writer ended without saying why; probably the disk of {folder} is full ({root})")
    } else {
        root
    }
}

/// Why the threads of a writer have ended: who adds a document learns only that they have.
pub fn cause(writer: &mut IndexWriter, error: TantivyError) -> TantivyError {
    match error {
        TantivyError::ErrorInThread(_) => writer.prepare_commit().err().unwrap_or(error),
        error => error,
    }
}

/// Whether an I/O error says that there is no room: tantivy keeps only its words. The numbers are those of Unix (28) and
/// Windows (39, 112); of a quota that is used up, 122 on Linux.
fn is_disk_full(message: &str) -> bool {
    let numbers: &[u16] = if cfg!(windows) { &[39, 112] } else { &[28, 122] };
    numbers.iter().any(|number| message.contains(&format!("(os error {number})")))
}

#[cfg(test)]
mod tests {
    use std::io::Error;
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_full_disk_is_called_one() {
        let full = if cfg!(windows) { 112 } else { 28 };
        let io = |number| TantivyError::IoError(Arc::new(Error::from_raw_os_error(number)));
        let words = |error: &TantivyError| in_words(error, Path::new("ix"));
        assert!(words(&io(full)).starts_with("the disk of ix is full ("));
        assert!(!words(&io(5)).contains("full"));
        let killed = TantivyError::ErrorInThread("An index writer was killed.".into());
        assert!(
            words(&killed).contains("probably the disk of ix is full (An error occurred in a thread"),
            "{}",
            words(&killed)
        );
    }
}
