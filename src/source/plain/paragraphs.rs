//! Dispatches that are nothing but text: perhaps a headline, perhaps a dateline, paragraphs.

use super::blocks;
use super::tidy::tidy;
use crate::dispatch::Dispatch;
use crate::source::{advisory, complete, dateline, sign_off};

/// A headline has at most this many characters.
const LONGEST_HEADLINE: usize = 200;

/// Whether there is a letter in `text`: all that it takes.
pub fn recognises(text: &str) -> bool {
    text.contains(char::is_alphabetic)
}

/// Reads any text.
pub fn read(text: &str) -> Dispatch {
    let text = tidy(text);
    let mut dispatch = Dispatch::default();
    let mut rest = text.trim();
    while let Some((line, after)) = rest.split_once('\n').filter(|(line, _)| advisory::is_advisory(line)) {
        dispatch.notes.push(line.trim().to_owned());
        rest = after.trim_start();
    }
    if let Some((headline, after)) = headline(rest) {
        dispatch.headline = headline.to_owned();
        rest = after;
    }
    dispatch.body = blocks::paragraphs(rest);
    complete::open(&mut dispatch, None);
    let zone = complete::zone(&dispatch);
    complete::close(&mut dispatch, &zone);
    dispatch
}

/// The first line, when it stands apart as a headline does, and the text after it.
fn headline(text: &str) -> Option<(&str, &str)> {
    let (line, after) = text.split_once('\n')?;
    let (line, next) = (line.trim(), after.split('\n').next().unwrap_or_default().trim());
    let length = line.chars().count();
    let apart = if next.is_empty() {
        true
    } else {
        // Without a blank line after it, the first of lines that were broken to a width is as long as the others.
        !blocks::has_blank_line(text) && next.chars().count() * 3 > length * 4
    };
    let like_one = length <= LONGEST_HEADLINE
        && !line.ends_with('.')
        && line.contains(char::is_alphabetic)
        && !sign_off::is_signature(line)
        && dateline::split(line, None).is_none();
    (apart && like_one && after.contains(char::is_alphabetic)).then_some((line, after))
}
