//! Writing notifications down.

use std::collections::{BTreeMap, HashMap, HashSet};

use kith_engine::{Conn, Error, Record, Result, Signal, Sql, Tx};
use uuid::Uuid;

use super::{KEPT_DAYS, Kind, TOPIC, Word};

/// So many records of one notification are remembered.
pub(super) const ITEMS: usize = 20;
/// So many notifications of one person are told of at once; whoever hears of these looks for the others as well.
const TOLD: usize = 20;
pub(super) const DAY: i64 = 86_400_000;

/// Something to be told to somebody.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub user: Uuid,
    pub kind: Kind,
    pub at: i64,
    pub actor: Option<Uuid>,
    /// What it is about.
    pub record: Option<(String, Uuid)>,
    pub event: Option<Uuid>,
    pub note: Option<Uuid>,
    pub text: Option<String>,
    /// Drafts of one kind with the same mark become one notification.
    pub merge: Option<String>,
}

/// Writes notifications, tells open screens, and forgets the old ones.
pub(super) fn post(tx: &mut Tx<'_>, drafts: &[Draft]) -> Result<()> {
    let mut merged: BTreeMap<(Uuid, Kind, &str), Vec<&Draft>> = BTreeMap::new();
    let mut told: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for draft in drafts {
        match &draft.merge {
            Some(key) => merged.entry((draft.user, draft.kind, key)).or_default().push(draft),
            None => {
                if draft.kind == Kind::Changed {
                    forget_older(tx.sql(), draft)?;
                }
                let id = insert(tx, draft, None, std::slice::from_ref(&draft))?;
                told.entry(draft.user).or_default().push(id);
            }
        }
    }
    for ((user, kind, key), group) in merged {
        let id = match join(tx.sql(), user, kind, key, &group)? {
            Some(id) => id,
            None => insert(tx, group[0], Some(key), &group)?,
        };
        told.entry(user).or_default().push(id);
    }
    let old = tx.ctx.now.as_millisecond() - KEPT_DAYS * DAY;
    tx.sql().exec(&Sql::new("DELETE FROM notification WHERE at < ").bind(old))?;
    for (user, ids) in told {
        for id in ids.into_iter().rev().take(TOLD) {
            tell(tx.sql(), user, id)?;
        }
    }
    Ok(())
}

/// Tells a person's open screens of a notification, once the transaction is committed.
pub(super) fn tell(conn: &mut Conn, user: Uuid, id: Uuid) -> Result<()> {
    let text = serde_json::to_string(&Word { user, id }).map_err(Error::internal)?;
    Ok(conn.signal(&Signal::new(TOPIC, text))?)
}

/// Forgets what was told of a record that is destroyed for good.
pub(crate) fn forget(tx: &mut Tx<'_>, record: &Record) -> Result<()> {
    let sql = Sql::new("DELETE FROM notification WHERE members = 1 AND record = ").bind(record.id);
    tx.sql().exec(&sql.push(" AND object = ").bind(&record.object.key))?;
    Ok(())
}

/// A record that changes often is told of once, as long as nobody has looked.
fn forget_older(conn: &mut Conn, draft: &Draft) -> Result<()> {
    let Some((object, record)) = &draft.record else { return Ok(()) };
    let mut sql = Sql::new("DELETE FROM notification WHERE read_at IS NULL AND merge_key IS NULL AND user_id = ");
    sql.arg(draft.user).add(" AND kind = ").arg(draft.kind.as_str()).add(" AND object = ").arg(object);
    sql.add(" AND record = ").arg(*record);
    conn.exec(&sql)?;
    Ok(())
}

/// The records of a group, each once.
fn records(group: &[&Draft]) -> Vec<Uuid> {
    let mut seen = HashSet::new();
    let ids = group.iter().filter_map(|draft| draft.record.as_ref().map(|(_, id)| *id));
    ids.filter(|id| seen.insert(*id)).collect()
}

fn items_text(ids: &[Uuid]) -> Result<String> {
    serde_json::to_string(&ids[..ids.len().min(ITEMS)]).map_err(Error::internal)
}

fn insert(tx: &mut Tx<'_>, draft: &Draft, merge: Option<&str>, group: &[&Draft]) -> Result<Uuid> {
    let id = tx.new_id();
    let records = records(group);
    let (object, record) = draft.record.clone().unzip();
    let at = group.iter().map(|draft| draft.at).max().unwrap_or(draft.at);
    let mut sql = Sql::new(
        "INSERT INTO notification (id, user_id, kind, at, actor, object, record, event, note, text, merge_key, members, \
         items) VALUES (",
    );
    sql.arg(id).add(", ").arg(draft.user).add(", ").arg(draft.kind.as_str()).add(", ").arg(at).add(", ");
    sql.arg(draft.actor).add(", ").arg(object).add(", ").arg(record).add(", ").arg(draft.event).add(", ");
    sql.arg(draft.note).add(", ").arg(draft.text.clone()).add(", ").arg(merge).add(", ");
    sql.arg(records.len().max(1) as i64).add(", ").arg(items_text(&records)?).add(")");
    tx.sql().exec(&sql)?;
    Ok(id)
}

/// Adds to a notification that is there already.
fn join(conn: &mut Conn, user: Uuid, kind: Kind, key: &str, group: &[&Draft]) -> Result<Option<Uuid>> {
    let mut sql = Sql::new("SELECT id, items, at FROM notification WHERE user_id = ");
    sql.arg(user).add(" AND kind = ").arg(kind.as_str()).add(" AND merge_key = ").arg(key);
    let Some(row) = conn.one(&sql)? else { return Ok(None) };
    let id = row.uuid(0)?;
    let mut items: Vec<Uuid> = serde_json::from_str(row.opt_text(1)?.unwrap_or("[]")).map_err(Error::internal)?;
    let new: Vec<Uuid> = records(group).into_iter().filter(|id| !items.contains(id)).collect();
    items.extend(&new);
    let at = group.iter().map(|draft| draft.at).max().unwrap_or(0).max(row.int(2)?);
    let mut sql = Sql::new("UPDATE notification SET members = members + ");
    sql.arg(new.len() as i64).add(", items = ").arg(items_text(&items)?);
    sql.add(", at = ").arg(at).add(" WHERE id = ").arg(id);
    conn.exec(&sql)?;
    Ok(Some(id))
}
