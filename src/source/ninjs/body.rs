//! The text of an item: one rendition of the several that it may come in.

use std::borrow::Cow;

use crate::source::json::Json;
use crate::source::json::fields::Fields;
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
    for (kind, value) in renditions {
        if best.len() > 1 {
            break;
        }
        let found = kind.paragraphs_of(value);
        if found.len() > best.len() {
            best = found;
        }
    }
    best
}

/// The paragraphs of a value that is one rendition, whether it is marked up or not.
pub fn of_value(value: &Json) -> Vec<String> {
    Kind::Plain.paragraphs_of(value)
}

/// The paragraphs of a text that may be marked up.
pub fn of_text(text: &str) -> Vec<String> {
    Kind::Plain.paragraphs(text)
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

    /// Of a text, or a list of paragraphs: texts, or objects with a text, as page builders have them.
    fn paragraphs_of(self, value: &Json) -> Vec<String> {
        let of_object = |value| Fields::of(value)?.get(&["content", "text", "html", "value"])?.as_str();
        let texts = value.elements().iter().filter_map(|value| value.as_str().or_else(|| of_object(value)));
        texts.flat_map(|text| self.paragraphs(text)).collect()
    }

    fn paragraphs(self, text: &str) -> Vec<String> {
        match self {
            Kind::Nitf => html::paragraphs(text.find(NITF_BODY).map_or(text, |start| &text[start..])),
            Kind::Html if has_tag(text) || html::has_entity(text) || is_wrapped(text) => {
                html::paragraphs(&without_pictures(text))
            }
            Kind::Plain if clean::looks_like_html(text) && !is_plain_with_marks(text) => {
                html::paragraphs(&without_pictures(text))
            }
            Kind::Plain if clean::looks_like_html(text) || html::has_entity(text) => {
                clean::paragraphs(text).iter().map(|paragraph| clean::markup_line(paragraph)).collect()
            }
            _ => clean::paragraphs(text),
        }
    }
}

/// Whether empty lines part the paragraphs of a text that has no tags but those within a line, such as `<b>`.
fn is_plain_with_marks(text: &str) -> bool {
    let block = |at: usize| html::is_block(&text[at..]);
    clean::has_blank_line(text) && !text.match_indices('<').any(|(at, _)| block(at))
}

fn has_tag(text: &str) -> bool {
    text.split('<').skip(1).any(|piece| piece.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()))
}

/// Whether single line ends stand within sentences, as Business Wire wraps its text: they part no paragraphs then.
fn is_wrapped(text: &str) -> bool {
    let lines: Vec<&str> = text.trim().lines().map(str::trim).collect();
    let Some((_, before)) = lines.split_last() else { return false };
    let ends = |line: &&str| line.ends_with(['.', '!', '?', '…', ':', '»', '”', '"', ')']);
    !before.is_empty() && lines.iter().all(|line| !line.is_empty()) && !before.iter().any(ends)
}

/// Blocks of HTML that are none of the text: pictures with their captions and credits; TT's section and byline.
const OUTSIDE: [(&str, &str); 3] =
    [("<figure", "</figure>"), ("<div class=\"dat\"", "</div>"), ("<div class=\"byline\"", "</div>")];

/// Without the blocks of [`OUTSIDE`]. A figure may also hold a table, which is text.
fn without_pictures(html: &str) -> Cow<'_, str> {
    OUTSIDE.iter().fold(Cow::Borrowed(html), |html, (open, close)| without(html, open, close))
}

fn without<'a>(html: Cow<'a, str>, open: &str, close: &str) -> Cow<'a, str> {
    let Some(first) = html.find(open) else { return html };
    let mut kept = html[..first].to_owned();
    let mut rest = &html[first..];
    while let Some(length) = rest.find(close).map(|at| at + close.len()) {
        let (block, after) = rest.split_at(length);
        let start = block.find(open).unwrap_or(length);
        kept.push_str(&block[..start]);
        if block[start..].contains("<table") {
            kept.push_str(&block[start..]);
        }
        rest = after;
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

fn renditions<'a>(item: &Fields<'a>) -> Vec<(Kind, &'a Json<'a>)> {
    let mut renditions = Vec::new();
    for (key, value) in item.iter() {
        if key == "bodies" {
            renditions.extend(value.elements().iter().filter_map(of_version_3));
        } else if key.starts_with("body") {
            renditions.push((Kind::named(key), value));
        }
    }
    renditions
}

/// An element of `bodies`: its `contentType` says how it is written, else its `role`.
fn of_version_3<'a>(body: &'a Json<'a>) -> Option<(Kind, &'a Json<'a>)> {
    let Some(fields) = Fields::of(body) else { return Some((Kind::Plain, body)) };
    let kinds = ["contenttype", "mimetype", "role"].iter().filter_map(|name| fields.get(&[name])?.as_str());
    let kind = kinds.map(Kind::named).find(|kind| *kind != Kind::Plain).unwrap_or(Kind::Plain);
    fields.get(&["value"]).map(|value| (kind, value))
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
            (json!({"body": [{"type": "p", "content": "Un."}, {"type": "image"}, {"content": "Deux."}]}), un_deux),
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
            (json!({"body_text": "L&#39;eau&nbsp;monte.\nDeux."}), &["L'eau monte.", "Deux."]),
            (json!({"body_html": "Un. <figure><img/><figcaption>Vue</figcaption></figure><p>Deux.</p>"}), un_deux),
            (
                json!({"body_html": "<div class=\"dat\"><span>Crue</span></div><p>Un.</p><figure><table><tr><td>Deux.</td></tr></table></figure>"}),
                un_deux,
            ),
            (json!({"body_html": "L'eau<sup >2</sup> monte dans\n  la nuit."}), &["L'eau2 monte dans la nuit."]),
            (json!({"body_xhtml": "\n  L'eau monte dans\n  la nuit.\n"}), &["L'eau monte dans la nuit."]),
        ];
        for (value, wanted) in cases {
            let text = value.to_string();
            let item = Json::parse(&text).unwrap();
            assert_eq!(paragraphs(&Fields::of(&item).unwrap()), wanted, "{value}");
        }
    }
}
