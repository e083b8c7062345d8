//! Whole names: how often each was what in labelled news, the places of the gazetteer, well-known people.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result};
use depeche::annotate::authority::aliases;
use depeche::annotate::document::Document;
use depeche::annotate::mention::Mention;
use depeche::annotate::tagger::hash;
use depeche::annotate::tagger::known::{LONGEST, key, value};
use depeche::annotate::tagger::label::kind_index;
use depeche::annotate::token::tokenize;

use super::lexicon::lower;

/// Names seen less often than this are not kept.
const LEAST: u32 = 3;

/// By key: in how many mentions the name was each kind.
pub type Seen = BTreeMap<u32, [u32; 4]>;

/// The fact of a well-known person.
const PERSON: u32 = 4;

/// By key: how large a place is, 1 to 3; [`PERSON`].
pub type Facts = BTreeMap<u32, u32>;

/// Counts the names of a document.
pub fn count(document: &Document, mentions: &[Mention], seen: &mut Seen) {
    for mention in mentions.iter().filter(|mention| mention.tokens.len() <= LONGEST) {
        let key = key(mention.tokens.clone().map(|at| hash::text(&lower(document.word(at)))));
        seen.entry(key).or_default()[kind_index(mention.kind)] += 1;
    }
}

/// The table of both.
pub fn pack(seen: &Seen, facts: &Facts) -> Vec<(u32, u32)> {
    let often = seen.iter().filter(|(_, counts)| counts.iter().sum::<u32>() >= LEAST);
    let mut names: BTreeMap<u32, [u32; 4]> = often.map(|(&key, &counts)| (key, counts)).collect();
    facts.keys().for_each(|&key| _ = names.entry(key).or_default());
    names.into_iter().map(|(key, counts)| (key, value(&counts, facts.get(&key).copied().unwrap_or(0)))).collect()
}

/// The files of the gazetteer that are read.
pub const FILES: [&str; 5] = [
    "gazetteer/geonames/cities15000_fr.tsv.zst",
    "gazetteer/geonames/geonames_fr.po",
    "gazetteer/natural-earth/populated_places_fr.tsv",
    "gazetteer/cldr/territories.json",
    "gazetteer/cldr/territories-fr-CH.json",
];

/// Reads the places of the gazetteer.
pub fn facts(data: &Path) -> Result<Facts> {
    let mut facts = Facts::new();
    let mut add = |name: &str, size: u32| {
        let mut tokens = Vec::new();
        tokenize(name, 0, &mut tokens);
        if (1..=LONGEST).contains(&tokens.len()) {
            let known =
                facts.entry(key(tokens.iter().map(|token| hash::text(&lower(&name[token.range()]))))).or_default();
            *known = size.max(*known);
        }
    };
    let [cities, french, populated, territories, swiss] = FILES;
    let read = |name: &str| {
        let path = data.join(name);
        std::fs::read_to_string(&path).with_context(|| path.display().to_string())
    };
    let mut unpacked = String::new();
    let packed = std::fs::File::open(data.join(cities)).context(cities)?;
    zstd::Decoder::new(packed)?.read_to_string(&mut unpacked)?;
    for line in unpacked.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [_, name, french, _, _, _, _, population, ..] = fields.as_slice() else { continue };
        let size = match population.parse::<u64>().unwrap_or(0) {
            500_000.. => 3,
            80_000.. => 2,
            _ => 1,
        };
        add(name, size);
        add(french, size);
    }
    for line in read(french)?.lines() {
        if let Some(name) = line.strip_prefix("msgstr \"").and_then(|rest| rest.strip_suffix('"')) {
            add(name, 1);
        }
    }
    for line in read(populated)?.lines().skip(1) {
        line.split('\t').take(2).for_each(|name| add(name, 1));
    }
    for file in [territories, swiss] {
        for line in read(file)?.lines() {
            if let Some((_, name)) = line.trim().trim_end_matches(',').split_once("\": \"") {
                add(name.trim_end_matches('"'), 3);
            }
        }
    }
    // Last, since a person is surer than a hamlet of that name.
    for name in aliases::people().flatten() {
        add(name, PERSON);
    }
    Ok(facts)
}
