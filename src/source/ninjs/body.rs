//! The text of an item: one rendition of the several that it may come in.

use serde_json::Value;

use super::fields::{Fields, elements, same_key};
use crate::source::{clean, html};

/// Key of the body in NITF, whose head repeats the headline.
const NITF_BODY: &str = "<body.content";

/// The paragraphs of the body; none for an item without text.
///
/// The rendition in HTML is preferred since it keeps the paragraphs; the plain one is taken when it keeps more of them.
pub fn paragraphs(item: &Fields) -> Vec<String> {
    let mut renditions = renditions(item);
    renditions.sort_by_key(|(kind, _)| *kind);
    let mut best = Vec::new();
    for (kind, text) in renditions {
        if best.len() > 1 {
            break;
        }
        let found = kind.paragraphs(&text);
        if found.len() > best.len() {
            best = found;
        }
    }
    best
}

/// How a rendition is written, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Html,
    Plain,
    Nitf,
}

impl Kind {
    /// Out of a key such as `body_xhtml`, a role or a media type.
    fn named(name: &str) -> Self {
        let name = name.to_ascii_lowercase();
        match name {
            name if name.contains("nitf") => Kind::Nitf,
            name if name.contains("html") => Kind::Html,
            _ => Kind::Plain,
        }
    }

    fn paragraphs(self, text: &str) -> Vec<String> {
        match self {
            Kind::Nitf => html::paragraphs(text.find(NITF_BODY).map_or(text, |start| &text[start..])),
            Kind::Html if clean::looks_like_html(text) || html::has_entity(text) => html::paragraphs(text),
            Kind::Plain if clean::looks_like_html(text) => html::paragraphs(text),
            _ => clean::paragraphs(text),
        }
    }
}

fn renditions(item: &Fields) -> Vec<(Kind, String)> {
    let mut renditions = Vec::new();
    for (key, value) in item.iter() {
        if same_key(key, "bodies") {
            renditions.extend(elements(value).iter().filter_map(of_version_3));
        } else if is_body(key) {
            renditions.extend(running_text(value).map(|text| (Kind::named(key), text)));
        }
    }
    renditions
}

/// An element of `bodies`: its `contentType` says how it is written, else its `role`.
fn of_version_3(body: &Value) -> Option<(Kind, String)> {
    let Some(body) = Fields::of(body) else { return running_text(body).map(|text| (Kind::Plain, text)) };
    let kinds = ["contenttype", "mimetype", "role"].iter().filter_map(|name| body.get(&[name])?.as_str());
    let kind = kinds.map(Kind::named).find(|kind| *kind != Kind::Plain).unwrap_or(Kind::Plain);
    body.get(&["value"]).and_then(running_text).map(|text| (kind, text))
}

/// `body_text`, `body_html`, `body_xhtml`, `bodyXhtml`, dpa's `article_html`…
fn is_body(key: &str) -> bool {
    key.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("body")) || same_key(key, "articlehtml")
}

/// A text, or a list of paragraphs.
fn running_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(list) => {
            let paragraphs: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            Some(paragraphs.join("\n\n"))
        }
        _ => None,
    }
    .filter(|text| !text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_rendition_is_taken_the_one_that_keeps_the_paragraphs() {
        let un_deux = &["Un.", "Deux."][..];
        let cases = [
            (json!({"body_text": "Un.\n\nDeux."}), un_deux),
            (json!({"body_text": "Un. Deux.", "body_html": "<p>Un.</p><p>Deux.</p>"}), un_deux),
            (json!({"body_text": "Un.\nDeux.", "body_xhtml": "Un. Deux."}), un_deux),
            (json!({"body_text": "<p>Un.<p>Deux."}), un_deux),
            (json!({"body_html": "Un.\n\nDeux."}), un_deux),
            (
                json!({"bodyXhtml": "<html><head><title>x</title></head><body><p>Un.</p><p>Deux.</p></body></html>"}),
                un_deux,
            ),
            (json!({"article_html": "<section><p>Un.</p><p>Deux.</p></section>"}), un_deux),
            (json!({"body": ["Un.", "Deux."]}), un_deux),
            (
                json!({"bodies": [
                    {"role": "main", "contentType": "text/plain", "value": "Un. Deux."},
                    {"role": "main", "contentType": "text/html", "value": "<p>Un.</p><p>Deux.</p>"},
                ]}),
                un_deux,
            ),
            (
                json!({"bodies": [{"contentType": "text/vnd.IPTC.NITF", "value":
                    "<nitf><head><title>T</title></head><body><body.head><hedline><hl1>T</hl1></hedline></body.head>\
                     <body.content><p>Un.</p><p>Deux.</p></body.content></body></nitf>"}]}),
                un_deux,
            ),
            (json!({"body_text": " ", "body_html": "<p></p>", "bodies": null, "body_html5": 3}), &[]),
            (json!({"headline": "Un."}), &[]),
        ];
        for (value, wanted) in cases {
            assert_eq!(paragraphs(&Fields::of(&value).unwrap()), wanted, "{value}");
        }
    }
}
