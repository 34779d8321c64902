//! Spans of time to group by: days, weeks (from Monday), months, quarters, years.
//!
//! Days of date fields fall together by arithmetic on yyyymmdd. Moments fall together in a zone: the bounds of every span
//! between the first and the last moment are computed here and compared in the statement, so a change of clocks in the
//! middle of a span is of no consequence.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::error::{Result, StoreError};
use crate::sql::Sql;

/// A span of time to group by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bucket {
    /// A day.
    Day,
    /// A week, from Monday.
    Week,
    /// A month.
    Month,
    /// Three months, from January, April, July, October.
    Quarter,
    /// A year.
    Year,
}

/// More spans than this are not compared one by one; days are counted instead and put together afterwards.
const MOST_BOUNDS: usize = 400;

impl Bucket {
    /// The first day of the span that a day is in.
    pub fn first_day(self, day: Date) -> Date {
        let first = |month: i8| Date::new(day.year(), month, 1).unwrap_or(day);
        match self {
            Bucket::Day => day,
            Bucket::Week => {
                let back = i32::from(day.weekday().since(Weekday::Monday));
                day.checked_sub(back.days()).unwrap_or(day)
            }
            Bucket::Month => first(day.month()),
            Bucket::Quarter => first((day.month() - 1) / 3 * 3 + 1),
            Bucket::Year => first(1),
        }
    }

    fn next(self, first: Date) -> Option<Date> {
        match self {
            Bucket::Day => first.checked_add(1.day()),
            Bucket::Week => first.checked_add(7.days()),
            Bucket::Month => first.checked_add(1.month()),
            Bucket::Quarter => first.checked_add(3.months()),
            Bucket::Year => first.checked_add(1.year()),
        }
        .ok()
    }
}

/// A day as it is stored.
pub(crate) fn yyyymmdd(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

/// A stored day.
pub(crate) fn day(stored: i64) -> Option<Date> {
    let year = i16::try_from(stored / 10_000).ok()?;
    let month = i8::try_from(stored / 100 % 100).ok()?;
    Date::new(year, month, i8::try_from(stored % 100).ok()?).ok()
}

/// What the database gives for a group, and how the first day of the span follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Given {
    /// The first day of the span, as yyyymmdd.
    Span,
    /// A day as yyyymmdd, still to be put into its span.
    Day(Bucket),
    /// A day as the number of days since 1970, still to be put into its span.
    DayNumber(Bucket),
}

impl Given {
    /// The first day of the span, as yyyymmdd.
    pub(crate) fn span(self, found: i64) -> Result<i64> {
        let wrong = || StoreError::Backend(format!("{found} is no day"));
        match self {
            Given::Span => Ok(found),
            Given::Day(bucket) => Ok(yyyymmdd(bucket.first_day(day(found).ok_or_else(wrong)?))),
            Given::DayNumber(bucket) => {
                let epoch = Date::constant(1970, 1, 1);
                let day = epoch.checked_add(found.days()).map_err(|_| wrong())?;
                Ok(yyyymmdd(bucket.first_day(day)))
            }
        }
    }
}

/// The expression for a date column.
pub(crate) fn of_date(column: &str, bucket: Bucket) -> (Sql, Given) {
    let c = column;
    match bucket {
        Bucket::Day => (Sql::new(c), Given::Span),
        Bucket::Week => (Sql::new(c), Given::Day(Bucket::Week)),
        Bucket::Month => (Sql::new(&format!("({c} / 100 * 100 + 1)")), Given::Span),
        Bucket::Quarter => {
            let month = format!("(({c} / 100 % 100 - 1) / 3 * 3 + 1)");
            (Sql::new(&format!("({c} / 10000 * 10000 + {month} * 100 + 1)")), Given::Span)
        }
        Bucket::Year => (Sql::new(&format!("({c} / 10000 * 10000 + 101)")), Given::Span),
    }
}

/// The beginnings of spans, each with the first day of its span: for rows that are read one by one, a look into this
/// list is quicker than the comparisons in the statement.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spans(Vec<(i64, i64)>);

impl Spans {
    /// The first day of the span that a moment is in.
    pub(crate) fn of(&self, moment: i64) -> Option<i64> {
        let after = self.0.partition_point(|(begins, _)| *begins <= moment);
        self.0.get(after.saturating_sub(1)).map(|(_, day)| *day)
    }
}

/// The spans of moments that are all between `first` and `last` (milliseconds); nothing when there are too many.
pub(crate) fn spans(bucket: Bucket, zone: &TimeZone, first: i64, last: i64) -> Option<Spans> {
    bounds(bucket, zone, first, last).map(Spans)
}

/// The expression for a column of moments, all of which are between `first` and `last` (milliseconds).
pub(crate) fn of_moment(column: &str, bucket: Bucket, zone: &TimeZone, first: i64, last: i64) -> (Sql, Given) {
    if let Some(bounds) = bounds(bucket, zone, first, last) {
        let mut sql = Sql::new("CASE WHEN ");
        sql.add(column).add(" IS NULL THEN NULL ELSE ");
        choose(column, &bounds, &mut sql);
        sql.add(" END");
        return (sql, Given::Span);
    }
    let mut local = Sql::new("(");
    local.add(column).add(" + ");
    choose(column, &offsets(zone, first, last), &mut local);
    local.add(")");
    let local = local.text();
    const DAY: i64 = 86_400_000;
    // Rounded down, also before 1970.
    let sql = Sql::new(&format!("(({local} - (({local} % {DAY}) + {DAY}) % {DAY}) / {DAY})"));
    (sql, Given::DayNumber(bucket))
}

/// The beginnings of the spans, each with its first day; nothing when there are too many.
fn bounds(bucket: Bucket, zone: &TimeZone, first: i64, last: i64) -> Option<Vec<(i64, i64)>> {
    let local = |ms: i64| Some(Timestamp::from_millisecond(ms).ok()?.to_zoned(zone.clone()).date());
    let end = local(last)?;
    let mut span = bucket.first_day(local(first)?);
    let mut bounds = Vec::new();
    while span <= end {
        if bounds.len() == MOST_BOUNDS {
            return None;
        }
        let begins = span.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond();
        bounds.push((begins, yyyymmdd(span)));
        span = bucket.next(span)?;
    }
    Some(bounds)
}

/// The zone's offsets in milliseconds, each with the moment from which it holds.
fn offsets(zone: &TimeZone, first: i64, last: i64) -> Vec<(i64, i64)> {
    // Rules of zones go on for ever; beyond these years one offset must do.
    const EARLIEST: i64 = -2_208_988_800_000; // 1900
    const LATEST: i64 = 4_102_444_800_000; // 2100
    let at = |ms: i64| Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
    let offset = |moment: Timestamp| i64::from(zone.to_offset(moment).seconds()) * 1_000;
    let start = at(first.clamp(EARLIEST, LATEST));
    let mut found = vec![(i64::MIN, offset(start))];
    for change in zone.following(start) {
        let from = change.timestamp().as_millisecond();
        if from > last.min(LATEST) {
            break;
        }
        found.push((from, i64::from(change.offset().seconds()) * 1_000));
    }
    found
}

/// The value that holds at the moment in the column: comparisons halve the list.
fn choose(column: &str, values: &[(i64, i64)], out: &mut Sql) {
    match values {
        [] => {
            out.add("NULL");
        }
        [(_, value)] => {
            out.number(*value);
        }
        many => {
            let middle = many.len() / 2;
            out.add("CASE WHEN ").add(column).add(" < ").number(many[middle].0).add(" THEN ");
            choose(column, &many[..middle], out);
            out.add(" ELSE ");
            choose(column, &many[middle..], out);
            out.add(" END");
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_fall_into_their_spans() {
        let day = date(2017, 8, 16);
        assert_eq!(Bucket::Week.first_day(day), date(2017, 8, 14));
        assert_eq!(Bucket::Month.first_day(day), date(2017, 8, 1));
        assert_eq!(Bucket::Quarter.first_day(day), date(2017, 7, 1));
        assert_eq!(Bucket::Year.first_day(day), date(2017, 1, 1));
        assert_eq!(Bucket::Week.first_day(date(2017, 1, 1)), date(2016, 12, 26));
    }

    #[test]
    fn months_begin_at_local_midnight_in_summer_and_winter() {
        let zone = TimeZone::get("Europe/Prague").unwrap();
        let ms = |text: &str| text.parse::<Timestamp>().unwrap().as_millisecond();
        let found = bounds(Bucket::Month, &zone, ms("2024-02-10T00:00:00Z"), ms("2024-04-30T21:59:59Z")).unwrap();
        assert_eq!(
            found,
            vec![
                (ms("2024-01-31T23:00:00Z"), 20_240_201),
                (ms("2024-02-29T23:00:00Z"), 20_240_301),
                (ms("2024-03-31T22:00:00Z"), 20_240_401),
            ]
        );
    }

    #[test]
    fn a_moment_finds_its_span() {
        let zone = TimeZone::UTC;
        let ms = |text: &str| text.parse::<Timestamp>().unwrap().as_millisecond();
        let (first, last) = (ms("2024-01-10T00:00:00Z"), ms("2024-03-05T00:00:00Z"));
        let spans = spans(Bucket::Month, &zone, first, last).unwrap();
        assert_eq!(spans.of(first), Some(20_240_101));
        assert_eq!(spans.of(ms("2024-02-01T00:00:00Z") - 1), Some(20_240_101));
        assert_eq!(spans.of(ms("2024-02-01T00:00:00Z")), Some(20_240_201));
        assert_eq!(spans.of(last), Some(20_240_301));
    }

    #[test]
    fn numbered_days_find_their_span() {
        assert_eq!(Given::DayNumber(Bucket::Month).span(-1).unwrap(), 19_691_201);
        assert_eq!(Given::Day(Bucket::Week).span(20_170_816).unwrap(), 20_170_814);
    }
}
