//! Values that point somewhere point to something.

use std::sync::Arc;

use kith_catalogue::standard::deal;
use kith_catalogue::{Field, Kind, Object, Part};

use super::{HELP, Report};
use crate::conn::Conn;
use crate::error::Result;
use crate::sql::Sql;

const NOWHERE: &str = "nowhere";

/// Columns of hand-written tables, and the table that each points into.
const FIXED: [(&str, &str, &str); 22] = [
    ("user_account", "team", "team"),
    ("user_account", "manager", "user_account"),
    ("user_account", "office", "team"),
    ("team", "parent", "team"),
    ("team", "manager", "user_account"),
    ("user_role", "user_id", "user_account"),
    ("user_role", "role_id", "role"),
    ("session", "user_id", "user_account"),
    ("token", "user_id", "user_account"),
    ("token", "role_id", "role"),
    ("stage", "pipeline", "pipeline"),
    ("stage_stay", "stage", "stage"),
    ("stage_stay", "pipeline", "pipeline"),
    ("note", "author", "user_account"),
    ("file", "created_by", "user_account"),
    ("file", "note", "note"),
    ("calendar_feed", "user_id", "user_account"),
    ("absence", "user_id", "user_account"),
    ("distribution_turn", "rule", "distribution_rule"),
    ("distribution_wait", "rule", "distribution_rule"),
    ("script_run", "script", "script"),
    ("script_run", "author", "user_account"),
];

/// The references of hand-written tables.
pub(super) fn fixed(conn: &mut Conn, report: &mut Report) -> Result<()> {
    for (table, column, target) in FIXED {
        let mut sql = Sql::new("SELECT x.");
        sql.add(column).add(", count(*) OVER () FROM ").add(table).add(" x LEFT JOIN ").add(target);
        sql.add(" t ON t.id = x.").add(column).add(" WHERE t.id IS NULL AND x.").add(column).add(" IS NOT NULL");
        report.suspects(conn, NOWHERE, sql, format!("rows of {table} whose {column} is not there"), HELP)?;
    }
    Ok(())
}

/// The references of an object's records, and what hangs on them.
pub(super) fn records(conn: &mut Conn, object: &Object, all: &[Arc<Object>], report: &mut Report) -> Result<()> {
    for field in &object.fields {
        match &field.kind {
            Kind::User => points(conn, object, field, "user_account", None, report)?,
            Kind::Users => people(conn, object, field, report)?,
            Kind::Stage => points(conn, object, field, "stage", None, report)?,
            Kind::Pipeline => points(conn, object, field, "pipeline", None, report)?,
            Kind::Link { targets } => {
                let several = targets.len() > 1;
                for target in targets {
                    // An object whose table is not whole has been told of already.
                    if let Some(target) = all.iter().find(|other| other.key == *target) {
                        points(conn, object, field, &target.table, several.then_some(&target.key), report)?;
                    }
                }
                if several {
                    elsewhere(conn, object, field, targets, report)?;
                }
            }
            _ => {}
        }
    }
    if object.key.as_ref() == deal::KEY {
        pipelines(conn, object, report)?;
    }
    let mut sql = Sql::new("SELECT x.id, count(*) OVER () FROM note x LEFT JOIN ");
    sql.ident(&object.table).add(" o ON o.id = x.record WHERE o.id IS NULL AND x.object = ").arg(&object.key);
    report.suspects(conn, NOWHERE, sql, format!("notes about records of {} that are not there", object.key), HELP)
}

fn points(
    conn: &mut Conn,
    object: &Object,
    field: &Field,
    target: &str,
    only: Option<&Arc<str>>,
    report: &mut Report,
) -> Result<()> {
    let mut sql = Sql::new("SELECT o.id, count(*) OVER () FROM ");
    sql.ident(&object.table).add(" o LEFT JOIN ").ident(target).add(" t ON t.id = ").col("o", &field.column);
    sql.add(" WHERE t.id IS NULL AND ").col("o", &field.column).add(" IS NOT NULL");
    if let Some(key) = only {
        sql.add(" AND ").col("o", &field.column_name(Part::Object)).add(" = ").arg(key);
    }
    let what = format!("records of {} whose {} is not there", object.key, field.key);
    report.suspects(conn, NOWHERE, sql, what, HELP)
}

/// The users of lists are there, by the look-up rows of each.
fn people(conn: &mut Conn, object: &Object, field: &Field, report: &mut Report) -> Result<()> {
    let listed = conn.dialect().pick("lower(hex(u.id))", "replace(u.id::text, '-', '')");
    let mut sql = Sql::new("SELECT l.rid, count(*) OVER () FROM lookup l LEFT JOIN user_account u ON ");
    sql.add(listed).add(" = replace(l.value, '-', '') WHERE u.id IS NULL AND l.object = ").arg(&object.key);
    sql.add(" AND l.field = ").arg(&field.key);
    report.suspects(
        conn,
        NOWHERE,
        sql,
        format!("records of {} with people in {} who are not there", object.key, field.key),
        HELP,
    )
}

/// A link with several targets says which object it means, and that is one of them.
fn elsewhere(conn: &mut Conn, object: &Object, field: &Field, targets: &[Arc<str>], report: &mut Report) -> Result<()> {
    let column = field.column_name(Part::Object);
    let mut sql = Sql::new("SELECT o.id, count(*) OVER () FROM ");
    sql.ident(&object.table).add(" o WHERE ").col("o", &field.column).add(" IS NOT NULL AND (").col("o", &column);
    sql.add(" IS NULL OR ").col("o", &column).add(" NOT IN ").list(targets).add(")");
    let what = format!("records of {} whose {} does not say which object it means", object.key, field.key);
    report.suspects(conn, NOWHERE, sql, what, HELP)
}

/// The stage of a deal is one of its pipeline.
fn pipelines(conn: &mut Conn, object: &Object, report: &mut Report) -> Result<()> {
    let (Some(pipeline), Some(stage)) = (object.get(deal::PIPELINE), object.get(deal::STAGE)) else {
        return Ok(());
    };
    let mut sql = Sql::new("SELECT o.id, count(*) OVER () FROM ");
    sql.ident(&object.table).add(" o JOIN stage s ON s.id = ").col("o", &stage.column);
    sql.add(" WHERE s.pipeline <> ").col("o", &pipeline.column);
    let what = format!("records of {} in a stage of another pipeline", object.key);
    report.suspects(conn, "stage_of_another_pipeline", sql, what, HELP)
}
