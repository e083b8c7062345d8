//! The end of a message: signatures, telephone numbers, footers of lists, notices of confidentiality.

use crate::french::loose::loose;
use crate::source::{agencies, sign_off};

/// Beginnings of lines that end the copy, in loose spelling.
const ENDS: &[&str] = &[
    "ce message (et toutes ses pieces",
    "ce message electronique et",
    "ce message et ",
    "ce message est ",
    "ce courriel et ",
    "ce courriel est ",
    "ce courrier electronique",
    "cet e-mail et ",
    "cet e-mail est ",
    "cet e-mail a ete ",
    "les informations contenues dans ce ",
    "l'information contenue dans ce ",
    "si vous avez recu ce m",
    "si vous n'etes pas le destinataire",
    "si vous ne souhaitez plus recevoir",
    "this e-mail may contain",
    "this email may contain",
    "this e-mail and ",
    "this email and ",
    "this message and ",
    "this message contains",
    "this message is ",
    "the information contained in this",
    "the information in this e",
    "if you have received this",
    "if you are not the intended",
    "confidentialite:",
    "avis de confidentialite",
    "confidentiality notice",
    "disclaimer",
    "pour vous desabonner",
    "pour vous desinscrire",
    "pour se desabonner",
    "pour se desinscrire",
    "se desabonner",
    "se desinscrire",
    "vous recevez ce ",
    "vous recevez cet ",
    "vous avez recu ce message, car vous etes abonne",
    "you received this message because",
    "you are receiving this",
    "to unsubscribe",
    "unsubscribe",
    "liste de diffusion",
    "mailing list",
    "pensez a l'environnement",
    "avant d'imprimer",
    "merci de n'imprimer",
    "please consider the environment",
    "garanti sans virus",
    "sans virus.",
    "l'absence de virus",
    "envoye de mon ",
    "envoye depuis mon ",
    "envoye a partir de ",
    "sent from my ",
    "obtenez outlook",
    "telecharger outlook",
    "telechargez outlook",
    "get outlook for",
    "provenance: courrier",
];

/// What closes a letter, in loose spelling.
const FORMULAS: &[&str] = &[
    "cordialement",
    "bien cordialement",
    "tres cordialement",
    "bien a vous",
    "bien a toi",
    "amicalement",
    "confraternellement",
    "salutations",
    "sinceres salutations",
    "meilleures salutations",
    "bonne reception",
    "bonne journee",
    "bonne soiree",
    "merci",
    "merci d'avance",
    "best regards",
    "kind regards",
    "regards",
    "best",
    "cdlt",
    "cdt",
    "a bientot",
];

/// A line of text, not of a visiting card, has this many characters.
const SHORTEST_TEXT: usize = 90;
/// A visiting card has at most this many lines.
const LONGEST_CARD: usize = 15;

/// Lines without their end.
#[derive(Debug, Default)]
pub struct Tail<'t> {
    pub lines: Vec<&'t str>,
    /// The initials of the desk that stood above a visiting card.
    pub signature: Option<String>,
}

/// Takes off the end of a message whatever is no copy.
pub fn cut<'t>(lines: &[&'t str]) -> Tail<'t> {
    let end = lines.iter().position(|line| is_end(line)).unwrap_or(lines.len());
    let mut tail = Tail { lines: lines[..end].to_vec(), signature: None };
    trim(&mut tail.lines);
    if let Some(at) = formula(&tail.lines) {
        tail.lines.truncate(at);
    } else if let Some(at) = card(&tail.lines) {
        tail.signature = initials(tail.lines[at]).map(str::to_owned);
        tail.lines.truncate(at);
    }
    trim(&mut tail.lines);
    if tail.signature.is_none() && tail.lines.len() > 1 {
        tail.signature = tail.lines.last().and_then(|line| initials(line)).map(str::to_owned);
        tail.lines.truncate(tail.lines.len() - usize::from(tail.signature.is_some()));
    }
    tail
}

/// Drops empty lines and rules from the end.
fn trim(lines: &mut Vec<&str>) {
    let is_text = |line: &&str| line.contains(char::is_alphanumeric);
    lines.truncate(lines.iter().rposition(is_text).map_or(0, |at| at + 1));
}

/// Whether the copy is over here: the mark of a signature (RFC 3676, section 4.3), a footer, a notice.
fn is_end(line: &str) -> bool {
    const LONGEST_KEY: usize = 80;
    if matches!(line.trim_end(), "--" | "-- " | "—") || line.len() >= 40 && line.bytes().all(|byte| byte == b'_') {
        return true;
    }
    let line = line.trim_start_matches([' ', '*', '-', '_', '\u{a0}', '"', '«', '[', '<']);
    let end = (0..=LONGEST_KEY.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
    let key = loose(&line[..end]).replace(" :", ":");
    ENDS.iter().any(|start| key.starts_with(start))
}

/// The line of the formula that closes a letter, if only a name and its card follow.
fn formula(lines: &[&str]) -> Option<usize> {
    let first = lines.len().saturating_sub(LONGEST_CARD);
    let at = (first..lines.len()).find(|&at| {
        let key = loose(lines[at].trim());
        FORMULAS.contains(&key.trim_end_matches([',', '.', '!', ' ']))
    })?;
    lines[at..].iter().all(|line| is_short(line)).then_some(at)
}

/// The first line of a visiting card at the end: short lines, one of them with a telephone or an address.
fn card(lines: &[&str]) -> Option<usize> {
    let first = lines.len().saturating_sub(LONGEST_CARD);
    let mut at = lines.len();
    while at > first && is_short(lines[at - 1]) && !ends_paragraph(lines[at - 1]) {
        at -= 1;
    }
    // The card stands apart, or under the initials of the desk.
    let run = &lines[at..];
    let start = run.iter().position(|line| initials(line).is_some()).or_else(|| apart(run, at))?;
    run[start..].iter().any(|line| is_contact(line)).then_some(at + start)
}

/// Where in a run of short lines its last block with a contact begins; blocks are parted by empty lines.
fn apart(run: &[&str], before: usize) -> Option<usize> {
    let contact = run.iter().position(|line| is_contact(line))?;
    let blank = run[..contact].iter().rposition(|line| line.trim().is_empty());
    blank.map(|at| at + 1).or((before > 0).then_some(0))
}

fn is_short(line: &str) -> bool {
    line.chars().count() < SHORTEST_TEXT
}

fn ends_paragraph(line: &str) -> bool {
    line.len() > 40 && line.ends_with(['.', '!', '?', '…', '»', '”', '"']) && !is_contact(line)
}

/// Whether a line is of a visiting card: a telephone number, an address of mail, of a site or of a network.
fn is_contact(line: &str) -> bool {
    let key = loose(line);
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    let labels =
        ["tel", "ph ", "phone", "mob", "port.", "portable", "fax", "gsm", "twitter", "skype", "whatsapp", "signal"];
    let labelled = labels.iter().any(|label| key.trim_start().starts_with(label));
    let number = digits >= 8 && line.chars().filter(|c| c.is_alphabetic()).count() <= 20;
    is_short(line)
        && (labelled && (digits >= 6 || key.contains(':')) || number || key.contains('@') || key.contains("www."))
}

/// The initials of a desk: `asl/tib`, `AAP be/`, `be/ANA`.
fn initials(line: &str) -> Option<&str> {
    const LONGEST: usize = 24;
    let line = line.trim();
    if sign_off::is_signature(line) {
        return Some(line);
    }
    let (agency, rest) = line.split_once(' ')?;
    let is_agency = agencies::canonical(agency).is_some() || matches!(agency, "AAP" | "NZA");
    let rest_fits = rest
        .trim_end_matches('/')
        .split('/')
        .all(|part| (1..=7).contains(&part.len()) && part.chars().all(|c| c.is_lowercase() || c == '-'));
    (line.len() <= LONGEST && is_agency && rest.contains('/') && rest_fits).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COPY: &str = "La crue de l'Orvine a reculé dans la nuit de samedi à dimanche, a indiqué la préfecture.";

    #[test]
    fn what_is_no_copy_goes() {
        for (end, signature) in [
            ("\n-- \nAna Roy\nBureau de Nantes", None),
            ("\n--\nAna Roy", None),
            ("\nCordialement,\nAna Roy\nTél. : 02 40 00 00 00", None),
            ("\nAna Roy\nBureau de Nantes\nTél. : +33 2 40 00 00 00\nana@exemple.fr", None),
            ("AAP xy/\nAna Roy\nGolf Writer\nPh USA: +1 555 010 0100\nSkype: ana.roy", Some("AAP xy/")),
            ("\nab/cd", Some("ab/cd")),
            ("\n________________________________\nThis email may contain information that is confidential.", None),
            ("\n_______________________________________________\nDepeches mailing list\nDepeches@exemple.fr", None),
            ("\nCe message et ses pièces jointes sont confidentiels.", None),
            ("\nEnvoyé de mon iPhone", None),
            ("", None),
        ] {
            let text = format!("{COPY}\n{end}");
            let lines: Vec<&str> = text.lines().collect();
            let tail = cut(&lines);
            assert_eq!((tail.lines.join("\n").trim_end(), tail.signature.as_deref()), (COPY, signature), "{end}");
        }
    }

    #[test]
    fn copy_stays() {
        for text in [
            "Le numéro vert 0800 000 000 est ouvert, a précisé la préfecture, qui attend des milliers d'appels ce soir.",
            "Ce message du président a été lu.\nLa foule a applaudi.",
            "Merci aux abonnés, dit la ville.\nLe port rouvre.",
            "Résultats\nLens - Metz 2-1\nBrest - Nice 0-0",
        ] {
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!(cut(&lines).lines.join("\n"), text);
        }
    }
}
