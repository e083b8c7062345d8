use proptest::prelude::*;

use super::*;
use crate::dispatch::{Dispatch, Status};

fn read_from(reader: &dyn Reader, input: Input, limit: u64) -> (Vec<Dispatch>, Vec<String>) {
    let (mut dispatches, mut skips) = (Vec::new(), Vec::new());
    let options = Options { max_dispatch_bytes: limit, ..Options::default() };
    reader
        .read(input, &options, &mut |item| match item {
            Item::Dispatch(dispatch) => dispatches.push(*dispatch),
            Item::Skipped(skip) => skips.push(skip.to_string()),
        })
        .unwrap();
    (dispatches, skips)
}

fn rss(xml: &str) -> (Vec<Dispatch>, Vec<String>) {
    read_from(&Rss, Input::Text(xml), u64::MAX)
}

fn atom(xml: &str) -> (Vec<Dispatch>, Vec<String>) {
    read_from(&Atom, Input::Text(xml), u64::MAX)
}

#[test]
fn feeds_are_told_by_their_root() {
    let cases = [
        ("<?xml version='1.0'?><rss version='2.0'>", true, false),
        ("<!-- Un flux --><r:rss xmlns:r='x'>", true, false),
        ("<rdf:RDF xmlns:rdf='x' xmlns='http://purl.org/rss/1.0/'>", true, false),
        ("<rdf:RDF xmlns:rdf='x' xmlns='http://my.netscape.com/rdf/simple/0.9/'>", true, false),
        ("<rdf:RDF xmlns:skos='x'>", false, false),
        ("<feed xmlns='http://www.w3.org/2005/Atom'>", false, true),
        ("<a:entry xmlns:a='http://www.w3.org/2005/Atom'>", false, true),
        ("<html>", false, false),
        ("rss", false, false),
    ];
    for (text, is_rss, is_atom) in cases {
        let head = Head { text, whole: true };
        assert_eq!((Rss.recognises(&head), Atom.recognises(&head)), (is_rss, is_atom), "{text}");
    }
}

#[test]
fn an_item_of_rss_has_its_fields() {
    let (found, skips) = rss(
        "<?xml version='1.0'?>\n<rss version='2.0'><channel><title>Dépêches AFP</title><link>https://www.journal.exemple.fr</link>\
         <language>fr-fr</language><copyright>© Journal</copyright><item><title>Crue de l&#039;Orvine</title>\
         <link>https://www.journal.exemple.fr/crue</link><guid isPermaLink='false'>4012</guid><category>Météo</category>\
         <pubDate>Sun, 09 Mar 2025 14:05:00 +0100</pubDate><dc:creator><![CDATA[Ana Roy]]></dc:creator>\
         <description>L'eau baisse</description><content:encoded><![CDATA[<p>ORVINE, 9 mars 2025 (AFP) - La crue baisse.</p>\
         <p>Le pont rouvre.</p>]]></content:encoded><media:credit>Ilo Stern / AFP</media:credit></item>\
         <item><title>Alerte</title><pubDate>bientôt</pubDate></item><item><link>https://x.fr</link></item></channel></rss>",
    );
    assert_eq!(
        (found.len(), skips),
        (2, vec!["record 3: not a dispatch: a feed item without title and text".to_owned()])
    );
    let first = &found[0];
    assert_eq!((first.id.as_str(), first.headline.as_str()), ("journal.exemple.fr/4012", "Crue de l'Orvine"));
    assert_eq!((first.provider.as_deref(), first.byline.as_deref()), (Some("AFP"), Some("Ana Roy")));
    assert_eq!((first.language.as_deref(), first.standfirst.as_deref()), (Some("fr-FR"), Some("L'eau baisse")));
    assert_eq!(first.body, ["La crue baisse.", "Le pont rouvre."]);
    assert_eq!(first.created.map(|m| m.to_string()).as_deref(), Some("2025-03-09T14:05:00+01:00"));
    assert_eq!(first.topics[0].label, "Météo");
    assert_eq!((found[1].headline.as_str(), found[1].created), ("Alerte", None));
    assert_eq!(found[1].warnings, ["pubDate `bientôt` is no date, left out"]);
}

#[test]
fn an_entry_of_atom_has_its_fields() {
    let (found, skips) = atom(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'><title>Monde</title><id>urn:x</id><entry><id>urn:x:1</id>\
         <title type='html'>Crue &amp;amp; pont</title><published>2025-03-09T14:05:00Z</published>\
         <updated>2025-03-09T15:00:00Z</updated><author><name>Ana Roy</name></author><category term='meteo' label='Météo'/>\
         <content type='xhtml'><div xmlns='x'><p>Un.</p><p>Deux.</p></div></content><summary>Chapô</summary></entry>\
         <at:deleted-entry ref='urn:x:2' when='2025-03-09T16:00:00Z'><at:comment>Retirée</at:comment></at:deleted-entry></feed>",
    );
    assert_eq!((found.len(), skips.len()), (2, 0));
    let first = &found[0];
    assert_eq!((first.id.as_str(), first.headline.as_str()), ("urn:x:1", "Crue & pont"));
    assert_eq!((first.body.len(), first.standfirst.as_deref()), (2, Some("Chapô")));
    assert_eq!(first.updated.map(|m| m.to_string()).as_deref(), Some("2025-03-09T15:00:00+00:00"));
    assert_eq!((first.language.as_deref(), first.topics[0].code.as_deref()), (Some("fr"), Some("meteo")));
    assert_eq!((found[1].id.as_str(), found[1].status), ("urn:x:2", Status::Canceled));
    assert_eq!(found[1].notes, ["Retirée"]);
}

#[test]
fn an_item_of_rdf_is_known_by_its_address() {
    let (found, _) = rss(
        "<rdf:RDF xmlns:rss='http://purl.org/rss/1.0/'><rss:channel><rss:title>Monde</rss:title><dc:language>fr</dc:language>\
         </rss:channel><rss:item rdf:about='https://x.fr/1'><rss:title>Crue</rss:title><m:description>non</m:description>\
         <rss:description>Un.</rss:description><dc:date>2025-03-09</dc:date></rss:item></rdf:RDF>",
    );
    assert_eq!((found[0].id.as_str(), found[0].body.as_slice()), ("https://x.fr/1", &["Un.".to_owned()][..]));
    assert_eq!(found[0].created.map(|m| m.to_string()).as_deref(), Some("2025-03-09"));
}

#[test]
fn a_scheduled_article_is_under_embargo_and_a_draft_is_none() {
    let item = |status: &str| {
        format!(
            "<item><title>Crue</title><pubDate>Sun, 09 Mar 2031 14:05:00 +0000</pubDate><wp:post_type>post</wp:post_type>\
             <wp:status>{status}</wp:status><content:encoded>Un.\nDeux.[gallery ids='1']</content:encoded></item>"
        )
    };
    let (found, skips) = rss(&format!("<rss><channel>{}{}</channel></rss>", item("future"), item("draft")));
    assert_eq!((found.len(), skips.len()), (1, 1));
    assert_eq!((found[0].status, found[0].body.len()), (Status::Embargoed, 2));
}

#[test]
fn a_feed_that_is_cut_off_gives_what_is_there() {
    let (found, skips) = rss("<rss><channel><item><title>Un</title></item><item><title>Deux</title><descr");
    assert_eq!((found.len(), skips.len()), (2, 0));
    assert!(found[1].warnings.iter().any(|warning| warning.contains("ends within")), "{:?}", found[1].warnings);
    assert!(rss("<rss><channel><title>Vide</title></channel></rss>").1[0].contains("without items"));
}

#[test]
fn a_summary_that_the_text_begins_with_is_none() {
    let item = |summary: &str| {
        let (found, _) = rss(&format!(
            "<rss><channel><item><title>Crue</title><description>{summary}</description><content:encoded>ORVINE, 9 mars \
             (AFP) - La crue baisse depuis hier soir.</content:encoded></item></channel></rss>"
        ));
        (found[0].standfirst.clone(), found[0].body.len())
    };
    assert_eq!(item("La crue baisse [...]"), (None, 1));
    assert_eq!(item("L'eau baisse"), (Some("L'eau baisse".to_owned()), 1));
}

proptest! {
    #[test]
    fn a_stream_gives_what_a_text_gives(
        items in "(<item>|</item>|<title>|</title>|<description>|</description>|<content:encoded>|</content:encoded>|<entry>|</entry>|<content type='xhtml'>|</content>|<dc:creator>|</dc:creator>|<wp:post_type>post</wp:post_type>|\\[caption\\]|\\[/caption\\]|<!\\[CDATA\\[|\\]\\]>|<p>|\n\n|é|x|<|&lt;|&)*",
    ) {
        for reader in [&Rss as &dyn Reader, &Atom] {
            let xml = format!("<rss><channel><title>AFP</title>{items}");
            let (dispatches, skips) = read_from(reader, Input::Text(&xml), u64::MAX);
            prop_assert!(dispatches.iter().all(|dispatch| !dispatch.title().is_empty()));
            let streamed = read_from(reader, Input::Stream(&mut xml.as_bytes()), 1 << 20);
            prop_assert_eq!((dispatches, skips), streamed);
        }
    }
}
