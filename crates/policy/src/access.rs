//! What an actor may do, worked out for one version of the catalogue.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use kith_catalogue::filter::{Path, Step};
use kith_catalogue::{Catalogue, FieldIx, Object};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::role::{ObjectRights, Permission, Reach};
use crate::{Actor, Role};

/// Something done to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Seeing it.
    Read,
    /// Making it.
    Create,
    /// Changing it.
    Edit,
    /// Moving it to the bin and back.
    Delete,
    /// Removing it for good.
    Destroy,
}

impl Action {
    /// All of them.
    pub const ALL: [Action; 5] = [Action::Read, Action::Create, Action::Edit, Action::Delete, Action::Destroy];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Action::Read => "read",
            Action::Create => "create",
            Action::Edit => "edit",
            Action::Delete => "delete",
            Action::Destroy => "destroy",
        }
    }
}

/// Which rows an action may touch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowRule {
    /// Every row.
    All,
    /// No row.
    None,
    /// Rows in which the field (of kind user) is one of these users. An empty field is none of them.
    Owners {
        /// The owner field, or who created the record.
        field: FieldIx,
        /// The users; sorted, never empty.
        users: Arc<[Uuid]>,
    },
    /// Rows that are one of these users', and rows that somebody takes part in, whoever they belong to.
    Involved {
        /// The owner field, or who created the record.
        field: FieldIx,
        /// The users; sorted, never empty.
        users: Arc<[Uuid]>,
        /// The field (of kind users) of those who take part.
        participants: FieldIx,
        /// Who is looked for among them.
        me: Uuid,
    },
    /// Rows whose link leads to a record that passes the rule, be it in the bin or not.
    Parent {
        /// The link.
        field: FieldIx,
        /// The object that it leads to.
        object: Arc<str>,
        /// The rule there; never [`RowRule::All`] or [`RowRule::None`].
        rule: Box<RowRule>,
    },
    /// Rows whose link, which may lead to records of several objects, leads to one that passes the rule of its object.
    AnyParent {
        /// The link.
        field: FieldIx,
        /// The objects with the rule there; never empty, no rule is [`RowRule::None`] and not all are [`RowRule::All`].
        rules: Arc<[(Arc<str>, RowRule)]>,
    },
}

impl RowRule {
    /// Does it let some row pass?
    pub fn is_some(&self) -> bool {
        *self != RowRule::None
    }

    /// The same without those who only take part: who decides whose a record is.
    #[must_use]
    pub fn without_participants(&self) -> RowRule {
        match self {
            RowRule::Involved { field, users, .. } => RowRule::Owners { field: *field, users: Arc::clone(users) },
            rule => rule.clone(),
        }
    }

    /// As one word: all, team, own, none. A part's rule is its parent's.
    pub fn reach(&self, me: Option<Uuid>) -> Reach {
        match self {
            RowRule::All => Reach::All,
            RowRule::None => Reach::None,
            RowRule::Owners { users, .. } | RowRule::Involved { users, .. }
                if users.len() == 1 && me == Some(users[0]) =>
            {
                Reach::Own
            }
            RowRule::Owners { .. } | RowRule::Involved { .. } => Reach::Team,
            RowRule::Parent { rule, .. } => rule.reach(me),
            RowRule::AnyParent { rules, .. } => rules.iter().map(|(_, rule)| rule.reach(me)).max().unwrap_or_default(),
        }
    }
}

#[derive(Debug, Clone)]
struct Entry {
    rules: [RowRule; 5],
    reach: [Reach; 5],
    /// What the roles hide, whether or not they let the object be read.
    hidden: Vec<bool>,
    readable: Vec<bool>,
    writable: Vec<bool>,
    masked: Vec<Arc<str>>,
}

impl Entry {
    fn hides_nothing(&self) -> bool {
        !self.hidden.contains(&true)
    }

    fn hide(&mut self, object: &Object, field: FieldIx) {
        self.hidden[field] = true;
        self.readable[field] = false;
        self.writable[field] = false;
        self.masked = masked(object, &self.rules[0], &self.readable);
    }
}

/// The keys of fields that are there but not seen.
fn masked(object: &Object, reading: &RowRule, readable: &[bool]) -> Vec<Arc<str>> {
    let unseen = object.fields.iter().zip(readable).filter(|(_, may)| reading.is_some() && !**may);
    unseen.map(|(field, _)| field.key.clone()).collect()
}

/// What an actor may do. Made only of the actor and the catalogue; good for that version of the catalogue.
#[derive(Debug, Clone)]
pub struct Access {
    objects: HashMap<Arc<str>, Entry>,
    permissions: BTreeSet<Permission>,
    is_admin: bool,
    max_discount: Option<Decimal>,
    catalogue: u64,
}

/// What an actor may do with one object.
#[derive(Debug, Clone, Copy)]
pub struct ObjectAccess<'a> {
    entry: &'a Entry,
}

impl Access {
    /// Works out the rights.
    pub fn of(actor: &Actor, catalogue: &Catalogue) -> Access {
        let grant = Grant::of(actor);
        let mut entries: HashMap<Arc<str>, Entry> = HashMap::new();
        // Parts after the objects that they are parts of.
        let (parts, wholes): (Vec<_>, Vec<_>) = catalogue.objects.iter().partition(|object| object.parent.is_some());
        for object in wholes.into_iter().chain(parts) {
            let entry = grant.entry(object, &entries);
            entries.insert(object.key.clone(), entry);
        }
        hide_what_follows(catalogue, &mut entries);
        let permissions = match &grant {
            Grant::All => Permission::ALL.into(),
            Grant::Work => BTreeSet::new(),
            Grant::Roles { roles, .. } if grant.is_admin() => {
                debug_assert!(!roles.is_empty());
                Permission::ALL.into()
            }
            Grant::Roles { roles, .. } => roles.iter().flat_map(|role| role.rights.may.iter().copied()).collect(),
        };
        let is_admin = grant.is_admin();
        Access {
            objects: entries,
            permissions,
            is_admin,
            max_discount: if is_admin { None } else { grant.max_discount() },
            catalogue: catalogue.version,
        }
    }

    /// The rights on an object of the catalogue that this was made for.
    ///
    /// # Panics
    /// For an object of another catalogue: rights that were not worked out must not be guessed.
    pub fn object(&self, object: &Object) -> ObjectAccess<'_> {
        let entry = self.objects.get(&object.key);
        let entry = entry.unwrap_or_else(|| panic!("no rights were worked out for {}", object.key));
        assert_eq!(entry.readable.len(), object.fields.len(), "rights and catalogue are of different versions");
        ObjectAccess { entry }
    }

    /// May something besides records be done?
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    /// Everything?
    pub fn is_admin(&self) -> bool {
        self.is_admin
    }

    /// How many percent below the catalogue's price something may be sold without asking; any when none. The widest of
    /// somebody's roles counts.
    pub fn max_discount(&self) -> Option<Decimal> {
        self.max_discount
    }

    /// The version of the catalogue that it was made for.
    pub fn catalogue_version(&self) -> u64 {
        self.catalogue
    }

    /// May what the path leads to be read (and so filtered, sorted and grouped by)? Which linked rows count is a matter of
    /// the linked object's row rule.
    pub fn may_read_path(&self, catalogue: &Catalogue, object: &Object, path: &Path) -> bool {
        let here = self.object(object);
        if !here.may_read(path.field) {
            return false;
        }
        match &path.step {
            Some(Step::Record { object, field }) => catalogue.object(object).is_some_and(|linked| {
                let there = self.object(linked);
                there.row(Action::Read).is_some() && there.may_read(*field)
            }),
            Some(Step::User(_) | Step::Stage(_) | Step::Pipeline(_)) | None => true,
        }
    }
}

impl<'a> ObjectAccess<'a> {
    /// Which rows an action may touch.
    pub fn row(&self, action: Action) -> &'a RowRule {
        &self.entry.rules[action as usize]
    }

    /// How far an action reaches, in one word.
    pub fn reach(&self, action: Action) -> Reach {
        self.entry.reach[action as usize]
    }

    /// May the field be seen?
    pub fn may_read(&self, field: FieldIx) -> bool {
        self.entry.readable.get(field).copied().unwrap_or(false)
    }

    /// May the field be given a value by the actor?
    pub fn may_write(&self, field: FieldIx) -> bool {
        self.entry.writable.get(field).copied().unwrap_or(false)
    }

    /// The fields that may be seen.
    pub fn readable(&self) -> impl Iterator<Item = FieldIx> + 'a {
        self.entry.readable.iter().enumerate().filter(|(_, may)| **may).map(|(ix, _)| ix)
    }

    /// The keys of the fields that may not be seen.
    pub fn masked(&self) -> &'a [Arc<str>] {
        &self.entry.masked
    }
}

/// Hides what follows from what is hidden, as far as that goes.
fn hide_what_follows(catalogue: &Catalogue, entries: &mut HashMap<Arc<str>, Entry>) {
    if entries.values().all(Entry::hides_nothing) {
        return;
    }
    loop {
        let is_hidden = |object: usize, field: FieldIx| {
            entries.get(&catalogue.objects[object].key).is_some_and(|entry| entry.hidden[field])
        };
        let more: Vec<_> = catalogue
            .derived
            .iter()
            .filter(|it| {
                !is_hidden(it.object, it.field) && it.from.iter().any(|(object, field)| is_hidden(*object, *field))
            })
            .collect();
        if more.is_empty() {
            return;
        }
        for it in more {
            let object = &catalogue.objects[it.object];
            if let Some(entry) = entries.get_mut(&object.key) {
                entry.hide(object, it.field);
            }
        }
    }
}

/// The rule of a part, made of the rules of what it may be a part of.
fn follow<'a>(link: FieldIx, wholes: impl Iterator<Item = (&'a Arc<str>, &'a RowRule)>) -> RowRule {
    let all: Vec<_> = wholes.collect();
    if all.iter().all(|(_, rule)| **rule == RowRule::All) {
        return RowRule::All;
    }
    let several = all.len() > 1;
    let some: Vec<_> = all.into_iter().filter(|(_, rule)| rule.is_some()).collect();
    match some.as_slice() {
        [] => RowRule::None,
        [(target, rule)] if !several => {
            RowRule::Parent { field: link, object: Arc::clone(target), rule: Box::new((*rule).clone()) }
        }
        some => RowRule::AnyParent {
            field: link,
            rules: some.iter().map(|(target, rule)| (Arc::clone(target), (*rule).clone())).collect(),
        },
    }
}

/// What rights are worked out from.
enum Grant<'a> {
    All,
    /// Read, create and edit all; delete nothing.
    Work,
    Roles {
        roles: Vec<&'a Role>,
        me: Uuid,
        team: &'a Arc<[Uuid]>,
    },
}

impl<'a> Grant<'a> {
    fn of(actor: &'a Actor) -> Grant<'a> {
        match (actor, actor.user()) {
            (Actor::System, _) => Grant::All,
            (_, Some(user)) => Grant::Roles {
                roles: actor.roles().into_iter().map(AsRef::as_ref).collect(),
                me: user.id,
                team: &user.team_users,
            },
            (_, None) => Grant::Work,
        }
    }

    fn is_admin(&self) -> bool {
        match self {
            Grant::All => true,
            Grant::Work => false,
            Grant::Roles { roles, .. } => roles.iter().any(|role| role.rights.admin),
        }
    }

    /// The widest limit of the roles; nobody without a role gives anything away.
    fn max_discount(&self) -> Option<Decimal> {
        match self {
            Grant::Roles { roles, .. } => roles
                .iter()
                .map(|role| role.rights.max_discount)
                .reduce(|one, other| Some(one?.max(other?)))
                .unwrap_or(Some(Decimal::ZERO)),
            Grant::All | Grant::Work => None,
        }
    }

    fn entry(&self, object: &Object, others: &HashMap<Arc<str>, Entry>) -> Entry {
        let everything = self.is_admin();
        let rights: Vec<&ObjectRights> = match self {
            Grant::Roles { roles, .. } if !everything => roles.iter().map(|role| role.rights.on(&object.key)).collect(),
            _ => Vec::new(),
        };
        let widest = |get: fn(&ObjectRights) -> Reach| rights.iter().map(|right| get(right)).max().unwrap_or_default();
        let mut reach = match self {
            _ if everything => [Reach::All; 5],
            Grant::All | Grant::Work => [Reach::All, Reach::All, Reach::All, Reach::None, Reach::None],
            Grant::Roles { roles, .. } => {
                let read = widest(|right| right.read);
                // Taking a part off is changing the whole, unless a role says otherwise.
                let unnamed =
                    |role: &&&Role| object.parent.is_some() && !role.rights.objects.contains_key(&*object.key);
                let parts = roles.iter().filter(unnamed).map(|role| role.rights.others.edit).max().unwrap_or_default();
                [
                    read,
                    widest(|right| right.create),
                    widest(|right| right.edit).min(read),
                    widest(|right| right.delete).max(parts).min(read),
                    widest(|right| right.destroy).min(read),
                ]
            }
        };
        let parents = object.parent.map(|link| {
            let targets = object.fields[link].kind.targets().iter();
            let wholes: Vec<_> = targets.filter_map(|target| Some((target.clone(), others.get(target)?))).collect();
            (link, wholes)
        });
        let rules = Action::ALL.map(|action| {
            let own = reach[action as usize];
            match &parents {
                Some((link, wholes)) if own != Reach::None && !wholes.is_empty() => {
                    let followed = match action {
                        Action::Read => Action::Read,
                        Action::Destroy => Action::Destroy,
                        Action::Create | Action::Edit | Action::Delete => Action::Edit,
                    };
                    let at = followed as usize;
                    reach[action as usize] = wholes.iter().map(|(_, whole)| whole.reach[at]).max().unwrap_or_default();
                    follow(*link, wholes.iter().map(|(target, whole)| (target, &whole.rules[at])))
                }
                _ => self.rule(own, object, action),
            }
        });
        let named = |list: fn(&ObjectRights) -> &Vec<String>, right: &ObjectRights, key: &str| {
            list(right).iter().any(|name| name == key)
        };
        // A role that does not let the object be read opens none of its fields; where none does, what all hide is hidden.
        let reads = rights.iter().any(|right| right.read != Reach::None);
        let hides = |key: &str| {
            let mut asked = rights.iter().filter(|right| !reads || right.read != Reach::None).peekable();
            asked.peek().is_some() && asked.all(|right| named(|right| &right.hidden, right, key))
        };
        let hidden: Vec<bool> = object.fields.iter().map(|field| hides(&field.key)).collect();
        let sees_rows = rules[0].is_some() && (reads || everything || matches!(self, Grant::Work));
        let readable: Vec<bool> = hidden.iter().map(|hidden| sees_rows && !hidden).collect();
        let writable = object
            .fields
            .iter()
            .zip(&readable)
            .map(|(field, readable)| {
                let mut writing =
                    rights.iter().filter(|right| right.create != Reach::None || right.edit != Reach::None);
                let by_role = writing.any(|right| {
                    !named(|right| &right.read_only, right, &field.key)
                        && !named(|right| &right.hidden, right, &field.key)
                });
                let by_system = !field.read_only || matches!(self, Grant::All);
                *readable && by_system && (by_role || everything || matches!(self, Grant::Work))
            })
            .collect();
        let masked = masked(object, &rules[0], &readable);
        Entry { rules, reach, hidden, readable, writable, masked }
    }

    fn rule(&self, reach: Reach, object: &Object, action: Action) -> RowRule {
        let Grant::Roles { me, team, .. } = self else {
            return if reach == Reach::None { RowRule::None } else { RowRule::All };
        };
        let field = object.owner_or_creator();
        let users: Arc<[Uuid]> = match reach {
            Reach::All => return RowRule::All,
            Reach::None => return RowRule::None,
            Reach::Own => Arc::from([*me]),
            Reach::Team => {
                let mut users: Vec<Uuid> = team.iter().copied().chain([*me]).collect();
                users.sort_unstable();
                users.dedup();
                users.into()
            }
        };
        // Taking part is seeing, and changing where it is said; what becomes of the record stays with whoever it belongs to.
        let among = match action {
            Action::Read => object.participants,
            Action::Edit => object.editors,
            Action::Create | Action::Delete | Action::Destroy => None,
        };
        match among {
            Some(participants) => RowRule::Involved { field, users, participants, me: *me },
            None => RowRule::Owners { field, users },
        }
    }
}
