//! Well-known people who go by names that no rule brings together.
//!
//! `aliases.txt` was written for this project from general knowledge. A line is a person: the usual French name, then
//! other names, separated by `;`. A single word is a bare form: it means this person when it stands alone, and never
//! another bearer of that surname. Lines beginning with `#` are comments. Spellings that [`super::matching`] finds by
//! itself are left out.

use super::key::{coarse, sounds};
use super::matching::{is_same, matches};
use super::name::Name;

const ALIASES: &str = include_str!("aliases.txt");

/// Every line that is a person, its names in order.
pub fn people() -> impl Iterator<Item = impl Iterator<Item = &'static str> + Clone> {
    ALIASES.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).map(|line| line.split(';').map(str::trim))
}

/// The names of everyone in the list whom `query` may mean.
pub fn of(query: &Name) -> Vec<Name> {
    let keys = Keys::of(query);
    let mut found = Vec::new();
    for names in people() {
        // Nearly all lines are told by a word or two; only the others are taken apart.
        if !names.clone().any(|name| keys.may_meet(name)) {
            continue;
        }
        let names: Vec<Name> = names.map(Name::parse).collect();
        if names.iter().any(|name| means(query, name)) {
            found.extend(names);
        }
    }
    found
}

/// Whether a query names the person of a line by this name of the line.
pub fn means(query: &Name, name: &Name) -> bool {
    is_same(query, name) || (!query.is_bare() && !name.is_bare() && matches(query, name))
}

/// Bytes of a word that is often written as one with the next.
const SHORT: usize = 5;

/// What a name must share with another to be worth comparing.
struct Keys {
    /// The keys of all its words.
    sounds: Vec<String>,
}

impl Keys {
    fn of(query: &Name) -> Keys {
        let words = query.words.iter().flat_map(|word| {
            word.parts.iter().flat_map(|part| part.sounds.iter()).chain(&word.joined).map(|sound| coarse(sound))
        });
        Keys { sounds: words.collect() }
    }

    /// Whether a word of `name` sounds as one of the query; a short one may be written as one with the next (`Le Pen`,
    /// `Jong-un`).
    fn may_meet(&self, name: &str) -> bool {
        let mut before = "";
        name.split([' ', '-']).any(|word| {
            let short = std::mem::replace(&mut before, if word.len() <= SHORT { word } else { "" });
            self.has(word, || word.to_owned()) || (!short.is_empty() && self.has(short, || format!("{short}{word}")))
        })
    }

    fn has(&self, start: &str, word: impl Fn() -> String) -> bool {
        self.sounds.iter().any(|sound| may_begin(start, sound))
            && sounds(&word()).iter().any(|sound| self.sounds.contains(&coarse(sound)))
    }
}

/// Whether a word with this first letter may have this sound: a cheap test before the dear one.
fn may_begin(word: &str, sound: &str) -> bool {
    let (Some(letter), Some(first)) = (word.chars().next(), sound.chars().next()) else { return false };
    let sounds = match letter.to_ascii_lowercase() {
        'a' | 'e' => "aiu",
        'b' => "bi",
        'c' => "ksS",
        'd' => "dj",
        'f' => "f",
        'g' => "gjk",
        'h' => "h",
        'i' => "iy",
        'j' => "jiy",
        'k' => "kh",
        'l' => "l",
        'm' => "m",
        'n' => "n",
        'o' => "uvw",
        'p' => "pf",
        'q' => "k",
        'r' => "r",
        's' => "sS",
        't' => "tST",
        'u' => "uv",
        'v' => "v",
        'w' => "vw",
        'x' => "s",
        'y' => "iuy",
        'z' => "zj",
        _ => return true,
    };
    // Names of the table of spellings are filed under their usual letters.
    sounds.contains(first) || letter.eq_ignore_ascii_case(&first)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::annotate::authority::asked::keys_of;

    #[test]
    fn everyone_is_found_by_each_name_and_no_name_is_two_people() {
        let mut by_surname: HashMap<String, Vec<(usize, &str, Name)>> = HashMap::new();
        for (number, names) in people().enumerate() {
            for text in names {
                let name = Name::parse(text);
                assert!(!name.is_empty(), "{text}");
                for key in keys_of(&name) {
                    let known = by_surname.entry(key).or_default();
                    let other = known.iter().find(|(person, _, other)| *person != number && is_same(&name, other));
                    assert!(other.is_none(), "{text} is also {:?}", other.map(|(_, text, _)| text));
                    known.push((number, text, name.clone()));
                }
            }
        }
        assert!(people().count() >= 320, "{} people", people().count());
    }

    #[test]
    fn the_quick_test_passes_over_nobody() {
        for name in people().flatten() {
            assert!(Keys::of(&Name::parse(name)).may_meet(name), "{name}");
        }
        assert!(of(&Name::parse("Putin")).contains(&Name::parse("Vladimir Poutine")));
    }
}
