//! The names under which the user's own columns come back: none is lost, and none stands twice in a table.

use super::columns::{AS, COMPARED};

/// The names of the columns `own` in a table that has those of `taken` too. A name that is taken, or stands twice, gets the
/// next free number: `last_2`. A list that is written under these names keeps them.
pub fn named(own: &[String], taken: &[&str]) -> Vec<String> {
    let has = |name: &str| own.iter().any(|own| own == name);
    // Both behind results would be taken for columns of results, were they not compared with anything.
    let compared: &[&str] = if COMPARED.iter().all(|name| has(name)) { &COMPARED } else { &[] };
    let is_taken = |name: &str| name == AS || taken.contains(&name) || compared.contains(&name);
    let mut named: Vec<String> = Vec::with_capacity(own.len());
    for (at, name) in own.iter().enumerate() {
        if !is_taken(name) && !own[..at].contains(name) {
            named.push(name.clone());
            continue;
        }
        let mut numbered = (2..).map(|number: u32| format!("{name}_{number}"));
        named.extend(numbered.find(|name| !is_taken(name) && !has(name) && !named.contains(name)));
    }
    named
}

/// What is to be told of own columns that come back under another name, in one line; none if all keep theirs.
pub fn renamed(own: &[String], named: &[String]) -> Option<String> {
    let pairs = own.iter().zip(named).filter(|(own, named)| own != named);
    let told: Vec<String> = pairs.map(|(own, named)| format!("`{own}` as `{named}`")).collect();
    (!told.is_empty()).then(|| format!("columns whose name is taken come back under another: {}", told.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(own: &str, taken: &[&str]) -> String {
        let own: Vec<String> = own.split(' ').map(str::to_owned).collect();
        named(&own, taken).join(" ")
    }

    #[test]
    fn names_that_are_taken_are_numbered_once_and_for_all() {
        for (own, taken, wanted) in [
            ("Desk last last_2", &["last"][..], "Desk last_3 last_2"),
            ("Note Note Note", &[], "Note Note_2 Note_3"),
            ("new", &[], "new"),
            ("new", &COMPARED, "new_2"),
            ("gone new", &[], "gone_2 new_2"),
            ("as", &[], "as_2"),
        ] {
            assert_eq!(shown(own, taken), wanted);
            assert_eq!(shown(wanted, taken), wanted);
        }
    }
}
