//! The text of an item: one of the renditions in its `contentSet`.

use std::borrow::Cow;

use super::{code, wrapped};
use crate::source::markup::story;
use crate::source::markup::tree::Element;
use crate::source::{clean, entities, html};

/// What a rendition holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Body {
    pub paragraphs: Vec<String>,
    /// The headline, if it stands in the rendition too.
    pub headline: Option<String>,
    pub standfirst: Option<String>,
    pub byline: Option<String>,
    pub dateline: Option<String>,
}

/// Classes of dpa's XHTML whose content has a field of its own.
/// Source: <https://github.com/dpa-newslab/dpa-digitalwires-to-newsmlg2>.
const CLASSES: [&str; 9] = [
    "notepad",
    "np-public",
    "np-nonpublic",
    "np-constraint",
    "closingline",
    "byline",
    "genre",
    "slugline",
    "embargoed",
];

/// Renditions that are no story: dpa gives headline and notes in plain text once more.
const NO_STORY: [&str; 4] = ["headline", "public", "nonpublic", "thumbnail"];

/// The text of an item. Of several renditions, the first in XML that is not empty, since it keeps the paragraphs.
pub fn read(item: Element) -> Body {
    let Some(set) = item.child("contentSet") else { return Body::default() };
    let xml = set.all("inlineXML").map(of_xml);
    let is_story = |data: &Element| !NO_STORY.contains(&code::attribute(*data, "rendition").as_str());
    let data = set.all("inlineData").filter(is_story).map(of_data);
    let mut best = Body::default();
    for body in xml.chain(data) {
        if !body.paragraphs.is_empty() || best == Body::default() {
            best = body;
        }
        if !best.paragraphs.is_empty() {
            break;
        }
    }
    best.paragraphs.iter_mut().filter(|text| html::has_entity(text)).for_each(|text| *text = clean::markup_line(text));
    best
}

/// The notes for and not for publication that dpa adds to its plain rendition.
pub fn notes(item: Element) -> Vec<String> {
    let set = item.child("contentSet");
    let data = set.iter().flat_map(|set| set.all("inlineData"));
    let notes = data.filter(|data| matches!(code::attribute(*data, "rendition").as_str(), "public" | "nonpublic"));
    notes.flat_map(|data| data.escaped_paragraphs()).collect()
}

fn of_xml(content: Element) -> Body {
    if let Some(nitf) = content.find("nitf") {
        return of_nitf(nitf);
    }
    let head = |name| content.find(name).and_then(|element| element.line());
    let story = content.find("body").unwrap_or(content);
    Body {
        paragraphs: paragraphs(story),
        headline: head("h1").or_else(|| head("title")),
        standfirst: teaser(story),
        ..Body::default()
    }
}

fn of_nitf(nitf: Element) -> Body {
    let text = |path: &[&str]| nitf.at(path).and_then(|element| element.line());
    let story = nitf.find("body.content").or_else(|| nitf.child("body")).unwrap_or(nitf);
    Body {
        paragraphs: paragraphs(story),
        headline: nitf.find("hl1").and_then(|hl1| hl1.line()).or_else(|| text(&["head", "title"])),
        standfirst: text(&["body", "body.head", "abstract"]),
        byline: text(&["body", "body.head", "byline"]),
        dateline: text(&["body", "body.head", "dateline"]),
    }
}

/// Plain text, or HTML in a CDATA section or escaped.
fn of_data(data: Element) -> Body {
    let text = data.text();
    let paragraphs = if clean::looks_like_html(&text) {
        story::edited(&text, edit)
    } else {
        wrapped::plain(&entities::decoded(&text))
    };
    Body { paragraphs, ..Body::default() }
}

fn paragraphs(story: Element) -> Vec<String> {
    html::paragraphs(&story.inner_edited(edit))
}

/// Leaves out what is no text, and parts paragraphs that were wrapped together.
fn edit<'a>(element: Element<'_, 'a>) -> Option<Cow<'a, str>> {
    if is_no_text(element) || is_teaser(element) {
        return Some(Cow::Borrowed("<br/>"));
    }
    unwrapped(element)
}

fn is_no_text(element: Element) -> bool {
    story::is_no_text(element) || element.name() == "header" || story::has_class(element, &CLASSES)
}

fn is_teaser(element: Element) -> bool {
    element.name() == "p" && story::has_class(element, &["teaser"])
}

fn teaser(story: Element) -> Option<String> {
    story.descendants().find(|element| is_teaser(*element)).and_then(|teaser| teaser.line())
}

/// The markup of a paragraph that holds several, parted; None for any other element.
fn unwrapped<'a>(element: Element<'_, 'a>) -> Option<Cow<'a, str>> {
    let inner = element.inner();
    if element.name() != "p" || inner.contains('<') {
        return None;
    }
    wrapped::paragraphs(inner).map(|paragraphs| format!("<p>{}</p>", paragraphs.join("<br/>")).into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::markup::tree::Tree;

    fn body(content: &str) -> Body {
        let xml = format!("<newsItem><contentSet>{content}</contentSet></newsItem>");
        read(Tree::read(&xml).root().unwrap())
    }

    #[test]
    fn one_rendition_is_taken_without_its_notes() {
        let un_deux = &["Un.", "Deux."][..];
        let cases: [(&str, &[&str]); 8] = [
            (
                "<inlineXML><x:html><x:head><x:title/></x:head><x:body><x:p>Un.</x:p><x:p>Deux.</x:p></x:body></x:html></inlineXML>",
                un_deux,
            ),
            ("<inlineXML><p>Un.</p><p>Deux.</p></inlineXML><inlineData>Un.\n\nDeux.</inlineData>", un_deux),
            ("<inlineXML/><inlineData>Un.\n\nDeux.</inlineData>", un_deux),
            (
                "<inlineData rendition='dpa7901rendition:headline'>Titre</inlineData><inlineData rendition='dpa7901rendition:text'>Un.\n\nDeux.</inlineData><inlineData rendition='dpa7901rendition:nonpublic'>Tél. 0\n\n1\n\n2</inlineData>",
                un_deux,
            ),
            ("<inlineData><![CDATA[<p>Un.</p>\n<p>Deux.</p>]]></inlineData>", un_deux),
            (
                "<inlineXML><html><body><header><h1>T</h1><p class='byline'>Ana</p></header><section class='main x'><p class='teaser'>Chapô</p><p>Un.</p><figure><figcaption>Photo</figcaption></figure><p>Deux.</p></section><section class='notepad'><p>Tél.</p></section></body></html></inlineXML>",
                un_deux,
            ),
            (
                "<inlineXML><nitf><head><title>T</title></head><body><body.head><hedline><hl1>T</hl1></hedline></body.head><body.content><block><p>Un.</p><media><media-caption>Photo</media-caption></media><p>Deux.</p></block></body.content></body></nitf></inlineXML>",
                un_deux,
            ),
            ("<remoteContent href='x.jpg'/>", &[]),
        ];
        for (content, wanted) in cases {
            assert_eq!(body(content).paragraphs, wanted, "{content}");
        }
    }

    #[test]
    fn a_rendition_has_fields_too() {
        let nitf = body(
            "<inlineXML><nitf><body><body.head><hedline><hl1>Crue</hl1></hedline><byline>Par Ana Roy</byline>\
             <dateline>Orvine</dateline><abstract><p>Chapô</p></abstract></body.head><body.content><p>Un.</p>",
        );
        let found = [nitf.headline, nitf.byline, nitf.dateline, nitf.standfirst].map(Option::unwrap_or_default);
        assert_eq!(found, ["Crue", "Par Ana Roy", "Orvine", "Chapô"]);
        let html = body("<inlineXML><html><body><h1>Crue</h1><p class='teaser'>Chapô</p><p>Un.</p></body></html>");
        assert_eq!((html.headline.as_deref(), html.standfirst.as_deref()), (Some("Crue"), Some("Chapô")));
    }

    #[test]
    fn what_was_escaped_twice_is_read() {
        assert_eq!(
            body("<inlineXML><p>L&amp;#39;eau &amp;amp; la rive</p></inlineXML>").paragraphs,
            ["L'eau & la rive"]
        );
    }
}
