//! Who is away, and when: vacations and the like. Everybody may know that somebody is away; why is for himself and for
//! those who keep people.

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use kith_catalogue::Problem;
use kith_engine::people::users;
use kith_engine::{Conn, Error, Reader, Result, Row, Sql, Tx};
use kith_policy::Permission;
use uuid::Uuid;

use crate::log;
use crate::rates::{date_of, day_of};

/// What the log calls it.
const TABLE: &str = "absence";
/// The longest note.
const MAX_NOTE: usize = 500;
/// The longest absence, in days.
const LONGEST: i64 = 3 * 366;

/// Days on which somebody is away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absence {
    /// Its identity.
    pub id: Uuid,
    /// Who.
    pub user: Uuid,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Why; none for those whom it does not concern.
    pub note: Option<String>,
}

/// An absence to be noted.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "as in Absence")]
pub struct NewAbsence {
    pub user: Uuid,
    pub from: Date,
    pub to: Date,
    pub note: Option<String>,
}

fn absence(row: &Row) -> Result<Absence> {
    Ok(Absence {
        id: row.uuid(0)?,
        user: row.uuid(1)?,
        from: date_of(row.int(2)?)?,
        to: date_of(row.int(3)?)?,
        note: row.opt_text(4)?.map(str::to_owned),
    })
}

const COLUMNS: &str = "SELECT id, user_id, from_day, to_day, note FROM absence";

/// The absences that end on a day or later, by their first day.
///
/// # Errors
/// When the store fails.
pub fn absences(reader: &mut Reader<'_>, since: Date) -> Result<Vec<Absence>> {
    let sql = Sql::new(COLUMNS).push(" WHERE to_day >= ").bind(day_of(since)).push(" ORDER BY from_day, id");
    let mut found: Vec<Absence> = reader.conn().query(&sql)?.iter().map(absence).collect::<Result<_>>()?;
    let keeps_people = reader.access.may(Permission::ManageUsers);
    for one in &mut found {
        if !keeps_people && reader.ctx.user_id() != Some(one.user) {
            one.note = None;
        }
    }
    Ok(found)
}

/// Notes that somebody is away: one may say so of oneself, others by the right to keep people.
///
/// # Errors
/// [`Error::Forbidden`], [`Error::Invalid`].
pub fn add_absence(tx: &mut Tx<'_>, new: &NewAbsence) -> Result<Absence> {
    permit(tx, new.user)?;
    users::find(tx.sql(), new.user)?.ok_or_else(|| Error::field("user", "not_found"))?;
    if new.from > new.to || (new.to - new.from).get_days() > i32::try_from(LONGEST).unwrap_or(i32::MAX) {
        return Err(Error::Invalid(vec![Problem::new("out_of_range").with("max_days", LONGEST).at("to")]));
    }
    if new.from.year() < 1 {
        return Err(Error::field("from", "out_of_range"));
    }
    let note = new.note.as_deref().map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned);
    if note.as_ref().is_some_and(|note| note.chars().count() > MAX_NOTE || note.contains('\0')) {
        return Err(Error::Invalid(vec![Problem::new("too_long").with("max", MAX_NOTE).at("note")]));
    }
    let id = tx.new_id();
    let mut sql = Sql::new("INSERT INTO absence (id, user_id, from_day, to_day, note, created_at) VALUES (");
    sql.arg(id).add(", ").arg(new.user).add(", ").arg(day_of(new.from)).add(", ").arg(day_of(new.to));
    sql.add(", ").arg(note.clone()).add(", ").arg(tx.ctx.now).add(")");
    tx.sql().exec(&sql)?;
    let made = Absence { id, user: new.user, from: new.from, to: new.to, note };
    told(tx, "created", &made)?;
    Ok(made)
}

/// Takes an absence back.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`].
pub fn remove_absence(tx: &mut Tx<'_>, id: Uuid) -> Result<()> {
    let row = tx.sql().one(&Sql::new(COLUMNS).push(" WHERE id = ").bind(id))?.ok_or(Error::NotFound)?;
    let before = absence(&row)?;
    permit(tx, before.user)?;
    tx.sql().exec(&Sql::new("DELETE FROM absence WHERE id = ").bind(id))?;
    told(tx, "deleted", &before)
}

/// The days on which a person is away, from about now on.
pub(super) fn days_of(conn: &mut Conn, user: Uuid, now: Timestamp) -> Result<Vec<(Date, Date)>> {
    let sql = Sql::new(COLUMNS).push(" WHERE user_id = ").bind(user).push(" AND to_day >= ").bind(since(now));
    conn.query(&sql)?.iter().map(|row| absence(row).map(|one| (one.from, one.to))).collect()
}

/// The days on which people are away, from about now on.
pub(crate) fn days_of_all(conn: &mut Conn, now: Timestamp) -> Result<Vec<(Uuid, Date, Date)>> {
    let sql = Sql::new(COLUMNS).push(" WHERE to_day >= ").bind(since(now));
    conn.query(&sql)?.iter().map(|row| absence(row).map(|one| (one.user, one.from, one.to))).collect()
}

/// Yesterday, in whatever zone.
fn since(now: Timestamp) -> i64 {
    let day = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    day_of(day.checked_sub(2.days()).unwrap_or(day))
}

fn permit(tx: &Tx<'_>, user: Uuid) -> Result<()> {
    let may = tx.ctx.user_id() == Some(user) || tx.access.may(Permission::ManageUsers);
    if may { Ok(()) } else { Err(Error::forbidden("manage_users")) }
}

/// The log says when; why is kept beside it only, so that it can be forgotten.
fn told(tx: &mut Tx<'_>, verb: &str, absence: &Absence) -> Result<()> {
    let days = serde_json::json!({"user": absence.user, "from": absence.from, "to": absence.to});
    let change = if verb == "deleted" {
        log::change("days", days, serde_json::Value::Null)
    } else {
        log::change("days", serde_json::Value::Null, days)
    };
    log::about_row(tx, TABLE, verb, absence.id, vec![change])?;
    Ok(())
}
