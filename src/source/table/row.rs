//! A row of a table, made a dispatch.

use std::borrow::Cow;

use jiff::tz::TimeZone;

use super::names::Field;
use crate::dispatch::{Dateline, Dispatch, Moment, Person, PlaceRole, Status, Topic};
use crate::source::fault::SkipReason;
use crate::source::ninjs::body;
use crate::source::{agencies, clean, complete, dateline, when};

/// An identifier of up to this many digits is a row number or a key of one database, not unique among all tables.
const LONGEST_NUMBER: usize = 10;

/// The cells of a row that are understood.
#[derive(Debug, Default)]
pub struct Row<'a> {
    cells: Vec<(Field, Cow<'a, str>)>,
    /// What a source lists one by one.
    elements: Vec<(Field, String)>,
    paragraphs: Option<Vec<String>>,
    trusts_ids: bool,
}

impl<'a> Row<'a> {
    /// An empty row; if it `trusts_ids`, identifiers count as they are, whatever they look like.
    pub fn new(trusts_ids: bool) -> Self {
        Row { trusts_ids, ..Row::default() }
    }

    /// From now on identifiers count as they are.
    pub fn trust_ids(&mut self) {
        self.trusts_ids = true;
    }

    /// Adds a cell, unless it is blank.
    pub fn push(&mut self, field: Field, cell: impl Into<Cow<'a, str>>) {
        let cell = cell.into();
        if !cell.trim().is_empty() {
            self.cells.push((field, cell));
        }
    }

    /// Adds a value of a list, in which a comma parts nothing: `Dupont, Jean`.
    pub fn push_element(&mut self, field: Field, element: String) {
        self.elements.push((field, element));
    }

    /// Forgets the cells of a field, which another value is to be pushed for.
    pub fn forget(&mut self, field: Field) {
        self.cells.retain(|(of, _)| *of != field);
        self.elements.retain(|(of, _)| *of != field);
    }

    /// Gives the body as paragraphs, not as a cell.
    pub fn set_body(&mut self, paragraphs: Vec<String>) {
        self.paragraphs = Some(paragraphs);
    }

    /// Makes a dispatch of the row.
    ///
    /// # Errors
    /// The reason why there is nothing to index in it.
    pub fn dispatch(mut self) -> Result<Dispatch, SkipReason> {
        let provider = self.line(Field::Provider).map(|name| agencies::canonical(&name).map_or(name, str::to_owned));
        let mut dispatch = Dispatch { provider, ..Dispatch::default() };
        let zone = complete::zone(&dispatch);
        let mut warnings = Vec::new();
        dispatch.created = self.created(&zone, &mut warnings);
        dispatch.updated = self.moment(Field::Updated, &zone, &mut warnings);
        dispatch.embargo = self.moment(Field::Embargo, &zone, &mut warnings);
        dispatch.version = self.number(Field::Version, &mut warnings).unwrap_or(0);
        dispatch.urgency = self.urgency(&mut warnings);
        dispatch.status = self.status(&mut warnings);
        dispatch.warnings = warnings;
        dispatch.id = self.id(&dispatch);
        dispatch.headline = self.line(Field::Headline).unwrap_or_default();
        dispatch.standfirst = self.line(Field::Standfirst);
        dispatch.body = self.paragraphs.take().or_else(|| self.get(Field::Body).map(body::of_text)).unwrap_or_default();
        dispatch.byline = self.line(Field::Byline);
        dispatch.language = self.line(Field::Language).map(|tag| tag.replace('_', "-"));
        dispatch.slug = self.line(Field::Slug);
        dispatch.genre = self.line(Field::Genre);
        dispatch.rights = self.line(Field::Rights);
        dispatch.translator = self.line(Field::Translator);
        dispatch.dateline = self.line(Field::Dateline).map(|raw| self.dateline(raw));
        self.lists(&mut dispatch);
        complete::dispatch(&mut dispatch);
        if dispatch.title().is_empty() {
            return Err(SkipReason::NotADispatch("a row without headline or text".to_owned()));
        }
        Ok(dispatch)
    }

    fn get(&self, field: Field) -> Option<&str> {
        self.cells.iter().find(|(of, _)| *of == field).map(|(_, cell)| cell.as_ref())
    }

    fn line(&self, field: Field) -> Option<String> {
        self.get(field).map(clean::markup_line).filter(|line| !line.is_empty())
    }

    /// The date, and the clock of a column of its own.
    fn created(&self, zone: &TimeZone, warnings: &mut Vec<String>) -> Option<Moment> {
        let day = self.moment(Field::Date, zone, warnings)?;
        let (Moment::Day(_), Some(clock)) = (day, self.line(Field::Time)) else { return Some(day) };
        when::parse(&format!("{day} {clock}"), zone).or(Some(day))
    }

    fn moment(&self, field: Field, zone: &TimeZone, warnings: &mut Vec<String>) -> Option<Moment> {
        when::noted(field.name(), &self.line(field)?, zone, warnings)
    }

    fn number(&self, field: Field, warnings: &mut Vec<String>) -> Option<u64> {
        let text = self.line(field)?;
        let number = text.split_once('.').map_or(text.as_str(), |(whole, _)| whole).parse().ok();
        if number.is_none() {
            warnings.push(format!("{} `{text}` is no number, left out", field.name()));
        }
        number
    }

    fn urgency(&self, warnings: &mut Vec<String>) -> Option<u8> {
        let number = self.number(Field::Urgency, warnings)?;
        let urgency = u8::try_from(number).ok().filter(|urgency| (1..=9).contains(urgency));
        if urgency.is_none() {
            warnings.push(format!("urgency `{number}` is not from 1 to 9, left out"));
        }
        urgency
    }

    fn status(&self, warnings: &mut Vec<String>) -> Status {
        let Some(text) = self.line(Field::Status) else { return Status::Usable };
        match clean::key(&text).as_str() {
            "usable" | "publie" | "published" | "publiee" | "valide" | "ok" => Status::Usable,
            "canceled" | "cancelled" | "killed" | "kill" | "annule" | "annulee" => Status::Canceled,
            "withheld" | "retenu" | "retenue" => Status::Withheld,
            "embargoed" | "embargo" | "sousembargo" => Status::Embargoed,
            _ => {
                warnings.push(format!("status `{text}` is not known, taken as usable"));
                Status::Usable
            }
        }
    }

    /// The identifier; the address of the page where it is only a number; with neither, number and day. Without any of them
    /// one is derived from the content, so that rows of two tables are never taken for versions of one dispatch.
    fn id(&self, dispatch: &Dispatch) -> String {
        let id = self.line(Field::Id).unwrap_or_default();
        let is_number = id.len() <= LONGEST_NUMBER && id.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        if self.trusts_ids || !is_number {
            return id;
        }
        if let Some(url) = self.line(Field::Url) {
            return url;
        }
        let Some(day) = dispatch.created.filter(|_| !id.is_empty()).map(|moment| moment.day()) else {
            return String::new();
        };
        let provider = dispatch.provider.as_deref().unwrap_or("x").to_lowercase().replace(char::is_whitespace, "-");
        format!("{provider}-{}-{id}", day.strftime("%Y%m%d"))
    }

    fn dateline(&self, raw: String) -> Dateline {
        let split = dateline::split(&raw, None).and_then(|(dateline, _)| dateline.place);
        let place = split.or_else(|| dateline::is_place(&raw).then(|| dateline::titled(&raw)));
        Dateline { raw, place, ..Dateline::default() }
    }

    fn lists(&self, dispatch: &mut Dispatch) {
        const IN_CELLS: &[char] = &[';', '|', ','];
        const WITHIN: &[char] = &[';', '|'];
        for (field, cell) in &self.cells {
            match field {
                Field::Keywords | Field::Topics | Field::People => {
                    parts(cell, IN_CELLS).for_each(|value| add(dispatch, *field, value));
                }
                Field::Locations | Field::Organisations => {
                    parts(cell, WITHIN).for_each(|value| add(dispatch, *field, value));
                }
                Field::Notes => add(dispatch, *field, clean::markup_line(cell)),
                _ => {}
            }
        }
        for (field, element) in &self.elements {
            match field {
                Field::Notes => add(dispatch, *field, clean::markup_line(element)),
                _ => parts(element, WITHIN).for_each(|value| add(dispatch, *field, value)),
            }
        }
    }
}

/// Adds a value to the list of a dispatch that the field stands for.
fn add(dispatch: &mut Dispatch, field: Field, value: String) {
    match field {
        Field::Keywords => dispatch.keywords.push(value),
        Field::Topics => dispatch.topics.push(Topic { label: value, ..Topic::default() }),
        Field::Locations => dateline::add_place(dispatch, &value, PlaceRole::Mentioned),
        Field::People => {
            dispatch.people.push(Person { forms: vec![value.clone()], name: value, ..Person::default() });
        }
        Field::Organisations => dispatch.organisations.push(value),
        Field::Notes => dispatch.notes.push(value),
        _ => {}
    }
}

/// The parts of a cell that lists several, at the first of `separators` that stands in it. The brackets and quotes of a
/// list that a program has printed are dropped.
fn parts(cell: &str, separators: &[char]) -> impl Iterator<Item = String> + use<> {
    let cell = cell.trim();
    let inner = cell.strip_prefix('[').and_then(|cell| cell.strip_suffix(']'));
    let (cell, is_list) = (inner.unwrap_or(cell), inner.is_some());
    let separator = separators.iter().copied().find(|separator| cell.contains(*separator));
    let separator = if is_list { Some(',') } else { separator };
    let quotes: &[char] = if is_list { &[' ', '\'', '"'] } else { &[' '] };
    let parts: Vec<String> = match separator {
        Some(separator) => cell.split(separator).map(|part| clean::markup_line(part.trim_matches(quotes))).collect(),
        None => vec![clean::markup_line(cell.trim_matches(quotes))],
    };
    parts.into_iter().filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[(Field, &'static str)]) -> Result<Dispatch, SkipReason> {
        let mut row = Row::default();
        cells.iter().for_each(|(field, cell)| row.push(*field, *cell));
        row.dispatch()
    }

    #[test]
    fn a_row_gives_every_field() {
        let dispatch = row(&[
            (Field::Id, "AFP-17"),
            (Field::Headline, "Crue de l&#39;Orvine"),
            (Field::Body, "<p>VALMONT (AFP) - Un.</p><p>Deux.</p>"),
            (Field::Date, "09/03/2025"),
            (Field::Time, "14h05"),
            (Field::Provider, "Agence France-Presse"),
            (Field::Byline, "Ada Roy"),
            (Field::Topics, "Météo; Rivières"),
            (Field::Keywords, "['crue', 'ponts']"),
            (Field::Locations, "Caen|Orvine, Normandie"),
            (Field::People, "Ilo Stern, Ada Brévent"),
            (Field::Status, "Annulée"),
            (Field::Urgency, "3"),
            (Field::Language, "fr"),
        ])
        .unwrap();
        assert_eq!((dispatch.id.as_str(), dispatch.headline.as_str()), ("AFP-17", "Crue de l'Orvine"));
        assert_eq!(dispatch.body, ["Un.", "Deux."]);
        assert_eq!(dispatch.created.unwrap().to_string(), "2025-03-09T14:05:00+01:00");
        assert_eq!((dispatch.provider.as_deref(), dispatch.status), (Some("AFP"), Status::Canceled));
        assert_eq!(dispatch.keywords, ["crue", "ponts"]);
        assert_eq!(dispatch.topics.iter().map(|topic| topic.label.as_str()).collect::<Vec<_>>(), ["Météo", "Rivières"]);
        let places: Vec<_> = dispatch.locations.iter().map(|place| place.name.as_str()).collect();
        assert_eq!(places, ["Caen", "Orvine, Normandie", "Valmont"]);
        assert_eq!(dispatch.people.len(), 2);
        assert_eq!((dispatch.urgency, dispatch.warnings.len()), (Some(3), 0));
    }

    #[test]
    fn identifiers_that_are_mere_numbers_are_made_unique() {
        let id = |cells: &[(Field, &'static str)]| {
            let cells: Vec<_> = cells.iter().copied().chain([(Field::Headline, "Un")]).collect();
            row(&cells).unwrap().id
        };
        assert_eq!(id(&[(Field::Id, "urn:x:1")]), "urn:x:1");
        assert_eq!(id(&[(Field::Id, "17"), (Field::Url, "https://exemple.fr/17")]), "https://exemple.fr/17");
        assert_eq!(id(&[(Field::Id, "17"), (Field::Date, "2025-03-09"), (Field::Provider, "AFP")]), "afp-20250309-17");
        assert_eq!(id(&[(Field::Id, "17")]), "");
        let mut mapped = Row::new(true);
        mapped.push(Field::Id, "17");
        mapped.push(Field::Headline, "Un");
        assert_eq!(mapped.dispatch().unwrap().id, "17");
    }

    #[test]
    fn bad_cells_are_warnings_and_a_row_without_text_is_none() {
        let bad = row(&[
            (Field::Headline, "Un"),
            (Field::Date, "bientôt"),
            (Field::Urgency, "12"),
            (Field::Version, "v1"),
            (Field::Status, "?!"),
        ]);
        assert_eq!(bad.unwrap().warnings.len(), 4);
        let none =
            row(&[(Field::Id, "a"), (Field::Topics, "Météo"), (Field::Headline, " "), (Field::Body, "<p> </p>")]);
        assert_eq!(none, Err(SkipReason::NotADispatch("a row without headline or text".to_owned())));
    }
}
