//! What stands between STX and the text: takes, catch-lines, the headline, the byline. Its last line ends with `=`.
//!
//! dpa has takes in capitals and a byline there (`2ND LEAD`, headline, `By Ana Roy, dpa  =`), ATS catch-lines and a headline
//! of several lines (`Situation`, `France:`, `… =`), KNA a headline alone. AFP's old wire has no such mark: `FLASH` and then
//! the text.

use crate::dispatch::{Dispatch, Status};
use crate::french::loose::loose;
use crate::source::telegraph::{paragraphs, takes};
use crate::source::{advisory, agencies, clean, dateline};

/// The head has at most this many lines.
const MOST_LINES: usize = 12;
/// A line of capitals up to this long, in bytes, is a label: `2ND LEAD`, `URGENT`.
const LONGEST_LABEL: usize = 40;
/// A catch-line has at most this many characters.
const LONGEST_CATCH: usize = 30;
/// A headline without a mark has at most this many characters.
const LONGEST_HEADLINE: usize = 200;
/// Words for the kind of a dispatch, in loose spelling.
const GENRES: [&str; 22] = [
    "analyse",
    "chronologie",
    "citation",
    "citations",
    "dossier",
    "eclairage",
    "encadre",
    "entretien",
    "interview",
    "lead",
    "papier",
    "portrait",
    "presentation",
    "rappel",
    "reactions",
    "reportage",
    "resume",
    "revue de presse",
    "situation",
    "synthese",
    "temoignage",
    "verbatim",
];
/// What bylines begin with.
const BY: [&str; 4] = ["By ", "Von ", "Par ", "De notre "];

/// The lines of the head by what they are.
#[derive(Debug, Default)]
pub struct Head<'t> {
    /// How many lines belong to it.
    pub lines: usize,
    headline: Vec<&'t str>,
    byline: Vec<&'t str>,
    /// Takes in capitals, remarks in brackets, embargoes.
    notes: Vec<&'t str>,
    catches: Vec<&'t str>,
}

impl<'t> Head<'t> {
    /// Takes the head off `lines`; it may be empty.
    pub fn take(lines: &[&'t str]) -> Self {
        let mut head = Head::default();
        let Some(last) = marked_end(lines) else {
            head.take_unmarked(lines);
            return head;
        };
        head.lines = last + 1;
        let said = lines[..=last].iter().map(|line| line.trim().trim_end_matches(['=', ' '])).filter(|l| !l.is_empty());
        for line in said {
            head.add(line);
        }
        if head.headline.is_empty() {
            head.headline.extend(head.notes.pop());
        }
        head.part_catches();
        head
    }

    fn add(&mut self, line: &'t str) {
        if !self.byline.is_empty() || !self.headline.is_empty() && BY.iter().any(|by| line.starts_with(by)) {
            self.byline.push(line);
        } else if is_label(line) || line.starts_with('(') && line.ends_with(')') || advisory::is_advisory(line) {
            self.notes.push(line);
        } else {
            self.headline.push(line);
        }
    }

    /// Of lines that were ended long before the next word had no room, those without a colon are catch-lines.
    fn part_catches(&mut self) {
        let is_catch = |line: &str| line.chars().count() <= LONGEST_CATCH && line.split(' ').count() <= 3;
        let last = self.headline.len().saturating_sub(1);
        let begins = |next: &str| next.starts_with(|c: char| !c.is_lowercase());
        let count = (0..last).take_while(|&at| {
            let (line, next) = (self.headline[at], self.headline[at + 1]);
            is_catch(line) && !line.ends_with([':', ',', '-']) && begins(next)
        });
        let count = count.count();
        self.catches = self.headline.drain(..count).collect();
    }

    /// Labels, and a headline that shows itself by the dateline below it.
    fn take_unmarked(&mut self, lines: &[&'t str]) {
        while let Some(line) = lines.get(self.lines).map(|line| line.trim())
            && (line.is_empty() || is_label(line) && dateline::split(line, None).is_none())
            && self.lines < MOST_LINES
        {
            self.notes.extend(Some(line).filter(|line| !line.is_empty()));
            self.lines += 1;
        }
        let rest = &lines[self.lines..];
        let blank = |line: &str| paragraphs::is_blank(line) || line.starts_with([' ', '\t']);
        let length = rest.iter().take(MOST_LINES).position(|line| blank(line)).unwrap_or(0);
        let below = rest[length..].iter().map(|line| line.trim()).find(|line| !line.is_empty()).unwrap_or_default();
        let size: usize = rest[..length].iter().map(|line| line.chars().count()).sum();
        let open = rest[..length].last().is_some_and(|line| !line.trim().ends_with('.'));
        if open && size <= LONGEST_HEADLINE && dateline::split(below, None).is_some() {
            self.headline = rest[..length].iter().map(|line| line.trim()).collect();
            self.lines += length;
        }
    }

    /// Puts the parts into the record.
    pub fn fill(self, dispatch: &mut Dispatch) {
        dispatch.headline = clean::line(&self.headline.join(" ")).into_owned();
        dispatch.byline = byline(&self.byline.join(" "));
        for catch in self.catches {
            if dispatch.genre.is_none() && GENRES.contains(&loose(catch).as_str()) {
                dispatch.genre = Some(catch.to_owned());
            } else {
                dispatch.keywords.push(catch.to_owned());
            }
        }
        let status = self.notes.iter().find_map(|note| takes::status(note));
        dispatch.status = status.unwrap_or(Status::Usable);
        dispatch.notes.extend(self.notes.into_iter().map(str::to_owned));
    }
}

/// The line that ends with `=`, before any dateline.
fn marked_end(lines: &[&str]) -> Option<usize> {
    let head = lines.iter().take(MOST_LINES).map(|line| line.trim());
    let ends = head
        .take_while(|line| dateline::split(line, None).is_none_or(|(_, at)| at == line.len() && line.ends_with('=')));
    ends.enumerate().find(|(_, line)| line.ends_with('=')).map(|(at, _)| at)
}

fn is_label(line: &str) -> bool {
    line.len() <= LONGEST_LABEL
        && line.contains(char::is_alphabetic)
        && !line.contains(char::is_lowercase)
        && !line.ends_with(['.', '!', '?'])
}

/// `Ana Roy` of `By Ana Roy, dpa`.
fn byline(line: &str) -> Option<String> {
    let line = clean::line(line);
    let by = BY[..3].iter().find_map(|by| line.strip_prefix(by)).unwrap_or(&line);
    let names = by.split(", ").filter(|name| agencies::canonical(name).is_none()).collect::<Vec<_>>().join(", ");
    let names = names.replace(", and ", " and ");
    (!names.is_empty()).then_some(names)
}

/// Takes keywords off the first lines of a text without STX, and says how many lines they were: `/politics/EU/`,
/// `Bundestag/Kinder`, `Mali-présidentielle`.
pub fn unmarked_keywords(dispatch: &mut Dispatch, lines: &[&str]) -> usize {
    let blank = |line: &str| line.trim().is_empty();
    let at = lines.iter().take_while(|line| blank(line)).count();
    let line = lines.get(at).map(|line| line.trim()).unwrap_or_default();
    let slashed = line.contains('/') && !line.ends_with(['=', '.']) && dateline::split(line, None).is_none();
    let hyphened = line.contains('-') && !line.contains(' ');
    let more = lines[at..].iter().skip(1).any(|line| !blank(line));
    if !(more && (slashed || hyphened) && line.len() <= LONGEST_HEADLINE) {
        return 0;
    }
    super::keyword_lines(dispatch, std::iter::once(line));
    at + 1
}
