//! Rows as lines: a JSON array of the values, each written by the type of its column.

use std::fmt;
use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use kith_catalogue::{Cell, CellRef, ColumnType};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, SeqAccess, Visitor};
use uuid::Uuid;

use crate::error::StoreError;
use crate::row::RowRef;

/// Appends a row, with a line break at its end.
pub(super) fn encode(row: &RowRef<'_>, types: &[ColumnType], out: &mut Vec<u8>) -> Result<(), StoreError> {
    out.push(b'[');
    for (i, ty) in types.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        value(row.get_as(i, *ty)?, *ty, out)?;
    }
    out.extend_from_slice(b"]\n");
    Ok(())
}

fn value(cell: CellRef<'_>, ty: ColumnType, out: &mut Vec<u8>) -> Result<(), StoreError> {
    // Writing into memory does not fail.
    let _ = match (cell, ty) {
        (CellRef::Null, _) => out.write_all(b"null"),
        (CellRef::Int(n), ColumnType::Int) => write!(out, "{n}"),
        (CellRef::Text(text), ColumnType::Text) => serde_json::to_writer(&mut *out, text).map_err(std::io::Error::from),
        (CellRef::Bytes(bytes), ColumnType::Bytes) => write!(out, "\"{}\"", STANDARD.encode(bytes)),
        (CellRef::Uuid(id), ColumnType::Uuid) => write!(out, "\"{id}\""),
        (_, ty) => return Err(StoreError::Backend(format!("a value is not {ty:?}, as its column says"))),
    };
    Ok(())
}

/// Reads a line: one cell a column.
pub(super) fn decode(line: &[u8], types: &[ColumnType]) -> Result<Vec<Cell>, serde_json::Error> {
    let mut json = serde_json::Deserializer::from_slice(line);
    let cells = Cells(types).deserialize(&mut json)?;
    json.end()?;
    Ok(cells)
}

struct Cells<'t>(&'t [ColumnType]);

impl<'de> DeserializeSeed<'de> for Cells<'_> {
    type Value = Vec<Cell>;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Vec<Cell>, D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Cells<'_> {
    type Value = Vec<Cell>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of {} values", self.0.len())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<Cell>, A::Error> {
        let mut cells = Vec::with_capacity(self.0.len());
        for (i, ty) in self.0.iter().enumerate() {
            let cell = list.next_element_seed(One(*ty))?;
            cells.push(cell.ok_or_else(|| A::Error::invalid_length(i, &self))?);
        }
        match list.next_element::<IgnoredAny>()? {
            Some(_) => Err(A::Error::invalid_length(self.0.len() + 1, &self)),
            None => Ok(cells),
        }
    }
}

struct One(ColumnType);

impl<'de> DeserializeSeed<'de> for One {
    type Value = Cell;

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<Cell, D::Error> {
        json.deserialize_any(self)
    }
}

impl Visitor<'_> for One {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value of type {:?}", self.0)
    }

    fn visit_unit<E: Error>(self) -> Result<Cell, E> {
        Ok(Cell::Null)
    }

    fn visit_i64<E: Error>(self, n: i64) -> Result<Cell, E> {
        match self.0 {
            ColumnType::Int => Ok(Cell::Int(n)),
            ty => Err(E::custom(format_args!("a number where {ty:?} belongs"))),
        }
    }

    fn visit_u64<E: Error>(self, n: u64) -> Result<Cell, E> {
        self.visit_i64(i64::try_from(n).map_err(|_| E::custom("a number beyond 64 bits"))?)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Cell, E> {
        match self.0 {
            ColumnType::Text => Ok(Cell::Text(text.to_owned())),
            ColumnType::Bytes => STANDARD.decode(text).map(Cell::Bytes).map_err(|_| E::custom("not base64")),
            ColumnType::Uuid => Uuid::try_parse(text).map(Cell::Uuid).map_err(|_| E::custom("not an id")),
            ColumnType::Int => Err(E::custom("text where a number belongs")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPES: [ColumnType; 4] = [ColumnType::Int, ColumnType::Text, ColumnType::Bytes, ColumnType::Uuid];

    #[test]
    fn what_was_written_is_read() {
        let cells = [
            CellRef::Int(i64::MIN),
            CellRef::Text("Жук \"🪲\"\n\u{1}\u{2028}"),
            CellRef::Bytes(&[0, 255, 10]),
            CellRef::Uuid(Uuid::from_u128(7)),
        ];
        let mut line = vec![b'['];
        for (cell, ty) in cells.iter().zip(TYPES) {
            value(*cell, ty, &mut line).unwrap();
            line.push(b',');
        }
        *line.last_mut().unwrap() = b']';
        assert!(!line.contains(&b'\n'));
        assert_eq!(decode(&line, &TYPES).unwrap(), cells.map(CellRef::to_owned));
        assert_eq!(decode(b"[null,null,null,null]", &TYPES).unwrap(), [const { Cell::Null }; 4]);
        assert!(value(CellRef::Int(1), ColumnType::Text, &mut line).is_err());
    }

    #[test]
    fn what_does_not_fit_the_columns_is_refused() {
        for line in [
            "",
            "[]",
            "[1,\"a\",\"\"]",
            "[1,\"a\",\"\",null,null]",
            "[1,\"a\",\"\",null] []",
            "[\"1\",\"a\",\"\",null]",
            "[1.5,\"a\",\"\",null]",
            "[9223372036854775808,\"a\",\"\",null]",
            "[1,2,\"\",null]",
            "[1,[\"a\"],\"\",null]",
            "[1,\"a\",\"§\",null]",
            "[1,\"a\",\"\",\"not an id\"]",
            "{\"a\":1}",
        ] {
            assert!(decode(line.as_bytes(), &TYPES).is_err(), "{line}");
        }
    }
}
