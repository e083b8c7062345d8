//! A file that is there whole or not at all.

use std::fs::{File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file in the making: written beside its place under a name of its own (`.NAME.….partial`), moved there by
/// [`Target::finish`]. Given up, it leaves what was there before as it was.
pub struct Target {
    file: BufWriter<NamedTempFile>,
    path: PathBuf,
}

impl Target {
    /// Begins a file for `path`.
    ///
    /// # Errors
    /// When the folder is missing or nothing may be written in it, or `path` is a folder.
    pub fn create(path: &Path) -> io::Result<Self> {
        // A link stands for the file it names: that is written, and the link stays.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if path.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut builder = tempfile::Builder::new();
        let prefix = format!(".{name}.");
        builder.prefix(&prefix).suffix(".partial");
        // That of the file it replaces; for a new one all that the user's umask allows.
        let permissions = std::fs::metadata(&path).ok().map(|old| old.permissions());
        #[cfg(unix)]
        let permissions = permissions.or_else(|| Some(std::os::unix::fs::PermissionsExt::from_mode(0o666)));
        if let Some(permissions) = permissions.filter(|permissions: &Permissions| !permissions.readonly()) {
            builder.permissions(permissions);
        }
        let file = builder.tempfile_in(folder)?;
        Ok(Target { file: BufWriter::with_capacity(1 << 18, file), path })
    }

    /// Puts the file in its place, in place of what was there.
    ///
    /// # Errors
    /// What the file system reports, such as a full disk; the old file is then still there.
    pub fn finish(self) -> io::Result<()> {
        let file: NamedTempFile = self.file.into_inner().map_err(|error| error.into_error())?;
        file.as_file().sync_all()?;
        file.persist(&self.path).map_err(|error| error.error)?;
        // So that the name lasts a power cut too; not every system can do that.
        if let Some(folder) = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            let _ = File::open(folder).and_then(|folder| folder.sync_all());
        }
        Ok(())
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_given_up_leaves_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("hits.csv");
        std::fs::write(&path, "old").unwrap();
        let mut target = Target::create(&path).unwrap();
        target.write_all(b"new").unwrap();
        drop(target);
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);

        let mut target = Target::create(&path).unwrap();
        target.write_all(b"new").unwrap();
        target.finish().unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
