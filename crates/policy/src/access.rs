//! What one actor may do: the only values from which a query can be made.

use std::collections::HashMap;
use std::sync::Arc;

use kith_catalogue::{Catalogue, FieldIx, Object};
use uuid::Uuid;

use crate::{Action, Actor, Permission, Reach, Role};

/// Which rows of an object an action reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowRule {
    /// Every row.
    All,
    /// No row.
    None,
    /// Rows whose owner is one of these people.
    Owners {
        /// The owner's field (for objects without one, who created the record).
        field: FieldIx,
        /// One's own id, or those of one's team.
        users: Arc<[Uuid]>,
    },
    /// Rows whose parent record is within a rule of its own.
    Parent {
        /// The link to the parent.
        field: FieldIx,
        /// The parent's object.
        object: Arc<str>,
        /// The rule on the parent.
        rule: Box<RowRule>,
    },
}

#[derive(Debug)]
struct Rules {
    rows: [RowRule; 5],
    readable: Vec<bool>,
    writable: Vec<bool>,
    masked: Vec<String>,
}

/// What an actor may do with every object. It can only be made from an actor and a catalogue, and the query compiler
/// takes nothing else: an unchecked answer does not compile.
#[derive(Debug)]
pub struct Access {
    objects: HashMap<Arc<str>, Rules>,
    permissions: Vec<Permission>,
    administrator: bool,
}

/// What an actor may do with one object.
#[derive(Debug, Clone, Copy)]
pub struct ObjectAccess<'a>(&'a Rules);

static NOTHING: Rules = Rules {
    rows: [RowRule::None, RowRule::None, RowRule::None, RowRule::None, RowRule::None],
    readable: Vec::new(),
    writable: Vec::new(),
    masked: Vec::new(),
};

impl Access {
    /// Works out what an actor may do. The rights of several roles add up: an action reaches as far as the widest of
    /// them, a field is hidden only when every role that sees the object hides it, and read-only only when no role
    /// that sees it may write it.
    pub fn of(actor: &Actor, catalogue: &Catalogue) -> Self {
        let administrator = actor.is_internal() || actor.roles().iter().any(|role| role.admin);
        let permissions = Permission::ALL
            .into_iter()
            .filter(|permission| administrator || actor.roles().iter().any(|role| role.may.contains(permission)))
            .collect();
        let objects = catalogue
            .objects
            .iter()
            .map(|object| (Arc::clone(&object.key), rules(actor, catalogue, object, administrator)))
            .collect();
        Self { objects, permissions, administrator }
    }

    /// What the actor may do with an object; nothing with one that was not in the catalogue.
    pub fn object(&self, object: &Object) -> ObjectAccess<'_> {
        ObjectAccess(self.objects.get(&object.key).unwrap_or(&NOTHING))
    }

    /// Whether the actor has a right that is not about one object.
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    /// Whether the actor may do everything.
    pub fn is_administrator(&self) -> bool {
        self.administrator
    }
}

impl<'a> ObjectAccess<'a> {
    /// Which rows an action reaches.
    pub fn row(&self, action: Action) -> &'a RowRule {
        &self.0.rows[action as usize]
    }

    /// Whether the field may be read, and so filtered, sorted, grouped by.
    pub fn may_read(&self, field: FieldIx) -> bool {
        self.0.readable.get(field).copied().unwrap_or(false)
    }

    /// Whether the field may be written.
    pub fn may_write(&self, field: FieldIx) -> bool {
        self.0.writable.get(field).copied().unwrap_or(false)
    }

    /// Keys of the fields that are kept from the actor.
    pub fn masked(&self) -> &'a [String] {
        &self.0.masked
    }

    /// Whether the actor may make records of the object at all.
    pub fn can_create(&self) -> bool {
        *self.row(Action::Create) != RowRule::None
    }
}

fn rules(actor: &Actor, catalogue: &Catalogue, object: &Object, administrator: bool) -> Rules {
    let rows = Action::ALL.map(|action| row_rule(actor, catalogue, object, action, administrator));
    let seeing: Vec<&Role> =
        actor.roles().iter().map(|role| &**role).filter(|role| role.rights(&object.key).read > Reach::None).collect();
    let may_read =
        |key: &str| administrator || seeing.iter().any(|role| !role.rights(&object.key).hidden.contains(key));
    let may_write = |key: &str| {
        administrator
            || seeing.iter().any(|role| {
                let rights = role.rights(&object.key);
                !rights.hidden.contains(key) && !rights.read_only.contains(key)
            })
    };
    let readable: Vec<bool> = object.fields.iter().map(|field| may_read(&field.key)).collect();
    let writable = object.fields.iter().map(|field| may_write(&field.key)).collect();
    let masked = object
        .fields
        .iter()
        .zip(&readable)
        .filter(|(_, readable)| !**readable)
        .map(|(field, _)| field.key.to_string())
        .collect();
    Rules { rows, readable, writable, masked }
}

fn row_rule(
    actor: &Actor,
    catalogue: &Catalogue,
    object: &Object,
    action: Action,
    administrator: bool,
) -> RowRule {
    if administrator {
        return RowRule::All;
    }
    let reach = actor.roles().iter().map(|role| role.rights(&object.key).reach(action)).max().unwrap_or(Reach::None);
    let Some(user) = actor.user() else { return RowRule::None };
    match (reach, parent_of(catalogue, object)) {
        (Reach::None, _) => RowRule::None,
        (Reach::All, _) => RowRule::All,
        // A part follows its whole: who may edit the deal may do the same to its lines.
        (_, Some((field, parent))) => {
            let on_parent = if action == Action::Read { Action::Read } else { Action::Edit };
            match row_rule(actor, catalogue, parent, on_parent, false) {
                RowRule::None => RowRule::None,
                rule => RowRule::Parent { field, object: Arc::clone(&parent.key), rule: Box::new(rule) },
            }
        }
        (Reach::Own, None) => RowRule::Owners { field: object.owner_or_creator(), users: Arc::from([user.id]) },
        (Reach::Team, None) => {
            RowRule::Owners { field: object.owner_or_creator(), users: Arc::clone(&user.team_users) }
        }
    }
}

fn parent_of<'a>(catalogue: &'a Catalogue, object: &Object) -> Option<(FieldIx, &'a Object)> {
    let field = object.parent?;
    let kith_catalogue::Kind::Link { targets } = &object.fields[field].kind else { return None };
    let parent = catalogue.object(targets.first()?)?;
    Some((field, parent))
}
