//! Names that match, and names that do not.

use proptest::prelude::*;

use super::*;

fn found(query: &str, value: &str) -> bool {
    matches(&Name::parse(query), &Name::parse(value))
}

#[test]
fn names_that_match() {
    for (query, value) in [
        ("Mark Rutte", "Rutte, Mark"),
        ("Macron", "Brigitte Macron"),
        ("Emmanuel Macron", "Emmanuel Jean-Michel Frédéric Macron"),
        ("E. Macron", "Emmanuel Macron"),
        ("Emmanuel Macron", "E. Macron"),
        ("Poutine Vladimir", "Vladimir Putin"),
        ("Charles de Gaulle", "Gaulle, Charles de"),
        ("Jean-Claude Van Damme", "Jean-Claude Vandamme"),
        ("Bachar al-Assad", "Bashar Assad"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Kim Jongun", "Kim Jong-un"),
        ("J.-P. Raffarin", "Jean-Pierre Raffarin"),
        ("Jean-Pierre Raffarin", "JP Raffarin"),
        ("Pedro Sánchez", "Pedro Sánchez Pérez-Castejón"),
        ("George Bush", "George W. Bush"),
        ("George Bush", "George H. W. Bush"),
        ("George W. Bush", "George Bush"),
        ("George W. Bush", "George Walker Bush"),
        ("Donald J. Trump", "Donald Trump"),
        ("Joe Biden", "Joseph Biden"),
        ("Moretti", "Éric Dupond-Moretti"),
        ("Le Pen", "Marine Le Pen"),
        ("Lepen", "Marine Le Pen"),
        ("Mohammed ben Salmane", "Muhammad bin Salman al-Saud"),
        ("Edgar Hoover", "J. Edgar Hoover"),
        ("Ben Laden", "Oussama ben Laden"),
        ("Cédric O", "Cédric O"),
        ("Jay-Z", "Jay-Z"),
        ("Jay Z", "Jay-Z"),
        ("Notorious B.I.G.", "Notorious B.I.G."),
        ("Poutin", "Vladimir Poutine"),
    ] {
        assert!(found(query, value), "{query} / {value}");
    }
}

#[test]
fn names_that_do_not() {
    for (query, value) in [
        ("Paul Martin", "Jean-Paul Martin"),
        ("Paul Martin", "Jean Paul Martin"),
        ("Jean Martin", "Jean-Paul Martin"),
        ("Louis Martin", "Louise Martin"),
        ("Brigitte Macron", "Emmanuel Macron"),
        ("Brigitte Macron", "Macron"),
        ("George W. Bush", "George H. W. Bush"),
        ("Martin Luther", "Martin Luther King"),
        ("Donald Trump", "Donald Trump Jr"),
        ("Vladimir Zelensky", "Volodymyr Zelensky"),
        ("Le Pen", "Sean Penn"),
        ("Jean Martin", "Jean Martin-Dupont"),
        ("Kim Jong-un", "Kim Jong-il"),
        ("Ben Ali", "Mohamed Ali"),
        ("Al Gore", "Lesley Gore"),
        ("Mohammed VI", "Mohammed V"),
        ("Martin", "Martine Aubry"),
        ("Martine", "Aston Martin"),
        ("Jeanne", "Jean"),
        ("Cédric O", "Cédric Olivier"),
        ("Jay-Z", "Jay Leno"),
        ("", "Emmanuel Macron"),
        ("Macron", ""),
    ] {
        assert!(!found(query, value), "{query} / {value}");
    }
}

proptest! {
    #[test]
    fn every_name_finds_itself(name in "([A-Z][a-zéèï]{1,8}[ -]){1,3}[A-Z][a-z]{2,9}") {
        prop_assert!(found(&name, &name), "{}", name);
    }

    #[test]
    fn anything_may_be_compared(a in "\\PC{0,60}", b in "[A-Za-z.,() '-]{0,200}") {
        let (a, b) = (Name::parse(&a), Name::parse(&b));
        matches(&a, &b);
        matches(&b, &a);
        is_same(&a, &b);
    }
}
