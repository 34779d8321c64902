//! Tables made from the catalogue. Changes are only ever additive: columns are added, never dropped; a field that is
//! retired keeps its column and is no longer read. Indexes, which hold nothing of their own, come and go.

mod compare;
mod ddl;
mod indexes;

use std::collections::HashSet;

use kith_catalogue::{Catalogue, Field, Object};

use crate::conn::Conn;
use crate::error::Result;
use crate::sql::{Dialect, Sql};

pub use compare::{Finding, compare};
pub use indexes::{IndexPlan, planned};

/// What [`ensure`] had to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Tables made.
    pub tables: Vec<String>,
    /// Columns added, as `table.column`.
    pub columns: Vec<String>,
    /// Indexes made.
    pub indexes: Vec<String>,
    /// Indexes that are no longer wanted and were dropped.
    pub dropped_indexes: Vec<String>,
}

/// Makes the tables, columns and indexes that the catalogue asks for and the database has not.
pub fn ensure(conn: &mut Conn, catalogue: &Catalogue) -> Result<Changes> {
    let mut changes = Changes::default();
    for object in &catalogue.objects {
        ensure_object(conn, object, &mut changes)?;
    }
    Ok(changes)
}

/// Adds the columns of one new field, and its index where its kind calls for one. Quick on tables of any size.
pub fn add_field(conn: &mut Conn, object: &Object, field: &Field) -> Result<()> {
    let present = ddl::columns(conn, &object.table)?;
    for column in field.columns() {
        if !present.iter().any(|(name, _)| *name == column.name) {
            conn.batch(&ddl::add_column(&object.table, &column, conn.dialect()))?;
        }
    }
    let wanted = planned(object);
    let own: Vec<String> = field.columns().into_iter().map(|c| c.name).collect();
    for plan in wanted.iter().filter(|plan| plan.columns.iter().any(|c| own.contains(c))) {
        conn.batch(&plan.create(&object.table, conn.dialect()))?;
    }
    Ok(())
}

/// Lets nobody else change tables or write until this transaction is over.
pub fn lock_schema(conn: &mut Conn) -> Result<()> {
    match conn.dialect() {
        Dialect::Sqlite => Ok(()),
        Dialect::Postgres => conn.batch("LOCK TABLE write_gate IN EXCLUSIVE MODE"),
    }
}

fn ensure_object(conn: &mut Conn, object: &Object, changes: &mut Changes) -> Result<()> {
    let dialect = conn.dialect();
    let table = &object.table;
    let present = ddl::columns(conn, table)?;
    if present.is_empty() {
        conn.batch(&ddl::create_table(object, dialect))?;
        changes.tables.push(table.clone());
    } else {
        compare::check_types(object, &present)?;
        for column in object.fields.iter().flat_map(Field::columns) {
            if !present.iter().any(|(name, _)| *name == column.name) {
                conn.batch(&ddl::add_column(table, &column, dialect))?;
                changes.columns.push(format!("{table}.{}", column.name));
            }
        }
    }
    ensure_indexes(conn, object, changes)?;
    crate::tally::ensure(conn, object)?;
    crate::search::ensure(conn, object)
}

fn ensure_indexes(conn: &mut Conn, object: &Object, changes: &mut Changes) -> Result<()> {
    let wanted = planned(object);
    let present: HashSet<String> = ddl::indexes(conn, &object.table)?.into_iter().collect();
    let prefix_plain = format!("ix_{}__", object.table);
    let prefix_unique = format!("ux_{}__", object.table);
    let names: HashSet<String> = wanted.iter().map(|plan| plan.name(&object.table)).collect();
    // Fields that are retired keep their indexes out of use: those are dropped with all others not wanted any more.
    for name in present.iter().filter(|name| name.starts_with(&prefix_plain) || name.starts_with(&prefix_unique)) {
        if !names.contains(name) {
            let mut sql = Sql::new("DROP INDEX ");
            sql.ident(name);
            conn.batch(sql.text())?;
            changes.dropped_indexes.push(name.clone());
        }
    }
    for plan in &wanted {
        let name = plan.name(&object.table);
        if !present.contains(&name) {
            conn.batch(&plan.create(&object.table, conn.dialect()))?;
            changes.indexes.push(name);
        }
    }
    Ok(())
}

/// The type of a column in a dialect.
pub(crate) fn type_name(ty: kith_catalogue::ColumnType, dialect: Dialect) -> &'static str {
    use kith_catalogue::ColumnType;
    match ty {
        ColumnType::Int => dialect.pick("INTEGER", "bigint"),
        ColumnType::Text => dialect.pick("TEXT", "text COLLATE \"C\""),
        ColumnType::Bytes => dialect.pick("BLOB", "bytea"),
        ColumnType::Uuid => dialect.pick("BLOB", "uuid"),
    }
}
