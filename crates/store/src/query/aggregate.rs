//! Groups of records and their figures.

use std::cmp::Ordering;
use std::collections::HashMap;

use jiff::tz::TimeZone;
use kith_catalogue::filter::{Expr, Leaf, Path};
use kith_catalogue::{Catalogue, Cell, CellRef, ColumnType, Kind, Object, Part, Stored};
use kith_policy::Access;
use rust_decimal::Decimal;

use super::buckets::{self, Bucket, Given, Spans};
use super::measure::{Partial, Shape};
use super::paths::Source;
use super::{Compiler, Deleted, deleted_test, object_of, totals};
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::row::RowRef;
use crate::sql::Sql;

/// A question for groups and figures.
#[derive(Debug, Clone)]
pub struct AggregateQuery {
    /// The object's key.
    pub object: std::sync::Arc<str>,
    /// Which records.
    pub filter: Expr,
    /// What to group by; one group of all when empty.
    pub group: Vec<Group>,
    /// The figures.
    pub measures: Vec<Measure>,
    /// The zone in which moments become days.
    pub zone: TimeZone,
    /// Live records, the bin, or both.
    pub deleted: Deleted,
}

impl AggregateQuery {
    /// The number of all live records of an object.
    pub fn new(object: impl Into<std::sync::Arc<str>>) -> Self {
        Self {
            object: object.into(),
            filter: Expr::True,
            group: Vec::new(),
            measures: vec![Measure { function: Function::Count, path: None }],
            zone: TimeZone::UTC,
            deleted: Deleted::Live,
        }
    }
}

/// What to group by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The field, or one step through it.
    pub path: Path,
    /// Dates and moments fall together by this.
    pub bucket: Option<Bucket>,
}

/// A figure to compute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// How.
    pub function: Function,
    /// Of which field; a count of records needs none.
    pub path: Option<Path>,
}

/// How a figure is computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Function {
    /// Records, or with a path those where it is filled.
    Count,
    /// The sum of a number or an amount.
    Sum,
    /// The sum of each amount times the percentage in another field; records without one count as 0 %.
    Weighted {
        /// The field with the percentage.
        by: Path,
    },
    /// The mean of those filled.
    Avg,
    /// The least of a number, amount, date or moment.
    Min,
    /// The greatest.
    Max,
}

/// A group and its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct AggregateRow {
    /// Per group of the question, the cells of its value, as [`Kind::value`] wants them; with a bucket, the first day
    /// of the span as a date. No value is NULL.
    pub keys: Vec<Vec<Cell>>,
    /// Per measure.
    pub figures: Vec<Measured>,
}

/// A figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// The figure.
    pub figure: Figure,
    /// Records left out of it because their amount has no known rate into the workspace's currency.
    pub unconverted: u64,
}

/// The value of a figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// There was nothing to compute it from.
    None,
    /// A number of records.
    Count(u64),
    /// A number, or an amount in the workspace's currency.
    Decimal(Decimal),
    /// A date or moment in stored form.
    Cell(Cell),
}

/// The most groups of an answer.
pub const MAX_GROUPS: usize = 10_000;
/// The most rows that are read to be put together into groups.
const MAX_ROWS: usize = 200_000;

/// A group in the statement.
struct Grouped {
    given: Option<Given>,
    types: Vec<ColumnType>,
    /// For rows that are read one by one: the column itself and the spans that its moments are in.
    moments: Option<(String, Spans)>,
}

impl Grouped {
    /// The key that a value stands for in a row that is read by itself.
    fn single<'c>(&self, cell: CellRef<'c>) -> CellRef<'c> {
        match (&self.moments, cell) {
            (Some((_, spans)), CellRef::Int(moment)) => spans.of(moment).map_or(CellRef::Null, CellRef::Int),
            (_, cell) => cell,
        }
    }
}

/// Groups and their figures, in the order of their keys.
///
/// # Errors
/// `unknown_object`, `unknown_field`, `not_groupable`, `not_measurable`, `too_many_groups`.
pub fn aggregate(
    conn: &mut Conn,
    cat: &Catalogue,
    access: &Access,
    query: &AggregateQuery,
) -> Result<Vec<AggregateRow>> {
    let object = object_of(cat, &query.object)?;
    let mut compiler = Compiler::new(cat, access, conn.dialect());
    compiler.sets = true;
    let mut source = Source::of(object);
    let mut columns: Vec<Sql> = Vec::new();
    let mut groups = Vec::new();
    for group in &query.group {
        groups.push(write_group(conn, &mut compiler, &mut source, object, group, &query.zone, &mut columns)?);
    }
    let keys = columns.len();
    let mut shapes = Vec::new();
    for measure in &query.measures {
        shapes.push(Shape::new(&mut compiler, &mut source, object, measure)?);
    }
    let mut condition = Sql::default();
    if let Some(test) = deleted_test(query.deleted, "o") {
        condition.add(&test).add(" AND ");
    }
    compiler.scope(object, "o", &query.filter, &mut condition)?;

    let statement = |wide: bool| {
        let mut sql = Sql::new("SELECT ");
        for column in &columns {
            sql.append(column).add(", ");
        }
        for shape in &shapes {
            shape.write(wide, &mut sql);
        }
        sql.add("count(*) FROM ").append(&source.from).add(" WHERE ").append(&condition);
        for i in 0..keys {
            sql.add(if i == 0 { " GROUP BY " } else { ", " }).number(i as i64 + 1);
        }
        if keys > 0 {
            sql.add(" LIMIT ").number(MAX_ROWS as i64 + 1);
        }
        sql
    };
    let found = if let Some(sql) = totals::statement(&mut compiler, object, query)? {
        totals::read(conn, &sql, &query.measures, |row, at| read_keys(row, &groups, at))?
    } else if keys > 0 && conn.dialect().is_sqlite() && is_sorted_for(conn, &statement(false))? {
        // Grouping in the order of no index, SQLite sorts all rows first. Going through them once is quicker.
        let mut sql = Sql::new("SELECT ");
        let mut columns = columns.iter();
        for group in &groups {
            for column in columns.by_ref().take(group.types.len()) {
                match &group.moments {
                    Some((plain, _)) => sql.add(plain).add(", "),
                    None => sql.append(column).add(", "),
                };
            }
        }
        for shape in &shapes {
            shape.write_raw(&mut sql);
        }
        sql.add("1 FROM ").append(&source.from).add(" WHERE ").append(&condition);
        read_raw(conn, &sql, &groups, &shapes)?
    } else if conn.dialect().is_sqlite() && shapes.iter().any(Shape::adds_up) {
        // Sums beyond 64 bits are an error there; then they are added up in two halves.
        match conn.savepoint(|conn| read(conn, &statement(false), &groups, &shapes, false)) {
            Err(StoreError::Backend(text)) if text.contains("integer overflow") => {
                read(conn, &statement(true), &groups, &shapes, true)?
            }
            other => other?,
        }
    } else {
        read(conn, &statement(false), &groups, &shapes, false)?
    };
    if found.len() > MAX_GROUPS {
        return Err(too_many());
    }
    let mut rows: Vec<AggregateRow> = found
        .into_iter()
        .map(|(keys, partials)| AggregateRow {
            keys,
            figures: shapes.iter().zip(partials).map(|(shape, partial)| shape.finish(cat, partial)).collect(),
        })
        .collect();
    rows.sort_by(|a, b| compare(&a.keys, &b.keys));
    Ok(rows)
}

pub(super) type Groups = HashMap<Vec<Vec<Cell>>, Vec<Partial>>;

/// True when SQLite would sort the rows to group them.
fn is_sorted_for(conn: &mut Conn, sql: &Sql) -> Result<bool> {
    let mut explain = Sql::new("EXPLAIN QUERY PLAN ");
    explain.append(sql);
    let mut sorted = false;
    conn.query_each(&explain, |row| {
        sorted |= row.text(3)?.contains("TEMP B-TREE FOR GROUP BY");
        Ok::<_, StoreError>(())
    })?;
    Ok(sorted)
}

/// Groups single rows. Their keys are compared as bytes, and made into cells once a group.
fn read_raw(conn: &mut Conn, sql: &Sql, groups: &[Grouped], shapes: &[Shape]) -> Result<Groups> {
    let mut places: HashMap<Vec<u8>, usize> = HashMap::new();
    let mut found: Vec<(Vec<Vec<Cell>>, Vec<Partial>)> = Vec::new();
    let mut key = Vec::with_capacity(64);
    let width: usize = groups.iter().map(|group| group.types.len()).sum();
    conn.query_each(sql, |row| {
        key.clear();
        let mut at = 0;
        for group in groups {
            for _ in &group.types {
                bytes_of(group.single(row.get(at)?), &mut key);
                at += 1;
            }
        }
        let place = match places.get(key.as_slice()) {
            Some(place) => *place,
            None => {
                if found.len() >= MAX_ROWS {
                    return Err(too_many());
                }
                let mut at = 0;
                let mut cells = read_keys(row, groups, &mut at)?;
                for (group, cells) in groups.iter().zip(&mut cells) {
                    cells.iter_mut().for_each(|cell| *cell = group.single(cell.cell()).to_owned());
                }
                found.push((cells, vec![Partial::default(); shapes.len()]));
                places.insert(key.clone(), found.len() - 1);
                found.len() - 1
            }
        };
        let mut at = width;
        for (shape, partial) in shapes.iter().zip(&mut found[place].1) {
            shape.read_raw(row, &mut at, partial)?;
        }
        Ok(())
    })?;
    // Days of one span come together only now.
    let mut merged: Groups = HashMap::with_capacity(found.len());
    for (keys, partials) in found {
        match merged.entry(keys) {
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(partials);
            }
            std::collections::hash_map::Entry::Occupied(mut entry) => {
                for (into, part) in entry.get_mut().iter_mut().zip(partials) {
                    into.merge(&part);
                }
            }
        }
    }
    Ok(merged)
}

fn bytes_of(cell: CellRef<'_>, out: &mut Vec<u8>) {
    match cell {
        CellRef::Null => out.push(0),
        CellRef::Int(n) => {
            out.push(1);
            out.extend_from_slice(&n.to_le_bytes());
        }
        CellRef::Text(t) => {
            out.push(2);
            out.extend_from_slice(&(t.len() as u32).to_le_bytes());
            out.extend_from_slice(t.as_bytes());
        }
        CellRef::Bytes(b) => {
            out.push(3);
            out.extend_from_slice(&(b.len() as u32).to_le_bytes());
            out.extend_from_slice(b);
        }
        CellRef::Uuid(id) => {
            out.push(4);
            out.extend_from_slice(id.as_bytes());
        }
    }
}

fn read_keys(row: &RowRef<'_>, groups: &[Grouped], at: &mut usize) -> Result<Vec<Vec<Cell>>> {
    let mut keys = Vec::with_capacity(groups.len());
    for group in groups {
        let mut cells = Vec::with_capacity(group.types.len());
        for ty in &group.types {
            let cell = row.cell(*at, *ty)?;
            cells.push(match (cell, group.given) {
                (Cell::Int(n), Some(given)) => Cell::Int(given.span(n)?),
                (cell, _) => cell,
            });
            *at += 1;
        }
        keys.push(cells);
    }
    Ok(keys)
}

fn read(conn: &mut Conn, sql: &Sql, groups: &[Grouped], shapes: &[Shape], wide: bool) -> Result<Groups> {
    let mut found: Groups = HashMap::new();
    let mut rows = 0;
    conn.query_each(sql, |row| {
        rows += 1;
        if rows > MAX_ROWS {
            return Err(too_many());
        }
        let mut at = 0;
        let keys = read_keys(row, groups, &mut at)?;
        let partials = found.entry(keys).or_insert_with(|| vec![Partial::default(); shapes.len()]);
        for (shape, partial) in shapes.iter().zip(partials) {
            shape.read(row, &mut at, wide, partial)?;
        }
        Ok(())
    })?;
    if groups.is_empty() && found.is_empty() {
        found.insert(Vec::new(), vec![Partial::default(); shapes.len()]);
    }
    Ok(found)
}

fn write_group(
    conn: &mut Conn,
    compiler: &mut Compiler<'_>,
    source: &mut Source,
    object: &Object,
    group: &Group,
    zone: &TimeZone,
    columns: &mut Vec<Sql>,
) -> Result<Grouped> {
    let key = || group.path.key(compiler.cat, object);
    let kind = match group.path.leaf(compiler.cat, object) {
        Leaf::Kind(kind) if !kind.is_groupable() => return Err(StoreError::invalid("not_groupable", key())),
        Leaf::Kind(kind) => Some(kind.clone()),
        Leaf::Team => None,
    };
    let (path, Some(bucket)) = (&group.path, group.bucket) else {
        let value = source.path(compiler, object, &group.path, Part::Value)?;
        let mut types = vec![value.ty];
        columns.push(Sql::new(&value.text));
        if let Some(Kind::Link { targets }) = &kind
            && targets.len() > 1
        {
            let target = source.path(compiler, object, &group.path, Part::Object)?;
            types.push(target.ty);
            columns.push(Sql::new(&target.text));
        }
        return Ok(Grouped { given: None, types, moments: None });
    };
    let value = source.path(compiler, object, path, Part::Value)?;
    let mut moments = None;
    let (sql, given) = match kind {
        Some(Kind::Date) => buckets::of_date(&value.text, bucket),
        Some(Kind::DateTime) => {
            let (first, last) = extremes(conn, compiler, object, path)?;
            moments = buckets::spans(bucket, zone, first, last).map(|spans| (value.text.clone(), spans));
            buckets::of_moment(&value.text, bucket, zone, first, last)
        }
        _ => return Err(StoreError::invalid("not_groupable", path.key(compiler.cat, object))),
    };
    columns.push(sql);
    Ok(Grouped { given: Some(given), types: vec![ColumnType::Int], moments })
}

/// The first and the last moment in a column, of all records: only to know which spans there can be.
fn extremes(conn: &mut Conn, compiler: &Compiler<'_>, object: &Object, path: &Path) -> Result<(i64, i64)> {
    use kith_catalogue::filter::Step;
    let (object, field) = match &path.step {
        Some(Step::Record { object: target, field }) => (object_of(compiler.cat, target)?.as_ref(), *field),
        _ => (object, path.field),
    };
    let mut sql = Sql::new("SELECT ");
    for (i, function) in ["min", "max"].into_iter().enumerate() {
        sql.add(if i == 0 { "(SELECT " } else { ", (SELECT " }).add(function).add("(");
        sql.ident(&object.fields[field].column).add(") FROM ").ident(&object.table);
        sql.add(" WHERE deleted_at IS NULL)");
    }
    let mut all = (0, 0);
    if let Some(row) = conn.one(&sql)? {
        all = (row.opt_int(0)?.unwrap_or(0), row.opt_int(1)?.unwrap_or(0));
    }
    Ok(all)
}

fn too_many() -> StoreError {
    StoreError::invalid("too_many_groups", MAX_GROUPS.to_string())
}

fn compare(a: &[Vec<Cell>], b: &[Vec<Cell>]) -> Ordering {
    let rank = |cell: &Cell| match cell {
        Cell::Null => 1,
        _ => 0,
    };
    let pairs = a.iter().flatten().zip(b.iter().flatten());
    for (a, b) in pairs {
        let order = match (a, b) {
            (Cell::Int(a), Cell::Int(b)) => a.cmp(b),
            (Cell::Text(a), Cell::Text(b)) => a.cmp(b),
            (Cell::Bytes(a), Cell::Bytes(b)) => a.cmp(b),
            (Cell::Uuid(a), Cell::Uuid(b)) => a.cmp(b),
            _ => rank(a).cmp(&rank(b)),
        };
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}
