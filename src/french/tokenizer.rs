//! The tantivy tokenizer: one pass over the text, all forms of a word at one position.
//!
//! Taking a word apart is the costly step, and a newsroom uses the same words all day: each tokenizer keeps a table from
//! chunks, as they are written, to their terms. tantivy clones the tokenizer for each of its threads, so the table needs
//! no lock.

use std::hash::BuildHasher;
use std::ops::Range;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::chunks::{Chunk, Chunks, chunks};
use super::forms::{EXACT, Forms, PARAGRAPH_END};

/// Words in the table before it is begun anew, about 30 MB.
const TABLE_WORDS: usize = 200_000;

/// Which forms of a word are indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Stems and exact forms: running text.
    Inflected,
    /// Exact forms only: names, which have no inflections.
    Exact,
}

/// Cuts text into the terms that [`Forms::indexed`] names, with the byte offsets of the word without its article.
#[derive(Clone)]
pub struct FrenchTokenizer {
    level: Level,
    table: Table,
    token: Token,
}

impl FrenchTokenizer {
    /// A tokenizer with an empty table.
    pub fn new(level: Level) -> Self {
        FrenchTokenizer { level, table: Table::default(), token: Token::default() }
    }
}

/// What is known of a chunk: its text and then its terms, one after the other in [`Table::text`].
#[derive(Clone, Copy)]
struct Entry {
    /// Where the chunk begins in the text.
    text: u32,
    /// Length of the chunk in bytes.
    len: u16,
    /// Where in the chunk its word begins.
    start: u16,
    /// Where the lengths of its terms begin in [`Table::lengths`], and how many there are.
    lengths: u32,
    terms: u16,
}

/// Everything of one word lies close together: a look-up of a rare word costs few cache misses.
#[derive(Clone, Default)]
struct Table {
    entries: HashTable<Entry>,
    text: String,
    lengths: Vec<u16>,
}

impl Table {
    fn entry(&mut self, chunk: &str, level: Level) -> Entry {
        let hash = FxBuildHasher.hash_one(chunk);
        match self.entries.find(hash, |entry| chunk_of(&self.text, entry) == chunk) {
            Some(entry) => *entry,
            None => self.insert(hash, chunk, level),
        }
    }

    #[cold]
    fn insert(&mut self, hash: u64, chunk: &str, level: Level) -> Entry {
        if self.entries.len() >= TABLE_WORDS {
            *self = Table::default();
        }
        let forms = Forms::of(chunk);
        let mut entry = Entry {
            text: self.text.len() as u32,
            len: chunk.len() as u16,
            start: forms.start as u16,
            lengths: self.lengths.len() as u32,
            terms: 0,
        };
        self.text.push_str(chunk);
        for term in forms.indexed().filter(|term| level == Level::Inflected || term.starts_with(EXACT)) {
            // What compatibility decomposition blows up beyond all measure is no word.
            let Ok(length) = u16::try_from(term.len()) else { continue };
            self.text.push_str(&term);
            self.lengths.push(length);
            entry.terms += 1;
        }
        let text = &self.text;
        self.entries.insert_unique(hash, entry, |entry| FxBuildHasher.hash_one(chunk_of(text, entry)));
        entry
    }
}

fn chunk_of<'a>(text: &'a str, entry: &Entry) -> &'a str {
    &text[entry.text as usize..][..entry.len as usize]
}

impl Tokenizer for FrenchTokenizer {
    type TokenStream<'a> = FrenchTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> FrenchTokens<'a> {
        self.token.reset();
        FrenchTokens {
            text,
            chunks: chunks(text),
            level: self.level,
            table: &mut self.table,
            token: &mut self.token,
            pending: 0..0,
            term_start: 0,
            position: 0,
        }
    }
}

/// The terms of one text.
pub struct FrenchTokens<'a> {
    text: &'a str,
    chunks: Chunks<'a>,
    level: Level,
    table: &'a mut Table,
    token: &'a mut Token,
    /// Terms of the current word that are still to come, by their numbers in [`Table::lengths`], and where in
    /// [`Table::text`] the next one begins.
    pending: Range<u32>,
    term_start: u32,
    /// Position of the next word.
    position: usize,
}

impl FrenchTokens<'_> {
    /// Gives the next term of the current word, if one is left.
    fn emit_pending(&mut self) -> bool {
        let Some(number) = self.pending.next() else { return false };
        let from = self.term_start as usize;
        let to = from + self.table.lengths[number as usize] as usize;
        self.token.text.clear();
        self.token.text.push_str(&self.table.text[from..to]);
        self.term_start = to as u32;
        true
    }
}

impl TokenStream for FrenchTokens<'_> {
    fn advance(&mut self) -> bool {
        if self.emit_pending() {
            return true;
        }
        let Some(chunk) = self.chunks.next() else { return false };
        self.token.position = self.position;
        self.position += 1;
        match chunk {
            Chunk::ParagraphEnd(at) => {
                self.token.text.clear();
                self.token.text.push_str(PARAGRAPH_END);
                (self.token.offset_from, self.token.offset_to) = (at, at + 1);
            }
            Chunk::Word(range) => {
                let entry = self.table.entry(&self.text[range.clone()], self.level);
                self.pending = entry.lengths..entry.lengths + u32::from(entry.terms);
                self.term_start = entry.text + u32::from(entry.len);
                (self.token.offset_from, self.token.offset_to) = (range.start + entry.start as usize, range.end);
                self.emit_pending();
            }
        }
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tokens(text: &str, level: Level) -> Vec<(String, usize, Range<usize>)> {
        let mut out = Vec::new();
        let mut tokenizer = FrenchTokenizer::new(level);
        let mut stream = tokenizer.token_stream(text);
        while stream.advance() {
            let token = stream.token();
            out.push((token.text.clone(), token.position, token.offset_from..token.offset_to));
        }
        out
    }

    #[test]
    fn terms_share_the_position_of_their_word_and_leave_the_article_out() {
        let text = "L’État d’urgence\nà Tours";
        let found: Vec<String> = tokens(text, Level::Inflected)
            .into_iter()
            .map(|(term, position, range)| format!("{position}:{term}:{}", text[range].escape_default()))
            .collect();
        assert_eq!(
            found,
            [
                "0:etat:\\u{c9}tat",
                "0:=etat:\\u{c9}tat",
                "0:==état:\\u{c9}tat",
                "1:urgenc:urgence",
                "1:=urgence:urgence",
                "2:¶:\\n",
                "3:=a:\\u{e0}",
                "3:==à:\\u{e0}",
                "4:tour:Tours",
                "4:=tours:Tours",
            ]
        );
    }

    #[test]
    fn names_have_exact_forms_only() {
        let terms: Vec<String> = tokens("Édouard Ménard", Level::Exact).into_iter().map(|token| token.0).collect();
        assert_eq!(terms, ["=edouard", "==édouard", "=menard", "==ménard"]);
    }

    proptest! {
        #[test]
        fn offsets_are_character_boundaries_and_positions_never_fall(text in ".{0,80}|[lL]['’][éEaœ. 1\u{301}]{0,9}") {
            let mut last = 0;
            for (term, position, range) in tokens(&text, Level::Inflected) {
                prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
                prop_assert!(!term.is_empty() && range.start < range.end && position >= last);
                last = position;
            }
        }
    }
}
