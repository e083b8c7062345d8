//! Random queries over random dispatches find exactly what reading every dispatch finds, however they are sorted.

mod reading;

use std::collections::BTreeSet;
use std::path::Path;

use depeche::dispatch::Dispatch;
use depeche::index::record::Depth;
use depeche::index::{OpenIndex, Progress, Update};
use depeche::query::ast::{Expr, Form, Node, TextField, Word};
use depeche::query::in_words;
use depeche::search::{self, Details, Joined, Request, Sort};
use jiff::tz::TimeZone;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// Words of which none is an inflection of another.
const WORDS: [&str; 6] = ["bac", "sel", "quai", "lune", "ours", "vent"];

struct Silent;

impl Progress for Silent {
    fn begin(&mut self, _: u64, _: u64) {}
    fn file_done(&mut self, _: u64) {}
    fn committing(&mut self) {}
}

/// Headline and paragraphs of a dispatch.
type Text = (String, Vec<String>);

fn text() -> impl Strategy<Value = Text> {
    let line = |length| vec(select(&WORDS[..]), length).prop_map(|words| words.join(" "));
    (line(1..4), vec(line(1..8), 1..4))
}

fn node(expr: Expr) -> Node {
    Node { expr, span: 0..0 }
}

fn word() -> impl Strategy<Value = Word> {
    let form = select(vec![Form::Inflected, Form::Exact]);
    (select(&WORDS[..]), form).prop_map(|(text, form)| Word { text: text.to_owned(), form, span: 0..0 })
}

fn phrase(slop: std::ops::Range<u32>) -> impl Strategy<Value = Node> {
    (vec(word(), 2..4), slop).prop_map(|(words, slop)| node(Expr::Phrase { words, slop }))
}

fn single() -> impl Strategy<Value = Node> {
    word().prop_map(|word| node(Expr::Word(word)))
}

/// What the parser lets stand beside PRES: words, phrases, those joined by OU, and PRES again.
fn near() -> impl Strategy<Value = Node> {
    let flat = prop_oneof![3 => single().boxed(), 1 => phrase(0..1).boxed()].boxed();
    let operand =
        prop_oneof![3 => flat.clone(), 1 => vec(flat, 1..3).prop_map(|nodes| node(Expr::Any(nodes))).boxed()].boxed();
    operand.prop_recursive(2, 4, 2, |inner| {
        (inner.clone(), inner, 1..6u32).prop_map(|(left, right, distance)| {
            node(Expr::Near { left: Box::new(left), right: Box::new(right), distance })
        })
    })
}

fn same_paragraph() -> impl Strategy<Value = Node> {
    near().boxed().prop_recursive(2, 4, 2, |inner| {
        (inner.clone(), inner)
            .prop_map(|(left, right)| node(Expr::SameParagraph { left: Box::new(left), right: Box::new(right) }))
    })
}

fn query() -> impl Strategy<Value = Node> {
    let leaf = prop_oneof![4 => single(), 2 => phrase(0..3), 2 => near(), 2 => same_paragraph()].boxed();
    leaf.prop_recursive(3, 10, 3, |inner| {
        let field = select(vec![TextField::Headline, TextField::Body]);
        prop_oneof![
            2 => vec(inner.clone(), 1..4).prop_map(|nodes| node(Expr::All(nodes))),
            2 => vec(inner.clone(), 1..4).prop_map(|nodes| node(Expr::Any(nodes))),
            2 => inner.clone().prop_map(|inner| node(Expr::Not(Box::new(inner)))),
            1 => (field, inner).prop_map(|(field, inner)| node(Expr::In { field, inner: Box::new(inner) })),
        ]
    })
}

/// Writes dispatches to one file; their identifiers begin with `name`.
fn write(path: &Path, name: &str, texts: &[Text]) {
    let line = |(number, (headline, body)): (usize, &Text)| {
        let item = serde_json::json!({
            "uri": format!("{name}-{number}"), "type": "text", "headline": headline, "body_text": body.join("\n\n"),
            "firstcreated": format!("2025-03-{:02}T08:00:00Z", number % 3 + 1),
        });
        format!("{item}\n")
    };
    std::fs::write(path, texts.iter().enumerate().map(line).collect::<String>()).unwrap();
}

/// An index of several segments with deleted documents in it: of `old` nothing is left, of `texts` all is there.
fn index(dir: &Path, old: &[Text], texts: &[Text]) -> OpenIndex {
    let (files, index) = (dir.join("files"), dir.join("index"));
    std::fs::create_dir(&files).unwrap();
    let update = || {
        let sources = [files.clone()];
        let update = Update {
            index: &index,
            sources: &sources,
            forget: &[],
            annotate: Some(false),
            columns: None,
            memory: 20_000_000,
            threads: 1,
        };
        update.run(&mut Silent).unwrap();
    };
    let (first, second) = texts.split_at(texts.len() / 2);
    write(&files.join("1.jsonl"), "old", old);
    write(&files.join("2.jsonl"), "first", first);
    update();
    std::fs::remove_file(files.join("1.jsonl")).unwrap();
    write(&files.join("3.jsonl"), "second", second);
    update();
    OpenIndex::open(&index).unwrap()
}

/// All hits of a query, and how many it says there are.
fn find(index: &OpenIndex, query: &Node, sort: Sort) -> (u64, Vec<Dispatch>) {
    let query = query.clone();
    let request = Request {
        query,
        sort,
        any: false,
        limit: 1000,
        offset: 0,
        all_versions: false,
        joined: Joined::Copies,
        total: true,
        details: Details { depth: Depth::Whole, ..Details::LIST },
    };
    let results = search::run(index, &request).unwrap();
    for hit in &results.hits {
        let marked = hit.snippet.highlights.iter().map(|range| &hit.snippet.text[range.clone()]);
        assert!(marked.into_iter().all(|word| WORDS.contains(&word)), "{:?}", hit.snippet);
    }
    (results.total.unwrap(), results.hits.into_iter().map(|hit| hit.dispatch).collect())
}

fn ids<'a>(dispatches: impl IntoIterator<Item = &'a Dispatch>) -> BTreeSet<&'a str> {
    dispatches.into_iter().map(|dispatch| dispatch.id.as_str()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_search_finds_what_reading_every_dispatch_finds(
        old in vec(text(), 0..4),
        texts in vec(text(), 2..16),
        queries in vec(query(), 100),
    ) {
        let dir = tempfile::tempdir().unwrap();
        let index = index(dir.path(), &old, &texts);
        let nowhere = Word { text: "introuvable".into(), form: Form::Exact, span: 0..0 };
        let (_, all) = find(&index, &node(Expr::Not(Box::new(node(Expr::Word(nowhere))))), Sort::Date);
        prop_assert_eq!(all.len(), texts.len());
        for query in &queries {
            let wanted = ids(all.iter().filter(|dispatch| reading::matches(query, dispatch)));
            let asked = in_words(query, &TimeZone::UTC);
            for sort in [Sort::Score, Sort::Date] {
                let (total, hits) = find(&index, query, sort);
                prop_assert_eq!(&ids(&hits), &wanted, "{:?} {}", sort, asked);
                prop_assert_eq!((total, hits.len()), (wanted.len() as u64, wanted.len()), "{:?} {}", sort, asked);
            }
        }
    }
}

#[test]
fn a_sloppy_phrase_is_found_behind_a_paragraph_that_has_one_of_its_words() {
    let dir = tempfile::tempdir().unwrap();
    let text = ("bac".to_owned(), vec!["vent ours bac".to_owned()]);
    let index = index(dir.path(), &[], &[text]);
    let words = ["bac", "ours", "vent"].map(|text| Word { text: text.into(), form: Form::Exact, span: 0..0 });
    let query = node(Expr::Phrase { words: words.to_vec(), slop: 4 });
    assert_eq!(find(&index, &query, Sort::Date).0, 1);
}
