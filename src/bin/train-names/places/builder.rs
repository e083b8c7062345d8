//! Puts the places together: parents by id, each place once, coordinates of regions from the towns inside.

use std::collections::BTreeMap;

use depeche::annotate::places::kind::Kind;
use depeche::annotate::places::packed::Record;

use super::names::{distinct, is_useful};

/// A place as a source gives it; parents by id.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: String,
    pub kind: Kind,
    pub names: Vec<String>,
    pub aliases: Vec<String>,
    pub parents: Vec<String>,
    pub coordinates: Option<(f64, f64)>,
    pub population: u64,
}

/// Collects entries.
#[derive(Default)]
pub struct Builder {
    entries: Vec<Entry>,
    positions: BTreeMap<String, usize>,
    /// Parents that lists of members give.
    members: Vec<(String, String)>,
}

impl Builder {
    /// Adds a place; one that has this id already gains its names and what it had no value for.
    pub fn add(&mut self, entry: Entry) {
        if let Some(&position) = self.positions.get(&entry.id) {
            let known = &mut self.entries[position];
            known.names.extend(entry.names);
            known.aliases.extend(entry.aliases);
            known.coordinates = known.coordinates.or(entry.coordinates);
            known.population = known.population.max(entry.population);
            return;
        }
        self.positions.insert(entry.id.clone(), self.entries.len());
        self.entries.push(entry);
    }

    /// Says that the place `member` lies in `whole` too.
    pub fn add_member(&mut self, whole: &str, member: &str) {
        self.members.push((whole.to_owned(), member.to_owned()));
    }

    /// The entry of this id.
    pub fn get_mut(&mut self, id: &str) -> Option<&mut Entry> {
        self.positions.get(id).map(|&position| &mut self.entries[position])
    }

    /// Whether there is a place of this id.
    pub fn has(&self, id: &str) -> bool {
        self.positions.contains_key(id)
    }

    /// Whether the country of this id is another country's territory.
    pub fn is_territory(&self, id: &str) -> bool {
        let entry = self.positions.get(id).map(|&position| &self.entries[position]);
        entry.and_then(|entry| entry.parents.first()).is_some_and(|parent| {
            self.positions.get(parent).is_some_and(|&position| self.entries[position].kind == Kind::Country)
        })
    }

    /// The entries, to be read.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The records to pack: by what they lie in, the most populous first.
    pub fn records(mut self) -> Vec<Record> {
        for (whole, member) in std::mem::take(&mut self.members) {
            if let Some(entry) = self.get_mut(&member) {
                entry.parents.push(whole);
            }
        }
        self.locate();
        self.locate();
        let mut entries = std::mem::take(&mut self.entries);
        entries.sort_by(|a, b| {
            let rank = |entry: &Entry| (entry.parents.clone(), std::cmp::Reverse(entry.population), entry.id.clone());
            rank(a).cmp(&rank(b))
        });
        let positions: BTreeMap<&str, usize> = entries.iter().enumerate().map(|(i, e)| (e.id.as_str(), i)).collect();
        entries.iter().map(|entry| record(entry, &positions)).collect()
    }

    /// Gives places without coordinates those of what lies in them, weighted by inhabitants.
    fn locate(&mut self) {
        let mut sums: BTreeMap<&str, (f64, f64, f64)> = BTreeMap::new();
        for entry in &self.entries {
            let Some((north, east)) = entry.coordinates else { continue };
            let weight = entry.population.max(1) as f64;
            for parent in &entry.parents {
                let sum = sums.entry(parent).or_default();
                *sum = (sum.0 + north * weight, sum.1 + east * weight, sum.2 + weight);
            }
        }
        let means: Vec<Option<(f64, f64)>> = self
            .entries
            .iter()
            .map(|entry| sums.get(entry.id.as_str()).map(|(north, east, weight)| (north / weight, east / weight)))
            .collect();
        for (entry, mean) in self.entries.iter_mut().zip(means) {
            entry.coordinates = entry.coordinates.or(mean);
        }
    }
}

fn record(entry: &Entry, positions: &BTreeMap<&str, usize>) -> Record {
    let names = distinct(entry.names.iter().cloned(), &[]);
    let mut aliases: Vec<String> = entry.aliases.iter().filter(|name| is_useful(name)).cloned().collect();
    aliases.sort_unstable();
    Record {
        id: entry.id.clone(),
        kind: entry.kind,
        aliases: distinct(aliases, &names),
        names,
        parents: entry.parents.iter().filter_map(|parent| positions.get(parent.as_str()).copied()).collect(),
        coordinates: entry.coordinates,
        population: entry.population,
    }
}
