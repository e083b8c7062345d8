//! The people of one dispatch: every individual once, in the fullest form, with all the ways the dispatch writes them.

mod couple;
mod credit;
mod known;
mod name;
mod registry;
mod role;
mod title;

use std::ops::Range;

use super::document::Document;
use super::mention::{EntityKind, Mention};
use crate::dispatch::{Origin, Person};

pub use name::{Form, relation};
use registry::Registry;
use title::Title;

/// How many names away another person can be within the reach of a role phrase.
const NEAR: usize = 16;

/// One naming of a person.
struct Naming {
    /// As the text has it.
    written: Form,
    /// The same with what the text implies: the surname of a couple.
    form: Form,
    title: Title,
    /// Index into the mentions.
    mention: usize,
}

/// The individuals that `mentions` name, the most often named first.
///
/// Takes every mention of [`EntityKind::Person`]; credits are left out.
pub fn resolve(document: &Document, mentions: &[Mention]) -> Vec<Person> {
    let namings = namings(document, mentions);
    let mut registry = Registry::default();
    let mut full: Vec<&Naming> = namings.iter().filter(|naming| naming.form.is_full()).collect();
    // The fullest first, so that every other finds what it is a part of.
    full.sort_by_key(|naming| std::cmp::Reverse(naming.form.words.len()));
    for naming in full {
        registry.enter(&naming.form, naming.title.gender);
    }
    for naming in &namings {
        if let Some(who) = registry.who(&naming.form, naming.title) {
            registry.count(who, &naming.written, &naming.form, naming.mention);
        }
    }
    let mut people: Vec<Person> = registry
        .into_individuals()
        .into_iter()
        .map(|individual| {
            let roles = individual.mentions.iter().filter_map(|&at| {
                role::beside(document, &mentions[at].tokens, &between_others(mentions, at, document.tokens.len()))
            });
            Person {
                role: most_telling(roles.collect()),
                count: individual.mentions.len() as u32,
                name: individual.name,
                forms: individual.forms,
                from: Origin::Text,
            }
        })
        .collect();
    people.sort_by_key(|person| std::cmp::Reverse(person.count));
    people
}

/// From the end of the person before mention `at` to the start of the next one.
fn between_others(mentions: &[Mention], at: usize, end: usize) -> Range<usize> {
    let person = |mention: &&Mention| mention.kind == EntityKind::Person;
    let before = mentions[..at].iter().rev().take(NEAR).find(person).map_or(0, |mention| mention.tokens.end);
    let behind = mentions[at + 1..].iter().take(NEAR).find(person).map_or(end, |mention| mention.tokens.start);
    before..behind
}

fn namings(document: &Document, mentions: &[Mention]) -> Vec<Naming> {
    let kept: Vec<usize> = (0..mentions.len())
        .filter(|&at| mentions[at].kind == EntityKind::Person && !credit::is_credit(document, &mentions[at].tokens))
        .collect();
    let forms: Vec<Form> = kept.iter().map(|&at| Form::new(document.span(mentions[at].tokens.clone()))).collect();
    let refs: Vec<&Mention> = kept.iter().map(|&at| &mentions[at]).collect();
    let mut completed = forms.clone();
    for (at, form) in couple::completed(document, &refs, &forms) {
        completed[at] = form;
    }
    let namings = kept.iter().zip(forms).zip(completed).map(|((&mention, written), form)| Naming {
        title: title::before(document, mentions[mention].tokens.start),
        written,
        form,
        mention,
    });
    namings.filter(|naming| !naming.form.words.is_empty()).collect()
}

/// The first of several words, else the first.
fn most_telling(roles: Vec<String>) -> Option<String> {
    let at = roles.iter().position(|role| role.contains(' ')).unwrap_or(0);
    roles.into_iter().nth(at)
}

#[cfg(test)]
mod tests;
