//! When: how many of the dispatches that a query finds fall in each hour, day, week, month or year of the house clock.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rustc_hash::FxHashMap;
use tantivy::query::{EnableScoring, Query};

use super::shown::Shown;
use crate::index::document::index_date;

mod period;

pub use period::Period;

/// Seconds of a quarter of an hour, within which no clock changes.
const QUARTER: i64 = 900;
/// From here on the clock of Paris is whole quarters of an hour from UTC: 1912. Until March 1911 it was 9 min 21 s ahead.
const EVEN: i64 = -1_830_384_000;

/// When the hits of a query are dated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    /// Hits by instant, in its order; since [`EVEN`], by quarter of an hour.
    dated: Vec<(Timestamp, u64)>,
    /// Hits without date.
    pub undated: u64,
    /// Hits dated before or after all that the index holds (see [`index_date`]): it does not know when.
    pub beyond: u64,
}

/// A period by its beginning, and the hits of each query in it.
pub type Row = (Timestamp, Vec<u64>);

impl Moments {
    /// All hits, those that are in no period too.
    pub fn hits(&self) -> u64 {
        self.dated.iter().map(|(_, hits)| hits).sum::<u64>() + self.undated + self.beyond
    }

    fn by(&self, period: Period, zone: &TimeZone) -> BTreeMap<Timestamp, u64> {
        let mut periods = BTreeMap::new();
        for (moment, hits) in &self.dated {
            *periods.entry(period.start(*moment, zone)).or_default() += hits;
        }
        periods
    }
}

/// When the hits of the query that `shown` was made for are dated.
pub fn moments(shown: &Shown<'_>, query: &dyn Query) -> tantivy::Result<Moments> {
    let searcher = &shown.index.searcher;
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let [first, last] = [Timestamp::MIN, Timestamp::MAX].map(|end| index_date(end).into_timestamp_secs());
    let (mut undated, mut beyond) = (0, 0);
    // Fewer moments are to be looked up on the clock than there are hits.
    let mut instants: FxHashMap<i64, u64> = FxHashMap::default();
    for (ord, reader) in (0..).zip(searcher.segment_readers()) {
        let gate = shown.gate(ord, reader)?;
        weight.for_each_no_score(reader, &mut |docs| {
            for &doc in docs.iter().filter(|&&doc| gate.lets_pass(doc)) {
                match gate.dated(doc) {
                    None => undated += 1,
                    Some(second) if second <= first || second >= last => beyond += 1,
                    Some(second) => {
                        let step = if second < EVEN { 1 } else { QUARTER };
                        *instants.entry(second - second.rem_euclid(step)).or_default() += 1;
                    }
                }
            }
        })?;
    }
    let instant = |(second, hits)| Timestamp::from_second(second).ok().map(|instant| (instant, hits));
    let mut dated: Vec<(Timestamp, u64)> = instants.into_iter().filter_map(instant).collect();
    dated.sort_unstable();
    Ok(Moments { dated, undated, beyond })
}

/// The first and the last moment of all.
pub fn span(all: &[Moments]) -> Option<(Timestamp, Timestamp)> {
    let first = all.iter().filter_map(|moments| moments.dated.first()).min()?;
    let last = all.iter().filter_map(|moments| moments.dated.last()).max()?;
    Some((first.0, last.0))
}

/// Every period from the first to the last that has hits of any query, those without hits too.
pub fn rows(all: &[Moments], period: Period, zone: &TimeZone) -> Vec<Row> {
    let counted: Vec<_> = all.iter().map(|moments| moments.by(period, zone)).collect();
    let first = counted.iter().filter_map(|periods| periods.keys().next()).min();
    let last = counted.iter().filter_map(|periods| periods.keys().next_back()).max();
    let (Some(&first), Some(&last)) = (first, last) else { return Vec::new() };
    let starts =
        std::iter::successors(Some(first), |start| period.next(*start, zone)).take_while(|start| *start <= last);
    let hits = |start: &Timestamp| counted.iter().map(|periods| periods.get(start).copied().unwrap_or(0)).collect();
    starts.map(|start| (start, hits(&start))).collect()
}

#[cfg(test)]
mod tests {
    use super::period::tests::{at, paris};
    use super::*;

    fn moments(dated: &[(&str, u64)]) -> Moments {
        Moments { dated: dated.iter().map(|(moment, hits)| (at(moment), *hits)).collect(), ..Moments::default() }
    }

    #[test]
    fn periods_without_hits_are_rows_too() {
        let all = [
            moments(&[("2001-06-01T12:00", 2)]),
            moments(&[("1999-02-01T12:00", 1), ("2001-01-01T00:00", 4), ("2001-12-31T23:45", 1)]),
        ];
        let hits: Vec<Vec<u64>> = rows(&all, Period::Year, &paris()).into_iter().map(|(_, hits)| hits).collect();
        assert_eq!(hits, [[0, 1], [0, 0], [2, 5]]);
        assert_eq!(span(&all), Some((at("1999-02-01T12:00"), at("2001-12-31T23:45"))));
        assert!(rows(&[Moments::default()], Period::Hour, &paris()).is_empty() && span(&[]).is_none());
    }
}
