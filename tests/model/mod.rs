//! What an index must show, worked out by comparing every dispatch with every other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use depeche::clock;
use depeche::dispatch::{Dispatch, Status};
use depeche::index::document::prepare;
use depeche::index::fields::Fields;
use depeche::index::record::Packer;
use depeche::search::Standing;
use depeche::source::{self, Item, Options};

const DAY: i64 = 24 * 3600;

/// All dispatches that are there.
pub struct Model {
    members: Vec<Member>,
}

struct Member {
    dispatch: Dispatch,
    tie: u64,
    /// Seconds since 1970.
    date: Option<i64>,
}

/// What tells a dispatch apart in these tests.
pub fn name(dispatch: &Dispatch) -> String {
    dispatch.headline.clone()
}

/// Whether a dispatch matches one of the queries of these tests.
pub fn matches(query: &str, dispatch: &Dispatch) -> bool {
    let text = dispatch.body.join(" ").to_lowercase();
    match query {
        "agence:ATS" => dispatch.provider.as_deref() == Some("ATS"),
        "valbrune" => text.contains("valbrune"),
        "bac SAUF statut:annulé" => text.contains("bac") && dispatch.status != Status::Canceled,
        _ => true,
    }
}

type Matches<'a> = &'a dyn Fn(&Dispatch) -> bool;

impl Model {
    pub fn read(files: &BTreeSet<PathBuf>) -> Self {
        let mut members: Vec<Member> = Vec::new();
        for file in files {
            source::read(file, &Options::default(), &mut |item| {
                let Item::Dispatch(dispatch) = item else { panic!("{} gives no dispatch", file.display()) };
                let tie = prepare((*dispatch).clone(), &Fields::schema().1, &clock::zone(), &mut Packer::default())
                    .unwrap()
                    .key
                    .tie();
                let date = dispatch.date().map(|date| date.timestamp(&clock::zone()).as_second());
                if members.iter().all(|member| member.tie != tie) {
                    members.push(Member { dispatch: *dispatch, tie, date });
                }
            })
            .unwrap();
        }
        Model { members }
    }

    fn standing(&self, member: &Member) -> Standing {
        let is_killer = |other: &&Member| other.dispatch.status == Status::Canceled;
        let (id, killers) = (&member.dispatch.id, self.members.iter().filter(is_killer));
        let kills = |other: &Member| other.dispatch.id == *id || other.dispatch.replaces.as_ref() == Some(id);
        let killed = killers.clone().any(kills);
        let family = self.members.iter().filter(|other| other.dispatch.id == *id);
        let rank = |member: &Member| (member.dispatch.version, member.date.unwrap_or(i64::MIN), member.tie);
        let newest = family.filter(|other| !killed || is_killer(other)).max_by_key(|other| rank(other));
        match newest {
            Some(newest) if newest.tie == member.tie => Standing::Current,
            _ if killed => Standing::Killed,
            _ => Standing::Superseded,
        }
    }

    /// How every dispatch that matches stands.
    pub fn standings(&self, matches: Matches<'_>) -> BTreeMap<String, Standing> {
        let found = self.members.iter().filter(|member| matches(&member.dispatch));
        found.map(|member| (name(&member.dispatch), self.standing(member))).collect()
    }

    /// The dispatches that match and are shown, those with one text together.
    fn groups(&self, matches: Matches<'_>) -> Vec<Vec<&Member>> {
        let visible = |member: &&Member| matches(&member.dispatch) && self.standing(member) == Standing::Current;
        let mut groups: Vec<Vec<&Member>> = self.members.iter().filter(visible).map(|member| vec![member]).collect();
        let near = |a: &Member, b: &Member| match (a.date, b.date) {
            (Some(a), Some(b)) => (a - b).abs() <= 3 * DAY,
            (None, None) => true,
            _ => false,
        };
        let same = |a: &Member, b: &Member| text(a).is_some() && text(a) == text(b);
        while let Some((to, from)) = pair(&groups, |a, b| same(a, b) && near(a, b)) {
            let moved = groups.remove(from);
            groups[to].extend(moved);
        }
        // Those without date go to the earliest.
        groups.sort_by_key(|group| (group[0].date.is_none(), group.iter().map(|member| member.date).min()));
        while let Some((to, from)) = pair(&groups, |a, b| same(a, b) && a.date.is_some() && b.date.is_none()) {
            let moved = groups.remove(from);
            groups[to].extend(moved);
        }
        for group in &mut groups {
            group.sort_by_key(|member| (member.date.is_none(), member.date, member.tie));
        }
        groups
    }

    /// The hits, and the files of the others with their text that are shown at all.
    pub fn hits(&self, matches: Matches<'_>) -> BTreeMap<String, BTreeSet<String>> {
        let all = self.groups(&|_| true);
        let hit = |group: Vec<&Member>| {
            let whole = all.iter().find(|other| other.iter().any(|member| member.tie == group[0].tie)).unwrap();
            let others = whole.iter().filter(|member| member.tie != group[0].tie);
            (name(&group[0].dispatch), others.map(|member| member.dispatch.source.path.clone()).collect())
        };
        self.groups(matches).into_iter().map(hit).collect()
    }

    /// How many hits have each topic in one of their copies.
    pub fn topics(&self, matches: Matches<'_>) -> BTreeMap<String, u64> {
        let mut topics = BTreeMap::new();
        for group in self.groups(matches) {
            let labels = group.iter().flat_map(|member| &member.dispatch.topics).map(|topic| topic.label.clone());
            for label in labels.collect::<BTreeSet<String>>() {
                *topics.entry(label).or_default() += 1;
            }
        }
        topics
    }
}

/// The first two groups that have a member each between which `joins` holds.
fn pair(groups: &[Vec<&Member>], joins: impl Fn(&Member, &Member) -> bool) -> Option<(usize, usize)> {
    let pairs = (0..groups.len()).flat_map(|to| (0..groups.len()).map(move |from| (to, from)));
    let joined = |to: usize, from: usize| groups[to].iter().any(|a| groups[from].iter().any(|b| joins(a, b)));
    pairs.filter(|(to, from)| to < from).find(|&(to, from)| joined(to, from))
}

/// The letters and digits of a body that is long enough to be known again.
fn text(member: &Member) -> Option<String> {
    let plain = |c: char| match c {
        'à' => 'a',
        'é' | 'è' | 'ê' => 'e',
        c => c,
    };
    let text = member.dispatch.body.concat().to_lowercase();
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).map(plain).collect();
    (letters.len() >= 60 && member.dispatch.status != Status::Canceled).then_some(letters)
}
