//! The standard objects, one file each, and their typed keys: code that knows an object names its fields by these.

pub mod affiliation;
pub mod answer;
pub mod company;
pub mod contact;
pub mod deal;
pub mod lead;
pub mod line_item;
pub mod objection;
pub mod objection_met;
pub mod product;
mod spec;
pub mod task;

use std::sync::LazyLock;

pub(crate) use spec::ObjectSpec;

use crate::{Choice, Kind, Labels, Tone};

/// Tags: short words that anybody adds.
pub const TAGS: &str = "tags";
/// Ids in other systems, by source.
pub const EXTERNAL_ID: &str = "external_id";
/// When the record was made.
pub const CREATED_AT: &str = "created_at";
/// Who made it.
pub const CREATED_BY: &str = "created_by";
/// When it was last changed.
pub const UPDATED_AT: &str = "updated_at";
/// Who last changed it.
pub const UPDATED_BY: &str = "updated_by";

/// The next thing to do about a record: the open task about it that is due first; kept by the system.
pub const NEXT_TASK: &str = "next_task";
/// When that is due.
pub const NEXT_TASK_AT: &str = "next_task_at";

/// Whether a field follows from other records and is kept by the system without events.
pub fn is_kept(key: &str) -> bool {
    matches!(key, NEXT_TASK | NEXT_TASK_AT)
}

/// The keys of the standard objects.
pub const KEYS: [&str; 11] = [
    company::KEY,
    contact::KEY,
    lead::KEY,
    deal::KEY,
    task::KEY,
    product::KEY,
    line_item::KEY,
    affiliation::KEY,
    objection::KEY,
    answer::KEY,
    objection_met::KEY,
];

pub(crate) fn all() -> Vec<ObjectSpec> {
    vec![
        company::spec(),
        contact::spec(),
        lead::spec(),
        deal::spec(),
        task::spec(),
        product::spec(),
        line_item::spec(),
        affiliation::spec(),
        objection::spec(),
        answer::spec(),
        objection_met::spec(),
    ]
}

/// What a stage is called across pipelines. Not a field of an object either.
pub(crate) fn stage_status() -> &'static Kind {
    static KIND: LazyLock<Kind> = LazyLock::new(|| Kind::OneOf {
        options: vec![
            Choice::new("new", Labels::new("New", "Новая", "Nový")).tone(Tone::Gray),
            Choice::new("qualified", Labels::new("Qualified", "Квалифицирована", "Kvalifikovaný")).tone(Tone::Blue),
            Choice::new("proposal", Labels::new("Proposal", "Предложение", "Nabídka")).tone(Tone::Violet),
            Choice::new("negotiation", Labels::new("Negotiation", "Переговоры", "Vyjednávání")).tone(Tone::Amber),
            Choice::new("won", Labels::new("Won", "Выиграна", "Vyhraný")).tone(Tone::Green),
            Choice::new("lost", Labels::new("Lost", "Проиграна", "Prohraný")).tone(Tone::Red),
        ],
    });
    &KIND
}

/// What a stage is: open, won or lost. Not a field of an object, but paths through stages end at it.
pub(crate) fn stage_kind() -> &'static Kind {
    static KIND: LazyLock<Kind> = LazyLock::new(|| Kind::OneOf {
        options: vec![
            Choice::new("open", Labels::new("Open", "В работе", "Otevřený")).tone(Tone::Blue),
            Choice::new("won", Labels::new("Won", "Выигран", "Vyhraný")).tone(Tone::Green),
            Choice::new("lost", Labels::new("Lost", "Проигран", "Prohraný")).tone(Tone::Red),
        ],
    });
    &KIND
}
