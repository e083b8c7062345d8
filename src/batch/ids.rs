//! The identifiers of queries.

use std::collections::{HashMap, HashSet};

use super::List;

/// Gives each query without an identifier its number, or the next one that is free; remarks identifiers that are given
/// twice.
pub(super) fn complete(list: &mut List) {
    let mut lines: HashMap<&str, u64> = HashMap::new();
    let mut twice = Vec::new();
    for query in list.queries.iter().filter(|query| !query.id.is_empty()) {
        let first = *lines.entry(&query.id).or_insert(query.line);
        if first != query.line {
            let (id, line) = (&query.id, query.line);
            twice.push(format!("lines {first} and {line} have the same id, {id}: what they find bears one name"));
        }
    }
    let given: HashSet<String> = lines.into_keys().map(str::to_owned).collect();
    let mut free = 1;
    for (number, query) in (1..).zip(&mut list.queries) {
        if query.id.is_empty() {
            free = free.max(number);
            while given.contains(&free.to_string()) {
                free += 1;
            }
            query.id = free.to_string();
            free += 1;
        }
    }
    list.remarks.extend(twice);
}
