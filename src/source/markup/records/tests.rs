use std::io::{BufReader, Read};

use cpu_time::ThreadTime;
use proptest::prelude::*;

use super::*;

const XML: Cut = Cut { names: &["item"], xml: true };
const SGML: Cut = Cut { names: &["DOC"], xml: false };

/// The records, `!` behind those that were never closed, and then the reasons of skips.
fn cut(input: Input, cut: Cut, limit: u64) -> Vec<String> {
    let mut found = Vec::new();
    let mut skipped = Vec::new();
    each(
        input,
        cut,
        limit,
        &mut |item| {
            if let Item::Skipped(skip) = item {
                skipped.push(skip.to_string());
            }
        },
        |record, _| {
            assert!(record.number > found.len() as u64);
            found.push(format!("{}{}", record.text, if record.closed { "" } else { "!" }));
            Ok(())
        },
    )
    .unwrap();
    found.extend(skipped);
    found
}

fn prolog(text: &str) -> String {
    let mut prolog = String::new();
    each(Input::Text(text), XML, 1000, &mut |_| {}, |record, _| {
        prolog = record.prolog.to_owned();
        Ok(())
    })
    .unwrap();
    prolog
}

#[test]
fn records_of_xml() {
    for (text, wanted) in [
        ("<r><item>a</item> <x:item k='>'>b</x:item></r>", vec!["<item>a</item>", "<x:item k='>'>b</x:item>"]),
        ("<item>a<item>b</item></item>", vec!["<item>a<item>b</item></item>"]),
        (
            "<item><![CDATA[</item>]]><!-- </item> -->a</item>",
            vec!["<item><![CDATA[</item>]]><!-- </item> -->a</item>"],
        ),
        ("<!-- <item>non</item> --><item/><items>non</items>", vec!["<item/>"]),
        ("<item>a < b & c", vec!["<item>a < b & c!"]),
        ("<item>a<!-- sans fin</item>", vec!["<item>a<!-- sans fin</item>"]),
        ("</item>a</item>", vec![]),
        ("", vec![]),
    ] {
        assert_eq!(cut(Input::Text(text), XML, 1000), wanted, "{text}");
    }
}

#[test]
fn records_of_sgml_that_nobody_closed() {
    let text = "<DOC>\n<T>a</DOC>\n<doc id=1>b<!-- \n<DOC>c</DOC>";
    assert_eq!(cut(Input::Text(text), SGML, 1000), ["<DOC>\n<T>a</DOC>", "<doc id=1>b<!-- \n!", "<DOC>c</DOC>"]);
}

#[test]
fn the_prolog_is_what_comes_before() {
    assert_eq!(
        prolog("<rss><channel><!-- é --><title>T</title>\n<item>a</item><item>b</item>"),
        "<rss><channel><!-- é --><title>T</title>\n"
    );
}

#[test]
fn a_tag_that_the_file_ends_in_is_no_text() {
    let cases = [
        ("<item>a</i", false, "<item>a"),
        ("<item>a<", false, "<item>a"),
        ("<item>a<b c='d", false, "<item>a"),
        ("<item>a</b>c", false, "<item>a</b>c"),
        ("<item>3 < 5", false, "<item>3 < 5"),
        ("<item>a</item>", true, "<item>a</item>"),
    ];
    for (text, closed, wanted) in cases {
        assert_eq!(Record { text, prolog: "", number: 1, closed }.whole_tags(), wanted, "{text}");
    }
}

#[test]
fn a_record_that_is_too_long_costs_no_more_than_itself() {
    let text = format!("<item>a</item><item>{}</item><item>c</item>", "é".repeat(500));
    let found = cut(Input::Text(&text), XML, 100);
    assert_eq!(found[..2], ["<item>a</item>", "<item>c</item>"].map(str::to_owned));
    assert!(found[2].starts_with("record 2: a record of more than 100 bytes"), "{found:?}");
}

/// Gives a few bytes at a time.
struct Drip<'a>(&'a [u8], usize);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.1.min(buffer.len());
        Read::read(&mut self.0, &mut buffer[..length])
    }
}

proptest! {
    #[test]
    fn a_stream_is_cut_as_a_text_is(
        text in "(<item>|</item>|<item/>|<x:item a='é'>|<|>|<!--|-->|<!\\[CDATA\\[|\\]\\]>|é|a| |<b>|</i){0,40}",
        step in 1usize..9,
    ) {
        for wanted in [XML, SGML, Cut { names: &["item", "b"], xml: false }] {
            let mut slow = BufReader::with_capacity(step, Drip(text.as_bytes(), step));
            let streamed = cut(Input::Stream(&mut slow), wanted, 1000);
            prop_assert_eq!(streamed, cut(Input::Text(&text), wanted, 1000));
        }
    }
}

#[test]
fn hostile_markup_takes_linear_time() {
    let start = ThreadTime::now();
    for piece in ["<", "<item", "<!--", "<![CDATA[", "</item", "<item>", "<!", "]]>"] {
        let text = piece.repeat(2_000_000 / piece.len());
        cut(Input::Text(&text), XML, 1 << 26);
        cut(Input::Stream(&mut text.as_bytes()), XML, 1 << 26);
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
