//! A JSON document, read from front to back: the items of a list are given one by one and never held together.

use std::cell::Cell;
use std::fmt;
use std::io::{self, Read};

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::de::Deserializer;
use serde_json::{Map, Value};

use super::fields::same_key;
use super::item;
use crate::source::fault::{Fault, Place, Skip, SkipReason};
use crate::source::reader::Item;

/// Keys of an envelope under which items stand: BBC `item`, AP `data.item`, Elasticsearch `hits.hits`, AFP `response.docs`.
const ENVELOPE: [&str; 7] = ["item", "items", "data", "hits", "response", "docs", "results"];

/// Gives the items of the document, or of several written one after another.
///
/// # Errors
/// [`Fault::Broken`] at the place where it is no JSON; [`Fault::TooLarge`] when an item exceeds `budget`.
pub fn read<'de, R: serde_json::de::Read<'de>>(
    mut json: Deserializer<R>,
    budget: Option<&Budget>,
    sink: &mut dyn FnMut(Item),
) -> Result<(), Fault> {
    let mut listed = 0;
    let mut given = 0;
    let mut emit = |value: Value, place: Where| {
        budget.inspect(|budget| budget.renew());
        given += 1;
        let at = match place {
            Where::Alone => Place::File,
            Where::Listed => {
                listed += 1;
                Place::Record(listed)
            }
        };
        sink(item::read(&value).unwrap_or_else(|reason| Skip { at, reason }.into()));
    };
    let fault = |error| fault(&error, budget);
    loop {
        if let Found::Value(value) = (Node { emit: &mut emit, outer: true }).deserialize(&mut json).map_err(fault)? {
            emit(value, Where::Alone);
        }
        if json.end().is_ok() {
            break;
        }
    }
    if given == 0 {
        sink(Skip::file(SkipReason::Empty).into());
    }
    Ok(())
}

/// What an error of JSON is about, without its place.
fn what(error: &serde_json::Error) -> String {
    if error.is_eof() {
        return "it ends in the middle, as if cut off".to_owned();
    }
    let text = error.to_string();
    text.rfind(" at line ").map_or(text.as_str(), |end| &text[..end]).to_owned()
}

fn fault(error: &serde_json::Error, budget: Option<&Budget>) -> Fault {
    match (error.io_error_kind(), budget) {
        (Some(io::ErrorKind::FileTooLarge), Some(&Budget { limit, .. })) => Fault::TooLarge { bytes: limit + 1, limit },
        (Some(kind), _) => Fault::from(io::Error::from(kind)),
        (None, _) => {
            let (line, column) = (error.line() as u64, error.column() as u64);
            Fault::Broken { format: "JSON", line, column, what: what(error) }
        }
    }
}

/// Where an item stood.
#[derive(Clone, Copy)]
enum Where {
    Alone,
    Listed,
}

/// What a node of the document turned out to be.
enum Found {
    /// A list or an envelope: what it held has been given.
    Given,
    /// Anything else.
    Value(Value),
}

/// A node that may be an item, a list of items or an envelope.
struct Node<'a> {
    emit: &'a mut dyn FnMut(Value, Where),
    /// Whether an envelope may open here: at the top, and under the key of an envelope.
    outer: bool,
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Found;

    fn deserialize<D: serde::Deserializer<'de>>(self, json: D) -> Result<Found, D::Error> {
        if self.outer { json.deserialize_any(self) } else { serde::Deserialize::deserialize(json).map(Found::Value) }
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Found;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a news item or a list of them")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Found, A::Error> {
        while let Some(value) = list.next_element()? {
            (self.emit)(value, Where::Listed);
        }
        Ok(Found::Given)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Found, A::Error> {
        let mut own = Map::new();
        let mut envelope = false;
        while let Some(key) = map.next_key::<String>()? {
            let outer = ENVELOPE.iter().any(|name| same_key(&key, name));
            match map.next_value_seed(Node { emit: &mut *self.emit, outer })? {
                Found::Given => envelope = true,
                Found::Value(value) => {
                    own.insert(key, value);
                }
            }
        }
        let own = Value::Object(own);
        Ok(if envelope && !item::has_text(&own) { Found::Given } else { Found::Value(own) })
    }

    fn visit_str<E>(self, text: &str) -> Result<Found, E> {
        Ok(Found::Value(text.into()))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Found, E> {
        Ok(Found::Value(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Found, E> {
        Ok(Found::Value(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Found, E> {
        Ok(Found::Value(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Found, E> {
        Ok(Found::Value(value.into()))
    }

    fn visit_unit<E>(self) -> Result<Found, E> {
        Ok(Found::Value(Value::Null))
    }
}

/// How much may be read before the next item is complete.
pub struct Budget {
    limit: u64,
    left: Cell<u64>,
}

impl Budget {
    /// `limit` in bytes.
    pub fn new(limit: u64) -> Self {
        Budget { limit, left: Cell::new(limit) }
    }

    /// Reads `source` as long as the budget lasts, then fails with [`io::ErrorKind::FileTooLarge`].
    pub fn guard<R: Read>(&self, source: R) -> impl Read {
        Guard { source, budget: self }
    }

    fn renew(&self) {
        self.left.set(self.limit);
    }
}

struct Guard<'a, R> {
    source: R,
    budget: &'a Budget,
}

impl<R: Read> Read for Guard<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(buffer)?;
        let left = self.budget.left.get().checked_sub(read as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        self.budget.left.set(left);
        Ok(read)
    }
}
