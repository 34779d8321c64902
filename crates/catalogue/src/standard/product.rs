//! A product or service that is sold.

use super::spec::{ObjectSpec, field};
use crate::{Kind, Labels, Part};

/// The object's key.
pub const KEY: &str = "product";
/// Its name.
pub const NAME: &str = "name";
/// Its article number.
pub const SKU: &str = "sku";
/// The series it belongs to.
pub const SERIES: &str = "series";
/// The category it belongs to.
pub const CATEGORY: &str = "category";
/// What one costs.
pub const PRICE: &str = "price";
/// What it is counted in.
pub const UNIT: &str = "unit";
/// Is it still sold?
pub const ACTIVE: &str = "active";
/// Remarks.
pub const NOTE: &str = "note";

pub(crate) fn spec() -> ObjectSpec {
    ObjectSpec {
        key: KEY,
        label: Labels::new("Product", "Товар", "Produkt"),
        label_plural: Labels::new("Products", "Товары", "Produkty"),
        icon: "package",
        title: NAME,
        owner: None,
        participants: None,
        editors: None,
        parent: None,
        verbs: &[],
        fields: vec![
            field(NAME, Kind::Text, "Name", "Название", "Název").required().searchable(),
            field(SKU, Kind::Text, "SKU", "Артикул", "Kód zboží").searchable(),
            field(SERIES, Kind::Text, "Series", "Серия", "Řada"),
            field(CATEGORY, Kind::Text, "Category", "Категория", "Kategorie"),
            field(PRICE, Kind::Money, "Price", "Цена", "Cena"),
            field(UNIT, Kind::Text, "Unit", "Единица", "Jednotka"),
            field(ACTIVE, Kind::Boolean, "Active", "Продаётся", "Aktivní"),
            field(NOTE, Kind::LongText, "Note", "Примечание", "Poznámka").searchable(),
        ],
        indexes: &[
            &[(NAME, Part::Sort)],
            &[(NAME, Part::Fold)],
            &[(SKU, Part::Fold)],
            &[(super::CREATED_AT, Part::Value)],
        ],
        tally: None,
    }
}
