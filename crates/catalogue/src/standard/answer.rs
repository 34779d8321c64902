//! An answer to an objection: what to say. It is a part of the objection and follows it in all rights.

use super::spec::{ObjectSpec, field, link};
use crate::{Kind, Labels, Part};

/// The object's key.
pub const KEY: &str = "answer";
/// The objection that it answers.
pub const OBJECTION: &str = "objection";
/// The answer in a few words.
pub const TITLE: &str = "title";
/// What to say, word for word.
pub const TEXT: &str = "text";
/// Whether it is offered.
pub const ACTIVE: &str = "active";

pub(crate) fn spec() -> ObjectSpec {
    ObjectSpec {
        key: KEY,
        label: Labels::new("Answer", "Ответ", "Odpověď"),
        label_plural: Labels::new("Answers", "Ответы", "Odpovědi"),
        icon: "message-check",
        title: TITLE,
        owner: None,
        participants: None,
        editors: None,
        parent: Some(OBJECTION),
        verbs: &[],
        fields: vec![
            field(TITLE, Kind::Text, "Answer", "Ответ", "Odpověď").required().searchable(),
            field(OBJECTION, link(super::objection::KEY), "Objection", "Возражение", "Námitka").required(),
            field(TEXT, Kind::LongText, "What to say", "Что сказать", "Co říci").searchable(),
            field(ACTIVE, Kind::Boolean, "Offered", "Предлагается", "Nabízí se"),
        ],
        indexes: &[&[(OBJECTION, Part::Value)], &[(super::CREATED_AT, Part::Value)]],
        tally: None,
    }
}
