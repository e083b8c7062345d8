//! A page without its weight: what its head says, and a body of nothing but blocks, links and text.
//!
//! Most bytes of a page are scripts, styles and drawings. The tree that is built of the rest must be small, and no deeper than
//! a tree of a page can sensibly be, whatever the page: so the markup that is given out is balanced, and elements are left
//! out, not their text, below [`DEEPEST`].

use super::elements::{self, Kind};
use super::tokens::{Tag, Token, Tokens, plain};
use crate::source::entities;

/// Elements are opened inside one another this often.
const DEEPEST: usize = 100;
/// An element whose class says that it is furniture, and whose text is longer than this, is the article all the same.
const LONGEST_FURNITURE: usize = 700;
/// Attributes are kept to this length, in bytes.
const LONGEST_ATTRIBUTE: usize = 120;
/// Moments are looked for in this many elements.
const MOST_TIMES: usize = 20;
/// Authors are looked for in this many elements, and have names no longer than this, in bytes.
const MOST_AUTHORS: usize = 10;
const LONGEST_AUTHOR: usize = 80;

/// Stand in a slim body for `&` and `<` as text, which a parser would have to take for more than they are. Pages have them
/// only as pictures in fonts of their own.
const MASKED_AND: char = '\u{E000}';
const MASKED_LESS: char = '\u{E001}';

/// Text of a slim body as people read it.
pub fn unmasked(text: &str) -> String {
    text.replace(MASKED_AND, "&").replace(MASKED_LESS, "<")
}

/// What there is in a page.
#[derive(Debug, Default)]
pub struct Page<'h> {
    /// `lang` of `html`.
    pub language: &'h str,
    pub title: String,
    /// The first `h1`.
    pub heading: String,
    /// Name (or property) and content of each `meta`, as they stand.
    pub metas: Vec<(&'h str, &'h str)>,
    /// `link rel=canonical`.
    pub canonical: &'h str,
    /// Name, which may be empty, and value of what says when: `time`, and `itemprop`s of dates.
    pub times: Vec<(&'h str, &'h str)>,
    /// The text of elements that are marked as the name of an author.
    pub authors: Vec<String>,
    /// The blocks of JSON-LD.
    pub linked_data: Vec<&'h str>,
    /// The body, balanced.
    pub body: String,
    /// Whether there is an element that only whole pages have.
    pub whole: bool,
}

/// Reads a page.
pub fn slim(html: &str) -> Page<'_> {
    let mut slimmer = Slimmer::default();
    for token in Tokens::new(html) {
        match token {
            Token::Text(text) => slimmer.text(text),
            Token::Open(tag) => slimmer.open(tag),
            Token::Close(name) => slimmer.close(&name.to_ascii_lowercase()),
            Token::Raw(tag, content) => slimmer.raw(tag, content),
        }
    }
    slimmer.end()
}

/// An element that is open.
#[derive(Debug)]
struct Open {
    name: String,
    kind: Kind,
    /// Where its tag begins in the body.
    start: usize,
    /// How much text stood before it.
    before: usize,
    /// Whether its tag stands in the body.
    tagged: bool,
    /// The most text that it may hold to go as furniture; None if it stays.
    furniture: Option<usize>,
    /// Whether it is marked as the name of an author.
    names_author: bool,
}

#[derive(Default)]
struct Slimmer<'h> {
    page: Page<'h>,
    stack: Vec<Open>,
    /// How many elements below the deepest are open.
    below: usize,
    /// The text of the body so far, in bytes.
    text: usize,
    /// Where the text of the first heading begins, while it is open.
    heading: Option<usize>,
}

impl<'h> Slimmer<'h> {
    fn text(&mut self, text: &str) {
        self.text += text.trim_ascii().len();
        let mut rest = text;
        while let Some(at) = rest.find(['&', '<', MASKED_AND, MASKED_LESS]) {
            let (plain, marked) = rest.split_at(at);
            self.page.body.push_str(plain);
            let mark = marked.chars().next().unwrap_or_default();
            rest = &marked[mark.len_utf8()..];
            let decoded = if mark == '&' { entities::decode(rest) } else { None };
            if let Some((_, length)) = decoded {
                rest = &rest[length..];
            }
            match decoded.map_or(mark, |(character, _)| character) {
                '&' => self.page.body.push(MASKED_AND),
                '<' => self.page.body.push(MASKED_LESS),
                MASKED_AND | MASKED_LESS => {}
                character => self.page.body.push(character),
            }
        }
        self.page.body.push_str(rest);
    }

    fn raw(&mut self, tag: Tag<'h>, content: &'h str) {
        let is = |name: &str| tag.name.eq_ignore_ascii_case(name);
        if is("script")
            && tag.attribute("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
        {
            self.page.linked_data.push(content);
        } else if is("title") && self.page.title.is_empty() {
            self.page.title = plain(content);
        }
    }

    fn open(&mut self, tag: Tag<'h>) {
        let name = tag.name.to_ascii_lowercase();
        let kind = elements::kind(&name);
        self.facts(&name, tag);
        if kind == Kind::Void {
            if matches!(name.as_str(), "br" | "hr") {
                self.page.body.push_str(if name == "br" { "<br>" } else { "<hr>" });
            }
            return;
        }
        if matches!(name.as_str(), "html" | "head" | "body") {
            self.page.whole = true;
            return;
        }
        if kind == Kind::Block {
            let (ended, shields) = elements::ended_by(&name);
            self.end_before(ended, shields);
        }
        if kind == Kind::Link {
            self.close_within("a");
        }
        if self.stack.len() >= DEEPEST {
            self.below += 1;
            return;
        }
        let mut open = Open {
            kind,
            start: self.page.body.len(),
            before: self.text,
            tagged: false,
            furniture: furniture(&name, kind, tag),
            names_author: elements::names_author(tag),
            name,
        };
        open.tagged = self.is_tagged(&open);
        if open.tagged {
            self.write_tag(&open.name, tag);
        } else if open.kind == Kind::Furniture {
            self.page.body.push(' ');
        }
        if open.name == "h1" && self.page.heading.is_empty() && self.heading.is_none() {
            self.heading = Some(self.page.body.len());
        }
        if is_main(&open.name, tag) {
            let marked = self.stack.iter_mut().filter(|open| open.kind != Kind::Furniture);
            marked.for_each(|open| open.furniture = None);
        }
        self.stack.push(open);
    }

    /// Whether the tag of an element stands in the body: parts of a table only inside of one, a link not in another.
    fn is_tagged(&self, open: &Open) -> bool {
        let parent = || self.stack.iter().rev().find(|open| open.tagged).map(|open| open.name.as_str());
        match (open.kind, open.name.as_str()) {
            (_, "tbody" | "thead" | "tfoot") => false,
            (_, "tr") => parent() == Some("table"),
            (_, "td" | "th") => parent() == Some("tr"),
            (Kind::Link, _) => !self.stack.iter().any(|open| open.kind == Kind::Link),
            (kind, _) => kind == Kind::Block,
        }
    }

    fn write_tag(&mut self, name: &str, tag: Tag) {
        let body = &mut self.page.body;
        body.push('<');
        // A form may hold the whole page, and would be taken for one.
        body.push_str(if name == "form" || name == "fieldset" { "div" } else { name });
        for wanted in ["class", "id", "itemprop", "role"] {
            if let Some(value) = tag.attribute(wanted).filter(|value| !value.is_empty()) {
                let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' ');
                body.extend([" ", wanted, "=\""]);
                body.extend(value.chars().filter(plain).take(LONGEST_ATTRIBUTE));
                body.push('"');
            }
        }
        body.push('>');
    }

    fn close(&mut self, name: &str) {
        if name == "br" {
            self.page.body.push_str("<br>");
        }
        if self.below > 0 && elements::kind(name) != Kind::Void {
            self.below -= 1;
            return;
        }
        self.close_within(name);
    }

    /// Closes the innermost element of a name, unless what it lies in shields it.
    fn close_within(&mut self, name: &str) {
        let is_block = !matches!(elements::kind(name), Kind::Inline | Kind::Link);
        let of_table = matches!(name, "table" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot");
        let shielded = |open: &Open| {
            !is_block && open.kind == Kind::Block || !of_table && matches!(open.name.as_str(), "td" | "th" | "table")
        };
        let reach = self.stack.iter().rposition(shielded).unwrap_or(0);
        if let Some(at) = self.stack.iter().rposition(|open| open.name == name).filter(|at| *at >= reach) {
            self.close_from(at);
        }
    }

    /// Closes what a tag ends without saying so.
    fn end_before(&mut self, ended: &[&str], shields: &[&str]) {
        let shield = self.stack.iter().rposition(|open| shields.contains(&open.name.as_str())).map_or(0, |at| at + 1);
        if let Some(at) = self.stack[shield..].iter().position(|open| ended.contains(&open.name.as_str())) {
            self.close_from(shield + at);
        }
    }

    fn close_from(&mut self, at: usize) {
        for open in self.stack.drain(at..).rev() {
            let body = &mut self.page.body;
            if open.name == "h1"
                && let Some(start) = self.heading.take()
            {
                self.page.heading = unmasked(&plain(body.get(start..).unwrap_or_default()));
            }
            if open.names_author && self.page.authors.len() < MOST_AUTHORS {
                let name = unmasked(&plain(body.get(open.start..).unwrap_or_default()));
                let is_new = (1..=LONGEST_AUTHOR).contains(&name.len()) && !self.page.authors.contains(&name);
                self.page.authors.extend(Some(name).filter(|_| is_new));
            }
            if open.furniture.is_some_and(|most| self.text - open.before <= most) {
                body.truncate(open.start);
                body.push(' ');
                self.text = open.before;
            } else if open.tagged {
                let name = if open.name == "form" || open.name == "fieldset" { "div" } else { &open.name };
                body.extend(["</", name, ">"]);
            }
        }
    }

    /// What the attributes of an element say about the page.
    fn facts(&mut self, name: &str, tag: Tag<'h>) {
        let get = |attribute| tag.attribute(attribute).unwrap_or_default();
        let page = &mut self.page;
        match name {
            "html" if page.language.is_empty() => page.language = get("lang"),
            "meta" => {
                let key =
                    ["property", "name", "itemprop", "http-equiv"].into_iter().map(get).find(|key| !key.is_empty());
                page.metas.extend(key.map(|key| (key, get("content"))));
            }
            "link" if get("rel").eq_ignore_ascii_case("canonical") && page.canonical.is_empty() => {
                page.canonical = get("href");
            }
            _ if page.times.len() < MOST_TIMES => {
                let (key, moment) = (get("itemprop"), get("datetime"));
                let content = if key.starts_with("date") { get("content") } else { "" };
                let value = if moment.is_empty() { content } else { moment };
                page.times.extend(Some((key, value)).filter(|(_, value)| !value.is_empty()));
            }
            _ => {}
        }
    }

    /// The page; elements that were never closed are none to leave out.
    fn end(mut self) -> Page<'h> {
        self.stack.iter_mut().for_each(|open| open.furniture = None);
        self.close_from(0);
        self.page
    }
}

/// Whether an element is, or holds, the article, whatever the classes of those that it lies in.
fn is_main(name: &str, tag: Tag) -> bool {
    matches!(name, "article" | "main" | "h1")
        || tag.attribute("role") == Some("main")
        || tag.attribute("itemprop").is_some_and(|property| property.contains("articleBody"))
}

/// How much text an element may hold to go as furniture; None if it stays.
fn furniture(name: &str, kind: Kind, tag: Tag) -> Option<usize> {
    if kind == Kind::Furniture {
        return Some(usize::MAX);
    }
    let get = |attribute| tag.attribute(attribute).unwrap_or_default();
    let hidden = tag.attribute("hidden").is_some()
        || get("style").replace(' ', "").contains("display:none")
        || get("role") == "navigation";
    let marked = || elements::is_furniture_class(get("class")) || elements::is_furniture_class(get("id"));
    (hidden || !is_main(name, tag) && marked()).then_some(LONGEST_FURNITURE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_body_is_balanced() {
        for (html, wanted) in [
            ("<body class=x><P>Un<p>De<b>ux</b></body>", "<p>Un</p><p>Deux</p>"),
            ("<ul><li>a<li>b<ul><li>c</ul></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
            ("<a href=x>u<a>v</a></div>w", "<a>u</a><a>v</a>w"),
            ("<div><span>a</div>b</span>", "<div>a</div>b"),
            ("<td>a<table><tr><td>b<td><p>c</table>d", "a<table><tr><td>b</td><td><p>c</p></td></tr></table>d"),
            ("<form id='f<'>a</form>", "<div id=\"f\">a</div>"),
            ("a<nav><ul><li>b</ul></nav>c<figure><img>d</figure>", "a c "),
            ("<p>a<span class=\"photo-credit\">b</span></p>", "<p>a </p>"),
            ("<aside>jamais fermé", " jamais fermé"),
            ("<script>x</script>a<style>b</style><br/>c", "a<br>c"),
            ("3 < 5 &lt;b&gt; R&amp;B&nbsp;!\u{e000}", "3 \u{e001} 5 \u{e001}b> R\u{e000}B\u{a0}!"),
        ] {
            assert_eq!(slim(html).body, wanted, "{html}");
        }
    }

    #[test]
    fn a_class_alone_does_not_cost_an_article() {
        let long = "La crue recule. ".repeat(300);
        assert!(slim(&format!("<div class=has-share>{long}</div>")).body.contains("recule"));
        assert!(!slim("<div class=has-share>La crue</div>").body.contains("crue"));
        assert!(slim("<div class=has-share><article>La crue</article></div>").body.contains("crue"));
    }

    #[test]
    fn nothing_is_deeper_than_the_deepest() {
        let body = slim(&("<div>".repeat(100_000) + "a" + &"</div>".repeat(100_000) + "<p>b</p>")).body;
        assert_eq!(body.matches("<div>").count(), DEEPEST);
        assert!(body.ends_with("<p>b</p>") && body.contains('a'));
    }

    #[test]
    fn the_head_is_read() {
        let page = slim(
            "<!--[if IE]><html lang=en><![endif]--><html lang=fr><head><title>Crue &amp; vent</title>\
             <meta property=og:type content=article><link rel=canonical href=/a>\
             <script type='application/ld+json'>{}</script></head><body><h1>Un <b>titre</b></h1>\
             <time datetime=2025-03-09>hier</time><meta itemprop=datePublished content=2025-03-08>",
        );
        assert_eq!((page.language, page.title.as_str(), page.heading.as_str()), ("fr", "Crue & vent", "Un titre"));
        assert_eq!((page.canonical, page.linked_data.as_slice()), ("/a", ["{}"].as_slice()));
        assert_eq!(page.times, [("", "2025-03-09")]);
        assert_eq!(page.metas, [("og:type", "article"), ("datePublished", "2025-03-08")]);
    }
}
