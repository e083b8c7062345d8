//! What a crawler fetched, record after record: WARC (ISO 28500, versions 0.17 to 1.1) and its forerunner ARC.
//!
//! The bytes come uncompressed. A capture is the page as the server gave it, out of its HTTP message; everything else
//! that lies between the captures is passed over and named, so that it can be counted.

mod arc;
mod fields;
mod http;

use std::io::{self, BufRead, Read};

use jiff::tz::TimeZone;

use super::fault::{Fault, Place, Skip, SkipReason};
use super::when;
use crate::dispatch::Moment;
use fields::Fields;

/// No line of a header is longer, in bytes.
const LONGEST_LINE: u64 = 64 << 10;

/// Files that crawlers fetch of every site, and that are plain text.
const FOR_ROBOTS: [&str; 5] = ["robots.txt", "ads.txt", "app-ads.txt", "humans.txt", "security.txt"];

/// What stands in an archive.
#[derive(Debug)]
pub enum WarcRecord {
    Capture(Box<Capture>),
    /// A record that holds no page, or one that cannot be read.
    Skipped(Skip),
}

/// A page as it was fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Capture {
    /// `WARC-Target-URI`: the address it was fetched from.
    pub uri: String,
    /// `WARC-Date`: when it was fetched.
    pub date: Option<Moment>,
    /// `WARC-Record-ID` without its brackets; empty in ARC.
    pub id: String,
    /// As the server said, with its parameters; may be empty.
    pub content_type: String,
    /// The page itself, neither chunked nor compressed.
    pub body: Vec<u8>,
    /// The archive, or the compressed page, ends before the page does: `body` is what there is of it.
    pub truncated: bool,
}

/// The header of a record, of either format.
#[derive(Debug, Default)]
struct Head {
    /// `WARC-Type`; `response` for the records of ARC.
    kind: String,
    uri: String,
    date: String,
    id: String,
    content_type: String,
    /// Bytes of the block that follows; None if the header does not say.
    length: Option<u64>,
}

/// Whether bytes open like an archive of one of the two formats.
pub fn recognises(head: &[u8]) -> bool {
    is_version(head) || head.starts_with(b"filedesc://")
}

/// Gives the records of an archive to `each`, in order. One whose page is larger than `limit` bytes is passed over.
///
/// What is broken is a skip with [`SkipReason::Broken`], and reading goes on with the next header that is found.
///
/// # Errors
/// When the bytes cannot be read; what was given before stays good.
pub fn records(bytes: &mut dyn BufRead, limit: u64, each: &mut dyn FnMut(WarcRecord)) -> Result<(), Fault> {
    let mut number = 0;
    loop {
        let mut stray = 0;
        let head = next_head(bytes, &mut stray)?;
        if stray > 0 {
            let reason = format!("`{stray}` bytes before this record that belong to none");
            each(skipped(number + 1, SkipReason::Broken(reason)));
        }
        let Some(head) = head else { return Ok(()) };
        number += 1;
        record(bytes, head, limit, number, each)?;
    }
}

/// Reads the block of a record, and gives what it holds.
fn record(
    bytes: &mut dyn BufRead,
    head: Head,
    limit: u64,
    number: u64,
    each: &mut dyn FnMut(WarcRecord),
) -> Result<(), Fault> {
    let Some(length) = head.length else {
        each(skipped(number, SkipReason::Broken("a record that does not say how long it is".to_owned())));
        return Ok(());
    };
    let wanted = matches!(head.kind.as_str(), "response" | "resource");
    let mut block = Vec::new();
    let mut source = (&mut *bytes).take(length);
    let outcome = if wanted && length <= limit {
        source.read_to_end(&mut block).map(|_| ())
    } else {
        io::copy(&mut source, &mut io::sink()).map(|_| ())
    };
    let missing = source.limit() > 0;
    if !wanted {
        each(skipped(number, SkipReason::NotADispatch(format!("record of type `{}`, no page", head.kind))));
    } else if length > limit {
        let reason = format!("a page of `{length}` bytes, at most `{limit}` are read");
        each(skipped(number, SkipReason::Broken(reason)));
    } else {
        each(
            capture(head, &block, missing, limit)
                .map_or_else(|reason| skipped(number, reason), |capture| WarcRecord::Capture(Box::new(capture))),
        );
    }
    if missing {
        let reason = "the archive ends in the middle of this record, as if cut off";
        each(skipped(number, SkipReason::Broken(reason.to_owned())));
    }
    Ok(outcome?)
}

/// The page in the block of a record.
fn capture(head: Head, block: &[u8], truncated: bool, limit: u64) -> Result<Capture, SkipReason> {
    let is_message = head.content_type.starts_with("application/http") || block.starts_with(b"HTTP/");
    let page = if is_message {
        http::page(block, limit)?
    } else {
        http::Page { content_type: head.content_type, body: block.to_vec(), truncated: false }
    };
    if !is_text(&page.content_type, &page.body) {
        let kind = page.content_type.split(';').next().unwrap_or_default().trim();
        return Err(SkipReason::NotADispatch(format!("content of type `{kind}`, no page")));
    }
    if page.body.trim_ascii().is_empty() {
        return Err(SkipReason::Empty);
    }
    let name = head.uri.rsplit('/').next().unwrap_or_default();
    if FOR_ROBOTS.contains(&name) {
        return Err(SkipReason::NotADispatch(format!("`{name}`, a file for robots")));
    }
    Ok(Capture {
        date: when::parse(&head.date, &TimeZone::UTC),
        uri: head.uri,
        id: head.id,
        content_type: page.content_type,
        body: page.body,
        truncated: truncated || page.truncated,
    })
}

/// Whether content of this type may hold a dispatch: pages, feeds and plain text, not the scripts and pictures of a site.
fn is_text(content_type: &str, body: &[u8]) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "text/html" | "text/plain" | "text/xml" | "application/json" | "application/ld+json" => true,
        "" | "application/octet-stream" | "unk" | "unknown" => body.trim_ascii_start().starts_with(b"<"),
        "image/svg+xml" => false,
        kind => kind.ends_with("/xml") || kind.ends_with("+xml"),
    }
}

fn skipped(number: u64, reason: SkipReason) -> WarcRecord {
    WarcRecord::Skipped(Skip { at: Place::Record(number), reason })
}

/// The next header; None at the end. `stray` counts the bytes passed over on the way, blank lines not.
fn next_head(bytes: &mut dyn BufRead, stray: &mut u64) -> io::Result<Option<Head>> {
    let mut line = Vec::new();
    let mut begins = true;
    loop {
        line.clear();
        if (&mut *bytes).take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let at_start = std::mem::replace(&mut begins, line.ends_with(b"\n"));
        if at_start && is_version(&line) {
            return Ok(Some(warc_head(&Fields::read(bytes)?)));
        }
        if at_start && let Some(head) = arc::head(&line) {
            return Ok(Some(head));
        }
        if !line.trim_ascii().is_empty() {
            *stray += line.len() as u64;
        }
    }
}

/// Whether a line is the first of a WARC header: `WARC/1.0`.
fn is_version(line: &[u8]) -> bool {
    line.strip_prefix(b"WARC/").is_some_and(|version| version.first().is_some_and(u8::is_ascii_digit))
}

fn warc_head(fields: &Fields) -> Head {
    let get = |name: &str| fields.get(name).unwrap_or_default().to_owned();
    let unbracketed = |text: String| text.trim_matches(['<', '>']).to_owned();
    Head {
        kind: get("WARC-Type").to_ascii_lowercase(),
        uri: unbracketed(get("WARC-Target-URI")),
        date: get("WARC-Date"),
        id: unbracketed(get("WARC-Record-ID")),
        content_type: get("Content-Type"),
        length: fields.get("Content-Length").and_then(|length| length.parse().ok()),
    }
}

#[cfg(test)]
mod tests;
