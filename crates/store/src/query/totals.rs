//! Figures that are kept ([`crate::tally`]) instead of counted: which questions they answer, and how they are read.

use kith_catalogue::filter::{Expr, Path, Term, Test};
use kith_catalogue::{Cell, Object, Part, Tally};
use kith_policy::{Action, RowRule};

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
    sql.add(" FROM ").ident(&table_of(object)).add(" o WHERE ");
    compiler.scope(object, "o", &query.filter, &mut sql)?;
    for i in 0..query.group.len() {
        sql.add(if i == 0 { " GROUP BY " } else { ", " }).number(i as i64 + 1);
    }
    sql.add(" HAVING sum(o.n) <> 0");
    Ok(Some(sql))
}

fn answers(compiler: &Compiler<'_>, object: &Object, tally: &Tally, query: &AggregateQuery) -> bool {
    let by = |path: &Path| path.step.is_none() && tally.by.contains(&path.field);
    let rows = match compiler.access.object(object).row(Action::Read) {
        RowRule::All | RowRule::None => true,
        RowRule::Owners { field, .. } => tally.by.contains(field),
        RowRule::Involved { .. } | RowRule::Parent { .. } | RowRule::AnyParent { .. } => false,
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
