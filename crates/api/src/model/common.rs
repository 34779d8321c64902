//! Shapes that several resources share.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// An exact amount and its currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// The amount as a decimal string.
    #[schema(example = "1250.00")]
    pub amount: String,
    /// The ISO 4217 code.
    #[schema(example = "EUR")]
    pub currency: String,
}

/// A person of the workspace by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Person {
    /// The user's id.
    pub id: Uuid,
    /// The user's name.
    pub name: String,
}

/// Labels of the records, users and stages that an answer mentions, by object and id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = BTreeMap<String, BTreeMap<String, String>>)]
pub struct Refs(pub BTreeMap<String, BTreeMap<String, String>>);

/// One thing that is wrong with a request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProblemEntry {
    /// The field or key concerned, as a path into the body.
    pub field: Option<String>,
    /// What is wrong, as a code that the UI puts into words.
    #[schema(example = "required")]
    pub code: String,
    /// What the words need: limits, options, matches.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, serde_json::Value>)]
    pub params: serde_json::Map<String, serde_json::Value>,
}

/// An error as RFC 9457 has it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ProblemDetails {
    /// `urn:kith:problem:` and the code.
    #[serde(rename = "type")]
    #[schema(example = "urn:kith:problem:invalid")]
    pub kind: String,
    /// The status in words, in English; people read a text made from the code.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong, as a code.
    #[schema(example = "invalid")]
    pub code: String,
    /// Details, one for each field that is wrong.
    pub problems: Vec<ProblemEntry>,
    /// The request's id, also in the header `X-Request-Id` and in the log.
    pub request_id: String,
    /// With `version_conflict`: the record as it stands now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<super::records::Record>,
    /// With `duplicate`: the records that look alike, as far as the caller may see them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matches: Option<Vec<DuplicateMatch>>,
}

/// A record that a new one would double.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DuplicateMatch {
    /// The record's object.
    pub object: String,
    /// The record.
    pub id: Uuid,
    /// Its title.
    pub label: String,
    /// The field in which both are alike.
    pub field: String,
}

/// A condition: `{"and": […]}`, `{"or": […]}`, `{"not": …}`, `{"field", "op", "value"}`, or about other records as a whole:
/// `{"linked": {"object", "by", "filter"}}`, `{"through": {"field", "filter"}}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
#[schema(no_recursion)]
pub enum FilterNode {
    /// All of these hold.
    And {
        /// The conditions.
        and: Vec<FilterNode>,
    },
    /// At least one of these holds.
    Or {
        /// The conditions.
        or: Vec<FilterNode>,
    },
    /// This does not hold.
    Not {
        /// The condition.
        not: Box<FilterNode>,
    },
    /// One test of one field.
    Term(FilterTerm),
    /// Some record that links here is so.
    Linked {
        /// Which.
        linked: LinkedRecords,
    },
    /// The record that a link leads to is so.
    Through {
        /// Which.
        through: LinkedRecord,
    },
}

/// Records of another object that link here: yes when one of them passes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(no_recursion)]
pub struct LinkedRecords {
    /// Their object.
    pub object: String,
    /// Their link.
    pub by: String,
    /// What they are; anything when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Box<FilterNode>>,
}

/// The record that a link with one target leads to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[schema(no_recursion)]
pub struct LinkedRecord {
    /// The link.
    pub field: String,
    /// What the record is; anything when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<Box<FilterNode>>,
}

/// One test of one field, for example `{"field": "company.industry", "op": "in", "value": ["retail"]}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct FilterTerm {
    /// A field of the object, or one step through a link or a user: `company.industry`, `owner.team`.
    pub field: String,
    /// `eq ne lt lte gt gte in not_in contains starts empty not_empty between within`, and of stages `entered left`.
    pub op: FilterOperator,
    /// What to compare with; `@me`, `@my_team`, `@now` and `@today` stand for themselves. Of `within` a period:
    /// `{"last": 30, "unit": "day"}`, `{"next": 7, "unit": "day"}`, `{"this": "month"}`, `{"this": "month", "offset": -1}`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<serde_json::Value>,
}

/// The operators of a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum FilterOperator {
    Eq,
    Ne,
    Lt,
    Lte,
    Gt,
    Gte,
    In,
    NotIn,
    Contains,
    Starts,
    Empty,
    NotEmpty,
    Between,
    Within,
    Entered,
    Left,
}

/// A body without keys.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}
