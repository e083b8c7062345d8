//! Trains the name tagger and writes `names.bin`.

mod crf;
mod examples;
mod gold;
mod knowledge;
mod lexicon;
mod news;
mod pack;
mod score;
mod silver;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use depeche::annotate::document::Document;
use depeche::annotate::tagger::features::View;
use depeche::annotate::tagger::model::Model;
use depeche::annotate::tagger::{Scratch, Tagger};
use depeche::dispatch::Dispatch;

use crf::{Examples, Options, Trained, train};
use examples::{Extractor, add_second};
use gold::Sample;
use lexicon::Lexicon;
use score::Score;

/// Into how many parts the tagged dispatches are cut for cross-validation.
const FOLDS: usize = 5;

/// Of how many articles one gives its agreed passages to training.
const EVERY: usize = 4;

const TEACHER: Options = Options { epochs: 8, rate: 0.1, sparsity: 0.0005, seen: 2.0, keep: usize::MAX };
const FIRST: Options = Options { epochs: 5, rate: 0.1, sparsity: 0.0005, seen: 2.0, keep: 200_000 };
const SECOND: Options = Options { epochs: 8, rate: 0.05, sparsity: 0.001, seen: 3.0, keep: 20_000 };

/// What does not change from fold to fold.
struct Sources {
    clusters: Vec<(u32, u32)>,
    capitals: lexicon::Counts,
    facts: knowledge::Facts,
    news: Vec<Dispatch>,
}

/// The first reading and the dictionary it needs.
struct Stage {
    lexicon: Lexicon,
    first: Trained,
}

impl Stage {
    fn tagger(&self, second: Option<&Trained>) -> Tagger {
        Tagger::with(Model {
            dictionary: self.lexicon.dictionary(),
            first: self.first.reading(),
            second: second.map_or_else(|| self.first.silent(), Trained::reading),
        })
    }
}

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
    let sources = Sources { clusters: lexicon::clusters(data)?, capitals: lexicon::capitals(&news), facts: knowledge::facts(data)?, news };
    eprintln!("{} tagged, {} untagged, {:.0?}", samples.len(), sources.news.len(), clock.elapsed());

    let (taught, held) = (|fold: usize| fold_of(&samples, fold, false), |fold: usize| fold_of(&samples, fold, true));
    let folds: Vec<Stage> = in_pairs((0..FOLDS).collect(), |fold| stage(&taught(fold), &sources));
    let mut first_score = Score::default();
    let mut seconds: Vec<Examples> = Vec::new();
    for (fold, stage) in folds.iter().enumerate() {
        let tagger = stage.tagger(None);
        first_score.add(&Score::of(&tagger, &held(fold)));
        let (mut examples, mut scratch) = (Examples::default(), Scratch::default());
        for sample in held(fold) {
            add_second(&tagger, &mut scratch, &sample.document, &sample.mentions, 1.0, &mut examples);
        }
        seconds.push(examples);
    }
    eprintln!("first reading, cross-validated, {:.0?}\n  {first_score}", clock.elapsed());
    let start = folds[0].first.transitions;
    let mut second_score = Score::default();
    for (fold, stage) in folds.iter().enumerate() {
        let others = seconds.iter().enumerate().filter(|(other, _)| *other != fold).map(|(_, examples)| examples);
        let second = train(&Examples::join(others), View::Full, SECOND, Some(&start));
        second_score.add(&Score::of(&stage.tagger(Some(&second)), &held(fold)));
        {
            use std::io::Write;
            let tagger = stage.tagger(Some(&second));
            let mut f = std::fs::OpenOptions::new().create(true).append(true).open("/tmp/oracle/oof.jsonl")?;
            let mut scratch = Scratch::default();
            for sample in held(fold) {
                let mut found = Vec::new();
                tagger.tag(&sample.document, &mut scratch, &mut found);
                let rows: Vec<String> = found.iter().map(|m| format!("[{},{},\"{:?}\",{}]", m.tokens.start, m.tokens.end, m.kind, m.confidence)).collect();
                writeln!(f, "{{\"id\":\"{}\",\"mentions\":[{}]}}", sample.id, rows.join(","))?;
            }
        }
    }
    eprintln!("both readings, cross-validated, {:.0?}\n  {second_score}", clock.elapsed());

    let second = train(&Examples::join(seconds.iter()), View::Full, SECOND, Some(&start));
    let all: Vec<&Sample> = samples.iter().collect();
    let last = stage(&all, &sources);
    let dev: Vec<&Sample> = dev.iter().collect();
    eprintln!("first reading, development set\n  {}", Score::of(&last.tagger(None), &dev));
    eprintln!("both readings, development set\n  {}", Score::of(&last.tagger(Some(&second)), &dev));
    let packed = pack::pack(&last.lexicon, &last.first, &second)?;
    let path = out.join("names.bin");
    std::fs::write(&path, &packed).with_context(|| path.display().to_string())?;
    eprintln!("{}: {} bytes, {:.0?}", path.display(), packed.len(), clock.elapsed());
    Ok(())
}

/// The dispatches of a fold, or all others.
fn fold_of(samples: &[Sample], fold: usize, within: bool) -> Vec<&Sample> {
    samples.iter().enumerate().filter(|(at, _)| (at % FOLDS == fold) == within).map(|(_, sample)| sample).collect()
}

/// Runs `work` for each of `items`, two at a time; the results are in the order of the items.
fn in_pairs<T: Send>(items: Vec<usize>, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let work = &work;
    let run = |odd: usize| items.iter().filter(move |&&item| item % 2 == odd).map(move |&item| (item, work(item)));
    let mut done = BTreeMap::new();
    std::thread::scope(|scope| {
        let odd = scope.spawn(|| run(1).collect::<Vec<_>>());
        done.extend(run(0));
        done.extend(odd.join().into_iter().flatten());
    });
    done.into_values().collect()
}

/// Trains the first reading on `samples` and on the news that two teachers label.
fn stage(samples: &[&Sample], sources: &Sources) -> Stage {
    let owned: Vec<Sample> = samples.iter().map(|&sample| sample.clone()).collect();
    let roles = lexicon::roles(&owned);
    let uses = lexicon::uses(&sources.capitals, &roles, 3);
    let names = knowledge::pack(&knowledge::Seen::default(), &sources.facts);
    let known = Lexicon { clusters: sources.clusters.clone(), uses, names };
    let teacher = |view: View| {
        let examples = first_examples(samples, &known, view);
        let first = train(&examples, view, TEACHER, None);
        Stage { lexicon: known.clone(), first }.tagger(None)
    };
    let labelled = silver::label(&sources.news, &teacher(View::Full), &teacher(View::Clusters));
    let mut counts = lexicon::Counts::new();
    let mut seen = knowledge::Seen::default();
    let mut document = Document::default();
    for (dispatch, labelled) in sources.news.iter().zip(&labelled) {
        document.fill(dispatch);
        lexicon::count(&document, &labelled.mentions, &mut counts);
        knowledge::count(&document, &labelled.mentions, &mut seen);
    }
    let uses = lexicon::uses(&counts, &roles, 3);
    let names = knowledge::pack(&seen, &sources.facts);
    eprintln!("  {} known names", names.len());
    let lexicon = Lexicon { clusters: sources.clusters.clone(), uses, names };
    let mut examples = first_examples(samples, &lexicon, View::Full);
    let dictionary = lexicon.dictionary();
    let mut extractor = Extractor::new(&dictionary, View::Full);
    for (dispatch, labelled) in sources.news.iter().zip(&labelled).step_by(EVERY) {
        document.fill(dispatch);
        let wanted = |passage: usize| labelled.agreed.contains(&passage);
        extractor.add(&document, &labelled.mentions, 0.3, wanted, &mut examples);
    }
    eprintln!("  {} active tokens", examples.len());
    let first = train(&examples, View::Full, FIRST, None);
    Stage { lexicon, first }
}

fn first_examples(samples: &[&Sample], lexicon: &Lexicon, view: View) -> Examples {
    let dictionary = lexicon.dictionary();
    let mut extractor = Extractor::new(&dictionary, view);
    let mut examples = Examples::default();
    for sample in samples {
        extractor.add(&sample.document, &sample.mentions, 1.0, |_| true, &mut examples);
    }
    examples
}
