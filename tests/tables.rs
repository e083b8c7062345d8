//! Tables whose columns are recognised or mapped, in `inspect` and in the index.

mod support;

use support::{Bench, ERROR, FOUND};

const FOREIGN: &str = "nr;kopf;inhalt\n1;Crue de l'Orvine;La rivière monte.\n2;Décrue;La rivière baisse.\n";
const KNOWN: &str = "identifiant;titre;texte\nx-1;Neige à Valmont;Les cols sont fermés, la rivière gèle.\n";

fn ids(bench: &Bench, query: &str) -> Vec<String> {
    let mut ids: Vec<_> = bench.hits(&[query]).iter().map(|hit| hit["id"].as_str().unwrap().to_owned()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn the_index_remembers_the_map_and_reads_tables_again_when_it_changes() {
    let bench = Bench::new();
    bench.write("files/a.csv", FOREIGN);
    bench.write("files/b.csv", KNOWN);
    let run = bench.depeche(["index", "files"]);
    assert!(run.stderr.contains("--map headline=…,body=…"), "{}", run.stderr);
    assert_eq!(ids(&bench, "rivière"), ["x-1"]);

    let map = "id=nr,headline=kopf,body=inhalt";
    assert_eq!(bench.depeche(["index", "files", "--map", map]).code, FOUND);
    assert_eq!(ids(&bench, "rivière"), ["1", "2", "x-1"]);
    assert!(bench.depeche(["index"]).stderr.contains("nothing to do"));

    bench.write("files/c.csv", "nr;kopf;inhalt\n3;Un pont;La rivière est loin.\n");
    bench.depeche(["index"]);
    assert_eq!(ids(&bench, "rivière"), ["1", "2", "3", "x-1"], "a later run reads with the same map");

    bench.depeche(["index", "--map", "none"]);
    assert_eq!(ids(&bench, "rivière"), ["x-1"]);
    bench.depeche(["index", "--map", map]);
    bench.depeche(["index", "--rebuild"]);
    assert_eq!(ids(&bench, "rivière"), ["1", "2", "3", "x-1"], "a new index is made with the map of the old one");
}

#[test]
fn a_table_of_another_source_is_read_with_the_new_map_at_its_next_turn() {
    let bench = Bench::new();
    bench.write("one/a.csv", FOREIGN);
    bench.write("two/b.csv", KNOWN);
    bench.depeche(["index", "one", "two"]);
    bench.depeche(["index", "two", "--map", "id=nr,headline=kopf,body=inhalt"]);
    assert_eq!(ids(&bench, "rivière"), ["x-1"]);
    bench.depeche(["index"]);
    assert_eq!(ids(&bench, "rivière"), ["1", "2", "x-1"]);
}

#[test]
fn a_slip_in_the_map_is_told() {
    let bench = Bench::new();
    bench.write("files/a.csv", FOREIGN);
    let run = bench.depeche(["inspect", "files", "--map", "heading=kopf"]);
    assert_eq!(run.code, ERROR);
    assert!(run.stderr.contains("there is no field `heading`; the fields are id, version, headline"), "{}", run.stderr);
    for command in ["inspect", "index"] {
        let run = bench.depeche([command, "files", "--map", "headline=kopf,body=inhalt,date=tag"]);
        assert_eq!(run.code, FOUND);
        assert!(run.stderr.contains("warning: no table has a column `tag`, see --map"), "{}", run.stderr);
        assert!(!run.stderr.contains("`kopf`"), "{}", run.stderr);
    }
}

#[test]
fn bad_rows_are_named_with_their_lines() {
    let bench = Bench::new();
    bench.write("files/a.csv", "titre;texte;date\nUn;Deux.;9 mars 2025\nTrois\nQuatre;Cinq.;10 mars 2025\n;;\n");
    let run = bench.depeche(["inspect", "files", "--no-annotate"]);
    assert_eq!(run.code, ERROR, "{}", run.stderr);
    assert!(run.stderr.contains("line 3: a row of 1 cells where the table has 3"), "{}", run.stderr);
    assert!(run.stderr.contains("line 5: not a dispatch: a row without headline or text"), "{}", run.stderr);
    let table = run.stdout.lines().find(|line| line.starts_with("csv ")).map(|line| line.split_whitespace().collect());
    assert_eq!(table, Some(vec!["csv", "1", "2"]), "{}", run.stdout);
}
