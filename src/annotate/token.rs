//! Words, numbers and signs: what the name tagger reads.
//!
//! Finer than the words that are indexed: signs count, capitals count, an elided article is a token of its own, and
//! initials keep their full stops.

use std::ops::Range;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with the hyphens, apostrophes, digits and initials' full stops inside: `Dupond-Moretti`, `Val-d’Oise`,
    /// `O’Brien`, `J.-P.`, `G7`, and the elided `l’`.
    Word,
    /// Digits first: `2025`, `19h`, `1er`.
    Number,
    /// One sign.
    Sign,
}

/// The capitals of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Case {
    /// None: `ministre`; also scripts that have none, numbers and signs.
    Lower,
    /// The first letter alone, or of each part: `Paris`, `Jean-Marie`.
    Title,
    /// Every letter, two at least: `ONU`, `G7`, `J.-P.`
    Upper,
    /// One letter, a capital: `A`, `L’`.
    Single,
    /// Others: `McCain`, `iPhone`, `LREM-Modem`.
    Mixed,
}

/// A token and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte in the text.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    pub kind: TokenKind,
    pub case: Case,
    /// White space or the start of the passage stands before it.
    pub spaced: bool,
    /// The first word of a sentence; signs that open it (`«`, `-`) do not count.
    pub opens_sentence: bool,
}

impl Token {
    /// The bytes it stands on.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether a name may begin here.
    pub fn is_capital(&self) -> bool {
        self.kind == TokenKind::Word && self.case != Case::Lower
    }
}

/// Appends the tokens of `text`, a single passage, whose first byte is byte `base` of the document.
pub fn tokenize(text: &str, base: usize, tokens: &mut Vec<Token>) {
    let mut at = 0;
    let mut spaced = true;
    let mut sentence_starts = true;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() || is_invisible(c) {
            spaced |= c.is_whitespace();
            at += c.len_utf8();
            continue;
        }
        let kind = match c {
            _ if c.is_numeric() => TokenKind::Number,
            _ if c.is_alphabetic() => TokenKind::Word,
            _ => TokenKind::Sign,
        };
        let length = if kind == TokenKind::Sign { c.len_utf8() } else { word_length(&text[at..]) };
        let word = &text[at..at + length];
        let case = if kind == TokenKind::Word { case_of(word) } else { Case::Lower };
        let opens_sentence = sentence_starts && kind != TokenKind::Sign;
        tokens.push(Token {
            start: (base + at) as u32,
            end: (base + at + length) as u32,
            kind,
            case,
            spaced,
            opens_sentence,
        });
        // `l’` opens a sentence as little as « does: the word behind it is the one whose capital says nothing.
        let elided = kind == TokenKind::Word && word.ends_with(is_apostrophe);
        sentence_starts = match c {
            '.' | '!' | '?' | '…' => true,
            _ if kind == TokenKind::Sign => sentence_starts,
            _ => opens_sentence && elided,
        };
        spaced = false;
        at += length;
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '\u{2bb}' | '\u{201b}' | '＇')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Soft hyphens, marks of zero width, directions.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether `c` goes on with a word that has begun.
fn continues(c: char) -> bool {
    c.is_alphanumeric() || is_combining(c) || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}')
}

fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Bytes of the word that opens `text`; its first character is a letter or a digit.
fn word_length(text: &str) -> usize {
    let mut end = 0;
    // Where the part after the last hyphen, apostrophe or full stop begins.
    let mut part = 0;
    loop {
        end += text[end..].find(|c| !continues(c)).unwrap_or(text.len() - end);
        let mut rest = text[end..].chars();
        let (Some(joint), next) = (rest.next(), rest.next()) else { return end };
        let after = end + joint.len_utf8();
        let letter_follows = next.is_some_and(char::is_alphanumeric);
        if is_apostrophe(joint) {
            if part == 0 && is_elided(&text[..end], &text[after..]) {
                return after;
            }
            if !letter_follows {
                return end;
            }
        } else if joint == '.' {
            // An initial: one capital since the last joint.
            let initial = &text[part..end];
            let capital = initial.chars().next().is_some_and(char::is_uppercase) && initial.chars().nth(1).is_none();
            if !capital {
                return end;
            }
            // `J.-P.` and `J.F.K.` go on behind the stop; `J. Dupont` and `M.Dupont` do not.
            let goes_on = match (next, text[after..].chars().nth(1)) {
                (Some(hyphen), Some(letter)) if is_hyphen(hyphen) => letter.is_uppercase(),
                (Some(letter), Some('.')) => letter.is_uppercase(),
                _ => false,
            };
            if !goes_on {
                return after;
            }
        } else {
            let prefix = next.is_some_and(char::is_uppercase) && is_prefix(&text[..end]);
            if !is_hyphen(joint) || prefix || !(letter_follows || text[..end].ends_with('.')) {
                return end;
            }
        }
        end = after;
        part = after;
    }
}

/// Prefixes that are written before anybody's name: `pro-Macron`, `ex-URSS`.
fn is_prefix(word: &str) -> bool {
    matches!(word, "pro" | "anti" | "ex" | "post" | "non" | "ultra" | "néo" | "pré")
}

/// Whether `word`, before an apostrophe and `rest`, is an article, pronoun or conjunction that lost its vowel.
///
/// `N’Djamena`, `M’Hamed`, `T’Challa` keep theirs: a capital there before another capital belongs to a name.
fn is_elided(word: &str, rest: &str) -> bool {
    let mut lower = [0u8; 8];
    let Some(lower) = lower.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    let mut next = rest.chars();
    let title_follows =
        next.next().is_some_and(char::is_uppercase) && next.next().is_some_and(|second| !second.is_uppercase());
    match &*lower {
        b"n" | b"m" | b"t" => !(word.starts_with(char::is_uppercase) && title_follows),
        b"l" | b"d" | b"j" | b"s" | b"c" | b"qu" | b"jusqu" | b"lorsqu" | b"puisqu" | b"quoiqu" => {
            !rest.is_empty() && !rest.starts_with(char::is_whitespace)
        }
        _ => false,
    }
}

fn case_of(word: &str) -> Case {
    let (mut upper, mut lower, mut misplaced) = (0, 0, 0);
    let mut starts = true;
    for c in word.chars() {
        if c.is_uppercase() {
            upper += 1;
            misplaced += u32::from(!starts);
        } else if c.is_lowercase() {
            lower += 1;
        }
        // A part after a hyphen may begin with a capital; one after an apostrophe too (`Val-d’Oise`, `O’Brien`).
        starts = is_hyphen(c) || is_apostrophe(c);
    }
    let first = word.chars().next().is_some_and(char::is_uppercase);
    match (upper, lower) {
        (0, _) => Case::Lower,
        (1, 0) if word.chars().filter(|c| c.is_alphanumeric()).count() == 1 => Case::Single,
        (_, 0) => Case::Upper,
        _ if first && misplaced == 0 => Case::Title,
        _ => Case::Mixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, 0, &mut tokens);
        tokens.iter().map(|token| &text[token.range()]).collect()
    }

    #[test]
    fn words_signs_and_initials() {
        for (text, wanted) in [
            ("L’OTAN et l'Élysée", "L’|OTAN|et|l'|Élysée"),
            ("Éric Dupond-Moretti, ici.", "Éric|Dupond-Moretti|,|ici|."),
            ("aujourd'hui O’Brien", "aujourd'hui|O’Brien"),
            ("N'Golo Kanté n'est", "N'Golo|Kanté|n'|est"),
            ("le Val-d’Oise", "le|Val-d’Oise"),
            ("J.-P. Raffarin et M. Dupont", "J.-P.|Raffarin|et|M.|Dupont"),
            ("J.F.K. à l'O.N.U.", "J.F.K.|à|l'|O.N.U."),
            ("l'AFP.Aucune victime", "l'|AFP|.|Aucune|victime"),
            ("«\u{a0}Oui\u{a0}», dit-il", "«|Oui|»|,|dit-il"),
            ("les pro-Macron, al-Assad, ex-ministre", "les|pro|-|Macron|,|al-Assad|,|ex-ministre"),
            ("xx/yy/zz", "xx|/|yy|/|zz"),
            ("19h30 le 1er mai", "19h30|le|1er|mai"),
            ("l' ", "l|'"),
            ("", ""),
        ] {
            assert_eq!(texts(text).join("|"), wanted, "{text}");
        }
    }

    #[test]
    fn capitals() {
        for (word, wanted) in [
            ("ministre", Case::Lower),
            ("Paris", Case::Title),
            ("Jean-Marie", Case::Title),
            ("Val-d’Oise", Case::Title),
            ("ONU", Case::Upper),
            ("J.-P.", Case::Upper),
            ("L’", Case::Single),
            ("McCain", Case::Mixed),
            ("iPhone", Case::Mixed),
            ("محمد", Case::Lower),
        ] {
            assert_eq!(case_of(word), wanted, "{word}");
        }
    }

    #[test]
    fn sentences_open_behind_full_stops_quotes_and_articles() {
        let text = "L'accord tient. «Non», dit Paul. M. Roux part";
        let mut tokens = Vec::new();
        tokenize(text, 0, &mut tokens);
        let opening: Vec<&str> = tokens.iter().filter(|t| t.opens_sentence).map(|t| &text[t.range()]).collect();
        assert_eq!(opening, ["L'", "accord", "Non", "M."]);
    }

    proptest! {
        #[test]
        fn tokens_are_in_order_on_character_boundaries(text in "[ a-zA-ZéÉ'’.\\-\u{ad}«1\u{301}\n]{0,40}|\\PC{0,40}") {
            let mut tokens = Vec::new();
            tokenize(&text, 7, &mut tokens);
            let mut last = 7;
            for token in &tokens {
                prop_assert!(token.start >= last && token.end > token.start);
                prop_assert!(text.get(token.start as usize - 7..token.end as usize - 7).is_some());
                last = token.end;
            }
        }
    }
}
