//! A price: what a product is sold for by a price list, from a quantity on. It is a part of the list and follows it in
//! all rights. Its amount carries its currency, so that one list may have prices in several.

use super::spec::{ObjectSpec, field, link};
use crate::{Kind, Labels, Part};

/// The object's key.
pub const KEY: &str = "price";
/// What stands on the row: the product's name unless something else is written.
pub const NAME: &str = "name";
/// The list that it is a part of.
pub const PRICE_LIST: &str = "price_list";
/// The product.
pub const PRODUCT: &str = "product";
/// The quantity from which it holds; from the first on when empty.
pub const FROM_QUANTITY: &str = "from_quantity";
/// What one is sold for, without tax.
pub const PRICE: &str = "price";

pub(crate) fn spec() -> ObjectSpec {
    ObjectSpec {
        key: KEY,
        label: Labels::new("Price", "Цена", "Cena"),
        label_plural: Labels::new("Prices", "Цены", "Ceny"),
        icon: "tag",
        title: NAME,
        owner: None,
        participants: None,
        editors: None,
        parent: Some(PRICE_LIST),
        verbs: &[],
        fields: vec![
            field(NAME, Kind::Text, "Name", "Наименование", "Název").required(),
            field(PRICE_LIST, link(super::price_list::KEY), "Price list", "Прайс-лист", "Ceník").required(),
            field(PRODUCT, link(super::product::KEY), "Product", "Товар", "Produkt").required(),
            field(FROM_QUANTITY, Kind::Number { scale: 3 }, "From quantity", "От количества", "Od množství"),
            field(PRICE, Kind::Money, "Price", "Цена", "Cena").required(),
        ],
        indexes: &[
            &[(PRODUCT, Part::Value), (PRICE_LIST, Part::Value)],
            &[(PRICE_LIST, Part::Value)],
            &[(super::CREATED_AT, Part::Value)],
        ],
        tally: None,
    }
}
