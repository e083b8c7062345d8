//! A day as it is written, before anybody asks whether it exists.

use jiff::civil::Date;

use super::cursor::{Cursor, Number};
use super::names::month;

/// The numbers of a date; the year may be left out.
pub(super) struct Written {
    day: i8,
    month: i8,
    year: Option<i16>,
}

impl Written {
    /// The day in the calendar, if there is such a day.
    pub(super) fn date(&self, default_year: Option<i16>) -> Option<Date> {
        Date::new(self.year.or(default_year)?, self.month, self.day).ok()
    }
}

/// Takes a date off the cursor, in any of the forms that [`super`] lists.
pub(super) fn date(cursor: &mut Cursor) -> Option<Written> {
    if !cursor.peek()?.is_ascii_digit() {
        return month_first(cursor);
    }
    let number = cursor.number()?;
    match number.digits {
        14 => {
            cursor.back(6);
            basic(number.value / 1_000_000)
        }
        8 => basic(number.value),
        4 => year_first(cursor, number),
        1 | 2 => day_first(cursor, i8::try_from(number.value).ok()?),
        _ => None,
    }
}

/// `20250903`. Only years that a dispatch can be from: other numbers of eight digits are no dates.
fn basic(value: u64) -> Option<Written> {
    let year = i16::try_from(value / 10_000).ok().filter(|year| (1800..2200).contains(year))?;
    Some(Written { day: (value % 100) as i8, month: (value / 100 % 100) as i8, year: Some(year) })
}

/// `2025-09-03`, `2025/09/03`.
fn year_first(cursor: &mut Cursor, year: Number) -> Option<Written> {
    let separator = cursor.eat_one_of(&['-', '/', '.'])?;
    let month = cursor.small()?;
    if !cursor.eat(separator) {
        return None;
    }
    Some(Written { day: cursor.small()?, month, year: i16::try_from(year.value).ok() })
}

/// `03/09/2025`, `3.9.25`, `03/09`, `1er mai 2024`, `26-FEB-1987`.
fn day_first(cursor: &mut Cursor, day: i8) -> Option<Written> {
    if !matches!(cursor.word(), "" | "er" | "ER" | "st" | "nd" | "rd" | "th") {
        return None;
    }
    let separator = cursor.eat_one_of(&['/', '.', '-']);
    if separator.is_some() && cursor.peek()?.is_ascii_digit() {
        return all_numbers(cursor, day, separator?);
    }
    cursor.blanks();
    let month = month(cursor.word())?;
    cursor.eat('.');
    Some(Written { day, month, year: year_after_month(cursor, separator) })
}

fn all_numbers(cursor: &mut Cursor, day: i8, separator: char) -> Option<Written> {
    let month = cursor.small()?;
    if !cursor.eat(separator) {
        return (separator == '/').then_some(Written { day, month, year: None });
    }
    let year = full_year(cursor.number()?)?;
    let mut after = *cursor;
    let goes_on = after.eat(separator) && after.peek().is_some_and(|c| c.is_ascii_digit());
    (!goes_on).then_some(Written { day, month, year: Some(year) })
}

/// The year that follows the name of a month; of two digits only where it is tied to it (`26-FEB-87`).
fn year_after_month(cursor: &mut Cursor, separator: Option<char>) -> Option<i16> {
    let mut ahead = *cursor;
    let tied = separator.is_some_and(|separator| ahead.eat(separator));
    if !tied {
        ahead.eat(',');
        ahead.blanks();
    }
    let number = ahead.number().filter(|n| n.digits == 4 || tied)?;
    let year = full_year(number)?;
    *cursor = ahead;
    Some(year)
}

/// `May 3, 2024`, `Sept. 3rd 2025`.
fn month_first(cursor: &mut Cursor) -> Option<Written> {
    let month = month(cursor.word())?;
    cursor.eat('.');
    cursor.blanks();
    let day = cursor.small()?;
    if !matches!(cursor.word(), "" | "st" | "nd" | "rd" | "th") {
        return None;
    }
    Some(Written { day, month, year: year_after_month(cursor, None) })
}

/// Two digits mean 1970 to 2069, as in POSIX but for one year.
fn full_year(number: Number) -> Option<i16> {
    let value = i16::try_from(number.value).ok()?;
    match number.digits {
        4 => Some(value),
        2 if value < 70 => Some(2000 + value),
        2 => Some(1900 + value),
        _ => None,
    }
}
