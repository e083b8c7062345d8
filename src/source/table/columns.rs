//! Which column holds what: as the user says with `--map`, else by its name.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use super::names::Field;
use super::names::known;
use crate::source::clean;

/// The columns that the user has mapped to fields; as a rule none.
///
/// Clones share what was found, so that it can be told in the end which columns no table had.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Columns {
    wanted: Arc<[Wanted]>,
    /// Whether a table was read at all.
    used: Arc<AtomicBool>,
}

#[derive(Debug)]
struct Wanted {
    field: Field,
    column: String,
    found: AtomicBool,
}

/// What is wrong with a map of columns.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BadMap {
    #[error("`{0}` is not FIELD=COLUMN, such as headline=titre")]
    NoPair(String),
    #[error("there is no field `{name}`; the fields are {}", fields())]
    NoField { name: String },
    #[error("the field `{0}` is mapped twice")]
    Twice(&'static str),
}

fn fields() -> String {
    Field::names().collect::<Vec<_>>().join(", ")
}

impl FromStr for Columns {
    type Err = BadMap;

    /// Reads `headline=titre,body=texte`; `none` maps nothing.
    fn from_str(text: &str) -> Result<Self, BadMap> {
        let mut wanted: Vec<Wanted> = Vec::new();
        let pairs = text.split(',').map(str::trim).filter(|pair| !pair.is_empty() && *pair != "none");
        for pair in pairs {
            let (name, column) = pair.split_once('=').ok_or_else(|| BadMap::NoPair(pair.to_owned()))?;
            let (name, column) = (name.trim(), column.trim());
            if column.is_empty() {
                return Err(BadMap::NoPair(pair.to_owned()));
            }
            let field = Field::named(name).ok_or_else(|| BadMap::NoField { name: name.to_owned() })?;
            if !field.is_list() && wanted.iter().any(|other| other.field == field) {
                return Err(BadMap::Twice(field.name()));
            }
            wanted.push(Wanted { field, column: column.to_owned(), found: AtomicBool::new(false) });
        }
        Ok(Columns { wanted: wanted.into(), used: Arc::default() })
    }
}

impl fmt::Display for Columns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs = self.wanted.iter().map(|wanted| format!("{}={}", wanted.field.name(), wanted.column));
        f.write_str(&pairs.collect::<Vec<_>>().join(","))
    }
}

impl TryFrom<String> for Columns {
    type Error = BadMap;

    fn try_from(text: String) -> Result<Self, BadMap> {
        text.parse()
    }
}

impl From<Columns> for String {
    fn from(columns: Columns) -> Self {
        columns.to_string()
    }
}

impl PartialEq for Columns {
    /// Whether tables are read alike.
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for Columns {}

/// What the columns of a table hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// For each column its field, if it has one.
    pub fields: Vec<Option<Field>>,
    /// The column of identifiers was named by the user, who knows that they are unique.
    pub trusts_ids: bool,
}

impl Header {
    /// Whether rows may be dispatches: a column holds headlines or texts.
    pub fn has_text(&self) -> bool {
        self.fields.iter().flatten().any(|field| matches!(field, Field::Headline | Field::Body))
    }

    /// How many columns are understood.
    pub fn understood(&self) -> usize {
        self.fields.iter().flatten().count()
    }
}

impl Columns {
    /// What the columns of these names hold: first those that are mapped, then the rest by their names, of which the most
    /// telling counts where two mean one field.
    pub fn header<'n>(&self, names: impl Iterator<Item = &'n str>) -> Header {
        self.used.store(true, Ordering::Relaxed);
        let keys: Vec<String> = names.map(clean::key).collect();
        let mut header = Header { fields: vec![None; keys.len()], trusts_ids: false };
        // How telling the name of each field's column is, and which column it is; nothing beats the user's word.
        let mut taken: HashMap<Field, (usize, usize)> = HashMap::new();
        for wanted in self.wanted.iter() {
            let Some(at) = wanted.place_among(&keys) else { continue };
            wanted.found.store(true, Ordering::Relaxed);
            taken.insert(wanted.field, (0, at));
            header.fields[at] = Some(wanted.field);
            header.trusts_ids |= wanted.field == Field::Id;
        }
        for (at, key) in keys.iter().enumerate() {
            let Some((field, rank)) = known(key).filter(|_| header.fields[at].is_none()) else { continue };
            let telling = (rank + 1, at);
            if let Some(before) = taken.get(&field).filter(|_| !field.is_list()) {
                if *before <= telling {
                    continue;
                }
                header.fields[before.1] = None;
            }
            taken.insert(field, telling);
            header.fields[at] = Some(field);
        }
        header
    }

    /// What the columns of a table without header hold, if the user has mapped them by their numbers, from 1.
    pub fn numbered(&self, columns: usize) -> Option<Header> {
        let numbers = self.wanted.iter().map(|wanted| wanted.column.parse::<usize>().ok().filter(|n| *n > 0));
        let numbers: Vec<usize> = numbers.collect::<Option<_>>()?;
        let mut header = Header { fields: vec![None; columns], trusts_ids: false };
        for (wanted, number) in self.wanted.iter().zip(numbers) {
            if let Some(field) = header.fields.get_mut(number - 1) {
                self.used.store(true, Ordering::Relaxed);
                wanted.found.store(true, Ordering::Relaxed);
                *field = Some(wanted.field);
                header.trusts_ids |= wanted.field == Field::Id;
            }
        }
        header.has_text().then_some(header)
    }

    /// The fields that are mapped to what lies deeper in an object: `article.titre`.
    pub fn paths(&self) -> impl Iterator<Item = (Field, Vec<String>)> {
        let deeper = self.wanted.iter().filter(|wanted| wanted.column.contains('.'));
        deeper.map(|wanted| (wanted.field, wanted.column.split('.').map(clean::key).collect()))
    }

    /// Says that the column mapped to `field` is there.
    pub fn found(&self, field: Field) {
        let of_field = self.wanted.iter().filter(|wanted| wanted.field == field);
        of_field.for_each(|wanted| wanted.found.store(true, Ordering::Relaxed));
    }

    /// The mapped columns that none of the tables had, if there were tables.
    pub fn missing(&self) -> Vec<&str> {
        let missing = |wanted: &&Wanted| self.used.load(Ordering::Relaxed) && !wanted.found.load(Ordering::Relaxed);
        self.wanted.iter().filter(missing).map(|wanted| wanted.column.as_str()).collect()
    }
}

impl Wanted {
    fn place_among(&self, keys: &[String]) -> Option<usize> {
        let wanted = clean::key(&self.column);
        keys.iter().position(|key| *key == wanted && !key.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(map: &str, names: &[&str]) -> Vec<&'static str> {
        let columns: Columns = map.parse().unwrap();
        let header = columns.header(names.iter().copied());
        header.fields.into_iter().map(|field| field.map_or("", Field::name)).collect()
    }

    #[test]
    fn columns_are_told_by_map_and_by_name() {
        assert_eq!(header("", &["ID", "Titre", "x", "Texte"]), ["id", "headline", "", "body"]);
        assert_eq!(header("headline=x", &["ID", "Titre", "X", "Texte"]), ["id", "", "headline", "body"]);
        assert_eq!(header("titre=objet", &["Objet", "corps"]), ["headline", "body"]);
        // The more telling name counts, wherever it stands.
        assert_eq!(header("", &["article", "texte", "description", "chapo"]), ["", "body", "", "standfirst"]);
        assert_eq!(header("", &["Ville", "Pays", "Titre", "titre"]), ["locations", "locations", "headline", ""]);
        assert_eq!(header("headline=absent", &["titre", "texte"]), ["headline", "body"]);
    }

    #[test]
    fn a_bad_map_says_what_is_wrong() {
        let error = |map: &str| map.parse::<Columns>().unwrap_err().to_string();
        assert_eq!(error("titre"), "`titre` is not FIELD=COLUMN, such as headline=titre");
        assert!(error("heading=x").starts_with("there is no field `heading`; the fields are id, version, headline,"));
        assert_eq!(error("headline=a,titre=b"), "the field `headline` is mapped twice");
        assert_eq!("none".parse::<Columns>().unwrap(), Columns::default());
        assert_eq!("titre=a, body=b".parse::<Columns>().unwrap().to_string(), "headline=a,body=b");
    }

    #[test]
    fn columns_that_no_table_has_are_named_once_there_was_a_table() {
        let columns: Columns = "headline=a,body=b".parse().unwrap();
        assert!(columns.missing().is_empty());
        columns.clone().header(["A", "c"].into_iter());
        assert_eq!(columns.missing(), ["b"]);
    }

    #[test]
    fn numbers_stand_for_the_columns_of_a_table_without_header() {
        let columns: Columns = "headline=2,body=3".parse().unwrap();
        let header = columns.numbered(3).unwrap();
        assert_eq!(header.fields, [None, Some(Field::Headline), Some(Field::Body)]);
        assert_eq!("headline=titre".parse::<Columns>().unwrap().numbered(3), None);
        assert_eq!(Columns::default().numbered(3), None);
    }
}
