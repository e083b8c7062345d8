//! What a dispatch is about, found in its text: people, places, organisations and topics.
//!
//! Text in, annotations out; nothing here knows files or indexes. A dispatch is laid out as tokens once ([`document`]),
//! [`tagger`] finds the names, [`settle`] makes them agree with each other, [`people`] and [`places`] say who and where
//! is meant, [`topics`] what it is about; [`annotator`] does all of it. [`authority`] knows people across dispatches.

pub mod annotator;
pub mod authority;
pub mod document;
mod given;
pub mod limits;
pub mod mention;
pub mod people;
pub mod places;
pub mod settle;
pub mod tagger;
pub mod token;
pub mod topics;

pub use annotator::{Annotator, Scratch};
