//! The language of a text, by a vote of its function words.

use crate::dispatch::Dispatch;

/// The languages that the vote tells apart, each with the bit it has in [`WORDS`].
const LANGUAGES: [(&str, u8); 6] = [("fr", FR), ("en", EN), ("de", DE), ("es", ES), ("it", IT), ("nl", NL)];

const FR: u8 = 1;
const EN: u8 = 2;
const DE: u8 = 4;
const ES: u8 = 8;
const IT: u8 = 16;
const NL: u8 = 32;

/// How much of a text is looked at, in bytes.
const SAMPLE: usize = 600;

/// Function words and the languages that have them, in byte order.
#[rustfmt::skip]
const WORDS: &[(&str, u8)] = &[
    ("a", FR | EN | ES | IT), ("and", EN), ("are", EN), ("at", EN), ("au", FR), ("auf", DE), ("aux", FR), ("avec", FR),
    ("che", IT), ("con", ES | IT), ("d", FR | IT), ("da", IT), ("dans", FR), ("das", DE), ("de", FR | ES | NL),
    ("dei", IT), ("del", ES | IT), ("della", IT), ("dem", DE), ("den", DE | NL), ("der", DE), ("des", FR | DE),
    ("di", IT), ("die", DE | NL), ("du", FR), ("een", NL), ("ein", DE), ("eine", DE), ("el", ES), ("en", FR | ES | NL),
    ("est", FR), ("et", FR), ("for", EN), ("from", EN), ("het", NL), ("i", EN | IT), ("il", FR | IT), ("in", EN | DE | IT | NL),
    ("is", EN | NL), ("ist", DE), ("it", EN), ("l", FR | IT), ("la", FR | ES | IT), ("las", ES), ("le", FR | IT),
    ("les", FR), ("leur", FR), ("los", ES), ("met", NL), ("mit", DE), ("n", FR), ("ne", FR), ("nicht", DE),
    ("niet", NL), ("of", EN | NL), ("on", EN | FR), ("ont", FR), ("op", NL), ("ou", FR), ("par", FR), ("pas", FR), ("per", IT),
    ("por", ES), ("pour", FR), ("qu", FR), ("que", FR | ES), ("qui", FR | IT), ("s", FR | EN), ("se", FR | ES | IT),
    ("selon", FR), ("si", ES | IT), ("sie", DE), ("sono", IT), ("sont", FR), ("sur", FR), ("that", EN), ("the", EN),
    ("to", EN), ("un", FR | ES | IT), ("una", ES | IT), ("und", DE), ("une", FR), ("van", NL), ("von", DE),
    ("voor", NL), ("was", EN | DE | NL), ("were", EN), ("with", EN), ("y", FR | ES), ("zu", DE), ("à", FR), ("été", FR),
];

/// A tag in the spelling of BCP 47: `FR_ch` is `fr-CH`. None for what is none, such as `x-default`.
pub fn tag(text: &str) -> Option<String> {
    let (language, rest) = text.trim().split_once(['-', '_']).unwrap_or((text.trim(), ""));
    if !(2..=3).contains(&language.len()) || !language.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let language = language.to_ascii_lowercase();
    Some(match rest.len() {
        0 => language,
        2 => format!("{language}-{}", rest.to_ascii_uppercase()),
        _ => format!("{language}-{rest}"),
    })
}

/// The language of `text` by its first few hundred characters, as a BCP 47 tag; `None` when the vote is not clear.
pub fn guess(text: &str) -> Option<&'static str> {
    let mut votes = [0u32; LANGUAGES.len()];
    for word in beginning(text).split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty() && word.len() <= 5) {
        let mask = languages_with(word);
        for (vote, (_, bit)) in votes.iter_mut().zip(LANGUAGES) {
            *vote += u32::from(mask & bit != 0);
        }
    }
    let (winner, most) = votes.iter().enumerate().max_by_key(|(_, votes)| **votes)?;
    let second = votes.iter().enumerate().filter(|(i, _)| *i != winner).map(|(_, votes)| *votes).max()?;
    (*most >= 2 && *most > second).then_some(LANGUAGES[winner].0)
}

/// The language of a dispatch by its body, else by its headline: that of its first long paragraph, since sub-heads and
/// quotations may be foreign.
pub fn of(dispatch: &Dispatch) -> Option<&'static str> {
    const LONG: usize = 200;
    let text = dispatch.body.iter().find(|text| text.len() > LONG).or(dispatch.body.first());
    text.and_then(|text| guess(text)).or_else(|| guess(&dispatch.headline))
}

/// At most [`SAMPLE`] bytes of `text`.
fn beginning(text: &str) -> &str {
    let end = (0..=SAMPLE.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    &text[..end.unwrap_or(0)]
}

/// The bits of the languages that have `word` in [`WORDS`]; capitals count as small letters.
fn languages_with(word: &str) -> u8 {
    let mut buffer = [0; 8];
    let Some(lower) = buffer.get_mut(..word.len()) else { return 0 };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    // The only accented words of the table, in capitals.
    let lower: &[u8] = if word == "À" { "à".as_bytes() } else { lower };
    WORDS.binary_search_by(|(known, _)| known.as_bytes().cmp(lower)).map_or(0, |at| WORDS[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        for (text, expected) in [
            ("Le maire a inauguré la halle du marché avec les commerçants de la ville.", Some("fr")),
            ("L'alerte n'a pas été levée.", Some("fr")),
            ("À Nevers, les crues sont attendues dans la nuit.", Some("fr")),
            ("The mayor opened the market hall with the shopkeepers of the town.", Some("en")),
            ("Der Bürgermeister hat die Halle mit dem Verein und den Händlern eröffnet.", Some("de")),
            ("El alcalde inauguró con los vecinos el mercado y las calles del centro.", Some("es")),
            ("Il sindaco ha inaugurato il mercato della città per i commercianti che sono qui.", Some("it")),
            ("De burgemeester heeft het marktplein geopend met een feest voor de buurt.", Some("nl")),
            ("Kazan 3-1 Oslo", None),
            ("", None),
        ] {
            assert_eq!(guess(text), expected, "{text}");
        }
    }

    #[test]
    fn tags() {
        for (text, wanted) in [
            ("FR", Some("fr")),
            (" fr_ch", Some("fr-CH")),
            ("zh-Hans", Some("zh-Hans")),
            ("x-default", None),
            ("français", None),
            ("", None),
        ] {
            assert_eq!(tag(text).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn the_words_are_in_order() {
        assert!(WORDS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(WORDS.iter().all(|(word, _)| word.len() <= 5));
    }
}
