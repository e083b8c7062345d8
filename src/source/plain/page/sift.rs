//! The lines of a page that belong to the dispatch.

use crate::source::agencies;
use crate::source::boilerplate::{self, Furniture};
use crate::source::plain::blocks::ends_sentence;

/// A page without its furniture.
pub struct Sifted<'t> {
    pub lines: Vec<&'t str>,
    /// How many lines of furniture there were.
    pub furniture: usize,
    /// The agency whose notices stand on the page.
    pub agency: Option<&'static str>,
    /// The notice of rights, such as `© 2025 AFP`.
    pub rights: Option<&'t str>,
}

/// Drops the furniture of a tidy page, and everything from the first line that ends the dispatch.
///
/// Such a line ends nothing before there is a sentence: banners also stand at the top.
pub fn sift(text: &str) -> Sifted<'_> {
    let mut sifted = Sifted { lines: Vec::new(), furniture: 0, agency: None, rights: None };
    let mut begun = false;
    let mut link = false;
    for line in text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
        let after_link = std::mem::take(&mut link);
        let Some(found) = boilerplate::recognise(line) else {
            if !after_link || is_sentence(line) || !begun {
                sifted.lines.push(line);
                begun |= is_sentence(line);
            }
            continue;
        };
        // Wires end with a notice of rights too.
        sifted.furniture += usize::from(!boilerplate::is_copyright(line));
        sifted.agency = sifted.agency.or(found.agency);
        if sifted.rights.is_none() && boilerplate::is_copyright(line) && !line.contains('/') {
            sifted.rights = Some(line);
            sifted.agency = sifted.agency.or(holder(line));
        }
        match found.furniture {
            Furniture::Line => {}
            Furniture::Link => link = true,
            Furniture::End if begun => break,
            Furniture::End => {}
        }
    }
    sifted
}

/// The agency that holds the rights in `© 2025 AFP`.
fn holder(notice: &str) -> Option<&'static str> {
    agencies::canonical(notice.trim_matches(|c: char| !c.is_alphabetic()))
}

/// Whether `line` is running text: a headline has no full stop, a credit is short.
pub(super) fn is_sentence(line: &str) -> bool {
    line.len() >= 60 && ends_sentence(line) || line.len() >= 250
}
