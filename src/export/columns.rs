//! The columns of a hit list: their names, which are a contract, and what stands in them.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::Format;
use crate::dispatch::{Dispatch, PlaceRole, Status};
use crate::index::document::status_name;
use crate::index::record::Depth;
use crate::search::{Details, Hit};

mod value;

pub(super) use value::Value;
use value::{moment, optional, text};

macro_rules! columns {
    ($($variant:ident $name:literal $meaning:literal),* $(,)?) => {
        /// A column of a hit list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Column { $(#[doc = $meaning] $variant),* }

        impl Column {
            /// Every column with its name and what stands in it.
            pub const ALL: &[(Column, &'static str, &'static str)] = &[$((Column::$variant, $name, $meaning)),*];
        }
    };
}

columns! {
    Rank "rank" "Place in the list, from 1",
    Score "score" "Larger is better; comparable only within one search",
    Id "id" "Identifier of the dispatch",
    Version "version" "Version of the dispatch",
    Date "date" "Creation, else last update: a day or an instant",
    Updated "updated" "Last update",
    Headline "headline" "Headline; of a dispatch without one, its first sentence",
    Standfirst "standfirst" "Standfirst",
    Provider "provider" "Agency",
    Language "language" "Language",
    Byline "byline" "Byline",
    Dateline "dateline" "Place of the dateline",
    Topics "topics" "Labels of the topics",
    Locations "locations" "Names of the places",
    People "people" "Full names of the people",
    Organisations "organisations" "Organisations",
    Keywords "keywords" "Keywords",
    Slug "slug" "Slug",
    Genre "genre" "Genre",
    Urgency "urgency" "Urgency, 1 for a flash",
    Path "path" "File",
    Format "format" "Format of the file",
    Encoding "encoding" "Encoding of the file",
    Hash "hash" "BLAKE3 hash of the bytes of the dispatch in its file",
    Snippet "snippet" "Sentences around what matched",
    Highlights "highlights" "Byte ranges of the snippet that matched",
    Body "body" "Text, a paragraph each; of a killed dispatch nothing",
    Status "status" "usable, embargoed, withheld or canceled",
    Embargo "embargo" "Not to be published before",
    Standing "standing" "current, superseded or killed",
    Replaces "replaces" "Identifier of the dispatch that this one replaces",
    ReplacedBy "replaced_by" "Identifiers of the dispatches that replace this one",
    AlsoAs "also_as" "Identifiers of dispatches with the same text",
    Near "near" "Identifiers of hits that this one stands for; with --near-duplicates",
    Notes "notes" "Notes of correction, update or kill",
    Rights "rights" "Rights",
    Signature "signature" "Signature",
    Query "query" "In a list of queries, the identifier of the one that found it",
}

/// The columns of a table when none are named, as `search --format csv` has them.
pub const SEARCH_COLUMNS: [Column; 18] = [
    Column::Rank,
    Column::Score,
    Column::Id,
    Column::Version,
    Column::Date,
    Column::Headline,
    Column::Provider,
    Column::Topics,
    Column::Locations,
    Column::People,
    Column::Path,
    Column::Snippet,
    Column::Status,
    Column::Embargo,
    Column::Standing,
    Column::Replaces,
    Column::ReplacedBy,
    Column::AlsoAs,
];

/// The columns of an export when none are named: what costs no look at the text or at other dispatches.
pub const EXPORT_COLUMNS: [Column; 13] = [
    Column::Rank,
    Column::Score,
    Column::Id,
    Column::Version,
    Column::Date,
    Column::Headline,
    Column::Provider,
    Column::Topics,
    Column::Locations,
    Column::People,
    Column::Status,
    Column::Embargo,
    Column::Path,
];

impl Column {
    /// The name, as a header and `--fields` have it.
    pub fn name(self) -> &'static str {
        Column::ALL.iter().find(|(column, ..)| *column == self).map_or("", |(_, name, _)| name)
    }

    pub(super) fn value(self, hit: &Hit) -> Value<'_> {
        let Hit { dispatch, story, .. } = hit;
        match self {
            Column::Query => Value::Text(Cow::Borrowed(&hit.query)),
            Column::Rank => Value::Integer(hit.rank),
            Column::Score => Value::Score(hit.score),
            Column::Id => text(&dispatch.id),
            Column::Version => Value::Integer(dispatch.version),
            Column::Date => moment(dispatch.date()),
            Column::Updated => moment(dispatch.updated),
            Column::Headline => text(dispatch.title()),
            Column::Standfirst => optional(&dispatch.standfirst),
            Column::Provider => optional(&dispatch.provider),
            Column::Language => optional(&dispatch.language),
            Column::Byline => optional(&dispatch.byline),
            Column::Dateline => text(place(dispatch).unwrap_or_default()),
            Column::Topics => Value::List(dispatch.topics.iter().map(|topic| topic.label.as_str()).collect()),
            Column::Locations => Value::List(dispatch.locations.iter().map(|place| place.name.as_str()).collect()),
            Column::People => Value::List(dispatch.people.iter().map(|person| person.name.as_str()).collect()),
            Column::Organisations => Value::List(dispatch.organisations.iter().map(String::as_str).collect()),
            Column::Keywords => Value::List(dispatch.keywords.iter().map(String::as_str).collect()),
            Column::Slug => optional(&dispatch.slug),
            Column::Genre => optional(&dispatch.genre),
            Column::Urgency => dispatch.urgency.map_or(Value::None, |urgency| Value::Integer(urgency.into())),
            Column::Path => text(&dispatch.source.path),
            Column::Format => text(&dispatch.source.format),
            Column::Encoding => text(&dispatch.source.encoding),
            Column::Hash => text(&dispatch.source.hash),
            Column::Snippet => text(&hit.snippet.text),
            Column::Highlights => Value::Ranges(&hit.snippet.highlights),
            Column::Body => Value::Paragraphs(body(dispatch)),
            Column::Status => text(status_name(dispatch.status)),
            Column::Embargo => moment(dispatch.embargo),
            Column::Standing => text(story.standing.name()),
            Column::Replaces => optional(&dispatch.replaces),
            Column::ReplacedBy => Value::List(story.replaced_by.iter().map(|link| link.id.as_str()).collect()),
            Column::AlsoAs => Value::List(story.also_as.iter().map(|copy| copy.id.as_str()).collect()),
            Column::Near => Value::List(hit.near.iter().flatten().map(|near| near.id.as_str()).collect()),
            Column::Notes => Value::List(dispatch.notes.iter().map(String::as_str).collect()),
            Column::Rights => optional(&dispatch.rights),
            Column::Signature => optional(&dispatch.signature),
        }
    }

    /// What must be asked of a search so that all these columns can be filled in a list of `format`.
    pub fn details(columns: &[Column], format: Format) -> Details {
        let any = |wanted: &[Column]| columns.iter().any(|column| wanted.contains(column));
        let body = any(&[Column::Body]);
        let paragraphs = body && matches!(format, Format::Json | Format::Jsonl);
        let own = columns.iter().map(|column| column.depth()).max().unwrap_or_default();
        Details {
            snippets: any(&[Column::Snippet, Column::Highlights]),
            stories: any(&[Column::Standing, Column::ReplacedBy, Column::AlsoAs]),
            near: any(&[Column::Near]),
            marks: false,
            depth: if body && !paragraphs { Depth::Whole } else { own },
            paragraphs,
        }
    }

    /// How much of a dispatch the column shows, its text aside.
    fn depth(self) -> Depth {
        match self {
            Column::Query | Column::Rank | Column::Score | Column::Snippet | Column::Highlights | Column::Body => {
                Depth::Brief
            }
            Column::Id | Column::Version | Column::Date | Column::Updated | Column::Headline => Depth::Brief,
            Column::Provider | Column::Topics | Column::Locations | Column::People => Depth::Brief,
            Column::Path | Column::Format | Column::Status | Column::Embargo | Column::Standing => Depth::Brief,
            Column::Replaces | Column::ReplacedBy | Column::AlsoAs | Column::Near => Depth::Brief,
            Column::Standfirst | Column::Language | Column::Byline | Column::Dateline => Depth::Head,
            Column::Organisations | Column::Keywords | Column::Slug | Column::Genre | Column::Urgency => Depth::Head,
            Column::Encoding | Column::Hash | Column::Notes | Column::Rights | Column::Signature => Depth::Head,
        }
    }
}

/// The text of a dispatch that may be used: of a killed one nothing.
pub(super) fn body(dispatch: &Dispatch) -> &[String] {
    if dispatch.status == Status::Canceled { &[] } else { &dispatch.body }
}

/// Where a dispatch was written, else where what it tells happened.
pub(super) fn place(dispatch: &Dispatch) -> Option<&str> {
    let role = |role: PlaceRole| dispatch.locations.iter().find(|place| place.role == role);
    let located = role(PlaceRole::Dateline).or(role(PlaceRole::Event)).map(|place| place.name.as_str());
    located.or(dispatch.dateline.as_ref().and_then(|dateline| dateline.place.as_deref()))
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The name is none of [`Column::ALL`].
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("no column is called `{0}`; there are {names}", names = names())]
pub struct UnknownColumn(String);

fn names() -> String {
    Column::ALL.iter().map(|(_, name, _)| *name).collect::<Vec<_>>().join(", ")
}

impl FromStr for Column {
    type Err = UnknownColumn;

    fn from_str(name: &str) -> Result<Self, UnknownColumn> {
        let known = Column::ALL.iter().find(|(_, known, _)| known.eq_ignore_ascii_case(name.trim()));
        known.map(|(column, ..)| *column).ok_or_else(|| UnknownColumn(name.to_owned()))
    }
}
