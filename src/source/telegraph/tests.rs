use std::io::BufReader;

use proptest::prelude::*;

use super::messages::each;
use super::*;
use crate::dispatch::Dispatch;

/// The texts of all transmissions, `!` behind those without an end, and the skips.
fn cut(input: Input, limit: u64) -> Vec<String> {
    let (mut found, mut skips) = (Vec::new(), Vec::new());
    let sink = &mut |item| {
        if let Item::Skipped(skip) = item {
            skips.push(skip.to_string());
        }
    };
    each(input, limit, sink, |message, _| {
        found.push(format!("{}{}", message.text, if message.closed { "" } else { "!" }));
    })
    .unwrap();
    found.extend(skips);
    found
}

fn dispatches(input: Input) -> Vec<Dispatch> {
    let mut found = Vec::new();
    let options = Options::default();
    read(input, &options, &mut |item| {
        if let Item::Dispatch(dispatch) = item {
            found.push(*dispatch);
        }
    })
    .unwrap();
    found
}

const HEADING: &str = "bsf025 3 ec 121   etf 967";

#[test]
fn transmissions_are_parted() {
    let cases: [(&str, &[&str]); 11] = [
        ("\u{1}a\u{4}\u{7f}\n\u{1}b\nc\u{4}", &["a", "b\nc"]),
        ("\u{1}a\n\u{16}\u{16}\u{1}b\u{4}", &["a\n\u{16}\u{16}!", "b"]),
        ("\u{1}a\u{4}\u{1}b\u{4}\u{1}c", &["a", "b", "c!"]),
        ("bsf025 3 ec 12\nun\n\nbsf026 3 ec 12\ndeux\n", &["bsf025 3 ec 12\nun\n\n!", "bsf026 3 ec 12\ndeux\n!"]),
        (
            "bsf025 3 ec 12\nun\n091223 dec 18\nbsf026 3 ec 12\n",
            &["bsf025 3 ec 12\nun\n091223 dec 18\n!", "bsf026 3 ec 12\n!"],
        ),
        ("bsf025 3 ec 12\nun\nbsf026 3 ec 12\n", &["bsf025 3 ec 12\nun\nbsf026 3 ec 12\n!"]),
        ("\u{1}un\n\nbsf026 3 ec 12\n\u{4}", &["un\n\nbsf026 3 ec 12\n"]),
        ("ZCZC 1\nun\nNNNN\n\nZCZC 2\ndeux\nNNNN\n", &["ZCZC 1\nun\n", "ZCZC 2\ndeux\n"]),
        (
            "ligne du récepteur, port 4\n\u{1}a\u{4}bruit\n\u{1}b\u{4}",
            &["a", "b", "line 1: not a dispatch: text outside of any transmission: `ligne du récepteur, port 4`"],
        ),
        (
            "\u{1}a\n\u{1}bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\n\u{4}\n\u{1}c\u{4}",
            &[
                "a\n!",
                "c",
                "record 2: a record of more than 30 bytes, which is the most that is read; mend it or fetch the file again",
            ],
        ),
        ("", &[]),
    ];
    for (text, wanted) in cases {
        assert_eq!(cut(Input::Text(text), 30 + 20 * u64::from(!text.contains("bbb"))), wanted, "{text:?}");
    }
}

#[test]
fn files_of_transmissions_are_known() {
    let format = |text: &str| Format::of_file(&Head { text, whole: true });
    for (text, wanted) in [
        (format!("\u{7f}\r\n\u{7f}\u{1}{HEADING}\r\n"), Some(Format::Iptc7901)),
        (format!("{HEADING}\n\n/crue/\n"), Some(Format::Iptc7901)),
        ("\u{16}\u{16}\u{1}W2595\u{1f}asian\r\nu i\u{14}\u{12}".to_owned(), Some(Format::Anpa1312)),
        ("\u{1}a0105KYODO\u{1f}koko-\r\nu s\u{14}\u{12}".to_owned(), Some(Format::Anpa1312)),
        ("ZCZC\n:Quai\n".to_owned(), Some(Format::Zczc)),
        (format!("Récepteur 4\n\u{1}{HEADING}\n"), Some(Format::Iptc7901)),
        ("\u{1}illisible\n\u{2}Titre =\n".to_owned(), Some(Format::Iptc7901)),
        ("\u{1}illisible\n".to_owned(), None),
        ("abc1 2 pl douze".to_owned(), None),
        ("ZCZCité du port".to_owned(), None),
        ("PARIS (AFP) - Un texte".to_owned(), None),
        (String::new(), None),
    ] {
        assert_eq!(format(&text), wanted, "{text:?}");
    }
}

#[test]
fn a_spool_may_hold_several_formats() {
    let spool = format!(
        "\u{1}{HEADING}\r\n\r\nQuai\r\n\u{2}Le quai rouvre =\r\n\r\n   Brest (ats) Le quai rouvre lundi.\r\n\u{3}091223 dec 18\r\n\u{4}\
         \u{16}\u{16}\u{1}W2870\u{1f}asian\r\nu i\u{13}\u{11} BC-Quai     12-09 0012\r\n\u{2}^BC-Quai,12<\r\n^The quay opens<\r\n\
         \tBREST, France (AP) _ The quay opens on Monday.\r\n\t\u{3}AP-WF-12-09-18 1509GMT<\r\n\u{c}\r\n\u{4}"
    );
    let found = dispatches(Input::Text(&spool));
    let ids: Vec<_> = found.iter().map(|dispatch| dispatch.id.as_str()).collect();
    assert_eq!(ids, ["ats-bsf025-20181209", "ap-W2870-20181209"]);
    assert_eq!(found[1].body, ["The quay opens on Monday."]);
}

proptest! {
    #[test]
    fn any_text_in_any_pieces_gives_the_same(
        text in "(\u{1}|\u{2}|\u{3}|\u{4}|\n|\r\n|bsf025 3 ec 12\n|W12\u{1f}a\nu i\u{13}\u{11} BC-Q   12-09 001\n|ZCZC 1\n|NNNN\n|\
                  \\^|<|=|Paris \\(ats\\) |091223 dec 18|AP-WF-12-09-18 1509GMT|# Notebook\n|By |é|\t| |[A-Za-z]{1,9}|.){0,40}",
        piece in 1usize..50,
    ) {
        let whole = cut(Input::Text(&text), 1000);
        let mut stream = BufReader::with_capacity(piece, text.as_bytes());
        prop_assert_eq!(&whole, &cut(Input::Stream(&mut stream), 1000));
        let mut stream = BufReader::with_capacity(piece, text.as_bytes());
        prop_assert_eq!(dispatches(Input::Text(&text)), dispatches(Input::Stream(&mut stream)));
    }

    #[test]
    fn no_letter_between_headings_is_lost(texts in prop::collection::vec("[a-z]{1,9}( [a-z]{1,9}){0,9}", 0..6)) {
        let spool: String = texts.iter().map(|text| format!("\u{1}{HEADING}\r\n\u{2}{text}\r\n\u{3}\u{4}\r\n")).collect();
        let found: Vec<_> = dispatches(Input::Text(&spool)).into_iter().map(|dispatch| dispatch.body.join(" ")).collect();
        prop_assert_eq!(found, texts);
    }
}
