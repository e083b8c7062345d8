//! How text lies on the screen.

use anstream::adapter::strip_str;
use terminal_size::{Height, Width, terminal_size};
use unicode_width::UnicodeWidthStr;

/// The size of a screen in characters.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    width: usize,
    height: usize,
}

impl Screen {
    /// The screen of the terminal; the usual size where the terminal does not tell.
    pub fn of_terminal() -> Self {
        let (Width(width), Height(height)) = terminal_size().unwrap_or((Width(80), Height(24)));
        Screen { width: width.into(), height: height.into() }
    }

    /// Whether `text` can be seen at once, beside a line for a prompt.
    pub fn holds(self, text: &str) -> bool {
        self.rows(text) < self.height
    }

    /// The row, from 1, for a line to stand that has `before` above it: where it stands when the text begins at the top of
    /// the screen, and no lower than a third of the screen, so that there is room for what follows.
    pub fn row_for(self, before: &str) -> usize {
        let lines = before.rfind('\n').map_or("", |end| &before[..=end]);
        (self.rows(lines) + 1).min(self.height.div_ceil(3))
    }

    /// The rows that the lines of `text` take, as the terminal breaks them.
    fn rows(self, text: &str) -> usize {
        let rows = |line: &str| strip_str(line).to_string().width().div_ceil(self.width).max(1);
        text.lines().map(rows).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "été\n\n\u{1b}[1m12345678\u{1b}[0m\n123456789\n";

    #[test]
    fn a_screen_holds_a_page_whose_lines_fit_as_the_terminal_breaks_them() {
        let holds = |width, height| Screen { width, height }.holds(PAGE);
        assert!(holds(9, 5) && holds(8, 6));
        assert!(!holds(9, 4) && !holds(8, 5));
    }

    #[test]
    fn a_match_stands_where_the_top_of_the_page_can_still_be_seen_or_a_third_down() {
        let row = |before| Screen { width: 4, height: 12 }.row_for(before);
        assert_eq!(["", "abc", "abc\nd", "abcde\nf", "a\nb\nc\n", "a\nb\nc\nd\ne\nf"].map(row), [1, 1, 2, 3, 4, 4]);
    }
}
