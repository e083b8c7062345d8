//! Keeps what comes out of archives within bounds: an archive of a few kilobytes can unpack to petabytes.

use std::io::{self, BufRead, Read};

/// Reads as long as the budget lasts, then fails.
pub struct Bounded<'b, R> {
    source: R,
    left: &'b mut u64,
}

impl<'b, R: BufRead> Bounded<'b, R> {
    /// `left` bytes may be read; what is read is taken off it.
    pub fn new(source: R, left: &'b mut u64) -> Self {
        Bounded { source, left }
    }
}

impl<R: BufRead> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(buffer.len());
        buffer[..length].copy_from_slice(&available[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Bounded<'_, R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let available = self.source.fill_buf()?;
        if !available.is_empty() && *self.left == 0 {
            return Err(io::Error::other("it unpacks to far more than its size allows, as if to fill the disk"));
        }
        Ok(available)
    }

    fn consume(&mut self, amount: usize) {
        *self.left = self.left.saturating_sub(amount as u64);
        self.source.consume(amount);
    }
}
