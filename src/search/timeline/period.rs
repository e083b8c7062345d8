//! Hours, days, weeks, months and years of a clock.
//!
//! A period holds what `date:` finds for its label, and hours go on one after the other: where the clock is put back one
//! stands twice, where it is put forward one is missing.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

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

impl Period {
    /// From the shortest to the longest.
    pub const ALL: [Period; 5] = [Period::Hour, Period::Day, Period::Week, Period::Month, Period::Year];

    /// Its name in English: `hour`.
    pub fn name(self) -> &'static str {
        match self {
            Period::Hour => "hour",
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
            Period::Year => "year",
        }
    }

    /// The beginning of the period that holds a moment.
    pub fn start(self, moment: Timestamp, zone: &TimeZone) -> Timestamp {
        let local = zone.to_datetime(moment);
        if self == Period::Hour {
            let passed = i64::from(local.minute()) * 60 + i64::from(local.second());
            return Timestamp::from_second(moment.as_second() - passed).unwrap_or(moment);
        }
        midnight(self.first_day(local.date()), zone).unwrap_or(moment)
    }

    /// The beginning of the next period; `None` at the end of time.
    pub fn next(self, start: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let length = match self {
            Period::Hour => return Some(self.start(start.checked_add(1.hour()).ok()?, zone)),
            Period::Day => 1.day(),
            Period::Week => 1.week(),
            Period::Month => 1.month(),
            Period::Year => 1.year(),
        };
        midnight(zone.to_datetime(start).date().checked_add(length).ok()?, zone)
    }

    /// How many periods there are from that of `first` to that of `last`, which is not before it.
    pub fn count(self, first: Timestamp, last: Timestamp, zone: &TimeZone) -> u64 {
        let hours = |start: Timestamp| start.as_second().div_euclid(3_600);
        let (from, to) = (self.start(first, zone), self.start(last, zone));
        let (day, end) = (zone.to_datetime(from).date(), zone.to_datetime(to).date());
        let days = end.duration_since(day).as_hours() / 24;
        let years = i64::from(end.year()) - i64::from(day.year());
        let steps = match self {
            Period::Hour => hours(to) - hours(from),
            Period::Day => days,
            Period::Week => days / 7,
            Period::Month => years * 12 + i64::from(end.month()) - i64::from(day.month()),
            Period::Year => years,
        };
        u64::try_from(steps).unwrap_or(0) + 1
    }

    /// How a period is written, in the manner of ISO 8601: `2025-09-03 14:00`, `2025-09-03`, `2025-W36`, `2025-09`, `2025`.
    /// An hour that stands twice has its offset from UTC: `2025-10-26 02:00+02:00`.
    pub fn label(self, start: Timestamp, zone: &TimeZone) -> String {
        let local = zone.to_datetime(start);
        match self {
            Period::Hour => {
                let twice = zone.to_ambiguous_timestamp(local).is_ambiguous();
                let offset = if twice { zone.to_offset(start).to_string() } else { String::new() };
                let offset = if offset.len() == 3 { format!("{offset}:00") } else { offset };
                format!("{}{offset}", local.strftime("%Y-%m-%d %H:00"))
            }
            Period::Day => local.date().to_string(),
            Period::Week => {
                let week = local.date().iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Period::Month => local.strftime("%Y-%m").to_string(),
            Period::Year => local.strftime("%Y").to_string(),
        }
    }

    /// The period that cuts the time from `first` to `last` in a number of parts that the eye takes in.
    pub fn fitting(first: Timestamp, last: Timestamp) -> Self {
        match last.duration_since(first).as_hours() / 24 {
            ..=2 => Period::Hour,
            3..=62 => Period::Day,
            63..=400 => Period::Week,
            401..=2_200 => Period::Month,
            _ => Period::Year,
        }
    }

    fn first_day(self, date: Date) -> Date {
        match self {
            Period::Hour | Period::Day => date,
            Period::Week => {
                let monday = date.checked_sub(i64::from(date.weekday().to_monday_zero_offset()).days());
                monday.unwrap_or(date)
            }
            Period::Month => date.first_of_month(),
            Period::Year => date.first_of_year(),
        }
    }
}

/// Where a day begins; `None` of one that begins before or after all time.
fn midnight(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    day.to_zoned(zone.clone()).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    /// A moment of the clock of Paris, or with an offset any.
    pub fn at(text: &str) -> Timestamp {
        text.parse().unwrap_or_else(|_| format!("{text}[Europe/Paris]").parse::<jiff::Zoned>().unwrap().timestamp())
    }

    /// Every period from one moment to another.
    fn labels(period: Period, first: &str, last: &str) -> Vec<String> {
        let (zone, last) = (paris(), at(last));
        let starts = std::iter::successors(Some(period.start(at(first), &zone)), |start| period.next(*start, &zone));
        let labels: Vec<String> =
            starts.take_while(|start| *start <= last).map(|start| period.label(start, &zone)).collect();
        assert_eq!(labels.len() as u64, period.count(at(first), last, &zone));
        labels
    }

    #[test]
    fn a_period_begins_where_the_calendar_says() {
        let zone = paris();
        let moment = at("2025-01-01T14:59:03");
        for (period, start, label) in [
            (Period::Hour, "2025-01-01T14:00", "2025-01-01 14:00"),
            (Period::Day, "2025-01-01T00:00", "2025-01-01"),
            (Period::Week, "2024-12-30T00:00", "2025-W01"),
            (Period::Month, "2025-01-01T00:00", "2025-01"),
            (Period::Year, "2025-01-01T00:00", "2025"),
        ] {
            let start = at(start);
            assert_eq!((period.start(moment, &zone), period.label(start, &zone).as_str()), (start, label));
            assert!(period.start(period.next(start, &zone).unwrap(), &zone) > start);
        }
    }

    #[test]
    fn before_1911_a_day_begins_at_midnight_of_paris() {
        for (moment, day) in [
            ("1900-01-01T00:00", "1900-01-01"),
            ("1900-12-31T23:59:59", "1900-12-31"),
            ("1911-03-10T23:50", "1911-03-10"),
        ] {
            assert_eq!(Period::Day.label(Period::Day.start(at(moment), &paris()), &paris()), day);
        }
    }

    #[test]
    fn hours_are_those_that_the_clock_shows() {
        assert_eq!(
            labels(Period::Hour, "2025-10-26T01:30", "2025-10-26T03:10"),
            ["2025-10-26 01:00", "2025-10-26 02:00+02:00", "2025-10-26 02:00+01:00", "2025-10-26 03:00"]
        );
        let spring = labels(Period::Hour, "2025-03-30T01:30", "2025-03-30T03:10");
        assert_eq!(spring, ["2025-03-30 01:00", "2025-03-30 03:00"]);
    }

    #[test]
    fn days_go_on_over_a_change_of_the_clock() {
        assert_eq!(
            labels(Period::Day, "2025-03-29T23:30", "2025-03-31T00:10"),
            ["2025-03-29", "2025-03-30", "2025-03-31"]
        );
        assert_eq!(labels(Period::Day, "2025-10-25T12:00", "2025-10-27T23:59").len(), 3);
        assert_eq!(labels(Period::Week, "2024-12-31T12:00", "2025-01-14T12:00"), ["2025-W01", "2025-W02", "2025-W03"]);
        assert_eq!(labels(Period::Month, "1910-12-31T12:00", "1911-04-01T00:00").len(), 5);
    }
}
