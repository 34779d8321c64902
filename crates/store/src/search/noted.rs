//! Records found by the notes and the files on them.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use uuid::Uuid;

use super::ask::Ask;
use super::beside::Beside;
use super::excerpt::{excerpt, excerpt_of_file};
use super::find::{Asking, CANDIDATES, FEW, Found, Hit, Order, like};
use super::fit::fit_note;
use super::rare::{self, Corpus};
use super::tables::key;
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::sql::{Dialect, Sql};

/// Adds the records that have not been found yet and on which there is a note with all words, each with its best note; then
/// those with such a file.
pub(super) fn add(
    conn: &mut Conn,
    asked: &[Asking<'_>],
    seen: &mut HashSet<Uuid>,
    hits: &mut Vec<(Order, Hit)>,
) -> Result<()> {
    for (place, beside) in Beside::ALL.into_iter().enumerate() {
        for asking in asked {
            let ask = asking.ask.of_running_text();
            if ask.long_terms().next().is_none() {
                continue;
            }
            let mut best: HashMap<Uuid, (Order, Hit)> = HashMap::new();
            let sql = asking.beside(conn, beside, &ask)?;
            conn.query_each(&sql, |row| {
                let (record, id) = (row.uuid(0)?, row.uuid(3)?);
                if seen.contains(&record) {
                    return Ok(());
                }
                let fit = fit_note(&ask, row.text(4)?);
                let order = (fit, 0, String::new(), place, Reverse(row.int(2)?));
                if best.get(&record).is_none_or(|(known, _)| order < *known) {
                    let title = row.opt_text(1)?.unwrap_or_default().to_owned();
                    let found = Found::Beside { beside, id, excerpt: String::new() };
                    let hit = Hit { object: Arc::clone(&asking.object.key), id: record, title, found, fit };
                    best.insert(record, (order, hit));
                }
                Ok::<_, StoreError>(())
            })?;
            seen.extend(best.keys());
            hits.extend(best.into_values());
        }
    }
    Ok(())
}

/// Fills in what the notes and files say by which records were found.
pub(super) fn quote(conn: &mut Conn, words: &[String], hits: &mut [Hit]) -> Result<()> {
    for wanted in Beside::ALL {
        let among = |hit: &Hit| match hit.found {
            Found::Beside { beside, id, .. } if beside == wanted => Some(id),
            _ => None,
        };
        let ids: Vec<Uuid> = hits.iter().filter_map(among).collect();
        if ids.is_empty() {
            continue;
        }
        let mut sql = Sql::new("SELECT id, text FROM ").push(wanted.source()).push(" WHERE id IN ");
        sql.list(ids);
        let mut excerpts: HashMap<Uuid, String> = HashMap::new();
        conn.query_each(&sql, |row| {
            let text = row.text(1)?;
            let shown = match wanted {
                Beside::Notes => excerpt(text, words),
                Beside::Files => excerpt_of_file(text, words),
            };
            excerpts.insert(row.uuid(0)?, shown);
            Ok::<_, StoreError>(())
        })?;
        for hit in &mut *hits {
            if let Found::Beside { beside, id, excerpt } = &mut hit.found
                && *beside == wanted
            {
                *excerpt = excerpts.remove(id).unwrap_or_default();
            }
        }
    }
    Ok(())
}

impl Asking<'_> {
    /// The newest notes, or files, with all words on records that the actor sees: record, title, the note's row, the note,
    /// its text.
    pub(super) fn beside(&self, conn: &mut Conn, beside: Beside, ask: &Ask) -> Result<Sql> {
        let dialect = conn.dialect();
        let corpus = Corpus::Beside(beside, self.object);
        let (table, key) = (corpus.table(), key(dialect));
        let mut found = Sql::new("");
        match dialect {
            Dialect::Sqlite => {
                let question = rare::question(conn, corpus, ask.long_terms())?;
                found.add("s.").ident(&table).add(" MATCH ").arg(question);
            }
            Dialect::Postgres => {
                for (n, term) in ask.long_terms().enumerate() {
                    found.add(if n == 0 { "" } else { " AND " }).add("s.text LIKE ").arg(like(term));
                }
            }
        }
        // Somebody with few records has few notes; but where even fewer fit, those are looked at.
        let through = self.few && are_many(conn, &table, &found)?;
        let mut sql = Sql::new("SELECT o.id, ");
        self.title(&mut sql);
        sql.add(", n.rid, n.id, s.text FROM ");
        if through {
            sql.ident(&self.object.table).add(" o CROSS JOIN ").add(beside.source());
            sql.add(" n CROSS JOIN ").ident(&table).add(" s WHERE s.");
            sql.add(key).add(" = n.rid AND n.record = o.id AND n.object = ").arg(&self.object.key);
        } else {
            sql.ident(&table)
                .add(" s CROSS JOIN ")
                .add(beside.source())
                .add(" n CROSS JOIN ")
                .ident(&self.object.table);
            sql.add(" o WHERE n.rid = s.").add(key).add(" AND o.id = n.record AND ").append(&found);
        }
        for term in &ask.terms {
            sql.add(dialect.pick(" AND instr(s.text, ", " AND strpos(s.text, ")).arg(term).add(") > 0");
        }
        sql.add(" AND n.deleted_at IS NULL AND ");
        self.visible(dialect, &mut sql)?;
        let newest = if through { "n.rid".to_owned() } else { format!("s.{key}") };
        sql.add(" ORDER BY ").add(&newest).add(" DESC LIMIT ").number(CANDIDATES);
        Ok(sql)
    }
}

/// Whether more rows of a search table fit than somebody with few records is likely to have notes.
fn are_many(conn: &mut Conn, table: &str, found: &Sql) -> Result<bool> {
    let mut sql = Sql::new("SELECT count(*) FROM (SELECT 1 FROM ");
    sql.ident(table).add(" s WHERE ").append(found).add(" LIMIT ").number(FEW + 1).add(") few");
    Ok(conn.one(&sql)?.map_or(Ok(0), |row| row.int(0))? > FEW)
}
