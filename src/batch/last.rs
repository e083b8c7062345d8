//! What an earlier run found, to be compared with.

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use super::first_few;
use super::head::{Head, VERSION};
use super::state::Found;

/// What an earlier run found.
#[derive(Debug, Default)]
pub struct Last {
    pub head: Head,
    /// The keys of the hits of each query; none of one that failed.
    queries: HashMap<String, Option<Vec<u64>>>,
    /// The query that each identifier stood for.
    ids: HashMap<String, String>,
}

/// What is otherwise than in the earlier run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The keys of the hits that it did not have.
    pub new: Vec<u64>,
    /// How many it had that are no hits any more.
    pub gone: u64,
}

impl Last {
    /// Reads the file of a run that came to its end.
    ///
    /// # Errors
    /// When it cannot be read, or is cut off or something else.
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut last = Last::default();
        let broken = |message: String| io::Error::new(io::ErrorKind::InvalidData, message);
        let strange = |line: usize, what: &dyn std::fmt::Display| {
            broken(format!("line {line}: no state of a batch ({what}); --state writes one"))
        };
        let mut reader = BufReader::new(File::open(path)?);
        let (mut number, mut line) = (0, Vec::new());
        while reader.read_until(b'\n', &mut line)? > 0 {
            number += 1;
            if !line.ends_with(b"\n") && number > 1 {
                return Err(broken(format!("line {number} is cut off: let that run come to its end first")));
            }
            if number == 1 {
                last.head = serde_json::from_slice(&line).map_err(|error| strange(number, &error))?;
                if last.head.depeche_batch != VERSION {
                    return Err(strange(number, &format!("its format is {}, not {VERSION}", last.head.depeche_batch)));
                }
            } else {
                let found: Found = serde_json::from_slice(&line).map_err(|error| strange(number, &error))?;
                last.ids.insert(found.id, found.query.clone());
                last.queries.insert(found.query, found.error.is_none().then_some(found.keys));
            }
            line.clear();
        }
        let held = number.saturating_sub(1);
        match last.head.queries {
            _ if number == 0 => Err(strange(1, &"the file is empty")),
            Some(queries) if queries != held as u64 => {
                Err(broken(format!("cut off after {held} of {queries} queries: let that run come to its end first")))
            }
            None if held == 0 => Err(strange(2, &"it holds no query")),
            _ => Ok(last),
        }
    }

    /// What is new and gone; all hits are new to a query that the earlier run did not ask. `None` where one of the two runs
    /// failed, so that nothing is known.
    pub fn compare(&self, found: &Found) -> Option<Change> {
        if found.error.is_some() {
            return None;
        }
        let before = self.queries.get(&found.query).map_or(Some(&[][..]), |keys| keys.as_deref())?;
        let is_in = |list: &[u64], key: &u64| list.binary_search(key).is_ok();
        let new = found.keys.iter().filter(|key| !is_in(before, key)).copied().collect();
        Some(Change { new, gone: before.iter().filter(|key| !is_in(&found.keys, key)).count() as u64 })
    }

    /// Why the comparison may mislead, as far as it can be told; `found` is what the run with `head` found.
    pub fn differences(&self, head: &Head, found: &[Found]) -> Vec<String> {
        let mut differences = self.head.differences(head);
        let is_other = |found: &&Found| {
            !self.queries.contains_key(&found.query) && self.ids.get(&found.id).is_some_and(|then| *then != found.query)
        };
        let others = found.iter().filter(is_other);
        if let Some(ids) = named(others) {
            differences.push(format!("it asked something else as {ids}, of which all hits are new"));
        }
        let asked: HashSet<&str> = found.iter().map(|found| found.query.as_str()).collect();
        let added = asked.iter().filter(|query| !self.queries.contains_key(**query)).count();
        let dropped = self.queries.keys().filter(|query| !asked.contains(query.as_str())).count();
        if (added, dropped) != (0, 0) {
            differences.push(format!(
                "queries of the list that it does not have: {added}, of it that the list does not have: {dropped}"
            ));
        }
        let failed = found.iter().filter(|found| matches!(self.queries.get(&found.query), Some(None)));
        if let Some(ids) = named(failed) {
            differences.push(format!("queries failed that cannot be compared: {ids}"));
        }
        differences
    }
}

/// The identifiers of some queries.
fn named<'a>(found: impl Iterator<Item = &'a Found>) -> Option<String> {
    first_few(&found.map(|found| found.id.clone()).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, keys: &[u64]) -> Found {
        Found { id: "7".into(), query: query.into(), keys: keys.to_vec(), ..Found::default() }
    }

    fn failed(query: &str) -> Found {
        Found { error: Some("no date".into()), ..found(query, &[]) }
    }

    #[test]
    fn hits_are_new_or_gone_and_nothing_is_known_of_what_failed() {
        let last = Last {
            queries: HashMap::from([("pont".into(), Some(vec![1, 2])), ("bac".into(), None)]),
            ids: HashMap::from([("7".into(), "pont".into())]),
            head: Head { options: Some("--any".into()), ..Head::default() },
        };
        assert_eq!(last.compare(&found("pont", &[2, 5])), Some(Change { new: vec![5], gone: 1 }));
        assert_eq!(last.compare(&found("foire", &[7])), Some(Change { new: vec![7], gone: 0 }));
        assert_eq!(last.compare(&failed("pont")), None);
        assert_eq!(last.compare(&found("bac", &[3])), None);
        let head = Head { options: Some(String::new()), index: Some("/ix".into()), ..Head::default() };
        assert_eq!(
            last.differences(&head, &[found("pont", &[]), found("foire", &[]), found("bac", &[])]),
            [
                "its options were others (--any)",
                "it asked something else as 7, of which all hits are new",
                "queries of the list that it does not have: 1, of it that the list does not have: 0",
                "queries failed that cannot be compared: 7"
            ]
        );
        let last = Last { queries: HashMap::from([("pont".into(), Some(vec![1]))]), ..last };
        assert!(last.differences(&last.head, &[found("pont", &[])]).is_empty());
    }

    #[test]
    fn what_is_empty_or_cut_off_is_no_earlier_run() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let head = r#"{"depeche_batch":1,"run":"a","queries":2}"#;
        let query = r#"{"id":"1","query":"pont","hits":0,"days":null,"best":null,"error":null}"#;
        for (text, message) in [
            (String::new(), "line 1: no state of a batch (the file is empty); --state writes one"),
            (format!("{head}\n{query}\n"), "cut off after 1 of 2 queries: let that run come to its end first"),
            (format!("{head}\n{query}"), "line 2 is cut off: let that run come to its end first"),
            (
                "{\"depeche_batch\":1,\"run\":\"a\"}\n".into(),
                "line 2: no state of a batch (it holds no query); --state writes one",
            ),
        ] {
            std::fs::write(file.path(), text).unwrap();
            assert_eq!(Last::read(file.path()).unwrap_err().to_string(), message);
        }
        std::fs::write(file.path(), format!("{head}\n{query}\n{query}\n")).unwrap();
        assert!(Last::read(file.path()).is_ok());
    }
}
