use proptest::prelude::*;

use super::*;
use crate::dispatch::{Dispatch, PlaceRole, Status};

/// What a file gives, read whole and as a stream: its dispatches, and the reasons of what was skipped.
fn read_all(text: &str) -> (Vec<Dispatch>, Vec<SkipReason>) {
    let both = [Input::Text(text), Input::Stream(&mut text.as_bytes())].map(|input| {
        let (mut dispatches, mut skips) = (Vec::new(), Vec::new());
        let outcome = NewsMl1.read(input, &Options::default(), &mut |item| match item {
            Item::Dispatch(dispatch) => dispatches.push(*dispatch),
            Item::Skipped(skip) => skips.push(skip.reason),
        });
        outcome.unwrap();
        (dispatches, skips)
    });
    let [whole, streamed] = both;
    assert_eq!(whole, streamed);
    whole
}

/// An item with this identifier, management and component.
fn item(id: &str, management: &str, component: &str) -> String {
    format!(
        "<NewsItem><Identification><NewsIdentifier>{id}</NewsIdentifier></Identification>
         <NewsManagement>{management}</NewsManagement><NewsComponent>{component}</NewsComponent></NewsItem>"
    )
}

fn file(items: &str) -> String {
    let envelope =
        "<NewsEnvelope><SentFrom><Party FormalName='Kyodo'/></SentFrom><Priority FormalName='4'/></NewsEnvelope>";
    format!("<?xml version='1.0'?><!DOCTYPE NewsML SYSTEM 'http://x/n.dtd'><NewsML>{envelope}{items}</NewsML>")
}

fn one(id: &str, management: &str, component: &str) -> Dispatch {
    let (mut dispatches, skips) = read_all(&file(&item(id, management, component)));
    assert_eq!((dispatches.len(), skips), (1, vec![]));
    dispatches.remove(0)
}

const AFP: &str =
    "<ProviderId>afp.com</ProviderId><DateId>20250309T140500Z</DateId><NewsItemId>TX-PAR-AAA11</NewsItemId>
    <RevisionId PreviousRevision='0' Update='N'>2</RevisionId>";

fn text(body: &str) -> String {
    format!("<ContentItem><MediaType FormalName='Text'/><DataContent>{body}</DataContent></ContentItem>")
}

#[test]
fn an_alert_of_the_wire_profile() {
    let d = one(
        AFP,
        "<NewsItemType FormalName='Alert'/><FirstCreated>20250309T140500+0000</FirstCreated><Status FormalName='Usable'/>
         <Urgency FormalName='2'/><AssociatedWith NewsItem='urn:newsml:afp.com:20250309:doc-1'/>",
        &format!(
            "<NewsLines><HeadLine xml:lang='fr'/><NewsLine><NewsLineType FormalName='AdvisoryLine'/>
             <NewsLineText>CORRIGE le lieu</NewsLineText></NewsLine></NewsLines>
             <AdministrativeMetadata><Provider><Party FormalName='AFP'/></Provider></AdministrativeMetadata>
             <DescriptiveMetadata><Language FormalName='FR'/><SubjectCode><Subject FormalName='03000000' cat='DIS'/></SubjectCode>
             <SubjectCode><Subject FormalName='03000000' cat='HUM'/></SubjectCode>
             <Location HowPresent='Origin'><Property FormalName='City' Value='Sarn'/><Property FormalName='Country' Value='FRA'/>
             <Property FormalName='Latitude' Value='50.1'/><Property FormalName='Longitude' Value='3.2'/></Location>
             <Property FormalName='Keyword' Value='crue'/><Property FormalName='Keyword' Value='crue'/></DescriptiveMetadata>{}",
            text("<nitf><body><body.content><p><br/></p><p>Crue à Sarn</p><p>ففف/ح س/كام</p><p/></body.content></body></nitf>"),
        ),
    );
    assert_eq!((d.id.as_str(), d.version), ("urn:newsml:afp.com:20250309T140500Z:TX-PAR-AAA11", 2));
    assert_eq!((d.headline.as_str(), d.title(), d.body.len()), ("", "Crue à Sarn", 1));
    assert_eq!((d.provider.as_deref(), d.language.as_deref(), d.urgency), (Some("AFP"), Some("fr"), Some(2)));
    assert_eq!((d.genre.as_deref(), d.signature.as_deref()), (Some("Alert"), Some("ففف/ح س/كام")));
    assert_eq!(d.notes, ["AssociatedWith: urn:newsml:afp.com:20250309:doc-1", "CORRIGE le lieu"]);
    assert_eq!((d.topics.len(), &d.keywords[..]), (1, &["crue".to_owned()][..]));
    let place = &d.locations[0];
    assert_eq!((place.name.as_str(), place.role, place.lat), ("Sarn", PlaceRole::Dateline, Some(50.1)));
}

#[test]
fn texts_in_three_shapes_without_pictures_and_captions() {
    let nitf = text("<nitf><body><body.content><p>Un.</p><p>Deux.</p></body.content></body></nitf>");
    let web = format!(
        "<NewsComponent>{}</NewsComponent><NewsComponent Duid='photo0'><NewsLines><HeadLine>Légende</HeadLine></NewsLines>
         <NewsComponent><Role FormalName='Caption'/>{}</NewsComponent><NewsComponent><Role FormalName='HighDef'/>
         <ContentItem Href='x.jpg'><MediaType FormalName='Photo'/></ContentItem></NewsComponent></NewsComponent>",
        text("<media/><p>Un.</p><p>Deux.</p>"),
        text("<p>Légende</p>"),
    );
    let escaped = text("&lt;p&gt;Un.&lt;/p&gt;&lt;p&gt;Deux.&lt;/p&gt;");
    let cdata = text("<![CDATA[<P>Un.<P>Deux.<P> </P><P>© 2025 Presse</P>]]>");
    let plain = text("Un.\nDeux.");
    let inside = text(
        "<![CDATA[<?xml version='1.0'?><nitf><body><body.content><p>Un.</p><p>Deux.</p></body.content></body></nitf>]]>",
    );
    let renditions = "<ContentItem><Format FormalName='Text'/><DataContent>Un. Deux.</DataContent></ContentItem>
        <ContentItem><Format FormalName='NITF3.0'/><DataContent><p>Un.</p><p>Deux.</p></DataContent></ContentItem>"
        .to_owned();
    let equivalents = format!(
        "<NewsComponent EquivalentsList='yes'><NewsComponent>{nitf}</NewsComponent>
        <NewsComponent>{plain}</NewsComponent></NewsComponent>"
    );
    for component in [nitf, web, escaped, cdata, plain, inside, renditions, equivalents] {
        assert_eq!(one(AFP, "", &component).body, ["Un.", "Deux."], "{component}");
    }
}

#[test]
fn one_dispatch_a_language_at_belga() {
    let story = |language: &str, duid: &str, role: &str, title: &str| {
        format!(
            "<NewsComponent Duid='{duid}' xml:lang='{language}'><Role FormalName='{role}'/>
             <AdministrativeMetadata><Creator><Party FormalName='ABC' Topic='AUTHOR'/></Creator><Source><Party FormalName='BELGA'/></Source>
             <Property FormalName='Priority' Value='3'/><Property FormalName='EditorialInfo' Value='Suite à 14h'/></AdministrativeMetadata>
             <DescriptiveMetadata><SubjectCode><Subject FormalName='11'/></SubjectCode></DescriptiveMetadata>
             <NewsComponent><Role FormalName='Title'/>{}</NewsComponent><NewsComponent><Role FormalName='Lead'/>{}</NewsComponent>
             <NewsComponent><Role FormalName='Body'/>{}</NewsComponent></NewsComponent>",
            text(title),
            text("SARN 09/03 (BELGA) = Le lead."),
            text("&lt;b&gt;Un&lt;/b&gt;.\nDeux."),
        )
    };
    let component =
        [story("NL", "12", "Text", "Titel"), story("fr", "13", "Text", "Titre"), story("fr", "14", "Video", "Vidéo")];
    let identifier = "<ProviderId>belga.be</ProviderId><DateId>20250309T140500</DateId><NewsItemId>11</NewsItemId><RevisionId>7</RevisionId>
        <PublicIdentifier>urn:newsml:www.belga.be</PublicIdentifier>";
    let management = "<FirstCreated>20250309T140500</FirstCreated><Status FormalName='USABLE'/>";
    let (dispatches, skips) = read_all(&file(&item(identifier, management, &component.concat())));
    assert_eq!(skips, []);
    let shown: Vec<_> =
        dispatches.iter().map(|d| (d.id.as_str(), d.language.as_deref().unwrap(), d.headline.as_str())).collect();
    assert_eq!(shown, [("urn:newsml:belga.be:12", "nl", "Titel"), ("urn:newsml:belga.be:13", "fr", "Titre")]);
    let d = &dispatches[1];
    assert_eq!(d.body, ["Le lead.", "Un.", "Deux."]);
    assert_eq!(
        (d.version, d.urgency, d.signature.as_deref(), &d.notes[..]),
        (7, Some(3), Some("ABC"), &["Suite à 14h".to_owned()][..])
    );
    assert_eq!((d.provider.as_deref(), d.topics[0].code.as_deref()), (Some("BELGA"), Some("11000000")));
    assert_eq!(d.created.unwrap().to_string(), "2025-03-09T14:05:00+01:00");
}

#[test]
fn several_languages_and_stories_without_marks_have_ids_of_their_own() {
    let story =
        |language: &str, body: &str| format!("<NewsComponent xml:lang='{language}'>{}</NewsComponent>", text(body));
    let component = [story("fr", "<p>Un.</p>"), story("en", "<p>One.</p>"), story("en", "<p>Two.</p>")].concat();
    let (dispatches, _) = read_all(&file(&item(AFP, "", &component)));
    let ids: Vec<_> =
        dispatches.iter().map(|d| d.id.trim_start_matches("urn:newsml:afp.com:20250309T140500Z:")).collect();
    assert_eq!(ids, ["TX-PAR-AAA11:fr", "TX-PAR-AAA11:en", "TX-PAR-AAA11:en:2"]);
}

#[test]
fn what_agencies_do_in_their_own_way() {
    // TASS: no identifier but a Duid, an urgency as text, its own spelling, a dateline of its own.
    let tass = format!(
        "<NewsComponent Duid='03AE'><NewsComponent xml:lang='en'><Role FormalName='Main'/>
         <NewsLines><HeadLine>Le bac</HeadLine></NewsLines><DescriptiveMetada><Genre FormalName='Interview'/></DescriptiveMetada>
         <item_keywords><item_keyword>CRUE</item_keyword></item_keywords>{}</NewsComponent></NewsComponent>",
        text("<p>MOSCOU, 9 mars. /TASS/. Le bac attend.</p>"),
    );
    let d = one(
        "<ProviderId>\n  TASS\n</ProviderId>",
        "<FirstCreated>20250309T140500</FirstCreated><Urgency>2</Urgency>",
        &tass,
    );
    assert_eq!((d.id.as_str(), d.provider.as_deref(), d.urgency), ("urn:newsml:TASS:03AE", Some("TASS"), Some(2)));
    assert_eq!(
        (&d.body[..], d.created.unwrap().to_string()),
        (&["Le bac attend.".to_owned()][..], "2025-03-09T14:05:00+03:00".into())
    );
    assert_eq!((d.genre.as_deref(), &d.keywords[..]), (Some("Interview"), &["CRUE".to_owned()][..]));
    // ANP: the version in headline and identifier.
    let d = one(
        "<ProviderId>anp.nl</ProviderId><DateId>20250309</DateId><NewsItemId>ANP-090325-01-v2</NewsItemId><RevisionId>1</RevisionId>",
        "",
        &format!("<NewsLines><HeadLine>De veerpont (2)</HeadLine></NewsLines>{}", text("<p>Le bac.</p>")),
    );
    assert_eq!(
        (d.id.as_str(), d.version, d.headline.as_str()),
        ("urn:newsml:anp.nl:20250309:ANP-090325-01", 2, "De veerpont")
    );
    // EFE: the sub-head is the slug.
    let d = one(
        "<ProviderId>texto.efe.com</ProviderId><DateId>20250309</DateId><NewsItemId>1</NewsItemId>",
        "",
        &format!(
            "<NewsLines><SubHeadLine>SARN SUCESOS</SubHeadLine></NewsLines>{}",
            text("<p>Le bac.</p><p>EFE gr/bp</p>")
        ),
    );
    assert_eq!(
        (d.slug.as_deref(), d.standfirst, d.signature.as_deref()),
        (Some("SARN SUCESOS"), None, Some("EFE gr/bp"))
    );
    // Kyodo: the place of origin is that of another story; ATS: authors are initials.
    let lines = "<NewsLines><DateLine>BERNE BE</DateLine></NewsLines>
        <AdministrativeMetadata><Property FormalName='author' Value='ab'/><Property FormalName='author' Value='cd'/></AdministrativeMetadata>
        <DescriptiveMetadata><Location HowPresent='Origin'><Property FormalName='City' Value='Paris'/></Location></DescriptiveMetadata>";
    let d = one("<ProviderId>www.sda-ats.ch</ProviderId>", "", &format!("{lines}{}", text("<p>Le bac.</p>")));
    assert_eq!((d.locations.len(), d.signature.as_deref(), d.provider.as_deref()), (1, Some("ab/cd"), Some("ATS")));
}

#[test]
fn kills_embargoes_and_what_holds_no_text() {
    let d = one(
        &AFP.replace("'N'", "'A'"),
        "<Status FormalName='Canceled'/><DerivedFrom NewsItem='urn:newsml:afp.com:20250309:doc-1:3'/>",
        "",
    );
    assert_eq!((d.status, d.replaces.as_deref()), (Status::Canceled, Some("urn:newsml:afp.com:20250309:doc-1")));
    let d = one(
        AFP,
        "<Status FormalName='embargoed'/><StatusWillChange><FutureStatus FormalName='Usable'/>
         <DateAndTime>20250310T060000Z</DateAndTime></StatusWillChange>",
        &text("<p>Le bac.</p>"),
    );
    assert_eq!((d.status, d.embargo.unwrap().to_string()), (Status::Embargoed, "2025-03-10T06:00:00+00:00".into()));
    let media = |kind: &str| SkipReason::PackageOrPicture(kind.to_owned());
    let not = |why: &str| SkipReason::NotADispatch(why.to_owned());
    for (update, component, wanted) in [
        ("N", "<NewsItemRef NewsItem='x.xml'/>", media("list of items")),
        ("N", "", media("list of items")),
        ("N", "<NewsLines><HeadLine/></NewsLines>", not("NewsML item without headline or text")),
        (
            "N",
            "<NewsLines><HeadLine>X</HeadLine></NewsLines><ContentItem Href='a.jpg'><MediaType FormalName='Photo'/></ContentItem>",
            media("photo"),
        ),
        ("N", "<Role FormalName='Audio'/>", media("audio")),
        ("A", "", not("only new management data, no text (Update `A`)")),
        ("U", "", not("only changes of another revision (Update `U`)")),
    ] {
        let (dispatches, skips) = read_all(&file(&item(&AFP.replace("'N'", &format!("'{update}'")), "", component)));
        assert_eq!((dispatches.len(), skips), (0, vec![wanted]), "{component}");
    }
    assert_eq!(read_all("<NewsML></NewsML>").1, [not("NewsML without any news item")]);
}

#[test]
fn each_item_of_an_envelope_also_within_another() {
    let inner = item(&AFP.replace("11", "12"), "", &text("<p>Deux.</p>"));
    let items = [
        item(AFP, "", &text("<p>Un.</p>")),
        item("", "", &format!("<NewsLines><HeadLine>Liste</HeadLine></NewsLines>{inner}")),
    ];
    let (dispatches, _) = read_all(&file(&items.concat()));
    let titles: Vec<_> = dispatches.iter().map(|d| (d.title(), d.urgency)).collect();
    assert_eq!(titles, [("Un.", Some(4)), ("Liste", Some(4)), ("Deux.", Some(4))]);
    let cut = file(&items[0]);
    let (dispatches, _) = read_all(&cut[..cut.find("</DataContent>").unwrap()]);
    assert_eq!((dispatches[0].body.len(), dispatches[0].warnings.len()), (1, 1));
}

#[test]
fn too_many_stories_are_told_of() {
    let story = format!("<NewsComponent>{}</NewsComponent>", text("<p>Un.</p>"));
    let (dispatches, skips) = read_all(&file(&item(AFP, "", &story.repeat(stories::MOST + 2))));
    assert_eq!(dispatches.len(), stories::MOST);
    assert_eq!(skips, [SkipReason::Broken("2 stories of a news item that has more than 100".to_owned())]);
}

proptest! {
    #[test]
    fn any_text_is_taken(
        text in "(<NewsML>|</NewsML>|<NewsItem>|<NewsComponent>|</NewsComponent>|<NewsLines>|<HeadLine>|<Role FormalName='Body'/>|<ContentItem>|<DataContent>|<nitf>|<p>|</|>|<!\\[CDATA\\[|é|\n|\\PC){0,40}",
    ) {
        read_all(&text);
    }
}
