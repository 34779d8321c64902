//! Keeping totals in step with records: called by the functions that write records, and by nobody else.

use kith_catalogue::{Cell, FieldIx, Object, Part, Tally};

use super::figures::{COLUMNS, Figures};
use super::table::{self, Groups, table_of};
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::layout::Layout;
use crate::sql::{Dialect, Sql};

/// On PostgreSQL the rows of differences are put together after so many.
const DIFFERENCES: i64 = 512;

/// Counts new records in, each given as the cells of its layout.
pub(crate) fn add_new<'c>(
    conn: &mut Conn,
    object: &Object,
    layout: &Layout,
    rows: impl IntoIterator<Item = &'c [Cell]>,
) -> Result<()> {
    let Some(tally) = &object.tally else { return Ok(()) };
    let place = |field: FieldIx, part: Part| {
        let range = layout.range(field);
        range.clone().find(|at| layout.columns[*at].part == part).unwrap_or(range.start)
    };
    let by: Vec<usize> = tally.by.iter().map(|field| place(*field, Part::Value)).collect();
    let (base, given) = (place(tally.amount, Part::Base), place(tally.amount, Part::Value));
    let weight = place(tally.weight, Part::Value);
    let number = |cell: &Cell| match cell {
        Cell::Int(n) => Some(*n),
        _ => None,
    };
    let mut groups = Groups::new();
    for row in rows {
        let group = by.iter().map(|at| row[*at].clone()).collect();
        let figures = Figures::of(number(&row[base]), !row[given].is_null(), number(&row[weight]));
        groups.entry(group).or_default().add(&figures);
    }
    apply(conn, object, tally, groups)
}

/// Does something to one record and keeps the totals in step with it. `fields` are those that it may change; none are
/// named where the record comes or goes as a whole.
pub(crate) fn around<T>(
    conn: &mut Conn,
    object: &Object,
    rid: i64,
    fields: Option<&[FieldIx]>,
    work: impl FnOnce(&mut Conn) -> Result<T>,
) -> Result<T> {
    let counted =
        object.tally.as_ref().filter(|tally| fields.is_none_or(|fields| fields.iter().any(|f| tally.counts(*f))));
    let Some(tally) = counted else { return work(conn) };
    let before = figures_of(conn, object, tally, rid)?;
    let value = work(conn)?;
    let after = figures_of(conn, object, tally, rid)?;
    let mut groups = Groups::new();
    if let Some((group, figures)) = before {
        groups.entry(group).or_default().take(&figures);
    }
    if let Some((group, figures)) = after {
        groups.entry(group).or_default().add(&figures);
    }
    apply(conn, object, tally, groups)?;
    Ok(value)
}

/// The group and figures of one live record.
fn figures_of(conn: &mut Conn, object: &Object, tally: &Tally, rid: i64) -> Result<Option<(Vec<Cell>, Figures)>> {
    let mut sql = Sql::new("SELECT ");
    table::sources(object, tally, &mut sql);
    sql.add(" FROM ").ident(&object.table).add(" WHERE rid = ").arg(rid).add(" AND deleted_at IS NULL");
    let mut found = None;
    conn.query_each(&sql, |row| {
        found = Some(table::read(row, tally)?);
        Ok::<_, StoreError>(())
    })?;
    Ok(found)
}

fn apply(conn: &mut Conn, object: &Object, tally: &Tally, mut groups: Groups) -> Result<()> {
    groups.retain(|_, figures| !figures.is_nothing());
    if groups.is_empty() {
        return Ok(());
    }
    match conn.dialect() {
        Dialect::Sqlite => {
            let mut new = Groups::new();
            for (group, figures) in groups {
                if conn.exec(&change(object, tally, &group, &figures))? == 0 {
                    new.insert(group, figures);
                }
            }
            if new.is_empty() { Ok(()) } else { table::insert(conn, object, tally, new) }
        }
        Dialect::Postgres => note(conn, object, tally, groups),
    }
}

fn change(object: &Object, tally: &Tally, group: &[Cell], figures: &Figures) -> Sql {
    let mut sql = Sql::new("UPDATE ");
    sql.ident(&table_of(object)).add(" SET ");
    for (i, (name, figure)) in COLUMNS.iter().zip(figures.0).enumerate() {
        sql.add(if i == 0 { "" } else { ", " }).ident(name).add(" = ").ident(name).add(" + ").arg(figure);
    }
    for (i, (field, cell)) in tally.by.iter().zip(group).enumerate() {
        sql.add(if i == 0 { " WHERE " } else { " AND " }).ident(&object.fields[*field].column).add(" IS ").arg(cell);
    }
    sql
}

/// Writes the differences down as rows of their own.
fn note(conn: &mut Conn, object: &Object, tally: &Tally, groups: Groups) -> Result<()> {
    let mut sql = Sql::new("INSERT INTO ");
    sql.ident(&table_of(object)).add(" (");
    table::names(object, tally, &mut sql);
    for name in COLUMNS {
        sql.add(", ").ident(name);
    }
    sql.add(") VALUES ");
    for (i, (group, figures)) in groups.into_iter().enumerate() {
        sql.add(if i == 0 { "(" } else { ", (" }).args(group.into_iter().chain(figures.cells())).add(")");
    }
    sql.add(" RETURNING id");
    let ids = conn.query(&sql)?;
    for row in &ids {
        if row.int(0)? % DIFFERENCES == 0 {
            return table::put_together(conn, object, tally);
        }
    }
    Ok(())
}
