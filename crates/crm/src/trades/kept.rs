//! Which set-ups were added, and what each has made.

use kith_catalogue::Lang;
use kith_engine::{Conn, Error, Result, Sql, Tx};
use uuid::Uuid;

/// A set-up that was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Its key.
    pub key: String,
    /// This adding of it, for the log.
    pub id: Uuid,
    /// The language of what has only one.
    pub language: Lang,
    /// The batch of its sample records, if it has any.
    pub batch: Option<Uuid>,
    /// When, in milliseconds UTC.
    pub at: i64,
    /// It was added before set-ups brought scripts, objections and calculations, and has not got them since.
    pub behind: bool,
}

/// What a set-up has made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// What the file calls it, and which it is.
    Pipeline(String, Uuid),
    /// As `pipeline.stage`, and which it is.
    Stage(String, Uuid),
    View(Uuid),
    Field(String, String),
    /// A sample record.
    Record(String, Uuid),
    /// A record that belongs to the set-up itself: an objection, an answer.
    Entry(String, Uuid),
    /// What the file calls it, and which it is.
    Script(String, Uuid),
    Calculation(String),
}

impl Item {
    fn text(&self) -> (&'static str, String) {
        match self {
            Self::Pipeline(key, id) => ("pipeline", format!("{key}/{id}")),
            Self::Stage(key, id) => ("stage", format!("{key}/{id}")),
            Self::View(id) => ("view", id.to_string()),
            Self::Field(object, key) => ("field", format!("{object}.{key}")),
            Self::Record(object, id) => ("record", format!("{object}/{id}")),
            Self::Entry(object, id) => ("entry", format!("{object}/{id}")),
            Self::Script(key, id) => ("script", format!("{key}/{id}")),
            Self::Calculation(key) => ("calculation", key.clone()),
        }
    }

    fn parse(kind: &str, item: &str) -> Option<Self> {
        let id = |text: &str| Uuid::parse_str(text).ok();
        let named = || item.split_once('/').and_then(|(key, of)| Some((key.to_owned(), id(of)?)));
        match kind {
            "pipeline" => named().map(|(key, id)| Self::Pipeline(key, id)),
            "stage" => named().map(|(key, id)| Self::Stage(key, id)),
            "record" => named().map(|(object, id)| Self::Record(object, id)),
            "entry" => named().map(|(object, id)| Self::Entry(object, id)),
            "script" => named().map(|(key, id)| Self::Script(key, id)),
            "calculation" => Some(Self::Calculation(item.to_owned())),
            "view" => id(item).map(Self::View),
            "field" => item.split_once('.').map(|(object, key)| Self::Field(object.to_owned(), key.to_owned())),
            _ => None,
        }
    }
}

/// The set-ups that were added.
///
/// # Errors
/// When the store fails.
pub fn added(conn: &mut Conn) -> Result<Vec<Added>> {
    let mut sql = Sql::new("SELECT s.key, s.id, s.language, s.batch, s.added_at, (SELECT count(*) FROM setup_item i ");
    sql.add("WHERE i.setup = s.key AND i.kind = 'script') FROM setup s ORDER BY s.key");
    let read = |row: &kith_engine::Row| -> Result<Added> {
        Ok(Added {
            key: row.text(0)?.to_owned(),
            id: row.uuid(1)?,
            language: Lang::parse(row.text(2)?).unwrap_or_default(),
            batch: row.opt_uuid(3)?,
            at: row.int(4)?,
            behind: row.int(5)? == 0,
        })
    };
    conn.query(&sql)?.iter().map(read).collect()
}

/// One of them.
pub(super) fn find(conn: &mut Conn, key: &str) -> Result<Option<Added>> {
    Ok(added(conn)?.into_iter().find(|added| added.key == key))
}

/// What it has made.
pub(super) fn items(conn: &mut Conn, key: &str) -> Result<Vec<Item>> {
    let sql = Sql::new("SELECT kind, item FROM setup_item WHERE setup = ").bind(key).push(" ORDER BY kind, item");
    let rows = conn.query(&sql)?;
    let read = |row: &kith_engine::Row| {
        let (kind, item) = (row.text(0)?, row.text(1)?);
        Item::parse(kind, item).ok_or_else(|| Error::internal(format!("item {kind} {item} of a set-up")))
    };
    rows.iter().map(read).collect()
}

/// Remembers that a set-up was added.
pub(super) fn begin(tx: &mut Tx<'_>, key: &str, language: Lang) -> Result<Added> {
    let (id, at) = (tx.new_id(), tx.ctx.now.as_millisecond());
    let mut sql = Sql::new("INSERT INTO setup (key, id, language, added_at) VALUES (");
    sql.arg(key).add(", ").arg(id).add(", ").arg(language.code()).add(", ").arg(at);
    sql.add(") ON CONFLICT (key) DO NOTHING");
    if tx.sql().exec(&sql)? == 0 {
        return Err(Error::refused("setup_added"));
    }
    Ok(Added { key: key.to_owned(), id, language, batch: None, at, behind: false })
}

/// Remembers what it has made.
pub(super) fn remember(tx: &mut Tx<'_>, key: &str, items: &[Item]) -> Result<()> {
    for item in items {
        let (kind, item) = item.text();
        let mut sql = Sql::new("INSERT INTO setup_item (setup, kind, item) VALUES (");
        sql.arg(key).add(", ").arg(kind).add(", ").arg(item).add(")");
        tx.sql().exec(&sql)?;
    }
    Ok(())
}

/// Remembers the batch of its sample records.
pub(super) fn sampled(tx: &mut Tx<'_>, key: &str, batch: Uuid) -> Result<()> {
    tx.sql().exec(&Sql::new("UPDATE setup SET batch = ").bind(batch).push(" WHERE key = ").bind(key))?;
    Ok(())
}

/// Forgets its sample records.
pub(super) fn forget_sample(tx: &mut Tx<'_>, key: &str) -> Result<()> {
    tx.sql().exec(&Sql::new("DELETE FROM setup_item WHERE kind = 'record' AND setup = ").bind(key))?;
    tx.sql().exec(&Sql::new("UPDATE setup SET batch = NULL WHERE key = ").bind(key))?;
    Ok(())
}

/// Forgets a set-up and what it has made.
pub(super) fn forget(tx: &mut Tx<'_>, key: &str) -> Result<()> {
    tx.sql().exec(&Sql::new("DELETE FROM setup_item WHERE setup = ").bind(key))?;
    tx.sql().exec(&Sql::new("DELETE FROM setup WHERE key = ").bind(key))?;
    Ok(())
}
