//! Queries and their trees.

use super::{read, tree};

fn check(cases: &[(&str, &str)], any: bool) {
    for (query, expected) in cases {
        match read(query, any) {
            Ok(parsed) => assert_eq!(&tree(&parsed.node), expected, "{query:?}"),
            Err(error) => panic!("{query:?}: {}", error.render(query)),
        }
    }
}

#[test]
fn operators() {
    check(
        &[
            ("otan", "otan"),
            ("otan ankara", "(all otan ankara)"),
            ("a ET b", "(all a b)"),
            ("a et b AND c", "(all a b c)"),
            ("a OU b", "(any a b)"),
            ("a or b ou c", "(any a b c)"),
            ("a b OU c d", "(any (all a b) (all c d))"),
            ("a ET b OU c", "(any (all a b) c)"),
            ("a (b OU c) d", "(all a (any b c) d)"),
            ("((a))", "a"),
            ("(a b) c", "(all (all a b) c)"),
            ("a SAUF b", "(all a (not b))"),
            ("a NOT b", "(all a (not b))"),
            ("a AND NOT b", "(all a (not b))"),
            ("a ET SAUF b", "(all a (not b))"),
            ("a ET NON b", "(all a (not b))"),
            ("a et non b", "(all a (not b))"),
            ("a OU NON b", "(any a (not b))"),
            ("oui et non", "(all oui non)"),
            ("non lieu", "(all non lieu)"),
            ("NOT b", "(not b)"),
            ("NOT b AND a", "(all (not b) a)"),
            ("a OU SAUF b", "(any a (not b))"),
            ("-b", "(not b)"),
            ("a -b c", "(all a (not b) c)"),
            ("a -\"b c\"", "(all a (not [=b =c]))"),
            ("a -(b OU c)", "(all a (not (any b c)))"),
            ("a - b", "(all a b)"),
            ("a -- b", "(all a b)"),
            ("-(-a)", "(not (not a))"),
            ("+a b", "(all a b)"),
            ("a + b", "(all a b)"),
            ("a (-b)", "(all a (not b))"),
            ("porte-parole", "porte-parole"),
            ("2024-2025", "2024-2025"),
            ("(otan)-ankara", "(all otan ankara)"),
            ("-ou", "(not ou)"),
            ("=ou", "=ou"),
            ("\"ou\"", "[=ou]"),
            ("\"a\"OU\"b\"", "(any [=a] [=b])"),
            ("où", "où"),
            ("ET, puis", "(all ET puis)"),
            ("a E\u{200b}T b", "(all a b)"),
        ],
        false,
    );
}

#[test]
fn phrases() {
    check(
        &[
            ("\"premier ministre\"", "[=premier =ministre]"),
            ("«\u{a0}premier ministre\u{202f}»", "[=premier =ministre]"),
            ("“premier ministre”", "[=premier =ministre]"),
            ("”premier ministre”", "[=premier =ministre]"),
            ("„premier ministre“", "[=premier =ministre]"),
            ("‹ premier ministre ›", "[=premier =ministre]"),
            ("« il dit \"non\" hier »", "[=il =dit =non =hier]"),
            ("\"a b\"~5", "[=a =b]~5"),
            ("« a b »~2 c", "(all [=a =b]~2 c)"),
            ("\"a b\"~0", "[=a =b]"),
            ("=\"a b\"", "[=a =b]"),
            ("=« a b »", "[=a =b]"),
            ("\"a ET b OU -c\"", "[=a =ET =b =OU =c]"),
            ("\"attent* paris\"", "[≈attent* =paris]"),
            ("\"z?lensky à Kiev\"", "[≈z?lensky =à =Kiev]"),
            ("\"où va la France?\"", "[=où =va =la =France]"),
            ("\"où va la France ?\"", "[=où =va =la =France]"),
            ("\"l'OTAN, hier…\"", "[=l'OTAN =hier]"),
            ("\"les U.S. hier\"", "[=les =U.S. =hier]"),
            ("\"titre:otan\"", "[=titre:otan]"),
            ("a\"b c\"d", "(all a [=b =c] d)"),
        ],
        false,
    );
}

#[test]
fn words() {
    check(
        &[
            ("l'OTAN", "l'OTAN"),
            ("l’OTAN", "l’OTAN"),
            ("aujourd'hui", "aujourd'hui"),
            ("'mot'", "mot"),
            ("‘mot’", "mot"),
            ("a\u{a0}b\u{202f}c\u{3000}d", "(all a b c d)"),
            ("a\u{0}b\nc", "(all a b c)"),
            ("gouver\u{ad}ne\u{200b}ment\u{feff}", "gouvernement"),
            ("a – b — c", "(all a b c)"),
            ("a ? : ! , ; … / & % b", "(all a b)"),
            ("otan, ankara; fin. oui! non: bon…", "(all otan ankara fin oui non bon)"),
            ("O.T.A.N. U.S. 1.500", "(all O.T.A.N. U.S. 1.500)"),
            ("M. Macron", "(all M Macron)"),
            ("#mot @nom", "(all mot nom)"),
            ("12:30 10:00", "(all 12:30 10:00)"),
            ("https://example.org/a?b=~c", "https://example.org/a?b=~c"),
            ("député(e)s", "(all député e s)"),
            ("=tours", "=tours"),
            ("='tours'", "=tours"),
            ("= tours", "tours"),
            ("a = b", "(all a b)"),
            ("macron*", "≈macron*"),
            ("*nation", "≈*nation"),
            ("z?lensk*", "≈z?lensk*"),
            ("=macron*", "≈macron*"),
            ("macron?", "≈macron?"),
            ("macron ?", "macron"),
            ("macron?!", "≈macron?"),
            ("macron~", "macron~1"),
            ("macron~1", "macron~1"),
            ("zelenski~2,", "zelenski~2"),
            ("mac~ron", "mac~ron"),
            ("annule\u{301}", "annule\u{301}"),
            ("東京", "東京"),
            ("pres near para", "(all pres near para)"),
            ("PRES", "PRES"),
            ("MOT PARA", "(all MOT PARA)"),
            ("near/loin", "near/loin"),
            ("Coronavirus: le modèle", "(all Coronavirus le modèle)"),
            ("Coronavirus : le modèle", "(all Coronavirus le modèle)"),
        ],
        false,
    );
}

#[test]
fn proximity() {
    check(
        &[
            ("a PRES/5 b", "(near/5 a b)"),
            ("a près/5 b", "(near/5 a b)"),
            ("a NEAR/100 b", "(near/100 a b)"),
            ("a PRES b", "(near/10 a b)"),
            ("a PRÈS b", "(near/10 a b)"),
            ("a pres b", "(all a pres b)"),
            ("\"a b\" PRES/3 c*", "(near/3 [=a =b] ≈c*)"),
            ("(a OU \"b c\") PRES/3 d", "(near/3 (any a [=b =c]) d)"),
            ("a PRES/5 b PRES/3 c", "(near/3 (near/5 a b) c)"),
            ("a PRES/5 (b PRES/3 c)", "(near/5 a (near/3 b c))"),
            ("a PARA b", "(para a b)"),
            ("a PARA b PARA c", "(para (para a b) c)"),
            ("a PARA b PRES/3 c", "(para a (near/3 b c))"),
            ("a PRES/3 b PARA c", "(para (near/3 a b) c)"),
            ("(a OU b PRES/2 c) PARA d", "(para (any a (near/2 b c)) d)"),
            ("a b PRES/5 c d", "(all a (near/5 b c) d)"),
            ("a OU b PRES/5 c", "(any a (near/5 b c))"),
            ("SAUF (a PRES/5 b)", "(not (near/5 a b))"),
            ("titre:(a PRES/5 b)", "(Headline (near/5 a b))"),
        ],
        false,
    );
}

#[test]
fn fields() {
    check(
        &[
            ("titre:otan", "(Headline otan)"),
            ("Titre:otan ankara", "(all (Headline otan) ankara)"),
            ("headline:\"deux mots\"", "(Headline [=deux =mots])"),
            ("titre:\"deux mots\"~3", "(Headline [=deux =mots]~3)"),
            ("titre:«deux mots»", "(Headline [=deux =mots])"),
            ("titre:(a OU b) c", "(all (Headline (any a b)) c)"),
            ("titre:(a b)", "(Headline (all a b))"),
            ("titre:=tours", "(Headline =tours)"),
            ("titre:macro*", "(Headline ≈macro*)"),
            ("titre:ou", "(Headline ou)"),
            ("-titre:otan", "(not (Headline otan))"),
            ("SAUF titre:otan", "(not (Headline otan))"),
            ("corps:a body:b texte:c", "(all (Body a) (Body b) (Body c))"),
            ("personne:Rutte people:\"Mark Rutte\"", "(all (People Rutte) (People [=Mark =Rutte]))"),
            ("lieux:Kiev place:Kiev", "(all (Location Kiev) (Location Kiev))"),
            ("sujet:sport rubrique:sport topics:sport", "(all (Topic sport) (Topic sport) (Topic sport))"),
            ("org:OTAN auteur:Durand slug:foot", "(all (Org OTAN) (Byline Durand) (Slug foot))"),
            ("mot-clé:climat MOTS-CLES:climat", "(all (Keyword climat) (Keyword climat))"),
            ("agence:AFP", "(Provider =AFP)"),
            ("agence:=AFP,", "(Provider =AFP)"),
            ("agence:\"Agence Anadolu\"", "(Provider =Agence Anadolu)"),
            ("agence:(AFP OU ATS)", "(any (Provider =AFP) (Provider =ATS))"),
            ("agence:(AFP OU \"Agence Anadolu\") otan", "(all (any (Provider =AFP) (Provider =Agence Anadolu)) otan)"),
            ("langue:fr-*", "(Language ≈fr-*)"),
            ("statut:annulé", "(Status =canceled)"),
            ("statut:\"sous embargo\"", "(Status =embargoed)"),
            ("-statut:(annulée OU retenu)", "(not (any (Status =canceled) (Status =withheld)))"),
            ("urgence:1", "(Urgency 1..=1)"),
            ("urgence:1..3", "(Urgency 1..=3)"),
            ("urgence:<=2", "(Urgency 1..=2)"),
            ("urgency:>=3", "(Urgency 3..=9)"),
            ("id:urn:newsml:exemple:20250903:a-1", "(Id =urn:newsml:exemple:20250903:a-1)"),
            ("id:-12", "(Id =-12)"),
            ("chemin:*/2019/*", "(Path ≈*/2019/*)"),
            ("chemin:(*/2019/* OU fil/a.xml)", "(any (Path ≈*/2019/*) (Path =fil/a.xml))"),
            ("path:\"mes dépêches/*\"", "(Path ≈mes dépêches/*)"),
            ("date:2025", "(Dated 2025-01-01..2026-01-01)"),
            ("date:03/09/2025, otan", "(all (Dated 2025-09-03..2025-09-04) otan)"),
            ("date:\"3 septembre 2025\"", "(Dated 2025-09-03..2025-09-04)"),
            ("date:2025-09-01..2025-09-30", "(Dated 2025-09-01..2025-10-01)"),
            ("date:>=2025-09", "(Dated 2025-09-01..)"),
            ("date:..2025", "(Dated ..2026-01-01)"),
            ("date:aujourd’hui", "(Dated 2025-09-10..2025-09-11)"),
            ("depuis:2025-09 avant:10/2025", "(all (Dated 2025-09-01..) (Dated ..2025-10-01))"),
            ("since:7j", "(Dated 2025-09-03..)"),
            ("date:(2024-01 OU 2025-01)", "(any (Dated 2024-01-01..2024-02-01) (Dated 2025-01-01..2025-02-01))"),
            ("date:2025 otan", "(all (Dated 2025-01-01..2026-01-01) otan)"),
        ],
        false,
    );
}

#[test]
fn running_text() {
    check(
        &[
            ("a b", "(any a b)"),
            ("a b -c", "(all (any a b) (not c))"),
            ("a SAUF c b", "(all (any a b) (not c))"),
            ("-c", "(not c)"),
            ("-c -d", "(all (not c) (not d))"),
            ("+a b c", "(all a (opt b) (opt c))"),
            ("+a b -c", "(all a (opt b) (not c))"),
            ("a ET b c", "(any (all a b) c)"),
            ("a b OU c -d", "(all (any a b c) (not d))"),
            ("a OU -d", "(any a (not d))"),
            ("a (b -c)", "(any a (all b (not c)))"),
            ("a et b ou c sauf d", "(any a et b ou c sauf d)"),
            ("L'or et l'argent", "(any L'or et l'argent)"),
            ("a ET NON b", "(all a (not b))"),
            ("a PRES/5 b c", "(any (near/5 a b) c)"),
            ("+a PRES/5 b c", "(all (near/5 a b) (opt c))"),
            ("+a ET b c", "(all (all a b) (opt c))"),
            ("-a ET -b c", "(all c (not a) (not b))"),
            ("a pres/5 b", "(any a pres/5 b)"),
            ("pourquoi? parce que", "(any pourquoi parce que)"),
            ("dit « mot", "(any dit mot)"),
            ("5\" de pluie", "(any 5 de pluie)"),
            ("(…) suite (a", "(any suite a)"),
            ("a) premier \"\" point ()", "(any a premier point)"),
            ("persone:Macron", "(any persone Macron)"),
            ("titre: otan", "(any titre otan)"),
            ("titre:otan a", "(any (Headline otan) a)"),
            ("*** fin ***", "fin"),
            ("--a -+b", "(any a b)"),
            ("(Paris)-Lyon", "(any Paris Lyon)"),
            ("\"a b\"~ c", "(any [=a =b] c)"),
        ],
        true,
    );
}

#[test]
fn what_is_passed_over_is_told() {
    let cases: [(&str, bool, &[&str]); 6] = [
        ("dit « mot", true, &["«"]),
        ("a) b (c", true, &[")", "("]),
        ("persone:Macron", true, &["persone:"]),
        ("mines or", true, &[]),
        ("cuivre or argent", false, &["or"]),
        ("a OU b", false, &[]),
    ];
    for (query, any, places) in cases {
        let warnings = read(query, any).unwrap().warnings;
        let told: Vec<&str> = warnings.iter().map(|warning| &query[warning.span.clone()]).collect();
        assert_eq!(told, places, "{query:?}");
    }
}

#[test]
fn spans_name_the_part_of_the_query() {
    let query = "otan titre:(« a b »~2 OU c) -Kiev,";
    let node = read(query, false).unwrap().node;
    let super::Expr::All(parts) = &node.expr else { panic!("{node:?}") };
    let places: Vec<&str> = parts.iter().map(|part| &query[part.span.clone()]).collect();
    assert_eq!(places, ["otan", "titre:(« a b »~2 OU c)", "-Kiev,"]);
}
