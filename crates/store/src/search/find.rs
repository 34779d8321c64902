//! Asking the search.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use kith_catalogue::{Catalogue, ColumnType, FieldIx, Kind, Object, Part};
use kith_policy::{Access, Action, RowRule};
use uuid::Uuid;

use super::ask::Ask;
use super::rare;
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
    /// The field by which it was found.
    pub field: FieldIx,
    /// How well it fits.
    pub fit: Fit,
}

/// How well a record fits what was searched for, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fit {
    /// The title is just that.
    Title,
    /// Another field is, or one of its values.
    Value,
    /// The title begins with it.
    TitleStart,
    /// Words of the title begin with its words.
    TitleWords,
    /// Words of other fields do.
    Words,
    /// It is somewhere within words.
    Within,
}

/// So many candidates of an object are looked at, the newest first.
const CANDIDATES: i64 = 200;

/// Up to so many records of one's own are looked through one by one.
const FEW: i64 = 3_000;

/// A searched field that the actor may read.
struct Searched {
    field: FieldIx,
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

/// The records that fit best, of the objects given (of all when none are given): all words of the question occur in
/// fields that the actor may read, of live records that he may see.
///
/// Words of fewer than three letters are found at the beginning of titles, and beside longer ones.
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
    let Some(ask) = Ask::new(question) else { return Ok(Vec::new()) };
    let mut hits: Vec<(Fit, usize, String, Reverse<i64>, Hit)> = Vec::new();
    let wanted: Vec<&Arc<Object>> = if objects.is_empty() {
        cat.objects.iter().collect()
    } else {
        objects
            .iter()
            .map(|key| cat.object(key).ok_or_else(|| StoreError::invalid("unknown_object", key.as_ref())))
            .collect::<Result<_>>()?
    };
    for (place, object) in wanted.into_iter().enumerate() {
        let rights = access.object(object);
        if *rights.row(Action::Read) == RowRule::None {
            continue;
        }
        let fields = searched(object, |field| rights.may_read(field));
        let asking = Asking { cat, access, object, ask: &ask, fields: &fields, limit };
        let mut seen = HashSet::new();
        for candidate in asking.candidates(conn)? {
            if !seen.insert(candidate.rid) {
                continue;
            }
            let Some((fit, field)) = fit(&ask, object, &fields, &candidate) else { continue };
            let hit = Hit { object: Arc::clone(&object.key), id: candidate.id, title: candidate.title, field, fit };
            let length = kith_catalogue::text::fold(&hit.title);
            hits.push((fit, place, length, Reverse(candidate.rid), hit));
        }
    }
    // The same order on both databases: the fit, then shorter titles of alike ones, then the newest.
    hits.sort_by(|a, b| (a.0, a.2.chars().count(), &a.2, a.1, a.3).cmp(&(b.0, b.2.chars().count(), &b.2, b.1, b.3)));
    hits.truncate(limit);
    Ok(hits.into_iter().map(|(.., hit)| hit).collect())
}

struct Asking<'a> {
    cat: &'a Catalogue,
    access: &'a Access,
    object: &'a Object,
    ask: &'a Ask,
    fields: &'a [Searched],
    limit: usize,
}

impl Asking<'_> {
    fn candidates(&self, conn: &mut Conn) -> Result<Vec<Candidate>> {
        let dialect = conn.dialect();
        let mut found = Vec::new();
        if self.sees_few(conn)? {
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
            for searched in self.fields {
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
                Dialect::Sqlite => rare::question(conn, self.object, self.ask.long_terms())?,
                Dialect::Postgres => String::new(),
            };
            let mut sql = self.by_index(dialect, &question)?;
            sql.add(" AND ").append(&self.check(dialect));
            sql.add(" ORDER BY s.").add(key(dialect)).add(" DESC LIMIT ").number(CANDIDATES);
            self.read(conn, &sql, &mut found)?;
        }
        Ok(found)
    }

    /// Somebody who sees only a few records: then they are looked through, one and all, instead of all that fit.
    fn sees_few(&self, conn: &mut Conn) -> Result<bool> {
        let RowRule::Owners { field, users } = self.access.object(self.object).row(Action::Read) else {
            return Ok(false);
        };
        let mut sql = Sql::new("SELECT count(*) FROM (SELECT 1 FROM ");
        sql.ident(&self.object.table).add(" o WHERE o.deleted_at IS NULL AND ");
        sql.col("o", &self.object.fields[*field].column).add(" IN ").list(users.iter().copied());
        sql.add(" LIMIT ").number(FEW + 1).add(") few");
        Ok(conn.one(&sql)?.map_or(Ok(0), |row| row.int(0))? <= FEW)
    }

    /// All records that he sees, checked one by one: those whose title begins with the question, that have the number,
    /// or that have every word when one of them is long enough for the index.
    fn look_through(&self, conn: &mut Conn, found: &mut Vec<Candidate>) -> Result<()> {
        let dialect = conn.dialect();
        let mut any = Sql::new("FALSE");
        for searched in self.fields {
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
        if self.access.object(self.object).may_read(self.object.title) {
            sql.col("o", &self.object.fields[self.object.title].column);
        } else {
            sql.add("NULL");
        }
        for searched in self.fields {
            sql.add(", ").add(&searched.text);
        }
    }

    fn visible(&self, dialect: Dialect, sql: &mut Sql) -> Result<()> {
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

/// How well a candidate fits, and by which field.
fn fit(ask: &Ask, object: &Object, fields: &[Searched], candidate: &Candidate) -> Option<(Fit, FieldIx)> {
    let mut fits: Vec<(Fit, FieldIx)> = Vec::new();
    let texts = || fields.iter().zip(&candidate.texts);
    for (searched, text) in texts() {
        let is_title = searched.field == object.title;
        if *text == ask.whole || (!is_title && text.split_whitespace().any(|word| word == ask.whole)) {
            fits.push((if is_title { Fit::Title } else { Fit::Value }, searched.field));
        }
        if is_title && text.starts_with(ask.whole.as_str()) {
            fits.push((Fit::TitleStart, searched.field));
        }
        if ask.terms.iter().all(|term| starts_word(text, term)) {
            fits.push((if is_title { Fit::TitleWords } else { Fit::Words }, searched.field));
        }
    }
    if let Some(best) = fits.into_iter().min() {
        return Some(best);
    }
    // Every word is in some field; the first field that has one of them names it.
    let within = |term: &String| candidate.texts.iter().any(|text| text.contains(term.as_str()));
    let begins = |term: &String| candidate.texts.iter().any(|text| starts_word(text, term));
    let (searched, _) = texts().find(|(_, text)| ask.terms.iter().any(|term| text.contains(term.as_str())))?;
    let fit = if ask.terms.iter().all(begins) { Fit::Words } else { Fit::Within };
    ask.terms.iter().all(within).then_some((fit, searched.field))
}

/// Does a word of the text begin with the term?
fn starts_word(text: &str, term: &str) -> bool {
    text.match_indices(term)
        .any(|(at, _)| text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric()))
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
