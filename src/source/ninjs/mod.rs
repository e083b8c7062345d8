//! ninjs, the IPTC's news in JSON: versions 1 to 3, one item, a list, an envelope round a list, or JSON Lines; and the
//! dialects of its vendors, each of which is told by keys that only it has.
//!
//! Superdesk, BBC and Reuters differ from ninjs in names only, and are read as it. [`item`] reads what all have in common;
//! a dialect's own file amends that, or reads all of it (AFP, whose keys are its own). See <https://iptc.org/standards/ninjs/>.

mod afp;
mod ap;
pub mod body;
mod concepts;
mod dpa;
mod fingerpost;
mod item;
mod places;
mod provider;
mod texts;

use super::fault::{Fault, SkipReason};
use super::json::document;
use super::json::fields::Fields;
use super::json::{self, Json};
use super::read::Options;
use super::reader::{Head, Input, Item, Reader};
use crate::dispatch::Dispatch;

/// A dialect of ninjs.
pub struct Dialect {
    name: &'static str,
    /// A file of this dialect has a key of each group.
    keys: &'static [&'static [&'static str]],
    read: fn(&Fields) -> Result<Dispatch, SkipReason>,
}

/// AP Media API. Its `etag` holds item and version.
pub static AP: Dialect = Dialect {
    name: "ap-media-api",
    keys: &[&["altids"], &["etag"], &["itemid"], &["pubstatus", "renditions", "signals"]],
    read: ap::read,
};

/// AFP API Core.
pub static AFP: Dialect = Dialect {
    name: "afp-api",
    keys: &[&["uno", "afpshortid"], &["news", "class", "lang", "headline", "published", "provider"]],
    read: afp::read,
};

/// dpa digital wires.
pub static DPA: Dialect = Dialect {
    name: "dpa-digitalwires",
    keys: &[&["urn"], &["version_created"], &["article_html", "dpasubject_names", "notepad", "kicker"]],
    read: dpa::read,
};

/// Fingerpost, as the Guardian takes wires from.
pub static FINGERPOST: Dialect =
    Dialect { name: "fingerpost", keys: &[&["source-feed"], &["usn", "mediaCatCodes"]], read: fingerpost::read };

/// ninjs itself, Superdesk, BBC, Reuters.
#[rustfmt::skip]
pub static NINJS: Dialect = Dialect {
    name: "ninjs",
    keys: &[
        &["uri", "guid"],
        &[
            "versioncreated", "versionCreated", "firstcreated", "firstCreated", "contentcreated", "pubstatus", "pubStatus",
            "body_text", "body_html", "body_xhtml", "bodyXhtml", "body_main", "body_richtext", "bodies", "headline",
            "headlines", "headline_main", "headline_simple", "slugline", "infosource", "infosources", "infoSources",
            "copyrightholder", "description_text", "descriptions", "renditions", "located", "eventDetails",
        ],
    ],
    read: item::read,
};

impl Reader for Dialect {
    fn name(&self) -> &'static str {
        self.name
    }

    fn recognises(&self, head: &Head) -> bool {
        json::opens(head) && json::has_keys(head, self.keys)
    }

    fn streams(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        let read = |value: &Json| (self.read)(&json::unwrap(value)?);
        document::each(input, options.max_dispatch_bytes, &read, sink)
    }
}

#[cfg(test)]
mod tests;
