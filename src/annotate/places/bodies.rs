//! Places inside the names of bodies that sit there: `tribunal de Bobigny`, `préfecture de police de Paris`.
//!
//! The body is no place; the place that it is told by is one. That is not so for all: the Opéra de Paris and the Festival
//! de Cannes are names as a whole.

use std::ops::Range;

use super::Places;
use super::key::key;
use super::kind::Kind;
use crate::annotate::document::Document;
use crate::annotate::mention::{EntityKind, Mention};
use crate::annotate::token::TokenKind;

/// What the names of such bodies begin with. In the training dispatches all of them have their place marked.
const BODIES: [&str; 42] = [
    "parquet",
    "tribunal",
    "cour",
    "barreau",
    "procureur",
    "procureure",
    "mairie",
    "ville",
    "municipalité",
    "conseil",
    "préfecture",
    "sous-préfecture",
    "rectorat",
    "académie",
    "diocèse",
    "police",
    "commissariat",
    "gendarmerie",
    "brigade",
    "section",
    "crs",
    "pompiers",
    "samu",
    "sdis",
    "hôpital",
    "chu",
    "chru",
    "maternité",
    "prison",
    "maison",
    "aéroport",
    "gare",
    "port",
    "zoo",
    "casino",
    "raffinerie",
    "ambassade",
    "consulat",
    "gouvernement",
    "bureau",
    "direction",
    "agence",
];
/// What stands between body and place.
const LINKS: [&str; 5] = ["de", "du", "des", "d'", "d’"];
/// What may stand between link and place; with a capital it is part of the name.
const ARTICLES: [&str; 4] = ["la", "les", "l'", "l’"];

impl Places {
    /// The mentions of places among `mentions`, which are in the order of the text, and those inside the names of local
    /// bodies; in order too.
    pub fn mentions(&self, document: &Document, mentions: &[Mention], places: &mut Vec<Mention>) {
        places.clear();
        for mention in mentions {
            match mention.kind {
                EntityKind::Location => places.push(mention.clone()),
                EntityKind::Organisation => {
                    let tokens = self.seat(document, mention.tokens.clone());
                    places.extend(tokens.map(|tokens| Mention {
                        kind: EntityKind::Location,
                        confidence: mention.confidence,
                        tokens,
                    }));
                }
                EntityKind::Person | EntityKind::Other => {}
            }
        }
    }

    /// The tokens of the place that ends the name of a local body.
    fn seat(&self, document: &Document, tokens: Range<usize>) -> Option<Range<usize>> {
        let is = |token: usize, words: &[&str]| words.contains(&document.word(token).to_lowercase().as_str());
        if !is(tokens.start, &BODIES) {
            return None;
        }
        let mut starts = tokens.clone().filter(|&token| is(token, &LINKS)).map(|link| {
            let next = link + 1;
            if next < tokens.end && ARTICLES.contains(&document.word(next)) { next + 1 } else { next }
        });
        // The first that fits is the longest name.
        starts.find_map(|start| {
            let place = start..tokens.end;
            let named =
                document.tokens.get(start).is_some_and(|token| token.kind == TokenKind::Word && token.is_capital());
            (named && !place.is_empty() && self.is_local(document.span(place.clone()))).then_some(place)
        })
    }

    /// Whether the gazetteer knows a place of this name that is less than a part of the world.
    fn is_local(&self, name: &str) -> bool {
        let key = key(name);
        let candidates = self.gazetteer.candidates(&key).filter(|candidate| !candidate.alias);
        let mut kinds = candidates.map(|candidate| self.gazetteer.kind(candidate.place));
        kinds.next().is_some_and(|first| first != Kind::WorldPart && kinds.all(|kind| kind != Kind::WorldPart))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispatch::Dispatch;

    #[test]
    fn local_bodies_tell_their_place() {
        let places = Places::shared();
        for (body, wanted) in [
            ("tribunal de Bobigny", "Bobigny"),
            ("préfecture de police de Paris", "Paris"),
            ("Parquet de La Rochelle", "La Rochelle"),
            ("mairie du Mans", "Mans"),
            ("préfecture de la Sarthe", "Sarthe"),
            ("cour d'assises de Seine-Saint-Denis", "Seine-Saint-Denis"),
            ("Opéra de Paris", ""),
            ("Conseil de l'Europe", ""),
            ("tribunal de Valbrume", ""),
            ("tribunal de", ""),
            ("parquet", ""),
        ] {
            let document = Document::of(&Dispatch { headline: body.into(), ..Dispatch::default() });
            let tokens = 0..document.tokens.len();
            let mention = Mention { kind: EntityKind::Organisation, confidence: 1.0, tokens };
            let mut found = Vec::new();
            places.mentions(&document, &[mention], &mut found);
            let names: Vec<&str> = found.iter().map(|mention| document.span(mention.tokens.clone())).collect();
            assert_eq!(names.join("|"), wanted, "{body}");
        }
    }
}
