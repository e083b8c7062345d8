//! The place where the story happens: a linear score over what is seen of each place.
//!
//! The weights were fitted by `train-names` (a softmax over the places of a dispatch) on the tagged training dispatches.

use super::gazetteer::{Gazetteer, PlaceId};
use super::kind::Kind;
use crate::annotate::document::{Document, PassageKind};
use crate::annotate::mention::Mention;

/// How many things are seen of a place.
pub const FEATURES: usize = 20;

/// What each feature of [`features`] is worth.
pub const WEIGHTS: [f64; FEATURES] =
    [1.0, 1.0, 0.8, 0.5, 0.5, 0.6, -0.2, 0.8, 0.6, 0.5, 0.6, -1.5, 0.1, 0.0, -0.3, 0.0, 0.0, 0.0, 0.0, 0.0];

/// Prepositions that say where something is.
const WHERE: [&str; 6] = ["à", "en", "au", "aux", "dans", "depuis"];
/// Prepositions of belonging.
const OF: [&str; 6] = ["de", "du", "d'", "d’", "des", "l'"];
/// Who speaks for a place: it is named for them.
const OFFICE: [&str; 22] = [
    "président",
    "présidente",
    "ministre",
    "ministère",
    "ministres",
    "roi",
    "reine",
    "prince",
    "ambassadeur",
    "ambassade",
    "gouvernement",
    "maire",
    "procureur",
    "procureure",
    "parquet",
    "tribunal",
    "préfet",
    "préfecture",
    "évêque",
    "député",
    "députée",
    "université",
];

/// A place as it stands in the dispatch.
pub struct Seen<'a> {
    pub place: Option<PlaceId>,
    /// Its mentions, in order.
    pub mentions: Vec<&'a Mention>,
}

/// What is seen of each place of a dispatch. The columns are those of [`WEIGHTS`].
pub fn features(gazetteer: &Gazetteer, document: &Document, places: &[Seen]) -> Vec<[f64; FEATURES]> {
    let most = places.iter().map(|seen| seen.mentions.len()).max().unwrap_or(1) as f64;
    let first = places.iter().filter_map(|seen| seen.mentions.first()).map(|m| m.tokens.start).min();
    let lines: Vec<Vec<PlaceId>> = places.iter().map(|s| s.place.map_or(Vec::new(), |p| gazetteer.line(p))).collect();
    let mut held = hashbrown::HashMap::new();
    for (line, seen) in lines.iter().zip(places) {
        line.iter().skip(1).for_each(|&outer| *held.entry(outer).or_insert(0) += seen.mentions.len());
    }
    let present: hashbrown::HashSet<PlaceId> = places.iter().filter_map(|seen| seen.place).collect();
    let body = document.passages.iter().position(|passage| passage.kind != PassageKind::Headline);
    places
        .iter()
        .zip(&lines)
        .map(|(seen, line)| {
            let mut x = [0.0; FEATURES];
            let count = seen.mentions.len() as f64;
            let mut headline = false;
            let mut lead = false;
            let (mut within, mut of, mut office) = (0, 0, 0);
            for mention in &seen.mentions {
                let start = mention.tokens.start;
                let passage = super::context::passage_of(document, start);
                headline |= document.passages[passage].kind == PassageKind::Headline;
                lead |= Some(passage) == body;
                let mut before = document.passages[passage].tokens.start..start;
                let mut word = before.next_back().map(|t| document.word(t).to_lowercase());
                if word.as_deref().is_some_and(|w| matches!(w, "le" | "la" | "les" | "l'" | "l’")) {
                    word = before.next_back().map(|t| document.word(t).to_lowercase());
                }
                let word = word.unwrap_or_default();
                within += usize::from(WHERE.contains(&word.as_str()));
                if OF.contains(&word.as_str()) {
                    of += 1;
                    let holder = before.next_back().map(|t| document.word(t).to_lowercase()).unwrap_or_default();
                    office += usize::from(OFFICE.contains(&holder.as_str()));
                }
            }
            let kind = seen.place.map(|place| gazetteer.place(place).kind);
            let id = seen.place.map_or("", |place| gazetteer.id(place));
            let holds = seen.place.and_then(|place| held.get(&place)).copied().unwrap_or(0);
            let flag = |test: bool| f64::from(u8::from(test));
            x[0] = flag(headline);
            x[1] = flag(lead);
            x[2] = count.ln_1p();
            x[3] = count / most;
            x[4] = flag(seen.mentions.first().map(|m| m.tokens.start) == first);
            x[5] = flag(within > 0);
            x[6] = of as f64 / count;
            x[7] = office as f64 / count;
            x[8] = flag(kind.is_some_and(Kind::is_city));
            x[9] = flag(kind == Some(Kind::Country));
            x[10] = flag(kind.is_some_and(Kind::is_region));
            x[11] = flag(kind == Some(Kind::WorldPart));
            x[12] = flag(holds > 0);
            x[13] = flag(holds as f64 > 2.0 * count);
            x[14] = flag(kind == Some(Kind::Capital));
            x[15] = flag(id == "FR");
            x[16] = flag(kind.is_none());
            x[17] = flag(line.iter().skip(1).any(|outer| present.contains(outer)));
            x[18] = flag(kind == Some(Kind::District));
            x[19] = flag(kind == Some(Kind::City) && headline) + flag(kind == Some(Kind::City) && lead);
            x
        })
        .collect()
}

/// The score of a place.
pub fn score(features: &[f64; FEATURES], weights: &[f64; FEATURES]) -> f64 {
    features.iter().zip(weights).map(|(feature, weight)| feature * weight).sum()
}

/// The place where the story most likely happens, by its place in the list.
pub fn main_place(gazetteer: &Gazetteer, document: &Document, places: &[Seen]) -> Option<usize> {
    let scored = features(gazetteer, document, places);
    let scores = scored.iter().map(|features| score(features, &WEIGHTS)).enumerate();
    // Of equals the first.
    scores.reduce(|best, other| if other.1 > best.1 { other } else { best }).map(|(i, _)| i)
}
