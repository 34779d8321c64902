//! The standard objects, one file each, and their typed keys: code that knows an object names its fields by these.

pub mod affiliation;
pub mod answer;
pub mod company;
pub mod contact;
pub mod deal;
pub mod deal_member;
mod follows;
pub mod lead;
pub mod line_item;
pub mod objection;
pub mod objection_met;
pub mod price;
pub mod price_list;
pub mod product;
mod spec;
pub mod task;

use std::sync::LazyLock;

pub use follows::Derived;
pub(crate) use follows::derived;
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

/// The pipeline that a record goes through.
pub const PIPELINE: &str = "pipeline";
/// How far it got.
pub const STAGE: &str = "stage";
/// The furthest stage that it has reached in its pipeline; kept by the system.
pub const FURTHEST_STAGE: &str = "furthest_stage";
/// When it entered the stage that it is in; kept by the system.
pub const STAGE_SINCE: &str = "stage_since";
/// What has been done of the checklists of its stages.
pub const CHECKLIST: &str = "checklist";

/// The next thing to do about a record: the open task about it that is due first; kept by the system.
pub const NEXT_TASK: &str = "next_task";
/// When that is due.
pub const NEXT_TASK_AT: &str = "next_task_at";

/// What lines add up to before the discount on the whole; kept by the system.
pub(crate) const SUBTOTAL: &str = "subtotal";
/// What is left when the discount on the whole is shared out; kept by the system.
pub(crate) const NET: &str = "net";
/// Tax; kept by the system.
pub(crate) const TAX_AMOUNT: &str = "tax_amount";
/// Net and tax; kept by the system.
pub(crate) const GROSS: &str = "gross";
/// Net without cost; kept by the system.
pub(crate) const MARGIN: &str = "margin";

/// How many purchases a client has made: deals won; kept by the system, so with what follows.
pub const PURCHASES: &str = "purchases";
/// When the last one was.
pub const LAST_PURCHASE_ON: &str = "last_purchase_on";
/// How many days usually pass between two.
pub const PURCHASE_INTERVAL: &str = "purchase_interval";
/// What one brings on average.
pub const AVERAGE_PURCHASE: &str = "average_purchase";
/// When the next one is expected; people may say better.
pub const NEXT_PURCHASE_ON: &str = "next_purchase_on";
/// What it should bring; people may say better.
pub const NEXT_PURCHASE_AMOUNT: &str = "next_purchase_amount";
/// For which purchase (the first, the second, …) a task was made in time.
pub const OFFERED_FOR: &str = "offered_for";
/// How complete a record is, in percent.
pub const COMPLETENESS: &str = "completeness";

/// What clients carry that follows from tasks and deals.
fn client_fields() -> Vec<spec::FieldSpec> {
    use spec::{field, link};
    let whole = Kind::Number { scale: 0 };
    vec![
        field(NEXT_TASK, link(task::KEY), "Next step", "Следующий шаг", "Další krok").read_only(),
        field(NEXT_TASK_AT, Kind::DateTime, "Next contact", "Следующий контакт", "Další kontakt").read_only(),
        field(PURCHASES, whole.clone(), "Purchases", "Покупок", "Nákupů").read_only(),
        field(LAST_PURCHASE_ON, Kind::Date, "Last purchase", "Последняя покупка", "Poslední nákup").read_only(),
        field(PURCHASE_INTERVAL, whole.clone(), "Days between purchases", "Дней между покупками", "Dnů mezi nákupy")
            .read_only(),
        field(AVERAGE_PURCHASE, Kind::Money, "Average purchase", "Средняя покупка", "Průměrný nákup").read_only(),
        field(NEXT_PURCHASE_ON, Kind::Date, "Next purchase expected", "Ожидаемая покупка", "Očekávaný nákup"),
        field(NEXT_PURCHASE_AMOUNT, Kind::Money, "Expected to bring", "Ожидаемая сумма", "Očekávaná částka"),
        field(OFFERED_FOR, whole, "Reminded of purchase", "Напомнено о покупке", "Připomenut nákup").read_only(),
        completeness(),
    ]
}

/// Where a record stands that goes through a pipeline: that, its stage, the furthest one, and since when.
fn standing() -> [spec::FieldSpec; 4] {
    use spec::field;
    [
        field(PIPELINE, Kind::Pipeline, "Pipeline", "Воронка", "Proces").required(),
        field(STAGE, Kind::Stage, "Stage", "Этап", "Fáze").required(),
        field(FURTHEST_STAGE, Kind::Stage, "Furthest stage", "Достигнутый этап", "Nejdále dosažená fáze").read_only(),
        field(STAGE_SINCE, Kind::DateTime, "In stage since", "На этапе с", "Ve fázi od").read_only(),
    ]
}

/// What has been done of the checklists of stages.
fn checklist() -> spec::FieldSpec {
    let done = Kind::ManyOf { options: Vec::new(), open: true };
    spec::field(CHECKLIST, done, "Checklist: done", "Чек-лист: сделано", "Kontrolní seznam: hotovo")
}

fn joined(mut fields: Vec<spec::FieldSpec>, more: Vec<spec::FieldSpec>) -> Vec<spec::FieldSpec> {
    fields.extend(more);
    fields
}

/// How complete a record is.
fn completeness() -> spec::FieldSpec {
    let whole = Kind::Number { scale: 0 };
    spec::field(COMPLETENESS, whole, "Filled, %", "Заполнено, %", "Vyplněno, %").read_only()
}

/// Whether a field follows from the others of its record, so that its change is no news.
pub fn is_reckoned(key: &str) -> bool {
    key == COMPLETENESS
}

/// Whether a field follows from other records and is kept by the system without events.
pub fn is_kept(key: &str) -> bool {
    matches!(
        key,
        NEXT_TASK
            | NEXT_TASK_AT
            | SUBTOTAL
            | NET
            | TAX_AMOUNT
            | GROSS
            | MARGIN
            | PURCHASES
            | LAST_PURCHASE_ON
            | PURCHASE_INTERVAL
            | AVERAGE_PURCHASE
            | NEXT_PURCHASE_ON
            | NEXT_PURCHASE_AMOUNT
            | OFFERED_FOR
            | COMPLETENESS
            | deal::RECURRENCE_OF
            | deal::TEAM
            | deal::TEAM_EDITORS
            | deal_member::SHARE_AMOUNT
    )
}

/// The keys of the standard objects.
pub const KEYS: [&str; 14] = [
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
    deal_member::KEY,
    price_list::KEY,
    price::KEY,
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
        deal_member::spec(),
        price_list::spec(),
        price::spec(),
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
