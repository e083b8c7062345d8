//! Command lines that a reader can copy.

use std::path::Path;

use depeche::safe::is_unsafe;

use super::args::Filters;

/// A search for what `query` and `filters` ask, narrowed by more options.
pub fn search(index: &Path, query: &str, filters: &Filters, more: &[(&str, &str)]) -> String {
    asking("search", index, query, filters, more, &[])
}

/// As [`search`], for a `command` that takes what a search takes, with `switches` that have no value.
pub fn asking(
    command: &str,
    index: &Path,
    query: &str,
    filters: &Filters,
    more: &[(&str, &str)],
    switches: &[&str],
) -> String {
    let mut words = vec![format!("depeche {command}")];
    if index != Path::new("index") {
        words.push(format!("--index {}", quoted(&index.to_string_lossy())));
    }
    let mut add = |name: &str, value: &str| {
        // A value with a hyphen in front would be taken for an option.
        let joint = if value.starts_with('-') { '=' } else { ' ' };
        words.push(format!("{name}{joint}{}", quoted(value)));
    };
    let lists = [
        ("--person", &filters.person),
        ("--location", &filters.location),
        ("--topic", &filters.topic),
        ("--agency", &filters.agency),
    ];
    lists.iter().for_each(|(name, values)| values.iter().for_each(|value| add(name, value)));
    let dates = [("--since", &filters.since), ("--before", &filters.before)];
    dates.iter().for_each(|(name, value)| value.iter().for_each(|value| add(name, value)));
    if let Some(path) = &filters.people_file {
        add("--people-file", &path.to_string_lossy());
    }
    filters.value.iter().for_each(|asked| add("--value", &format!("{}={}", asked.facet.name(), asked.value)));
    more.iter().for_each(|(option, value)| add(option, value));
    words.extend(switches.iter().map(|switch| (*switch).to_owned()));
    words.extend(filters.within.then(|| "--within".to_owned()));
    words.extend(filters.no_embargoed.then(|| "--no-embargoed".to_owned()));
    words.extend(filters.any.then(|| "--any".to_owned()));
    words.extend(filters.all_versions.then(|| "--all-versions".to_owned()));
    if !query.trim().is_empty() {
        words.push(format!("-- {}", quoted(query)));
    }
    words.join(" ")
}

/// The command line of this very run of `command`, which searched `index` and heard the list of `people`: also where the
/// environment named these, or nobody.
pub fn as_typed(command: &str, index: &Path, people: Option<&Path>) -> String {
    let typed: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let is_typed = |option: &str| typed.iter().take_while(|word| *word != "--").any(|word| word.starts_with(option));
    let mut words: Vec<String> = typed.iter().map(|word| quoted(word)).collect();
    let mut name = |option: &str, path: &Path| {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let place = words.iter().position(|word| word == command).map_or(0, |place| place + 1);
        words.insert(place, format!("{option} {}", quoted(&path.to_string_lossy())));
    };
    if let Some(people) = people.filter(|_| !is_typed("--people-file")) {
        name("--people-file", people);
    }
    if !is_typed("--index") {
        name("--index", index);
    }
    std::iter::once("depeche".to_owned()).chain(words).collect::<Vec<_>>().join(" ")
}

/// As a POSIX shell reads it: in single quotes unless it is plain. What could drive the terminal is written in `$'…'`, byte
/// by byte: that is POSIX since 2024, and older in bash, zsh and ksh.
fn quoted(text: &str) -> String {
    if text.contains(is_unsafe) {
        let byte = |byte: u8| match byte {
            b'\'' | b'\\' => format!("\\{}", char::from(byte)),
            b' '..=b'~' => char::from(byte).to_string(),
            // Three octal digits: a hexadecimal escape would take in a digit that follows.
            _ => format!("\\{byte:03o}"),
        };
        return format!("$'{}'", text.bytes().map(byte).collect::<String>());
    }
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | ',');
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_read_otherwise_is_quoted() {
        let filters = Filters { location: vec!["Val-d'Oise".into()], since: Some("-3j".into()), ..Filters::default() };
        assert_eq!(
            search(Path::new("my index"), "grève OU $x", &filters, &[("--person", "Ada Roux")]),
            r"depeche search --index 'my index' --location 'Val-d'\''Oise' --since=-3j --person 'Ada Roux' -- 'grève OU $x'"
        );
        assert_eq!(
            search(Path::new("index"), "", &Filters::default(), &[("--topic", "crue")]),
            "depeche search --topic crue"
        );
    }

    #[test]
    fn every_option_that_narrows_the_search_is_there() {
        let filters = Filters {
            location: vec!["Jura".into()],
            within: true,
            no_embargoed: true,
            any: true,
            all_versions: true,
            value: vec!["genre=Brève du soir".parse().unwrap()],
            ..Filters::default()
        };
        assert_eq!(
            search(Path::new("index"), "crue", &filters, &[("--topic", "Social")]),
            "depeche search --location Jura --value 'genres=Brève du soir' --topic Social --within --no-embargoed --any --all-versions -- crue"
        );
    }

    #[test]
    fn nothing_in_a_command_line_drives_the_terminal() {
        for (text, wanted) in [
            ("a\u{1b}[2J", r"$'a\033[2J'"),
            ("l'é\u{202e}1\\", r"$'l\'\303\251\342\200\2561\\'"),
            ("$(date) `x` !! ~", "'$(date) `x` !! ~'"),
            ("~", "'~'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(text), wanted);
        }
    }
}
