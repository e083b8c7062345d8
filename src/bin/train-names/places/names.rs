//! Which names of a place are worth keeping, and what else it is called.

use depeche::annotate::places::key::key;

/// What the name of a region may begin with; the rest is a name too.
const OFFICES: &[&str] = &[
    "Province",
    "Oblast",
    "Région",
    "Canton",
    "République",
    "Kraï",
    "État",
    "Préfecture",
    "Municipalité",
    "Voïvodie",
    "Communauté",
    "Principauté",
    "District",
    "Région autonome",
    "District autonome",
    "République autonome",
    "État libre",
];

/// A name in another language that a French dispatch may well use: Latin letters, a capital first, no code.
pub fn is_useful(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let latin = |c: char| matches!(c, 'A'..='Z' | 'a'..='z' | ' ' | '-' | '\'' | '’' | '\u{c0}'..='\u{17f}');
    (4..=28).contains(&letters)
        && name.chars().all(latin)
        && name.chars().next().is_some_and(char::is_uppercase)
        && name.chars().any(char::is_lowercase)
}

/// `names` without those that have the key of one before them or of one in `known`.
pub fn distinct(names: impl IntoIterator<Item = String>, known: &[String]) -> Vec<String> {
    let mut keys: Vec<String> = known.iter().map(|name| key(name)).collect();
    let mut kept = Vec::new();
    for name in names {
        let key = key(&name);
        if !key.is_empty() && !keys.contains(&key) {
            keys.push(key);
            kept.push(name);
        }
    }
    kept
}

/// `Kharkiv` for `Oblast de Kharkiv`.
pub fn without_office(name: &str) -> Option<&str> {
    let rest = OFFICES.iter().filter_map(|office| name.strip_prefix(office)).min_by_key(|rest| rest.len())?;
    ["du ", "de ", "d'", "d’", "des ", "de l'", "de la ", ""]
        .iter()
        .find_map(|link| rest.trim_start().strip_prefix(link))
}

/// The names of an arrondissement of a city that is cut into numbered ones.
pub fn arrondissement(number: usize, city: &str) -> Vec<String> {
    const ORDINALS: [&str; 20] = [
        "premier",
        "deuxième",
        "troisième",
        "quatrième",
        "cinquième",
        "sixième",
        "septième",
        "huitième",
        "neuvième",
        "dixième",
        "onzième",
        "douzième",
        "treizième",
        "quatorzième",
        "quinzième",
        "seizième",
        "dix-septième",
        "dix-huitième",
        "dix-neuvième",
        "vingtième",
    ];
    const ROMAN: [&str; 20] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
        "XVIII", "XIX", "XX",
    ];
    let Some((ordinal, roman)) = ORDINALS.get(number.wrapping_sub(1)).zip(ROMAN.get(number.wrapping_sub(1))) else {
        return Vec::new();
    };
    let ending = if number == 1 { "er" } else { "e" };
    let forms = [format!("{number}{ending}"), format!("{roman}{ending}"), (*ordinal).to_owned()];
    let mut names: Vec<String> = forms.iter().map(|form| format!("{form} arrondissement de {city}")).collect();
    names.extend(forms.iter().map(|form| format!("{form} arrondissement")));
    names.extend(forms.iter().take(2).flat_map(|form| [format!("{city} {form}"), form.clone()]));
    names.push(format!("{city}-{number}"));
    names
}
