//! Common nouns that names of places begin with: `île de`, `mont`, `quartier de`.

use super::kind::Kind;

/// The sorts of places that a common noun announces, and the nouns, folded.
const HEADS: &[(&[Kind], &[&str])] = &[
    (&[Kind::Island], &["ile", "iles", "archipel", "ilot", "atoll"]),
    (
        &[Kind::Mountain],
        &["mont", "monts", "massif", "col", "pic", "montagne", "montagnes", "volcan", "chaine", "butte"],
    ),
    (&[Kind::Water], &["lac", "mer", "ocean", "fleuve", "riviere", "golfe", "baie", "detroit", "canal", "rade"]),
    (
        &[Kind::City, Kind::Capital],
        &["ville", "commune", "village", "municipalite", "localite", "cite", "banlieue", "agglomeration", "metropole"],
    ),
    (
        &[Kind::Region, Kind::Department],
        &[
            "region",
            "province",
            "etat",
            "comte",
            "departement",
            "canton",
            "wilaya",
            "oblast",
            "gouvernorat",
            "prefecture",
            "land",
            "territoire",
            "emirat",
            "principaute",
        ],
    ),
    (&[Kind::District], &["quartier", "quartiers", "faubourg", "district", "arrondissement", "porte"]),
    (
        &[Kind::Other],
        &[
            "parc",
            "foret",
            "plage",
            "vallee",
            "plaine",
            "desert",
            "bois",
            "peninsule",
            "plateau",
            "camp",
            "station",
            "site",
        ],
    ),
];

/// What may stand between noun and name, the longest first.
const LINKS: [&str; 10] =
    ["national de la ", "national de ", "national du ", "national d ", "de la ", "de l ", "de ", "du ", "des ", "d "];

/// The sorts of places that `key` announces, and the key of the name proper: `mont`, `kilimandjaro`.
pub fn split(key: &str) -> Option<(&'static [Kind], &str)> {
    let (head, rest) = key.split_once(' ')?;
    let &(kinds, _) = HEADS.iter().find(|(_, heads)| heads.contains(&head))?;
    let name = LINKS.iter().find_map(|link| rest.strip_prefix(link)).unwrap_or(rest);
    (name.len() > 2).then_some((kinds, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_come_off() {
        for (key, wanted) in [
            ("mont kilimandjaro", Some("kilimandjaro")),
            ("ile de java", Some("java")),
            ("parc national de la brume", Some("brume")),
            ("etat du kansas", Some("kansas")),
            ("montpellier", None),
            ("mont", None),
            ("ile d ys", None),
        ] {
            assert_eq!(split(key).map(|(_, name)| name), wanted, "{key}");
        }
    }
}
