//! A page cut into tags and text, in one pass and whatever the markup is like.

use memchr::{memchr, memmem};

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'h> {
    Text(&'h str),
    Open(Tag<'h>),
    /// The name of a closing tag.
    Close(&'h str),
    /// An element whose content is no markup, such as `script`, with that content.
    Raw(Tag<'h>, &'h str),
}

/// An opening tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag<'h> {
    /// As it stands, in whatever case.
    pub name: &'h str,
    attributes: &'h str,
}

/// Elements that hold text of another kind up to their closing tag (HTML, section 13.2.5).
const RAW: [&str; 9] = ["script", "style", "noscript", "iframe", "textarea", "title", "xmp", "noembed", "noframes"];

/// Cuts a page from left to right.
pub struct Tokens<'h> {
    rest: &'h str,
    /// Whether a `"`, a `'` may still come: an open one must not be looked for again and again.
    quotes: [bool; 2],
}

impl<'h> Tokens<'h> {
    pub fn new(page: &'h str) -> Self {
        Tokens { rest: page, quotes: [true; 2] }
    }

    fn take(&mut self, length: usize) -> &'h str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }

    /// The markup that `rest`, which opens with `<`, begins with; None for what is none, such as a comment.
    fn markup(&mut self) -> Option<Token<'h>> {
        let bytes = self.rest.as_bytes();
        match bytes.get(1) {
            Some(b'!') if self.rest.starts_with("<!--") => {
                let end = memmem::find(&bytes[2..], b"-->").map_or(bytes.len(), |at| at + 5);
                self.take(end);
                None
            }
            Some(b'!' | b'?') => {
                let end = memchr(b'>', bytes).map_or(bytes.len(), |at| at + 1);
                self.take(end);
                None
            }
            Some(b'/') if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => {
                let end = memchr(b'>', bytes).map_or(bytes.len(), |at| at + 1);
                let tag = self.take(end);
                Some(Token::Close(name(&tag[2..])))
            }
            Some(letter) if letter.is_ascii_alphabetic() => self.open(),
            _ => Some(Token::Text(self.take(1))),
        }
    }

    fn open(&mut self) -> Option<Token<'h>> {
        let Some(end) = self.tag_end() else { return Some(Token::Text(self.take(self.rest.len()))) };
        let inner = &self.take(end)[1..end - 1];
        let name = name(inner);
        let tag = Tag { name, attributes: &inner[name.len()..] };
        if !RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw)) {
            return Some(Token::Open(tag));
        }
        let content = closing(self.rest, name).unwrap_or(self.rest.len());
        let content = self.take(content);
        let end = memchr(b'>', self.rest.as_bytes()).map_or(self.rest.len(), |at| at + 1);
        self.take(end);
        Some(Token::Raw(tag, content))
    }

    /// The length of the opening tag that `rest` begins with; a `>` between quotes does not end it.
    fn tag_end(&mut self) -> Option<usize> {
        let bytes = self.rest.as_bytes();
        let mut at = 0;
        loop {
            let found = at + bytes[at..].iter().position(|byte| matches!(byte, b'>' | b'"' | b'\''))?;
            let quote = bytes[found];
            if quote == b'>' {
                return Some(found + 1);
            }
            let seen = &mut self.quotes[usize::from(quote == b'\'')];
            // Only the value of an attribute is quoted: `<p l'heure>` has none.
            let opens = bytes[..found].trim_ascii_end().ends_with(b"=");
            let close = memchr(quote, &bytes[found + 1..]).filter(|_| *seen && opens);
            *seen &= !opens || close.is_some();
            at = found + 1 + close.map_or(0, |close| close + 1);
        }
    }
}

impl<'h> Iterator for Tokens<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.rest.is_empty() {
            match memchr(b'<', self.rest.as_bytes()) {
                Some(0) => {
                    if let Some(token) = self.markup() {
                        return Some(token);
                    }
                }
                end => return Some(Token::Text(self.take(end.unwrap_or(self.rest.len())))),
            }
        }
        None
    }
}

impl<'h> Tag<'h> {
    /// The value of an attribute as it stands, entities and all; empty for one without value. The first counts.
    pub fn attribute(&self, wanted: &str) -> Option<&'h str> {
        self.attributes().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
    }

    /// Names and values of the attributes.
    pub fn attributes(&self) -> impl Iterator<Item = (&'h str, &'h str)> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
            let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
            let (name, after) = rest.split_at(end.max(usize::from(rest.starts_with('='))));
            rest = after;
            let value = after.trim_ascii_start().strip_prefix('=').map(|value| value.trim_ascii_start());
            if let Some(value) = value {
                let (value, after) = split_value(value);
                rest = after;
                return Some((name, value));
            }
            (!name.is_empty()).then_some((name, ""))
        })
    }
}

/// The value that `text` begins with, without its quotes, and what follows it.
fn split_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    text.split_at(text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len()))
}

/// The name that the inside of a tag begins with.
fn name(inner: &str) -> &str {
    let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
    let end = inner.bytes().position(ends).unwrap_or(inner.len());
    &inner[..end]
}

/// Where the closing tag of a raw element begins.
fn closing(text: &str, name: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memmem::find_iter(bytes, b"</").find(|at| {
        let found = bytes.get(at + 2..at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
    })
}

/// The text of a title or a heading: entities decoded, tags dropped.
pub fn plain(markup: &str) -> String {
    crate::source::html::paragraphs(markup).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page as its tokens, one a line.
    fn shown(page: &str) -> String {
        let show = |token| match token {
            Token::Text(text) => format!("'{text}'"),
            Token::Open(tag) => {
                let attributes: String = tag.attributes().map(|(name, value)| format!(" {name}={value}")).collect();
                format!("<{}{attributes}>", tag.name)
            }
            Token::Close(name) => format!("</{name}>"),
            Token::Raw(tag, content) => format!("[{}: {content}]", tag.name),
        };
        Tokens::new(page).map(show).collect::<Vec<_>>().join("")
    }

    #[test]
    fn tags_and_text() {
        for (page, wanted) in [
            ("<!DOCTYPE html><p class=\"a b\" id=c hidden>Un</p>", "<p class=a b id=c hidden=>'Un'</p>"),
            ("<a title='x > y' href = /z>u</A >", "<a title=x > y href=/z>'u'</A>"),
            ("<br/><hr />", "<br><hr>"),
            ("<!-- <p> --><!--[if IE]><html lang=en><![endif]-->b", "'b'"),
            ("3 < 5 <3", "'3 ''<'' 5 ''<''3'"),
            ("<script>if (a<b) '</p>'</script >c", "[script: if (a<b) '</p>']'c'"),
            ("<TITLE>a</b></TITLE>", "[TITLE: a</b>]"),
            ("<p l'heure>a<p d'ici>b", "<p l'heure=>'a'<p d'ici=>'b'"),
            ("<p a=\"b>c", "<p a=b>'c'"),
            ("<p a='b", "'<p a='b'"),
            ("<!--", ""),
            ("</", "'<''/'"),
        ] {
            assert_eq!(shown(page), wanted, "{page}");
        }
    }
}
