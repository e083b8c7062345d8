//! Paragraphs of text that was typed for a printer: lines of one width, paragraphs told by their indentation.
//!
//! Reuters indents a paragraph by four blanks, AP by three; others leave a blank line, or just begin a new line. Tables have
//! runs of blanks within their lines. Text whose lines are longer than any printer's has one paragraph a line.

use crate::source::clean;

/// The widest line of a teleprinter or line printer, in characters; wider ones were never wrapped.
const WIDEST: usize = 132;
/// Running text has wider lines; in narrower ones, figures stand in tables.
const NARROW: usize = 48;
/// Blanks within a line that stand between columns. After a full stop there are two.
const COLUMNS: &str = "   ";

/// Appends the paragraphs of `text` to `out`; rows of tables are paragraphs of their own.
pub fn paragraphs(text: &str, out: &mut Vec<String>) {
    let Some(measure) = Measure::of(text) else { return };
    if measure.widest > WIDEST {
        out.extend(clean::paragraphs(text));
        return;
    }
    // What stands on the line of a tag is as wide as it was with what stood before the tag.
    let mut before = Before::Nothing;
    for (at, raw) in text.lines().enumerate() {
        let line = trim(raw);
        if line.is_empty() {
            before = Before::Nothing;
            continue;
        }
        let row = measure.is_row(line);
        let indented = measure.indent(raw) > measure.indent;
        let joins = match before {
            Before::Line(width) => !row && !indented && !measure.ends_early(width, line),
            Before::Row | Before::Nothing => false,
        };
        match out.last_mut().filter(|_| joins) {
            Some(paragraph) => join(paragraph, line),
            None => out.push(line.to_owned()),
        }
        before = match row {
            true => Before::Row,
            false if at == 0 => Before::Line(measure.widest),
            false => Before::Line(line.len()),
        };
    }
}

/// What stands on the line before.
enum Before {
    Nothing,
    Row,
    /// Text of so many bytes.
    Line(usize),
}

/// How a text is laid out.
struct Measure {
    /// The blanks before its lines, but for the first, which may follow a tag.
    indent: usize,
    /// Bytes of its longest line.
    widest: usize,
}

impl Measure {
    /// None for a blank text.
    fn of(text: &str) -> Option<Self> {
        let mut measure = Measure { indent: usize::MAX, widest: 0 };
        for (i, raw) in text.lines().enumerate() {
            let line = trim(raw);
            if !line.is_empty() {
                measure.widest = measure.widest.max(line.len());
                if i > 0 {
                    measure.indent = measure.indent.min(measure.indent(raw));
                }
            }
        }
        (measure.widest > 0).then_some(measure)
    }

    fn indent(&self, raw: &str) -> usize {
        raw.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }

    /// Whether a line is a row of a table.
    fn is_row(&self, line: &str) -> bool {
        let figures = || line.bytes().any(|byte| byte.is_ascii_digit());
        line.contains(COLUMNS) || line.contains('\t') || self.widest < NARROW && figures()
    }

    /// Whether the line before `next`, of `width` bytes, was ended by its author: the next word would have had room on it.
    fn ends_early(&self, width: usize, next: &str) -> bool {
        let word = next.split(' ').next().unwrap_or_default();
        width + 1 + word.len() <= self.widest * 2 / 3
    }
}

fn trim(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || c.is_control())
}

/// Goes on with the next line. A hyphen at the end of a line is one within a word: `Anglo-` and `French`.
pub fn join(paragraph: &mut String, line: &str) {
    let mut last = paragraph.chars().rev();
    let hyphen = last.next() == Some('-') && last.next().is_some_and(char::is_alphanumeric);
    if !hyphen {
        paragraph.push(' ');
    }
    paragraph.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        paragraphs(text, &mut out);
        out
    }

    #[test]
    fn paragraphs_are_told_by_their_layout() {
        for (text, wanted) in [
            // Reuters: the first line follows the dateline.
            (
                "La crue de l'Orvine a\nemporté deux ponts dans la nuit de lundi à mardi.\n    Le maire a demandé hier soir l'aide\ndu département.\n Reuter\n\u{3}",
                vec![
                    "La crue de l'Orvine a emporté deux ponts dans la nuit de lundi à mardi.",
                    "Le maire a demandé hier soir l'aide du département.",
                    "Reuter",
                ],
            ),
            // All lines indented alike are no paragraphs.
            ("\n   très simple\n   texte\n", vec!["très simple texte"]),
            (
                "\n   Un premier alinéa assez long\npour deux lignes.\n   Un second.\n",
                vec!["Un premier alinéa assez long pour deux lignes.", "Un second."],
            ),
            // Blank lines.
            ("Un premier\nalinéa.\n\nUn second.", vec!["Un premier alinéa.", "Un second."]),
            // A line that its author ended.
            (
                "\nUn premier alinéa dont la ligne est pleine jusqu'au bout, et qui\nfinit ici.\nUn second alinéa dont la ligne est pleine aussi, et qui continue\nlà.",
                vec![
                    "Un premier alinéa dont la ligne est pleine jusqu'au bout, et qui finit ici.",
                    "Un second alinéa dont la ligne est pleine aussi, et qui continue là.",
                ],
            ),
            // A table.
            (
                "CACAO À ABIDJAN\n         Ouv.     Clôt.\nMai      1148     1150\nAoût     1165     1168\nSource: la Bourse.",
                vec![
                    "CACAO À ABIDJAN",
                    "Ouv.     Clôt.",
                    "Mai      1148     1150",
                    "Août     1165     1168",
                    "Source: la Bourse.",
                ],
            ),
            (
                " COTON AU HAVRE\n no 1 mai 44-7/8\n no 2 mai 44-3/4\n cours indicatifs\n",
                vec!["COTON AU HAVRE", "no 1 mai 44-7/8", "no 2 mai 44-3/4", "cours indicatifs"],
            ),
            // A hyphen at the end of a line.
            (
                "\nLe sommet franco-\nallemand de Nevers aura lieu -\ndemain.",
                vec!["Le sommet franco-allemand de Nevers aura lieu - demain."],
            ),
            ("", vec![]),
            (" \n\u{3}\n", vec![]),
        ] {
            assert_eq!(of(text), wanted, "{text}");
        }
        let (long, short) = ("mot ".repeat(50), "Court.");
        assert_eq!(of(&format!("{long}\n{short}\n{long}")), [long.trim(), short, long.trim()]);
    }
}
