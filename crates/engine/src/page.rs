//! A page of records as JSON, written straight from the cells of the database: the hottest path of the house.

use std::sync::Arc;

use kith_catalogue::{CellRef, FieldIx, Kind, Object, Value};
use kith_policy::{Action, ObjectAccess, RowRule};
use kith_store::query::{self, ListQuery, RawRecord};
use serde_json::json;
use uuid::Uuid;

use crate::sheet::{Sheet, Source};
use crate::wire::{self, Can, Mentions};
use crate::{Error, Reader, Result};

/// The page that a query asks for: `{"records": […], "refs": {…}, "next": …, "count": …}`.
///
/// # Errors
/// As [`Reader::list`].
pub fn json(reader: &mut Reader<'_>, query: &ListQuery) -> Result<Vec<u8>> {
    let object = reader.object(&query.object)?;
    let access = Arc::clone(&reader.access);
    let access = access.object(&object);
    let wanted: Vec<FieldIx> = match &query.fields {
        Some(fields) => fields.clone(),
        None => access.readable().collect(),
    };
    match Judge::new(access) {
        Some(judge) => from_cells(reader, query, &object, access, &wanted, &judge),
        None => from_records(reader, query, &object, &wanted),
    }
}

/// Tells from a row alone what the actor may do with it; impossible where that depends on another record.
struct Judge<'a> {
    edit: &'a RowRule,
    delete: &'a RowRule,
    /// Where it differs from who may edit.
    assign: Option<RowRule>,
    needs: Vec<FieldIx>,
}

impl<'a> Judge<'a> {
    fn new(access: ObjectAccess<'a>) -> Option<Self> {
        let (edit, delete) = (access.row(Action::Edit), access.row(Action::Delete));
        let mut needs = Vec::new();
        for rule in [edit, delete] {
            match rule {
                RowRule::All | RowRule::None => {}
                RowRule::Owners { field, .. } if access.may_read(*field) => needs.push(*field),
                RowRule::Involved { field, participants, .. }
                    if access.may_read(*field) && access.may_read(*participants) =>
                {
                    needs.extend([*field, *participants]);
                }
                _ => return None,
            }
        }
        Some(Self::of_rules(edit, delete, needs))
    }

    fn of_rules(edit: &'a RowRule, delete: &'a RowRule, needs: Vec<FieldIx>) -> Self {
        let assign = matches!(edit, RowRule::Involved { .. }).then(|| edit.without_participants());
        Self { edit, delete, assign, needs }
    }

    fn of(&self, row: &impl Source) -> Result<Can> {
        let edit = Self::may(self.edit, row)?;
        let assign = self.assign.as_ref().map_or(Ok(edit), |rule| Self::may(rule, row))?;
        Ok(Can { edit, delete: Self::may(self.delete, row)?, assign })
    }

    fn may(rule: &RowRule, row: &impl Source) -> Result<bool> {
        Ok(match rule {
            RowRule::All => true,
            RowRule::Owners { field, users } => {
                matches!(row.cells(*field)?[0], CellRef::Uuid(owner) if users.contains(&owner))
            }
            RowRule::Involved { field, users, participants, me } => {
                matches!(row.cells(*field)?[0], CellRef::Uuid(owner) if users.contains(&owner))
                    || matches!(Kind::Users.value(&row.cells(*participants)?[..1]), Value::Users(all) if all.contains(me))
            }
            _ => false,
        })
    }
}

fn from_cells(
    reader: &mut Reader<'_>,
    query: &ListQuery,
    object: &Object,
    access: ObjectAccess<'_>,
    wanted: &[FieldIx],
    judge: &Judge<'_>,
) -> Result<Vec<u8>> {
    let mut query = query.clone();
    let mut fields = wanted.to_vec();
    fields.extend(judge.needs.iter().filter(|need| !wanted.contains(need)));
    query.fields = Some(fields);
    let mut sheet = Sheet::new(object, access, wanted);
    let mut out = Vec::with_capacity(64 * 1_024);
    out.extend_from_slice(br#"{"records":["#);
    let (cat, rights) = (Arc::clone(&reader.cat), Arc::clone(&reader.access));
    let mut first = true;
    let end = query::list_each(reader.conn(), &cat, &rights, &query, |row| {
        if !std::mem::take(&mut first) {
            out.push(b',');
        }
        sheet.open(row, judge.of(row)?, &mut out)?;
        out.push(b'}');
        Ok::<_, crate::Error>(())
    })?;
    out.push(b']');
    finish(reader, out, sheet.mentions(), end.next, end.count)
}

/// What the actor may do with each of the records. Records that were read whole tell it themselves.
///
/// # Errors
/// When the store fails.
pub fn abilities(reader: &mut Reader<'_>, object: &Arc<Object>, raws: &[RawRecord]) -> Result<Vec<Can>> {
    let access = Arc::clone(&reader.access);
    let access = access.object(object);
    let (edit, delete) = (access.row(Action::Edit), access.row(Action::Delete));
    let beyond = |rule: &&RowRule| matches!(rule, RowRule::Parent { .. } | RowRule::AnyParent { .. });
    if [edit, delete].iter().any(beyond) {
        let records: Vec<_> = raws.iter().map(|raw| wire::record(object, raw.clone())).collect();
        return wire::abilities(reader, object, &records);
    }
    let judge = Judge::of_rules(edit, delete, Vec::new());
    raws.iter().map(|raw| judge.of(raw)).collect()
}

/// One live record with the labels of what it points to: `{…record, "refs": {…}}`.
///
/// # Errors
/// [`Error::NotFound`].
pub fn one(reader: &mut Reader<'_>, object: &str, id: Uuid) -> Result<Vec<u8>> {
    let object = reader.object(object)?;
    let (cat, rights) = (Arc::clone(&reader.cat), Arc::clone(&reader.access));
    let found = query::find(reader.conn(), &cat, &rights, &object, id)?;
    let raw = found.filter(|raw| raw.deleted_at.is_none()).ok_or(Error::NotFound)?;
    let can = abilities(reader, &object, std::slice::from_ref(&raw))?[0];
    let access = rights.object(&object);
    let wanted: Vec<FieldIx> = access.readable().collect();
    let mut sheet = Sheet::new(&object, access, &wanted);
    let mut out = Vec::with_capacity(4 * 1_024);
    sheet.open(&raw, can, &mut out)?;
    out.extend_from_slice(br#","refs":"#);
    sheet.mentions().write(reader, &mut out)?;
    out.push(b'}');
    Ok(out)
}

fn from_records(
    reader: &mut Reader<'_>,
    query: &ListQuery,
    object: &Arc<Object>,
    wanted: &[FieldIx],
) -> Result<Vec<u8>> {
    let page = reader.list(query)?;
    let ids: Vec<Uuid> = page.rows.iter().map(|row| row.id).collect();
    // What the actor may do can depend on fields that he does not see: those are read whole, and shown in part.
    let mut records = reader.find_many(&object.key, &ids)?;
    records.sort_by_key(|record| ids.iter().position(|id| *id == record.id));
    let can = wire::abilities(reader, object, &records)?;
    let rights = Arc::clone(&reader.access);
    let access = rights.object(object);
    let mut mentions = Mentions::default();
    let mut out = br#"{"records":["#.to_vec();
    for (i, (record, can)) in records.iter().zip(can).enumerate() {
        if i > 0 {
            out.push(b',');
        }
        for &field in wanted {
            mentions.add_value(&object.fields[field].kind, record.get(field));
        }
        out.extend_from_slice(wire::record_json(record, &access, can, Some(wanted)).to_string().as_bytes());
    }
    out.push(b']');
    finish(reader, out, mentions, page.next, page.count)
}

fn finish(
    reader: &mut Reader<'_>,
    mut out: Vec<u8>,
    mentions: Mentions,
    next: Option<String>,
    count: Option<u64>,
) -> Result<Vec<u8>> {
    out.extend_from_slice(br#","refs":"#);
    mentions.write(reader, &mut out)?;
    out.extend_from_slice(format!(r#","next":{}"#, json!(next)).as_bytes());
    if let Some(count) = count {
        out.extend_from_slice(format!(r#","count":{count}"#).as_bytes());
    }
    out.push(b'}');
    Ok(out)
}
