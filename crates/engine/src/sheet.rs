//! Records as JSON, written straight from their cells: no values and no tree in between.

use std::collections::HashSet;
use std::io::Write;

use kith_catalogue::{CellRef, FieldIx, Kind, Object, Stored};
use kith_policy::ObjectAccess;
use kith_store::query::{RawRecord, RecordRow};
use serde_json::json;
use uuid::Uuid;

use crate::wire::{Can, Mentions};
use crate::{Error, Result};

/// A record as it is stored.
pub trait Source {
    /// Its id.
    ///
    /// # Errors
    /// When the row cannot be read; so with the others.
    fn id(&self) -> Result<Uuid>;
    /// Its version.
    ///
    /// # Errors
    /// When the row cannot be read.
    fn version(&self) -> Result<i64>;
    /// When it was put into the bin.
    ///
    /// # Errors
    /// When the row cannot be read.
    fn deleted_at(&self) -> Result<Option<i64>>;
    /// The first cells of a field.
    ///
    /// # Errors
    /// When the row cannot be read.
    fn cells(&self, field: FieldIx) -> Result<[CellRef<'_>; 2]>;
}

impl Source for RecordRow<'_, '_> {
    fn id(&self) -> Result<Uuid> {
        Ok(RecordRow::id(self)?)
    }

    fn version(&self) -> Result<i64> {
        Ok(RecordRow::version(self)?)
    }

    fn deleted_at(&self) -> Result<Option<i64>> {
        Ok(RecordRow::deleted_at(self)?)
    }

    fn cells(&self, field: FieldIx) -> Result<[CellRef<'_>; 2]> {
        Ok(RecordRow::cells(self, field)?)
    }
}

impl Source for RawRecord {
    fn id(&self) -> Result<Uuid> {
        Ok(self.id)
    }

    fn version(&self) -> Result<i64> {
        Ok(self.version)
    }

    fn deleted_at(&self) -> Result<Option<i64>> {
        Ok(self.deleted_at)
    }

    fn cells(&self, field: FieldIx) -> Result<[CellRef<'_>; 2]> {
        let mut pair = [CellRef::Null, CellRef::Null];
        for (to, cell) in pair.iter_mut().zip(self.cells.field(field)) {
            *to = cell.cell();
        }
        Ok(pair)
    }
}

/// What a field is for the sheet: its key as JSON with a colon, and what its cells point to.
struct Column<'o> {
    field: FieldIx,
    key: Vec<u8>,
    kind: &'o Kind,
    width: usize,
    points_to: Option<&'o str>,
    /// It points to several, kept as `|id|id|`.
    several: bool,
    /// The last id that was noted: neighbours repeat each other.
    last: Option<Uuid>,
}

/// Writes records of one object, all with the same fields.
pub struct Sheet<'o> {
    columns: Vec<Column<'o>>,
    head: Vec<u8>,
    masked: Vec<u8>,
    seen: HashSet<(String, Uuid)>,
}

impl<'o> Sheet<'o> {
    /// A sheet of these fields, which the actor may read.
    pub fn new(object: &'o Object, access: ObjectAccess<'_>, wanted: &[FieldIx]) -> Self {
        let column = |(i, &field): (usize, &FieldIx)| {
            let it = &object.fields[field];
            let points_to = match &it.kind {
                Kind::Link { targets } if targets.len() == 1 => Some(&*targets[0]),
                Kind::User => Some("user"),
                Kind::Stage => Some("stage"),
                Kind::Pipeline => Some("pipeline"),
                _ => None,
            };
            let several = it.kind.name() == "users";
            let key = format!("{}{}:", if i > 0 { "," } else { "" }, json!(&*it.key)).into_bytes();
            Column { field, key, kind: &it.kind, width: it.kind.read_width().min(2), points_to, several, last: None }
        };
        Self {
            columns: wanted.iter().enumerate().map(column).collect(),
            head: format!(r#"{{"object":{},"id":""#, json!(&*object.key)).into_bytes(),
            masked: format!(r#","masked":{}"#, json!(access.masked())).into_bytes(),
            seen: HashSet::new(),
        }
    }

    /// Writes a record without the brace at its end, so that the caller may add to it.
    ///
    /// # Errors
    /// When the row cannot be read.
    pub fn open(&mut self, row: &impl Source, can: Can, out: &mut Vec<u8>) -> Result<()> {
        out.extend_from_slice(&self.head);
        out.extend_from_slice(row.id()?.as_hyphenated().encode_lower(&mut Uuid::encode_buffer()).as_bytes());
        write!(out, r#"","version":{},"fields":{{"#, row.version()?).map_err(Error::internal)?;
        for column in &mut self.columns {
            out.extend_from_slice(&column.key);
            let cells = row.cells(column.field)?;
            column.kind.write_json(&cells[..column.width], out);
            note(&mut self.seen, column, &cells);
        }
        let deleted = row.deleted_at()?;
        let edit = can.edit && deleted.is_none();
        let assign = if edit && !can.assign { r#","assign":false"# } else { "" };
        write!(out, r#"}},"can":{{"edit":{edit},"delete":{}{assign}}}"#, can.delete).map_err(Error::internal)?;
        if let Some(at) = deleted.and_then(|at| jiff::Timestamp::from_millisecond(at).ok()) {
            write!(out, r#","deleted_at":"{at}""#).map_err(Error::internal)?;
        }
        out.extend_from_slice(&self.masked);
        Ok(())
    }

    /// The ids that the records point to.
    pub fn mentions(self) -> Mentions {
        let mut mentions = Mentions::default();
        for (object, id) in self.seen {
            mentions.add(&object, id);
        }
        mentions
    }
}

fn note(seen: &mut HashSet<(String, Uuid)>, column: &mut Column<'_>, cells: &[CellRef<'_>; 2]) {
    let id = match cells[0] {
        CellRef::Uuid(id) => id,
        CellRef::Text(ids) if column.several => {
            seen.extend(ids.split('|').filter_map(|id| Some(("user".to_owned(), Uuid::parse_str(id).ok()?))));
            return;
        }
        _ => return,
    };
    let object = match (column.points_to, cells[1]) {
        (Some(object), _) => object,
        (None, CellRef::Text(object)) => object,
        _ => return,
    };
    if column.last.replace(id) != Some(id) {
        seen.insert((object.to_owned(), id));
    }
}
