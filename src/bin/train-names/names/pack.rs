//! Writes the file of names that `depeche::annotate::tagger::model` reads.

use anyhow::Result;
use depeche::annotate::tagger::model::MAGIC;

use super::crf::Trained;
use super::lexicon::Lexicon;

/// The packed bytes of a model.
pub fn pack(lexicon: &Lexicon, first: &Trained, second: &Trained) -> Result<Vec<u8>> {
    let mut out = MAGIC.to_vec();
    pairs(&lexicon.clusters, &mut out);
    pairs(&lexicon.uses, &mut out);
    pairs(&lexicon.names, &mut out);
    reading(first, &mut out);
    reading(second, &mut out);
    Ok(zstd::bulk::compress(&out, 19)?)
}

fn pairs(pairs: &[(u32, u32)], out: &mut Vec<u8>) {
    keys(pairs.iter().map(|&(key, _)| key), out);
    pairs.iter().for_each(|(_, value)| out.extend(value.to_le_bytes()));
}

fn reading(trained: &Trained, out: &mut Vec<u8>) {
    out.extend(trained.scale.to_le_bytes());
    trained.transitions.iter().flatten().for_each(|value| out.extend(value.to_le_bytes()));
    keys(trained.features.iter().copied(), out);
    for label in 0..depeche::annotate::tagger::label::LABELS {
        out.extend(trained.rows.iter().map(|row| row[label] as u8));
    }
}

/// A count, and keys in ascending order as differences.
fn keys(keys: impl ExactSizeIterator<Item = u32>, out: &mut Vec<u8>) {
    out.extend((keys.len() as u32).to_le_bytes());
    let mut last = 0;
    for key in keys {
        let mut difference = key - last;
        while difference >= 128 {
            out.push(difference as u8 | 128);
            difference >>= 7;
        }
        out.push(difference as u8);
        last = key;
    }
}
