//! How well places are put together and the main one is told, with the tagger out of the way: the mentions are those of
//! the gold, found in the text by their forms.

use std::ops::Range;
use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use depeche::annotate::document::Document;
use depeche::annotate::mention::{EntityKind, Mention};
use depeche::annotate::places::Places;
use depeche::annotate::places::event::{self, FEATURES};
use depeche::annotate::places::gazetteer::Gazetteer;
use depeche::annotate::places::key::key;
use depeche::dispatch::{Dispatch, PlaceRole};
use serde::Deserialize;

/// What is marked in a dispatch.
#[derive(Deserialize)]
struct Gold {
    id: String,
    people: Vec<Named>,
    places: Vec<Named>,
    #[serde(default)]
    orgs: Vec<Label>,
    #[serde(default)]
    other: Vec<Label>,
    main_place: Option<String>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
    #[serde(default)]
    variants: Vec<String>,
}

/// Organisations are objects in the training sets and plain names in the development set.
#[derive(Deserialize)]
#[serde(untagged)]
enum Label {
    Plain(String),
    Named(Named),
}

impl Label {
    fn forms(&self) -> Vec<&str> {
        match self {
            Label::Plain(name) => vec![name],
            Label::Named(named) => named.forms(),
        }
    }
}

impl Named {
    fn forms(&self) -> Vec<&str> {
        std::iter::once(&self.name).chain(&self.variants).map(String::as_str).collect()
    }
}

#[derive(Deserialize)]
struct Article {
    id: String,
    title: String,
    text: String,
}

/// One dispatch with its gold.
struct Case {
    dispatch: Dispatch,
    document: Document,
    mentions: Vec<Mention>,
    gold: Gold,
}

/// What was right and wrong over a set.
#[derive(Default)]
struct Tally {
    right: usize,
    extra: usize,
    missed: usize,
    main: usize,
    main_right: usize,
    unknown: usize,
    places: usize,
}

/// Measures on the training sets and on the development set, and prints weights fitted anew on the training sets.
pub fn run(data: &Path, packed: &[u8]) -> anyhow::Result<()> {
    let gazetteer = Gazetteer::read(packed).context("the packed gazetteer cannot be read")?;
    let places = Places::new(gazetteer);
    let mut train = Vec::new();
    for n in 1..=10 {
        train.extend(cases(data, &format!("train{n}"))?);
    }
    let dev = cases(data, "dev")?;
    for (name, cases) in [("train", &train), ("dev", &dev)] {
        let mut tally = Tally::default();
        cases.iter().for_each(|case| score(&places, case, &mut tally));
        let Tally { right, extra, missed, main, main_right, unknown, places } = tally;
        let f1 = 200.0 * right as f64 / (2 * right + extra + missed) as f64;
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        println!(
            "{name}: places F1 {f1:.1} ({right} right, {extra} extra, {missed} missed); main place right {:.1} % of {main}; \
             not in the gazetteer {:.1} %",
            share(main_right, main),
            share(unknown, places)
        );
    }
    let text: usize = train.iter().map(|case| case.document.text.len()).sum();
    let start = Instant::now();
    for case in &train {
        places.resolve(&case.dispatch, &case.document, &case.mentions);
    }
    println!("resolving: {:.0} MB of text a second", text as f64 / 1e6 / start.elapsed().as_secs_f64());
    println!("weights of the main place, fitted anew: {:.2?}", fit(&places, &train));
    Ok(())
}

fn cases(data: &Path, set: &str) -> anyhow::Result<Vec<Case>> {
    let read = |name: String| {
        std::fs::read_to_string(data.join("names").join(&name)).with_context(|| format!("cannot read {name}"))
    };
    let (articles, gold) = (read(format!("{set}.jsonl"))?, read(format!("{set}.gold.jsonl"))?);
    let mut cases = Vec::new();
    for (article, gold) in articles.lines().zip(gold.lines()) {
        let (article, gold): (Article, Gold) = (serde_json::from_str(article)?, serde_json::from_str(gold)?);
        anyhow::ensure!(article.id == gold.id, "{set}: articles and gold are not in one order");
        let body = article.text.split("\n\n").map(str::to_owned).collect();
        let dispatch = Dispatch { id: article.id, headline: article.title, body, ..Dispatch::default() };
        let document = Document::of(&dispatch);
        let mentions = mentions(&document, &gold);
        cases.push(Case { dispatch, document, mentions, gold });
    }
    Ok(cases)
}

/// The places of the gold where they stand in the text: longest form first; other names shield what stands in them,
/// unless a place has no other mention (`parquet de Brume`).
fn mentions(document: &Document, gold: &Gold) -> Vec<Mention> {
    let people = gold.people.iter().flat_map(Named::forms);
    let others = gold.orgs.iter().chain(&gold.other).flat_map(Label::forms);
    let shields = people.chain(others).map(|form| (form, None));
    let places = gold.places.iter().enumerate();
    let mut forms: Vec<(&str, Option<usize>)> = places
        .flat_map(|(i, place)| place.forms().into_iter().map(move |form| (form, Some(i))))
        .chain(shields)
        .collect();
    forms.retain(|(form, _)| !form.is_empty());
    forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    let mut taken = vec![false; document.tokens.len()];
    let mut named = vec![false; gold.places.len()];
    let mut mentions = Vec::new();
    for shielded in [true, false] {
        for &(form, place) in &forms {
            if !shielded && place.is_none_or(|place| named[place]) {
                continue;
            }
            for tokens in occurrences(document, form) {
                if !(shielded && taken[tokens.clone()].contains(&true)) {
                    taken[tokens.clone()].fill(true);
                    let mention = Mention { kind: EntityKind::Location, confidence: 1.0, tokens };
                    mentions.extend(place.map(|place| (place, mention)));
                }
            }
        }
        mentions.iter().for_each(|&(place, _)| named[place] = true);
    }
    let mut mentions: Vec<Mention> = mentions.into_iter().map(|(_, mention)| mention).collect();
    mentions.sort_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end)));
    mentions.dedup_by(|later, earlier| later.tokens.start < earlier.tokens.end);
    mentions
}

/// Where `form` stands as whole tokens.
fn occurrences(document: &Document, form: &str) -> Vec<Range<usize>> {
    let tokens = &document.tokens;
    let whole = |start: usize| {
        let end = start + form.len();
        let first = tokens.partition_point(|token| token.end as usize <= start);
        let last = tokens.partition_point(|token| (token.start as usize) < end);
        let begins = tokens.get(first).is_some_and(|token| token.start as usize == start);
        let ends = tokens[..last].last().is_some_and(|token| token.end as usize == end);
        (begins && ends).then_some(first..last)
    };
    document.text.match_indices(form).filter_map(|(start, _)| whole(start)).collect()
}

fn score(places: &Places, case: &Case, tally: &mut Tally) {
    let found = places.resolve(&case.dispatch, &case.document, &case.mentions);
    let mut used = vec![false; case.gold.places.len()];
    let is = |gold: &Named, name: &str| gold.forms().iter().any(|form| key(form) == key(name));
    for location in &found {
        tally.places += 1;
        tally.unknown += usize::from(location.lat.is_none());
        let hit = (0..used.len()).find(|&i| !used[i] && is(&case.gold.places[i], &location.name));
        match hit {
            Some(i) => {
                used[i] = true;
                tally.right += 1;
            }
            None => tally.extra += 1,
        }
    }
    tally.missed += used.iter().filter(|used| !**used).count();
    if let Some(main) = &case.gold.main_place {
        tally.main += 1;
        let gold = case.gold.places.iter().find(|place| is(place, main));
        let told = found.iter().find(|location| location.role == PlaceRole::Event);
        tally.main_right += usize::from(told.zip(gold).is_some_and(|(told, gold)| is(gold, &told.name)));
    }
}

/// The features of every place of a dispatch and which is the main one, where the gold has one that is found.
fn example(places: &Places, case: &Case) -> Option<(Vec<[f64; FEATURES]>, usize)> {
    let main = case.gold.main_place.as_deref()?;
    let gold = case.gold.places.iter().find(|place| place.forms().iter().any(|form| key(form) == key(main)))?;
    let resolution = places.group(&case.document, &case.mentions, &[], Some("FR"));
    let keys: Vec<String> = gold.forms().into_iter().map(key).collect();
    let target = resolution
        .groups
        .iter()
        .position(|group| group.forms.iter().any(|&form| keys.contains(&resolution.forms[form].key)))?;
    Some((event::features(&places.gazetteer, &case.document, &resolution.seen(&case.mentions)), target))
}

/// Fits the weights: gradient ascent on the log-likelihood of the main places, with a Gaussian prior.
fn fit(places: &Places, cases: &[Case]) -> [f64; FEATURES] {
    let examples: Vec<_> = cases.iter().filter_map(|case| example(places, case)).collect();
    let mut weights = [0.0; FEATURES];
    for _ in 0..2000 {
        let mut slope = weights.map(|weight| -0.005 * weight);
        for (features, target) in &examples {
            let powers: Vec<f64> = features.iter().map(|x| event::score(x, &weights).exp()).collect();
            let sum: f64 = powers.iter().sum();
            for (i, x) in features.iter().enumerate() {
                let error = f64::from(u8::from(i == *target)) - powers[i] / sum;
                slope.iter_mut().zip(x).for_each(|(slope, x)| *slope += error * x / examples.len() as f64);
            }
        }
        weights.iter_mut().zip(slope).for_each(|(weight, slope)| *weight += slope);
    }
    weights
}
