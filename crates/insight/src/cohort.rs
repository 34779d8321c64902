//! Conversion from stage to stage by cohort: of the deals (or leads) that entered a stage within a span of time, how many
//! have gone further since, how many were lost and how many have yet to move. Counted from the history of stages, not from
//! where they stand.
//!
//! Every figure is the number of records that its filter finds, so a figure and the rows that it opens cannot differ.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use kith_catalogue::filter::{Path, StayEnd, Test};
use kith_catalogue::standard::STAGE;
use kith_catalogue::{Cell, Expr, Object, Part, Problem};
use kith_crm::pipeline::{self, Pipeline, Stage, StageKind};
use kith_engine::query::{AggregateQuery, Figure as Computed};
use kith_engine::{Error, Reader, Result};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::grouping::{GroupBy, Lines};
use crate::{Counted, decimal, filters, period};

/// What is asked.
#[derive(Debug, Clone)]
pub struct CohortQuery {
    /// The pipeline's id, or `default`: that for deals.
    pub pipeline: String,
    /// Which deals (or leads), as JSON: it becomes a part of the filter of every figure. Null is all.
    pub filter: Json,
    /// The same, read.
    pub selection: Expr,
    /// The first day on which they entered; since ever when none.
    pub from: Option<Date>,
    /// The last day; until now when none.
    pub to: Option<Date>,
    /// A breakdown; not by share or month.
    pub group_by: Option<GroupBy>,
    /// The zone in which moments become days.
    pub zone: TimeZone,
}

/// What became of those that entered a stage. The last three add up to the first.
#[derive(Debug, Clone, PartialEq)]
pub struct CohortStage {
    /// The stage: an open one or one that wins, on the way to an order.
    pub stage: Stage,
    /// Those that entered it within the span.
    pub entered: Counted,
    /// Of these, those that have entered a stage further on the way since the span began.
    pub advanced: Counted,
    /// Of the others, those that stand in a stage that loses.
    pub lost: Counted,
    /// The rest: they have yet to move.
    pub waiting: Counted,
    /// How many of those that entered have advanced, as a decimal; none when none entered, and for the end of the way.
    pub conversion: Option<String>,
}

/// A line of the breakdown.
#[derive(Debug, Clone, PartialEq)]
pub struct CohortGroup {
    /// The id of the owner, manager, team, office or product, or the source; none for deals without one.
    pub key: Option<String>,
    /// Its name; empty for deals without one, and for what the actor may not see.
    pub label: String,
    /// Its stages.
    pub stages: Vec<CohortStage>,
}

/// The answer.
#[derive(Debug, Clone)]
pub struct Cohorts {
    /// The pipeline.
    pub pipeline: Pipeline,
    /// Its stages on the way to an order.
    pub stages: Vec<CohortStage>,
    /// The breakdown, when asked for; the largest first.
    pub groups: Vec<CohortGroup>,
    /// The zone in which moments became days.
    pub zone: TimeZone,
}

/// The conversion that a query asks for.
///
/// # Errors
/// [`Error::NotFound`] for an unknown pipeline, and for whoever may not see such records or their stages;
/// [`Error::BadRequest`] for a breakdown by a field that he may not read, or by share or month.
pub fn cohorts(reader: &mut Reader<'_>, query: &CohortQuery) -> Result<Cohorts> {
    let pipeline = pipeline::asked(reader.conn(), None, &query.pipeline)?;
    let object = reader.object(&pipeline.object)?;
    if !reader.access.object(&object).may_read(object.must(STAGE)) {
        return Err(Error::NotFound);
    }
    query.group_by.map_or(Ok(()), GroupBy::must_be_of_records)?;
    let asked = Asked::new(reader, &object, &pipeline, query)?;
    let mut lines: Lines<Vec<[u64; 3]>> = Lines::new();
    let way = asked.way.len();
    for at in 0..way {
        let cohort = asked.cohort(at);
        for (which, (expr, _)) in [&cohort.entered, &cohort.advanced, &cohort.lost].into_iter().enumerate() {
            let mut question = AggregateQuery::new(&*object.key);
            question.filter = query.selection.clone().and(expr.clone());
            question.zone = query.zone.clone();
            question.group.extend(query.group_by.map(|by| by.group(reader, &object)).transpose()?);
            for row in reader.aggregate(&question)? {
                let Some(Computed::Count(count)) = row.figures.first().map(|measured| &measured.figure) else {
                    continue;
                };
                let line = lines.at(row.keys.first().and_then(|key| key.first()));
                line.resize(way, [0; 3]);
                line[at][which] += count;
            }
        }
    }
    let labels = match query.group_by {
        Some(by) => by.labels(reader, lines.keys())?,
        None => Default::default(),
    };
    let mut whole = vec![[0; 3]; way];
    let mut groups = Vec::new();
    for (key, counts) in lines {
        for (sum, more) in whole.iter_mut().zip(&counts) {
            for (sum, more) in sum.iter_mut().zip(more) {
                *sum += more;
            }
        }
        if let Some(by) = query.group_by
            && counts.iter().any(|stage| stage[0] > 0)
        {
            let part = by.filter(&object, &query.zone, key.as_ref())?;
            groups.push(CohortGroup {
                label: key.as_ref().and_then(|key| labels.get(key).cloned()).unwrap_or_default(),
                key: key.map(|key| key.text()),
                stages: asked.stages(&counts, &part),
            });
        }
    }
    groups.sort_by_key(|group| {
        (group.key.is_none(), std::cmp::Reverse(group.stages.iter().map(|stage| stage.entered.count).max()))
    });
    let stages = asked.stages(&whole, &Json::Null);
    Ok(Cohorts { stages, groups, zone: query.zone.clone(), pipeline })
}

/// A condition as an expression and as JSON.
type Condition = (Expr, Json);

struct Cohort {
    entered: Condition,
    advanced: Condition,
    lost: Condition,
    waiting: Json,
}

/// A question that has been understood.
struct Asked<'a> {
    query: &'a CohortQuery,
    /// Open stages in their order, then those that win.
    way: Vec<&'a Stage>,
    stage: usize,
    lost: Path,
    from: Option<Timestamp>,
    to: Option<Timestamp>,
}

impl<'a> Asked<'a> {
    fn new(reader: &Reader<'_>, object: &Arc<Object>, pipeline: &'a Pipeline, query: &'a CohortQuery) -> Result<Self> {
        let out_of_range = |at: &'static str| move || Error::BadRequest(Problem::new("out_of_range").at(at));
        if let (Some(from), Some(to)) = (query.from, query.to)
            && from > to
        {
            return Err(out_of_range("to")());
        }
        let from = query.from.map(|day| period::beginning(day, &query.zone)).transpose()?;
        let to = match query.to {
            Some(day) => {
                let next = day.checked_add(1.day()).map_err(|_| out_of_range("to")())?;
                let end = period::beginning(next, &query.zone)?.checked_sub(1.millisecond());
                Some(end.map_err(|_| out_of_range("to")())?)
            }
            None => None,
        };
        let of_kind = |kind: StageKind| pipeline.in_use().filter(move |stage| stage.kind == kind);
        let way = of_kind(StageKind::Open).chain(of_kind(StageKind::Won)).collect();
        let lost = Path::parse("stage.kind", &reader.cat, object).map_err(Error::BadRequest)?;
        Ok(Self { query, way, stage: object.must(STAGE), lost, from, to })
    }

    /// That deals have entered one of these stages, since and until.
    fn entered(&self, stages: &[&Stage], to: Option<Timestamp>) -> Condition {
        let ids: Vec<Uuid> = stages.iter().map(|stage| stage.id).collect();
        let mut value = json!({ "stages": ids.iter().map(Uuid::to_string).collect::<Vec<_>>() });
        for (key, at) in [("from", self.from), ("to", to)] {
            if let Some(at) = at {
                value[key] = at.to_string().into();
            }
        }
        if ids.is_empty() {
            return (Expr::False, filters::term(STAGE, "in", Vec::<String>::new()));
        }
        let test = Test::Stayed {
            end: StayEnd::Entered,
            stages: ids,
            from: self.from.map(Timestamp::as_millisecond),
            to: to.map(Timestamp::as_millisecond),
        };
        (Expr::term(self.stage, test), filters::term(STAGE, "entered", value))
    }

    /// What is counted of the stage at a place of the way.
    fn cohort(&self, at: usize) -> Cohort {
        let (entered, entered_json) = self.entered(&[self.way[at]], self.to);
        // Several stages that win are one end of the way.
        let beyond: Vec<&Stage> = match self.way[at].kind {
            StageKind::Open => self.way[at + 1..].to_vec(),
            _ => Vec::new(),
        };
        let (advanced, advanced_json) = self.entered(&beyond, None);
        let stays = advanced.clone().negate();
        let stays_json = json!({ "not": advanced_json });
        let is_lost = Expr::Term(kith_catalogue::filter::Term {
            path: self.lost.clone(),
            test: Test::Eq { part: Part::Value, cell: Cell::Text(StageKind::Lost.as_str().to_owned()) },
        });
        let lost_json = filters::is("stage.kind", Some(StageKind::Lost.as_str()));
        Cohort {
            advanced: (entered.clone().and(advanced), filters::all([entered_json.clone(), advanced_json])),
            lost: (
                entered.clone().and(stays).and(is_lost),
                filters::all([entered_json.clone(), stays_json.clone(), lost_json.clone()]),
            ),
            waiting: filters::all([entered_json.clone(), stays_json, json!({ "not": lost_json })]),
            entered: (entered, entered_json),
        }
    }

    fn stages(&self, counts: &[[u64; 3]], part: &Json) -> Vec<CohortStage> {
        let stage = |(at, &[entered, advanced, lost]): (usize, &[u64; 3])| {
            let cohort = self.cohort(at);
            let counted = |count, filter: Json| Counted {
                count,
                filter: filters::all([self.query.filter.clone(), part.clone(), filter]),
            };
            let is_open = self.way[at].kind == StageKind::Open;
            CohortStage {
                stage: self.way[at].clone(),
                conversion: is_open.then(|| decimal::ratio(advanced, entered)).flatten(),
                entered: counted(entered, cohort.entered.1),
                advanced: counted(advanced, cohort.advanced.1),
                lost: counted(lost, cohort.lost.1),
                waiting: counted(entered.saturating_sub(advanced + lost), cohort.waiting),
            }
        };
        counts.iter().enumerate().map(stage).collect()
    }
}
