//! What every dispatch gets once a reader is done with it: clean texts, its source, and an id if it has none.

use super::clean;
use crate::dispatch::{Dispatch, Source};
use crate::french::sentences::sentences;

/// How much of the hash a derived id keeps, in hexadecimal digits.
const DIGITS: usize = 16;
/// The longest title that is made of a text, in bytes.
const LONGEST_TITLE: usize = 240;

/// Completes what a reader has given. `source` is where it was read; `warnings` are those of the whole file.
pub fn finish(dispatch: &mut Dispatch, source: Source, warnings: &[String]) {
    dispatch.warnings.extend_from_slice(warnings);
    clean::dispatch(dispatch);
    if dispatch.id.is_empty() {
        dispatch.id = derived_id(dispatch);
    }
    dispatch.title = if dispatch.headline.is_empty() { first_sentence(dispatch) } else { None };
    dispatch.source = source;
}

/// What stands for the headline of a dispatch that has none: the first sentence, at most [`LONGEST_TITLE`] bytes of it.
fn first_sentence(dispatch: &Dispatch) -> Option<String> {
    let text = dispatch.standfirst.as_ref().or(dispatch.body.first())?;
    let sentence = &text[sentences(text).next()?];
    if sentence.len() <= LONGEST_TITLE {
        return Some(sentence.to_owned());
    }
    let cut = &sentence[..sentence.floor_char_boundary(LONGEST_TITLE)];
    let words = cut.rfind(' ').map_or(cut, |end| &cut[..end]);
    Some(format!("{words}…"))
}

/// An id out of the provider and the content, the same wherever and however the dispatch is stored.
fn derived_id(dispatch: &Dispatch) -> String {
    let mut hasher = blake3::Hasher::new();
    for text in clean::fingerprint_text(dispatch) {
        hasher.update(text.as_bytes());
        hasher.update(b"\n");
    }
    let provider = dispatch.provider.as_deref().unwrap_or("x").to_lowercase();
    let provider = provider.split_whitespace().collect::<Vec<_>>().join("-");
    format!("{provider}-{}", &hasher.finalize().to_hex()[..DIGITS])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(mut dispatch: Dispatch, path: &str) -> Dispatch {
        finish(&mut dispatch, Source { path: path.into(), ..Source::default() }, &[]);
        dispatch
    }

    fn alert() -> Dispatch {
        Dispatch {
            provider: Some("Presse Libre".into()),
            headline: "Crue de l'Orvine".into(),
            body: vec!["Trois ponts sont fermés.".into()],
            ..Dispatch::default()
        }
    }

    #[test]
    fn a_derived_id_follows_the_content_and_nothing_else() {
        let id = finished(alert(), "a/1.txt").id;
        assert_eq!(id.len(), "presse-libre-".len() + DIGITS);
        assert!(id.starts_with("presse-libre-"));
        assert_eq!(id, finished(alert(), "b/2.txt").id);
        let spaced = Dispatch { headline: " Crue  de\nl'Orvine".into(), ..alert() };
        assert_eq!(id, finished(spaced, "a/1.txt").id);
        let other = Dispatch { created: Some("2025-03-01".to_owned().try_into().unwrap()), ..alert() };
        assert_ne!(id, finished(other, "a/1.txt").id);
        let moved = Dispatch { headline: String::new(), standfirst: Some("Crue de l'Orvine".into()), ..alert() };
        assert_ne!(id, finished(moved, "a/1.txt").id);
    }

    #[test]
    fn an_alert_without_headline_gets_its_first_sentence_as_title() {
        let text = |text: &str| Dispatch { headline: String::new(), body: vec![text.into()], ..Dispatch::default() };
        let title = |dispatch| finished(dispatch, "a").title;
        assert_eq!(title(alert()), None);
        let two = "M. Roy a été élu maire de Valmont. Il succède à Ana Lund.";
        assert_eq!(title(text(two)).as_deref(), Some("M. Roy a été élu maire de Valmont."));
        let long = title(text(&"éternité ".repeat(100))).unwrap();
        assert!(long.ends_with("éternité…") && long.len() <= LONGEST_TITLE + "…".len());
        assert_eq!(title(Dispatch { body: vec![], ..text("") }), None);
    }

    #[test]
    fn the_id_of_the_source_is_kept_without_what_cannot_stand_in_one() {
        let given = Dispatch { id: " urn:x:\u{1}12 34\n".into(), ..alert() };
        assert_eq!(finished(given, "a").id, "urn:x:1234");
        let blank = Dispatch { id: "\u{7}".into(), ..alert() };
        assert!(finished(blank, "a").id.starts_with("presse-libre-"));
    }
}
