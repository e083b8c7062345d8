//! Paths: as text, without loss, and what they lead to.
//!
//! As text a byte that is no UTF-8 is written `\xe9`. Disks of thirty years hold names in Latin-1. Written with replacement characters, two of them would be one file.

use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The folder that a path lies in: the one we are in for a bare name.
pub fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The file that a link stands for, also one that is not there yet; every other path as it is.
pub fn behind_link(path: &Path) -> PathBuf {
    match std::fs::read_link(path) {
        Ok(named) => path.canonicalize().unwrap_or_else(|_| folder(path).join(named)),
        Err(_) => path.to_owned(),
    }
}

/// Lets the name of a file that was put in its place last a power cut too; not every system can do that.
pub fn settle_name(path: &Path) {
    let _ = std::fs::File::open(folder(path)).and_then(|folder| folder.sync_all());
}

/// The path as text, with `/` between its parts on every system.
pub fn to_text(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a string cannot fail.
            let _ = write!(text, "\\x{byte:02x}");
        }
    }
    if std::path::MAIN_SEPARATOR == '/' { text } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// The path that [`to_text`] wrote. A name that really holds `\x…` is taken as it stands if there is such a file.
pub fn from_text(text: &str) -> PathBuf {
    let plain = PathBuf::from(text);
    if !text.contains("\\x") || plain.exists() { plain } else { unescaped(text).unwrap_or(plain) }
}

#[cfg(unix)]
fn unescaped(text: &str) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;

    let mut parts = text.split("\\x");
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(part.get(..2)?, 16).ok()?);
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    Some(std::ffi::OsString::from_vec(bytes).into())
}

#[cfg(not(unix))]
fn unescaped(_text: &str) -> Option<PathBuf> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use super::*;

    #[test]
    fn names_in_latin_1_stay_apart_and_come_back() {
        let names: [&[u8]; 3] = [b"/a/n\xe9.txt", b"/a/n\xe8.txt", "/a/né.txt".as_bytes()];
        let texts = names.map(|name| to_text(Path::new(OsStr::from_bytes(name))));
        assert_eq!(texts, ["/a/n\\xe9.txt", "/a/n\\xe8.txt", "/a/né.txt"]);
        for (name, text) in names.iter().zip(&texts) {
            assert_eq!(from_text(text).as_os_str().as_bytes(), *name);
        }
    }
}
