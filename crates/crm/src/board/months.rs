//! Months of the expected closing: the columns of a forecast.

use jiff::civil::Date;
use kith_catalogue::filter::{Cmp, Expr, Test};
use kith_catalogue::standard::deal::EXPECTED_CLOSE;
use kith_catalogue::{Object, Part};
use kith_engine::Reader;

/// So many months have a column of their own, the present one first.
const AHEAD: i32 = 6;

/// When a deal should be won.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Month {
    /// On a day that has passed.
    Overdue,
    /// In the month that begins on this day.
    In(Date),
    /// After the months that have a column.
    Later,
    /// Nobody knows.
    None,
}

impl Month {
    /// `overdue`, `2026-11` …, `later`, `none`.
    pub fn name(&self) -> String {
        match self {
            Month::Overdue => "overdue".to_owned(),
            Month::In(first) => format!("{:04}-{:02}", first.year(), first.month()),
            Month::Later => "later".to_owned(),
            Month::None => "none".to_owned(),
        }
    }

    /// The month of that name.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "overdue" => Some(Month::Overdue),
            "later" => Some(Month::Later),
            "none" => Some(Month::None),
            other => format!("{other}-01").parse().ok().map(Month::In),
        }
    }
}

fn today(reader: &Reader<'_>) -> Date {
    reader.ctx.now.to_zoned(reader.zone()).date()
}

/// The columns of a forecast, by the asker's calendar.
pub(super) fn shown(reader: &Reader<'_>) -> Vec<Month> {
    let first = today(reader).first_of_month();
    let months = (0..AHEAD).map(|ahead| Month::In(after(first, ahead)));
    [Month::Overdue].into_iter().chain(months).chain([Month::Later, Month::None]).collect()
}

fn after(first: Date, months: i32) -> Date {
    first.saturating_add(jiff::Span::new().months(months))
}

/// Which deals a month holds.
pub(super) fn filter(reader: &Reader<'_>, object: &Object, month: Month) -> Expr {
    let field = object.must(EXPECTED_CLOSE);
    let today = today(reader);
    let compare = |cmp, day: Date| Expr::term(field, Test::Compare { part: Part::Value, cmp, to: ymd(day) });
    match month {
        Month::Overdue => compare(Cmp::Lt, today),
        Month::In(first) => {
            let (from, to) = (ymd(first.max(today)), ymd(first.last_of_month()));
            Expr::term(field, Test::Between { part: Part::Value, from, to })
        }
        Month::Later => compare(Cmp::Gte, after(today.first_of_month(), AHEAD)),
        Month::None => Expr::term(field, Test::Filled).negate(),
    }
}

/// A day as it is stored.
fn ymd(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_known_by_their_names() {
        for name in ["overdue", "2026-11", "later", "none"] {
            assert_eq!(Month::parse(name).map(|month| month.name()).as_deref(), Some(name));
        }
        for wrong in ["", "2026", "2026-13", "soon", "2026-11-01"] {
            assert_eq!(Month::parse(wrong), None, "{wrong}");
        }
    }
}
