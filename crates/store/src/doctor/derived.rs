//! What is derived from records and written with them: look-up rows and search rows.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use kith_catalogue::{Catalogue, ColumnType, Field, Kind, Object};

use super::{NAMED, Report, listed};
use crate::conn::Conn;
use crate::error::{Result, StoreError};
use crate::search::{self, Beside};
use crate::sql::Sql;

const LOOKUP: &str = "changing the field there and back writes it anew; duplicates may be missed until then";
const SEARCH: &str = "changing the record writes it anew; the search may miss it until then";

/// Look-up rows of objects and fields that there are not.
pub(super) fn unknown(conn: &mut Conn, catalogue: &Catalogue, report: &mut Report) -> Result<()> {
    for row in conn.query(&Sql::new("SELECT object, field, count(*) FROM lookup GROUP BY object, field"))? {
        let (object, field) = (row.text(0)?, row.text(1)?);
        let known = catalogue.object(object).is_some_and(|object| {
            let retired = object.retired.iter().any(|retired| retired.key.as_ref() == field);
            retired || object.get(field).is_some_and(|field| field.kind.has_lookup_keys())
        });
        if !known {
            let what = format!("{} look-up rows of {object}.{field}, which has none", row.int(2)?);
            report.warn("lookup", what, "they do no harm");
        }
    }
    Ok(())
}

/// The look-up rows of an object are those of its records' values.
pub(super) fn lookup(conn: &mut Conn, object: &Object, report: &mut Report) -> Result<()> {
    for field in object.fields.iter().filter(|field| field.kind.has_lookup_keys()) {
        // Sums of hashes first: they take no memory. Only when they differ, record by record.
        let (mut values, mut rows) = (Sum::default(), Sum::default());
        from_values(conn, object, field, |rid, key| values.add(hash(rid, key)))?;
        from_rows(conn, object, field, |rid, key| rows.add(hash(rid, key)))?;
        if values == rows {
            continue;
        }
        let mut by_record: HashMap<i64, u64> = HashMap::new();
        from_values(conn, object, field, |rid, key| {
            let sum = by_record.entry(rid).or_default();
            *sum = sum.wrapping_add(hash(rid, key));
        })?;
        from_rows(conn, object, field, |rid, key| {
            let sum = by_record.entry(rid).or_default();
            *sum = sum.wrapping_sub(hash(rid, key));
        })?;
        let mut wrong: Vec<i64> = by_record.into_iter().filter(|(_, sum)| *sum != 0).map(|(rid, _)| rid).collect();
        wrong.sort_unstable();
        let named: Vec<String> = wrong.iter().take(NAMED as usize).map(|rid| format!("row {rid}")).collect();
        let what = format!("records of {} whose look-up rows of {} are not those of the value", object.key, field.key);
        report.error("lookup", listed(wrong.len() as i64, &what, &named), LOOKUP);
    }
    Ok(())
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Sum {
    count: u64,
    hashes: u64,
}

impl Sum {
    fn add(&mut self, hash: u64) {
        self.count += 1;
        self.hashes = self.hashes.wrapping_add(hash);
    }
}

fn hash(rid: i64, key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (rid, key).hash(&mut hasher);
    hasher.finish()
}

fn from_values(conn: &mut Conn, object: &Object, field: &Field, mut each: impl FnMut(i64, &str)) -> Result<()> {
    let mut sql = Sql::new("SELECT rid, ");
    sql.ident(&field.column).add(" FROM ").ident(&object.table);
    sql.add(" WHERE ").ident(&field.column).add(" IS NOT NULL");
    conn.query_each(&sql, |row| {
        let rid = row.int(0)?;
        let value = field.kind.value(&[row.cell(1, ColumnType::Text)?]);
        let mut keys = field.kind.lookup_keys(&value);
        keys.sort_unstable();
        keys.dedup();
        keys.iter().for_each(|key| each(rid, key));
        Ok::<_, StoreError>(())
    })
}

fn from_rows(conn: &mut Conn, object: &Object, field: &Field, mut each: impl FnMut(i64, &str)) -> Result<()> {
    let mut sql = Sql::new("SELECT rid, value FROM lookup WHERE object = ");
    sql.arg(&object.key).add(" AND field = ").arg(&field.key);
    conn.query_each(&sql, |row| {
        each(row.int(0)?, row.text(1)?);
        Ok::<_, StoreError>(())
    })
}

/// Every note and file on the object's records has a search row, and every search row a note or a file.
pub(super) fn search_beside(conn: &mut Conn, object: &Object, report: &mut Report) -> Result<()> {
    let key = search::key(conn.dialect());
    for (beside, many, one) in [(Beside::Notes, "notes about", "note"), (Beside::Files, "files of", "file")] {
        let (table, source) = (beside.table_of(&object.key), beside.source());
        let mut sql = Sql::new("SELECT s.");
        sql.add(key).add(", count(*) OVER () FROM ").ident(&table).add(" s LEFT JOIN ").add(source);
        sql.add(" n ON n.rid = s.").add(key).add(" AND n.deleted_at IS NULL AND n.object = ").arg(&object.key);
        sql.add(" WHERE n.rid IS NULL");
        let what = format!("search rows of {many} {} without {one}", object.key);
        report.suspects(conn, "search", sql, what, "they do no harm")?;
        let mut sql = Sql::new("SELECT n.id, count(*) OVER () FROM ").push(source).push(" n LEFT JOIN (SELECT ");
        sql.add(key).add(" AS rid FROM ").ident(&table).add(") s ON s.rid = n.rid WHERE s.rid IS NULL AND n.object = ");
        sql.arg(&object.key).add(" AND n.deleted_at IS NULL AND n.text <> ''");
        let what = format!("{many} {} that the search does not know", object.key);
        let advice = "changing it writes it anew; the search may miss it until then";
        report.suspects(conn, "search", sql, what, advice)?;
    }
    Ok(())
}

/// Every record with text to be found by has a search row, and every search row a record.
pub(super) fn search(conn: &mut Conn, object: &Object, report: &mut Report) -> Result<()> {
    let table = search::table_of(object);
    let key = search::key(conn.dialect());
    let mut sql = Sql::new("SELECT s.");
    sql.add(key).add(", count(*) OVER () FROM ").ident(&table).add(" s LEFT JOIN ").ident(&object.table);
    sql.add(" o ON o.rid = s.").add(key).add(" WHERE o.rid IS NULL");
    report.suspects(conn, "search", sql, format!("search rows of {} without record", object.key), "they do no harm")?;

    let mut searched = search::searchable(object);
    searched.retain(|(field, ..)| match object.fields[*field].kind {
        Kind::Number { scale } => scale == 0,
        _ => true,
    });
    if searched.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new("SELECT o.id, count(*) OVER () FROM ");
    sql.ident(&object.table).add(" o LEFT JOIN (SELECT ").add(key).add(" AS rid FROM ").ident(&table);
    sql.add(") s ON s.rid = o.rid WHERE s.rid IS NULL AND (");
    for (i, (field, part, ty)) in searched.iter().enumerate() {
        sql.add(if i == 0 { "" } else { " OR " });
        sql.col("o", &object.fields[*field].column_name(*part));
        sql.add(if *ty == ColumnType::Text { " <> ''" } else { " IS NOT NULL" });
    }
    sql.add(")");
    report.suspects(conn, "search", sql, format!("records of {} that the search does not know", object.key), SEARCH)
}
