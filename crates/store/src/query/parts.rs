//! Figures over what hangs on records, and over those records: how many parts, of how many records. Both are counted as
//! far as the actor may see them.

use std::sync::Arc;

use kith_catalogue::filter::Expr;
use kith_catalogue::{Catalogue, FieldIx, Part};
use kith_policy::Access;
use uuid::Uuid;

use super::{Compiler, Deleted, deleted_test, object_of};
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::sql::Sql;

/// A question about records and the parts that link to them.
#[derive(Debug, Clone)]
pub struct PartsQuery {
    /// The object of the parts.
    pub part: Arc<str>,
    /// Their link to the records, with one target.
    pub link: FieldIx,
    /// Which parts.
    pub parts: Expr,
    /// Which records.
    pub records: Expr,
    /// Fields of the parts to group by, whose values are ids.
    pub by_part: Vec<FieldIx>,
    /// Fields of the records to group by, whose values are ids.
    pub by_record: Vec<FieldIx>,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartsRow {
    /// The values grouped by: those of the parts, then those of the records.
    pub keys: Vec<Option<Uuid>>,
    /// How many parts.
    pub parts: u64,
    /// How many records.
    pub records: u64,
}

/// The groups, in no particular order.
///
/// # Errors
/// `unknown_object`, `unknown_field`.
pub fn parts(conn: &mut Conn, cat: &Catalogue, access: &Access, query: &PartsQuery) -> Result<Vec<PartsRow>> {
    let sql = statement(conn, cat, access, query)?;
    let groups = query.by_part.len() + query.by_record.len();
    let mut found = Vec::new();
    conn.query_each(&sql, |row| {
        let count = |at: usize| Ok::<_, StoreError>(u64::try_from(row.int(at)?).unwrap_or(0));
        let keys = (0..groups).map(|at| row.opt_uuid(at)).collect::<Result<Vec<_>>>()?;
        found.push(PartsRow { keys, parts: count(groups)?, records: count(groups + 1)? });
        Ok::<_, StoreError>(())
    })?;
    Ok(found)
}

/// The statement that answers a question.
///
/// # Errors
/// `unknown_object`, `unknown_field`.
pub(crate) fn statement(conn: &Conn, cat: &Catalogue, access: &Access, query: &PartsQuery) -> Result<Sql> {
    let part = object_of(cat, &query.part)?;
    let targets = part.fields.get(query.link).map(|link| link.kind.targets()).unwrap_or_default();
    let [record] = targets else { return Err(StoreError::invalid("unknown_field", "a link with one target")) };
    let record = object_of(cat, record)?;
    let (of_part, of_record) = (access.object(part), access.object(record));
    let hidden = |field: FieldIx| StoreError::invalid("unknown_field", &*part.fields[field].key);
    if let Some(field) = [query.link].iter().chain(&query.by_part).find(|field| !of_part.may_read(**field)) {
        return Err(hidden(*field));
    }
    if let Some(field) = query.by_record.iter().find(|field| !of_record.may_read(**field)) {
        return Err(StoreError::invalid("unknown_field", &*record.fields[*field].key));
    }
    let mut sql = Sql::new("SELECT ");
    for field in &query.by_part {
        sql.col("p", &part.fields[*field].column_name(Part::Value)).add(", ");
    }
    for field in &query.by_record {
        sql.col("o", &record.fields[*field].column_name(Part::Value)).add(", ");
    }
    let link = part.fields[query.link].column_name(Part::Value);
    sql.add("count(*), count(DISTINCT ").col("p", &link).add(") FROM ").ident(&part.table).add(" p JOIN ");
    sql.ident(&record.table).add(" o ON o.id = ").col("p", &link).add(" WHERE ");
    let mut compiler = Compiler::new(cat, access, conn.dialect());
    compiler.sets = true;
    for (alias, object, filter) in [("p", part, &query.parts), ("o", record, &query.records)] {
        if let Some(live) = deleted_test(Deleted::Live, alias) {
            sql.add(&live).add(" AND ");
        }
        compiler.scope(object, alias, filter, &mut sql)?;
        sql.add(if alias == "p" { " AND " } else { "" });
    }
    for at in 0..query.by_part.len() + query.by_record.len() {
        sql.add(if at == 0 { " GROUP BY " } else { ", " }).number(at as i64 + 1);
    }
    Ok(sql)
}

/// How the database would answer it.
///
/// # Errors
/// As [`parts`].
pub fn explain_parts(conn: &mut Conn, cat: &Catalogue, access: &Access, query: &PartsQuery) -> Result<Vec<String>> {
    let mut sql = Sql::new(conn.dialect().pick("EXPLAIN QUERY PLAN ", "EXPLAIN (COSTS OFF) "));
    sql.append(&statement(conn, cat, access, query)?);
    let column = conn.dialect().pick(3, 0);
    let mut lines = Vec::new();
    conn.query_each(&sql, |row| {
        lines.push(row.text(column)?.trim().to_owned());
        Ok::<_, StoreError>(())
    })?;
    Ok(lines)
}
