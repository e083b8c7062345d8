//! Elements of an item by name and module, whatever the feed calls its namespaces.

use crate::source::markup::tree::Element;

/// The notice that an entry was withdrawn, RFC 6721.
pub const DELETED: &str = "deleted-entry";

/// An item or a channel: its own elements have its own prefix, those of modules the ones that everybody writes.
#[derive(Debug)]
pub struct Fields<'t, 'a> {
    pub element: Element<'t, 'a>,
    /// The elements inside, each with its prefix and its name: they are asked for many times.
    children: Vec<(&'a str, &'a str, Element<'t, 'a>)>,
}

impl<'t, 'a> Fields<'t, 'a> {
    /// The fields in `element`.
    pub fn of(element: Element<'t, 'a>) -> Self {
        let children = element.children().map(|child| (child.prefix(), child.name(), child)).collect();
        Fields { element, children }
    }

    /// The elements of the format itself: `description`, but not `media:description`.
    pub fn own<'f>(&'f self, name: &'f str) -> impl Iterator<Item = Element<'t, 'a>> + use<'f, 't, 'a> {
        self.module(self.element.prefix(), name)
    }

    /// The elements of a module, such as `creator` of `dc`.
    pub fn module<'f>(
        &'f self,
        prefix: &'f str,
        name: &'f str,
    ) -> impl Iterator<Item = Element<'t, 'a>> + use<'f, 't, 'a> {
        let is_it = move |child: &&(&str, &str, _)| child.0 == prefix && child.1.eq_ignore_ascii_case(name);
        self.children.iter().filter(is_it).map(|child| child.2)
    }

    /// The elements of `names`, each either one of the format itself or `prefix:name`, in the order of `names`.
    pub fn all<'f>(&'f self, names: &'f [&'f str]) -> impl Iterator<Item = Element<'t, 'a>> + use<'f, 't, 'a> {
        names.iter().flat_map(|name| {
            let (prefix, name) = name.split_once(':').unwrap_or((self.element.prefix(), name));
            self.module(prefix, name)
        })
    }

    /// The first of `names` that holds a text, as a clean line.
    pub fn line(&self, names: &[&str]) -> Option<String> {
        self.all(names).find_map(|element| element.line())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::markup::tree::Tree;

    #[test]
    fn the_formats_own_elements_are_told_from_those_of_modules() {
        let xml =
            "<r:item><m:title>non</m:title><r:Title> </r:Title><r:title>Crue</r:title><dc:creator>Ana</dc:creator>";
        let tree = Tree::read(xml);
        let item = Fields::of(tree.root().unwrap());
        assert_eq!(item.line(&["title"]).as_deref(), Some("Crue"));
        assert_eq!(item.line(&["author", "dc:creator"]).as_deref(), Some("Ana"));
        assert_eq!(item.line(&["creator"]), None);
        assert_eq!(item.all(&["dc:creator", "title"]).count(), 3);
    }
}
