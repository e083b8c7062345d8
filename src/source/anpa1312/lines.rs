//! The lines between STX and ETX: slug, headline, notes and byline behind a `^`, then the text.
//!
//! A line behind `^` ends with `<`, or with `=` when it is of the byline, and may be broken to a width before that. Kyodo has
//! no `^`: the slug, then the headline up to a `+`, then the text.

use crate::dispatch::Dispatch;
use crate::source::telegraph::{self, paragraphs, takes};
use crate::source::{agencies, clean, dateline};

use super::heading;

/// Beginnings of lines about pictures and the like.
const MEDIA: [&str; 8] =
    ["AP Photo", "AP Graphic", "AP Video", "AP Audio", "With AP", "APNewsNow", "Graphic:", "Photos"];
/// A standfirst shares so many bytes with the text that it repeats.
const REPEATED: usize = 60;

/// The lines by what they are.
#[derive(Debug, Default)]
pub struct Lines<'t> {
    /// `BC-LT--Argentina-Cancer Beauty`, without take and count of words.
    pub slug: String,
    takes: Vec<String>,
    headline: String,
    /// Lines below the headline that are no notes.
    more: Vec<String>,
    notes: Vec<String>,
    byline: Vec<String>,
    pub body: Vec<&'t str>,
}

impl<'t> Lines<'t> {
    /// Parts the text of a transmission.
    pub fn part(text: &'t str) -> Self {
        let mut parted = Lines::default();
        let rows = telegraph::lines(text);
        let mut at = 0;
        while let Some(row) = rows.get(at).map(|row| row.trim_end()) {
            let Some(line) = row.trim_start_matches([' ', '\r']).strip_prefix('^') else {
                if paragraphs::is_blank(row) {
                    at += 1;
                    continue;
                }
                break;
            };
            let mut line = line.to_owned();
            at += 1;
            // A line that was broken goes on until it is closed.
            while !line.ends_with(['<', '=']) && rows.get(at).is_some_and(|next| goes_on(next)) {
                line = format!("{line} {}", rows[at].trim());
                at += 1;
            }
            parted.add(&line);
        }
        if at == 0 || parted.slug.is_empty() && parted.headline.is_empty() {
            at += parted.take_unmarked(&rows[at..]);
        }
        parted.body = rows[at..].iter().copied().filter(|row| !is_end(row)).collect();
        parted.use_more_as_body();
        parted
    }

    /// Sorts one line, without its `^`.
    fn add(&mut self, line: &str) {
        let credit = line.ends_with('=');
        let text = clean::line(line.trim_matches(['^', '<', '=', ' ', '\r'])).into_owned();
        if text.is_empty() {
            return;
        }
        let first = self.slug.is_empty() && self.headline.is_empty() && self.notes.is_empty();
        if first && is_slug(&text) {
            self.take_slug(&text);
        } else if takes::is_note(&text) || MEDIA.iter().any(|start| text.starts_with(start)) {
            self.notes.push(text);
        } else if credit || !self.headline.is_empty() && text.starts_with("By ") {
            self.byline.push(text);
        } else if self.headline.is_empty() {
            self.headline = text;
        } else {
            self.more.push(text);
        }
    }

    /// `BC-BKN--Heat-Hawks, 1st Ld-Writethru,416`: slug, takes, count of words.
    fn take_slug(&mut self, line: &str) {
        let mut parts = line.split(',').map(str::trim);
        self.slug = parts.next().unwrap_or_default().to_owned();
        let takes = parts.filter(|part| part.contains(char::is_alphabetic));
        self.takes.extend(takes.map(str::to_owned));
    }

    /// Kyodo: the slug of the heading once more, then the headline up to `+`. Says how many lines they were.
    fn take_unmarked(&mut self, rows: &[&str]) -> usize {
        let Some(end) = rows.iter().take(6).position(|row| row.trim_end().ends_with('+')) else { return 0 };
        let mut lines = rows[..=end].iter().map(|row| row.trim().trim_end_matches('+')).peekable();
        if let Some(slug) = lines.next_if(|line| has_cycle(line)) {
            self.take_slug(slug);
        }
        self.headline = clean::line(&lines.collect::<Vec<_>>().join(" ")).into_owned();
        end + 1
    }

    /// Advisories may have nothing but lines behind `^`: what is below their headline is their text.
    fn use_more_as_body(&mut self) {
        if self.body.iter().all(|row| paragraphs::is_blank(row)) {
            self.body.clear();
        }
    }

    /// Puts the lines into the record; its body is filled.
    pub fn fill(self, dispatch: &mut Dispatch) {
        dispatch.headline = self.headline;
        if dispatch.body.is_empty() {
            dispatch.body = self.more;
        } else {
            dispatch.standfirst = Some(self.more.join(" ")).filter(|text| !text.is_empty());
        }
        dispatch.byline = byline(&self.byline);
        dispatch.notes.extend(self.takes.into_iter().chain(self.notes));
    }
}

/// Whether a row is `^END<`, as tables have it.
fn is_end(row: &str) -> bool {
    row.trim_matches(['^', '<', ' ', '\r', '\t']) == "END"
}

/// Whether a row continues a line behind `^`: neither another such line nor indented text.
fn goes_on(row: &str) -> bool {
    !row.starts_with(['^', '\t', ' ', '\u{8}']) && !paragraphs::is_blank(row)
}

/// Whether the first line is a slug: it has a cycle, or ends with a count of words.
fn is_slug(line: &str) -> bool {
    let counted =
        line.rsplit_once(',').is_some_and(|(_, count)| count.trim().bytes().all(|byte| byte.is_ascii_digit()));
    has_cycle(line) || line.contains("--") || counted
}

fn has_cycle(line: &str) -> bool {
    line.get(..3).is_some_and(|cycle| heading::CYCLES.iter().any(|known| known.eq_ignore_ascii_case(cycle)))
}

/// `By PAUL BYRNE and ANA ROY` and `Associated Press`, as the names in small letters; agency and office are left out.
fn byline(lines: &[String]) -> Option<String> {
    let names = lines.iter().map(|line| line.strip_prefix("By ").unwrap_or(line));
    let authors = names.filter(|name| agencies::canonical(name).is_none() && !name.starts_with("AP "));
    let authors: Vec<String> =
        authors.map(|names| names.split(" and ").map(dateline::titled).collect::<Vec<_>>().join(" and ")).collect();
    (!authors.is_empty()).then(|| authors.join(", "))
}

/// AP repeats the first paragraphs as a summary above them: it is no text of its own.
pub fn drop_repeated_standfirst(dispatch: &mut Dispatch) {
    let Some(first) = dispatch.body.first() else { return };
    let shared = |text: &str| text.bytes().zip(first.bytes()).take_while(|(a, b)| a == b).count();
    dispatch.standfirst.take_if(|text| shared(text) >= REPEATED.min(first.len()));
}
