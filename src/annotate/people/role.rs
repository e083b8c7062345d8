//! The role phrase beside a name: `le président estonien Alar Karis`, `Ana Roy, directrice du port`.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::super::document::Document;
use super::super::token::TokenKind;

/// The longest phrase, in tokens.
const LONGEST: usize = 14;

/// The role phrase of the person who is named on `tokens`, as it stands in the text, without its article.
///
/// `others` are the ends of the name before and the start of the name behind, whose roles are their own.
pub fn beside(document: &Document, tokens: &Range<usize>, others: &Range<usize>) -> Option<String> {
    let at = document.passages.partition_point(|passage| passage.tokens.end <= tokens.start);
    let passage = document.passages.get(at)?.tokens.clone();
    let (first, last) = (passage.start.max(others.start), passage.end.min(others.end));
    let range = before(document, first, tokens.start).or_else(|| after(document, tokens.end, last))?;
    Some(document.span(range).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// `le ministre des Affaires étrangères, Jean Roy`: back from the name to the nearest noun that names a role.
fn before(document: &Document, first: usize, name: usize) -> Option<Range<usize>> {
    let mut end = name;
    if end > first && document.word(end - 1) == "," {
        end -= 1;
    }
    // `le directeur de cabinet d’Ana Roy`: somebody else's role.
    if end > first && is_small(&document.word(end - 1).to_lowercase()) {
        return None;
    }
    let earliest = first.max(end.saturating_sub(LONGEST));
    for token in (earliest..end).rev() {
        let word = document.word(token).to_lowercase();
        if is_role(&word) {
            let start = extend_back(document, first, token);
            return Some(start..end);
        }
        let sign = document.tokens[token].kind == TokenKind::Sign;
        if sign || ends_phrase(&word) {
            return None;
        }
    }
    None
}

/// Takes in what stands before the noun and belongs to it: `ancien`, `Premier`, `vice`.
fn extend_back(document: &Document, first: usize, noun: usize) -> usize {
    let mut start = noun;
    while start > first && is_qualifier(&document.word(start - 1).to_lowercase()) {
        start -= 1;
    }
    start
}

/// `Ana Roy, la nouvelle directrice du port, …`: an apposition that opens with a role.
fn after(document: &Document, name: usize, last: usize) -> Option<Range<usize>> {
    if name >= last || document.word(name) != "," {
        return None;
    }
    let word = |token: usize| document.word(token).to_lowercase();
    let mut start = name + 1;
    if start < last && matches!(word(start).as_str(), "le" | "la" | "l'" | "l’" | "un" | "une" | "son" | "sa" | "leur")
    {
        start += 1;
    }
    let mut noun = start;
    while noun < last && noun < start + 3 && is_qualifier(&word(noun)) && !is_role(&word(noun)) {
        noun += 1;
    }
    if noun >= last || !is_role(&word(noun)) {
        return None;
    }
    let limit = last.min(noun + LONGEST);
    let end = (noun + 1..limit).find(|&token| {
        let sign = document.tokens[token].kind == TokenKind::Sign;
        sign || ends_phrase(&word(token))
    });
    let mut end = end.unwrap_or(limit);
    // A phrase that is cut off must not end on `de` or `et`.
    while end > noun + 1 && is_small(&word(end - 1)) {
        end -= 1;
    }
    Some(start..end)
}

/// Words that no role phrase goes across.
fn ends_phrase(word: &str) -> bool {
    matches!(
        word,
        "que"
            | "qu'"
            | "qu’"
            | "qui"
            | "dont"
            | "où"
            | "mais"
            | "car"
            | "si"
            | "a"
            | "ont"
            | "est"
            | "sont"
            | "était"
            | "avait"
            | "avec"
            | "selon"
            | "par"
            | "avant"
            | "après"
            | "depuis"
            | "lors"
            | "contre"
            | "comme"
            | "ni"
            | "ne"
            | "n'"
            | "n’"
            | "se"
            | "s'"
            | "s’"
            | "il"
            | "elle"
            | "ils"
            | "elles"
            | "on"
            | "je"
            | "j'"
            | "j’"
            | "nous"
            | "vous"
            | "dit"
            | "c'"
            | "c’"
            | "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "vendredi"
            | "samedi"
            | "dimanche"
            | "hier"
            | "aujourd'hui"
            | "aujourd’hui"
    )
}

fn is_small(word: &str) -> bool {
    matches!(
        word,
        "de" | "d'"
            | "d’"
            | "du"
            | "des"
            | "la"
            | "le"
            | "les"
            | "l'"
            | "l’"
            | "et"
            | "à"
            | "au"
            | "aux"
            | "en"
            | "pour"
    )
}

/// Adjectives that stand before a role.
fn is_qualifier(word: &str) -> bool {
    matches!(
        word,
        "ancien"
            | "ancienne"
            | "ex"
            | "premier"
            | "première"
            | "nouveau"
            | "nouvel"
            | "nouvelle"
            | "futur"
            | "future"
            | "actuel"
            | "actuelle"
            | "jeune"
            | "ex-premier"
            | "vice"
            | "vice-premier"
            | "vice-première"
            | "haut"
            | "haute"
            | "célèbre"
            | "grand"
            | "grande"
            | "numéro"
            | "feu"
            | "secrétaire"
    )
}

fn is_role(word: &str) -> bool {
    let noun = ["ex-", "vice-", "co-", "sous-"].iter().find_map(|prefix| word.strip_prefix(prefix)).unwrap_or(word);
    ROLES.contains(noun)
}

static ROLES: LazyLock<HashSet<&str>> = LazyLock::new(|| NOUNS.split_whitespace().collect());

const NOUNS: &str = "
président présidente ministre premier-ministre première-ministre chancelier chancelière chef cheffe dirigeant dirigeante
leader numéro patron patronne directeur directrice secrétaire porte-parole maire adjoint adjointe député députée
eurodéputé eurodéputée sénateur sénatrice élu élue conseiller conseillère préfet préfète sous-préfet gouverneur
gouverneure commissaire procureur procureure substitut juge magistrat magistrate avocat avocate bâtonnier notaire
huissier greffier ambassadeur ambassadrice consul consule émissaire envoyé envoyée représentant représentante délégué
déléguée négociateur négociatrice diplomate coordinateur coordinatrice coordonnateur coordonnatrice responsable
candidat candidate militant militante opposant opposante dissident dissidente syndicaliste activiste fondateur fondatrice
cofondateur cofondatrice confondateur créateur créatrice pdg dg gérant gérante entrepreneur entrepreneuse homme-d'affaires
milliardaire industriel banquier banquière économiste analyste politologue sociologue historien historienne philosophe
chercheur chercheuse professeur professeure enseignant enseignante universitaire recteur rectrice doyen doyenne
scientifique physicien physicienne biologiste chimiste astronaute spationaute cosmonaute ingénieur ingénieure médecin
docteur docteure chirurgien chirurgienne infectiologue épidémiologiste virologue psychiatre psychologue infirmier
infirmière pharmacien pharmacienne urgentiste général générale colonel colonelle capitaine commandant commandante
lieutenant lieutenante sergent caporal maréchal amiral soldat officier officière policier policière gendarme pompier
pape cardinal évêque archevêque imam rabbin pasteur père abbé curé moine patriarche ayatollah cheikh roi reine prince
princesse émir émire sultan empereur impératrice duc duchesse comte comtesse baron baronne acteur actrice comédien
comédienne réalisateur réalisatrice cinéaste producteur productrice scénariste chanteur chanteuse musicien musicienne
compositeur compositrice pianiste violoniste guitariste batteur trompettiste rappeur rappeuse parolier humoriste
danseur danseuse chorégraphe metteur dramaturge écrivain écrivaine auteur auteure autrice romancier romancière poète
poétesse essayiste éditeur éditrice journaliste reporter présentateur présentatrice animateur animatrice éditorialiste
chroniqueur chroniqueuse rédacteur rédactrice photographe peintre sculpteur sculptrice artiste plasticien architecte
styliste couturier couturière mannequin chef-cuisinier cuisinier cuisinière footballeur footballeuse joueur joueuse
attaquant attaquante défenseur défenseure milieu gardien gardienne buteur buteuse entraîneur entraîneuse sélectionneur
sélectionneuse capitaine arbitre coureur coureuse cycliste nageur nageuse athlète sprinteur sprinteuse pilote skieur
skieuse boxeur boxeuse judoka champion championne médaillé médaillée tennisman tenniswoman rugbyman basketteur
navigateur navigatrice alpiniste agriculteur agricultrice éleveur éleveuse pêcheur viticulteur ouvrier ouvrière
étudiant étudiante lycéen lycéenne élève habitant habitante victime suspect suspecte accusé accusée prévenu prévenue
témoin otage terroriste jihadiste djihadiste chef-d'état dictateur président-directeur administrateur administratrice
inspecteur inspectrice contrôleur contrôleuse trésorier trésorière vice-président médiateur médiatrice rapporteur
rapporteure premier chroniqueur star vedette youtubeur youtubeuse influenceur influenceuse blogueur blogueuse expert
experte spécialiste consultant consultante criminologue généticien généticienne climatologue océanographe météorologue
sismologue vulcanologue volcanologue historien géographe démographe anthropologue archéologue paléontologue linguiste";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dispatch::Dispatch;

    fn role(text: &str, name: &str) -> Option<String> {
        let document = Document::of(&Dispatch { body: vec![text.into()], ..Dispatch::default() });
        let words = name.split(' ').count();
        let start = (0..document.tokens.len()).find(|&token| document.span(token..token + words) == name)?;
        beside(&document, &(start..start + words), &(0..document.tokens.len()))
    }

    #[test]
    fn roles_before_and_after_the_name() {
        for (text, wanted) in [
            ("Le président estonien Ilo Stern parle", Some("président estonien")),
            ("le ministre des Affaires étrangères, Ilo Stern, a dit", Some("ministre des Affaires étrangères")),
            ("l'ancien Premier ministre Ilo Stern", Some("ancien Premier ministre")),
            ("le secrétaire général de l’ONU Ilo Stern", Some("secrétaire général de l’ONU")),
            ("Ilo Stern, la nouvelle directrice du port de Brume, a dit", Some("nouvelle directrice du port de Brume")),
            ("Ilo Stern, maire de Brume depuis 2014", Some("maire de Brume")),
            ("a dit le vice-président Ilo Stern", Some("vice-président")),
            ("Le maire est parti avec Ilo Stern", None),
            ("le directeur de cabinet d'Ilo Stern", None),
            ("Ilo Stern, qui préside", None),
            ("Ilo Stern", None),
        ] {
            assert_eq!(role(text, "Ilo Stern").as_deref(), wanted, "{text}");
        }
    }
}
