//! The page in an HTTP message: header off, chunks joined, compression undone.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::fields::Fields;
use crate::source::fault::SkipReason;

/// The content of a message.
pub struct Page {
    pub content_type: String,
    pub body: Vec<u8>,
    /// It is compressed, and what there is of it ends too early.
    pub truncated: bool,
}

/// The page that a server gave.
///
/// # Errors
/// Why there is none: another status than 200, a compression that is not known, more than `limit` bytes.
pub fn page(message: &[u8], limit: u64) -> Result<Page, SkipReason> {
    let line_end = message.iter().position(|&byte| byte == b'\n').map_or(message.len(), |at| at + 1);
    let (line, mut rest) = message.split_at(line_end);
    let line = String::from_utf8_lossy(line);
    let status = line.split_whitespace().nth(1).unwrap_or_default();
    if !line.starts_with("HTTP/") {
        return Err(SkipReason::Broken("a response without the header of HTTP".to_owned()));
    }
    if status != "200" {
        return Err(SkipReason::NotADispatch(format!("the server answered `{}`, no page", line.trim())));
    }
    let unreadable = |_| SkipReason::Broken("a response with a broken header".to_owned());
    let fields = Fields::read(&mut rest).map_err(unreadable)?;
    let get = |name| fields.get(name).unwrap_or_default();
    let chunked = get("Transfer-Encoding").to_ascii_lowercase().contains("chunked");
    let mut body = if chunked { joined(rest) } else { rest.to_vec() };
    let mut truncated = false;
    for coding in get("Content-Encoding").rsplit(',').map(|coding| coding.trim().to_ascii_lowercase()) {
        let (whole, ended) = decompressed(&coding, body, limit)?;
        body = whole;
        truncated |= !ended;
    }
    Ok(Page { content_type: get("Content-Type").to_owned(), body, truncated })
}

/// The content of a chunked body; crawlers that have joined the chunks already leave the header as it was.
fn joined(body: &[u8]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((size, after)) = chunk_size(rest) {
        if size == 0 {
            return whole;
        }
        let (chunk, next) = after.split_at(size.min(after.len()));
        whole.extend_from_slice(chunk);
        rest = next.strip_prefix(b"\r\n").or_else(|| next.strip_prefix(b"\n")).unwrap_or(next);
    }
    if whole.is_empty() { body.to_vec() } else { whole }
}

/// The size that a chunk opens with, in hexadecimal, and what follows the line.
fn chunk_size(text: &[u8]) -> Option<(usize, &[u8])> {
    const LONGEST: usize = 256;
    let end = text.iter().take(LONGEST).position(|&byte| byte == b'\n')?;
    let line = std::str::from_utf8(&text[..end]).ok()?;
    let digits = line.split(';').next().unwrap_or_default().trim();
    Some((usize::from_str_radix(digits, 16).ok()?, &text[end + 1..]))
}

/// The content of a compressed body, and whether it came to its end.
fn decompressed(coding: &str, body: Vec<u8>, limit: u64) -> Result<(Vec<u8>, bool), SkipReason> {
    const GZIP: &[u8] = b"\x1F\x8B";
    const ZSTD: &[u8] = b"\x28\xB5\x2F\xFD";
    let bytes = body.as_slice();
    match coding {
        // Crawlers that store the page uncompressed keep the header all the same.
        "gzip" | "x-gzip" if bytes.starts_with(GZIP) => inflated(MultiGzDecoder::new(bytes), limit),
        "deflate" if is_zlib(bytes) => inflated(ZlibDecoder::new(bytes), limit),
        "deflate" if !bytes.trim_ascii_start().starts_with(b"<") => inflated(DeflateDecoder::new(bytes), limit),
        "zstd" if bytes.starts_with(ZSTD) => {
            let broken = |_| SkipReason::Broken("a page with broken compression".to_owned());
            inflated(zstd::stream::read::Decoder::new(bytes).map_err(broken)?, limit)
        }
        "" | "identity" | "gzip" | "x-gzip" | "deflate" | "zstd" => Ok((body, true)),
        _ if bytes.trim_ascii_start().starts_with(b"<") => Ok((body, true)),
        _ => Err(SkipReason::NotADispatch(format!("a page compressed with `{coding}`, which is not read"))),
    }
}

/// Whether the two bytes of a zlib header stand first (RFC 1950, section 2.2).
fn is_zlib(bytes: &[u8]) -> bool {
    matches!(bytes, [first, second, ..] if first & 0x0F == 8 && u16::from_be_bytes([*first, *second]) % 31 == 0)
}

fn inflated(source: impl Read, limit: u64) -> Result<(Vec<u8>, bool), SkipReason> {
    let mut body = Vec::new();
    let ended = source.take(limit.saturating_add(1)).read_to_end(&mut body).is_ok();
    if body.len() as u64 > limit {
        return Err(SkipReason::Broken(format!("a page that unpacks to more than `{limit}` bytes")));
    }
    if body.is_empty() && !ended {
        return Err(SkipReason::Broken("a page with broken compression".to_owned()));
    }
    Ok((body, ended))
}
