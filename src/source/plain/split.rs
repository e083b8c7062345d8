//! Plain text with several dispatches one after the other, parted by rules, `NNNN` or form feeds.
//!
//! A rule parts nothing by itself: what follows must open as a dispatch does, with a block of headers, or with a dateline
//! below a headline. So a text keeps the rules that merely adorn it.

use std::io::BufRead;

use super::{header, page, paragraphs};
use crate::dispatch::Dispatch;
use crate::source::fault::{Fault, Place, Skip, SkipReason};
use crate::source::read::Options;
use crate::source::reader::{Head, Input, Item, Reader};
use crate::source::{advisory, dateline};

/// A dateline stands within this many lines at the head of a dispatch.
const DEEPEST_DATELINE: usize = 5;
/// A headline has at most this many bytes.
const LONGEST_HEADLINE: usize = 300;
/// What stands before the first dispatch is passed over when it is not longer than this, in bytes: the name of a folder.
const LONGEST_PREFACE: usize = 200;

/// Reads text files of several dispatches.
pub struct Texts;

impl Reader for Texts {
    fn name(&self) -> &'static str {
        "texts"
    }

    fn recognises(&self, head: &Head) -> bool {
        let mut parts = parts(head.text).filter(|part| !part.trim().is_empty());
        let Some(first) = parts.next() else { return false };
        let first_opens = opens(first);
        let more = parts.filter(|part| opens(part)).take(2).count();
        if first_opens { more >= 1 } else { first.trim().len() <= LONGEST_PREFACE && more >= 2 }
    }

    fn streams(&self) -> bool {
        true
    }

    fn read(&self, input: Input, options: &Options, sink: &mut dyn FnMut(Item)) -> Result<(), Fault> {
        let mut gathered = Gathered::new(usize::try_from(options.max_dispatch_bytes).unwrap_or(usize::MAX), sink);
        match input {
            Input::Text(text) => text.split_inclusive('\n').for_each(|line| gathered.line(line)),
            Input::Stream(bytes) => each_line(bytes, &mut gathered)?,
        }
        gathered.end();
        Ok(())
    }
}

/// Hands on line by line, and lines that never end in pieces.
fn each_line(bytes: &mut dyn BufRead, gathered: &mut Gathered) -> Result<(), Fault> {
    const LONGEST_LINE: u64 = 1 << 20;
    let mut line = Vec::new();
    loop {
        line.clear();
        if std::io::Read::take(&mut *bytes, LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        gathered.line(&String::from_utf8_lossy(&line));
    }
}

/// What lies between the rules of `text`.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut at = 0;
        for line in text.split_inclusive(['\n', '\u{c}']) {
            let next = at + line.len();
            if is_rule(line) || line.ends_with('\u{c}') {
                rest = Some(&text[next..]);
                let end = if is_rule(line) { at } else { next };
                return Some(&text[..end]);
            }
            at = next;
        }
        rest = None;
        Some(text)
    })
}

/// `---`, `* * *`, `NNNN`.
fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let Some(first) = line.chars().next() else { return false };
    if first == 'N' {
        return line == "NNNN";
    }
    let mark = matches!(first, '-' | '*' | '=' | '_' | '#' | '~' | '+' | '–' | '—' | '•');
    mark && line.chars().all(|c| c == first || c == ' ') && line.chars().filter(|c| *c == first).count() >= 3
}

/// Whether `part` opens as a dispatch does.
fn opens(part: &str) -> bool {
    if header::recognises(part) {
        return true;
    }
    let lines = part.lines().map(str::trim).filter(|line| !line.is_empty() && !advisory::is_advisory(line));
    let mut lines = lines.take(DEEPEST_DATELINE);
    let Some(first) = lines.next() else { return false };
    if let Some((dateline, _)) = dateline::split(first, None) {
        // Without a headline above it, only an agency is proof enough.
        return dateline.agency.is_some();
    }
    let headline = first.len() <= LONGEST_HEADLINE && !first.ends_with('.') && first.contains(char::is_alphabetic);
    headline && lines.any(|line| dateline::split(line, None).is_some())
}

/// The text of one dispatch while it is being gathered.
struct Gathered<'s> {
    limit: usize,
    sink: &'s mut dyn FnMut(Item),
    /// What is known to belong to the dispatch.
    text: String,
    /// What was read since the last rule.
    part: String,
    /// How many dispatches there were, the one that is being gathered included.
    number: u64,
    too_long: bool,
}

impl<'s> Gathered<'s> {
    fn new(limit: usize, sink: &'s mut dyn FnMut(Item)) -> Self {
        Gathered { limit, sink, text: String::new(), part: String::new(), number: 1, too_long: false }
    }

    fn line(&mut self, line: &str) {
        if is_rule(line) {
            return self.end_of_part();
        }
        let mut pieces = line.split('\u{c}').peekable();
        while let Some(piece) = pieces.next() {
            self.too_long |= self.part.len() + piece.len() > self.limit;
            if !self.too_long {
                self.part.push_str(piece);
            }
            if pieces.peek().is_some() {
                self.end_of_part();
            }
        }
    }

    /// Gives what was gathered, if the part is the beginning of another dispatch; else the part belongs to it, and a rule
    /// that adorns the text parts two of its paragraphs.
    fn end_of_part(&mut self) {
        let part = std::mem::take(&mut self.part);
        if self.too_long || opens(&part) || self.text.len() + part.len() > self.limit {
            self.give();
            self.text = part;
        } else {
            self.text.push('\n');
            self.text.push_str(&part);
        }
        if std::mem::take(&mut self.too_long) {
            let reason = format!("a record of more than {} bytes, which is the most that is read", self.limit);
            (self.sink)(Skip { at: Place::Record(self.number), reason: SkipReason::Broken(reason) }.into());
            self.number += 1;
            self.text.clear();
        }
    }

    fn give(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !paragraphs::recognises(&text) {
            return;
        }
        let is_preface = self.number == 1 && text.trim().len() <= LONGEST_PREFACE && !opens(&text);
        if is_preface {
            let reason = SkipReason::NotADispatch(format!("text above the first dispatch: `{}`", text.trim()));
            return (self.sink)(Skip { at: Place::Line(1), reason }.into());
        }
        self.number += 1;
        (self.sink)(dispatch(&text).into());
    }

    fn end(&mut self) {
        self.end_of_part();
        self.give();
    }
}

/// Reads one of them, as if it were a file.
fn dispatch(text: &str) -> Dispatch {
    if header::recognises(text) {
        header::read(text)
    } else if page::recognises(text) {
        page::read(text)
    } else {
        paragraphs::read(text)
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use proptest::prelude::*;

    use super::*;

    const ONE: &str = "Le port rouvre\n\nBREST, 12 mars 2025 (AFP) - Le port de Brest a rouvert.\n";
    const TWO: &str = "Titre: Le quai ferme\nDate: 12/03/2025\n\nLe quai de Brest a fermé.\n";
    const ALERT: &str = "BREST, 13 mars 2025 (AFP) - Un bateau est arrivé au port.\n";

    fn read(input: Input, limit: u64) -> (Vec<Dispatch>, Vec<String>) {
        let (mut found, mut skips) = (Vec::new(), Vec::new());
        let options = Options { max_dispatch_bytes: limit, ..Options::default() };
        Texts
            .read(input, &options, &mut |item| match item {
                Item::Dispatch(dispatch) => found.push(*dispatch),
                Item::Skipped(skip) => skips.push(skip.to_string()),
            })
            .unwrap();
        (found, skips)
    }

    fn recognises(text: &str) -> bool {
        Texts.recognises(&Head { text, whole: true })
    }

    #[test]
    fn several_dispatches_are_parted() {
        for rule in ["---\n", "\n*  *  *\n\n", "NNNN\n", "\u{c}", "\r\n=========\r\n", "——————\n"] {
            let text = [ONE, TWO, ALERT].join(rule);
            assert!(recognises(&text), "{text:?}");
            let (found, skips) = read(Input::Text(&text), 1000);
            let titles: Vec<_> = found.iter().map(|dispatch| dispatch.title()).collect();
            assert_eq!(titles, ["Le port rouvre", "Le quai ferme", "Un bateau est arrivé au port."], "{rule:?}");
            assert!(skips.is_empty() && found.iter().all(|dispatch| dispatch.body.len() == 1), "{rule:?}");
        }
    }

    #[test]
    fn a_rule_that_adorns_parts_nothing() {
        for text in [
            format!("{ONE}---\nLa suite du texte, sans rien d'une dépêche.\n"),
            format!("{ONE}***\nRappel des faits\n\nLe port était fermé depuis lundi.\n***\n"),
            "Un texte.\n---\nUn autre.\n".to_owned(),
            format!("Une longue page de présentation. {}\n---\n{ONE}", "Elle parle du port. ".repeat(12)),
            format!("{ONE}NNNN\n"),
            "---\n".to_owned(),
            String::new(),
        ] {
            assert!(!recognises(&text), "{text:?}");
        }
        let text = format!("{ONE}---\nLa suite du texte.\n---\n{TWO}");
        let (found, _) = read(Input::Text(&text), 1000);
        assert_eq!(found.iter().map(|dispatch| dispatch.body.len()).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn what_stands_above_the_first_is_told() {
        let text = format!("Dépêches du 12 mars\n=====\n{ONE}=====\n{TWO}");
        assert!(recognises(&text));
        let (found, skips) = read(Input::Text(&text), 1000);
        assert_eq!(found.len(), 2);
        assert_eq!(skips, ["line 1: not a dispatch: text above the first dispatch: `Dépêches du 12 mars`"]);
    }

    #[test]
    fn one_that_is_too_long_costs_no_other() {
        let long = format!("{ONE}{}", "Encore une ligne.\n".repeat(100));
        let text = [ONE, &long, TWO].join("---\n");
        let (found, skips) = read(Input::Text(&text), 500);
        assert_eq!((found.len(), skips.len()), (2, 1));
        assert!(skips[0].starts_with("record 2: a record of more than 500 bytes"), "{skips:?}");
    }

    proptest! {
        #[test]
        fn a_stream_gives_what_a_text_gives(
            pieces in prop::collection::vec(
                prop_oneof![
                    Just(ONE.to_owned()), Just(TWO.to_owned()), Just(ALERT.to_owned()), Just("---\n".to_owned()),
                    Just("\u{c}".to_owned()), Just("NNNN\n".to_owned()), "[a-zé\n*]{0,20}",
                ],
                0..12,
            ),
            size in 1usize..40,
        ) {
            let text = pieces.concat();
            let _ = recognises(&text);
            let mut stream = BufReader::with_capacity(size, text.as_bytes());
            prop_assert_eq!(read(Input::Text(&text), 300), read(Input::Stream(&mut stream), 300));
        }
    }
}
