//! Questions: what an actor sees of the workspace, through one snapshot.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use kith_catalogue::filter::FilterCx;
use kith_catalogue::{Catalogue, FieldIx, Object, Value};
use kith_policy::{Access, Action, Actor, RowRule};
use kith_store::{Conn, query};
use uuid::Uuid;

use crate::{Ctx, Error, Record, Result, wire};

/// A snapshot of the workspace as one actor sees it.
pub struct Reader<'a> {
    pub(crate) conn: &'a mut Conn,
    /// The catalogue in force when the work began.
    pub cat: Arc<Catalogue>,
    /// What the actor may do.
    pub access: Arc<Access>,
    /// Who asks, and when.
    pub ctx: Ctx,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(conn: &'a mut Conn, cat: Arc<Catalogue>, access: Arc<Access>, ctx: Ctx) -> Self {
        Self { conn, cat, access, ctx }
    }

    /// The connection, for the SQL of hand-written tables beside their owner. Never for record tables.
    pub fn conn(&mut self) -> &mut Conn {
        self.conn
    }

    /// The same snapshot as somebody else sees it.
    pub fn as_seen_by(&mut self, actor: Actor) -> Reader<'_> {
        let access = Arc::new(Access::of(&actor, &self.cat));
        let ctx = Ctx { actor, ..self.ctx.clone() };
        Reader { conn: self.conn, cat: Arc::clone(&self.cat), access, ctx }
    }

    /// The object of that key, as far as the actor knows of it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none or the actor may not read anything of it.
    pub fn object(&self, key: &str) -> Result<Arc<Object>> {
        let object = self.cat.object(key).ok_or(Error::NotFound)?;
        if matches!(self.access.object(object).row(Action::Read), RowRule::None) {
            return Err(Error::NotFound);
        }
        Ok(Arc::clone(object))
    }

    /// The zone in which days begin for the actor.
    pub fn zone(&self) -> TimeZone {
        let own = self.ctx.actor.user().and_then(|user| TimeZone::get(&user.time_zone).ok());
        own.unwrap_or_else(|| self.cat.zone.clone())
    }

    /// The catalogue as the actor knows it: what is hidden from him is as unknown to him as what does not exist.
    pub fn seen(&self) -> Arc<Catalogue> {
        let sees = |object: &Object, field: Option<FieldIx>| {
            let access = self.access.object(object);
            match field {
                None => *access.row(Action::Read) != RowRule::None,
                Some(field) => access.may_read(field),
            }
        };
        let masks = |object: &Object| !sees(object, None) || !self.access.object(object).masked().is_empty();
        if self.cat.objects.iter().any(|object| masks(object)) {
            Arc::new(self.cat.as_seen(&sees))
        } else {
            Arc::clone(&self.cat)
        }
    }

    /// What a filter's `@me`, `@today` and the like mean for the actor, with days that begin in a zone.
    pub fn filter_cx<'z>(&'z self, zone: &'z TimeZone) -> FilterCx<'z> {
        self.ctx.filter_cx(zone)
    }

    /// A page of records.
    ///
    /// # Errors
    /// [`Error::BadRequest`] for a cursor that does not fit.
    pub fn list(&mut self, query: &query::ListQuery) -> Result<query::ListPage> {
        Ok(query::list(self.conn, &self.cat, &self.access, query)?)
    }

    /// Groups and their measures.
    ///
    /// # Errors
    /// When the store fails.
    pub fn aggregate(&mut self, query: &query::AggregateQuery) -> Result<Vec<query::AggregateRow>> {
        Ok(query::aggregate(self.conn, &self.cat, &self.access, query)?)
    }

    /// How long records that the actor may see stayed in stages.
    ///
    /// # Errors
    /// When the store fails.
    pub fn stays(&mut self, query: &query::StayQuery) -> Result<Vec<query::StayFigure>> {
        Ok(query::stays(self.conn, &self.cat, &self.access, query)?)
    }

    /// How many parts there are, of how many records, that the actor may see.
    ///
    /// # Errors
    /// When the store fails.
    pub fn parts(&mut self, query: &query::PartsQuery) -> Result<Vec<query::PartsRow>> {
        Ok(query::parts(self.conn, &self.cat, &self.access, query)?)
    }

    /// Medians and ninth tenths of a field over groups of records.
    ///
    /// # Errors
    /// For fields that the actor may not read or that are no integers; when the store fails.
    pub fn ranks(&mut self, query: &query::RankQuery) -> Result<Vec<query::RankRow>> {
        Ok(query::ranks(self.conn, &self.cat, &self.access, query)?)
    }

    /// A record that the actor may see, also when it is in the bin.
    ///
    /// # Errors
    /// When the store fails.
    pub fn find_any(&mut self, object: &str, id: Uuid) -> Result<Option<Record>> {
        let object = self.object(object)?;
        let raw = query::find(self.conn, &self.cat, &self.access, &object, id)?;
        Ok(raw.map(|raw| crate::wire::record(&object, raw)))
    }

    /// A record that the actor may see and that is not in the bin.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn load(&mut self, object: &str, id: Uuid) -> Result<Record> {
        match self.find_any(object, id)? {
            Some(record) if record.deleted_at.is_none() => Ok(record),
            _ => Err(Error::NotFound),
        }
    }

    /// Whether there is such a record that the actor may see and that is not in the bin.
    ///
    /// # Errors
    /// When the store fails.
    pub fn exists(&mut self, object: &str, id: Uuid) -> Result<bool> {
        match self.object(object) {
            Ok(object) => Ok(query::exists(self.conn, &self.cat, &self.access, &object, id)?),
            Err(Error::NotFound) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Several records at once, as far as the actor may see them, in no particular order.
    ///
    /// # Errors
    /// When the store fails.
    pub fn find_many(&mut self, object: &str, ids: &[Uuid]) -> Result<Vec<Record>> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let object = self.object(object)?;
        let raws = query::find_many(self.conn, &self.cat, &self.access, &object, ids)?;
        Ok(raws.into_iter().map(|raw| crate::wire::record(&object, raw)).collect())
    }

    /// The titles of records, as far as the actor may see them.
    ///
    /// # Errors
    /// When the store fails.
    pub fn labels(&mut self, object: &str, ids: &[Uuid]) -> Result<BTreeMap<Uuid, String>> {
        if ids.is_empty() {
            return Ok(BTreeMap::new());
        }
        Ok(query::labels(self.conn, &self.cat, &self.access, object, ids)?)
    }

    /// The titles of records that the actor may see, also those in the bin; empty where he may not read the title.
    ///
    /// # Errors
    /// When the store fails.
    pub fn titles(&mut self, object: &str, ids: &[Uuid]) -> Result<BTreeMap<Uuid, String>> {
        match self.object(object) {
            Ok(object) => Ok(query::titles(self.conn, &self.cat, &self.access, &object, ids)?),
            Err(Error::NotFound) => Ok(BTreeMap::new()),
            Err(error) => Err(error),
        }
    }

    /// Whether the actor may do this to the record as it stands.
    ///
    /// # Errors
    /// When the store fails.
    pub fn may(&mut self, record: &Record, action: Action) -> Result<bool> {
        let access = Arc::clone(&self.access);
        let rule = access.object(&record.object).row(action).clone();
        self.fits(&rule, record)
    }

    /// Whether the actor may say whose the record is: not who may change it only because he takes part in it.
    ///
    /// # Errors
    /// When the store fails.
    pub fn may_assign(&mut self, record: &Record) -> Result<bool> {
        let access = Arc::clone(&self.access);
        let rule = access.object(&record.object).row(Action::Edit).without_participants();
        self.fits(&rule, record)
    }

    fn fits(&mut self, rule: &RowRule, record: &Record) -> Result<bool> {
        Ok(match rule {
            RowRule::All => true,
            RowRule::None => false,
            RowRule::Owners { field, users } => wire::belongs(record, *field, users),
            RowRule::Involved { field, users, participants, me } => {
                wire::belongs(record, *field, users) || wire::takes_part(record, *participants, *me)
            }
            RowRule::Parent { field, object, rule } => {
                let Value::Link(link) = record.get(*field) else { return Ok(false) };
                match self.find_any(object, link.id) {
                    Ok(Some(parent)) => self.fits(rule, &parent)?,
                    Ok(None) | Err(Error::NotFound) => false,
                    Err(error) => return Err(error),
                }
            }
            RowRule::AnyParent { field, rules } => {
                let Value::Link(link) = record.get(*field) else { return Ok(false) };
                for (object, rule) in
                    rules.iter().filter(|(object, _)| link.object.is_empty() || *object == link.object)
                {
                    match self.find_any(object, link.id) {
                        Ok(Some(parent)) => return self.fits(rule, &parent),
                        Ok(None) | Err(Error::NotFound) => {}
                        Err(error) => return Err(error),
                    }
                }
                false
            }
        })
    }
}
