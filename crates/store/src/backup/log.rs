//! The event log in another database.
//!
//! PostgreSQL orders events by the number of their transaction, and another server counts those anew. So all events of a
//! backup come before every transaction of the new database (`txid` 0) and among each other by their number. Where
//! transactions had overtaken each other, that is another order than a reader went by: it is put before the first event
//! that it had not seen, so it may hear of a few again, and misses none.

use kith_catalogue::Cell;

use super::{BackupError, TableEntry};
use crate::conn::Conn;
use crate::events::Position;
use crate::sql::Sql;

/// Where readers of the log stand.
#[derive(Debug, Default)]
pub(super) struct Readers {
    readers: Vec<Reader>,
    /// The greatest number of an event.
    last: i64,
}

#[derive(Debug)]
struct Reader {
    name: String,
    at: Position,
    /// The smallest number of an event that it has not seen.
    first_unread: Option<i64>,
}

impl Readers {
    /// Looks at a row on its way into the database, and changes the events'. Readers must come before events.
    pub(super) fn pass(&mut self, table: &TableEntry, cells: &mut [Cell]) -> Result<(), BackupError> {
        if !matches!(table.name.as_str(), "cursor" | "event") {
            return Ok(());
        }
        let number = |cells: &[Cell], column: &str| match table.column(column).map(|at| &cells[at]) {
            Some(Cell::Int(n)) => Ok(*n),
            _ => Err(BackupError::damaged(&table.entry(), format!("no {column}"))),
        };
        let at = Position { txid: number(cells, "txid")?, seq: number(cells, "seq")? };
        if let Some(txid) = table.column("txid") {
            cells[txid] = Cell::Int(0);
        }
        if table.name == "event" {
            self.last = self.last.max(at.seq);
            for reader in self.readers.iter_mut().filter(|reader| at > reader.at) {
                reader.first_unread = Some(reader.first_unread.map_or(at.seq, |first| first.min(at.seq)));
            }
        } else if let Some(Cell::Text(name)) = table.column("name").map(|at| &cells[at]) {
            self.readers.push(Reader { name: name.clone(), at, first_unread: None });
        }
        Ok(())
    }

    /// Puts the readers where they belong.
    pub(super) fn settle(&self, conn: &mut Conn) -> Result<(), BackupError> {
        for reader in &self.readers {
            let seq = reader.first_unread.map_or(self.last, |first| first - 1);
            let mut sql = Sql::new("UPDATE cursor SET txid = 0, seq = ");
            sql.arg(seq).add(" WHERE name = ").arg(reader.name.as_str());
            conn.exec(&sql)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::manifest::{CellType, ColumnEntry};
    use super::*;

    fn table(name: &str, columns: &[&str]) -> TableEntry {
        let columns = columns.iter().map(|name| ColumnEntry { name: (*name).to_owned(), ty: CellType::Int }).collect();
        TableEntry { name: name.to_owned(), columns, rows: 0, bytes: 0, sha256: String::new() }
    }

    #[test]
    fn a_reader_is_put_before_the_first_event_that_it_has_not_seen() {
        let (cursors, events) = (table("cursor", &["name", "txid", "seq"]), table("event", &["seq", "txid"]));
        let mut readers = Readers::default();
        for (name, txid, seq) in [("all", 9, 12), ("some", 7, 11), ("none", 0, 0)] {
            let mut cells = [Cell::text(name), Cell::Int(txid), Cell::Int(seq)];
            readers.pass(&cursors, &mut cells).unwrap();
            assert_eq!(cells[1], Cell::Int(0));
        }
        // Transaction 7 began before 8 and wrote 11 after 8 had written 10.
        for (seq, txid) in [(9, 7), (10, 8), (11, 7), (12, 9)] {
            let mut cells = [Cell::Int(seq), Cell::Int(txid)];
            readers.pass(&events, &mut cells).unwrap();
            assert_eq!(cells, [Cell::Int(seq), Cell::Int(0)]);
        }
        let unread: Vec<_> = readers.readers.iter().map(|reader| reader.first_unread).collect();
        assert_eq!(unread, [None, Some(10), Some(9)]);
        assert_eq!(readers.last, 12);
    }
}
