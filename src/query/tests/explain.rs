//! Queries in words.

use super::super::in_words;
use super::{now, read};

#[test]
fn a_query_in_words() {
    let cases = [
        (
            "otan \"Mark Rutte\" -kiev",
            "all of: the word \"otan\" with its inflections; the phrase \"Mark Rutte\"; \
             but not the word \"kiev\" with its inflections",
        ),
        ("=a OU b*", "any of: exactly the word \"a\"; words like \"b*\""),
        ("-=a", "everything but exactly the word \"a\""),
        ("-=a -=b", "everything; but not exactly the word \"a\"; but not exactly the word \"b\""),
        ("=a (=b OU =c)", "all of: exactly the word \"a\"; (any of: exactly the word \"b\"; exactly the word \"c\")"),
        ("=a PRES/1 mot~2", "exactly the word \"a\" within 1 word of words within 2 letters of \"mot\""),
        ("=a PARA =b", "exactly the word \"a\" in the same paragraph as exactly the word \"b\""),
        ("titre:\"a b\"~3", "in the headline: the phrase \"a b\" give or take 3 places"),
        ("agence:AF*", "the agency is like \"AF*\""),
        ("statut:annulé", "the status is \"canceled\""),
        ("urgence:1", "urgency 1"),
        ("urgence:<=3", "urgency from 1 to 3"),
        ("date:2025-09", "dated from 2025-09-01 until before 2025-10-01"),
        ("date:12h", "dated from 2025-09-10 03:30 until before 2025-09-10 15:30"),
        ("depuis:2025", "dated from 2025-01-01 on"),
        ("avant:2025", "dated before 2025-01-01"),
    ];
    for (query, expected) in cases {
        let node = read(query, false).unwrap().node;
        assert_eq!(in_words(&node, now().time_zone()), expected, "{query:?}");
    }
}

#[test]
fn what_only_ranks_is_preferred() {
    let node = read("+=a =b", true).unwrap().node;
    let words = "all of: exactly the word \"a\"; preferably exactly the word \"b\"";
    assert_eq!(in_words(&node, now().time_zone()), words);
}
