//! What a page says of its article in JSON-LD, in the vocabulary of <https://schema.org/NewsArticle>.
//!
//! Sites write one object, a list or a `@graph`, in one block or in several, types as a text or a list, people as names,
//! objects or references by `@id`.

use serde_json::{Map, Value};

use crate::source::clean;

/// Larger blocks are not read, in bytes.
const LARGEST: usize = 4 << 20;
/// Objects are looked for inside one another this often.
const DEEPEST: usize = 6;
/// People, words and the like are read up to this number.
const MOST: usize = 100;

type Object = Map<String, Value>;

/// The blocks of a page.
#[derive(Debug, Default)]
pub struct Linked {
    objects: Vec<Object>,
    /// Which of them is the article.
    article: Option<usize>,
    /// Blocks that are no JSON.
    pub broken: usize,
}

impl Linked {
    /// Reads the blocks, and finds the article among what they hold.
    pub fn read(blocks: &[&str]) -> Self {
        let mut linked = Linked::default();
        for block in blocks {
            match parse(block) {
                Some(value) => collect(value, DEEPEST, &mut linked.objects),
                None => linked.broken += usize::from(!block.trim().is_empty()),
            }
        }
        let articles = || (0..linked.objects.len()).filter(|&at| is_article(&linked.objects[at]));
        let has = |at: &usize, key: &str| linked.objects[*at].contains_key(key);
        linked.article =
            articles().find(|at| has(at, "headline") && has(at, "datePublished")).or_else(|| articles().next());
        linked
    }

    /// Whether the page says that it is an article.
    pub fn is_article(&self) -> bool {
        self.article.is_some()
    }

    /// A type that says that the page is none: a list, a home page, a film.
    pub fn other_type(&self) -> Option<&str> {
        const OTHERS: [&str; 9] = [
            "CollectionPage",
            "ItemList",
            "SearchResultsPage",
            "ProfilePage",
            "ImageGallery",
            "VideoObject",
            "AudioObject",
            "Product",
            "ContactPage",
        ];
        let types = self.objects.iter().flat_map(types);
        types.into_iter().find(|kind| OTHERS.contains(kind))
    }

    /// The type of the article.
    pub fn kind(&self) -> Option<&str> {
        self.object().and_then(|article| types(article).find(|kind| is_article_type(kind)))
    }

    /// A text of the article; of an object its name, of a list the first.
    pub fn text(&self, key: &str) -> Option<String> {
        self.texts(key).into_iter().next()
    }

    /// The texts of the article under a key: names of objects, elements of lists.
    pub fn texts(&self, key: &str) -> Vec<String> {
        let mut texts = Vec::new();
        if let Some(value) = self.object().and_then(|article| article.get(key)) {
            self.add_texts(value, DEEPEST, &mut texts);
        }
        texts
    }

    /// A text of the page's own object, where the article has none: dates and language as some systems write them.
    pub fn page_text(&self, key: &str) -> Option<String> {
        let page = self.objects.iter().find(|object| types(object).any(|kind| kind == "WebPage"))?;
        page.get(key).and_then(Value::as_str).map(clean::markup_line)
    }

    /// The names on the way from the home page to the article, without these two: the rubrics that it lies in.
    pub fn breadcrumbs(&self) -> Vec<String> {
        let list = self.objects.iter().find(|object| types(object).any(|kind| kind == "BreadcrumbList"));
        let Some(items) = list.and_then(|list| list.get("itemListElement")?.as_array()) else { return Vec::new() };
        let step = |item: &Value| name(item.as_object()?).or_else(|| name(item.get("item")?.as_object()?));
        let names: Vec<String> = items.iter().take(MOST).filter_map(step).collect();
        names.get(1..names.len().saturating_sub(1)).unwrap_or_default().to_vec()
    }

    /// The names of the things of a type that the article is about or mentions.
    pub fn about(&self, wanted: &str) -> Vec<String> {
        let things = ["about", "mentions"].into_iter().filter_map(|key| self.object()?.get(key));
        let things = things.flat_map(|value| value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice));
        let of_type = things.filter_map(Value::as_object).filter(|thing| types(thing).any(|kind| kind == wanted));
        of_type.filter_map(name).take(MOST).collect()
    }

    /// Whether the article says that only subscribers may read all of it; sites write `false`, `"False"` and addresses.
    pub fn is_paid(&self) -> bool {
        let free = self.object().and_then(|article| article.get("isAccessibleForFree"));
        free.is_some_and(|free| match free {
            Value::Bool(free) => !free,
            Value::String(free) => free.to_ascii_lowercase().ends_with("false"),
            _ => false,
        })
    }

    /// The text of the article, in paragraphs; of a live report that of its updates.
    pub fn body(&self) -> Vec<String> {
        let mut body: Vec<String> = self.texts_of_body("articleBody");
        if let Some(Value::Array(updates)) = self.object().and_then(|article| article.get("liveBlogUpdate")) {
            for update in updates.iter().filter_map(Value::as_object) {
                for key in ["headline", "articleBody"] {
                    body.extend(update.get(key).and_then(Value::as_str).into_iter().flat_map(paragraphs));
                }
            }
        }
        body
    }

    fn texts_of_body(&self, key: &str) -> Vec<String> {
        let text = self.object().and_then(|article| article.get(key)).and_then(Value::as_str);
        text.map(paragraphs).unwrap_or_default()
    }

    fn object(&self) -> Option<&Object> {
        self.article.map(|at| &self.objects[at])
    }

    fn add_texts(&self, value: &Value, depth: usize, texts: &mut Vec<String>) {
        match value {
            _ if texts.len() >= MOST || depth == 0 => {}
            Value::String(text) => texts.extend(Some(clean::markup_line(text)).filter(|text| !text.is_empty())),
            Value::Array(values) => values.iter().for_each(|value| self.add_texts(value, depth - 1, texts)),
            Value::Object(object) => texts.extend(name(object).or_else(|| self.referred(object).and_then(name))),
            _ => {}
        }
    }

    /// The object that a reference by `@id` means.
    fn referred(&self, reference: &Object) -> Option<&Object> {
        let id = reference.get("@id")?.as_str()?;
        self.objects.iter().find(|object| object.contains_key("name") && object.get("@id").is_some_and(|own| own == id))
    }
}

/// A block as JSON. What sites get wrong and no reader can misunderstand is mended: comments round it, line ends inside of
/// texts, a semicolon at its end.
fn parse(block: &str) -> Option<Value> {
    if block.len() > LARGEST {
        return None;
    }
    let shell: &[_] = &[' ', '\n', '\r', '\t', ';', '\u{feff}', '\u{a0}'];
    let mut inner = block.trim_matches(shell);
    for (open, close) in [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("/*<![CDATA[*/", "/*]]>*/"), ("<![CDATA[", "]]>")]
    {
        inner = inner.strip_prefix(open).map_or(inner, |inner| inner.strip_suffix(close).unwrap_or(inner));
        inner = inner.trim_matches(shell);
    }
    serde_json::from_str(inner).ok().or_else(|| {
        let spaced = inner.replace(|c: char| c.is_control(), " ");
        serde_json::from_str(&spaced).ok()
    })
}

/// The objects of a block, those of its lists and graphs too.
fn collect(value: Value, depth: usize, objects: &mut Vec<Object>) {
    if depth == 0 {
        return;
    }
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| collect(value, depth - 1, objects)),
        Value::Object(mut object) => {
            let inner: Vec<Value> =
                ["@graph", "mainEntity", "mainEntityOfPage"].iter().filter_map(|key| take(&mut object, key)).collect();
            objects.push(object);
            inner.into_iter().for_each(|value| collect(value, depth - 1, objects));
        }
        _ => {}
    }
}

/// The value of a key that may hold objects, out of an object; a text stays where it is.
fn take(object: &mut Object, key: &str) -> Option<Value> {
    if object.get(key)?.is_string() { None } else { object.remove(key) }
}

fn types(object: &Object) -> impl Iterator<Item = &str> {
    let kind = object.get("@type");
    let one = kind.and_then(Value::as_str);
    let several = kind.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    one.into_iter().chain(several).map(|kind| kind.rsplit(['/', ':']).next().unwrap_or(kind))
}

fn is_article(object: &Object) -> bool {
    types(object).any(is_article_type)
}

fn is_article_type(kind: &str) -> bool {
    kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report"
}

fn name(object: &Object) -> Option<String> {
    let name = object.get("name").or_else(|| object.get("@value"))?;
    let name = name.as_str().or_else(|| name.get(0).and_then(Value::as_str))?;
    Some(clean::markup_line(name)).filter(|name| !name.is_empty())
}

fn paragraphs(text: &str) -> Vec<String> {
    if clean::looks_like_html(text) { crate::source::html::paragraphs(text) } else { clean::paragraphs(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_in_every_shape() {
        let article = r#"{"@type":"NewsArticle","headline":"Crue &amp; vent","datePublished":"2025-03-09"}"#;
        for block in [
            article.to_owned(),
            format!("[{{\"@type\":\"WebSite\",\"name\":\"x\"}},{article}]"),
            format!("{{\"@context\":\"x\",\"@graph\":[{{\"@type\":\"WebPage\"}},{article}]}}"),
            format!("{{\"@type\":\"WebPage\",\"mainEntity\":{article}}}"),
            article.replace("\"NewsArticle\"", "[\"Thing\",\"http://schema.org/ReportageNewsArticle\"]"),
            format!("<!-- {article} -->"),
            format!("//<![CDATA[\n{article};\n//]]>"),
            article.replace("Crue ", "Crue\n"),
        ] {
            let linked = Linked::read(&["{", &block]);
            assert_eq!(linked.text("headline").as_deref(), Some("Crue & vent"), "{block}");
            assert_eq!((linked.broken, linked.is_article()), (1, true), "{block}");
        }
        assert!(!Linked::read(&["{\"@type\":\"WebSite\"}"]).is_article());
    }

    #[test]
    fn people_are_names_objects_and_references() {
        let authors = |json: &str| {
            let block = format!(
                "{{\"@graph\":[{{\"@type\":\"Article\",\"author\":{json}}},{{\"@id\":\"#a\",\"name\":\"Ana Roy\"}}]}}"
            );
            Linked::read(&[&block]).texts("author")
        };
        assert_eq!(authors("\"Ana Roy\""), ["Ana Roy"]);
        assert_eq!(authors("{\"name\":\"Ana Roy\"}"), ["Ana Roy"]);
        assert_eq!(authors("[{\"@id\":\"#a\"},{\"name\":[\"AFP\"]},{\"@id\":\"#b\"}]"), ["Ana Roy", "AFP"]);
    }

    #[test]
    fn breadcrumbs_are_rubrics() {
        let step = |name: &str| format!("{{\"@type\":\"ListItem\",\"item\":{{\"name\":\"{name}\"}}}}");
        let list = |steps: &[&str]| {
            let steps = steps.iter().map(|name| step(name)).collect::<Vec<_>>().join(",");
            Linked::read(&[&format!("{{\"@type\":\"BreadcrumbList\",\"itemListElement\":[{steps}]}}")]).breadcrumbs()
        };
        assert_eq!(list(&["Accueil", "Sports", "Voile", "Un titre"]), ["Sports", "Voile"]);
        assert!(list(&["Accueil"]).is_empty() && list(&[]).is_empty());
    }

    #[test]
    fn texts_and_marks() {
        let linked = Linked::read(&[
            r#"{"@type":"LiveBlogPosting","isAccessibleForFree":"False","articleBody":"Un.\n\nDeux.",
            "liveBlogUpdate":[{"headline":"14h05","articleBody":"<p>Trois.</p>"}],"about":[{"@type":"Person","name":"Ana Roy"}]}"#,
        ]);
        assert_eq!(linked.body(), ["Un.", "Deux.", "14h05", "Trois."]);
        assert_eq!((linked.is_paid(), linked.kind()), (true, Some("LiveBlogPosting")));
        assert_eq!(linked.about("Person"), ["Ana Roy"]);
    }
}
