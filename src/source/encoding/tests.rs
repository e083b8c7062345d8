use encoding_rs::ISO_8859_15;
use proptest::prelude::*;

use super::*;

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

#[test]
fn encodings_are_told_apart() {
    let text = "Séisme à Kobé : l'État débloque 12 € par cœur";
    let little = utf16(text, u16::to_le_bytes);
    let big = utf16(text, u16::to_be_bytes);
    let cases: Vec<(Vec<u8>, &str)> = vec![
        (text.into(), "UTF-8"),
        ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), "UTF-8"),
        (little.clone(), "UTF-16LE"),
        ([b"\xFF\xFE", &little[..]].concat(), "UTF-16LE"),
        (big.clone(), "UTF-16BE"),
        ([b"\xFE\xFF", &big[..]].concat(), "UTF-16BE"),
        (WINDOWS_1252.encode(text).0.into_owned(), "windows-1252"),
        (ISO_8859_15.encode(text).0.into_owned(), "ISO-8859-15"),
    ];
    for (bytes, label) in cases {
        let decoded = decode(&bytes);
        assert_eq!((&*decoded.text, decoded.label, decoded.warnings.len()), (text, label, 0));
    }
}

#[test]
fn repairs_are_made_and_told() {
    let cases: [(&[u8], &str, &str); 3] = [
        (b"l'\xC3\xA9t\xC3\xA9 \xE0 Gen\xC3\xA8ve", "l'été à Genève", "1 foreign bytes"),
        ("l'Ã©tÃ© Ã\u{A0} GenÃ¨ve".as_bytes(), "l'été à Genève", "twice"),
        (b"\xFF\xFEA\0\x00\xD8", "A\u{FFFD}", "UTF-16LE"),
    ];
    for (bytes, text, warning) in cases {
        let decoded = decode(bytes);
        assert_eq!(decoded.text, text);
        assert!(decoded.warnings.iter().any(|w| w.contains(warning)), "{:?}", decoded.warnings);
    }
}

/// Sentences as they stand in dispatches, in what ISO-8859-15 can write.
fn sentence() -> impl Strategy<Value = String> {
    let words = vec![
        "le",
        "président",
        "déclaré",
        "à",
        "l'été",
        "Élysée",
        "cœur",
        "sœur",
        "œuvre",
        "où",
        "Noël",
        "français",
        "12 €",
        "naïf",
        "août",
        "« oui »",
        "Œdipe",
        "n° 7",
        "ÇA",
        "forêt",
        "ambiguë",
        "L'Haÿ-les-Roses",
        "20 °C",
        "Paris",
    ];
    prop::collection::vec(prop::sample::select(words), 3..40).prop_map(|words| words.join(" ") + ".")
}

proptest! {
    #[test]
    fn a_french_sentence_comes_back_from_every_encoding(text in sentence(), quotes: bool) {
        let curly = text.replace('\'', "’").replace("« oui »", "“oui” – non…");
        let text = if quotes { &curly } else { &text };
        let mut encoded = vec![
            text.as_bytes().to_vec(),
            utf16(text, u16::to_le_bytes),
            utf16(text, u16::to_be_bytes),
            WINDOWS_1252.encode(text).0.into_owned(),
        ];
        if !text.contains(['’', '“', '…']) {
            encoded.push(ISO_8859_15.encode(text).0.into_owned());
        }
        for bytes in encoded {
            prop_assert_eq!(&decode(&bytes).text, text);
        }
    }

    #[test]
    fn any_bytes_are_decoded(bytes: Vec<u8>) {
        decode(&bytes);
    }
}
