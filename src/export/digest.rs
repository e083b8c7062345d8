//! Plain text to be mailed: headline, facts and text of each hit, what matched between asterisks.

use std::io::{self, Write};

use super::Options;
use super::list::Layout;
use super::prose::{self, Piece};
use crate::safe::for_terminal;
use crate::search::Hit;

/// Columns of a line, as mail has them.
const WIDTH: usize = 76;

pub(super) struct Digest {
    options: Options,
}

impl Digest {
    pub fn new(options: Options) -> Self {
        Digest { options }
    }
}

fn marked(pieces: &[Piece<'_>]) -> String {
    let piece = |(text, matched): &Piece<'_>| {
        let text = for_terminal(text);
        if *matched { format!("*{text}*") } else { text.into_owned() }
    };
    pieces.iter().map(piece).collect()
}

/// Lines of at most [`WIDTH`] characters, cut at ordinary spaces: a non-breaking one holds.
fn wrapped(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let mut length = 0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let word_length = word.chars().count();
        if length > 0 && length + 1 + word_length > WIDTH {
            writeln!(out)?;
            length = 0;
        }
        if length > 0 {
            write!(out, " ")?;
            length += 1;
        }
        write!(out, "{word}")?;
        length += word_length;
    }
    writeln!(out)
}

impl Layout for Digest {
    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let method = &self.options.method;
        let title = if method.query.trim().is_empty() { &method.meaning } else { &method.query };
        wrapped(out, &for_terminal(title))?;
        let made = method.made.strftime("%Y-%m-%d %H:%M");
        writeln!(out, "{} of {} dispatches · {made} · {}", method.hits, method.matching, method.tool)
    }

    fn hit(&self, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n{}\n", "-".repeat(WIDTH))?;
        wrapped(out, &format!("{}. {}", hit.rank, marked(&prose::headline(hit))))?;
        wrapped(out, &for_terminal(&prose::facts(hit).join(" · ")))?;
        if self.options.full_text {
            prose::paragraphs(hit, |line| {
                writeln!(out)?;
                wrapped(out, &marked(line))
            })?;
        } else if let snippet = prose::snippet(hit)
            && !snippet.is_empty()
        {
            writeln!(out)?;
            wrapped(out, &marked(&snippet))?;
        }
        for note in prose::notes(hit) {
            writeln!(out)?;
            wrapped(out, &for_terminal(&note))?;
        }
        writeln!(out, "\n{}\n{}", for_terminal(&hit.dispatch.id), for_terminal(&hit.dispatch.source.path))
    }
}
