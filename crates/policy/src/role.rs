//! Roles: what a person may do with which objects.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// How far a right reaches, narrow to wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Nowhere.
    #[default]
    None,
    /// One's own records.
    Own,
    /// Those of one's team and the teams below it.
    Team,
    /// Everywhere.
    All,
}

/// What can be done with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    /// See it.
    Read,
    /// Make one.
    Create,
    /// Change it.
    Edit,
    /// Move it to the bin and take it out again.
    Delete,
    /// Remove it for good.
    Destroy,
}

impl Action {
    /// All of them.
    pub const ALL: [Action; 5] = [Action::Read, Action::Create, Action::Edit, Action::Delete, Action::Destroy];
}

/// Rights that are not about one object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Take data out as files.
    Export,
    /// Bring data in from files.
    Import,
    /// Change many records with one command.
    Bulk,
    /// Users, teams and roles.
    ManageUsers,
    /// Objects and fields, and the workspace's settings.
    ManageCatalogue,
    /// Pipelines and stages.
    ManagePipelines,
    /// The log of everything.
    ViewAudit,
}

impl Permission {
    /// All of them.
    pub const ALL: [Permission; 7] = [
        Permission::Export,
        Permission::Import,
        Permission::Bulk,
        Permission::ManageUsers,
        Permission::ManageCatalogue,
        Permission::ManagePipelines,
        Permission::ViewAudit,
    ];
}

/// What a role may do with the records of one object.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ObjectRights {
    /// See.
    pub read: Reach,
    /// Make; with `own` or `team` the new record must belong to oneself or one's team.
    pub create: Reach,
    /// Change.
    pub edit: Reach,
    /// Move to the bin and back.
    pub delete: Reach,
    /// Remove for good.
    pub destroy: Reach,
    /// Fields that the role does not see, by key.
    pub hidden: BTreeSet<String>,
    /// Fields that the role sees but does not write, by key.
    pub read_only: BTreeSet<String>,
}

impl ObjectRights {
    /// How far one action reaches. Nobody acts on what he does not see, so nothing reaches further than `read`.
    pub fn reach(&self, action: Action) -> Reach {
        let reach = match action {
            Action::Read => self.read,
            Action::Create => self.create,
            Action::Edit => self.edit,
            Action::Delete => self.delete,
            Action::Destroy => self.destroy,
        };
        reach.min(self.read)
    }

    /// Everything.
    pub fn full() -> Self {
        Self {
            read: Reach::All,
            create: Reach::All,
            edit: Reach::All,
            delete: Reach::All,
            destroy: Reach::All,
            ..Self::default()
        }
    }
}

/// A role.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Role {
    /// What it is called.
    pub name: String,
    /// May do everything, whatever else stands here.
    pub admin: bool,
    /// Rights on objects that `objects` does not name.
    pub default: ObjectRights,
    /// Rights by object key.
    pub objects: BTreeMap<String, ObjectRights>,
    /// Rights that are not about one object.
    pub may: BTreeSet<Permission>,
}

impl Role {
    /// The rights on an object.
    pub fn rights(&self, object: &str) -> &ObjectRights {
        self.objects.get(object).unwrap_or(&self.default)
    }
}

/// Keys of the roles that every workspace begins with.
pub mod keys {
    /// May do everything.
    pub const ADMINISTRATOR: &str = "administrator";
    /// Leads a team.
    pub const HEAD: &str = "head";
    /// Sells.
    pub const MANAGER: &str = "manager";
}

/// The three roles that every workspace begins with, by key.
///
/// A head reads and edits all clients and products and everything of his team; a manager works with what is his own and
/// reads the products. A manager cannot delete anything, so that nobody hides a client.
pub fn standard_roles() -> Vec<(&'static str, Role)> {
    let administrator = Role { name: "Administrator".to_owned(), admin: true, ..Role::default() };
    vec![(keys::ADMINISTRATOR, administrator), (keys::HEAD, head()), (keys::MANAGER, manager())]
}

fn head() -> Role {
    let team = ObjectRights {
        read: Reach::Team,
        create: Reach::Team,
        edit: Reach::Team,
        delete: Reach::Team,
        ..ObjectRights::default()
    };
    let clients = ObjectRights { read: Reach::All, create: Reach::All, ..team.clone() };
    let products = ObjectRights { read: Reach::All, ..ObjectRights::default() };
    Role {
        name: "Head of sales".to_owned(),
        admin: false,
        default: team,
        objects: BTreeMap::from([
            ("company".to_owned(), clients.clone()),
            ("contact".to_owned(), clients),
            ("product".to_owned(), products),
        ]),
        may: BTreeSet::from([Permission::Export, Permission::Import, Permission::Bulk]),
    }
}

fn manager() -> Role {
    let own = ObjectRights { read: Reach::Own, create: Reach::Own, edit: Reach::Own, ..ObjectRights::default() };
    let products = ObjectRights { read: Reach::All, ..ObjectRights::default() };
    let lines = ObjectRights { delete: Reach::Own, ..own.clone() };
    Role {
        name: "Manager".to_owned(),
        admin: false,
        default: own,
        objects: BTreeMap::from([("product".to_owned(), products), ("line_item".to_owned(), lines)]),
        may: BTreeSet::from([Permission::Bulk]),
    }
}
