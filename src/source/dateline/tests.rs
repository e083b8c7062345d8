use proptest::prelude::*;

use super::*;

const CREATED: Date = jiff::civil::date(2025, 9, 4);

/// `place|date|agency|text` of what [`split`] finds.
fn shown(paragraph: &str) -> Option<String> {
    let (dateline, at) = split(paragraph, Some(CREATED))?;
    let date = dateline.date.map(|date| date.to_string()).unwrap_or_default();
    let (place, agency) = (dateline.place.unwrap_or_default(), dateline.agency.unwrap_or_default());
    Some(format!("{place}|{date}|{agency}|{}", &paragraph[at..]))
}

#[test]
fn datelines() {
    for (paragraph, expected) in [
        ("PARIS, 12 mars 2025 (AFP) - Le port.", "Paris|2025-03-12|AFP|Le port."),
        ("Paris (AFP) - Le port.", "Paris||AFP|Le port."),
        ("PARIS (ats afp) – Le port.", "Paris||ats afp|Le port."),
        ("Paris (ats afp) Le port.", "Paris||ats afp|Le port."),
        ("Sion (ATS) Le port.", "Sion||ATS|Le port."),
        ("La Chaux-de-Fonds (Keystone-ATS) Le port.", "La Chaux-de-Fonds||Keystone-ATS|Le port."),
        ("Berlin (KNA) Mehrere Häfen.", "Berlin||KNA|Mehrere Häfen."),
        ("BRUXELLES, 3 sept (Belga) — Le port.", "Bruxelles|2025-09-03|Belga|Le port."),
        ("BRUXELLES 03/09 (BELGA) = Le port.", "Bruxelles|2025-09-03|BELGA|Le port."),
        ("BRUXELLES 03/09 (BELGA) - Le port.", "Bruxelles|2025-09-03|BELGA|Le port."),
        ("LONDRES (Reuters) - Le port.", "Londres||Reuters|Le port."),
        (
            "SAINT-DENIS DE LA RÉUNION, 1er janv. 2024 (AFP) – Le port.",
            "Saint-Denis de la Réunion|2024-01-01|AFP|Le port.",
        ),
        ("Paris, 21 jan 2019 (AFP) - Le port.", "Paris|2019-01-21|AFP|Le port."),
        ("Paris, mercredi 3 sept. (AFP) -\u{a0}Le port.", "Paris|2025-09-03|AFP|Le port."),
        ("GENÈVE/BERNE (ATS) - Le port.", "Genève/Berne||ATS|Le port."),
        ("LONDON (AP) _ The port.", "London||AP|The port."),
        ("NEW YORK, 2019-05-03 (AFP) - Le port.", "New York|2019-05-03|AFP|Le port."),
        ("VILLENEUVE-D'ASCQ, 31 déc (AFP) - Le port.", "Villeneuve-d'Ascq|2024-12-31|AFP|Le port."),
        ("L’AQUILA, Italie (AP) — Le port.", "L’Aquila||AP|Le port."),
        ("LENS (Pas-de-Calais), 3 sept. 2025 (AFP) - Le port.", "Lens|2025-09-03|AFP|Le port."),
        ("LENS (Pas-de-Calais) (AFP) - Le port.", "Lens||AFP|Le port."),
        ("Houston (Etats-Unis), 3 sept. (AFP) - Le port.", "Houston|2025-09-03|AFP|Le port."),
        ("RIMOUSKI, Qué. (PC) - Le port.", "Rimouski||PC|Le port."),
        ("WASHINGTON, D.C. (AP) - Le port.", "Washington||AP|Le port."),
        ("Bari, Italie, 3 sept (Reuters) - Le port.", "Bari|2025-09-03|Reuters|Le port."),
        ("LONDON, Sept 3 (Reuters) - The port.", "London|2025-09-03|Reuters|The port."),
        ("LONDON, Monday, September 3, 2024 (Reuters) - The port.", "London|2024-09-03|Reuters|The port."),
        ("Dec 31 (Reuters) - The port.", "|2024-12-31|Reuters|The port."),
        ("GAZA, JÉRUSALEM (AFP) - Le port.", "Gaza, Jérusalem||AFP|Le port."),
        ("PAU (AFP) - Le port.", "Pau||AFP|Le port."),
        ("ONU (AFP) - Le port.", "ONU||AFP|Le port."),
        ("MONTRÉAL (PC) — Le port.", "Montréal||PC|Le port."),
        ("(Belga) Le port.", "||Belga|Le port."),
        ("AA/Londres/Ana Roy", "Londres||AA|"),
        ("AA / Ankara, Istanbul / Ana Roy, Ali Can", "Ankara, Istanbul||AA|"),
        ("AA - Tunis / Ana Roy", "Tunis||AA|"),
        ("AA - Aix-en-Provence - Ana Roy", "Aix-en-Provence||AA|"),
        ("AA – Paris – Ana Roy", "Paris||AA|"),
        ("AA / Paris", "Paris||AA|"),
        ("WASHINGTON -- Le port.", "Washington|||Le port."),
        ("Caen (Francia), 5 mar (EFE).- El puerto.", "Caen|2025-03-05|EFE|El puerto."),
        ("Sion (ATS) Le port.", "Sion||ATS|Le port."),
        ("Selon Paris (ATS) Le port ferme.", ""),
        ("SYDNEY, March 10 AAP – Le port.", "Sydney|2025-03-10|AAP|Le port."),
        ("BREST AFP - Le port.", "Brest||AFP|Le port."),
        ("MONTRÉAL — Le port.", "Montréal|||Le port."),
        ("PARIS, 12 mars 2025 - Le port.", "Paris|2025-03-12||Le port."),
        // Sentences, parties, headings.
        ("Emmanuel Macron (LREM) - Le port.", ""),
        ("Georges Marchais (PC) - Le port.", ""),
        ("Le maire (sans étiquette) de Lens (AFP) - Le port.", ""),
        ("Ana Roy (la maire), 3 sept. (AFP) - Le port.", ""),
        ("L'Agence France-Presse (AFP) - Le port.", ""),
        ("Agence France-Presse (AFP) Le port.", ""),
        ("Le président du port (AFP) - Le port.", ""),
        ("Selon Paris (AFP) le port.", ""),
        ("Selon Berne (ATS) Le port.", ""),
        ("Sion (ATS) attend.", ""),
        ("Sion (PC) Le port.", ""),
        ("Die Agentur (KNA) Mehrere Häfen.", ""),
        ("Katholische Nachrichten-Agentur (KNA) Mehrere Häfen.", ""),
        ("Le G7 (AFP) - Le port.", ""),
        ("URGENT — Le port.", ""),
        ("SNCF - Le trafic.", ""),
        ("OTAN -- le traité", ""),
        ("Le port -- rouvert -- est plein.", ""),
        ("paris (AFP) - Le port.", ""),
        ("AA/", ""),
        ("PC - Gauche / Accord", ""),
        ("AFP / Presse / Accord sur les salaires", ""),
        ("AA/Le port est ouvert, dit-il.", ""),
        ("Le 3 septembre 2025 (AFP) - Le port.", ""),
        ("", ""),
    ] {
        assert_eq!(shown(paragraph).unwrap_or_default(), expected, "{paragraph}");
    }
}

#[test]
fn raw_and_author() {
    let (dateline, _) = split("PARIS, 12 mars 2025 (AFP) -  Le port.", None).unwrap();
    assert_eq!(dateline.raw, "PARIS, 12 mars 2025 (AFP) -");
    assert_eq!(author(&dateline), None);
    let (dateline, _) = split("AA/Londres/Ana Roy ", None).unwrap();
    assert_eq!((dateline.raw.as_str(), author(&dateline)), ("AA/Londres/Ana Roy", Some("Ana Roy")));
    let (dateline, _) = split("AA / Paris", None).unwrap();
    assert_eq!(author(&dateline), None);
    let (dateline, _) = split("GENÈVE/BERNE (ATS) - Le port.", None).unwrap();
    assert_eq!(author(&dateline), None);
    let (dateline, _) = split("(awp/ats) – Le port.", None).unwrap();
    assert_eq!(author(&dateline), None);
}

#[test]
fn a_date_without_year_needs_the_date_of_creation() {
    let (dateline, at) = split("PARIS, 29 fév (AFP) - Le port.", None).unwrap();
    assert_eq!((dateline.date, at), (None, "PARIS, 29 fév (AFP) - ".len()));
}

#[test]
fn places_of_a_dateline() {
    for (place, expected) in [
        ("Genève/Berne", vec!["Genève", "Berne"]),
        ("Gaza, Jérusalem", vec!["Gaza", "Jérusalem"]),
        ("Frankfurt/Main", vec!["Frankfurt/Main"]),
        ("FRANKFURT/ODER", vec!["FRANKFURT/ODER"]),
        ("Berlin/Frankfurt/M.", vec!["Berlin", "Frankfurt/M."]),
        ("Halle/Saale/Bonn", vec!["Halle/Saale", "Bonn"]),
        ("Lens/Maine", vec!["Lens", "Maine"]),
        ("/ ,", vec![]),
    ] {
        assert_eq!(places(place).collect::<Vec<_>>(), expected, "{place}");
    }
}

proptest! {
    #[test]
    fn the_text_begins_on_a_character_boundary(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "PARIS", "(Nord)", "Italie", "=", "Genève", "É", ", ", " ", "3 sept", "2025", "(", "AFP", ")", " - ", "—", "/", "AA", "l’", "\u{a0}", "«",
            ]),
            0..12,
        ),
        tail in "\\PC{0,160}",
    ) {
        let text = parts.concat() + &tail;
        if let Some((_, at)) = split(&text, Some(CREATED)) {
            prop_assert!(text.is_char_boundary(at));
        }
    }
}
