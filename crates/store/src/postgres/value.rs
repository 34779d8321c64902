//! Values on their way to and from PostgreSQL, encoded by the type of the column, not of the Rust value.

use bytes::{BufMut, BytesMut};
use kith_catalogue::{Cell, CellRef};
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

type BoxError = Box<dyn std::error::Error + Sync + Send>;

/// A bound value.
#[derive(Debug)]
pub(crate) struct Param<'a>(pub(crate) &'a Cell);

impl ToSql for Param<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, BoxError> {
        match (self.0, ty) {
            (Cell::Null, _) => return Ok(IsNull::Yes),
            (Cell::Int(n), &Type::INT8) => out.put_i64(*n),
            (Cell::Int(n), &Type::INT4) => out.put_i32(i32::try_from(*n)?),
            (Cell::Int(n), &Type::INT2) => out.put_i16(i16::try_from(*n)?),
            (Cell::Int(n), &Type::BOOL) => out.put_u8(u8::from(*n != 0)),
            (Cell::Int(n), &Type::NUMERIC) => numeric(*n, out),
            (Cell::Int(n), &Type::TEXT | &Type::VARCHAR | &Type::UNKNOWN) => {
                out.extend_from_slice(n.to_string().as_bytes());
            }
            (Cell::Text(t), &Type::TEXT | &Type::VARCHAR | &Type::NAME | &Type::UNKNOWN | &Type::JSON) => {
                // PostgreSQL cannot keep NUL; text that has one is a fault of the caller, not of the connection.
                if t.contains('\0') {
                    return Err("text with a NUL character".into());
                }
                out.extend_from_slice(t.as_bytes());
            }
            (Cell::Bytes(b), &Type::BYTEA | &Type::UUID) => out.extend_from_slice(b),
            (Cell::Uuid(id), &Type::UUID | &Type::BYTEA) => out.extend_from_slice(id.as_bytes()),
            (Cell::Uuid(id), &Type::TEXT | &Type::VARCHAR) => {
                out.extend_from_slice(id.to_string().as_bytes());
            }
            (cell, ty) => return Err(format!("a {} value for a {ty} column", name(cell)).into()),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn name(cell: &Cell) -> &'static str {
    match cell {
        Cell::Null => "missing",
        Cell::Int(_) => "number",
        Cell::Text(_) => "text",
        Cell::Bytes(_) => "bytes",
        Cell::Uuid(_) => "uuid",
    }
}

/// PostgreSQL's numeric: groups of four decimal digits.
fn numeric(n: i64, out: &mut BytesMut) {
    let mut rest = n.unsigned_abs();
    let mut groups = Vec::new();
    while rest > 0 {
        groups.push((rest % 10_000) as i16);
        rest /= 10_000;
    }
    groups.reverse();
    out.put_i16(groups.len() as i16);
    out.put_i16(groups.len() as i16 - 1);
    out.put_u16(if n < 0 { 0x4000 } else { 0 });
    out.put_i16(0);
    for group in groups {
        out.put_i16(group);
    }
}

/// A value as it came, with its type.
pub(crate) struct Raw<'a> {
    ty: Type,
    bytes: Option<&'a [u8]>,
}

impl<'a> FromSql<'a> for Raw<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Self, BoxError> {
        Ok(Self { ty: ty.clone(), bytes: Some(raw) })
    }

    fn from_sql_null(ty: &Type) -> Result<Self, BoxError> {
        Ok(Self { ty: ty.clone(), bytes: None })
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

impl<'a> Raw<'a> {
    /// The value; nothing when its type is not one that this program uses.
    pub(crate) fn decode(&self) -> Option<CellRef<'a>> {
        let Some(bytes) = self.bytes else {
            return Some(CellRef::Null);
        };
        Some(match self.ty {
            Type::INT8 => CellRef::Int(i64::from_be_bytes(bytes.try_into().ok()?)),
            Type::INT4 => CellRef::Int(i32::from_be_bytes(bytes.try_into().ok()?).into()),
            Type::INT2 => CellRef::Int(i16::from_be_bytes(bytes.try_into().ok()?).into()),
            Type::BOOL => CellRef::Int(i64::from(*bytes.first()? != 0)),
            Type::NUMERIC => CellRef::Int(i64::try_from(self.numeric()?).ok()?),
            Type::TEXT | Type::VARCHAR | Type::NAME | Type::BPCHAR | Type::UNKNOWN => {
                CellRef::Text(std::str::from_utf8(bytes).ok()?)
            }
            Type::BYTEA | Type::UUID => CellRef::Bytes(bytes),
            _ => return None,
        })
    }

    /// A whole `numeric`, as sums are.
    pub(crate) fn numeric(&self) -> Option<i128> {
        let bytes = self.bytes?;
        if self.ty != Type::NUMERIC {
            return None;
        }
        let word = |i: usize| Some(i16::from_be_bytes(bytes.get(2 * i..2 * i + 2)?.try_into().ok()?));
        let (count, weight, sign) = (word(0)?, word(1)?, word(2)?);
        let mut n: i128 = 0;
        for i in 0..count.max(0) {
            let group = i128::from(word(4 + usize::try_from(i).ok()?)?);
            let power = weight - i;
            if power < 0 && group != 0 {
                return None;
            }
            if power >= 0 {
                n = n.checked_add(group.checked_mul(10_000_i128.checked_pow(u32::try_from(power).ok()?)?)?)?;
            }
        }
        match sign {
            0 => Some(n),
            0x4000 => Some(-n),
            _ => None,
        }
    }
}
