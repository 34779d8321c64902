//! Files go on with what a record becomes.

use std::collections::HashMap;

use kith_engine::{Record, Result, Sql, Tx};
use uuid::Uuid;

use super::{ALIVE, COLUMNS, File, file_of, found, room_for, story};

/// Shows the files of a record on another that goes on where it ends, too: with the names, authors and times that they
/// have, made of the same pieces. Those that hang on a note hang on its copy; `notes` says which is whose.
pub(crate) fn carry(tx: &mut Tx<'_>, from: &Record, to: &Record, notes: &HashMap<Uuid, Uuid>) -> Result<()> {
    let mut sql = Sql::new(COLUMNS).push(ALIVE).push("record = ").bind(from.id).push(" AND object = ");
    sql.arg(&from.object.key).add(" ORDER BY created_at, id");
    let files = tx.sql().query(&sql)?.iter().map(file_of).collect::<Result<Vec<File>>>()?;
    if !files.is_empty() {
        room_for(tx, to, files.len() as i64)?;
    }
    for file in files {
        let (id, note) = (tx.new_id(), file.note.and_then(|note| notes.get(&note).copied()));
        let mut sql =
            Sql::new("INSERT INTO file (id, content, object, record, note, name, size, type, hash, created_at, ");
        sql.add("created_by, ready_at) VALUES (").arg(id).add(", ").arg(file.content).add(", ");
        sql.arg(&to.object.key).add(", ").arg(to.id).add(", ").arg(note).add(", ").arg(&file.name).add(", ");
        sql.arg(file.size).add(", ").arg(&file.content_type).add(", ").arg(file.hash.clone()).add(", ");
        sql.arg(file.created_at).add(", ").arg(file.created_by).add(", ").arg(tx.ctx.now).add(")");
        tx.sql().exec(&sql)?;
        let of = file.id;
        let file = File { id, object: to.object.key.to_string(), record: to.id, ..file };
        found::copy(tx, of, &file)?;
        story::tell(tx, to, "added", id, Vec::new())?;
    }
    Ok(())
}
