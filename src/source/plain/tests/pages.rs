//! Pages as sites cut them. All but the last are invented.

use crate::dispatch::{Dispatch, PlaceRole, Status};
use crate::source::plain::page;

const P1: &str =
    "Le port de Brévenne a rouvert mercredi ses quais après onze jours de travaux, a annoncé la capitainerie.";
const P2: &str = "« Les premiers chalutiers sont rentrés avec la marée », a précisé Nadège Kerbrat, cheffe du port.";
const P3: &str =
    "Les abonnés de la criée seront remboursés, et les cookies offerts aux enfants, a-t-elle plaisanté hier.";

fn read(lines: &[&str]) -> Dispatch {
    let text = lines.join("\n");
    assert!(page::recognises(&text), "{text}");
    page::read(&text)
}

fn topics(dispatch: &Dispatch) -> Vec<&str> {
    dispatch.topics.iter().map(|topic| topic.label.as_str()).collect()
}

fn places(dispatch: &Dispatch) -> Vec<(&str, PlaceRole)> {
    dispatch.locations.iter().map(|location| (location.name.as_str(), location.role)).collect()
}

fn created(dispatch: &Dispatch) -> String {
    dispatch.created.map(|moment| moment.to_string()).unwrap_or_default()
}

fn updated(dispatch: &Dispatch) -> String {
    dispatch.updated.map(|moment| moment.to_string()).unwrap_or_default()
}

#[test]
fn anadolu_whole() {
    let dispatch = read(&[
        "Économie, Monde",
        "",
        "Le port de Brévenne rouvre",
        "",
        "- « La marée n'attend pas »",
        "",
        "Ana Roy\u{a0} | 03.09.2025 - Mıse À Jour : 04.09.2025",
        "Le port de Brévenne rouvre",
        "",
        "Haute Marche",
        "",
        "AA/Brévenne/Ana Roy",
        "",
        P1,
        "",
        P2,
        "",
        "*Traduit de l'anglais par Ali Can",
        "",
        "Seulement une partie des dépêches, que l'Agence Anadolu diffuse, est en ligne.",
        "A Lire Aussi",
        "Bu haberi paylaşın",
    ]);
    assert_eq!(dispatch.provider.as_deref(), Some("AA"));
    assert_eq!(topics(&dispatch), ["Économie", "Monde"]);
    assert_eq!(dispatch.headline, "Le port de Brévenne rouvre");
    assert_eq!(dispatch.standfirst.as_deref(), Some("« La marée n'attend pas »"));
    assert_eq!(dispatch.byline.as_deref(), Some("Ana Roy"));
    assert_eq!((created(&dispatch).as_str(), updated(&dispatch).as_str()), ("2025-09-03", "2025-09-04"));
    assert_eq!(dispatch.dateline.as_ref().map(|d| d.raw.as_str()), Some("AA/Brévenne/Ana Roy"));
    assert_eq!(places(&dispatch), [("Brévenne", PlaceRole::Dateline), ("Haute Marche", PlaceRole::Dateline)]);
    assert_eq!(dispatch.translator.as_deref(), Some("Ali Can"));
    assert_eq!(dispatch.language.as_deref(), Some("fr"));
    assert_eq!(dispatch.body, [P1, P2]);
}

#[test]
fn anadolu_without_rubric_repeat_and_place() {
    let dispatch = read(&["Le port de Brévenne rouvre", "Ana Roy | 03.09.2025", "AA/Brévenne/Ana Roy", P1, P2]);
    assert_eq!(dispatch.headline, "Le port de Brévenne rouvre");
    assert_eq!((dispatch.standfirst, dispatch.topics.len()), (None, 0));
    assert_eq!(dispatch.body, [P1, P2]);
}

#[test]
fn daily_with_agency_and_times() {
    let dispatch = read(&[
        "Accueil > Économie > Pêche",
        "Partager sur Facebook",
        "Le port de Brévenne rouvre après onze jours",
        "Les travaux du quai nord avaient arrêté la criée, et les bateaux attendaient dans les ports voisins.",
        "Par Ana Roy avec AFP | Publié le 12/03/2025 à 14h05, mis à jour à 15h12",
        "Temps de lecture : 2 min",
        "© Ali Can / AFP",
        P1,
        "Lire aussi : La criée ferme pour travaux",
        P2,
        P3,
        "Abonnez-vous à notre lettre",
        "© 2025 AFP",
        "Sur le même sujet",
        "La criée ferme pour travaux",
    ]);
    assert_eq!(topics(&dispatch), ["Économie", "Pêche"]);
    assert_eq!(dispatch.headline, "Le port de Brévenne rouvre après onze jours");
    assert!(dispatch.standfirst.is_some_and(|text| text.starts_with("Les travaux du quai nord")));
    assert_eq!(dispatch.byline.as_deref(), Some("Ana Roy avec AFP"));
    assert_eq!(dispatch.provider.as_deref(), Some("AFP"));
    assert_eq!(dispatch.rights.as_deref(), Some("© 2025 AFP"));
    assert_eq!(
        created(&dispatch_dates("Publié le 12/03/2025 à 14h05, mis à jour à 15h12")),
        "2025-03-12T14:05:00+01:00"
    );
    assert_eq!(dispatch.body, [P1, P2, P3]);
}

/// A page with nothing but a headline, this line of credits and a paragraph.
fn dispatch_dates(line: &str) -> Dispatch {
    read(&["Le port de Brévenne rouvre", line, P1])
}

#[test]
fn dates_of_lines_of_credits() {
    for (line, expected_created, expected_updated, byline) in [
        (
            "Publié le 12/03/2025 à 14h05, mis à jour à 15h12",
            "2025-03-12T14:05:00+01:00",
            "2025-03-12T15:12:00+01:00",
            None,
        ),
        ("Mis à jour le 13/03/2025 | Publié le 12/03/2025", "2025-03-12", "2025-03-13", None),
        ("mercredi 12 mars 2025 à 14 h 05 - Ana Roy", "2025-03-12T14:05:00+01:00", "", Some("Ana Roy")),
        ("Par Ana Roy, Ali Can, publié le 12 mars 2025", "2025-03-12", "", Some("Ana Roy, Ali Can")),
        ("Rédaction avec AFP - 12 mars 2025", "2025-03-12", "", Some("Rédaction avec AFP")),
        (
            "Le 12 mars 2025 à 9h, modifié le 12 mars 2025 à 10h",
            "2025-03-12T09:00:00+01:00",
            "2025-03-12T10:00:00+01:00",
            None,
        ),
        ("(12.03.2025)", "2025-03-12", "", None),
        ("AFP le 12/03/2025 à 17:48", "2025-03-12T17:48:00+01:00", "", None),
        ("Ana Roy le 12/03/2025", "2025-03-12", "", Some("Ana Roy")),
    ] {
        let dispatch = dispatch_dates(line);
        assert_eq!(created(&dispatch), expected_created, "{line}");
        assert_eq!(updated(&dispatch), expected_updated, "{line}");
        assert_eq!(dispatch.byline.as_deref(), byline, "{line}");
        assert_eq!(dispatch.body, [P1], "{line}");
    }
}

#[test]
fn date_before_byline_and_dateline_in_the_text() {
    let dispatch = read(&[
        "Nous utilisons des cookies pour mesurer l'audience de ce site.",
        "Tout accepter",
        "Le port de Brévenne rouvre",
        "Publié le 3 septembre 2025 à 14:05",
        "Les chalutiers sont de retour",
        "Par Ana Roy",
        "Brévenne (Belga) – Le port de Brévenne a rouvert ses quais mercredi après onze jours de travaux.",
        P2,
    ]);
    assert_eq!(dispatch.headline, "Le port de Brévenne rouvre");
    assert_eq!(dispatch.standfirst.as_deref(), Some("Les chalutiers sont de retour"));
    assert_eq!(dispatch.byline.as_deref(), Some("Ana Roy"));
    assert_eq!(dispatch.provider.as_deref(), Some("BELGA"));
    assert_eq!(created(&dispatch), "2025-09-03T14:05:00+02:00");
    assert!(dispatch.body[0].starts_with("Le port de Brévenne a rouvert"));
    assert_eq!(dispatch.body.len(), 2);
}

#[test]
fn author_on_a_line_above_the_date() {
    let dispatch = read(&["Sports", "Le port de Brévenne rouvre", "Ana Roy", "3.9.2025, 14:05", "Brévenne", P1, P2]);
    assert_eq!((topics(&dispatch), dispatch.byline.as_deref()), (vec!["Sports"], Some("Ana Roy")));
    assert_eq!(places(&dispatch), [("Brévenne", PlaceRole::Dateline)]);
    assert_eq!(dispatch.body, [P1, P2]);
}

#[test]
fn an_agency_before_the_date() {
    assert_eq!(dispatch_dates("AFP le 12/03/2025 à 17:48").provider.as_deref(), Some("AFP"));
}

#[test]
fn a_region_between_headline_and_dateline() {
    for (region, standfirst) in
        [("Haute Brévenne maritime", None), ("Un retour très attendu !", Some("Un retour très attendu !"))]
    {
        let dispatch = read(&[
            "Le port de Brévenne rouvre",
            "Ana Roy | 03.09.2025",
            "Le port de Brévenne rouvre",
            region,
            "AA/Brévenne/Ana Roy",
            P1,
        ]);
        assert_eq!(dispatch.standfirst.as_deref(), standfirst);
        assert_eq!(dispatch.locations.len(), if standfirst.is_none() { 2 } else { 1 });
    }
}

#[test]
fn headline_and_furniture_only() {
    let dispatch =
        read(&["Le port de Brévenne rouvre", P1, "A Lire Aussi", "La criée ferme", P2, "Commentaires (3)", "Bravo"]);
    assert_eq!(dispatch.headline, "Le port de Brévenne rouvre");
    assert_eq!(dispatch.body, [P1, P2]);
}

#[test]
fn a_correction_and_a_signature() {
    let dispatch = read(&[
        "CORRECTION: bien lire onze jours et non douze",
        "ANNULATION",
        "Le port de Brévenne rouvre",
        "Rédaction avec AFP",
        P1,
        "abc/def/gh",
    ]);
    assert_eq!(dispatch.notes.len(), 2);
    assert_eq!(dispatch.status, Status::Canceled);
    assert_eq!(dispatch.signature.as_deref(), Some("abc/def/gh"));
    assert_eq!((dispatch.headline.as_str(), dispatch.body), ("Le port de Brévenne rouvre", vec![P1.to_owned()]));
}

#[test]
fn plain_text_is_no_page() {
    for text in [
        format!("Le port rouvre\n\n{P1}\n\n{P2}"),
        format!("BRÉVENNE, 12 mars 2025 (AFP) - {P1}\n\n{P2}"),
        P1.to_owned(),
        String::new(),
    ] {
        assert!(!page::recognises(&text), "{text}");
    }
}
