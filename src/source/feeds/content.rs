//! The text of an item: the fullest element that holds one, without what the site has put round it.

use super::fields::Fields;
use super::wordpress;
use crate::dispatch::Dispatch;
use crate::french::loose::loose;
use crate::source::markup::story;
use crate::source::markup::tree::Element;
use crate::source::{boilerplate, clean, entities};

/// Elements that hold a whole text, the best first.
const CONTENT: [&str; 6] = ["content:encoded", "content", "xhtml:body", "body", "fulltext", "turbo:content"];

/// Elements that hold a summary, or the text where there is nothing else.
const SUMMARY: [&str; 6] =
    ["description", "summary", "excerpt:encoded", "itunes:summary", "dc:description", "dcterms:abstract"];

/// What sites write below an item: beginnings in loose spelling, and what must stand somewhere behind them.
/// The first ones are WordPress's own.
const TAILS: [(&str, &str); 10] = [
    ("cet article", "est apparu en premier sur"),
    ("l'article", "est apparu en premier sur"),
    ("the post", "appeared first on"),
    ("der beitrag", "erschien zuerst auf"),
    ("lire la suite", ""),
    ("lire l'article", ""),
    ("en savoir plus", ""),
    ("continue reading", ""),
    ("read more", ""),
    ("retrouvez cet article sur", ""),
];

/// So many paragraphs at the end may be sentences of the site.
const LAST: usize = 2;

/// A tail is not longer, in bytes.
const LONGEST_TAIL: usize = 300;

/// Marks of a text that was cut short.
const CUTS: [&str; 5] = ["[…]", "[...]", "[&#8230;]", "(...)", "..."];

/// Fills body and standfirst. `is_export` says that the text is WordPress's own, before it is made HTML.
pub fn fill(item: &Fields, is_export: bool, dispatch: &mut Dispatch) {
    let texts = |names: &'static [&'static str]| {
        let texts = item.all(names).map(move |element| paragraphs(element, is_export));
        texts.filter(|text| !text.is_empty())
    };
    let summary = texts(&SUMMARY).next();
    let content = texts(&CONTENT).next();
    match (content, summary) {
        (Some(body), Some(summary)) => {
            let summary = summary.join(" ");
            if !repeats(&summary, &body) && !clean::same(&summary, &dispatch.headline) {
                dispatch.standfirst = Some(summary);
            }
            dispatch.body = body;
        }
        (content, summary) => dispatch.body = content.or(summary).unwrap_or_default(),
    }
}

/// The paragraphs of an element: XHTML inside it, HTML escaped or in CDATA, or plain text.
fn paragraphs(element: Element, is_export: bool) -> Vec<String> {
    let is_markup = element.children().next().is_some();
    let text = if is_markup { element.inner().into() } else { element.text() };
    let mut paragraphs = if is_export {
        story::paragraphs(&wordpress::markup(&text))
    } else if is_markup || has_tags(&text) {
        story::paragraphs(&wordpress::blank_lines_as_breaks(&text))
    } else {
        plain(&entities::decoded(&text))
    };
    let mut left = paragraphs.len();
    paragraphs.retain(|text| {
        left -= 1;
        // What is long, or a sentence, is none unless it stands at the end: so most of a text is not looked up.
        let is_text = text.len() > LONGEST_TAIL || text.ends_with(['.', '»', '"']);
        is_text && left >= LAST || !is_furniture(text)
    });
    if let Some(last) = paragraphs.last_mut() {
        uncut(last);
    }
    paragraphs
}

/// Whether a text is markup: elements of HTML, or others such as `<svg …/>`.
fn has_tags(text: &str) -> bool {
    clean::looks_like_html(text) || text.contains('<') && (text.contains("</") || text.contains("/>"))
}

/// The paragraphs of plain text. Its lines are some only if they are sentences; else they were just wrapped.
fn plain(text: &str) -> Vec<String> {
    let mut lines = text.trim().lines().map(str::trim).peekable();
    let mut wrapped = false;
    while let Some(line) = lines.next() {
        let ends = line.is_empty() || line.ends_with(['.', '!', '?', ':', ';', '»', '"', '”', ')']);
        wrapped |= !ends && lines.peek().is_some_and(|next| !next.is_empty());
    }
    let has_blank_line = text.trim().lines().any(|line| line.trim().is_empty());
    if wrapped && !has_blank_line {
        let line = clean::line(text).into_owned();
        return if line.is_empty() { Vec::new() } else { vec![line] };
    }
    clean::paragraphs(text)
}

fn is_furniture(text: &str) -> bool {
    boilerplate::recognise(text).is_some() || text.len() <= LONGEST_TAIL && is_tail(text)
}

fn is_tail(text: &str) -> bool {
    let key = loose(text);
    let key = key.trim_start_matches(|c: char| !c.is_alphabetic());
    TAILS.iter().any(|(start, behind)| match key.strip_prefix(start) {
        // Alone, or pointing on: `Lire la suite…`, `Read more »`.
        Some(rest) if behind.is_empty() => !rest.contains(char::is_alphabetic),
        Some(rest) => rest.contains(behind),
        None => false,
    })
}

/// Takes the mark off a text that was cut short.
fn uncut(text: &mut String) {
    if let Some(cut) = CUTS.iter().find(|cut| cut.starts_with(['[', '(']) && text.ends_with(**cut)) {
        text.truncate(text.len() - cut.len());
        text.truncate(text.trim_end().len());
    }
}

/// Two texts are told apart by so many bytes of their beginnings mostly.
const OPENING: usize = 40;

/// Whether a summary is just how the text begins, perhaps cut short.
pub fn repeats(summary: &str, body: &[String]) -> bool {
    let summary = CUTS.iter().find_map(|cut| summary.strip_suffix(cut)).unwrap_or(summary).trim_end_matches('…');
    let opening = |text: &str| clean::key(&text[..text.floor_char_boundary(OPENING)]).chars().next();
    if body.first().is_some_and(|first| opening(first) != opening(summary)) {
        return false;
    }
    let key = clean::key(summary);
    let mut beginning = String::new();
    for paragraph in body {
        if beginning.len() >= key.len() {
            break;
        }
        beginning.push_str(&clean::key(paragraph));
    }
    beginning.starts_with(&key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::markup::tree::Tree;

    fn filled(xml: &str) -> (Vec<String>, String) {
        let xml = format!("<item>{xml}</item>");
        let mut dispatch = Dispatch { headline: "Crue".into(), ..Dispatch::default() };
        fill(&Fields::of(Tree::read(&xml).root().unwrap()), false, &mut dispatch);
        (dispatch.body, dispatch.standfirst.unwrap_or_default())
    }

    #[test]
    fn the_fullest_text_is_the_body() {
        let un_deux = &["Un.", "Deux."][..];
        let cases: [(&str, &[&str], &str); 14] = [
            ("<description>Un.&lt;br&gt;Deux.</description>", un_deux, ""),
            (
                "<description>Chapô</description><content:encoded><![CDATA[<p>Un.</p><p>Deux.</p>]]></content:encoded>",
                un_deux,
                "Chapô",
            ),
            (
                "<description><![CDATA[<p>Un. De[…]</p>]]></description><content:encoded>&lt;p&gt;Un.&lt;p&gt;Deux.</content:encoded>",
                un_deux,
                "",
            ),
            ("<description>crue</description><content:encoded>Un.\n\nDeux.</content:encoded>", un_deux, ""),
            (
                "<content type='xhtml'><div xmlns='x'><p>Un.</p><p>Deux.</p></div></content><summary>Chapô</summary>",
                un_deux,
                "Chapô",
            ),
            (
                "<content type='html'>&lt;p&gt;Un.&lt;/p&gt;&lt;figure&gt;&lt;figcaption&gt;Photo&lt;/figcaption&gt;&lt;/figure&gt;Deux.</content>",
                un_deux,
                "",
            ),
            ("<content type='text'>Un.\n\nDeux.</content>", un_deux, ""),
            ("<description/><media:description>Photo</media:description>", &[], ""),
            ("<description>Un. [...]</description>", &["Un."], ""),
            ("<description>Un.\nDeux.</description>", un_deux, ""),
            ("<description>Un\ndeux.</description>", &["Un deux."], ""),
            ("<description>&lt;svg a='b'&gt;&lt;circle/&gt;&lt;/svg&gt;</description>", &[], ""),
            (
                "<description>&lt;p&gt;Un.&lt;/p&gt;&lt;p&gt;L’article &lt;a&gt;Crue&lt;/a&gt; est apparu en premier sur &lt;a&gt;Journal&lt;/a&gt;.&lt;/p&gt;</description>",
                &["Un."],
                "",
            ),
            (
                "<description>&lt;p&gt;Un.&lt;/p&gt;&lt;a&gt;Lire la suite…&lt;/a&gt;&lt;img src='x'&gt;</description>",
                &["Un."],
                "",
            ),
        ];
        for (xml, body, standfirst) in cases {
            let (found, summary) = filled(xml);
            assert_eq!((found, summary.as_str()), (body.iter().map(|&b| b.to_owned()).collect(), standfirst), "{xml}");
        }
    }
}
