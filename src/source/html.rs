//! The text of HTML fragments, such as the bodies of ninjs. One pass from left to right, whatever the markup is like.

mod gather;

use super::entities;
use gather::Paragraphs;

/// Elements whose content is no text to read.
const DROPPED: &[&str] = &["script", "style", "title", "template"];
/// Elements whose borders are those of a paragraph; `br` is taken as one, since wires write it for one.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "body.content",
    "br",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hl1",
    "hl2",
    "hr",
    "html",
    "li",
    "main",
    "media",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];
/// The paragraphs of an HTML fragment: tags dropped, entities decoded, white space folded, empty ones left out.
///
/// Unclosed tags, stray `<` and `&` are taken as a browser would, or as text. Linear in the length of `html`.
pub fn paragraphs(html: &str) -> Vec<String> {
    let mut out = Paragraphs::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.text(&rest[..at]);
        rest = &rest[at..];
        match Token::read(rest) {
            Some(Token::Comment(length)) => rest = &rest[length..],
            Some(Token::Tag { name, opens, length }) => {
                rest = &rest[length..];
                if opens && is_one_of(name, DROPPED) {
                    rest = after_closing(rest, name);
                }
                out.tag(name, opens);
            }
            Some(Token::Character) => {
                out.text("<");
                rest = &rest[1..];
            }
            None => break,
        }
    }
    out.text(rest);
    out.end()
}

/// Whether a tag, with its brackets, is of an element whose borders are those of a paragraph.
pub fn is_block(tag: &str) -> bool {
    let name = tag.strip_prefix('<').unwrap_or(tag);
    let name = name.strip_prefix('/').unwrap_or(name);
    let length = name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b':')).count();
    is_one_of(local(&name[..length]), BLOCKS)
}

/// Whether the text holds a character reference such as `&eacute;` or `&#233;`.
pub fn has_entity(text: &str) -> bool {
    text.split('&').skip(1).any(|piece| entities::decode(piece).is_some())
}

enum Token<'a> {
    /// A comment, declaration or processing instruction of this length; also the opening of a CDATA section.
    Comment(usize),
    /// A `<` that is a character like any other.
    Character,
    Tag {
        name: &'a str,
        /// Neither a closing tag nor one that closes itself.
        opens: bool,
        length: usize,
    },
}

impl<'a> Token<'a> {
    /// The markup at the start of `text`, which opens with `<`; None when no `>` ends it, nor any later one.
    fn read(text: &'a str) -> Option<Self> {
        const CDATA: &str = "<![CDATA[";
        if let Some(comment) = text.strip_prefix("<!--") {
            return Some(Token::Comment(comment.find("-->").map_or(text.len(), |end| end + "<!---->".len())));
        }
        if text.starts_with(CDATA) {
            return Some(Token::Comment(CDATA.len()));
        }
        let inner = &text[1..];
        let closing = inner.starts_with('/');
        let name = inner.strip_prefix('/').unwrap_or(inner);
        let end = || text.find('>').map(|at| at + 1);
        match name.as_bytes().first() {
            Some(b'!' | b'?') => end().map(Token::Comment),
            Some(first) if first.is_ascii_alphabetic() => {
                let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':');
                let name = local(&name[..name.bytes().take_while(is_name).count()]);
                let length = end()?;
                let opens = !closing && !text[..length].ends_with("/>");
                Some(Token::Tag { name, opens, length })
            }
            _ => Some(Token::Character),
        }
    }
}

/// A name without its prefix: XHTML in XML may have one (`html:p` at Reuters).
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn is_one_of(name: &str, tags: &[&str]) -> bool {
    tags.iter().any(|tag| name.eq_ignore_ascii_case(tag))
}

/// Prefixes of closing tags are looked for up to this length in bytes.
const LONGEST_PREFIX: usize = 16;

/// What follows the closing tag of a dropped element; nothing if it is never closed.
fn after_closing<'a>(text: &'a str, name: &str) -> &'a str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        rest = &rest[at + 2..];
        let prefixed = rest.bytes().take(name.len() + LONGEST_PREFIX).take_while(|byte| !b"<> ".contains(byte)).count();
        let found = rest.get(..prefixed).map_or("", local);
        if found.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return rest.find('>').map_or("", |end| &rest[end + 1..]);
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use cpu_time::ThreadTime;
    use proptest::prelude::*;

    use super::*;
    use crate::source::clean;

    #[test]
    fn fragments_become_paragraphs() {
        let cases: [(&str, &[&str]); 18] = [
            ("<h:head><h:title>non</h:title></h:head><h:p>Un</h:p><h:p>Deux<h:br/>trois", &["Un", "Deux", "trois"]),
            (
                "<tr><td><p>Vierzon</p></td><td><p>17,5</p></td></tr><tr><td>Dole<td>16</tr>",
                &["Vierzon 17,5", "Dole 16"],
            ),
            ("<head><title/><script src='x'/></head>oui", &["oui"]),
            ("<p>Un <b>deux</b>.</p><p>Trois</p>", &["Un deux.", "Trois"]),
            ("<P>Un<P>Deux", &["Un", "Deux"]),
            ("Un<br>deux<br/><br />trois", &["Un", "deux", "trois"]),
            ("<div>Un<ul><li>a</li><li>b</li></ul></div>", &["Un", "a", "b"]),
            ("l&#39;&Eacute;lys&eacute;e&nbsp;: 3&nbsp;&lt;&nbsp;5 &amp; R&B", &["l'Élysée : 3 < 5 & R&B"]),
            ("<script>var a = '<p>non</p>';</script>oui", &["oui"]),
            ("a<style>p { }</STYLE >b", &["ab"]),
            ("<html><head><title>non</title></head><body>oui</body></html>", &["oui"]),
            ("oui<script>jamais fermé", &["oui"]),
            ("<!-- <p>non</p> --><?xml version='1.0'?><!DOCTYPE html>oui", &["oui"]),
            ("<![CDATA[Un]]>", &["Un"]),
            ("3 < 5 et 7 > 6", &["3 < 5 et 7 > 6"]),
            ("un <em jamais fermé", &["un <em jamais fermé"]),
            ("<table><tr><td>Lens</td><td>2</td></tr><tr><td>Metz</td><td>1</td></tr></table>", &["Lens 2", "Metz 1"]),
            ("  \n ", &[]),
        ];
        for (html, wanted) in cases {
            assert_eq!(paragraphs(html), wanted, "{html}");
        }
    }

    #[test]
    fn hostile_markup_takes_linear_time() {
        for piece in
            ["<", "<a ", "</", "<!--", "<script>", "<script", "&", "&#", "<p>", "<!", "<title></", "<1>", "]]>"]
        {
            let start = ThreadTime::now();
            paragraphs(&(piece.repeat(1_000_000 / piece.len()) + ">"));
            assert!(start.elapsed() < Duration::from_secs(2), "{piece}: {:?}", start.elapsed());
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken(html in "(<|>|&|;|/|!|-|p|br|script|<tr>|<td>|</table>|<pre>|\n|#|x|é| |\\PC){0,60}") {
            for paragraph in paragraphs(&html) {
                prop_assert_eq!(clean::line(&paragraph), paragraph.as_str());
            }
        }
    }
}
