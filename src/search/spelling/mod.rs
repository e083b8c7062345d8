//! Did you mean: what was typed with its misspelt words put right, after the words that the index holds.
//!
//! A word is doubted when another one is far likelier: [`near`] finds words of the same field a letter or two away,
//! [`slip`] says how unlikely each is as a slip, and the dispatches that have a word are weighed against that. What is put
//! right is put right in what was typed, read again like it, and counted: only what finds dispatches is ever suggested.

mod dress;
mod near;
mod slip;
mod spots;
mod ways;

use self::near::near;
use self::spots::{Spot, spots};
use self::ways::{Slip, ways};
use super::run::count;
use crate::clock;
use crate::index::OpenIndex;
use crate::query::ast::{Expr, Node, TextField};
use crate::query::{self, ParseOptions, places};

/// Suggestions for one search.
const MOST: usize = 3;
/// A suggestion is dropped when it is so many times less likely than the best one.
const LESS_LIKELY: f64 = 10.0;
/// Where more words than this are rare or unknown, the query is in another language or no query, and each look for near words
/// takes its time.
const MOST_DOUBTED: usize = 30;
/// Words that are likelier than one that was typed.
const MOST_NEAR: usize = 3;
/// A search that finds more is not doubted, nor is a word that more dispatches have.
const FEW: u64 = 50;
/// Of what finds something a word is doubted when another one weighs so many times more, and the search for that finds so
/// many times more: it is surely a slip.
const SURELY: f64 = 20.0;
const MANY_MORE: u64 = 20;
/// Where nothing was found, a word that stands somewhere is doubted sooner.
const LIKELIER: f64 = 5.0;

/// What was typed: a query, and the values of options that name something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub query: String,
    /// One word of the query is enough, see [`ParseOptions::any`].
    pub any: bool,
    pub names: Vec<(Named, String)>,
}

/// What an option names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    Person,
    Location,
    Topic,
    Agency,
}

impl Typed {
    /// All of it on one line: the query, and behind it the options.
    pub fn shown(&self) -> String {
        let name = |(named, value): &(Named, String)| {
            let quote = if value.contains(char::is_whitespace) && !value.contains('"') { "\"" } else { "" };
            format!("{}:{quote}{value}{quote}", named.name())
        };
        let names = self.names.iter().map(name);
        let query = Some(self.query.trim().to_owned()).filter(|query| !query.is_empty());
        query.into_iter().chain(names).collect::<Vec<_>>().join(" ")
    }
}

impl Named {
    /// The option's name.
    pub fn name(self) -> &'static str {
        match self {
            Named::Person => "person",
            Named::Location => "location",
            Named::Topic => "topic",
            Named::Agency => "agency",
        }
    }
}

/// What may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected {
    /// What was typed, put right.
    pub typed: Typed,
    /// What it finds.
    pub hits: u64,
}

/// Puts right what was typed for one index.
pub struct Speller<'a> {
    pub index: &'a OpenIndex,
    /// Understands what was typed as the search does that it was typed for; `None` where it cannot be understood.
    pub read: &'a dyn Fn(&Typed) -> Option<Node>,
    /// Older versions of dispatches are hits too.
    pub all_versions: bool,
}

impl Speller<'_> {
    /// What may have been meant by what found nothing, the likeliest first; up to three.
    ///
    /// # Errors
    /// Those of reading the index.
    pub fn instead_of_nothing(&self, typed: &Typed) -> tantivy::Result<Vec<Corrected>> {
        let slips = self.slips(typed, LIKELIER, u64::MAX)?;
        let mut found: Vec<(f64, Corrected)> = Vec::new();
        for (weight, corrected) in ways(typed, &slips) {
            if found.len() == MOST || found.first().is_some_and(|(best, _)| weight * LESS_LIKELY < *best) {
                break;
            }
            let hits = self.hits(typed, &corrected)?;
            if hits > 0 && found.iter().all(|(_, other)| other.typed != corrected) {
                found.push((weight, Corrected { typed: corrected, hits }));
            }
        }
        Ok(found.into_iter().map(|(_, corrected)| corrected).collect())
    }

    /// What was surely meant by what found only `hits`; nothing when these are more than [`FEW`].
    ///
    /// # Errors
    /// Those of reading the index.
    pub fn instead_of(&self, typed: &Typed, hits: u64) -> tantivy::Result<Option<Corrected>> {
        if hits > FEW {
            return Ok(None);
        }
        let slips = self.slips(typed, SURELY, FEW)?;
        let Some((_, corrected)) = ways(typed, &slips).into_iter().next() else { return Ok(None) };
        let found = self.hits(typed, &corrected)?;
        Ok((found >= hits.saturating_mul(MANY_MORE)).then_some(Corrected { typed: corrected, hits: found }))
    }

    /// The spots with at most `most` dispatches where something else weighs `likelier` times as much.
    fn slips(&self, typed: &Typed, likelier: f64, most: u64) -> tantivy::Result<Vec<Slip>> {
        let mut slips = Vec::new();
        let mut doubted = 0;
        let mut people = Vec::new();
        if let Some(tree) = (self.read)(typed) {
            self.people(&tree, &mut people)?;
        }
        for spot in self.spots(typed) {
            let own = near::dispatches(self.index, &spot)?;
            let named = match &spot.name {
                Some((TextField::Location, name)) if places::within(name.trim_start_matches('~')).is_some() => continue,
                Some((TextField::People, name)) => people.iter().find(|(other, _)| other == name),
                _ => None,
            };
            let own = named.map_or(own, |(_, dispatches)| own.max(*dispatches));
            if own > most {
                continue;
            }
            doubted += 1;
            if doubted > MOST_DOUBTED {
                return Ok(Vec::new());
            }
            let mut near = near(self.index, &spot, MOST_NEAR)?;
            near.retain(|near| near.weight >= likelier * own as f64);
            if !near.is_empty() {
                slips.push(Slip { spot, near, kept: own as f64 });
            }
        }
        Ok(slips)
    }

    /// The people below `node` with the dispatches that name them, under whatever name.
    fn people(&self, node: &Node, people: &mut Vec<(String, u64)>) -> tantivy::Result<()> {
        match &node.expr {
            Expr::All(nodes) | Expr::Any(nodes) => nodes.iter().try_for_each(|node| self.people(node, people))?,
            Expr::Optional(inner) | Expr::In { inner, .. } => self.people(inner, people)?,
            Expr::Person(person) => people.push((person.name.clone(), count(self.index, node, true)?)),
            _ => {}
        }
        Ok(())
    }

    /// Where slips may be, in what was typed as it stands.
    fn spots(&self, typed: &Typed) -> Vec<Spot> {
        let options = ParseOptions { any: typed.any, now: clock::now() };
        let parsed = query::parse(&typed.query, &options).ok();
        spots(&self.index.fields, typed, parsed.as_ref().map(|parsed| &parsed.node))
    }

    /// What `corrected` finds; nothing where it is read as another kind of query than `typed`, as when a word has become an
    /// operator.
    fn hits(&self, typed: &Typed, corrected: &Typed) -> tantivy::Result<u64> {
        let sought = |typed| self.spots(typed).into_iter().map(|spot| (spot.text, spot.sought)).collect::<Vec<_>>();
        if sought(typed) != sought(corrected) {
            return Ok(0);
        }
        (self.read)(corrected).map_or(Ok(0), |tree| count(self.index, &tree, self.all_versions))
    }
}
