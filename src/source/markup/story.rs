//! A story in HTML or XHTML: its paragraphs without pictures and their captions, players, forms and scripts.

use std::borrow::Cow;

use super::tree::{Element, Tree};
use crate::source::html;

/// Elements that hold nothing of the story.
const NO_TEXT: [&str; 21] = [
    "aside",
    "audio",
    "button",
    "canvas",
    "figcaption",
    "figure",
    "footer",
    "form",
    "head",
    "iframe",
    "media",
    "nav",
    "noscript",
    "object",
    "picture",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "video",
];

/// Classes of elements that hold nothing of the story, as WordPress writes them round captions, sharing buttons and links
/// to other articles.
const CLASSES: [&str; 8] = [
    "wp-caption",
    "wp-caption-text",
    "sharedaddy",
    "jp-relatedposts",
    "related-posts",
    "addtoany_share_save_container",
    "feedflare",
    "yarpp",
];

/// Whether an element holds nothing of the story. One that nobody closed is none, or what follows would be lost with it.
pub fn is_no_text(element: Element) -> bool {
    let named = NO_TEXT.iter().any(|name| element.name().eq_ignore_ascii_case(name));
    (named || has_class(element, &CLASSES)) && is_closed(element)
}

/// Whether one of the classes of an element is one of these.
pub fn has_class(element: Element, classes: &[&str]) -> bool {
    element.attribute("class").is_some_and(|class| class.split_whitespace().any(|class| classes.contains(&class)))
}

fn is_closed(element: Element) -> bool {
    let outer = element.outer().trim_end_matches(['>', ' ']);
    outer.ends_with('/')
        || outer.len() >= element.name().len() && {
            let end = outer.len() - element.name().len();
            outer.get(end..).is_some_and(|name| name.eq_ignore_ascii_case(element.name()))
                && outer.get(..end).is_some_and(|before| before.ends_with(['/', ':']))
        }
}

/// The paragraphs of a story in HTML.
pub fn paragraphs(markup: &str) -> Vec<String> {
    if !may_have_no_text(markup) {
        return html::paragraphs(markup);
    }
    edited(markup, |element| is_no_text(element).then_some(Cow::Borrowed("<br/>")))
}

/// Whether there is an element to be left out, as far as one sees without making a tree.
fn may_have_no_text(markup: &str) -> bool {
    let is_named = |at: usize| {
        let name = &markup.as_bytes()[at + 1..];
        NO_TEXT
            .iter()
            .any(|no_text| name.get(..no_text.len()).is_some_and(|n| n.eq_ignore_ascii_case(no_text.as_bytes())))
    };
    memchr::memmem::find(markup.as_bytes(), b"class").is_some()
        || memchr::memchr_iter(b'<', markup.as_bytes()).any(is_named)
}

/// The paragraphs of HTML, with elements replaced as by [`Element::inner_edited`].
pub fn edited(markup: &str, edit: impl for<'t, 'a> FnMut(Element<'t, 'a>) -> Option<Cow<'a, str>>) -> Vec<String> {
    // No element of HTML, so that no closing tag too many ends it.
    let document = format!("<{ROOT}>{markup}</{ROOT}>");
    let tree = Tree::read(&document);
    match tree.root().filter(|root| root.inner().len() == markup.len()) {
        Some(root) => html::paragraphs(&root.inner_edited(edit)),
        None => html::paragraphs(markup),
    }
}

const ROOT: &str = "depeche-story";

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_the_story_stays() {
        let cases: [(&str, &[&str]); 10] = [
            ("<p>Un.</p><FIGURE><img src='x'><figcaption>Photo</figcaption></FIGURE><p>Deux.</p>", &["Un.", "Deux."]),
            ("<p>Un.<p>Deux.<br>Trois.<aside>Lien</aside>", &["Un.", "Deux.", "Trois."]),
            ("<P>Un.</P><NAV>Accueil</NAV>", &["Un."]),
            ("<div class='x wp-caption'><p>Photo</p></div>Un.", &["Un."]),
            ("Un.<iframe src='x'/>Deux.", &["Un.", "Deux."]),
            ("<figure>Un.<p>Deux.", &["Un.", "Deux."]),
            ("3 < 5 &amp; 6 > 4", &["3 < 5 & 6 > 4"]),
            ("<a href='x'>Un</b> deux", &["Un deux"]),
            ("</div>Un.</div>Deux.", &["Un.", "Deux."]),
            ("", &[]),
        ];
        for (markup, wanted) in cases {
            assert_eq!(paragraphs(markup), wanted, "{markup}");
        }
    }

    proptest! {
        #[test]
        fn any_markup_is_taken(markup in "(<p>|</p>|<figure>|</figure>|<div class='wp-caption'>|</div>|<br>|<|>|&|é|x| |<!--|\\PC){0,40}") {
            paragraphs(&markup);
        }
    }
}
