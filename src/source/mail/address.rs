//! Who sent it: `"Ana Roy (AFP)" <ana.roy@afp.com>`.

use super::agency;

/// Names that mailboxes have and people have not, in small letters.
const NOT_PEOPLE: [&str; 16] = [
    "admin",
    "alerte",
    "alertes",
    "bureau",
    "contact",
    "desk",
    "dépêches",
    "depeches",
    "fil",
    "info",
    "newsletter",
    "noreply",
    "no-reply",
    "presse",
    "rédaction",
    "redaction",
];

/// The author and the agency that a sender names.
pub fn sender(from: &str) -> (Option<String>, Option<&'static str>) {
    let (name, address) = split(from);
    let (name, in_brackets) = match name.split_once('(') {
        Some((name, inner)) => (name.trim(), inner.trim_end_matches(')').trim()),
        None => (name, ""),
    };
    let of_name = agency(in_brackets).or_else(|| name.split([',', '|', '/']).find_map(agency));
    let agency = of_name.or_else(|| of_words(name)).or_else(|| of_domain(address));
    (is_person(name).then(|| name.to_owned()), agency)
}

/// Name and address; a sender without angle brackets is an address if it holds `@`.
fn split(from: &str) -> (&str, &str) {
    match from.rsplit_once(['<', '[']) {
        Some((name, address)) => (unquoted(name), address.trim_end_matches(['>', ']', ' '])),
        None if from.contains('@') => ("", from.trim()),
        None => (unquoted(from), ""),
    }
}

fn unquoted(name: &str) -> &str {
    name.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '*'))
}

/// The agency that a word in capitals names: `AFP Desk France`, `Dépêches ATS`.
fn of_words(name: &str) -> Option<&'static str> {
    let is_code = |word: &&str| word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    name.split_whitespace().filter(is_code).find_map(agency)
}

/// The agency whose the domain is: `depeches@mail.afp.com`, `desk@aa.com.tr`.
fn of_domain(address: &str) -> Option<&'static str> {
    let (_, domain) = address.rsplit_once('@')?;
    let labels: Vec<&str> = domain.split('.').collect();
    let own = match labels.as_slice() {
        [.., own, "com" | "co" | "org" | "net" | "gov", country] if country.len() == 2 => own,
        [.., own, _] => own,
        _ => return None,
    };
    agency(own)
}

/// Whether a name is of a person: two to five words that begin with capitals, none of them what desks are called.
fn is_person(name: &str) -> bool {
    const PARTICLES: [&str; 8] = ["de", "du", "des", "la", "le", "van", "von", "ben"];
    let words = || name.split_whitespace();
    (2..=5).contains(&words().count())
        && !name.contains(|c: char| c.is_ascii_digit() || c == '@' || c == '_')
        && words().all(|word| word.starts_with(char::is_uppercase) || PARTICLES.contains(&word))
        && !words().any(|word| agency(word).is_some() || NOT_PEOPLE.contains(&word.to_lowercase().as_str()))
        && agency(name).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn senders() {
        for (from, name, agency) in [
            ("Ana Roy <ana.roy@exemple.fr>", Some("Ana Roy"), None),
            ("\"Ana Roy (AFP)\" <roy@exemple.fr>", Some("Ana Roy"), Some("AFP")),
            ("Agence France-Presse <noreply@exemple.fr>", None, Some("AFP")),
            ("AFP Desk France <desk@exemple.fr>", None, Some("AFP")),
            ("depeches@mail.belga.be", None, Some("BELGA")),
            ("Ana de Roy <ana@aa.com.tr>", Some("Ana de Roy"), Some("AA")),
            ("Rédaction Orvine <redaction@orvine.fr>", None, None),
            ("Ana Roy [mailto:ana@exemple.fr]", Some("Ana Roy"), None),
            ("ana", None, None),
            ("", None, None),
        ] {
            assert_eq!(sender(from), (name.map(str::to_owned), agency), "{from}");
        }
    }
}
