//! From bytes to text: which encoding a file is in, whatever it declares.
//!
//! Order of the tests: byte order mark, UTF-16 by its NULs, valid UTF-8, UTF-8 with some foreign bytes, then the legacy
//! encodings ([`legacy`]). Valid UTF-8 that was encoded twice is put right ([`mojibake`]).

mod legacy;
mod mojibake;
mod transcoder;

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

pub use transcoder::Transcoder;

/// Bytes as text, and how sure that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// Without the byte order mark.
    pub text: Cow<'a, str>,
    /// The WHATWG name of the encoding, such as `windows-1252`.
    pub label: &'static str,
    /// What had to be repaired, for people.
    pub warnings: Vec<String>,
}

/// Decodes a whole file. Never fails: bytes without meaning become U+FFFD, with a warning.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    let marked = marked(bytes);
    // As a rule, a file is UTF-8 and does not say so; to see it and to decode it is one step then.
    if marked.is_none()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return repaired(Cow::Borrowed(text), 0);
    }
    let (encoding, bytes) = marked.unwrap_or_else(|| unmarked(bytes));
    if encoding == UTF_8 {
        let (text, foreign) = decode_mixed(bytes);
        return repaired(text, foreign);
    }
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    let warnings =
        if lossy { vec![format!("some bytes are no {}, shown as \u{FFFD}", encoding.name())] } else { vec![] };
    Decoded { text, label: encoding.name(), warnings }
}

/// The encoding of `bytes`, and `bytes` without a byte order mark. For a file that is UTF-8 but for some foreign bytes,
/// UTF-8.
pub fn detect(bytes: &[u8]) -> (&'static Encoding, &[u8]) {
    marked(bytes).unwrap_or_else(|| unmarked(bytes))
}

/// An encoding that shows itself by a byte order mark, or by the NULs of UTF-16.
fn marked(bytes: &[u8]) -> Option<(&'static Encoding, &[u8])> {
    let by_mark = Encoding::for_bom(bytes).map(|(encoding, length)| (encoding, &bytes[length..]));
    by_mark.or_else(|| utf16_by_nuls(bytes).map(|encoding| (encoding, bytes)))
}

fn unmarked(bytes: &[u8]) -> (&'static Encoding, &[u8]) {
    (if is_mostly_utf8(bytes) { UTF_8 } else { legacy::detect(bytes) }, bytes)
}

/// UTF-16 without a byte order mark: in Western text nearly every other byte is NUL, always on the same side.
pub fn utf16_by_nuls(bytes: &[u8]) -> Option<&'static Encoding> {
    const SAMPLE: usize = 8 << 10;
    let pairs = bytes[..bytes.len().min(SAMPLE)].as_chunks::<2>().0;
    let (mut first, mut second) = (0, 0);
    for pair in pairs {
        first += usize::from(pair[0] == 0);
        second += usize::from(pair[1] == 0);
    }
    let mostly = |nuls: usize| nuls > 0 && nuls * 10 >= pairs.len() * 7;
    let hardly = |nuls: usize| nuls * 20 <= pairs.len();
    match (first, second) {
        (first, second) if mostly(second) && hardly(first) => Some(UTF_16LE),
        (first, second) if mostly(first) && hardly(second) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether the bytes are UTF-8 but for a few. In French text of a legacy encoding, an accented letter hardly ever has
/// another non-ASCII byte behind it, so sequences that are valid UTF-8 are proof enough when they are not outnumbered.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good * 4 >= bad
}

/// UTF-8 in which `foreign` bytes had to be replaced, put right if it was encoded twice.
fn repaired(text: Cow<'_, str>, foreign: usize) -> Decoded<'_> {
    let mut warnings = Vec::new();
    if foreign > 0 {
        warnings.push(format!("repaired: {foreign} foreign bytes in UTF-8, read as windows-1252"));
    }
    let text = match mojibake::undo(&text) {
        Some(repaired) => {
            warnings.push("repaired: the text had been encoded as UTF-8 twice".to_owned());
            Cow::Owned(repaired)
        }
        None => text,
    };
    Decoded { text, label: UTF_8.name(), warnings }
}

/// UTF-8 in which every byte that does not fit is taken as windows-1252, and how many did not fit.
fn decode_mixed(bytes: &[u8]) -> (Cow<'_, str>, usize) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (Cow::Borrowed(text), 0);
    }
    let mut text = String::with_capacity(bytes.len() + 64);
    let mut foreign = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        foreign += chunk.invalid().len();
    }
    (Cow::Owned(text), foreign)
}

#[cfg(test)]
mod tests;
