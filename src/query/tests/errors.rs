//! Queries that are wrong, and what is said of them.

use super::read;

/// What is said of each query, one after the other.
fn told(queries: &[&str]) -> String {
    let told = queries.iter().map(|query| match read(query, false) {
        Ok(parsed) => panic!("{query:?} is understood: {}", super::tree(&parsed.node)),
        Err(error) => error.render(query),
    });
    told.collect::<Vec<_>>().join("\n\n")
}

#[test]
fn operators() {
    insta::assert_snapshot!(told(&[
        "", " ?! ", "ET a", "a OU", "a ET OU b", "(a OU) b", "(ET a) b", "a ()", "SAUF", "SAUF SAUF a", "a --b",
        "macron ET", "a SAUF -b",
    ]), @r#"
    the query is empty
      
      ^
    hint: write words to search for
    example: otan ankara

    the query is empty
       ?! 
      ^~~~
    hint: write words to search for
    example: otan ankara

    nothing stands before this operator
      ET a
      ^~
    hint: an operator stands between two operands; to search for its word, write it in quotation marks
    example: a

    nothing stands after this operator
      a OU
        ^~
    hint: an operator stands between two operands; to search for its word, write it in quotation marks
    example: a

    one operator cannot follow another
      a ET OU b
           ^~
    hint: an operator stands between two operands; to search for its word, write it in quotation marks
    example: a ET b

    nothing stands after this operator
      (a OU) b
         ^~
    hint: an operator stands between two operands; to search for its word, write it in quotation marks
    example: (a) b

    nothing stands before this operator
      (ET a) b
       ^~
    hint: an operator stands between two operands; to search for its word, write it in quotation marks
    example: (a) b

    there is nothing between these parentheses
      a ()
        ^~
    hint: write what belongs there, or take them away
    example: a

    nothing stands after this operator
      SAUF
      ^~~~
    hint: an operator stands between two operands; to search for its word, write it in quotation marks
    example: otan ET ankara

    one exclusion cannot follow another
      SAUF SAUF a
           ^~~~
    hint: take one of them away
    example: SAUF a

    only one sign can stand before a word
      a --b
        ^~
    hint: - excludes what follows, + requires it; options such as --since stand outside the quotes
    example: a -b

    nothing stands after this operator
      macron ET
             ^~
    hint: an operator stands between two operands; to search for its word, write it in quotation marks
    example: macron

    one exclusion cannot follow another
      a SAUF -b
             ^
    hint: take one of them away
    example: a SAUF b
    "#);
}

#[test]
fn marks() {
    insta::assert_snapshot!(told(&[
        "a (b OU c", "a) b", "otan \"premier ministre", "« otan", "otan » b", "a \"\" b", "\"…\"", "\"a b\"~", "\"a b\"~500",
        "*", "otan ??", "\"a * b\"", "ab~", "zelenski~3", "macr*n~", "=macron~",
    ]), @r#"
    this parenthesis is never closed
      a (b OU c
        ^
    hint: a ) is missing
    example: a (b OU c)

    this parenthesis closes nothing
      a) b
       ^
    hint: take it away
    example: a b

    this quotation mark is never closed
      otan "premier ministre
           ^
    hint: " is missing
    example: otan "premier ministre"

    this quotation mark is never closed
      « otan
      ^
    hint: » is missing
    example: « otan »

    this quotation mark closes nothing
      otan » b
           ^
    hint: take it away
    example: otan b

    there is no word between these quotation marks
      a "" b
        ^~
    hint: write the words of the phrase, or take the quotation marks away
    example: a b

    there is no word between these quotation marks
      "…"
      ^~~
    hint: write the words of the phrase, or take the quotation marks away
    example: "premier ministre"

    ~ after a phrase needs a number from 0 to 100
      "a b"~
           ^
    hint: it says how far the words may stand from their places
    example: "a b"~5

    ~ after a phrase needs a number from 0 to 100
      "a b"~500
           ^~~~
    hint: it says how far the words may stand from their places
    example: "a b"~5

    this pattern has no letter
      *
      ^
    hint: put * (any letters) or ? (one letter) beside letters
    example: macron*

    this pattern has no letter
      otan ??
           ^~
    hint: put * (any letters) or ? (one letter) beside letters
    example: macron*

    this pattern has no letter
      "a * b"
         ^
    hint: to allow for words in between, write ~ and their number after the phrase
    example: "accord climat"~5

    this word is too short for ~
      ab~
      ^~~
    hint: ~ needs a word of at least 3 letters
    example: ab

    at most 2 letters may differ
      zelenski~3
              ^~
    hint: write ~1 or ~2 after a word
    example: zelenski~2

    a pattern with * or ? cannot have ~ as well
      macr*n~
            ^
    hint: choose one of the two
    example: macr*n

    a word after = cannot have ~ as well
      =macron~
             ^
    hint: choose one of the two
    example: =macron
    "#);
}

#[test]
fn proximity() {
    insta::assert_snapshot!(told(&[
        "a PRES/0 b", "a PRES/ b", "a PRES/101 b", "a PRES/5", "PRES/5 b", "-a PRES/5 b", "a PRES/5 -b", "(a b) PRES c",
        "titre:a PRES/5 b", "(a PARA b) PRES/3 c", "(a OU b PRES/2 c) PRES/3 d", "a PARA SAUF b",
    ]), @r#"
    this distance is not a number from 1 to 100
      a PRES/0 b
        ^~~~~~
    hint: PRES/5 finds words at most 5 words apart
    example: a PRES/5 b

    this distance is not a number from 1 to 100
      a PRES/ b
        ^~~~~
    hint: PRES/5 finds words at most 5 words apart
    example: a PRES/5 b

    this distance is not a number from 1 to 100
      a PRES/101 b
        ^~~~~~~~
    hint: PRES/5 finds words at most 5 words apart
    example: a PRES/5 b

    nothing stands after this operator
      a PRES/5
        ^~~~~~
    hint: an operator stands between two operands; to search for its word, write it in quotation marks
    example: a

    nothing stands before this operator
      PRES/5 b
      ^~~~~~
    hint: an operator stands between two operands; to search for its word, write it in quotation marks
    example: b

    an exclusion cannot stand beside PRES
      -a PRES/5 b
      ^~
    hint: exclude the two together, in parentheses
    example: otan SAUF (macron PRES/5 poutine)

    an exclusion cannot stand beside PRES
      a PRES/5 -b
               ^~
    hint: exclude the two together, in parentheses
    example: otan SAUF (macron PRES/5 poutine)

    words that must all match cannot stand beside PRES
      (a b) PRES c
      ^~~~~
    hint: join them with OU, or make a phrase of them
    example: macron PRES/5 (poutine OU zelensky)

    a field cannot stand beside PRES
      titre:a PRES/5 b
      ^~~~~~~
    hint: put both words in the group of one field
    example: titre:(macron PRES/5 poutine)

    PARA cannot stand beside PRES
      (a PARA b) PRES/3 c
      ^~~~~~~~~~
    hint: put the PRES in parentheses
    example: otan PARA (macron PRES/5 poutine)

    only words and phrases joined by OU can stand beside PRES
      (a OU b PRES/2 c) PRES/3 d
      ^~~~~~~~~~~~~~~~~
    hint: take the PRES out of the group
    example: macron PRES/5 (poutine OU zelensky)

    an exclusion cannot stand beside PARA
      a PARA SAUF b
             ^~~~~~
    hint: exclude the two together, in parentheses
    example: otan SAUF (macron PRES/5 poutine)
    "#);
}

#[test]
fn fields() {
    insta::assert_snapshot!(told(&[
        "persone:Macron", "otan tittre:\"deux mots\"", "Macron:le", "titre: otan", "date:", "titre:-otan", "titre:sujet:a",
        "titre:(a OU sujet:b)", "agence:(AFP titre:otan)", "titre:()", "statut:fini",
        "urgence:haute", "urgence:0", "agence:*", "agence:\"a\"~2",
    ]), @r#"
    there is no field of this name
      persone:Macron
      ^~~~~~~~
    hint: did you mean `personne:`?
    example: personne:Macron

    there is no field of this name
      otan tittre:"deux mots"
           ^~~~~~~
    hint: did you mean `titre:`?
    example: otan titre:"deux mots"

    there is no field of this name
      Macron:le
      ^~~~~~~
    hint: put a space after the colon, or the whole in quotation marks
    example: Macron: le

    nothing stands directly after `titre:`
      titre: otan
      ^~~~~~
    hint: write the value without a space after the colon, or leave the colon out
    example: titre:otan

    nothing stands directly after `date:`
      date:
      ^~~~~
    hint: write the value without a space after the colon, or leave the colon out
    example: date:2025-09

    a sign cannot stand after the name of a field
      titre:-otan
            ^
    hint: put it before the name
    example: -titre:otan

    a field cannot stand inside another field
      titre:sujet:a
            ^~~~~~
    hint: write one after the other
    example: titre:otan lieu:Ankara

    a field cannot stand inside another field
      titre:(a OU sujet:b)
                  ^~~~~~
    hint: write one after the other
    example: titre:otan lieu:Ankara

    a field cannot stand inside another field
      agence:(AFP titre:otan)
                  ^~~~~~
    hint: write one after the other
    example: titre:otan lieu:Ankara

    there is nothing between these parentheses
      titre:()
            ^~
    hint: write what belongs there, or take them away
    example: otan (ankara OU kiev)

    there is no status of this name
      statut:fini
             ^~~~
    hint: write one of usable, embargoed (sous embargo), withheld (retenu), canceled (annulé)
    example: statut:annulé

    this is no urgency
      urgence:haute
              ^~~~~
    hint: urgency goes from 1 (flash) to 9: write 1, 1..3, <=2 or >=3
    example: urgence:1..3

    this is no urgency
      urgence:0
              ^
    hint: urgency goes from 1 (flash) to 9: write 1, 1..3, <=2 or >=3
    example: urgence:1..3

    this value of `agence:` has no letter and no digit
      agence:*
             ^
    hint: write the value, with * for any number of characters
    example: agence:AFP

    ~ and a number have no meaning after a value
      agence:"a"~2
             ^~~~~
    hint: take them away
    example: agence:"Agence Anadolu"
    "#);
}

#[test]
fn dates() {
    insta::assert_snapshot!(told(&[
        "otan date:31/02/2025", "date:3 septembre 2025 otan", "depuis:lundi dernier", "date:2025..2024", "depuis:..2025",
    ]), @r#"
    “31/02/2025” is not a date
      otan date:31/02/2025
                ^~~~~~~~~~
    hint: write 2025, 2025-09, 03/09/2025, "3 septembre 2025", hier, 7j, or a range such as 2025-09-01..2025-09-30
    example: date:2025-09

    a date of several words needs quotation marks
      date:3 septembre 2025 otan
           ^~~~~~~~~~~~~~~~
    hint: put the whole date in quotation marks
    example: date:"3 septembre 2025" otan

    a date of several words needs quotation marks
      depuis:lundi dernier
             ^~~~~~~~~~~~~
    hint: put the whole date in quotation marks
    example: depuis:"lundi dernier"

    “2025..2024” ends before it begins
      date:2025..2024
           ^~~~~~~~~~
    hint: write 2025, 2025-09, 03/09/2025, "3 septembre 2025", hier, 7j, or a range such as 2025-09-01..2025-09-30
    example: date:2025-09

    “..2025” is a range, and one date is needed here
      depuis:..2025
             ^~~~~~
    hint: write date:2025-09-01..2025-09-30 for a range
    example: depuis:2025-09
    "#);
}

#[test]
fn places_that_are_hard_to_show() {
    insta::assert_snapshot!(told(&["東京 a\u{202e} OU", "a\n\tET OU b", &format!("{}({}", "otan ".repeat(20), "kiev ".repeat(20))]), @r#"
    nothing stands after this operator
      東京 a\u{202e} OU
                     ^~
    hint: an operator stands between two operands; to search for its word, write it in quotation marks
    example: otan ET ankara

    one operator cannot follow another
      a\n\tET OU b
              ^~
    hint: an operator stands between two operands; to search for its word, write it in quotation marks
    example: otan ET ankara

    this parenthesis is never closed
      …otan otan otan otan otan otan (kiev kiev kiev kiev kiev kiev kiev kiev k…
                                     ^
    hint: a ) is missing
    example: otan (ankara OU kiev)
    "#);
}

#[test]
fn limits() {
    insta::assert_snapshot!(told(&[&["mot"; 1025].join(" "), &"a".repeat(70_000)]), @r#"
    the query has more than 1024 words
      …t mot mot mot mot mot mot mot mot
                                     ^~~
    hint: make several queries of it

    the query is longer than 64 KiB
      aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…
      ^
    hint: make several queries of it
    "#);
}

#[test]
fn a_misspelt_word_of_64_kilobytes_is_refused_before_it_becomes_an_automaton() {
    let told = told(&[&format!("{}~2", "a".repeat(60_000))]);
    assert!(told.starts_with("this word is too long for ~\n"), "{told}");
    assert!(!self::told(&[&format!("{}~ otan)", "a".repeat(64))]).contains("too long"));
}
