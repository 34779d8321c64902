//! Single records and their titles.

use std::collections::BTreeMap;

use kith_catalogue::{Catalogue, FieldIx, Object};
use kith_policy::{Access, Action};
use uuid::Uuid;

use super::select::{RawRecord, Selection};
use super::{Compiler, object_of};
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::sql::Sql;

/// A record that the actor may see, also when it is in the bin, with **all** its fields: the write path needs them.
/// Whoever shows it leaves out those that the actor may not read.
///
/// # Errors
/// When the database fails.
pub fn find(conn: &mut Conn, cat: &Catalogue, access: &Access, object: &Object, id: Uuid) -> Result<Option<RawRecord>> {
    Ok(find_many(conn, cat, access, object, &[id])?.pop())
}

/// Several records, as far as the actor may see them, in no particular order; otherwise as [`find`].
///
/// # Errors
/// When the database fails.
pub fn find_many(
    conn: &mut Conn,
    cat: &Catalogue,
    access: &Access,
    object: &Object,
    ids: &[Uuid],
) -> Result<Vec<RawRecord>> {
    let selection = Selection::new(object, |_: FieldIx| true);
    let mut records = Vec::with_capacity(ids.len());
    // Lists of ids are cut, so that one statement never has too many values.
    for ids in ids.chunks(1_000) {
        let mut sql = Sql::new("SELECT ");
        selection.write("o", &mut sql);
        visible(conn, cat, access, object, ids, &mut sql)?;
        conn.query_each(&sql, |row| {
            records.push(selection.record(row)?);
            Ok::<_, StoreError>(())
        })?;
    }
    Ok(records)
}

/// Whether there is such a live record and the actor may see it.
///
/// # Errors
/// When the database fails.
pub fn exists(conn: &mut Conn, cat: &Catalogue, access: &Access, object: &Object, id: Uuid) -> Result<bool> {
    let mut sql = Sql::new("SELECT 1");
    visible(conn, cat, access, object, &[id], &mut sql)?;
    sql.add(" AND o.deleted_at IS NULL");
    Ok(conn.one(&sql)?.is_some())
}

/// The titles of records, as far as the actor may see them and their title.
///
/// # Errors
/// `unknown_object`.
pub fn labels(
    conn: &mut Conn,
    cat: &Catalogue,
    access: &Access,
    object: &str,
    ids: &[Uuid],
) -> Result<BTreeMap<Uuid, String>> {
    let object = object_of(cat, object)?;
    let mut labels = BTreeMap::new();
    if !access.object(object).may_read(object.title) {
        return Ok(labels);
    }
    for ids in ids.chunks(1_000) {
        let mut sql = Sql::new("SELECT o.id, ");
        sql.col("o", &object.fields[object.title].column);
        visible(conn, cat, access, object, ids, &mut sql)?;
        conn.query_each(&sql, |row| {
            labels.insert(row.uuid(0)?, row.opt_text(1)?.unwrap_or_default().to_owned());
            Ok::<_, StoreError>(())
        })?;
    }
    Ok(labels)
}

/// The titles of records that the actor may see, the bin included; an empty text where he may not read the title.
///
/// # Errors
/// `unknown_object`.
pub fn titles(
    conn: &mut Conn,
    cat: &Catalogue,
    access: &Access,
    object: &Object,
    ids: &[Uuid],
) -> Result<BTreeMap<Uuid, String>> {
    let readable = access.object(object).may_read(object.title);
    let mut titles = BTreeMap::new();
    for ids in ids.chunks(1_000) {
        let mut sql = Sql::new("SELECT o.id");
        if readable {
            sql.add(", ").col("o", &object.fields[object.title].column);
        }
        visible(conn, cat, access, object, ids, &mut sql)?;
        conn.query_each(&sql, |row| {
            let title = if readable { row.opt_text(1)?.unwrap_or_default() } else { "" };
            titles.insert(row.uuid(0)?, title.to_owned());
            Ok::<_, StoreError>(())
        })?;
    }
    Ok(titles)
}

/// ` FROM … WHERE id … AND <row rule>`.
fn visible(conn: &Conn, cat: &Catalogue, access: &Access, object: &Object, ids: &[Uuid], sql: &mut Sql) -> Result<()> {
    sql.add(" FROM ").ident(&object.table).add(" o WHERE ");
    match ids {
        [one] => sql.add("o.id = ").arg(*one),
        many => sql.add("o.id IN ").list(many.iter().copied()),
    };
    sql.add(" AND ");
    let rule = access.object(object).row(Action::Read).clone();
    Compiler::new(cat, access, conn.dialect()).rule(object, "o", &rule, sql)
}
