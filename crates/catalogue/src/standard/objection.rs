//! An objection or a fear of customers, as the library of the workspace has it.

use super::spec::{ObjectSpec, field};
use crate::{Choice, Kind, Labels, Part, Tone};

/// The object's key.
pub const KEY: &str = "objection";
/// How people here call it.
pub const TITLE: &str = "title";
/// Said aloud, or only felt.
pub const SORT: &str = "kind";
/// What the customer says or is afraid of, in more words.
pub const TEXT: &str = "text";
/// Under what it is kept in the library.
pub const CATEGORY: &str = "category";
/// Whether it is offered to be marked.
pub const ACTIVE: &str = "active";

pub(crate) fn spec() -> ObjectSpec {
    let kinds = vec![
        Choice::new("objection", Labels::new("Objection", "Возражение", "Námitka")).tone(Tone::Amber),
        Choice::new("fear", Labels::new("Fear", "Страх", "Obava")).tone(Tone::Violet),
    ];
    ObjectSpec {
        key: KEY,
        label: Labels::new("Objection", "Возражение", "Námitka"),
        label_plural: Labels::new("Objections", "Возражения", "Námitky"),
        icon: "message-question",
        title: TITLE,
        owner: None,
        participants: None,
        editors: None,
        parent: None,
        verbs: &[],
        fields: vec![
            field(TITLE, Kind::Text, "Objection", "Возражение", "Námitka").required().searchable(),
            field(SORT, Kind::OneOf { options: kinds }, "Kind", "Вид", "Druh"),
            field(TEXT, Kind::LongText, "What is behind it", "Что за этим стоит", "Co za tím je").searchable(),
            field(CATEGORY, Kind::Text, "Category", "Категория", "Kategorie"),
            field(ACTIVE, Kind::Boolean, "Offered", "Предлагается", "Nabízí se"),
        ],
        indexes: &[
            &[(TITLE, Part::Sort)],
            &[(ACTIVE, Part::Value), (TITLE, Part::Sort)],
            &[(super::CREATED_AT, Part::Value)],
        ],
        tally: None,
    }
}
