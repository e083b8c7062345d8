//! Well-known people who have names that no rule brings together: `Jorge Bergoglio` and the pope of his name.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::authority::aliases;
use super::name::Form;

/// The well-known person of this name, by a number that is the same for all names of one; nobody for a single word that
/// is not a name of its own, such as a surname.
pub fn person(form: &Form) -> Option<usize> {
    PEOPLE.get(&form.key()).copied()
}

static PEOPLE: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut people = HashMap::new();
    for (number, names) in aliases::people().enumerate() {
        let forms: Vec<Form> = names.map(Form::new).collect();
        for form in &forms {
            // A surname is a part of the full name, which the dispatch itself brings together.
            let part = forms.iter().any(|full| full.words.len() > 1 && full.words.contains(&form.words.join(" ")));
            if !part {
                people.entry(form.key()).or_insert(number);
            }
        }
    }
    people
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_person() {
        let person = |name: &str| person(&Form::new(name));
        assert!(person("Brigitte Macron").is_some());
        assert_eq!(person("Brigitte Macron"), person("Brigitte Trogneux"));
        assert_eq!(person("MBS"), person("Mohammed ben Salmane"));
        assert_ne!(person("Brigitte Macron"), person("Emmanuel Macron"));
        assert_eq!(person("Macron"), None);
    }
}
