//! Cursors: the place after a record in an order, as a text that means nothing to anybody else.

use kith_catalogue::sort::Dir;
use kith_catalogue::{Cell, ColumnType};
use uuid::Uuid;

use super::paths::Key;
use crate::conn::Conn;
use crate::error::{Result, StoreError};

/// A place in an order: the keys of the record before it, and its row number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct At {
    pub(crate) keys: Vec<Cell>,
    pub(crate) rid: i64,
}

/// Marks an order, so that a cursor is not used with another one.
pub(crate) fn mark(object: &str, keys: &[Key]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |bytes: &[u8]| {
        for byte in bytes.iter().chain(&[0]) {
            hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    eat(object.as_bytes());
    for key in keys {
        eat(key.col.text.as_bytes());
        eat(if key.dir == Dir::Asc { b"a" } else { b"d" });
    }
    hash
}

pub(crate) fn encode(conn: &Conn, mark: u64, at: &At) -> Result<String> {
    conn.seal(&mark.to_be_bytes(), &written(at))
}

fn written(at: &At) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(64);
    bytes.extend_from_slice(&at.rid.to_be_bytes());
    for key in &at.keys {
        let (tag, body): (u8, &[u8]) = match key {
            Cell::Null => (0, &[]),
            Cell::Int(n) => (1, &n.to_be_bytes()),
            Cell::Text(t) => (2, t.as_bytes()),
            Cell::Bytes(b) => (3, b),
            Cell::Uuid(id) => (4, id.as_bytes()),
        };
        bytes.push(tag);
        bytes.extend_from_slice(&(body.len() as u32).to_be_bytes());
        bytes.extend_from_slice(body);
    }
    bytes
}

pub(crate) fn decode(conn: &Conn, text: &str, mark: u64, keys: &[Key]) -> Result<At> {
    let bytes = conn.unseal(&mark.to_be_bytes(), text)?;
    bytes
        .and_then(|bytes| read(&bytes, keys))
        .ok_or_else(|| StoreError::invalid("bad_cursor", "the cursor is damaged or belongs to a list in another order"))
}

fn read(bytes: &[u8], keys: &[Key]) -> Option<At> {
    let mut rest = bytes;
    let mut take = |n: usize| {
        let (head, tail) = rest.split_at_checked(n)?;
        rest = tail;
        Some(head)
    };
    let rid = i64::from_be_bytes(take(8)?.try_into().ok()?);
    let mut cells = Vec::with_capacity(keys.len());
    for key in keys {
        let tag = take(1)?[0];
        let length = u32::from_be_bytes(take(4)?.try_into().ok()?);
        let body = take(usize::try_from(length).ok()?)?;
        cells.push(match (tag, key.col.ty) {
            (0, _) => Cell::Null,
            (1, ColumnType::Int) => Cell::Int(i64::from_be_bytes(body.try_into().ok()?)),
            (2, ColumnType::Text) => {
                let text = String::from_utf8(body.to_vec()).ok()?;
                if text.contains('\0') {
                    return None;
                }
                Cell::Text(text)
            }
            (3, ColumnType::Bytes) => Cell::Bytes(body.to_vec()),
            (4, ColumnType::Uuid) => Cell::Uuid(Uuid::from_slice(body).ok()?),
            _ => return None,
        });
    }
    rest.is_empty().then_some(At { keys: cells, rid })
}

#[cfg(test)]
mod tests {
    use super::super::paths::column;
    use super::*;

    fn keys() -> Vec<Key> {
        vec![
            Key { col: column("o", "name__s", ColumnType::Bytes), dir: Dir::Asc },
            Key { col: column("o", "amount__b", ColumnType::Int), dir: Dir::Desc },
        ]
    }

    #[test]
    fn places_come_back_as_they_were() {
        let at = At { keys: vec![Cell::Bytes(vec![1, 2]), Cell::Null], rid: 77 };
        assert_eq!(read(&written(&at), &keys()), Some(at));
    }

    #[test]
    fn damaged_places_are_refused() {
        let bytes = written(&At { keys: vec![Cell::Bytes(vec![1, 2]), Cell::Int(5)], rid: 77 });
        assert_eq!(read(&bytes[..bytes.len() - 4], &keys()), None);
        assert_eq!(read(&[], &keys()), None);
        assert_eq!(read(&[&bytes[..], b"AAA"].concat(), &keys()), None);
    }

    #[test]
    fn an_order_has_a_mark_of_its_own() {
        assert_ne!(mark("deal", &keys()), mark("task", &keys()));
        assert_ne!(mark("deal", &keys()), mark("deal", &keys()[..1]));
    }
}
