//! Every place that we know: names, kind, coordinates, and what it lies in.

use std::hash::Hasher;
use std::sync::OnceLock;

use rustc_hash::FxHasher;

use super::key::key;
use super::kind::Kind;
use super::packed::{Column, Unpacked};

/// A place by its position in the gazetteer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceId(u32);

impl PlaceId {
    fn index(self) -> usize {
        self.0 as usize
    }
}

/// A place that a name may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub place: PlaceId,
    /// Only in another language or transcription.
    pub alias: bool,
}

/// All places, found by name.
#[derive(Debug, Default)]
pub struct Gazetteer {
    packed: Unpacked,
    /// Hash of a name's key, place × 2 + alias; in order. Two names of one hash would be one place too many to choose
    /// from: with 64 bits that does not happen by chance.
    names: Vec<(u64, u32)>,
    /// In the order of their identifiers, from when one is first looked for.
    by_id: OnceLock<Vec<PlaceId>>,
}

impl Gazetteer {
    /// Reads a packed gazetteer; `None` when it is none.
    pub fn read(bytes: &[u8]) -> Option<Gazetteer> {
        let packed = Unpacked::new(bytes)?;
        let mut index = Vec::with_capacity(packed.places() * 2);
        for i in 0..packed.places() {
            let line = packed.cell(Column::Names, i);
            let (main, aliases) = line.split_once('\t').unwrap_or((line, ""));
            for (list, alias) in [(main, 0), (aliases, 1)] {
                for name in list.split('|').filter(|name| !name.is_empty()) {
                    index.push((hash(&key(name)), (i as u32) << 1 | alias));
                }
            }
        }
        index.sort_unstable();
        index.dedup();
        Some(Gazetteer { packed, names: index, by_id: OnceLock::new() })
    }

    /// How many places there are.
    pub fn len(&self) -> usize {
        self.packed.places()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every place.
    pub fn places(&self) -> impl Iterator<Item = PlaceId> + use<> {
        (0..self.len() as u32).map(PlaceId)
    }

    /// What sort of place it is.
    pub fn kind(&self, place: PlaceId) -> Kind {
        self.packed.cell(Column::Kinds, place.index()).chars().next().and_then(Kind::of).unwrap_or(Kind::Other)
    }

    /// Degrees north and east, to four decimals.
    pub fn coordinates(&self, place: PlaceId) -> Option<(f64, f64)> {
        let mut facts = self.facts(place);
        let mut degrees = || Some(facts.next()?.parse::<i32>().ok()? as f64 / 10_000.0);
        Some((degrees()?, degrees()?))
    }

    /// Inhabitants; 0 when unknown.
    pub fn population(&self, place: PlaceId) -> u64 {
        self.facts(place).nth(2).and_then(|number| number.parse().ok()).unwrap_or(0)
    }

    fn facts(&self, place: PlaceId) -> impl Iterator<Item = &str> {
        self.packed.cell(Column::Facts, place.index()).split('\t')
    }

    /// Its identifier, the same in every release: `FR`, `FR-75`, `2988507`, `x-sahel`.
    pub fn id(&self, place: PlaceId) -> &str {
        self.packed.cell(Column::Ids, place.index())
    }

    /// Its names in French, the usual one first.
    pub fn names(&self, place: PlaceId) -> impl Iterator<Item = &str> {
        let line = self.packed.cell(Column::Names, place.index());
        line.split('\t').next().unwrap_or_default().split('|')
    }

    /// Its usual French name.
    pub fn name(&self, place: PlaceId) -> &str {
        self.names(place).next().unwrap_or_default()
    }

    /// The places that a name with this key may mean, in no order.
    pub fn candidates(&self, key: &str) -> impl Iterator<Item = Candidate> {
        let wanted = hash(key);
        let first = self.names.partition_point(|&(hash, _)| hash < wanted);
        let of_hash = self.names[first..].iter().take_while(move |&&(hash, _)| hash == wanted);
        of_hash.map(|&(_, packed)| Candidate { place: PlaceId(packed >> 1), alias: packed & 1 == 1 })
    }

    fn parents(&self, place: PlaceId) -> impl Iterator<Item = PlaceId> {
        let positions = self.packed.cell(Column::Parents, place.index()).split(',');
        positions.filter_map(|position| position.parse().ok()).filter(|&at| (at as usize) < self.len()).map(PlaceId)
    }

    /// What a place lies in, itself first, the nearest before the farther.
    ///
    /// What a sovereign country lies in does not hold its far territories: La Réunion is in France, not in Europe.
    pub fn line(&self, place: PlaceId) -> Vec<PlaceId> {
        let mut line = vec![place];
        let mut at = 0;
        while at < line.len() {
            let below = line[at];
            // A territory was reached before its sovereign.
            let sovereign =
                self.kind(below) == Kind::Country && line[..at].iter().any(|&p| self.kind(p) == Kind::Country);
            if !sovereign {
                for parent in self.parents(below) {
                    if !line.contains(&parent) {
                        line.push(parent);
                    }
                }
            }
            at += 1;
        }
        line
    }

    /// Whether `inner` lies in `outer`, or is it.
    pub fn lies_in(&self, inner: PlaceId, outer: PlaceId) -> bool {
        inner == outer || self.line(inner).contains(&outer)
    }

    /// The country or territory it lies in: the place that has an ISO 3166-1 code.
    pub fn country(&self, place: PlaceId) -> Option<PlaceId> {
        self.line(place).into_iter().find(|&p| self.kind(p) == Kind::Country && self.id(p).len() == 2)
    }

    /// The place with this identifier.
    pub fn place_of_id(&self, id: &str) -> Option<PlaceId> {
        let by_id = self.by_id.get_or_init(|| {
            let mut places: Vec<PlaceId> = (0..self.len() as u32).map(PlaceId).collect();
            places.sort_unstable_by_key(|&place| self.id(place));
            places
        });
        let position = by_id.binary_search_by(|&place| self.id(place).cmp(id)).ok()?;
        Some(by_id[position])
    }

    /// The département, province or region it lies in, not itself.
    pub fn region(&self, place: PlaceId) -> Option<PlaceId> {
        self.line(place).into_iter().skip(1).find(|&p| self.kind(p).is_region())
    }
}

fn hash(key: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(key.as_bytes());
    hasher.finish()
}
