//! Trains the name tagger and writes `names.bin`.
//!
//! The first reading is trained on the tagged dispatches and on news that two teachers label alike ([`stage`]). The
//! second is trained on what first readings say of dispatches they have not seen: five of them, each trained without a
//! fifth of the tagged dispatches. The same five give the scores of a cross-validation.

mod augment;
mod crf;
mod examples;
mod gold;
mod knowledge;
mod lexicon;
mod news;
mod pack;
mod score;
mod silver;
mod stage;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use depeche::annotate::document::Document;
use depeche::annotate::tagger::features::View;
use depeche::annotate::tagger::{Scratch, Tagger};
use depeche::dispatch::Dispatch;

use crf::{Examples, Options, Trained, train};
use examples::add_second;
use gold::Sample;
use score::Score;
use stage::{Sources, Stage};

/// Into how many parts the tagged dispatches are cut for cross-validation.
const FOLDS: usize = 5;

/// How many articles the speed is measured on.
const SPEED_ARTICLES: usize = 8000;

const SECOND: Options = Options { epochs: 5, rate: 0.03, sparsity: 0.003, seen: 5.0, keep: 20_000 };

/// Trains on the folder `data` and writes `names.bin` into `out`.
pub fn run(data: &Path, out: &Path) -> Result<()> {
    let clock = Instant::now();
    let folder = data.join("names");
    let mut samples = Vec::new();
    for part in 1..=10 {
        samples.extend(gold::read(&folder, &format!("train{part}"))?);
    }
    let dev = gold::read(&folder, "dev")?;
    let excluded: BTreeSet<String> = samples.iter().chain(&dev).map(|sample| sample.id.clone()).collect();
    let news = news::read(data, &excluded)?;
    let sources = Sources {
        clusters: lexicon::clusters(data)?,
        capitals: lexicon::capitals(&news),
        facts: knowledge::facts(data)?,
        news,
    };
    println!(
        "{} dispatches tagged by hand, {} articles, data {}",
        samples.len(),
        sources.news.len(),
        fingerprint(data)?
    );

    let folds = in_pairs(FOLDS, |fold| Stage::train(&part(&samples, fold, false), &sources));
    let second = second_reading(&folds, &samples);
    println!("trained without a fifth each, {:.0?}", clock.elapsed());

    let last = Stage::train(&samples.iter().collect::<Vec<_>>(), &sources);
    let tagger = last.tagger(Some(&second));
    let dev: Vec<&Sample> = dev.iter().collect();
    println!("development set, first reading\n{}", Score::of(&last.tagger(None), &dev));
    println!("development set, both readings\n{}", Score::of(&tagger, &dev));
    let packed = pack::pack(&last.lexicon, &last.first, &second)?;
    let path = out.join("names.bin");
    std::fs::write(&path, &packed).with_context(|| path.display().to_string())?;
    println!("{} bytes, tags {:.0} MB/s, {:.0?}", packed.len(), speed(&tagger, &sources.news), clock.elapsed());
    Ok(())
}

/// Trains the second reading on what each fold's first says of the fold; prints the scores of a cross-validation.
fn second_reading(folds: &[Stage], samples: &[Sample]) -> Trained {
    let (mut first_score, mut both_score) = (Score::default(), Score::default());
    let mut parts: Vec<Examples> = Vec::new();
    for (fold, stage) in folds.iter().enumerate() {
        let held = part(samples, fold, true);
        let tagger = stage.tagger(None);
        first_score.add(&Score::of(&tagger, &held));
        let (mut examples, mut scratch) = (Examples::default(), Scratch::default());
        for sample in held {
            add_second(&tagger, &mut scratch, sample, &mut examples);
        }
        parts.push(examples);
    }
    let start = Some(&folds[0].first.transitions);
    for (fold, stage) in folds.iter().enumerate() {
        let others = parts.iter().enumerate().filter(|(other, _)| *other != fold).map(|(_, examples)| examples);
        let second = train(&Examples::join(others), View::Full, SECOND, start);
        both_score.add(&Score::of(&stage.tagger(Some(&second)), &part(samples, fold, true)));
    }
    println!("cross-validation, first reading\n{first_score}\ncross-validation, both readings\n{both_score}");
    train(&Examples::join(parts.iter()), View::Full, SECOND, start)
}

/// The dispatches of a fold, or all others.
fn part(samples: &[Sample], fold: usize, within: bool) -> Vec<&Sample> {
    samples.iter().enumerate().filter(|(at, _)| (at % FOLDS == fold) == within).map(|(_, sample)| sample).collect()
}

/// Runs `work` for each number below `count`, two at a time; the results are in order.
fn in_pairs<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let run = |first: usize| (first..count).step_by(2).map(|item| (item, work(item))).collect::<Vec<_>>();
    let mut done = BTreeMap::new();
    std::thread::scope(|scope| {
        let odd = scope.spawn(|| run(1));
        done.extend(run(0));
        match odd.join() {
            Ok(odd) => done.extend(odd),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    });
    done.into_values().collect()
}

/// BLAKE3 of the files that the model depends on, one after another.
fn fingerprint(data: &Path) -> Result<String> {
    // Of the development set only the ids count, which are left out of the news.
    let others = ["names/dev.jsonl", "names/clusters.tsv", "news/orange_actu.jsonl.zst"].into_iter();
    let others = others.chain(knowledge::FILES).map(str::to_owned);
    let tagged = (1..=10).flat_map(|part| ["", ".gold"].map(|what| format!("names/train{part}{what}.jsonl")));
    let mut hasher = blake3::Hasher::new();
    for file in tagged.chain(others) {
        let path = data.join(file);
        hasher.update(&std::fs::read(&path).with_context(|| path.display().to_string())?);
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// How fast the tagger reads dispatches that are laid out, in megabytes of text a second.
fn speed(tagger: &Tagger, news: &[Dispatch]) -> f64 {
    let documents: Vec<Document> = news.iter().take(SPEED_ARTICLES).map(Document::of).collect();
    let (mut scratch, mut mentions) = (Scratch::default(), Vec::new());
    let clock = Instant::now();
    for document in &documents {
        mentions.clear();
        tagger.tag(document, &mut scratch, &mut mentions);
    }
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    bytes as f64 / 1e6 / clock.elapsed().as_secs_f64()
}
