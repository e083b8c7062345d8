//! UTF-8 out of a stream of bytes in a known encoding, for files that are too large to be held.

use std::io::{self, Read};

use encoding_rs::{Decoder, Encoding, UTF_8};

use super::decode_mixed;

const CHUNK: usize = 64 << 10;

/// Reads as UTF-8, without a byte order mark.
pub struct Transcoder<R> {
    source: R,
    /// None for UTF-8, which is repaired byte by byte as [`super::decode`] does.
    decoder: Option<Decoder>,
    /// Bytes read and not yet decoded: the start of a character.
    pending: Vec<u8>,
    text: String,
    /// How much of `text` has been given out.
    given: usize,
    ended: bool,
}

impl<R: Read> Transcoder<R> {
    /// `source` stands behind the byte order mark, if there is one.
    pub fn new(source: R, encoding: &'static Encoding) -> Self {
        let decoder = (encoding != UTF_8).then(|| encoding.new_decoder_without_bom_handling());
        Transcoder { source, decoder, pending: Vec::new(), text: String::new(), given: 0, ended: false }
    }

    fn refill(&mut self) -> io::Result<()> {
        let kept = self.pending.len();
        self.pending.resize(kept + CHUNK, 0);
        let read = loop {
            match self.source.read(&mut self.pending[kept..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        self.pending.truncate(kept + read);
        self.ended = read == 0;
        self.text.clear();
        self.given = 0;
        match &mut self.decoder {
            Some(decoder) => {
                self.text.reserve(decoder.max_utf8_buffer_length(self.pending.len()).unwrap_or(CHUNK * 4));
                let (_, taken, _) = decoder.decode_to_string(&self.pending, &mut self.text, self.ended);
                self.pending.drain(..taken);
            }
            None => {
                let whole = if self.ended { self.pending.len() } else { whole_characters(&self.pending) };
                self.text.push_str(&decode_mixed(&self.pending[..whole]).0);
                self.pending.drain(..whole);
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            self.refill()?;
        }
        let left = &self.text.as_bytes()[self.given..];
        let length = left.len().min(buffer.len());
        buffer[..length].copy_from_slice(&left[..length]);
        self.given += length;
        Ok(length)
    }
}

/// The length of `bytes` without a character at the end that goes on in the next chunk.
fn whole_characters(bytes: &[u8]) -> usize {
    let tail = bytes.len().saturating_sub(3);
    match bytes[tail..].iter().rposition(|&byte| byte >= 0xC0) {
        Some(at) if std::str::from_utf8(&bytes[tail + at..]).is_err_and(|e| e.error_len().is_none()) => tail + at,
        _ => bytes.len(),
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{ISO_8859_15, UTF_16LE};

    use super::*;

    /// Gives `usize` bytes at a time.
    struct Drip<'a>(&'a [u8], usize);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let length = self.1.min(buffer.len());
            Read::read(&mut self.0, &mut buffer[..length])
        }
    }

    fn transcode(bytes: &[u8], step: usize, encoding: &'static Encoding) -> String {
        let mut text = String::new();
        Transcoder::new(Drip(bytes, step), encoding).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn characters_survive_the_cuts_between_chunks() {
        let text = "Séisme à Kœnigsmacker : 12 €, « 𝄞 »";
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for step in 1..8 {
            assert_eq!(transcode(text.as_bytes(), step, UTF_8), text, "{step}");
            assert_eq!(transcode(&utf16, step, UTF_16LE), text, "{step}");
            assert_eq!(transcode(b"12 \xA4, c\xBDur", step, ISO_8859_15), "12 €, cœur", "{step}");
        }
    }

    #[test]
    fn foreign_bytes_are_read_as_windows_1252() {
        for step in 1..5 {
            assert_eq!(transcode(b"\xC3\xA9t\xE9 \x80 \xE2\x82", step, UTF_8), "été € â‚", "{step}");
        }
    }
}
