//! Statements that continue an order after a place in it.
//!
//! A condition like `(key, rid) > (?, ?) OR key IS NULL` makes both databases read from the start. So rows with and
//! without a first key are asked for apart, one statement after the other, and only as many as the page still needs.

use kith_catalogue::Cell;
use kith_catalogue::sort::Dir;

use super::cursor::At;
use super::paths::Key;
use crate::sql::Sql;

/// A part of what comes after a place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Phase {
    /// What its rows fulfil besides the query's own condition.
    pub(crate) condition: Option<Sql>,
    /// Its `ORDER BY`.
    pub(crate) order: String,
}

/// The direction of row numbers among equals: that of the last key.
pub(crate) fn tie(keys: &[Key]) -> Dir {
    keys.last().map_or(Dir::Asc, |key| key.dir)
}

/// The parts, in order, of what comes after a place; of everything when there is none.
pub(crate) fn phases(keys: &[Key], at: Option<&At>) -> Vec<Phase> {
    let Some(at) = at else {
        // Both databases walk an index for this order of NULLs.
        return vec![Phase { condition: None, order: order(keys, First::Any) }];
    };
    let Some((key, rest)) = keys.split_first() else {
        return vec![Phase { condition: Some(after(keys, at)), order: order(keys, First::Any) }];
    };
    let col = &key.col.text;
    let is_null = |more: Option<Sql>| {
        let mut sql = Sql::new(col);
        sql.add(" IS NULL");
        if let Some(more) = more {
            sql.add(" AND ").append(&more);
        }
        Phase { condition: Some(sql), order: order(keys, First::Null) }
    };
    let rest_at = || At { keys: at.keys[1..].to_vec(), rid: at.rid };
    match (&at.keys[0], key.dir) {
        // Ascending: values, then nothing.
        (Cell::Null, Dir::Asc) => vec![is_null(Some(after_or(rest, &rest_at(), tie(keys))))],
        (value, Dir::Asc) => vec![bounded(keys, at, value, ">"), is_null(None)],
        // Descending: nothing, then values.
        (Cell::Null, Dir::Desc) => {
            let filled = Sql::new(&format!("{col} IS NOT NULL"));
            vec![
                is_null(Some(after_or(rest, &rest_at(), tie(keys)))),
                Phase { condition: Some(filled), order: order(keys, First::Filled) },
            ]
        }
        (value, Dir::Desc) => vec![bounded(keys, at, value, "<")],
    }
}

/// The rows with a first key that come after the place.
fn bounded(keys: &[Key], at: &At, value: &Cell, sign: &str) -> Phase {
    let col = &keys[0].col.text;
    let mut sql = Sql::default();
    if keys.len() == 1 {
        // One comparison of pairs, which is a range of the index (key, rid).
        sql.add("(").add(col).add(", o.rid) ").add(sign).add(" (").arg(value).add(", ").arg(at.rid).add(")");
    } else {
        sql.add(col).add(" ").add(sign).add("= ").arg(value).add(" AND ").append(&after(keys, at));
    }
    Phase { condition: Some(sql), order: order(keys, First::Filled) }
}

/// The general condition of coming after a place.
fn after(keys: &[Key], at: &At) -> Sql {
    after_or(keys, at, tie(keys))
}

fn after_or(keys: &[Key], at: &At, tie: Dir) -> Sql {
    let mut sql = Sql::default();
    let Some((key, rest)) = keys.split_first() else {
        sql.add("o.rid ").add(sign(tie)).add(" ").arg(at.rid);
        return sql;
    };
    let col = &key.col.text;
    let equal = after_or(rest, &At { keys: at.keys[1..].to_vec(), rid: at.rid }, tie);
    match (&at.keys[0], key.dir) {
        (Cell::Null, Dir::Asc) => {
            sql.add("(").add(col).add(" IS NULL AND ").append(&equal).add(")");
        }
        (Cell::Null, Dir::Desc) => {
            sql.add("(").add(col).add(" IS NOT NULL OR ").append(&equal).add(")");
        }
        (value, dir) => {
            sql.add("(").add(col).add(" ").add(sign(dir)).add(" ").arg(value);
            if dir == Dir::Asc {
                sql.add(" OR ").add(col).add(" IS NULL");
            }
            sql.add(" OR (").add(col).add(" = ").arg(value).add(" AND ").append(&equal).add("))");
        }
    }
    sql
}

fn sign(dir: Dir) -> &'static str {
    match dir {
        Dir::Asc => ">",
        Dir::Desc => "<",
    }
}

/// What is known of the first key in a phase.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    Any,
    Filled,
    Null,
}

fn order(keys: &[Key], first: First) -> String {
    let mut text = String::from(" ORDER BY ");
    for (i, key) in keys.iter().enumerate() {
        if i == 0 && first == First::Null {
            continue;
        }
        text.push_str(&key.col.text);
        text.push_str(match (key.dir, i == 0 && first == First::Filled) {
            (Dir::Asc, false) => " ASC NULLS LAST, ",
            (Dir::Desc, false) => " DESC NULLS FIRST, ",
            (Dir::Asc, true) => " ASC, ",
            (Dir::Desc, true) => " DESC, ",
        });
    }
    text.push_str(match tie(keys) {
        Dir::Asc => "o.rid ASC",
        Dir::Desc => "o.rid DESC",
    });
    text
}
