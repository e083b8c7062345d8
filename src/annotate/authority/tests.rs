//! Spellings that must be found and look-alikes that must not, collected from how the press and catalogues write names.

use std::collections::{HashMap, HashSet};

use super::asked::keys_of;
use super::{Asked, Authority, Name};

const PAIRS: &str = include_str!("pairs.tsv");

/// Every pair of a query and a name under this heading.
fn pairs(heading: &str) -> Vec<(&'static str, &'static str)> {
    let lines = PAIRS.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect::<Vec<_>>());
    let of_heading = lines.filter(|cells| cells.first() == Some(&heading) && cells.len() > 2);
    of_heading.flat_map(|cells| cells[2..].iter().map(|value| (cells[1], *value)).collect::<Vec<_>>()).collect()
}

/// Whether an index that holds `value` gives it for the person who is asked for.
fn found(asked: &Asked, value: &str) -> bool {
    let value = Name::parse(value);
    let filed = keys_of(&value);
    asked.keys().iter().any(|key| filed.contains(key)) && asked.finds(&value)
}

fn ask(query: &str) -> (&str, Asked) {
    (query, Authority::default().ask(query))
}

#[test]
fn every_spelling_is_found_and_every_look_alike_stays_apart() {
    let (same, apart) = (pairs("same"), pairs("apart"));
    let mut people: Vec<&str> = same.iter().map(|(query, _)| *query).collect();
    people.dedup();
    let asked: HashMap<&str, Asked> =
        same.iter().chain(&apart).map(|(query, _)| *query).collect::<HashSet<_>>().into_iter().map(ask).collect();
    let missed: Vec<_> = same.iter().filter(|(query, value)| !found(&asked[query], value)).collect();
    let confused: Vec<_> = apart.iter().filter(|(query, value)| found(&asked[query], value)).collect();
    println!(
        "spellings found: {} of {}, of {} people; look-alikes kept apart: {} of {}",
        same.len() - missed.len(),
        same.len(),
        people.len(),
        apart.len() - confused.len(),
        apart.len()
    );
    assert!(same.len() >= 210 && people.len() >= 60 && apart.len() >= 65);
    assert!(missed.is_empty() && confused.is_empty(), "missed {missed:#?}\nconfused {confused:#?}");
}
