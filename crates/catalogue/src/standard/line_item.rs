//! A line item: so much of a product in a deal. It is a part of the deal and follows it in all rights.

use super::spec::{ObjectSpec, field, link};
use crate::{Kind, Labels, Part};

/// The object's key.
pub const KEY: &str = "line_item";
/// The deal that it is a part of.
pub const DEAL: &str = "deal";
/// The product.
pub const PRODUCT: &str = "product";
/// What stands on the line.
pub const NAME: &str = "name";
/// How many.
pub const QUANTITY: &str = "quantity";
/// What one costs.
pub const PRICE: &str = "price";
/// Discount in percent.
pub const DISCOUNT: &str = "discount";
/// Quantity times price less discount; computed.
pub const TOTAL: &str = "total";

pub(crate) fn spec() -> ObjectSpec {
    ObjectSpec {
        key: KEY,
        label: Labels::new("Line item", "Позиция", "Položka"),
        label_plural: Labels::new("Line items", "Позиции", "Položky"),
        icon: "list-details",
        title: NAME,
        owner: None,
        participants: None,
        editors: None,
        parent: Some(DEAL),
        verbs: &[],
        fields: vec![
            field(NAME, Kind::Text, "Name", "Наименование", "Název").required(),
            field(DEAL, link(super::deal::KEY), "Deal", "Сделка", "Obchod").required(),
            field(PRODUCT, link(super::product::KEY), "Product", "Товар", "Produkt"),
            field(QUANTITY, Kind::Number { scale: 3 }, "Quantity", "Количество", "Množství"),
            field(PRICE, Kind::Money, "Price", "Цена", "Cena"),
            field(DISCOUNT, Kind::Number { scale: 2 }, "Discount, %", "Скидка, %", "Sleva, %"),
            field(TOTAL, Kind::Money, "Total", "Итого", "Celkem").read_only(),
        ],
        indexes: &[&[(DEAL, Part::Value)], &[(PRODUCT, Part::Value)], &[(super::CREATED_AT, Part::Value)]],
        tally: None,
    }
}
