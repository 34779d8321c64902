//! A page of records as JSON, written straight from the cells of the database: the hottest path of the house.

use std::sync::Arc;

use kith_catalogue::{CellRef, FieldIx, Kind, Object};
use kith_policy::{Action, ObjectAccess, RowRule};
use kith_store::query::{self, ListQuery, RecordRow};
use serde_json::json;
use uuid::Uuid;

use crate::wire::{self, Mentions};
use crate::{Reader, Result};

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
                RowRule::Owners { .. } | RowRule::Parent { .. } => return None,
            }
        }
        Some(Self { edit, delete, needs })
    }

    fn may(rule: &RowRule, row: &RecordRow<'_, '_>) -> Result<bool> {
        Ok(match rule {
            RowRule::All => true,
            RowRule::Owners { field, users } => {
                matches!(row.cells(*field)?[0], CellRef::Uuid(owner) if users.contains(&owner))
            }
            RowRule::None | RowRule::Parent { .. } => false,
        })
    }
}

/// What a field is for the page: its key as JSON, and what its cells point to.
struct Column<'o> {
    field: FieldIx,
    key: Vec<u8>,
    kind: &'o Kind,
    width: usize,
    points_to: Option<&'o str>,
}

fn columns<'o>(object: &'o Object, wanted: &[FieldIx]) -> Vec<Column<'o>> {
    let column = |&field: &FieldIx| {
        let it = &object.fields[field];
        let points_to = match &it.kind {
            Kind::Link { targets } if targets.len() == 1 => Some(&*targets[0]),
            Kind::User => Some("user"),
            Kind::Stage => Some("stage"),
            Kind::Pipeline => Some("pipeline"),
            _ => None,
        };
        let key = json!(&*it.key).to_string().into_bytes();
        Column { field, key, kind: &it.kind, width: it.kind.read_width(), points_to }
    };
    wanted.iter().map(column).collect()
}

fn from_cells(
    reader: &mut Reader<'_>,
    query: &ListQuery,
    object: &Object,
    access: ObjectAccess<'_>,
    wanted: &[FieldIx],
    judge: &Judge<'_>,
) -> Result<Vec<u8>> {
    let columns = columns(object, wanted);
    let mut query = query.clone();
    let mut fields = wanted.to_vec();
    fields.extend(judge.needs.iter().filter(|need| !wanted.contains(need)));
    query.fields = Some(fields);
    let head = [br#"{"object":"#.as_slice(), json!(&*object.key).to_string().as_bytes(), br#","id":""#].concat();
    let tail = [br#","masked":"#.as_slice(), json!(access.masked()).to_string().as_bytes(), b"}"].concat();
    let mut out = Vec::with_capacity(32 * 1_024);
    let mut seen = Seen::default();
    out.extend_from_slice(br#"{"records":["#);
    let (cat, rights) = (Arc::clone(&reader.cat), Arc::clone(&reader.access));
    let mut first = true;
    let end = query::list_each(reader.conn(), &cat, &rights, &query, |row| {
        if !std::mem::take(&mut first) {
            out.push(b',');
        }
        out.extend_from_slice(&head);
        out.extend_from_slice(row.id()?.as_hyphenated().encode_lower(&mut Uuid::encode_buffer()).as_bytes());
        out.extend_from_slice(format!(r#"","version":{},"fields":{{"#, row.version()?).as_bytes());
        for (i, column) in columns.iter().enumerate() {
            if i > 0 {
                out.push(b',');
            }
            out.extend_from_slice(&column.key);
            out.push(b':');
            let cells = row.cells(column.field)?;
            column.kind.write_json(&cells[..column.width.min(2)], &mut out);
            seen.note(column, &cells);
        }
        let deleted = row.deleted_at()?;
        let (edit, delete) = (Judge::may(judge.edit, row)? && deleted.is_none(), Judge::may(judge.delete, row)?);
        out.extend_from_slice(format!(r#"}},"can":{{"edit":{edit},"delete":{delete}}}"#).as_bytes());
        if let Some(at) = deleted.and_then(|at| jiff::Timestamp::from_millisecond(at).ok()) {
            out.extend_from_slice(format!(r#","deleted_at":"{at}""#).as_bytes());
        }
        out.extend_from_slice(&tail);
        Ok::<_, crate::Error>(())
    })?;
    out.push(b']');
    finish(reader, out, seen.mentions(), end.next, end.count)
}

/// Ids that the page mentions. Neighbours repeat each other, so the last of each column is remembered.
#[derive(Default)]
struct Seen {
    last: Vec<(FieldIx, Uuid)>,
    ids: std::collections::HashSet<(String, Uuid)>,
}

impl Seen {
    fn note(&mut self, column: &Column<'_>, cells: &[CellRef<'_>; 2]) {
        let CellRef::Uuid(id) = cells[0] else { return };
        let object = match (column.points_to, cells[1]) {
            (Some(object), _) => object,
            (None, CellRef::Text(object)) => object,
            _ => return,
        };
        if self.last.iter().any(|(field, last)| *field == column.field && *last == id) {
            return;
        }
        self.last.retain(|(field, _)| *field != column.field);
        self.last.push((column.field, id));
        self.ids.insert((object.to_owned(), id));
    }

    fn mentions(self) -> Mentions {
        let mut mentions = Mentions::default();
        for (object, id) in self.ids {
            mentions.add(&object, id);
        }
        mentions
    }
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
    let refs = mentions.resolve(reader)?;
    out.extend_from_slice(format!(r#","refs":{refs},"next":{}"#, json!(next)).as_bytes());
    if let Some(count) = count {
        out.extend_from_slice(format!(r#","count":{count}"#).as_bytes());
    }
    out.push(b'}');
    Ok(out)
}
