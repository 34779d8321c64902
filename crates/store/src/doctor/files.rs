//! Files are whole, and hang on records that there are.

use kith_catalogue::Object;

use super::{BACKUP, HELP, Report};
use crate::conn::Conn;
use crate::error::Result;
use crate::sql::Sql;

/// The pieces of every file are as long as the file, and every piece is of a file, or of several.
pub(super) fn content(conn: &mut Conn, report: &mut Report) -> Result<()> {
    let sql = Sql::new(
        "SELECT f.id, count(*) OVER () FROM file f LEFT JOIN \
         (SELECT file, sum(length(content)) AS bytes FROM file_piece GROUP BY file) p ON p.file = f.content \
         WHERE f.ready_at IS NOT NULL AND coalesce(p.bytes, 0) <> f.size",
    );
    report.suspects(conn, "file", sql, "files that are not whole", BACKUP)?;
    let sql = Sql::new(
        "SELECT p.file, count(*) OVER () FROM file_piece p LEFT JOIN file f ON f.content = p.file WHERE f.id IS NULL",
    );
    report.suspects(conn, "file", sql, "pieces of files that are not there", HELP)
}

/// The files of an object's records.
pub(super) fn records(conn: &mut Conn, object: &Object, report: &mut Report) -> Result<()> {
    let mut sql = Sql::new("SELECT x.id, count(*) OVER () FROM file x LEFT JOIN ");
    sql.ident(&object.table).add(" o ON o.id = x.record WHERE o.id IS NULL AND x.object = ").arg(&object.key);
    report.suspects(conn, "nowhere", sql, format!("files on records of {} that are not there", object.key), HELP)
}
