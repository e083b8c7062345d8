//! Lists of queries, as people keep them: a query a line, `id<TAB>query`, or a table with a header in CSV or a workbook.
//!
//! The table of results is such a list again: with the columns that came with the queries, and [`AS`] for queries that
//! are names, it asks the same as the list that it was made of.

mod claim;
mod columns;
mod delimited;
mod head;
mod ids;
mod last;
pub mod own;
mod read;
mod rows;
mod state;

pub use columns::{AS, COMPARED, RESULT, Setting, WITHOUT_HITS};
pub use head::Head;
pub use last::{Change, Last};
pub use read::read_queries;
pub use state::{Best, Earlier, Found, Journal};

/// A list that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    pub queries: Vec<Query>,
    /// Names of the columns that come back beside the result: the user's own, and those that set options.
    pub own: Vec<String>,
    /// What was strange in it, a line each.
    pub remarks: Vec<String>,
    /// What a table in its place would lose.
    pub lost: Vec<String>,
}

/// A query of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// As the list gives it, else its number from 1, or the next one that is free.
    pub id: String,
    /// Empty for a row that only sets options.
    pub text: String,
    /// What `text` is the name of; none if it is a query.
    pub kind: Option<Setting>,
    /// The cell of the column [`AS`], where that says nothing that holds: it comes back as it was.
    pub kind_cell: String,
    /// Its line in the list, or its row in the sheet, from 1.
    pub line: u64,
    /// Options of `search` that its row sets.
    pub settings: Vec<(Setting, String)>,
    /// Its cells in the columns [`List::own`].
    pub own: Vec<String>,
    /// Why it cannot be run.
    pub fault: Option<String>,
}

/// A list that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum BatchError {
    #[error("no list of queries: it is {what}; save the list as text, CSV or xlsx")]
    NotText { what: String },
    #[error("a workbook that cannot be read: {what}; save it as CSV instead")]
    Workbook { what: String },
}

impl Query {
    /// The words that are searched for; none where the text is a name.
    pub fn words(&self) -> &str {
        if self.kind.is_some() { "" } else { &self.text }
    }

    /// The options that it is run with: the name that it is, and those of its row.
    pub fn options(&self) -> impl Iterator<Item = (Setting, &str)> {
        let name = self.kind.map(|kind| (kind, self.text.as_str()));
        name.into_iter().chain(self.settings.iter().map(|(setting, value)| (*setting, value.as_str())))
    }

    /// What is asked for, on one line to be read: the words, and behind them the options.
    pub fn shown(&self) -> String {
        let options = self.options().map(|(setting, value)| format!("{}:{value}", setting.name()));
        let words = Some(self.words().to_owned()).filter(|words| !words.is_empty());
        words.into_iter().chain(options).collect::<Vec<_>>().join(" ")
    }
}

/// Some of many things, named one after the other: the first of them, and how many more there are. `None` of nothing.
fn first_few(names: &[String]) -> Option<String> {
    const SHOWN: usize = 5;
    let shown = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len() {
        0 => None,
        1..=SHOWN => Some(shown),
        all => Some(format!("{shown} and {} more", all - SHOWN)),
    }
}

#[cfg(test)]
mod tests;
