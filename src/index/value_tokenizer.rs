//! A field that holds one value: the whole of it, folded, is one term.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::french::fold::unaccented;

/// The term of a value: lower case, no accents, white space at the ends off. `agence:afp` finds `AFP`.
pub fn value_term(value: &str) -> String {
    unaccented(&value.trim().to_lowercase()).into_owned()
}

/// Gives [`value_term`] of the whole text as its only token.
#[derive(Clone, Default)]
pub struct ValueTokenizer;

/// The one token.
pub struct ValueStream {
    token: Token,
    done: bool,
}

impl Tokenizer for ValueTokenizer {
    type TokenStream<'a> = ValueStream;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> ValueStream {
        let token =
            Token { text: value_term(text), position: 0, offset_from: 0, offset_to: text.len(), position_length: 1 };
        ValueStream { token, done: false }
    }
}

impl TokenStream for ValueStream {
    fn advance(&mut self) -> bool {
        !std::mem::replace(&mut self.done, true)
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
