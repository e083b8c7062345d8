//! The head of a page: everything above the first paragraph.

use super::credits::{is_byline, is_dated};
use super::sift::is_sentence;
use crate::french::loose::loose;
use crate::source::{advisory, clean, dateline};

/// The last line of the head is looked for among this many lines below the headline.
const DEEPEST: usize = 14;

/// A head may hold this many sentences: a standfirst, seldom a second one.
const MOST_SENTENCES: usize = 2;

/// The parts of the head of a page, as lines.
#[derive(Default)]
pub(super) struct Head<'t> {
    pub(super) topics: Vec<&'t str>,
    pub(super) headline: &'t str,
    pub(super) standfirst: Vec<&'t str>,
    pub(super) credits: Vec<&'t str>,
    pub(super) place: Option<&'t str>,
    pub(super) dateline: Option<&'t str>,
    pub(super) notes: Vec<&'t str>,
    /// Where the body begins, among the lines.
    pub(super) end: usize,
    repeated: bool,
}

impl<'t> Head<'t> {
    /// Takes the head of `lines` apart; `None` when no line can be the headline.
    pub(super) fn find(lines: &[&'t str]) -> Option<Self> {
        let mut head = Head::default();
        let at = head.above_headline(lines)?;
        head.headline = lines[at];
        head.end = at + 1;
        let end = head.last(lines, at).map_or(at + 1, |last| last + 1);
        for (i, line) in lines.iter().enumerate().take(end).skip(at + 1) {
            let next = lines.get(i + 1).copied().unwrap_or_default();
            head.take(line, lines[i - 1], next);
        }
        head.end = end;
        head.below(lines);
        Some(head)
    }

    /// Whether there is something that only pages have.
    pub(super) fn is_of_a_page(&self) -> bool {
        self.repeated || !self.credits.is_empty() || self.dateline.is_some()
    }

    /// Takes the lines above the headline, and says where that is.
    fn above_headline(&mut self, lines: &[&'t str]) -> Option<usize> {
        for (at, line) in lines.iter().enumerate() {
            let more = at + 1 < lines.len();
            if advisory::is_advisory(line) {
                self.notes.push(line);
            } else if more && (is_dated(line) || is_byline(line)) {
                self.credits.push(line);
            } else if let Some(labels) = rubric(line).filter(|_| more && self.topics.is_empty()) {
                self.topics = labels;
            } else {
                return Some(at);
            }
        }
        None
    }

    /// The last line of the head that shows itself as such; a line of the body comes after it.
    fn last(&self, lines: &[&str], headline: usize) -> Option<usize> {
        let mut sentences = 0;
        let mut last = None;
        let window = lines.len().saturating_sub(1).min(headline + 1 + DEEPEST);
        for (i, line) in lines.iter().enumerate().take(window).skip(headline + 1) {
            if self.repeats(line) || is_dated(line) || is_byline(line) || is_dateline(line) {
                last = Some(i);
            } else if is_sentence(line) {
                sentences += 1;
                if sentences > MOST_SENTENCES {
                    break;
                }
            }
        }
        last
    }

    /// Puts a line between headline and body where it belongs.
    fn take(&mut self, line: &'t str, before: &str, next: &str) {
        if self.repeats(line) {
            self.repeated = true;
        } else if is_dateline(line) {
            self.dateline = Some(line);
        } else if is_dated(line) || is_byline(line) {
            self.credits.push(line);
        } else if advisory::is_advisory(line) {
            self.notes.push(line);
        } else if self.credits.is_empty() && is_dated(next) && is_author(line) {
            self.credits.push(line);
        } else if self.is_place(line, before, next) {
            self.place = Some(line);
        } else if let Some(labels) = rubric(line).filter(|_| self.topics.is_empty() && !is_dateline(next)) {
            self.topics = labels;
        } else if self.standfirst.last() != Some(&line) {
            self.standfirst.push(line);
        }
    }

    /// Takes a place line, or a sub-head in the manner of Anadolu, that stands right above the body.
    fn below(&mut self, lines: &[&'t str]) {
        let Some([line, next, ..]) = lines.get(self.end..) else { return };
        if self.standfirst.is_empty() && line.starts_with("- ") && !next.starts_with("- ") {
            self.standfirst.push(line);
            self.end += 1;
        } else if self.is_of_a_page() && self.place.is_none() && is_place_line(line) && is_sentence(next) {
            self.place = Some(line);
            self.end += 1;
        }
    }

    /// Whether a line of the head names a place. Between the repeated headline and the dateline, where Anadolu has the
    /// region, small words are no obstacle: `Frioul-Vénétie julienne`.
    fn is_place(&self, line: &str, before: &str, next: &str) -> bool {
        let (above, below) = (self.repeats(before) || is_dated(before), is_dateline(next));
        is_place_line(line) && (above || below) || is_label(line) && above && below
    }

    fn repeats(&self, line: &str) -> bool {
        clean::same(line, self.headline)
    }
}

/// Whether `line` is a dateline and nothing else.
fn is_dateline(line: &str) -> bool {
    dateline::split(line, None).is_some_and(|(_, at)| at == line.len())
}

/// Whether `line` is the name of a place and nothing else.
fn is_place_line(line: &str) -> bool {
    line.len() <= 60 && !line.contains(['/', '.']) && dateline::is_place(line) && line.split(' ').count() <= 5
}

/// Whether `line` is a few words that begin with a capital, without any punctuation.
fn is_label(line: &str) -> bool {
    let word = |c: char| c.is_alphabetic() || c.is_whitespace() || matches!(c, '-' | '\'' | '’');
    line.len() <= 60
        && line.starts_with(char::is_uppercase)
        && line.chars().all(word)
        && line.split_whitespace().count() <= 5
}

/// Whether `line` is the name of a person and nothing else.
fn is_author(line: &str) -> bool {
    let words = line.split_whitespace();
    line.len() <= 60
        && (2..=5).contains(&words.clone().count())
        && words.clone().all(|w| w.starts_with(char::is_uppercase))
}

/// Labels that may be a rubric alone; others need a second label beside them, or to be one word.
const RUBRICS: [&str; 12] = [
    "faits divers",
    "faits-divers",
    "proche-orient",
    "moyen-orient",
    "high-tech",
    "pays de la loire",
    "nouvelles technologies",
    "sciences et sante",
    "politique internationale",
    "union europeenne",
    "vie locale",
    "en bref",
];

/// The labels of a line of rubrics: `Politique, Monde`, `Accueil > Sports > Voile`.
fn rubric(line: &str) -> Option<Vec<&str>> {
    if line.len() > 90 || line.contains(['.', '?', '!', ':', ';', '«', '"', '(']) {
        return None;
    }
    let labels: Vec<&str> = line.split([',', '/', '>', '|', '›', '»', '•', '·']).map(str::trim).collect();
    let label_like = |label: &&str| {
        let words = label.split([' ', '\u{a0}']).count();
        words <= 4 && label.chars().count() <= 30 && label.starts_with(char::is_uppercase)
    };
    let alone = labels.len() == 1 && line.contains([' ', '\u{a0}']) && !RUBRICS.contains(&loose(line).as_str());
    if alone || !labels.iter().all(label_like) {
        return None;
    }
    Some(labels.into_iter().filter(|label| loose(label) != "accueil").collect())
}
