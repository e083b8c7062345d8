//! The user's own list of people: plain text in UTF-8, a statement a line.
//!
//! ```text
//! # the same person, by any number of names
//! Mohammed VI = roi du Maroc = Mohammed ben Hassan
//! # two people, however alike their names are
//! Jean Dupont != Jean Dupont (football)
//! # not a person at all
//! ignore Prix Nobel
//! ```
//!
//! A name of several words is found in all its spellings, a single word only where it stands alone; names that are told
//! apart are those that are written so, capitals and accents aside. Blank lines and what
//! follows `#` do not count. The file is read anew for every search, so nothing need be indexed again.

use super::aliases::means;
use super::matching::{is_same, is_written_as};
use super::name::Name;

/// What the user has said of people.
#[derive(Clone, Debug, Default)]
pub struct PeopleFile {
    same: Vec<Vec<Name>>,
    apart: Vec<(Name, Name)>,
    ignored: Vec<Name>,
}

/// A line that says nothing that can be understood.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("line {line}: {what}\n  a line is `Name = Other Name`, `Name != Other Name` or `ignore Name`")]
pub struct PeopleFileError {
    /// From 1.
    pub line: usize,
    pub what: String,
}

impl PeopleFile {
    /// Reads the text of a file.
    ///
    /// # Errors
    /// At the first line that is none of the three statements.
    pub fn parse(text: &str) -> Result<PeopleFile, PeopleFileError> {
        let mut file = PeopleFile::default();
        for (line, content) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let content = content.split('#').next().unwrap_or_default().trim();
            if !content.is_empty() {
                file.statement(content).map_err(|what| PeopleFileError { line, what })?;
            }
        }
        Ok(file)
    }

    fn statement(&mut self, content: &str) -> Result<(), String> {
        if let Some(name) = content.strip_prefix("ignore ").or_else(|| content.strip_prefix("ignorer ")) {
            self.ignored.push(name_of(name)?);
        } else if let Some((one, other)) = content.split_once("!=") {
            self.apart.push((name_of(one)?, name_of(other)?));
        } else if content.contains('=') {
            self.same.push(content.split('=').map(name_of).collect::<Result<_, _>>()?);
        } else {
            return Err(format!("`{content}` says nothing of this name"));
        }
        Ok(())
    }

    /// The other names of everyone whom `query` may mean.
    pub fn names_of(&self, query: &Name) -> Vec<Name> {
        let lines = self.same.iter().filter(|names| names.iter().any(|name| means(query, name)));
        lines.flatten().cloned().collect()
    }

    /// Those who are not the person of this name.
    pub fn others_than(&self, query: &Name) -> Vec<Name> {
        let other = |(one, other): &(Name, Name)| match (is_written_as(query, one), is_written_as(query, other)) {
            (true, _) => Some(other.clone()),
            (_, true) => Some(one.clone()),
            _ => None,
        };
        self.apart.iter().filter_map(other).collect()
    }

    /// Whether this is the name of nobody.
    pub fn ignores(&self, name: &Name) -> bool {
        self.ignored.iter().any(|ignored| is_same(ignored, name))
    }
}

fn name_of(text: &str) -> Result<Name, String> {
    let name = Name::parse(text);
    if name.is_empty() { Err(format!("`{}` is no name", text.trim())) } else { Ok(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_read_and_others_are_errors_with_their_line() {
        let file = PeopleFile::parse(
            "# nos gens\n\nIlo Stern = le Loup = Ilo S.\nAda Roux != Ada Roux (voile)\nignore Prix Orvine # rien\n",
        );
        let file = file.unwrap();
        assert_eq!(file.names_of(&Name::parse("Stern, Ilo")).len(), 3);
        assert_eq!(file.others_than(&Name::parse("Ada Roux (voile)")), [Name::parse("Ada Roux")]);
        assert!(file.ignores(&Name::parse("Prix ORVINE")) && !file.ignores(&Name::parse("Orvine")));
        for (text, line, word) in
            [("\nIlo Stern\n", 2, "Ilo Stern"), ("A B =", 1, "no name"), ("ignore !", 1, "no name")]
        {
            let error = PeopleFile::parse(text).unwrap_err();
            assert_eq!(error.line, line);
            assert!(error.what.contains(word), "{error}");
        }
    }
}
