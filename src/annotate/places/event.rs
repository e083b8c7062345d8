//! The place where the story happens: a linear score over what is seen of each place.
//!
//! The weights were fitted by `train-names` (a softmax over the places of a dispatch) on the tagged training dispatches.

use hashbrown::HashMap;

use super::context::passage_of;
use super::gazetteer::{Gazetteer, PlaceId};
use super::kind::Kind;
use crate::annotate::document::{Document, PassageKind};
use crate::annotate::mention::Mention;

/// How many things are seen of a place.
pub const FEATURES: usize = 32;

/// What each feature of [`features`] is worth.
pub const WEIGHTS: [f64; FEATURES] = [
    0.59, 0.45, 0.67, 0.41, 0.34, 0.49, 1.02, -0.15, 0.76, -0.03, -0.63, -1.12, 0.12, -0.39, 0.27, 0.64, 0.95, 0.27,
    -0.39, 0.81, 0.15, 0.39, 0.75, -0.58, 0.04, 0.38, 0.40, -2.06, 0.01, 0.08, 0.32, 0.83,
];

/// Prepositions that say where something is.
const WHERE: [&str; 6] = ["à", "en", "au", "aux", "dans", "depuis"];
/// Between a preposition and a name.
const ARTICLES: [&str; 5] = ["le", "la", "les", "l'", "l’"];
/// Prepositions of belonging.
const OF: [&str; 5] = ["de", "du", "d'", "d’", "des"];
/// Who speaks for a place far from it: it is named for them.
const OFFICE: [&str; 17] = [
    "président",
    "présidente",
    "ministre",
    "ministres",
    "ministère",
    "chancelier",
    "chancelière",
    "roi",
    "reine",
    "prince",
    "ambassadeur",
    "ambassade",
    "gouvernement",
    "député",
    "députée",
    "sélectionneur",
    "équipe",
];
/// A place as it stands in the dispatch.
pub struct Seen<'a> {
    pub place: Option<PlaceId>,
    /// Its mentions, in order.
    pub mentions: Vec<&'a Mention>,
}

impl Seen<'_> {
    /// How sure the tagger is of the surest mention; never 0.
    fn confidence(&self) -> f64 {
        self.mentions.iter().map(|mention| f64::from(mention.confidence)).fold(0.01, f64::max)
    }
}

/// How the mentions of a place stand in the dispatch.
#[derive(Clone, Copy, Default)]
struct Standing {
    headline: bool,
    /// In the first passage behind the headline.
    lead: bool,
    /// In the two passages behind that.
    early: usize,
    /// The share of the text that stands before the first mention.
    depth: f64,
    /// Behind `à`, `en`, `dans`.
    located: usize,
    located_early: bool,
    /// Behind `de`.
    owning: usize,
    /// Behind `président de`.
    governing: usize,
    count: usize,
}

impl Standing {
    fn of(document: &Document, mentions: &[&Mention]) -> Self {
        let headlines = document.passages.iter().take_while(|passage| passage.kind == PassageKind::Headline).count();
        let mut standing = Standing { count: mentions.len(), ..Standing::default() };
        let first = mentions.first().map_or(0, |mention| mention.tokens.start);
        standing.depth = first as f64 / document.tokens.len().max(1) as f64;
        for mention in mentions {
            let passage = passage_of(document, mention.tokens.start);
            let early = passage < headlines + 3;
            standing.headline |= passage < headlines;
            standing.lead |= passage == headlines;
            standing.early += usize::from(passage > headlines && early);
            let (link, holder) = words_before(document, passage, mention.tokens.start);
            let located = link.is_some_and(|token| is_one_of(document, token, &WHERE));
            standing.located += usize::from(located);
            standing.located_early |= located && early;
            if link.is_some_and(|token| is_one_of(document, token, &OF)) {
                standing.owning += 1;
                standing.governing += usize::from(holder.is_some_and(|token| is_one_of(document, token, &OFFICE)));
            }
        }
        standing
    }
}

/// The token before a name and its article, and the one before that.
fn words_before(document: &Document, passage: usize, start: usize) -> (Option<usize>, Option<usize>) {
    let mut before = document.passages[passage].tokens.start..start;
    let mut link = before.next_back();
    if link.is_some_and(|token| is_one_of(document, token, &ARTICLES)) {
        link = before.next_back();
    }
    (link, before.next_back())
}

fn is_one_of(document: &Document, token: usize, words: &[&str]) -> bool {
    let word = document.word(token);
    words.contains(&word) || words.contains(&word.to_lowercase().as_str())
}

/// What is seen of each place of a dispatch. The columns are those of [`WEIGHTS`].
pub fn features(gazetteer: &Gazetteer, document: &Document, places: &[Seen]) -> Vec<[f64; FEATURES]> {
    let standings: Vec<Standing> = places.iter().map(|seen| Standing::of(document, &seen.mentions)).collect();
    let lines: Vec<Vec<PlaceId>> =
        places.iter().map(|seen| seen.place.map_or_else(Vec::new, |place| gazetteer.line(place))).collect();
    // What lies in each place.
    let mut inner: HashMap<PlaceId, Standing> = HashMap::new();
    for (line, standing) in lines.iter().zip(&standings) {
        for &outer in line.iter().skip(1) {
            let sum = inner.entry(outer).or_default();
            sum.count += standing.count;
            sum.early += standing.early;
            sum.headline |= standing.headline;
            sum.lead |= standing.lead;
            sum.located_early |= standing.located_early;
        }
    }
    let of_place: HashMap<PlaceId, Standing> =
        places.iter().zip(&standings).filter_map(|(seen, &standing)| Some((seen.place?, standing))).collect();
    let most = standings.iter().map(|standing| standing.count).max().unwrap_or(1);
    // The first place that opens the dispatch.
    let opener = standings.iter().position(|standing| standing.lead || standing.headline);
    (0..places.len())
        .map(|i| {
            let place = places[i].place;
            let held = place.and_then(|place| inner.get(&place)).copied().unwrap_or_default();
            let around: Vec<Standing> =
                lines[i].iter().skip(1).filter_map(|outer| of_place.get(outer)).copied().collect();
            let kind = place.map(|place| gazetteer.kind(place));
            let is_france = place.is_some_and(|place| gazetteer.id(place) == "FR");
            row(&standings[i], held, &around, kind, is_france, most, opener == Some(i))
        })
        .collect()
}

fn row(
    standing: &Standing,
    held: Standing,
    around: &[Standing],
    kind: Option<Kind>,
    is_france: bool,
    most: usize,
    is_opener: bool,
) -> [f64; FEATURES] {
    let flag = |test: bool| f64::from(u8::from(test));
    let count = standing.count as f64;
    let city = kind.is_some_and(Kind::is_city);
    let country = kind == Some(Kind::Country);
    let region = kind.is_some_and(Kind::is_region);
    let opens = standing.headline || standing.lead;
    [
        flag(standing.headline),
        flag(standing.lead),
        count.ln_1p(),
        count / most as f64,
        flag(is_opener),
        flag(standing.located > 0),
        standing.owning as f64 / count,
        standing.governing as f64 / count,
        flag(city),
        flag(country),
        flag(region),
        flag(kind == Some(Kind::WorldPart)),
        flag(held.count > 0),
        flag(held.count > standing.count),
        flag(kind == Some(Kind::Capital)),
        flag(is_france),
        flag(kind.is_none()),
        flag(!around.is_empty()),
        flag(kind == Some(Kind::District)),
        flag(city && standing.headline),
        flag(city && standing.lead),
        flag(standing.located_early),
        flag(city && standing.located_early),
        flag(country && (held.headline || held.lead)),
        flag(region && (held.headline || held.lead)),
        flag(around.iter().any(|outer| outer.headline || outer.lead)),
        (standing.early as f64).ln_1p(),
        standing.depth,
        flag(country && held.located_early),
        flag(region && held.located_early),
        flag(kind.is_none() && opens),
        ((held.count as f64) / count).ln_1p(),
    ]
}

/// The score of a place.
pub fn score(features: &[f64; FEATURES], weights: &[f64; FEATURES]) -> f64 {
    features.iter().zip(weights).map(|(feature, weight)| feature * weight).sum()
}

/// The place where the story most likely happens, by its place in the list.
pub fn main_place(gazetteer: &Gazetteer, document: &Document, places: &[Seen]) -> Option<usize> {
    let scored = features(gazetteer, document, places).into_iter().zip(places).enumerate();
    // Scores are logarithms of odds: what may be no place at all loses as much as it is unlikely to be one.
    let scores = scored.map(|(i, (features, seen))| (i, score(&features, &WEIGHTS) + seen.confidence().ln()));
    // Of equals the first.
    scores.reduce(|best, other| if other.1 > best.1 { other } else { best }).map(|(i, _)| i)
}
