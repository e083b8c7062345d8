//! Running a query: hits, snippets, explanations.
//!
//! A search goes in two steps. The first finds the best candidates by BM25 over one field of all text, where tantivy can
//! skip most of a posting list ([`top`]); the second looks at where the words stand in each candidate and orders them
//! anew ([`rank`]). Which dispatches match is decided by the query alone and is the same for counts, lists and exports.

mod advice;
mod by_id;
mod column;
pub mod facets;
mod feedback;
mod gate;
mod hit;
mod ids;
mod kept;
pub mod links;
mod mark;
mod near;
mod ordered;
mod overview;
mod page;
pub mod people;
mod portrait;
mod rank;
mod run;
mod shown;
mod similar;
mod snippet;
pub mod spelling;
mod story;
pub mod timeline;
pub mod together;
mod top;

pub use advice::{Advice, Part, advise};
pub use by_id::{ById, Found, find_by_id};
pub use hit::{Hit, Neighbour, Snippet};
pub use mark::{Marker, marked_lines};
pub use overview::{Overview, overview};
pub use page::{Page, page};
pub use run::{Details, Joined, Request, Results, SearchError, Sort, run};
pub use shown::Shown;
pub use similar::{DEFAULT_DAYS, Likeness, similar};
pub use story::{Copy, Link, Standing, Story};
