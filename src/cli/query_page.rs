//! The manual page on the query language.

use clap_mangen::roff::{Inline, Roff, bold, roman};

/// A section: its title, what it says, and queries with what they find.
type Section = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

const SECTIONS: [Section; 6] = [
    (
        "WORDS",
        "All words of a query must stand in the headline, the standfirst or the body, with their inflections and whatever \
         the accents, apostrophes and capitals. Words in quotation marks of any kind, also « » and “ ”, must stand there as \
         they are, side by side.",
        &[
            ("sommet Helsinki", "both words, in any inflection"),
            ("\"marché aux cloches\"", "these words in these forms, side by side"),
            ("\"ports atlantique\"~3", "the words of the phrase, up to three places off"),
            ("=marché", "this very form"),
            ("incendi*", "words that begin so"),
            ("h?lsink*", "* is any number of letters, ? is one"),
            ("Helsinky~", "one letter may differ"),
            ("Helsinky~2", "two letters may differ"),
        ],
    ),
    (
        "OPERATORS",
        "Operators may be French or English. PRES, NEAR and PARA without a number must be in capitals. An operator in \
         quotation marks is a word.",
        &[
            ("(grève OU incendie) ET Nantes", "OU, OR; ET, AND, which may be left out"),
            ("grève SAUF ports", "SAUF, NOT: the first word and not the second"),
            ("grève -ports", "the same"),
            ("incendie PRES/5 forêt", "PRES, NEAR: at most five words apart, in either order"),
            ("école PARA gaz", "both in one paragraph"),
        ],
    ),
    (
        "FIELDS",
        "A field goes before a word, a phrase or a group in parentheses. The names are titre, texte, personne, lieu, dans, \
         sujet, org, agence, auteur, slug, mot-clé, langue, statut, urgence, genre, id, chemin, date, depuis, avant, \
         and their English names.",
        &[
            ("titre:(grève ports)", "both words in the headline"),
            ("personne:\"Henrik Vasberg\"", "a person, however the name is spelt"),
            ("personne:=vasberg", "only this word in the name"),
            ("lieu:usa", "a place under any of its names"),
            ("dans:Finlande", "the place and all that lies in it"),
            ("agence:belga urgence:1..2", "an agency, and dispatches of urgency 1 or 2"),
            ("statut:annulé", "kills; also embargo, retenu, utilisable"),
            ("chemin:*trieste*", "part of the name of the file"),
        ],
    ),
    (
        "DATES",
        "Days are those of Europe/Paris. Ranges include both ends; depuis and avant take the start of the day.",
        &[
            ("date:2025-09", "of this month"),
            ("date:>=2025-09", "from this month on"),
            ("date:2025-09-01..2025-09-05", "five days"),
            ("depuis:01/09/2025 avant:01/10/2025", "a month"),
            ("date:\"3 septembre 2025\"", "a day; also sept.2025, 3.9.2025, hier, lundi"),
            ("depuis:7j", "the last seven days; also \"2 semaines\", \"mois dernier\""),
            ("date:2025-T3", "a quarter"),
            ("date:2025-W36", "a week"),
        ],
    ),
    (
        "ANY WORD",
        "With --any one word is enough, and the query may be running text: only operators in capitals count, and what cannot \
         be understood is passed over with a warning.",
        &[],
    ),
    (
        "SHELLS",
        "A query that begins with - needs -- before it: depeche search -- -ports grève. Single quotes keep double quotes, \
         stars and parentheses from the shell.",
        &[],
    ),
];

/// The page, in roff.
pub fn page() -> Vec<u8> {
    let mut roff = Roff::new();
    roff.control("TH", ["depeche-query", "7", "", concat!("depeche ", env!("CARGO_PKG_VERSION")), "depeche"]);
    roff.control("SH", ["NAME"]);
    roff.text([roman("depeche-query - the query language of depeche")]);
    for (title, text, examples) in SECTIONS {
        roff.control("SH", [title]);
        roff.text([roman(text)]);
        for (query, meaning) in examples {
            let query: [Inline; 1] = [bold(*query)];
            roff.control("TP", []);
            roff.text(query);
            roff.text([roman(*meaning)]);
        }
    }
    roff.control("SH", ["SEE ALSO"]);
    roff.text([bold("depeche"), roman("(1), "), bold("depeche-search"), roman("(1)")]);
    roff.render().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use depeche::clock;
    use depeche::query::{ParseOptions, parse};

    #[test]
    fn every_query_of_the_page_is_understood() {
        let options = ParseOptions { any: false, now: clock::now() };
        for (query, _) in SECTIONS.iter().flat_map(|(_, _, examples)| *examples) {
            let parsed = parse(query, &options).unwrap_or_else(|error| panic!("{}", error.render(query)));
            assert!(parsed.warnings.is_empty(), "{query}");
        }
    }
}
