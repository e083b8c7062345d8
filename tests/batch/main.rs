//! Lists of queries: how they are written, what is shown of each, what a run keeps.

mod answers;
mod in_place;
mod runs;
#[path = "../support/mod.rs"]
mod support;

use support::{Bench, Run, json_lines};

const DISPATCHES: &[(&str, &str)] = &[
    ("pont", "Le pont de Valmont est fermé à cause de la crue."),
    ("bac", "Le bac de Valmont remplace le pont."),
    ("foire", "La foire de Port-Lazare ouvre; \"Les Bateliers\" chantent."),
];

fn bench() -> Bench {
    Bench::indexed(&[("tout.jsonl", &json_lines(DISPATCHES))])
}

fn batch(bench: &Bench, list: impl AsRef<[u8]>, options: &[&str]) -> Run {
    bench.write("queries", list);
    bench.depeche(["batch", "queries"].iter().chain(options))
}

fn read(bench: &Bench, file: &str) -> String {
    std::fs::read_to_string(bench.path(file)).unwrap()
}

/// The columns `id`, `query` and `hits`.
type Row<'a> = [&'a str; 3];

fn rows(run: &Run) -> Vec<[String; 3]> {
    let mut table = csv::ReaderBuilder::new().delimiter(b'\t').from_reader(run.stdout.as_bytes());
    let header: Vec<&str> = "id query hits first last best error best_id snippet".split(' ').collect();
    assert_eq!(table.headers().unwrap(), header);
    table.records().map(|row| row.unwrap()).map(|row| [0, 1, 2].map(|column| row[column].to_owned())).collect()
}
