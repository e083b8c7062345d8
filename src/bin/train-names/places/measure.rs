//! How well places are put together and the main one is told, with the tagger out of the way: the mentions are those of
//! the gold, found in the text by their forms.

use std::path::Path;

use anyhow::Context;
use depeche::annotate::document::Document;
use depeche::annotate::mention::{EntityKind, Mention};
use depeche::annotate::places::Places;
use depeche::annotate::places::event::{self, FEATURES, WEIGHTS};
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
    let places = Places { gazetteer };
    let train: Vec<Case> = (1..=10)
        .map(|n| cases(data, &format!("train{n}")))
        .collect::<anyhow::Result<Vec<_>>>()?
        .into_iter()
        .flatten()
        .collect();
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
    let weights = fit(&places, &train);
    println!("fitted: {weights:.2?}; right on dev {:.1} %", 100.0 * rightly_told(&places, &dev, &weights));
    println!(
        "right on train {:.1} %, with the weights in use {:.1} %",
        100.0 * rightly_told(&places, &train, &weights),
        100.0 * rightly_told(&places, &train, &WEIGHTS)
    );
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

/// The places of the gold where they stand in the text: longest form first; other names shield what stands in them.
fn mentions(document: &Document, gold: &Gold) -> Vec<Mention> {
    let places = gold.places.iter().flat_map(Named::forms).map(|form| (form, EntityKind::Location));
    let people = gold.people.iter().flat_map(Named::forms).map(|form| (form, EntityKind::Person));
    let others = gold.orgs.iter().chain(&gold.other).flat_map(Label::forms).map(|form| (form, EntityKind::Other));
    let mut forms: Vec<(&str, EntityKind)> =
        places.chain(people).chain(others).filter(|(form, _)| !form.is_empty()).collect();
    forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    let mut taken = vec![false; document.tokens.len()];
    let mut mentions = Vec::new();
    for (form, kind) in forms {
        for (start, _) in document.text.match_indices(form) {
            let end = start + form.len();
            let first = document.tokens.partition_point(|token| (token.end as usize) <= start);
            let last = document.tokens.partition_point(|token| (token.start as usize) < end);
            let whole = document.tokens.get(first).is_some_and(|token| token.start as usize == start)
                && document.tokens[..last].last().is_some_and(|token| token.end as usize == end);
            if whole && !taken[first..last].contains(&true) {
                taken[first..last].fill(true);
                mentions.push(Mention { kind, confidence: 1.0, tokens: first..last });
            }
        }
    }
    mentions.retain(|mention| mention.kind == EntityKind::Location);
    mentions.sort_by_key(|mention| mention.tokens.start);
    mentions
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
    let missed = used.iter().filter(|used| !**used).count();
    tally.missed += missed;
    if std::env::var_os("ERRORS").is_some() {
        let unknown: Vec<&str> = found.iter().filter(|l| l.lat.is_none()).map(|l| l.name.as_str()).collect();
        let main = found.iter().find(|l| l.role == PlaceRole::Event).map(|l| &l.name);
        println!(
            "{} {:?} missed {:?} unknown {:?} main {:?} gold {:?}",
            case.gold.id,
            found
                .iter()
                .map(|l| (&l.name, &l.forms, l.country.as_deref().unwrap_or(""), l.region.as_deref().unwrap_or("")))
                .collect::<Vec<_>>(),
            case.gold.places.iter().zip(&used).filter(|(_, u)| !**u).map(|(g, _)| g.forms()).collect::<Vec<_>>(),
            unknown,
            main,
            case.gold.main_place
        );
    }
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
        let mut slope = weights.map(|weight| -0.002 * weight);
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

fn rightly_told(places: &Places, cases: &[Case], weights: &[f64; FEATURES]) -> f64 {
    let examples: Vec<_> = cases.iter().filter_map(|case| example(places, case)).collect();
    let right = examples.iter().filter(|(features, target)| {
        let score = |i: &usize| event::score(&features[*i], weights);
        (0..features.len()).max_by(|a, b| score(a).total_cmp(&score(b)).then(b.cmp(a))) == Some(*target)
    });
    right.count() as f64 / examples.len().max(1) as f64
}
