//! A contact's name: composed of its parts, or split into them.

use kith_catalogue::Value;
use kith_catalogue::standard::contact::{FAMILY_NAME, GIVEN_NAME, MIDDLE_NAME, NAME};
use kith_engine::Change;

use crate::person_name::{NameParts, compose, split};

const PARTS: [&str; 3] = [GIVEN_NAME, MIDDLE_NAME, FAMILY_NAME];

pub(super) fn complete(change: &mut Change) {
    if change.undo {
        return;
    }
    let has_name = change.has_given(NAME) && !change.after.value(NAME).is_null();
    let has_parts = PARTS.iter().any(|part| change.has_given(part));
    if has_parts && !has_name {
        let name = compose(&parts(change));
        if !name.is_empty() {
            change.after.set(NAME, Value::Text(name));
        }
    } else if has_name && !has_parts && (change.is_new() || change.changes(NAME)) {
        let parts = split(change.after.value(NAME).as_text().unwrap_or_default());
        for (key, part) in PARTS.into_iter().zip([parts.given, parts.middle, parts.family]) {
            change.after.set(key, if part.is_empty() { Value::Null } else { Value::Text(part) });
        }
    }
}

fn parts(change: &Change) -> NameParts {
    let text = |key| change.after.value(key).as_text().unwrap_or_default().to_owned();
    NameParts { given: text(GIVEN_NAME), middle: text(MIDDLE_NAME), family: text(FAMILY_NAME) }
}
