//! The subject of a message, as a headline.

/// Marks of an answer, in small letters.
const ANSWERS: [&str; 6] = ["re", "ré", "rép", "rep", "aw", "antw"];
/// Marks of a message that was passed on.
const PASSED_ON: [&str; 6] = ["fwd", "fw", "tr", "tr.", "wg", "i"];

/// Whether the subject says that the message answers another.
pub fn is_answer(subject: &str) -> bool {
    mark(subject.trim_start()).is_some_and(|(mark, _)| ANSWERS.contains(&mark.as_str()))
}

/// The subject without `Fwd:`, `TR:`, `Re:` and the `[name]` of a mailing list before it.
pub fn headline(subject: &str) -> String {
    let mut rest = subject.trim();
    loop {
        let shorter = mark(rest).map(|(_, rest)| rest).or_else(|| after_list(rest));
        match shorter.map(str::trim_start).filter(|shorter| !shorter.is_empty()) {
            Some(shorter) => rest = shorter,
            None => return rest.to_owned(),
        }
    }
}

/// The mark before the first colon, in small letters and without its count, and what follows it.
fn mark(subject: &str) -> Option<(String, &str)> {
    const LONGEST: usize = 12;
    let colon = subject.as_bytes().iter().take(LONGEST).position(|&byte| byte == b':')?;
    let mark = subject[..colon].trim_end().to_lowercase();
    let bare = mark.split(['[', '(', '^']).next().unwrap_or_default().trim_end();
    let known = ANSWERS.contains(&bare) || PASSED_ON.contains(&bare);
    known.then(|| (bare.to_owned(), &subject[colon + 1..]))
}

/// What follows the `[name]` of a mailing list; `[Vidéo]` and the like, written with blanks or alone, stay.
fn after_list(subject: &str) -> Option<&str> {
    const LONGEST: usize = 40;
    let (name, rest) = subject.strip_prefix('[')?.split_once(']')?;
    let like_a_list = name.len() <= LONGEST && !name.is_empty() && !name.contains(char::is_whitespace);
    like_a_list.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects() {
        for (subject, wanted, answer) in [
            ("Crue de l'Orvine", "Crue de l'Orvine", false),
            ("Fwd: TR : [depeches-fr] Crue", "Crue", false),
            ("RE: Re[2]: Crue", "Crue", true),
            ("Rép : Crue", "Crue", true),
            ("[Direct vidéo] Crue", "[Direct vidéo] Crue", false),
            ("Mali: un accord", "Mali: un accord", false),
            ("Tr", "Tr", false),
            ("Fwd:", "Fwd:", false),
            ("É: ça", "É: ça", false),
            ("", "", false),
        ] {
            assert_eq!((headline(subject).as_str(), is_answer(subject)), (wanted, answer), "{subject}");
        }
    }
}
