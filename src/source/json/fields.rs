//! Looking into JSON objects whose keys and shapes vary from vendor to vendor.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::Hash;

use super::value::Json;
use crate::source::clean;

/// Keys under which an object says what it is called, the best first.
const NAMES: [&str; 6] = ["name", "label", "title", "value", "literal", "code"];

/// An object of JSON. Its keys are [`folded`](super::value::folded): names are written in lower case without `_` and `-`.
/// A null is as good as an absent key.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a>(&'a [(Cow<'a, str>, Json<'a>)]);

impl<'a> Fields<'a> {
    /// None if the value is no object.
    pub fn of(value: &'a Json<'a>) -> Option<Self> {
        match value {
            Json::Object(members) => Some(Fields(members)),
            _ => None,
        }
    }

    /// The value under the first of `names` that has one.
    pub fn get(&self, names: &[&str]) -> Option<&'a Json<'a>> {
        names
            .iter()
            .find_map(|name| self.0.iter().find(|(key, value)| key == name && *value != Json::Null))
            .map(|(_, value)| value)
    }

    /// The object under the first of `names` that has a value.
    pub fn object(&self, names: &[&str]) -> Option<Fields<'a>> {
        self.get(names).and_then(Fields::of)
    }

    /// The first of `names` that holds a text, as plain text.
    pub fn text(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.get(&[name]).and_then(text))
    }

    /// All elements under all of `names`; what is no list counts as a list of one.
    pub fn all(&self, names: &'a [&'a str]) -> impl Iterator<Item = &'a Json<'a>> + use<'a> {
        let fields = *self;
        names.iter().filter_map(move |name| fields.get(&[name])).flat_map(Json::elements)
    }

    /// The texts of [`Fields::all`], without doubles.
    pub fn texts(&self, names: &'a [&'a str]) -> Vec<String> {
        distinct(self.all(names).filter_map(text), String::clone)
    }

    /// Every key and value.
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, &'a Json<'a>)> + use<'a> {
        self.0.iter().map(|(key, value)| (key.as_ref(), value))
    }
}

/// The items whose key has not come before, in time linear in their number.
pub fn distinct<T, K: Eq + Hash>(items: impl Iterator<Item = T>, key: impl Fn(&T) -> K) -> Vec<T> {
    let mut seen = HashSet::new();
    items.filter(|item| seen.insert(key(item))).collect()
}

/// What a value says, as a clean line: a text, a number, the name of an object, the first of a list. None if blank.
pub fn text(value: &Json) -> Option<String> {
    let text = match value {
        Json::Text(text) => clean::markup_line(text),
        Json::Number(number) => number.to_string(),
        Json::List(list) => return list.iter().find_map(text),
        Json::Object(_) => return Fields::of(value)?.text(&NAMES),
        Json::Null | Json::Bool(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_in_every_shape() {
        let value = Json::parse(
            r#"{"a": null, "b": "  ", "c": " Un &amp; deux ", "d": 7, "e": {"name": "Nom", "code": "x"},
                "f": [{"code": "seul"}, "autre"], "g": ["x", {"name": "y"}, "x"], "h": true}"#,
        )
        .unwrap();
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
