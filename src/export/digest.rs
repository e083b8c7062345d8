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

/// Lines of at most [`WIDTH`] characters, cut at ordinary spaces where French typography lets a line end.
fn wrapped(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let mut length = 0;
    for word in unbroken(text) {
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

/// The pieces between which a line may end: not before `»`, `:`, `;`, `!` and `?`, nor behind `«`, whose non-breaking spaces
/// reading has made plain.
fn unbroken(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text.trim_matches(' ');
    std::iter::from_fn(move || {
        let may_end = |&(at, _): &(usize, &str)| {
            let (before, after) = (rest[..at].trim_end_matches(' '), rest[at..].trim_start_matches(' '));
            !before.ends_with('«') && !after.starts_with(['»', ':', ';', '!', '?'])
        };
        let end = rest.match_indices(' ').find(may_end).map_or(rest.len(), |(at, _)| at);
        let (word, others) = rest.split_at(end);
        rest = others.trim_start_matches(' ');
        (!word.is_empty()).then_some(word)
    })
}

impl Layout for Digest {
    fn head(&self, out: &mut dyn Write) -> io::Result<()> {
        let method = &self.options.method;
        wrapped(out, &for_terminal(&method.heading))?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_where_french_lets_it() {
        let words = |text: &'static str| unbroken(text).collect::<Vec<_>>();
        assert_eq!(words("Il dit : « Non ! » et  part ?"), ["Il", "dit :", "« Non ! »", "et", "part ?"]);
        assert_eq!((words(""), words(" a "), words("« »")), (vec![], vec!["a"], vec!["« »"]));
    }
}
