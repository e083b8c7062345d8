//! `depeche export` to Parquet, read back by the reader of the format.

#![cfg(feature = "parquet")]

mod support;

use std::fs::File;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use support::{Bench, FOUND, dispatch};

fn bench() -> Bench {
    let fields = "Agence: AFP\nPersonne: Ada Brévent; Jo Lin\nSujet: inondation\nUrgence: 2";
    let dated = dispatch("urn:x:a", "2025-03-12T23:30:00Z", "=Crue", "La crue.\n\nElle \"monte\".")
        .replace("Agence: AFP", fields);
    let bench = Bench::new();
    bench.write("files/a.txt", dated);
    bench.write("files/b.txt", dispatch("urn:x:b", "11 mars 2025", "Crue", "Une crue."));
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    bench
}

fn export(bench: &Bench, more: &[&str]) -> SerializedFileReader<File> {
    let args = ["export", "crue", "--sort", "date", "-o", "hits.parquet"];
    let run = bench.depeche(args.iter().chain(more));
    assert_eq!((run.code, run.stderr.as_str()), (FOUND, "2 dispatches in hits.parquet\n"));
    SerializedFileReader::new(File::open(bench.path("hits.parquet")).unwrap()).unwrap()
}

fn texts(field: &Field) -> Vec<&str> {
    let Field::ListInternal(list) = field else { panic!("{field:?} is no list") };
    fn text(field: &Field) -> &str {
        let Field::Str(text) = field else { panic!("{field:?} is no text") };
        text
    }
    list.elements().iter().map(text).collect()
}

#[test]
fn cells_have_their_types_and_text_is_as_it_is() {
    let file = export(&bench(), &["--fields", "rank,score,headline,date,people,body,urgency,slug,embargo"]);
    let rows: Vec<Row> = file.get_row_iter(None).unwrap().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    let cells: Vec<Vec<&Field>> =
        rows.iter().map(|row| row.get_column_iter().map(|(_, field)| field).collect()).collect();
    let [first, second] = cells.as_slice() else { panic!("{cells:?}") };
    assert_eq!(first[0], &Field::Long(1));
    assert!(matches!(first[1], Field::Float(_)));
    assert_eq!(first[2], &Field::Str("=Crue".into()));
    // On the house clock: half past midnight of the next day, and the midnight of a bare day.
    assert_eq!(first[3], &Field::TimestampMicros(1_741_825_800_000_000));
    assert_eq!(second[3], &Field::TimestampMicros(1_741_651_200_000_000));
    assert_eq!((texts(first[4]), texts(second[4])), (vec!["Ada Brévent", "Jo Lin"], vec![]));
    assert_eq!(texts(first[5]), ["La crue.", "Elle \"monte\"."]);
    assert_eq!((first[6], second[6]), (&Field::Long(2), &Field::Null));
    assert_eq!((first[7], first[8]), (&Field::Null, &Field::Null));
}

#[test]
fn the_method_stands_in_the_file() {
    let bench = bench();
    let value = |file: &SerializedFileReader<File>, key: &str| {
        let all = file.metadata().file_metadata().key_value_metadata().cloned().unwrap_or_default();
        all.into_iter().find(|pair| pair.key == key).and_then(|pair| pair.value)
    };
    let plain = export(&bench, &[]);
    assert_eq!(value(&plain, "depeche.clock").as_deref(), Some("Europe/Paris"));
    assert_eq!(value(&plain, "depeche.query"), None);
    let with_method = export(&bench, &["--method"]);
    assert_eq!(value(&with_method, "depeche.query").as_deref(), Some("crue"));
    assert_eq!(value(&with_method, "depeche.hits").as_deref(), Some("2"));
    assert!(!bench.path("hits.parquet.method.json").exists());
}

#[test]
fn many_hits_are_written_in_groups_of_rows() {
    let lines: Vec<(String, String)> = (0..300)
        .map(|number| (format!("n{number}"), format!("Crue {number}. {}", "Elle monte encore. ".repeat(8_000))))
        .collect();
    let lines: Vec<(&str, &str)> = lines.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
    let bench = Bench::new();
    bench.write("files/all.jsonl", support::json_lines(&lines));
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    let run = bench.depeche(["export", "crue", "--fields", "id,people,body", "-o", "hits.parquet"]);
    assert_eq!(run.code, FOUND, "{}", run.stderr);
    let file = SerializedFileReader::new(File::open(bench.path("hits.parquet")).unwrap()).unwrap();
    let groups = file.metadata().row_groups();
    assert!(groups.len() > 1, "{}", groups.len());
    assert_eq!(groups.iter().map(|group| group.num_rows()).sum::<i64>(), 300);
    assert_eq!(file.get_row_iter(None).unwrap().filter(|row| row.as_ref().unwrap().len() == 3).count(), 300);
}

#[test]
fn a_list_is_a_list_in_every_column() {
    let long = "La crue de la rivière a emporté le pont de Valmont dans la nuit et coupé la route. ".repeat(12);
    let bench = Bench::new();
    bench.write("files/a.txt", dispatch("urn:x:a", "2025-03-12", "Crue", &long));
    bench.write("files/b.txt", dispatch("urn:x:b", "2025-03-12", "Crue", &format!("{long} Encore.")));
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    let run = bench.depeche(["export", "crue", "--near-duplicates", "-o", "hits.parquet"]);
    assert_eq!((run.code, run.stderr.as_str()), (FOUND, "1 dispatch in hits.parquet\n"));
    let file = SerializedFileReader::new(File::open(bench.path("hits.parquet")).unwrap()).unwrap();
    let row = file.get_row_iter(None).unwrap().next().unwrap().unwrap();
    let near = row.get_column_iter().find(|(name, _)| *name == "near").map(|(_, field)| field);
    assert_eq!(texts(near.unwrap()).len(), 1);
}

#[test]
fn the_last_and_the_first_day_are_themselves() {
    let bench = Bench::new();
    for (id, date) in [("a", "9999-12-31"), ("b", "0001-01-01")] {
        bench.write(&format!("files/{id}.txt"), dispatch(id, date, "Crue", "La crue."));
    }
    assert_eq!(bench.depeche(["index", "--no-annotate", "files"]).code, FOUND);
    let file = export(&bench, &["--fields", "date"]);
    let days: Vec<Field> = file
        .get_row_iter(None)
        .unwrap()
        .flat_map(|row| row.unwrap().get_column_iter().map(|(_, field)| field.clone()).collect::<Vec<_>>())
        .collect();
    assert_eq!(days, [253_402_214_400_000_000, -62_135_596_800_000_000].map(Field::TimestampMicros));
}
