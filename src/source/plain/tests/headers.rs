//! Dispatches with a block of headers.

use crate::dispatch::{PlaceRole, Status};
use crate::source::plain::header;

const BODY: &str = "Le port de Brévenne a rouvert mercredi ses quais après onze jours de travaux.";

#[test]
fn the_measured_form() {
    let text = format!(
        "Titre: Le port rouvre\nSujet: economie\nLieu: Brest\nPersonnes: Ana Roy; Ali Can\nDate: 2019-05-03T10:20:30\n\n\
         Le port rouvre\n\nBREST, 2019-05-03 (AFP) - {BODY}\n\n{BODY}\n"
    );
    assert!(header::recognises(&text));
    let dispatch = header::read(&text);
    assert_eq!(dispatch.headline, "Le port rouvre");
    assert_eq!(dispatch.topics[0].label, "economie");
    assert_eq!(dispatch.people.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["Ana Roy", "Ali Can"]);
    assert_eq!(dispatch.locations.len(), 1);
    assert_eq!((dispatch.locations[0].name.as_str(), dispatch.locations[0].role), ("Brest", PlaceRole::Dateline));
    assert_eq!(dispatch.created.map(|m| m.to_string()).as_deref(), Some("2019-05-03T10:20:30+02:00"));
    assert_eq!(dispatch.provider.as_deref(), Some("AFP"));
    assert_eq!(dispatch.dateline.and_then(|d| d.date).map(|d| d.to_string()).as_deref(), Some("2019-05-03"));
    assert_eq!(dispatch.body, [BODY, BODY]);
    assert_eq!(dispatch.language.as_deref(), Some("fr"));
    assert!(dispatch.warnings.is_empty());
}

#[test]
fn every_header() {
    let text = format!(
        "\u{feff}TITRE : Le port rouvre\r\nChapô\u{a0}: Onze jours de travaux\r\n  sur le quai nord\r\nRubrique: Mer, Économie\r\n\
         Lieu: Brévenne ; Vannes, Morbihan\r\nDate: 03/09/2025 à 14h05\r\nMis à jour: hier\r\nAgence: Agence Anadolu\r\n\
         Auteur: Ana Roy\r\nMots-clés: port, pêche\r\nSlug: mer-port\r\nLangue: Français\r\nUrgence: flash\r\nStatut: retenu\r\n\
         Id: X-12\r\nVersion: 3\r\nGenre: factuel\r\nDroits: © AA\r\nTraduction: Ali Can\r\nRemplace: X-11\r\n\
         Note: bien lire onze\r\nService: Mer\r\n\r\n{BODY}\r\n"
    );
    assert!(header::recognises(&text));
    let dispatch = header::read(&text);
    assert_eq!(dispatch.standfirst.as_deref(), Some("Onze jours de travaux sur le quai nord"));
    assert_eq!(dispatch.topics.len(), 2);
    let places: Vec<_> = dispatch.locations.iter().map(|l| (l.name.as_str(), l.role)).collect();
    assert_eq!(places, [("Brévenne", PlaceRole::Event), ("Vannes, Morbihan", PlaceRole::Event)]);
    assert_eq!(dispatch.created.map(|m| m.to_string()).as_deref(), Some("2025-09-03T14:05:00+03:00"));
    assert_eq!((dispatch.updated, dispatch.provider.as_deref()), (None, Some("AA")));
    assert_eq!(dispatch.keywords, ["port", "pêche"]);
    assert_eq!((dispatch.slug.as_deref(), dispatch.language.as_deref()), (Some("mer-port"), Some("fr")));
    assert_eq!((dispatch.urgency, dispatch.status), (Some(1), Status::Withheld));
    assert_eq!((dispatch.id.as_str(), dispatch.version, dispatch.replaces.as_deref()), ("X-12", 3, Some("X-11")));
    assert_eq!((dispatch.translator.as_deref(), dispatch.notes.len()), (Some("Ali Can"), 1));
    assert_eq!(dispatch.warnings, ["unknown header Service: Mer", "Mis à jour: no date in \"hier\""]);
    assert_eq!(dispatch.body, [BODY]);
}

#[test]
fn embargo_in_the_text() {
    let text = format!("Titre: Le port rouvre\n\nSOUS EMBARGO JUSQU'AU 12 mars 2025 à 10h00\n\n{BODY}");
    let dispatch = header::read(&text);
    assert_eq!(dispatch.status, Status::Embargoed);
    assert_eq!(dispatch.embargo.map(|m| m.to_string()).as_deref(), Some("2025-03-12T10:00:00+01:00"));
    assert_eq!(dispatch.body, [BODY]);
}

#[test]
fn lines_that_only_look_like_headers_stay_in_the_text() {
    let text = "Titre: Le port rouvre\nDate: 2025-09-03\nLe maire: un jour de fête\nLa suite du texte.\n";
    let dispatch = header::read(text);
    assert_eq!(dispatch.warnings.len(), 0);
    assert_eq!(dispatch.body, ["Le maire: un jour de fête La suite du texte."]);
}

#[test]
fn what_is_a_block() {
    for (text, expected) in [
        ("Titre: Le port rouvre\n\nTexte.", true),
        ("\n\nTITLE : Le port rouvre\n\nTexte.", true),
        ("Date: 2025-09-03\nAgence: AFP\n\nTexte.", true),
        ("Date: 2025-09-03\n\nTexte.", false),
        ("Le maire: un jour\nLe préfet: une nuit\n", false),
        ("Titre de la page\nDate: 2025-09-03\nLieu: Brest", false),
        ("", false),
        (":", false),
    ] {
        assert_eq!(header::recognises(text), expected, "{text}");
    }
}
