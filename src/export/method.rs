//! How a hit list came about: enough to cite it and to run it again.

use jiff::Zoned;
use serde::Serialize;

/// The method of an export; its keys are those of the sidecar file.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Method {
    /// What a list to be read is headed with: the query, and in short what narrows it.
    #[serde(skip)]
    pub heading: String,
    /// What was looked for, as it was typed; what options ask for is in `meaning` and `command`.
    pub query: String,
    /// The same with all options, in words.
    pub meaning: String,
    /// The command line, to be run again.
    pub command: String,
    /// The folder in which it was typed.
    pub folder: String,
    /// Dispatches that match.
    pub matching: u64,
    /// Dispatches in the list.
    pub hits: u64,
    /// `score` or `date`.
    pub order: String,
    /// When the list was made.
    pub made: Zoned,
    /// The program and its version.
    pub tool: String,
    pub index: IndexState,
}

/// The state of the index that was searched.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct IndexState {
    pub path: String,
    /// The commit that was searched: every update of the index counts one more.
    pub generation: u64,
    pub updated: String,
    pub dispatches: u64,
    /// The folders and files it follows.
    pub sources: Vec<String>,
    /// Stands for the rules by which words are found.
    pub analyzer: String,
}

impl Method {
    /// Names and values, for a sheet.
    pub(super) fn rows(&self) -> Vec<(&'static str, String)> {
        vec![
            ("query", self.query.clone()),
            ("meaning", self.meaning.clone()),
            ("command", self.command.clone()),
            ("folder", self.folder.clone()),
            ("matching", self.matching.to_string()),
            ("hits", self.hits.to_string()),
            ("order", self.order.clone()),
            ("made", self.made.to_string()),
            ("tool", self.tool.clone()),
            ("index", self.index.path.clone()),
            ("generation", self.index.generation.to_string()),
            ("updated", self.index.updated.clone()),
            ("dispatches", self.index.dispatches.to_string()),
            ("sources", self.index.sources.join("\n")),
            ("analyzer", self.index.analyzer.clone()),
        ]
    }
}
