//! A product or service that is sold.

use super::spec::{ObjectSpec, field};
use crate::{Choice, Kind, Labels, Part, Tone};

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
/// What one is sold for, without tax, as long as no price list says otherwise.
pub const PRICE: &str = "price";
/// Goods or a service.
pub const SORT: &str = "kind";
/// The tax on it, in percent of its price.
pub const TAX: &str = "tax";
/// What one costs us to buy or make.
pub const COST: &str = "cost";
/// The key of the calculation that its price comes from, for what is priced by parameters.
pub const CALCULATION: &str = "calculation";
/// What it is counted in.
pub const UNIT: &str = "unit";
/// Is it still sold?
pub const ACTIVE: &str = "active";
/// Remarks.
pub const NOTE: &str = "note";

pub(crate) fn spec() -> ObjectSpec {
    let sorts = vec![
        Choice::new("goods", Labels::new("Goods", "Товар", "Zboží")).tone(Tone::Blue),
        Choice::new("service", Labels::new("Service", "Услуга", "Služba")).tone(Tone::Violet),
    ];
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
            field(SORT, Kind::OneOf { options: sorts }, "Kind", "Вид", "Druh"),
            field(PRICE, Kind::Money, "Price", "Цена", "Cena"),
            field(UNIT, Kind::Text, "Unit", "Единица", "Jednotka"),
            field(TAX, Kind::Number { scale: 2 }, "Tax, %", "Налог, %", "Daň, %"),
            field(COST, Kind::Money, "Cost", "Себестоимость", "Nákladová cena"),
            field(CALCULATION, Kind::Text, "Calculation", "Расчёт", "Výpočet"),
            field(ACTIVE, Kind::Boolean, "Active", "Продаётся", "Aktivní"),
            field(NOTE, Kind::LongText, "Note", "Примечание", "Poznámka").searchable(),
        ],
        indexes: &[
            &[(NAME, Part::Sort)],
            &[(NAME, Part::Fold)],
            &[(SKU, Part::Fold)],
            &[(CATEGORY, Part::Fold), (NAME, Part::Sort)],
            &[(CALCULATION, Part::Fold)],
            &[(super::CREATED_AT, Part::Value)],
        ],
        tally: None,
    }
}
