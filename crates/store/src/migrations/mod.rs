//! The schema's history: numbered steps, only ever forward, each applied once and in one transaction.

mod text;

use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::queue::Lane;
use crate::sql::{Dialect, Sql};
use crate::store::Store;

struct Step {
    number: i64,
    name: &'static str,
    text: &'static str,
}

const STEPS: &[Step] = &[
    Step { number: 1, name: "house", text: include_str!("0001_house.sql") },
    Step { number: 2, name: "views", text: include_str!("0002_views.sql") },
    Step { number: 3, name: "notifications", text: include_str!("0003_notifications.sql") },
    Step { number: 4, name: "files", text: include_str!("0004_files.sql") },
    Step { number: 5, name: "calendar", text: include_str!("0005_calendar.sql") },
    Step { number: 6, name: "stage_rules", text: include_str!("0006_stage_rules.sql") },
    Step { number: 7, name: "next_step", text: include_str!("0007_next_step.sql") },
    Step { number: 8, name: "stage_since", text: include_str!("0008_stage_since.sql") },
    Step { number: 9, name: "working_time", text: include_str!("0009_working_time.sql") },
    Step { number: 10, name: "distribution", text: include_str!("0010_distribution.sql") },
    Step { number: 11, name: "setups", text: include_str!("0011_setups.sql") },
    Step { number: 12, name: "scripts", text: include_str!("0012_scripts.sql") },
    Step { number: 13, name: "clients", text: include_str!("0013_clients.sql") },
    Step { number: 14, name: "shared_files", text: include_str!("0014_shared_files.sql") },
    Step { number: 15, name: "lead_pipelines", text: include_str!("0015_lead_pipelines.sql") },
    Step { number: 16, name: "file_texts", text: include_str!("0016_file_texts.sql") },
    Step { number: 17, name: "answers", text: include_str!("0017_answers.sql") },
];

/// The newest step that this program knows.
pub fn newest() -> i64 {
    STEPS.last().map_or(0, |step| step.number)
}

/// Brings the schema up to date: the numbers of the steps that were applied now.
///
/// Nodes that start at once take turns. A database that is newer than the program is refused.
pub fn run(store: &Store) -> Result<Vec<i64>> {
    let applied = store.write_blocking(Lane::Schema, migrate)?;
    store.schema_is_ready();
    Ok(applied)
}

/// The newest step that was applied to the database; 0 for an empty one.
pub fn version(conn: &mut Conn) -> Result<i64> {
    if !table_exists(conn, "schema_version")? {
        return Ok(0);
    }
    let row = conn.one(&Sql::new("SELECT max(number) FROM schema_version"))?;
    Ok(row.map(|row| row.opt_int(0)).transpose()?.flatten().unwrap_or(0))
}

fn migrate(conn: &mut Conn) -> Result<Vec<i64>> {
    lock(conn)?;
    let applied = apply(conn, newest())?;
    if conn.dialect().is_postgres() {
        crate::events::forget_foreign_transactions(conn)?;
    }
    Ok(applied)
}

/// Lets one node at a time change the schema; released at the end of the transaction.
pub(crate) fn lock(conn: &mut Conn) -> Result<()> {
    if conn.dialect().is_postgres() {
        conn.batch("SELECT pg_advisory_xact_lock(7305811926541)")?;
    }
    Ok(())
}

/// Applies the steps up to the one given that the database has not.
pub(crate) fn apply(conn: &mut Conn, last: i64) -> Result<Vec<i64>> {
    let present = version(conn)?;
    if present > newest() {
        return Err(StoreError::Schema(format!(
            "the database is at step {present}, this program knows only {}: start a newer version of it",
            newest()
        )));
    }
    if present == 0 {
        conn.batch(&text::for_dialect(
            "CREATE TABLE schema_version (number INT PRIMARY KEY, name TEXT NOT NULL);",
            conn.dialect(),
        ))?;
    }
    let mut applied = Vec::new();
    for step in STEPS.iter().filter(|step| step.number > present && step.number <= last) {
        conn.batch(&text::for_dialect(step.text, conn.dialect()))?;
        conn.exec(
            &Sql::new("INSERT INTO schema_version (number, name) VALUES (")
                .bind(step.number)
                .push(", ")
                .bind(step.name)
                .push(")"),
        )?;
        applied.push(step.number);
    }
    Ok(applied)
}

/// True when there is such a table.
pub(crate) fn table_exists(conn: &mut Conn, table: &str) -> Result<bool> {
    let sql = match conn.dialect() {
        Dialect::Sqlite => Sql::new("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ").bind(table),
        Dialect::Postgres => Sql::new(
            "SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
             WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND c.relname = ",
        )
        .bind(table),
    };
    Ok(conn.one(&sql)?.is_some())
}

/// The fixed tables of a database at this step, but for the list of steps itself.
pub(crate) fn fixed_tables(step: i64) -> Vec<String> {
    texts(step).flat_map(text::tables).collect()
}

/// The text of the steps up to this one, in no dialect.
pub(crate) fn texts(step: i64) -> impl Iterator<Item = &'static str> {
    STEPS.iter().filter(move |it| it.number <= step).map(|it| it.text)
}
