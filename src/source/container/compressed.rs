//! One file, compressed: gzip (also of several members), xz, Zstandard.

use std::io::{BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use liblzma::bufread::XzDecoder;

use super::budget::Bounded;
use super::{Bytes, Container};
use crate::source::fault::Fault;
use crate::source::reading::{Origin, Reading};

/// The most memory that a decoder may take, as the windows of xz and Zstandard can be chosen at will, in bytes.
const MOST_MEMORY: u64 = 256 << 20;
const MOST_WINDOW_LOG: u32 = 27;

/// What gives the bytes of a compressed stream.
type Decoder<'a> = Box<dyn Read + 'a>;

/// A way of compressing a file.
pub struct Compressed {
    name: &'static str,
    magic: &'static [u8],
    decoder: for<'a> fn(Box<dyn BufRead + 'a>) -> std::io::Result<Decoder<'a>>,
}

pub const GZIP: Compressed =
    Compressed { name: "gzip", magic: b"\x1F\x8B", decoder: |bytes| Ok(Box::new(MultiGzDecoder::new(bytes))) };

pub const XZ: Compressed = Compressed {
    name: "xz",
    magic: b"\xFD7zXZ\0",
    decoder: |bytes| {
        let stream = liblzma::stream::Stream::new_stream_decoder(MOST_MEMORY, liblzma::stream::CONCATENATED)?;
        Ok(Box::new(XzDecoder::new_stream(bytes, stream)))
    },
};

pub const ZSTD: Compressed = Compressed {
    name: "zstd",
    magic: b"\x28\xB5\x2F\xFD",
    decoder: |bytes| {
        let mut decoder = zstd::Decoder::with_buffer(bytes)?;
        decoder.window_log_max(MOST_WINDOW_LOG)?;
        Ok(Box::new(decoder))
    },
};

impl Container for Compressed {
    fn name(&self) -> &'static str {
        self.name
    }

    fn recognises(&self, head: &[u8]) -> bool {
        head.starts_with(self.magic)
    }

    fn read(&self, origin: &Origin, bytes: Bytes, reading: &mut Reading) -> Result<(), Fault> {
        let mut left = reading.unpacked;
        let decoder = (self.decoder)(bytes.stream()).map_err(Fault::Unreadable)?;
        let plain = BufReader::with_capacity(256 << 10, decoder);
        let outcome = reading.stream(&origin.unpacked(), &mut Bounded::new(plain, &mut left));
        reading.unpacked = reading.unpacked.min(left);
        outcome.map_err(|fault| broken(fault, self.name))
    }
}

/// An error that the decoder made is one of the archive, not of the disk.
fn broken(fault: Fault, format: &'static str) -> Fault {
    match fault {
        Fault::Unreadable(error) if error.raw_os_error().is_none() => {
            Fault::Archive { format, what: error.to_string() }
        }
        Fault::Vanished => Fault::Archive { format, what: "it ends in the middle".to_owned() },
        other => other,
    }
}
