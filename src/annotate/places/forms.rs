//! The names of places in a dispatch, each spelling's mentions together.

use hashbrown::HashMap;

use super::gazetteer::{Candidate, Gazetteer};
use super::generic;
use super::key::key;
use crate::annotate::document::Document;
use crate::annotate::mention::Mention;
use crate::annotate::token::{Case, TokenKind};

/// Every mention of one name, whatever its capitals and accents.
#[derive(Clone, Debug)]
pub struct Form {
    pub key: String,
    /// The spellings, the usual one first.
    pub spellings: Vec<String>,
    /// Indices into the mentions of the dispatch, in order.
    pub mentions: Vec<usize>,
    pub candidates: Vec<Candidate>,
    /// Every mention is in capitals.
    pub capitals: bool,
}

/// The forms of the dispatch in the order of their first mentions, and the form of each mention.
pub fn forms(gazetteer: &Gazetteer, document: &Document, mentions: &[Mention]) -> (Vec<Form>, Vec<usize>) {
    let mut forms: Vec<Form> = Vec::new();
    let mut of_key: HashMap<String, usize> = HashMap::new();
    let mut spelt: Vec<HashMap<&str, usize>> = Vec::new();
    let mut form_of = Vec::with_capacity(mentions.len());
    for (i, mention) in mentions.iter().enumerate() {
        let text = document.span(mention.tokens.clone());
        let capitals = is_capitals(document, mention);
        let key = key(text);
        let form = *of_key.entry(key.clone()).or_insert_with(|| {
            let candidates = candidates(gazetteer, &key);
            forms.push(Form { key, spellings: Vec::new(), mentions: Vec::new(), candidates, capitals: true });
            spelt.push(HashMap::new());
            forms.len() - 1
        });
        forms[form].mentions.push(i);
        forms[form].capitals &= capitals;
        // A spelling in capitals says less than any other.
        *spelt[form].entry(text).or_default() += if capitals { 1 } else { 1 << 20 };
        form_of.push(form);
    }
    for (form, spelt) in forms.iter_mut().zip(spelt) {
        let mut spellings: Vec<(&str, usize)> = spelt.into_iter().collect();
        spellings.sort_by(|a, b| b.1.cmp(&a.1).then(b.0.len().cmp(&a.0.len())).then(a.0.cmp(b.0)));
        form.spellings = spellings.into_iter().map(|(text, _)| text.to_owned()).collect();
    }
    (forms, form_of)
}

/// The places that a name may mean, as it is or without the noun it begins with.
pub fn candidates(gazetteer: &Gazetteer, key: &str) -> Vec<Candidate> {
    let whole: Vec<Candidate> = gazetteer.candidates(key).collect();
    if !whole.is_empty() {
        return whole;
    }
    let Some((kinds, name)) = generic::split(key) else { return whole };
    gazetteer.candidates(name).filter(|candidate| kinds.contains(&gazetteer.kind(candidate.place))).collect()
}

fn is_capitals(document: &Document, mention: &Mention) -> bool {
    let mut words = document.tokens[mention.tokens.clone()].iter();
    words.all(|token| token.kind != TokenKind::Word || matches!(token.case, Case::Upper | Case::Single))
}
