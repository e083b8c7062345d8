//! A key that the usual spellings of one name share, whatever the language it was transliterated into.
//!
//! The French, English and German press write Russian, Arabic, Persian, Turkish, Chinese and Greek names by ear, each
//! with its own letters. The rules below undo that, letter by letter, and were collected from the romanisation tables of
//! ISO 9, BGN/PCGN, UNGEGN and the Imprimerie nationale, and from the usage of the agencies:
//!
//! | rule | example |
//! |---|---|
//! | case, accents, apostrophes, doubled consonants do not count | Sissi, Sisi |
//! | `ch` `sh` `sch` `tch` `tsch` `cz`, and `š` `ş` `č` `ç` as sounded | Choïgou, Shoigu; Şimşek, Simsek |
//! | `j` `zh` `dj` `dzh` | Prigojine, Prigozhin |
//! | `ou` `oo` `u`; `i` `y` `ï` `ij` `yy` `iy` | Loukachenko, Lukashenko; Zelensky, Zelenskyy |
//! | `ie` `ye` `ai` `ay` `ei` `e` in the middle | Eltsine, Yeltsin; Nazarbaïev, Nazarbayev |
//! | `v` `w`, final `-off` `-eff` | Wałęsa, Valesa; Romanoff, Romanov |
//! | `k` `q` `ck` `c`, `ph` `f`, `gu` before `e` and `i`, `ts` `tz` | Qalibaf, Kalibaf; Sergueï, Sergey |
//! | `dh` `th` `gh` as `d` `t` `g`, final `h` dropped | Riyadh, Riyad; Abdallah, Abdalla |
//! | `Abdel`, `Abdul`, `Abdou-l`, `Abder-r` are one, and so are `-eddine`, `-uddin`, `ed-Din` | Abdelaziz, Abdul Aziz |
//! | `ä` `ö` `ü` with and without `e` | Schröder, Schroeder |
//! | in surnames, the mute `e` behind `n` | Poutine, Putin; Salmane, Salman |
//! | names that no rule brings together are in a table | Mohammed, Muhammad |
//!
//! Two strengths: [`sounds`] keeps `o` from `u`, `e` from `i` and `kh` from `h`; [`coarse`] does not, for the index.

use super::tables::one_name;
use crate::french::fold::{lower, plain, unaccented};

/// A mute `e` at the end, which tells `Louise` from `Louis`.
const MUTE: char = 'E';

/// Shorter surnames are told apart by one vowel: `Li Peng`, `Li Ping`.
const LONG: usize = 6;

/// How a part of a name may sound: one string, or two where a letter with a sign is typed in two ways.
///
/// Letters stand for sounds: `S` for sh and ch, `T` for ts, `x` for kh, `E` for a mute e. Empty for no letters.
pub fn sounds(part: &str) -> Vec<String> {
    let lower = lower(&plain(part));
    let folded = unaccented(&lower);
    if let Some(name) = one_name(&folded) {
        return vec![name.to_owned()];
    }
    let mut all = vec![sound(&folded)];
    let mut add = |key: String| {
        if !all.contains(&key) {
            all.push(key);
        }
    };
    if let Some(stem) = lower.strip_suffix("ée") {
        add(format!("{}e{MUTE}", sound(&unaccented(stem))));
    }
    // Milošević, Milosevic, Milosevitch.
    if folded.ends_with("ic") && folded.len() > 4 {
        add(sound(&format!("{folded}h")));
    }
    if let Some(sounded) = signs_sounded(&lower) {
        add(sound(&unaccented(&sounded)));
    }
    all
}

/// The key under which the index files a name, from one of its [`sounds`].
pub fn coarse(sound: &str) -> String {
    without_mute(sound).chars().map(coarse_sound).collect()
}

/// Whether two sounds may be one surname: a mute `e` behind `n`, and in longer ones one `o` for `u`, `e` for `i` or `h`
/// for `kh`.
pub fn alike(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (without_mute(a).chars(), without_mute(b).chars());
    let (mut differences, mut letters) = (0, 0);
    loop {
        letters += 1;
        match (a.next(), b.next()) {
            (None, None) => return differences == 0 || (differences == 1 && letters >= LONG),
            (Some(x), Some(y)) if x == y => {}
            (Some(x), Some(y)) if coarse_sound(x) == coarse_sound(y) => differences += 1,
            _ => return false,
        }
    }
}

/// A surname's sound without the mute `e` that French spellings put behind `n`: `Poutine`, `Salmane`.
pub fn without_mute(sound: &str) -> &str {
    match sound.strip_suffix(MUTE) {
        Some(rest) if rest.ends_with('n') && rest.len() > 2 => rest,
        _ => sound,
    }
}

fn coarse_sound(c: char) -> char {
    match c {
        'o' => 'u',
        'e' | MUTE => 'i',
        'x' => 'h',
        c => c,
    }
}

/// The word with its letters that bear signs written out as they sound; `None` where it has none.
fn signs_sounded(lower: &str) -> Option<String> {
    let written = |c: char| {
        Some(match c {
            'š' | 'ş' | 'ș' => "sh",
            'č' | 'ć' | 'ç' => "tch",
            'ž' => "zh",
            'đ' => "dj",
            'ä' => "ae",
            'ö' | 'ø' => "oe",
            'ü' => "ue",
            'å' => "aa",
            'ñ' => "ny",
            _ => return None,
        })
    };
    lower.chars().any(|c| written(c).is_some()).then(|| {
        lower.chars().fold(String::with_capacity(lower.len() + 4), |mut out, c| {
            match written(c) {
                Some(letters) => out.push_str(letters),
                None => out.push(c),
            }
            out
        })
    })
}

/// The sound of a folded word.
fn sound(folded: &str) -> String {
    if let Some(rest) = servant_of(folded) {
        return format!("abdl{}", letters(rest));
    }
    match of_the_faith(folded) {
        Some(stem) => format!("{}dn", letters(stem)),
        None => letters(folded),
    }
}

/// What follows `Abdel`, `Abdul`, `Abdou-l`, `Abder-r`: `aziz` of `abdelaziz`, `rahman` of `abdurrahman`.
fn servant_of(folded: &str) -> Option<&str> {
    let rest = folded.strip_prefix("abd")?;
    let article = rest.trim_start_matches(['a', 'e', 'i', 'o', 'u']);
    let bytes = article.as_bytes();
    let assimilated = bytes.len() > 2 && bytes[0] == bytes[1] && bytes[0].is_ascii_alphabetic();
    let has_vowel = article.len() < rest.len();
    if has_vowel && article.len() > 2 && (bytes[0] == b'l' || assimilated) { article.get(1..) } else { None }
}

/// What stands before `-eddine`, `-uddin`, `-edin`.
fn of_the_faith(folded: &str) -> Option<&str> {
    let word = folded.strip_suffix('e').unwrap_or(folded).strip_suffix("din")?;
    let stem = word.strip_suffix('d').unwrap_or(word);
    let stem = stem.strip_suffix("ou").or_else(|| stem.strip_suffix(['e', 'u'])).or(stem.strip_suffix("a"));
    stem.filter(|stem| stem.len() > 1)
}

/// Letter by letter, longest rule first.
fn letters(folded: &str) -> String {
    let word: Vec<char> = folded.chars().collect();
    let mut out = String::with_capacity(folded.len());
    let mut at = 0;
    if folded.starts_with("mc") && word.len() > 3 {
        out.push_str("mak");
        at = 2;
    }
    while at < word.len() {
        let (taken, sounds) = if is_vowel(&word, at) { vowels(&word, at) } else { consonants(&word, at) };
        let letter = sounds.is_none().then_some(word[at]);
        for c in sounds.unwrap_or_default().chars().chain(letter) {
            if !out.ends_with(c) {
                out.push(c);
            }
        }
        at += taken;
    }
    out
}

/// Whether a vowel stands there; a `j` at the end of a syllable is one (`Andrej`, `Sejdiu`).
fn is_vowel(word: &[char], at: usize) -> bool {
    match word[at] {
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' => true,
        'j' => {
            at > 0
                && matches!(word[at - 1], 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
                && word.get(at + 1).is_none_or(|next| !matches!(next, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'))
        }
        _ => false,
    }
}

/// Letters taken at `at`, and their sound.
fn vowels(word: &[char], at: usize) -> (usize, Option<&'static str>) {
    let letter = |offset: usize| word.get(at + offset).map(|&c| if c == 'y' || c == 'j' { 'i' } else { c });
    let ends = |length: usize| at + length == word.len();
    let (first, second, third) = (letter(0).unwrap_or_default(), letter(1), letter(2));
    let (taken, sound) = match (first, second, third) {
        ('e', None, _) if word.len() > 2 => (1, "E"),
        ('i' | 'u' | 'o', Some('e'), None) if ends(2) && word.len() > 3 => match first {
            'i' => (2, "iE"),
            'u' => (2, "uE"),
            _ => (2, "oE"),
        },
        ('e', Some('a'), Some('u')) => (3, "o"),
        ('o', Some('u'), Some('a')) => (3, "va"),
        ('o', Some('u'), Some('e')) if at == 0 => (3, "ve"),
        ('a' | 'e' | 'i', Some('i'), Some('e')) if !ends(3) => (3, "e"),
        ('o', Some('u' | 'o'), _) => (2, "u"),
        ('e', Some('e'), _) => (2, "i"),
        ('a', Some('u'), _) => (2, "o"),
        ('a' | 'e', Some('i'), _) | ('i' | 'a', Some('e'), _) => (2, "e"),
        ('u', Some('a'), _) => (2, "va"),
        ('o', Some('e'), _) => (2, "o"),
        ('u', Some('e'), _) => (2, "u"),
        ('a', ..) => (1, "a"),
        ('e', ..) => (1, "e"),
        ('i', ..) => (1, "i"),
        ('o', ..) => (1, "o"),
        _ => (1, "u"),
    };
    (taken, Some(sound))
}

/// Letters taken at `at`, and their sound; `None` for a letter that stands for itself, of whatever script.
fn consonants(word: &[char], at: usize) -> (usize, Option<&'static str>) {
    let rest = &word[at..];
    let starts = |pattern: &str| pattern.chars().zip(rest).filter(|(a, b)| a == *b).count() == pattern.len();
    let soft = |offset: usize| matches!(rest.get(offset), Some('e' | 'i' | 'y'));
    let ends = |length: usize| length == rest.len();
    const PAIRS: &[(&str, &str)] = &[
        ("tsch", "S"),
        ("tch", "S"),
        ("tsh", "S"),
        ("sch", "S"),
        ("dzh", "j"),
        ("sh", "S"),
        ("cz", "S"),
        ("zh", "j"),
        ("dj", "j"),
        ("kh", "x"),
        ("ph", "f"),
        ("gh", "g"),
        ("dh", "d"),
        ("bh", "b"),
        ("th", "t"),
        ("rh", "r"),
        ("ts", "T"),
        ("tz", "T"),
        ("ck", "k"),
        ("cq", "k"),
    ];
    if starts("ch") {
        let hard = matches!(rest.get(2), Some('r' | 'l' | 'n' | 't' | 'm'));
        return (2, Some(if hard { "k" } else { "S" }));
    }
    if let Some((letters, sound)) = PAIRS.iter().find(|(letters, _)| starts(letters)) {
        return (letters.len(), Some(sound));
    }
    let sound = match rest[0] {
        'q' if rest.get(1) == Some(&'u') && (soft(2) || rest.get(2) == Some(&'a')) => return (2, Some("k")),
        'g' if rest.get(1) == Some(&'u') && soft(2) => return (2, Some("g")),
        'f' if starts("ff") && ends(2) && at > 1 && matches!(word[at - 1], 'o' | 'e') => return (2, Some("v")),
        'c' if soft(1) => "s",
        'c' | 'q' => "k",
        'w' => "v",
        'x' if at == 0 => "s",
        'x' => "ks",
        'h' if ends(1) && at > 0 => "",
        _ => return (1, None),
    };
    (1, Some(sound))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn share(a: &str, b: &str) -> bool {
        sounds(a).iter().any(|a| sounds(b).iter().any(|b| alike(a, b)))
    }

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for spellings in [
            "Poutine Putin Poutin",
            "Zelensky Zelenskyy Zelenski Zelenskiy Zelenskij Zelenskyi",
            "Choïgou Shoigu Chojgu",
            "Loukachenko Lukashenko Lukaschenko",
            "Eltsine Yeltsin Ieltsine",
            "Ianoukovitch Yanukovych Yanukovich",
            "Prigojine Prigozhin",
            "Nazarbaïev Nazarbayev",
            "Milošević Milosevic Milosevitch Miloshevich",
            "Romanoff Romanov",
            "Schröder Schroeder Schroder",
            "Müller Mueller Muller",
            "Erdoğan ERDOGAN",
            "Mohammed Mohamed Muhammad Mohamad",
            "Abdelaziz Abdulaziz Abdoulaziz",
            "Abderrahmane Abdurrahman Abdelrahman",
            "Abdallah Abdullah Abdoullah",
            "Noureddine Nureddin Nouruddin",
            "Rohani Rouhani",
            "Tebboune Teboun",
            "McCain MacCain",
            "Sergueï Sergey Serguei Sergej",
        ] {
            let all: Vec<&str> = spellings.split(' ').collect();
            for other in &all[1..] {
                assert!(share(all[0], other), "{} {:?} {other} {:?}", all[0], sounds(all[0]), sounds(other));
            }
        }
    }

    #[test]
    fn names_that_differ_keep_their_own() {
        for pair in [
            "Louis Louise",
            "René Renée",
            "Vladimir Volodymyr",
            "Moulin Merlin",
            "Hussein Hassan",
            "Khomeini Khamenei",
            "Jean Sean",
            "Jean Jeanne",
            "Valéry Valérie",
            "Zelensky Zelenska",
            "Medvedev Medvedeva",
            "Il Un",
            "Martin Marin",
        ] {
            let (a, b) = pair.split_once(' ').unwrap();
            let (a, b) = (sounds(a), sounds(b));
            assert!(!a.iter().any(|sound| b.contains(sound)), "{pair} {a:?} {b:?}");
        }
    }

    proptest! {
        #[test]
        fn capitals_and_accents_do_not_count(word in "[a-zéèàïôşčü]{1,12}") {
            let folded = crate::french::fold::fold(&word);
            prop_assert_eq!(sounds(&folded)[0].clone(), sounds(&word.to_uppercase())[0].clone());
            prop_assert!(sounds(&word).contains(&sounds(&folded)[0]));
        }

        #[test]
        fn whatever_is_typed_has_a_key_of_its_length(text in "\\PC{0,40}") {
            prop_assert!(sounds(&text).iter().all(|key| key.len() <= text.len() * 4 + 8));
        }
    }
}
