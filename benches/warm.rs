//! Warm searches, timed: `cargo bench --bench warm -- INDEX QUERIES.tsv [REPETITIONS]`
//!
//! QUERIES.tsv holds `kind<TAB>query` lines. For each query: kind, query, hits, and median milliseconds of the top 10
//! with their records, of the same with snippets, and of the total count. Without arguments it says how it is used.

use std::path::Path;
use std::time::Instant;

use depeche::clock;
use depeche::index::OpenIndex;
use depeche::query::{ParseOptions, parse};
use depeche::search::{Details, Joined, Request, Sort, run};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // cargo adds `--bench`.
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let [index, queries, rest @ ..] = args.as_slice() else {
        println!("usage: cargo bench --bench warm -- INDEX QUERIES.tsv [REPETITIONS]");
        return Ok(());
    };
    let repetitions = rest.first().map_or(Ok(51), |n| n.parse())?;
    let index = OpenIndex::open(Path::new(index))?;
    println!("kind\tquery\thits\ttop 10 ms\twith snippets ms\tcount ms");
    for line in std::fs::read_to_string(queries)?.lines() {
        let Some((kind, query)) = line.split_once('\t') else { continue };
        let time = |limit: usize, snippets: bool, total: bool| -> Result<(f64, u64), Box<dyn std::error::Error>> {
            let mut times = Vec::with_capacity(repetitions);
            let mut hits = 0;
            for _ in 0..repetitions {
                let start = Instant::now();
                let parsed = parse(query, &ParseOptions { any: false, now: clock::now() })?;
                let request = Request {
                    query: parsed.node,
                    sort: Sort::Score,
                    any: false,
                    limit,
                    offset: 0,
                    all_versions: false,
                    joined: Joined::Copies,
                    total,
                    details: if snippets { Details::LIST } else { Details::NONE },
                };
                hits = run(&index, &request)?.total.unwrap_or_default();
                times.push(start.elapsed().as_secs_f64() * 1e3);
            }
            times.sort_by(f64::total_cmp);
            Ok((times[times.len() / 2], hits))
        };
        let (top, _) = time(10, false, false)?;
        let (snippets, _) = time(10, true, false)?;
        let (count, hits) = time(0, false, true)?;
        println!("{kind}\t{query}\t{hits}\t{top:.3}\t{snippets:.3}\t{count:.3}");
    }
    Ok(())
}
