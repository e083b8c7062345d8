//! Whom a query for a person means, and which names in the dispatches are that person's.

use super::key::coarse;
use super::matching::{is_ruler, is_same, is_written_as, matches};
use super::name::Name;
use super::order::is_reigning;
use super::people_file::PeopleFile;
use super::{aliases, key};

/// All that is known of people: the rules, the list that is built in, and what the user says.
#[derive(Clone, Debug, Default)]
pub struct Authority {
    file: Option<PeopleFile>,
}

/// A name that is asked for, ready to be compared with the names of dispatches.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The name itself and other full names: found in all their spellings.
    full: Vec<Name>,
    /// Single words that mean the person only where they stand alone.
    bare: Vec<Name>,
    /// Of one who reigns the given name, which may have a number: `Jean-Paul`, `Jean-Paul II`.
    ruler: Option<Name>,
    /// Names that the user has told apart from it.
    apart: Vec<Name>,
    file: Option<PeopleFile>,
}

impl Authority {
    /// With what the user says.
    pub fn with_file(file: PeopleFile) -> Authority {
        Authority { file: Some(file) }
    }

    /// Whom `name` means. Nobody, where there is no letter in it.
    pub fn ask(&self, name: &str) -> Asked {
        let query = Name::parse(name);
        let mut names = aliases::of(&query);
        let mut apart = Vec::new();
        if let Some(file) = &self.file {
            let mut own = file.names_of(&query);
            // The user's names lead to those of the list.
            let more: Vec<Name> = own.iter().flat_map(aliases::of).collect();
            names.append(&mut own);
            names.extend(more);
            apart = file.others_than(&query);
        }
        let (bare, mut full): (Vec<Name>, Vec<Name>) = names.into_iter().partition(Name::is_bare_surname);
        let mut ruler = None;
        if query.is_bare() && is_reigning(name) {
            ruler = Some(query);
        } else {
            full.insert(0, query);
        }
        Asked { full, bare, ruler, apart, file: self.file.clone() }
    }

    /// Whether the user says that this is the name of nobody.
    pub fn ignores(&self, name: &str) -> bool {
        self.file.as_ref().is_some_and(|file| file.ignores(&Name::parse(name)))
    }

    /// The one person of a name that a dispatch gives: as [`Authority::ask`], but a single word means nobody else who
    /// bears it.
    pub fn identity(&self, name: &str) -> Asked {
        let mut asked = self.ask(name);
        if asked.full.first().is_some_and(Name::is_bare_surname) {
            asked.bare.push(asked.full.remove(0));
        }
        asked
    }
}

impl Asked {
    /// Whether a dispatch that names `value` names the person.
    pub fn finds(&self, value: &Name) -> bool {
        if self.apart.iter().any(|other| is_written_as(other, value))
            || self.file.as_ref().is_some_and(|f| f.ignores(value))
        {
            return false;
        }
        self.full.iter().any(|name| matches(name, value))
            || self.bare.iter().any(|name| is_same(name, value))
            || self.ruler.as_ref().is_some_and(|name| is_ruler(name, value))
    }

    /// The keys under which names are filed that [`Asked::finds`] may find. Each once.
    pub fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> =
            self.full.iter().chain(&self.bare).chain(&self.ruler).flat_map(surname_keys).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// The keys of the surname; of a name that ends in a letter, as `Cédric O`, those of its other parts.
fn surname_keys(name: &Name) -> Vec<String> {
    let sounds =
        name.surname().map(|word| word.parts.last().into_iter().flat_map(|part| &part.sounds).chain(&word.joined));
    let keys: Vec<String> =
        sounds.into_iter().flatten().map(|sound| coarse(sound)).filter(|key| !key.is_empty()).collect();
    if keys.is_empty() { keys_of(name) } else { keys }
}

/// The keys under which a name that a dispatch gives is filed: one for each sound of each of its parts. Each once.
pub fn keys_of(name: &Name) -> Vec<String> {
    let parts = name.words.iter().flat_map(|word| {
        word.parts.iter().flat_map(|part| &part.sounds).chain(&word.joined).map(|sound| key::coarse(sound))
    });
    let mut keys: Vec<String> = parts.filter(|key| !key.is_empty()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// The names by which the index should know a person: the full one, and forms that it does not contain.
///
/// `Macron` says nothing that `Emmanuel Macron` does not say; `MBS` is another name of Mohammed ben Salmane.
pub fn entries<'a>(name: &'a str, forms: &'a [String]) -> Vec<(&'a str, Name)> {
    let full = Name::parse(name);
    let mut entries: Vec<(&str, Name)> = Vec::new();
    for form in forms {
        if form == name || entries.iter().any(|(other, _)| other == form) {
            continue;
        }
        let parsed = Name::parse(form);
        let contained = parsed.words.len() < full.words.len() && matches(&parsed, &full);
        if !parsed.is_empty() && !contained {
            entries.push((form, parsed));
        }
    }
    if !full.is_empty() {
        entries.insert(0, (name, full));
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_forms_of_a_known_person_are_no_entries() {
        let forms = ["Macron", "E. Macron", "Emmanuel Macron", "Manu Premier", "EM"].map(str::to_owned);
        let entries: Vec<&str> = entries("Emmanuel Macron", &forms).into_iter().map(|(name, _)| name).collect();
        assert_eq!(entries, ["Emmanuel Macron", "E. Macron", "Manu Premier", "EM"]);
    }

    #[test]
    fn what_is_found_is_filed_under_a_key_that_is_scanned() {
        let authority = Authority::default();
        for (query, value) in [
            ("Poutine", "Vladimir Putin"),
            ("Kim Jong-un", "Kim Jong Un"),
            ("Kim Jong Un", "Kim Jong-un"),
            ("Le Pen", "Marine Lepen"),
            ("Milosevic", "Slobodan Milošević"),
            ("Rutte, Mark", "Mark Rutte"),
            ("Hassan Rohani", "Hassan Rouhani"),
            ("Bachar el-Assad", "Bashar Al Assad"),
            ("MBS", "Muhammad bin Salman"),
            ("Cédric O", "Cédric O"),
            ("O, Cédric", "Cédric O"),
            ("Jay-Z", "Jay-Z"),
            ("Christian B.", "Christian B."),
            ("pape François", "Jorge Bergoglio"),
            ("pape François", "François"),
            ("roi Charles", "Charles"),
            ("pape Jean-Paul", "Jean-Paul II"),
        ] {
            let asked = authority.ask(query);
            let value = Name::parse(value);
            assert!(asked.finds(&value), "{query}");
            let filed = keys_of(&value);
            assert!(asked.keys().iter().any(|key| filed.contains(key)), "{query} {:?} {filed:?}", asked.keys());
        }
    }

    #[test]
    fn a_sovereign_is_not_everyone_of_that_name() {
        let finds = |query: &str, value: &str| Authority::default().ask(query).finds(&Name::parse(value));
        assert!(!finds("pape François", "François Hollande") && !finds("roi Charles", "Charles Michel"));
        assert!(!finds("roi Charles", "Charles de Gaulle"));
        for (query, value) in [
            ("pape Jean-Paul", "Jean-Paul II"),
            ("pape Benoît", "Benoît XVI"),
            ("roi Louis", "Louis XVI"),
            ("roi Mohammed", "Mohammed VI"),
            ("prince Albert", "Albert II"),
            ("prince Albert", "Albert"),
        ] {
            assert!(finds(query, value), "{query} / {value}");
        }
        assert!(finds("François", "François Hollande") && finds("président Macron", "Emmanuel Macron"));
    }

    #[test]
    fn the_user_has_the_last_word() {
        let file = PeopleFile::parse("Ilo Stern = Loup de Brume\nAda Roux != Ada Roux (voile)\nignore Prix Stern");
        let authority = Authority::with_file(file.unwrap());
        let finds = |query: &str, value: &str| authority.ask(query).finds(&Name::parse(value));
        assert!(finds("Ilo Stern", "Loup de Brume") && finds("Loup de Brume", "Stern, Ilo"));
        assert!(finds("Ada Roux", "Ada Roux") && !finds("Ada Roux", "Ada Roux (voile)"));
        assert!(finds("Ada Roux (voile)", "Ada Roux (voile)") && !finds("Ada Roux (voile)", "Ada Roux"));
        assert!(finds("Stern", "Ilo Stern") && !finds("Stern", "Prix Stern"));
    }
}
