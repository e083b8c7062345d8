//! How fast each format is read, on one core, without annotation: `cargo bench --bench reading [-- FORMAT…]`.
//!
//! Of a format that may hold many dispatches a file, one file of at least 50 MB is written and read as users' files are;
//! those of the others are read from memory, one after the other, until as much has been read.

mod dispatches;

use std::io::Write;
use std::time::Instant;

use depeche::source::{self, Item, Options};
use dispatches::{TEMPLATES, Template};

/// Bytes read for each measurement.
const SIZE: usize = 50 << 20;
/// The median of this many measurements is told.
const ROUNDS: usize = 5;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    println!("{:<20}{:>12}{:>10}", "format", "dispatches", "MB/s");
    for template in &TEMPLATES {
        if wanted.is_empty() || wanted.iter().any(|format| format == template.format) {
            let (dispatches, speed) = measure(template);
            println!("{:<20}{dispatches:>12}{speed:>10.0}", template.format);
        }
    }
}

/// How many dispatches were read, and how many megabytes a second.
fn measure(template: &Template) -> (u64, f64) {
    let mut file = tempfile::NamedTempFile::new().expect("a place for the file");
    let mut texts: Vec<String> = vec![template.head.to_owned()];
    let mut written = 0;
    for number in 0.. {
        texts.push(template.dispatch(number));
        written += texts.last().map_or(0, String::len);
        if written >= SIZE {
            break;
        }
    }
    texts.push(template.end.to_owned());
    if template.many {
        texts.iter().for_each(|text| file.write_all(text.as_bytes()).expect("room for the file"));
    }
    let options = Options::default();
    let mut speeds = Vec::new();
    let mut dispatches = 0;
    for _ in 0..ROUNDS {
        dispatches = 0;
        let start = Instant::now();
        let mut sink = |item: Item| {
            if let Item::Dispatch(dispatch) = item {
                assert_eq!(dispatch.source.format, template.format, "{}", dispatch.title());
                dispatches += 1;
            }
        };
        if template.many {
            let outcome = source::read(file.path(), &options, &mut sink);
            outcome.unwrap_or_else(|fault| panic!("{}: {fault}", template.format));
        } else {
            for text in &texts {
                let _ = source::read_bytes("file", text.as_bytes(), &options, &mut sink);
            }
        }
        speeds.push(written as f64 / 1e6 / start.elapsed().as_secs_f64());
    }
    speeds.sort_by(f64::total_cmp);
    (dispatches, speeds[ROUNDS / 2])
}
