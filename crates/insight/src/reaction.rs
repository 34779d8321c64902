//! How soon inquiries are answered: how many came, how many have been reacted to, in time or late, how many wait, and the
//! working minutes that half of them and nine of ten took no longer than.
//!
//! Every figure is the number of leads that its filter finds.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use kith_catalogue::filter::{Cmp, Path, Test};
use kith_catalogue::standard::CREATED_AT;
use kith_catalogue::standard::lead::{self, REACT_BY, REACTED_IN_TIME, REACTION_MINUTES, STATUS};
use kith_catalogue::{Cell, Expr, Object, Part, Problem};
use kith_engine::query::{AggregateQuery, Figure as Computed, RankQuery};
use kith_engine::{Error, Reader, Result};
use serde_json::{Value as Json, json};

use crate::grouping::{GroupBy, Lines};
use crate::{Counted, decimal, filters, period};

/// What is asked.
#[derive(Debug, Clone)]
pub struct ReactionQuery {
    /// Which leads, as JSON: it becomes a part of the filter of every figure. Null is all.
    pub filter: Json,
    /// The same, read.
    pub selection: Expr,
    /// The first day on which they came.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// A breakdown; not by share or month.
    pub group_by: Option<GroupBy>,
    /// The zone in which moments become days.
    pub zone: TimeZone,
}

/// How soon some leads were answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Reactions {
    /// All of them.
    pub inquiries: Counted,
    /// Those that somebody has reacted to.
    pub reacted: Counted,
    /// Of these, those for which there was a target and it was kept.
    pub in_time: Counted,
    /// And those for which it was not.
    pub late: Counted,
    /// Those that nobody has looked at yet.
    pub waiting: Counted,
    /// Of these, those whose target has passed.
    pub overdue: Counted,
    /// In time of all that had a target, as a decimal; none when none had.
    pub in_time_rate: Option<String>,
    /// Half of those reacted to took no more working minutes.
    pub median_minutes: Option<u64>,
    /// Nine of ten took no more.
    pub ninetieth_minutes: Option<u64>,
}

/// A line of the breakdown.
#[derive(Debug, Clone, PartialEq)]
pub struct ReactionGroup {
    /// The id of the owner, manager, team, office or product, or the source; none for leads without one.
    pub key: Option<String>,
    /// Its name; empty for leads without one, and for what the actor may not see.
    pub label: String,
    /// Its figures.
    pub reactions: Reactions,
}

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The whole.
    pub totals: Reactions,
    /// The breakdown, when asked for; the largest first.
    pub groups: Vec<ReactionGroup>,
}

/// How soon the leads that a query asks for were answered.
///
/// # Errors
/// [`Error::NotFound`] for whoever may not see leads; [`Error::BadRequest`] for fields that he may not read, and for a
/// breakdown by share or month.
pub fn reactions(reader: &mut Reader<'_>, query: &ReactionQuery) -> Result<Answer> {
    let object = reader.object(lead::KEY)?;
    query.group_by.map_or(Ok(()), GroupBy::must_be_of_records)?;
    for key in [STATUS, CREATED_AT, REACT_BY, REACTED_IN_TIME, REACTION_MINUTES] {
        if !reader.access.object(&object).may_read(object.must(key)) {
            return Err(Error::BadRequest(Problem::new("unknown_field").with("field", key)));
        }
    }
    let asked = Asked::new(&object, query, reader.ctx.now)?;
    let whole = asked.lines(reader, &object, None)?;
    let totals = whole.into_iter().next().map(|(_, tally)| tally).unwrap_or_default();
    let mut groups = Vec::new();
    if let Some(by) = query.group_by {
        let lines = asked.lines(reader, &object, Some(by))?;
        let labels = by.labels(reader, lines.keys())?;
        for (key, tally) in lines {
            let part = by.filter(&object, &query.zone, key.as_ref())?;
            groups.push(ReactionGroup {
                label: key.as_ref().and_then(|key| labels.get(key).cloned()).unwrap_or_default(),
                key: key.map(|key| key.text()),
                reactions: asked.figures(&tally, &part),
            });
        }
        groups.sort_by_key(|group| (group.key.is_none(), std::cmp::Reverse(group.reactions.inquiries.count)));
    }
    Ok(Answer { totals: asked.figures(&totals, &Json::Null), groups })
}

/// What is counted, in this order.
const PARTS: usize = 6;

#[derive(Debug, Default)]
struct Tally {
    counts: [u64; PARTS],
    minutes: Option<(u64, u64)>,
}

struct Asked {
    selection: Expr,
    base: Json,
    /// All, reacted to, in time, late, waiting, overdue.
    parts: [(Expr, Json); PARTS],
}

impl Asked {
    fn new(object: &Object, query: &ReactionQuery, now: Timestamp) -> Result<Self> {
        let (within, span) = span(object, query)?;
        let filled =
            |key: &str| (Expr::term(object.must(key), Test::Filled), json!({ "field": key, "op": "not_empty" }));
        let in_time = |yes: bool| {
            let test = Test::Eq { part: Part::Value, cell: Cell::Int(i64::from(yes)) };
            (Expr::term(object.must(REACTED_IN_TIME), test), filters::term(REACTED_IN_TIME, "eq", yes))
        };
        let is_new = Test::Eq { part: Part::Value, cell: Cell::Text(lead::NEW.to_owned()) };
        let waiting = (Expr::term(object.must(STATUS), is_new), filters::is(STATUS, Some(lead::NEW)));
        let passed = Test::Compare { part: Part::Value, cmp: Cmp::Lt, to: now.as_millisecond() };
        let passed = Expr::term(object.must(REACT_BY), passed);
        let overdue = (
            waiting.0.clone().and(passed),
            filters::all([waiting.1.clone(), filters::term(REACT_BY, "lt", now.to_string())]),
        );
        Ok(Self {
            selection: query.selection.clone().and(within),
            base: filters::all([query.filter.clone(), span]),
            parts: [
                (Expr::True, Json::Null),
                filled(REACTION_MINUTES),
                in_time(true),
                in_time(false),
                waiting,
                overdue,
            ],
        })
    }

    fn lines(&self, reader: &mut Reader<'_>, object: &Object, by: Option<GroupBy>) -> Result<Lines<Tally>> {
        let mut lines: Lines<Tally> = Lines::new();
        for (at, (expr, _)) in self.parts.iter().enumerate() {
            let mut question = AggregateQuery::new(lead::KEY);
            question.filter = self.selection.clone().and(expr.clone());
            question.group.extend(by.map(|by| by.group(reader, object)).transpose()?);
            for row in reader.aggregate(&question)? {
                if let Some(Computed::Count(count)) = row.figures.first().map(|measured| &measured.figure) {
                    lines.at(row.keys.first().and_then(|key| key.first())).counts[at] += count;
                }
            }
        }
        let ranks = RankQuery {
            object: lead::KEY.into(),
            filter: self.selection.clone(),
            group: by.map(|by| by.path(reader, object)).transpose()?,
            of: Path::field(object.must(REACTION_MINUTES)),
        };
        let mut widest = std::collections::HashMap::new();
        for row in reader.ranks(&ranks)? {
            let whole = |n: i64| u64::try_from(n).unwrap_or(0);
            let key = Some(&row.key).filter(|key| !key.is_null());
            // Spellings of one source are one line, for which the most frequent of them speaks.
            let widest = widest.entry(crate::grouping::Key::of(key).map(|key| key.same())).or_insert(0);
            if row.count > *widest {
                *widest = row.count;
                lines.at(key).minutes = Some((whole(row.median), whole(row.ninetieth)));
            }
        }
        Ok(lines)
    }

    fn figures(&self, tally: &Tally, part: &Json) -> Reactions {
        let counted = |at: usize| Counted {
            count: tally.counts[at],
            filter: filters::all([self.base.clone(), part.clone(), self.parts[at].1.clone()]),
        };
        Reactions {
            inquiries: counted(0),
            reacted: counted(1),
            in_time: counted(2),
            late: counted(3),
            waiting: counted(4),
            overdue: counted(5),
            in_time_rate: decimal::ratio(tally.counts[2], tally.counts[2] + tally.counts[3]),
            median_minutes: tally.minutes.map(|minutes| minutes.0),
            ninetieth_minutes: tally.minutes.map(|minutes| minutes.1),
        }
    }
}

/// The leads that came within the span, as an expression and as JSON.
fn span(object: &Object, query: &ReactionQuery) -> Result<(Expr, Json)> {
    let out_of_range = |at: &'static str| Error::BadRequest(Problem::new("out_of_range").at(at));
    if query.from.zip(query.to).is_some_and(|(from, to)| from > to) {
        return Err(out_of_range("to"));
    }
    let field = object.must(CREATED_AT);
    let (mut expr, mut json) = (Expr::True, Vec::new());
    let mut bound = |cmp, op: &str, day: Date| -> Result<()> {
        let at = period::beginning(day, &query.zone)?;
        let test = Test::Compare { part: Part::Value, cmp, to: at.as_millisecond() };
        expr = std::mem::replace(&mut expr, Expr::True).and(Expr::term(field, test));
        json.push(filters::term(CREATED_AT, op, at.to_string()));
        Ok(())
    };
    if let Some(from) = query.from {
        bound(Cmp::Gte, "gte", from)?;
    }
    if let Some(to) = query.to {
        bound(Cmp::Lt, "lt", to.checked_add(1.day()).map_err(|_| out_of_range("to"))?)?;
    }
    Ok((expr, filters::all(json)))
}
