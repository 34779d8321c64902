//! Whether everything in a database fits together: the file, the tables and the catalogue, rows and events, what is
//! derived from rows, what points to what.
//!
//! The doctor only looks. Its questions are about whole tables, answered by the database; even on a million records none
//! takes more than seconds, but together they belong on the slow lane ([`crate::Store::read_slow`]) with a long limit.

mod derived;
mod files;
mod jobs;
mod links;
mod log;
mod schema;
mod stays;
mod totals;

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use kith_catalogue::{Catalogue, Cell, Object};
use serde::Serialize;
use uuid::Uuid;

use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::sql::Sql;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something is wrong with the data, or will go wrong.
    Error,
    /// Worth a look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// Something that is not as it should be. Its text names tables, fields and ids, never values.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// A stable code.
    pub check: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What was found.
    pub what: String,
    /// What to do about it.
    pub advice: &'static str,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {} ({})", self.severity, self.check, self.what, self.advice)
    }
}

/// Looks at everything. An empty answer is a clean bill of health.
///
/// # Errors
/// When the database cannot be asked at all, or is busy. A part that cannot be read is itself a finding.
pub fn check(conn: &mut Conn, catalogue: &Catalogue, now: Timestamp) -> Result<Vec<Finding>> {
    let mut report = Report::default();
    report.part(conn, "integrity", schema::integrity)?;
    let ready = report.part(conn, "schema", schema::steps)? && report.findings.iter().all(|f| f.check != "schema_step");
    if !ready {
        return Ok(report.findings);
    }
    report.part(conn, "tables", |conn, report| schema::tables(conn, catalogue, report))?;
    // What has not the tables that it should have cannot be asked further.
    let whole: Vec<Arc<Object>> =
        catalogue.objects.iter().filter(|object| !report.broken.contains(&object.table)).cloned().collect();
    report.part(conn, "log", log::events)?;
    report.part(conn, "cursors", log::cursors)?;
    report.part(conn, "jobs", |conn, report| jobs::check(conn, now, report))?;
    report.part(conn, "references", links::fixed)?;
    report.part(conn, "files", files::content)?;
    report.part(conn, "lookup", |conn, report| derived::unknown(conn, catalogue, report))?;
    for object in &whole {
        report.part(conn, "log", |conn, report| log::records(conn, object, report))?;
        report.part(conn, "lookup", |conn, report| derived::lookup(conn, object, report))?;
        report.part(conn, "search", |conn, report| derived::search(conn, object, report))?;
        report.part(conn, "search", |conn, report| derived::search_beside(conn, object, report))?;
        report.part(conn, "references", |conn, report| links::records(conn, object, &whole, report))?;
        report.part(conn, "files", |conn, report| files::records(conn, object, report))?;
        report.part(conn, "stages", |conn, report| stays::check(conn, object, report))?;
        report.part(conn, "totals", |conn, report| totals::check(conn, object, report))?;
    }
    Ok(report.findings)
}

/// What was found so far.
#[derive(Debug, Default)]
struct Report {
    findings: Vec<Finding>,
    /// Tables of objects that are not as the catalogue says.
    broken: Vec<String>,
}

/// In lists of ids, so many are named.
const NAMED: i64 = 3;

impl Report {
    /// Makes a part of the check. True when it could be made.
    fn part(
        &mut self,
        conn: &mut Conn,
        name: &str,
        work: impl FnOnce(&mut Conn, &mut Self) -> Result<()>,
    ) -> Result<bool> {
        match conn.savepoint(|conn| work(conn, self)) {
            Ok(()) => Ok(true),
            Err(e @ (StoreError::Busy(_) | StoreError::Interrupted(_))) => Err(e),
            Err(e) => {
                self.error("unreadable", format!("{name} could not be checked: {e}"), BACKUP);
                Ok(false)
            }
        }
    }

    fn error(&mut self, check: &'static str, what: impl Into<String>, advice: &'static str) {
        self.findings.push(Finding { check, severity: Severity::Error, what: what.into(), advice });
    }

    fn warn(&mut self, check: &'static str, what: impl Into<String>, advice: &'static str) {
        self.findings.push(Finding { check, severity: Severity::Warning, what: what.into(), advice });
    }

    /// Reports the rows of a query that begins with `SELECT <id>, count(*) OVER ()`: `{count} {what} ({ids})`.
    fn suspects(
        &mut self,
        conn: &mut Conn,
        check: &'static str,
        mut sql: Sql,
        what: impl fmt::Display,
        advice: &'static str,
    ) -> Result<()> {
        sql.add(" LIMIT ").number(NAMED);
        let rows = conn.query(&sql)?;
        let Some(first) = rows.first() else { return Ok(()) };
        let ids: Vec<String> = rows.iter().map(|row| named(row.cell(0))).collect();
        let text = listed(first.int(1)?, &what, &ids);
        self.error(check, text, advice);
        Ok(())
    }
}

/// `5 records of deal … (a, b, c, …)`.
fn listed(count: i64, what: &dyn fmt::Display, ids: &[String]) -> String {
    let more = if count > ids.len() as i64 { ", …" } else { "" };
    format!("{count} {what} ({}{more})", ids.join(", "))
}

fn named(cell: &Cell) -> String {
    match cell {
        Cell::Int(n) => n.to_string(),
        Cell::Text(text) => text.clone(),
        Cell::Bytes(bytes) => Uuid::from_slice(bytes).map_or_else(|_| "?".to_owned(), |id| id.to_string()),
        Cell::Uuid(id) => id.to_string(),
        Cell::Null => "none".to_owned(),
    }
}

const BACKUP: &str = "restore the last backup into a new database, or ask for help with both";
const HELP: &str = "keep a backup of this state and ask for help";
