//! NewsML-G2, the IPTC's XML for news exchange: a single item, or a `newsMessage` with a header and a set of items.
//!
//! Every `newsItem` is a dispatch; packages, planning, concepts and the like are named and passed over, and so are pictures
//! and films without a text of their own. Elements are known by their local names, since Reuters writes `ns0:newsItem` and
//! others `newsItem` or `nar:newsItem`. See <https://iptc.org/std/NewsML-G2/guidelines/>.

mod body;
mod code;
mod concepts;
mod envelope;
mod item;
mod notes;
mod places;
mod provider;
mod texts;
mod wrapped;

use super::fault::{Fault, Place, Skip, SkipReason};
use super::markup::records::{self, Cut};
use super::markup::root;
use super::markup::tree::Tree;
use super::read::Options;
use super::reader::{Head, Input, Item, Reader};
use envelope::Envelope;

/// Reads items of NewsML-G2.
pub struct NewsMlG2;

/// The envelope of a set of items.
const ENVELOPE: &str = "newsMessage";

/// The kinds of items; all but the first hold no text.
const ITEMS: [&str; 6] = ["newsItem", "packageItem", "planningItem", "conceptItem", "knowledgeItem", "catalogItem"];

impl Reader for NewsMlG2 {
    fn name(&self) -> &'static str {
        "newsml-g2"
    }

    fn recognises(&self, head: &Head) -> bool {
        let Some(root) = root(head.text) else { return false };
        // The news items of Reuters' RCV1 are told by their case and their attribute.
        let is_rcv1 = root.local() == "newsitem" && root.rest.trim_start().starts_with("itemid");
        (root.is_one_of(&ITEMS) || root.is_one_of(&[ENVELOPE])) && !is_rcv1
    }

    fn streams(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        let mut envelope = None;
        let mut is_empty = true;
        let cut = Cut { names: &ITEMS, xml: true };
        let mut given = |item| {
            is_empty = false;
            sink(item);
        };
        records::each(input, cut, options.max_dispatch_bytes, &mut given, |record, sink| {
            let envelope = envelope.get_or_insert_with(|| Envelope::read(record.prolog));
            let tree = Tree::read(record.whole_tags());
            let at = Place::Record(record.number);
            sink(item::read(&tree, envelope, record.closed).unwrap_or_else(|reason| Skip { at, reason }.into()));
            Ok(())
        })?;
        if is_empty {
            let reason = "a news message without items".to_owned();
            sink(Skip::file(SkipReason::NotADispatch(reason)).into());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
