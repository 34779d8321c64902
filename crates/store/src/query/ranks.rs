//! Medians and ninth tenths of a number or moment over groups of records.

use std::sync::Arc;

use kith_catalogue::filter::{Expr, Path};
use kith_catalogue::{Catalogue, Cell, ColumnType, Part};
use kith_policy::Access;

use super::paths::Source;
use super::{Compiler, Deleted, deleted_test, object_of};
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::sql::Sql;

/// A question for the middle and the far end of what records have in a field.
#[derive(Debug, Clone)]
pub struct RankQuery {
    /// The object's key.
    pub object: Arc<str>,
    /// Which records; those without a value do not count.
    pub filter: Expr,
    /// What to group by; one group of all when none.
    pub group: Option<Path>,
    /// A field stored as one integer: a number, a date or a moment.
    pub of: Path,
}

/// The ranks of a group, in stored form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankRow {
    /// The group's value; NULL when there is none.
    pub key: Cell,
    /// How many records have a value.
    pub count: u64,
    /// Half of them have no more.
    pub median: i64,
    /// Nine tenths of them have no more.
    pub ninetieth: i64,
}

/// The nearest ranks of each group, by whole numbers as for the time in stages: of n values in order the one at ⌈n/2⌉ and the one
/// at ⌈9n/10⌉.
///
/// # Errors
/// `unknown_object`, `unknown_field`, `not_measurable` for a field that is no integer.
pub fn ranks(conn: &mut Conn, cat: &Catalogue, access: &Access, query: &RankQuery) -> Result<Vec<RankRow>> {
    let object = object_of(cat, &query.object)?;
    let mut compiler = Compiler::new(cat, access, conn.dialect());
    compiler.sets = true;
    let mut source = Source::of(object);
    let of = source.path(&mut compiler, object, &query.of, Part::Value)?;
    if of.ty != ColumnType::Int {
        return Err(StoreError::invalid("not_measurable", query.of.key(cat, object)));
    }
    let key = match &query.group {
        Some(path) => Some(source.path(&mut compiler, object, path, Part::Value)?),
        None => None,
    };
    let mut condition = Sql::default();
    compiler.scope(object, "o", &query.filter, &mut condition)?;
    let by = key.as_ref().map_or("0", |key| &key.text);
    let mut sql = Sql::new("SELECT grp, MAX(n), MAX(CASE WHEN place = (n + 1) / 2 THEN v END), ");
    sql.add("MAX(CASE WHEN place = (n * 9 + 9) / 10 THEN v END) FROM (SELECT ").add(by).add(" AS grp, ").add(&of.text);
    sql.add(" AS v, ROW_NUMBER() OVER (PARTITION BY ")
        .add(by)
        .add(" ORDER BY ")
        .add(&of.text)
        .add(", o.rid) AS place, ");
    sql.add("COUNT(*) OVER (PARTITION BY ").add(by).add(") AS n FROM ").append(&source.from);
    sql.add(" WHERE ").add(&of.text).add(" IS NOT NULL AND ");
    if let Some(live) = deleted_test(Deleted::Live, "o") {
        sql.add(&live).add(" AND ");
    }
    sql.append(&condition).add(") ranked GROUP BY grp");
    let mut found = Vec::new();
    conn.query_each(&sql, |row| {
        found.push(RankRow {
            key: key.as_ref().map_or(Ok(Cell::Null), |key| row.cell(0, key.ty))?,
            count: u64::try_from(row.int(1)?).unwrap_or(0),
            median: row.opt_int(2)?.unwrap_or(0),
            ninetieth: row.opt_int(3)?.unwrap_or(0),
        });
        Ok::<_, StoreError>(())
    })?;
    Ok(found)
}
