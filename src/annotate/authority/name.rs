//! A person's name cut into its parts.

use super::key::sounds;
use super::order;
use super::words::{is_article, may_be_given, words};
use crate::french::fold::fold;

/// Longer names are no names; what follows is not looked at.
const MOST_BYTES: usize = 200;

/// A name: its words in reading order, the surname last where that can be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    pub words: Vec<NameWord>,
    /// What ends the name and belongs to the individual: `jr`, `iii`.
    pub suffix: Option<String>,
    /// What stands in brackets behind the name, folded: `football` of `Jean Dupont (football)`.
    pub qualifier: Option<String>,
}

/// A word of a name: a given name, a surname, or both halves of a double one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameWord {
    /// Folded particles before it: `de`, `la`, `ben`, `al`.
    pub particles: Vec<String>,
    /// The pieces between hyphens; at least one.
    pub parts: Vec<Part>,
    /// How it sounds with its particles, or its pieces, written as one word: `Vandamme`, `Jongun`. Empty for a simple word.
    pub joined: Vec<String>,
}

/// A piece of a name that cannot be cut further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub folded: String,
    /// [`sounds`] of it; empty for an initial.
    pub sounds: Vec<String>,
    /// The letter of an initial, folded.
    pub initial: Option<char>,
}

impl Name {
    /// Cuts a name. Understands `Surname, Given`, `SURNAME Given`, initials, particles joined or not, and drops titles.
    pub fn parse(text: &str) -> Name {
        let text = &text[..text.floor_char_boundary(MOST_BYTES)];
        let (text, qualifier) = match text.split_once('(') {
            Some((name, rest)) if !name.trim().is_empty() => (name, Some(fold(rest)).filter(|rest| !rest.is_empty())),
            _ => (text, None),
        };
        let (tokens, suffix) = order::tokens(text);
        Name { words: words(&tokens), suffix, qualifier }
    }

    /// Whether nothing of it can be looked for.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|word| word.parts.iter().all(|part| part.sounds.iter().all(String::is_empty)))
    }

    /// Whether it is one word, a surname or a pseudonym.
    pub fn is_bare(&self) -> bool {
        self.words.len() == 1
    }

    /// Whether it is a surname alone, though of two words: `Ben Laden`.
    pub fn is_bare_surname(&self) -> bool {
        let [first, _] = self.words.as_slice() else { return self.is_bare() };
        first.parts.len() == 1 && may_be_given(&first.parts[0].folded)
    }

    /// The last word: the surname, of those who have one.
    pub fn surname(&self) -> Option<&NameWord> {
        self.words.last()
    }

    /// The words before the last.
    pub fn given(&self) -> &[NameWord] {
        self.words.split_last().map_or(&[], |(_, given)| given)
    }
}

impl NameWord {
    /// Whether it has an article of Arabic before it.
    pub fn has_article(&self) -> bool {
        self.particles.iter().any(|particle| is_article(particle))
    }

    /// A word of these pieces.
    pub(super) fn new(particles: Vec<String>, pieces: &[String]) -> NameWord {
        let parts: Vec<Part> = pieces.iter().map(|piece| Part::new(piece)).collect();
        let whole = parts.len() > 1 && parts.iter().all(|part| part.initial.is_none());
        let joined = match (particles.is_empty(), whole) {
            (true, false) => Vec::new(),
            (true, true) => sounds(&pieces.concat()),
            (false, _) => sounds(&(particles.concat() + &pieces.concat())),
        };
        NameWord { particles, parts, joined }
    }
}

impl Part {
    fn new(text: &str) -> Part {
        let folded = fold(text);
        let mut letters = folded.chars();
        let initial = match (letters.next(), letters.next()) {
            (Some(only), None) if only.is_alphabetic() && only.len_utf8() == 1 => Some(only),
            _ => None,
        };
        let sounds = if initial.is_some() { Vec::new() } else { sounds(text) };
        Part { folded, sounds, initial }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words with their particles in brackets, pieces joined by hyphens.
    fn shown(text: &str) -> String {
        let name = Name::parse(text);
        let word = |word: &NameWord| {
            let pieces: Vec<&str> = word.parts.iter().map(|part| part.folded.as_str()).collect();
            let particles: String = word.particles.iter().map(|particle| format!("({particle})")).collect();
            particles + &pieces.join("-")
        };
        let mut words: Vec<String> = name.words.iter().map(word).collect();
        words.extend(name.suffix.map(|suffix| format!("+{suffix}")));
        words.join(" ")
    }

    #[test]
    fn names_are_cut_as_they_are_read() {
        for (name, wanted) in [
            ("Mark Rutte", "mark rutte"),
            ("Rutte, Mark", "mark rutte"),
            ("LE PEN Marine", "marine lepen"),
            ("M. Emmanuel MACRON", "emmanuel macron"),
            ("président Emmanuel Macron", "emmanuel macron"),
            ("emmanuel macron", "emmanuel macron"),
            ("Charles de Gaulle", "charles (de)gaulle"),
            ("Bachar al-Assad", "bachar (al)assad"),
            ("Bachar el Assad", "bachar (el)assad"),
            ("Mohammed ben Salmane", "mohammed (ben)salmane"),
            ("Ben Affleck", "ben affleck"),
            ("Al Gore", "al gore"),
            ("Ursula von der Leyen", "ursula (von)(der)leyen"),
            ("Valéry Giscard d'Estaing", "valery giscard destaing"),
            ("J.-P. Raffarin", "j-p raffarin"),
            ("JP Raffarin", "j-p raffarin"),
            ("J.F.K.", "jfk"),
            ("E. Macron", "e macron"),
            ("Kim Jong-un", "kim jong-un"),
            ("Abdel Aziz Bouteflika", "abdelaziz bouteflika"),
            ("Abd el-Aziz Bouteflika", "abdelaziz bouteflika"),
            ("Nour ed-Din Bensouda", "noureddine bensouda"),
            ("Mohammed VI", "mohammed n6"),
            ("Jean-Paul Ier", "jean-paul n1"),
            ("Donald Trump Jr.", "donald trump +jr"),
            ("Kennedy, Robert, Jr", "robert jr kennedy"),
            ("John Paul Getty III", "john paul getty +iii"),
            ("Eugene O'Neill", "eugene oneill"),
            ("Mitch Mc Connell", "mitch mcconnell"),
            ("Pape Diouf", "pape diouf"),
            ("pape François", "francois"),
            ("George W. Bush", "george w bush"),
            ("M.", "m"),
            ("", ""),
            ("  ,  ", ""),
        ] {
            assert_eq!(shown(name), wanted, "{name}");
        }
    }

    #[test]
    fn what_stands_in_brackets_is_kept_apart() {
        let name = Name::parse("Jean Dupont (football)");
        assert_eq!((name.qualifier.as_deref(), name.words.len()), (Some("football"), 2));
    }
}
