//! Keys of order made anew: the order of words is that of a language.

use kith_catalogue::text::Collator;
use kith_catalogue::{Object, Part};

use crate::conn::Conn;
use crate::error::Result;
use crate::sql::Sql;

/// The hand-written tables whose names have a key of order beside them.
const NAMED: [&str; 5] = ["user_account", "team", "pipeline", "stage", "saved_view"];

/// Makes the keys of up to `limit` records after a row number anew; the row number to go on from, when there are more.
///
/// # Errors
/// When the store fails.
pub fn reorder(conn: &mut Conn, object: &Object, by: &Collator, after: i64, limit: i64) -> Result<Option<i64>> {
    let has_key = |part: &(Part, _)| part.0 == Part::Sort;
    let ordered: Vec<_> = object.fields.iter().filter(|field| field.kind.parts().iter().any(has_key)).collect();
    if ordered.is_empty() {
        return Ok(None);
    }
    let mut sql = Sql::new("SELECT rid");
    for field in &ordered {
        sql.add(", ").ident(&field.column_name(Part::Value));
    }
    sql.add(" FROM ").ident(&object.table).add(" WHERE rid > ").arg(after).add(" ORDER BY rid LIMIT ").number(limit);
    let rows = conn.query(&sql)?;
    let mut last = None;
    for row in &rows {
        let rid = row.int(0)?;
        last = Some(rid);
        let mut sql = Sql::new("UPDATE ");
        sql.ident(&object.table).add(" SET ");
        let mut filled = 0;
        for (at, field) in ordered.iter().enumerate() {
            let Some(text) = row.opt_text(at + 1)? else { continue };
            if filled > 0 {
                sql.add(", ");
            }
            sql.ident(&field.column_name(Part::Sort)).add(" = ").arg(by.key(text));
            filled += 1;
        }
        if filled > 0 {
            sql.add(" WHERE rid = ").arg(rid);
            conn.exec(&sql)?;
        }
    }
    Ok(last.filter(|_| i64::try_from(rows.len()).is_ok_and(|read| read == limit)))
}

/// Makes the keys of all people, teams, pipelines, stages and views anew.
///
/// # Errors
/// When the store fails.
pub fn reorder_names(conn: &mut Conn, by: &Collator) -> Result<()> {
    for table in NAMED {
        for row in conn.query(&Sql::new("SELECT id, name FROM ").push(table))? {
            let sql = Sql::new("UPDATE ").push(table).push(" SET name_s = ").bind(by.key(row.text(1)?));
            conn.exec(&sql.push(" WHERE id = ").bind(row.uuid(0)?))?;
        }
    }
    Ok(())
}
