//! Makes the packed models of the annotation: `train-names DATA OUT [PART]`.
//!
//! DATA is the folder of data, OUT where the models are written (`src/annotate/model`), PART one of `places`, `names` and
//! `topics`; all of them by default. The same data gives the same bytes.

mod names;
mod places;
mod topics;

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

/// A part by its name, and what makes its file.
type Part = (&'static str, fn(&Path, &Path) -> Result<()>);

const PARTS: [Part; 3] = [("places", places::run), ("names", names::run), ("topics", topics::run)];

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let (data, out, wanted) = match arguments.as_slice() {
        [data, out] => (data, out, None),
        [data, out, part] => (data, out, Some(part.to_string_lossy())),
        _ => bail!("usage: train-names DATA OUT [PART]"),
    };
    if let Some(part) = &wanted
        && !PARTS.iter().any(|(name, _)| name == part)
    {
        bail!("no part {part}: there are {}", PARTS.map(|(name, _)| name).join(", "));
    }
    for (name, make) in PARTS {
        if wanted.as_ref().is_none_or(|part| part == name) {
            make(data, out)?;
        }
    }
    Ok(())
}
