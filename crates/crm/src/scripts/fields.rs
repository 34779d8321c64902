//! The fields that a script names: those of the record itself (`source`, or `deal.source` in a script for several objects),
//! and for a deal those of its company and contact (`company.website`).

use std::sync::Arc;

use kith_catalogue::standard::deal::{self, COMPANY, CONTACT};
use kith_catalogue::{Catalogue, FieldIx, Object};
use kith_engine::Reader;

/// A field that a script writes.
pub(super) struct Target {
    /// The object that has it.
    pub object: Arc<Object>,
    /// The field.
    pub field: FieldIx,
    /// The link to it from the record; none for a field of the record itself.
    pub link: Option<FieldIx>,
    /// Its name as a change of the record takes it.
    pub key: String,
}

/// What a name means for records of an object.
pub(super) fn target(catalogue: &Catalogue, object: &Arc<Object>, name: &str) -> Option<Target> {
    let own = |key: &str| {
        let field = object.field(key)?;
        Some(Target { object: Arc::clone(object), field, link: None, key: key.to_owned() })
    };
    let Some((link, key)) = name.split_once('.') else { return own(name) };
    if link == &*object.key {
        return own(key);
    }
    if &*object.key != deal::KEY || ![COMPANY, CONTACT].contains(&link) {
        return None;
    }
    let through = object.field(link)?;
    let [to] = object.fields[through].kind.targets() else { return None };
    let there = catalogue.object(to)?;
    Some(Target { field: there.field(key)?, object: Arc::clone(there), link: Some(through), key: name.to_owned() })
}

/// Whether the actor may see the field that a name means.
pub(super) fn may_read(reader: &Reader<'_>, object: &Object, target: &Target) -> bool {
    let sees_link = target.link.is_none_or(|link| reader.access.object(object).may_read(link));
    sees_link && reader.access.object(&target.object).may_read(target.field)
}

/// Whether the actor may write it.
pub(super) fn may_write(reader: &Reader<'_>, object: &Object, target: &Target) -> bool {
    may_read(reader, object, target) && reader.access.object(&target.object).may_write(target.field)
}

/// What a text says with the names in braces replaced; a name that means nothing stays out.
pub(super) fn fill(text: &str, mut value: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let inner = &rest[open + 1..];
        match inner.find('}').map(|end| &inner[..end]).filter(|name| is_name(name)) {
            Some(name) => {
                out.push_str(&value(name).unwrap_or_default());
                rest = &inner[name.len() + 1..];
            }
            None => {
                out.push('{');
                rest = inner;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The names in braces.
pub(super) fn names(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    fill(text, |name| {
        found.push(name.to_owned());
        None
    });
    found
}

fn is_name(text: &str) -> bool {
    let good = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '.';
    !text.is_empty() && text.chars().all(good)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_braces_are_replaced_and_other_braces_stay() {
        let shout = |name: &str| (name != "gone").then(|| name.to_uppercase());
        assert_eq!(fill("Hello {contact.name}, {gone}! {Not one} {", shout), "Hello CONTACT.NAME, ! {Not one} {");
        assert_eq!(fill("{{a}}", shout), "{A}");
        assert_eq!(names("{a} and {b.c}"), ["a", "b.c"]);
    }
}
