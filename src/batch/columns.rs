//! The columns of a list of queries, in French and English, and those of the tables that are made of it.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Id,
    Query,
    /// What its query is the name of.
    As,
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

/// The columns that the table of results begins with; scripts rely on their order.
pub const RESULT: [&str; 9] = ["id", "query", "hits", "first", "last", "best", "error", "best_id", "snippet"];
/// Those behind them where it is compared with an earlier run.
pub const COMPARED: [&str; 2] = ["new", "gone"];
/// The columns that the table of queries without hits begins with.
pub const WITHOUT_HITS: [&str; 6] = ["id", "query", "line", "advice", "suggestion", "suggestion_hits"];
/// The last column of both, where queries are names: see [`Column::As`].
pub const AS: &str = "as";

const ID: [&str; 6] = ["id", "n°", "no", "numéro", "numero", "qid"];
/// The first of these that is there is the query; of the others, those that name an option set it.
const QUERY: [&str; 16] = [
    "query",
    "requête",
    "requete",
    "queries",
    "requêtes",
    "requetes",
    "q",
    "nom",
    "name",
    "noms",
    "names",
    "recherche",
    "terme",
    "title",
    "topic",
    "topics",
];
const SETTINGS: [(&str, Setting); 29] = [
    ("person", Setting::Person),
    ("persons", Setting::Person),
    ("people", Setting::Person),
    ("personne", Setting::Person),
    ("personnes", Setting::Person),
    ("location", Setting::Location),
    ("locations", Setting::Location),
    ("place", Setting::Location),
    ("places", Setting::Location),
    ("lieu", Setting::Location),
    ("lieux", Setting::Location),
    ("topic", Setting::Topic),
    ("topics", Setting::Topic),
    ("sujet", Setting::Topic),
    ("sujets", Setting::Topic),
    ("thème", Setting::Topic),
    ("thèmes", Setting::Topic),
    ("agency", Setting::Agency),
    ("agencies", Setting::Agency),
    ("agence", Setting::Agency),
    ("agences", Setting::Agency),
    ("since", Setting::Since),
    ("depuis", Setting::Since),
    ("from", Setting::Since),
    ("before", Setting::Before),
    ("avant", Setting::Before),
    ("until", Setting::Until),
    ("jusqu'à", Setting::Until),
    ("jusqu'au", Setting::Until),
];
/// Names that are a header even alone and with nothing below.
const ALONE: [&str; 5] = ["query", "requête", "requete", "person", "personne"];

impl Setting {
    /// The option's name.
    pub fn name(self) -> &'static str {
        match self {
            Setting::Person => "person",
            Setting::Location => "location",
            Setting::Topic => "topic",
            Setting::Agency => "agency",
            Setting::Since => "since",
            Setting::Before => "before",
            Setting::Until => "until",
        }
    }

    /// Whether it names something, so that a query can be such a name.
    pub fn is_name(self) -> bool {
        !matches!(self, Setting::Since | Setting::Before | Setting::Until)
    }

    /// The option of this name, in French or English.
    pub fn named(name: &str) -> Option<Self> {
        let name = key(name);
        SETTINGS.iter().find(|(known, _)| *known == name).map(|(_, setting)| *setting)
    }
}

/// What the columns of a header hold; nothing if the row is no header. A single name is one if rows stand below it.
pub fn of_header(cells: &[String], has_rows: bool) -> Option<Vec<Column>> {
    let names: Vec<String> = cells.iter().map(|cell| key(cell)).collect();
    let filled: Vec<&str> = names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    let query = QUERY.iter().find_map(|known| names.iter().position(|name| name == known));
    let asks = query.is_some() || names.iter().any(|name| Setting::named(name).is_some());
    let is_header = match filled.as_slice() {
        [only] => ALONE.contains(only) || has_rows && is_kind_of_query(only),
        _ => asks,
    };
    let id = ID.iter().find_map(|known| names.iter().position(|name| name == known));
    let kinds = names.iter().position(|name| name == AS);
    let column = |(at, name): (usize, &String)| match Setting::named(unnumbered(name, &names[..at])) {
        _ if query == Some(at) => Column::Query,
        _ if id == Some(at) => Column::Id,
        _ if kinds == Some(at) => Column::As,
        Some(setting) => Column::Set(setting),
        None => Column::Own,
    };
    is_header.then(|| names.iter().enumerate().map(column).collect())
}

/// Whether a single name that is a header may as well be a query, of which the user should be told.
pub fn may_be_query(cells: &[String]) -> bool {
    let mut filled = cells.iter().map(|cell| key(cell)).filter(|name| !name.is_empty());
    matches!((filled.next(), filled.next()), (Some(only), None) if !ALONE.contains(&only.as_str()))
}

/// Where the columns of results are, if `names` are those of a table that was made here.
pub fn results(names: &[String]) -> Option<Vec<usize>> {
    let places = |columns: &[&str]| -> Option<Vec<usize>> {
        columns.iter().map(|column| names.iter().position(|name| name == column)).collect()
    };
    let Some(mut places_of_result) = places(&RESULT) else { return places(&WITHOUT_HITS) };
    // Of the user's own columns, these two never stand side by side: see `own::named`.
    let compared = places(&COMPARED).filter(|places| places[1] == places[0] + 1);
    places_of_result.extend(compared.into_iter().flatten());
    Some(places_of_result)
}

/// The name that was numbered since one of those before it is the same: see `own::named`.
pub fn unnumbered<'a>(name: &'a str, before: &[String]) -> &'a str {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix('_');
    stem.filter(|stem| name.len() > stem.len() + 1 && before.iter().any(|name| name == stem)).unwrap_or(name)
}

fn is_kind_of_query(name: &str) -> bool {
    QUERY.contains(&name) || Setting::named(name).is_some_and(Setting::is_name)
}

fn key(name: &str) -> String {
    name.trim().to_lowercase().replace('’', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_told_from_queries() {
        use Column::{As, Id, Own, Query, Set};
        let cases: [(&str, Option<&[Column]>); 11] = [
            ("id|query|note", Some(&[Id, Query, Own])),
            ("Personne|Depuis|Jusqu’à", Some(&[Set(Setting::Person), Set(Setting::Since), Set(Setting::Until)])),
            ("Nom|Lieu", Some(&[Query, Set(Setting::Location)])),
            ("topic|query", Some(&[Set(Setting::Topic), Query])),
            ("query|hits|as", Some(&[Query, Own, As])),
            ("query|", Some(&[Query, Own])),
            ("personne", Some(&[Set(Setting::Person)])),
            ("Nom", Some(&[Query])),
            ("lieu", Some(&[Set(Setting::Location)])),
            ("depuis", None),
            ("grève|trains", None),
        ];
        for (header, wanted) in cases {
            let cells: Vec<String> = header.split('|').map(str::to_owned).collect();
            assert_eq!(of_header(&cells, true).as_deref(), wanted, "{header}");
        }
        assert_eq!(of_header(&["nom".to_owned()], false), None, "the only line is a query");
        assert!(of_header(&["query".to_owned()], false).is_some());
    }
}
