//! Figures that are kept ([`crate::tally`]) instead of counted: which questions they answer, and how they are read.

use kith_catalogue::filter::{Expr, Path, Term, Test};
use kith_catalogue::{Cell, FieldIx, Object, Part, Tally};
use kith_policy::{Action, RowRule};
use uuid::Uuid;

use super::aggregate::{AggregateQuery, Function, Groups, Measure};
use super::measure::Partial;
use super::{Compiler, Deleted};
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::row::RowRef;
use crate::sql::Sql;
use crate::tally::{COLUMNS, table_of, whole};

/// The statement over the kept totals; nothing where they cannot tell. The rights on what is asked for have been checked.
pub(super) fn statement(compiler: &mut Compiler<'_>, object: &Object, query: &AggregateQuery) -> Result<Option<Sql>> {
    if !object.tally.as_ref().is_some_and(|tally| answers(compiler, object, tally, query)) {
        return Ok(None);
    }
    let mut sql = Sql::new("SELECT ");
    for group in &query.group {
        sql.col("o", &object.fields[group.path.field].column).add(", ");
    }
    for (i, column) in COLUMNS.iter().enumerate() {
        sql.add(if i == 0 { "sum(" } else { ", sum(" }).col("o", column).add(")");
    }
    // The columns of groups have the names that they have in the table of records: conditions read the same.
    match (compiler.access.object(object).row(Action::Read).clone(), &object.tally) {
        (RowRule::Involved { field, users, participants, me }, Some(tally)) => {
            let own = RowRule::Owners { field, users };
            sql.add(" FROM (");
            with_what_one_takes_part_in(compiler, object, tally, &own, (participants, me), &mut sql)?;
            sql.add(") o WHERE ");
            compiler.expr(object, "o", &query.filter, &mut sql)?;
        }
        _ => {
            sql.add(" FROM ").ident(&table_of(object)).add(" o WHERE ");
            compiler.scope(object, "o", &query.filter, &mut sql)?;
        }
    }
    for i in 0..query.group.len() {
        sql.add(if i == 0 { " GROUP BY " } else { ", " }).number(i as i64 + 1);
    }
    sql.add(" HAVING sum(o.n) <> 0");
    Ok(Some(sql))
}

/// The kept totals of what belongs to somebody, and a row like theirs for each other record that he takes part in: those are
/// few, and an index finds them.
fn with_what_one_takes_part_in(
    compiler: &mut Compiler<'_>,
    object: &Object,
    tally: &Tally,
    own: &RowRule,
    (participants, me): (FieldIx, Uuid),
    sql: &mut Sql,
) -> Result<()> {
    sql.add("SELECT ");
    for field in &tally.by {
        sql.col("t", &object.fields[*field].column).add(", ");
    }
    for (i, column) in COLUMNS.iter().enumerate() {
        sql.add(if i == 0 { "" } else { ", " }).col("t", column);
    }
    sql.add(" FROM ").ident(&table_of(object)).add(" t WHERE ");
    compiler.rule(object, "t", own, sql)?;
    sql.add(" UNION ALL SELECT ");
    for field in &tally.by {
        sql.col("r", &object.fields[*field].column).add(", ");
    }
    one_row(object, tally, sql);
    sql.add(" FROM ")
        .ident(&object.table)
        .add(" r WHERE r.deleted_at IS NULL AND r.rid IN (SELECT l.rid FROM lookup l");
    sql.add(" WHERE l.object = ").arg(&object.key).add(" AND l.field = ").arg(&object.fields[participants].key);
    sql.add(" AND l.value = ").arg(me.to_string()).add(") AND (");
    compiler.rule(object, "r", own, sql)?;
    sql.add(") IS NOT TRUE");
    compiler.depends.insert(object.key.clone());
    Ok(())
}

/// The figures of one record, as the kept totals have them: sums in two halves.
fn one_row(object: &Object, tally: &Tally, sql: &mut Sql) {
    let name =
        |field: FieldIx, part: Part| Sql::default().col("r", &object.fields[field].column_name(part)).text().to_owned();
    let (base, given) = (name(tally.amount, Part::Base), name(tally.amount, Part::Value));
    let weight = name(tally.weight, Part::Value);
    let units = format!("coalesce({base}, 0) / 100");
    let by_weight = |of: &str| format!("({of}) * coalesce({weight}, 0)");
    for (i, figure) in [
        "1".to_owned(),
        format!("CASE WHEN {base} IS NULL THEN 0 ELSE 1 END"),
        format!("CASE WHEN {given} IS NULL THEN 0 ELSE 1 END"),
        format!("coalesce({base}, 0) >> 32"),
        format!("coalesce({base}, 0) & 4294967295"),
        by_weight(&format!("({units}) >> 32")),
        by_weight(&format!("({units}) & 4294967295")),
        "0".to_owned(),
        by_weight(&format!("coalesce({base}, 0) % 100")),
    ]
    .into_iter()
    .enumerate()
    {
        sql.add(if i == 0 { "" } else { ", " }).add(&figure);
    }
}

fn answers(compiler: &Compiler<'_>, object: &Object, tally: &Tally, query: &AggregateQuery) -> bool {
    let by = |path: &Path| path.step.is_none() && tally.by.contains(&path.field);
    let rows = match compiler.access.object(object).row(Action::Read) {
        RowRule::All | RowRule::None => true,
        RowRule::Owners { field, .. } => tally.by.contains(field),
        RowRule::Involved { field, .. } => tally.by.contains(field),
        RowRule::Parent { .. } | RowRule::AnyParent { .. } => false,
    };
    rows && query.deleted == Deleted::Live
        && query.group.iter().all(|group| group.bucket.is_none() && by(&group.path))
        && query.measures.iter().all(|measure| keeps(tally, measure))
        && asks_for_groups(&query.filter, &by)
}

fn keeps(tally: &Tally, measure: &Measure) -> bool {
    let is = |path: &Path, field| *path == Path::field(field);
    match (&measure.function, &measure.path) {
        (Function::Count, None) => true,
        (Function::Sum | Function::Avg, Some(path)) => is(path, tally.amount),
        (Function::Weighted { by }, Some(path)) => is(path, tally.amount) && is(by, tally.weight),
        _ => false,
    }
}

/// Whether a condition is about nothing but the fields that totals are kept by.
fn asks_for_groups(expr: &Expr, by: &impl Fn(&Path) -> bool) -> bool {
    match expr {
        Expr::True | Expr::False => true,
        Expr::And(parts) | Expr::Or(parts) => parts.iter().all(|part| asks_for_groups(part, by)),
        Expr::Not(inner) => asks_for_groups(inner, by),
        Expr::Term(Term { path, test }) => {
            let plain = match test {
                Test::Filled => true,
                Test::Eq { part, .. } | Test::In { part, .. } => *part == Part::Value,
                _ => false,
            };
            plain && by(path)
        }
        Expr::Id(_) | Expr::Linked(_) | Expr::Through(_) => false,
    }
}

/// Reads the groups; `keys` takes their keys from the beginning of a row.
pub(super) fn read(
    conn: &mut Conn,
    sql: &Sql,
    measures: &[Measure],
    keys: impl Fn(&RowRef<'_>, &mut usize) -> Result<Vec<Vec<Cell>>>,
) -> Result<Groups> {
    let mut found = Groups::new();
    conn.query_each(sql, |row| {
        let mut at = 0;
        let key = keys(row, &mut at)?;
        let mut figures = [0_i128; COLUMNS.len()];
        for (i, figure) in figures.iter_mut().enumerate() {
            *figure = row.opt_big(at + i)?.unwrap_or(0);
        }
        found.insert(key, measures.iter().map(|measure| partial(measure, &figures)).collect());
        Ok::<_, StoreError>(())
    })?;
    if found.is_empty() && !sql.text().contains(" GROUP BY ") {
        found.insert(Vec::new(), vec![Partial::default(); measures.len()]);
    }
    Ok(found)
}

fn partial(measure: &Measure, figures: &[i128; COLUMNS.len()]) -> Partial {
    let [n, filled, given, sum_hi, sum_lo, units_hi, units_lo, rest_hi, rest_lo] = *figures;
    let count = |n: i128| u64::try_from(n).unwrap_or(0);
    let (sum, rest) = match measure.function {
        Function::Weighted { .. } => (whole(units_hi, units_lo), whole(rest_hi, rest_lo)),
        _ => (whole(sum_hi, sum_lo), 0),
    };
    match measure.path {
        None => Partial { filled: count(n), ..Partial::default() },
        Some(_) => {
            Partial { filled: count(filled), sum, rest, unconverted: count(given - filled), ..Partial::default() }
        }
    }
}
