//! A few sentences of a dispatch around what matched, never cut within.

use std::ops::Range;

use super::hit::Snippet;
use super::mark::{Marked, Marker};
use crate::dispatch::{Dispatch, Status};
use crate::french::sentences::sentences;
use crate::index::document::searched_text;

/// A snippet grows up to this many characters; one sentence is shown whole even if it is longer.
const LENGTH: usize = 280;
/// A single sentence longer than this is cut, at a word.
const LONGEST: usize = 600;
/// Stands where text is left out.
const GAP: &str = " […] ";

/// Makes the snippet of a dispatch: the sentences of its text with the most of the query in them, in their order. And
/// gives what is marked of its headline.
pub fn snippet(dispatch: &Dispatch, marker: &Marker<'_>) -> (Snippet, Vec<Range<usize>>) {
    let text = searched_text(dispatch);
    let marked = marker.mark(&text);
    let headline: Vec<_> =
        marked.iter().map(|word| word.range.clone()).take_while(|range| range.end <= dispatch.headline.len()).collect();
    if dispatch.status == Status::Canceled {
        return (notice(dispatch), headline);
    }
    let sentences = all_sentences(&text, dispatch.headline.len() + 1);
    let chosen = choose(&text, &sentences, &marked);
    (assemble(&text, &sentences, &chosen, &marked), headline)
}

/// What a killed dispatch is shown with: its notes, and never its text, which must not be used.
fn notice(dispatch: &Dispatch) -> Snippet {
    let text = dispatch.notes.join(" ");
    let shown = cut(&text, &(0..text.len()), &[]);
    let dots = if shown.end < text.len() { " …" } else { "" };
    Snippet { text: format!("{}{dots}", &text[shown]), highlights: Vec::new() }
}

/// The sentences of the paragraphs from byte `from` on.
fn all_sentences(text: &str, from: usize) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = from.min(text.len());
    for paragraph in text[start..].split_inclusive('\n') {
        let line = paragraph.trim_end_matches('\n');
        all.extend(sentences(line).map(|range| start + range.start..start + range.end));
        start += paragraph.len();
    }
    all
}

/// The numbers of the sentences to show: the one with the most different words of the query, the first of equals, and
/// then those that add to it, as long as there is room.
fn choose(text: &str, sentences: &[Range<usize>], marked: &[Marked]) -> Vec<usize> {
    let length = |number: usize| text[sentences[number].clone()].chars().count();
    // A standfirst is often the first paragraph over again.
    let differs = |a: usize, b: usize| text[sentences[a].clone()] != text[sentences[b].clone()];
    let mut shown: Vec<usize> = Vec::new();
    let mut seen: Vec<usize> = Vec::new();
    let mut room = LENGTH;
    loop {
        let best =
            (0..sentences.len()).filter(|&number| shown.iter().all(|&other| differs(number, other))).map(|number| {
                let mut new: Vec<usize> = marks_in(marked, &sentences[number]).map(|word| word.mark).collect();
                new.sort_unstable();
                new.dedup();
                new.retain(|mark| !seen.contains(mark));
                (new.len(), marks_in(marked, &sentences[number]).count(), number)
            });
        let best = best
            .filter(|&(_, count, _)| count > 0)
            .max_by_key(|&(new, count, number)| (new, count, usize::MAX - number));
        match best {
            Some((new, _, number)) if shown.is_empty() || (new > 0 || shown.len() < 2) && length(number) <= room => {
                seen.extend(marks_in(marked, &sentences[number]).map(|word| word.mark));
                room = room.saturating_sub(length(number));
                shown.push(number);
            }
            _ => break,
        }
    }
    if shown.is_empty() && !sentences.is_empty() {
        shown.push(0);
    }
    shown.sort_unstable();
    shown
}

/// The marked words of a sentence.
fn marks_in<'a>(marked: &'a [Marked], sentence: &Range<usize>) -> impl Iterator<Item = &'a Marked> {
    let from = marked.partition_point(|word| word.range.start < sentence.start);
    let end = sentence.end;
    marked[from..].iter().take_while(move |word| word.range.end <= end)
}

fn assemble(text: &str, sentences: &[Range<usize>], chosen: &[usize], marked: &[Marked]) -> Snippet {
    let mut snippet = Snippet::default();
    let mut last: Option<usize> = None;
    for &number in chosen {
        match last {
            Some(last) if last + 1 == number => snippet.text.push(' '),
            Some(_) => snippet.text.push_str(GAP),
            None => {}
        }
        last = Some(number);
        let sentence = cut(text, &sentences[number], marked);
        if sentence.start > sentences[number].start {
            snippet.text.push_str("… ");
        }
        let shift = snippet.text.len();
        snippet.text.push_str(&text[sentence.clone()]);
        if sentence.end < sentences[number].end {
            snippet.text.push_str(" …");
        }
        let inside = marked.iter().filter(|word| sentence.start <= word.range.start && word.range.end <= sentence.end);
        snippet.highlights.extend(
            inside.map(|word| shift + word.range.start - sentence.start..shift + word.range.end - sentence.start),
        );
    }
    snippet
}

/// The part of an overlong sentence to show: from a little before its first marked word, between two words.
fn cut(text: &str, sentence: &Range<usize>, marked: &[Marked]) -> Range<usize> {
    if sentence.len() <= LONGEST {
        return sentence.clone();
    }
    let first = marked.iter().map(|word| word.range.start).find(|&start| sentence.contains(&start));
    let wanted = first.unwrap_or(sentence.start).saturating_sub(LENGTH / 2).max(sentence.start);
    let start = between_words(text, wanted, sentence);
    let end = between_words(text, (start + LENGTH * 2).min(sentence.end), sentence);
    // A word without end has no place to cut at.
    if start < end { start..end } else { text.floor_char_boundary(wanted)..text.floor_char_boundary(wanted + LENGTH) }
}

/// The nearest place at or before `at`, within the sentence, where a word begins; `at` itself at the sentence's ends.
fn between_words(text: &str, at: usize, sentence: &Range<usize>) -> usize {
    if at <= sentence.start || at >= sentence.end {
        return at.clamp(sentence.start, sentence.end);
    }
    let at = text.floor_char_boundary(at);
    text[sentence.start..at].rfind(char::is_whitespace).map_or(sentence.start, |space| {
        let space = sentence.start + space;
        space + text[space..].chars().next().map_or(0, char::len_utf8)
    })
}
