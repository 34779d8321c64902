//! A company: a customer, a supplier, a partner.

use super::spec::{ObjectSpec, field, link};
use crate::{Choice, Kind, Labels, Part, Tone};

/// The object's key.
pub const KEY: &str = "company";
/// Its name.
pub const NAME: &str = "name";
/// What it is to us: customer, supplier, …
pub const KINDS: &str = "kinds";
/// Telephone numbers.
pub const PHONES: &str = "phones";
/// E-mail addresses.
pub const EMAILS: &str = "emails";
/// Website.
pub const WEBSITE: &str = "website";
/// What trade it is in.
pub const INDUSTRY: &str = "industry";
/// Postal addresses.
pub const ADDRESSES: &str = "addresses";
/// The company that it belongs to.
pub const PARENT: &str = "parent";
/// How many people work there.
pub const EMPLOYEES: &str = "employees";
/// What it turns over in a year.
pub const ANNUAL_REVENUE: &str = "annual_revenue";
/// The year it was founded.
pub const FOUNDED_YEAR: &str = "founded_year";
/// What sort of client it is: price lists go by this.
pub const CLIENT_TYPE: &str = "client_type";
/// The price list that has been agreed with it.
pub const PRICE_LIST: &str = "price_list";
/// Remarks.
pub const NOTE: &str = "note";
/// Whose it is.
pub const OWNER: &str = "owner";

pub(crate) fn spec() -> ObjectSpec {
    let kinds = vec![
        Choice::new("customer", Labels::new("Customer", "Клиент", "Zákazník")).tone(Tone::Green),
        Choice::new("prospect", Labels::new("Prospect", "Потенциальный клиент", "Potenciální zákazník"))
            .tone(Tone::Blue),
        Choice::new("partner", Labels::new("Partner", "Партнёр", "Partner")).tone(Tone::Violet),
        Choice::new("supplier", Labels::new("Supplier", "Поставщик", "Dodavatel")).tone(Tone::Amber),
        Choice::new("competitor", Labels::new("Competitor", "Конкурент", "Konkurent")).tone(Tone::Red),
        Choice::new("own", Labels::new("Our own", "Наше юрлицо", "Naše firma")).tone(Tone::Gray),
    ];
    let whole = Kind::Number { scale: 0 };
    ObjectSpec {
        key: KEY,
        label: Labels::new("Company", "Компания", "Firma"),
        label_plural: Labels::new("Companies", "Компании", "Firmy"),
        icon: "building",
        title: NAME,
        owner: Some(OWNER),
        participants: None,
        editors: None,
        parent: None,
        verbs: &["assign"],
        fields: super::joined(
            vec![
                field(NAME, Kind::Text, "Name", "Название", "Název").required().searchable(),
                field(KINDS, Kind::ManyOf { options: kinds, open: false }, "Kinds", "Тип", "Typ").counts(1),
                field(PHONES, Kind::Phones, "Phones", "Телефоны", "Telefony").searchable().counts(2),
                field(EMAILS, Kind::Emails, "E-mails", "Эл. почта", "E-maily").searchable().counts(2),
                field(WEBSITE, Kind::Text, "Website", "Сайт", "Web").searchable().counts(1),
                field(INDUSTRY, Kind::Text, "Industry", "Отрасль", "Odvětví").counts(1),
                field(ADDRESSES, Kind::Address, "Addresses", "Адреса", "Adresy").counts(1),
                field(PARENT, link(KEY), "Parent company", "Головная компания", "Mateřská firma"),
                field(EMPLOYEES, whole.clone(), "Employees", "Сотрудников", "Zaměstnanců"),
                field(ANNUAL_REVENUE, Kind::Money, "Annual revenue", "Годовая выручка", "Roční obrat"),
                field(FOUNDED_YEAR, whole, "Founded", "Год основания", "Rok založení"),
                field(CLIENT_TYPE, Kind::Text, "Client type", "Тип клиента", "Typ klienta"),
                field(PRICE_LIST, link(super::price_list::KEY), "Price list", "Прайс-лист", "Ceník"),
                field(NOTE, Kind::LongText, "Note", "Примечание", "Poznámka").searchable(),
                field(OWNER, Kind::User, "Owner", "Ответственный", "Vlastník"),
            ],
            super::client_fields(),
        ),
        indexes: &[
            &[(NAME, Part::Sort)],
            &[(NAME, Part::Fold)],
            &[(OWNER, Part::Value), (NAME, Part::Sort)],
            &[(INDUSTRY, Part::Fold), (NAME, Part::Sort)],
            &[(PARENT, Part::Value)],
            &[(PRICE_LIST, Part::Value)],
            &[(super::CREATED_AT, Part::Value)],
            // Whom to turn to next, and who will buy next.
            &[(super::NEXT_TASK_AT, Part::Value)],
            &[(super::NEXT_PURCHASE_ON, Part::Value)],
        ],
        tally: None,
    }
}
