//! The elements of WENN's entertainment feed, which keeps news management and metadata of its own in Atom entries.

use super::fields::Fields;
use crate::dispatch::{Dispatch, PlaceRole};
use crate::source::{clean, dateline};

/// Fills what the entry itself does not say.
pub fn fill(item: &Fields, dispatch: &mut Dispatch) {
    let Some(metadata) = item.module("wenn_cm", "ContentMetadata").next() else { return };
    let text = |name| metadata.child(name);
    let body = text("body").map(|body| body.escaped_paragraphs()).unwrap_or_default();
    // The content of the entry may be the first lines only.
    if body.iter().map(String::len).sum::<usize>() > dispatch.body.iter().map(String::len).sum() {
        dispatch.body = body;
    }
    let first_line = text("first_line").and_then(|line| line.line());
    dispatch.standfirst = first_line.filter(|line| dispatch.body.first().is_none_or(|first| !clean::same(first, line)));
    dispatch.slug = text("slug").and_then(|slug| slug.line());
    for tag in metadata.child("tags").into_iter().flat_map(|tags| tags.all("tag")) {
        let Some(value) = tag.attribute("value") else { continue };
        if tag.attribute("type_value").is_some_and(|kind| kind == "Place") {
            dateline::add_place(dispatch, &value, PlaceRole::Mentioned);
        } else {
            dispatch.keywords.push(value.into_owned());
        }
    }
}
