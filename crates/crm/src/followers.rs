//! Followers: people who want to be told what happens to a record that is not theirs. Only whoever may see a record
//! follows it; one who loses sight of it is told nothing, and hears again when he sees it again.

use std::collections::HashMap;

use kith_engine::{Conn, Error, Reader, Record, Result, Sql, Tx};
use kith_policy::Action;
use uuid::Uuid;

/// The followers of a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Followers {
    /// Id and name of the active ones, by name.
    pub people: Vec<(Uuid, String)>,
    /// Whether the actor is one of them.
    pub following: bool,
}

/// Who follows a record.
///
/// # Errors
/// [`Error::NotFound`] for a record that the actor may not see.
pub fn list(reader: &mut Reader<'_>, object: &str, id: Uuid) -> Result<Followers> {
    reader.find_any(object, id)?.ok_or(Error::NotFound)?;
    let sql = Sql::new("SELECT u.id, u.name FROM follower f JOIN user_account u ON u.id = f.user_id WHERE f.object = ")
        .bind(object)
        .push(" AND f.record = ")
        .bind(id)
        .push(" AND u.active = 1 ORDER BY u.name_s, u.id");
    let rows = reader.conn().query(&sql)?;
    let people = rows.iter().map(|row| Ok((row.uuid(0)?, row.text(1)?.to_owned()))).collect::<Result<Vec<_>>>()?;
    let me = reader.ctx.user_id();
    Ok(Followers { following: people.iter().any(|(id, _)| Some(*id) == me), people })
}

/// Makes somebody a follower: oneself, or a colleague when one may edit the record.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; [`Error::Invalid`] with `unreachable` for whoever may not see the record.
pub fn add(tx: &mut Tx<'_>, object: &str, id: Uuid, user: Uuid) -> Result<()> {
    let record = permit(tx, object, id, user)?;
    if !sees(tx, user, &record)? {
        return Err(Error::field("user", "unreachable"));
    }
    let now = tx.ctx.now.as_millisecond();
    follow(tx.sql(), &record, user, now)
}

/// Ends that somebody follows.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn remove(tx: &mut Tx<'_>, object: &str, id: Uuid, user: Uuid) -> Result<()> {
    permit(tx, object, id, user)?;
    let mut sql = Sql::new("DELETE FROM follower WHERE object = ");
    sql.arg(object).add(" AND record = ").arg(id).add(" AND user_id = ").arg(user);
    tx.sql().exec(&sql)?;
    Ok(())
}

fn permit(tx: &mut Tx<'_>, object: &str, id: Uuid, user: Uuid) -> Result<Record> {
    let action = if tx.ctx.user_id() == Some(user) { Action::Read } else { Action::Edit };
    tx.load_for(object, id, action)
}

/// Whether an active person may see a record.
pub(crate) fn sees(tx: &mut Tx<'_>, user: Uuid, record: &Record) -> Result<bool> {
    let ws = tx.workspace();
    let Some(actor) = ws.actors().get(tx.sql(), user, None)? else { return Ok(false) };
    let mut as_he_sees = tx.as_seen_by(actor);
    Ok(!as_he_sees.titles(&record.object.key, &[record.id])?.is_empty())
}

/// Makes somebody a follower who has been found to see the record.
pub(crate) fn follow(conn: &mut Conn, record: &Record, user: Uuid, now: i64) -> Result<()> {
    let mut sql = Sql::new("INSERT INTO follower (object, record, user_id, since) VALUES (");
    sql.arg(&record.object.key).add(", ").arg(record.id).add(", ").arg(user).add(", ").arg(now);
    sql.add(") ON CONFLICT DO NOTHING");
    conn.exec(&sql)?;
    Ok(())
}

/// The followers of each of these records.
pub(crate) fn of_many(conn: &mut Conn, object: &str, records: &[Uuid]) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let mut found: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for some in records.chunks(500) {
        let mut sql = Sql::new("SELECT record, user_id FROM follower WHERE object = ");
        sql.arg(object).add(" AND record IN ").list(some);
        for row in conn.query(&sql)? {
            found.entry(row.uuid(0)?).or_default().push(row.uuid(1)?);
        }
    }
    Ok(found)
}

/// Forgets who followed a record that is destroyed for good.
pub(crate) fn forget(tx: &mut Tx<'_>, record: &Record) -> Result<()> {
    let sql = Sql::new("DELETE FROM follower WHERE object = ").bind(&record.object.key).push(" AND record = ");
    tx.sql().exec(&sql.bind(record.id))?;
    Ok(())
}
