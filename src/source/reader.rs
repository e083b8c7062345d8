//! What a reader is: the one thing to write for a new format.

use std::io::BufRead;

use super::fault::{Fault, Skip};
use super::read::Options;
use crate::dispatch::Dispatch;

/// What a reader gives: a dispatch, or a place where there was none.
#[derive(Debug)]
pub enum Item {
    Dispatch(Box<Dispatch>),
    Skipped(Skip),
}

impl From<Dispatch> for Item {
    fn from(dispatch: Dispatch) -> Self {
        Item::Dispatch(Box::new(dispatch))
    }
}

impl From<Skip> for Item {
    fn from(skip: Skip) -> Self {
        Item::Skipped(skip)
    }
}

/// What the choice of a reader is made on. File names have no say in it.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The decoded text from its start; without a byte order mark.
    pub text: &'a str,
    /// Whether `text` is all there is, not just the opening of a large file.
    pub whole: bool,
}

/// What a reader reads: always UTF-8, without a byte order mark.
pub enum Input<'a> {
    /// The whole file.
    Text(&'a str),
    /// A file too large to be held. Only readers that say so with [`Reader::streams`] are given one.
    /// No more of it than [`Options::max_dispatch_bytes`] is held at once.
    Stream(&'a mut dyn BufRead),
}

/// Reads one wire format.
pub trait Reader: Sync {
    /// The name of the format: lower-case, words joined by `-`; it stays for good, since the index keeps it.
    fn name(&self) -> &'static str;

    /// Whether a text that opens like this is in this format. Readers are asked in the order of their table.
    fn recognises(&self, head: &Head) -> bool;

    /// Whether [`Input::Stream`] is understood: a file of this format may hold many dispatches.
    fn streams(&self) -> bool {
        false
    }

    /// Whether [`Options::columns`] has a say in what is read.
    fn maps_columns(&self) -> bool {
        false
    }

    /// Gives what stands in `input` to `sink`, in order. `source` and a missing `id` are filled in afterwards.
    ///
    /// # Errors
    /// When the rest of the input cannot be read; what was given before stays good.
    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault>;
}

/// A format of plain text, one dispatch a file, as a pair of functions.
pub struct TextReader {
    pub name: &'static str,
    pub recognises: fn(&str) -> bool,
    pub read: fn(&str) -> Dispatch,
}

impl Reader for TextReader {
    fn name(&self) -> &'static str {
        self.name
    }

    fn recognises(&self, head: &Head) -> bool {
        (self.recognises)(head.text)
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        let limit = options.max_dispatch_bytes;
        match input {
            Input::Text(text) => sink((self.read)(text).into()),
            Input::Stream(_) => return Err(Fault::TooLarge { bytes: limit + 1, limit }),
        }
        Ok(())
    }
}
