//! The record: one dispatch as the rest of the program speaks of it.
//!
//! Plain data with serde. A reader in [`crate::source`] fills it, the index stores it whole, search and export show it.
//! The JSON keys of [`Dispatch`] are a contract (`depeche inspect --format jsonl`): keys may be added, not renamed.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

mod moment;

pub use moment::Moment;

/// Where a value of [`Topic`], [`Location`] or [`Person`] comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The file's own metadata: a header, a code, a dateline.
    #[default]
    Source,
    /// Found in the running text.
    Text,
}

/// What may be done with a dispatch, after IPTC `pubStatus`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// May be published.
    #[default]
    Usable,
    /// Not before the moment in [`Dispatch::embargo`].
    Embargoed,
    /// Held back by the agency.
    Withheld,
    /// Killed: neither this dispatch nor an earlier version may be used.
    Canceled,
}

/// The line that opens a dispatch: `PARIS, 12 mars 2025 (AFP) -`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dateline {
    /// As it stands in the dispatch.
    pub raw: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// The agency named in it, as it stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
}

/// A subject label or code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Topic {
    pub label: String,
    /// The vocabulary of `code`, such as `medtop` or `subj`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The labels above it in its vocabulary, nearest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub broader: Vec<String>,
    pub from: Origin,
}

/// What a place has to do with the dispatch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceRole {
    /// Where the dispatch was written.
    Dateline,
    /// Where what it tells happened.
    Event,
    /// Named in it.
    #[default]
    Mentioned,
}

/// A place of the dispatch.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Location {
    pub name: String,
    /// Other forms of the name that stand in the dispatch.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<String>,
    pub role: PlaceRole,
    /// As the source gives it: an ISO 3166 code or a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The département, province, state or canton it lies in, by its French name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The place in the gazetteer: an ISO 3166 code, a GeoNames number or a code of our own; see
    /// [`crate::annotate::places`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Degrees north.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Degrees east.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    pub from: Origin,
}

/// A person of the story; authors, translators and photographers are not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// The fullest form, such as `Mark Rutte`.
    pub name: String,
    /// Every form that stands in the dispatch, `name` among them.
    pub forms: Vec<String>,
    /// What the dispatch calls this person, such as `président estonien`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// How often the person is named; 0 when only the metadata does.
    pub count: u32,
    pub from: Origin,
}

/// Where in the user's files a dispatch was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Source {
    pub path: String,
    /// Its place among the dispatches of the file, from 0.
    pub ordinal: u64,
    /// The reader that took it, such as `ninjs` or `web-page`.
    pub format: String,
    /// The encoding it was decoded from, by its WHATWG name.
    pub encoding: String,
    /// Length of the file in bytes.
    pub bytes: u64,
    /// BLAKE3 of the file's bytes, in hexadecimal.
    pub hash: String,
    /// Modification time of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modified: Option<Timestamp>,
}

/// One dispatch.
///
/// Text fields hold plain text: no markup, no control characters, white space folded to single spaces.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Dispatch {
    /// The provider's own identifier, else derived from the content; never from the path.
    pub id: String,
    /// Larger is newer among dispatches of one `id`.
    pub version: u64,
    /// The agency: `AFP`, `AA`, `ATS`…
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// A BCP 47 tag such as `fr` or `fr-CH`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// Empty for an alert that has none: see [`Dispatch::title`].
    pub headline: String,
    /// Of a dispatch without headline, what is shown in its place: its first sentence. Absent where there is a headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The sub-head or summary between headline and body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<String>,
    /// The paragraphs.
    pub body: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<Dateline>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<Moment>,
    /// 1 (flash) to 9.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urgency: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub genre: Option<String>,
    pub status: Status,
    /// Not to be published before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embargo: Option<Moment>,
    /// Notes to editors: corrections, kills, advisories. Never part of the searched body.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// The `id` of the dispatch that this one replaces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces: Option<String>,
    pub topics: Vec<Topic>,
    pub locations: Vec<Location>,
    pub people: Vec<Person>,
    pub organisations: Vec<String>,
    pub keywords: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    /// The desk's initials at the end, such as `xx/yy/zz`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translator: Option<String>,
    pub source: Source,
    /// What the reader could not make sense of; the dispatch is kept all the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

impl Dispatch {
    /// What to show as title: the headline, else the first sentence of the text.
    pub fn title(&self) -> &str {
        let first = || self.standfirst.as_deref().or(self.body.first().map(String::as_str));
        match &self.headline {
            headline if headline.is_empty() => self.title.as_deref().or_else(first).unwrap_or_default(),
            headline => headline,
        }
    }

    /// The date that a hit list shows and sorts by: creation, else last update.
    pub fn date(&self) -> Option<Moment> {
        self.created.or(self.updated)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_survives_json() {
        for text in ["2025-09-03", "2025-09-03T14:05:00+02:00", "1999-12-31T23:59:59+00:00"] {
            let moment: Moment = serde_json::from_value(text.into()).unwrap();
            assert_eq!(serde_json::to_value(moment).unwrap(), text);
        }
    }

    #[test]
    fn an_instant_keeps_the_day_of_its_own_clock() {
        let moment: Moment = serde_json::from_value("2025-09-04T00:30:00+02:00".into()).unwrap();
        assert_eq!(moment.day().to_string(), "2025-09-04");
    }

    #[test]
    fn an_alert_without_headline_shows_its_text() {
        let alert = Dispatch { body: vec!["Séisme à Kobé".into()], ..Dispatch::default() };
        assert_eq!(alert.title(), "Séisme à Kobé");
    }
}
