//! Roles: what somebody may do.

use std::collections::{BTreeMap, BTreeSet};

use kith_catalogue::{Catalogue, Problem};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::Map;
use uuid::Uuid;

/// How far a right reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Reach {
    /// To no record.
    #[default]
    None,
    /// To one's own records.
    Own,
    /// To those of one's team and the teams below it.
    Team,
    /// To all.
    All,
}

impl Reach {
    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Reach::None => "none",
            Reach::Own => "own",
            Reach::Team => "team",
            Reach::All => "all",
        }
    }
}

/// Something that a role may allow besides work on records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Take records out as a file.
    Export,
    /// Bring records in from a file.
    Import,
    /// Change many records at once.
    Bulk,
    /// Users, teams, roles and tokens of others.
    ManageUsers,
    /// Fields, labels, options.
    ManageCatalogue,
    /// Pipelines, stages and currency rates.
    ManagePipelines,
    /// The audit log.
    ViewAudit,
    /// Views that everybody finds among his own.
    ShareViews,
}

impl Permission {
    /// All of them.
    pub const ALL: [Permission; 8] = [
        Permission::Export,
        Permission::Import,
        Permission::Bulk,
        Permission::ManageUsers,
        Permission::ManageCatalogue,
        Permission::ManagePipelines,
        Permission::ViewAudit,
        Permission::ShareViews,
    ];

    /// Its name on the wire.
    pub const fn name(self) -> &'static str {
        match self {
            Permission::Export => "export",
            Permission::Import => "import",
            Permission::Bulk => "bulk",
            Permission::ManageUsers => "manage_users",
            Permission::ManageCatalogue => "manage_catalogue",
            Permission::ManagePipelines => "manage_pipelines",
            Permission::ViewAudit => "view_audit",
            Permission::ShareViews => "share_views",
        }
    }
}

/// Rights on the records of one object.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ObjectRights {
    /// Seeing.
    pub read: Reach,
    /// Making: whose the new record may be.
    pub create: Reach,
    /// Changing.
    pub edit: Reach,
    /// Moving to the bin and back.
    pub delete: Reach,
    /// Removing for good.
    pub destroy: Reach,
    /// Keys of fields that are not seen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hidden: Vec<String>,
    /// Keys of fields that are seen but not changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub read_only: Vec<String>,
}

/// What a role allows; how it is kept and sent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rights {
    /// Everything, also what does not exist yet.
    pub admin: bool,
    /// By object.
    pub objects: BTreeMap<String, ObjectRights>,
    /// On objects that are not named.
    #[serde(rename = "default")]
    pub others: ObjectRights,
    /// Besides records.
    pub may: BTreeSet<Permission>,
    /// How many percent below the catalogue's price something may be sold without asking; any when none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_discount: Option<Decimal>,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// Its id.
    pub id: Uuid,
    /// Its key.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// What it allows.
    pub rights: Rights,
}

impl Rights {
    /// The rights on an object.
    pub fn on(&self, object: &str) -> &ObjectRights {
        self.objects.get(object).unwrap_or(&self.others)
    }

    /// Says what a role that was written before there were objects for it allows on them: on the library of objections
    /// what it allows on the other goods of the house, on what was met what it allows on the lines of deals.
    pub fn complete(&mut self) {
        use kith_catalogue::standard::{answer, line_item, objection, objection_met, product};
        let same = [(objection::KEY, product::KEY), (answer::KEY, product::KEY), (objection_met::KEY, line_item::KEY)];
        for (new, like) in same {
            if let (false, Some(like)) = (self.objects.contains_key(new), self.objects.get(like)) {
                let like = ObjectRights { hidden: Vec::new(), read_only: Vec::new(), ..like.clone() };
                self.objects.insert(new.to_owned(), like);
            }
        }
    }

    /// Reads the JSON form and checks it against the catalogue.
    ///
    /// # Errors
    /// `wrong_format` with the reason; `unknown_object` and `unknown_field` for names that there are not.
    pub fn from_json(json: &serde_json::Value, catalogue: &Catalogue) -> Result<Rights, Vec<Problem>> {
        // A list would be taken for the fields of a structure in their order.
        let on_objects = json.get("objects").and_then(serde_json::Value::as_object).into_iter().flat_map(Map::values);
        if let Some(odd) =
            [json].into_iter().chain(on_objects).chain(json.get("default")).find(|json| !json.is_object())
        {
            return Err(vec![Problem::wrong_type("object", odd).at("rights")]);
        }
        let rights: Rights = serde_json::from_value(json.clone())
            .map_err(|error| vec![Problem::new("wrong_format").with("reason", error.to_string()).at("rights")])?;
        let mut problems = Vec::new();
        if rights.max_discount.is_some_and(|most| !is_percentage(most)) {
            problems.push(Problem::new("out_of_range").at("max_discount").with("min", "0").with("max", "100"));
        }
        for (key, on) in &rights.objects {
            let place = format!("objects.{key}");
            let Some(object) = catalogue.object(key) else {
                problems.push(Problem::new("unknown_object").with("object", key.as_str()).at(&place));
                continue;
            };
            for (list, fields) in [("hidden", &on.hidden), ("read_only", &on.read_only)] {
                for field in fields.iter().filter(|field| object.field(field).is_none()) {
                    let problem = Problem::new("unknown_field").with("field", field.as_str());
                    problems.push(problem.at(&format!("{place}.{list}")));
                }
            }
        }
        if problems.is_empty() { Ok(rights) } else { Err(problems) }
    }
}

/// Whether a number is one of 0 to 100 with at most two digits after the point.
fn is_percentage(number: Decimal) -> bool {
    (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&number) && number.normalize().scale() <= 2
}
