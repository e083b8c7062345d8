use super::*;
use crate::dispatch::{Dispatch, Status};

fn all(text: &str) -> Vec<Dispatch> {
    let mut found = Vec::new();
    let options = Options::default();
    let sink = &mut |item| {
        if let Item::Dispatch(dispatch) = item {
            found.push(*dispatch);
        }
    };
    Zczc.read(Input::Text(text), &options, sink).unwrap();
    found
}

#[test]
fn marked_frames() {
    let text = "ZCZC\n:Quays=\n=2nd Lead\n^The quay opens\n$s\n*X\n&A\n+15030001\n   ORVINE, March 3 AAP - The quay opens\non Monday.\n\
        NNNN\nZCZC\n#Quays\n@Kill\n:The quay closes\n\nIt is wet.\n";
    let found = all(text);
    assert_eq!((found[0].headline.as_str(), found[0].slug.as_deref()), ("The quay opens", Some("Quays=")));
    assert_eq!((found[0].version, found[0].body.len()), (2, 1));
    let topics: Vec<_> = found[0].topics.iter().map(|topic| (topic.label.as_str(), topic.scheme.as_deref())).collect();
    assert_eq!(topics, [("sport", Some("anpa")), ("15030001", Some("subj"))]);
    assert_eq!((found[1].headline.as_str(), found[1].slug.as_deref()), ("The quay closes", Some("Quays")));
    assert_eq!((found[1].status, found[1].body.as_slice()), (Status::Canceled, ["It is wet.".to_owned()].as_slice()));
}

#[test]
fn frames_without_marks_are_plain_text() {
    let found = all(
        "ZCZC 0123\nLe quai rouvre\n\nVALMONT, 12 mars 2025 (AFP) - Le quai rouvre lundi.\n\nNNNN\nZCZC 0124\n\nNNNN\n",
    );
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].headline.as_str(), found[0].provider.as_deref()), ("Le quai rouvre", Some("AFP")));
}
