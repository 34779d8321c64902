//! Prices and calculations.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::common::{Money, ProblemEntry};

/// What a price is asked for.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PriceParams {
    /// The deal that it is to be sold in: its client, day and currency hold unless something else is said.
    pub deal: Option<Uuid>,
    /// The company that it is to be sold to.
    pub company: Option<Uuid>,
    /// The person that it is to be sold to, where there is no company.
    pub contact: Option<Uuid>,
    /// How many; one when left out.
    #[param(example = "10")]
    pub quantity: Option<String>,
    /// The day whose prices and rates hold; today when left out.
    #[param(example = "2026-03-02")]
    pub date: Option<String>,
    /// The currency of the answer; that of the price when left out.
    #[param(example = "EUR")]
    pub currency: Option<String>,
    /// What its calculation works with: a JSON object.
    #[param(example = r#"{"hours": 2.5}"#)]
    pub parameters: Option<String>,
}

/// Why a price is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PriceBecause {
    /// The client names the price list.
    Client,
    /// The price list is for clients of its type.
    ClientType,
    /// The price list is for everybody.
    Everybody,
    /// It is the product's own price.
    Product,
}

/// A price list that a price comes from.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PriceListName {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// The row of a price list that a price comes from.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PriceRow {
    /// Its id.
    pub id: Uuid,
    /// The quantity from which it holds.
    pub from_quantity: Option<String>,
}

/// What something is sold for, and why.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PriceAnswer {
    /// The price of one, without tax; null when there is none, when no rate is known, or when its calculation lacks a
    /// parameter.
    pub price: Option<Money>,
    /// Where the price is written that it comes from.
    pub because: PriceBecause,
    /// The price list, for those who may see it.
    pub price_list: Option<PriceListName>,
    /// The row of it; none where the list changes the product's own price by percent.
    pub row: Option<PriceRow>,
    /// The price as it is written there, before it was converted or calculated with.
    pub original: Option<Money>,
    /// The calculation that made it what it is.
    pub calculation: Option<String>,
    /// There is a price, but no rate for its currency on that day.
    pub lacks_rate: bool,
    /// The day whose prices and rates hold.
    pub date: String,
    /// How many.
    pub quantity: String,
}

/// What a parameter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CalculationParameterKind {
    /// A number.
    Number,
    /// One of several; a text in the formula.
    Choice,
}

/// One of several.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalculationOption {
    /// Its text in the formula.
    pub key: String,
    /// What people call it.
    pub label: String,
}

/// Something that a price depends on.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalculationParameter {
    /// Its name in the formula: small letters, digits and underlines.
    #[schema(example = "hours")]
    pub key: String,
    /// What people call it.
    pub label: String,
    /// What it is.
    pub kind: CalculationParameterKind,
    /// What a number is counted in.
    #[serde(default)]
    pub unit: Option<String>,
    /// The least of a number.
    #[serde(default)]
    pub min: Option<String>,
    /// The most of a number.
    #[serde(default)]
    pub max: Option<String>,
    /// The options of a choice.
    #[serde(default)]
    pub options: Vec<CalculationOption>,
    /// What it is when nothing is said.
    #[serde(default)]
    pub default: Option<Value>,
}

/// A case that has to come out for a definition to be kept.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalculationCase {
    /// The parameters.
    #[serde(default)]
    pub parameters: BTreeMap<String, Value>,
    /// What the catalogue asks for one, for formulas that use `price`.
    #[serde(default)]
    pub price: Option<String>,
    /// How many, for formulas that use `quantity`; one when left out.
    #[serde(default)]
    pub quantity: Option<String>,
    /// The price that is expected.
    #[schema(example = "49.98")]
    pub expected: String,
}

/// What a service costs by its parameters.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct Calculation {
    /// What products name it by.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// What it asks for.
    pub parameters: Vec<CalculationParameter>,
    /// What one costs, without tax: `+ - * /`, comparisons, `and`, `or`, `min max abs floor ceil round if`. For those who
    /// keep the catalogue.
    pub formula: Option<String>,
    /// The currency of that.
    pub currency: String,
    /// Cases that have to come out. For those who keep the catalogue.
    pub cases: Vec<CalculationCase>,
    /// No more products are to be priced by it; those that are stay so.
    pub archived: bool,
}

/// All calculations.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CalculationList {
    /// The calculations by name.
    pub calculations: Vec<Calculation>,
}

/// A calculation to be kept under its key.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalculationDefinition {
    /// What people call it.
    pub name: String,
    /// What it asks for.
    #[serde(default)]
    pub parameters: Vec<CalculationParameter>,
    /// What one costs, without tax.
    #[schema(example = "round(hours * 45, 2)")]
    pub formula: String,
    /// The currency of that; the workspace's when left out.
    #[serde(default)]
    pub currency: Option<String>,
    /// Cases that have to come out; at least one.
    pub cases: Vec<CalculationCase>,
    /// No more products are to be priced by it; those that are stay so.
    #[serde(default)]
    pub archived: bool,
}

/// A definition to be checked, and what it is tried with. Nothing is kept.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalculationDraft {
    /// The definition as it stands.
    pub definition: CalculationDefinition,
    /// What it is tried with.
    #[serde(default)]
    pub trial: Option<CalculationTrial>,
}

/// What is to be said about a definition.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CalculationCheck {
    /// What is wrong with it and with its cases; it can be kept when there is nothing. A formula that cannot be read says where
    /// (`at`, counted from 1).
    pub problems: Vec<ProblemEntry>,
    /// What each case comes to; null where that cannot be counted.
    pub cases: Vec<Option<Money>>,
    /// What it comes to with what it is tried with.
    pub price: Option<Money>,
    /// What is wrong with what it is tried with.
    pub trial_problems: Vec<ProblemEntry>,
}

/// What a calculation is tried with.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CalculationTrial {
    /// The parameters.
    #[serde(default)]
    pub parameters: BTreeMap<String, Value>,
    /// What the catalogue asks for one.
    #[serde(default)]
    pub price: Option<String>,
    /// How many; one when left out.
    #[serde(default)]
    pub quantity: Option<String>,
}

/// What came of it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct CalculationAnswer {
    /// The price of one, without tax.
    pub price: Money,
}
