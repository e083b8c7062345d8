//! What holds for any text.

use cpu_time::ThreadTime;
use proptest::prelude::*;

use crate::dispatch::Dispatch;
use crate::source::plain::{header, page, paragraphs};

/// Text made of the pieces that the readers look for, and of others.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = vec![
        "Titre: ",
        "Date: ",
        "Le port",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "\u{a0}",
        "|",
        "03.09.2025",
        "à 14h05",
        "Par Ana Roy",
        "AA/Brest/Ana Roy",
        "BREST (AFP) - ",
        "A Lire Aussi",
        "- « Quai »",
        "*Traduit du turc par Ali",
        "abc/de",
        "é",
        ".",
        "SOUS EMBARGO JUSQU'AU 12 mars 2025",
        "ANNULATION",
        "\u{ad}",
        "\u{2028}",
        "Partager",
        "© AFP",
        "\t",
        ":",
        ";",
        ",",
        "Une phrase assez longue pour compter comme une phrase du texte de la dépêche.",
        "Politique, Monde",
        "mis à jour à 9h",
    ];
    let piece = prop_oneof![4 => prop::sample::select(pieces).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Reads `text` as every reader does.
fn readings(text: &str) -> [Dispatch; 3] {
    let _ = (header::recognises(text), page::recognises(text), paragraphs::recognises(text));
    [header::read(text), page::read(text), paragraphs::read(text)]
}

proptest! {
    #[test]
    fn every_paragraph_stands_in_the_text(text in pieces()) {
        let all = letters(&text);
        for dispatch in readings(&text) {
            for paragraph in &dispatch.body {
                prop_assert!(all.contains(&letters(paragraph)), "{:?}", paragraph);
                let dirt = ['\n', '\r', '\t', '\u{ad}'];
                prop_assert!(!paragraph.trim().is_empty());
                prop_assert!(!paragraph.contains(dirt));
            }
        }
    }

    #[test]
    fn no_text_is_too_odd(text in any::<String>()) {
        readings(&text);
    }
}

#[test]
fn hostile_text_takes_linear_time() {
    let start = ThreadTime::now();
    for piece in [
        "1 ",
        "\n",
        "a\n",
        "Titre: a\n",
        "Lieu: a; ",
        "(AFP) ",
        "ANNULATION\n",
        "3 sept. ",
        "\u{ad}",
        " \t",
        "«",
        "é|",
        "a/",
    ] {
        let text = piece.repeat(80_000 / piece.len());
        readings(&text);
        readings(&format!("Titre: {text}\n\n{text}"));
    }
    let many: String = (0..60_000).map(|i| format!("{i};")).collect();
    assert_eq!(header::read(&format!("Titre: a\nLieu: {many}")).locations.len(), 60_000);
    // Seconds even without optimisation; quadratic work on this much text takes many minutes.
    assert!(start.elapsed().as_secs() < 60);
}
