//! How fast each format is read, on one core, without annotation: `cargo bench --bench reading [-- FORMAT…]`.
//!
//! The files are made from those of `corpus/`. Of a format that may hold many dispatches a file, one file of at least 50 MB
//! is written and read as users' files are; the files of the others are read again and again until as much has been read.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use depeche::source::{self, Item, Options, READERS};

/// Bytes read for each measurement.
const SIZE: usize = 50 << 20;
/// The median of this many measurements is told.
const ROUNDS: usize = 5;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    println!("{:<20}{:>12}{:>10}", "format", "dispatches", "MB/s");
    for (format, files) in samples(&corpus) {
        if wanted.is_empty() || wanted.contains(&format) {
            let (dispatches, speed) = measure(&format, &files);
            println!("{format:<20}{dispatches:>12}{speed:>10.0}");
        }
    }
}

/// The files of the corpus that lie in no archive and have no fault, by format.
fn samples(corpus: &Path) -> BTreeMap<String, Vec<PathBuf>> {
    let mut samples: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for found in source::walk(corpus).flatten() {
        let facts = source::read(&found.path, &Options::default(), &mut |_| {});
        if let Ok(facts) = facts
            && facts.dispatches > 0
            && !facts.encoding.starts_with("UTF-16")
        {
            samples.entry(facts.format.to_owned()).or_default().push(found.path);
        }
    }
    samples
}

fn measure(format: &str, files: &[PathBuf]) -> (u64, f64) {
    let texts: Vec<Vec<u8>> = files.iter().filter_map(|path| std::fs::read(path).ok()).collect();
    let streams = READERS.iter().any(|reader| reader.name() == format && reader.streams());
    let mut speeds = Vec::new();
    let mut dispatches = 0;
    let mut generated = tempfile::NamedTempFile::new().expect("a place for the generated file");
    if streams {
        let mut written = 0;
        // Of one file, since a list and single items, or two tables with other columns, do not go together.
        let sample = texts.iter().max_by_key(|text| text.len()).map(Vec::as_slice).unwrap_or_default();
        while written < SIZE {
            generated.write_all(sample).and_then(|()| generated.write_all(b"\n")).expect("room for the generated file");
            written += sample.len() + 1;
        }
    }
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let (mut bytes, mut count) = (0, 0);
        let mut sink = |item: Item| count += u64::from(matches!(item, Item::Dispatch(_)));
        if streams {
            let facts = source::read(generated.path(), &Options::default(), &mut sink);
            bytes = facts.map(|facts| facts.bytes).unwrap_or_else(|fault| panic!("{format}: {fault}"));
        } else {
            for text in texts.iter().cycle() {
                let _ = source::read_bytes("sample", text, &Options::default(), &mut sink);
                bytes += text.len() as u64;
                if bytes >= SIZE as u64 {
                    break;
                }
            }
        }
        speeds.push(bytes as f64 / 1e6 / start.elapsed().as_secs_f64());
        dispatches = count;
    }
    speeds.sort_by(f64::total_cmp);
    (dispatches, speeds[ROUNDS / 2])
}
