//! What the columns of tables are called, in French and English.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::source::clean;

/// What a column may hold. The names are those of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    Id,
    Version,
    Headline,
    Standfirst,
    Body,
    Date,
    /// The clock, where the date has a column of its own.
    Time,
    Updated,
    Byline,
    Provider,
    Language,
    Slug,
    Keywords,
    Topics,
    Locations,
    People,
    Organisations,
    Url,
    Urgency,
    Genre,
    Status,
    Embargo,
    Notes,
    Rights,
    Dateline,
    Translator,
}

use Field::{
    Body, Byline, Date, Dateline, Embargo, Genre, Headline, Id, Keywords, Language, Locations, Notes, Organisations,
    People, Provider, Rights, Slug, Standfirst, Status, Time, Topics, Translator, Updated, Urgency, Url, Version,
};

impl Field {
    /// The field of this name, which may be one that its columns have.
    pub fn named(name: &str) -> Option<Field> {
        known(&clean::key(name)).map(|(field, _)| field)
    }

    /// As it is called in `--map`.
    pub fn name(self) -> &'static str {
        let names = FIELDS.iter().find(|(field, _)| *field == self).map(|(_, names)| names[0]);
        names.unwrap_or_default()
    }

    /// The names of all fields.
    pub fn names() -> impl Iterator<Item = &'static str> {
        FIELDS.iter().map(|(_, names)| names[0])
    }

    /// Whether several columns, and several values in a cell, add up.
    pub fn is_list(self) -> bool {
        matches!(self, Keywords | Topics | Locations | People | Organisations | Notes)
    }
}

/// The field of a column whose name has the key `key`, as [`clean::key`] gives it, and how telling the name is: 0 is most.
pub fn known(key: &str) -> Option<(Field, usize)> {
    static BY_KEY: LazyLock<HashMap<String, (Field, usize)>> = LazyLock::new(|| {
        let names =
            FIELDS.iter().flat_map(|(field, names)| names.iter().enumerate().map(|(rank, name)| (*field, rank, name)));
        names.map(|(field, rank, name)| (clean::key(name), (field, rank))).collect()
    });
    BY_KEY.get(key).copied()
}

/// The fields and what their columns are called, the most telling first; case, accents, blanks and signs do not count.
#[rustfmt::skip]
const FIELDS: &[(Field, &[&str])] = &[
    (Id, &["id", "identifiant", "guid", "urn", "uri", "uuid", "doc_id", "docno", "document_id", "article_id", "id_article",
        "id_depeche", "id_document", "numéro", "numéro de dépêche", "référence", "réf", "clé", "key"]),
    (Version, &["version", "révision"]),
    (Headline, &["headline", "titre", "title", "intitulé", "titre de l'article", "titre article", "titre de la dépêche",
        "article_title", "headline_main", "manchette", "grand titre"]),
    (Standfirst, &["standfirst", "chapo", "chapeau", "sous-titre", "subtitle", "subhead", "accroche", "lead", "résumé",
        "summary", "abstract", "description", "excerpt", "extrait", "description_text", "teaser"]),
    (Body, &["body", "texte", "text", "contenu", "content", "corps", "corps du texte", "texte intégral", "texte complet",
        "full_text", "article_body", "body_text", "body_html", "content_text", "content_html", "contents", "texte brut",
        "texte de l'article", "article", "articles", "dépêche", "paragraphes", "paragraphs", "message", "raw_text",
        "news_text", "maintext"]),
    (Date, &["date", "date de publication", "date publication", "publié le", "publié", "date_published", "published_at",
        "pubdate", "published", "publication_date", "publish_date", "date_publish", "published_date", "publication_time",
        "first_created", "created", "created_at", "date_created", "date de création", "date création", "créé le", "créé",
        "datetime", "date et heure", "date heure", "timestamp", "date de parution", "date parution", "parution",
        "date de l'article", "iso_date", "jour", "day"]),
    (Time, &["time", "heure", "hour", "horaire", "heure de publication"]),
    (Updated, &["updated", "updated_at", "date_updated", "modified", "modified_at", "date_modified", "last_modified",
        "version_created", "mis à jour le", "mis à jour", "mise à jour", "date de mise à jour", "maj", "date maj",
        "modifié le", "date de modification", "date modification", "date_modify"]),
    (Byline, &["byline", "auteur", "author", "auteurs", "authors", "journaliste", "rédacteur", "écrit par",
        "par", "creator", "by"]),
    (Provider, &["provider", "agence", "agency", "agence de presse", "source", "fournisseur", "news_agency", "publisher",
        "éditeur", "source_name", "nom de la source", "média", "journal", "newspaper", "site", "source_domain"]),
    (Language, &["language", "langue", "lang"]),
    (Slug, &["slug", "slugline", "mot-guide"]),
    (Keywords, &["keywords", "mots-clés", "mots-clefs", "mot-clé", "mot-clef", "keyword", "tags", "tag", "étiquettes",
        "étiquette", "descripteurs", "indexation", "hashtags"]),
    (Topics, &["topics", "rubrique", "rubriques", "topic", "section", "sections", "catégorie", "catégories", "category",
        "thème", "thèmes", "thématique", "thématiques", "sujet", "sujets", "subject",
        "subjects", "domaine", "desk"]),
    (Locations, &["locations", "lieu", "lieux", "location", "place", "places", "ville", "city", "pays", "country", "région",
        "localisation"]),
    (People, &["people", "personnes", "personne", "person", "persons", "personnalités", "personnalité"]),
    (Organisations, &["organisations", "organisation", "organizations", "organization", "entreprises", "entreprise",
        "companies", "company", "société", "sociétés"]),
    (Url, &["url", "lien", "link", "permalink", "permalien", "href", "web_url", "article_url", "canonical_url",
        "external_url", "adresse web", "adresse"]),
    (Urgency, &["urgency", "urgence", "priorité", "priority"]),
    (Genre, &["genre", "genres", "type de document", "type d'article", "type article", "document_type", "article_type",
        "nature"]),
    (Status, &["status", "statut", "état"]),
    (Embargo, &["embargo", "embargoed", "sous embargo jusqu'au", "date d'embargo"]),
    (Notes, &["notes", "note", "ednote", "editor_note", "note à la rédaction", "note aux rédactions", "remarque",
        "remarques"]),
    (Rights, &["rights", "droits", "copyright", "licence", "license"]),
    (Dateline, &["dateline", "origine", "lieu de rédaction"]),
    (Translator, &["translator", "traducteur", "traduit par"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_are_known_in_loose_spelling() {
        for (name, wanted) in [
            ("Titre", Some(Headline)),
            (" TITRE ", Some(Headline)),
            ("Texte intégral", Some(Body)),
            ("texte_integral", Some(Body)),
            ("Publié le", Some(Date)),
            ("publishedAt", Some(Date)),
            ("Mots-clés", Some(Keywords)),
            ("mots clefs", Some(Keywords)),
            ("Mis à jour le", Some(Updated)),
            ("Auteur(s)", Some(Byline)),
            ("content_html", Some(Body)),
            ("nom", None),
            ("", None),
        ] {
            assert_eq!(Field::named(name), wanted, "{name}");
        }
    }

    #[test]
    fn a_name_means_one_field() {
        let mut seen: HashMap<String, Field> = HashMap::new();
        for (field, name) in FIELDS.iter().flat_map(|(field, names)| names.iter().map(move |name| (field, name))) {
            assert_eq!(seen.insert(clean::key(name), *field), None, "{name}");
            assert_eq!(Field::named(field.name()), Some(*field), "{name}");
        }
    }
}
