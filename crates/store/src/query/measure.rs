//! Figures: the columns that each needs, and how parts of it are put together.

use kith_catalogue::filter::Leaf;
use kith_catalogue::{Catalogue, Cell, Kind, Object, Part};
use rust_decimal::Decimal;

use super::Compiler;
use super::aggregate::{Figure, Function, Measure, Measured};
use super::paths::Source;
use crate::error::{Result, StoreError};
use crate::row::RowRef;
use crate::sql::Sql;

/// A figure in a statement.
pub(super) struct Shape {
    how: How,
    /// What is added up or compared.
    column: Option<String>,
    /// For money: the amount as it was given, to tell how many could not be converted.
    given: Option<String>,
    scale: Scale,
}

enum How {
    Count,
    Sum,
    /// With the column of the percentage and its digits after the point.
    Weighted(String, u8),
    Avg,
    Min,
    Max,
}

#[derive(Clone, Copy)]
enum Scale {
    /// A number with so many digits after the point.
    Digits(u8),
    /// An amount in the workspace's currency.
    Money,
    /// A date or moment.
    Stored,
}

/// A figure of a part of a group.
#[derive(Debug, Clone, Default)]
pub(super) struct Partial {
    pub(super) filled: u64,
    pub(super) sum: i128,
    /// Hundredths that were added up apart.
    pub(super) rest: i128,
    pub(super) least: Option<i64>,
    pub(super) greatest: Option<i64>,
    pub(super) unconverted: u64,
}

impl Partial {
    /// Takes in the figure of another part.
    pub(super) fn merge(&mut self, other: &Partial) {
        self.filled += other.filled;
        self.sum += other.sum;
        self.rest += other.rest;
        self.least = least(self.least, other.least);
        self.greatest = self.greatest.max(other.greatest);
        self.unconverted += other.unconverted;
    }
}

impl Shape {
    pub(super) fn new(
        compiler: &mut Compiler<'_>,
        source: &mut Source,
        object: &Object,
        measure: &Measure,
    ) -> Result<Self> {
        let Some(path) = &measure.path else {
            return match measure.function {
                Function::Count => Ok(Self { how: How::Count, column: None, given: None, scale: Scale::Digits(0) }),
                _ => Err(StoreError::invalid("required", "field")),
            };
        };
        let fail = |compiler: &Compiler<'_>| StoreError::invalid("not_measurable", path.key(compiler.cat, object));
        let kind = match path.leaf(compiler.cat, object) {
            Leaf::Kind(kind) => Some(kind.clone()),
            Leaf::Team => None,
        };
        let value = source.path(compiler, object, path, Part::Value)?.text;
        if measure.function == Function::Count {
            return Ok(Self { how: How::Count, column: Some(value), given: None, scale: Scale::Digits(0) });
        }
        let (column, given, scale) = match kind {
            Some(Kind::Number { scale }) => (value, None, Scale::Digits(scale)),
            Some(Kind::Money) => (source.path(compiler, object, path, Part::Base)?.text, Some(value), Scale::Money),
            Some(Kind::Date | Kind::DateTime) if matches!(measure.function, Function::Min | Function::Max) => {
                (value, None, Scale::Stored)
            }
            _ => return Err(fail(compiler)),
        };
        let how = match &measure.function {
            Function::Count => How::Count,
            Function::Sum => How::Sum,
            Function::Avg => How::Avg,
            Function::Min => How::Min,
            Function::Max => How::Max,
            Function::Weighted { by } => {
                let Leaf::Kind(Kind::Number { scale }) = by.leaf(compiler.cat, object) else {
                    return Err(fail(compiler));
                };
                let digits = *scale;
                How::Weighted(source.path(compiler, object, by, Part::Value)?.text, digits)
            }
        };
        Ok(Self { how, column: Some(column), given, scale })
    }

    /// True when the database adds something up.
    pub(super) fn adds_up(&self) -> bool {
        matches!(self.how, How::Sum | How::Avg | How::Weighted(..))
    }

    /// Writes its columns, each followed by a comma. Wide: sums in two halves.
    pub(super) fn write(&self, wide: bool, out: &mut Sql) {
        let c = self.column.as_deref().unwrap_or("*");
        let mut sum = |what: &str| {
            if wide {
                out.add("sum((").add(what).add(") / 4294967296), sum((").add(what).add(") % 4294967296), ");
            } else {
                out.add("sum(").add(what).add("), ");
            }
        };
        match &self.how {
            How::Count => {}
            How::Sum | How::Avg => sum(c),
            How::Weighted(by, _) => {
                // Whole units and hundredths apart: no product leaves 64 bits.
                sum(&format!("{c} / 100 * coalesce({by}, 0)"));
                sum(&format!("{c} % 100 * coalesce({by}, 0)"));
            }
            How::Min => {
                out.add("min(").add(c).add("), ");
            }
            How::Max => {
                out.add("max(").add(c).add("), ");
            }
        }
        out.add("count(").add(c).add("), ");
        if let Some(given) = &self.given {
            out.add("count(").add(given).add("), ");
        }
    }

    /// Adds the columns of a row to what is known of the group.
    pub(super) fn read(&self, row: &RowRef<'_>, at: &mut usize, wide: bool, into: &mut Partial) -> Result<()> {
        let mut next = || {
            *at += 1;
            *at - 1
        };
        let mut sum = || -> Result<i128> {
            let first = row.opt_big(next())?.unwrap_or(0);
            Ok(if wide { (first << 32) + row.opt_big(next())?.unwrap_or(0) } else { first })
        };
        match &self.how {
            How::Count => {}
            How::Sum | How::Avg => into.sum += sum()?,
            How::Weighted(..) => {
                into.sum += sum()?;
                into.rest += sum()?;
            }
            How::Min => into.least = least(into.least, row.opt_int(next())?),
            How::Max => into.greatest = into.greatest.max(row.opt_int(next())?),
        }
        let filled = row.int(next())?.unsigned_abs();
        into.filled += filled;
        if self.given.is_some() {
            into.unconverted += row.int(next())?.unsigned_abs().saturating_sub(filled);
        }
        Ok(())
    }

    /// Writes the columns of single rows, each followed by a comma: for adding up here.
    pub(super) fn write_raw(&self, out: &mut Sql) {
        for column in self.column.iter().chain(&self.given) {
            out.add(column).add(", ");
        }
        if let How::Weighted(by, _) = &self.how {
            out.add("coalesce(").add(by).add(", 0), ");
        }
    }

    /// Adds a single row.
    pub(super) fn read_raw(&self, row: &RowRef<'_>, at: &mut usize, into: &mut Partial) -> Result<()> {
        let mut next = || {
            *at += 1;
            *at - 1
        };
        if self.column.is_none() {
            into.filled += 1;
            return Ok(());
        }
        let place = next();
        let filled = !row.is_null(place)?;
        into.filled += u64::from(filled);
        if self.given.is_some() {
            into.unconverted += u64::from(!row.is_null(next())? && !filled);
        }
        let percent = if matches!(self.how, How::Weighted(..)) { row.int(next())? } else { 0 };
        if !filled || matches!(self.how, How::Count) {
            return Ok(());
        }
        let value = row.int(place)?;
        match &self.how {
            How::Count => {}
            How::Sum | How::Avg => into.sum += i128::from(value),
            How::Weighted(..) => {
                into.sum += i128::from(value / 100) * i128::from(percent);
                into.rest += i128::from(value % 100) * i128::from(percent);
            }
            How::Min => into.least = least(into.least, Some(value)),
            How::Max => into.greatest = into.greatest.max(Some(value)),
        }
        Ok(())
    }

    /// The figure itself.
    pub(super) fn finish(&self, cat: &Catalogue, part: Partial) -> Measured {
        let digits = match self.scale {
            Scale::Digits(digits) => digits,
            Scale::Money => cat.currency.digits(),
            Scale::Stored => 0,
        };
        let decimal = |n: i128, digits: u8| {
            Decimal::try_from_i128_with_scale(n, digits.into()).map_or(Figure::None, Figure::Decimal)
        };
        let single = |n: Option<i64>| match (n, self.scale) {
            (None, _) => Figure::None,
            (Some(n), Scale::Stored) => Figure::Cell(Cell::Int(n)),
            (Some(n), _) => decimal(n.into(), digits),
        };
        let figure = match &self.how {
            How::Count => Figure::Count(part.filled),
            How::Sum if part.filled == 0 => Figure::None,
            How::Sum => decimal(part.sum, digits),
            How::Weighted(..) if part.filled == 0 => Figure::None,
            // Hundredths of a minor unit, times the percentage's own digits.
            How::Weighted(_, more) => decimal(part.sum * 100 + part.rest, digits + 2 + more),
            How::Avg if part.filled == 0 => Figure::None,
            How::Avg => match decimal(part.sum, digits) {
                Figure::Decimal(sum) => {
                    sum.checked_div(Decimal::from(part.filled)).map_or(Figure::None, Figure::Decimal)
                }
                other => other,
            },
            How::Min => single(part.least),
            How::Max => single(part.greatest),
        };
        Measured { figure, unconverted: part.unconverted }
    }
}

fn least(a: Option<i64>, b: Option<i64>) -> Option<i64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}
