//! Elided words before an apostrophe: `l’OTAN` is OTAN, `aujourd’hui` stays whole.

use super::fold::{is_apostrophe, is_ignorable, unaccented};

/// Words that lose their vowel before another one, as they stand before the apostrophe.
/// (The list of Lucene's French elision filter.)
const ELIDED: [&str; 13] = ["l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

/// Whether `word` is an elided word: what is left of `le`, `de`, `que`… before an apostrophe.
pub fn is_elided(word: &str) -> bool {
    word.len() <= 8 && ELIDED.iter().any(|elided| elided.eq_ignore_ascii_case(word))
}

/// The byte offset where the word itself begins, after its elided article; 0 where there is none.
///
/// An article is elided before a vowel, a mute h or a figure; so `N’Djamena`, `M’Bappé` and `O’Brien` are whole words.
pub fn word_start(chunk: &str) -> usize {
    let Some((at, apostrophe)) = chunk.char_indices().find(|&(_, c)| is_apostrophe(c)) else { return 0 };
    let rest = at + apostrophe.len_utf8();
    if elides(&chunk[..at], &chunk[rest..]) { rest } else { 0 }
}

fn elides(article: &str, rest: &str) -> bool {
    if article.eq_ignore_ascii_case("presqu") {
        let word = unaccented(&rest.to_lowercase()).into_owned();
        return word == "ile" || word == "iles";
    }
    is_elided(article) && rest.chars().find(|&c| !is_ignorable(c)).is_some_and(opens_with_vowel)
}

fn opens_with_vowel(c: char) -> bool {
    let mut base = [0; 4];
    let folded = c.to_lowercase().next().unwrap_or(c);
    let letter = unaccented(folded.encode_utf8(&mut base)).chars().next();
    letter.is_some_and(|l| matches!(l, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'h') || l.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elision_table() {
        for (chunk, word) in [
            ("l'OTAN", "OTAN"),
            ("L’État", "État"),
            ("d’Ankara", "Ankara"),
            ("qu'il", "il"),
            ("jusqu’à", "à"),
            ("lorsqu'Erdoğan", "Erdoğan"),
            ("d'1", "1"),
            ("l´homme", "homme"),
            ("l’œuvre", "œuvre"),
            ("presqu'île", "île"),
            ("d'l'eau", "d'l'eau"),
            ("aujourd'hui", "aujourd'hui"),
            ("prud’hommes", "prud’hommes"),
            ("O'Brien", "O'Brien"),
            ("N'Djamena", "N'Djamena"),
            ("M’Bappé", "M’Bappé"),
            ("quelqu'un", "quelqu'un"),
            ("Moody's", "Moody's"),
            ("OTAN", "OTAN"),
        ] {
            assert_eq!(&chunk[word_start(chunk)..], word, "{chunk}");
        }
    }
}
