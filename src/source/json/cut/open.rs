//! The end of one value of JSON, looked for in a text that comes piece by piece.

use memchr::memchr2;

/// A value whose end is looked for.
pub(super) struct Open {
    /// Where in the text it begins.
    pub start: usize,
    /// Brackets that are open.
    pub depth: usize,
    /// Whether a text between quotes is open.
    pub in_text: bool,
    /// A number or a word: it ends before the next delimiter.
    pub is_bare: bool,
    /// An element of a list, else the value of a key.
    pub is_record: bool,
    /// It has grown too long: nothing is kept of it.
    pub dropped: bool,
}

impl Open {
    /// Goes on from `at` to the end of the value; false if it is not in `text`.
    pub fn scan(&mut self, text: &[u8], at: &mut usize) -> bool {
        loop {
            if self.in_text {
                match end_of_text(text, *at) {
                    Some(end) => *at = end,
                    None => {
                        // An escape that is cut in two is looked at again.
                        *at = text.len() - usize::from(ends_in_escape(&text[*at..]));
                        return false;
                    }
                }
                self.in_text = false;
                if self.depth == 0 {
                    return true;
                }
            }
            let Some(&byte) = text.get(*at) else { return false };
            match byte {
                b'"' if !self.is_bare => self.in_text = true,
                b'{' | b'[' if !self.is_bare => self.depth += 1,
                b'}' | b']' | b',' if self.is_bare => return true,
                b'}' | b']' => {
                    self.depth = self.depth.saturating_sub(1);
                    if self.depth == 0 {
                        *at += 1;
                        return true;
                    }
                }
                _ if self.depth == 0 => self.is_bare = true,
                _ => {}
            }
            *at += 1;
        }
    }
}

/// Whether a text that has no end here ends in the first half of an escape.
fn ends_in_escape(text: &[u8]) -> bool {
    text.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// Behind the quote that ends the text in which `at` lies.
pub(super) fn end_of_text(text: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let found = at + memchr2(b'"', b'\\', text.get(at..)?)?;
        if text[found] == b'"' {
            return Some(found + 1);
        }
        at = found + 2;
    }
}
