//! A file that is there whole or not at all.

#[cfg(target_os = "linux")]
mod unnamed;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::paths::{behind_link, folder, settle_name};

/// A file in the making, in the folder of its place: without a name where the system has such files, else under a name of its
/// own (`.NAME.….partial`). [`Target::finish`] puts it in its place; given up, it leaves what was there before as it was.
///
/// What is no file, such as a device or a pipe, and what the program holds open already, such as `/dev/stdout`, is written to
/// as it is.
pub struct Target {
    file: BufWriter<Place>,
    path: PathBuf,
    /// Nothing may be there.
    new: bool,
}

/// Where a list goes.
enum Place {
    /// A file that is given a name, and takes the place of another one, when it is whole.
    #[cfg(target_os = "linux")]
    Unnamed(File),
    /// A file that takes the place of another one when it is whole.
    Beside(NamedTempFile),
    /// What cannot or must not be replaced.
    Straight(File),
}

impl Place {
    /// Begins a file that will be at `path`.
    fn of(path: &Path) -> io::Result<Self> {
        // That of the file it replaces; for a new one all that the user's umask allows.
        let permissions = std::fs::metadata(path).ok().map(|old| old.permissions());
        #[cfg(target_os = "linux")]
        if let Ok(file) = unnamed::create(folder(path)) {
            permissions.into_iter().try_for_each(|permissions| file.set_permissions(permissions))?;
            return Ok(Place::Unnamed(file));
        }
        let prefix = prefix(path);
        let mut names = names(&prefix);
        #[cfg(unix)]
        let permissions = permissions.or_else(|| Some(std::os::unix::fs::PermissionsExt::from_mode(0o666)));
        if let Some(permissions) = permissions {
            names.permissions(permissions);
        }
        // The error of the crate names the file in the making, which nobody asked for.
        let file = names.tempfile_in(folder(path)).map_err(|error| match error.kind() {
            kind @ (io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) => {
                io::Error::new(kind, format!("nothing may be written in the folder {}", folder(path).display()))
            }
            _ => error,
        })?;
        Ok(Place::Beside(file))
    }

    fn file(&mut self) -> &mut File {
        match self {
            #[cfg(target_os = "linux")]
            Place::Unnamed(file) => file,
            Place::Beside(file) => file.as_file_mut(),
            Place::Straight(file) => file,
        }
    }
}

impl Write for Place {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file().flush()
    }
}

/// What is written to as it is; none where a file will be there. Nothing that is in it already is lost.
///
/// # Errors
/// When it cannot be opened, or may not be replaced.
fn straight(path: &Path) -> io::Result<Option<File>> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        // Not opened anew: that would begin at the beginning of a file, and not append where the shell does.
        let standard = match path.to_str() {
            Some("/dev/stdout" | "/dev/fd/1" | "/proc/self/fd/1") => Some(io::stdout().as_fd().try_clone_to_owned()?),
            Some("/dev/stderr" | "/dev/fd/2" | "/proc/self/fd/2") => Some(io::stderr().as_fd().try_clone_to_owned()?),
            _ => None,
        };
        if standard.is_some() {
            return Ok(standard.map(File::from));
        }
        if path.starts_with("/dev/fd") || path.starts_with("/proc/self/fd") {
            return File::options().append(true).open(path).map(Some);
        }
    }
    match std::fs::metadata(path) {
        Ok(there) if there.is_dir() => Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder")),
        Ok(there) if !there.is_file() => File::options().write(true).open(path).map(Some),
        Ok(there) if there.permissions().readonly() => {
            Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is write-protected"))
        }
        _ => Ok(None),
    }
}

fn there_already() -> io::Error {
    io::Error::new(io::ErrorKind::AlreadyExists, "it is there already, and is to stay as it is")
}

fn prefix(path: &Path) -> String {
    /// Characters of the name: a name that the disk takes must not become one that it does not.
    const MOST: usize = 40;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    format!(".{}.", name.chars().take(MOST).collect::<String>())
}

/// Names for files in the making.
fn names(prefix: &str) -> Builder<'_, 'static> {
    let mut names = Builder::new();
    names.prefix(prefix).suffix(".partial");
    names
}

impl Target {
    /// Begins a file for `path`.
    ///
    /// # Errors
    /// When the folder is missing or nothing may be written in it, or `path` is a folder or write-protected.
    pub fn create(path: &Path) -> io::Result<Self> {
        Target::begin(path, false)
    }

    /// As [`Target::create`], for a path where nothing is.
    ///
    /// # Errors
    /// Those too, and when something is there; so does [`Target::finish`].
    pub fn create_new(path: &Path) -> io::Result<Self> {
        let target = Target::begin(path, true)?;
        if !target.is_straight() && path.symlink_metadata().is_ok() {
            return Err(there_already());
        }
        Ok(target)
    }

    /// Whether what is written goes where it was there before, and is not a file in the making.
    fn is_straight(&self) -> bool {
        matches!(self.file.get_ref(), Place::Straight(_))
    }

    fn begin(path: &Path, new: bool) -> io::Result<Self> {
        const BUFFER: usize = 1 << 18;
        if let Some(file) = straight(path)? {
            let file = BufWriter::with_capacity(BUFFER, Place::Straight(file));
            return Ok(Target { file, path: path.to_owned(), new });
        }
        // A link stays: what it stands for is written.
        let path = behind_link(path);
        if !folder(&path).is_dir() {
            let message = format!("there is no folder {}", folder(&path).display());
            return Err(io::Error::new(io::ErrorKind::NotFound, message));
        }
        Ok(Target { file: BufWriter::with_capacity(BUFFER, Place::of(&path)?), path, new })
    }

    /// Puts the file in its place, in place of what was there.
    ///
    /// # Errors
    /// What the file system reports, such as a full disk; the old file is then still there.
    pub fn finish(self) -> io::Result<()> {
        let beside = match self.file.into_inner().map_err(|error| error.into_error())? {
            #[cfg(target_os = "linux")]
            Place::Unnamed(file) => {
                file.sync_all()?;
                unnamed::named(file, &names(&prefix(&self.path)), folder(&self.path), unnamed::link)?
            }
            Place::Beside(file) => {
                file.as_file().sync_all()?;
                file.into_temp_path()
            }
            Place::Straight(mut file) => return file.flush(),
        };
        if self.new {
            beside.persist_noclobber(&self.path).map_err(|error| match error.error.kind() {
                io::ErrorKind::AlreadyExists => there_already(),
                _ => error.error,
            })?;
        } else {
            beside.persist(&self.path).map_err(|error| error.error)?;
        }
        settle_name(&self.path);
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
