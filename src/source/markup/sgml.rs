//! The fields of one record of SGML, found by hand.
//!
//! Archives of news from the years before XML (Reuters-21578, TREC, CLEF, LDC) have names of elements that begin with a
//! digit, `&` and `<` that are characters like any other, attributes without quotes and elements that nobody closes. So a
//! tag is only what can be nothing else: `<NAME>`, `</NAME>`, or `<NAME key=value>`. Anything else is text.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr2, memmem};

use super::tree::attribute;
use super::wrapped;
use crate::source::{clean, entities};

/// No tag is longer, in bytes.
const LONGEST_TAG: usize = 1024;
/// Elements below this depth are part of the text of those above.
const DEEPEST: usize = 64;
/// Elements that part paragraphs.
const BLOCKS: [&str; 18] = [
    "blockquote",
    "br",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "tbody",
    "tr",
    "ul",
];
/// Elements within a line of text; `F` is FBIS's.
const INLINE: [&str; 16] =
    ["a", "b", "em", "f", "font", "i", "nobr", "s", "small", "span", "strong", "sub", "sup", "td", "th", "u"];

/// One record and the elements in it.
#[derive(Debug)]
pub struct Sgml<'a> {
    text: &'a str,
    tags: Vec<Tag>,
    /// In the order of their opening tags.
    nodes: Vec<Node>,
}

#[derive(Clone, Debug)]
struct Tag {
    bytes: Range<usize>,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Comments, declarations, and tags that part no words.
    Inline,
    /// Tags of paragraphs.
    Block,
    Opens,
    /// `<PEOPLE/>`.
    Empty,
    Closes,
    /// `<ORV>` in the middle of a line, never closed: text, such as the symbol of a share.
    Text,
}

#[derive(Debug)]
struct Node {
    name: Range<usize>,
    /// Which tag opens it.
    tag: usize,
    /// Its content in the text.
    inner: Range<usize>,
    /// Which node is the first behind it.
    after: usize,
    closed: bool,
}

impl<'a> Sgml<'a> {
    /// Finds the elements of a record. Elements are closed by their own closing tag; what is never closed reaches to the
    /// next field. Linear in the length of `text`.
    pub fn read(text: &'a str) -> Self {
        let mut tags = tags(text);
        let nodes = nodes(text, &mut tags);
        Sgml { text, tags, nodes }
    }

    /// The outermost element, which is the record itself; None if there is no element at all.
    pub fn root(&self) -> Option<Element<'_, 'a>> {
        (!self.nodes.is_empty()).then_some(Element { sgml: self, at: 0 })
    }

    /// The first of `names`, compared without case, that names an element, at any depth; the first of its elements.
    pub fn first(&self, names: &[&str]) -> Option<Element<'_, 'a>> {
        names.iter().find_map(|name| self.all(&[name]).next())
    }

    /// Every element that has one of `names`, in the order of the text.
    pub fn all<'n>(&self, names: &'n [&'n str]) -> impl Iterator<Item = Element<'_, 'a>> + use<'_, 'a, 'n> {
        (0..self.nodes.len()).map(|at| Element { sgml: self, at }).filter(|element| element.is(names))
    }

    /// As [`all`](Self::all), without those that lie in another of them.
    pub fn outermost<'n>(&self, names: &'n [&'n str]) -> impl Iterator<Item = Element<'_, 'a>> + use<'_, 'a, 'n> {
        let mut done = 0;
        self.all(names).filter(move |element| {
            let outside = element.at >= done;
            if outside {
                done = element.node().after;
            }
            outside
        })
    }

    /// The paragraphs of a part of the text.
    fn paragraphs_of(&self, bytes: Range<usize>) -> Vec<String> {
        let mut paragraphs = Vec::new();
        self.blocks(bytes, |block| wrapped::paragraphs(block, &mut paragraphs));
        paragraphs
    }

    /// The pieces of a part of the text that no tag of a block or field interrupts, decoded.
    fn blocks(&self, bytes: Range<usize>, mut each: impl FnMut(&str)) {
        let mut block: Cow<str> = Cow::Borrowed("");
        let mut at = bytes.start;
        let first = self.tags.partition_point(|tag| tag.bytes.start < bytes.start);
        let inside = self.tags[first..].iter().take_while(|tag| tag.bytes.start < bytes.end);
        for tag in inside.filter(|tag| tag.kind != Kind::Text) {
            append(&mut block, &self.text[at..tag.bytes.start]);
            if tag.kind != Kind::Inline {
                each(&block);
                block = Cow::Borrowed("");
            }
            at = tag.bytes.end;
        }
        append(&mut block, self.text.get(at..bytes.end).unwrap_or_default());
        each(&block);
    }
}

fn append<'a>(block: &mut Cow<'a, str>, raw: &'a str) {
    let decoded = entities::decoded(raw);
    if block.is_empty() {
        *block = decoded;
    } else if !decoded.is_empty() {
        block.to_mut().push_str(&decoded);
    }
}

/// An element of a record.
#[derive(Clone, Copy, Debug)]
pub struct Element<'s, 'a> {
    sgml: &'s Sgml<'a>,
    at: usize,
}

impl<'s, 'a> Element<'s, 'a> {
    fn node(&self) -> &'s Node {
        &self.sgml.nodes[self.at]
    }

    /// Its name as it stands.
    pub fn name(&self) -> &'a str {
        &self.sgml.text[self.node().name.clone()]
    }

    /// Whether it has one of these names, in whatever case.
    pub fn is(&self, names: &[&str]) -> bool {
        is_one_of(self.name(), names)
    }

    /// An attribute by its name, in whatever case, decoded; None if it is blank.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let node = self.node();
        let tag = &self.sgml.text[node.name.end..self.sgml.tags[node.tag].bytes.end];
        attribute(tag, name).map(entities::decoded).filter(|value| !value.trim().is_empty())
    }

    /// The elements directly inside.
    pub fn children(&self) -> impl Iterator<Item = Element<'s, 'a>> + use<'s, 'a> {
        let (sgml, after) = (self.sgml, self.node().after);
        let mut next = self.at + 1;
        std::iter::from_fn(move || {
            let at = Some(next).filter(|at| *at < after)?;
            next = sgml.nodes[at].after;
            Some(Element { sgml, at })
        })
    }

    /// What stands between its tags, as it stands.
    pub fn inner(&self) -> &'a str {
        &self.sgml.text[self.node().inner.clone()]
    }

    /// Its text as one clean line, decoded, without tags; None if blank.
    pub fn line(&self) -> Option<String> {
        let inner = self.inner();
        let line = if memchr2(b'<', b'&', inner.as_bytes()).is_none() {
            clean::line(inner).into_owned()
        } else {
            let mut whole = String::with_capacity(inner.len());
            self.sgml.blocks(self.node().inner.clone(), |block| whole.extend([" ", block]));
            clean::line(&whole).into_owned()
        };
        (!line.is_empty()).then_some(line)
    }

    /// Its lines, decoded and clean, without blank ones.
    pub fn rows(&self) -> Vec<String> {
        let mut rows = Vec::new();
        self.sgml.blocks(self.node().inner.clone(), |block| {
            let lines = block.lines().map(|line| clean::line(line).into_owned());
            rows.extend(lines.filter(|line| !line.is_empty()));
        });
        rows
    }

    /// Its paragraphs: told by tags, by blank lines, and by the way lines are indented.
    pub fn paragraphs(&self) -> Vec<String> {
        self.sgml.paragraphs_of(self.node().inner.clone())
    }

    /// The paragraphs that stand in no element inside it but in it.
    pub fn loose_paragraphs(&self) -> Vec<String> {
        let inner = self.node().inner.clone();
        let mut paragraphs = Vec::new();
        let mut at = inner.start;
        for child in self.children().filter(|child| child.node().closed) {
            let opens = self.sgml.tags[child.node().tag].bytes.start;
            paragraphs.extend(self.sgml.paragraphs_of(at..opens));
            at = child.node().inner.end;
        }
        paragraphs.extend(self.sgml.paragraphs_of(at..inner.end));
        paragraphs
    }
}

/// Every tag, comment and declaration of a text.
fn tags(text: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    let mut comments = true;
    while let Some(found) = memchr(b'<', &text.as_bytes()[at..]) {
        let start = at + found;
        let rest = &text[start..];
        let tag = if rest.starts_with("<!--") && comments {
            let end = memmem::find(rest.as_bytes(), b"-->").map(|end| end + "-->".len());
            // Nobody looks again, which would take quadratic time.
            comments = end.is_some();
            end.map(|length| (length, Kind::Inline))
        } else {
            tag(rest)
        };
        match tag {
            Some((length, kind)) => {
                tags.push(Tag { bytes: start..start + length, kind });
                at = start + length;
            }
            None => at = start + 1,
        }
    }
    tags
}

/// The length of the tag that `text` opens with, and what it is.
fn tag(text: &str) -> Option<(usize, Kind)> {
    let head = &text.as_bytes()[..text.len().min(LONGEST_TAG)];
    let end = memchr2(b'<', b'>', &head[1..]).map(|at| at + 1).filter(|&end| head[end] == b'>')?;
    let inner = &text[1..end];
    if inner.starts_with(['!', '?']) {
        return Some((end + 1, Kind::Inline));
    }
    let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner));
    let name = &inner[..name_length(inner)?];
    let attributes = inner[name.len()..].trim();
    if !(attributes.is_empty() || attributes == "/" || attributes.contains('=')) {
        return None;
    }
    let kind = if is_one_of(name, &INLINE) {
        Kind::Inline
    } else if is_one_of(name, &BLOCKS) {
        Kind::Block
    } else if closes {
        Kind::Closes
    } else if attributes.ends_with('/') {
        Kind::Empty
    } else {
        Kind::Opens
    };
    Some((end + 1, kind))
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The length of the name that `text` opens with; None if there is none, or something else is glued to it.
fn name_length(text: &str) -> Option<usize> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.:".contains(byte);
    let length = text.bytes().take_while(|byte| is_name(byte)).count();
    let ends = matches!(text.as_bytes().get(length), None | Some(b'/' | b' ' | b'\n' | b'\r' | b'\t'));
    (ends && text.starts_with(|c: char| c.is_ascii_alphanumeric())).then_some(length)
}

fn nodes(text: &str, tags: &mut [Tag]) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for at in 0..tags.len() {
        let Tag { bytes, kind } = tags[at].clone();
        match kind {
            Kind::Opens | Kind::Empty if open.len() < DEEPEST => {
                let start = bytes.start + 1;
                let name = start..start + name_length(&text[start..bytes.end - 1]).unwrap_or_default();
                let empty = kind == Kind::Empty;
                let after = nodes.len() + 1;
                nodes.push(Node { name, tag: at, inner: bytes.end..bytes.end, after, closed: empty });
                if !empty {
                    open.push(nodes.len() - 1);
                }
            }
            Kind::Closes => {
                let inner = &text[bytes.start + 2..bytes.end - 1];
                let name = &inner[..name_length(inner).unwrap_or_default()];
                let is_it = |node: &usize| text[nodes[*node].name.clone()].eq_ignore_ascii_case(name);
                let Some(level) = open.iter().rposition(is_it) else { continue };
                let after = nodes.len();
                let node = &mut nodes[open[level]];
                (node.inner.end, node.after, node.closed) = (bytes.start, after, true);
                leave_open(text, &mut nodes, &open[level + 1..], tags, bytes.start);
                open.truncate(level);
            }
            _ => {}
        }
    }
    leave_open(text, &mut nodes, &open, tags, text.len());
    // The record itself holds all of its text, closed or not.
    if let Some(root) = nodes.first().filter(|root| !root.closed).map(|_| nodes.len()) {
        (nodes[0].inner.end, nodes[0].after) = (text.len(), root);
    }
    nodes
}

/// What was never closed ends where the next field begins or ends, `until` at the latest. In the middle of a line it was
/// no field.
fn leave_open(text: &str, nodes: &mut [Node], open: &[usize], tags: &mut [Tag], until: usize) {
    for &at in open.iter().rev() {
        let node = &mut nodes[at];
        let before = text[..tags[node.tag].bytes.start].trim_end_matches([' ', '\t']);
        let behind_field = node.tag > 0
            && tags[node.tag - 1].bytes.end == before.len()
            && !matches!(tags[node.tag - 1].kind, Kind::Inline | Kind::Text);
        if !(before.is_empty() || before.ends_with(['\n', '\r']) || behind_field) {
            tags[node.tag].kind = Kind::Text;
            node.name = 0..0;
        }
        let is_field = |tag: &&Tag| matches!(tag.kind, Kind::Opens | Kind::Empty | Kind::Closes);
        let next = tags[node.tag + 1..].iter().find(is_field);
        node.inner.end = next.map_or(until, |tag| tag.bytes.start.min(until));
    }
}

#[cfg(test)]
mod tests;
