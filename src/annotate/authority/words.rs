//! Tokens gathered into the words of a name: particles and articles go to the word behind them.

use super::name::NameWord;
use super::order::{is_initials, number};
use crate::french::fold::fold;

/// Pieces of one word that are looked at.
const MOST_PIECES: usize = 4;
/// Particles that may be left out. Those of one row are spellings of one.
const PARTICLES: &[&[&str]] = &[
    &["de", "d", "du", "des"],
    &["del", "della", "dello", "delle", "dei", "degli", "di", "da", "do", "dos", "das", "y", "e"],
    &["von", "van", "vom", "zu", "zur", "der", "den", "ter", "ten", "af", "av"],
    &["ben", "bin", "ibn", "bint", "ould", "oulad", "wuld", "mint"],
    &["al", "el", "ul", "as", "ash", "ach", "ech", "es", "ar", "er", "at", "et", "an", "en", "ad", "ed", "az", "ez"],
    &["abou", "abu", "abi"],
];
/// Articles of surnames, without which they are other surnames: `Le Pen` is not `Penn`.
const FUSED: &[&str] = &["le", "la", "les", "l", "mc", "mac", "o", "saint", "sainte", "st", "san", "santa", "lo"];
/// Given names that are also particles: before one other word they are looked for as they stand.
const GIVEN_TOO: &[&str] = &["al", "ben", "van"];
/// The article before the second half of an Arabic compound.
const ARTICLES: &[&str] = PARTICLES[4];

/// What `Abdel` is written as when it stands by itself.
const SERVANT: &[&str] = &["abd", "abdel", "abdul", "abdoul", "abdal", "abdur", "abder"];
/// What `-eddine` is written as when it stands by itself.
const OF_THE_FAITH: &[&str] = &["eddine", "eddin", "uddin", "edine", "edin", "ouddine", "ouddin", "addin"];

/// The words of a name whose tokens stand in reading order.
pub fn words(tokens: &[String]) -> Vec<NameWord> {
    let mut gathered = Gathered::default();
    for (at, token) in tokens.iter().enumerate() {
        gathered.add(token, at, tokens.len());
    }
    gathered.words
}

/// The words so far, and what waits for the next one.
#[derive(Default)]
struct Gathered {
    words: Vec<NameWord>,
    particles: Vec<String>,
    /// `Le`, `Mc`: written as one with the next word.
    fused: String,
    /// `Abdel` stands before.
    servant: bool,
}

impl Gathered {
    /// Takes the token at this place of so many.
    fn add(&mut self, token: &str, at: usize, of: usize) {
        let last = at + 1 == of;
        let mut pieces =
            if of == 1 && is_acronym(token) { vec![token.to_owned()] } else { pieces(token, last && at > 0) };
        self.take_particles(&mut pieces);
        let folded = if pieces.len() == 1 { fold(&pieces[0]) } else { String::new() };
        let capital = token.starts_with(char::is_uppercase);
        let initial = token.ends_with('.') || (folded.len() == 1 && folded != "d" && capital);
        let given = at == 0 && capital && (of == 2 && may_be_given(&folded) || is_given_at_start(&folded));
        if last || initial || given || !self.waits(&folded, &pieces[0], at) {
            self.push(&folded, pieces);
        }
    }

    /// Takes the particles that hang on a word by a hyphen: `al-Assad`, `Zine-el-Abidine`.
    fn take_particles(&mut self, pieces: &mut Vec<String>) {
        while pieces.len() > 1 && self.fused.is_empty() && is_particle(&fold(&pieces[0])) {
            self.particles.push(fold(&pieces.remove(0)));
        }
        let mut number = 0;
        pieces.retain(|piece| {
            number += 1;
            number == 1 || !matches!(fold(piece).as_str(), "al" | "el")
        });
    }

    /// Whether a token waits for the word behind it.
    fn waits(&mut self, folded: &str, written: &str, at: usize) -> bool {
        if self.fused.is_empty() && is_particle(folded) && (at > 0 || !is_given_at_start(folded)) {
            self.particles.push(folded.to_owned());
        } else if FUSED.contains(&folded) {
            self.fused.push_str(written);
        } else if SERVANT.contains(&folded) {
            self.servant = true;
        } else {
            return false;
        }
        true
    }

    fn push(&mut self, folded: &str, mut pieces: Vec<String>) {
        let after_article = self.particles.iter().any(|particle| is_article(particle));
        let of_the_faith = OF_THE_FAITH.contains(&folded) || (after_article && matches!(folded, "din" | "dine"));
        if of_the_faith && let Some(before) = self.words.pop() {
            self.particles.clear();
            let mut joined: Vec<String> = before.parts.iter().map(|part| part.folded.clone()).collect();
            joined.last_mut().into_iter().for_each(|end| end.push_str("eddine"));
            self.words.push(NameWord::new(before.particles, &joined));
            return;
        }
        if std::mem::take(&mut self.servant) {
            // The article between the two is part of the name.
            self.particles.clear();
            pieces[0].insert_str(0, "abdel");
        }
        pieces[0].insert_str(0, &std::mem::take(&mut self.fused));
        self.words.push(NameWord::new(std::mem::take(&mut self.particles), &pieces));
    }
}

/// Whether two particles are spellings of one.
pub fn same_particle(a: &str, b: &str) -> bool {
    PARTICLES.iter().any(|row| row.contains(&a) && row.contains(&b))
}

/// Whether a word may be left out of a surname.
pub fn is_particle(folded: &str) -> bool {
    PARTICLES.iter().any(|row| row.contains(&folded))
}

/// Whether a particle is the article of Arabic.
pub fn is_article(folded: &str) -> bool {
    ARTICLES.contains(&folded)
}

/// Whether a particle is a given name as well.
pub fn may_be_given(folded: &str) -> bool {
    GIVEN_TOO.contains(&folded)
}

/// Initials that stand for the whole name: `J.F.K.`, `BB`.
fn is_acronym(token: &str) -> bool {
    token.chars().all(|c| c == '.' || c.is_uppercase())
}

/// `E`, `Y` and `As` at the start of a name are no particles.
fn is_given_at_start(folded: &str) -> bool {
    matches!(folded, "e" | "y" | "as" | "an" | "en" | "et" | "at" | "ar" | "ed" | "do" | "den")
}

/// What stands between the hyphens of a token, and each initial by itself; a ruler's number as a figure.
fn pieces(token: &str, may_be_number: bool) -> Vec<String> {
    if may_be_number && let Some(number) = number(token) {
        return vec![format!("n{number}")];
    }
    if is_initials(token) {
        return token.chars().map(String::from).collect();
    }
    let mut pieces = Vec::new();
    for piece in token.split('-').take(MOST_PIECES) {
        let mut stops = piece.split('.').filter(|part| !part.is_empty());
        let single = |part: &str| part.chars().nth(1).is_none();
        if piece.contains('.') && stops.clone().all(single) {
            pieces.extend(stops.take(MOST_PIECES).map(str::to_owned));
        } else if let Some(first) = stops.next() {
            // `d'Estaing` and `L'Hermite`: the article is a particle, the letters of O'Brien are its own.
            pieces.push(first.to_owned());
        }
    }
    if pieces.is_empty() { vec![token.to_owned()] } else { pieces }
}
