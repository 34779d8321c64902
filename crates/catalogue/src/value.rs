//! Values as the program thinks of them, between the JSON of the wire and the cells of the store.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Currency, Kind, Lang};

/// A value of a field.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Nothing.
    #[default]
    Null,
    /// Of text and long text.
    Text(String),
    /// Of number.
    Number(Decimal),
    /// Of money.
    Money(Money),
    /// Of boolean.
    Boolean(bool),
    /// Of date.
    Date(civil::Date),
    /// Of date-time; whole milliseconds.
    DateTime(Timestamp),
    /// Of one-of: the option's key.
    Option(String),
    /// Of many-of: the options' keys, in the order given, without repeats.
    Options(Vec<String>),
    /// Of link.
    Link(LinkRef),
    /// Of user, pipeline and stage.
    Ref(Uuid),
    /// Of users: in the order given, without repeats.
    Users(Vec<Uuid>),
    /// Of phones.
    Phones(Vec<Phone>),
    /// Of e-mails.
    Emails(Vec<Email>),
    /// Of address.
    Addresses(Vec<Address>),
    /// Of external ids: source → id.
    ExternalIds(BTreeMap<String, String>),
}

/// An exact amount with its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// In minor units (cents, kopecks).
    pub minor: i64,
    /// Its currency.
    pub currency: Currency,
}

impl Money {
    /// The amount as a decimal with as many digits as the currency has.
    pub fn amount(&self) -> Decimal {
        Decimal::new(self.minor, u32::from(self.currency.digits()))
    }

    /// From a decimal, if the currency can hold it exactly and it is within [`crate::limits::MONEY`].
    pub fn from_amount(amount: Decimal, currency: Currency) -> Option<Money> {
        let scaled = amount.checked_mul(Decimal::from(10_i64.pow(u32::from(currency.digits()))))?;
        if !scaled.fract().is_zero() {
            return None;
        }
        let minor = i64::try_from(scaled.trunc().mantissa() / 10_i128.pow(scaled.trunc().scale())).ok()?;
        (minor.abs() <= crate::limits::MONEY).then_some(Money { minor, currency })
    }

    /// From a decimal, rounded half away from zero to what the currency can hold.
    pub fn rounded(amount: Decimal, currency: Currency) -> Option<Money> {
        let digits = u32::from(currency.digits());
        let rounded = amount.round_dp_with_strategy(digits, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        Money::from_amount(rounded, currency)
    }
}

/// What a link points to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LinkRef {
    /// The object's key; empty where the field has several targets and only the id was given (the engine finds out).
    pub object: Arc<str>,
    /// The record.
    pub id: Uuid,
}

/// One telephone number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phone {
    /// As it was typed.
    pub value: String,
    /// International form, where the number could be understood.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub e164: Option<String>,
    /// mobile, work, home, main, fax, other.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The one to call first.
    #[serde(default)]
    pub primary: bool,
    /// False when the number cannot be a telephone number of its country.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub valid: bool,
    /// The person asked not to be called there.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub opt_out: bool,
    /// Somebody marked it as not working.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub invalid: bool,
}

/// One e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Email {
    /// As it was typed.
    pub value: String,
    /// work, home, main, other.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The one to write to first.
    #[serde(default)]
    pub primary: bool,
    /// The person asked not to be written to.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub opt_out: bool,
    /// Mail to it came back, or somebody marked it so.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub invalid: bool,
}

/// One postal address; at least one part besides the type is filled.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Address {
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(default)]
    pub primary: bool,
}

fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_true(b: &bool) -> bool {
    *b
}

impl Value {
    /// Is there nothing?
    pub fn is_null(&self) -> bool {
        matches!(self, Value::Null)
    }

    /// The JSON form, as the wire shows it.
    pub fn to_json(&self, kind: &Kind) -> serde_json::Value {
        kind.to_json(self)
    }

    /// The text form, for export and labels. Ids of links, users, stages stay ids: whoever knows the labels puts them in.
    pub fn text(&self, kind: &Kind, lang: Lang) -> String {
        kind.text(self, lang)
    }

    /// The text of a text value.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) | Value::Option(text) => Some(text),
            _ => None,
        }
    }

    /// The id of a link, user, pipeline or stage.
    pub fn as_id(&self) -> Option<Uuid> {
        match self {
            Value::Ref(id) | Value::Link(LinkRef { id, .. }) => Some(*id),
            _ => None,
        }
    }

    /// The users of a list of users; none of anything else.
    pub fn as_users(&self) -> &[Uuid] {
        match self {
            Value::Users(users) => users,
            _ => &[],
        }
    }

    /// The number.
    pub fn as_number(&self) -> Option<Decimal> {
        match self {
            Value::Number(n) => Some(*n),
            _ => None,
        }
    }

    /// The amount.
    pub fn as_money(&self) -> Option<Money> {
        match self {
            Value::Money(m) => Some(*m),
            _ => None,
        }
    }

    /// The truth value.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Boolean(b) => Some(*b),
            _ => None,
        }
    }

    /// The moment.
    pub fn as_time(&self) -> Option<Timestamp> {
        match self {
            Value::DateTime(t) => Some(*t),
            _ => None,
        }
    }

    /// The day.
    pub fn as_date(&self) -> Option<civil::Date> {
        match self {
            Value::Date(d) => Some(*d),
            _ => None,
        }
    }
}
