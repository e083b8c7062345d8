//! BibTeX in UTF-8: an `@article` a hit, as Zotero writes articles of newspapers.
//!
//! Titles stand in two pairs of braces, so that no style writes `OTAN` small. BibTeX counts braces whatever stands before
//! them, a backslash too: a brace of a text is a command, and one of an address is percent-encoded.

use std::io::{self, Write};

use super::authors::authors;
use super::columns::place;
use super::list::Layout;
use super::{Options, reference};
use crate::dispatch::Dispatch;
use crate::safe::for_terminal;
use crate::search::Hit;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

pub(super) struct Bibtex {
    options: Options,
}

impl Bibtex {
    pub fn new(options: Options) -> Self {
        Bibtex { options }
    }
}

/// Agency, day and the beginning of the identifier's hash: the same for a dispatch in every list, of those of a day no two
/// alike.
fn key(dispatch: &Dispatch) -> String {
    let agency: String =
        dispatch.provider.iter().flat_map(|name| name.chars()).filter(char::is_ascii_alphanumeric).collect();
    let day = reference::day(dispatch).map(|day| day.strftime("%Y%m%d").to_string()).unwrap_or_default();
    let hash = blake3::hash(format!("{}\n{}", dispatch.id, dispatch.version).as_bytes()).to_hex();
    format!("{}{day}-{}", if agency.is_empty() { "dispatch" } else { &agency }, &hash[..12])
}

/// Text in which no character has a meaning to TeX.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in for_terminal(text).chars() {
        match c {
            '\\' => out.push_str("{\\textbackslash}"),
            '{' => out.push_str("{\\textbraceleft}"),
            '}' => out.push_str("{\\textbraceright}"),
            '~' => out.push_str("{\\textasciitilde}"),
            '^' => out.push_str("{\\textasciicircum}"),
            '<' => out.push_str("{\\textless}"),
            '>' => out.push_str("{\\textgreater}"),
            '|' => out.push_str("{\\textbar}"),
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

impl Layout for Bibtex {
    fn hit(&self, hit: &Hit, out: &mut dyn Write) -> io::Result<()> {
        let dispatch = &hit.dispatch;
        let key = key(dispatch);
        write!(out, "@article{{{key}")?;
        let mut field = |name: &str, value: &str| -> io::Result<()> {
            if value.trim().is_empty() { Ok(()) } else { write!(out, ",\n  {name} = {{{}}}", value.trim()) }
        };
        field("title", &format!("{{{}}}", tex(dispatch.title())))?;
        // Without braces: biber takes those round a name for its own, as commands too. Nobody is called so.
        let authors = authors(dispatch).into_iter().map(|author| tex(&author.inverted().replace(['{', '}'], "")));
        field("author", &authors.filter(|name| !name.trim().is_empty()).collect::<Vec<_>>().join(" and "))?;
        field("journal", &tex(dispatch.provider.as_deref().unwrap_or_default()))?;
        let day = reference::day(dispatch);
        if let Some(day) = day {
            field("date", &day.to_string())?;
            field("year", &day.year().to_string())?;
        }
        field("address", &tex(place(dispatch).unwrap_or_default()))?;
        field("language", &tex(dispatch.language.as_deref().unwrap_or_default()))?;
        field("keywords", &tex(&reference::keywords(dispatch).join("; ")))?;
        field("abstract", &tex(&reference::summary(hit, self.options.full_text)))?;
        field("note", &tex(&format!("id: {}; {}", dispatch.id, reference::notes(hit).join("; "))))?;
        // As it is, for `\url`, to which `%` and `_` have no meaning.
        field("url", &reference::url(dispatch).unwrap_or_default())?;
        if let Some(month) = day.and_then(|day| MONTHS.get(usize::try_from(day.month()).ok()?.checked_sub(1)?)) {
            // A macro of BibTeX, so without braces.
            write!(out, ",\n  month = {month}")?;
        }
        write!(out, "\n}}\n\n")
    }
}
