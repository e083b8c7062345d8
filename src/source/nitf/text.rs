//! The paragraphs of running text in NITF, or in the few elements that NewsML 1 borrows from it.
//!
//! One paragraph an element that is one, a row of a table, or a line of a `pre`. Pictures, notes to editors and credits
//! that stand between the paragraphs are left out: they are read elsewhere.

use crate::source::markup::tree::{Element, Piece};
use crate::source::{clean, entities, html};

/// AAP and others wrap the lines of a paragraph with `br`. A longer line than this, in bytes, was not wrapped: the `br`
/// behind it ends a paragraph.
const LONGEST_WRAPPED: usize = 100;

/// The paragraphs inside an element. Markup that was escaped, or lies in a CDATA section, is read as HTML.
pub fn paragraphs(element: Element) -> Vec<String> {
    if element.children().next().is_none() {
        return of_text(element);
    }
    let mut out = Paragraphs::default();
    out.walk(element);
    out.close();
    out.done
}

/// Belga marks words in escaped HTML, and ends its paragraphs as plain text does.
fn of_text(element: Element) -> Vec<String> {
    let text = element.text();
    if clean::looks_like_html(&text) && !text.split('<').skip(1).any(html::is_block) {
        let lines = text.lines().map(clean::markup_line);
        return lines.filter(|line| !line.is_empty()).collect();
    }
    element.escaped_paragraphs()
}

/// What an element means for the paragraphs around it.
enum Kind {
    Inline,
    Block,
    /// An element of which every line is a paragraph.
    Lines,
    Row,
    Cell,
    Break,
    /// No running text.
    Apart,
}

fn kind(name: &str) -> Kind {
    match name {
        "p" | "block" | "bq" | "credit" | "datasource" | "fn" | "lede" => Kind::Block,
        "br" => Kind::Break,
        "tr" => Kind::Row,
        "td" | "th" => Kind::Cell,
        "pre" => Kind::Lines,
        "media"
        | "note"
        | "byline"
        | "distributor"
        | "dateline"
        | "copyrite"
        | "object"
        | "key-list"
        | "classifier"
        | "tobject"
        | "nitf-table-metadata"
        | "table-reference"
        | "script"
        | "style" => Kind::Apart,
        _ if html::is_block(name) => Kind::Block,
        _ => Kind::Inline,
    }
}

#[derive(Default)]
struct Paragraphs {
    done: Vec<String>,
    open: String,
    /// Where the line begins that the last `br` opened.
    line: usize,
    /// Line ends are those of paragraphs.
    lines: bool,
    /// Within a row of a table: whether each of its cells holds one paragraph at most.
    plain_row: Option<bool>,
}

impl Paragraphs {
    fn walk(&mut self, element: Element) {
        for piece in element.pieces() {
            match piece {
                Piece::Text(text) => self.text(text),
                Piece::Element(inside) => self.element(inside),
            }
        }
    }

    fn element(&mut self, element: Element) {
        match kind(element.name()) {
            Kind::Inline if element.name() == "frac-sep" => self.open.push('/'),
            Kind::Inline => self.walk(element),
            Kind::Block => {
                self.close();
                self.walk(element);
                self.close();
            }
            Kind::Lines => {
                self.close();
                let outside = std::mem::replace(&mut self.lines, true);
                self.walk(element);
                self.lines = outside;
                self.close();
            }
            Kind::Row => self.row(element),
            Kind::Cell => self.cell(element),
            Kind::Break => self.line_break(),
            Kind::Apart => {}
        }
    }

    /// One paragraph, but where a table lays out the text.
    fn row(&mut self, row: Element) {
        self.close();
        let outside = self.plain_row.replace(true);
        let start = self.done.len();
        self.walk(row);
        self.close();
        if std::mem::replace(&mut self.plain_row, outside) == Some(true) && self.done.len() > start + 1 {
            let text = self.done.drain(start..).collect::<Vec<_>>().join(" ");
            self.done.push(text);
        }
    }

    fn cell(&mut self, cell: Element) {
        let Some(plain) = self.plain_row else {
            self.open.push(' ');
            return self.walk(cell);
        };
        self.close();
        let start = self.done.len();
        self.walk(cell);
        self.close();
        self.plain_row = Some(plain && self.done.len() <= start + 1);
    }

    fn text(&mut self, text: &str) {
        let text = entities::text(text);
        if !self.lines {
            self.open.push_str(&text);
            return;
        }
        let mut lines = text.split('\n');
        self.open.push_str(lines.next().unwrap_or_default());
        for line in lines {
            self.close();
            self.open.push_str(line);
        }
    }

    /// Two of them in a row part paragraphs; one is only the end of a line.
    fn line_break(&mut self) {
        let line = self.open[self.line..].trim();
        if self.lines || line.is_empty() || line.len() > LONGEST_WRAPPED {
            self.close();
        } else {
            self.open.push(' ');
            self.line = self.open.len();
        }
    }

    fn close(&mut self) {
        if clean::looks_like_html(&self.open) || html::has_entity(&self.open) {
            self.done.extend(html::paragraphs(&self.open));
        } else {
            let paragraph = clean::line(&self.open);
            if !paragraph.is_empty() {
                self.done.push(paragraph.into_owned());
            }
        }
        self.open.clear();
        self.line = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::markup::tree::Tree;

    #[test]
    fn one_paragraph_an_element() {
        let long = "Le pont est fermé. ".repeat(8);
        let long = long.trim();
        let cases: [(&str, &[&str]); 16] = [
            ("<b><p>Un <em>deux</em>.</p><p/><p> <br/></p><p>Trois</p></b>", &["Un deux.", "Trois"]),
            ("<b><p>Le pont est<br />fermé.<br/></p></b>", &["Le pont est fermé."]),
            ("<b><p>Un.<br/><br/>Deux.</p></b>", &["Un.", "Deux."]),
            (&format!("<b><p>{long}<br/>{long}</p></b>"), &[long, long]),
            ("<b><media><media-caption>Photo</media-caption></media><p>Un</p></b>", &["Un"]),
            ("<b><block><hl2>Titre</hl2>nu<p>Un</p></block></b>", &["Titre", "nu", "Un"]),
            ("<b><table><tr><th>Lens</th><td>2</td></tr><tr><td>Metz</td></tr></table></b>", &["Lens 2", "Metz"]),
            (
                "<b><tr><td><p>Lens</p></td><td><p>2</p></td></tr><tr><td>Metz</td><td><p>1</p></td></tr></b>",
                &["Lens 2", "Metz 1"],
            ),
            ("<b><tr><td>Lens</td><td><p>Un.</p><p>Deux.</p></td></tr></b>", &["Lens", "Un.", "Deux."]),
            ("<b><td>Lens</td><td>2</td></b>", &["Lens 2"]),
            ("<b><pre>Lens   2\nMetz   1\n</pre><p>Fin\nde page</p></b>", &["Lens 2", "Metz 1", "Fin de page"]),
            ("<b><ul><li>a</li><li>b</li></ul></b>", &["a", "b"]),
            (
                "<b><p>1<frac><frac-num>1</frac-num><frac-sep/><frac-den>2</frac-den></frac> &amp; R&amp;B</p></b>",
                &["11/2 & R&B"],
            ),
            ("<b><p>&lt;strong&gt;Un&lt;/strong&gt; &amp;eacute;t&amp;eacute;</p></b>", &["Un été"]),
            ("<b><![CDATA[<P>Un<P>Deux]]></b>", &["Un", "Deux"]),
            ("<b>Un\n\nDeux</b>", &["Un", "Deux"]),
        ];
        for (xml, wanted) in cases {
            assert_eq!(paragraphs(Tree::read(xml).root().unwrap()), wanted, "{xml}");
        }
    }
}
