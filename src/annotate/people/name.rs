//! One way to write a name, and what two of them have to do with each other.

use crate::french::fold::{fold, is_apostrophe};

/// One way in which the dispatch writes a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// As it is shown: single spaces, capitals as in running text.
    pub text: String,
    /// Its words folded; a hyphened word stays one (`jean-pierre`), so that `Pierre X` is no ending of `Jean-Pierre X`.
    pub words: Vec<String>,
}

impl Form {
    /// The form that stands in the text as `raw`.
    pub fn new(raw: &str) -> Self {
        let mut text = raw.split_whitespace().flat_map(initials_apart).collect::<Vec<_>>().join(" ");
        let capitals = text.chars().filter(|c| c.is_alphabetic()).count();
        if capitals > 4 && !text.chars().any(char::is_lowercase) {
            text = title_case(&text);
        }
        let words =
            text.split([' ', ',']).flat_map(without_article).map(fold_word).filter(|word| !word.is_empty()).collect();
        Form { text, words }
    }

    /// What is the same for two spellings of one form: hyphens and spaces alike.
    pub fn key(&self) -> String {
        self.words.join(" ").replace('-', " ")
    }

    /// The last word, by which a surname is looked up.
    pub fn last(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    /// The first word.
    pub fn first(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// Whether given name and surname may both be there.
    pub fn is_full(&self) -> bool {
        self.words.iter().filter(|word| !is_particle(word)).count() > 1
    }

    /// The first letters of all words but particles, and of all words: what `MBS` stands for.
    pub fn initials(&self) -> [String; 2] {
        let letters = |skip: bool| -> String {
            let parts = self.words.iter().flat_map(|word| word.split('-'));
            parts.filter(|part| !skip || !is_particle(part)).filter_map(|part| part.chars().next()).collect()
        };
        [letters(true), letters(false)]
    }
}

/// `J.K.Rowe` as `J.K.` and `Rowe`.
fn initials_apart(word: &str) -> impl Iterator<Item = &str> {
    let name = word.rfind('.').map(|stop| stop + 1).filter(|&name| word[name..].chars().nth(1).is_some());
    let (initials, name) = word.split_at(name.unwrap_or(0));
    [initials, name].into_iter().filter(|part| !part.is_empty())
}

/// `d’Orval` as `d` and `Orval`, `al-Assa` as `al` and `Assa`: the surname is also written without.
fn without_article(word: &str) -> impl Iterator<Item = &str> {
    let elided = word.strip_prefix(['d', 'D']).and_then(|rest| rest.strip_prefix(is_apostrophe));
    let arabic = || ["al-", "el-", "Al-", "El-"].iter().find_map(|article| word.strip_prefix(article));
    let name = elided.or_else(arabic).unwrap_or(word);
    [&word[..word.len() - name.len()], name].into_iter()
}

/// Folded, hyphens kept.
fn fold_word(word: &str) -> String {
    let parts = word.split(['-', '\u{2010}', '\u{2011}']).map(fold).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// `ANNE-MARIE ROUX` → `Anne-Marie Roux`.
fn title_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut starts = true;
    for c in text.chars() {
        if starts {
            out.push(c);
        } else {
            out.extend(c.to_lowercase());
        }
        starts = !c.is_alphabetic();
    }
    out
}

/// Small words inside names, folded.
pub fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "d"
            | "du"
            | "des"
            | "la"
            | "le"
            | "les"
            | "von"
            | "van"
            | "der"
            | "den"
            | "ter"
            | "di"
            | "da"
            | "dos"
            | "das"
            | "del"
            | "della"
            | "al"
            | "el"
            | "ben"
            | "bin"
            | "ibn"
            | "abou"
            | "abu"
            | "ould"
            | "san"
            | "y"
            | "e"
            | "zu"
    )
}

/// How a shorter or equal form belongs to a full one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// A slip of the pen, other initials, another order.
    Variant,
    /// Begins alike and ends alike, something left out: `Samia Hassan` of `Samia Suluhu Hassan`.
    Abridged,
    /// Its end or its beginning.
    Part,
    /// The same words.
    Same,
}

/// What `form`, of at least two words, has to do with `full`. Neither needs to be the longer one.
pub fn relation(form: &Form, full: &Form) -> Option<Relation> {
    if form.key() == full.key() {
        return Some(Relation::Same);
    }
    let (short, long) = if form.words.len() <= full.words.len() { (form, full) } else { (full, form) };
    let (s, l) = (&short.words, &long.words);
    if is_generation(short.last()) != is_generation(long.last()) {
        return None;
    }
    if s.len() < l.len() {
        if l.ends_with(s) || (l.starts_with(s) && (s.len() > 1 && short.is_full())) {
            return Some(Relation::Part);
        }
        let abridged = short.is_full() && s.first() == l.first() && s.last() == l.last() && is_subsequence(s, l);
        return abridged.then_some(Relation::Abridged);
    }
    let reordered = {
        let (mut a, mut b) = (s.clone(), l.clone());
        a.sort_unstable();
        b.sort_unstable();
        a == b
    };
    let differing: Vec<(&String, &String)> = s.iter().zip(l).filter(|(a, b)| a != b).collect();
    let variant = match differing.as_slice() {
        [(a, b)] => {
            let given = a == &short.first();
            let slip = is_slip(a, b) || (!given && is_short_slip(a, b));
            is_initial_of(a, b) || is_initial_of(b, a) || (slip && !(given && differ_in_gender(a, b)))
        }
        _ => false,
    };
    (reordered || variant).then_some(Relation::Variant)
}

/// `Donald Trump Jr` is not his father.
fn is_generation(word: &str) -> bool {
    matches!(word, "jr" | "junior" | "sr" | "senior" | "ii" | "iii")
}

/// `e` of `emmanuel`, `jp` and `j-p` of `jean-pierre`.
fn is_initial_of(short: &str, long: &str) -> bool {
    let letters: String = long.split('-').filter_map(|part| part.chars().next()).collect();
    short.chars().count() <= 3 && short.len() < long.len() && short.replace('-', "") == letters
}

/// `louis` and `louise`, `mario` and `maria`: two people rather than a slip.
fn differ_in_gender(a: &str, b: &str) -> bool {
    let trim = |word: &str| word.trim_end_matches(['a', 'e', 'o', 'i']).to_owned();
    trim(a) == trim(b) || a.chars().last() != b.chars().last() && a.len() == b.len() && a[1..] == b[1..]
}

/// Whether one letter more, less, other or swapped makes `a` of `b`, in words long enough for that to be a slip of the pen.
pub fn is_slip(a: &str, b: &str) -> bool {
    a.chars().count().min(b.chars().count()) >= 5 && is_one_off(a, b)
}

/// A letter too few: `Tump` beside `Trump`, where the given name is the same.
fn is_short_slip(a: &str, b: &str) -> bool {
    a.chars().count() + b.chars().count() == 9 && is_one_off(a, b)
}

fn is_one_off(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > 1 || a == b {
        return false;
    }
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a[head..].iter().rev().zip(b[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (x, y) = (&a[head..a.len() - tail], &b[head..b.len() - tail]);
    x.len().max(y.len()) <= 1 || (x.len() == 2 && y.len() == 2 && x[0] == y[1] && x[1] == y[0])
}

fn is_subsequence(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_of_headlines_are_set_down() {
        for (raw, shown) in [
            ("ANNE-MARIE D'ORVAL", "Anne-Marie D'Orval"),
            ("Ilo\u{a0}Stern", "Ilo Stern"),
            ("JCVD", "JCVD"),
            ("J.-P. Roux", "J.-P. Roux"),
        ] {
            assert_eq!(Form::new(raw).text, shown);
        }
    }

    #[test]
    fn relations_of_forms() {
        use Relation::*;
        for (form, full, wanted) in [
            ("Ilo Stern", "ILO STERN", Some(Same)),
            ("Kim Jong-un", "Kim Jong Un", Some(Same)),
            ("Le Pen", "Marine Le Pen", Some(Part)),
            ("Pierre Nicolle", "Jean-Pierre Nicolle", None),
            ("Ana Roche", "Ana Lujan Roche", Some(Abridged)),
            ("Ana Lujan", "Ana Lujan Roche", Some(Part)),
            ("S. Courtois", "Sylvain Courtois", Some(Variant)),
            ("J.-P. Raffin", "Jean-Pierre Raffin", Some(Variant)),
            ("Kidji Abderrahmane", "Abderrahmane Kidji", Some(Variant)),
            ("Damian Collin", "Damien Collin", Some(Variant)),
            ("Louis Morin", "Louise Morin", None),
            ("Emmanule Mercier", "Emmanuel Mercier", Some(Variant)),
            ("Jean Morin", "Jean Moran", Some(Variant)),
            ("Donald Tanner", "Donald Tanne", Some(Variant)),
            ("Donald Rump", "Donald Trump", Some(Variant)),
            ("Marc Roy", "Marc Roux", None),
            ("Brigitte Morin", "Emmanuel Morin", None),
            ("Bachar al-Assa", "Bachar Assa", Some(Abridged)),
            ("Donald Morin Jr", "Donald Morin", None),
        ] {
            let (form, full) = (Form::new(form), Form::new(full));
            assert_eq!(relation(&form, &full), wanted, "{} / {}", form.text, full.text);
        }
    }

    #[test]
    fn initials_with_and_without_particles() {
        assert_eq!(Form::new("Mohammed ben Salmane").initials(), ["ms", "mbs"]);
        assert_eq!(Form::new("Alban Girard d’Espeyran").initials()[0], "age");
    }
}
