//! A person's name cut into its parts.

use super::key::sounds;
use crate::french::fold::fold;

/// Longer names are no names; what follows is not looked at.
const MOST_WORDS: usize = 10;
const MOST_PIECES: usize = 4;
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

/// What goes before a name and is no part of it, folded.
const TITLES: &[&str] = &[
    "m",
    "mm",
    "mr",
    "mrs",
    "ms",
    "mme",
    "mmes",
    "mlle",
    "dr",
    "pr",
    "prof",
    "me",
    "mgr",
    "sir",
    "lord",
    "lady",
    "monsieur",
    "madame",
    "mademoiselle",
    "maitre",
    "docteur",
    "professeur",
    "monseigneur",
    "general",
    "colonel",
    "lieutenant",
    "capitaine",
    "commandant",
    "amiral",
    "marechal",
    "president",
    "presidente",
    "ministre",
    "senateur",
    "senatrice",
    "depute",
    "deputee",
    "cardinal",
    "ayatollah",
    "imam",
    "cheikh",
    "sheikh",
    "emir",
    "roi",
    "reine",
    "king",
    "queen",
    "prince",
    "princesse",
    "princess",
    "president-elu",
    "mollah",
];
/// `Pape` is a given name in Senegal: a title only before these.
const POPES: &[&str] = &["francois", "benoit", "leon", "pie", "jean-paul", "jean", "paul", "francis"];
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
const SUFFIXES: &[&str] = &["jr", "junior", "sr", "senior", "fils", "pere"];
/// The article before the second half of an Arabic compound.
const ARTICLES: &[&str] = PARTICLES[4];

impl Name {
    /// Cuts a name. Understands `Surname, Given`, `SURNAME Given`, initials, particles joined or not, and drops titles.
    pub fn parse(text: &str) -> Name {
        let text = &text[..text.floor_char_boundary(MOST_BYTES)];
        let (text, qualifier) = match text.split_once('(') {
            Some((name, rest)) if !name.trim().is_empty() => (name, Some(fold(rest)).filter(|rest| !rest.is_empty())),
            _ => (text, None),
        };
        let mut tokens = in_reading_order(text);
        drop_titles(&mut tokens);
        surname_last(&mut tokens);
        let suffix = take_suffix(&mut tokens);
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
        first.parts.len() == 1 && GIVEN_TOO.contains(&first.parts[0].folded.as_str())
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
        self.particles.iter().any(|particle| ARTICLES.contains(&particle.as_str()))
    }

    fn new(particles: Vec<String>, pieces: &[String]) -> NameWord {
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

/// The words between spaces, what stands before a comma put last. Marks that belong to no name are off.
fn in_reading_order(text: &str) -> Vec<String> {
    let cut = |text: &str| -> Vec<String> {
        text.replace(['\u{2010}', '\u{2011}'], "-")
            .split_whitespace()
            .map(|word| {
                word.trim_matches(|c: char| !(c.is_alphanumeric() || c == '.')).trim_start_matches('.').to_owned()
            })
            .filter(|word| word.contains(char::is_alphanumeric))
            .take(MOST_WORDS)
            .collect()
    };
    let Some((before, after)) = text.split_once(',') else { return cut(text) };
    let (mut before, mut after) = (cut(before), cut(after));
    if after.iter().all(|word| SUFFIXES.contains(&fold(word).as_str())) {
        before.append(&mut after);
        return before;
    }
    after.append(&mut before);
    after
}

/// Titles and roles before the name, as long as a name is left: words of [`TITLES`], and those without a capital.
fn drop_titles(tokens: &mut Vec<String>) {
    let has_capitals = tokens.iter().any(|token| token.starts_with(char::is_uppercase));
    while tokens.len() > 1 {
        let (first, second) = (fold(&tokens[0]), tokens[1].to_lowercase());
        let pope = first == "pape" && POPES.contains(&fold_keeping_hyphens(&second).as_str());
        let role = has_capitals
            && tokens[0].starts_with(char::is_lowercase)
            && !is_particle(&first)
            && !tokens[0].contains('-');
        let title = TITLES.contains(&first.as_str());
        if !(title || pope || role) {
            return;
        }
        tokens.remove(0);
    }
}

fn fold_keeping_hyphens(text: &str) -> String {
    text.split('-').map(fold).collect::<Vec<_>>().join("-")
}

/// Puts a surname in capitals behind given names that are not: `LE PEN Marine`.
fn surname_last(tokens: &mut [String]) {
    let capitals = |token: &String| {
        let letters = || token.chars().filter(|c| c.is_alphabetic());
        letters().count() > 1 && letters().all(char::is_uppercase) && !token.contains('.') && !is_initials(token)
    };
    let leading = tokens.iter().take_while(|token| capitals(token)).count();
    let rest = tokens.get(leading..).unwrap_or_default();
    // The president of China is no eleventh.
    let is_number = leading == 1 && number(&tokens[0]).is_some();
    if leading > 0 && !rest.is_empty() && !rest.iter().any(capitals) && !is_number {
        tokens.rotate_left(leading);
    }
}

/// `JP`, `JF`: initials written without their stops.
fn is_initials(token: &str) -> bool {
    token.len() == 2 && token.bytes().all(|b| b.is_ascii_uppercase() && !b"AEIOUY".contains(&b))
}

/// Takes `Jr`, and a number behind a given name and a surname.
fn take_suffix(tokens: &mut Vec<String>) -> Option<String> {
    let last = tokens.last()?;
    let folded = fold(last);
    let known = tokens.len() > 1 && SUFFIXES.contains(&folded.as_str());
    let numbered = tokens.len() > 2 && last.len() > 1 && number(last).is_some();
    if !(known || numbered) {
        return None;
    }
    tokens.pop();
    Some(match folded.as_str() {
        "junior" | "fils" => "jr".to_owned(),
        "senior" | "pere" => "sr".to_owned(),
        _ => folded,
    })
}

/// The value of a Roman numeral of a ruler's name: `VI`, `Ier`.
fn number(token: &str) -> Option<u32> {
    let token = token.strip_suffix("er").unwrap_or(token);
    let value = |c: char| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        _ => None,
    };
    let digits: Vec<u32> = token.chars().map(value).collect::<Option<_>>()?;
    let below = |at: usize| digits.get(at + 1).is_some_and(|next| *next > digits[at]);
    let total =
        digits.iter().enumerate().map(|(at, &d)| if below(at) { -i64::from(d) } else { i64::from(d) }).sum::<i64>();
    u32::try_from(total).ok().filter(|total| *total > 0)
}

/// Whether two particles are spellings of one.
pub fn same_particle(a: &str, b: &str) -> bool {
    PARTICLES.iter().any(|row| row.contains(&a) && row.contains(&b))
}

fn is_particle(folded: &str) -> bool {
    PARTICLES.iter().any(|row| row.contains(&folded))
}

/// Gathers tokens into words: particles and articles go to the word behind them.
fn words(tokens: &[String]) -> Vec<NameWord> {
    let mut words: Vec<NameWord> = Vec::new();
    let mut particles: Vec<String> = Vec::new();
    let mut fused = String::new();
    let mut servant: Option<Vec<String>> = None;
    for (at, token) in tokens.iter().enumerate() {
        let last = at + 1 == tokens.len();
        let mut pieces =
            if tokens.len() == 1 && is_acronym(token) { vec![token.clone()] } else { pieces(token, last && at > 0) };
        // What hangs on the word by a hyphen: al-Assad, Le-Pen, Zine-el-Abidine.
        while pieces.len() > 1 {
            let first = fold(&pieces[0]);
            if is_particle(&first) && fused.is_empty() && !(first == "e" || first == "y") {
                particles.push(first);
            } else {
                break;
            }
            pieces.remove(0);
        }
        pieces.dedup_by(|piece, _| is_particle(&fold(piece)) && ARTICLES.contains(&fold(piece).as_str()));
        let folded = if pieces.len() == 1 { fold(&pieces[0]) } else { String::new() };
        let given_too = at == 0
            && tokens.len() == 2
            && token.starts_with(char::is_uppercase)
            && GIVEN_TOO.contains(&folded.as_str());
        let initial =
            token.ends_with('.') || (folded.len() == 1 && folded != "d" && token.starts_with(char::is_uppercase));
        if !last && !given_too && !initial {
            if is_particle(&folded) && fused.is_empty() && (at > 0 || !is_given_at_start(&folded)) {
                particles.push(folded);
                continue;
            }
            if FUSED.contains(&folded.as_str()) {
                fused.push_str(&pieces[0]);
                continue;
            }
            if folded.starts_with("abd")
                && folded.len() <= 6
                && matches!(folded.as_str(), "abd" | "abdel" | "abdul" | "abdoul" | "abdal" | "abdur" | "abder")
            {
                servant = Some(std::mem::take(&mut particles));
                continue;
            }
        }
        if let Some(before) = servant.take() {
            pieces[0] = format!("abdel{}", fold(&pieces[0]));
            particles = before;
        }
        if !fused.is_empty() {
            pieces[0] = format!("{}{}", std::mem::take(&mut fused), pieces[0]);
        }
        let faith =
            matches!(folded.as_str(), "eddine" | "eddin" | "uddin" | "edine" | "edin" | "ouddine" | "ouddin" | "addin")
                || (matches!(folded.as_str(), "din" | "dine")
                    && particles.iter().any(|p| ARTICLES.contains(&p.as_str())));
        if faith && let Some(before) = words.pop() {
            particles.clear();
            let mut joined: Vec<String> = before.parts.iter().map(|part| part.folded.clone()).collect();
            if let Some(end) = joined.last_mut() {
                end.push_str("eddine");
            }
            words.push(NameWord::new(before.particles, &joined));
            continue;
        }
        words.push(NameWord::new(std::mem::take(&mut particles), &pieces));
    }
    words
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
