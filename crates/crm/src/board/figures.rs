//! What the columns of a board add up to.

use kith_catalogue::filter::{Expr, Path};
use kith_catalogue::standard::deal::{AMOUNT, PROBABILITY, STAGE};
use kith_catalogue::{Cell, FieldIx, Money, Object};
use kith_engine::query::{AggregateQuery, Figure, Function, Group, Measure, Measured};
use kith_engine::{Reader, Result};
use uuid::Uuid;

use super::{Place, Slot};

/// What a column adds up to.
#[derive(Clone, Default)]
pub(super) struct Total {
    pub(super) count: u64,
    pub(super) sum: Option<Money>,
    pub(super) weighted: Option<Money>,
    pub(super) unconverted: u64,
}

/// The sums of all columns, in their order.
pub(super) fn of_slots(reader: &mut Reader<'_>, object: &Object, slots: &[Slot], filter: &Expr) -> Result<Vec<Total>> {
    let measures = measures(reader, object);
    let mut totals = Vec::with_capacity(slots.len());
    for figures in measured(reader, object, slots, filter, &measures)? {
        totals.push(total_of(reader, &figures, measures.len()));
    }
    Ok(totals)
}

/// How many records each column holds.
pub(super) fn counts(reader: &mut Reader<'_>, object: &Object, slots: &[Slot], filter: &Expr) -> Result<Vec<u64>> {
    let rows = measured(reader, object, slots, filter, &[count()])?;
    Ok(rows.iter().map(|figures| counted(figures)).collect())
}

/// The sums of the same columns cut by owner, for those who have any there: per owner, in the order of the columns.
pub(super) fn of_owners(
    reader: &mut Reader<'_>,
    object: &Object,
    owner: FieldIx,
    slots: &[Slot],
    filter: &Expr,
) -> Result<Vec<(Option<Uuid>, Vec<Total>)>> {
    let measures = measures(reader, object);
    let nothing = total_of(reader, &[], measures.len());
    let mut query = AggregateQuery::new(&*object.key);
    query.filter = any_of(slots).and(filter.clone());
    query.group = [owner, object.must(STAGE)].map(|field| Group { path: Path::field(field), bucket: None }).to_vec();
    query.measures = measures.clone();
    let mut found: Vec<(Option<Uuid>, Vec<Total>)> = Vec::new();
    for row in reader.aggregate(&query)? {
        let owner = match row.keys[0].first() {
            Some(Cell::Uuid(owner)) => Some(*owner),
            _ => None,
        };
        let Some(at) = slots.iter().position(|slot| is_stage(slot, row.keys[1].first())) else { continue };
        let known = found.iter().position(|(other, _)| *other == owner);
        let known = known.unwrap_or_else(|| {
            found.push((owner, vec![nothing.clone(); slots.len()]));
            found.len() - 1
        });
        found[known].1[at] = total_of(reader, &row.figures, measures.len());
    }
    Ok(found)
}

/// The figures of each column. Stages are one question together, so that kept totals can answer it; months overlap with
/// nothing that is kept, and are asked one by one.
fn measured(
    reader: &mut Reader<'_>,
    object: &Object,
    slots: &[Slot],
    filter: &Expr,
    measures: &[Measure],
) -> Result<Vec<Vec<Measured>>> {
    let mut query = AggregateQuery::new(&*object.key);
    query.measures = measures.to_vec();
    if slots.iter().any(|slot| matches!(slot.place, Place::Month(_))) {
        let mut rows = Vec::with_capacity(slots.len());
        for slot in slots {
            query.filter = slot.filter.clone().and(filter.clone());
            rows.push(reader.aggregate(&query)?.into_iter().next().map(|row| row.figures).unwrap_or_default());
        }
        return Ok(rows);
    }
    query.filter = any_of(slots).and(filter.clone());
    query.group = vec![Group { path: Path::field(object.must(STAGE)), bucket: None }];
    let mut rows = vec![Vec::new(); slots.len()];
    for row in reader.aggregate(&query)? {
        if let Some(at) = slots.iter().position(|slot| is_stage(slot, row.keys[0].first())) {
            rows[at] = row.figures;
        }
    }
    Ok(rows)
}

fn any_of(slots: &[Slot]) -> Expr {
    Expr::any(slots.iter().map(|slot| slot.filter.clone()))
}

fn is_stage(slot: &Slot, key: Option<&Cell>) -> bool {
    matches!((&slot.place, key), (Place::Stage(stage), Some(Cell::Uuid(id))) if stage.id == *id)
}

fn count() -> Measure {
    Measure { function: Function::Count, path: None }
}

/// A count, and sums as far as the actor may read what they are made of.
fn measures(reader: &Reader<'_>, object: &Object) -> Vec<Measure> {
    let access = reader.access.object(object);
    let readable = |key: &str| object.field(key).filter(|&field| access.may_read(field));
    let mut measures = vec![count()];
    if let Some(amount) = readable(AMOUNT) {
        let path = Some(Path::field(amount));
        measures.push(Measure { function: Function::Sum, path: path.clone() });
        if let Some(probability) = readable(PROBABILITY) {
            measures.push(Measure { function: Function::Weighted { by: Path::field(probability) }, path });
        }
    }
    measures
}

fn counted(figures: &[Measured]) -> u64 {
    match figures.first().map(|measured| &measured.figure) {
        Some(Figure::Count(count)) => *count,
        _ => 0,
    }
}

/// The total of a column; sums that are asked for are nothing rather than unknown where it is empty.
fn total_of(reader: &Reader<'_>, figures: &[Measured], measures: usize) -> Total {
    let currency = reader.cat.currency;
    let money = |at: usize| match figures.get(at).map(|measured| &measured.figure) {
        Some(Figure::Decimal(sum)) => Money::rounded(*sum, currency),
        _ => (measures > at).then_some(Money { minor: 0, currency }),
    };
    let unconverted = figures.get(1).map_or(0, |measured| measured.unconverted);
    Total { count: counted(figures), sum: money(1), weighted: money(2), unconverted }
}
