//! Copies of tagged dispatches as some desks write: all capitals, no accents.

use depeche::annotate::document::{Document, PassageKind};
use depeche::dispatch::Dispatch;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::gold::Sample;

/// The headline and opening of a dispatch in capitals, with and without accents, and all of it without accents.
pub fn altered(sample: &Sample) -> Vec<Sample> {
    let bare = |text: &str| text.nfd().filter(|&c| !is_combining_mark(c)).collect::<String>();
    let all = usize::MAX;
    let copies = [
        rewritten(sample, 2, |text| text.to_uppercase()),
        rewritten(sample, 2, |text| bare(text).to_uppercase()),
        rewritten(sample, all, bare),
    ];
    copies.into_iter().flatten().collect()
}

/// The first `passages` of a dispatch, rewritten; nothing where that changes how it falls into tokens.
fn rewritten(sample: &Sample, passages: usize, rewrite: impl Fn(&str) -> String) -> Option<Sample> {
    let mut dispatch = Dispatch::default();
    let mut tokens = 0;
    for passage in sample.document.passages.iter().take(passages) {
        let text = rewrite(&sample.document.text[passage.bytes.clone()]);
        match passage.kind {
            PassageKind::Headline => dispatch.headline = text,
            _ => dispatch.body.push(text),
        }
        tokens = passage.tokens.end;
    }
    let document = Document::of(&dispatch);
    let mentions = sample.mentions.iter().filter(|mention| mention.tokens.end <= tokens).cloned().collect();
    (document.tokens.len() == tokens).then(|| Sample { id: sample.id.clone(), document, mentions })
}
