//! tar, read from front to back.

use std::io::BufReader;

use jiff::Timestamp;

use super::budget::Bounded;
use super::{Bytes, Container, is_hidden};
use crate::source::fault::{Fault, Skip, SkipReason};
use crate::source::reading::{Origin, Reading};

pub struct Tar;

impl Container for Tar {
    fn name(&self) -> &'static str {
        "tar"
    }

    fn recognises(&self, head: &[u8]) -> bool {
        head.get(257..262) == Some(b"ustar")
    }

    fn read(&self, origin: &Origin, bytes: Bytes, reading: &mut Reading) -> Result<(), Fault> {
        let mut archive = ::tar::Archive::new(bytes.stream());
        let broken = |error: std::io::Error| Fault::Archive { format: "tar", what: error.to_string() };
        for entry in archive.entries().map_err(broken)? {
            let entry = entry.map_err(broken)?;
            let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let kind = entry.header().entry_type();
            if kind.is_dir() || is_hidden(&name) {
                continue;
            }
            let modified = entry.header().mtime().ok().and_then(|seconds| i64::try_from(seconds).ok());
            let member = origin.member(&name, modified.and_then(|seconds| Timestamp::from_second(seconds).ok()));
            if !(kind.is_file() || kind.is_contiguous() || kind.is_gnu_sparse()) {
                let reason = "a link or device in an archive, passed over".to_owned();
                reading.skip(&member, Skip::file(SkipReason::NotADispatch(reason)));
                continue;
            }
            let mut left = reading.unpacked;
            reading.member(&member, &mut Bounded::new(BufReader::new(entry), &mut left));
            reading.unpacked = reading.unpacked.min(left);
        }
        Ok(())
    }
}
