//! Dispatches and hits as text to be read.

use std::io::{self, Write};
use std::ops::Range;

use depeche::clock;
use depeche::dispatch::{Dispatch, PlaceRole, Status};
use depeche::export::HitWriter;
use depeche::index::document::{searched_text, status_name};
use depeche::safe::for_terminal;
use depeche::search::links::{hidden, hit_links, story_links};
use depeche::search::{Hit, Standing, Story, marked_lines};
use jiff::Zoned;

use super::output::Look;
use super::subjects;

/// Writes hits for the eye: rank and headline, what the dispatch is, the snippet, the file.
pub struct TextHits<W> {
    out: W,
    look: Look,
}

impl<W: Write> TextHits<W> {
    pub fn new(out: W, look: Look) -> Self {
        TextHits { out, look }
    }
}

impl<W: Write> HitWriter for TextHits<W> {
    fn begin(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn hit(&mut self, hit: &Hit) -> io::Result<()> {
        let (dispatch, look) = (&hit.dispatch, self.look);
        let title = if hit.headline_highlights.is_empty() {
            look.title(&for_terminal(dispatch.title()))
        } else {
            with_marks(&dispatch.headline, &hit.headline_highlights, look)
        };
        let killed = killed(dispatch, Some(&hit.story), look);
        writeln!(self.out, "{:>3}. {killed}{title}{}", hit.rank, untitled(dispatch, look))?;
        let facts = facts(dispatch, Some(&hit.story));
        if !facts.is_empty() {
            writeln!(self.out, "     {}", look.aside(&for_terminal(&facts)))?;
        }
        if !hit.snippet.text.is_empty() {
            writeln!(self.out, "     {}", with_marks(&hit.snippet.text, &hit.snippet.highlights, look))?;
        }
        for (name, value) in hit_links(hit) {
            writeln!(self.out, "     {}", look.aside(&for_terminal(&format!("{name}: {value}"))))?;
        }
        writeln!(
            self.out,
            "     {}",
            look.aside(&for_terminal(&format!("{}  {}", dispatch.source.path, dispatch.id)))
        )?;
        writeln!(self.out)
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Says of a title that it is the first sentence of a dispatch without headline.
fn untitled(dispatch: &Dispatch, look: Look) -> String {
    if dispatch.title.is_some() { look.aside(" [no headline]") } else { String::new() }
}

/// Agency, date, place and what is out of the ordinary, in one line.
fn facts(dispatch: &Dispatch, story: Option<&Story>) -> String {
    let mut facts: Vec<String> = dispatch.provider.iter().cloned().collect();
    facts.extend(dispatch.date().map(|date| date.to_minute(&clock::zone())));
    let places = dispatch.locations.iter().filter(|place| place.role != PlaceRole::Mentioned);
    facts.extend(places.map(|place| place.name.clone()).take(3));
    facts.extend(dispatch.urgency.filter(|urgency| *urgency <= 2).map(|urgency| format!("urgency {urgency}")));
    if matches!(dispatch.status, Status::Withheld | Status::Canceled) {
        facts.push(status_name(dispatch.status).to_uppercase());
    }
    facts.extend(embargo(dispatch, &clock::now()));
    if dispatch.version > 1 {
        facts.push(format!("version {}", dispatch.version));
    }
    facts.extend(story.and_then(hidden));
    facts.join(" · ")
}

/// The embargo of a dispatch on the clock of `now`: until when while it lasts, else when it ended.
fn embargo(dispatch: &Dispatch, now: &Zoned) -> Option<String> {
    let zone = now.time_zone();
    match dispatch.embargo {
        None if dispatch.status == Status::Embargoed => Some("UNDER EMBARGO, no end given".to_owned()),
        None => None,
        Some(end) => {
            let shown = end.to_minute(zone);
            let lasts = end.timestamp(zone) > now.timestamp();
            Some(if lasts { format!("UNDER EMBARGO until {shown}") } else { format!("embargo ended {shown}") })
        }
    }
}

/// What stands before the title of a dispatch that must not be used, or that says so of another.
fn killed(dispatch: &Dispatch, story: Option<&Story>, look: Look) -> String {
    let killed = dispatch.status == Status::Canceled || story.is_some_and(|story| story.standing == Standing::Killed);
    if killed { format!("{} ", look.warning("[KILLED]")) } else { String::new() }
}

/// The stretches of `text` to be set off: `ranges`, those with nothing but white space between them as one.
pub fn rows(text: &str, ranges: &[Range<usize>]) -> impl Iterator<Item = Range<usize>> {
    let rows = ranges.chunk_by(|a, b| text[a.end..b.start].chars().all(char::is_whitespace));
    rows.map(|row| row[0].start..row[row.len() - 1].end)
}

/// `text` with the [`rows`] of its `ranges` set off, everything in it harmless.
pub fn with_marks(text: &str, ranges: &[Range<usize>], look: Look) -> String {
    let mut out = String::with_capacity(text.len() + ranges.len() * 12);
    let mut at = 0;
    for range in rows(text, ranges) {
        out.push_str(&for_terminal(&text[at..range.start]));
        out.push_str(&look.marked(&for_terminal(&text[range.clone()])));
        at = range.end;
    }
    out.push_str(&for_terminal(&text[at..]));
    out
}

/// Writes a whole dispatch, the ranges `marked` of its searched text set off, with its `story` where there is an index that
/// knows it.
pub fn write_dispatch(
    out: &mut impl Write,
    dispatch: &Dispatch,
    story: Option<&Story>,
    marked: &[Range<usize>],
    look: Look,
) -> io::Result<()> {
    let text = searched_text(dispatch);
    for (number, (line, ranges)) in marked_lines(&text, marked).enumerate() {
        let shown = with_marks(line, &ranges, look);
        if number == 0 {
            write_head(out, dispatch, story, &shown, look)?;
        } else {
            writeln!(out, "{shown}\n")?;
        }
    }
    write_foot(out, dispatch, story, look)
}

fn write_head(
    out: &mut impl Write,
    dispatch: &Dispatch,
    story: Option<&Story>,
    headline: &str,
    look: Look,
) -> io::Result<()> {
    let killed = killed(dispatch, story, look);
    let title = match &dispatch.title {
        Some(title) => look.title(&for_terminal(title)) + &untitled(dispatch, look),
        None => look.title(headline),
    };
    if !title.is_empty() || !killed.is_empty() {
        writeln!(out, "{killed}{title}")?;
    }
    writeln!(out, "{}", look.aside(&for_terminal(&facts(dispatch, story))))?;
    for note in &dispatch.notes {
        writeln!(out, "{}", look.title(&for_terminal(note)))?;
    }
    writeln!(out)
}

/// A field and its value; nothing where there is none.
fn write_line(out: &mut impl Write, name: &str, value: &str, look: Look) -> io::Result<()> {
    if value.is_empty() {
        return Ok(());
    }
    writeln!(out, "{} {}", look.aside(&format!("{name:<12}")), for_terminal(value))
}

fn write_foot(out: &mut impl Write, dispatch: &Dispatch, story: Option<&Story>, look: Look) -> io::Result<()> {
    let mut line = |name: &str, value: String| write_line(out, name, &value, look);
    line("id", dispatch.id.clone())?;
    line("version", if dispatch.version > 0 { dispatch.version.to_string() } else { String::new() })?;
    line("created", dispatch.created.map(|moment| moment.to_string()).unwrap_or_default())?;
    line("updated", dispatch.updated.map(|moment| moment.to_string()).unwrap_or_default())?;
    line("dateline", dispatch.dateline.as_ref().map(|dateline| dateline.raw.clone()).unwrap_or_default())?;
    line("byline", dispatch.byline.clone().unwrap_or_default())?;
    line("translator", dispatch.translator.clone().unwrap_or_default())?;
    line("slug", dispatch.slug.clone().unwrap_or_default())?;
    subjects::write(out, dispatch, look)?;
    let mut line = |name: &str, value: String| write_line(out, name, &value, look);
    line("orgs", dispatch.organisations.join("; "))?;
    line("keywords", dispatch.keywords.join("; "))?;
    match story {
        Some(story) => {
            for (name, value) in story_links(story) {
                line(name, value)?;
            }
        }
        None => line("replaces", dispatch.replaces.clone().unwrap_or_default())?,
    }
    line("rights", dispatch.rights.clone().unwrap_or_default())?;
    line("signature", dispatch.signature.clone().unwrap_or_default())?;
    let source = &dispatch.source;
    line("source", format!("{} ({}, {})", source.path, source.format, source.encoding))?;
    for warning in &dispatch.warnings {
        line("warning", warning.clone())?;
    }
    Ok(())
}
