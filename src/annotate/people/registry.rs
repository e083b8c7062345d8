//! Who is who in one dispatch.

use std::collections::HashMap;

use super::known;
use super::name::{Form, is_slip, relation};
use super::title::Title;
use crate::annotate::given::{self, Gender};

/// Entries that one look-up compares with, so that a hostile text of a hundred thousand Martins stays linear.
const CANDIDATES: usize = 48;

/// An individual, and how the dispatch writes them.
pub struct Individual {
    /// The fullest form.
    pub name: String,
    /// What stands in the text, the name first.
    pub forms: Vec<String>,
    /// Indices into the mentions, in the order of the text.
    pub mentions: Vec<usize>,
}

struct Entry {
    form: Form,
    gender: Option<Gender>,
    /// Every form with how often it stands there: as completed, and as written.
    forms: Vec<(Form, Form, u32)>,
    mentions: Vec<usize>,
}

/// The people of a dispatch while it is read.
#[derive(Default)]
pub struct Registry {
    entries: Vec<Entry>,
    by_key: HashMap<String, usize>,
    by_last: HashMap<String, Vec<usize>>,
    by_first: HashMap<String, Vec<usize>>,
    by_initials: HashMap<String, usize>,
    /// By the number of a well-known person.
    known: HashMap<usize, usize>,
    /// By surname, the entry that was named last.
    latest: HashMap<String, usize>,
}

impl Registry {
    /// Makes a full form known: as a form of an entry that it belongs to, else as a new one.
    pub fn enter(&mut self, form: &Form, gender: Option<Gender>) -> usize {
        if let Some(&known) = self.by_key.get(&form.key()) {
            self.entries[known].gender = self.entries[known].gender.or(gender);
            return known;
        }
        let known = known::person(form);
        let same = known.and_then(|person| self.known.get(&person).copied());
        let who = same.or_else(|| self.related(form)).unwrap_or_else(|| self.add(form, gender));
        self.by_key.insert(form.key(), who);
        if let Some(person) = known {
            self.known.entry(person).or_insert(who);
        }
        who
    }

    /// The individual that a naming means; a surname that nobody known bears makes a new one, a family's does not.
    pub fn who(&mut self, form: &Form, title: Title) -> Option<usize> {
        if let Some(&known) = self.by_key.get(&form.key()).filter(|_| form.is_full()) {
            self.latest.insert(form.last().to_owned(), known);
            return Some(known);
        }
        let known = self.by_surname(form, title).or_else(|| self.by_other_means(form, title));
        if known.is_none() && title.family {
            return None;
        }
        let who = known.unwrap_or_else(|| self.add(form, title.gender));
        let entry = &mut self.entries[who];
        entry.gender = entry.gender.or(title.gender);
        self.latest.insert(form.last().to_owned(), who);
        Some(who)
    }

    /// Notes that `who` is named by `written`, which stands for `form`.
    pub fn count(&mut self, who: usize, written: &Form, form: &Form, mention: usize) {
        let entry = &mut self.entries[who];
        entry.mentions.push(mention);
        match entry.forms.iter_mut().find(|(_, seen, _)| seen.text == written.text) {
            Some((_, _, count)) => *count += 1,
            None => entry.forms.push((form.clone(), written.clone(), 1)),
        }
    }

    /// Everybody who was named.
    pub fn into_individuals(self) -> Vec<Individual> {
        self.entries.into_iter().filter(|entry| !entry.mentions.is_empty()).map(Entry::into_individual).collect()
    }

    fn add(&mut self, form: &Form, gender: Option<Gender>) -> usize {
        let who = self.entries.len();
        let given = given::gender(form.first()).flatten().filter(|_| form.is_full());
        self.entries.push(Entry {
            form: form.clone(),
            gender: gender.or(given),
            forms: Vec::new(),
            mentions: Vec::new(),
        });
        self.by_last.entry(form.last().to_owned()).or_default().push(who);
        if form.is_full() {
            self.by_first.entry(form.first().to_owned()).or_default().push(who);
            for initials in form.initials() {
                self.by_initials.entry(initials).or_insert(who);
            }
        }
        who
    }

    /// The entry that a full form is a way of writing.
    fn related(&self, form: &Form) -> Option<usize> {
        let ends_alike = self.by_last.get(form.last()).into_iter().flatten();
        let begins_alike = self.by_first.get(form.first()).into_iter().flatten();
        let reversed = self.by_last.get(form.first()).into_iter().flatten();
        let all = ends_alike.take(CANDIDATES).chain(begins_alike.take(CANDIDATES)).chain(reversed.take(CANDIDATES));
        all.filter_map(|&who| Some((relation(form, &self.entries[who].form)?, who)))
            .max_by_key(|&(relation, who)| (relation, std::cmp::Reverse(who)))
            .map(|(_, who)| who)
    }

    /// By the surname alone: whoever was named last, else whoever comes first.
    fn by_surname(&self, form: &Form, title: Title) -> Option<usize> {
        let fits = |who: &usize| {
            let entry = &self.entries[*who];
            let ends_alike = entry.form.words.ends_with(&form.words)
                || (form.text.starts_with(char::is_lowercase) && entry.form.last() == form.last());
            ends_alike && agree(entry.gender, title.gender)
        };
        let latest = self.latest.get(form.last()).copied().filter(|who| fits(who));
        latest.or_else(|| self.by_last.get(form.last())?.iter().copied().take(CANDIDATES).find(|who| fits(who)))
    }

    /// By the given name, by initials, or by a form that is one slip of the pen away.
    fn by_other_means(&self, form: &Form, title: Title) -> Option<usize> {
        let agrees = |who: &usize| agree(self.entries[*who].gender, title.gender);
        let mut known = None;
        if let [word] = form.words.as_slice() {
            let capitals = form.text.chars().all(char::is_uppercase) && (2..=5).contains(&form.text.chars().count());
            known = if capitals { self.by_initials.get(word).copied() } else { None };
            known = known.or_else(|| self.known.get(&known::person(form)?).copied());
            known = known.or_else(|| {
                let namesakes = self.by_first.get(word)?;
                let named = |who: &&usize| !self.entries[**who].mentions.is_empty();
                namesakes.iter().rev().find(named).or(namesakes.first()).copied().filter(agrees)
            });
        }
        known.or_else(|| {
            let slips = |entry: &Entry| is_slip(entry.form.last(), form.last());
            let last = form.last().chars().count() > 5;
            let found = self.entries.iter().take(CANDIDATES * 4).position(|entry| last && slips(entry));
            found.filter(agrees).filter(|_| !form.is_full())
        })
    }
}

/// Nothing is known against their being one.
fn agree(a: Option<Gender>, b: Option<Gender>) -> bool {
    a.is_none() || b.is_none() || a == b
}

impl Entry {
    fn into_individual(self) -> Individual {
        let best = self.forms.iter().enumerate().max_by_key(|(at, (form, _, count))| {
            let spelled_out = form.words.iter().filter(|word| word.len() > 1).count();
            (form.is_full(), spelled_out, form.words.len(), *count, std::cmp::Reverse(*at))
        });
        let name = best.map_or(&self.form, |(_, (form, _, _))| form).text.clone();
        let mut forms: Vec<(String, u32)> =
            self.forms.into_iter().map(|(_, written, count)| (written.text, count)).collect();
        forms.sort_by(|a, b| (b.0 == name).cmp(&(a.0 == name)).then(b.1.cmp(&a.1)));
        Individual { name, forms: forms.into_iter().map(|(form, _)| form).collect(), mentions: self.mentions }
    }
}
