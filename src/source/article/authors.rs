//! Who wrote an article, and whose it is: `Le Figaro et AFP` names a paper and an agency, no author.

use crate::source::agencies;

/// What the credits of an article say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Credits {
    /// The people among them.
    pub byline: Option<String>,
    pub agency: Option<&'static str>,
}

/// Reads the credits of an article of the site `site`.
pub fn credits(authors: &[String], site: &str) -> Credits {
    let mut credits = Credits::default();
    let mut people: Vec<&str> = Vec::new();
    let (addresses, names): (Vec<&str>, Vec<&str>) =
        authors.iter().map(String::as_str).partition(|author| author.contains("://"));
    credits.agency = addresses.iter().find_map(|address| of_address(address));
    for part in names.iter().flat_map(|author| parts(author)) {
        if let Some(agency) = agencies::credited(part).or_else(|| in_capitals(part)) {
            credits.agency = credits.agency.or(Some(agency));
        } else if is_person(part, site) && !people.contains(&part) {
            people.push(part);
        }
    }
    credits.byline = (!people.is_empty()).then(|| people.join(", "));
    credits
}

/// The agency whose page an address is: `https://exemple.fr/auteur/2005-afp`.
fn of_address(address: &str) -> Option<&'static str> {
    let last = address.trim_end_matches('/').rsplit('/').next()?;
    agencies::canonical(last.trim_matches(|c: char| c.is_ascii_digit() || c == '-' || c == '_'))
}

/// The names in a credit: `Ana Roy, Ali Can et AFP`, `Par Ana Roy avec AFP`, `Anadolu via AFP`.
fn parts(credit: &str) -> impl Iterator<Item = &str> {
    let credit = credit.trim();
    let named = ["Par ", "par ", "By ", "by "].iter().find_map(|by| credit.strip_prefix(by)).unwrap_or(credit);
    named
        .split([',', '/', ';', '|', '(', ')', '&', '+'])
        .flat_map(|part| part.split(" et "))
        .flat_map(|part| part.split(" avec "))
        .flat_map(|part| part.split(" with "))
        .flat_map(|part| part.split(" via "))
        .flat_map(|part| part.split(" Via "))
        .flat_map(|part| part.split(" and "))
        .map(|part| part.trim_matches(|c: char| c.is_whitespace() || c == '.' || c == '-'))
        .map(|part| ["l’", "l'", "avec ", "with "].iter().find_map(|word| part.strip_prefix(word)).unwrap_or(part))
        .filter(|part| !part.is_empty())
}

/// The agency that one word in capitals names: `Rédaction AFP`.
fn in_capitals(part: &str) -> Option<&'static str> {
    let is_code = |word: &&str| word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    part.split_whitespace().filter(is_code).find_map(agencies::canonical)
}

/// Whether a name is of a person: not the site's own, nor its newsroom's.
fn is_person(name: &str, site: &str) -> bool {
    const DESKS: [&str; 8] = ["rédaction", "redaction", "newsroom", "admin", "service", "agence", "desk", "webmaster"];
    let lower = name.to_lowercase();
    let of_site = !site.is_empty() && (lower == site.to_lowercase() || lower.starts_with(&site.to_lowercase()));
    let words = name.split_whitespace().count();
    !of_site
        && (2..=6).contains(&words)
        && !lower.starts_with("le ")
        && !lower.starts_with("la ")
        && !lower.starts_with("les ")
        && !DESKS.iter().any(|desk| lower.contains(desk))
        && !name.contains(|c: char| c.is_ascii_digit() || c == '@')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_papers_and_agencies() {
        for (authors, byline, agency) in [
            (&["Le Figaro et AFP"][..], None, Some("AFP")),
            (&["Ana Roy", "Ali Can"], Some("Ana Roy, Ali Can"), None),
            (&["Par Ana Roy avec AFP"], Some("Ana Roy"), Some("AFP")),
            (&["Ana Roy (avec Ali Can)"], Some("Ana Roy, Ali Can"), None),
            (&["Le Courrier de Valmont"], None, None),
            (&["Courrier de Valmont"], None, None),
            (&["La Rédaction", "AFP"], None, Some("AFP")),
            (&["Anadolu via AFP"], None, Some("AA")),
            (&["https://exemple.fr/auteur/3"], None, None),
            (&["https://exemple.fr/auteur/2005-afp"], None, Some("AFP")),
            (&[], None, None),
        ] {
            let authors: Vec<String> = authors.iter().map(|author| (*author).to_owned()).collect();
            let found = credits(&authors, "Courrier de Valmont");
            assert_eq!((found.byline.as_deref(), found.agency), (byline, agency), "{authors:?}");
        }
    }
}
