//! A lead: an inquiry that may become business, before anybody has said so.

use super::spec::{ObjectSpec, field, link};
use crate::{Choice, Kind, Labels, Part, Tone};

/// The object's key.
pub const KEY: &str = "lead";
/// What it is about.
pub const NAME: &str = "name";
/// The number that people call it by; the workspace counts.
pub const NUMBER: &str = "number";
/// Where it came from.
pub const SOURCE: &str = "source";
/// What has become of it; verbs say so.
pub const STATUS: &str = "status";
/// The pipeline that it goes through.
pub const PIPELINE: &str = super::PIPELINE;
/// How far it got.
pub const STAGE: &str = super::STAGE;
/// Who asks.
pub const CONTACT_NAME: &str = "contact_name";
/// For which company.
pub const COMPANY_NAME: &str = "company_name";
/// In which position there.
pub const POSITION: &str = "position";
/// Telephone numbers.
pub const PHONES: &str = "phones";
/// E-mail addresses.
pub const EMAILS: &str = "emails";
/// Website.
pub const WEBSITE: &str = "website";
/// The product that it is about.
pub const PRODUCT: &str = "product";
/// What it may be worth.
pub const AMOUNT: &str = "amount";
/// What was asked.
pub const NOTE: &str = "note";
/// Why it was rejected.
pub const REJECT_REASON: &str = "reject_reason";
/// What else there is to say about the rejection.
pub const REJECT_NOTE: &str = "reject_note";
/// The company that it is from, as far as it is known.
pub const COMPANY: &str = "company";
/// The person that it is from, as far as he is known.
pub const CONTACT: &str = "contact";
/// The deal that it became or belongs to.
pub const DEAL: &str = "deal";
/// When it was accepted, rejected, linked or converted for the first time.
pub const HANDLED_AT: &str = "handled_at";
/// By when somebody is to react to it; nothing once somebody has.
pub const REACT_BY: &str = "react_by";
/// How many minutes of work passed until somebody reacted.
pub const REACTION_MINUTES: &str = "reaction_minutes";
/// Whether that was in time.
pub const REACTED_IN_TIME: &str = "reacted_in_time";
/// Whose it is.
pub const OWNER: &str = "owner";

/// Nobody has looked at it.
pub const NEW: &str = "new";
/// Somebody works on it.
pub const ACCEPTED: &str = "accepted";
/// It has become a client and perhaps a deal.
pub const CONVERTED: &str = "converted";
/// It belongs to a client or deal that there was.
pub const LINKED: &str = "linked";
/// Nothing will come of it.
pub const REJECTED: &str = "rejected";

pub(crate) fn spec() -> ObjectSpec {
    let statuses = vec![
        Choice::new(NEW, Labels::new("New", "Новый", "Nový")).tone(Tone::Blue),
        Choice::new(ACCEPTED, Labels::new("In work", "В работе", "Rozpracovaný")).tone(Tone::Violet),
        Choice::new(CONVERTED, Labels::new("Converted", "Конвертирован", "Převedený")).tone(Tone::Green),
        Choice::new(LINKED, Labels::new("Linked", "Привязан", "Připojený")).tone(Tone::Amber),
        Choice::new(REJECTED, Labels::new("Rejected", "Отклонён", "Odmítnutý")).tone(Tone::Red),
    ];
    let reasons = vec![
        Choice::new("spam", Labels::new("Spam", "Спам", "Spam")).tone(Tone::Red),
        Choice::new("not_a_buyer", Labels::new("Not a buyer", "Не покупатель", "Není zájemce")).tone(Tone::Gray),
        Choice::new("duplicate", Labels::new("Duplicate", "Повтор", "Duplicita")).tone(Tone::Amber),
        Choice::new("no_contact", Labels::new("Cannot be reached", "Не удалось связаться", "Nelze zastihnout"))
            .tone(Tone::Gray),
        Choice::new("not_offered", Labels::new("Not what we sell", "Этого не продаём", "Toto neprodáváme"))
            .tone(Tone::Gray),
        Choice::new("other", Labels::new("Other", "Другое", "Jiné")).tone(Tone::Gray),
    ];
    let [pipeline, stage, furthest, since] = super::standing();
    ObjectSpec {
        key: KEY,
        label: Labels::new("Lead", "Лид", "Lead"),
        label_plural: Labels::new("Leads", "Лиды", "Leady"),
        icon: "inbox",
        title: NAME,
        owner: Some(OWNER),
        participants: None,
        editors: None,
        parent: None,
        verbs: &["move", "accept", "reject", "link", "convert", "reopen", "assign"],
        fields: vec![
            field(NAME, Kind::Text, "Subject", "Тема", "Předmět").required().searchable(),
            field(NUMBER, Kind::Number { scale: 0 }, "Number", "Номер", "Číslo").read_only().unique().searchable(),
            field(SOURCE, Kind::Text, "Source", "Источник", "Zdroj").counts(1),
            field(STATUS, Kind::OneOf { options: statuses }, "Status", "Статус", "Stav").required(),
            pipeline,
            stage,
            furthest,
            since,
            field(CONTACT_NAME, Kind::Text, "Person", "Контактное лицо", "Kontaktní osoba").searchable().counts(1),
            field(COMPANY_NAME, Kind::Text, "Company name", "Название компании", "Název firmy").searchable(),
            field(POSITION, Kind::Text, "Position", "Должность", "Pozice"),
            field(PHONES, Kind::Phones, "Phones", "Телефоны", "Telefony").searchable().counts(2),
            field(EMAILS, Kind::Emails, "E-mails", "Эл. почта", "E-maily").searchable().counts(2),
            field(WEBSITE, Kind::Text, "Website", "Сайт", "Web"),
            field(PRODUCT, link(super::product::KEY), "Product", "Товар", "Produkt"),
            field(AMOUNT, Kind::Money, "Amount", "Сумма", "Částka"),
            field(NOTE, Kind::LongText, "Inquiry", "Текст обращения", "Poptávka").searchable().counts(1),
            field(
                REJECT_REASON,
                Kind::OneOf { options: reasons },
                "Reason of rejection",
                "Причина отказа",
                "Důvod odmítnutí",
            ),
            field(REJECT_NOTE, Kind::LongText, "Rejection in detail", "Подробности отказа", "Podrobnosti odmítnutí"),
            field(COMPANY, link(super::company::KEY), "Company", "Компания", "Firma"),
            field(CONTACT, link(super::contact::KEY), "Contact", "Контакт", "Kontakt"),
            field(DEAL, link(super::deal::KEY), "Deal", "Сделка", "Obchod"),
            super::checklist(),
            field(HANDLED_AT, Kind::DateTime, "Handled", "Обработан", "Vyřízeno").read_only(),
            field(REACT_BY, Kind::DateTime, "React by", "Ответить до", "Reagovat do").read_only(),
            field(
                REACTION_MINUTES,
                Kind::Number { scale: 0 },
                "Reaction, working minutes",
                "Реакция, рабочих минут",
                "Reakce, pracovních minut",
            )
            .read_only(),
            field(REACTED_IN_TIME, Kind::Boolean, "Reacted in time", "Ответ вовремя", "Reakce včas").read_only(),
            field(OWNER, Kind::User, "Owner", "Ответственный", "Vlastník"),
            super::completeness(),
        ],
        indexes: &[
            &[(NAME, Part::Sort)],
            // The bin: what is to be looked at, newest first, of all and of some.
            &[(STATUS, Part::Value), (super::CREATED_AT, Part::Value)],
            &[(OWNER, Part::Value), (STATUS, Part::Value), (super::CREATED_AT, Part::Value)],
            &[(SOURCE, Part::Fold), (super::CREATED_AT, Part::Value)],
            // Boards and funnels: how many stand where and what they add up to, for everybody and for some owners.
            &[(STAGE, Part::Value), (AMOUNT, Part::Base), (AMOUNT, Part::Value)],
            &[(OWNER, Part::Value), (STAGE, Part::Value), (AMOUNT, Part::Base), (AMOUNT, Part::Value)],
            &[(STAGE, Part::Value), (super::CREATED_AT, Part::Value)],
            // What has stood in its stage for too long.
            &[(STAGE, Part::Value), (super::STAGE_SINCE, Part::Value)],
            &[(super::FURTHEST_STAGE, Part::Value)],
            &[(COMPANY, Part::Value)],
            &[(CONTACT, Part::Value)],
            &[(DEAL, Part::Value)],
            &[(PRODUCT, Part::Value)],
            // What is to be answered first.
            &[(REACT_BY, Part::Value)],
            &[(super::CREATED_AT, Part::Value)],
        ],
        tally: None,
    }
}
