//! Dateline and body of a dispatch of Reuters-21578.

use jiff::civil::Date;

use crate::dispatch::{Dateline, Dispatch};
use crate::source::dateline::{is_capitals, is_place, titled};
use crate::source::markup::sgml::Sgml;
use crate::source::markup::wrapped;
use crate::source::when;

/// Days by which a dateline may be ahead of its dispatch.
const AHEAD: i32 = 31;

/// Fills in what `TEXT` holds. Without `BODY`, it is the text itself where there is no title either (`UNPROC`); behind the
/// title of a flash (`BRIEF`) it holds nothing but filler.
pub fn fill(sgml: &Sgml, d: &mut Dispatch) {
    d.body = match (sgml.first(&["BODY"]), sgml.first(&["TEXT"])) {
        (Some(body), _) => body.paragraphs(),
        (None, Some(text)) if d.headline.is_empty() => text.loose_paragraphs(),
        _ => Vec::new(),
    };
    d.body.iter_mut().for_each(mend);
    sign_off(&mut d.body);
    let day = d.date().map(|moment| moment.day());
    if let Some(line) = sgml.first(&["DATELINE"]).and_then(|dateline| dateline.line()) {
        let (dateline, rest) = split(&line, day);
        d.dateline = dateline;
        put_before(rest, &mut d.body);
    }
}

/// What went wrong when the collection was made: a `DEL` stands for whatever was lost, most often a blank; `^M` ends lines.
fn mend(paragraph: &mut String) {
    if paragraph.contains('\u{7f}') {
        *paragraph = paragraph.replace('\u{7f}', " ");
    }
    if paragraph.contains("^M") {
        *paragraph = paragraph.replace("^M", "");
    }
}

/// Drops `Reuter` at the end, or `More` where another take follows.
fn sign_off(body: &mut Vec<String>) {
    let Some(last) = body.last_mut() else { return };
    let line = last.trim_end_matches(['.', ' ']);
    // A word on its own line, misspelled at times.
    let starts = line.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("reu"));
    if !line.contains(' ') && (starts || line.eq_ignore_ascii_case("more")) {
        body.pop();
        return;
    }
    // Or behind the last sentence, in capitals at times with initials and the hour.
    let behind = line.strip_suffix(" Reuter").map(str::len);
    let capitals = || last.rfind(" REUTER").filter(|at| last.len() - at <= LONGEST_SIGN_OFF);
    if let Some(end) = behind.or_else(capitals) {
        last.truncate(end);
    }
}

/// ` REUTER` with initials and the hour, in bytes.
const LONGEST_SIGN_OFF: usize = 20;

/// Parts `CALAIS, March 31 - The Anglo-` in the dateline and the text that was taken for a part of it. What names no day,
/// as `WHEAT -` over a table, is text, but for `SAN JOSE, Calif., -`.
fn split(line: &str, today: Option<Date>) -> (Option<Dateline>, &str) {
    let line = line.trim_start_matches(['*', '-', ' ']);
    let (mut head, mut rest) = at_dash(line);
    let mut day = Day::of(head);
    if day.is_none() {
        // `KANSAS CITY, Mo. - March 13 -`
        let (next, after) = at_dash(rest);
        if let Some(next) = Day::of(next).filter(|day| day.place.is_empty()) {
            day = Some(Day { place: head, ..next });
            (head, rest) = (&line[..line.len() - after.len()], after);
        }
    }
    let place = day.map_or(head, |day| day.place);
    let city = place.split(',').next().unwrap_or_default().trim();
    if day.is_none() && !(place.contains(',') && is_capitals(city)) {
        return (None, line);
    }
    let dateline = Dateline {
        raw: head.trim_end_matches(['-', ' ']).to_owned(),
        place: is_place(city).then(|| titled(city)),
        date: day.and_then(|day| day.date(today?)),
        agency: None,
    };
    (Some(dateline), rest)
}

/// What stands before the first dash, and behind it.
fn at_dash(line: &str) -> (&str, &str) {
    let (head, rest) =
        line.split_once(" -").or_else(|| line.split_once("- ")).unwrap_or((line.trim_end_matches('-'), ""));
    (head, rest.trim_start_matches(['-', ' ']))
}

/// A day at the end of a dateline: `CLEVELAND, Feb 26`, `AMSTERDAM, 2 March`, `BRUSSELS, March 27, Reuter`.
#[derive(Clone, Copy)]
struct Day<'a> {
    place: &'a str,
    day: i8,
    month: i8,
}

impl<'a> Day<'a> {
    fn of(head: &'a str) -> Option<Self> {
        let head = head.strip_suffix(", Reuter").unwrap_or(head).trim_end_matches([',', ' ']);
        let (before, last) = head.rsplit_once(' ')?;
        let (place, first) = before.trim_end().rsplit_once([' ', ',']).unwrap_or(("", before));
        let first = first.trim_end_matches(',');
        let read = |day: &str, month: &str| Some((day.parse().ok()?, when::month_name(month)?));
        let (day, month) = read(last, first).or_else(|| read(first, last))?;
        Some(Day { place: place.trim_end_matches([',', ' ']), day, month })
    }

    /// In the year of the dispatch, or the one before, since a dateline is not ahead of it.
    fn date(self, today: Date) -> Option<Date> {
        let date = Date::new(today.year(), self.month, self.day).ok()?;
        let ahead = today.checked_add(jiff::Span::new().days(AHEAD)).is_ok_and(|limit| date > limit);
        if ahead { Date::new(today.year() - 1, self.month, self.day).ok() } else { Some(date) }
    }
}

/// Puts text before the first paragraph.
fn put_before(text: &str, body: &mut Vec<String>) {
    if text.is_empty() {
        return;
    }
    let mut first = text.to_owned();
    if body.is_empty() {
        body.push(first);
    } else {
        wrapped::join(&mut first, &body[0]);
        body[0] = first;
    }
}
