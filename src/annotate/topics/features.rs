//! What the classifier reads of a dispatch: its words, folded and hashed.
//!
//! Pairs of words were tried and left out: on the hand-tagged dispatches they cost a point and half of the speed.

use crate::annotate::document::{Document, PassageKind};
use crate::annotate::token::{Case, Token, TokenKind};

/// Words read behind the headline. Dispatches say first what they are about; what comes later only blurs it.
const BODY_WORDS: usize = 300;
const HEADLINE_WEIGHT: f32 = 3.0;
/// Longest folded word, in bytes; the rest of a longer one is not read.
const WORD_BYTES: usize = 24;

/// Calls `word` with the hash and the weight of each word that can speak for a topic.
pub fn each_word(document: &Document, mut word: impl FnMut(u32, f32)) {
    let mut read = 0;
    for passage in &document.passages {
        for token in &document.tokens[passage.tokens.clone()] {
            let Some(hash) = hash_of(&document.text, token) else { continue };
            if passage.kind == PassageKind::Headline {
                word(hash, HEADLINE_WEIGHT);
                continue;
            }
            if read == BODY_WORDS {
                return;
            }
            word(hash, 1.0);
            read += 1;
        }
    }
}

/// The hash of a word, the same whatever its capitals, accents and plural; none for numbers, signs and function words.
fn hash_of(text: &str, token: &Token) -> Option<u32> {
    if token.kind != TokenKind::Word || token.case == Case::Single {
        return None;
    }
    let mut buffer = [0; WORD_BYTES];
    let folded = fold(&text[token.range()], &mut buffer);
    if folded.len() < 2 || folded.ends_with(b"'") || is_function_word(folded) {
        return None;
    }
    Some(fnv(stem(folded)))
}

/// 64-bit FNV-1a, folded to 32 bits. Source: <http://www.isthe.com/chongo/tech/comp/fnv/>.
fn fnv(bytes: &[u8]) -> u32 {
    let step = |hash: u64, &byte: &u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325, step);
    (hash ^ (hash >> 32)) as u32
}

/// Lower case without accents, cut at [`WORD_BYTES`].
fn fold<'b>(word: &str, buffer: &'b mut [u8; WORD_BYTES]) -> &'b [u8] {
    if word.is_ascii() {
        let length = word.len().min(WORD_BYTES);
        buffer[..length].copy_from_slice(&word.as_bytes()[..length]);
        buffer[..length].make_ascii_lowercase();
        return &buffer[..length];
    }
    let mut length = 0;
    let mut encoded = [0; 4];
    for c in word.chars() {
        let letters = match c {
            c if c.is_ascii() => {
                encoded[0] = c.to_ascii_lowercase() as u8;
                &encoded[..1]
            }
            'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' | 'À' | 'Â' | 'Ä' | 'Á' | 'Ã' | 'Å' => b"a",
            'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => b"e",
            'î' | 'ï' | 'í' | 'ì' | 'ı' | 'Î' | 'Ï' | 'Í' | 'Ì' | 'İ' => b"i",
            'ô' | 'ö' | 'ó' | 'õ' | 'ø' | 'Ô' | 'Ö' | 'Ó' | 'Õ' | 'Ø' => b"o",
            'ù' | 'û' | 'ü' | 'ú' | 'Ù' | 'Û' | 'Ü' | 'Ú' => b"u",
            'ç' | 'č' | 'ć' | 'Ç' | 'Č' | 'Ć' => b"c",
            'ñ' | 'Ñ' => b"n",
            'š' | 'ş' | 'Š' | 'Ş' => b"s",
            'ž' | 'Ž' => b"z",
            'œ' | 'Œ' => b"oe",
            'æ' | 'Æ' => b"ae",
            '’' => b"'",
            // Combining accents.
            '\u{300}'..='\u{36f}' => b"",
            other => other.encode_utf8(&mut encoded).as_bytes(),
        };
        let Some(room) = buffer.get_mut(length..length + letters.len()) else { break };
        room.copy_from_slice(letters);
        length += letters.len();
    }
    &buffer[..length]
}

/// Takes a plural and a mute e off.
fn stem(word: &[u8]) -> &[u8] {
    let singular = match word {
        [stem @ .., b's' | b'x'] if stem.len() >= 3 => stem,
        _ => word,
    };
    match singular {
        [stem @ .., b'e'] if stem.len() >= 4 => stem,
        _ => singular,
    }
}

/// Words that stand in every dispatch, folded.
fn is_function_word(folded: &[u8]) -> bool {
    match folded.len() {
        2 => matches!(
            folded,
            b"le"
                | b"la"
                | b"un"
                | b"de"
                | b"du"
                | b"et"
                | b"ou"
                | b"en"
                | b"au"
                | b"il"
                | b"on"
                | b"se"
                | b"sa"
                | b"ce"
                | b"ne"
                | b"je"
                | b"si"
        ),
        3 => matches!(
            folded,
            b"les"
                | b"une"
                | b"des"
                | b"aux"
                | b"par"
                | b"sur"
                | b"que"
                | b"qui"
                | b"ils"
                | b"ses"
                | b"son"
                | b"cet"
                | b"ces"
                | b"pas"
                | b"est"
                | b"ete"
                | b"ont"
                | b"dit"
                | b"afp"
        ),
        4 => matches!(
            folded,
            b"dans"
                | b"pour"
                | b"elle"
                | b"plus"
                | b"sont"
                | b"avec"
                | b"mais"
                | b"leur"
                | b"etre"
                | b"fait"
                | b"tout"
                | b"nous"
                | b"vous"
        ),
        _ => matches!(folded, b"cette" | b"etait" | b"avait" | b"avoir" | b"comme" | b"aussi" | b"leurs"),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dispatch::Dispatch;

    fn words(headline: &str, body: &str) -> Vec<(u32, f32)> {
        let dispatch = Dispatch { headline: headline.into(), body: vec![body.into()], ..Dispatch::default() };
        let mut words = Vec::new();
        each_word(&Document::of(&dispatch), |hash, weight| words.push((hash, weight)));
        words
    }

    #[test]
    fn capitals_accents_and_plurals_do_not_count() {
        for (one, other) in [
            ("élections", "ELECTION"),
            ("Blessées", "blessée"),
            ("journaux", "journau"),
            ("œuvre", "OEUVRES"),
            ("e\u{301}cole", "Écoles"),
        ] {
            assert_eq!(words("", one), words("", other), "{one}");
        }
        assert_ne!(words("", "vaccin"), words("", "voisin"));
    }

    #[test]
    fn function_words_numbers_and_signs_say_nothing() {
        assert_eq!(words("L’an 2025 !", "et le des 19h30, d’une — « »").len(), 1);
    }

    #[test]
    fn the_headline_weighs_more_and_the_tail_is_not_read() {
        let body = "navire ".repeat(1000);
        let read = words("navire", &body);
        assert_eq!(read.len(), 1 + BODY_WORDS);
        assert_eq!((read[0].1, read[1].1), (HEADLINE_WEIGHT, 1.0));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,60}") {
            let mut buffer = [0; WORD_BYTES];
            prop_assert!(stem(fold(&text, &mut buffer)).len() <= WORD_BYTES);
            words(&text, &text);
        }
    }
}
