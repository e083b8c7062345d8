//! Files that hold files: compressed ones, archives, mailboxes, web crawls. Their members are read one after the other, as
//! if each were a file of its own, and nothing is ever written to disk.
//!
//! A new kind is one file with a [`Container`], and one line in [`CONTAINERS`].

mod budget;
mod compressed;
mod crawl;
mod mailbox;
mod tar;
mod zip;

use std::io::{BufRead, Seek};

use super::fault::Fault;
use super::reading::{Origin, Reading};

/// Every kind, in the order in which they are asked.
pub static CONTAINERS: &[&dyn Container] =
    &[&compressed::GZIP, &compressed::XZ, &compressed::ZSTD, &zip::Zip, &tar::Tar, &crawl::Crawl, &mailbox::Mailbox];

/// Bytes that can be read in any order.
pub trait Seekable: BufRead + Seek {}

impl<T: BufRead + Seek> Seekable for T {}

/// The bytes of a container.
pub enum Bytes<'a> {
    Seekable(&'a mut dyn Seekable),
    Stream(&'a mut dyn BufRead),
}

impl<'a> Bytes<'a> {
    /// From front to back.
    pub fn stream(self) -> Box<dyn BufRead + 'a> {
        match self {
            Bytes::Seekable(bytes) => Box::new(bytes),
            Bytes::Stream(bytes) => Box::new(bytes),
        }
    }
}

/// A kind of file that holds files.
pub trait Container: Sync {
    /// Lower-case, words joined by `-`.
    fn name(&self) -> &'static str;

    /// Whether a file whose first bytes are `head`, 8 KiB of them at most, is of this kind.
    fn recognises(&self, head: &[u8]) -> bool;

    /// Hands every member to [`Reading::member`].
    ///
    /// # Errors
    /// When the rest of the members cannot be reached.
    fn read(&self, origin: &Origin, bytes: Bytes, reading: &mut Reading) -> Result<(), Fault>;
}

/// The longest name of a member that is shown whole, in bytes.
const LONGEST_NAME: usize = 1000;

/// A member's name as a path that leads nowhere but into its archive: without `..`, roots and control characters.
pub fn harmless_name(name: &str) -> String {
    let name = &name[..name.floor_char_boundary(LONGEST_NAME)];
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    let mut harmless = parts.collect::<Vec<_>>().join("/");
    harmless.retain(|c| !c.is_control());
    harmless
}

/// Whether a member is passed over silently, as hidden files of a folder are: `.DS_Store`, `__MACOSX/…`.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') && !matches!(part, "." | "..") || part == "__MACOSX")
}

#[cfg(test)]
mod tests;
