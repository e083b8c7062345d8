//! A place in a text, and the few steps forward that reading a date takes.

/// A place in a text. It is copied to try something and to come back when that fails.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

/// A run of digits.
#[derive(Clone, Copy)]
pub(super) struct Number {
    pub(super) value: u64,
    pub(super) digits: usize,
}

impl<'t> Cursor<'t> {
    /// At byte `at` of `text`, a character boundary.
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    pub(super) fn eat_one_of(&mut self, wanted: &[char]) -> Option<char> {
        self.peek().filter(|c| wanted.contains(c)).inspect(|c| self.at += c.len_utf8())
    }

    /// Skips white space, and says whether there was any.
    pub(super) fn blanks(&mut self) -> bool {
        let before = self.at;
        self.at += self.rest().len() - self.rest().trim_start().len();
        self.at > before
    }

    /// Takes the run of digits here; `None` when there is none or it is too long for a date.
    pub(super) fn number(&mut self) -> Option<Number> {
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).take(15).count();
        if !(1..=14).contains(&digits) {
            return None;
        }
        let value = self.rest()[..digits].bytes().fold(0, |sum, digit| sum * 10 + u64::from(digit - b'0'));
        self.at += digits;
        Some(Number { value, digits })
    }

    /// Takes a number of one or two digits.
    pub(super) fn small(&mut self) -> Option<i8> {
        self.number().filter(|n| n.digits <= 2).and_then(|n| i8::try_from(n.value).ok())
    }

    /// Takes a number of exactly two digits.
    pub(super) fn pair(&mut self) -> Option<i8> {
        self.number().filter(|n| n.digits == 2).and_then(|n| i8::try_from(n.value).ok())
    }

    /// Gives back the last `count` bytes, which were digits.
    pub(super) fn back(&mut self, count: usize) {
        self.at -= count;
    }

    /// Takes the run of letters here, which may be empty; accents may be separate characters.
    pub(super) fn word(&mut self) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_alphabetic() && !('\u{300}'..='\u{36f}').contains(&c));
        let word = &rest[..end.unwrap_or(rest.len())];
        self.at += word.len();
        word
    }
}
