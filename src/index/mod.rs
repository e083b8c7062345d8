//! The index on disk: tantivy's segments, and beside them what tantivy does not keep.
//!
//! | file | what it holds |
//! |---|---|
//! | `segments/` | tantivy's own directory |
//! | `files-N.zst` | the manifest: every file that was read, and the dispatches it gave ([`manifest`]) |
//! | `superseded-N` | the dispatches hidden behind a newer version or a kill ([`versions`]) |
//! | `twins-N` | the texts that were sent more than once ([`twins`]) |
//! | `writer.lock` | who is writing ([`lock`]) |
//! | `rebuild/`, `segments.old/` | a new index that grows, and the old one while the new one moves in ([`rebuild()`]) |
//!
//! The payload of tantivy's commit names the generation `N` and describes the index ([`state`]). Files of a new
//! generation are written before the commit and those of the old one removed after it, so that the replacement of
//! tantivy's `meta.json` is the one moment at which everything changes.

pub mod document;
pub mod error;
pub mod facet;
mod failure;
pub mod fields;
mod list_tokenizer;
pub mod lock;
pub mod lookup;
pub mod manifest;
pub mod numbers;
pub mod open;
pub mod plan;
#[cfg(unix)]
mod read_store;
mod reading;
mod rebuild;
pub mod record;
mod side_files;
pub mod sketch;
pub mod state;
mod stores;
pub mod summary;
mod transaction;
pub mod twins;
pub mod update;
mod value_tokenizer;
pub mod versions;

pub use error::IndexError;
pub use open::OpenIndex;
pub use rebuild::rebuild;
pub use summary::Summary;
pub use update::{Progress, Update};
pub use value_tokenizer::value_term;
