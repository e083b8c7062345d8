//! From lines to paragraphs: blank lines part them, and lines that were broken to a width are joined again.

use crate::source::sign_off::is_signature;

/// Lines up to this many characters may have been broken to a width.
const WIDEST: usize = 100;

/// The paragraphs of a tidy text.
pub fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut block: Vec<&str> = Vec::new();
    let parted = has_blank_line(text);
    for line in text.split('\n').map(str::trim) {
        if !line.is_empty() {
            block.push(line);
        } else {
            take_block(&mut block, parted, &mut paragraphs);
        }
    }
    take_block(&mut block, parted, &mut paragraphs);
    paragraphs
}

/// Whether a blank line stands between two lines of text.
pub(super) fn has_blank_line(text: &str) -> bool {
    let mut blank = false;
    text.trim().split('\n').any(|line| std::mem::replace(&mut blank, line.trim().is_empty()))
}

/// Empties `block` into paragraphs. `parted` when paragraphs of this text are parted by blank lines.
fn take_block(block: &mut Vec<&str>, parted: bool, paragraphs: &mut Vec<String>) {
    let Some((first, rest)) = block.split_first() else { return };
    let mut paragraph = (*first).to_owned();
    if !rest.is_empty() {
        let width = block.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        // Where every line ends a sentence, nothing shows that the lines were broken to a width.
        let broken = parted || block[..rest.len()].iter().any(|line| !ends_sentence(line));
        for pair in block.windows(2) {
            if width <= WIDEST && broken && continues(pair[0], pair[1], width, parted) {
                paragraph.push(' ');
                paragraph.push_str(pair[1]);
            } else {
                paragraphs.push(std::mem::replace(&mut paragraph, pair[1].to_owned()));
            }
        }
    }
    paragraphs.push(paragraph);
    block.clear();
}

/// Whether `next` goes on with the paragraph of `line`, in text broken to `width` columns.
fn continues(line: &str, next: &str, width: usize, parted: bool) -> bool {
    if next.starts_with(['•', '*']) || next.starts_with("- ") || next.starts_with("– ") || is_signature(next) {
        return false;
    }
    if parted || !ends_sentence(line) {
        return true;
    }
    // A sentence ends at the line's end by chance when the next word would not have fitted.
    let next_word = next.split(' ').next().map_or(0, |word| word.chars().count());
    line.chars().count() + 1 + next_word > width
}

/// Whether `line` ends as a sentence does.
pub fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['»', '"', '”', ')', ' ', '\u{a0}', '\u{202f}']).ends_with(['.', '!', '?', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_lines_and_widths() {
        for (text, expected) in [
            ("", &[][..]),
            ("Un.\n\nDeux.\n \n\nTrois.", &["Un.", "Deux.", "Trois."]),
            ("Le quai est\nfermé. Il\nrouvre.\n\nFin.", &["Le quai est fermé. Il rouvre.", "Fin."]),
            (
                "Le quai est fermé.\nIl pleut beaucoup en cette\nville.",
                &["Le quai est fermé.", "Il pleut beaucoup en cette ville."],
            ),
            ("Le quai est fermé.\nIndéniablement, il pleut.", &["Le quai est fermé.", "Indéniablement, il pleut."]),
            ("Le quai est fermé.\nIndéniablement, il\npleut.", &["Le quai est fermé. Indéniablement, il pleut."]),
            ("Voici :\n- un\n- deux", &["Voici :", "- un", "- deux"]),
            ("Le quai est fermé\nce soir.\nabc/de", &["Le quai est fermé ce soir.", "abc/de"]),
        ] {
            assert_eq!(paragraphs(text), expected, "{text:?}");
        }
    }

    #[test]
    fn long_lines_are_paragraphs() {
        let long = "Le port est fermé ".repeat(8);
        assert_eq!(paragraphs(&format!("{long}\nIntertitre\n{long}")).len(), 3);
    }
}
