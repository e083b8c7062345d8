//! Makes the packed models of the annotation from the data folder: `train-names DATA OUT [PART]`.

use std::path::PathBuf;

use anyhow::{Result, bail};

mod names;

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let (data, out, part) = match arguments.as_slice() {
        [data, out] => (data, out, None),
        [data, out, part] => (data, out, part.to_str()),
        _ => bail!("usage: train-names DATA OUT [PART]"),
    };
    if part.is_none_or(|part| part == "names") {
        names::run(data, out)?;
    }
    Ok(())
}
