//! What may stand in the file of a set-up. Every text is a list of three, in English, Russian and Czech: one that is
//! missing keeps the file from being read.

mod library;

use std::collections::BTreeMap;

use kith_catalogue::{Labels, Lang};
use serde::Deserialize;
use serde_json::{Map, Value as Json};

pub use library::{Answer, Branch, Calculation, Case, Node, Objection, Parameter, ParameterChoice, Script};

use crate::pipeline::rules::DueUnit;
use crate::pipeline::{NextStep, StageKind};
use crate::views;

/// A text in every language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Text([String; 3]);

impl Text {
    /// In one language.
    pub fn get(&self, lang: Lang) -> &str {
        let [en, ru, cs] = &self.0;
        match lang {
            Lang::En => en,
            Lang::Ru => ru,
            Lang::Cs => cs,
        }
    }

    /// As a label of the catalogue.
    pub fn labels(&self) -> Labels {
        let [en, ru, cs] = &self.0;
        Labels::new(en, ru, cs)
    }
}

/// The set-up of a trade.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trade {
    /// Its key: the name of its file.
    #[serde(skip)]
    pub key: &'static str,
    /// What it is called.
    pub name: Text,
    /// For whom it is and what it brings.
    pub description: Text,
    /// The name of its icon.
    pub icon: String,
    /// Its pipelines; the first becomes the usual one of a new workspace.
    pub pipelines: Vec<Pipeline>,
    /// Its custom fields.
    pub fields: Vec<Field>,
    /// Its views, shared with everybody.
    pub views: Vec<View>,
    /// How its people talk.
    pub scripts: Vec<Script>,
    /// What its customers object, and what to answer.
    pub objections: Vec<Objection>,
    /// What its services cost by their parameters.
    #[serde(default)]
    pub calculations: Vec<Calculation>,
    /// Its sample records, in the order in which they are made.
    #[serde(default)]
    pub products: Vec<Sample>,
    #[serde(default)]
    #[expect(missing_docs, reason = "as the products")]
    pub price_lists: Vec<Sample>,
    #[serde(default)]
    #[expect(missing_docs, reason = "as the products")]
    pub companies: Vec<Sample>,
    #[serde(default)]
    #[expect(missing_docs, reason = "as the products")]
    pub contacts: Vec<Sample>,
    #[serde(default)]
    #[expect(missing_docs, reason = "as the products")]
    pub leads: Vec<Sample>,
    #[serde(default)]
    #[expect(missing_docs, reason = "as the products")]
    pub deals: Vec<Sample>,
    #[serde(default)]
    #[expect(missing_docs, reason = "as the products")]
    pub tasks: Vec<Sample>,
}

/// A pipeline of deals.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pipeline {
    /// What the file calls it.
    pub key: String,
    /// What people call it.
    pub name: Text,
    /// Whether open deals must have a next step.
    pub next_step: NextStep,
    /// How deals end well.
    #[serde(default)]
    pub won: Outcome,
    /// How they end otherwise.
    pub lost: Outcome,
    /// Its stages in order.
    pub stages: Vec<Stage>,
}

/// What a deal that ends has to say.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Outcome {
    /// The reasons to choose from.
    pub reasons: Vec<Text>,
    /// One more that has to be explained.
    pub other: Option<Text>,
    /// Whether a reason has to be given.
    pub required: bool,
    /// Whether the amount has to be known.
    pub amount_required: bool,
}

/// A stage.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// What the file calls it.
    pub key: String,
    /// What people call it.
    pub name: Text,
    /// What it means.
    #[serde(default)]
    pub kind: StageKind,
    /// In percent; that of the kind for stages that end.
    #[serde(default)]
    pub probability: Option<i64>,
    /// Its colour.
    #[serde(default)]
    pub tone: Option<String>,
    /// What it is called across pipelines.
    #[serde(default)]
    pub status: Option<String>,
    /// After how many days a deal there counts as rotting.
    #[serde(default)]
    pub rotting_days: Option<u32>,
    /// Fields that must be filled to enter it.
    #[serde(default)]
    pub required: Vec<String>,
    /// Fields to have at hand.
    #[serde(default)]
    pub key_fields: Vec<String>,
    /// The stages that a deal may go on to; all when there is no such list.
    #[serde(default)]
    pub next: Option<Vec<String>>,
    /// What is to be done here.
    #[serde(default)]
    pub checklist: Vec<Check>,
    /// What to do here.
    #[serde(default)]
    pub guidance: Option<Text>,
    /// The tasks that are made when a deal enters.
    #[serde(default)]
    pub plan: Vec<Planned>,
}

/// An item of a checklist.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// What is to be done.
    pub text: Text,
    /// Whether the deal may not go on without it.
    #[serde(default)]
    pub required: bool,
}

/// A task of an activity plan.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planned {
    /// What is to be done.
    pub title: Text,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// After how long it is due …
    #[serde(rename = "in")]
    pub after: u32,
    /// … in which unit.
    #[serde(default)]
    pub unit: DueUnit,
}

/// A custom field.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The object that gets it.
    pub object: String,
    /// Its key, with `x_`.
    pub key: String,
    /// What it holds, as `POST /catalogue/{object}/fields` names it.
    pub kind: String,
    /// What people call it.
    pub label: Text,
    /// Its options.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// What it may point to.
    #[serde(default)]
    pub targets: Vec<String>,
    /// Its digits after the point.
    #[serde(default)]
    pub scale: Option<u8>,
}

/// An option of a field.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What is stored.
    pub key: String,
    /// What people see.
    pub label: Text,
    /// Its colour.
    #[serde(default)]
    pub tone: Option<String>,
}

/// A view.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// The object whose records it shows.
    pub object: String,
    /// What people call it.
    pub name: Text,
    /// How it shows them.
    pub kind: views::Kind,
    /// The pipeline that it keeps to, as the file calls it.
    #[serde(default)]
    pub pipeline: Option<String>,
    /// Which records besides.
    #[serde(default)]
    pub filter: Option<Json>,
    /// In which order.
    #[serde(default)]
    pub sort: Option<String>,
    /// Which fields.
    #[serde(default)]
    pub columns: Vec<String>,
    /// In which groups.
    #[serde(default)]
    pub group_by: Option<String>,
    /// Which date puts a record into the calendar.
    #[serde(default)]
    pub date_field: Option<String>,
}

/// A sample record. Whatever is not named here is a field.
#[derive(Debug, Clone, Deserialize)]
pub struct Sample {
    /// What others call it.
    #[serde(default)]
    pub id: Option<String>,
    /// How many days ago it came to be.
    #[serde(default)]
    pub ago: u32,
    /// A deal's stage, as `pipeline.stage`.
    #[serde(default)]
    pub at: Option<String>,
    /// The number of the reason for which a deal ended so, from 0.
    #[serde(default)]
    pub reason: Option<usize>,
    /// What was sold.
    #[serde(default)]
    pub lines: Vec<Line>,
    /// The rows of a price list: product, quantity from which, price in euros.
    #[serde(default)]
    pub prices: Vec<(String, u32, u32)>,
    /// The mobile of a person, by its number.
    #[serde(default)]
    pub mobile: Option<u32>,
    /// The mailbox, without the reserved ending.
    #[serde(default)]
    pub mail: Option<String>,
    /// Notes on its timeline.
    #[serde(default)]
    pub notes: Vec<Text>,
    /// Its fields.
    #[serde(flatten)]
    pub fields: BTreeMap<String, Given>,
}

/// A line of a sample deal: a product and how many, perhaps with what its price depends on.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
#[expect(missing_docs, reason = "as the tuples")]
pub enum Line {
    Plain(String, u32),
    Priced(String, u32, Map<String, Json>),
}

/// A value of a sample record.
#[derive(Debug, Clone)]
pub enum Given {
    /// A text in every language: a list of exactly three texts.
    Said(Text),
    /// Another record of the file: `{ ref = "its id" }`.
    Record(String),
    /// A moment, in days from today: `{ day = 2, time = "10:00" }`.
    Moment(i64, String),
    /// A day, in days from today: `{ day = 2 }`.
    Day(i64),
    /// Money, about so many euros: `{ eur = 35 }`.
    Money(u32),
    /// Anything else, as the API takes it.
    Plain(Json),
}

impl<'de> Deserialize<'de> for Given {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let json = Json::deserialize(from)?;
        if let Ok(text) = serde_json::from_value(json.clone()) {
            return Ok(Self::Said(text));
        }
        let Json::Object(map) = &json else { return Ok(Self::Plain(json)) };
        let keys: Vec<&str> = map.keys().map(String::as_str).collect();
        let text = |key: &str| map[key].as_str().map(str::to_owned);
        let found = match keys[..] {
            ["ref"] => text("ref").map(Self::Record),
            ["day", "time"] => map["day"].as_i64().zip(text("time")).map(|(day, time)| Self::Moment(day, time)),
            ["day"] => map["day"].as_i64().map(Self::Day),
            ["eur"] => map["eur"].as_u64().and_then(|euros| euros.try_into().ok()).map(Self::Money),
            _ => None,
        };
        found.ok_or_else(|| serde::de::Error::custom(format!("a value of a sample record: {json}")))
    }
}

/// Reads a file.
pub(super) fn read(key: &'static str, text: &str) -> Result<Trade, String> {
    let trade: Trade = toml::from_str(text).map_err(|error| format!("{key}: {error}"))?;
    Ok(Trade { key, ..trade })
}
