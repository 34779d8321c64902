//! Figures over records.

use std::io::Write;
use std::sync::Arc;

use kith_catalogue::filter::{Leaf, Path};
use kith_catalogue::{Catalogue, Cell, Kind, Object, Problem};
use kith_engine::query::{AggregateQuery, Bucket as Span, Figure, Function, Group, Measure as Asked, Measured};
use kith_engine::wire::Mentions;
use kith_engine::{Error, Reader, Result};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::json;

use crate::asked;
use crate::model::records::{Aggregate, Bucket, GroupBy, Measure, MeasureFunction};
use crate::reply::Reply;

/// The most fields to group by.
const MAX_GROUPS: usize = 3;
/// The most figures.
const MAX_MEASURES: usize = 10;
/// Digits after the point of a mean.
const MEAN_DIGITS: u32 = 6;

/// Groups and their figures.
///
/// # Errors
/// What the question or the store refuses.
pub fn rows(r: &mut Reader<'_>, object: &str, question: &Aggregate) -> Result<Reply> {
    let object = r.object(object)?;
    let seen = asked::seen(r);
    let zone = asked::zone(r, question.time_zone.as_deref())?;
    if question.group_by.len() > MAX_GROUPS {
        return Err(too_many("group_by", MAX_GROUPS));
    }
    if question.measures.len() > MAX_MEASURES {
        return Err(too_many("measures", MAX_MEASURES));
    }
    let mut query = AggregateQuery::new(Arc::clone(&object.key));
    query.filter = asked::filter_in(r, &object, question.filter.as_ref(), &zone)?;
    query.zone = zone.clone();
    query.group = each(&question.group_by, "group_by", |group| self::group(group, &seen, &object))?;
    query.measures = each(&question.measures, "measures", |measure| self::measure(measure, &seen, &object))?;
    let found = r.aggregate(&query)?;

    let cat = Arc::clone(&r.cat);
    let kinds: Vec<Kind> = query.group.iter().map(|group| key_kind(group, &cat, &object)).collect();
    let mut mentions = Mentions::default();
    // Thousands of groups: they are written as they come, without a tree in between.
    let mut out = Vec::with_capacity(1_024 + found.len() * 160);
    out.extend_from_slice(br#"{"rows":["#);
    for (i, row) in found.iter().enumerate() {
        out.extend_from_slice(if i == 0 { br#"{"keys":["# } else { br#",{"keys":["# });
        for (i, (kind, cells)) in kinds.iter().zip(&row.keys).enumerate() {
            if i > 0 {
                out.push(b',');
            }
            mentions.add_value(kind, &kind.value(cells));
            kind.write_json(cells, &mut out);
        }
        out.extend_from_slice(br#"],"values":["#);
        for (i, (measure, figure)) in query.measures.iter().zip(&row.figures).enumerate() {
            if i > 0 {
                out.push(b',');
            }
            write_figure(measure, figure, &cat, &object, &mut out)?;
        }
        out.extend_from_slice(b"]}");
    }
    let unconverted = found.iter().map(|row| row.figures.iter().map(|f| f.unconverted).max().unwrap_or(0)).sum::<u64>();
    out.extend_from_slice(br#"],"refs":"#);
    mentions.write(r, &mut out)?;
    let (zone, currency) = (json!(zone.iana_name().unwrap_or("UTC")), json!(cat.currency.code()));
    write!(out, r#","time_zone":{zone},"currency":{currency},"unconverted":{unconverted}}}"#)
        .map_err(Error::internal)?;
    Ok(Reply::raw(out))
}

fn too_many(key: &str, max: usize) -> Error {
    Error::BadRequest(Problem::new("too_many").with("max", max).at(key))
}

fn each<T, U>(list: &[T], key: &str, f: impl Fn(&T) -> Result<U, Problem>) -> Result<Vec<U>> {
    list.iter()
        .enumerate()
        .map(|(at, item)| f(item).map_err(|problem| Error::BadRequest(problem.at(&format!("{key}[{at}]")))))
        .collect()
}

fn group(asked: &GroupBy, seen: &Catalogue, object: &Object) -> Result<Group, Problem> {
    let path = path(&asked.field, seen, object)?;
    let bucket = asked.by.map(span);
    let groupable = match path.leaf(seen, object) {
        Leaf::Kind(kind) => kind.is_groupable() && (bucket.is_none() || matches!(kind, Kind::Date | Kind::DateTime)),
        Leaf::Team => bucket.is_none(),
    };
    if groupable { Ok(Group { path, bucket }) } else { Err(Problem::new("not_groupable").at("field")) }
}

fn measure(asked: &Measure, seen: &Catalogue, object: &Object) -> Result<Asked, Problem> {
    let path = asked.field.as_deref().map(|field| path(field, seen, object)).transpose()?;
    let function = match asked.function {
        MeasureFunction::Count => Function::Count,
        MeasureFunction::Sum => Function::Sum,
        MeasureFunction::Avg => Function::Avg,
        MeasureFunction::Min => Function::Min,
        MeasureFunction::Max => Function::Max,
    };
    let Some(at) = &path else {
        return if function == Function::Count {
            Ok(Asked { function, path })
        } else {
            Err(Problem::new("required").at("field"))
        };
    };
    let measurable = matches!(
        (at.leaf(seen, object), &function),
        (_, Function::Count)
            | (Leaf::Kind(Kind::Number { .. } | Kind::Money), _)
            | (Leaf::Kind(Kind::Date | Kind::DateTime), Function::Min | Function::Max)
    );
    if measurable { Ok(Asked { function, path }) } else { Err(Problem::new("not_measurable").at("field")) }
}

fn path(field: &str, seen: &Catalogue, object: &Object) -> Result<Path, Problem> {
    let object = seen.object(&object.key).ok_or_else(|| Problem::new("unknown_field"))?;
    Path::parse(field, seen, object)
        .map_err(|problem| Problem { field: None, ..problem }.with("field", field).at("field"))
}

fn span(by: Bucket) -> Span {
    match by {
        Bucket::Day => Span::Day,
        Bucket::Week => Span::Week,
        Bucket::Month => Span::Month,
        Bucket::Quarter => Span::Quarter,
        Bucket::Year => Span::Year,
    }
}

/// The kind that a group's cells are read by.
fn key_kind(group: &Group, cat: &Catalogue, object: &Object) -> Kind {
    match group.path.leaf(cat, object) {
        _ if group.bucket.is_some() => Kind::Date,
        Leaf::Kind(kind) => kind.clone(),
        Leaf::Team => Kind::Link { targets: vec![Arc::from("team")] },
    }
}

/// A figure on the wire: counts and numbers as numbers, money with its currency, dates as they are.
fn write_figure(
    measure: &Asked,
    measured: &Measured,
    cat: &Catalogue,
    object: &Object,
    out: &mut Vec<u8>,
) -> Result<()> {
    let kind = match measure.path.as_ref().map(|path| path.leaf(cat, object)) {
        Some(Leaf::Kind(kind)) => Some(kind),
        _ => None,
    };
    match (&measured.figure, kind) {
        (Figure::None, _) | (Figure::Cell(Cell::Null), _) => out.extend_from_slice(b"null"),
        (Figure::Count(count), _) => write!(out, "{count}").map_err(Error::internal)?,
        (Figure::Decimal(amount), Some(Kind::Money)) => {
            let digits = usize::from(cat.currency.digits());
            let amount = amount.round_dp_with_strategy(digits as u32, RoundingStrategy::MidpointAwayFromZero);
            let code = cat.currency.code();
            write!(out, r#"{{"amount":"{amount:.digits$}","currency":"{code}"}}"#).map_err(Error::internal)?;
        }
        (Figure::Decimal(number), _) => write!(out, "{}", rounded(*number)).map_err(Error::internal)?,
        (Figure::Cell(cell), Some(kind)) => kind.write_json(std::slice::from_ref(cell), out),
        (Figure::Cell(Cell::Int(number)), None) => write!(out, "{number}").map_err(Error::internal)?,
        (Figure::Cell(_), None) => out.extend_from_slice(b"null"),
    }
    Ok(())
}

fn rounded(number: Decimal) -> Decimal {
    number.round_dp_with_strategy(MEAN_DIGITS, RoundingStrategy::MidpointAwayFromZero).normalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lose_idle_zeros_and_endless_digits() {
        let number = |text: &str| rounded(text.parse().expect("a number")).to_string();
        assert_eq!(number("12.50"), "12.5");
        assert_eq!(number("100"), "100");
        assert_eq!(number("0.3333333333333333333333333333"), "0.333333");
        assert_eq!(number("-7.0"), "-7");
    }
}
