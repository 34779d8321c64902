//! Calculations: what a service costs by its parameters (hours, area, persons). An administrator defines the parameters, a
//! formula over them, and cases with the price that is expected; a definition whose cases do not come out is not kept.

mod check;
mod formula;
mod keep;
mod value;

use std::collections::BTreeMap;

use kith_catalogue::{Currency, Kind, Money, ParseCx, Problem, Value as Given};
use kith_engine::{Conn, Error, Result, settings};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

pub use check::{Checked, checked};
pub use keep::{delete, put};
use value::{Names, Value};

/// Where they are kept.
const SETTING: &str = "calculations";
/// How many digits after the point a parameter may have.
const SCALE: u8 = 6;
/// What formulas may use besides the parameters: what the catalogue asks for one, and how many there are.
const GIVEN: [&str; 2] = ["price", "quantity"];

/// A calculation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Calculation {
    /// What products name it by.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// What it asks for.
    pub parameters: Vec<Parameter>,
    /// What one costs, without tax.
    pub formula: String,
    /// The currency of that.
    pub currency: String,
    /// Cases that have to come out.
    pub cases: Vec<Case>,
    /// No more products are to be priced by it; those that are stay so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
}

/// Something that the price depends on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its name in the formula.
    pub key: String,
    /// What people call it.
    pub label: String,
    /// What it is.
    #[serde(flatten)]
    pub kind: ParameterKind,
    /// What it is when nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Json>,
}

/// What a parameter is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ParameterKind {
    /// A number.
    Number {
        /// What it is counted in.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
        /// The least.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        min: Option<Decimal>,
        /// The most.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        max: Option<Decimal>,
    },
    /// One of several; a text in the formula.
    Choice {
        /// Those.
        options: Vec<Choice>,
    },
}

/// One of several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Its text in the formula.
    pub key: String,
    /// What people call it.
    pub label: String,
}

/// A case that has to come out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The parameters.
    #[serde(default)]
    pub parameters: Map<String, Json>,
    /// What the catalogue asks for one, for formulas that use it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Decimal>,
    /// How many; one when nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Decimal>,
    /// The price that is expected.
    pub expected: Decimal,
}

/// All calculations by name.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn) -> Result<Vec<Calculation>> {
    Ok(settings::get(conn, SETTING)?.unwrap_or_default())
}

/// The calculation of that key.
///
/// # Errors
/// When the store fails.
pub fn find(conn: &mut Conn, key: &str) -> Result<Option<Calculation>> {
    Ok(list(conn)?.into_iter().find(|one| one.key == key))
}

/// What a calculation works with besides its parameters.
#[derive(Debug, Clone, Copy)]
pub struct Around {
    /// What the catalogue asks for one, in the calculation's currency.
    pub price: Option<Decimal>,
    /// How many.
    pub quantity: Decimal,
}

impl Calculation {
    /// Its currency.
    ///
    /// # Errors
    /// For one that is not known any more.
    pub fn currency(&self) -> Result<Currency> {
        Currency::parse(&self.currency).ok_or_else(|| Error::internal(format!("currency {}", self.currency)))
    }

    /// What one costs with these parameters, rounded half away from zero to what the currency can hold.
    ///
    /// # Errors
    /// [`Error::Invalid`] with the parameters that are missing or wrong, or with what cannot be counted.
    pub fn price(&self, parameters: &Map<String, Json>, around: Around) -> Result<Money> {
        self.count(parameters, around).map_err(Error::Invalid)
    }

    /// Whether everything that it asks for is there, be it given or usual.
    pub(crate) fn is_complete(&self, parameters: &Map<String, Json>) -> bool {
        self.parameters.iter().all(|one| one.given(parameters).is_some())
    }

    fn count(&self, parameters: &Map<String, Json>, around: Around) -> Result<Money, Vec<Problem>> {
        let formula = formula::parse(&self.formula).map_err(|problem| vec![problem.at("formula")])?;
        let names = self.names(parameters, around)?;
        let price = value::number(&formula, &names).map_err(|problem| vec![problem.at("formula")])?;
        let currency = Currency::parse(&self.currency).filter(|_| price >= Decimal::ZERO);
        let price = currency.and_then(|currency| Money::rounded(price, currency));
        price.ok_or_else(|| vec![Problem::new("out_of_range").at("formula")])
    }

    fn names(&self, parameters: &Map<String, Json>, around: Around) -> Result<Names, Vec<Problem>> {
        let mut names: Names = BTreeMap::new();
        let mut problems: Vec<Problem> = parameters
            .keys()
            .filter(|key| self.parameters.iter().all(|one| one.key != **key))
            .map(|key| Problem::unknown_key(key).at(key))
            .collect();
        for parameter in &self.parameters {
            match parameter.read(parameters) {
                Ok(value) => drop(names.insert(parameter.key.clone(), value)),
                Err(problem) => problems.push(problem.at(&parameter.key)),
            }
        }
        if !problems.is_empty() {
            return Err(problems.into_iter().map(|problem| problem.at("parameters")).collect());
        }
        names.insert("quantity".to_owned(), Value::Number(around.quantity));
        if let Some(price) = around.price {
            names.insert("price".to_owned(), Value::Number(price));
        }
        Ok(names)
    }
}

impl Parameter {
    fn given<'a>(&'a self, parameters: &'a Map<String, Json>) -> Option<&'a Json> {
        parameters.get(&self.key).filter(|json| !json.is_null()).or(self.default.as_ref())
    }

    fn read(&self, parameters: &Map<String, Json>) -> Result<Value, Problem> {
        let given = self.given(parameters).ok_or_else(|| Problem::new("required"))?;
        match &self.kind {
            ParameterKind::Number { min, max, .. } => {
                let number = number(given)?;
                if min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max) {
                    let text = |end: &Option<Decimal>| end.map(|end| end.normalize().to_string());
                    return Err(Problem::new("out_of_range").with("min", text(min)).with("max", text(max)));
                }
                Ok(Value::Number(number))
            }
            ParameterKind::Choice { options } => {
                let key = given.as_str().ok_or_else(|| Problem::wrong_type("string", given))?;
                if options.iter().any(|option| option.key == key) {
                    Ok(Value::Text(key.to_owned()))
                } else {
                    Err(Problem::new("unknown_option").with("value", key))
                }
            }
        }
    }
}

/// A number as fields take it: a JSON number, or a text with its digits.
fn number(json: &Json) -> Result<Decimal, Problem> {
    let cx = ParseCx { country: "", currency: Currency::EUR, zone: &jiff::tz::TimeZone::UTC };
    match (Kind::Number { scale: SCALE }).parse(json, &cx)? {
        Given::Number(number) => Ok(number),
        _ => Err(Problem::new("required")),
    }
}

/// The parameters that a line keeps, as its text says.
///
/// # Errors
/// [`Error::Invalid`] for what is not a JSON object.
pub fn parameters(text: &str) -> Result<Map<String, Json>> {
    serde_json::from_str(text).map_err(|_| Error::field("parameters", "wrong_format"))
}
