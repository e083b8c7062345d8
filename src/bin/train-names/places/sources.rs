//! The sources of the gazetteer, read in order: our own tables first, since the first name of a place is the one shown.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, bail};
use depeche::annotate::places::key::key;
use depeche::annotate::places::kind::Kind;
use serde_json::Value;

use super::builder::{Builder, Entry};
use super::names;
use super::tables::{self, coordinates, list, rows};

const COUNTRIES: &str = include_str!("../../../annotate/places/countries.tsv");
/// The fewest inhabitants of a city whose names in other languages are kept.
const KNOWN_ABROAD: u64 = 100_000;
/// Countries whose places French dispatches spell in many ways.
const MANY_SPELLINGS: &[&str] = &["DZ", "MA", "TN", "SY", "LB", "IQ", "PS", "IL", "UA", "BY", "LY", "BE"];
/// The cities that are cut into numbered arrondissements.
const ARRONDISSEMENTS: [(&str, &str); 3] = [("Paris", "2988507"), ("Lyon", "2996944"), ("Marseille", "2995469")];

/// Reads every source into `builder`.
pub fn read(data: &Path, builder: &mut Builder) -> anyhow::Result<()> {
    let gazetteer = data.join("gazetteer");
    let french = translations(&gazetteer.join("geonames/geonames_fr.po"))?;
    read_countries(&gazetteer, &french, builder)?;
    tables::read_first(builder)?;
    read_cities(&gazetteer.join("geonames/cities15000_fr.tsv.zst"), &french, builder)?;
    tables::read_last(builder)?;
    read_natural_earth(&gazetteer.join("natural-earth/populated_places_fr.tsv"), builder)?;
    mark_capitals(&gazetteer.join("geonames/countries.json"), builder)
}

fn text(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// `msgid` → `msgstr` of the French translation of GeoNames.
fn translations(path: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let text = text(path)?;
    let quoted = |line: &str, word: &str| {
        let inner = line.strip_prefix(word)?.trim().strip_prefix('"')?.strip_suffix('"')?;
        Some(inner.to_owned())
    };
    let pairs = text.lines().zip(text.lines().skip(1));
    Ok(pairs.filter_map(|(id, name)| Some((quoted(id, "msgid")?, quoted(name, "msgstr")?))).collect())
}

fn json(path: &Path) -> anyhow::Result<Value> {
    serde_json::from_str(&text(path)?).with_context(|| format!("{} is no JSON", path.display()))
}

fn read_countries(gazetteer: &Path, french: &BTreeMap<String, String>, builder: &mut Builder) -> anyhow::Result<()> {
    let facts = json(&gazetteer.join("geonames/countries.json"))?;
    for row in rows(COUNTRIES) {
        let [id, north, east, parents, names] = row[..] else { bail!("countries.tsv: {row:?}") };
        builder.add(Entry {
            id: id.to_owned(),
            kind: Kind::Country,
            names: list(names, '|').into_iter().chain(french.get(id).cloned()).collect(),
            aliases: facts[id]["name"].as_str().map(str::to_owned).into_iter().collect(),
            parents: list(parents, ','),
            coordinates: coordinates(north, east),
            population: facts[id]["population"].as_u64().unwrap_or_default(),
        });
    }
    for (file, locale) in [("", "fr"), ("-fr-BE", "fr-BE"), ("-fr-CA", "fr-CA"), ("-fr-CH", "fr-CH")] {
        let names = json(&gazetteer.join(format!("cldr/territories{file}.json")))?;
        let names = &names["main"][locale]["localeDisplayNames"]["territories"];
        for (code, name) in names.as_object().into_iter().flatten() {
            let id = code.split('-').next().unwrap_or_default();
            if let (Some(entry), Some(name)) = (builder.get_mut(id), name.as_str()) {
                entry.names.push(name.to_owned());
            }
        }
    }
    Ok(())
}

fn read_cities(path: &Path, french: &BTreeMap<String, String>, builder: &mut Builder) -> anyhow::Result<()> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let table = String::from_utf8(zstd::stream::decode_all(bytes.as_slice())?)?;
    for row in rows(&table).skip(1) {
        let [id, name, name_fr, country, admin, north, east, population, aliases] = row[..] else {
            bail!("cities: a row of {} cells", row.len())
        };
        if let Some((number, city, parent)) = numbered_part(name) {
            let names = names::arrondissement(number, city);
            if !names.is_empty() {
                builder.add(Entry {
                    id: id.to_owned(),
                    kind: Kind::District,
                    names,
                    aliases: Vec::new(),
                    parents: vec![parent.to_owned()],
                    coordinates: coordinates(north, east),
                    population: population.parse()?,
                });
            }
            continue;
        }
        let region = region(country, admin, name, french, builder);
        let population: u64 = population.parse()?;
        let known_abroad = population >= KNOWN_ABROAD || MANY_SPELLINGS.contains(&country);
        builder.add(Entry {
            id: id.to_owned(),
            kind: Kind::City,
            names: [name_fr, name].into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            aliases: if known_abroad { list(aliases, '|') } else { Vec::new() },
            parents: vec![region.unwrap_or_else(|| country.to_owned())],
            coordinates: coordinates(north, east),
            population,
        });
    }
    Ok(())
}

/// Number, city and its id for `Paris 15 Vaugirard`. The list has each part a second time, as `Paris 15e …`: number 0.
fn numbered_part(name: &str) -> Option<(usize, &'static str, &'static str)> {
    let &(city, id) = ARRONDISSEMENTS.iter().find(|(city, _)| name.starts_with(city))?;
    let number = name[city.len()..].trim_start().split(' ').next()?;
    number.starts_with(|c: char| c.is_ascii_digit()).then(|| (number.parse().unwrap_or(0), city, id))
}

/// The id of the region of a city, made when it is not there yet; `None` where regions have no French name.
fn region(
    country: &str,
    admin: &str,
    largest_city: &str,
    french: &BTreeMap<String, String>,
    builder: &mut Builder,
) -> Option<String> {
    let id = format!("{country}.{admin}");
    let named = french.get(&id).map(|name| name.replace("Préfecture d", "Préfecture d'").replace("d'e ", "de "));
    let mut names: Vec<String> = named.into_iter().collect();
    if country == "DZ" {
        let link = if largest_city.starts_with(['A', 'E', 'I', 'O', 'U']) { "d'" } else { "de " };
        names.push(format!("wilaya {link}{largest_city}"));
    }
    let bare = names.first().and_then(|name| names::without_office(name)).map(str::to_owned);
    if let Some(bare) = bare {
        names.push(format!("région de {bare}"));
        names.push(bare);
    }
    if !builder.has(&id) {
        if names.is_empty() {
            return None;
        }
        builder.add(Entry {
            id: id.clone(),
            kind: Kind::Region,
            names,
            aliases: Vec::new(),
            parents: vec![country.to_owned()],
            coordinates: None,
            population: 0,
        });
    } else if let Some(entry) = builder.get_mut(&id) {
        entry.names.extend(names);
    }
    Some(id)
}

fn read_natural_earth(path: &Path, builder: &mut Builder) -> anyhow::Result<()> {
    for row in rows(&text(path)?).skip(1) {
        let [name, french, alternative, _, country, _, _, north, east, population, id] = row[..] else {
            bail!("natural-earth: {row:?}")
        };
        let id = id.trim_end_matches(".0");
        if id.is_empty() || id.starts_with('-') || !builder.has(country) {
            continue;
        }
        builder.add(Entry {
            id: id.to_owned(),
            kind: Kind::City,
            names: [french, name].into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            aliases: list(alternative, '|'),
            parents: vec![country.to_owned()],
            coordinates: coordinates(north, east),
            population: population.parse().unwrap_or_default(),
        });
    }
    Ok(())
}

/// Makes capitals of the most populous cities with the names of capitals.
fn mark_capitals(path: &Path, builder: &mut Builder) -> anyhow::Result<()> {
    let facts = json(path)?;
    let capitals: BTreeMap<&str, String> = facts
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(id, facts)| Some((id.as_str(), key(facts["capital"].as_str()?))))
        .collect();
    let mut best: BTreeMap<&str, (u64, String)> = BTreeMap::new();
    for entry in builder.entries().iter().filter(|entry| entry.kind == Kind::City) {
        // A city's country is what its parent's code begins with.
        let country = entry.parents.first().map_or("", |parent| parent.split(['.', '-']).next().unwrap_or_default());
        let Some((&country, capital)) = capitals.get_key_value(country) else { continue };
        if builder.is_territory(country) {
            continue;
        }
        let is_named = entry.names.iter().chain(&entry.aliases).any(|name| key(name) == *capital);
        if is_named && best.get(country).is_none_or(|(population, _)| *population < entry.population) {
            best.insert(country, (entry.population, entry.id.clone()));
        }
    }
    for (_, (_, id)) in best {
        if let Some(entry) = builder.get_mut(&id) {
            entry.kind = Kind::Capital;
        }
    }
    Ok(())
}
