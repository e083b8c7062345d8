//! A field that holds a list of values: each is a paragraph of its own, so that words are not sought across two.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::french::forms::PARAGRAPH_END;
use crate::french::tokenizer::{FrenchTokenizer, FrenchTokens, Level};

/// Gives the words of a value, and a paragraph end after them.
#[derive(Clone)]
pub struct ListTokenizer {
    words: FrenchTokenizer,
    end: Token,
}

impl ListTokenizer {
    /// A tokenizer of values with these forms of their words.
    pub fn new(level: Level) -> Self {
        ListTokenizer { words: FrenchTokenizer::new(level), end: Token::default() }
    }
}

/// The words of a value, and its end.
pub struct ListTokens<'a> {
    words: FrenchTokens<'a>,
    end: &'a mut Token,
    /// Whether `end` is the current token.
    at_end: bool,
}

impl Tokenizer for ListTokenizer {
    type TokenStream<'a> = ListTokens<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ListTokens<'a> {
        self.end = Token {
            text: PARAGRAPH_END.to_owned(),
            position: 0,
            offset_from: text.len(),
            offset_to: text.len(),
            position_length: 1,
        };
        ListTokens { words: self.words.token_stream(text), end: &mut self.end, at_end: false }
    }
}

impl TokenStream for ListTokens<'_> {
    fn advance(&mut self) -> bool {
        if self.at_end {
            return false;
        }
        if self.words.advance() {
            // All forms of a word stand at one position; the end stands behind the last.
            self.end.position = self.words.token().position + 1;
            return true;
        }
        self.at_end = true;
        true
    }

    fn token(&self) -> &Token {
        if self.at_end { self.end } else { self.words.token() }
    }

    fn token_mut(&mut self) -> &mut Token {
        if self.at_end { self.end } else { self.words.token_mut() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_its_paragraph() {
        let mut tokenizer = ListTokenizer::new(Level::Exact);
        for (value, wanted) in [
            ("ilo stern", &[("=ilo", 0), ("=stern", 1), (PARAGRAPH_END, 2)][..]),
            ("l'otan", &[("=otan", 0), (PARAGRAPH_END, 1)]),
            ("", &[(PARAGRAPH_END, 0)]),
        ] {
            let mut tokens = Vec::new();
            tokenizer.token_stream(value).process(&mut |token| tokens.push((token.text.clone(), token.position)));
            let tokens: Vec<(&str, usize)> = tokens.iter().map(|(text, position)| (text.as_str(), *position)).collect();
            assert_eq!(tokens, wanted, "{value}");
        }
    }
}
