//! A line item: so much of a product in a deal. It is a part of the deal and follows it in all rights.

use super::spec::{ObjectSpec, field, link};
use crate::{Choice, Kind, Labels, Part, Tone};

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
/// What one is sold for, without tax; in the deal's currency unless it was typed in another.
pub const PRICE: &str = "price";
/// Discount in percent.
pub const DISCOUNT: &str = "discount";
/// What it is counted in.
pub const UNIT: &str = "unit";
/// Where the price came from.
pub const PRICE_FROM: &str = "price_from";
/// The price list that it came from.
pub const PRICE_LIST: &str = "price_list";
/// What the catalogue asks for one here, in the deal's currency: discounts count from this.
pub const LIST_PRICE: &str = "list_price";
/// What its calculation works with: a JSON object of parameters.
pub const PARAMETERS: &str = "parameters";
/// The discount that has been asked for, in percent.
pub const DISCOUNT_WANTED: &str = "discount_wanted";
/// The tax on it, in percent.
pub const TAX: &str = "tax";
/// What one costs us.
pub const COST: &str = "cost";
/// Quantity times price less discount, in the deal's currency; computed.
pub const TOTAL: &str = "total";
/// The total less its share of the discount on the whole deal; kept by the system.
pub const NET: &str = super::NET;
/// The tax on that; kept by the system.
pub const TAX_AMOUNT: &str = super::TAX_AMOUNT;
/// Both together; kept by the system.
pub const GROSS: &str = super::GROSS;
/// What is left of the net amount when its cost is paid; kept by the system.
pub const MARGIN: &str = super::MARGIN;

/// Somebody typed the price.
pub const TYPED: &str = "typed";
/// The price is the product's own.
pub const FROM_PRODUCT: &str = "product";
/// The price comes from a price list.
pub const FROM_LIST: &str = "price_list";
/// The price comes from a calculation.
pub const FROM_CALCULATION: &str = "calculation";

pub(crate) fn spec() -> ObjectSpec {
    let percent = Kind::Number { scale: 2 };
    let sources = vec![
        Choice::new(TYPED, Labels::new("By hand", "Вручную", "Ručně")).tone(Tone::Amber),
        Choice::new(FROM_PRODUCT, Labels::new("Product", "Товар", "Produkt")).tone(Tone::Gray),
        Choice::new(FROM_LIST, Labels::new("Price list", "Прайс-лист", "Ceník")).tone(Tone::Blue),
        Choice::new(FROM_CALCULATION, Labels::new("Calculation", "Расчёт", "Výpočet")).tone(Tone::Violet),
    ];
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
            field(UNIT, Kind::Text, "Unit", "Единица", "Jednotka"),
            field(PRICE, Kind::Money, "Price", "Цена", "Cena"),
            field(PRICE_FROM, Kind::OneOf { options: sources }, "Price from", "Откуда цена", "Původ ceny").read_only(),
            field(PRICE_LIST, link(super::price_list::KEY), "Price list", "Прайс-лист", "Ceník").read_only(),
            field(LIST_PRICE, Kind::Money, "Catalogue price", "Цена по каталогу", "Katalogová cena").read_only(),
            field(PARAMETERS, Kind::LongText, "Parameters", "Параметры", "Parametry"),
            field(DISCOUNT, percent.clone(), "Discount, %", "Скидка, %", "Sleva, %"),
            field(
                DISCOUNT_WANTED,
                percent.clone(),
                "Discount asked for, %",
                "Запрошенная скидка, %",
                "Žádaná sleva, %",
            )
            .read_only(),
            field(TOTAL, Kind::Money, "Total", "Итого", "Celkem").read_only(),
            field(NET, Kind::Money, "Net of all discounts", "С учётом всех скидок", "Po všech slevách").read_only(),
            field(TAX, percent, "Tax, %", "Налог, %", "Daň, %"),
            field(TAX_AMOUNT, Kind::Money, "Tax", "Налог", "Daň").read_only(),
            field(GROSS, Kind::Money, "Total with tax", "Итого с налогом", "Celkem s daní").read_only(),
            field(COST, Kind::Money, "Cost", "Себестоимость", "Nákladová cena"),
            field(MARGIN, Kind::Money, "Margin", "Маржа", "Marže").read_only(),
        ],
        indexes: &[
            &[(DEAL, Part::Value)],
            &[(PRODUCT, Part::Value)],
            &[(PRICE_LIST, Part::Value)],
            &[(super::CREATED_AT, Part::Value)],
        ],
        tally: None,
    }
}
