//! A word type as the features see it, and the table of those met.

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;

use super::dictionary::{Dictionary, Uses};
use super::hash;
use crate::annotate::token::{Case, Token, TokenKind};

/// What the features need to know of a word, once for all its occurrences.
#[derive(Clone, Debug)]
pub struct Word {
    /// Hash of the word in lower case.
    pub lower: u64,
    /// Hash of its pattern of capitals, small letters, digits and signs.
    pub shape: u64,
    /// Its cluster of 1024.
    pub cluster: u32,
    /// Its cluster of 128.
    pub coarse: u32,
    pub uses: Uses,
    /// [`Uses::main`] of it.
    pub main_use: u64,
    pub mark: Mark,
    /// Bits of [`super::dictionary::role`].
    pub roles: u32,
    /// The same for all words that differ in case and apostrophes only.
    pub group: u32,
    pub case: Case,
    pub kind: TokenKind,
}

/// The letters of a word, which only its own features look at.
#[derive(Clone, Debug)]
pub struct Letters {
    /// Hash of the word as written, apostrophes made alike.
    pub exact: u64,
    /// Hashes of the first one to four letters in lower case; of the whole word where it has fewer.
    pub prefixes: [u64; 4],
    /// Hashes of the last one to four letters in lower case.
    pub suffixes: [u64; 4],
}

/// What a word says of the name beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    None,
    /// `M.`, `Mme`: a person follows.
    Title,
    /// `(`
    Opening,
    /// `)`
    Closing,
}

impl Mark {
    fn of(lower: &str) -> Self {
        match lower {
            "m." | "mm" | "mme" | "mmes" | "mlle" | "maître" | "me" => Mark::Title,
            "(" => Mark::Opening,
            ")" => Mark::Closing,
            _ => Mark::None,
        }
    }
}

/// The place of a word in [`Words`].
pub type Slot = u32;

/// What stands before the first word of a passage and behind the last.
pub const BOUNDARY: Slot = 0;

/// The words met so far.
#[derive(Clone, Debug)]
pub struct Words {
    words: Vec<Word>,
    letters: Vec<Letters>,
    by_text: HashMap<u64, Slot, FxBuildHasher>,
    groups: HashMap<u64, u32, FxBuildHasher>,
    /// The lower-case form at hand.
    lower: String,
}

impl Words {
    /// A table that holds [`BOUNDARY`] alone.
    pub fn new() -> Self {
        let mut words = Words {
            words: Vec::new(),
            letters: Vec::new(),
            by_text: HashMap::default(),
            groups: HashMap::default(),
            lower: String::new(),
        };
        words.clear();
        words
    }

    /// Forgets all words, and so makes all slots invalid.
    pub fn clear(&mut self) {
        *self = Words {
            lower: std::mem::take(&mut self.lower),
            words: Vec::new(),
            letters: Vec::new(),
            by_text: HashMap::default(),
            groups: HashMap::default(),
        };
        let dictionary = Dictionary::new(&[], &[], &[]);
        self.words.push(describe("", "", Case::Lower, TokenKind::Sign, &dictionary));
        self.letters.push(Letters::of("", Case::Lower));
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether no word has been met.
    pub fn is_empty(&self) -> bool {
        self.words.len() == 1
    }

    /// How many groups there are.
    pub fn groups(&self) -> usize {
        self.groups.len() + 1
    }

    /// The word of a slot.
    pub fn get(&self, slot: Slot) -> &Word {
        &self.words[slot as usize]
    }

    /// The letters of the word of a slot.
    pub fn letters(&self, slot: Slot) -> &Letters {
        &self.letters[slot as usize]
    }

    /// The slot of a token whose text is `text`.
    pub fn slot(&mut self, text: &str, token: &Token, dictionary: &Dictionary) -> Slot {
        let hash = hash::text(text);
        if let Some(&slot) = self.by_text.get(&hash) {
            return slot;
        }
        self.lower.clear();
        self.lower.extend(text.chars().flat_map(char::to_lowercase).map(plain_apostrophe));
        let mut word = describe(text, &self.lower, token.case, token.kind, dictionary);
        let next = self.groups.len() as u32 + 1;
        word.group = *self.groups.entry(word.lower).or_insert(next);
        let slot = self.words.len() as Slot;
        self.words.push(word);
        self.letters.push(Letters::of(&self.lower, token.case));
        self.by_text.insert(hash, slot);
        slot
    }
}

impl Default for Words {
    fn default() -> Self {
        Words::new()
    }
}

/// Apostrophes and hyphens as the dictionary has them.
pub fn plain_apostrophe(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        _ => c,
    }
}

fn describe(text: &str, lower: &str, case: Case, kind: TokenKind, dictionary: &Dictionary) -> Word {
    let (cluster, coarse) = dictionary.clusters(text, lower, case);
    let (uses, roles) = dictionary.uses(lower);
    Word {
        lower: hash::text(lower),
        shape: shape(text),
        cluster,
        coarse,
        uses,
        main_use: u64::from(uses.main()),
        mark: Mark::of(lower),
        roles,
        group: 0,
        case,
        kind,
    }
}

impl Letters {
    fn of(lower: &str, case: Case) -> Self {
        let end_of = |letters: usize| lower.char_indices().nth(letters).map_or(lower.len(), |(at, _)| at);
        let start_of = |letters: usize| lower.char_indices().rev().nth(letters - 1).map_or(0, |(at, _)| at);
        Letters {
            exact: hash::mix(hash::text(lower), case as u64),
            prefixes: [1, 2, 3, 4].map(|letters| hash::text(&lower[..end_of(letters)])),
            suffixes: [1, 2, 3, 4].map(|letters| hash::text(&lower[start_of(letters)..])),
        }
    }
}

/// Each letter as its class, runs of more than two cut to two.
fn shape(text: &str) -> u64 {
    let (mut state, mut last, mut run) = (0, ' ', 0);
    for c in text.chars() {
        let class = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => '0',
            _ => plain_apostrophe(c),
        };
        run = if class == last { run + 1 } else { 0 };
        last = class;
        if run < 2 {
            state = hash::mix(state, u64::from(u32::from(class)));
        }
    }
    state
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::token::tokenize;

    fn words(text: &str) -> (Words, Vec<Slot>) {
        let mut tokens = Vec::new();
        tokenize(text, 0, &mut tokens);
        let (mut words, dictionary) = (Words::new(), Dictionary::new(&[], &[], &[]));
        let slots = tokens.iter().map(|token| words.slot(&text[token.range()], token, &dictionary)).collect();
        (words, slots)
    }

    #[test]
    fn equal_words_share_a_slot_and_case_alone_a_group() {
        let (words, slots) = words("Brume brume Brume Éole ÉOLE");
        let group = |at: usize| words.get(slots[at]).group;
        assert_eq!(slots[0], slots[2]);
        assert_ne!(slots[0], slots[1]);
        assert!(group(0) == group(1) && group(3) == group(4) && group(0) != group(3));
    }

    #[test]
    fn shapes() {
        for (one, other, alike) in
            [("Paris", "Londres", true), ("ONU", "OTAN", true), ("ONU", "Onu", false), ("G7", "G20", false)]
        {
            assert_eq!(shape(one) == shape(other), alike, "{one} {other}");
        }
    }

    #[test]
    fn affixes_of_short_words() {
        let (words, slots) = words("Éà");
        let word = words.letters(slots[0]);
        assert_eq!(word.prefixes[1], word.prefixes[3]);
        assert_eq!(word.suffixes[0], hash::text("à"));
    }
}
