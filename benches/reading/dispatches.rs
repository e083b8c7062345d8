//! Files of invented dispatches of about two and a half kilobytes, as long as those of agencies, in every format.

use std::fmt::Write;

/// A format, what its file begins and ends with, and one dispatch of it.
///
/// In a dispatch, `{n}` is its number, `{l}` its first sentence, `{t}` its text in paragraphs of wrapped lines, `{p}` in
/// elements, `{j}` in elements within a string of JSON.
pub struct Template {
    pub format: &'static str,
    pub head: &'static str,
    pub one: &'static str,
    pub end: &'static str,
    /// Whether a file holds many dispatches.
    pub many: bool,
}

const SENTENCES: [&str; 12] = [
    "Le pont de Valmont a été fermé dans la nuit de mardi à mercredi, l'Orvine ayant gagné un mètre en deux jours.",
    "« Nous rouvrirons quand l'eau aura baissé », a déclaré le préfet, Hugo Lemaire, lors d'un point de presse.",
    "Trois cents habitants ont été évacués vers le gymnase de la commune, a-t-on appris auprès des pompiers.",
    "Le trafic ferroviaire, interrompu depuis dimanche, devrait reprendre jeudi entre Brévent et Saint-Aubin.",
    "Selon la chambre d'agriculture, les pertes s'élèvent à 12,4 millions d'euros, soit le double de l'an passé.",
    "Les syndicats appellent à une journée d'action le 14 mars dans les ports de la façade atlantique.",
    "La ministre de l'Écologie, Ada Brévent, se rendra sur place vendredi, a annoncé son cabinet.",
    "Aucune victime n'est à déplorer, mais deux personnes ont été légèrement blessées par la chute d'un arbre.",
    "D'après un rapport consulté par la presse, l'ouvrage n'avait pas été inspecté depuis onze ans.",
    "Les éleveurs de la vallée dénoncent, eux, des aides « trop lentes et mal réparties » par la région.",
    "Le tribunal de commerce doit se prononcer le 3 avril sur l'offre de reprise déposée par deux cadres.",
    "À Genève, le Conseil d'État a débloqué un crédit de 180.000 francs pour l'achat de pompes.",
];

/// How many sentences a dispatch has, three a paragraph.
const LENGTH: usize = 21;

pub const TEMPLATES: [Template; 17] = [
    one(
        "iptc7901",
        "\u{1}afp{n} 3 pol 0412   afp 211\r\n\r\nFrance\r\n\r\n{l}\r\n\r\n\u{2}   PARIS, 12 mars 2003 (AFP) - {t}\r\n   abc/de\r\n\u{3}121405 mar 03\r\n\r\n\r\n\u{4}\r\n",
    ),
    one(
        "anpa1312",
        "\u{16}\u{16}\u{1}F{n}\u{1f}_franc\r\nu e\u{13} BC-FRA--Crue-Valmont     03-12 0420\r\n\u{2}\u{2}BC-FRA--Crue-Valmont,420<\r\n^{l}<\r\n^By ADA BREVENT=\r\n^Associated Press=\r\n\t   VALMONT, France (AP) _ {t}\r\n\u{3}AP-WS-03-12-03 1405EST<\r\n\u{4}",
    ),
    one(
        "zczc",
        "ZCZC AFP{n} 3 I FRA\r\n{l}\r\n   VALMONT, 12 mars 1994 (AFP) - {t}\r\n   abc/de\r\nAFP 121405 MAR 94\r\nNNNN\r\n",
    ),
    one("texts", "{l}\n\nVALMONT, 12 mars 2025 (AFP) - {t}\n\nabc/de\n\n---\n"),
    single("text", "{l}\n\nVALMONT, 12 mars 2025 (AFP) - {t}\n\nabc/de\n"),
    single("header-block", "Titre: {l}\nDate: 12/03/2025\nAgence: AFP\n\nVALMONT (AFP) - {t}\n"),
    one(
        "reuters21578",
        "<REUTERS TOPICS=\"YES\" LEWISSPLIT=\"TRAIN\" CGISPLIT=\"TRAINING-SET\" OLDID=\"{n}\" NEWID=\"{n}\">\n<DATE>10-MAR-1987 09:04:51.33</DATE>\n<TOPICS><D>ship</D></TOPICS>\n<PLACES><D>france</D></PLACES>\n<PEOPLE></PEOPLE>\n<ORGS></ORGS>\n<EXCHANGES></EXCHANGES>\n<COMPANIES></COMPANIES>\n<UNKNOWN> \n&#5;&#5;&#5;G C\n&#22;&#22;&#1;f0901&#31;reute\nu f BC-VALMONT   03-10 0093</UNKNOWN>\n<TEXT>&#2;\n<TITLE>{l}</TITLE>\n<DATELINE>    VALMONT, March 10 - </DATELINE><BODY>{t}\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n",
    ),
    one(
        "trec",
        "<DOC id=\"AFP_FRE_19990512.{n}\" type=\"story\" >\n<HEADLINE>\n{l}\n</HEADLINE>\n<DATELINE>\nVALMONT (France), 12 mai (AFP)\n</DATELINE>\n<TEXT>\n{p}</TEXT>\n</DOC>\n",
    ),
    many(
        "newsml1",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<NewsML Version=\"1.2\"><NewsEnvelope><DateAndTime>20250311T071205Z</DateAndTime></NewsEnvelope>\n",
        "<NewsItem xml:lang=\"fr\"><Identification><NewsIdentifier><ProviderId>afp.com</ProviderId><DateId>20250311T071204Z</DateId><NewsItemId>TX-PAR-{n}</NewsItemId><RevisionId PreviousRevision=\"0\" Update=\"N\">1</RevisionId><PublicIdentifier>urn:newsml:afp.com:20250311T071204Z:TX-PAR-{n}:1</PublicIdentifier></NewsIdentifier><NameLabel>crue</NameLabel></Identification><NewsManagement><NewsItemType FormalName=\"News\"/><FirstCreated>20250311T071204+0000</FirstCreated><ThisRevisionCreated>20250311T071204+0000</ThisRevisionCreated><Status FormalName=\"Usable\"/><Urgency FormalName=\"4\"/></NewsManagement><NewsComponent><NewsLines><HeadLine xml:lang=\"fr\">{l}</HeadLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName=\"AFP\"/></Provider></AdministrativeMetadata><DescriptiveMetadata><Language FormalName=\"fr\"/><SubjectCode><Subject FormalName=\"03000000\"/></SubjectCode><DateLineDate>20250311T071204+0000</DateLineDate><Location HowPresent=\"Origin\"><Property FormalName=\"City\" Value=\"Valmont\"/></Location></DescriptiveMetadata><ContentItem><MediaType FormalName=\"Text\"/><Format FormalName=\"NITF3.1\"/><DataContent><nitf><body><body.content>\n{p}</body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsItem>\n",
        "</NewsML>\n",
    ),
    many(
        "newsml-g2",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><header><sent>2020-02-11T10:41:00+0100</sent></header><itemSet>\n",
        "<newsItem standard=\"NewsML-G2\" guid=\"urn:newsml:afp.com:20200211:{n}\" version=\"1\" xml:lang=\"fr\"><itemMeta><itemClass qcode=\"ninat:text\"/><provider literal=\"AFP\"/><versionCreated>2020-02-11T10:41:00+01:00</versionCreated><pubStatus qcode=\"stat:usable\"/></itemMeta><contentMeta><urgency>4</urgency><contentCreated>2020-02-11T10:40:00+01:00</contentCreated><located><name>Valmont</name></located><subject qcode=\"medtop:03000000\"/><language tag=\"fr\"/><headline>{l}</headline></contentMeta><contentSet><inlineXML contenttype=\"application/xhtml+xml\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title/></head><body>\n{p}</body></html></inlineXML></contentSet></newsItem>\n",
        "</itemSet></newsMessage>\n",
    ),
    one(
        "nitf",
        "<nitf><head><title>{l}</title><docdata management-status=\"usable\"><doc-id id-string=\"presselibre.{n}\"/><urgency ed-urg=\"4\"/><date.issue norm=\"20190523T101500+0200\"/><doc.copyright year=\"2019\" holder=\"Presse Libre\"/></docdata></head><body><body.head><hedline><hl1>{l}</hl1></hedline><dateline><location><city>VALMONT</city></location></dateline></body.head><body.content>\n{p}</body.content></body></nitf>\n",
    ),
    many(
        "rss",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Le Courrier</title><link>https://courrier.example/</link><language>fr</language>\n",
        "<item><title>{l}</title><link>https://courrier.example/{n}</link><guid isPermaLink=\"false\">{n}</guid><pubDate>Wed, 12 Mar 2025 14:05:00 +0100</pubDate><category>Société</category><content:encoded><![CDATA[{p}]]></content:encoded></item>\n",
        "</channel></rss>\n",
    ),
    many(
        "atom",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\"><title>Le Courrier</title><id>https://courrier.example/</id><updated>2025-03-12T14:05:00+01:00</updated>\n",
        "<entry><title>{l}</title><id>https://courrier.example/{n}</id><updated>2025-03-12T14:05:00+01:00</updated><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">{p}</div></content></entry>\n",
        "</feed>\n",
    ),
    many(
        "ninjs",
        "[\n",
        "{\"uri\":\"urn:newsml:exemple:{n}\",\"type\":\"text\",\"version\":\"1\",\"versioncreated\":\"2025-03-12T14:05:00+01:00\",\"language\":\"fr\",\"headline\":\"{l}\",\"urgency\":4,\"subject\":[{\"code\":\"03000000\",\"name\":\"Désastres\"}],\"body_html\":\"{j}\"},\n",
        "{}]\n",
    ),
    one(
        "json-lines",
        "{\"id\":\"depeche-{n}\",\"titre\":\"{l}\",\"date\":\"2025-03-12\",\"agence\":\"AFP\",\"texte\":\"{j}\"}\n",
    ),
    many("csv", "id;titre;date;agence;texte\n", "depeche-{n};{l};2025-03-12;AFP;\"{t}\"\n", ""),
    single(
        "html",
        "<!DOCTYPE html>\n<html lang=\"fr\"><head><meta charset=\"utf-8\"><title>{l} - Le Courrier</title><meta property=\"og:type\" content=\"article\"><meta property=\"og:title\" content=\"{l}\"><link rel=\"canonical\" href=\"https://courrier.example/{n}\"><script type=\"application/ld+json\">{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"{l}\",\"datePublished\":\"2025-03-12T14:05:00+01:00\",\"author\":{\"@type\":\"Person\",\"name\":\"Ada Brévent\"}}</script></head><body><header><nav><ul><li><a href=\"/a\">Accueil</a></li><li><a href=\"/b\">Politique</a></li></ul></nav></header><main><article><h1>{l}</h1>\n{p}</article><aside><h2>Les plus lus</h2><ul><li><a href=\"/1\">Un autre article</a></li><li><a href=\"/2\">Encore un</a></li></ul></aside></main><footer><p>Mentions légales</p></footer></body></html>\n",
    ),
];

const fn one(format: &'static str, one: &'static str) -> Template {
    many(format, "", one, "")
}

const fn many(format: &'static str, head: &'static str, one: &'static str, end: &'static str) -> Template {
    Template { format, head, one, end, many: true }
}

const fn single(format: &'static str, one: &'static str) -> Template {
    Template { format, head: "", one, end: "", many: false }
}

impl Template {
    /// The dispatch of this number.
    pub fn dispatch(&self, number: usize) -> String {
        let sentence = |at: usize| SENTENCES[(number * 5 + at * 7 + at / 12) % SENTENCES.len()];
        let (mut lines, mut elements) = (String::new(), String::new());
        for paragraph in 0..LENGTH / 3 {
            let text = [0, 1, 2].map(|at| sentence(paragraph * 3 + at)).join(" ");
            if paragraph > 0 {
                lines.push_str("\n\n   ");
            }
            wrap(&text, &mut lines);
            let _ = writeln!(elements, "<p>{text}</p>");
        }
        // The number keeps dispatches apart.
        let headline = format!("Crue de l'Orvine, bulletin {number} : {}", sentence(1).trim_end_matches('.'));
        let id = format!("{number:06}");
        let one = self.one.replace("{l}", &headline).replace("{n}", &id).replace("{t}", &lines);
        one.replace("{j}", &elements.replace('"', "\\\"").replace('\n', "\\n")).replace("{p}", &elements)
    }
}

/// Breaks `text` into lines of some seventy letters.
fn wrap(text: &str, lines: &mut String) {
    let mut length = 0;
    for word in text.split(' ') {
        let after = if length == 0 {
            ""
        } else if length > 66 {
            "\n"
        } else {
            " "
        };
        lines.push_str(after);
        length = if after == "\n" { 0 } else { length } + word.len() + 1;
        lines.push_str(word);
    }
}
