//! A task is a to-do of normal priority unless told otherwise; a plain update that fills or empties the time of its
//! completion is told as what it means.

use kith_catalogue::Value;
use kith_catalogue::standard::task::{DONE_AT, PRIORITY, TYPE};
use kith_engine::Change;

use super::is_plain_update;

pub(super) fn complete(change: &mut Change) {
    if change.undo {
        return;
    }
    for (key, usual) in [(TYPE, "todo"), (PRIORITY, "normal")] {
        if change.is_new() && change.after.value(key).is_null() {
            change.after.set(key, Value::Option(usual.to_owned()));
        }
    }
    if is_plain_update(change) && change.changes(DONE_AT) {
        let was_done = change.before.as_ref().is_some_and(|before| !before.value(DONE_AT).is_null());
        let is_done = !change.after.value(DONE_AT).is_null();
        match (was_done, is_done) {
            (false, true) => change.event = "task.completed".to_owned(),
            (true, false) => change.event = "task.reopened".to_owned(),
            _ => {}
        }
    }
}
