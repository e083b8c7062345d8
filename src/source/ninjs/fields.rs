//! Looking into JSON objects whose keys and shapes vary from vendor to vendor.

use std::collections::HashSet;
use std::hash::Hash;

use serde_json::{Map, Value};

use crate::source::clean;

/// Keys under which an object says what it is called, the best first.
const NAMES: [&str; 6] = ["name", "label", "title", "value", "literal", "code"];

/// An object of JSON, its keys compared without case, `_` and `-`. A null is as good as an absent key.
#[derive(Clone, Copy)]
pub struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    /// None if the value is no object.
    pub fn of(value: &'a Value) -> Option<Self> {
        value.as_object().map(Fields)
    }

    /// The value under the first of `names` that has one. Names are written in lower case without `_` and `-`.
    pub fn get(&self, names: &[&str]) -> Option<&'a Value> {
        names
            .iter()
            .find_map(|name| self.0.iter().find(|(key, value)| !value.is_null() && same_key(key, name)))
            .map(|(_, value)| value)
    }

    /// The first of `names` that holds a text, as plain text.
    pub fn text(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.get(&[name]).and_then(text))
    }

    /// All elements under all of `names`; what is no list counts as a list of one.
    pub fn all(&self, names: &'a [&'a str]) -> impl Iterator<Item = &'a Value> {
        let fields = *self;
        names.iter().filter_map(move |name| fields.get(&[name])).flat_map(elements)
    }

    /// The texts of [`Fields::all`], without doubles.
    pub fn texts(&self, names: &'a [&'a str]) -> Vec<String> {
        distinct(self.all(names).filter_map(text), String::clone)
    }

    /// Every key and value.
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }
}

/// Whether a key is `name`, which is in lower case without `_` and `-`.
pub fn same_key(key: &str, name: &str) -> bool {
    let mut letters = key.bytes().filter(|byte| !matches!(byte, b'_' | b'-')).map(|byte| byte.to_ascii_lowercase());
    name.bytes().all(|byte| letters.next() == Some(byte)) && letters.next().is_none()
}

/// The items whose key has not come before, in time linear in their number.
pub fn distinct<T, K: Eq + Hash>(items: impl Iterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut seen = HashSet::new();
    items.filter(|item| seen.insert(key(item))).collect()
}

/// The elements of a list; a value that is no list is its only element.
pub fn elements(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}

/// What a value says, as a clean line: a text, a number, the name of an object, the first of a list. None if blank.
pub fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => clean::markup_line(text),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => return list.iter().find_map(text),
        Value::Object(_) => return Fields::of(value)?.text(&NAMES),
        Value::Null | Value::Bool(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn keys_are_the_same_whatever_their_dress() {
        for key in ["versioncreated", "versionCreated", "version_created", "Version-Created"] {
            assert!(same_key(key, "versioncreated"), "{key}");
        }
        for key in ["versioncreate", "versioncreatedat", "", "_"] {
            assert!(!same_key(key, "versioncreated"), "{key}");
        }
    }

    #[test]
    fn texts_are_found_in_every_shape() {
        let value = json!({
            "a": null, "b": "  ", "c": " Un &amp; deux ", "d": 7, "e": {"name": "Nom", "code": "x"},
            "f": [{"code": "seul"}, "autre"], "g": ["x", {"name": "y"}, "x"], "h": true,
        });
        let fields = Fields::of(&value).unwrap();
        let cases = [
            ("a", None),
            ("b", None),
            ("c", Some("Un & deux")),
            ("d", Some("7")),
            ("e", Some("Nom")),
            ("f", Some("seul")),
            ("h", None),
            ("z", None),
        ];
        for (name, wanted) in cases {
            assert_eq!(fields.text(&[name]).as_deref(), wanted, "{name}");
        }
        assert_eq!(fields.text(&["b", "a", "c"]).as_deref(), Some("Un & deux"));
        assert_eq!(fields.texts(&["g", "d"]), ["x", "y", "7"]);
    }
}
