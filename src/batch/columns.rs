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
    let column = |(at, name): (usize, &String)| match Setting::named(name) {
        _ if query == Some(at) => Column::Query,
        _ if id == Some(at) => Column::Id,
        Some(setting) => Column::Set(setting),
        None if name == AS => Column::As,
        None => Column::Own,
    };
    is_header.then(|| names.iter().enumerate().map(column).collect())
}

/// Whether a single name that is a header may as well be a query, of which the user should be told.
pub fn may_be_query(cells: &[String]) -> bool {
    let mut filled = cells.iter().map(|cell| key(cell)).filter(|name| !name.is_empty());
    matches!((filled.next(), filled.next()), (Some(only), None) if !ALONE.contains(&only.as_str()))
}

/// Whether `names` are those of a table that was made here.
pub fn is_ours(names: &[String]) -> bool {
    let has_all = |columns: &[&str]| columns.iter().all(|column| names.iter().any(|name| name == column));
    has_all(&RESULT) || has_all(&WITHOUT_HITS)
}

/// Whether a table that is made here has a column of this name already.
pub fn is_taken(name: &str) -> bool {
    RESULT.iter().chain(&COMPARED).chain(&WITHOUT_HITS).any(|taken| *taken == name)
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
