use cpu_time::ThreadTime;
use proptest::prelude::*;

use super::*;
use crate::dispatch::Dispatch;
use crate::source::READERS;

fn read(text: &str, map: &str) -> (Vec<Dispatch>, Vec<String>) {
    let (mut dispatches, mut skips) = (Vec::new(), Vec::new());
    let options = Options { columns: map.parse().unwrap(), ..Options::default() };
    let reader = if TSV.recognises(&Head { text, whole: true }) { &TSV } else { &CSV };
    let outcome = reader.read(Input::Text(text), &options, &mut |item| match item {
        Item::Dispatch(dispatch) => dispatches.push(*dispatch),
        Item::Skipped(skip) => skips.push(skip.to_string()),
    });
    outcome.unwrap();
    (dispatches, skips)
}

#[test]
fn rows_are_dispatches_whatever_separates_the_cells() {
    let cells = [
        ["Identifiant", "Titre", "Texte", "Publié le", "Agence"],
        ["depeche-1", "Crue", "\"L'eau, hier, monte.\n\nLes ponts ferment; \"\"tous\"\".\"", "09/03/2025 14:05", "AFP"],
        ["depeche-2", "Décrue", "<p>Un.</p><p>Deux.</p>", "10.3.2025", "ATS"],
    ];
    for delimiter in [",", ";", "\t", "|"] {
        for end in ["\n", "\r\n"] {
            let rows: Vec<String> = cells.iter().map(|row| row.join(delimiter)).collect();
            let (dispatches, skips) = read(&(rows.join(end) + end), "");
            assert!(skips.is_empty(), "{delimiter:?}: {skips:?}");
            let ids: Vec<_> = dispatches.iter().map(|dispatch| dispatch.id.as_str()).collect();
            assert_eq!(ids, ["depeche-1", "depeche-2"], "{delimiter:?}");
            assert_eq!(dispatches[0].body, ["L'eau, hier, monte.", "Les ponts ferment; \"tous\"."]);
            assert_eq!(dispatches[0].created.unwrap().to_string(), "2025-03-09T14:05:00+01:00");
            assert_eq!((dispatches[1].body.len(), dispatches[1].provider.as_deref()), (2, Some("ATS")));
        }
    }
}

#[test]
fn a_bad_row_costs_itself_only() {
    let text =
        "id;titre;texte\na;Un;Deux.\nb;Trois\nc;Quatre;Cinq.;;\nd;Six;\"Sept;huit\ne;Neuf;Dix.\n;;\nf;Onze;Douze.\n";
    let (dispatches, skips) = read(text, "");
    assert_eq!(dispatches.iter().map(|dispatch| dispatch.id.as_str()).collect::<Vec<_>>(), ["a", "c", "e", "f"]);
    assert_eq!(skips.len(), 3, "{skips:?}");
    assert!(skips[0].starts_with("line 3: a row of 2 cells where the table has 3"), "{skips:?}");
    assert!(skips.iter().any(|skip| skip.starts_with("line 5: a row")), "{skips:?}");
    assert!(skips.iter().any(|skip| skip == "line 7: not a dispatch: a row without headline or text"), "{skips:?}");
}

#[test]
fn what_the_columns_hold_may_have_to_be_said() {
    let text = "k,kopf,inhalt\n1,Un,Deux.\n2,Trois,Quatre.\n";
    let (dispatches, skips) = read(text, "");
    assert!(dispatches.is_empty());
    assert!(skips[0].contains("--map headline=…,body=…") && skips[0].contains("`k`, `kopf`, `inhalt`"), "{skips:?}");
    let (dispatches, _) = read(text, "headline=kopf,body=inhalt,id=k");
    assert_eq!(dispatches.iter().map(|dispatch| dispatch.id.as_str()).collect::<Vec<_>>(), ["1", "2"]);
    let headless = "2025-03-01,Crue,L'eau monte.\n2025-03-02,Fin,L'eau baisse.\n2025-03-03,Un,Deux.\n";
    let (dispatches, skips) = read(headless, "");
    assert!(dispatches.is_empty() && skips[0].contains("without header"), "{skips:?}");
    let (dispatches, _) = read(headless, "date=1,headline=2,body=3");
    assert_eq!((dispatches.len(), dispatches[0].headline.as_str()), (3, "Crue"));
}

#[test]
fn tables_of_gdelt_hold_no_text() {
    let events = ["1".to_owned(), vec!["x"; 60].join("\t")].join("\t");
    let graph = format!("20150218230000-0\t{}\n", vec!["y"; 26].join("\t"));
    for text in [format!("{events}\n{events}\n"), graph] {
        assert!(TSV.recognises(&Head { text: &text, whole: true }));
        assert_eq!(read(&text, "").1, ["not a dispatch: a table of GDELT: metadata only, no text"]);
    }
}

#[test]
fn a_table_without_rows_is_empty() {
    assert_eq!(read("titre,texte,date\n", "").1, ["empty, nothing to index"]);
}

#[test]
fn a_stream_is_read_like_a_text_and_its_rows_are_bounded() {
    let row = "a;Un;\"Deux.\n\nTrois.\"\n";
    let text = format!("id;titre;texte\n{}", row.repeat(30_000));
    let stream = |text: &str, limit| {
        let mut given = 0;
        let options = Options { max_dispatch_bytes: limit, ..Options::default() };
        let outcome = CSV.read(Input::Stream(&mut text.as_bytes()), &options, &mut |item| match item {
            Item::Dispatch(dispatch) => given += usize::from(dispatch.body.len() == 2),
            Item::Skipped(skip) => panic!("{skip}"),
        });
        (given, outcome)
    };
    let (given, outcome) = stream(&text, 1 << 20);
    assert!(outcome.is_ok());
    assert_eq!(given, 30_000);
}

#[test]
fn a_quote_that_is_never_closed_costs_one_row_of_a_stream() {
    let rows = "b;Un;Deux.\n".repeat(100_000);
    let text = format!("id;titre;texte\na;Un;Deux.\nc;Un;\"Stray{}\n{rows}", " x".repeat(1000));
    let (mut given, mut skips) = (0, Vec::new());
    let options = Options { max_dispatch_bytes: 300_000, ..Options::default() };
    let outcome = CSV.read(Input::Stream(&mut text.as_bytes()), &options, &mut |item| match item {
        Item::Dispatch(_) => given += 1,
        Item::Skipped(skip) => skips.push(skip.to_string()),
    });
    assert!(outcome.is_ok());
    assert_eq!(given, 100_001);
    assert_eq!(skips.len(), 1, "{skips:?}");
    assert!(skips[0].starts_with("line 3: a row of more than 300000 bytes"), "{skips:?}");
}

/// Torn rows, quoted lines and characters of several bytes on the borders of windows.
#[test]
fn windows_of_a_stream_lose_no_row() {
    let mut text = "id;titre;texte\r\n".to_owned();
    let mut torn = Vec::new();
    for number in 0..40_000 {
        if number % 5000 == 77 {
            torn.push(format!("line {}: ", text.lines().count() + 1));
            text.push_str("x;\"Perdu;texte\r\n");
        }
        text.push_str(&format!("{number};Été {number};\"Un.\r\n{}\"\r\n", "é".repeat(number % 50)));
    }
    let read = |input| {
        let (mut ids, mut skips) = (Vec::new(), Vec::new());
        CSV.read(input, &Options::default(), &mut |item| match item {
            Item::Dispatch(dispatch) => ids.push(dispatch.title().to_owned()),
            Item::Skipped(skip) => skips.push(skip.to_string()),
        })
        .unwrap();
        (ids, skips)
    };
    let mut bytes = text.as_bytes();
    let (ids, skips) = read(Input::Stream(&mut bytes));
    assert_eq!((ids.clone(), skips.clone()), read(Input::Text(&text)));
    assert_eq!(ids, (0..40_000).map(|number| format!("Été {number}")).collect::<Vec<_>>());
    assert_eq!(skips.len(), torn.len());
    assert!(skips.iter().zip(&torn).all(|(skip, start)| skip.starts_with(start)), "{skips:?} {torn:?}");
}

#[test]
fn prose_is_left_to_others() {
    for text in [
        "Crue de l'Orvine, ponts, routes\nL'eau monte, les ponts ferment, les routes aussi.\n",
        "Titre, texte et date sont les trois champs de la fiche, a dit le maire.\nLa suite, demain.\n",
        "PARIS, 9 mars (AFP) - L'eau monte.\n\nLes ponts ferment.\n",
    ] {
        let head = Head { text, whole: true };
        let reader = READERS.iter().find(|reader| reader.recognises(&head)).map(|reader| reader.name());
        assert!(!matches!(reader, Some("csv" | "tsv")), "{text}");
    }
}

#[test]
fn hostile_tables_take_linear_time() {
    for piece in ["\"\n", "\"a\"\"\n", "a;\"b\n", "\"", ";", "\n", "\"\"\"x\n", "a;b;c\n\"\n"] {
        let text = format!("id;titre;texte\na;Un;Deux.\n{}", piece.repeat(1_000_000 / piece.len()));
        let start = ThreadTime::now();
        read(&text, "");
        assert!(start.elapsed() < std::time::Duration::from_secs(10), "{piece:?}: {:?}", start.elapsed());
    }
}

proptest! {
    #[test]
    fn any_text_is_taken(rows in r#"(a|é|"|;|,|\t|\n|\r|<p>|1| ){0,80}"#) {
        for head in ["", "id;titre;texte\n", "titre\ttexte\n"] {
            read(&format!("{head}{rows}"), "");
        }
    }

    /// What is written as CSV is read back.
    #[test]
    fn cells_come_back(cells in prop::collection::vec("[a-z\";,\n]{0,8}[a-z]", 1..20)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(["titre", "texte"]).unwrap();
        for cell in &cells {
            writer.write_record(["Un titre", cell.as_str()]).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let (dispatches, skips) = read(&text, "");
        prop_assert!(skips.is_empty());
        let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let found: Vec<_> = dispatches.iter().map(|dispatch| letters(&dispatch.body.concat())).collect();
        prop_assert_eq!(found, cells.iter().map(|cell| letters(cell)).collect::<Vec<_>>());
    }
}
