//! A contact: a person.

use super::spec::{ObjectSpec, field, link};
use crate::{Kind, Labels, Part};

/// The object's key.
pub const KEY: &str = "contact";
/// The whole name; composed of its parts when it is left out, split into them when only it comes.
pub const NAME: &str = "name";
/// Given name.
pub const GIVEN_NAME: &str = "given_name";
/// Family name.
pub const FAMILY_NAME: &str = "family_name";
/// Middle name or patronymic.
pub const MIDDLE_NAME: &str = "middle_name";
/// The company that the person works for.
pub const COMPANY: &str = "company";
/// The person's position there.
pub const POSITION: &str = "position";
/// Since when the person has been there.
pub const COMPANY_SINCE: &str = "company_since";
/// Telephone numbers.
pub const PHONES: &str = "phones";
/// E-mail addresses.
pub const EMAILS: &str = "emails";
/// Birthday.
pub const BIRTHDAY: &str = "birthday";
/// Postal addresses.
pub const ADDRESSES: &str = "addresses";
/// What sort of client the person is: price lists go by this where a deal names no company.
pub const CLIENT_TYPE: &str = "client_type";
/// The price list that has been agreed with the person.
pub const PRICE_LIST: &str = "price_list";
/// Remarks.
pub const NOTE: &str = "note";
/// Whose it is.
pub const OWNER: &str = "owner";

pub(crate) fn spec() -> ObjectSpec {
    ObjectSpec {
        key: KEY,
        label: Labels::new("Contact", "Контакт", "Kontakt"),
        label_plural: Labels::new("Contacts", "Контакты", "Kontakty"),
        icon: "user",
        title: NAME,
        owner: Some(OWNER),
        participants: None,
        editors: None,
        parent: None,
        verbs: &["assign", "change_company"],
        fields: super::joined(
            vec![
                field(NAME, Kind::Text, "Name", "ФИО", "Celé jméno").required().searchable(),
                field(GIVEN_NAME, Kind::Text, "First name", "Имя", "Křestní jméno"),
                field(FAMILY_NAME, Kind::Text, "Last name", "Фамилия", "Příjmení"),
                field(MIDDLE_NAME, Kind::Text, "Middle name", "Отчество", "Prostřední jméno"),
                field(COMPANY, link(super::company::KEY), "Company", "Компания", "Firma").counts(1),
                field(POSITION, Kind::Text, "Position", "Должность", "Pozice").counts(1),
                field(COMPANY_SINCE, Kind::Date, "Joined", "В компании с", "Ve firmě od"),
                field(PHONES, Kind::Phones, "Phones", "Телефоны", "Telefony").searchable().counts(2),
                field(EMAILS, Kind::Emails, "E-mails", "Эл. почта", "E-maily").searchable().counts(2),
                field(BIRTHDAY, Kind::Date, "Birthday", "День рождения", "Narozeniny").counts(1),
                field(ADDRESSES, Kind::Address, "Addresses", "Адреса", "Adresy"),
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
            &[(COMPANY, Part::Value), (NAME, Part::Sort)],
            &[(PRICE_LIST, Part::Value)],
            &[(super::CREATED_AT, Part::Value)],
            // Whom to turn to next, and who will buy next.
            &[(super::NEXT_TASK_AT, Part::Value)],
            &[(COMPANY, Part::Value), (super::NEXT_TASK_AT, Part::Value)],
            &[(super::NEXT_PURCHASE_ON, Part::Value)],
        ],
        tally: None,
    }
}
