//! Reads the training data: 780 dispatches with topics marked by hand, 36,000 with the metadata of their editors.

use std::fs::{File, read_to_string};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use depeche::annotate::document::Document;
use depeche::annotate::topics::TOPS;
use depeche::annotate::topics::features::each_word;
use depeche::dispatch::Dispatch;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// A dispatch to learn from.
pub struct Article {
    /// Hash and sum of weights of each word, ascending by hash.
    pub words: Vec<(u32, f32)>,
    pub section: String,
    pub tags: Vec<String>,
    /// The topics marked by hand, the main one first; empty for most articles.
    pub gold: Vec<usize>,
}

/// The training data.
pub struct Corpus {
    pub articles: Vec<Article>,
    /// BLAKE3 of the files read.
    pub hash: [u8; 32],
}

#[derive(Deserialize)]
struct Line {
    id: String,
    #[serde(default)]
    title: Option<String>,
    /// Hand-tagged dispatches have one text.
    #[serde(default)]
    text: Option<String>,
    /// The news have these.
    #[serde(default)]
    standfirst: Option<String>,
    #[serde(default)]
    paragraphs: Option<Vec<String>>,
    #[serde(default)]
    section: Option<String>,
    #[serde(default)]
    tags: Vec<String>,
}

#[derive(Deserialize)]
struct Gold {
    id: String,
    topics: Vec<String>,
}

/// Reads all of it from the data folder, but for the dispatches kept for development.
pub fn read(data: &Path) -> Result<Corpus> {
    let names = data.join("names");
    let news = data.join("news/orange_actu.jsonl.zst");
    let parts: Vec<PathBuf> = (1..=10).map(|n| names.join(format!("train{n}.jsonl"))).collect();
    let mut articles = Vec::new();
    let mut hasher = blake3::Hasher::new();
    let mut seen: FxHashSet<String> = FxHashSet::default();
    for line in text(&names.join("dev.jsonl"))?.lines() {
        seen.insert(serde_json::from_str::<Line>(line)?.id);
    }
    for part in &parts {
        let (lines, gold) = (text(part)?, text(&part.with_extension("gold.jsonl"))?);
        hasher.update(lines.as_bytes()).update(gold.as_bytes());
        let mut gold = topics_by_id(&gold)?;
        for line in lines.lines() {
            let line: Line = serde_json::from_str(line)?;
            let topics = gold.remove(&line.id).with_context(|| format!("no topics for {}", line.id))?;
            if seen.insert(line.id.clone()) {
                articles.push(line.article(topics));
            }
        }
    }
    let mut packed = Vec::new();
    File::open(&news).with_context(|| news.display().to_string())?.read_to_end(&mut packed)?;
    hasher.update(&packed);
    for line in BufReader::new(zstd::Decoder::new(packed.as_slice())?).lines() {
        let line: Line = serde_json::from_str(&line?)?;
        if seen.insert(line.id.clone()) {
            articles.push(line.article(Vec::new()));
        }
    }
    Ok(Corpus { articles, hash: *hasher.finalize().as_bytes() })
}

fn text(path: &Path) -> Result<String> {
    read_to_string(path).with_context(|| path.display().to_string())
}

fn topics_by_id(gold: &str) -> Result<FxHashMap<String, Vec<usize>>> {
    let mut topics = FxHashMap::default();
    for line in gold.lines() {
        let line: Gold = serde_json::from_str(line)?;
        let top = |label: &String| {
            TOPS.iter().position(|top| top == label).with_context(|| format!("no top Media Topic: {label}"))
        };
        topics.insert(line.id, line.topics.iter().map(top).collect::<Result<_>>()?);
    }
    Ok(topics)
}

impl Line {
    fn article(self, gold: Vec<usize>) -> Article {
        let text = self.text.unwrap_or_default();
        let body = text.split("\n\n").filter(|paragraph| !paragraph.is_empty()).map(str::to_owned);
        let dispatch = Dispatch {
            headline: self.title.unwrap_or_default(),
            standfirst: self.standfirst,
            body: body.chain(self.paragraphs.unwrap_or_default()).collect(),
            ..Dispatch::default()
        };
        Article { words: words(&dispatch), section: self.section.unwrap_or_default(), tags: self.tags, gold }
    }
}

/// What the classifier reads of a dispatch, each word once.
pub fn words(dispatch: &Dispatch) -> Vec<(u32, f32)> {
    let mut sums: FxHashMap<u32, f32> = FxHashMap::default();
    each_word(&Document::of(dispatch), |hash, weight| *sums.entry(hash).or_default() += weight);
    let mut words: Vec<(u32, f32)> = sums.into_iter().collect();
    words.sort_unstable_by_key(|&(hash, _)| hash);
    words
}
