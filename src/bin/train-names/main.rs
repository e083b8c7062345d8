//! Trains the models of `depeche::annotate` and packs them: `train-names DATA OUT [PART]`.
//!
//! DATA is the folder of training data, OUT where the models are written (`src/annotate/model`). Same data, same bytes.

mod topics;

use std::path::Path;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (data, out, part) = match arguments.as_slice() {
        [data, out] => (Path::new(data), Path::new(out), None),
        [data, out, part] => (Path::new(data), Path::new(out), Some(part.as_str())),
        _ => anyhow::bail!("usage: train-names DATA OUT [PART]"),
    };
    match part {
        None | Some("topics") => topics::run(data, out),
        Some(other) => anyhow::bail!("no part {other}: there is topics"),
    }
}
