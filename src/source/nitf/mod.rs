//! NITF, the IPTC's News Industry Text Format, versions 2 to 3.6, in the dialects of AAP, AP, ANSA, EFE, La Presse
//! canadienne, NTB and PA; and the New York Times Annotated Corpus, which is NITF with blocks of its own.
//!
//! See <https://iptc.org/standards/nitf/>. [`fill`] reads a `nitf` element wherever it stands: NewsML carries its texts so.

mod body;
pub mod closing;
pub mod concepts;
pub mod dateline;
mod docdata;
mod meta;
mod nyt;
pub mod text;

pub use body::set_standfirst;
pub use docdata::{set_urgency, status_named};

use super::fault::{Fault, Skip, SkipReason};
use super::markup::records::{self, Cut, Record};
use super::markup::root;
use super::markup::tree::{Element, Tree};
use super::read::Options;
use super::reader::{Head, Input, Item, Reader};
use super::{Place, complete};
use crate::dispatch::{Dispatch, Status};

/// How many bytes of a file are looked at to see whose dialect it is.
const OPENING: usize = 16 << 10;
const CUT: Cut = Cut { names: &["nitf"], xml: true };

/// Reads NITF, one document a file or many.
pub struct Nitf;

/// Reads the New York Times Annotated Corpus (LDC2008T19).
pub struct Nyt;

impl Reader for Nitf {
    fn name(&self) -> &'static str {
        "nitf"
    }

    fn recognises(&self, head: &Head) -> bool {
        is_nitf(head)
    }

    fn streams(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        read(input, options, sink, fill)
    }
}

impl Reader for Nyt {
    fn name(&self) -> &'static str {
        "nyt"
    }

    fn recognises(&self, head: &Head) -> bool {
        is_nitf(head) && nyt::recognises(&head.text[..head.text.floor_char_boundary(OPENING)])
    }

    fn streams(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        read(input, options, sink, nyt::fill)
    }
}

fn is_nitf(head: &Head) -> bool {
    root(head.text).is_some_and(|root| root.is_one_of(&["nitf"]))
}

/// Fills a dispatch from a `nitf` element, its head and its text. Fields that are filled already stay, since an envelope
/// knows better; only paragraphs and notes are added. The caller completes the dispatch afterwards.
pub fn fill(dispatch: &mut Dispatch, nitf: Element) {
    docdata::provider(dispatch, nitf);
    if let Some(head) = nitf.child("head") {
        docdata::fill(dispatch, head);
        concepts::of_head(dispatch, head);
    }
    body::fill(dispatch, nitf.child("body").unwrap_or(nitf));
    if let Some(head) = nitf.child("head") {
        meta::fill(dispatch, head);
    }
    let tags = [nitf.attribute("baselang"), nitf.attribute("lang")];
    first(&mut dispatch.language, || tags.iter().flatten().find_map(|tag| super::language::tag(tag)));
}

/// Fills a field that is not filled yet.
fn first<T>(field: &mut Option<T>, value: impl FnOnce() -> Option<T>) {
    if field.is_none() {
        *field = value();
    }
}

fn read(
    input: Input,
    options: &Options,
    sink: &mut dyn FnMut(Item),
    fill: fn(&mut Dispatch, Element),
) -> Result<(), Fault> {
    records::each(input, CUT, options.max_dispatch_bytes, sink, |record, sink| {
        let at = Place::Record(record.number);
        sink(document(record, fill).unwrap_or_else(|reason| Skip { at, reason }.into()));
        Ok(())
    })
}

fn document(record: Record, fill: fn(&mut Dispatch, Element)) -> Result<Item, SkipReason> {
    let tree = Tree::read(record.text);
    let Some(nitf) = tree.root() else { return Err(SkipReason::NotADispatch("NITF without any element".to_owned())) };
    let mut dispatch = Dispatch::default();
    dispatch.warnings.extend(tree.fault.clone());
    if !record.closed {
        dispatch.warnings.push("cut off before its end, read as far as it goes".to_owned());
    }
    fill(&mut dispatch, nitf);
    complete::dispatch(&mut dispatch);
    if dispatch.body.is_empty()
        && let Some(media) = nitf.find("media")
    {
        let kind = media.attribute("media-type").unwrap_or("picture".into()).to_lowercase();
        return Err(SkipReason::PackageOrPicture(kind));
    }
    let killed = dispatch.status == Status::Canceled && !dispatch.id.is_empty();
    if dispatch.title().is_empty() && !killed {
        return Err(SkipReason::NotADispatch("NITF without headline or text".to_owned()));
    }
    Ok(dispatch.into())
}

#[cfg(test)]
mod tests;
