//! The short texts of an item, each of which versions and vendors keep under several keys.

use serde_json::Value;

use super::fields::{Fields, elements, text};

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
    let extends = |key: &str| key.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    let of_picture = |key: &str| key.contains("caption") || key.contains("credit");
    item.iter().filter(|(key, value)| value.is_string() && extends(key) && !of_picture(key)).find_map(|(_, v)| text(v))
}

/// The element of a list of texts with roles whose role is `wanted`, else the first.
fn preferred(item: &Fields, name: &str, wanted: fn(&str) -> bool) -> Option<String> {
    let elements = elements(item.get(&[name])?);
    let role = |value: &Value| Fields::of(value).and_then(|fields| fields.text(&["role"])).unwrap_or_default();
    let main = elements.iter().find(|value| wanted(&role(value).to_lowercase()));
    main.into_iter().chain(elements).find_map(|value| match Fields::of(value) {
        Some(fields) => fields.text(&["value", "headline", "description"]),
        None => text(value),
    })
}

/// Of a list of bylines that are objects.
pub fn byline(item: &Fields) -> Option<String> {
    item.all(&["bylines"]).find_map(|value| Fields::of(value)?.text(&["byline"]))
}
