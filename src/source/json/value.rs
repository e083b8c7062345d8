//! A value of JSON that borrows its texts from the record it was read from.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

/// Lists are not trusted to be as long as they say before they are read.
const MOST_RESERVED: usize = 64;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    Null,
    Bool(bool),
    Number(Number),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    /// Keys as [`folded`] leaves them, in their order in the file.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl<'a> Json<'a> {
    /// Reads a text that is one value.
    ///
    /// # Errors
    /// Where it violates the syntax, or goes deeper than 128 levels.
    pub fn parse(text: &'a str) -> serde_json::Result<Self> {
        serde_json::from_str(text)
    }

    pub fn as_str(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The elements of a list; a value that is no list is its only element.
    pub fn elements(&self) -> &[Json<'a>] {
        match self {
            Json::List(list) => list,
            _ => std::slice::from_ref(self),
        }
    }
}

/// A key in lower case without `_` and `-`: version 1 of ninjs writes `versioncreated`, version 3 `versionCreated`, and
/// others `version_created`.
pub fn folded(key: Cow<'_, str>) -> Cow<'_, str> {
    let odd = |byte: u8| byte.is_ascii_uppercase() || matches!(byte, b'_' | b'-');
    if !key.bytes().any(odd) {
        return key;
    }
    let letters = key.chars().filter(|c| !matches!(c, '_' | '-'));
    Cow::Owned(letters.map(|c| c.to_ascii_lowercase()).collect())
}

impl<'de: 'a, 'a> Deserialize<'de> for Json<'a> {
    fn deserialize<D: Deserializer<'de>>(json: D) -> Result<Self, D::Error> {
        json.deserialize_any(ValueVisitor)
    }
}

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value of JSON")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Owned(text)))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json<'de>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json<'de>, E> {
        Ok(Number::from_f64(value).map_or(Json::Null, Json::Number))
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json<'de>, A::Error> {
        let mut values = Vec::with_capacity(list.size_hint().unwrap_or(0).min(MOST_RESERVED));
        while let Some(value) = list.next_element()? {
            values.push(value);
        }
        Ok(Json::List(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(key) = map.next_key_seed(Key)? {
            members.push((folded(key), map.next_value()?));
        }
        Ok(Json::Object(members))
    }
}

/// A key, borrowed if it holds no escapes.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Cow<'de, str>, D::Error> {
        json.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E>(self, key: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_are_the_same_whatever_their_dress() {
        for key in ["versioncreated", "versionCreated", "version_created", "Version-Created"] {
            assert_eq!(folded(Cow::Borrowed(key)), "versioncreated");
        }
        assert!(matches!(folded(Cow::Borrowed("publié le")), Cow::Borrowed("publié le")));
    }

    #[test]
    fn texts_without_escapes_are_borrowed() {
        let Json::Object(members) = Json::parse(r#"{"a": "é", "B_c": "x\ny"}"#).unwrap() else { panic!() };
        assert!(matches!(&members[0], (Cow::Borrowed("a"), Json::Text(Cow::Borrowed("é")))));
        assert_eq!(members[1], ("bc".into(), Json::Text("x\ny".into())));
    }

    proptest! {
        /// What serde_json's own values say, these say too.
        #[test]
        fn values_are_those_of_serde_json(text in r#"[\[\]{}:,"a0.e\\-]{0,40}"#) {
            let ours = Json::parse(&text).ok();
            let theirs = serde_json::from_str::<serde_json::Value>(&text).ok();
            prop_assert_eq!(ours.is_some(), theirs.is_some());
            if let (Some(Json::List(ours)), Some(theirs)) = (ours, theirs) {
                prop_assert_eq!(Some(ours.len()), theirs.as_array().map(Vec::len));
            }
        }
    }
}
