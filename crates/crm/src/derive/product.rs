//! A product is on sale unless somebody says otherwise.

use kith_catalogue::Value;
use kith_catalogue::standard::product::ACTIVE;
use kith_engine::Change;

pub(super) fn complete(change: &mut Change) {
    if !change.undo && change.is_new() && !change.has_given(ACTIVE) {
        change.after.set(ACTIVE, Value::Boolean(true));
    }
}
