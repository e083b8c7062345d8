//! The run that a state is of, so that it is known again.

use serde::{Deserialize, Serialize};

/// The first line of a state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The version of this format.
    pub(super) depeche_batch: u32,
    /// A hash of all that the answers depend on.
    pub run: String,
    /// How many queries there are; like what follows, missing in files of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub queries: Option<u64>,
    /// The options that hold for all queries, as they are typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<String>,
    /// The folder of the index.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<String>,
}

pub(super) const VERSION: u32 = 1;

impl Head {
    /// That of a run with this hash.
    pub fn new(run: String) -> Self {
        Head { depeche_batch: VERSION, run, ..Head::default() }
    }

    pub(super) fn is_of(&self, other: &Head) -> bool {
        (self.depeche_batch, &self.run) == (other.depeche_batch, &other.run)
    }

    /// What was otherwise in this run than in the later one of `head`, as far as it can be told.
    pub(super) fn differences(&self, head: &Head) -> Vec<String> {
        let mut differences = Vec::new();
        let differs = |then: &Option<String>, now: &Option<String>| then.is_some() && now.is_some() && then != now;
        if differs(&self.options, &head.options) {
            let then = self.options.as_deref().filter(|options| !options.is_empty());
            differences.push(format!("its options were others ({})", then.unwrap_or("none")));
        }
        if differs(&self.index, &head.index) {
            differences.push(format!("it searched another index ({})", self.index.as_deref().unwrap_or_default()));
        }
        differences
    }

    /// Why a run with `head` does not go on where this one was broken off, or takes its place.
    pub(super) fn why_other(&self, head: &Head) -> String {
        let mut why = self.differences(head);
        match (self.queries, head.queries) {
            (Some(then), Some(now)) if then != now => {
                why.push(format!("its list had {then} queries, this one has {now}"))
            }
            _ if why.is_empty() => why.push("since then the list, the index or the day has changed".to_owned()),
            _ => {}
        }
        why.join("; ")
    }
}
