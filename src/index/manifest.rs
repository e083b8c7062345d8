//! The manifest: every file that was read, with what tells whether it has changed, and the dispatches it gave.
//!
//! JSON Lines under zstd, one file a line in the order of paths: `zstdcat files-N.zst` reads it.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::IndexError;
use super::document::Key;

/// A file as it was when it was last read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// Absolute path.
    pub path: String,
    /// Length.
    pub bytes: u64,
    /// Modification time in nanoseconds since 1970.
    pub modified: i64,
    /// BLAKE3 of the content in hexadecimal; empty for a file that could not be read.
    pub hash: String,
    /// The dispatches of which this file is the source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dispatches: Vec<Key>,
    /// Dispatches that stand here too, but whose source is another file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub copies: Vec<Key>,
    /// Why the file, or a part of it, gave no dispatch.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<String>,
    /// Parts of the file in a broken syntax, with their places: dispatches may be lost there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub broken: Vec<String>,
    /// Why the file could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// For a file that holds a table: the map of columns that it was read with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<String>,
    /// The file was being written while it was read: it must be read again.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unsettled: bool,
}

impl FileEntry {
    /// Whether the file on disk is still the one that was read.
    pub fn is_current(&self, bytes: u64, modified: i64) -> bool {
        !self.unsettled && self.bytes == bytes && self.modified == modified
    }

    /// Whether it would be read in the same way with this map of columns.
    pub fn is_read_alike(&self, columns: &str) -> bool {
        self.columns.as_ref().is_none_or(|before| before == columns)
    }
}

/// What the names of the manifests of all generations begin with.
pub const PREFIX: &str = "files-";

/// The file name of the manifest of a generation.
pub fn file_name(generation: u64) -> String {
    format!("{PREFIX}{generation}.zst")
}

/// Reads the manifest of a generation; generation 0 has none and is empty.
pub fn read(dir: &Path, generation: u64) -> Result<Vec<FileEntry>, IndexError> {
    if generation == 0 {
        return Ok(Vec::new());
    }
    let path = dir.join(file_name(generation));
    let damaged =
        |what: String| IndexError::Damaged { path: dir.to_owned(), what: format!("{}: {what}", path.display()) };
    let file = File::open(&path).map_err(|error| damaged(error.to_string()))?;
    let mut lines =
        BufReader::with_capacity(1 << 16, zstd::Decoder::new(file).map_err(|error| damaged(error.to_string()))?);
    let mut entries = Vec::new();
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).map_err(|error| damaged(error.to_string()))? > 0 {
        entries.push(serde_json::from_slice(&line).map_err(|error| damaged(error.to_string()))?);
        line.clear();
    }
    Ok(entries)
}

/// Writes the manifest of a generation to disk, for good.
pub fn write(dir: &Path, generation: u64, entries: &[FileEntry]) -> Result<(), IndexError> {
    let path = dir.join(file_name(generation));
    write_file(&path, entries).map_err(|error| IndexError::Write(format!("{}: {error}", path.display())))
}

fn write_file(path: &Path, entries: &[FileEntry]) -> std::io::Result<()> {
    let mut out = BufWriter::new(zstd::Encoder::new(File::create(path)?, 1)?);
    for entry in entries {
        serde_json::to_writer(&mut out, entry)?;
        out.write_all(b"\n")?;
    }
    let encoder = out.into_inner().map_err(|error| error.into_error())?;
    encoder.finish()?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_comes_back_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let entry = FileEntry {
            path: "/a/é.txt".into(),
            bytes: 7,
            modified: -1,
            hash: "00".into(),
            dispatches: vec![Key::try_from("ff".to_owned()).unwrap()],
            copies: Vec::new(),
            skipped: vec!["empty".into()],
            broken: vec!["line 7: broken JSON".into()],
            fault: None,
            columns: Some("headline=a".into()),
            unsettled: true,
        };
        write(dir.path(), 3, std::slice::from_ref(&entry)).unwrap();
        assert_eq!(read(dir.path(), 3).unwrap(), [entry]);
        assert_eq!(read(dir.path(), 0).unwrap(), []);
    }

    #[test]
    fn a_cut_manifest_is_damage_not_an_empty_index() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join(file_name(1)), [0x28, 0xb5, 0x2f]).unwrap();
        assert!(matches!(read(dir.path(), 1), Err(IndexError::Damaged { .. })));
    }
}
