//! The columns of a list of queries, in French and English.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Id,
    Query,
    Set(Setting),
    /// The user's own: it is given back beside the result.
    Own,
}

/// An option of `search` that a column sets for its query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    Person,
    Location,
    Topic,
    Agency,
    Since,
    Before,
    /// Up to its end, which no option has.
    Until,
}

const ID: [&str; 6] = ["id", "n°", "no", "numéro", "numero", "qid"];
/// The first of these that is there is the query; of the others, those that name an option set it.
const QUERY: [&str; 10] = ["query", "requête", "requete", "q", "nom", "name", "recherche", "terme", "title", "topic"];
const SETTINGS: [(&str, Setting); 18] = [
    ("person", Setting::Person),
    ("personne", Setting::Person),
    ("location", Setting::Location),
    ("place", Setting::Location),
    ("lieu", Setting::Location),
    ("topic", Setting::Topic),
    ("sujet", Setting::Topic),
    ("thème", Setting::Topic),
    ("agency", Setting::Agency),
    ("agence", Setting::Agency),
    ("since", Setting::Since),
    ("depuis", Setting::Since),
    ("from", Setting::Since),
    ("before", Setting::Before),
    ("avant", Setting::Before),
    ("until", Setting::Until),
    ("jusqu'à", Setting::Until),
    ("jusqu'au", Setting::Until),
];
/// Names that are a header even alone; others alone are a query.
const ALONE: [&str; 5] = ["query", "requête", "requete", "person", "personne"];

/// What the columns of a header hold; nothing if the row is no header.
pub fn of_header(cells: &[String]) -> Option<Vec<Column>> {
    let names: Vec<String> = cells.iter().map(|cell| cell.trim().to_lowercase().replace('’', "'")).collect();
    let filled: Vec<&str> = names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    let query = QUERY.iter().find_map(|known| names.iter().position(|name| name == known));
    let setting = |name: &str| SETTINGS.iter().find(|(known, _)| *known == name).map(|(_, setting)| *setting);
    let asks = query.is_some() || names.iter().any(|name| setting(name).is_some());
    let is_header = match filled.as_slice() {
        [only] => ALONE.contains(only),
        _ => asks,
    };
    let id = ID.iter().find_map(|known| names.iter().position(|name| name == known));
    let column = |(at, name): (usize, &String)| match setting(name) {
        _ if query == Some(at) => Column::Query,
        _ if id == Some(at) => Column::Id,
        Some(setting) => Column::Set(setting),
        None => Column::Own,
    };
    is_header.then(|| names.iter().enumerate().map(column).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_told_from_queries() {
        use Column::{Id, Own, Query, Set};
        let cases: [(&str, Option<&[Column]>); 8] = [
            ("id|query|note", Some(&[Id, Query, Own])),
            ("Personne|Depuis|Jusqu’à", Some(&[Set(Setting::Person), Set(Setting::Since), Set(Setting::Until)])),
            ("Nom|Lieu", Some(&[Query, Set(Setting::Location)])),
            ("topic|query", Some(&[Set(Setting::Topic), Query])),
            ("query|", Some(&[Query, Own])),
            ("personne", Some(&[Set(Setting::Person)])),
            ("nom", None),
            ("grève|trains", None),
        ];
        for (header, wanted) in cases {
            let cells: Vec<String> = header.split('|').map(str::to_owned).collect();
            assert_eq!(of_header(&cells).as_deref(), wanted, "{header}");
        }
    }
}
