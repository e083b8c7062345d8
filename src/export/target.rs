//! A file that is there whole or not at all.

use std::fs::{File, Permissions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file in the making: written beside its place under a name of its own (`.NAME.….partial`), moved there by
/// [`Target::finish`]. Given up, it leaves what was there before as it was.
///
/// What is no file, such as a device, a pipe or `/dev/stdout`, is written to as it is.
pub struct Target {
    file: BufWriter<Place>,
    path: PathBuf,
}

/// Where a list goes.
enum Place {
    /// A file that takes the place of another one when it is whole.
    Beside(NamedTempFile),
    /// What cannot be replaced.
    Straight(File),
}

impl Write for Place {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Place::Beside(file) => file.write(bytes),
            Place::Straight(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Place::Beside(file) => file.flush(),
            Place::Straight(file) => file.flush(),
        }
    }
}

impl Target {
    /// Begins a file for `path`.
    ///
    /// # Errors
    /// When the folder is missing or nothing may be written in it, or `path` is a folder.
    pub fn create(path: &Path) -> io::Result<Self> {
        const BUFFER: usize = 1 << 18;
        match std::fs::metadata(path) {
            Ok(there) if there.is_dir() => return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder")),
            Ok(there) if !there.is_file() => {
                let file = Place::Straight(File::options().write(true).open(path)?);
                return Ok(Target { file: BufWriter::with_capacity(BUFFER, file), path: path.to_owned() });
            }
            _ => {}
        }
        // A link stands for the file it names, also for one that is not there yet: that is written, and the link stays.
        let path = path.canonicalize().unwrap_or_else(|_| match std::fs::read_link(path) {
            Ok(named) => path.parent().unwrap_or(Path::new("")).join(named),
            Err(_) => path.to_owned(),
        });
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
        Ok(Target { file: BufWriter::with_capacity(BUFFER, Place::Beside(file)), path })
    }

    /// Puts the file in its place, in place of what was there.
    ///
    /// # Errors
    /// What the file system reports, such as a full disk; the old file is then still there.
    pub fn finish(self) -> io::Result<()> {
        let file = match self.file.into_inner().map_err(|error| error.into_error())? {
            Place::Beside(file) => file,
            Place::Straight(mut file) => return file.flush(),
        };
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

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_written_to_and_not_replaced() {
        use std::io::Read;
        use std::os::unix::fs::{FileTypeExt, symlink};

        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let reader = std::thread::spawn({
            let pipe = pipe.clone();
            move || {
                let mut text = String::new();
                File::open(pipe).unwrap().read_to_string(&mut text).unwrap();
                text
            }
        });
        let mut target = Target::create(&pipe).unwrap();
        target.write_all(b"new").unwrap();
        target.finish().unwrap();
        assert_eq!(reader.join().unwrap(), "new");
        assert!(std::fs::metadata(&pipe).unwrap().file_type().is_fifo());

        let link = folder.path().join("link");
        symlink("there", &link).unwrap();
        let mut target = Target::create(&link).unwrap();
        target.write_all(b"new").unwrap();
        target.finish().unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read_to_string(folder.path().join("there")).unwrap(), "new");
    }

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
