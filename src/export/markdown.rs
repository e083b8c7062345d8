//! Markdown (CommonMark): a heading a hit, what matched in bold.

use std::io::{self, Write};

use super::Options;
use super::list::Layout;
use super::prose::{self, Piece};
use crate::safe::for_terminal;
use crate::search::Hit;

pub(super) struct Markdown {
    options: Options,
}

impl Markdown {
    pub fn new(options: Options) -> Self {
        Markdown { options }
    }
}

/// Text in which no character has a meaning to Markdown or HTML.
fn plain(text: &str) -> String {
    let text = for_terminal(text);
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '$') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A line that is a paragraph, whatever it begins with: no list, rule or heading.
fn paragraph(line: &str) -> String {
    let line = line.trim_start();
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match line[digits..].chars().next() {
        Some('-' | '+' | '=') if digits == 0 => format!("\\{line}"),
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        _ => line.to_owned(),
    }
}

/// What matched in bold; white space stays outside, where the stars need it.
fn marked(pieces: &[Piece<'_>]) -> String {
    let piece = |(text, matched): &Piece<'_>| if *matched { format!("**{}**", plain(text)) } else { plain(text) };
    pieces.iter().map(piece).collect()
}

impl Layout for Markdown {
    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let method = &self.options.method;
        writeln!(
            out,
            "# {}\n\n{} of {} dispatches · {} · {}\n",
            plain(&method.heading),
            method.hits,
            method.matching,
            method.made.strftime("%Y-%m-%d %H:%M"),
            method.tool
        )
    }

    fn hit(&self, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "## {}\\. {}\n", hit.rank, marked(&prose::headline(hit)))?;
        let facts = prose::facts(hit).join(" · ");
        if !facts.is_empty() {
            writeln!(out, "{}\n", paragraph(&plain(&facts)))?;
        }
        if self.options.full_text {
            prose::paragraphs(hit, |line| writeln!(out, "{}\n", paragraph(&marked(line))))?;
        } else if let snippet = prose::snippet(hit)
            && !snippet.is_empty()
        {
            writeln!(out, "{}\n", paragraph(&marked(&snippet)))?;
        }
        for note in prose::notes(hit) {
            writeln!(out, "{}\n", paragraph(&plain(&note)))?;
        }
        writeln!(out, "{} · {}\n", paragraph(&plain(&hit.dispatch.id)), plain(&hit.dispatch.source.path))
    }
}
