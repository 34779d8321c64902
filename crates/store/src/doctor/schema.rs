//! The file, the steps of the schema, and the tables against the catalogue.

use kith_catalogue::Catalogue;

use super::{BACKUP, HELP, Report};
use crate::conn::Conn;
use crate::error::Result;
use crate::search::Beside;
use crate::sql::Sql;
use crate::{migrations, shape};

const RESTART: &str = "start the program once (or run kith migrate): it makes what is missing";

/// What the database itself says of its pages and indexes.
pub(super) fn integrity(conn: &mut Conn, report: &mut Report) -> Result<()> {
    if conn.dialect().is_sqlite() {
        refresh_indexes(conn)?;
        for row in conn.query(&Sql::new("PRAGMA integrity_check(20)"))? {
            let verdict = row.text(0)?;
            if verdict != "ok" {
                report.error("damaged_file", verdict, BACKUP);
            }
        }
        return Ok(());
    }
    let invalid = conn.query(&Sql::new(
        "SELECT c.relname::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid \
         JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND NOT i.indisvalid",
    ))?;
    for row in invalid {
        report.error("invalid_index", row.text(0)?, "REINDEX INDEX in psql");
    }
    Ok(())
}

/// A connection that used a full-text index before checks it against what it remembers of it; only opening it anew makes
/// it look for what others have written since.
fn refresh_indexes(conn: &mut Conn) -> Result<()> {
    let sql = Sql::new("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL %'");
    for row in conn.query(&sql)? {
        let mut sql = Sql::new("SELECT rowid FROM ");
        sql.ident(row.text(0)?).add(" LIMIT 1");
        conn.query(&sql)?;
    }
    Ok(())
}

/// The steps of the schema and the tables that they make.
pub(super) fn steps(conn: &mut Conn, report: &mut Report) -> Result<()> {
    let (present, newest) = (migrations::version(conn)?, migrations::newest());
    if present < newest {
        report.error("schema_step", format!("the schema is at step {present} of {newest}"), RESTART);
    } else if present > newest {
        let what = format!("the schema is at step {present}, this program knows {newest}");
        report.error("schema_step", what, "use a newer version of the program");
    }
    for table in migrations::fixed_tables(present.min(newest)) {
        if !migrations::table_exists(conn, &table)? {
            report.error("missing_table", table, BACKUP);
        }
    }
    Ok(())
}

/// The tables of records against the catalogue.
pub(super) fn tables(conn: &mut Conn, catalogue: &Catalogue, report: &mut Report) -> Result<()> {
    for found in shape::compare(conn, catalogue)? {
        match found.code {
            "missing_index" => report.warn(found.code, found.what, RESTART),
            "unknown_column" => {
                report.warn(found.code, found.what, "no field in force or retired has this column; it does no harm")
            }
            code => {
                let table = found.what.split('.').next().unwrap_or_default().to_owned();
                let advice = if code == "wrong_type" { HELP } else { RESTART };
                report.error(code, found.what, advice);
                report.broken.push(table);
            }
        }
    }
    for object in &catalogue.objects {
        let totals = object.tally.as_ref().map(|_| crate::tally::table_of(object));
        let beside = Beside::ALL.map(|beside| beside.table_of(&object.key));
        for table in [crate::search::table_of(object)].into_iter().chain(beside).chain(totals) {
            if !migrations::table_exists(conn, &table)? {
                report.error("missing_table", table, RESTART);
                report.broken.push(object.table.clone());
            }
        }
    }
    Ok(())
}
