//! The text of an item: one of the renditions in its `contentSet`.

use std::borrow::Cow;

use super::{code, wrapped};
use crate::dispatch::Dispatch;
use crate::source::markup::story;
use crate::source::markup::tree::Element;
use crate::source::{clean, entities, html, nitf};

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

/// Fills paragraphs, and what else of the dispatch stands in its text. Of several renditions the first that is not empty
/// is taken, XML before data since it keeps the paragraphs.
pub fn fill(item: Element, dispatch: &mut Dispatch) {
    let Some(set) = item.child("contentSet") else { return };
    for xml in set.all("inlineXML") {
        match xml.find("nitf") {
            _ if !dispatch.body.is_empty() => break,
            Some(nitf) => of_nitf(nitf, dispatch),
            None => of_html(xml, dispatch),
        }
    }
    for data in set.all("inlineData").filter(|data| !NO_STORY.contains(&code::attribute(*data, "rendition").as_str())) {
        if !dispatch.body.is_empty() {
            break;
        }
        dispatch.body = of_data(data);
    }
    let twice_escaped = dispatch.body.iter_mut().filter(|text| html::has_entity(text));
    twice_escaped.for_each(|text| *text = clean::markup_line(text));
}

/// The notes for and not for publication that dpa adds to its plain rendition.
pub fn notes(item: Element) -> Vec<String> {
    let set = item.child("contentSet");
    let data = set.iter().flat_map(|set| set.all("inlineData"));
    let notes = data.filter(|data| matches!(code::attribute(*data, "rendition").as_str(), "public" | "nonpublic"));
    notes.flat_map(|data| data.escaped_paragraphs()).collect()
}

fn of_nitf(nitf: Element, dispatch: &mut Dispatch) {
    nitf::fill(dispatch, nitf);
    // Scoop has its headline there only.
    if dispatch.headline.is_empty() {
        dispatch.headline = nitf.at(&["head", "title"]).and_then(|title| title.line()).unwrap_or_default();
    }
}

fn of_html(content: Element, dispatch: &mut Dispatch) {
    let story = content.find("body").unwrap_or(content);
    dispatch.body = paragraphs(story);
    if dispatch.headline.is_empty() {
        let line = |name| content.find(name).and_then(|element| element.line());
        dispatch.headline = line("h1").or_else(|| line("title")).unwrap_or_default();
    }
    if dispatch.standfirst.is_none() {
        dispatch.standfirst = story.descendants().find(|element| is_teaser(*element)).and_then(|teaser| teaser.line());
    }
}

/// Plain text, or HTML in a CDATA section or escaped.
fn of_data(data: Element) -> Vec<String> {
    let text = data.text();
    if clean::looks_like_html(&text) { story::edited(&text, edit) } else { wrapped::plain(&entities::decoded(&text)) }
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

    fn filled(content: &str) -> Dispatch {
        let xml = format!("<newsItem><contentSet>{content}</contentSet></newsItem>");
        let mut dispatch = Dispatch::default();
        fill(Tree::read(&xml).root().unwrap(), &mut dispatch);
        dispatch
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
            assert_eq!(filled(content).body, wanted, "{content}");
        }
    }

    #[test]
    fn a_rendition_has_fields_too() {
        let nitf = filled(
            "<inlineXML><nitf><body><body.head><hedline><hl1>Crue</hl1></hedline><byline>Par Ana Roy</byline>\
             <abstract><p>Chapô</p></abstract></body.head><body.content><p>Un.</p>",
        );
        let found = [Some(nitf.headline), nitf.byline, nitf.standfirst].map(Option::unwrap_or_default);
        assert_eq!(found, ["Crue", "Ana Roy", "Chapô"]);
        let html = filled("<inlineXML><html><body><h1>Crue</h1><p class='teaser'>Chapô</p><p>Un.</p></body></html>");
        assert_eq!((html.headline.as_str(), html.standfirst.as_deref()), ("Crue", Some("Chapô")));
    }

    #[test]
    fn what_was_escaped_twice_is_read() {
        assert_eq!(filled("<inlineXML><p>L&amp;#39;eau &amp;amp; la rive</p></inlineXML>").body, ["L'eau & la rive"]);
    }
}
