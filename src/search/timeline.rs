//! When: how many of the dispatches that a query finds fall in each hour, day, week, month or year of the house clock.

use std::collections::BTreeMap;

use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};
use rustc_hash::FxHashMap;
use tantivy::query::{EnableScoring, Query};

use super::shown::Shown;

/// The length of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    Hour,
    Day,
    /// From Monday on, as in ISO 8601.
    Week,
    Month,
    Year,
}

/// The hits of a query in time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// Hits by the beginning of their period; periods without hits are not there.
    pub periods: BTreeMap<DateTime, u64>,
    /// Hits without date.
    pub undated: u64,
}

impl Period {
    /// The beginning of the period that holds a moment.
    pub fn start(self, moment: DateTime) -> DateTime {
        let date = moment.date();
        match self {
            Period::Hour => date.to_datetime(Time::constant(moment.hour(), 0, 0, 0)),
            Period::Day => date.to_datetime(Time::midnight()),
            Period::Week => {
                let monday = date.checked_sub(i64::from(date.weekday().to_monday_zero_offset()).days());
                monday.unwrap_or(date).to_datetime(Time::midnight())
            }
            Period::Month => date.first_of_month().to_datetime(Time::midnight()),
            Period::Year => date.first_of_year().to_datetime(Time::midnight()),
        }
    }

    /// The beginning of the next period; `None` at the end of time.
    pub fn next(self, start: DateTime) -> Option<DateTime> {
        let step: Span = match self {
            Period::Hour => 1.hour(),
            Period::Day => 1.day(),
            Period::Week => 1.week(),
            Period::Month => 1.month(),
            Period::Year => 1.year(),
        };
        start.checked_add(step).ok()
    }

    /// How a period is written, in the manner of ISO 8601: `2025-09-03 14:00`, `2025-09-03`, `2025-W36`, `2025-09`, `2025`.
    pub fn label(self, start: DateTime) -> String {
        match self {
            Period::Hour => start.strftime("%Y-%m-%d %H:00").to_string(),
            Period::Day => start.date().to_string(),
            Period::Week => {
                let week = start.date().iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Period::Month => start.strftime("%Y-%m").to_string(),
            Period::Year => start.strftime("%Y").to_string(),
        }
    }

    /// The period that cuts the time from `first` to `last` in a number of parts that the eye takes in.
    pub fn fitting(first: DateTime, last: DateTime) -> Self {
        match last.duration_since(first).as_hours() / 24 {
            ..=2 => Period::Hour,
            3..=62 => Period::Day,
            63..=400 => Period::Week,
            401..=2_200 => Period::Month,
            _ => Period::Year,
        }
    }
}

/// Puts the hits of the query that `shown` was made for in their periods, by the clock of `zone`. Without `period`, in the
/// [fitting](Period::fitting) one.
pub fn timeline(
    shown: &Shown<'_>,
    query: &dyn Query,
    period: Option<Period>,
    zone: &TimeZone,
) -> tantivy::Result<(Timeline, Period)> {
    let searcher = &shown.index.searcher;
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut undated = 0;
    // No clock changes within a quarter of an hour: fewer moments are to be looked up than there are hits.
    let mut quarters: FxHashMap<i64, u64> = FxHashMap::default();
    for (ord, reader) in (0..).zip(searcher.segment_readers()) {
        let gate = shown.gate(ord, reader)?;
        weight.for_each_no_score(reader, &mut |docs| {
            for &doc in docs.iter().filter(|&&doc| gate.lets_pass(doc)) {
                match gate.dated(doc) {
                    Some(second) => *quarters.entry(second.div_euclid(900)).or_default() += 1,
                    None => undated += 1,
                }
            }
        })?;
    }
    let mut local: Vec<(DateTime, u64)> = quarters
        .into_iter()
        .filter_map(|(quarter, hits)| {
            let instant = Timestamp::from_second(quarter * 900).ok()?;
            Some((zone.to_datetime(instant), hits))
        })
        .collect();
    local.sort_unstable_by_key(|(moment, _)| *moment);
    let span = local.first().zip(local.last());
    let period = period.or(span.map(|(first, last)| Period::fitting(first.0, last.0))).unwrap_or(Period::Year);
    let mut timeline = Timeline { undated, ..Timeline::default() };
    for (moment, hits) in local {
        *timeline.periods.entry(period.start(moment)).or_default() += hits;
    }
    Ok((timeline, period))
}

/// Every period from the first to the last that any timeline has, those without hits too, with the hits of each timeline.
/// At most `most`: what lies after is left out.
pub fn rows(timelines: &[Timeline], period: Period, most: usize) -> Vec<(DateTime, Vec<u64>)> {
    let first = timelines.iter().filter_map(|timeline| timeline.periods.keys().next()).min();
    let last = timelines.iter().filter_map(|timeline| timeline.periods.keys().next_back()).max();
    let (Some(&first), Some(&last)) = (first, last) else { return Vec::new() };
    let starts = std::iter::successors(Some(first), |start| period.next(*start)).take_while(|start| *start <= last);
    let hits = |start: &DateTime| timelines.iter().map(|line| line.periods.get(start).copied().unwrap_or(0)).collect();
    starts.take(most).map(|start| (start, hits(&start))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_begins_where_the_calendar_says() {
        let moment = date(2025, 1, 1).at(14, 59, 3, 0);
        for (period, start, label) in [
            (Period::Hour, date(2025, 1, 1).at(14, 0, 0, 0), "2025-01-01 14:00"),
            (Period::Day, date(2025, 1, 1).at(0, 0, 0, 0), "2025-01-01"),
            (Period::Week, date(2024, 12, 30).at(0, 0, 0, 0), "2025-W01"),
            (Period::Month, date(2025, 1, 1).at(0, 0, 0, 0), "2025-01"),
            (Period::Year, date(2025, 1, 1).at(0, 0, 0, 0), "2025"),
        ] {
            assert_eq!(period.start(moment), start);
            assert_eq!(period.label(start), label);
            assert!(period.start(period.next(start).unwrap()) > start);
        }
    }

    #[test]
    fn periods_without_hits_are_rows_too() {
        let line = |hits: &[(i16, u64)]| Timeline {
            periods: hits.iter().map(|(year, hits)| (date(*year, 1, 1).at(0, 0, 0, 0), *hits)).collect(),
            undated: 0,
        };
        let rows = |most| rows(&[line(&[(2001, 2)]), line(&[(1999, 1), (2001, 5)])], Period::Year, most);
        let hits: Vec<Vec<u64>> = rows(10).into_iter().map(|(_, hits)| hits).collect();
        assert_eq!(hits, [[0, 1], [0, 0], [2, 5]]);
        assert_eq!(rows(2).len(), 2);
        assert!(super::rows(&[Timeline::default()], Period::Hour, 9).is_empty());
    }
}
