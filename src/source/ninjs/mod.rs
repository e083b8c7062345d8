//! ninjs, the IPTC's news in JSON: versions 1 to 3, one item, a list, an envelope round a list, or JSON Lines.
//!
//! Also its relatives that differ in names only: Superdesk, AP Media API, Reuters, dpa digital wires, Fingerpost. Keys are
//! compared without case, `_` and `-`, since version 1 writes `versioncreated`, version 3 `versionCreated`, and others
//! `version_created`. See <https://iptc.org/standards/ninjs/>.

mod body;
mod concepts;
mod document;
mod fields;
mod item;
mod lines;
mod places;
mod provider;
mod texts;

use std::io::BufReader;

use serde_json::de::{Deserializer, IoRead, StrRead};

use super::fault::Fault;
use super::read::Options;
use super::reader::{Head, Input, Item, Reader};

/// Reads every file of JSON, and says of what is no news item that it is none.
pub struct Ninjs;

impl Reader for Ninjs {
    fn name(&self) -> &'static str {
        "ninjs"
    }

    fn recognises(&self, head: &Head) -> bool {
        let text = head.text.trim_start();
        let mut inner = text.chars().skip(1).filter(|c| !c.is_whitespace());
        match text.chars().next() {
            Some('{') => matches!(inner.next(), Some('"' | '}') | None),
            Some('[') => matches!(inner.next(), Some('{' | '[' | ']') | None),
            _ => false,
        }
    }

    fn streams(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        match input {
            Input::Text(text) if lines::is_lines(text) => lines::read(&mut text.as_bytes(), u64::MAX, sink),
            Input::Text(text) => document::read(Deserializer::new(StrRead::new(text)), None, sink),
            Input::Stream(bytes) => {
                let limit = options.max_dispatch_bytes;
                let head = bytes.fill_buf()?;
                if lines::is_lines(&String::from_utf8_lossy(head)) {
                    return lines::read(bytes, limit, sink);
                }
                let budget = document::Budget::new(limit);
                let guarded = BufReader::new(budget.guard(bytes));
                document::read(Deserializer::new(IoRead::new(guarded)), Some(&budget), sink)
            }
        }
    }
}

#[cfg(test)]
mod tests;
