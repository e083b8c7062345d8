//! Our own tables of places, written by hand or taken from GeoNames once; see `src/annotate/model/PLACES.md`.

use anyhow::{Context, bail};
use depeche::annotate::places::kind::Kind;

use super::builder::{Builder, Entry};

const WORLD: &str = include_str!("../../../annotate/places/world.tsv");
const REGIONS: &str = include_str!("../../../annotate/places/regions.tsv");
const CITIES: &str = include_str!("../../../annotate/places/cities.tsv");
const COMMUNES: &str = include_str!("../../../annotate/places/communes.tsv");

/// Reads the parts of the world and the regions: before the cities, since the first name of a place is the one shown.
pub fn read_first(builder: &mut Builder) -> anyhow::Result<()> {
    read_table(WORLD, builder)?;
    read_table(REGIONS, builder)
}

/// Reads the towns, and other names of cities that are there.
pub fn read_last(builder: &mut Builder) -> anyhow::Result<()> {
    read_communes(builder)?;
    read_other_names(builder)
}

/// The rows of a table without its comments, cut into cells.
pub fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

/// The items of a cell.
pub fn list(cell: &str, separator: char) -> Vec<String> {
    cell.split(separator).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// Degrees north and east.
pub fn coordinates(north: &str, east: &str) -> Option<(f64, f64)> {
    north.parse().ok().zip(east.parse().ok())
}

/// A table of our own: id, kind, parents, north, east, names, members.
fn read_table(table: &str, builder: &mut Builder) -> anyhow::Result<()> {
    for row in rows(table) {
        let [id, kind, parents, north, east, names, ref rest @ ..] = row[..] else { bail!("a short row: {row:?}") };
        let kind = kind.chars().next().and_then(Kind::of).with_context(|| format!("no such kind: {row:?}"))?;
        builder.add(Entry {
            id: id.to_owned(),
            kind,
            names: list(names, '|'),
            aliases: Vec::new(),
            parents: list(parents, ','),
            coordinates: coordinates(north, east),
            population: 0,
        });
        for member in rest.last().map(|members| list(members, ',')).unwrap_or_default() {
            builder.add_member(id, &member);
        }
    }
    Ok(())
}

fn read_communes(builder: &mut Builder) -> anyhow::Result<()> {
    for row in rows(COMMUNES) {
        let [id, parent, name, north, east, population] = row[..] else { bail!("communes.tsv: {row:?}") };
        if let Some(entry) = builder.get_mut(id) {
            // The table knows the département where the list of cities has the region alone.
            entry.parents = vec![parent.to_owned()];
            entry.names.push(name.to_owned());
            continue;
        }
        builder.add(Entry {
            id: id.to_owned(),
            kind: Kind::City,
            names: vec![name.to_owned()],
            aliases: Vec::new(),
            parents: vec![parent.to_owned()],
            coordinates: coordinates(north, east),
            population: population.parse()?,
        });
    }
    Ok(())
}

fn read_other_names(builder: &mut Builder) -> anyhow::Result<()> {
    for row in rows(CITIES) {
        let [id, names] = row[..] else { bail!("cities.tsv: {row:?}") };
        let entry = builder.get_mut(id).with_context(|| format!("cities.tsv: no city {id}"))?;
        entry.names.extend(list(names, '|'));
    }
    Ok(())
}
