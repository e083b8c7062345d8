//! Who is meant by a name: a card for each person of the index.

use std::collections::BTreeMap;

use jiff::civil::Date;
use tantivy::query::{BooleanQuery, Query};

use super::SearchError;
use super::facets::{self, Facet};
use super::shown::Shown;
use super::top::{self, Candidate};
use crate::annotate::authority::matching::matches;
use crate::annotate::authority::{Asked, Authority, Name};
use crate::clock;
use crate::dispatch::Dispatch;
use crate::french::fold::fold;
use crate::index::OpenIndex;
use crate::index::record::Depth;
use crate::query::ast::{Expr, Node, PersonName};
use crate::query::compile::compile;
use crate::query::people;

/// The most names that are told apart: whoever has more is asked for by a given name too.
const MOST_NAMES: usize = 400;
/// Dispatches that are read for roles, the newest.
const READ: usize = 300;
/// Roles, companions and namesakes shown.
const SHOWN: usize = 8;

/// A person of the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The most frequent full name.
    pub name: String,
    pub dispatches: u64,
    /// Days of the oldest and of the newest dispatch that has a date, on the clocks they were written by.
    pub first: Option<Date>,
    pub last: Option<Date>,
    /// Every name, with the dispatches that give it.
    pub spellings: Vec<(String, u64)>,
    /// What the newest dispatches call this person, with their number.
    pub roles: Vec<(String, u64)>,
    /// Who is named most often in the same dispatches.
    pub companions: Vec<(String, u64)>,
    /// Other people of the surname.
    pub namesakes: Vec<(String, u64)>,
}

/// Names that mean one person.
struct Individual {
    asked: Asked,
    /// Terms of the index, with the dispatches of each.
    terms: Vec<(String, u64)>,
}

impl Individual {
    /// Whether a name of several words has the surname that a single word asks for, which may be a given name as well.
    fn has_surname(&self, sought: &Name) -> bool {
        let surname = |name: &Name| Name { words: name.words.last().cloned().into_iter().collect(), ..Name::default() };
        !sought.is_bare() || self.terms.iter().any(|(term, _)| matches(sought, &surname(&Name::parse(name_of(term)))))
    }
}

/// A card for each person whom `name` may mean, those of that surname and the most frequent first, at most `most`; and how many there are.
///
/// `within` narrows the dispatches that are counted. Empty when the index knows no such person.
pub fn cards(
    index: &OpenIndex,
    authority: &Authority,
    name: &str,
    within: Option<&Node>,
    all_versions: bool,
    most: usize,
) -> Result<(Vec<Card>, usize), SearchError> {
    let view = View { index, authority, within, all_versions };
    let found = view.individuals(people::terms(index, &authority.ask(name))?, &Name::parse(name))?;
    let all = found.len();
    let cards = found.into_iter().take(most).map(|individual| view.card(individual)).collect::<Result<_, _>>()?;
    Ok((cards, all))
}

/// What cards are made from.
struct View<'a> {
    index: &'a OpenIndex,
    authority: &'a Authority,
    within: Option<&'a Node>,
    all_versions: bool,
}

impl View<'_> {
    /// The dispatches that have one of these terms.
    fn query(&self, terms: Vec<String>) -> Result<Box<dyn Query>, SearchError> {
        let person = Node { expr: Expr::Person(PersonName { name: String::new(), terms: Some(terms) }), span: 0..0 };
        let person = compile(&person, &self.index.fields)?.query;
        Ok(match self.within {
            Some(within) => {
                let within = compile(within, &self.index.fields)?.query;
                Box::new(BooleanQuery::intersection(vec![person, within]))
            }
            None => person,
        })
    }

    fn shown(&self, query: &dyn Query) -> tantivy::Result<Shown<'_>> {
        Shown::of(self.index, query, self.all_versions)
    }

    fn count(&self, terms: Vec<String>) -> Result<u64, SearchError> {
        let query = self.query(terms)?;
        Ok(top::count(&self.shown(query.as_ref())?, query.as_ref())?)
    }

    /// Gathers names into people: those first whose surname is sought, then the most frequent.
    fn individuals(&self, terms: Vec<String>, sought: &Name) -> Result<Vec<Individual>, SearchError> {
        let mut counted = Vec::with_capacity(terms.len());
        for term in terms {
            let dispatches = self.count(vec![term.clone()])?;
            if dispatches > 0 {
                counted.push((term, dispatches));
            }
        }
        // Full names first: they say whose the others are.
        let parsed = |(term, _): &(String, u64)| Name::parse(name_of(term));
        counted.sort_by_cached_key(|entry| (parsed(entry).is_bare(), u64::MAX - entry.1));
        counted.truncate(MOST_NAMES);
        let mut found: Vec<Individual> = Vec::new();
        for entry in counted {
            let name = parsed(&entry);
            match found.iter_mut().find(|person| person.asked.finds(&name)) {
                Some(person) => person.terms.push(entry),
                None => {
                    found.push(Individual { asked: self.authority.identity(name_of(&entry.0)), terms: vec![entry] })
                }
            }
        }
        let dispatches = |person: &Individual| person.terms.iter().map(|(_, dispatches)| dispatches).sum::<u64>();
        found.sort_by_cached_key(|person| (!person.has_surname(sought), u64::MAX - dispatches(person)));
        Ok(found)
    }

    fn card(&self, individual: Individual) -> Result<Card, SearchError> {
        let Individual { asked, mut terms } = individual;
        terms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| name_of(&a.0).cmp(name_of(&b.0))));
        let full = terms.iter().find(|(term, _)| !Name::parse(name_of(term)).is_bare()).or(terms.first());
        let name = full.map(|(term, _)| name_of(term).to_owned()).unwrap_or_default();
        let query = self.query(terms.iter().map(|(term, _)| term.clone()).collect())?;
        let shown = self.shown(query.as_ref())?;
        let counts = facets::count(&shown, query.as_ref(), Facet::People)?;
        let others = counts.values.into_iter().filter(|(other, _)| !self.is_person(&asked, other));
        let dated = top::newest(&shown, query.as_ref(), counts.dispatches as usize)?;
        let days = |candidate: &&Candidate| candidate.date > i64::MIN;
        Ok(Card {
            companions: others.take(SHOWN).collect(),
            dispatches: counts.dispatches,
            last: self.day(dated.iter().find(days))?,
            first: self.day(dated.iter().rfind(days))?,
            spellings: terms.iter().map(|(term, dispatches)| (name_of(term).to_owned(), *dispatches)).collect(),
            roles: self.roles(&asked, &dated)?,
            namesakes: self.namesakes(&asked, &name)?,
            name,
        })
    }

    fn is_person(&self, asked: &Asked, name: &str) -> bool {
        self.authority.ignores(name) || asked.finds(&Name::parse(name))
    }

    fn dispatch(&self, candidate: &Candidate) -> Result<Dispatch, SearchError> {
        Ok(self.index.dispatch(candidate.address, Depth::Head)?)
    }

    fn day(&self, candidate: Option<&Candidate>) -> Result<Option<Date>, SearchError> {
        let Some(candidate) = candidate else { return Ok(None) };
        Ok(self.dispatch(candidate)?.date().map(|date| date.day_in(&clock::zone())))
    }

    /// What the newest dispatches call the person, the most frequent first; each role as it is written most recently.
    fn roles(&self, asked: &Asked, newest: &[Candidate]) -> Result<Vec<(String, u64)>, SearchError> {
        let mut roles: BTreeMap<String, (String, u64)> = BTreeMap::new();
        for candidate in newest.iter().take(READ) {
            for person in self.dispatch(candidate)?.people {
                let named = || std::iter::once(&person.name).chain(&person.forms);
                let Some(role) = &person.role else { continue };
                if named().any(|name| asked.finds(&Name::parse(name))) {
                    roles.entry(fold(role)).or_insert_with(|| (role.clone(), 0)).1 += 1;
                }
            }
        }
        let mut roles: Vec<(String, u64)> = roles.into_values().collect();
        roles.sort_by_key(|(_, dispatches)| u64::MAX - dispatches);
        roles.truncate(SHOWN);
        Ok(roles)
    }

    /// Others who have the surname of `name`.
    fn namesakes(&self, asked: &Asked, name: &str) -> Result<Vec<(String, u64)>, SearchError> {
        let parsed = Name::parse(name);
        let Some(surname) = parsed.surname() else { return Ok(Vec::new()) };
        let written: Vec<&str> = surname.parts.iter().map(|part| part.folded.as_str()).collect();
        let mut terms = people::terms(self.index, &self.authority.ask(&written.join("-")))?;
        terms.retain(|term| {
            let other = Name::parse(name_of(term));
            !other.is_bare() && !asked.finds(&other)
        });
        let anywhere = View { within: None, ..*self };
        let mut others = Vec::new();
        for term in terms.into_iter().take(MOST_NAMES) {
            let dispatches = anywhere.count(vec![term.clone()])?;
            if dispatches > 0 {
                others.push((name_of(&term).to_owned(), dispatches));
            }
        }
        others.sort_by_key(|(_, dispatches)| u64::MAX - dispatches);
        others.truncate(SHOWN);
        Ok(others)
    }
}

/// The name in a term of the authority.
fn name_of(term: &str) -> &str {
    term.split_once(crate::index::fields::SEPARATOR).map_or(term, |(_, name)| name)
}
