//! Dispatches that are nothing but paragraphs.

use crate::dispatch::Status;
use crate::source::plain::paragraphs;

const P1: &str = "Le port de Brévenne a rouvert mercredi ses quais après onze jours de travaux.";
const P2: &str = "Les chalutiers sont rentrés avec la marée, a dit la cheffe du port.";

#[test]
fn headlines_and_datelines() {
    for (text, headline, body) in [
        (format!("Le port rouvre\n\n{P1}\n\n{P2}"), "Le port rouvre", vec![P1, P2]),
        (format!("Le port rouvre\n\nBREST, 12 mars 2025 (AFP) - {P1}"), "Le port rouvre", vec![P1]),
        (format!("BREST (AFP) - {P1}\n\n{P2}"), "", vec![P1, P2]),
        (format!("{P1}\n\n{P2}"), "", vec![P1, P2]),
        (
            "Séisme de magnitude 7 au large de Brévenne".to_owned(),
            "",
            vec!["Séisme de magnitude 7 au large de Brévenne"],
        ),
        (format!("Le port rouvre\n{P1}\n{P2}"), "Le port rouvre", vec![P1, P2]),
        (format!("Le port rouvre\r\r{P1}\r\rabc/de"), "Le port rouvre", vec![P1]),
        (format!("Le port rouvre\n\nLE PORT ROUVRE\n\n{P1}"), "Le port rouvre", vec![P1]),
        (format!("Le port rouvre\n\nBREST (AFP) -\n\nLe port rouvre\n\n{P1}"), "Le port rouvre", vec![P1]),
        (format!("Le port rouvre\n\nBREST (AFP) - Le port rouvre\n\n{P1}"), "Le port rouvre", vec![P1]),
        (format!("(Màj)\nLe port rouvre\n\n{P1}"), "Le port rouvre", vec![P1]),
        (
            "Le port de Brévenne\na rouvert ses quais.\n\nIl pleut.".to_owned(),
            "",
            vec!["Le port de Brévenne a rouvert ses quais.", "Il pleut."],
        ),
    ] {
        let dispatch = paragraphs::read(&text);
        assert_eq!(dispatch.headline, headline, "{text}");
        assert_eq!(dispatch.body, body, "{text}");
    }
}

#[test]
fn dateline_gives_place_date_and_agency() {
    let dispatch = paragraphs::read(&format!("GENÈVE/BERNE, 12 mars 2025 (ats afp) - {P1}"));
    assert_eq!(dispatch.provider.as_deref(), Some("ATS"));
    assert_eq!(dispatch.created.map(|m| m.to_string()).as_deref(), Some("2025-03-12"));
    assert_eq!(dispatch.locations.iter().map(|l| l.name.as_str()).collect::<Vec<_>>(), ["Genève", "Berne"]);
}

#[test]
fn a_kill() {
    let dispatch = paragraphs::read(&format!("DÉPÊCHE ANNULÉE\n\nLe port rouvre\n\n{P1}"));
    assert_eq!((dispatch.status, dispatch.headline.as_str()), (Status::Canceled, "Le port rouvre"));
    assert_eq!(dispatch.body, [P1]);
}

#[test]
fn a_text_needs_a_letter() {
    assert!(paragraphs::recognises("é"));
    assert!(!paragraphs::recognises("12 \u{0} 34\n***"));
}
