//! What news sites print around a dispatch: navigation, sharing buttons, notices, credits of pictures.
//!
//! A line is only taken for furniture when the whole of it, or a telling beginning, is in the table: a sentence that
//! merely speaks of subscribers or of cookies stays.

use crate::french::loose::loose;
use crate::source::agencies;

/// What a line of furniture means for the lines around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Furniture {
    /// The line goes.
    Line,
    /// The line goes, and the headline of another article that follows it.
    Link,
    /// The dispatch is over: the line and all that follows go.
    End,
}

/// What was recognised in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub furniture: Furniture,
    /// The agency whose notice this is.
    pub agency: Option<&'static str>,
}

enum Match {
    Whole,
    Start,
}

use Furniture::{End, Line, Link};
use Match::{Start, Whole};

/// Longer lines can only match by their beginning, in bytes.
const LONGEST: usize = 200;
/// Bytes in which the first letters of a line are looked for.
const SHORT_START: usize = 16;

/// In the spelling of [`key`].
const MARKERS: &[(&str, Match, Furniture, Option<&'static str>)] = &[
    // Anadolu, French site; its buttons are Turkish on some pages.
    ("seulement une partie des depeches, que l'agence anadolu", Start, End, Some("AA")),
    ("seulement une partie des depeches que l'agence anadolu", Start, End, Some("AA")),
    ("bu haberi paylasin", Whole, End, Some("AA")),
    ("ilgili konular", Whole, End, Some("AA")),
    ("anadolu ajansi web sitesinde", Start, End, Some("AA")),
    ("aa'nin whatsapp kanallarina", Start, Line, Some("AA")),
    ("gunun basliklari", Whole, End, Some("AA")),
    ("paylas", Whole, Line, None),
    // AFP copy on portals and in its own public pages.
    ("toute reproduction ou representation", Start, End, None),
    ("tous droits de reproduction et de representation reserves", Start, End, None),
    ("les informations reproduites sur cette page", Start, End, None),
    ("tous droits reserves", Start, Line, None),
    // Belga and Belgian dailies.
    ("cet article est reserve aux abonnes", Start, Line, None),
    ("vous avez repere une erreur", Start, End, None),
    ("signaler une erreur", Whole, End, None),
    ("signaler une coquille", Whole, End, None),
    // ATS copy on Swiss sites.
    ("cet article a ete publie automatiquement", Start, Line, Some("ATS")),
    ("cet article vous a plu", Start, End, None),
    // Dailies and portals: links to other articles.
    ("a lire aussi", Whole, Link, None),
    ("a lire egalement", Whole, Link, None),
    ("a voir aussi", Whole, Link, None),
    ("lire aussi", Whole, Link, None),
    ("lire egalement", Whole, Link, None),
    ("voir aussi", Whole, Link, None),
    ("a lire aussi:", Start, Line, None),
    ("a lire egalement:", Start, Line, None),
    ("a lire:", Start, Line, None),
    ("lire:", Start, Line, None),
    ("a voir aussi:", Start, Line, None),
    ("lire aussi:", Start, Line, None),
    ("lire egalement:", Start, Line, None),
    ("voir aussi:", Start, Line, None),
    ("lire aussi |", Start, Line, None),
    ("lire aussi -", Start, Line, None),
    ("lire la suite", Whole, Line, None),
    ("sur le meme sujet", Whole, End, None),
    ("sur le meme theme", Whole, End, None),
    ("dans la meme rubrique", Whole, End, None),
    ("dans la meme categorie", Whole, End, None),
    ("articles lies", Whole, End, None),
    ("articles associes", Whole, End, None),
    ("articles similaires", Whole, End, None),
    ("a lire ensuite", Whole, End, None),
    ("la redaction vous conseille", Start, End, None),
    ("les plus lus", Whole, End, None),
    ("les plus lues", Whole, End, None),
    ("nos autres articles", Whole, End, None),
    ("contenus sponsorises", Whole, End, None),
    ("contenu sponsorise", Whole, End, None),
    ("plus d'actualites", Whole, End, None),
    ("toute l'actualite", Whole, Line, None),
    // Comments and forms.
    ("commentaires", Whole, End, None),
    ("laisser un commentaire", Whole, End, None),
    ("lire les commentaires", Whole, End, None),
    ("ajouter un commentaire", Whole, End, None),
    ("soyez le premier a commenter", Start, End, None),
    ("commenter", Whole, Line, None),
    ("reagir", Whole, Line, None),
    // Sharing and page tools.
    ("partager", Whole, Line, None),
    ("partager sur ", Start, Line, None),
    ("partager par e-mail", Whole, Line, None),
    ("partager cet article", Whole, Line, None),
    ("partager l'article", Whole, Line, None),
    ("partagez cet article", Whole, Line, None),
    ("envoyer par e-mail", Whole, Line, None),
    ("envoyer par mail", Whole, Line, None),
    ("copier le lien", Whole, Line, None),
    ("tweeter", Whole, Line, None),
    ("facebook", Whole, Line, None),
    ("twitter", Whole, Line, None),
    ("whatsapp", Whole, Line, None),
    ("linkedin", Whole, Line, None),
    ("imprimer", Whole, Line, None),
    ("imprimer l'article", Whole, Line, None),
    ("enregistrer", Whole, Line, None),
    ("ecouter", Whole, Line, None),
    ("ecouter l'article", Whole, Line, None),
    ("ajouter aux favoris", Whole, Line, None),
    ("retour a l'accueil", Whole, Line, None),
    ("accueil", Whole, Line, None),
    ("menu", Whole, Line, None),
    ("rechercher", Whole, Line, None),
    ("aller au contenu principal", Whole, Line, None),
    ("acceder aux raccourcis d'accessibilite", Whole, Line, None),
    ("publicite", Whole, Line, None),
    ("suivez-nous sur ", Start, Line, None),
    ("suivez-nous", Whole, Line, None),
    ("temps de lecture", Start, Line, None),
    ("duree de lecture", Start, Line, None),
    // Subscriptions.
    ("abonnez-vous", Whole, Line, None),
    ("abonnez-vous a ", Start, Line, None),
    ("abonnez-vous pour ", Start, Line, None),
    ("s'abonner", Whole, Line, None),
    ("je m'abonne", Whole, Line, None),
    ("se connecter", Whole, Line, None),
    ("deja abonne", Start, Line, None),
    ("article reserve aux abonnes", Start, Line, None),
    ("recevez notre newsletter", Start, Line, None),
    ("recevez chaque matin", Start, Line, None),
    ("inscrivez-vous a notre newsletter", Start, Line, None),
    ("inscrivez-vous a la newsletter", Start, Line, None),
    ("newsletter", Whole, Line, None),
    // Consent and law.
    ("nous utilisons des cookies", Start, Line, None),
    ("ce site utilise des cookies", Start, Line, None),
    ("en poursuivant votre navigation", Start, Line, None),
    ("nos partenaires et nous", Start, Line, None),
    ("nous et nos partenaires", Start, Line, None),
    ("accepter", Whole, Line, None),
    ("tout accepter", Whole, Line, None),
    ("tout refuser", Whole, Line, None),
    ("accepter et fermer", Whole, Line, None),
    ("continuer sans accepter", Whole, Line, None),
    ("gerer les cookies", Whole, Line, None),
    ("parametrer les cookies", Whole, Line, None),
    ("mentions legales", Start, End, None),
    ("politique de confidentialite", Whole, End, None),
    ("conditions generales d'utilisation", Start, End, None),
    // Pictures.
    ("credit photo", Start, Line, None),
    ("credits photo", Start, Line, None),
    ("photo:", Start, Line, None),
    ("photo d'illustration", Start, Line, None),
    ("image d'illustration", Start, Line, None),
    ("agrandir l'image", Whole, Line, None),
];

/// What `line` is, if it is furniture.
pub fn recognise(line: &str) -> Option<Found> {
    let line = line.trim();
    let short = line.len() <= LONGEST;
    if short && (is_copyright(line) || is_picture_credit(line) || is_reading_time(line)) {
        return Some(Found { furniture: Line, agency: None });
    }
    if !may_be_listed(line) {
        return None;
    }
    let key = key(line);
    MARKERS.iter().find_map(|(marker, how, furniture, agency)| {
        let found = match how {
            Whole => short && without_count(&key) == *marker,
            Start => key.starts_with(marker) && (*furniture == End || short),
        };
        found.then_some(Found { furniture: *furniture, agency: *agency })
    })
}

/// Whether the first letters of `line` are those of a marker, which next to no line of running text has.
fn may_be_listed(line: &str) -> bool {
    let key = key(beginning(line, SHORT_START));
    let Some(start) = key.as_bytes().first_chunk::<3>() else { return true };
    let is_counted = start[0].is_ascii_digit() || start[0] == b'(';
    is_counted || MARKERS.iter().any(|(marker, ..)| marker.as_bytes().first_chunk() == Some(start))
}

/// Whether `line` is a notice of rights, such as `© 2025 AFP`.
pub fn is_copyright(line: &str) -> bool {
    const WORD: &str = "copyright";
    let rights = line.trim_start_matches(['(', ' ']);
    // A holder or a year follows; a sentence about copyright goes on with small letters.
    let says_so = || {
        let word = rights.get(..WORD.len()).filter(|word| word.eq_ignore_ascii_case(WORD));
        let after = word.map_or("", |_| &rights[WORD.len()..]);
        after.starts_with(char::is_whitespace)
            && after
                .trim_start()
                .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '©' | '('))
    };
    line.len() <= LONGEST && (rights.starts_with('©') || says_so())
}

/// `Ana ROY / AFP`, `(Photo Ana Roy / Belga)`, `AFP/Archives`: the agency is the last word, or the one before.
fn is_picture_credit(line: &str) -> bool {
    let inner = line.trim_matches(['(', ')', ' ']);
    let Some((name, agency)) = inner.rsplit_once(" / ") else { return false };
    let words = name.split_whitespace().count();
    agencies::canonical(agency).is_some()
        && (1..=8).contains(&words)
        && name.split_whitespace().all(|word| word.chars().next().is_some_and(|c| !c.is_lowercase()) || word == "de")
        && agencies::canonical(name.split(['/', ' ']).next().unwrap_or_default()).is_none()
}

/// `3 min de lecture`, `Lecture 3 min`.
fn is_reading_time(line: &str) -> bool {
    if line.len() > 40 || !line.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let key = loose(line);
    let mut words = key.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    key.contains("lecture")
        && words.all(|word| matches!(word, "lecture" | "de" | "min" | "mn" | "minutes" | "minute" | "temps"))
}

/// The beginning of `line` as the table spells it: no bullet before, no punctuation after, no blank before a colon.
fn key(line: &str) -> String {
    let key = loose(beginning(line, LONGEST)).replace(" :", ":");
    key.trim_matches([' ', '*', '•', '-', '–', '>', '►', '▶', '→', '…', '.', '!', '+']).to_owned()
}

/// At most the first `most` bytes.
fn beginning(line: &str, most: usize) -> &str {
    let end = (0..=most.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
    &line[..end]
}

/// `commentaires` of `commentaires (12)` and of `12 commentaires`.
fn without_count(key: &str) -> &str {
    key.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '(' | ')' | ' ' | ':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture() {
        for (line, expected) in [
            ("A Lire\u{a0}Aussi", Some(Link)),
            ("À LIRE AUSSI", Some(Link)),
            ("Lire aussi : Le port rouvre ses quais", Some(Line)),
            ("► Lire aussi : Le port rouvre ses quais", Some(Line)),
            ("Bu haberi paylaşın", Some(End)),
            ("Partager", Some(Line)),
            ("Partager sur Facebook", Some(Line)),
            ("Commentaires (12)", Some(End)),
            ("© AFP", Some(Line)),
            ("© Ana Roy / AFP", Some(Line)),
            ("Ana ROY / AFP", Some(Line)),
            ("(Photo Ana Roy / Belga)", Some(Line)),
            ("Crédit photo : Ana Roy", Some(Line)),
            ("Nous utilisons des cookies pour mesurer l'audience.", Some(Line)),
            ("Abonnez-vous à notre lettre du matin", Some(Line)),
            ("Temps de lecture : 3 min", Some(Line)),
            ("3 min de lecture", Some(Line)),
            ("Tous droits réservés.", Some(Line)),
            // Sentences of dispatches.
            ("Les abonnés du réseau de bus seront remboursés.", None),
            (
                "Nous utilisons des cookies depuis 2010, reconnaît le directeur du site dans un long entretien accordé au journal régional, où il détaille les revenus de la publicité, la mesure d'audience et le contrôle des données personnelles.",
                None,
            ),
            ("Partager la route avec les cyclistes est une priorité, dit le préfet.", None),
            ("La publicité pour l'alcool est interdite.", None),
            ("Copyright 2025 AFP", Some(Line)),
            ("Copyright AFP. Tous droits réservés.", Some(Line)),
            ("Copyright et droit voisin opposent encore les éditeurs aux plateformes.", None),
            ("AA / Paris / Ana Roy", None),
            ("Le ministre a invité à lire aussi le rapport.", None),
            ("", None),
        ] {
            assert_eq!(recognise(line).map(|found| found.furniture), expected, "{line}");
        }
        assert_eq!(recognise("Bu haberi paylaşın").and_then(|found| found.agency), Some("AA"));
    }

    #[test]
    fn the_table_is_in_its_own_spelling() {
        for (marker, how, ..) in MARKERS {
            let typed = key(marker);
            let same = if matches!(how, Start) {
                marker.trim_end_matches([' ', '-']) == typed.trim_end()
            } else {
                *marker == typed
            };
            assert!(same, "{marker}");
        }
    }
}
