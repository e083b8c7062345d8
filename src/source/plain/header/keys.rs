//! The names of headers, in French, English and German.

use crate::french::loose::loose;

/// What a header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Headline,
    Standfirst,
    Topics,
    Places,
    People,
    Organisations,
    Keywords,
    Created,
    Updated,
    Embargo,
    Agency,
    Byline,
    Slug,
    Language,
    Urgency,
    Status,
    Id,
    Version,
    Genre,
    Rights,
    Translator,
    Signature,
    Note,
    Replaces,
}

/// A header's name and the colon after it take at most this many bytes.
pub(super) const LONGEST: usize = 40;

/// The meaning of a header's name in whatever case, with or without accents.
pub(super) fn key(name: &str) -> Option<Key> {
    let key = match loose(name).as_str() {
        "titre" | "title" | "headline" | "titel" | "uberschrift" => Key::Headline,
        "chapo" | "chapeau" | "standfirst" | "resume" | "abstract" | "summary" | "sous-titre" | "subhead"
        | "vorspann" => Key::Standfirst,
        "sujet" | "sujets" | "rubrique" | "rubriques" | "topic" | "topics" | "categorie" | "categories"
        | "category" | "subject" | "subjects" | "theme" | "themes" | "thema" | "rubrik" => Key::Topics,
        "lieu" | "lieux" | "place" | "places" | "location" | "locations" | "ville" | "ort" => Key::Places,
        "personne" | "personnes" | "person" | "persons" | "people" | "personen" => Key::People,
        "organisation" | "organisations" | "organization" | "organizations" | "org" => Key::Organisations,
        "mot-cle" | "mots-cles" | "mots cles" | "keyword" | "keywords" | "tags" | "tag" | "stichworter" => {
            Key::Keywords
        }
        "date"
        | "publie"
        | "publie le"
        | "publication"
        | "date de publication"
        | "created"
        | "published"
        | "cree"
        | "cree le"
        | "datum" => Key::Created,
        "mis a jour" | "mise a jour" | "mis a jour le" | "updated" | "modifie" | "modifie le" | "modified" => {
            Key::Updated
        }
        "embargo" | "sperrfrist" => Key::Embargo,
        "agence" | "source" | "agency" | "provider" | "agentur" | "quelle" => Key::Agency,
        "auteur" | "auteurs" | "author" | "authors" | "byline" | "par" | "by" | "autor" => Key::Byline,
        "slug" | "slugline" => Key::Slug,
        "langue" | "lang" | "language" | "sprache" => Key::Language,
        "urgence" | "urgency" | "priorite" | "priority" => Key::Urgency,
        "statut" | "status" => Key::Status,
        "id" | "identifiant" | "guid" | "uri" => Key::Id,
        "version" | "revision" => Key::Version,
        "genre" => Key::Genre,
        "droits" | "rights" | "copyright" => Key::Rights,
        "traduction" | "traducteur" | "traductrice" | "translator" | "translation" => Key::Translator,
        "signature" | "initiales" => Key::Signature,
        "note" | "notes" | "note aux redactions" | "ednote" => Key::Note,
        "remplace" | "replaces" => Key::Replaces,
        _ => return None,
    };
    Some(key)
}
