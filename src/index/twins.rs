//! Twins: dispatches with the same text, sent in several services, formats or under several ids.
//!
//! Each dispatch is indexed with the [`key`] of its text. Beside the index lies the list of the keys that at least two
//! dispatches have: a search that meets none of them need not compare anything.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use super::numbers::Numbers;
use crate::dispatch::{Dispatch, Status};
use crate::source::clean;

/// Letters and digits that a text must have to be known again. Shorter ones are set phrases and first words of alerts.
const SHORTEST: usize = 60;

/// Formats of collections for research. Their documents are judged and counted one by one, the ones sent twice too.
const COLLECTIONS: [&str; 4] = ["nyt", "rcv1", "reuters21578", "trec"];

/// What dispatches with the same text share: a hash of the letters and digits of the body, of headline and body where
/// the body is short. `None` where both are short, for kills, whose boilerplate is no text, and in collections for research, which are
/// told by their `format`.
///
/// Capitals, accents, punctuation and the cut into paragraphs do not matter: services differ in these.
pub fn key(dispatch: &Dispatch, format: &str) -> Option<u64> {
    if stands_alone(dispatch, format) {
        return None;
    }
    let mut text: String = dispatch.body.iter().map(|paragraph| clean::key(paragraph)).collect();
    if text.chars().count() < SHORTEST {
        text.insert_str(0, &clean::key(&dispatch.headline));
    }
    if text.chars().count() < SHORTEST {
        return None;
    }
    let hash = blake3::hash(text.as_bytes());
    hash.as_bytes().first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

/// Whether a dispatch is compared with no other, whatever its text.
pub fn stands_alone(dispatch: &Dispatch, format: &str) -> bool {
    dispatch.status == Status::Canceled || COLLECTIONS.contains(&format)
}

/// The keys whose dispatches an update adds or drops.
#[derive(Debug, Default)]
pub struct Census {
    /// Dispatches added, by key.
    added: HashMap<u64, u64, FxBuildHasher>,
    dropped: Numbers,
}

impl Census {
    /// Notes that a dispatch with this key is written.
    pub fn add(&mut self, key: u64) {
        *self.added.entry(key).or_default() += 1;
    }

    /// Notes that a dispatch with this key is dropped.
    pub fn drop_one(&mut self, key: u64) {
        self.dropped.insert(key);
    }

    /// Brings the list of keys up to date. `kept` tells how many dispatches with a key stay in the index.
    pub fn settle<E>(mut self, twins: &mut Numbers, kept: impl Fn(u64) -> Result<u64, E>) -> Result<(), E> {
        for &key in &self.dropped {
            self.added.entry(key).or_default();
        }
        for (key, added) in self.added {
            let known = twins.contains(&key) && !self.dropped.contains(&key);
            if known || added > 1 || added + kept(key)? > 1 {
                twins.insert(key);
            } else {
                twins.remove(&key);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    fn dispatch(headline: &str, body: &[&str]) -> Dispatch {
        let body = body.iter().map(|&paragraph| paragraph.to_owned()).collect();
        Dispatch { headline: headline.into(), body, ..Dispatch::default() }
    }

    fn key_of(dispatch: &Dispatch) -> Option<u64> {
        key(dispatch, "text")
    }

    const LONG: &str = "Le bac de l'Orvine a repris son service mardi après onze jours d'arrêt, a annoncé la mairie.";

    #[test]
    fn what_services_change_does_not_matter() {
        let original = key_of(&dispatch("Le bac repart", &[LONG, "Deux passages par heure."]));
        assert!(original.is_some());
        let capitals = LONG.to_uppercase().replace('É', "E").replace('\'', "’");
        for other in [
            dispatch("Reprise du bac de l'Orvine", &[LONG, "Deux passages par heure."]),
            dispatch("", &[&format!("{LONG} Deux passages par heure !")]),
            dispatch("Le bac repart", &[&capitals, "DEUX PASSAGES PAR HEURE"]),
        ] {
            assert_eq!(key_of(&other), original, "{other:?}");
        }
        for other in
            [dispatch("Le bac repart", &[LONG]), dispatch("Le bac repart", &[LONG, "Trois passages par heure."])]
        {
            assert_ne!(key_of(&other), original, "{other:?}");
        }
    }

    #[test]
    fn short_texts_are_known_by_their_headline_too_or_not_at_all() {
        let headline = "La Valbrune annonce la fermeture de ses trois ports de pêche";
        let alert = |headline: &str| key_of(&dispatch(headline, &["Le ministre l'a dit à la radio."]));
        assert!(alert(headline).is_some());
        assert_ne!(alert(headline), alert(&headline.replace("trois", "deux")));
        assert_eq!(alert("La Valbrune ferme"), None);
        assert_eq!(key_of(&dispatch("", &[])), None);
        let kill = Dispatch { status: Status::Canceled, ..dispatch("", &[LONG]) };
        assert_eq!(key_of(&kill), None);
    }

    #[test]
    fn the_list_holds_what_at_least_two_dispatches_have() {
        let kept = |key: u64| Ok::<u64, Infallible>(if key < 10 { key } else { 0 });
        let mut twins = Numbers::from_iter([5, 20, 21]);
        let mut census = Census::default();
        for added in [0, 1, 30, 30, 31] {
            census.add(added);
        }
        for dropped in [2, 20, 1] {
            census.drop_one(dropped);
        }
        census.settle(&mut twins, kept).unwrap();
        assert_eq!(twins, Numbers::from_iter([1, 2, 5, 21, 30]));
    }
}
