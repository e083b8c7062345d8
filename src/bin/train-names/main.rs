//! Makes the files that annotation needs from the data that they are learnt from: `train-names DATA OUT [PART]`.
//!
//! The same data give the same bytes.

mod places;

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [data, out] = arguments.as_slice() else {
        eprintln!("usage: train-names DATA OUT");
        return ExitCode::from(2);
    };
    match places::run(data, out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("train-names: {error:#}");
            ExitCode::FAILURE
        }
    }
}
