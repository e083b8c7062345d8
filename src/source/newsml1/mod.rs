//! NewsML 1.0 to 1.2 of every agency: AFP's wire and web profiles, ATS, Belga with its languages, TASS, ANP, EFE, Kyodo, ANA.
//!
//! An envelope holds news items; an item says who, when and what in its management, and holds components within
//! components, each with lines, metadata and content of its own. What a component does not say, those around it say.
//! See <https://iptc.org/standards/newsml-1/>.

mod content;
mod identity;
mod item;
mod lines;
mod management;
mod metadata;
mod stories;

use super::Place;
use super::fault::{Fault, Skip, SkipReason};
use super::markup::records::{self, Cut};
use super::markup::root;
use super::markup::tree::Tree;
use super::read::Options;
use super::reader::{Head, Input, Item, Reader};

const CUT: Cut = Cut { names: &["NewsItem"], xml: true };

/// Reads NewsML 1.
pub struct NewsMl1;

impl Reader for NewsMl1 {
    fn name(&self) -> &'static str {
        "newsml1"
    }

    fn recognises(&self, head: &Head) -> bool {
        root(head.text).is_some_and(|root| root.is_one_of(&["newsml"]))
    }

    fn streams(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        // What stands before the first item is the same for all.
        let mut envelope = None;
        records::each(input, CUT, options.max_dispatch_bytes, sink, |record, sink| {
            let envelope = envelope.get_or_insert_with(|| item::Envelope::read(record.prolog));
            let tree = Tree::read(record.text);
            let Some(root) = tree.root() else { return Ok(()) };
            let mut warnings: Vec<String> = tree.fault.iter().cloned().collect();
            if !record.closed {
                warnings.push("cut off before its end, read as far as it goes".to_owned());
            }
            // An item may hold others.
            for item in std::iter::once(root).chain(root.descendants().filter(|inside| inside.name() == "NewsItem")) {
                item::read(item, envelope, &warnings, &mut |outcome| {
                    let at = Place::Record(record.number);
                    sink(outcome.unwrap_or_else(|reason| Skip { at, reason }.into()));
                });
            }
            Ok(())
        })?;
        if envelope.is_none() {
            sink(Skip::file(SkipReason::NotADispatch("NewsML without any news item".to_owned())).into());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
