//! The values that the documents of one segment have in a column.

use tantivy::SegmentReader;
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::Weight;

use super::shown::Shown;
use crate::index::facet::{Facet, Kind, NUMBERS};

/// What a query finds in one segment, with its values.
#[derive(Debug, Default)]
pub struct Found {
    /// Hits, a text that was sent several times where its first copy is.
    pub dispatches: u64,
    /// Each value that is there, and how often.
    pub terms: Vec<Term>,
    /// Places in `terms`, one document after the other.
    pub places: Vec<u32>,
    /// The documents with a value.
    pub documents: Vec<Document>,
}

/// A value of the column.
#[derive(Clone, Debug, Default)]
pub struct Term {
    /// What it shares with the values that it counts as one with.
    pub key: String,
    /// As it is written.
    pub form: String,
    /// How often it is among the documents found.
    pub times: u64,
}

/// A document that the query finds.
#[derive(Clone, Copy, Debug)]
pub struct Document {
    /// Where its values end.
    pub end: usize,
    /// The group of copies that it belongs to.
    pub group: Option<u32>,
}

/// A column of values by number.
enum Values {
    Text(StrColumn),
    Number(Column<u64>),
    /// No document of the segment has a value.
    Empty,
}

impl Values {
    fn open(reader: &SegmentReader, facet: Facet) -> tantivy::Result<Self> {
        Ok(match facet.kind() {
            Kind::Text => reader.fast_fields().str(facet.column())?.map_or(Values::Empty, Values::Text),
            Kind::Number => Values::Number(reader.fast_fields().u64(facet.column())?),
        })
    }

    fn ords(&self) -> Option<&Column<u64>> {
        match self {
            Values::Text(column) => Some(column.ords()),
            Values::Number(column) => Some(column),
            Values::Empty => None,
        }
    }

    /// One more than the greatest number.
    fn len(&self) -> usize {
        match self {
            Values::Text(column) => column.num_terms(),
            Values::Number(_) => NUMBERS,
            Values::Empty => 0,
        }
    }

    /// What these numbers stand for; they are sorted.
    fn terms(&self, ords: &[u64]) -> tantivy::Result<Vec<String>> {
        let mut terms = Vec::with_capacity(ords.len());
        match self {
            Values::Text(column) => {
                let mut add = |term: &[u8]| terms.push(String::from_utf8_lossy(term).into_owned());
                column.dictionary().sorted_ords_to_term_cb(ords, &mut add)?;
            }
            Values::Number(_) => terms.extend(ords.iter().map(u64::to_string)),
            Values::Empty => {}
        }
        Ok(terms)
    }
}

/// The values of what `weight`, that of the query that `shown` was made for, finds in segment number `ord`.
pub fn found(
    shown: &Shown<'_>,
    weight: &dyn Weight,
    ord: u32,
    reader: &SegmentReader,
    facet: Facet,
) -> tantivy::Result<Found> {
    let gate = shown.gate(ord, reader)?;
    let values = Values::open(reader, facet)?;
    let mut found = Found::default();
    let mut times = vec![0_u64; values.len()];
    weight.for_each_no_score(reader, &mut |docs| {
        for &doc in docs.iter().filter(|&&doc| gate.shows_version(doc)) {
            let place = gate.place(doc);
            found.dispatches += u64::from(place.is_none_or(|place| place.first));
            let before = found.places.len();
            for ord in values.ords().iter().flat_map(|column| column.values_for_doc(doc)) {
                if let Some(times) = times.get_mut(ord as usize) {
                    *times += 1;
                    found.places.push(ord as u32);
                }
            }
            if found.places.len() > before {
                let end = found.places.len();
                found.documents.push(Document { end, group: place.map(|place| place.group) });
            }
        }
    })?;
    found.name(&values, &times)?;
    Ok(found)
}

impl Found {
    /// Looks up the values that are there; from numbers of the column to places in `terms`.
    fn name(&mut self, values: &Values, times: &[u64]) -> tantivy::Result<()> {
        let present: Vec<u64> = (0..).zip(times).filter(|(_, times)| **times > 0).map(|(ord, _)| ord).collect();
        let mut places = vec![0_u32; times.len()];
        for (place, &ord) in (0..).zip(&present) {
            places[ord as usize] = place;
        }
        let times = present.iter().map(|&ord| times[ord as usize]);
        let term = |(form, times): (String, u64)| Term { key: Facet::key(&form), form, times };
        self.terms = values.terms(&present)?.into_iter().zip(times).map(term).collect();
        self.places.iter_mut().for_each(|ord| *ord = places[*ord as usize]);
        Ok(())
    }
}
