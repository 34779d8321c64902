//! The standard objects, one file each, and their typed keys: code that knows an object names its fields by these.

pub mod company;
pub mod contact;
pub mod deal;
pub mod line_item;
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

/// The keys of the standard objects.
pub const KEYS: [&str; 6] = [company::KEY, contact::KEY, deal::KEY, task::KEY, product::KEY, line_item::KEY];

pub(crate) fn all() -> Vec<ObjectSpec> {
    vec![company::spec(), contact::spec(), deal::spec(), task::spec(), product::spec(), line_item::spec()]
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
