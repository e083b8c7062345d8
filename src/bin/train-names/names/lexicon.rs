//! Builds the dictionary: clusters, what words were in labelled news, which words belong to names without a capital.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result};
use depeche::annotate::document::Document;
use depeche::annotate::mention::{EntityKind, Mention};
use depeche::annotate::tagger::dictionary::{Dictionary, Uses, field, key, role};
use depeche::annotate::tagger::word::plain_apostrophe;
use depeche::annotate::token::{Case, TokenKind};
use depeche::dispatch::Dispatch;

use super::gold::Sample;

/// Particles of names, whether or not the tagged dispatches have them.
const PARTICLES: [&str; 40] = [
    "de", "du", "des", "d'", "la", "le", "les", "l'", "et", "von", "van", "der", "den", "zu", "ten", "ter", "di", "da",
    "do", "dos", "das", "del", "della", "ben", "bin", "ibn", "bint", "al", "el", "ould", "y", "of", "the", "and", "en",
    "sur", "sous", "lès", "aux", "à",
];

/// Words that open names of places and institutions without a capital, whether or not the tagged dispatches have them.
const HEADS: [&str; 66] = [
    "rue",
    "avenue",
    "boulevard",
    "place",
    "quai",
    "pont",
    "porte",
    "lac",
    "mer",
    "océan",
    "mont",
    "monts",
    "île",
    "îles",
    "golfe",
    "baie",
    "cap",
    "col",
    "vallée",
    "massif",
    "bande",
    "plaine",
    "plateau",
    "péninsule",
    "détroit",
    "canal",
    "rivière",
    "fleuve",
    "forêt",
    "parc",
    "pic",
    "archipel",
    "corne",
    "désert",
    "delta",
    "pays",
    "tour",
    "tunnel",
    "barrage",
    "fort",
    "château",
    "ministère",
    "tribunal",
    "parquet",
    "préfecture",
    "hôpital",
    "université",
    "cour",
    "festival",
    "théâtre",
    "musée",
    "stade",
    "aéroport",
    "gare",
    "prison",
    "prix",
    "lycée",
    "collège",
    "institut",
    "syndicat",
    "parti",
    "mairie",
    "brigade",
    "commissariat",
    "cathédrale",
    "ouragan",
];

/// How often a word must stand without a capital to be in the dictionary on that account.
const COMMON: u32 = 200;

/// The words of the dictionary, as they are packed.
#[derive(Clone, Default)]
pub struct Lexicon {
    /// By key, in ascending order.
    pub clusters: Vec<(u32, u32)>,
    pub uses: Vec<(u32, u32)>,
    pub names: Vec<(u32, u32)>,
}

impl Lexicon {
    /// As the tagger reads it.
    pub fn dictionary(&self) -> Dictionary {
        Dictionary::new(&self.clusters, &self.uses, &self.names)
    }
}

/// How often each word was what, by its lower-case form and [`field`].
pub type Counts = BTreeMap<String, [u32; field::FREQUENCY as usize]>;

/// Reads `clusters.tsv`.
pub fn clusters(data: &Path) -> Result<Vec<(u32, u32)>> {
    let path = data.join("names/clusters.tsv");
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut clusters = BTreeMap::new();
    for line in text.lines() {
        let mut fields = line.split('\t');
        let (Some(word), Some(fine), Some(coarse)) = (fields.next(), fields.next(), fields.next()) else { continue };
        clusters.entry(key(word)).or_insert(fine.parse::<u32>()? << 7 | coarse.parse::<u32>()?);
    }
    Ok(clusters.into_iter().collect())
}

/// Counts words with and without a capital inside of sentences: all that can be known before any label.
pub fn capitals(news: &[Dispatch]) -> Counts {
    let mut counts = Counts::new();
    let mut document = Document::default();
    for dispatch in news {
        document.fill(dispatch);
        count(&document, &[], &mut counts);
    }
    counts
}

/// Counts the words of a document by what they are in `mentions`.
pub fn count(document: &Document, mentions: &[Mention], counts: &mut Counts) {
    let mut mentions = mentions.iter().peekable();
    for (at, token) in document.tokens.iter().enumerate() {
        while mentions.next_if(|mention| mention.tokens.end <= at).is_some() {}
        let name = mentions.peek().filter(|mention| mention.tokens.contains(&at));
        let opens = token.opens_sentence || token.case == Case::Upper && document.word(at).len() > 5;
        if token.kind != TokenKind::Word || name.is_none() && opens && token.case != Case::Lower {
            continue;
        }
        let field = match name {
            None if token.case == Case::Lower => field::LOWER,
            None => field::BARE,
            Some(mention) => match mention.kind {
                EntityKind::Person if at == mention.tokens.start && mention.tokens.len() > 1 => field::FIRST_NAME,
                EntityKind::Person => field::SURNAME,
                EntityKind::Location => field::LOCATION,
                EntityKind::Organisation => field::ORGANISATION,
                EntityKind::Other => field::OTHER,
            },
        };
        let lower = lower(document.word(at));
        counts.entry(lower).or_default()[field as usize] += 1;
    }
}

/// Surnames that mostly follow a French particle in full names, such as the last word of `Charles de Gaulle`.
pub fn particled<'a>(tagged: impl Iterator<Item = (&'a Dispatch, &'a [Mention])>) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, [u32; 2]> = BTreeMap::new();
    let mut document = Document::default();
    for (dispatch, mentions) in tagged {
        document.fill(dispatch);
        for mention in mentions.iter().filter(|mention| mention.kind == EntityKind::Person && mention.tokens.len() > 1)
        {
            let last = mention.tokens.end - 1;
            let follows = mention.tokens.len() > 2 && is_particle(document.word(last - 1));
            seen.entry(lower(document.word(last))).or_default()[usize::from(follows)] += 1;
        }
    }
    seen.into_iter().filter(|(_, [without, with])| *with >= 3 && with > without).map(|(word, _)| word).collect()
}

/// Takes in the particle before those surnames where they stand alone.
pub fn with_particles(document: &Document, mentions: &mut [Mention], particled: &BTreeSet<String>) {
    let mut free = 0;
    for mention in mentions {
        let start = mention.tokens.start;
        if mention.kind == EntityKind::Person
            && mention.tokens.len() == 1
            && start > free
            && is_particle(document.word(start - 1))
            && particled.contains(&lower(document.word(start)))
        {
            mention.tokens.start -= 1;
        }
        free = mention.tokens.end;
    }
}

fn is_particle(word: &str) -> bool {
    matches!(word, "de" | "d'" | "d’" | "du")
}

/// A word as the dictionary is keyed.
pub fn lower(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).map(plain_apostrophe).collect()
}

/// Packs what was counted, of common words and of those seen `least` times or more with a capital, with the roles that
/// the tagged dispatches show.
pub fn uses(counts: &Counts, roles: &BTreeMap<String, u32>, least: u32) -> Vec<(u32, u32)> {
    let mut uses: BTreeMap<u32, u32> = BTreeMap::new();
    for (word, counts) in counts {
        let capital: u32 = counts.iter().sum::<u32>() - counts[field::LOWER as usize];
        if capital >= least || counts[field::LOWER as usize] >= COMMON {
            uses.insert(key(word), Uses::of(counts).0);
        }
    }
    for (word, roles) in roles {
        *uses.entry(key(word)).or_default() |= roles << 24;
    }
    uses.into_iter().collect()
}

/// Which words open, tie or end names without a capital.
pub fn roles(samples: &[&Sample]) -> BTreeMap<String, u32> {
    let mut seen: BTreeMap<String, [u32; 3]> = BTreeMap::new();
    for sample in samples {
        for mention in &sample.mentions {
            let capitals: Vec<bool> =
                mention.tokens.clone().map(|at| sample.document.tokens[at].case != Case::Lower).collect();
            let (Some(first), Some(last)) = (capitals.iter().position(|&c| c), capitals.iter().rposition(|&c| c))
            else {
                continue;
            };
            for (place, at) in mention.tokens.clone().enumerate() {
                let token = sample.document.tokens[at];
                if token.kind != TokenKind::Word || token.case != Case::Lower {
                    continue;
                }
                let role = match place {
                    0 => 0,
                    _ if place == last + 1 => 2,
                    _ if place > first && place < last => 1,
                    _ => continue,
                };
                seen.entry(lower(sample.document.word(at))).or_default()[role] += 1;
            }
        }
    }
    let mut roles: BTreeMap<String, u32> = PARTICLES.iter().map(|&word| (word.to_owned(), role::LINK)).collect();
    HEADS.iter().for_each(|&word| *roles.entry(word.to_owned()).or_default() |= role::HEAD);
    for (word, [heads, links, tails]) in seen {
        let mut add = |enough: bool, role: u32| {
            if enough {
                *roles.entry(word.clone()).or_default() |= role;
            }
        };
        add(heads >= 3 && !PARTICLES.contains(&word.as_str()), role::HEAD);
        add(links >= 3, role::LINK);
        add(tails >= 2 && !PARTICLES.contains(&word.as_str()), role::TAIL);
    }
    roles
}
