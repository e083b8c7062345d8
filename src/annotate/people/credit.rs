//! Names that are no people of the story: who wrote, translated, photographed, edited.

use std::ops::Range;

use super::super::document::Document;

/// How many tokens before a name may say that it is a credit.
const REACH: usize = 6;
/// A line of at most this many tokens may be nothing but a credit.
const LINE: usize = 12;

/// Whether the name on `tokens` is a credit by what stands around it.
pub fn is_credit(document: &Document, tokens: &Range<usize>) -> bool {
    let at = document.passages.partition_point(|passage| passage.tokens.end <= tokens.start);
    let Some(passage) = document.passages.get(at).map(|passage| passage.tokens.clone()) else { return false };
    let word = |token: usize| document.word(token);
    let short = passage.len() <= LINE;
    if short && passage.start + 1 == tokens.start && word(passage.start).eq_ignore_ascii_case("par") {
        return true;
    }
    // `Photo Ana Roy / AFP`, `© Ana Roy/REUTERS`: a stroke and an agency, or a line that opens with the city: `AA/Londres/Ana Roy`.
    let next = if tokens.end < passage.end { word(tokens.end) } else { "" };
    let after = (tokens.end + 1 < passage.end).then(|| &document.tokens[tokens.end + 1]);
    if next == "/" && after.is_some_and(|token| token.is_capital()) {
        return true;
    }
    let before = passage.start.max(tokens.start.saturating_sub(REACH))..tokens.start;
    if short && before.clone().next_back().is_some_and(|token| word(token) == "/") {
        return true;
    }
    let sentence = before.rev().take_while(|&token| !matches!(word(token), "." | "!" | "?" | "»" | "\""));
    let mut by = false;
    for token in sentence {
        let word = word(token).to_lowercase();
        match word.as_str() {
            "par" => by = true,
            "recueillis" | "traduit" | "traduite" | "traduction" | "adapté" if by => return true,
            "©" | "crédit" | "crédits" | "copyright" => return true,
            "photo" | "photos" | "photographe" if short => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispatch::Dispatch;

    #[test]
    fn credits() {
        for (text, name, wanted) in [
            ("Par Ana Roy", 1..3, true),
            ("Propos recueillis par Ana Roy", 3..5, true),
            ("*Traduit de l'anglais par Ana Roy", 6..8, true),
            ("© Ana Roy", 1..3, true),
            ("Photo : Ana Roy", 2..4, true),
            ("Le maire salue Ana Roy / AFP", 3..5, true),
            ("AA/Londres/Ana Roy", 4..6, true),
            ("Interrogée par Ana Roy", 2..4, false),
            ("Un livre traduit. Ana Roy s'en réjouit", 4..6, false),
        ] {
            let document = Document::of(&Dispatch { body: vec![text.into()], ..Dispatch::default() });
            assert_eq!(is_credit(&document, &name), wanted, "{text}: {}", document.span(name));
        }
    }
}
