//! Makes the dictionaries that stored records are packed with: `train-dictionaries [CORPUS [OUT]]`.
//!
//! CORPUS is a folder of dispatches (`corpus`), OUT where the dictionaries are written (`src/index/record`). The same
//! dispatches give the same bytes.

use std::path::Path;

use anyhow::{Context, Result};
use depeche::annotate::{Annotator, Scratch};
use depeche::dispatch::{Dispatch, Source};
use depeche::index::record::parts;
use depeche::source::{self, Item, Options, walk};

/// Bytes. Twice as many save two in a hundred.
const LENGTH: usize = 32 << 10;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let corpus = arguments.next().unwrap_or_else(|| "corpus".to_owned());
    let out = arguments.next().unwrap_or_else(|| "src/index/record".to_owned());
    let mut samples: [Vec<Vec<u8>>; 3] = Default::default();
    for mut dispatch in dispatches(Path::new(&corpus)) {
        // What differs from one checkout to the next must not decide which bytes come out.
        let Source { format, encoding, .. } = std::mem::take(&mut dispatch.source);
        dispatch.source = Source { format, encoding, ..Source::default() };
        samples.iter_mut().zip(parts(dispatch)?).for_each(|(samples, part)| samples.push(part));
    }
    for (name, samples) in ["brief", "head", "body"].into_iter().zip(samples) {
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
