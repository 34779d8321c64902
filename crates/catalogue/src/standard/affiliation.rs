//! An affiliation: a person's tie to a company besides the one that the contact itself names. It is a part of the contact
//! and follows it in all rights; what is called the person's main company stays on the contact.

use super::spec::{ObjectSpec, field, link};
use crate::{Kind, Labels, Part};

/// The object's key.
pub const KEY: &str = "affiliation";
/// The person.
pub const CONTACT: &str = "contact";
/// The company.
pub const COMPANY: &str = "company";
/// What the person is there.
pub const ROLE: &str = "role";
/// Since when.
pub const SINCE: &str = "since";
/// Until when; open when empty.
pub const UNTIL: &str = "until";

pub(crate) fn spec() -> ObjectSpec {
    ObjectSpec {
        key: KEY,
        label: Labels::new("Affiliation", "Связь с компанией", "Vazba na firmu"),
        label_plural: Labels::new("Affiliations", "Связи с компаниями", "Vazby na firmy"),
        icon: "affiliate",
        title: ROLE,
        owner: None,
        participants: None,
        editors: None,
        parent: Some(CONTACT),
        verbs: &[],
        fields: vec![
            field(ROLE, Kind::Text, "Role", "Роль", "Role"),
            field(CONTACT, link(super::contact::KEY), "Contact", "Контакт", "Kontakt").required(),
            field(COMPANY, link(super::company::KEY), "Company", "Компания", "Firma").required(),
            field(SINCE, Kind::Date, "Since", "С", "Od"),
            field(UNTIL, Kind::Date, "Until", "По", "Do"),
        ],
        indexes: &[&[(CONTACT, Part::Value)], &[(COMPANY, Part::Value)], &[(super::CREATED_AT, Part::Value)]],
        tally: None,
    }
}
