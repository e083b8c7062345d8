//! The words before a name that say man or woman, or that a family is meant.

use super::super::document::Document;
use crate::annotate::given::Gender;

/// What stands right before a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Title {
    pub gender: Option<Gender>,
    /// Several people of that surname are meant: `les époux Roux`, `la famille Roux`.
    pub family: bool,
}

/// The title before the name that begins with token `start`.
pub fn before(document: &Document, start: usize) -> Title {
    let Some(previous) = start.checked_sub(1).filter(|_| !is_passage_start(document, start)) else {
        return Title::default();
    };
    let word = document.word(previous).trim_end_matches('.').to_lowercase();
    let gender = match word.as_str() {
        "m" | "mr" | "monsieur" | "sir" | "lord" | "prince" | "roi" | "pape" | "père" | "frère" | "oncle" | "abbé" => {
            Some(Gender::Man)
        }
        "mme" | "mlle" | "madame" | "mademoiselle" | "lady" | "princesse" | "reine" | "sœur" | "soeur" | "mrs"
        | "miss" => Some(Gender::Woman),
        _ => None,
    };
    let family = matches!(
        word.as_str(),
        "les"
            | "famille"
            | "époux"
            | "couple"
            | "clan"
            | "frères"
            | "sœurs"
            | "soeurs"
            | "mm"
            | "mmes"
            | "dynastie"
            | "tribu"
    );
    Title { gender, family }
}

/// Whether the token is the first of its passage.
fn is_passage_start(document: &Document, token: usize) -> bool {
    let at = document.passages.partition_point(|passage| passage.tokens.end <= token);
    document.passages.get(at).is_none_or(|passage| passage.tokens.start >= token)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispatch::Dispatch;

    #[test]
    fn titles() {
        for (text, gender, family) in [
            ("M. Roux", Some(Gender::Man), false),
            ("Mme Roux", Some(Gender::Woman), false),
            ("la famille Roux", None, true),
            ("avec Roux", None, false),
            ("Roux", None, false),
        ] {
            let document = Document::of(&Dispatch { body: vec![text.into()], ..Dispatch::default() });
            let title = before(&document, document.tokens.len() - 1);
            assert_eq!((title.gender, title.family), (gender, family), "{text}");
        }
    }
}
