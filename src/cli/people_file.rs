//! Where the user's own list of people is found.

use std::path::Path;

use anyhow::Context;
use depeche::annotate::authority::Authority;
use depeche::annotate::authority::people_file::PeopleFile;
use depeche::index::OpenIndex;
use depeche::query::ast::Node;
use depeche::query::people::look_up;

/// What is known of people: `--people-file`, else `$DEPECHE_PEOPLE`, else `people.txt` in the folder of the index.
///
/// # Errors
/// When the list cannot be read, or a line of it says nothing. That there is none in the folder of the index is no error.
pub fn authority(option: Option<&Path>, index: &OpenIndex) -> anyhow::Result<Authority> {
    let variable = std::env::var_os("DEPECHE_PEOPLE").filter(|path| !path.is_empty());
    let path = match option.map(Path::to_owned).or(variable.map(Into::into)) {
        Some(path) => path,
        None => {
            let usual = index.path.join("people.txt");
            if !usual.is_file() {
                return Ok(Authority::default());
            }
            usual
        }
    };
    let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let file = PeopleFile::parse(&String::from_utf8_lossy(&bytes)).with_context(|| path.display().to_string())?;
    Ok(Authority::with_file(file))
}

/// Looks up the people of a query.
pub fn name_people(node: &mut Node, option: Option<&Path>, index: &OpenIndex) -> anyhow::Result<()> {
    look_up(node, index, &authority(option, index)?)?;
    Ok(())
}
