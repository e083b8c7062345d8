//! Whole pages: what is read of them, which are no articles, and hostile ones.

use std::path::Path;
use std::time::Duration;

use cpu_time::ThreadTime;
use proptest::prelude::*;

use super::*;

const FIRST: &str = "La crue de l'Orvine, qui menaçait trois villages depuis jeudi, a reculé dans la nuit de samedi à \
                     dimanche, a indiqué la préfecture de Valmont.";
const SECOND: &str = "« Nous maintenons l'alerte jusqu'à lundi », a déclaré le préfet, Hugo Lemaire, qui attend encore, \
                      selon lui, deux jours de pluie, des vents forts et des routes coupées.";

/// A page of a daily, with its head and a text.
fn page(head: &str, text: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=fr><head><meta charset=utf-8><title>Crue à Valmont - Le Courrier</title>{head}</head><body>\
         <nav><ul><li><a href=/>Accueil</a><li><a href=/sports>Sports</a></ul></nav><main><article><h1>Crue à Valmont</h1>\
         <div class=article__share><button>Partager</button></div>{text}</article></main>\
         <aside><h2>Les plus lus</h2><a href=/2>Un autre article</a></aside><footer>Mentions légales</footer></body></html>"
    )
}

fn text() -> String {
    format!(
        "<figure><img src=a.jpg><figcaption>Le pont. Ana Roy / AFP</figcaption></figure><p>VALMONT (AFP) - {FIRST}</p>\
         <p class=link><a href=/3>À lire aussi<span>Le port rouvre</span></a></p><h2>Deux jours de pluie</h2><p>{SECOND}</p>\
         <p>{FIRST}</p><p>Recevez notre newsletter du matin</p><script>var a = '<p>non</p>';</script>"
    )
}

fn article(html: &str) -> Dispatch {
    match read(html) {
        Item::Dispatch(dispatch) => *dispatch,
        Item::Skipped(skip) => panic!("{skip}"),
    }
}

fn reason(html: &str) -> String {
    match read(html) {
        Item::Dispatch(dispatch) => panic!("{dispatch:?}"),
        Item::Skipped(skip) => skip.to_string(),
    }
}

#[test]
fn an_article_is_read_by_what_the_page_says_of_it() {
    let linked = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Crue &agrave; Valmont",
        "datePublished":"2025-03-09T08:00:00+01:00","dateModified":"2025-03-09T09:30:00+01:00","articleSection":"Société",
        "author":[{"@type":"Person","name":"Ana Roy"},{"name":"Le Courrier avec AFP"}],"publisher":{"name":"Le Courrier"},
        "keywords":"crue, Orvine","isAccessibleForFree":"False","description":"Trois villages restent en alerte."}</script>
        <link rel=canonical href="http://www.exemple.fr/crue?utm_source=x#haut">"#;
    let dispatch = article(&page(linked, &text()));
    assert_eq!(dispatch.id, "https://www.exemple.fr/crue");
    assert_eq!((dispatch.headline.as_str(), dispatch.language.as_deref()), ("Crue à Valmont", Some("fr")));
    assert_eq!((dispatch.byline.as_deref(), dispatch.provider.as_deref()), (Some("Ana Roy"), Some("AFP")));
    assert_eq!(dispatch.created.unwrap().to_string(), "2025-03-09T08:00:00+01:00");
    assert_eq!(dispatch.updated.unwrap().to_string(), "2025-03-09T09:30:00+01:00");
    assert_eq!(dispatch.standfirst.as_deref(), Some("Trois villages restent en alerte."));
    assert_eq!((dispatch.topics[0].label.as_str(), dispatch.keywords.len()), ("Société", 2));
    assert_eq!(dispatch.dateline.and_then(|dateline| dateline.place).as_deref(), Some("Valmont"));
    assert_eq!((dispatch.notes.len(), dispatch.warnings.len()), (1, 0));
    assert_eq!(dispatch.body, [FIRST, "Deux jours de pluie", SECOND, FIRST]);
}

#[test]
fn open_graph_serves_where_json_ld_is_broken() {
    let head = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",</script>\
                <meta property=og:type content=article><meta property=og:title content='Crue &agrave; Valmont'>\
                <meta property=og:site_name content='Le Courrier'><meta property=og:url content=https://exemple.fr/crue>\
                <meta property=og:article:published_time content='2025-03-09 08:00:00'>\
                <meta property=article:section content=Société>";
    let dispatch = article(&page(head, &text()));
    assert_eq!(dispatch.warnings, ["JSON-LD that is no JSON, ignored"]);
    assert_eq!((dispatch.id.as_str(), dispatch.headline.as_str()), ("https://exemple.fr/crue", "Crue à Valmont"));
    assert_eq!(dispatch.created.unwrap().to_string(), "2025-03-09T08:00:00+01:00");
    // The agency of the dateline; without one, the site is the provider.
    assert_eq!(dispatch.provider.as_deref(), Some("AFP"));
    let of_site = article(&page(head, &text().replace("VALMONT (AFP) - ", "")));
    assert_eq!(of_site.provider.as_deref(), Some("Le Courrier"));
}

#[test]
fn credits_above_the_text_are_no_text() {
    let line = "<p>Le Courrier | 09.03.2025 à 08h00 • Mis à jour le 09.03.2025 à 09h30 | Par Ana Roy</p>";
    let dispatch = article(&page("", &(line.to_owned() + &text())));
    assert_eq!(dispatch.byline.as_deref(), Some("Ana Roy"));
    assert_eq!(dispatch.body, [FIRST, "Deux jours de pluie", SECOND, FIRST]);
}

#[test]
fn authors_may_be_marked_in_the_page_only() {
    let author = "<div class=article-meta><a class=\"article__author-name\" href=/a>Ana Roy</a></div>";
    let dispatch = article(&page("", &(author.to_owned() + &text())));
    assert_eq!(dispatch.byline.as_deref(), Some("Ana Roy"));
    assert_eq!(dispatch.body, [FIRST, "Deux jours de pluie", SECOND, FIRST]);
}

#[test]
fn a_live_report_is_one_dispatch() {
    let head = r#"<script type="application/ld+json">[{"@type":"LiveBlogPosting","headline":"Crue : le direct",
        "datePublished":"2025-03-09","liveBlogUpdate":[{"headline":"14h05","articleBody":"Le pont de Valmont est fermé."},
        {"headline":"13h10","articleBody":"L'eau monte de dix centimètres par heure."}]}]</script>"#;
    let dispatch = article(&page(head, "<div id=live></div>"));
    assert_eq!(dispatch.genre.as_deref(), Some("LiveBlog"));
    let wanted = ["14h05", "Le pont de Valmont est fermé.", "13h10", "L'eau monte de dix centimètres par heure."];
    assert_eq!(dispatch.body, wanted);
}

#[test]
fn pages_that_are_no_articles_say_so() {
    let teaser = "<div><h2><a href=/1>La crue de l'Orvine recule, trois villages en alerte</a></h2><p><a href=/1>Nous \
                  maintenons l'alerte, a déclaré le préfet, qui attend encore deux jours de pluie et de vent.</a></p></div>";
    let list = page("<meta property=og:type content=website>", &teaser.repeat(20));
    for (html, wanted) in [
        (list, "a page of links"),
        (page("", "<p>Le pont est fermé ce soir.</p>"), "too little text"),
        ("<html><body></body></html>".to_owned(), "without an article"),
        ("<html><head><script>a()</script></head>".to_owned(), "without an article"),
    ] {
        let reason = reason(&html);
        assert!(reason.contains(wanted), "{reason}");
    }
}

#[test]
fn a_paid_article_without_its_text_is_kept() {
    let head = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Crue","datePublished":"2025-03-09",
        "description":"Trois villages restent en alerte.","isAccessibleForFree":false}</script>"#;
    let dispatch = article(&page(head, ""));
    assert_eq!((dispatch.headline.as_str(), dispatch.body.len(), dispatch.warnings.len()), ("Crue", 0, 1));
}

#[test]
fn fragments_are_read() {
    let dispatch = article(&format!(
        "<p>VALMONT (AFP) - {FIRST}</p><p>{SECOND}</p><table><tr><td>Pont</td><td>fermé</td></tr></table>"
    ));
    assert_eq!(dispatch.body[..2], [FIRST, SECOND]);
    let recognises = |text| Article.recognises(&FileHead { text, whole: true });
    assert!(recognises("<!doctype html>\n<p>a") && recognises("<?xml version='1.0'?><html xmlns='x'>"));
    assert!(
        recognises("<P>a") && !recognises("<rss>") && !recognises("<?xml version='1.0'?><body/>") && !recognises("a")
    );
}

#[test]
fn hostile_pages_take_linear_time() {
    let start = ThreadTime::now();
    for piece in [
        "<div>",
        "<p>",
        "<a>",
        "<b>",
        "<table>",
        "<td>",
        "<table><tr><td>",
        "<li>",
        "<ul><li>",
        "</div>",
        "</p>",
        "<h1>",
        "<font>",
        "<div><p>a</p>",
        "<br>",
        "<br><br>",
        "<p>Un, deux, trois, quatre, cinq, six.</p>",
        "<a href=x>Un lien, un autre</a>",
        "<div class='",
        "<x a=\"",
        "<x a='>",
        "<!--",
        "<script>",
        "<![CDATA[",
        "&",
        "&amp",
        "<",
        "<aside>",
        "<article>",
        "<form>",
        "<div><div></div>Un, deux",
        "<time datetime=a>",
        "<meta name=a content=b>",
        "<blockquote>a",
        "\0",
        "<span>a</div>",
        "<script type=application/ld+json>[",
        "<script type=application/ld+json>[[[[[[{\"@type\":\"Article\"}]]]]]]</script>",
    ] {
        let each = ThreadTime::now();
        read(&piece.repeat(200_000 / piece.len().min(10)));
        let took = each.elapsed();
        assert!(took < Duration::from_secs(20), "{piece}: {took:?}");
        eprintln!("{piece:<50} {took:?}");
    }
    eprintln!("{:?}", start.elapsed());
}

proptest! {
    #[test]
    fn any_text_is_read(
        pieces in proptest::collection::vec(prop_oneof![
            "\\PC{0,12}",
            "</?(p|div|a|b|td|tr|table|li|ul|h1|article|script|title|nav|aside|time|meta|html|body|br|svg)( [a-z]{1,4}=?[\"'a-z]{0,4})?/?>?",
            Just(FIRST.to_owned()),
            Just("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"a\"}</script>".to_owned()),
        ], 0..30)
    ) {
        if let Item::Dispatch(dispatch) = read(&pieces.concat()) {
            prop_assert!(!dispatch.title().is_empty() || dispatch.body.is_empty());
        }
    }
}

/// How much of the paragraphs that are wanted is found, and how much of those found is wanted, in percent of their letters.
fn compared(found: &Dispatch, wanted: &[String]) -> (usize, usize) {
    let keys = |texts: &mut dyn Iterator<Item = &String>| -> Vec<String> {
        texts.map(|text| clean::key(text)).filter(|key| key.len() > 20).collect()
    };
    // What was wanted may hold the standfirst, which is no text of ours.
    let (body, all) = (keys(&mut found.body.iter()), keys(&mut found.body.iter().chain(&found.standfirst)));
    let wanted = keys(&mut wanted.iter());
    let size = |keys: &[String]| keys.iter().map(String::len).sum::<usize>().max(1);
    let common = |a: &[String], b: &[String]| {
        let both: Vec<String> = a.iter().filter(|key| b.iter().any(|other| other.contains(*key))).cloned().collect();
        size(&both) * 100 / size(a)
    };
    (common(&body, &wanted), common(&wanted, &all))
}

#[test]
fn pages_whose_articles_are_known() {
    let folder = Path::new("../shared/data/wire/html-article/mozilla-readability");
    if !folder.is_dir() {
        eprintln!("no samples at {}, skipped", folder.display());
        return;
    }
    for name in ["lemonde-1", "liberation-1"] {
        let text = |file: &str| std::fs::read_to_string(folder.join(name).join(file)).unwrap();
        let wanted = crate::source::html::paragraphs(&text("expected.html"));
        let facts: serde_json::Value = serde_json::from_str(&text("expected-metadata.json")).unwrap();
        let dispatch = article(&text("source.html"));
        let (precision, recall) = compared(&dispatch, &wanted);
        eprintln!("{name}: precision {precision} %, recall {recall} %");
        assert!(precision >= 95 && recall >= 95, "{name}: {precision} {recall}");
        assert_eq!(facts["title"].as_str(), Some(dispatch.headline.as_str()));
    }
}
