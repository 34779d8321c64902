//! What the sample company knows of objections, and how it talks on the telephone.

use kith_catalogue::standard::{answer, deal, objection};
use kith_engine::{CreateOptions, Error, Fields, Result, Tx};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::words::Words;
use crate::scripts;

/// An objection and its answers.
pub(super) struct Entry {
    pub id: Uuid,
    pub answers: Vec<Uuid>,
}

/// Fills the library and writes the script.
pub(super) fn fill(tx: &mut Tx<'_>, words: &Words) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for said in words.objections {
        let given = json!({objection::TITLE: said.title, objection::SORT: said.kind, objection::TEXT: said.text});
        let id = make(tx, objection::KEY, given)?;
        let mut answers = Vec::new();
        for (title, text) in said.answers {
            let given = json!({answer::OBJECTION: id, answer::TITLE: title, answer::TEXT: text});
            answers.push(make(tx, answer::KEY, given)?);
        }
        entries.push(Entry { id, answers });
    }
    first_call(tx, words)?;
    Ok(entries)
}

fn make(tx: &mut Tx<'_>, object: &str, given: Json) -> Result<Uuid> {
    let Json::Object(given) = given else { return Err(Error::internal("fields of a sample")) };
    let given: Fields = given;
    Ok(tx.create(object, &given, CreateOptions::default())?.id)
}

fn first_call(tx: &mut Tx<'_>, words: &Words) -> Result<()> {
    let said = &words.talk;
    let script = json!({
        "objects": [deal::KEY],
        "start": "hello",
        "nodes": [
            {"id": "hello", "kind": "say", "text": said.hello, "next": "moment"},
            {"id": "moment", "kind": "choice", "text": said.moment, "answers": [
                {"label": said.yes, "next": "need"},
                {"label": said.later, "next": "again"},
                {"label": said.no, "next": "why"},
            ]},
            {"id": "need", "kind": "input", "text": said.need, "next": "decides"},
            {"id": "decides", "kind": "choice", "text": said.decides, "answers": [
                {"label": said.alone, "next": "when"},
                {"label": said.together, "next": "who"},
            ]},
            {"id": "who", "kind": "input", "text": said.who, "next": "when"},
            {"id": "when", "kind": "input", "text": said.when, "field": deal::EXPECTED_CLOSE, "next": "agreed"},
            {"id": "again", "kind": "input", "text": said.again, "next": "closed"},
            {"id": "why", "kind": "input", "text": said.why, "next": "closed"},
            {"id": "agreed", "kind": "end", "text": said.agreed},
            {"id": "closed", "kind": "end", "text": said.closed},
        ],
    });
    let definition = serde_json::from_value(script).map_err(Error::internal)?;
    let new = scripts::NewScript { name: said.name.to_owned(), kind: scripts::Kind::Call, active: true, definition };
    scripts::create(tx, &new).map(drop)
}
