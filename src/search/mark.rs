//! Which words of a dispatch a query matched.
//!
//! The dispatch is cut into words by the same analysis that indexed it, and the same functions that decide whether it
//! matches decide which words to mark: so wildcards, misspellings, phrases and nearness are marked as they matched.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::french::chunks::{Chunk, chunks};
use crate::french::elision::word_start;
use crate::french::fold::fold;
use crate::french::forms::{EXACT, Forms};
use crate::french::invariable::is_invariable;
use crate::query::compile::{Mark, MarkScope, Positions, Probe, Slot};

/// Marks the words of a query in texts.
pub struct Marker<'a> {
    marks: &'a [Mark],
    initials: Initials,
    /// The slots that a term fills, each with its mark: a person may have dozens of spellings, each a mark.
    terms: FxHashMap<&'a str, Vec<Place>>,
    /// The slots that are filled by what fits.
    patterns: Vec<(&'a Slot, Place)>,
}

/// A slot: the number of its mark, and its own in that.
type Place = (usize, usize);
/// For each mark and slot the positions of the words that fill it.
type Filled = Vec<Vec<Vec<u32>>>;

/// The first letters, folded, that the words to be marked can have. Stems keep the first letter of their words, so most
/// words of a text need not be taken apart.
enum Initials {
    Any,
    Of(Vec<char>),
}

impl Initials {
    fn of(marks: &[Mark]) -> Self {
        let mut letters = Vec::new();
        for slot in marks.iter().flat_map(|mark| &mark.slots) {
            let Slot::Terms(terms) = slot else { return Initials::Any };
            let initial = |term: &String| term.trim_start_matches(['=', '^']).chars().next();
            letters.extend(
                terms
                    .iter()
                    .filter_map(initial)
                    .flat_map(|letter| fold(letter.encode_utf8(&mut [0; 4])).chars().next()),
            );
        }
        Initials::Of(letters)
    }

    fn allow(&self, word: &str) -> bool {
        let Initials::Of(letters) = self else { return true };
        match word.chars().next() {
            Some(first) if first.is_ascii_alphanumeric() => letters.contains(&first.to_ascii_lowercase()),
            // Accents, ligatures, marks to be dropped: let the analysis decide.
            _ => true,
        }
    }
}

/// A marked word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// Byte range into the text, the elided article left out.
    pub range: Range<usize>,
    /// The number of the [`Mark`] that it belongs to.
    pub mark: usize,
}

/// The words of a text, as positions count them.
struct Words {
    /// Byte range and forms at each position; `None` at a paragraph end and for words that cannot be marked.
    at: Vec<Option<(Range<usize>, Forms)>>,
    paragraph_ends: Vec<u32>,
}

impl<'a> Marker<'a> {
    /// A marker for the marks of a compiled query.
    pub fn new(marks: &'a [Mark]) -> Self {
        let mut marker =
            Marker { marks, initials: Initials::of(marks), terms: FxHashMap::default(), patterns: Vec::new() };
        let slots =
            |(number, mark): (usize, &'a Mark)| (0..).zip(&mark.slots).map(move |(at, slot)| (slot, (number, at)));
        for (slot, place) in marks.iter().enumerate().flat_map(slots) {
            match slot {
                Slot::Terms(terms) => {
                    terms.iter().for_each(|term| marker.terms.entry(term.as_str()).or_default().push(place));
                }
                Slot::Pattern(_) => marker.patterns.push((slot, place)),
            }
        }
        marker
    }

    /// Which words of a text fill which slots.
    fn fill(&self, words: &Words) -> Filled {
        let mut filled: Filled = self.marks.iter().map(|mark| vec![Vec::new(); mark.slots.len()]).collect();
        let headline_end = words.paragraph_ends.first().copied().unwrap_or(0);
        let in_scope = |mark: usize, position: u32| match self.marks[mark].scope {
            MarkScope::Everywhere => true,
            MarkScope::Headline => position < headline_end,
            MarkScope::Body => position > headline_end,
        };
        let mut add = |(mark, slot): Place, position: u32| {
            let positions = &mut filled[mark][slot];
            // Several terms of one word may fill a slot.
            if positions.last() != Some(&position) && in_scope(mark, position) {
                positions.push(position);
            }
        };
        for (position, word) in (0..).zip(&words.at) {
            let Some((_, forms)) = word else { continue };
            for term in forms.indexed() {
                self.terms.get(&*term).into_iter().flatten().for_each(|place| add(*place, position));
                let fits = self.patterns.iter().filter(|(slot, _)| slot.matches(&term));
                fits.for_each(|(_, place)| add(*place, position));
            }
        }
        filled
    }

    /// The marked words of `text`, in order, each once. `text` is that of [`crate::index::document::searched_text`]: the
    /// headline and the paragraphs, a line each.
    pub fn mark(&self, text: &str) -> Vec<Marked> {
        let words = Words::of(text, &self.initials);
        let mut places: Vec<(u32, usize)> = Vec::new();
        for (number, (mark, slots)) in self.marks.iter().zip(self.fill(&words)).enumerate() {
            places.extend(words.positions_of(mark, &slots).into_iter().map(|position| (position, number)));
        }
        places.sort_unstable();
        places.dedup_by_key(|(position, _)| *position);
        self.drop_lone_grammatical_words(&mut places);
        let word = |(position, mark): (u32, usize)| {
            let (range, _) = words.at.get(position as usize)?.as_ref()?;
            Some(Marked { range: range.clone(), mark })
        };
        places.into_iter().filter_map(word).collect()
    }

    /// A query such as `garanties de sécurité` would mark every `de` of the text. A grammatical word is marked only in a
    /// row of marked words with a telling one among them, unless the text has no telling one.
    fn drop_lone_grammatical_words(&self, places: &mut Vec<(u32, usize)>) {
        let tells = |place: &(u32, usize)| !is_grammatical(&self.marks[place.1]);
        if !places.iter().any(tells) {
            return;
        }
        let rows = places.chunk_by(|a, b| a.0 + 1 == b.0);
        *places = rows.filter(|row| row.iter().any(tells)).flatten().copied().collect();
    }
}

/// Whether a mark is of a single grammatical word.
fn is_grammatical(mark: &Mark) -> bool {
    let word = |term: &String| term.strip_prefix(EXACT).is_some_and(is_invariable);
    match (&mark.probe, mark.slots.as_slice()) {
        (Probe::Slot(_), [Slot::Terms(terms)]) => terms.iter().all(word),
        _ => false,
    }
}

impl Words {
    fn of(text: &str, initials: &Initials) -> Self {
        let mut words = Words { at: Vec::new(), paragraph_ends: Vec::new() };
        for chunk in chunks(text) {
            match chunk {
                Chunk::Word(range)
                    if !initials.allow(&text[range.start + word_start(&text[range.clone()])..range.end]) =>
                {
                    words.at.push(None);
                }
                Chunk::Word(range) => {
                    let forms = Forms::of(&text[range.clone()]);
                    words.at.push(Some((range.start + forms.start..range.end, forms)));
                }
                Chunk::ParagraphEnd(_) => {
                    words.paragraph_ends.push(words.at.len() as u32);
                    words.at.push(None);
                }
            }
        }
        words
    }

    /// The positions of the words that `mark` marks, its slots being filled.
    fn positions_of(&self, mark: &Mark, slots: &[Vec<u32>]) -> Vec<u32> {
        if slots.iter().all(Vec::is_empty) {
            return Vec::new();
        }
        let positions = Positions { slots, paragraph_ends: &self.paragraph_ends };
        let spans = mark.probe.spans(&positions);
        let words = |probe: &Probe| matches!(probe, Probe::Slot(_));
        if words(&mark.probe) {
            return spans.into_iter().map(|span| span.start).collect();
        }
        // Between two words that stand near each other there are others: mark those that were asked for.
        let mut asked: Vec<u32> = slots.concat();
        asked.retain(|&position| spans.iter().any(|span| span.start <= position && position < span.end));
        asked
    }
}

/// The lines of `text`, each with those of the ranges `marked` that lie in it, counted from its beginning. The ranges are in
/// order and do not overlap.
pub fn marked_lines<'a>(text: &'a str, marked: &[Range<usize>]) -> impl Iterator<Item = (&'a str, Vec<Range<usize>>)> {
    let (mut next, mut rest) = (0, marked);
    text.lines().map(move |line| {
        let (start, end) = (next, next + line.len());
        next = end + 1;
        let before = rest.iter().take_while(|range| range.start < start).count();
        let inside = rest[before..].iter().take_while(|range| range.end <= end).count();
        let (here, after) = rest[before..].split_at(inside);
        rest = after;
        (line, here.iter().map(|range| range.start - start..range.end - start).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;
    use crate::index::fields::Fields;
    use crate::query::compile::compile;
    use crate::query::{ParseOptions, parse};

    /// The marked words of a text whose first line is its headline.
    fn marked(query: &str, text: &str) -> Vec<String> {
        let (_, fields) = Fields::schema();
        let node = parse(query, &ParseOptions { any: false, now: clock::now() }).unwrap().node;
        let compiled = compile(&node, &fields).unwrap();
        Marker::new(&compiled.marks).mark(text).into_iter().map(|word| text[word.range].to_owned()).collect()
    }

    #[test]
    fn what_matched_is_marked_and_nothing_else() {
        let text =
            "L’OTAN réitère\nLes alliés de l’OTAN ont réitéré l’appel. Zelensky, lui, a salué les états-majors.\n";
        for (query, expected) in [
            ("otan", vec!["OTAN", "OTAN"]),
            ("reiterer", vec!["réitère", "réitéré"]),
            ("=réitéré", vec!["réitéré"]),
            ("titre:otan", vec!["OTAN"]),
            ("texte:otan", vec!["OTAN"]),
            ("z?lensk*", vec!["Zelensky"]),
            ("zelenski~", vec!["Zelensky"]),
            ("\"alliés de l’OTAN\"", vec!["alliés", "de", "OTAN"]),
            ("alliés PRES/3 otan", vec!["alliés", "OTAN"]),
            ("état-major", vec!["états", "majors"]),
            ("otan SAUF zelensky", vec!["OTAN", "OTAN"]),
            ("alliés otan -appel", vec!["OTAN", "alliés", "OTAN"]),
        ] {
            assert_eq!(marked(query, text), expected, "{query}");
        }
    }

    #[test]
    fn grammatical_words_are_marked_beside_others_only() {
        let text = "\nLes garanties de sécurité de la mer Noire.\n";
        assert_eq!(marked("garanties de sécurité", text), ["garanties", "de", "sécurité", "de"]);
        assert_eq!(marked("mer de", text), ["mer"]);
        assert_eq!(marked("de", text), ["de", "de"]);
    }
}
