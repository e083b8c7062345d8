use proptest::prelude::*;

use super::*;

fn names(tree: &Tree) -> Vec<String> {
    let all = |root: Element| {
        std::iter::once(root).chain(root.descendants()).map(|e| format!("{}={}", e.name(), e.inner())).collect()
    };
    tree.root().map(all).unwrap_or_default()
}

#[test]
fn elements_are_where_they_stand() {
    let tree =
        Tree::read("<?xml version='1.0'?><!DOCTYPE n SYSTEM 'http://x'><x:n a='1'><b>é</b><b/><c><b>z</b></c></x:n>");
    assert_eq!(names(&tree), ["n=<b>é</b><b/><c><b>z</b></c>", "b=é", "b=", "c=<b>z</b>", "b=z"]);
    let root = tree.root().unwrap();
    assert_eq!((root.prefix(), root.children().count(), root.all("b").count()), ("x", 3, 2));
    assert_eq!(root.at(&["c", "b"]).unwrap().outer(), "<b>z</b>");
    assert!(root.at(&["b", "b"]).is_none());
}

#[test]
fn what_is_broken_is_read_as_far_as_it_goes() {
    for (text, wanted) in [
        ("<a><b>x</a>", vec!["a=<b>x", "b=x"]),
        ("<a>x</c><b>y</b>", vec!["a=x</c><b>y</b>", "b=y"]),
        ("<a>R&B <b>x & y</b></a>", vec!["a=R&B <b>x & y</b>", "b=x & y"]),
        ("<a>x<!-- sans fin</a>", vec!["a=x<!-- sans fin</a>"]),
    ] {
        assert_eq!(names(&Tree::read(text)), wanted, "{text}");
    }
    assert!(Tree::read("\n<a>x<!-- sans fin").fault.unwrap().contains("line `2`"));
}

#[test]
fn attributes_and_texts() {
    let tree = Tree::read("<a xml:lang = 'fr' Titre=\"L&apos;&eacute;t&#233; > &inconnu;\" vide=' '>x</a>");
    let a = tree.root().unwrap();
    assert_eq!(a.attribute("lang").as_deref(), Some("fr"));
    assert_eq!(a.attribute("titre").as_deref(), Some("L'été > &inconnu;"));
    assert_eq!((a.attribute("vide"), a.attribute("autre")), (None, None));
    let text = |xml| Tree::read(xml).root().unwrap().text().into_owned();
    assert_eq!(text("<a>x<b>y</b> &lt;i&gt; <![CDATA[<b>&amp;</b>]]><!-- non --></a>"), "xy <i> <b>&amp;</b>");
    let lines = |xml| Tree::read(xml).root().unwrap().escaped_paragraphs();
    assert_eq!(lines("<a>&lt;p&gt;Un &amp;amp; deux&lt;/p&gt;&lt;p&gt;Trois</a>"), ["Un & deux", "Trois"]);
    assert_eq!(lines("<a><![CDATA[Un\n\nDeux]]></a>"), ["Un", "Deux"]);
    assert_eq!(Tree::read("<a> L&amp;rsquo;\n été </a>").root().unwrap().line().as_deref(), Some("L’ été"));
}

#[test]
fn elements_can_be_edited_away() {
    let edited = |xml| {
        let edit = |e: Element| match e.name() {
            "b" => Some(Cow::Borrowed("")),
            "i" => Some(Cow::Owned(format!("({})", e.text()))),
            _ => None,
        };
        Tree::read(xml).root().unwrap().inner_edited(edit).into_owned()
    };
    assert_eq!(edited("<a>1<b>2<i>3</i></b><c>4<i>5</i></c>6</a>"), "1<c>4(5)</c>6");
    assert_eq!(edited("<a><b/>1<c>2"), "1<c>2");
    assert_eq!(edited("<a>1<c>2<b>3</c>4</a>"), "1<c>2</c>4");
}

#[test]
fn pieces_are_all_that_stands_inside() {
    for (xml, wanted) in [
        ("<a>x<b>y</b> z<c/><c/></a>", vec!["x", "<b>y</b>", " z", "<c/>", "<c/>"]),
        ("<a><b>y</a>", vec!["<b>y"]),
        ("<a/>", vec![]),
        ("<a>é</z><!-- n --></a>", vec!["é</z><!-- n -->"]),
    ] {
        let tree = Tree::read(xml);
        let pieces = tree.root().unwrap().pieces().map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Element(element) => element.outer(),
        });
        assert_eq!(pieces.collect::<Vec<_>>(), wanted, "{xml}");
    }
}

#[test]
fn no_entity_is_ever_expanded() {
    let bomb = "<!DOCTYPE a [<!ENTITY x 'boum'><!ENTITY y '&x;&x;'>]><a>&y;</a>";
    assert_eq!(Tree::read(bomb).root().unwrap().text(), "&y;");
}

#[test]
fn depth_has_a_limit_and_costs_no_text() {
    let text = "<a>".repeat(100_000) + "fond" + &"</a>".repeat(100_000);
    let tree = Tree::read(&text);
    assert_eq!(tree.nodes.len(), DEEPEST);
    assert_eq!(tree.root().unwrap().text(), "fond");
}

proptest! {
    #[test]
    fn any_text_is_taken(text in "(<a>|</a>|<b x='1'>|</b>|<c/>|<|>|&|;|&eacute;|<!--|-->|<!\\[CDATA\\[|\\]\\]>|é|x| |\\PC){0,40}") {
        let tree = Tree::read(&text);
        for element in tree.root().into_iter().flat_map(|root| root.descendants()) {
            element.text();
            element.line();
            element.escaped_paragraphs();
            element.attribute("x");
            prop_assert!(text.contains(element.outer()));
        }
    }
}
