//! Which of several places of one name is meant.
//!
//! An explicit neighbour decides (`Paris (Texas)`), then the other places of the dispatch, then the agency's country,
//! and last the number of inhabitants.

use super::forms::Form;
use super::gazetteer::{Candidate, Gazetteer, PlaceId};
use super::kind::Kind;
use crate::annotate::document::{Document, Passage};
use crate::annotate::mention::Mention;
use crate::annotate::token::TokenKind;

/// What may stand between a place and the larger one that tells which it is.
const JOINTS: [&str; 19] = [
    "(",
    ",",
    "/",
    ", en",
    ", au",
    ", aux",
    ", dans le",
    ", dans la",
    ", dans l'",
    ", dans l’",
    "en",
    "au",
    "de",
    "de la",
    "du",
    "dans le",
    "dans la",
    "dans les",
    "à",
];
/// What an explicit neighbour is worth, in powers of e inhabitants as all weights here.
pub(super) const EXPLICIT: f64 = 14.0;
/// The agency's country.
const HOME: f64 = 2.5;
/// A name in another language.
const ALIAS: f64 = -4.0;
/// No distance on the map counts beyond this, in degrees.
const NEAR: f64 = 0.8;
/// No more larger places are asked for one name: the first ones tell.
const MOST_NEIGHBOURS: usize = 8;
/// Only so many places of the dispatch are asked: more say nothing new.
pub(super) const MOST_ANCHORS: usize = 64;

/// A place that is taken for granted, and what it lies in.
pub struct Anchor {
    place: PlaceId,
    line: Vec<PlaceId>,
    country: Option<PlaceId>,
    coordinates: Option<(f64, f64)>,
    /// The form that it stands for.
    form: Option<usize>,
}

impl Anchor {
    /// An anchor for a place; `form` is the form of the dispatch that names it, if one does.
    pub fn new(gazetteer: &Gazetteer, place: PlaceId, form: Option<usize>) -> Self {
        let line = gazetteer.line(place);
        Anchor { place, line, country: gazetteer.country(place), coordinates: gazetteer.coordinates(place), form }
    }
}

/// How likely a candidate is meant when nothing is known of the dispatch but the agency's country.
pub fn prior(gazetteer: &Gazetteer, candidate: Candidate, home: Option<&str>) -> f64 {
    let inhabitants = (gazetteer.population(candidate.place).max(500) as f64).ln();
    let size = match gazetteer.kind(candidate.place) {
        Kind::Country => 17.0,
        Kind::WorldPart => 16.0,
        Kind::Capital => inhabitants + 2.0,
        Kind::City => inhabitants,
        Kind::Region => 11.0,
        Kind::Department => 12.0,
        Kind::Island | Kind::Water => 11.5,
        Kind::District | Kind::Mountain | Kind::Other => 10.5,
    };
    let at_home = home.is_some() && gazetteer.country(candidate.place).map(|c| gazetteer.id(c)) == home;
    size + if at_home { HOME } else { 0.0 } + if candidate.alias { ALIAS } else { 0.0 }
}

/// The place of the candidate with the highest score.
pub(super) fn best(candidates: &[Candidate], score: impl Fn(Candidate) -> f64) -> Option<PlaceId> {
    let scored = candidates.iter().map(|&candidate| (score(candidate), candidate.place));
    scored.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))).map(|(_, place)| place)
}

/// The likeliest place of every form; `None` for forms that the gazetteer does not know.
pub fn choose(
    gazetteer: &Gazetteer,
    forms: &[Form],
    explicit: &[Vec<usize>],
    given: Vec<Anchor>,
    home: Option<&str>,
) -> Vec<Option<PlaceId>> {
    let likeliest = |form: &Form| best(&form.candidates, |candidate| prior(gazetteer, candidate, home));
    let first: Vec<Option<PlaceId>> = forms.iter().map(likeliest).collect();
    if forms.iter().all(|form| form.candidates.len() < 2) {
        return first;
    }
    let mut anchors = given;
    for (i, place) in first.iter().enumerate().take(MOST_ANCHORS) {
        anchors.extend(place.map(|place| Anchor::new(gazetteer, place, Some(i))));
    }
    let neighbours = |form: usize| explicit[form].iter().flat_map(|&other| &forms[other].candidates);
    let choice = forms.iter().enumerate().map(|(i, form)| match form.candidates.as_slice() {
        [] | [_] => first[i],
        candidates => best(candidates, |candidate| {
            let line = gazetteer.line(candidate.place);
            let told = neighbours(i).any(|outer| outer.place != candidate.place && line.contains(&outer.place));
            let others = anchors.iter().filter(|anchor| anchor.form != Some(i));
            prior(gazetteer, candidate, home) + if told { EXPLICIT } else { 0.0 } + support(gazetteer, &line, others)
        }),
    });
    choice.collect()
}

/// What the other places of the dispatch say for a place, given with what it lies in.
pub(super) fn support<'a>(gazetteer: &Gazetteer, line: &[PlaceId], anchors: impl Iterator<Item = &'a Anchor>) -> f64 {
    let place = line[0];
    let is_large = matches!(gazetteer.kind(place), Kind::Country | Kind::WorldPart);
    let country = gazetteer.country(place);
    let (mut best, mut compatriots) = (0.0_f64, 0);
    for anchor in anchors {
        let same_country = country.is_some() && country == anchor.country;
        compatriots += usize::from(same_country);
        let region = |p: &&PlaceId| gazetteer.kind(**p).is_region();
        let shares_region = line.iter().filter(region).any(|p| anchor.line.contains(p));
        let worth = if anchor.place == place {
            0.0
        } else if anchor.line.contains(&place) {
            if is_large { 2.0 } else { 4.0 }
        } else if line.contains(&anchor.place) && !matches!(gazetteer.kind(anchor.place), Kind::WorldPart) {
            if gazetteer.kind(anchor.place) == Kind::Country { 3.0 } else { 5.0 }
        } else if shares_region {
            3.5
        } else if same_country {
            2.0
        } else {
            0.0
        };
        best = best.max(worth + if is_near(gazetteer.coordinates(place), anchor.coordinates) { 1.5 } else { 0.0 });
    }
    best + 0.4 * compatriots.min(8) as f64
}

fn is_near(one: Option<(f64, f64)>, other: Option<(f64, f64)>) -> bool {
    let Some((one, other)) = one.zip(other) else { return false };
    let east = (one.1 - other.1) * one.0.to_radians().cos();
    (one.0 - other.0).hypot(east) < NEAR
}

/// For each form, the forms that stand behind one of its mentions as the place it lies in: `Paris (Texas)`.
pub fn explicit(document: &Document, mentions: &[Mention], form_of: &[usize], forms: usize) -> Vec<Vec<usize>> {
    let mut explicit = vec![Vec::new(); forms];
    for (pair, form) in mentions.windows(2).zip(form_of.windows(2)) {
        let gap = pair[0].tokens.end..pair[1].tokens.start;
        if gap.is_empty() || gap.len() > 3 || passage_of(document, gap.start) != passage_of(document, gap.end) {
            continue;
        }
        // A number or a capital in between: something else is told.
        if document.tokens[gap.clone()].iter().any(|token| token.kind == TokenKind::Number || token.is_capital()) {
            continue;
        }
        let outer = &mut explicit[form[0]];
        if JOINTS.contains(&document.span(gap)) && outer.len() < MOST_NEIGHBOURS && !outer.contains(&form[1]) {
            outer.push(form[1]);
        }
    }
    explicit
}

/// The passage that a token stands in, by its place among the passages.
pub fn passage_of(document: &Document, token: usize) -> usize {
    document.passages.partition_point(|passage: &Passage| passage.tokens.end <= token)
}

/// The country that an agency writes for, which its dispatches do not name: a French one unless it is known better.
pub fn home_of(provider: Option<&str>) -> Option<&'static str> {
    let name = provider.unwrap_or_default().to_lowercase();
    let first = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    match first {
        "belga" => Some("BE"),
        "ats" | "keystone" => Some("CH"),
        "aps" => Some("DZ"),
        "map" => Some("MA"),
        "tap" => Some("TN"),
        "aa" | "anadolu" => Some("TR"),
        "pc" => Some("CA"),
        "aib" => Some("BF"),
        "aip" => Some("CI"),
        _ => Some("FR"),
    }
}
