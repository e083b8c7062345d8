use std::time::Duration;

use cpu_time::ThreadTime;
use proptest::prelude::*;

use super::sentences;

fn split(text: &str) -> Vec<&str> {
    sentences(text).map(|range| &text[range]).collect()
}

/// Each case is written with `|` where a sentence must end.
fn check(cases: &[&str]) {
    for case in cases {
        let text = case.replace('|', "");
        let expected: Vec<_> = case.split('|').map(str::trim).collect();
        assert_eq!(split(&text), expected);
    }
}

#[test]
fn sentences_end_at_terminators() {
    check(&[
        "Le vent tombe.| La mer reste forte.",
        "Qui paiera ?| Personne ne le dit !| Le conseil se tait…| Il votera lundi.",
        "Il hésite... puis signe.| Fin.",
        "Vraiment ?!| Oui.",
        "La récolte a doublé en 2024.| 12 communes sont concernées.",
        "Sans point final",
        "Fin de séance.| – Elle reprendra lundi.",
        "Une phrase.\n| Une autre.",
        "- Et demain? -",
    ]);
}

#[test]
fn abbreviations_do_not_end_a_sentence() {
    check(&[
        "M. Ferrand et Mme. Vauclair ont reçu MM. Diot et Pons.| Ils ont signé.",
        "Le Dr. Lamy, le Pr. Oster, Me. Caron et Mgr. Brun.",
        "Le Gal. Ravel, le Col. Dumas, le Lt. Roux et le R.P. Anselme.",
        "Il habite av. Foch, bd. Voltaire, à St. Gall.",
        "Selon l'art. 12, cf. p. 4 et fig. 3, il faut env. 300 litres, max. 400.",
        "Selon l'art. L. 121-1 du code.| Il faut payer.",
        "Le 3 sept. 2025 et le 4 janv. 2026.",
        "Ils étaient sept.| Paris les a reçus.",
        "C'est le propre de l'art.| Paris expose.",
        "Des tentes, des lits, etc. Bruxelles a payé.",
        "Des tentes, des lits, etc.| Le maire a payé.",
        "Rome prend la ville en 50 av. J.-C. à revers.",
        "Rome la perd en 50 apr. J.-C.| Elle la reprend vite.",
        "Des tentes, etc. (voir p. 3) sont prêtes à Sherbrooke, Qué. (Canada).",
        "Une commune de 300 hab. Vernay-le-Sec en compte moins.",
    ]);
}

#[test]
fn initials_and_acronyms_do_not_end_a_sentence() {
    check(&[
        "Signé J. Le Guen et K. Lamy.",
        "Reste le plan B.| Il est prêt.",
        "Signé J. Dupuis et J.-P. Martinet.| Lu.",
        "À l'O.N.U. Genève plaide.",
        "Vu à l'O.N.U.| L'accord tient.",
        "Vu à l'O.N.U. N'Djamena plaide.",
        "Il plaide à l'O.N.U.| Elle écoute.",
        "L'U.E. Bruxelles comprise.",
    ]);
}

#[test]
fn numbers_hold_together() {
    check(&[
        "Il manque 1.500 places, soit 3.5 %.| Trop.",
        "La 3. étape est annulée.",
        "1. Les faits sont établis.| 2. La peine est juste.",
        "Il a eu 20.| Elle aussi.",
    ]);
}

#[test]
fn closing_marks_belong_to_what_they_close() {
    check(&[
        "« Nous partons.\u{a0}»| Elle part.",
        "« Nous partons. »| Elle part.",
        "« Partir ? » demande-t-elle.| Oui.",
        "« Partir ? », demande-t-elle.",
        "« Fini ! ».| Elle part.",
        "\"Fini.\"| Elle part.",
        "(Il rit.)| Elle part.",
        "Il cite « la loi (…) Grenelle » [...] Paris.",
        "“Fini.”| “Non.”",
    ]);
}

#[test]
fn sentences_that_lost_their_space_are_split() {
    check(&[
        "Il a parlé à l'AFP.|Aucune date n'est fixée.",
        "Le vote est clos.|L'accord tient.",
        "Fini en 2024.|Le port rouvre.",
        "Il signe.|« Enfin », dit-elle.",
        "Il lit www.Exemple.Media chaque jour.",
        "Il écrit sur Exemple.Com et sur Tribune.fr souvent.",
        "La U.S.Navy et M.Durand.",
        "Le courriel a.B@presse.Exemple arrive.",
    ]);
}

#[test]
fn nothing_gives_nothing() {
    assert!(split("").is_empty());
    assert!(split(" \u{a0}\n").is_empty());
}

#[test]
fn hostile_input_takes_linear_time() {
    for unit in [".", ". ", "a.", "a.Bb", "A.", "a\u{a0}", ". »", "1.", "etc. "] {
        let text = unit.repeat(200_000);
        let start = ThreadTime::now();
        assert!(sentences(&text).count() > 0);
        assert!(start.elapsed() < Duration::from_secs(10), "{unit:?} takes {:?}", start.elapsed());
    }
}

proptest! {
    #[test]
    fn sentences_cover_the_text_in_order(text in "([A-Za-zéÉ .!?…»«\"()'’\u{a0}0-9-]|M\\. |etc\\. |\\PC){0,80}") {
        let mut end = 0;
        for range in sentences(&text) {
            prop_assert!(range.start < range.end);
            prop_assert!(text[end..range.start].trim().is_empty());
            prop_assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
            end = range.end;
        }
        prop_assert!(text[end..].trim().is_empty());
    }
}
