//! What files are searched by: the name, in the first line, and the words in them once they have been read.

use kith_engine::search::Beside;
use kith_engine::{Result, Sql, Tx};
use uuid::Uuid;

use super::{File, read};

/// Makes a file known by its name; a job reads what is in it.
pub(super) fn add(tx: &mut Tx<'_>, file: &File) -> Result<()> {
    let mut sql = Sql::new("INSERT INTO file_text (id, object, record, text) VALUES (").bind(file.id).push(", ");
    sql.arg(&file.object).add(", ").arg(file.record).add(", ").arg(&file.name).add(")");
    tx.sql().exec(&sql)?;
    Beside::Files.add(tx.sql(), &file.object, file.id, &file.name)?;
    read::plan(tx)
}

/// Makes a copy known by what the file is known by that it was made of.
pub(super) fn copy(tx: &mut Tx<'_>, of: Uuid, file: &File) -> Result<()> {
    let Some((text, _)) = text_of(tx, of)? else { return add(tx, file) };
    let mut sql = Sql::new("INSERT INTO file_text (id, object, record, text, read_at) SELECT ").bind(file.id);
    sql.add(", ")
        .arg(&file.object)
        .add(", ")
        .arg(file.record)
        .add(", text, read_at FROM file_text WHERE id = ")
        .arg(of);
    tx.sql().exec(&sql)?;
    Beside::Files.add(tx.sql(), &file.object, file.id, &text)?;
    read::plan(tx)
}

/// Makes a file known by another name.
pub(super) fn rename(tx: &mut Tx<'_>, file: &File, name: &str) -> Result<()> {
    let Some((text, _)) = text_of(tx, file.id)? else { return Ok(()) };
    let words = text.split_once('\n').map(|(_, words)| words);
    let text = words.map_or_else(|| name.to_owned(), |words| format!("{name}\n{words}"));
    tx.sql().exec(&Sql::new("UPDATE file_text SET text = ").bind(&text).push(" WHERE id = ").bind(file.id))?;
    Ok(Beside::Files.refresh(tx.sql(), &file.object, file.id, &text)?)
}

/// Makes a file unknown, or known again, as it goes into the bin or comes back.
pub(super) fn set_deleted(tx: &mut Tx<'_>, file: &File, at: Option<i64>) -> Result<()> {
    let Some((text, deleted)) = text_of(tx, file.id)? else { return Ok(()) };
    tx.sql().exec(&Sql::new("UPDATE file_text SET deleted_at = ").bind(at).push(" WHERE id = ").bind(file.id))?;
    match (deleted, at.is_some()) {
        (false, true) => Beside::Files.remove(tx.sql(), &file.object, file.id)?,
        (true, false) => Beside::Files.add(tx.sql(), &file.object, file.id, &text)?,
        _ => {}
    }
    Ok(())
}

/// The text of a file, and whether it is in the bin.
fn text_of(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<(String, bool)>> {
    let row = tx.sql().one(&Sql::new("SELECT text, deleted_at FROM file_text WHERE id = ").bind(id))?;
    row.map(|row| Ok((row.text(0)?.to_owned(), row.opt_int(1)?.is_some()))).transpose()
}
