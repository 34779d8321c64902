//! The look-up rows of a record: exact keys by which it is found (telephones, e-mails, ids in other systems).

use kith_catalogue::{Cell, ColumnType, Field, FieldIx, Object};

use crate::bulk::Target;
use crate::conn::Conn;
use crate::error::Result;
use crate::records::FieldCells;
use crate::sql::Sql;

/// The keys of a field, from its cells.
pub(super) fn of(field: &Field, cells: &[Cell]) -> Vec<String> {
    if cells.first().is_none_or(Cell::is_null) {
        return Vec::new();
    }
    let value = field.kind.value(cells);
    let mut keys: Vec<String> = field.kind.lookup_keys(&value);
    keys.sort_unstable();
    keys.dedup();
    keys
}

pub(super) fn target() -> Target {
    Target::new(
        "lookup",
        &[
            ("object", ColumnType::Text),
            ("field", ColumnType::Text),
            ("value", ColumnType::Text),
            ("rid", ColumnType::Int),
        ],
    )
}

/// The look-up rows of a new record.
pub(super) fn rows(object: &Object, rid: i64, fields: &[FieldCells], out: &mut Vec<[Cell; 4]>) {
    for given in fields.iter().filter(|given| !given.lookup.is_empty()) {
        let mut keys: Vec<&String> = given.lookup.iter().collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            out.push([
                Cell::Text(object.key.to_string()),
                Cell::Text(object.fields[given.field].key.to_string()),
                Cell::Text(key.clone()),
                Cell::Int(rid),
            ]);
        }
    }
}

/// Replaces the keys of one field.
pub(super) fn replace(
    conn: &mut Conn,
    object: &Object,
    field: FieldIx,
    rid: i64,
    before: &[String],
    after: &[String],
) -> Result<()> {
    let key = &object.fields[field].key;
    for gone in before.iter().filter(|k| !after.contains(k)) {
        conn.exec(
            &Sql::new("DELETE FROM lookup WHERE object = ")
                .bind(&object.key)
                .push(" AND field = ")
                .bind(key)
                .push(" AND value = ")
                .bind(gone)
                .push(" AND rid = ")
                .bind(rid),
        )?;
    }
    for new in after.iter().filter(|k| !before.contains(k)) {
        conn.exec(
            &Sql::new("INSERT INTO lookup (object, field, value, rid) VALUES (")
                .bind(&object.key)
                .push(", ")
                .bind(key)
                .push(", ")
                .bind(new)
                .push(", ")
                .bind(rid)
                .push(") ON CONFLICT DO NOTHING"),
        )?;
    }
    Ok(())
}
