//! The object of a record inside what wraps it.

use super::fields::Fields;
use super::value::Json;
use crate::source::fault::SkipReason;

/// Objects that wrap an item: Elasticsearch `_source`, AP `data.item`.
const WRAPPERS: [&str; 3] = ["source", "item", "data"];
/// Keys that an item has and a wrapper has not. An article with a title may well name its `source` in an object.
const IDS: [&str; 12] =
    ["uri", "guid", "urn", "uno", "afpshortid", "headline", "headlines", "title", "titre", "content", "texte", "body"];
/// How deep an item may be wrapped.
const DEPTH: usize = 4;

/// The item inside its wrappers.
///
/// # Errors
/// Why there is none.
pub fn unwrap<'a>(value: &'a Json<'a>) -> Result<Fields<'a>, SkipReason> {
    let mut item = Fields::of(value).ok_or_else(|| no_news("JSON, but no object"))?;
    if item.get(&["$schema"]).is_some() && item.object(&["properties", "definitions", "$defs"]).is_some() {
        return Err(no_news("a schema of JSON, not news"));
    }
    for _ in 0..DEPTH {
        if item.get(&IDS).is_some() {
            break;
        }
        match item.object(&WRAPPERS) {
            Some(inner) => item = inner,
            None => break,
        }
    }
    Ok(item)
}

fn no_news(why: &str) -> SkipReason {
    SkipReason::NotADispatch(why.to_owned())
}
