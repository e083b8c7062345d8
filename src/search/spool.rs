//! Pieces of text that are made in one order and wanted in another: in memory while they are few, then in a file that has no
//! name and goes away by itself.

use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};

use tempfile::SpooledTempFile;

/// Bytes that stay in memory.
const IN_MEMORY: usize = 4 << 20;
const BUFFER: usize = 128 << 10;

/// Takes pieces.
pub(super) struct Spool {
    file: BufWriter<SpooledTempFile>,
    length: u64,
}

/// Gives them back.
pub(super) struct Spooled(SpooledTempFile);

/// Where a piece lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    start: u64,
    length: usize,
}

impl Spool {
    pub fn new() -> Self {
        Spool { file: BufWriter::with_capacity(BUFFER, SpooledTempFile::new(IN_MEMORY)), length: 0 }
    }

    pub fn add(&mut self, piece: &[u8]) -> io::Result<Place> {
        self.file.write_all(piece).map_err(on_disk)?;
        let place = Place { start: self.length, length: piece.len() };
        self.length += piece.len() as u64;
        Ok(place)
    }

    pub fn finish(self) -> io::Result<Spooled> {
        let file = self.file.into_inner().map_err(|error| on_disk(error.into_error()))?;
        Ok(Spooled(file))
    }
}

impl Spooled {
    /// Reads a piece of this spool in place of what `piece` held.
    pub fn read(&mut self, place: Place, piece: &mut Vec<u8>) -> io::Result<()> {
        piece.resize(place.length, 0);
        self.0.seek(SeekFrom::Start(place.start)).and_then(|_| self.0.read_exact(piece)).map_err(on_disk)
    }
}

/// Says which disk is full: it may be another than that of the list.
fn on_disk(error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("temporary data in {}: {error}", std::env::temp_dir().display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_back_in_any_order_from_memory_and_from_disk() {
        for size in [10, 3 << 20] {
            let mut spool = Spool::new();
            let pieces: Vec<Vec<u8>> = (0..4_u8).map(|number| vec![number; size + usize::from(number)]).collect();
            let places: Vec<Place> = pieces.iter().map(|piece| spool.add(piece).unwrap()).collect();
            let mut spooled = spool.finish().unwrap();
            let mut read = Vec::new();
            for number in [2, 0, 3, 1, 2] {
                spooled.read(places[number], &mut read).unwrap();
                assert_eq!(read, pieces[number]);
            }
        }
    }
}
