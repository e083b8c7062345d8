//! Everything at once: fills the people, places, organisations and topics of a dispatch.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::document::Document;
use super::limits;
use super::mention::{EntityKind, Mention};
use super::people::{self, Form};
use super::places::Places;
use super::settle::settle;
use super::tagger::{self, Tagger};
use super::topics::{self, Topics};
use crate::dispatch::Dispatch;

/// People of the source that one found in the text is compared with.
const NAMESAKES: usize = 64;

/// The models, read once.
pub struct Annotator {
    tagger: Tagger,
    places: &'static Places,
    topics: Topics,
}

/// What one thread needs beside its [`Annotator`]: buffers that are used again for every dispatch.
#[derive(Default)]
pub struct Scratch {
    document: Document,
    mentions: Vec<Mention>,
    places: Vec<Mention>,
    tagger: tagger::Scratch,
    topics: topics::Scratch,
}

impl Annotator {
    /// The one of this process; its models are unpacked when it is first asked for.
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<Annotator> =
            LazyLock::new(|| Annotator { tagger: Tagger::load(), places: Places::shared(), topics: Topics::load() });
        &SHARED
    }

    /// Adds what the text of `dispatch` tells to what its source has told. What the source said stays as it is and stays
    /// first; where the text names the same, it adds forms, roles and counts.
    ///
    /// The models are made of French: of a dispatch in another language the text is not read, since what they find there
    /// is mostly wrong. Its own places and topics are completed all the same.
    pub fn annotate(&self, dispatch: &mut Dispatch, scratch: &mut Scratch) {
        let Scratch { document, mentions, places, tagger, topics } = scratch;
        if !may_be_french(dispatch) {
            self.places.complete_given(dispatch);
            topics::complete(&mut dispatch.topics);
            return;
        }
        document.fill(dispatch);
        mentions.clear();
        self.tagger.tag(document, tagger, mentions);
        settle(document, mentions);
        limits::correct(document, &self.places.gazetteer, mentions);
        add_people(dispatch, document, mentions);
        self.places.mentions(document, mentions, places);
        dispatch.locations = self.places.resolve(dispatch, document, places);
        add_organisations(dispatch, document, mentions);
        topics::complete(&mut dispatch.topics);
        topics::add(&mut dispatch.topics, self.topics.classify(document, topics));
        topics::merge(&mut dispatch.topics);
    }
}

/// Whether a dispatch is in French, or in a language that nobody has told.
fn may_be_french(dispatch: &Dispatch) -> bool {
    let language = dispatch.language.as_deref().map(|tag| tag.split(['-', '_']).next().unwrap_or_default());
    language.is_none_or(|language| ["fr", "fra", "fre"].iter().any(|french| language.eq_ignore_ascii_case(french)))
}

/// People that the text and the source name alike are one entry. Only namesakes are compared, so that long lists of people
/// stay linear.
fn add_people(dispatch: &mut Dispatch, document: &Document, mentions: &[Mention]) {
    let given: Vec<Form> = dispatch.people.iter().map(|person| Form::new(&person.name)).collect();
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, form) in given.iter().enumerate() {
        form.words.iter().for_each(|word| by_word.entry(word).or_default().push(at));
    }
    for found in people::resolve(document, mentions) {
        let form = Form::new(&found.name);
        let namesakes = form.words.iter().filter_map(|word| by_word.get(word.as_str())).flatten().take(NAMESAKES);
        let known = namesakes.copied().find(|&at| people::relation(&form, &given[at]).is_some());
        let Some(known) = known.map(|at| &mut dispatch.people[at]) else {
            dispatch.people.push(found);
            continue;
        };
        known.count += found.count;
        known.role = known.role.take().or(found.role);
        for form in found.forms {
            if !known.forms.contains(&form) {
                known.forms.push(form);
            }
        }
    }
}

fn add_organisations(dispatch: &mut Dispatch, document: &Document, mentions: &[Mention]) {
    let mut known: HashSet<String> = dispatch.organisations.iter().map(|name| Form::new(name).key()).collect();
    for mention in mentions.iter().filter(|mention| mention.kind == EntityKind::Organisation) {
        let form = Form::new(document.span(mention.tokens.clone()));
        if known.insert(form.key()) {
            dispatch.organisations.push(form.text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispatch::{Location, Topic};

    #[test]
    fn only_text_that_may_be_french_is_read() {
        for (language, read) in [
            (None, true),
            (Some("fr"), true),
            (Some("fr-CH"), true),
            (Some("FR_fr"), true),
            (Some("fra"), true),
            (Some("en"), false),
            (Some("frr"), false),
        ] {
            let mut dispatch = Dispatch {
                language: language.map(str::to_owned),
                headline: "Aurélien Bastide reçu à Tallinn".into(),
                body: vec![
                    "Le ministre Aurélien Bastide a été reçu mercredi à Tallinn par le président estonien.".into(),
                ],
                locations: vec![Location { name: "usa".into(), ..Location::default() }],
                topics: vec![Topic { label: "20001065".into(), scheme: Some("medtop".into()), ..Topic::default() }],
                ..Dispatch::default()
            };
            Annotator::shared().annotate(&mut dispatch, &mut Scratch::default());
            assert_eq!(!dispatch.people.is_empty(), read, "{language:?}");
            assert_eq!(dispatch.locations.len() > 1 || dispatch.topics.len() > 1, read, "{language:?}");
            // What the source gave is completed in any language.
            assert_eq!(dispatch.locations[0].id.as_deref(), Some("US"), "{language:?}");
            assert_eq!(dispatch.topics[0].label, "Football", "{language:?}");
        }
    }
}
