//! The short texts of an item, each of which versions and vendors keep under several keys.

use crate::source::json::Json;
use crate::source::json::fields::{Fields, text};

/// `headline`, else the main one of `headlines`, else any `headline_…`; `title` is one only for an item with a text.
pub fn headline(item: &Fields, has_body: bool) -> Option<String> {
    item.text(&["headline"])
        .or_else(|| preferred(item, "headlines", |role| role == "main"))
        .or_else(|| extended(item, "headline"))
        .or_else(|| item.text(&["title"]).filter(|_| has_body))
}

/// The summary between headline and text; captions belong to pictures.
pub fn standfirst(item: &Fields) -> Option<String> {
    item.text(&["descriptiontext", "descriptionhtml", "descriptionxhtml", "subhead", "subheadline", "teaser"])
        .or_else(|| preferred(item, "descriptions", |role| role != "caption"))
        .or_else(|| extended(item, "description"))
}

/// The text of a key that extends `name`, as ninjs 1 allows (`headline_main`); captions and credits are those of pictures.
fn extended(item: &Fields, name: &str) -> Option<String> {
    let of_picture = |key: &str| key.contains("caption") || key.contains("credit");
    let texts =
        item.iter().filter(|(key, value)| value.as_str().is_some() && key.starts_with(name) && !of_picture(key));
    texts.map(|(_, value)| value).find_map(text)
}

/// The element of a list of texts with roles whose role is `wanted`, else the first.
fn preferred(item: &Fields, name: &str, wanted: fn(&str) -> bool) -> Option<String> {
    let elements = item.get(&[name])?.elements();
    let role = |value: &Json| Fields::of(value).and_then(|fields| fields.text(&["role"])).unwrap_or_default();
    let main = elements.iter().find(|value| wanted(&role(value).to_lowercase()));
    main.into_iter().chain(elements).find_map(|value| match Fields::of(value) {
        Some(fields) => fields.text(&["value", "headline", "description"]),
        None => text(value),
    })
}

/// Who wrote it, under the key of each version.
pub fn byline(item: &Fields) -> Option<String> {
    let of_list = || item.all(&["bylines"]).find_map(|value| Fields::of(value)?.text(&["byline", "by"]));
    item.text(&["byline", "by"]).or_else(of_list).or_else(|| item.text(&["bylines", "authors"]))
}
