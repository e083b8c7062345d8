//! From text and tags to paragraphs.

use super::{BLOCKS, is_one_of};
use crate::source::telegraph::paragraphs;
use crate::source::{clean, entities};

/// Elements whose borders part words.
const CELLS: &[&str] = &["td", "th"];
/// Where no line of a `pre` is longer, in characters, its lines are rows of a table, not text broken to a width.
const NARROW: usize = 45;

/// Gathers text into paragraphs.
#[derive(Default)]
pub struct Paragraphs {
    done: Vec<String>,
    open: String,
    row: Option<Row>,
    /// Within `pre`.
    preformatted: bool,
}

/// A row of a table: one paragraph, but where tables lay out a page.
struct Row {
    /// Its first paragraph.
    start: usize,
    /// The first paragraph of its last cell.
    cell: usize,
    /// Whether a cell holds several paragraphs.
    layout: bool,
}

impl Paragraphs {
    /// Text between tags.
    pub fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find('&') {
            self.open.push_str(&rest[..at]);
            rest = &rest[at + 1..];
            match entities::decode(rest) {
                Some((character, length)) => {
                    self.open.push(character);
                    rest = &rest[length..];
                }
                None => self.open.push('&'),
            }
        }
        self.open.push_str(rest);
    }

    /// A tag; `opens` is false where it closes its element.
    pub fn tag(&mut self, name: &str, opens: bool) {
        if is_one_of(name, CELLS) {
            self.end_cell();
        } else if is_one_of(name, BLOCKS) {
            self.close();
            match name.len() {
                2 if name.eq_ignore_ascii_case("tr") => {
                    self.end_row();
                    let start = self.done.len();
                    self.row = opens.then_some(Row { start, cell: start, layout: false });
                }
                3 if name.eq_ignore_ascii_case("pre") => self.preformatted = opens,
                // A table within a cell: the row around it lays out the page.
                5 if opens && name.eq_ignore_ascii_case("table") => self.row = None,
                5 if name.eq_ignore_ascii_case("table") => self.end_row(),
                _ => {}
            }
        }
    }

    fn close(&mut self) {
        let text = self.open.strip_suffix("]]>").unwrap_or(&self.open);
        if self.preformatted {
            self.done.extend(lines(text));
        } else {
            let paragraph = clean::line(text);
            if !paragraph.is_empty() {
                self.done.push(paragraph.into_owned());
            }
        }
        self.open.clear();
    }

    fn end_cell(&mut self) {
        if self.row.is_none() {
            self.open.push(' ');
            return;
        }
        self.close();
        if let Some(row) = &mut self.row {
            row.layout |= self.done.len() > row.cell + 1;
            row.cell = self.done.len();
        }
    }

    fn end_row(&mut self) {
        if self.row.is_some() {
            self.end_cell();
        }
        if let Some(row) = self.row.take().filter(|row| !row.layout && self.done.len() > row.start + 1) {
            let text = self.done.drain(row.start..).collect::<Vec<_>>().join(" ");
            self.done.push(text);
        }
    }

    /// All paragraphs.
    pub fn end(mut self) -> Vec<String> {
        self.close();
        self.end_row();
        self.done
    }
}

/// The paragraphs of a `pre`: its lines, or what was broken to a width.
fn lines(text: &str) -> Vec<String> {
    if text.lines().any(|line| line.trim().chars().count() > NARROW) {
        return paragraphs::join(text.lines());
    }
    let lines = text.lines().map(clean::line);
    lines.filter(|line| !line.is_empty()).map(|line| line.into_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::paragraphs;

    #[test]
    fn rows_are_paragraphs() {
        let cases: [(&str, &[&str]); 7] = [
            (
                "<tr><td><p>Lens</p></td><td><p>2</p></td></tr><tr><th>Metz</th><td><p>1</p></td></tr>",
                &["Lens 2", "Metz 1"],
            ),
            ("<table><tr><td><p>Lens<td><p>2<tr><td><p>Metz<td>1</table><p>Fin", &["Lens 2", "Metz 1", "Fin"]),
            ("<tr><td>Menu</td><td><p>Un.</p><p>Deux.</p></td></tr>", &["Menu", "Un.", "Deux."]),
            (
                "<table><tr><td>Menu</td><td>Un.<table><tr><td>a</td><td>b</td></tr></table>Deux.</td></tr></table>",
                &["Menu", "Un.", "a b", "Deux."],
            ),
            ("<td>Lens</td><td>2</td>", &["Lens 2"]),
            ("<tr><td></td><td> </td></tr>", &[]),
            ("<TR><TD>Lens</TD><TD>2", &["Lens 2"]),
        ];
        for (html, wanted) in cases {
            assert_eq!(paragraphs(html), wanted, "{html}");
        }
    }

    #[test]
    fn lines_of_preformatted_text() {
        let long = "Le bac de Sarn ne part plus depuis lundi, et les voyageurs\nattendent sur le quai que le vent tombe enfin.";
        let cases: [(&str, &[&str]); 3] = [
            ("<pre>Lens  2\nMetz &amp; Sarn  1\n</pre>Fin\nde page", &["Lens 2", "Metz & Sarn 1", "Fin de page"]),
            (&format!("<pre>{long}\n\nFin.</pre>"), &[&long.replace('\n', " "), "Fin."]),
            ("<pre>a<p>b\nc</pre>", &["a", "b", "c"]),
        ];
        for (html, wanted) in cases {
            assert_eq!(paragraphs(html), wanted, "{html}");
        }
    }
}
