//! A deal: something that a customer may buy.

use super::spec::{ObjectSpec, TallySpec, field, link};
use crate::{Choice, Kind, Labels, Part, Tone};

/// The object's key.
pub const KEY: &str = "deal";
/// What it is about.
pub const NAME: &str = "name";
/// The number that people call it by; the workspace counts.
pub const NUMBER: &str = "number";
/// The customer.
pub const COMPANY: &str = "company";
/// The person to talk to.
pub const CONTACT: &str = "contact";
/// The product that it is mainly about.
pub const PRODUCT: &str = "product";
/// The pipeline that it goes through.
pub const PIPELINE: &str = super::PIPELINE;
/// How far it got.
pub const STAGE: &str = super::STAGE;
/// The furthest stage that it has reached in its pipeline; kept by the system.
pub const FURTHEST_STAGE: &str = super::FURTHEST_STAGE;
/// When it entered the stage that it is in; kept by the system.
pub const STAGE_SINCE: &str = super::STAGE_SINCE;
/// What it is worth, without tax; what its lines come to when it has any.
pub const AMOUNT: &str = "amount";
/// What its lines add up to before the discount on the whole; kept by the system.
pub const SUBTOTAL: &str = super::SUBTOTAL;
/// The discount on the whole, in percent.
pub const DISCOUNT: &str = "discount";
/// The discount on the whole as an amount.
pub const DISCOUNT_AMOUNT: &str = "discount_amount";
/// The discount on the whole that has been asked for, in percent.
pub const DISCOUNT_WANTED: &str = "discount_wanted";
/// How far asking for a discount beyond the limit has come.
pub const DISCOUNT_APPROVAL: &str = "discount_approval";
/// Discounts of so many percent have been approved for this deal.
pub const DISCOUNT_APPROVED: &str = "discount_approved";
/// What was said when a discount was asked for or decided on.
pub const DISCOUNT_NOTE: &str = "discount_note";
/// The tax on its lines; kept by the system.
pub const TAX_AMOUNT: &str = super::TAX_AMOUNT;
/// The amount with tax; kept by the system.
pub const GROSS: &str = super::GROSS;
/// What is left of the amount when the cost of its lines is paid; kept by the system.
pub const MARGIN: &str = super::MARGIN;
/// The day whose prices and rates hold for its lines.
pub const PRICED_ON: &str = "priced_on";
/// A discount has been asked for.
pub const ASKED: &str = "asked";
/// It has been approved.
pub const APPROVED: &str = "approved";
/// It has been refused.
pub const REFUSED: &str = "refused";
/// How likely it is, in percent.
pub const PROBABILITY: &str = "probability";
/// When the customer was first worked with.
pub const ENGAGED_ON: &str = "engaged_on";
/// When it should be won.
pub const EXPECTED_CLOSE: &str = "expected_close";
/// When it was won or lost.
pub const CLOSED_AT: &str = "closed_at";
/// How many days it took from the first work (or its creation) until it closed; kept by the system.
pub const CYCLE_DAYS: &str = "cycle_days";
/// Why it was won or lost.
pub const OUTCOME_REASON: &str = "outcome_reason";
/// What else there is to say about the outcome.
pub const OUTCOME_NOTE: &str = "outcome_note";
/// Who won it instead of us, or against whom we won it.
pub const COMPETITOR: &str = "competitor";
/// What has been done of the checklists of its stages.
pub const CHECKLIST: &str = super::CHECKLIST;
/// Where it came from.
pub const SOURCE: &str = "source";
/// Remarks.
pub const NOTE: &str = "note";
/// Whose it is.
pub const OWNER: &str = "owner";
/// How it recurs: a rule of RFC 5545.
pub const RECURRENCE: &str = "recurrence";
/// The day of the next one.
pub const RECURS_ON: &str = "recurs_on";
/// So many days before that day it is made.
pub const RECURS_BEFORE: &str = "recurs_before";
/// The stage that it begins in; the first of the same pipeline when empty.
pub const RECURS_STAGE: &str = "recurs_stage";
/// For the time being none is made.
pub const RECURS_PAUSED: &str = "recurs_paused";
/// The deal that it was made of.
pub const RECURRENCE_OF: &str = "recurrence_of";
/// Who works on it besides the owner; kept by the system, which takes it from the members of its team.
pub const TEAM: &str = "team";
/// Those of the team who may change it; kept by the system.
pub const TEAM_EDITORS: &str = "team_editors";

pub(crate) fn spec() -> ObjectSpec {
    let whole = Kind::Number { scale: 0 };
    let percent = Kind::Number { scale: 2 };
    let [pipeline, stage, furthest, since] = super::standing();
    let approval = vec![
        Choice::new(ASKED, Labels::new("Asked for", "Запрошена", "Žádost podána")).tone(Tone::Amber),
        Choice::new(APPROVED, Labels::new("Approved", "Согласована", "Schváleno")).tone(Tone::Green),
        Choice::new(REFUSED, Labels::new("Refused", "Отклонена", "Zamítnuto")).tone(Tone::Red),
    ];
    ObjectSpec {
        key: KEY,
        label: Labels::new("Deal", "Сделка", "Obchod"),
        label_plural: Labels::new("Deals", "Сделки", "Obchody"),
        icon: "target-arrow",
        title: NAME,
        owner: Some(OWNER),
        participants: Some(TEAM),
        editors: Some(TEAM_EDITORS),
        parent: None,
        verbs: &["move", "win", "lose", "reopen", "assign", "request_discount", "approve_discount", "refuse_discount"],
        fields: vec![
            field(NAME, Kind::Text, "Name", "Название", "Název").required().searchable(),
            field(NUMBER, whole.clone(), "Number", "Номер", "Číslo").read_only().unique().searchable(),
            field(COMPANY, link(super::company::KEY), "Company", "Компания", "Firma").counts(1),
            field(CONTACT, link(super::contact::KEY), "Contact", "Контакт", "Kontakt").counts(1),
            field(PRODUCT, link(super::product::KEY), "Product", "Товар", "Produkt").counts(1),
            pipeline,
            stage,
            furthest,
            since,
            field(AMOUNT, Kind::Money, "Amount", "Сумма", "Částka").counts(2),
            field(SUBTOTAL, Kind::Money, "Sum of lines", "Сумма позиций", "Součet položek").read_only(),
            field(DISCOUNT, percent.clone(), "Discount on the whole, %", "Скидка на всё, %", "Sleva z celku, %"),
            field(DISCOUNT_AMOUNT, Kind::Money, "Discount on the whole", "Скидка на всё", "Sleva z celku"),
            field(
                DISCOUNT_WANTED,
                percent.clone(),
                "Discount asked for, %",
                "Запрошенная скидка, %",
                "Žádaná sleva, %",
            )
            .read_only(),
            field(
                DISCOUNT_APPROVAL,
                Kind::OneOf { options: approval },
                "Approval of the discount",
                "Согласование скидки",
                "Schválení slevy",
            )
            .read_only(),
            field(DISCOUNT_APPROVED, percent, "Approved up to, %", "Согласовано до, %", "Schváleno do, %").read_only(),
            field(DISCOUNT_NOTE, Kind::LongText, "About the discount", "О скидке", "Ke slevě").read_only(),
            field(TAX_AMOUNT, Kind::Money, "Tax", "Налог", "Daň").read_only(),
            field(GROSS, Kind::Money, "Amount with tax", "Сумма с налогом", "Částka s daní").read_only(),
            field(MARGIN, Kind::Money, "Margin", "Маржа", "Marže").read_only(),
            field(PRICED_ON, Kind::Date, "Prices of", "Цены на дату", "Ceny ke dni"),
            field(PROBABILITY, whole.clone(), "Probability, %", "Вероятность, %", "Pravděpodobnost, %"),
            field(ENGAGED_ON, Kind::Date, "Engaged on", "Начало работы", "Zahájení jednání"),
            field(EXPECTED_CLOSE, Kind::Date, "Expected close", "Ожидаемое закрытие", "Očekávané uzavření").counts(1),
            field(CLOSED_AT, Kind::DateTime, "Closed", "Закрыта", "Uzavřeno"),
            field(CYCLE_DAYS, whole, "Days to close", "Дней до закрытия", "Dnů do uzavření").read_only(),
            field(OUTCOME_REASON, Kind::Text, "Reason of outcome", "Причина исхода", "Důvod výsledku"),
            field(OUTCOME_NOTE, Kind::LongText, "Outcome in detail", "Подробности исхода", "Podrobnosti výsledku"),
            field(COMPETITOR, link(super::company::KEY), "Competitor", "Конкурент", "Konkurent"),
            super::checklist(),
            field(super::NEXT_TASK, link(super::task::KEY), "Next step", "Следующий шаг", "Další krok").read_only(),
            field(super::NEXT_TASK_AT, Kind::DateTime, "Next step due", "Срок следующего шага", "Termín dalšího kroku")
                .read_only(),
            field(SOURCE, Kind::Text, "Source", "Источник", "Zdroj").counts(1),
            field(NOTE, Kind::LongText, "Note", "Примечание", "Poznámka").searchable(),
            field(OWNER, Kind::User, "Owner", "Ответственный", "Vlastník"),
            super::completeness(),
            field(RECURRENCE, Kind::Text, "Repeats", "Повторение", "Opakování"),
            field(RECURS_ON, Kind::Date, "Next one on", "Следующая — на дату", "Další na den"),
            field(
                RECURS_BEFORE,
                Kind::Number { scale: 0 },
                "Make it, days before",
                "Создавать за, дней",
                "Vytvořit předem, dnů",
            ),
            field(RECURS_STAGE, Kind::Stage, "Next one begins at", "Следующая начинается с этапа", "Další začíná fází"),
            field(RECURS_PAUSED, Kind::Boolean, "Repeating is paused", "Повторение на паузе", "Opakování pozastaveno"),
            field(RECURRENCE_OF, link(KEY), "Repeats the deal", "Повторяет сделку", "Opakuje obchod").read_only(),
            field(TEAM, Kind::Users, "Team", "Команда", "Tým").read_only(),
            field(TEAM_EDITORS, Kind::Users, "Team: may edit", "Команда: могут менять", "Tým: smí měnit").read_only(),
        ],
        indexes: &[
            &[(NAME, Part::Sort)],
            // Boards and funnels: sums by stage, for everybody and for some owners, without touching the rows.
            &[
                (STAGE, Part::Value),
                (PROBABILITY, Part::Value),
                (AMOUNT, Part::Base),
                (AMOUNT, Part::Value),
                (CYCLE_DAYS, Part::Value),
                (CLOSED_AT, Part::Value),
            ],
            &[
                (OWNER, Part::Value),
                (STAGE, Part::Value),
                (PROBABILITY, Part::Value),
                (AMOUNT, Part::Base),
                (AMOUNT, Part::Value),
                (CYCLE_DAYS, Part::Value),
                (CLOSED_AT, Part::Value),
            ],
            &[(STAGE, Part::Value), (super::CREATED_AT, Part::Value)],
            // What has stood in its stage for too long.
            &[(STAGE, Part::Value), (STAGE_SINCE, Part::Value)],
            &[(FURTHEST_STAGE, Part::Value)],
            &[(AMOUNT, Part::Base)],
            // A client's deals, and what is next about them.
            &[(COMPANY, Part::Value), (super::NEXT_TASK_AT, Part::Value)],
            &[(CONTACT, Part::Value), (super::NEXT_TASK_AT, Part::Value)],
            &[(PRODUCT, Part::Value)],
            &[(COMPETITOR, Part::Value)],
            &[(CLOSED_AT, Part::Value)],
            &[(EXPECTED_CLOSE, Part::Value)],
            // What lacks a next step, and what comes next.
            &[(super::NEXT_TASK, Part::Value), (STAGE, Part::Value)],
            &[(super::NEXT_TASK_AT, Part::Value)],
            &[(RECURS_ON, Part::Value)],
            // Discounts that wait for a decision.
            &[(DISCOUNT_APPROVAL, Part::Value)],
            &[(super::CREATED_AT, Part::Value)],
        ],
        // What boards show above their columns, for everybody and for some owners.
        tally: Some(TallySpec { by: &[STAGE, OWNER], amount: AMOUNT, weight: PROBABILITY }),
    }
}
