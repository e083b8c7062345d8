//! What `less` is told to look for.

use std::ops::Range;

use depeche::safe::for_terminal;

use crate::cli::text::rows;

/// Before a word: the start of a line or what is no letter or digit. `\b` is not known to every `less`, and `\<` neither.
const BEFORE: &str = "(^|[^[:alnum:]])";
/// After a word. The end of a line cannot be asked for: in an option of `less`, `$` ends what it is given.
const AFTER: &str = "[^[:alnum:]]";
/// Bytes of a pattern: `less` has room for about 2,000, and half an expression is none.
const MOST: usize = 1500;

/// What is marked in a page, as a regular expression.
///
/// It is made of words that stood in a dispatch, and goes to `less` as if it were typed there. So of these words only
/// letters and digits come in; whatever else is in them, a line end or a sign that means something to `less`, to a regular
/// expression or to a shell, is `.`, any character.
#[derive(Debug, Default)]
pub struct Pattern {
    forms: Vec<String>,
    length: usize,
}

impl Pattern {
    /// Adds the `marked` ranges of a line of the page.
    pub fn add(&mut self, line: &str, marked: &[Range<usize>]) {
        for row in rows(line, marked) {
            let text = for_terminal(&line[row.clone()]);
            let letters: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { '.' }).collect();
            let before = if line[..row.start].ends_with(char::is_alphanumeric) { "" } else { BEFORE };
            let after = match line[row.end..].chars().next() {
                Some(next) if !next.is_alphanumeric() => AFTER,
                _ => "",
            };
            self.push(format!("{before}{letters}{after}"));
        }
    }

    fn push(&mut self, form: String) {
        let length = self.length + form.len() + 1;
        if length <= MOST && !self.forms.contains(&form) {
            self.length = length;
            self.forms.push(form);
        }
    }

    /// The expression, in what POSIX, PCRE and GNU have in common; `None` when nothing is marked.
    pub fn regex(&self) -> Option<String> {
        (!self.forms.is_empty()).then(|| self.forms.join("|"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The pattern of a line in which the words between asterisks are marked.
    fn pattern(line: &str) -> Option<String> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        for (number, piece) in line.split('*').enumerate() {
            if number % 2 == 1 {
                pieces.push(text.len()..text.len() + piece.len());
            }
            text.push_str(piece);
        }
        let mut pattern = Pattern::default();
        pattern.add(&text, &pieces);
        pattern.regex()
    }

    #[test]
    fn words_are_looked_for_as_they_stand() {
        let (b, a) = (BEFORE, AFTER);
        for (line, wanted) in [
            ("rien", None),
            ("le *port* ferme", Some(format!("{b}port{a}"))),
            ("le *port*", Some(format!("{b}port"))),
            ("*Port*, *port*, *Port*, *Ports*", Some(format!("{b}Port{a}|{b}port{a}|{b}Ports"))),
            ("*garanties* *de* *sécurité* :", Some(format!("{b}garanties.de.sécurité{a}"))),
            ("l’*aujourd’hui*.", Some(format!("{b}aujourd.hui{a}"))),
            ("le 5*G* ici", Some(format!("G{a}"))),
        ] {
            assert_eq!(pattern(line), wanted, "{line}");
        }
    }

    #[test]
    fn nothing_in_a_word_commands_less_or_a_shell() {
        let line = "le *a\n!rm$HOME|(b)[c]\\\u{1b}d\u{9b}* fin";
        assert_eq!(pattern(line), Some(format!("{BEFORE}a..rm.HOME..b..c...u.1b.d.u.9b.{AFTER}")));
    }

    #[test]
    fn a_pattern_stays_whole_whatever_is_marked() {
        let line: String = (0..500).map(|n| format!("*mot{n}* et ")).collect();
        let regex = pattern(&line).unwrap();
        assert!(regex.len() <= MOST && regex.len() > MOST - 100, "{}", regex.len());
        assert!(regex.starts_with(&format!("{BEFORE}mot0{AFTER}|")) && regex.ends_with(AFTER), "{regex}");
    }

    proptest! {
        #[test]
        fn only_letters_digits_and_our_own_signs_come_out(text in any::<String>()) {
            let mut pattern = Pattern::default();
            pattern.add(&text, std::slice::from_ref(&(0..text.len())));
            let regex = pattern.regex().unwrap_or_default();
            let words = regex.strip_prefix(BEFORE).unwrap_or(&regex);
            prop_assert!(words.chars().all(|c| c.is_alphanumeric() || c == '.'), "{regex}");
        }
    }
}
