//! News feeds: RSS 0.9x, 1.0 (RDF) and 2.0 with its modules, WordPress exports (WXR), and Atom 0.3 and 1.0.
//!
//! Every item is a dispatch. Feeds in the wild are broken often and long at times, so they are read with the record cutter
//! and the forgiving tree of [`markup`](super::markup) rather than with a feed library, which would hold the whole feed and
//! stop at the first fault: one item at a time, and a broken one costs no more than itself.
//!
//! See <https://www.rssboard.org/rss-specification>, <https://www.rssboard.org/media-rss> and RFC 4287.

mod authors;
mod channel;
mod content;
mod fields;
mod item;
mod subjects;
mod wenn;
mod wordpress;

use super::fault::{Fault, Place, Skip, SkipReason};
use super::markup::records::{self, Cut};
use super::markup::root;
use super::markup::tree::Tree;
use super::read::Options;
use super::reader::{Head, Input, Item, Reader};
use channel::Channel;

/// Reads RSS, RDF and WordPress exports.
pub struct Rss;

/// Reads Atom.
pub struct Atom;

/// Of all that is RDF, only what has to do with one of these is a feed.
const RDF_FEEDS: [&str; 2] = ["purl.org/rss", "netscape.com/rdf"];

/// Entries of Atom, and the notices of those that were withdrawn (RFC 6721).
const ENTRIES: [&str; 2] = ["entry", fields::DELETED];

impl Reader for Rss {
    fn name(&self) -> &'static str {
        "rss"
    }

    fn recognises(&self, head: &Head) -> bool {
        let is_feed = |text: &str| RDF_FEEDS.iter().any(|address| text.contains(address));
        root(head.text).is_some_and(|root| root.is_one_of(&["rss"]) || root.is_one_of(&["rdf"]) && is_feed(root.rest))
    }

    fn streams(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        read(input, &["item"], options, sink)
    }
}

impl Reader for Atom {
    fn name(&self) -> &'static str {
        "atom"
    }

    fn recognises(&self, head: &Head) -> bool {
        root(head.text).is_some_and(|root| root.is_one_of(&["feed", "entry"]))
    }

    fn streams(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        read(input, &ENTRIES, options, sink)
    }
}

fn read(input: Input, names: &[&str], options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
    let mut channel = None;
    let mut is_empty = true;
    let mut given = |item| {
        is_empty = false;
        sink(item);
    };
    records::each(input, Cut { names, xml: true }, options.max_dispatch_bytes, &mut given, |record, sink| {
        let channel = channel.get_or_insert_with(|| Channel::read(record.prolog));
        let tree = Tree::read(record.whole_tags());
        let at = Place::Record(record.number);
        sink(item::read(&tree, channel, record.closed).unwrap_or_else(|reason| Skip { at, reason }.into()));
        Ok(())
    })?;
    if is_empty {
        sink(Skip::file(SkipReason::NotADispatch("a feed without items".to_owned())).into());
    }
    Ok(())
}

#[cfg(test)]
mod tests;
