//! A price list: prices that hold for a client, for a sort of clients or for everybody, from a day until a day.

use super::spec::{ObjectSpec, field};
use crate::{Choice, Kind, Labels, Part, Tone};

/// The object's key.
pub const KEY: &str = "price_list";
/// Its name.
pub const NAME: &str = "name";
/// The sort of clients that it is for; needed when it is for those.
pub const CLIENT_TYPE: &str = "client_type";
/// Whom it is for.
pub const FOR: &str = "applies_to";
/// For everybody.
pub const EVERYBODY: &str = "everybody";
/// For clients of its sort.
pub const OF_TYPE: &str = "client_type";
/// For those clients alone that name it.
pub const NAMED: &str = "clients";
/// The first day on which it holds.
pub const VALID_FROM: &str = "valid_from";
/// The last day on which it holds.
pub const VALID_UNTIL: &str = "valid_until";
/// By how many percent it changes the product's own price, for products that it does not name.
pub const PERCENT: &str = "percent";
/// Is it in use?
pub const ACTIVE: &str = "active";
/// Remarks.
pub const NOTE: &str = "note";

pub(crate) fn spec() -> ObjectSpec {
    let whom = vec![
        Choice::new(EVERYBODY, Labels::new("Everybody", "Для всех", "Pro všechny")).tone(Tone::Gray),
        Choice::new(OF_TYPE, Labels::new("Clients of a type", "Для типа клиентов", "Pro typ klientů")).tone(Tone::Blue),
        Choice::new(
            NAMED,
            Labels::new("Clients that name it", "Для клиентов, где указан", "Pro klienty, kteří ho mají"),
        )
        .tone(Tone::Violet),
    ];
    let percent = Kind::Number { scale: 2 };
    ObjectSpec {
        key: KEY,
        label: Labels::new("Price list", "Прайс-лист", "Ceník"),
        label_plural: Labels::new("Price lists", "Прайс-листы", "Ceníky"),
        icon: "tags",
        title: NAME,
        owner: None,
        participants: None,
        editors: None,
        parent: None,
        verbs: &[],
        fields: vec![
            field(NAME, Kind::Text, "Name", "Название", "Název").required().searchable(),
            field(FOR, Kind::OneOf { options: whom }, "For whom", "Для кого", "Pro koho"),
            field(CLIENT_TYPE, Kind::Text, "Client type", "Тип клиента", "Typ klienta"),
            field(VALID_FROM, Kind::Date, "Valid from", "Действует с", "Platí od"),
            field(VALID_UNTIL, Kind::Date, "Valid until", "Действует по", "Platí do"),
            field(PERCENT, percent, "Other prices, ±%", "Остальные цены, ±%", "Ostatní ceny, ±%"),
            field(ACTIVE, Kind::Boolean, "Active", "Действует", "Aktivní"),
            field(NOTE, Kind::LongText, "Note", "Примечание", "Poznámka").searchable(),
        ],
        indexes: &[&[(NAME, Part::Sort)], &[(NAME, Part::Fold)], &[(super::CREATED_AT, Part::Value)]],
        tally: None,
    }
}
