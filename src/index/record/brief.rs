//! What lists of hits show of a dispatch, and nothing else: a quarter of its record.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::dispatch::{Dispatch, Location, Moment, Person, Source, Status, Topic};

/// A dispatch in brief. Of topics, places and people it has the names.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Brief<'a> {
    id: Cow<'a, str>,
    #[serde(skip_serializing_if = "is_default")]
    version: u64,
    #[serde(skip_serializing_if = "is_default")]
    provider: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "is_default")]
    headline: Cow<'a, str>,
    #[serde(skip_serializing_if = "is_default")]
    title: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "is_default")]
    created: Option<Moment>,
    #[serde(skip_serializing_if = "is_default")]
    updated: Option<Moment>,
    #[serde(skip_serializing_if = "is_default")]
    status: Status,
    #[serde(skip_serializing_if = "is_default")]
    embargo: Option<Moment>,
    #[serde(skip_serializing_if = "is_default")]
    replaces: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "is_default")]
    topics: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "is_default")]
    locations: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "is_default")]
    people: Vec<Cow<'a, str>>,
    path: Cow<'a, str>,
    format: Cow<'a, str>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl<'a> From<&'a Dispatch> for Brief<'a> {
    fn from(dispatch: &'a Dispatch) -> Self {
        let optional = |value: &'a Option<String>| value.as_deref().map(Cow::Borrowed);
        Brief {
            id: Cow::Borrowed(&dispatch.id),
            version: dispatch.version,
            provider: optional(&dispatch.provider),
            headline: Cow::Borrowed(&dispatch.headline),
            title: optional(&dispatch.title),
            created: dispatch.created,
            updated: dispatch.updated,
            status: dispatch.status,
            embargo: dispatch.embargo,
            replaces: optional(&dispatch.replaces),
            topics: dispatch.topics.iter().map(|topic| Cow::Borrowed(topic.label.as_str())).collect(),
            locations: dispatch.locations.iter().map(|place| Cow::Borrowed(place.name.as_str())).collect(),
            people: dispatch.people.iter().map(|person| Cow::Borrowed(person.name.as_str())).collect(),
            path: Cow::Borrowed(&dispatch.source.path),
            format: Cow::Borrowed(&dispatch.source.format),
        }
    }
}

impl From<Brief<'_>> for Dispatch {
    fn from(brief: Brief<'_>) -> Self {
        let topic = |label: Cow<'_, str>| Topic { label: label.into_owned(), ..Topic::default() };
        let place = |name: Cow<'_, str>| Location { name: name.into_owned(), ..Location::default() };
        let person = |name: Cow<'_, str>| Person { name: name.into_owned(), ..Person::default() };
        Dispatch {
            id: brief.id.into_owned(),
            version: brief.version,
            provider: brief.provider.map(Cow::into_owned),
            headline: brief.headline.into_owned(),
            title: brief.title.map(Cow::into_owned),
            created: brief.created,
            updated: brief.updated,
            status: brief.status,
            embargo: brief.embargo,
            replaces: brief.replaces.map(Cow::into_owned),
            topics: brief.topics.into_iter().map(topic).collect(),
            locations: brief.locations.into_iter().map(place).collect(),
            people: brief.people.into_iter().map(person).collect(),
            source: Source { path: brief.path.into_owned(), format: brief.format.into_owned(), ..Source::default() },
            ..Dispatch::default()
        }
    }
}
