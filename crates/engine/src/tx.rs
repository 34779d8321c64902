//! The transaction of one command: what a verb may use to change things.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use kith_catalogue::{FieldIx, Object, Problem, Value};
use kith_policy::{Access, Action, Actor};
use kith_store::{Conn, Sql, jobs};
use serde_json::{Map, Value as Json};
use uuid::Uuid;

use crate::{Change, Error, HandOver, Reader, Record, Result, Workspace, apply, fields};

/// Values as they come from outside: field keys and their wire form.
pub type Fields = Map<String, Json>;

/// How a record is to be created.
#[derive(Debug, Clone, Copy, Default)]
pub struct CreateOptions {
    /// Refuse the record when it would double others.
    pub refuse_duplicates: bool,
}

/// A command under way. It reads like a [`Reader`], and what it writes is committed as a whole or not at all.
pub struct Tx<'a> {
    reader: Reader<'a>,
    ws: &'a Workspace,
    last_event: Option<Uuid>,
    pub(crate) deferred: BTreeMap<Uuid, u32>,
    kept: Vec<(Uuid, FieldIx, Value)>,
}

impl<'a> Deref for Tx<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl<'a> DerefMut for Tx<'a> {
    fn deref_mut(&mut self) -> &mut Reader<'a> {
        &mut self.reader
    }
}

impl<'a> Tx<'a> {
    pub(crate) fn new(reader: Reader<'a>, ws: &'a Workspace) -> Self {
        Self { reader, ws, last_event: None, deferred: BTreeMap::new(), kept: Vec::new() }
    }

    /// The workspace that the command runs in.
    pub fn workspace(&self) -> &'a Workspace {
        self.ws
    }

    /// A new id for the moment of the command.
    pub fn new_id(&self) -> Uuid {
        self.ws.randomness().uuid_v7(self.ctx.now)
    }

    /// The event of the last change made through this transaction.
    pub fn last_event(&self) -> Option<Uuid> {
        self.last_event
    }

    pub(crate) fn note_event(&mut self, event: Uuid) {
        self.last_event = Some(event);
    }

    /// Writes values of a record that follow from other records ([`kith_catalogue::standard::is_kept`]). They are
    /// nobody's change: there is neither an event nor a new version.
    ///
    /// # Errors
    /// When the store fails.
    pub fn keep(&mut self, record: &Record, values: &[(&str, Value)]) -> Result<()> {
        let mut after = record.clone();
        let mut fields = BTreeSet::new();
        for (key, value) in values {
            let Some(ix) = after.object.field(key).filter(|&ix| record.get(ix) != value) else { continue };
            after.values[ix] = value.clone();
            self.kept.push((record.id, ix, value.clone()));
            fields.insert(ix);
        }
        if fields.is_empty() { Ok(()) } else { apply::rewrite(self, &after, &fields) }
    }

    /// Puts values that were kept while a record was being written into it, so that the answer tells them.
    pub(crate) fn show_kept(&mut self, record: &mut Record) {
        let (own, others) = std::mem::take(&mut self.kept).into_iter().partition(|(id, ..)| *id == record.id);
        self.kept = others;
        let own: Vec<(Uuid, FieldIx, Value)> = own;
        for (_, ix, value) in own {
            record.values[ix] = value;
        }
    }

    /// The connection, for the SQL of hand-written tables beside their owner. Never for record tables.
    pub fn sql(&mut self) -> &mut Conn {
        self.reader.conn
    }

    /// Creates a record from wire values.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the fields, [`Error::Forbidden`], [`Error::Duplicate`] when asked to refuse those.
    pub fn create(&mut self, object: &str, given: &Fields, options: CreateOptions) -> Result<Record> {
        self.create_as(object, given, options, None)
    }

    /// As [`Tx::create`], with a more telling event name than `<object>.created`.
    ///
    /// # Errors
    /// As [`Tx::create`].
    pub fn create_as(
        &mut self,
        object: &str,
        given: &Fields,
        options: CreateOptions,
        event: Option<&str>,
    ) -> Result<Record> {
        let change = self.draft(object, given, event)?;
        if options.refuse_duplicates {
            let matches = self.ws.domain().duplicates(self, &change.after)?;
            if !matches.is_empty() {
                return Err(Error::Duplicate(matches));
            }
        }
        apply::insert(self, change)
    }

    /// Creates many records of one object with few statements, for imports. A record that does not hold is refused on
    /// its own; the others are made. Answers in the order given.
    ///
    /// # Errors
    /// When the store fails, or when a value that must be unique is in use.
    pub fn create_many(&mut self, object: &str, given: &[Fields]) -> Result<Vec<Result<Record>>> {
        let mut answers: Vec<Result<Record>> = Vec::with_capacity(given.len());
        let mut changes = Vec::with_capacity(given.len());
        for fields in given {
            match self.draft(object, fields, None).and_then(|change| apply::check_new(self, change)) {
                Ok(change) => {
                    answers.push(Ok(change.after.clone()));
                    changes.push(change);
                }
                Err(error @ (Error::Busy { .. } | Error::Internal(_))) => return Err(error),
                Err(error) => answers.push(Err(error)),
            }
        }
        let mut made = apply::insert_many(self, changes)?.into_iter();
        for answer in &mut answers {
            if answer.is_ok() {
                *answer = made.next().ok_or_else(|| Error::internal("a record that was made is missing"));
            }
        }
        Ok(answers)
    }

    /// A new record with everything that the caller gave and the domain derives.
    fn draft(&mut self, object: &str, given: &Fields, event: Option<&str>) -> Result<Change> {
        let object = self.object(object)?;
        if !self.access.object(&object).row(Action::Create).is_some() {
            return Err(Error::forbidden("create"));
        }
        let mut record = Record::blank(Arc::clone(&object), self.new_id());
        let given = fields::parse_into(self, &mut record, given)?;
        let event = event.map_or_else(|| format!("{}.created", object.key), str::to_owned);
        let mut change = Change { before: None, after: record, given, event, undo: false, handed: None };
        self.own_by_actor(&mut change);
        self.ws.domain().before(self, &mut change)?;
        Ok(change)
    }

    /// Nobody chosen is nobody given: what has no owner belongs to whoever makes it, unless the domain knows better.
    fn own_by_actor(&self, change: &mut Change) {
        let Some(ix) = change.after.object.owner.filter(|ix| change.after.get(*ix).is_null()) else { return };
        change.given.remove(&ix);
        if let Some(me) = self.ctx.user_id() {
            change.after.values[ix] = Value::Ref(me);
        }
    }

    /// Changes a record by wire values. A `version` that is not the present one is a conflict.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the actor may not see the record, [`Error::Forbidden`] when he may not edit it or may
    /// not leave it so, [`Error::VersionConflict`], [`Error::Invalid`].
    pub fn update(&mut self, object: &str, id: Uuid, version: Option<i64>, given: &Fields) -> Result<Record> {
        self.update_as(object, id, version, given, None)
    }

    /// As [`Tx::update`], with a more telling event name than `<object>.updated`.
    ///
    /// # Errors
    /// As [`Tx::update`].
    pub fn update_as(
        &mut self,
        object: &str,
        id: Uuid,
        version: Option<i64>,
        given: &Fields,
        event: Option<&str>,
    ) -> Result<Record> {
        let before = self.load_for(object, id, Action::Edit)?;
        check_version(&before, version)?;
        if before.deleted_at.is_some() {
            return Err(Error::refused("deleted"));
        }
        if self.whole_is_deleted(&before)? {
            return Err(Error::refused("deleted"));
        }
        let mut after = before.clone();
        let given = fields::parse_into(self, &mut after, given)?;
        let event = event.map_or_else(|| format!("{}.updated", before.object.key), str::to_owned);
        let mut change = Change { before: Some(before), after, given, event, undo: false, handed: None };
        self.ws.domain().before(self, &mut change)?;
        apply::update(self, change)
    }

    /// Whether a record is a part of something in the bin: it stays as it is until that comes back.
    pub(crate) fn whole_is_deleted(&mut self, part: &Record) -> Result<bool> {
        let whole = match part.object.parent.map(|link| part.get(link)) {
            Some(Value::Link(link)) => link.clone(),
            _ => return Ok(false),
        };
        let whole = self.as_program(|tx| tx.find_any(&whole.object, whole.id))?;
        Ok(whole.is_some_and(|whole| whole.deleted_at.is_some()))
    }

    /// Changes a record by values that a verb has worked out itself.
    ///
    /// The verb has checked what it stands for; the rights on the record before and after hold all the same.
    ///
    /// # Errors
    /// As [`Tx::update`].
    pub fn change(&mut self, before: Record, after: Record, event: &str) -> Result<Record> {
        self.permit(&before, Action::Edit)?;
        let given = (0..after.values.len()).filter(|&ix| before.get(ix) != after.get(ix)).collect::<BTreeSet<_>>();
        let event = event.to_owned();
        let mut change = Change { before: Some(before), after, given, event, undo: false, handed: None };
        self.ws.domain().before(self, &mut change)?;
        apply::update(self, change)
    }

    /// Gives a record to somebody by the rules of the business. The actor must be allowed to edit it as it stands; whether
    /// he could give it to that person himself does not matter.
    ///
    /// # Errors
    /// As [`Tx::update`]; [`Error::NotFound`] for an object whose records are nobody's.
    pub fn hand_over(&mut self, before: Record, to: Uuid, why: Json) -> Result<Record> {
        self.permit(&before, Action::Edit)?;
        let owner = before.object.owner.ok_or(Error::NotFound)?;
        let mut after = before.clone();
        after.values[owner] = Value::Ref(to);
        let handed = Some(HandOver { left: before.get(owner).clone(), why });
        let (given, event) = (BTreeSet::from([owner]), format!("{}.assigned", before.object.key));
        let mut change = Change { before: Some(before), after, given, event, undo: false, handed };
        self.ws.domain().before(self, &mut change)?;
        apply::update(self, change)
    }

    /// A record as it would be made of wire values, which is not written. What deriving it takes (a number) is taken: this
    /// is for rehearsals.
    ///
    /// # Errors
    /// As [`Tx::create`].
    pub fn sketch(&mut self, object: &str, given: &Fields) -> Result<Record> {
        Ok(self.draft(object, given, None)?.after)
    }

    /// Converts an amount of a record into the workspace's currency anew, at the rates in force. The amount itself stays
    /// as it is: there is no event.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for whoever may not edit the record.
    pub fn convert_anew(&mut self, record: &Record, amount: FieldIx) -> Result<()> {
        self.permit(record, Action::Edit)?;
        apply::rewrite(self, record, &BTreeSet::from([amount]))
    }

    /// Moves a record to the bin.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Forbidden`]; [`Error::VersionConflict`] for a stale version.
    pub fn delete(&mut self, object: &str, id: Uuid, version: Option<i64>) -> Result<Record> {
        let record = self.load_for(object, id, Action::Delete)?;
        check_version(&record, version)?;
        if record.deleted_at.is_some() {
            return Ok(record);
        }
        let now = self.ctx.now.as_millisecond();
        apply::set_deleted(self, record, Some(now), "deleted")
    }

    /// Takes a record out of the bin.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Forbidden`].
    pub fn restore(&mut self, object: &str, id: Uuid) -> Result<Record> {
        let record = self.load_for(object, id, Action::Delete)?;
        if record.deleted_at.is_none() {
            return Ok(record);
        }
        apply::set_deleted(self, record, None, "restored")
    }

    /// Destroys a record that lies in the bin, for good; see [`crate::destroy`].
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Forbidden`], [`Error::VersionConflict`], [`Error::Refused`] with `not_in_bin` or
    /// `too_many_links`.
    pub fn destroy(&mut self, object: &str, id: Uuid, version: Option<i64>) -> Result<()> {
        crate::destroy::run(self, object, id, version)
    }

    /// Runs a part of a command as the program itself, where the rules ask for what the actor could not do or see.
    ///
    /// # Errors
    /// What `f` refuses.
    pub fn as_program<T>(&mut self, f: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let system = Arc::new(Access::of(&Actor::System, &self.cat));
        let actor = std::mem::replace(&mut self.ctx.actor, Actor::System);
        let access = std::mem::replace(&mut self.access, system);
        let outcome = f(self);
        self.ctx.actor = actor;
        self.access = access;
        outcome
    }

    /// Loads a record that the actor may see and act on so.
    ///
    /// # Errors
    /// [`Error::NotFound`] when he may not see it, [`Error::Forbidden`] when he may see it but not act.
    pub fn load_for(&mut self, object: &str, id: Uuid, action: Action) -> Result<Record> {
        let record = self.find_any(object, id)?.ok_or(Error::NotFound)?;
        self.permit(&record, action)?;
        Ok(record)
    }

    /// Whether the actor may do this to the record as it stands.
    ///
    /// # Errors
    /// [`Error::Forbidden`] naming the right.
    pub fn permit(&mut self, record: &Record, action: Action) -> Result<()> {
        if self.may(record, action)? { Ok(()) } else { Err(Error::forbidden(action_code(action))) }
    }

    /// Performs a verb of the domain.
    ///
    /// # Errors
    /// What the verb refuses.
    pub fn verb(&mut self, object: &str, id: Uuid, verb: &str, params: &Fields) -> Result<Record> {
        let object = self.object(object)?;
        if !object.verbs.contains(&verb) {
            return Err(Error::Invalid(vec![Problem::new("unknown_verb").with("verb", verb)]));
        }
        self.ws.domain().verb(self, &object, id, verb, params)
    }

    /// Writes a job into the transaction; a worker performs it after the commit.
    ///
    /// # Errors
    /// When the store fails.
    pub fn enqueue(&mut self, job: &jobs::NewJob) -> Result<()> {
        let now = self.ctx.now;
        jobs::enqueue(self.sql(), job, now)?;
        Ok(())
    }

    /// Whether somebody at work waits while this transaction goes on: long work then ends it where it can.
    pub fn others_wait(&self) -> bool {
        self.reader.conn.others_wait()
    }

    /// Runs `f` so that what it wrote is gone when it fails, while the rest of the transaction stands.
    ///
    /// # Errors
    /// What `f` refuses.
    pub fn attempt<T>(&mut self, f: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let (cat, access, ctx) = (Arc::clone(&self.cat), Arc::clone(&self.access), self.ctx.clone());
        let ws = self.ws;
        let (value, event, deferred) = self.sql().savepoint(|conn| {
            let mut inner = Tx::new(Reader::new(conn, cat, access, ctx), ws);
            let value = f(&mut inner)?;
            Ok::<_, Error>((value, inner.last_event, inner.deferred))
        })?;
        self.last_event = event.or(self.last_event);
        for (record, mark) in deferred {
            self.defer(record, mark);
        }
        Ok(value)
    }

    /// Runs `f` and takes back whatever it wrote, whether it fails or not: what would happen, without its happening.
    ///
    /// # Errors
    /// What `f` refuses.
    pub fn rehearse<T>(&mut self, f: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let mut outcome = None;
        let undone = self.attempt(|tx| {
            outcome = Some(f(tx));
            Err::<(), _>(Error::refused("rehearsal"))
        });
        match (outcome, undone) {
            (Some(outcome), _) => outcome,
            (None, Err(error)) => Err(error),
            (None, Ok(())) => Err(Error::internal("a rehearsal without an outcome")),
        }
    }

    /// The next number of a counter of the workspace, from 1.
    ///
    /// # Errors
    /// When the store fails.
    pub fn next_number(&mut self, counter: &str) -> Result<i64> {
        if self.sql().dialect().is_sqlite() {
            // Plain statements: one that inserts, updates and answers costs a journal of its own there.
            let sql = Sql::new("UPDATE counter SET value = value + 1 WHERE name = ").bind(counter);
            if self.sql().exec(&sql)? > 0 {
                let sql = Sql::new("SELECT value FROM counter WHERE name = ").bind(counter);
                let row = self.sql().one(&sql)?.ok_or_else(|| Error::internal("counter gave no value"))?;
                return Ok(row.int(0)?);
            }
        }
        let sql = Sql::new("INSERT INTO counter (name, value) VALUES (")
            .bind(counter)
            .push(", 1) ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value");
        let row = self.sql().one(&sql)?.ok_or_else(|| Error::internal("counter gave no value"))?;
        Ok(row.int(0)?)
    }
}

pub(crate) fn check_version(record: &Record, version: Option<i64>) -> Result<()> {
    match version {
        Some(version) if version != record.version => Err(Error::VersionConflict {
            object: record.object.key.to_string(),
            id: record.id,
            version: record.version,
        }),
        _ => Ok(()),
    }
}

pub(crate) fn action_code(action: Action) -> &'static str {
    match action {
        Action::Read => "read",
        Action::Create => "create",
        Action::Edit => "edit",
        Action::Delete => "delete",
        Action::Destroy => "destroy",
    }
}

impl Tx<'_> {
    /// The object of that key, as far as the actor knows of it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn object(&self, key: &str) -> Result<Arc<Object>> {
        self.reader.object(key)
    }
}
