//! The text of a story: NITF, a few of its elements, escaped HTML, or plain text.

use super::stories::{self, Story};
use crate::dispatch::Dispatch;
use crate::source::markup::tree::{Element, Tree};
use crate::source::nitf::{self, closing, concepts, dateline, text};

/// Fills headline, body, and what NITF knows beside them.
pub fn fill(dispatch: &mut Dispatch, story: &Story) {
    let title = story.part("title").and_then(data);
    if let Some(title) = title.and_then(|title| title.line()) {
        dispatch.headline = title;
    }
    for part in ["lead", "body"] {
        if let Some(data) = story.part(part).and_then(data) {
            add(dispatch, text::paragraphs(data));
        }
    }
    if let Some(own) = story.own() {
        for content in rendition(own) {
            read(dispatch, content);
        }
    }
    closing::take(dispatch);
    dateline::off_body(dispatch);
}

/// Of contents in several formats, those of the best: they say the same.
fn rendition<'t, 'a>(component: Element<'t, 'a>) -> Vec<Element<'t, 'a>> {
    let rank = |content: &Element| {
        let name = |kind: &str| content.child(kind).and_then(|kind| kind.attribute("FormalName")).unwrap_or_default();
        let format = format!("{} {}", name("Format"), name("MimeType")).to_lowercase();
        let ranks = ["nitf", "html", "xml"];
        ranks.iter().position(|known| format.contains(known)).unwrap_or(ranks.len())
    };
    let best = stories::texts(component).map(|content| rank(&content)).min();
    stories::texts(component).filter(|content| Some(rank(content)) == best).collect()
}

fn data<'t, 'a>(component: Element<'t, 'a>) -> Option<Element<'t, 'a>> {
    stories::texts(component).find_map(|content| content.child("DataContent"))
}

fn read(dispatch: &mut Dispatch, content: Element) {
    let Some(data) = content.child("DataContent") else { return };
    if let Some(inside) = data.child("nitf") {
        nitf::fill(dispatch, inside);
        return;
    }
    if data.children().next().is_none() && data.inner().contains("body.content") {
        // A document within, as text.
        let text = data.text();
        if let Some(inside) = Tree::read(&text).root().filter(|root| root.name() == "nitf") {
            nitf::fill(dispatch, inside);
            return;
        }
    }
    add(dispatch, text::paragraphs(data));
    concepts::marked(dispatch, data);
}

/// Adds paragraphs; a lead may be the beginning of the body.
fn add(dispatch: &mut Dispatch, paragraphs: Vec<String>) {
    if !dispatch.body.is_empty() && paragraphs.starts_with(&dispatch.body) {
        dispatch.body.clear();
    }
    dispatch.body.extend(paragraphs);
}
