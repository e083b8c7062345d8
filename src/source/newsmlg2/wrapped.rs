//! Text that was wrapped at the length of a teleprinter's line, inside one element of markup.
//!
//! Reuters and ANSA put several paragraphs in one `<p>`: lines begin at the margin, paragraphs a few blanks further in.
//! Where every line is indented, it is just how the XML was laid out.

use crate::source::clean;

/// A line indented further than this is laid out, as in a table, or by the writer of the XML.
const DEEPEST_INDENT: usize = 8;

/// The paragraphs of such a text as ranges of lines, joined; None if it is not wrapped like that.
pub fn paragraphs(text: &str) -> Option<Vec<String>> {
    if !is_wrapped(text) {
        return None;
    }
    let mut paragraphs: Vec<String> = Vec::new();
    let mut ended = true;
    for line in text.lines() {
        let begins = ended || indent(line) > 0;
        let line = line.trim();
        ended = line.is_empty();
        match paragraphs.last_mut() {
            _ if ended => {}
            Some(paragraph) if !begins => paragraph.extend([" ", line]),
            _ => paragraphs.push(line.to_owned()),
        }
    }
    Some(paragraphs)
}

/// The paragraphs of a plain text, which may be wrapped so.
pub fn plain(text: &str) -> Vec<String> {
    let Some(paragraphs) = paragraphs(text) else { return clean::paragraphs(text) };
    paragraphs.iter().map(|text| clean::line(text).into_owned()).filter(|text| !text.is_empty()).collect()
}

/// Whether some lines after the first are at the margin, and others a little further in.
fn is_wrapped(text: &str) -> bool {
    let (mut flush, mut indented) = (false, false);
    for line in text.lines().skip(1).filter(|line| !line.trim().is_empty()) {
        match indent(line) {
            0 => flush = true,
            1..=DEEPEST_INDENT => indented = true,
            _ => {}
        }
        if flush && indented {
            return true;
        }
    }
    false
}

fn indent(line: &str) -> usize {
    line.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_begin_further_in() {
        let cases: [(&str, Option<&[&str]>); 5] = [
            (
                "(Précise)\n    * Un point\n    * Deux points\n\n    PARIS (Reuters) - La crue\nbaisse.\n    Elle baisse\nencore.",
                Some(&[
                    "(Précise)",
                    "* Un point",
                    "* Deux points",
                    "PARIS (Reuters) - La crue baisse.",
                    "Elle baisse encore.",
                ]),
            ),
            (
                "\n            \n            (ANSA) - Le lac\nmonte.\n   Il monte.\n     ",
                Some(&["(ANSA) - Le lac monte.", "Il monte."]),
            ),
            ("La crue\n      baisse\n      encore.", None),
            ("La crue\nbaisse\nencore.", None),
            ("", None),
        ];
        for (text, wanted) in cases {
            let wanted = wanted.map(|lines| lines.iter().map(|&line| line.to_owned()).collect::<Vec<_>>());
            assert_eq!(paragraphs(text), wanted, "{text}");
        }
    }
}
