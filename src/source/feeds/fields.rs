//! Elements of an item by name and module, whatever the feed calls its namespaces.

use crate::source::markup::tree::Element;

/// The notice that an entry was withdrawn, RFC 6721.
pub const DELETED: &str = "deleted-entry";

/// An item or a channel: its own elements have its own prefix, those of modules the ones that everybody writes.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'t, 'a> {
    pub element: Element<'t, 'a>,
}

impl<'t, 'a> Fields<'t, 'a> {
    /// The elements of the format itself: `description`, but not `media:description`.
    pub fn own(&self, name: &str) -> impl Iterator<Item = Element<'t, 'a>> + use<'_, 't, 'a> {
        self.module(self.element.prefix(), name)
    }

    /// The elements of a module, such as `creator` of `dc`.
    pub fn module(&self, prefix: &str, name: &str) -> impl Iterator<Item = Element<'t, 'a>> + use<'_, 't, 'a> {
        let (prefix, name) = (prefix.to_owned(), name.to_owned());
        self.element
            .children()
            .filter(move |child| child.prefix() == prefix && child.name().eq_ignore_ascii_case(&name))
    }

    /// The elements of `names`, each either one of the format itself or `prefix:name`, in the order of `names`.
    pub fn all<'n>(&self, names: &'n [&'n str]) -> impl Iterator<Item = Element<'t, 'a>> + use<'n, 't, 'a> {
        let fields = *self;
        names.iter().flat_map(move |name| match name.split_once(':') {
            Some((prefix, name)) => fields.module(prefix, name).collect::<Vec<_>>(),
            None => fields.own(name).collect(),
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
        let item = Fields { element: tree.root().unwrap() };
        assert_eq!(item.line(&["title"]).as_deref(), Some("Crue"));
        assert_eq!(item.line(&["author", "dc:creator"]).as_deref(), Some("Ana"));
        assert_eq!(item.line(&["creator"]), None);
        assert_eq!(item.all(&["dc:creator", "title"]).count(), 3);
    }
}
