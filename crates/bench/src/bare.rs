//! The bare statements: what a person who knows both the question and the tables would write by hand.

use jiff::{Timestamp, tz::TimeZone};
use kith_catalogue::{Catalogue, Object, Part};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, Params, Result, params};
use uuid::Uuid;

use crate::scenario::{EMAIL_PARTS, NAME_PARTS, Operation, Scene};

/// A connection that reads as the server's readers do, and the statements for one catalogue.
pub struct Bare {
    conn: Connection,
    list: String,
    filtered: String,
    jump: String,
    scroll: String,
    email: String,
    search: String,
    deal: String,
    stages: String,
    cards: String,
    report: String,
    first_names: Vec<(Vec<u8>, i64)>,
}

/// The columns that make an answer of an object: for each field those that its value is read from.
fn columns(object: &Object, alias: &str) -> String {
    let mut names: Vec<String> = ["rid", "id", "version", "deleted_at"].map(|name| format!("{alias}.{name}")).to_vec();
    for field in &object.fields {
        let parts = field.columns().into_iter().take(field.kind.read_width());
        names.extend(parts.map(|column| format!("{alias}.\"{}\"", column.name)));
    }
    names.join(", ")
}

impl Bare {
    /// Opens the database for reading.
    ///
    /// # Errors
    /// When it cannot be opened or lacks a table.
    pub fn open(path: &std::path::Path, cat: &Catalogue, scene: &Scene<'_>) -> Result<Self> {
        let conn = Connection::open(path)?;
        conn.set_prepared_statement_cache_capacity(64);
        conn.execute_batch("PRAGMA query_only = ON; PRAGMA mmap_size = 268435456; PRAGMA cache_size = -8192;")?;
        let object = |key: &str| cat.object(key).cloned().ok_or(rusqlite::Error::QueryReturnedNoRows);
        let (contact, company, deal) = (object("contact")?, object("company")?, object("deal")?);
        let column = |object: &Object, field: &str, part: Part| {
            object.get(field).map_or_else(String::new, |f| f.column_name(part))
        };
        let sort = column(&contact, "name", Part::Sort);
        let head = format!(
            "SELECT {}, co.name FROM {} c LEFT JOIN {} co ON co.id = c.company WHERE c.deleted_at IS NULL",
            columns(&contact, "c"),
            contact.table,
            company.table
        );
        let order = format!("ORDER BY c.{sort}, c.rid LIMIT 50");
        let month = month_of(&column(&deal, "closed_at", Part::Value), &cat.zone);
        let base = column(&deal, "amount", Part::Base);
        let mut bare = Self {
            list: format!("{head} {order}"),
            filtered: format!("{head} AND c.owner = ?1 {order}"),
            jump: format!("{head} {order} OFFSET ?1"),
            scroll: format!("{head} AND (c.{sort}, c.rid) > (?1, ?2) {order}"),
            email: format!("{head} AND c.{} LIKE '%' || ?1 || '%' LIMIT 50", column(&contact, "emails", Part::Fold)),
            search: format!(
                "SELECT c.rid, c.id, c.name, co.name FROM {} c LEFT JOIN {} co ON co.id = c.company \
                 WHERE c.deleted_at IS NULL AND c.{} LIKE '%' || ?1 || '%' LIMIT 20",
                contact.table,
                company.table,
                column(&contact, "name", Part::Fold)
            ),
            deal: format!("SELECT {} FROM {} d WHERE d.id = ?1", columns(&deal, "d"), deal.table),
            stages: format!(
                "SELECT stage, count(*), sum({base}), sum({base} * probability) FROM {} WHERE deleted_at IS NULL GROUP BY stage",
                deal.table
            ),
            cards: format!(
                "SELECT {}, co.name FROM {} d LEFT JOIN {} co ON co.id = d.company \
                 WHERE d.deleted_at IS NULL AND d.stage = ?1 ORDER BY d.created_at DESC, d.rid DESC LIMIT 20",
                columns(&deal, "d"),
                deal.table,
                company.table
            ),
            report: format!(
                "SELECT stage, owner, {month}, count(*), sum({base}) FROM {} WHERE deleted_at IS NULL GROUP BY 1, 2, 3",
                deal.table
            ),
            first_names: Vec::new(),
            conn,
        };
        bare.first_names = bare.places(&contact, &sort, scene)?;
        Ok(bare)
    }

    /// Sort keys and row numbers in the middle of the list, from which the keyset pages begin.
    fn places(&self, contact: &Object, sort: &str, scene: &Scene<'_>) -> Result<Vec<(Vec<u8>, i64)>> {
        let sql = format!(
            "SELECT {sort}, rid FROM {} WHERE deleted_at IS NULL ORDER BY {sort}, rid LIMIT 800 OFFSET ?1",
            contact.table
        );
        let mut statement = self.conn.prepare(&sql)?;
        let rows = statement.query_map([scene.middle_row(0) as i64], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<Vec<_>>>()?.into_iter().step_by(50).collect())
    }

    /// Answers the question of an operation once; false when the operation has no bare form here.
    ///
    /// # Errors
    /// When a statement fails.
    pub fn answer(&self, operation: Operation, scene: &Scene<'_>, number: usize) -> Result<bool> {
        match operation {
            Operation::List => self.read(&self.list, [])?,
            Operation::Filtered => self.read(&self.filtered, [scene.owner(number).as_bytes().as_slice()])?,
            Operation::Jump => self.read(&self.jump, [scene.middle_row(number) as i64])?,
            Operation::Deep => self.read(&self.jump, [scene.deep_row() as i64])?,
            Operation::Scroll => {
                let (key, rid) = &self.first_names[number % self.first_names.len()];
                self.read(&self.scroll, params![key, rid])?
            }
            Operation::Record => self.record(scene.deal(number))?,
            Operation::Board => {
                let stages = self.values(&self.stages)?;
                for stage in &stages {
                    self.read(&self.cards, [stage])?;
                }
                stages.len()
            }
            Operation::EmailPart => self.read(&self.email, [EMAIL_PARTS[number % EMAIL_PARTS.len()]])?,
            Operation::NameSearch => {
                let folded = kith_catalogue::text::fold(NAME_PARTS[number % NAME_PARTS.len()]);
                self.read(&self.search, [folded])?
            }
            Operation::Report => self.read(&self.report, [])?,
            Operation::Empty | Operation::Create | Operation::Update | Operation::Move => return Ok(false),
        };
        Ok(true)
    }

    fn record(&self, deal: Uuid) -> Result<usize> {
        let history = "SELECT e.seq, e.id, e.at, e.name, e.actor, e.origin, e.batch, c.fields FROM event_subject s \
                       JOIN event e ON e.seq = s.event LEFT JOIN event_change c ON c.event = e.seq \
                       WHERE s.object = 'deal' AND s.record = ?1 ORDER BY s.event DESC LIMIT 50";
        let notes = "SELECT id, text, author, created_at FROM note WHERE record = ?1 AND deleted_at IS NULL \
                     ORDER BY created_at DESC LIMIT 50";
        let id = deal.as_bytes().as_slice();
        Ok(self.read(&self.deal, [id])? + self.read(history, [id])? + self.read(notes, [id])?)
    }

    fn values(&self, sql: &str) -> Result<Vec<Value>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        statement.query_map([], |row| row.get(0))?.collect()
    }

    /// Steps through the rows and touches every value, as whoever answers must.
    fn read(&self, sql: &str, params: impl Params) -> Result<usize> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let width = statement.column_count();
        let mut rows = statement.query(params)?;
        let mut bytes = 0;
        while let Some(row) = rows.next()? {
            for ix in 0..width {
                bytes += match row.get_ref(ix)? {
                    ValueRef::Text(text) | ValueRef::Blob(text) => text.len(),
                    _ => 8,
                };
            }
        }
        Ok(std::hint::black_box(bytes))
    }
}

/// The month of a moment in a zone, as a number: by its offset today, which is what a person would write by hand.
fn month_of(column: &str, zone: &TimeZone) -> String {
    let offset = zone.to_offset(Timestamp::UNIX_EPOCH).seconds();
    format!("strftime('%Y%m', {column} / 1000 + {offset}, 'unixepoch')")
}
