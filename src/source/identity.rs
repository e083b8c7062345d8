//! What every dispatch gets once a reader is done with it: clean texts, its source, and an id if it has none.

use super::clean;
use crate::dispatch::{Dispatch, Source};

/// How much of the hash a derived id keeps, in hexadecimal digits.
const DIGITS: usize = 16;

/// Completes what a reader has given. `source` is where it was read; `warnings` are those of the whole file.
pub fn finish(dispatch: &mut Dispatch, source: Source, warnings: &[String]) {
    dispatch.warnings.extend_from_slice(warnings);
    clean::dispatch(dispatch);
    if dispatch.id.is_empty() {
        dispatch.id = derived_id(dispatch);
    }
    dispatch.source = source;
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
    fn the_id_of_the_source_is_kept_without_what_cannot_stand_in_one() {
        let given = Dispatch { id: " urn:x:\u{1}12 34\n".into(), ..alert() };
        assert_eq!(finished(given, "a").id, "urn:x:1234");
        let blank = Dispatch { id: "\u{7}".into(), ..alert() };
        assert!(finished(blank, "a").id.starts_with("presse-libre-"));
    }
}
