//! A file without a name, as Linux has them: of a run that is killed nothing is left.

use std::fs::File;
use std::io::{self, Seek};
use std::os::fd::AsRawFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::{AtFlags, CWD, OFlags, linkat};
use tempfile::{Builder, TempPath};

/// Opens one which will lie in this folder, with all that the user's umask allows.
///
/// # Errors
/// When nothing may be written in the folder, or its file system has no files without a name.
pub(super) fn create(folder: &Path) -> io::Result<File> {
    let flags = OFlags::TMPFILE.bits().cast_signed();
    File::options().read(true).write(true).custom_flags(flags).mode(0o666).open(folder)
}

/// Names it (open(2), on `O_TMPFILE`).
///
/// # Errors
/// What the system reports; not every one lets a file be named so.
pub(super) fn link(file: &File, path: &Path) -> io::Result<()> {
    let open = format!("/proc/self/fd/{}", file.as_raw_fd());
    Ok(linkat(CWD, open, CWD, path, AtFlags::SYMLINK_FOLLOW)?)
}

/// Gives the file a name of its own by means of `link`; where that does not work, copies it into a file with a name.
///
/// # Errors
/// What the system reports when the copy is written.
pub(super) fn named(
    mut file: File,
    names: &Builder<'_, '_>,
    folder: &Path,
    link: fn(&File, &Path) -> io::Result<()>,
) -> io::Result<TempPath> {
    if let Ok(named) = names.make_in(folder, |path| link(&file, path)) {
        return Ok(named.into_temp_path());
    }
    let mut copy = names.tempfile_in(folder)?;
    copy.as_file().set_permissions(file.metadata()?.permissions())?;
    file.rewind()?;
    io::copy(&mut file, copy.as_file_mut())?;
    copy.as_file().sync_all()?;
    Ok(copy.into_temp_path())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_file_that_cannot_be_named_is_copied() {
        let folder = tempfile::tempdir().unwrap();
        let refused = |_: &File, _: &Path| Err(io::ErrorKind::PermissionDenied.into());
        for link in [link, refused] {
            let mut file = create(folder.path()).unwrap();
            file.write_all(b"whole").unwrap();
            let mode = file.metadata().unwrap().permissions();
            assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
            let path = named(file, &Builder::new(), folder.path(), link).unwrap();
            assert_eq!(std::fs::read(&path).unwrap(), b"whole");
            assert_eq!(std::fs::metadata(&path).unwrap().permissions(), mode);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
