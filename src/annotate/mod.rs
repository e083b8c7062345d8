//! What a dispatch is about, found in its text: people, places, organisations and topics.
//!
//! Text in, annotations out; nothing here knows files or indexes. A dispatch is laid out as tokens once
//! ([`document`]), and every step reads those.

pub mod authority;
pub mod document;
pub mod mention;
pub mod token;
