//! The query language: lexer, parser, syntax tree with spans, errors with a caret.

pub mod ast;
pub mod compile;
