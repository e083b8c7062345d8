//! One XML document as a tree, read with quick-xml and forgiving: whatever is wrong with it, the text is there.
//!
//! Elements are known by their local names, since agencies use any prefix or none. A tree keeps places in the text;
//! attributes, texts and paragraphs are decoded when they are asked for. Declared entities do not exist here.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::source::{clean, entities, html};

/// Elements below this depth are part of the text of those above.
const DEEPEST: usize = 128;

/// The elements of a document.
#[derive(Debug)]
pub struct Tree<'a> {
    text: &'a str,
    nodes: Vec<Node>,
    /// What is wrong with the syntax, for people; the elements up to there are right.
    pub fault: Option<String>,
}

/// Byte ranges of an element in the text.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// `<`
    start: usize,
    /// Behind the `>` of the opening tag.
    inner: usize,
    /// `<` of the closing tag.
    inner_end: usize,
    /// Behind the element.
    end: usize,
    /// The node behind the last one inside.
    after: usize,
    /// Bytes of the name with its prefix, and of the prefix with its colon.
    name: u32,
    prefix: u32,
}

impl<'a> Tree<'a> {
    /// Reads `text` to its end, or to the place where it is no XML any more.
    pub fn read(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        let mut builder = Builder { nodes: Vec::new(), open: Vec::new(), deeper: 0 };
        let place = |reader: &Reader<&[u8]>| (reader.buffer_position() as usize).min(text.len());
        let mut before = 0;
        let fault = loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => builder.start(tag.name().as_ref(), before, place(&reader), false),
                Ok(Event::Empty(tag)) => builder.start(tag.name().as_ref(), before, place(&reader), true),
                Ok(Event::End(tag)) => builder.end(text, tag.name().as_ref(), before, place(&reader)),
                Ok(Event::Eof) => break None,
                Ok(_) => {}
                Err(error) => {
                    let line = text[..text.floor_char_boundary(before)].lines().count().max(1);
                    break Some(format!("broken XML, read as far as it goes: {error} (line `{line}`)"));
                }
            }
            before = place(&reader);
        };
        builder.finish(text.len());
        Tree { text, nodes: builder.nodes, fault }
    }

    /// The outermost element; None if there is no element at all.
    pub fn root(&self) -> Option<Element<'_, 'a>> {
        (!self.nodes.is_empty()).then_some(Element { tree: self, at: 0 })
    }
}

struct Builder {
    nodes: Vec<Node>,
    open: Vec<usize>,
    /// Elements open below [`DEEPEST`].
    deeper: usize,
}

impl Builder {
    fn start(&mut self, name: &str, start: usize, inner: usize, empty: bool) {
        if self.open.len() == DEEPEST {
            self.deeper += usize::from(!empty);
            return;
        }
        let prefix = name.find(':').map_or(0, |colon| colon + 1);
        let (name, prefix) = (name.len() as u32, prefix as u32);
        let at = self.nodes.len();
        self.nodes.push(Node { start, inner, inner_end: inner, end: inner, after: at + 1, name, prefix });
        if !empty {
            self.open.push(at);
        }
    }

    /// Closes the innermost element of that name and all that were left open inside. One that was never opened is
    /// no element.
    fn end(&mut self, text: &str, name: &str, inner_end: usize, end: usize) {
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let is_it = |node: &usize| {
            let node = &self.nodes[*node];
            text.get(node.start + 1..node.start + 1 + node.name as usize) == Some(name)
        };
        let Some(level) = self.open.iter().rposition(is_it) else { return };
        for (depth, node) in self.open.drain(level..).enumerate() {
            let after = self.nodes.len();
            let node = &mut self.nodes[node];
            (node.inner_end, node.end, node.after) = (inner_end, if depth == 0 { end } else { inner_end }, after);
        }
    }

    fn finish(&mut self, length: usize) {
        for node in self.open.drain(..) {
            let after = self.nodes.len();
            let node = &mut self.nodes[node];
            (node.inner_end, node.end, node.after) = (length, length, after);
        }
    }
}

/// What an element is made of: see [`Element::pieces`].
#[derive(Clone, Copy, Debug)]
pub enum Piece<'t, 'a> {
    /// As it stands: with references, comments and CDATA sections.
    Text(&'a str),
    Element(Element<'t, 'a>),
}

/// An element of a [`Tree`].
#[derive(Clone, Copy, Debug)]
pub struct Element<'t, 'a> {
    tree: &'t Tree<'a>,
    at: usize,
}

impl<'t, 'a> Element<'t, 'a> {
    fn node(&self) -> &'t Node {
        &self.tree.nodes[self.at]
    }

    /// Its name without prefix, as it stands.
    pub fn name(&self) -> &'a str {
        let node = self.node();
        self.tree.text.get(node.start + 1 + node.prefix as usize..node.start + 1 + node.name as usize).unwrap_or("")
    }

    /// Its prefix without the colon; empty without one.
    pub fn prefix(&self) -> &'a str {
        let node = self.node();
        let length = (node.prefix as usize).saturating_sub(1);
        self.tree.text.get(node.start + 1..node.start + 1 + length).unwrap_or("")
    }

    /// What stands between its tags, as it stands.
    pub fn inner(&self) -> &'a str {
        let node = self.node();
        self.tree.text.get(node.inner..node.inner_end).unwrap_or("")
    }

    /// As [`inner`](Self::inner), but elements inside for which `edit` gives a text are replaced by it.
    pub fn inner_edited(&self, mut edit: impl FnMut(Element<'t, 'a>) -> Option<Cow<'a, str>>) -> Cow<'a, str> {
        let (tree, node) = (self.tree, self.node());
        let mut edited = String::new();
        let mut from = node.inner;
        let mut at = self.at + 1;
        while at < node.after {
            let element = Element { tree, at };
            at += 1;
            if let Some(text) = edit(element) {
                edited.push_str(tree.text.get(from..element.node().start).unwrap_or(""));
                edited.push_str(&text);
                (from, at) = (element.node().end, element.node().after);
            }
        }
        if from == node.inner {
            return Cow::Borrowed(self.inner());
        }
        edited.push_str(tree.text.get(from..node.inner_end).unwrap_or(""));
        Cow::Owned(edited)
    }

    /// The element with its tags, as it stands.
    pub fn outer(&self) -> &'a str {
        let node = self.node();
        self.tree.text.get(node.start..node.end).unwrap_or("")
    }

    /// An attribute by its name without prefix, in whatever case, decoded; None if it is blank.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        let node = self.node();
        let tag = self.tree.text.get(node.start + 1 + node.name as usize..node.inner).unwrap_or("");
        attribute(tag, name).map(|value| entities::decoded(value)).filter(|value| !value.trim().is_empty())
    }

    /// The elements directly inside.
    pub fn children(&self) -> impl Iterator<Item = Element<'t, 'a>> + use<'t, 'a> {
        let tree = self.tree;
        let after = self.node().after;
        let mut next = self.at + 1;
        std::iter::from_fn(move || {
            let at = Some(next).filter(|at| *at < after)?;
            next = tree.nodes[at].after;
            Some(Element { tree, at })
        })
    }

    /// Texts and elements directly inside, in their order.
    pub fn pieces(&self) -> impl Iterator<Item = Piece<'t, 'a>> + use<'t, 'a> {
        let text = self.tree.text;
        let (mut from, end) = (self.node().inner, self.node().inner_end);
        let mut children = self.children().peekable();
        std::iter::from_fn(move || {
            let until = children.peek().map_or(end, |child| child.node().start);
            if from < until {
                let between = text.get(from..until)?;
                from = until;
                return Some(Piece::Text(between));
            }
            let child = children.next()?;
            from = child.node().end;
            Some(Piece::Element(child))
        })
    }

    /// The elements inside, at any depth, in the order of the text.
    pub fn descendants(&self) -> impl Iterator<Item = Element<'t, 'a>> + use<'t, 'a> {
        let tree = self.tree;
        (self.at + 1..self.node().after).map(move |at| Element { tree, at })
    }

    /// The children of this name.
    pub fn all<'n>(&self, name: &'n str) -> impl Iterator<Item = Element<'t, 'a>> + use<'t, 'a, 'n> {
        self.children().filter(move |child| child.name() == name)
    }

    /// The first child of this name.
    pub fn child(&self, name: &str) -> Option<Element<'t, 'a>> {
        self.children().find(|child| child.name() == name)
    }

    /// The first element that a path of names leads to; of several ways, the first that leads to its end.
    pub fn at(&self, path: &[&str]) -> Option<Element<'t, 'a>> {
        let Some((first, rest)) = path.split_first() else { return Some(*self) };
        self.children().filter(|child| child.name() == *first).find_map(|child| child.at(rest))
    }

    /// The first element of this name at any depth inside.
    pub fn find(&self, name: &str) -> Option<Element<'t, 'a>> {
        self.descendants().find(|element| element.name() == name)
    }

    /// All its text, decoded once: tags dropped, CDATA sections as they are. White space is left alone.
    pub fn text(&self) -> Cow<'a, str> {
        entities::text(self.inner())
    }

    /// Its text as a clean line; markup that was escaped inside is read too. None if blank.
    pub fn line(&self) -> Option<String> {
        let inner = self.inner();
        let line = if memchr::memchr2(b'<', b'&', inner.as_bytes()).is_none() {
            clean::line(inner).into_owned()
        } else {
            clean::markup_line(&self.text())
        };
        (!line.is_empty()).then_some(line)
    }

    /// The paragraphs inside, told by block elements as in HTML.
    pub fn paragraphs(&self) -> Vec<String> {
        html::paragraphs(self.inner())
    }

    /// The paragraphs of a text that is HTML escaped or in CDATA, or plain.
    pub fn escaped_paragraphs(&self) -> Vec<String> {
        let text = self.text();
        if clean::looks_like_html(&text) {
            html::paragraphs(&text)
        } else {
            clean::paragraphs(&entities::decoded(&text))
        }
    }
}

/// The value of an attribute in a tag, raw.
pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let (key, after) = rest.split_once('=')?;
        let key = key.trim_end().rsplit(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
        let after = after.trim_start();
        let (value, next) = match after.as_bytes().first()? {
            b'"' => after[1..].split_once('"')?,
            b'\'' => after[1..].split_once('\'')?,
            _ => after.split_at(after.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(after.len())),
        };
        if key.rsplit(':').next().is_some_and(|key| key.eq_ignore_ascii_case(name)) {
            return Some(value);
        }
        rest = next;
    }
}

#[cfg(test)]
mod tests;
