//! What the index knows of the story that a dispatch belongs to: its other versions, what replaces it, where else the
//! same text was sent.

use serde::Serialize;
use tantivy::DocAddress;

use super::shown::groups;
use crate::dispatch::{Dispatch, Moment, Status};
use crate::index::document::replaced_id;
use crate::index::lookup::Lookup;
use crate::index::record::Depth;
use crate::index::versions::{Member, is_killed};
use crate::index::{IndexError, OpenIndex};

/// Dispatches listed that replace one, or that have one text.
const MOST: usize = 100;

/// How a dispatch stands among the versions of its id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// The one that is shown.
    #[default]
    Current,
    /// Hidden behind a newer version.
    Superseded,
    /// Hidden because a kill says that no version may be used.
    Killed,
}

impl Standing {
    /// The name, as JSON and CSV show it.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Current => "current",
            Standing::Superseded => "superseded",
            Standing::Killed => "killed",
        }
    }
}

/// The story of a dispatch; its keys are part of the contract of [`crate::export`].
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Story {
    pub standing: Standing,
    /// Its place among the versions of its id, from 1, the oldest.
    pub nth: usize,
    /// The versions of its id in the index.
    pub versions: usize,
    /// The dispatch of another id that it replaces.
    pub replaced: Option<Link>,
    /// The dispatches of other ids that replace it.
    pub replaced_by: Vec<Link>,
    /// Where else the same text was sent; for the version that is shown only.
    pub also_as: Vec<Copy>,
}

/// A dispatch that replaces, or is replaced.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    pub id: String,
    /// As a hit list shows it; `None` when the dispatch is not in the index.
    pub headline: Option<String>,
    pub date: Option<Moment>,
    /// Whether the one that replaces kills the other.
    pub kill: bool,
}

/// The same text in another dispatch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Copy {
    pub id: String,
    pub provider: Option<String>,
    /// The reader that took it.
    pub format: String,
    pub path: String,
    pub version: u64,
}

impl Story {
    /// The story of the dispatch at `address`.
    pub fn of(index: &OpenIndex, address: DocAddress, dispatch: &Dispatch) -> Result<Self, IndexError> {
        let view = View { index, lookup: index.lookup() };
        let family = view.lookup.family(&dispatch.id)?;
        let nth = family.iter().position(|(other, _)| *other == address).map_or(0, |place| place + 1);
        let members: Vec<_> = family.iter().map(|(_, member)| *member).collect();
        let standing = if !index.superseded.contains(&view.lookup.tie(address)?) {
            Standing::Current
        } else if is_killed(&members) || !view.lookup.killers(&dispatch.id)?.is_empty() {
            Standing::Killed
        } else {
            Standing::Superseded
        };
        let replaced = replaced_id(dispatch);
        let also_as = if standing == Standing::Current { view.copies(address)? } else { Vec::new() };
        Ok(Story {
            standing,
            nth,
            versions: members.len(),
            replaced: replaced.map(|id| view.link(id, dispatch.status == Status::Canceled)).transpose()?,
            replaced_by: view.replaced_by(&dispatch.id)?,
            also_as,
        })
    }
}

struct View<'a> {
    index: &'a OpenIndex,
    lookup: Lookup,
}

impl View<'_> {
    /// The dispatch of an id: the version that is shown, else the newest.
    fn link(&self, id: String, kill: bool) -> Result<Link, IndexError> {
        let family = self.lookup.family(&id)?;
        let is_shown = |(_, member): &&(DocAddress, Member)| !self.index.superseded.contains(&member.rank.tie);
        let Some((address, _)) = family.iter().find(is_shown).or(family.last()) else {
            return Ok(Link { id, headline: None, date: None, kill });
        };
        let dispatch = self.index.dispatch(*address, Depth::Brief)?;
        Ok(Link { id, headline: Some(dispatch.title().to_owned()), date: dispatch.date(), kill })
    }

    /// The dispatches of other ids that replace `id`, in the order of their ids.
    fn replaced_by(&self, id: &str) -> Result<Vec<Link>, IndexError> {
        let mut replacing: Vec<(String, bool)> = Vec::new();
        let mut addresses = self.lookup.replacing(id)?;
        if addresses.len() > MOST {
            addresses.sort_by_cached_key(|address| self.lookup.tie(*address).ok());
            addresses.truncate(MOST);
        }
        for address in addresses {
            let dispatch = self.index.dispatch(address, Depth::Brief)?;
            replacing.push((dispatch.id, dispatch.status == Status::Canceled));
        }
        // Of several versions the one that kills says what the link is.
        replacing.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        replacing.dedup_by(|a, b| a.0 == b.0);
        replacing.into_iter().map(|(id, kill)| self.link(id, kill)).collect()
    }

    /// The dispatches with the same text that are shown, apart from the one at `address`, in the order of their dates.
    fn copies(&self, address: DocAddress) -> Result<Vec<Copy>, IndexError> {
        let Some(key) = self.lookup.twin_key(address)?.filter(|key| self.index.twins.contains(key)) else {
            return Ok(Vec::new());
        };
        let mut twins = self.lookup.twins(key)?;
        twins.retain(|twin| !self.index.superseded.contains(&twin.tie));
        let own = groups(&mut twins).find(|group| group.iter().any(|twin| twin.address == address));
        let others = own.unwrap_or_default().iter().filter(|twin| twin.address != address);
        others.take(MOST).map(|twin| Ok(Copy::of(self.index.dispatch(twin.address, Depth::Brief)?))).collect()
    }
}

impl Copy {
    fn of(dispatch: Dispatch) -> Self {
        let Dispatch { id, provider, version, source, .. } = dispatch;
        Copy { id, provider, format: source.format, path: source.path, version }
    }
}
