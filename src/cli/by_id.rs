//! The dispatch that an identifier on the command line means.

use anyhow::bail;
use depeche::index::OpenIndex;
use depeche::safe::for_terminal;
use depeche::search::{ById, Found, find_by_id};

use super::output::{say, thousands};

/// Identifiers shown when what was typed is the beginning of several.
const LISTED: usize = 10;

/// Every version of the one dispatch whose identifier is `id` or begins so, the shown one first. None is said on stderr,
/// several are an error.
pub fn versions(index: &OpenIndex, id: &str) -> anyhow::Result<Vec<Found>> {
    let found = match find_by_id(index, id)? {
        ById::Versions(found) => found,
        ById::Several(ids) => {
            let shown: Vec<_> = ids.iter().take(LISTED).map(|id| format!("  {}", for_terminal(id))).collect();
            let more = if ids.len() > LISTED { "\n  …" } else { "" };
            bail!(
                "{} identifiers begin with `{}`; type more of it:\n{}{more}",
                thousands(ids.len() as u64),
                for_terminal(id),
                shown.join("\n")
            )
        }
    };
    if found.is_empty() {
        say(format_args!("no dispatch has the identifier {}", for_terminal(id)));
    }
    Ok(found)
}
