//! `Chérif et Saïd Kouachi`: given names that share the surname of the last.

use std::collections::{HashMap, HashSet};

use super::super::document::Document;
use super::super::mention::Mention;
use super::name::{Form, is_particle};
use crate::annotate::given;

/// The full forms of people who are named by their given name before a relative's full name: the index of a mention, and
/// the form with the surname put in.
///
/// `forms` are those of `mentions`, one for one. Only known given names count, and none that belongs to another surname in
/// the same dispatch, so that `Macron et Angela Merkel` and `Sarah et Marc Lavoine` stay what they are.
pub fn completed(document: &Document, mentions: &[&Mention], forms: &[Form]) -> Vec<(usize, Form)> {
    let mut found = Vec::new();
    let mut surnames: HashMap<&str, HashSet<&str>> = HashMap::new();
    for form in forms.iter().filter(|form| form.is_full()) {
        surnames.entry(form.first()).or_default().insert(form.last());
    }
    for (last, form) in forms.iter().enumerate() {
        if !form.is_full() {
            continue;
        }
        let surname = surname(form);
        if surname.chars().count() < 2 {
            continue;
        }
        let mut joint = &["et", "&"][..];
        let mut next = last;
        while next > 0 {
            let (before, here) = (mentions[next - 1], mentions[next]);
            let between = before.tokens.end..here.tokens.start;
            let [given] = forms[next - 1].words.as_slice() else { break };
            if between.len() != 1 || !joint.contains(&document.word(between.start)) || given::gender(given).is_none() {
                break;
            }
            let others = surnames.get(given.as_str());
            if others.is_none_or(|others| others.len() == 1 && others.contains(form.last())) {
                let text = format!("{} {surname}", forms[next - 1].text);
                found.push((next - 1, Form::new(&text)));
            }
            joint = &[","];
            next -= 1;
        }
    }
    found
}

/// What follows the given name: from the first particle, else from the second word on.
fn surname(form: &Form) -> String {
    let words: Vec<&str> = form.text.split(' ').collect();
    let particle = words.iter().skip(1).position(|word| is_particle(&word.to_lowercase())).map(|at| at + 1);
    words[particle.unwrap_or(1).min(words.len() - 1)..].join(" ")
}
