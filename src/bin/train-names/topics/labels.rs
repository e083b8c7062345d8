//! Which of the top Media Topics an editor's tag or section speaks for.

use depeche::annotate::topics::TOPS;
use depeche::annotate::topics::decision::Scores;
use rustc_hash::FxHashMap;

const ARTS: usize = 0;
const CRIME: usize = 1;
const DISASTER: usize = 2;
const ECONOMY: usize = 3;
const EDUCATION: usize = 4;
const ENVIRONMENT: usize = 5;
const HEALTH: usize = 6;
const HUMAN: usize = 7;
const LABOUR: usize = 8;
const LEISURE: usize = 9;
const POLITICS: usize = 10;
const RELIGION: usize = 11;
const SCIENCE: usize = 12;
const SOCIETY: usize = 13;
const SPORT: usize = 14;
const CONFLICT: usize = 15;
const WEATHER: usize = 16;

/// Sections that speak for a topic; the others (France, Monde, Société) are about anything.
const SECTIONS: &[(&str, usize)] = &[
    ("Culture", ARTS),
    ("Environnement", ENVIRONMENT),
    ("Fait-divers", CRIME),
    ("High-tech", SCIENCE),
    ("Insolite", HUMAN),
    ("Media", ARTS),
    ("People", HUMAN),
    ("Politique", POLITICS),
    ("politique", POLITICS),
    ("Sante", HEALTH),
];

/// Tags by the topics that they speak for, the surer first.
const TAGS: &[(&[usize], &[&str])] = &[
    (
        &[ARTS],
        &[
            "médias",
            "musique",
            "cinéma",
            "culture",
            "télévision",
            "presse",
            "théâtre",
            "patrimoine",
            "édition",
            "festival",
            "musée",
            "littérature",
            "journaux",
            "radio",
            "arts",
            "art",
            "exposition",
            "opéra",
            "film",
            "danse",
            "peinture",
            "photographie",
            "architecture",
            "rap",
            "James Bond",
            "récompense",
        ],
    ),
    (&[ARTS, ECONOMY], &["publicité"]),
    (&[ARTS, LEISURE], &["mode"]),
    (&[ARTS, SCIENCE], &["jeu vidéo"]),
    (
        &[CRIME],
        &[
            "drogues",
            "police",
            "enquête",
            "procès",
            "justice",
            "agression",
            "homicide",
            "crime",
            "fraude",
            "arrestation",
            "prisonniers",
            "attentat",
            "attentats",
            "tribunal",
            "assises",
            "gendarmerie",
            "vol",
            "prison",
            "viol",
            "délinquance",
            "violences",
            "pédophilie",
            "terrorisme",
            "meurtre",
            "enlèvement",
            "condamnation",
            "disparition",
        ],
    ),
    (&[CRIME, POLITICS], &["corruption"]),
    (&[CRIME, SCIENCE], &["piratage"]),
    (&[CRIME, SOCIETY], &["harcèlement"]),
    (&[CRIME, CONFLICT], &["jihadistes"]),
    (
        &[DISASTER],
        &[
            "accident",
            "incendie",
            "explosion",
            "secours",
            "séisme",
            "effondrement",
            "volcan",
            "naufrage",
            "noyade",
            "catastrophe",
        ],
    ),
    (&[DISASTER, WEATHER], &["inondation"]),
    (
        &[ECONOMY],
        &[
            "industrie",
            "économie",
            "entreprises",
            "agriculture",
            "distribution",
            "transport",
            "luxe",
            "services",
            "finance",
            "aviation",
            "chimie",
            "btp",
            "élevage",
            "commerce",
            "assurances",
            "mines",
            "pétrole",
            "gaz",
            "rail",
            "faillite",
            "immobilier",
            "banque",
            "automobile",
            "pêche",
            "stratégie",
            "voiture électrique",
            "futur modèle",
            "vente aux enchères",
            "concept car",
        ],
    ),
    (&[ECONOMY, ENVIRONMENT], &["énergie"]),
    (&[ECONOMY, LABOUR], &["restructurations"]),
    (&[ECONOMY, LEISURE], &["nouvelle voiture", "supercar"]),
    (&[EDUCATION], &["éducation", "enseignants", "université", "école", "lycées"]),
    (
        &[ENVIRONMENT],
        &[
            "environnement",
            "climat",
            "pollution",
            "animaux",
            "forêts",
            "eau",
            "océans",
            "nature",
            "écologie",
            "déchets",
            "chasse",
            "espèces",
            "biodiversité",
            "mer",
        ],
    ),
    (&[ENVIRONMENT, ECONOMY], &["nucléaire"]),
    (&[ENVIRONMENT, SCIENCE], &["zoologie"]),
    (
        &[HEALTH],
        &[
            "santé",
            "virus",
            "épidémie",
            "pandémie",
            "maladies",
            "maladie",
            "hôpitaux",
            "vaccins",
            "médicaments",
            "médecine",
            "OMS",
            "Santé",
            "Coronavirus",
            "coronavirus",
            "Epidémie",
            "psychiatrie",
            "sida",
            "cancer",
        ],
    ),
    (&[HEALTH, ECONOMY], &["pharmacie"]),
    (&[HEALTH, SOCIETY], &["euthanasie"]),
    (&[HUMAN], &["célébrités", "people", "insolite", "royauté", "record", "décès", "monarchie", "mort"]),
    (&[LABOUR], &["social", "syndicats", "salaires", "travail", "grève"]),
    (&[LABOUR, ECONOMY], &["emploi", "chômage"]),
    (&[LABOUR, POLITICS], &["retraite"]),
    (
        &[LEISURE],
        &["loisirs", "gastronomie", "restaurant", "alimentation", "jeux", "vélo", "bar", "boissons", "classique"],
    ),
    (&[LEISURE, ECONOMY], &["tourisme", "restauration", "consommation", "hôtellerie"]),
    (
        &[POLITICS],
        &[
            "politique",
            "gouvernement",
            "élections",
            "élection",
            "Elections",
            "diplomatie",
            "partis",
            "parlement",
            "municipales",
            "Municipales",
            "président",
            "France2020",
            "France2022",
            "LR",
            "LREM",
            "EELV",
            "PS",
            "LFI",
            "RN",
            "PCF",
            "Assemblée",
            "Sénat",
            "UE",
            "ONU",
            "opposition",
            "lois",
            "collectivités",
            "ministres",
            "référendum",
            "constitution",
            "espionnage",
            "sanctions",
            "sondage",
            "nomination",
        ],
    ),
    (&[POLITICS, ECONOMY], &["budget", "fiscalité"]),
    (&[POLITICS, SOCIETY], &["droitshumains"]),
    (&[POLITICS, CONFLICT], &["coup", "défense"]),
    (
        &[RELIGION],
        &[
            "religion",
            "islam",
            "judaïsme",
            "Vatican",
            "église",
            "pape",
            "cultes",
            "catholicisme",
            "bouddhisme",
            "christianisme",
        ],
    ),
    (
        &[SCIENCE],
        &[
            "internet",
            "technologies",
            "mobiles",
            "informatique",
            "recherche",
            "sciences",
            "aérospatiale",
            "espace",
            "astronomie",
            "logiciel",
            "réseaux",
            "biométrie",
            "innovation",
            "télécommunications",
        ],
    ),
    (&[SCIENCE, ARTS], &["archéologie"]),
    (&[SCIENCE, CRIME], &["cybersécurité"]),
    (&[SCIENCE, ECONOMY], &["télécoms"]),
    (&[SCIENCE, HEALTH], &["génétique", "biotechnologie"]),
    (
        &[SOCIETY],
        &[
            "droits",
            "racisme",
            "minorités",
            "société",
            "discrimination",
            "femmes",
            "pauvreté",
            "famille",
            "seniors",
            "enfants",
            "handicapés",
            "sexisme",
            "homosexualité",
            "autochtones",
            "esclavage",
            "ONG",
            "aide",
            "adolescents",
            "éthique",
            "anniversaire",
            "mariage",
        ],
    ),
    (&[SOCIETY, ARTS], &["histoire"]),
    (&[SOCIETY, CRIME], &["clandestins"]),
    (&[SOCIETY, HEALTH], &["suicide"]),
    (&[SOCIETY, POLITICS], &["immigration", "migrations", "réfugiés", "manifestation"]),
    (&[SOCIETY, CONFLICT], &["génocide"]),
    (
        &[SPORT],
        &[
            "foot",
            "sport",
            "F1",
            "sport automobile",
            "24h du Mans",
            "basket",
            "tennis",
            "rugby",
            "cyclisme",
            "JO",
            "pilote automobile",
            "NBA",
            "athlétisme",
        ],
    ),
    (&[CONFLICT], &["conflit", "armée", "guerre", "talibans", "armes", "rebelles"]),
    (&[CONFLICT, POLITICS], &["troubles"]),
    (&[WEATHER], &["météo", "canicule", "neige"]),
    (&[WEATHER, DISASTER], &["intempéries", "tempête", "cyclone", "ouragan"]),
];

/// What the editors' metadata says about a dispatch: how likely each topic is, and how far that may be relied on.
pub struct Hint {
    pub likely: Scores,
    pub weight: Scores,
}

/// The tables, ready for look-ups.
pub struct Labels {
    tags: FxHashMap<&'static str, &'static [usize]>,
    sections: FxHashMap<&'static str, usize>,
}

impl Labels {
    pub fn new() -> Self {
        let tags = TAGS.iter().flat_map(|&(tops, tags)| tags.iter().map(move |&tag| (tag, tops))).collect();
        Labels { tags, sections: SECTIONS.iter().copied().collect() }
    }

    /// What section and tags say; none where they say nothing.
    pub fn hint(&self, section: &str, tags: &[String]) -> Option<Hint> {
        let mut hint = Hint { likely: [0.03; TOPS.len()], weight: [0.3; TOPS.len()] };
        let section = self.sections.get(section).copied();
        if let Some(top) = section {
            hint.likely[top] = 0.8;
            hint.weight[top] = 0.6;
            // Half of the accidents stand under crime, half of the artists under celebrities.
            match top {
                CRIME => hint.weight[DISASTER] = 0.05,
                HUMAN => hint.weight[ARTS] = 0.05,
                _ => {}
            }
        }
        let mut tagged = false;
        for tops in tags.iter().filter_map(|tag| self.tags.get(tag.as_str())) {
            tagged = true;
            for (&top, likely) in tops.iter().zip([0.8, 0.5]) {
                hint.likely[top] = hint.likely[top].max(likely);
            }
        }
        if tagged {
            hint.weight = [1.0; TOPS.len()];
        }
        (tagged || section.is_some()).then_some(hint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_count_more_than_the_section() {
        let labels = Labels::new();
        assert!(labels.hint("Monde", &["Estonie".to_owned()]).is_none());
        let by_section = labels.hint("Fait-divers", &[]).unwrap();
        assert!(by_section.likely[CRIME] > 0.5 && by_section.weight[DISASTER] < by_section.weight[SPORT]);
        let by_tags = labels.hint("Monde", &["attentat".to_owned(), "foot".to_owned()]).unwrap();
        assert!(by_tags.likely[CRIME] > 0.5 && by_tags.likely[SPORT] > 0.5 && by_tags.likely[HEALTH] < 0.1);
        assert_eq!(by_tags.weight, [1.0; TOPS.len()]);
    }

    #[test]
    fn no_tag_stands_twice() {
        assert_eq!(Labels::new().tags.len(), TAGS.iter().map(|(_, tags)| tags.len()).sum::<usize>());
    }
}
