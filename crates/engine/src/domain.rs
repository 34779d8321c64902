//! The door through which the domain takes part in the one write path.

use std::collections::BTreeSet;

use kith_catalogue::{FieldIx, Object, Value};
use uuid::Uuid;

use crate::{Record, Result, Tx};

/// A change on its way through the write path.
#[derive(Debug, Clone)]
pub struct Change {
    /// The record as it stands; none for a new one.
    pub before: Option<Record>,
    /// The record as it is to stand.
    pub after: Record,
    /// The fields that the caller set himself.
    pub given: BTreeSet<FieldIx>,
    /// The event's name; the domain may give it a more telling one.
    pub event: String,
    /// True while a change is being taken back: values come from the log and are not derived anew.
    pub undo: bool,
    /// The rules of the business have given the record to somebody.
    pub handed: Option<HandOver>,
}

/// That a record has been given to somebody by rule: not the actor's doing, so that his rights are asked about the record as
/// he has left it.
#[derive(Debug, Clone)]
pub struct HandOver {
    /// The owner that the actor has left it with.
    pub left: Value,
    /// Why it was given to whom it was given, for the log ([`crate::timeline::WHY_FIELD`]).
    pub why: serde_json::Value,
}

impl Change {
    /// The object's key.
    pub fn object(&self) -> &str {
        &self.after.object.key
    }

    /// Whether the caller set this field himself.
    pub fn has_given(&self, key: &str) -> bool {
        self.after.object.field(key).is_some_and(|ix| self.given.contains(&ix))
    }

    /// Whether the record is new.
    pub fn is_new(&self) -> bool {
        self.before.is_none()
    }

    /// Whether a field's value differs between before and after.
    pub fn changes(&self, key: &str) -> bool {
        let Some(ix) = self.after.object.field(key) else { return false };
        match &self.before {
            Some(before) => before.get(ix) != self.after.get(ix),
            None => !self.after.get(ix).is_null(),
        }
    }
}

/// What a domain adds to the write path. It derives values and keeps tables of its own in step; it cannot write around
/// the engine.
pub trait Domain: Send + Sync {
    /// Runs after the caller's values have been parsed and before they are checked: fills defaults, composes names,
    /// refuses what the rules of the business forbid.
    ///
    /// # Errors
    /// Whatever the rules refuse; nothing has been written then.
    fn before(&self, tx: &mut Tx<'_>, change: &mut Change) -> Result<()>;

    /// Runs after the row and its event have been written, in the same transaction.
    ///
    /// # Errors
    /// Rolls the whole command back.
    fn after(&self, tx: &mut Tx<'_>, change: &Change, event: Uuid) -> Result<()>;

    /// Looks once more at records that [`Tx::defer`] named, when a command is about to end.
    ///
    /// # Errors
    /// Rolls the whole command back.
    fn settle(&self, _tx: &mut Tx<'_>, _deferred: std::collections::BTreeMap<Uuid, u32>) -> Result<()> {
        Ok(())
    }

    /// Runs when the catalogue has been changed, in the same transaction.
    ///
    /// # Errors
    /// Rolls the change back.
    fn reshaped(
        &self,
        _tx: &mut Tx<'_>,
        _before: &kith_catalogue::Catalogue,
        _after: &kith_catalogue::Catalogue,
    ) -> Result<()> {
        Ok(())
    }

    /// Runs before the row of a record goes for good: what the domain keeps beside it goes too.
    ///
    /// # Errors
    /// Rolls the whole command back.
    fn destroyed(&self, tx: &mut Tx<'_>, record: &Record) -> Result<()>;

    /// Takes back an event that tells of something beside the record's fields (a file on it) and answers the event that
    /// did it; nothing for events about fields, which the engine takes back itself.
    ///
    /// # Errors
    /// [`crate::Error::Refused`] with `undo_collision`, or a missing right.
    fn take_back(&self, _tx: &mut Tx<'_>, _event: &kith_store::events::EventRow) -> Result<Option<Uuid>> {
        Ok(None)
    }

    /// The records that a new one would double, as far as the actor may see them.
    ///
    /// # Errors
    /// When the store fails.
    fn duplicates(&self, tx: &mut Tx<'_>, record: &Record) -> Result<Vec<crate::error::Match>>;

    /// Performs a verb on a record and returns it as it stands afterwards.
    ///
    /// # Errors
    /// [`crate::Error::NotFound`] for a verb that the object does not have, else what the verb refuses.
    fn verb(
        &self,
        tx: &mut Tx<'_>,
        object: &Object,
        id: Uuid,
        verb: &str,
        params: &serde_json::Map<String, serde_json::Value>,
    ) -> Result<Record>;
}

/// A domain without rules, for tests of the engine itself.
#[derive(Debug, Default)]
pub struct NoDomain;

impl Domain for NoDomain {
    fn before(&self, _: &mut Tx<'_>, _: &mut Change) -> Result<()> {
        Ok(())
    }

    fn after(&self, _: &mut Tx<'_>, _: &Change, _: Uuid) -> Result<()> {
        Ok(())
    }

    fn destroyed(&self, _: &mut Tx<'_>, _: &Record) -> Result<()> {
        Ok(())
    }

    fn duplicates(&self, _: &mut Tx<'_>, _: &Record) -> Result<Vec<crate::error::Match>> {
        Ok(Vec::new())
    }

    fn verb(
        &self,
        _: &mut Tx<'_>,
        _: &Object,
        _: Uuid,
        _: &str,
        _: &serde_json::Map<String, serde_json::Value>,
    ) -> Result<Record> {
        Err(crate::Error::NotFound)
    }
}
