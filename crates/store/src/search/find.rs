//! Asking the search.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use kith_catalogue::{Catalogue, ColumnType, FieldIx, Kind, Object, Part};
use kith_policy::{Access, Action, RowRule};
use uuid::Uuid;

use super::ask::Ask;
use super::beside::Beside;
use super::fit::{Fit, fit};
use super::noted;
use super::rare::{self, Corpus};
use super::spelling;
use super::tables::{LONGEST, key, searchable, table_of};
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::query::{Compiler, prefix_end};
use crate::sql::{Dialect, Sql};

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its object.
    pub object: Arc<str>,
    /// Its id.
    pub id: Uuid,
    /// Its title; empty when the actor may not read it.
    pub title: String,
    /// Where it was found.
    pub found: Found,
    /// How well it fits.
    pub fit: Fit,
}

/// Where a record was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// In a field.
    Field(FieldIx),
    /// In a note or a file on it.
    Beside {
        /// Which of them.
        beside: Beside,
        /// The note, the file.
        id: Uuid,
        /// Some of its words, around those that were searched for; before them the name of a file.
        excerpt: String,
    },
}

/// So many candidates of an object are looked at, the newest first.
pub(super) const CANDIDATES: i64 = 200;

/// Up to so many records of one's own are looked through one by one.
pub(super) const FEW: i64 = 3_000;

/// A searched field that the actor may read.
pub(super) struct Searched {
    pub(super) field: FieldIx,
    /// The text of it as an expression of the statement.
    text: String,
}

struct Candidate {
    id: Uuid,
    rid: i64,
    title: String,
    /// The text of each searched field.
    texts: Vec<String>,
}

/// What decides about the order of hits, the same on both databases: the fit, then shorter titles of alike ones, then
/// the newest; notes come before files, and of each the newest.
pub(super) type Order = (Fit, usize, String, usize, Reverse<i64>);

/// The records that fit best, of the objects given (of all when none are given): all words of the question occur in
/// fields that the actor may read, of live records that he may see; after them those records with a note, or a file, in
/// which all words occur.
///
/// Words of fewer than three letters are found at the beginning of titles, and beside longer ones. Where there is room left,
/// names are looked for in the other script too, and where nothing is found, on the other layout of the keyboard.
///
/// # Errors
/// `unknown_object`.
pub fn find(
    conn: &mut Conn,
    cat: &Catalogue,
    access: &Access,
    question: &str,
    objects: &[Arc<str>],
    limit: usize,
) -> Result<Vec<Hit>> {
    let mut hits = spelled(conn, cat, access, question, objects, limit)?;
    for other in spelling::others(question) {
        add(&mut hits, limit, |most| spelled(conn, cat, access, &other, objects, most))?;
    }
    if hits.is_empty()
        && let Some(other) = spelling::other_layout(question)
    {
        return spelled(conn, cat, access, &other, objects, limit);
    }
    Ok(hits)
}

/// Adds hits of another spelling while there is room.
fn add(hits: &mut Vec<Hit>, limit: usize, find: impl FnOnce(usize) -> Result<Vec<Hit>>) -> Result<()> {
    if hits.len() >= limit {
        return Ok(());
    }
    // Those that are known take room as well.
    for hit in find(limit)? {
        if hits.len() < limit && !hits.iter().any(|known| known.id == hit.id) {
            hits.push(hit);
        }
    }
    Ok(())
}

/// The hits of a question as it is spelled.
fn spelled(
    conn: &mut Conn,
    cat: &Catalogue,
    access: &Access,
    question: &str,
    objects: &[Arc<str>],
    limit: usize,
) -> Result<Vec<Hit>> {
    let Some(ask) = Ask::new(question) else { return Ok(Vec::new()) };
    let wanted: Vec<&Arc<Object>> = if objects.is_empty() {
        cat.objects.iter().collect()
    } else {
        objects
            .iter()
            .map(|key| cat.object(key).ok_or_else(|| StoreError::invalid("unknown_object", key.as_ref())))
            .collect::<Result<_>>()?
    };
    let mut asked = Vec::with_capacity(wanted.len());
    for object in wanted {
        let rights = access.object(object);
        if *rights.row(Action::Read) == RowRule::None {
            continue;
        }
        let fields = searched(object, |field| rights.may_read(field));
        let mut asking = Asking { cat, access, object, ask: &ask, fields, limit, few: false };
        asking.few = asking.sees_few(conn)?;
        asked.push(asking);
    }
    let mut hits: Vec<(Order, Hit)> = Vec::new();
    let mut seen = HashSet::new();
    for (place, asking) in asked.iter().enumerate() {
        let object = asking.object;
        for candidate in asking.candidates(conn)? {
            let Some((fit, field)) = fit(&ask, object, &asking.fields, &candidate.texts) else { continue };
            if !seen.insert(candidate.id) {
                continue;
            }
            let title = candidate.title;
            let folded = kith_catalogue::text::fold(&title);
            let order = (fit, folded.chars().count(), folded, place, Reverse(candidate.rid));
            let found = Found::Field(field);
            hits.push((order, Hit { object: Arc::clone(&object.key), id: candidate.id, title, found, fit }));
        }
    }
    // Notes and files come after all else, so they are asked only where there is room.
    if hits.len() < limit {
        noted::add(conn, &asked, &mut seen, &mut hits)?;
    }
    hits.sort_by(|a, b| a.0.cmp(&b.0));
    hits.truncate(limit);
    let mut hits: Vec<Hit> = hits.into_iter().map(|(_, hit)| hit).collect();
    noted::quote(conn, &ask.words, &mut hits)?;
    Ok(hits)
}

/// The question, put to one object.
pub(super) struct Asking<'a> {
    pub(super) cat: &'a Catalogue,
    pub(super) access: &'a Access,
    pub(super) object: &'a Arc<Object>,
    pub(super) ask: &'a Ask,
    fields: Vec<Searched>,
    limit: usize,
    /// Whether the actor sees only few records of it: then they are looked through, one and all, instead of all that
    /// fit.
    pub(super) few: bool,
}

impl Asking<'_> {
    fn candidates(&self, conn: &mut Conn) -> Result<Vec<Candidate>> {
        let dialect = conn.dialect();
        let mut found = Vec::new();
        if self.few {
            self.look_through(conn, &mut found)?;
            return Ok(found);
        }
        let title = self.fields.iter().any(|searched| searched.field == self.object.title);
        if title && matches!(self.object.fields[self.object.title].kind, Kind::Text) {
            // Exact titles come first in this order.
            let name = self.object.fields[self.object.title].column_name(Part::Fold);
            let mut sql = self.select(dialect)?;
            sql.add(" AND ").col("o", &name).add(" >= ").arg(&self.ask.whole);
            if let Some(end) = prefix_end(&self.ask.whole) {
                sql.add(" AND ").col("o", &name).add(" < ").arg(end);
            }
            sql.add(" ORDER BY ").col("o", &name).add(", o.rid LIMIT ").number(self.limit as i64);
            self.read(conn, &sql, &mut found)?;
        }
        if let Some(number) = self.ask.number {
            for searched in &self.fields {
                let field = &self.object.fields[searched.field];
                if matches!(field.kind, Kind::Number { scale: 0 }) {
                    let mut sql = self.select(dialect)?;
                    sql.add(" AND ").col("o", &field.column).add(" = ").arg(number);
                    sql.add(" ORDER BY o.rid DESC LIMIT ").number(self.limit as i64);
                    self.read(conn, &sql, &mut found)?;
                }
            }
        }
        if self.ask.long_terms().next().is_some() {
            let question = match dialect {
                Dialect::Sqlite => rare::question(conn, Corpus::Records(self.object), self.ask.long_terms())?,
                Dialect::Postgres => String::new(),
            };
            let mut sql = self.by_index(dialect, &question)?;
            sql.add(" AND ").append(&self.check(dialect));
            sql.add(" ORDER BY s.").add(key(dialect)).add(" DESC LIMIT ").number(CANDIDATES);
            self.read(conn, &sql, &mut found)?;
        }
        Ok(found)
    }

    /// Somebody who sees only a few records.
    fn sees_few(&self, conn: &mut Conn) -> Result<bool> {
        let rule = self.access.object(self.object).row(Action::Read);
        if !matches!(rule, RowRule::Owners { .. } | RowRule::Involved { .. }) {
            return Ok(false);
        }
        let mut sql = Sql::new("SELECT count(*) FROM (SELECT 1 FROM ");
        sql.ident(&self.object.table).add(" o WHERE o.deleted_at IS NULL AND ");
        Compiler::new(self.cat, self.access, conn.dialect()).rule(self.object, "o", rule, &mut sql)?;
        sql.add(" LIMIT ").number(FEW + 1).add(") few");
        Ok(conn.one(&sql)?.map_or(Ok(0), |row| row.int(0))? <= FEW)
    }

    /// All records that he sees, checked one by one: those whose title begins with the question, that have the number,
    /// or that have every word when one of them is long enough for the index.
    fn look_through(&self, conn: &mut Conn, found: &mut Vec<Candidate>) -> Result<()> {
        let dialect = conn.dialect();
        let mut any = Sql::new("FALSE");
        for searched in &self.fields {
            let field = &self.object.fields[searched.field];
            if searched.field == self.object.title && matches!(field.kind, Kind::Text) {
                any.add(dialect.pick(" OR instr(", " OR strpos(")).add(&searched.text);
                any.add(", ").arg(&self.ask.whole).add(") = 1");
            }
            if let (Some(number), Kind::Number { scale: 0 }) = (self.ask.number, &field.kind) {
                any.add(" OR ").col("o", &field.column).add(" = ").arg(number);
            }
        }
        if self.ask.long_terms().next().is_some() {
            any.add(" OR (").append(&self.check(dialect)).add(")");
        }
        let mut sql = self.select(dialect)?;
        sql.add(" AND (").append(&any).add(") ORDER BY o.rid DESC LIMIT ").number(FEW);
        self.read(conn, &sql, found)
    }

    /// Candidates by the search table.
    fn by_index(&self, dialect: Dialect, question: &str) -> Result<Sql> {
        let table = table_of(self.object);
        let mut sql = Sql::new("SELECT ");
        self.columns(&mut sql);
        sql.add(" FROM ").ident(&table).add(" s CROSS JOIN ").ident(&self.object.table).add(" o WHERE o.rid = s.");
        sql.add(key(dialect));
        match dialect {
            Dialect::Sqlite => {
                sql.add(" AND s.").ident(&table).add(" MATCH ").arg(question);
            }
            Dialect::Postgres => {
                for term in self.ask.long_terms() {
                    sql.add(" AND s.text LIKE ").arg(like(term));
                }
            }
        }
        sql.add(" AND ");
        self.visible(dialect, &mut sql)?;
        Ok(sql)
    }

    /// The condition that every word is in a field that the actor may read.
    fn check(&self, dialect: Dialect) -> Sql {
        let mut sql = Sql::default();
        for (n, term) in self.ask.terms.iter().enumerate() {
            sql.add(if n == 0 { "(" } else { " AND (" });
            for (i, searched) in self.fields.iter().enumerate() {
                sql.add(if i == 0 { "" } else { " OR " }).add(dialect.pick("instr(", "strpos("));
                sql.add(&searched.text).add(", ").arg(term).add(") > 0");
            }
            if self.fields.is_empty() {
                sql.add("FALSE");
            }
            sql.add(")");
        }
        sql
    }

    /// `SELECT … FROM record table WHERE <visible>`.
    fn select(&self, dialect: Dialect) -> Result<Sql> {
        let mut sql = Sql::new("SELECT ");
        self.columns(&mut sql);
        sql.add(" FROM ").ident(&self.object.table).add(" o WHERE ");
        self.visible(dialect, &mut sql)?;
        Ok(sql)
    }

    fn columns(&self, sql: &mut Sql) {
        sql.add("o.rid, o.id, ");
        self.title(sql);
        for searched in &self.fields {
            sql.add(", ").add(&searched.text);
        }
    }

    pub(super) fn title(&self, sql: &mut Sql) {
        if self.access.object(self.object).may_read(self.object.title) {
            sql.col("o", &self.object.fields[self.object.title].column);
        } else {
            sql.add("NULL");
        }
    }

    pub(super) fn visible(&self, dialect: Dialect, sql: &mut Sql) -> Result<()> {
        sql.add("o.deleted_at IS NULL AND ");
        let rule = self.access.object(self.object).row(Action::Read).clone();
        Compiler::new(self.cat, self.access, dialect).rule(self.object, "o", &rule, sql)
    }

    fn read(&self, conn: &mut Conn, sql: &Sql, found: &mut Vec<Candidate>) -> Result<()> {
        conn.query_each(sql, |row| {
            let mut texts = Vec::with_capacity(self.fields.len());
            for i in 0..self.fields.len() {
                texts.push(row.opt_text(3 + i)?.unwrap_or_default().to_owned());
            }
            let title = row.opt_text(2)?.unwrap_or_default().to_owned();
            found.push(Candidate { rid: row.int(0)?, id: row.uuid(1)?, title, texts });
            Ok::<_, StoreError>(())
        })
    }
}

fn searched(object: &Object, may_read: impl Fn(FieldIx) -> bool) -> Vec<Searched> {
    searchable(object)
        .into_iter()
        .filter(|(field, ..)| may_read(*field))
        .map(|(field, part, ty)| {
            let it = &object.fields[field];
            let mut sql = Sql::default();
            match (ty, &it.kind) {
                (ColumnType::Int, _) => sql.add("CAST(").col("o", &it.column_name(part)).add(" AS text)"),
                (_, Kind::LongText) => {
                    sql.add("substr(").col("o", &it.column_name(part)).add(", 1, ").number(LONGEST as i64).add(")")
                }
                _ => sql.col("o", &it.column_name(part)),
            };
            Searched { field, text: sql.text().to_owned() }
        })
        .collect()
}

/// A LIKE pattern for "somewhere within", with the wildcards of the term escaped.
pub(super) fn like(term: &str) -> String {
    let mut pattern = String::with_capacity(term.len() + 2);
    pattern.push('%');
    for c in term.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}
