//! Files on records. A file has the rights of its record: whoever may see the record may fetch it, whoever may edit the
//! record may add, rename and remove files. The content is kept in pieces in the database, beside everything else that a
//! backup holds, and neither on its way in nor out is it ever whole in memory.

mod carry;
mod content;
mod found;
mod read;
mod story;
mod sweep;
mod thumbnail;
mod what;
mod words;

use kith_catalogue::Problem;
use kith_engine::search::Beside;
use kith_engine::{Conn, Error, Reader, Record, Result, Row, Sql, Tx};
use kith_policy::Action;
use serde::Serialize;
use uuid::Uuid;

use crate::log;
use crate::notes::Note;

pub(crate) use carry::carry;
pub use content::{PIECE, beginning, discard, piece, put_piece};
pub use read::Read;
pub(crate) use story::take_back;
pub use story::{of_entries, of_note};
pub use sweep::Sweep;
pub use thumbnail::thumbnail;
pub use what::{Preview, type_of};

/// The largest file, in bytes.
pub const LARGEST: u64 = 50 * 1024 * 1024;
/// The longest name, in characters.
const LONGEST_NAME: usize = 200;
/// How many files hang on one record.
const MOST: i64 = 1_000;
/// How many files come with one note.
const MOST_OF_NOTE: usize = 50;

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct File {
    /// Its identity.
    pub id: Uuid,
    /// The object of the record that it hangs on.
    pub object: String,
    /// The record that it hangs on.
    pub record: Uuid,
    /// The note that it came with.
    pub note: Option<Uuid>,
    /// What it is called.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// What it is, judged by its content.
    pub content_type: String,
    /// SHA-256 of the content.
    pub hash: Vec<u8>,
    /// When it came, in milliseconds UTC.
    pub created_at: i64,
    /// Who brought it; none when it was the program.
    pub created_by: Option<Uuid>,
    /// Which pieces it is made of: several files may have them in common.
    pub content: Uuid,
}

impl File {
    /// How it may be shown in a browser, if at all.
    pub fn preview(&self) -> Option<Preview> {
        Preview::of(&self.content_type)
    }
}

/// What is known of a file's content once all of it has come.
#[derive(Debug, Clone)]
pub struct Content {
    /// Bytes.
    pub size: u64,
    /// What it is.
    pub content_type: String,
    /// SHA-256.
    pub hash: Vec<u8>,
}

const COLUMNS: &str = "SELECT id, object, record, note, name, size, type, hash, created_at, created_by, content FROM file WHERE ready_at IS NOT NULL AND ";
const ALIVE: &str = "deleted_at IS NULL AND ";

fn file_of(row: &Row) -> Result<File> {
    Ok(File {
        id: row.uuid(0)?,
        object: row.text(1)?.to_owned(),
        record: row.uuid(2)?,
        note: row.opt_uuid(3)?,
        name: row.text(4)?.to_owned(),
        size: row.int(5)?,
        content_type: row.text(6)?.to_owned(),
        hash: row.bytes(7)?.to_vec(),
        created_at: row.int(8)?,
        created_by: row.opt_uuid(9)?,
        content: row.uuid(10)?,
    })
}

fn one(conn: &mut Conn, id: Uuid, also_removed: bool) -> Result<File> {
    let alive = if also_removed { "" } else { ALIVE };
    let row = conn.one(&Sql::new(COLUMNS).push(alive).push("id = ").bind(id))?.ok_or(Error::NotFound)?;
    file_of(&row)
}

/// The files of a record, newest first.
///
/// # Errors
/// [`Error::NotFound`] when the actor may not see the record.
pub fn list(reader: &mut Reader<'_>, object: &str, record: Uuid) -> Result<Vec<File>> {
    let record = reader.find_any(object, record)?.ok_or(Error::NotFound)?;
    let sql = Sql::new(COLUMNS).push(ALIVE).push("record = ").bind(record.id).push(" AND object = ");
    let sql = sql.bind(&record.object.key).push(" ORDER BY created_at DESC, id DESC LIMIT ").bind(MOST);
    reader.conn().query(&sql)?.iter().map(file_of).collect()
}

/// A file that the actor may see.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(reader: &mut Reader<'_>, id: Uuid) -> Result<File> {
    let file = one(reader.conn(), id, false)?;
    reader.find_any(&file.object, file.record)?.ok_or(Error::NotFound)?;
    Ok(file)
}

/// Makes room for a file whose content is about to come. Until [`finish`] nobody sees it; when that never comes, it is
/// swept away.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`], [`Error::Refused`] for a record in the bin or with too many files.
pub fn begin(tx: &mut Tx<'_>, object: &str, record: Uuid, name: &str) -> Result<Uuid> {
    let record = alive(tx, object, record)?;
    room_for(tx, &record, 1)?;
    let (id, now, by) = (tx.new_id(), tx.ctx.now, tx.ctx.user_id());
    let mut sql =
        Sql::new("INSERT INTO file (id, content, object, record, name, type, created_at, created_by) VALUES (");
    sql.arg(id)
        .add(", ")
        .arg(id)
        .add(", ")
        .arg(&record.object.key)
        .add(", ")
        .arg(record.id)
        .add(", ")
        .arg(tidy(name))
        .add(", ");
    sql.arg("application/octet-stream").add(", ").arg(now).add(", ").arg(by).add(")");
    tx.sql().exec(&sql)?;
    sweep::plan(tx, sweep::Left::Unfinished)?;
    Ok(id)
}

/// Shows a file whose content has come, with the event that tells of it.
///
/// # Errors
/// As [`begin`], for the record as it is now.
pub fn finish(tx: &mut Tx<'_>, id: Uuid, content: &Content) -> Result<(File, Uuid)> {
    let sql = Sql::new("SELECT object, record FROM file WHERE ready_at IS NULL AND id = ").bind(id);
    let row = tx.sql().one(&sql)?.ok_or(Error::NotFound)?;
    let (object, record) = (row.text(0)?.to_owned(), row.uuid(1)?);
    let record = alive(tx, &object, record)?;
    let size = i64::try_from(content.size).map_err(Error::internal)?;
    let mut sql = Sql::new("UPDATE file SET ready_at = ").bind(tx.ctx.now).push(", size = ").bind(size);
    sql.add(", type = ").arg(&content.content_type).add(", hash = ").arg(content.hash.clone());
    sql.add(" WHERE id = ").arg(id);
    tx.sql().exec(&sql)?;
    let file = one(tx.sql(), id, false)?;
    found::add(tx, &file)?;
    let event = story::tell(tx, &record, "added", id, Vec::new())?;
    Ok((file, event))
}

/// Gives a file another name.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; [`Error::Invalid`] for a name without letters.
pub fn rename(tx: &mut Tx<'_>, id: Uuid, name: &str) -> Result<(File, Option<Uuid>)> {
    let (file, record) = mine(tx, id)?;
    if name.trim().is_empty() {
        return Err(Error::field("name", "required"));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(Error::Invalid(vec![Problem::new("too_long").at("name").with("max", LONGEST_NAME)]));
    }
    let name = tidy(name);
    if name == file.name {
        return Ok((file, None));
    }
    set_name(tx, &file, &name)?;
    let change = log::change("name", file.name.as_str(), name.as_str());
    let event = story::tell(tx, &record, "renamed", id, vec![change])?;
    Ok((File { name, ..file }, Some(event)))
}

/// Moves a file into the bin; [`kith_engine::undo`] brings it back while it lies there.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn remove(tx: &mut Tx<'_>, id: Uuid) -> Result<Uuid> {
    let (file, record) = mine(tx, id)?;
    let now = tx.ctx.now.as_millisecond();
    set_deleted(tx, &file, Some(now))?;
    sweep::plan(tx, sweep::Left::Removed)?;
    story::tell(tx, &record, "removed", id, Vec::new())
}

/// Hangs files on a note about the record that they were sent to; whoever wrote the note may edit the record.
///
/// # Errors
/// [`Error::Invalid`] naming the first that is not of this record, or hangs on another note.
pub fn attach(tx: &mut Tx<'_>, note: &Note, files: &[Uuid]) -> Result<()> {
    if files.len() > MOST_OF_NOTE {
        return Err(Error::Invalid(vec![Problem::new("too_many").at("files").with("max", MOST_OF_NOTE)]));
    }
    for (at, id) in files.iter().enumerate() {
        let mut sql = Sql::new("UPDATE file SET note = ").bind(note.id).push(" WHERE id = ").bind(*id);
        sql.add(" AND record = ").arg(note.record).add(" AND object = ").arg(&note.object);
        sql.add(" AND ready_at IS NOT NULL AND deleted_at IS NULL AND (note IS NULL OR note = ").arg(note.id).add(")");
        if tx.sql().exec(&sql)? != 1 {
            return Err(Error::Invalid(vec![Problem::new("not_found").at(&format!("files[{at}]"))]));
        }
    }
    Ok(())
}

/// Forgets the files of a record that is destroyed for good.
pub(crate) fn forget(tx: &mut Tx<'_>, record: &Record) -> Result<()> {
    let of_record = |what: &str| {
        Sql::new(what).push(" WHERE record = ").bind(record.id).push(" AND object = ").bind(&record.object.key)
    };
    let found = tx.sql().query(&of_record("SELECT content FROM file"))?;
    tx.sql().exec(&of_record("DELETE FROM file"))?;
    Beside::Files.remove_all(tx.sql(), &record.object.key, record.id)?;
    tx.sql().exec(&of_record("DELETE FROM file_text"))?;
    for row in &found {
        content::drop_unused(tx.sql(), row.uuid(0)?)?;
    }
    Ok(())
}

/// Refuses more files on a record than there may be.
fn room_for(tx: &mut Tx<'_>, record: &Record, more: i64) -> Result<()> {
    let sql = Sql::new("SELECT count(*) FROM file WHERE record = ").bind(record.id).push(" AND deleted_at IS NULL");
    if tx.sql().one(&sql)?.map_or(Ok(0), |row| row.int(0))? + more <= MOST {
        return Ok(());
    }
    Err(Error::Refused { code: "too_many", problems: vec![Problem::new("too_many").with("max", MOST)] })
}

fn set_name(tx: &mut Tx<'_>, file: &File, name: &str) -> Result<()> {
    tx.sql().exec(&Sql::new("UPDATE file SET name = ").bind(name).push(" WHERE id = ").bind(file.id))?;
    found::rename(tx, file, name)
}

fn set_deleted(tx: &mut Tx<'_>, file: &File, at: Option<i64>) -> Result<()> {
    tx.sql().exec(&Sql::new("UPDATE file SET deleted_at = ").bind(at).push(" WHERE id = ").bind(file.id))?;
    found::set_deleted(tx, file, at)
}

fn alive(tx: &mut Tx<'_>, object: &str, record: Uuid) -> Result<Record> {
    let record = tx.load_for(object, record, Action::Edit)?;
    if record.deleted_at.is_some() { Err(Error::refused("deleted")) } else { Ok(record) }
}

/// A file that the actor may change, with its record.
fn mine(tx: &mut Tx<'_>, id: Uuid) -> Result<(File, Record)> {
    let file = one(tx.sql(), id, false)?;
    let record = alive(tx, &file.object, file.record)?;
    Ok((file, record))
}

/// A file's name without folders, control characters and those that turn text around (`exe.pdf` in disguise).
fn tidy(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let name: String = name.chars().filter(|c| !c.is_control() && !turns(*c)).take(LONGEST_NAME).collect();
    let name = name.trim();
    if name.is_empty() || name == "." || name == ".." { "file".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn a_name_is_only_a_name() {
        assert_eq!(tidy("C:\\docs\\..\\смета 1.xlsx"), "смета 1.xlsx");
        assert_eq!(tidy("../../etc/passwd"), "passwd");
        assert_eq!(tidy("a\r\nSet-Cookie: x\0.txt"), "aSet-Cookie: x.txt");
        assert_eq!(tidy("invoice\u{202e}fdp.exe"), "invoicefdp.exe");
        assert_eq!(tidy(" .. "), "file");
        assert_eq!(tidy(&"я".repeat(500)).chars().count(), 200);
    }
}
