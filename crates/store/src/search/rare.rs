//! Which trigrams are rare. FTS5 goes through the whole list of every trigram asked for, so asking for a few rare ones
//! and checking the candidates is a hundred times quicker than asking for all of them. How common each is, is learnt
//! from a sample of the records; the answers do not depend on it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use kith_catalogue::Object;

use super::ask::TRIGRAM;
use super::beside::{self, Beside};
use super::tables::{sample, table_of};
use crate::conn::Conn;
use crate::error::Result;
use crate::sql::Sql;

/// How common trigrams are, per search table.
#[derive(Debug, Default)]
pub(crate) struct Rarity(Mutex<HashMap<String, Known>>);

/// What is searched.
#[derive(Debug, Clone, Copy)]
pub(super) enum Corpus<'a> {
    /// Records.
    Records(&'a Object),
    /// What lies beside records.
    Beside(Beside, &'a Object),
}

impl Corpus<'_> {
    /// The search table.
    pub(super) fn table(self) -> String {
        match self {
            Self::Records(object) => table_of(object),
            Self::Beside(kind, object) => kind.table_of(&object.key),
        }
    }

    fn last(self, conn: &mut Conn) -> Result<i64> {
        match self {
            Self::Records(object) => {
                let mut sql = Sql::new("SELECT max(rid) FROM ");
                sql.ident(&object.table);
                Ok(conn.one(&sql)?.map(|row| row.opt_int(0)).transpose()?.flatten().unwrap_or(0))
            }
            Self::Beside(kind, object) => beside::last(conn, kind, &object.key),
        }
    }

    fn sample(self, conn: &mut Conn, last: i64) -> Result<Vec<String>> {
        match self {
            Self::Records(object) => sample(conn, object, last),
            Self::Beside(kind, object) => beside::sample(conn, kind, &object.key),
        }
    }
}

#[derive(Debug, Clone)]
struct Known {
    /// The last row number when the sample was taken.
    last: i64,
    counts: Arc<HashMap<[char; TRIGRAM], u32>>,
}

/// So many trigrams of a word are asked for.
const ASKED: usize = 3;

/// The trigrams of the words to ask for, as FTS5 wants them; empty when no word is long enough.
pub(super) fn question<'t>(
    conn: &mut Conn,
    corpus: Corpus<'_>,
    terms: impl Iterator<Item = &'t String>,
) -> Result<String> {
    let known = counts(conn, corpus)?;
    let mut asked: Vec<[char; TRIGRAM]> = Vec::new();
    for term in terms {
        let letters: Vec<char> = term.chars().collect();
        let mut own: Vec<[char; TRIGRAM]> = letters
            .windows(TRIGRAM)
            .filter_map(|three| three.try_into().ok())
            .collect::<HashSet<_>>()
            .into_iter()
            .collect();
        own.sort_by_key(|three| (known.get(three).copied().unwrap_or(0), *three));
        asked.extend(own.into_iter().take(ASKED));
    }
    asked.sort_by_key(|three| (known.get(three).copied().unwrap_or(0), *three));
    asked.dedup();
    let quoted: Vec<String> = asked
        .into_iter()
        .map(|three| format!("\"{}\"", three.iter().collect::<String>().replace('"', "\"\"")))
        .collect();
    Ok(quoted.join(" AND "))
}

fn counts(conn: &mut Conn, corpus: Corpus<'_>) -> Result<Arc<HashMap<[char; TRIGRAM], u32>>> {
    let (table, last) = (corpus.table(), corpus.last(conn)?);
    let shared = Arc::clone(&conn.shared);
    {
        let known = shared.rarity.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A sample serves until there are twice as many records.
        if let Some(known) = known.get(&table)
            && last <= known.last * 2 + 100
        {
            return Ok(Arc::clone(&known.counts));
        }
    }
    let mut counts: HashMap<[char; TRIGRAM], u32> = HashMap::new();
    for text in corpus.sample(conn, last)? {
        let letters: Vec<char> = text.chars().collect();
        let own: HashSet<[char; TRIGRAM]> =
            letters.windows(TRIGRAM).filter_map(|three| three.try_into().ok()).collect();
        for three in own {
            *counts.entry(three).or_default() += 1;
        }
    }
    let counts = Arc::new(counts);
    let known = Known { last, counts: Arc::clone(&counts) };
    shared.rarity.0.lock().unwrap_or_else(PoisonError::into_inner).insert(table, known);
    Ok(counts)
}

/// A condition on `alias.rid` that every record with this text in a searched field fulfils, where few enough do: then
/// it is quicker to look at those than at all in order.
pub(crate) fn narrow(conn: &mut Conn, object: &Object, alias: &str, text: &str) -> Result<Option<Sql>> {
    /// More candidates than this are not worth it.
    const MOST: i64 = 3_000;
    if text.chars().count() < TRIGRAM || !has_index(conn, object)? {
        return Ok(None);
    }
    let table = table_of(object);
    let mut inner = Sql::new("SELECT ");
    if conn.dialect().is_sqlite() {
        let term = text.to_owned();
        let question = question(conn, Corpus::Records(object), std::iter::once(&term))?;
        inner.add("rowid FROM ").ident(&table).add(" WHERE ").ident(&table).add(" MATCH ").arg(question);
    } else {
        inner.add("s.rid FROM ").ident(&table).add(" s WHERE s.text LIKE ").arg(super::find::like(text));
    }
    let mut probe = Sql::new("SELECT count(*) FROM (");
    probe.append(&inner).add(" LIMIT ").number(MOST + 1).add(") few");
    if conn.one(&probe)?.map_or(Ok(0), |row| row.int(0))? > MOST {
        return Ok(None);
    }
    let mut sql = Sql::new(alias);
    sql.add(".rid IN (").append(&inner).add(")");
    Ok(Some(sql))
}

/// On PostgreSQL the index is there only where its extension could be made.
fn has_index(conn: &mut Conn, object: &Object) -> Result<bool> {
    if conn.dialect().is_sqlite() {
        return Ok(true);
    }
    let sql = Sql::new("SELECT 1 FROM pg_indexes WHERE schemaname = current_schema() AND indexname = ")
        .bind(format!("ix_{}__text", table_of(object)));
    Ok(conn.one(&sql)?.is_some())
}
