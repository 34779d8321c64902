//! Talks by a script: begun, kept step by step, taken up again.

use kith_engine::{Error, Reader, Record, Result, Row, Sql, Tx};
use kith_policy::Action;
use uuid::Uuid;

use super::definition::{Definition, Kind};
use super::offer::must_fit;
use super::walk::{Step, follow};
use super::{find, read, written};

/// A talk by a script.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Its identity.
    pub id: Uuid,
    /// The script; none when it is gone.
    pub script: Option<Uuid>,
    /// What the script was called.
    pub name: String,
    /// What it was for.
    pub kind: Kind,
    /// The object of the record that it is about.
    pub object: String,
    /// The record.
    pub record: Uuid,
    /// The call or meeting.
    pub task: Option<Uuid>,
    /// Who talks.
    pub author: Option<Uuid>,
    /// The script as it was when the talk began.
    pub definition: Definition,
    /// The steps taken.
    pub path: Vec<Step>,
    /// When it began, in milliseconds UTC.
    pub started_at: i64,
    /// When it was over.
    pub finished_at: Option<i64>,
}

const COLUMNS: &str = "SELECT id, script, name, kind, object, record, task, author, definition, path, started_at, \
     finished_at FROM script_run WHERE ";

fn run_of(row: &Row) -> Result<Run> {
    Ok(Run {
        id: row.uuid(0)?,
        script: row.opt_uuid(1)?,
        name: row.text(2)?.to_owned(),
        kind: Kind::parse(row.text(3)?),
        object: row.text(4)?.to_owned(),
        record: row.uuid(5)?,
        task: row.opt_uuid(6)?,
        author: row.opt_uuid(7)?,
        definition: read(row.text(8)?)?,
        path: read(row.text(9)?)?,
        started_at: row.int(10)?,
        finished_at: row.opt_int(11)?,
    })
}

/// A talk, and the record that it is about, for those who may see that.
///
/// # Errors
/// [`Error::NotFound`].
pub fn run(reader: &mut Reader<'_>, id: Uuid) -> Result<(Run, Record)> {
    let row = reader.conn().one(&Sql::new(COLUMNS).push("id = ").bind(id))?;
    let run = row.as_ref().map(run_of).transpose()?.ok_or(Error::NotFound)?;
    let record = reader.find_any(&run.object, run.record)?.ok_or(Error::NotFound)?;
    Ok((run, record))
}

/// The talk by a script about a record that the actor has begun and not finished.
///
/// # Errors
/// When the store fails.
pub fn under_way(reader: &mut Reader<'_>, script: Uuid, record: &Record) -> Result<Option<Run>> {
    let Some(me) = reader.ctx.user_id() else { return Ok(None) };
    let mut sql = Sql::new(COLUMNS);
    sql.add("record = ").arg(record.id).add(" AND author = ").arg(me).add(" AND script = ").arg(script);
    sql.add(" AND finished_at IS NULL ORDER BY started_at DESC LIMIT 1");
    reader.conn().one(&sql)?.as_ref().map(run_of).transpose()
}

/// Begins a talk about a record, or takes up the one that the actor has begun.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`] for a record that the actor may not edit, [`Error::Refused`] with
/// `script_not_offered` for a script that is not for it.
pub fn start(tx: &mut Tx<'_>, script: Uuid, object: &str, record: Uuid, task: Option<Uuid>) -> Result<(Run, Record)> {
    let script = find(tx.sql(), script)?;
    let record = tx.load(object, record)?;
    tx.permit(&record, Action::Edit)?;
    must_fit(tx, &script, &record)?;
    if let Some(task) = task
        && !tx.exists(kith_catalogue::standard::task::KEY, task)?
    {
        return Err(Error::field("task", "not_found"));
    }
    if let Some(begun) = under_way(tx, script.id, &record)? {
        if task.is_some() && task != begun.task {
            let sql = Sql::new("UPDATE script_run SET task = ").bind(task).push(" WHERE id = ").bind(begun.id);
            tx.sql().exec(&sql)?;
        }
        return run(tx, begun.id);
    }
    let (id, now) = (tx.new_id(), tx.ctx.now);
    let mut sql = Sql::new(
        "INSERT INTO script_run (id, script, name, kind, object, record, task, author, definition, path, started_at, \
         updated_at) VALUES (",
    );
    sql.arg(id).add(", ").arg(script.id).add(", ").arg(&script.name).add(", ").arg(script.kind.as_str()).add(", ");
    sql.arg(&record.object.key).add(", ").arg(record.id).add(", ").arg(task).add(", ").arg(tx.ctx.user_id());
    sql.add(", ").arg(written(&script.definition)?).add(", '[]', ").arg(now).add(", ").arg(now).add(")");
    tx.sql().exec(&sql)?;
    run(tx, id)
}

/// The actor's own talk that is not over, to go on with.
pub(super) fn own(tx: &mut Tx<'_>, id: Uuid) -> Result<(Run, Record)> {
    let (found, record) = run(tx, id)?;
    if found.author != tx.ctx.user_id() {
        return Err(Error::forbidden("edit"));
    }
    if found.finished_at.is_some() {
        return Err(Error::refused("already_finished"));
    }
    Ok((found, record))
}

/// Keeps the steps taken so far.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`] for somebody else's talk, [`Error::Refused`] with `already_finished`,
/// [`Error::Invalid`] for a way that the script does not have, naming the step.
pub fn save(tx: &mut Tx<'_>, id: Uuid, path: &[Step]) -> Result<(Run, Record)> {
    let (found, record) = own(tx, id)?;
    follow(tx, &record.object, &found.definition, path)?;
    let mut sql = Sql::new("UPDATE script_run SET path = ");
    sql.arg(written(&path)?).add(", updated_at = ").arg(tx.ctx.now).add(" WHERE id = ").arg(id);
    tx.sql().exec(&sql)?;
    run(tx, id)
}

/// Drops a talk that was not finished.
///
/// # Errors
/// As [`save`].
pub fn abandon(tx: &mut Tx<'_>, id: Uuid) -> Result<()> {
    own(tx, id)?;
    tx.sql().exec(&Sql::new("DELETE FROM script_run WHERE id = ").bind(id))?;
    Ok(())
}
