//! Research collections of news in SGML: TREC, CLEF, TIPSTER, and the Gigaword corpora of the LDC.
//!
//! Many `<DOC>` a file, no root, any names of elements; each newspaper and agency has its own. [`document`] knows what the
//! names mean, [`collection`] what an identifier tells, [`date`] how they date. What it does not know is left out of the
//! body, unless there is no body without it.

mod collection;
mod date;
mod document;

use memchr::memmem;

use super::fault::{Fault, Place, Skip, SkipReason};
use super::markup::records::{self, Cut};
use super::read::Options;
use super::reader::{Head, Input, Item, Reader};

/// How far the first `<DOC>` of a file is looked for, in bytes.
const PROLOG: usize = 4 << 10;

/// Reads collections in the manner of TREC.
pub struct Trec;

impl Reader for Trec {
    fn name(&self) -> &'static str {
        "trec"
    }

    fn recognises(&self, head: &Head) -> bool {
        let text = head.text.trim_start();
        let start = text.as_bytes().get(..PROLOG).unwrap_or(text.as_bytes());
        if !text.starts_with('<') {
            return false;
        }
        let Some(at) = memmem::find(start, b"<DOC").or_else(|| memmem::find(start, b"<doc")) else { return false };
        let tag = text[at..].split('>').next().unwrap_or_default();
        let named = tag.len() == 4 || tag[4..].starts_with(|c: char| c.is_ascii_whitespace());
        let first = text.as_bytes().get(at..at + PROLOG).unwrap_or(&text.as_bytes()[at..]).to_ascii_uppercase();
        let has = |mark: &str| memmem::find(&first, mark.as_bytes()).is_some();
        named && (has("<DOCNO") || has("<DOCID") || has("<TEXT>") || has("<HEADLINE>"))
    }

    fn streams(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        const CUT: Cut = Cut { names: &["DOC"], xml: false };
        records::each(input, CUT, options.max_dispatch_bytes, sink, |record, sink| {
            let dispatch = document::dispatch(&record);
            sink(if dispatch.headline.is_empty() && dispatch.body.is_empty() {
                let reason = SkipReason::NotADispatch("a <DOC> without any text".to_owned());
                Skip { at: Place::Record(record.number), reason }.into()
            } else {
                dispatch.into()
            });
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests;
