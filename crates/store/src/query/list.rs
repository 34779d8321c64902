//! Lists: a page of records in an order.

use std::sync::Arc;

use kith_catalogue::filter::{Expr, Path, Term, Test};
use kith_catalogue::sort::Dir;
use kith_catalogue::{Catalogue, Cell, ColumnType, Kind, Object, Part};
use kith_policy::Access;

use super::cursor::{self, At};
use super::paths::{Key, Source, column};
use super::seek::{Phase, phases};
use super::select::{RecordRow, Selection};
use super::{Compiler, Deleted, ListPage, ListQuery, PageEnd, Paging, anchors, deleted_test, object_of};
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::row::RowRef;
use crate::search;
use crate::sql::{Dialect, Sql};

/// The most records of a page.
pub const MAX_LIMIT: usize = 1_000;

/// A list, compiled: everything but which page.
pub(crate) struct Plan {
    /// `"obj_deal" o LEFT JOIN …`
    pub(crate) from: Sql,
    pub(crate) keys: Vec<Key>,
    /// Which rows there are for this actor and filter.
    pub(crate) condition: Sql,
    /// The same for going through all of them.
    pub(crate) of_all: Sql,
    /// The order is made by sorting, since the rows are few.
    sorts: bool,
    pub(crate) depends: Vec<Arc<str>>,
    mark: u64,
}

impl Plan {
    pub(crate) fn new(
        conn: &mut Conn,
        cat: &Catalogue,
        access: &Access,
        object: &Object,
        query: &ListQuery,
    ) -> Result<Self> {
        let mut plan = Self::compile(conn.dialect(), cat, access, object, query)?;
        // Now that it is known that he may ask this: parts of words are found by the search's index.
        for text in contained(object, &query.filter).into_iter().take(2) {
            if let Some(few) = search::narrow(conn, object, "o", text)? {
                plan.condition.add(" AND ").append(&few);
                plan.of_all.add(" AND ").append(&few);
            }
        }
        Ok(plan)
    }

    /// The plan without a look at the database.
    pub(crate) fn compile(
        dialect: Dialect,
        cat: &Catalogue,
        access: &Access,
        object: &Object,
        query: &ListQuery,
    ) -> Result<Self> {
        let mut compiler = Compiler::new(cat, access, dialect);
        let mut source = Source::of(object);
        // Keys first: the names of what they join must not depend on the filter.
        let keys = match (query.deleted, query.sort.as_slice()) {
            (Deleted::Bin, []) => vec![last_deleted()],
            (_, sort) => source.keys(&mut compiler, object, sort)?,
        };
        let mut write = |sets: bool| {
            compiler.sets = sets;
            let mut condition = Sql::default();
            if let Some(test) = deleted_test(query.deleted, "o") {
                condition.add(&test).add(" AND ");
            }
            compiler.scope(object, "o", &query.filter, &mut condition)?;
            Ok::<_, StoreError>(condition)
        };
        let (condition, of_all) = (write(false)?, write(true)?);
        // Left to itself SQLite would walk all records in the wanted order rather than sort a person's few.
        let sorts = compiler.few && dialect == Dialect::Sqlite;
        let mark = cursor::mark(&object.key, &keys);
        Ok(Self {
            from: source.from,
            keys,
            condition,
            of_all,
            sorts,
            depends: compiler.depends.into_iter().collect(),
            mark,
        })
    }

    /// `SELECT <columns> FROM … WHERE … ORDER BY … LIMIT … OFFSET …` of one phase.
    pub(crate) fn statement(&self, columns: &Sql, phase: &Phase, limit: u64, offset: u64) -> Sql {
        let mut sql = self.rows(columns, phase);
        // The sign takes the order from the index.
        let order = if self.sorts { phase.order.replacen("BY ", "BY +", 1) } else { phase.order.clone() };
        sql.add(&order).add(" LIMIT ").number(limit as i64);
        if offset > 0 {
            sql.add(" OFFSET ").number(offset as i64);
        }
        sql
    }

    /// `SELECT <columns> FROM … WHERE …` of one phase.
    pub(crate) fn rows(&self, columns: &Sql, phase: &Phase) -> Sql {
        let mut sql = Sql::new("SELECT ");
        sql.append(columns).add(" FROM ").append(&self.from).add(" WHERE ").append(&self.condition);
        if let Some(condition) = &phase.condition {
            sql.add(" AND ").append(condition);
        }
        sql
    }

    /// `SELECT count(*) FROM … WHERE …`, without the joins that only the order needs.
    pub(crate) fn counting(&self, table: &str) -> Sql {
        let mut sql = Sql::new("SELECT count(*) FROM ");
        sql.ident(table).add(" o WHERE ").append(&self.of_all);
        sql
    }

    /// The columns that make up a place: the keys and the row number.
    pub(crate) fn place_columns(&self) -> Sql {
        let mut sql = Sql::default();
        for key in &self.keys {
            sql.add(&key.col.text).add(", ");
        }
        sql.add("o.rid");
        sql
    }

    /// The columns of a place under the names k0, k1, …, rid, for use in an outer statement.
    pub(crate) fn numbered_columns(&self) -> Sql {
        let mut sql = Sql::default();
        for (i, key) in self.keys.iter().enumerate() {
            sql.add(&key.col.text).add(" AS k").number(i as i64).add(", ");
        }
        sql.add("o.rid AS rid");
        sql
    }

    /// The names that [`Plan::numbered_columns`] gives.
    pub(crate) fn numbered_names(&self) -> String {
        let mut text: String = (0..self.keys.len()).map(|i| format!("k{i}, ")).collect();
        text.push_str("rid");
        text
    }

    /// The place in a row whose columns begin at `first`.
    pub(crate) fn place(&self, row: &RowRef<'_>, first: usize) -> Result<At> {
        let mut keys = Vec::with_capacity(self.keys.len());
        for (i, key) in self.keys.iter().enumerate() {
            keys.push(row.cell(first + i, key.col.ty)?);
        }
        Ok(At { keys, rid: row.int(first + self.keys.len())? })
    }
}

/// The order of the bin: what was deleted last comes first.
fn last_deleted() -> Key {
    Key { col: column("o", "deleted_at", ColumnType::Int), dir: Dir::Desc }
}

/// A page of records.
///
/// # Errors
/// `unknown_object`, `unknown_field` (also for one that the actor may not read), `bad_cursor`.
pub fn list(conn: &mut Conn, cat: &Catalogue, access: &Access, query: &ListQuery) -> Result<ListPage> {
    let mut rows = Vec::with_capacity(query.limit.min(MAX_LIMIT));
    let end = list_each(conn, cat, access, query, |row| {
        rows.push(row.selection.record(row.row)?);
        Ok::<_, StoreError>(())
    })?;
    Ok(ListPage { rows, next: end.next, count: end.count })
}

/// A page of records, each handed to a function while the database still owns it.
///
/// # Errors
/// As [`list`], and those of the function.
pub fn list_each<E: From<StoreError>>(
    conn: &mut Conn,
    cat: &Catalogue,
    access: &Access,
    query: &ListQuery,
    mut each: impl FnMut(&RecordRow<'_, '_>) -> Result<(), E>,
) -> Result<PageEnd, E> {
    let object = object_of(cat, &query.object)?;
    let selection = selection(access, object, query)?;
    let plan = Plan::new(conn, cat, access, object, query)?;
    let limit = query.limit.clamp(1, MAX_LIMIT);
    let start = match &query.paging {
        Paging::First | Paging::Offset(0) => Some(None),
        Paging::Cursor(text) => Some(Some(cursor::decode(conn, text, plan.mark, &plan.keys)?)),
        Paging::Offset(skip) => anchors::find(conn, &plan, *skip)?.map(Some),
    };
    let mut next = None;
    // No start: the jump went beyond the end.
    if let Some(at) = start {
        next = page(conn, &plan, &selection, at.as_ref(), limit, &mut each)?;
    }
    let count = if query.count { Some(anchors::count(conn, &plan, &object.table)?) } else { None };
    let next = next.map(|at| cursor::encode(conn, plan.mark, &at)).transpose()?;
    Ok(PageEnd { next, count })
}

/// The columns of a record, then the keys of its place.
pub(super) fn page_columns(plan: &Plan, selection: &Selection) -> Sql {
    let mut columns = Sql::default();
    selection.write("o", &mut columns);
    for key in &plan.keys {
        columns.add(", ").add(&key.col.text);
    }
    columns
}

/// Hands over up to `limit` rows after a place; where the page after it begins, when there is one.
fn page<E: From<StoreError>>(
    conn: &mut Conn,
    plan: &Plan,
    selection: &Selection,
    at: Option<&At>,
    limit: usize,
    each: &mut impl FnMut(&RecordRow<'_, '_>) -> Result<(), E>,
) -> Result<Option<At>, E> {
    let columns = page_columns(plan, selection);
    let first = selection.width();
    let mut given = 0;
    let mut last: Option<At> = None;
    let mut more = false;
    for phase in phases(&plan.keys, at) {
        // One more than wanted tells whether there is another page.
        let wanted = limit + 1 - given;
        let sql = plan.statement(&columns, &phase, wanted as u64, 0);
        conn.query_each(&sql, |row| -> Result<(), E> {
            if given == limit {
                more = true;
                return Ok(());
            }
            each(&RecordRow { row, selection })?;
            given += 1;
            if given == limit {
                let mut keys: Vec<Cell> = Vec::with_capacity(plan.keys.len());
                for (i, key) in plan.keys.iter().enumerate() {
                    keys.push(row.cell(first + i, key.col.ty)?);
                }
                last = Some(At { keys, rid: row.int(0)? });
            }
            Ok(())
        })?;
        if more {
            break;
        }
    }
    Ok(if more { last } else { None })
}

/// How the database goes about a list: the lines of its plan, for every statement of the page.
///
/// # Errors
/// As [`list`].
pub fn explain(conn: &mut Conn, cat: &Catalogue, access: &Access, query: &ListQuery) -> Result<Vec<String>> {
    let object = object_of(cat, &query.object)?;
    let plan = Plan::new(conn, cat, access, object, query)?;
    let at = match &query.paging {
        Paging::Cursor(text) => Some(cursor::decode(conn, text, plan.mark, &plan.keys)?),
        Paging::First | Paging::Offset(_) => None,
    };
    let columns = page_columns(&plan, &selection(access, object, query)?);
    let mut lines = Vec::new();
    for phase in phases(&plan.keys, at.as_ref()) {
        let mut sql = Sql::new(conn.dialect().pick("EXPLAIN QUERY PLAN ", "EXPLAIN (COSTS OFF) "));
        sql.append(&plan.statement(&columns, &phase, query.limit as u64 + 1, 0));
        let column = conn.dialect().pick(3, 0);
        conn.query_each(&sql, |row| {
            lines.push(row.text(column)?.trim().to_owned());
            Ok::<_, StoreError>(())
        })?;
    }
    Ok(lines)
}

/// How many records match.
///
/// # Errors
/// As [`list`].
pub fn count(conn: &mut Conn, cat: &Catalogue, access: &Access, query: &ListQuery) -> Result<u64> {
    let object = object_of(cat, &query.object)?;
    let plan = Plan::new(conn, cat, access, object, query)?;
    anchors::count(conn, &plan, &object.table)
}

/// Texts that every record wanted holds in a searched field.
fn contained<'e>(object: &Object, expr: &'e Expr) -> Vec<&'e str> {
    match expr {
        Expr::And(parts) => parts.iter().flat_map(|part| contained(object, part)).collect(),
        Expr::Term(Term { path: Path { field, step: None }, test: Test::Contains { part: Part::Fold, text } }) => {
            let it = &object.fields[*field];
            // Of long texts only the beginning is in the index.
            if it.searchable && it.kind != Kind::LongText { vec![text] } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

fn selection(access: &Access, object: &Object, query: &ListQuery) -> Result<Selection> {
    let rights = access.object(object);
    match &query.fields {
        None => Ok(Selection::new(object, |field| rights.may_read(field))),
        Some(fields) => {
            for field in fields {
                if !rights.may_read(*field) {
                    let key = object.fields.get(*field).map_or("?", |field| &field.key);
                    return Err(StoreError::invalid("unknown_field", key));
                }
            }
            Ok(Selection::new(object, |field| fields.contains(&field)))
        }
    }
}
