//! Cutting a text into chunks: a chunk is one word with what is glued to it by apostrophes, or an acronym, or a number.
//!
//! What makes a chunk is decided from the text alone, so that the text of a dispatch and the text of a query are cut
//! alike. One pass, linear in the text.

use std::ops::Range;

use super::elision::is_elided;
use super::fold::{is_apostrophe, is_ignorable, is_word_char};
use super::numbers::grouped_len;

/// Longer runs of letters are cut: they are no words, and an index term must stay short.
const MAX_CHUNK_BYTES: usize = 240;

/// What stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chunk {
    /// A word, by its byte range.
    Word(Range<usize>),
    /// The end of a paragraph: a line feed, by its offset.
    ParagraphEnd(usize),
}

/// The chunks of a text, in order.
#[derive(Clone, Debug)]
pub struct Chunks<'a> {
    text: &'a str,
    at: usize,
}

/// Cuts `text` into chunks.
pub fn chunks(text: &str) -> Chunks<'_> {
    Chunks { text, at: 0 }
}

/// The words of `text`, without its paragraph ends.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    chunks(text).filter_map(|chunk| match chunk {
        Chunk::Word(range) => Some(range),
        Chunk::ParagraphEnd(_) => None,
    })
}

impl Iterator for Chunks<'_> {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        loop {
            let c = self.peek(self.at)?;
            if c == '\n' {
                self.at += 1;
                return Some(Chunk::ParagraphEnd(self.at - 1));
            }
            if !is_word(c) {
                self.at += c.len_utf8();
                continue;
            }
            let range = self.at..self.chunk_end(self.at);
            self.at = range.end;
            // `l’« État »`: an article whose word stands behind a quotation mark or a space is no word either.
            if !(is_elided(&self.text[range.clone()]) && self.peek(range.end).is_some_and(is_apostrophe)) {
                return Some(Chunk::Word(range));
            }
        }
    }
}

impl Chunks<'_> {
    fn peek(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at) {
            Some(&byte) if byte < 0x80 => Some(char::from(byte)),
            Some(_) => self.text[at..].chars().next(),
            None => None,
        }
    }

    /// The end of the chunk that begins at `start` with a word character.
    fn chunk_end(&self, start: usize) -> usize {
        let mut end = start;
        // The number of word characters since the last apostrophe or point: one means that an acronym may go on.
        let mut run = 0;
        let bytes = self.text.as_bytes();
        loop {
            // Nearly all of a text is this.
            while end - start < MAX_CHUNK_BYTES && bytes.get(end).is_some_and(u8::is_ascii_alphabetic) {
                run += 1;
                end += 1;
            }
            let Some(c) = self.peek(end) else { break };
            if end - start >= MAX_CHUNK_BYTES {
                break;
            }
            if run == 0
                && c.is_ascii_digit()
                && let Some(len) = grouped_len(&self.text[end..])
            {
                return end + len;
            }
            if is_word(c) {
                run += 1;
                end += c.len_utf8();
            } else if run > 0 && is_ignorable(c) {
                end += c.len_utf8();
            } else if self.joins(c, end, run) {
                run = 0;
                end += c.len_utf8();
            } else {
                break;
            }
        }
        end
    }

    /// Whether `c` at `at`, after `run` word characters, joins them to what follows.
    fn joins(&self, c: char, at: usize, run: usize) -> bool {
        let next = at + c.len_utf8();
        if is_apostrophe(c) {
            return run > 0 && self.peek(next).is_some_and(is_word);
        }
        c == '.' && run == 1 && self.is_single_letter(next) && self.is_single_letter_before(at)
    }

    /// Whether a letter stands at `at` and nothing else of a word after it: `N.U.` but not `M.Dupont`.
    fn is_single_letter(&self, at: usize) -> bool {
        self.peek(at).is_some_and(|letter| {
            letter.is_alphabetic() && !self.peek(at + letter.len_utf8()).is_some_and(|c| is_word(c) || is_apostrophe(c))
        })
    }

    fn is_single_letter_before(&self, at: usize) -> bool {
        self.text[..at].chars().next_back().is_some_and(char::is_alphabetic)
    }
}

fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { is_word_char(c) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        words(text).map(|range| &text[range]).collect()
    }

    #[test]
    fn chunk_table() {
        for (text, expected) in [
            ("l’OTAN, l'OTAN", vec!["l’OTAN", "l'OTAN"]),
            ("l’« État »", vec!["État"]),
            ("c' est", vec!["est"]),
            ("‘vu’ par", vec!["vu", "par"]),
            ("aujourd’hui prud'hommes", vec!["aujourd’hui", "prud'hommes"]),
            ("Jean-Luc\u{2011}Marie", vec!["Jean", "Luc", "Marie"]),
            ("l’O.T.A.N. dit", vec!["l’O.T.A.N", "dit"]),
            ("U.S. Army, M. Rutte, M.Rutte", vec!["U.S", "Army", "M", "Rutte", "M", "Rutte"]),
            ("J.-P. Martin", vec!["J", "P", "Martin"]),
            ("l'AFP.Aucune", vec!["l'AFP", "Aucune"]),
            ("1 500 et 1.500", vec!["1 500", "et", "1.500"]),
            ("d'1 500", vec!["d'1 500"]),
            ("3,5% 03.09.2025", vec!["3", "5", "03", "09", "2025"]),
            ("COVID-19 M5S 13h45", vec!["COVID", "19", "M5S", "13h45"]),
            ("E\u{301}tat", vec!["E\u{301}tat"]),
            ("dé\u{ad}pêche\u{200b}s", vec!["dé\u{ad}pêche\u{200b}s"]),
            ("a\u{a0}b", vec!["a", "b"]),
        ] {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    #[test]
    fn a_paragraph_end_is_a_chunk() {
        let all: Vec<Chunk> = chunks("un\ndeux").collect();
        assert_eq!(all, [Chunk::Word(0..2), Chunk::ParagraphEnd(2), Chunk::Word(3..7)]);
    }

    #[test]
    fn an_endless_word_is_cut() {
        assert!(cut(&"é".repeat(300_000)).iter().all(|chunk| chunk.len() <= MAX_CHUNK_BYTES + 4));
    }

    proptest! {
        #[test]
        fn chunks_stand_in_order_on_character_boundaries(text in "[a-zé'’. 0-9\u{301}\u{ad}\u{202f}\n«l-]{0,60}|.{0,60}") {
            let mut last = 0;
            for range in words(&text) {
                prop_assert!(range.start >= last && range.end > range.start);
                prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
                last = range.end;
            }
        }

        #[test]
        fn no_letter_is_lost(text in "[A-Zb-z\u{e9} ,;\n«»-]{0,60}") {
            // Without apostrophes nothing is dropped but what stands between words.
            let kept: String = words(&text).map(|range| text[range].to_owned()).collect();
            let letters: String = text.chars().filter(|&c| is_word(c)).collect();
            prop_assert_eq!(kept, letters);
        }
    }
}
