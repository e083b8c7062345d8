//! What an earlier run found, to be compared with.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use super::state::{Found, Head, VERSION};

/// What an earlier run found: the keys of the hits of each query.
#[derive(Debug, Default)]
pub struct Last {
    queries: HashMap<String, Vec<u64>>,
}

impl Last {
    /// Reads the file of a run that came to its end.
    ///
    /// # Errors
    /// When it cannot be read, or is something else.
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut last = Last::default();
        let strange = |line: usize, what: &dyn std::fmt::Display| {
            let message = format!("line {line}: no state of a batch ({what}); --state writes one");
            io::Error::new(io::ErrorKind::InvalidData, message)
        };
        for (number, line) in (1..).zip(BufReader::new(File::open(path)?).lines()) {
            let line = line?;
            if number == 1 {
                let head: Head = serde_json::from_str(&line).map_err(|error| strange(number, &error))?;
                if head.depeche_batch != VERSION {
                    return Err(strange(number, &format!("its format is {}, not {VERSION}", head.depeche_batch)));
                }
                continue;
            }
            let found: Found = serde_json::from_str(&line).map_err(|error| strange(number, &error))?;
            last.queries.insert(found.query, found.keys);
        }
        Ok(last)
    }

    /// The hits that the earlier run did not have, and how many it had that are no hits any more. All are new to a query
    /// that it did not ask.
    pub fn compare(&self, found: &Found) -> (Vec<u64>, u64) {
        let before = self.queries.get(&found.query).map_or(&[][..], Vec::as_slice);
        let is_in = |list: &[u64], key: &u64| list.binary_search(key).is_ok();
        let new = found.keys.iter().filter(|key| !is_in(before, key)).copied().collect();
        (new, before.iter().filter(|key| !is_in(&found.keys, key)).count() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str, keys: &[u64]) -> Found {
        Found { query: query.into(), hits: keys.len() as u64, keys: keys.to_vec(), ..Found::default() }
    }

    #[test]
    fn hits_are_new_or_gone() {
        let last = Last { queries: HashMap::from([("pont".to_owned(), vec![1, 2])]) };
        assert_eq!(last.compare(&found("pont", &[2, 5])), (vec![5], 1));
        assert_eq!(last.compare(&found("foire", &[7])), (vec![7], 0));
    }
}
