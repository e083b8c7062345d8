//! The untagged news: articles laid out as dispatches.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use depeche::dispatch::Dispatch;
use serde::Deserialize;

#[derive(Deserialize)]
struct Article {
    id: String,
    title: String,
    #[serde(default)]
    paragraphs: Option<Vec<String>>,
}

/// Reads the articles of the data folder, without those whose id is in `excluded`.
pub fn read(data: &Path, excluded: &BTreeSet<String>) -> Result<Vec<Dispatch>> {
    let path = data.join("news/orange_actu.jsonl.zst");
    let file = File::open(&path).with_context(|| path.display().to_string())?;
    let mut news = Vec::new();
    for line in BufReader::new(zstd::Decoder::new(file)?).lines() {
        let article: Article = serde_json::from_str(&line?)?;
        if !excluded.contains(&article.id) {
            let body = article.paragraphs.unwrap_or_default();
            news.push(Dispatch { id: article.id, headline: article.title, body, ..Dispatch::default() });
        }
    }
    Ok(news)
}
