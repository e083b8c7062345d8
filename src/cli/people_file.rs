//! Where the user's own list of people is found.

use std::path::{Path, PathBuf};

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
    let Some(path) = path(option, index) else { return Ok(Authority::default()) };
    let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let file = PeopleFile::parse(&String::from_utf8_lossy(&bytes)).with_context(|| path.display().to_string())?;
    Ok(Authority::with_file(file))
}

/// The file that says so; `None` where none is named and there is none in the folder of the index.
pub fn path(option: Option<&Path>, index: &OpenIndex) -> Option<PathBuf> {
    let variable = std::env::var_os("DEPECHE_PEOPLE").filter(|path| !path.is_empty());
    let usual = || Some(index.path.join("people.txt")).filter(|usual| usual.is_file());
    option.map(Path::to_owned).or(variable.map(Into::into)).or_else(usual)
}

/// Looks up the people of a query.
pub fn name_people(node: &mut Node, option: Option<&Path>, index: &OpenIndex) -> anyhow::Result<()> {
    look_up(node, index, &authority(option, index)?)?;
    Ok(())
}
