//! What an index says of itself, in the payload of tantivy's commit.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::french::forms::Forms;
use crate::source::Columns;

/// Grows with every change to the fields, the manifest or the side files.
const FORMAT: u32 = 4;

/// The description of one committed state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Version of the layout of the index.
    pub format: u32,
    /// Changes when a word would be indexed in other forms.
    pub analyzer: String,
    /// Whether people, places and topics are found in the text of what is indexed.
    #[serde(default)]
    pub annotated: bool,
    /// What the user has said of the columns of tables.
    #[serde(default)]
    pub columns: Columns,
    /// Version of depeche that wrote it.
    pub tool: String,
    /// Counts the commits; side files carry it in their names.
    pub generation: u64,
    /// Absolute paths of the folders and files that the index follows.
    pub sources: Vec<String>,
    /// Files that gave at least one dispatch.
    pub files: u64,
    /// Dispatches held, older versions among them.
    pub dispatches: u64,
    /// When the state was committed.
    pub updated: Timestamp,
}

impl State {
    /// The state of an index that holds nothing yet.
    pub fn empty() -> Self {
        State {
            format: FORMAT,
            analyzer: analyzer_fingerprint(),
            annotated: true,
            columns: Columns::default(),
            tool: env!("CARGO_PKG_VERSION").to_owned(),
            generation: 0,
            sources: Vec::new(),
            files: 0,
            dispatches: 0,
            updated: Timestamp::now(),
        }
    }

    /// Why this program cannot use the index, if it cannot.
    pub fn mismatch(&self) -> Option<String> {
        if self.format != FORMAT {
            return Some(format!("its layout is version {}, not {FORMAT}", self.format));
        }
        (self.analyzer != analyzer_fingerprint()).then(|| "its words were analysed by other rules".to_owned())
    }
}

/// Words that every rule of the analysis bears upon.
const PROBES: &str = "l’État L'OTAN O.T.A.N Erdoğan İstanbul œuvre aujourd'hui prud’hommes N'Djamena causée réitère tours \
    marchés chevaux généraux jamais par Moody’s 1\u{202f}500 dé\u{ad}pêche ETATS Ecole Ça Путин M5S Straße Łódź été qu'à";

/// A hash of the forms of [`PROBES`]: a changed stemmer or rule gives another one.
fn analyzer_fingerprint() -> String {
    let mut hasher = blake3::Hasher::new();
    for word in PROBES.split(' ') {
        for term in Forms::of(word).indexed() {
            hasher.update(term.as_bytes()).update(b" ");
        }
        hasher.update(b"\n");
    }
    hasher.finalize().to_hex()[..16].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// When this fails, words are indexed otherwise than before: users must reindex. Say so in the change log.
    #[test]
    fn the_analysis_is_the_one_that_indexes_in_the_field_were_built_with() {
        assert_eq!(analyzer_fingerprint(), "4727381c416cf5e5");
    }

    #[test]
    fn another_analysis_is_a_mismatch() {
        let mut state = State::empty();
        assert_eq!(state.mismatch(), None);
        state.analyzer = "other".into();
        assert!(state.mismatch().is_some());
    }
}
