//! ZIP archives. One inside another archive is held in memory, since its directory stands at its end.

use std::io::{BufReader, Cursor, Read, Seek};

use jiff::Timestamp;
use zip::ZipArchive;
use zip::read::ZipFile;

use super::budget::Bounded;
use super::{Bytes, Container, is_hidden};
use crate::source::fault::{Fault, Skip, SkipReason};
use crate::source::reading::{Origin, Reading};

/// Members that only an office document or a book has.
const OFFICE: [&str; 2] = ["[Content_Types].xml", "mimetype"];

pub struct Zip;

impl Container for Zip {
    fn name(&self) -> &'static str {
        "zip"
    }

    fn recognises(&self, head: &[u8]) -> bool {
        head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
    }

    fn read(&self, origin: &Origin, bytes: Bytes, reading: &mut Reading) -> Result<(), Fault> {
        match bytes {
            Bytes::Seekable(bytes) => read(bytes, origin, reading),
            Bytes::Stream(bytes) => {
                let limit = reading.options.max_dispatch_bytes;
                let mut held = Vec::new();
                bytes.take(limit.saturating_add(1)).read_to_end(&mut held)?;
                if held.len() as u64 > limit {
                    return Err(Fault::TooLarge { bytes: held.len() as u64, limit });
                }
                read(Cursor::new(held), origin, reading)
            }
        }
    }
}

fn read(bytes: impl Read + Seek, origin: &Origin, reading: &mut Reading) -> Result<(), Fault> {
    let broken = |error: zip::result::ZipError| Fault::Archive { format: "zip", what: error.to_string() };
    let mut archive = ZipArchive::new(bytes).map_err(broken)?;
    if OFFICE.iter().any(|name| archive.index_for_name(name).is_some()) {
        reading.skip(origin, Skip::file(SkipReason::Binary("office document or book (.docx, .odt, .epub)")));
        return Ok(());
    }
    for number in 0..archive.len() {
        match archive.by_index(number) {
            Ok(file) => member(file, origin, reading),
            Err(error) => {
                let member = origin.member(&format!("member {}", number + 1), None);
                reading.skip(&member, Skip::file(SkipReason::Broken(format!("broken zip: {error}"))));
            }
        }
    }
    Ok(())
}

fn member<R: Read + Seek>(file: ZipFile<'_, R>, origin: &Origin, reading: &mut Reading) {
    let name = file.name().map(|name| name.into_owned()).unwrap_or_default();
    if file.is_dir() || is_hidden(&name) {
        return;
    }
    let member = origin.member(&name, file.last_modified().and_then(modified));
    let mut left = reading.unpacked;
    reading.member(&member, &mut Bounded::new(BufReader::new(file), &mut left));
    reading.unpacked = reading.unpacked.min(left);
}

/// ZIP notes times without zone; they are taken as UTC.
fn modified(time: zip::DateTime) -> Option<Timestamp> {
    let part = |n: u8| i8::try_from(n).ok();
    let date = jiff::civil::Date::new(i16::try_from(time.year()).ok()?, part(time.month())?, part(time.day())?).ok()?;
    let clock =
        jiff::civil::Time::new(part(time.hour())?, part(time.minute())?, part(time.second())?.min(59), 0).ok()?;
    date.to_datetime(clock).to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
}
