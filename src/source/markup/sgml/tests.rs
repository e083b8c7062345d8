use proptest::prelude::*;

use super::*;

/// `name=inner` of every element.
fn elements(text: &str) -> Vec<String> {
    let sgml = Sgml::read(text);
    let all = sgml.root().into_iter().flat_map(|_| (0..sgml.nodes.len()).map(|at| Element { sgml: &sgml, at }));
    all.filter(|element| !element.name().is_empty()).map(|e| format!("{}={}", e.name(), e.inner())).collect()
}

#[test]
fn fields_are_where_they_stand() {
    for (text, wanted) in [
        (
            "<DOC>\n<1ST_LINE>a & b</1ST_LINE>\n<F P=105>x</F><PEOPLE/><D>é</d></DOC>",
            vec![
                "DOC=\n<1ST_LINE>a & b</1ST_LINE>\n<F P=105>x</F><PEOPLE/><D>é</d>",
                "1ST_LINE=a & b",
                "PEOPLE=",
                "D=é",
            ],
        ),
        ("<DOC><HL><TI>x</TI></HL></DOC>", vec!["DOC=<HL><TI>x</TI></HL>", "HL=<TI>x</TI>", "TI=x"]),
        // Never closed.
        ("<DOC>\n<ID>1\n<TEXT>x</TEXT>\n</DOC>", vec!["DOC=\n<ID>1\n<TEXT>x</TEXT>\n", "ID=1\n", "TEXT=x"]),
        ("<DOC>\n<TEXT>x<P>y", vec!["DOC=\n<TEXT>x<P>y", "TEXT=x<P>y"]),
        ("<DOC><HL>1<P>2</TI></DOC>", vec!["DOC=<HL>1<P>2</TI>", "HL=1<P>2"]),
        // No tags.
        (
            "<DOC>3 < 5, <Ponts de l'Orvine> et <!-- <A> --> a<b> c</DOC>",
            vec!["DOC=3 < 5, <Ponts de l'Orvine> et <!-- <A> --> a<b> c"],
        ),
        ("<DOC>Orvine <ORV> monte</DOC>", vec!["DOC=Orvine <ORV> monte"]),
        ("rien", vec![]),
    ] {
        assert_eq!(elements(text), wanted, "{text}");
    }
}

#[test]
fn attributes_lines_and_paragraphs() {
    let text = "<DOC id='X 1' type=story n=\"\">\n<T>Un\n <F P=1>&lt;deux></F> <ORV> &#3;R&B</T>a<P>b<P>c <A href=x>d</A>\n</DOC>";
    let sgml = Sgml::read(text);
    let root = sgml.root().unwrap();
    let attribute = |name| root.attribute(name).map(Cow::into_owned);
    assert_eq!(
        (attribute("ID").as_deref(), attribute("type").as_deref(), attribute("n")),
        (Some("X 1"), Some("story"), None)
    );
    assert_eq!(sgml.first(&["t"]).unwrap().line().unwrap(), "Un <deux> <ORV> R&B");
    assert_eq!(root.loose_paragraphs(), ["a", "b", "c d"]);
    assert_eq!(root.paragraphs(), ["Un <deux> <ORV> \u{3}R&B", "a", "b", "c d"]);
    assert!(sgml.first(&["absent"]).is_none());
}

#[test]
fn hostile_markup_takes_linear_time() {
    for piece in ["<!--", "<TI>", "<TI", "</TI>", "<P>", "\n<HL>x", "<TI =", "&#"] {
        let text = format!("<DOC>{}", piece.repeat(300_000));
        let sgml = Sgml::read(&text);
        let root = sgml.root().unwrap();
        let length: usize = root.paragraphs().iter().map(String::len).sum();
        assert!(length <= text.len());
        assert!(root.children().count() <= DEEPEST || piece.contains("HL"));
    }
}

proptest! {
    #[test]
    fn any_text_is_taken(text in "(<TI>|</TI>|<hl x='1'>|</HL>|<b>|<C/>|<P>|<|>|&|;|&eacute;|&#3;|<!--|-->|<TI =|é|x| |\n|\\PC){0,40}") {
        let sgml = Sgml::read(&text);
        for element in sgml.all(&["TI", "HL", "C"]) {
            element.line();
            element.paragraphs();
            element.loose_paragraphs();
            element.attribute("x");
            prop_assert!(text.contains(element.inner()));
        }
    }

    /// Words between tags come out once each, in order, whatever the tags.
    #[test]
    fn no_word_is_lost(pieces in prop::collection::vec(prop::sample::select(vec!["<TI>", "</TI>", "<P>", "<b>", "<C/>", "\n<HL>", "\n", " "]), 0..30)) {
        let mut text = String::from("<DOC>");
        for (i, piece) in pieces.iter().enumerate() {
            text.push_str(&format!("{piece}mot{i} "));
        }
        let sgml = Sgml::read(&text);
        let words = sgml.root().unwrap().paragraphs().join(" ");
        let wanted: Vec<String> = (0..pieces.len()).map(|i| format!("mot{i}")).collect();
        let found: Vec<&str> = words.split([' ', '<', '>']).filter(|word| word.starts_with("mot")).collect();
        prop_assert_eq!(found, wanted);
    }
}
