//! From lines set to a width, as printers wanted them, to paragraphs.
//!
//! Paragraphs are parted by blank lines or begin with an indented line; rows of tables and lists stay apart. Agencies fill
//! their lines: one that ends long before the next word would have had no room was ended on purpose.

use crate::source::clean;

/// Lines up to this many characters may have been broken to a width.
const WIDEST: usize = 100;
/// So many more blanks than elsewhere at its start indent a line.
const INDENT: usize = 2;
/// What parts the columns of a table: blanks, leaders, and the tabular marks of ANPA.
const GUTTERS: [&str; 5] = ["   ", "....", "\t", "\u{8}", "\u{10}"];
/// A line that ends a sentence, and would have had this much room for the next word, ends its paragraph.
const ROOM: usize = 8;

/// A line that says something.
struct Line<'t> {
    text: &'t str,
    /// Blanks at its start.
    indent: usize,
    width: usize,
    /// Whether it begins a paragraph, whatever stands before it, or ends one.
    starts: bool,
    ends: bool,
    /// Whether there may be something to clean in it.
    odd: bool,
}

/// The paragraphs of `lines`, clean.
pub fn join<'t>(lines: impl IntoIterator<Item = &'t str>) -> Vec<String> {
    let lines = measured(lines);
    let widest = lines.iter().map(|line| line.width).filter(|width| *width <= WIDEST).max().unwrap_or(0);
    let margin = lines.iter().map(|line| line.indent).min().unwrap_or(0);
    lines
        .chunk_by(|line, next| continues(line, next, widest, margin))
        .map(paragraph)
        .filter(|p| !p.is_empty())
        .collect()
}

fn measured<'t>(lines: impl IntoIterator<Item = &'t str>) -> Vec<Line<'t>> {
    let mut measured = Vec::new();
    let mut after_blank = false;
    for line in lines {
        let text = line.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        if is_blank(text) {
            after_blank = true;
            continue;
        }
        let width = text.chars().count();
        let odd = is_odd(text);
        let alone = width > WIDEST || odd && GUTTERS.iter().any(|gutter| text.contains(gutter));
        // ANPA: a tabulator before a paragraph, `^` before a sub-head, `<` behind a line that is set alone.
        let marked = line.starts_with(['\t', '\u{8}', '^']);
        measured.push(Line {
            text: text.trim_start_matches(['^', ';']).trim_end_matches(['<', '^', ' ']),
            indent: line.bytes().take_while(|byte| *byte == b' ').count(),
            width,
            starts: std::mem::take(&mut after_blank) || marked || alone || is_item(text),
            ends: alone || text.ends_with('<'),
            odd,
        });
    }
    measured
}

/// Whether a line holds nothing, or nothing but a rule.
pub fn is_blank(line: &str) -> bool {
    line.bytes().all(|byte| byte <= b' ' || matches!(byte, b'_' | b'*' | b'-' | b'=' | b'~' | b'<' | b'^' | b'\x7f'))
}

/// Whether a line holds control characters, or two blanks or dots in a row: hardly any does.
fn is_odd(text: &str) -> bool {
    let bytes = text.as_bytes();
    let odd = |a: u8, b: u8| (a < b' ') | ((a == b) & ((a == b' ') | (a == b'.')));
    // Without a branch, the compiler does this for many bytes at a time.
    bytes.iter().zip(&bytes[bytes.len().min(1)..]).fold(0, |seen, (&a, &b)| seen | u8::from(odd(a, b))) != 0
}

fn continues(line: &Line, next: &Line, widest: usize, margin: usize) -> bool {
    if line.ends || next.starts || next.indent >= margin + INDENT {
        return false;
    }
    let slack = widest * 2 / 5;
    // Most lines are so long that nothing else need be looked at.
    if line.width + ROOM > widest || line.width + slack > widest && !ends_sentence(line.text) {
        return true;
    }
    let word = next.text.split(' ').next().map_or(0, |word| word.chars().count());
    let room = if ends_sentence(line.text) { ROOM } else { slack };
    line.width + 1 + word + room > widest
}

fn is_item(text: &str) -> bool {
    text.starts_with(['-', '–', '•', '*']) && text.chars().nth(1) == Some(' ')
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['»', '"', '”', ')', '\'', ' ', '\u{a0}']).ends_with(['.', '!', '?', '…'])
}

/// The lines of one paragraph as one text. A word that was parted at its hyphen is whole again, and keeps it: `avant-`
/// `hier`. Control characters that part words are blanks; everything else that is no text goes.
fn paragraph(lines: &[Line]) -> String {
    let mut text = String::with_capacity(lines.iter().map(|line| line.text.len() + 1).sum());
    for line in lines {
        if !(text.is_empty() || text.ends_with('-') && goes_on(&text, line.text)) {
            text.push(' ');
        }
        text.push_str(line.text);
    }
    if !lines.iter().any(|line| line.odd) {
        return text;
    }
    clean::line(&spaced(&text).unwrap_or(text)).into_owned()
}

/// Whether `line` goes on with the word that `text` ends with, and its hyphen.
fn goes_on(text: &str, line: &str) -> bool {
    const SUSPENDED: [&str; 8] = ["et", "ou", "und", "oder", "and", "or", "en", "of"];
    let parted = text.chars().rev().nth(1).is_some_and(char::is_alphabetic);
    let word = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    parted && line.starts_with(char::is_lowercase) && !SUSPENDED.contains(&word)
}

/// `text` with blanks for backspaces (in ANPA the mark of a tabular line), space bands and device controls; None where there
/// are none.
fn spaced(text: &str) -> Option<String> {
    let parts = |byte: u8| byte == 8 || (0x10..=0x1f).contains(&byte);
    text.bytes().any(parts).then(|| text.replace(|c: char| u8::try_from(c).is_ok_and(parts), " "))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_become_paragraphs() {
        let cases: [(&str, &[&str]); 13] = [
            ("", &[]),
            (
                "   Le quai du port est fermé depuis la tempête de\nla nuit dernière. Il rouvre demain.\n   Il pleut.",
                &["Le quai du port est fermé depuis la tempête de la nuit dernière. Il rouvre demain.", "Il pleut."],
            ),
            ("Le quai du port est\r\nfermé.\r\n \r\nIl pleut.", &["Le quai du port est fermé.", "Il pleut."]),
            ("    Le quai du port est\n    fermé.\n\n    Il pleut.", &["Le quai du port est fermé.", "Il pleut."]),
            ("\tLe quai est fermé.\n\tIl pleut.", &["Le quai est fermé.", "Il pleut."]),
            ("Les quais d'avant-\nhier sont fermés.", &["Les quais d'avant-hier sont fermés."]),
            ("Les élèves franco-\net germanophones", &["Les élèves franco- et germanophones"]),
            ("Un quai -\nle seul - rouvre.", &["Un quai - le seul - rouvre."]),
            ("Brest      12   7\nLorient     3  12", &["Brest 12 7", "Lorient 3 12"]),
            ("Brest\u{8}12\u{10}7\nLorient\u{8}3", &["Brest 12 7", "Lorient 3"]),
            (
                "Classement:\n1. Brest\n2. Lorient, qui a perdu deux fois sur son quai",
                &["Classement:", "1. Brest", "2. Lorient, qui a perdu deux fois sur son quai"],
            ),
            ("Le quai rouvre.\n___\n* * * *\nIl pleut.", &["Le quai rouvre.", "Il pleut."]),
            (
                "Le quai rouvre ce jour et demain\n^LES PRIX<\n;Brest;12<",
                &["Le quai rouvre ce jour et demain", "LES PRIX", "Brest;12"],
            ),
        ];
        for (text, wanted) in cases {
            assert_eq!(join(text.split('\n')), wanted, "{text:?}");
        }
    }

    #[test]
    fn unbroken_lines_are_paragraphs() {
        let long = "Le port est fermé ".repeat(8);
        assert_eq!(join([long.as_str(), long.as_str()]).len(), 2);
    }

    proptest! {
        #[test]
        fn no_word_is_lost_or_made(text in "([a-zé]{1,9}|[ .\n\t-]{1,3}){0,60}") {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            let joined = join(text.split('\n'));
            prop_assert_eq!(letters(&joined.concat()), letters(&text));
            prop_assert!(joined.iter().all(|paragraph| !paragraph.is_empty() && paragraph.trim() == paragraph));
        }
    }
}
