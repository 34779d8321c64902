//! Reading notifications: one's own, and only those about what one may still see.

use std::collections::{BTreeMap, HashMap, HashSet};

use kith_catalogue::standard::lead;
use kith_engine::{Error, Reader, Result, Row, Sql, Tx};
use serde_json::Value as Json;
use uuid::Uuid;

use super::post::{DAY, tell};
use super::{KEPT_DAYS, Kind};

/// More unread ones than this are not counted.
pub const MOST_COUNTED: usize = 500;
/// So much of a note is shown.
const EXCERPT: usize = 300;
/// What the place in the list is sealed for.
const CURSOR: &[u8] = b"notifications";

/// A notification as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its identity.
    pub id: Uuid,
    /// What it tells of.
    pub kind: Kind,
    /// When it happened, in milliseconds UTC.
    pub at: i64,
    /// Whether it has been read.
    pub is_read: bool,
    /// Who did it.
    pub by: Option<Uuid>,
    /// The object of what it is about.
    pub object: Option<String>,
    /// What it is about, with its title; none when it is about several records.
    pub record: Option<(Uuid, String)>,
    /// The new leads that a digest names, with their titles: those that its reader may see now.
    pub leads: Vec<(Uuid, String)>,
    /// How many records it is about.
    pub count: i64,
    /// What there is to read.
    pub text: Option<String>,
    /// What happened.
    pub event: Option<Uuid>,
}

/// A page of notifications.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inbox {
    /// Newest first.
    pub entries: Vec<Entry>,
    /// How many are unread.
    pub unread: usize,
    /// Where the next page begins.
    pub next: Option<String>,
}

/// A page of the actor's notifications.
///
/// # Errors
/// [`Error::BadRequest`] for a bad cursor.
pub fn inbox(reader: &mut Reader<'_>, only_unread: bool, limit: usize, cursor: Option<&str>) -> Result<Inbox> {
    let me = me(reader)?;
    let mut from = cursor.map(|text| place(reader, text)).transpose()?;
    let (mut entries, mut next) = (Vec::new(), None);
    loop {
        let rows = rows(reader, me, only_unread, from, limit + 1)?;
        let more = rows.len() > limit;
        let page: Vec<Stored> = rows.into_iter().take(limit).collect();
        let places: Vec<(i64, Uuid)> = page.iter().map(|row| (row.entry.at, row.entry.id)).collect();
        let mut shown: HashMap<Uuid, Entry> =
            visible(reader, page)?.into_iter().map(|entry| (entry.id, entry)).collect();
        for place in &places {
            from = Some(*place);
            entries.extend(shown.remove(&place.1));
            if entries.len() == limit {
                break;
            }
        }
        let at_end = !more && from == places.last().copied();
        if at_end || places.is_empty() {
            break;
        }
        if entries.len() == limit {
            next = from.map(|place| sealed(reader, place)).transpose()?;
            break;
        }
    }
    Ok(Inbox { entries, unread: unread(reader)?, next })
}

/// How many notifications the actor has not read, up to [`MOST_COUNTED`].
///
/// # Errors
/// When the store fails.
pub fn unread(reader: &mut Reader<'_>) -> Result<usize> {
    let me = me(reader)?;
    let rows = rows(reader, me, true, None, MOST_COUNTED)?;
    Ok(visible(reader, rows)?.len())
}

/// Marks some of the actor's notifications as read.
///
/// # Errors
/// When the store fails.
pub fn mark_read(tx: &mut Tx<'_>, ids: &[Uuid]) -> Result<()> {
    for some in ids.chunks(500) {
        let mut condition = Sql::new(" AND id IN ");
        condition.list(some);
        mark(tx, &condition)?;
    }
    Ok(())
}

/// Marks all of the actor's notifications as read.
///
/// # Errors
/// When the store fails.
pub fn mark_all_read(tx: &mut Tx<'_>) -> Result<()> {
    mark(tx, &Sql::default())
}

/// Marks those that a condition names, and lets the actor's other screens know.
fn mark(tx: &mut Tx<'_>, condition: &Sql) -> Result<()> {
    let me = me(tx)?;
    let mut sql = Sql::new("UPDATE notification SET read_at = ");
    sql.arg(tx.ctx.now).add(" WHERE read_at IS NULL AND user_id = ").arg(me).append(condition).add(" RETURNING id");
    let marked = tx.sql().query(&sql)?;
    match marked.first() {
        Some(first) => tell(tx.sql(), me, first.uuid(0)?),
        None => Ok(()),
    }
}

fn me(reader: &Reader<'_>) -> Result<Uuid> {
    reader.ctx.user_id().ok_or_else(|| Error::forbidden("person"))
}

fn sealed(reader: &mut Reader<'_>, (at, id): (i64, Uuid)) -> Result<String> {
    let bytes = [&at.to_be_bytes()[..], id.as_bytes()].concat();
    Ok(reader.conn().seal(CURSOR, &bytes)?)
}

fn place(reader: &mut Reader<'_>, text: &str) -> Result<(i64, Uuid)> {
    let bytes = reader.conn().unseal(CURSOR, text)?;
    let halves = bytes.as_ref().and_then(|bytes| bytes.split_first_chunk::<8>());
    let place = halves.and_then(|(at, id)| Some((i64::from_be_bytes(*at), Uuid::from_slice(id).ok()?)));
    place.ok_or_else(|| Error::BadRequest(kith_catalogue::Problem::new("bad_cursor").at("cursor")))
}

/// A notification as it is stored.
struct Stored {
    entry: Entry,
    record: Option<Uuid>,
    items: Vec<Uuid>,
    note: Option<Uuid>,
    /// The leads that a digest names.
    named: Vec<Uuid>,
}

const COLUMNS: &str = "SELECT id, kind, at, read_at, actor, object, record, event, note, text, members, items \
     FROM notification WHERE user_id = ";

fn stored(row: &Row) -> Result<Stored> {
    let kind = row.text(1)?;
    let count = row.int(10)?;
    let entry = Entry {
        id: row.uuid(0)?,
        kind: Kind::parse(kind).ok_or_else(|| Error::internal(format!("a notification of kind {kind}")))?,
        at: row.int(2)?,
        is_read: row.opt_int(3)?.is_some(),
        by: row.opt_uuid(4)?,
        object: row.opt_text(5)?.map(str::to_owned),
        record: None,
        leads: Vec::new(),
        count,
        text: row.opt_text(9)?.map(str::to_owned),
        event: row.opt_uuid(7)?.filter(|_| count == 1),
    };
    let items = row.opt_text(11)?.map_or_else(|| Ok(Vec::new()), serde_json::from_str).map_err(Error::internal)?;
    let mut stored = Stored { entry, record: row.opt_uuid(6)?, items, note: row.opt_uuid(8)?, named: Vec::new() };
    if stored.entry.kind == Kind::Digest {
        unfold(&mut stored)?;
    }
    Ok(stored)
}

/// Takes the leads out of what a digest keeps: they are told by title, and only those that are to be seen.
fn unfold(digest: &mut Stored) -> Result<()> {
    let Some(text) = &digest.entry.text else { return Ok(()) };
    let mut told: Json = serde_json::from_str(text).map_err(Error::internal)?;
    if let Some(leads) = told.as_object_mut().and_then(|told| told.remove("leads")) {
        digest.named = serde_json::from_value(leads).map_err(Error::internal)?;
        digest.entry.text = Some(told.to_string());
    }
    Ok(())
}

fn rows(
    reader: &mut Reader<'_>,
    me: Uuid,
    only_unread: bool,
    from: Option<(i64, Uuid)>,
    limit: usize,
) -> Result<Vec<Stored>> {
    let oldest = reader.ctx.now.as_millisecond() - KEPT_DAYS * DAY;
    let mut sql = Sql::new(COLUMNS);
    sql.arg(me).add(" AND at >= ").arg(oldest);
    if only_unread {
        sql.add(" AND read_at IS NULL");
    }
    if let Some((at, id)) = from {
        sql.add(" AND (at, id) < (").arg(at).add(", ").arg(id).add(")");
    }
    sql.add(" ORDER BY at DESC, id DESC LIMIT ").number(i64::try_from(limit).unwrap_or(i64::MAX));
    reader.conn().query(&sql)?.iter().map(stored).collect()
}

/// Those whose records the actor may still see, with titles and texts.
fn visible(reader: &mut Reader<'_>, rows: Vec<Stored>) -> Result<Vec<Entry>> {
    let mut wanted: BTreeMap<&str, HashSet<Uuid>> = BTreeMap::new();
    for row in &rows {
        if let Some(object) = row.entry.object.as_ref().filter(|_| row.entry.kind != Kind::ImportDone) {
            wanted.entry(object).or_default().extend(row.items.iter().chain(&row.record));
        }
        if !row.named.is_empty() {
            wanted.entry(lead::KEY).or_default().extend(&row.named);
        }
    }
    let mut titles: HashMap<Uuid, String> = HashMap::new();
    for (object, ids) in wanted {
        let ids: Vec<Uuid> = ids.into_iter().collect();
        titles.extend(reader.titles(object, &ids)?);
    }
    let notes: Vec<Uuid> = rows.iter().filter_map(|row| row.note).collect();
    let texts = crate::notes::texts(reader.conn(), &notes)?;
    Ok(rows.into_iter().filter_map(|row| shown(row, &titles, &texts)).collect())
}

fn shown(row: Stored, titles: &HashMap<Uuid, String>, texts: &HashMap<Uuid, String>) -> Option<Entry> {
    let mut entry = row.entry;
    if let Some(note) = row.note {
        let text = texts.get(&note)?;
        entry.text = Some(text.chars().take(EXCERPT).collect());
    }
    if entry.kind == Kind::ImportDone {
        // An import is no record: whoever started it knows of it.
        let told: Json = serde_json::from_str(entry.text.as_deref()?).ok()?;
        entry.record = Some((row.record?, told.get("filename")?.as_str()?.to_owned()));
        return Some(entry);
    }
    entry.leads = row.named.iter().filter_map(|id| Some((*id, titles.get(id)?.clone()))).collect();
    if entry.object.is_none() {
        return Some(entry);
    }
    let hidden = row.items.iter().filter(|id| !titles.contains_key(id)).count();
    entry.count -= i64::try_from(hidden).unwrap_or(0);
    if hidden == row.items.len() {
        return None;
    }
    if entry.count == 1 {
        let first = row.items.iter().find(|id| titles.contains_key(id))?;
        entry.record = titles.get(first).map(|title| (*first, title.clone()));
    }
    Some(entry)
}
