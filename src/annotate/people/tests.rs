//! Whole dispatches in a line, with the people marked in brackets.

use super::*;
use crate::dispatch::Dispatch;

/// The people of a text in which every mention stands in brackets: `Le maire [Ilo Stern]`.
fn people(marked: &str) -> Vec<Person> {
    let text = marked.replace(['[', ']'], "");
    let document = Document::of(&Dispatch { body: vec![text.clone()], ..Dispatch::default() });
    let mut mentions = Vec::new();
    let mut open = 0;
    for (removed, (at, sign)) in marked.match_indices(['[', ']']).enumerate() {
        let place = at - removed;
        if sign == "[" {
            open = place;
            continue;
        }
        let inside =
            |token: &crate::annotate::token::Token| token.start as usize >= open && token.end as usize <= place;
        let first = document.tokens.iter().position(inside).unwrap();
        let count = document.tokens.iter().filter(|token| inside(token)).count();
        mentions.push(Mention { kind: EntityKind::Person, confidence: 1.0, tokens: first..first + count });
    }
    resolve(&document, &mentions)
}

fn summary(marked: &str) -> String {
    let mut people: Vec<String> = people(marked)
        .iter()
        .map(|person| format!("{} ({}) {}", person.name, person.forms.join("/"), person.count))
        .collect();
    people.sort();
    people.join("; ")
}

#[test]
fn one_individual_one_entry() {
    for (text, wanted) in [
        (
            "[Mark Rutte] parle. M. [Rutte] part. Le chef de l’OTAN [Mark Rutte] revient",
            "Mark Rutte (Mark Rutte/Rutte) 3",
        ),
        ("[Rutte] parle avant que [Mark Rutte] parte", "Mark Rutte (Mark Rutte/Rutte) 2"),
        ("[ANNE ROCHE] réélue. [Anne Roche] salue", "Anne Roche (Anne Roche) 2"),
        ("[Dominique de Valpin] et [Valpin]", "Dominique de Valpin (Dominique de Valpin/Valpin) 2"),
        ("[Mohammed ben Salmane], dit [MBS]", "Mohammed ben Salmane (Mohammed ben Salmane/MBS) 2"),
        ("[Marion Roche] et sa fille. [Marion] rit", "Marion Roche (Marion Roche/Marion) 2"),
        ("[Ana Loukach], puis [Loukahc]", "Ana Loukach (Ana Loukach/Loukahc) 2"),
        ("[Bachar al-Assa], M. [Assa]", "Bachar al-Assa (Bachar al-Assa/Assa) 2"),
        ("[Jessica Mulroy] et [Ben Mulroy]", "Ben Mulroy (Ben Mulroy) 1; Jessica Mulroy (Jessica Mulroy) 1"),
        ("[J.K.Rowe]", "J.K. Rowe (J.K. Rowe) 1"),
        ("[S. Courtois]. [Sylvain Courtois]", "Sylvain Courtois (Sylvain Courtois/S. Courtois) 2"),
        ("[Roux] et [Roux]", "Roux (Roux) 2"),
    ] {
        assert_eq!(summary(text), wanted, "{text}");
    }
}

#[test]
fn couples_and_families_are_told_apart() {
    for (text, wanted) in [
        ("[Chérif] et [Saïd Kouach]", "Chérif Kouach (Chérif) 1; Saïd Kouach (Saïd Kouach) 1"),
        (
            "[Paul], [Jean] et [Luc de Brume]",
            "Jean de Brume (Jean) 1; Luc de Brume (Luc de Brume) 1; Paul de Brume (Paul) 1",
        ),
        ("[Macron] et [Angela Mercks]", "Angela Mercks (Angela Mercks) 1; Macron (Macron) 1"),
        ("[Sarah Pon]. [Sarah] et [Marc Lavon]", "Marc Lavon (Marc Lavon) 1; Sarah Pon (Sarah Pon/Sarah) 2"),
        ("la famille [Stern] attend", ""),
        (
            "[Brigitte Morin] et [Emmanuel Morin]. M. [Morin] part",
            "Brigitte Morin (Brigitte Morin) 1; Emmanuel Morin (Emmanuel Morin/Morin) 2",
        ),
        ("[Brigitte Morin]. M. [Morin] part", "Brigitte Morin (Brigitte Morin) 1; Morin (Morin) 1"),
        (
            "[Emmanuel Morin] et [Brigitte Morin]. Mme [Morin] part",
            "Brigitte Morin (Brigitte Morin/Morin) 2; Emmanuel Morin (Emmanuel Morin) 1",
        ),
        (
            "[Pierre Nicolle] et [Jean-Pierre Nicolle]",
            "Jean-Pierre Nicolle (Jean-Pierre Nicolle) 1; Pierre Nicolle (Pierre Nicolle) 1",
        ),
    ] {
        assert_eq!(summary(text), wanted, "{text}");
    }
}

#[test]
fn the_role_is_kept_and_credits_are_left_out() {
    let people =
        people("Avec le président estonien [Ilo Stern] à Brume, [Marc Roux] dîne. Propos recueillis par [Ana Roy]");
    let seen: Vec<_> = people.iter().map(|person| (person.name.as_str(), person.role.as_deref())).collect();
    assert_eq!(seen, [("Ilo Stern", Some("président estonien")), ("Marc Roux", None)]);
}
