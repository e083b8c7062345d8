//! The gazetteer: read from its sources, laid out, packed; and how well places are resolved with it.

mod builder;
mod measure;
mod names;
mod sources;
mod tables;

use std::path::Path;

use anyhow::Context;
use depeche::annotate::places::packed;

/// Packs the gazetteer into `out` and prints what it holds and how good it is.
///
/// # Errors
/// When a source is missing or not of its form.
pub fn run(data: &Path, out: &Path) -> anyhow::Result<()> {
    let mut builder = builder::Builder::default();
    sources::read(data, &mut builder)?;
    let records = builder.records();
    let bytes = packed::pack(&records)?;
    let file = out.join("places.bin");
    std::fs::write(&file, &bytes).with_context(|| format!("cannot write {}", file.display()))?;
    println!("{} places, {} bytes, blake3 {}", records.len(), bytes.len(), blake3::hash(&bytes).to_hex());
    measure::run(data, &bytes)
}
