//! Makes the dictionaries that stored records are packed with: `train-dictionaries [CORPUS [OUT]]`.
//!
//! CORPUS is a folder of dispatches (`corpus`), OUT where the dictionaries are written (`src/index/record`). The same
//! dispatches give the same bytes.

use std::path::Path;

use anyhow::{Context, Result};
use depeche::annotate::{Annotator, Scratch};
use depeche::dispatch::{Dispatch, Source};
use depeche::source::{self, Item, Options, walk};

/// Bytes. Twice as many save two in a hundred.
const LENGTH: usize = 32 << 10;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let corpus = arguments.next().unwrap_or_else(|| "corpus".to_owned());
    let out = arguments.next().unwrap_or_else(|| "src/index/record".to_owned());
    let (mut heads, mut bodies) = (Vec::new(), Vec::new());
    for mut dispatch in dispatches(Path::new(&corpus)) {
        // What differs from one checkout to the next must not decide which bytes come out.
        let Source { format, encoding, .. } = std::mem::take(&mut dispatch.source);
        dispatch.source = Source { format, encoding, ..Source::default() };
        bodies.push(serde_json::to_vec(&std::mem::take(&mut dispatch.body))?);
        heads.push(serde_json::to_vec(&dispatch)?);
    }
    for (name, samples) in [("head", heads), ("body", bodies)] {
        let path = Path::new(&out).join(format!("{name}.dictionary"));
        let dictionary = zstd::dict::from_samples(&samples, LENGTH)?;
        std::fs::write(&path, &dictionary).with_context(|| format!("cannot write {}", path.display()))?;
        println!("{}: {} bytes of {} samples", path.display(), dictionary.len(), samples.len());
    }
    Ok(())
}

/// The dispatches of a folder, annotated, in the order of the files. What cannot be read is passed over: some files of the
/// corpus are broken on purpose.
fn dispatches(folder: &Path) -> Vec<Dispatch> {
    let annotator = Annotator::shared();
    let mut scratch = Scratch::default();
    let mut dispatches = Vec::new();
    for found in walk(folder).flatten() {
        let _ = source::read(&found.path, &Options::default(), &mut |item| {
            if let Item::Dispatch(mut dispatch) = item {
                annotator.annotate(&mut dispatch, &mut scratch);
                dispatches.push(*dispatch);
            }
        });
    }
    dispatches
}
