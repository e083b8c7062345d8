//! Text without any marks of its format: the first line is the headline, the rest the body.

use super::clean;
use crate::dispatch::Dispatch;

/// A first line longer than this, in characters, opens the body.
const LONGEST_HEADLINE: usize = 200;

/// Any text but a blank one.
pub fn recognises(text: &str) -> bool {
    !text.trim().is_empty()
}

/// Never fails; a text of one paragraph is an alert without headline.
pub fn read(text: &str) -> Dispatch {
    let mut body = clean::paragraphs(text);
    let titled = body.len() > 1 && body[0].chars().count() <= LONGEST_HEADLINE;
    let headline = if titled { body.remove(0) } else { String::new() };
    Dispatch { headline, body, ..Dispatch::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_first_paragraph_is_the_headline() {
        let dispatch = read("Crue de l'Orvine\n\nTrois ponts sont fermés.\nUn autre est surveillé.\n\nFin.");
        assert_eq!(dispatch.headline, "Crue de l'Orvine");
        assert_eq!(dispatch.body, ["Trois ponts sont fermés. Un autre est surveillé.", "Fin."]);
        assert_eq!(read("Séisme dans le Vallon").headline, "");
    }
}
