//! Objections in the deals of a pipeline: how often each is met and where, which answers go with deals that are won, and how
//! deals end without it.
//!
//! Deals and marks are counted under the rights of whoever asks, and every figure carries the filter that opens what it
//! was counted from: deals, or the marks themselves.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use kith_catalogue::filter::{Expr, Test};
use kith_catalogue::standard::deal::{self, STAGE};
use kith_catalogue::standard::{answer, objection, objection_met as met};
use kith_catalogue::{Object, Part};
use kith_crm::pipeline::{self, Pipeline, Stage, StageKind};
use kith_engine::query::PartsQuery;
use kith_engine::{Error, Reader, Result};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::funnel::{Asked, FunnelQuery};
use crate::{Counted, decimal, filters};

/// How deals ended.
#[derive(Debug, Clone, PartialEq)]
pub struct Ended {
    /// Under way.
    pub open: Counted,
    /// Won.
    pub won: Counted,
    /// Lost.
    pub lost: Counted,
    /// Won of all that ended, as a decimal; none when nothing has ended.
    pub win_rate: Option<String>,
}

/// An answer to an objection.
#[derive(Debug, Clone, PartialEq)]
pub struct AnswerFigures {
    /// The answer; none where none was given.
    pub id: Option<Uuid>,
    /// What it is called; empty for what the actor may not see.
    pub label: String,
    /// How often it was given: marks.
    pub times: Counted,
    /// How often it helped, as far as somebody has said so: marks.
    pub helped: Counted,
    /// The deals in which it was given.
    pub deals: Ended,
}

/// An objection met in a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct MetInStage {
    /// The stage in which the deals were then.
    pub stage: Uuid,
    /// Those deals.
    pub deals: Counted,
}

/// An objection.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectionFigures {
    /// The objection.
    pub id: Uuid,
    /// What it is called; empty for what the actor may not see.
    pub label: String,
    /// How often it was met: marks.
    pub times: Counted,
    /// The deals in which it was met.
    pub deals: Ended,
    /// The deals in which it was not.
    pub without: Ended,
    /// Its answers, those given most often first.
    pub answers: Vec<AnswerFigures>,
    /// Where it was met, in the order of the stages.
    pub stages: Vec<MetInStage>,
}

/// The objections in the deals of a pipeline.
#[derive(Debug, Clone)]
pub struct Objections {
    /// The pipeline.
    pub pipeline: Pipeline,
    /// Its stages in use, and those in which objections were met.
    pub stages: Vec<Stage>,
    /// All deals.
    pub deals: Ended,
    /// The deals in which some objection was met.
    pub with: Ended,
    /// The deals in which none was.
    pub without: Ended,
    /// Objections, those met most often first.
    pub objections: Vec<ObjectionFigures>,
    /// The zone in which moments became days.
    pub zone: jiff::tz::TimeZone,
}

/// The objections that a query asks for; it is that of a funnel, without a breakdown.
///
/// # Errors
/// [`Error::NotFound`] for an unknown pipeline, and for whoever may not see deals, their stages or objections met;
/// [`Error::BadRequest`] for a period by a field that he may not read.
pub fn objections(reader: &mut Reader<'_>, query: &FunnelQuery) -> Result<Objections> {
    let (object, marks) = (reader.object(deal::KEY)?, reader.object(met::KEY)?);
    let here = reader.access.object(&marks);
    let may = |key: &str| here.may_read(marks.must(key));
    if !reader.access.object(&object).may_read(object.must(STAGE)) || !may(met::DEAL) || !may(met::OBJECTION) {
        return Err(Error::NotFound);
    }
    let (answers, helped, places) = (may(met::ANSWER), may(met::ANSWER) && may(met::WORKED), may(met::STAGE));
    let pipeline = pipeline::named(reader.conn(), deal::KEY, &query.pipeline)?;
    let asked = Asked::new(reader, &object, query, &pipeline)?;
    let all = kinds(&pipeline, asked.by_stage(reader)?.into_iter().map(|(stage, tally)| (stage, tally.count)));
    let counting = Counting { asked: &asked, pipeline: &pipeline, marks: &marks, stage: object.must(STAGE) };
    let some = counting.ask(reader, &[], true, Expr::True)?.remove(&Vec::new()).unwrap_or_default();
    let mut found = counting.ask(reader, &[met::OBJECTION], true, Expr::True)?;
    let mut answered = match answers {
        true => counting.ask(reader, &[met::OBJECTION, met::ANSWER], true, Expr::True)?,
        false => BTreeMap::new(),
    };
    let worked = match helped {
        true => {
            let yes = Test::Eq { part: Part::Value, cell: met::YES.to_owned().into() };
            counting.ask(reader, &[met::OBJECTION, met::ANSWER], false, Expr::term(marks.must(met::WORKED), yes))?
        }
        false => BTreeMap::new(),
    };
    let placed = match places {
        true => counting.ask(reader, &[met::OBJECTION, met::STAGE], false, Expr::True)?,
        false => BTreeMap::new(),
    };
    let second = |rows: &BTreeMap<Vec<Option<Uuid>>, Tally>| -> Vec<Uuid> {
        rows.keys().filter_map(|key| key.get(1).copied().flatten()).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let ids: Vec<Uuid> = found.keys().filter_map(|key| key[0]).collect();
    let labels = labels(reader, objection::KEY, &ids)?;
    let answer_labels = self::labels(reader, answer::KEY, &second(&answered))?;
    let stages: Vec<Stage> = {
        let met_in = second(&placed);
        pipeline.stages.iter().filter(|stage| !stage.archived || met_in.contains(&stage.id)).cloned().collect()
    };
    let mut figures = Vec::with_capacity(ids.len());
    for id in ids {
        let tally = found.remove(&vec![Some(id)]).unwrap_or_default();
        let this = filters::is(met::OBJECTION, Some(&id.to_string()));
        let keys: Vec<_> = answered.keys().filter(|key| key[0] == Some(id)).cloned().collect();
        let mut lines: Vec<AnswerFigures> = keys
            .into_iter()
            .map(|key| {
                let given = answered.remove(&key).unwrap_or_default();
                let which = key[1].map(|id| id.to_string());
                let part = filters::all([this.clone(), filters::is(met::ANSWER, which.as_deref())]);
                let helped = worked.get(&key).map_or(0, |tally| tally.times);
                let yes = filters::all([part.clone(), filters::is(met::WORKED, Some(met::YES))]);
                AnswerFigures {
                    id: key[1],
                    label: key[1].and_then(|id| answer_labels.get(&id).cloned()).unwrap_or_default(),
                    times: counting.marks(given.times, part.clone()),
                    helped: counting.marks(helped, yes),
                    deals: counting.ended(&given.kinds, &linked(&part)),
                }
            })
            .collect();
        lines.sort_by(|a, b| {
            b.times.count.cmp(&a.times.count).then_with(|| (a.id.is_none(), &a.label).cmp(&(b.id.is_none(), &b.label)))
        });
        let in_stages = stages.iter().filter_map(|stage| {
            let deals = placed.get(&vec![Some(id), Some(stage.id)])?.deals;
            let part = filters::all([this.clone(), filters::is(met::STAGE, Some(&stage.id.to_string()))]);
            Some(MetInStage { stage: stage.id, deals: counting.deals(deals, &linked(&part), |_| true) })
        });
        let others = all.iter().map(|(kind, count)| (*kind, count - tally.kinds.get(kind).copied().unwrap_or(0)));
        figures.push(ObjectionFigures {
            id,
            label: labels.get(&id).cloned().unwrap_or_default(),
            times: counting.marks(tally.times, this.clone()),
            deals: counting.ended(&tally.kinds, &linked(&this)),
            without: counting.ended(&others.collect(), &not(linked(&this))),
            answers: lines,
            stages: in_stages.collect(),
        });
    }
    figures.sort_by(|a, b| b.times.count.cmp(&a.times.count).then_with(|| a.label.cmp(&b.label)));
    let any = linked(&json!({}));
    let without = all.iter().map(|(kind, count)| (*kind, count - some.kinds.get(kind).copied().unwrap_or(0))).collect();
    Ok(Objections {
        deals: counting.ended(&all, &Json::Null),
        with: counting.ended(&some.kinds, &any),
        without: counting.ended(&without, &not(any.clone())),
        objections: figures,
        stages,
        zone: query.zone.clone(),
        pipeline: pipeline.clone(),
    })
}

/// The deals that have a mark like this.
fn linked(mark: &Json) -> Json {
    json!({ "linked": { "object": met::KEY, "by": met::DEAL, "filter": mark } })
}

fn not(filter: Json) -> Json {
    json!({ "not": filter })
}

fn labels(reader: &mut Reader<'_>, object: &str, ids: &[Uuid]) -> Result<BTreeMap<Uuid, String>> {
    match reader.labels(object, ids) {
        Err(Error::NotFound) => Ok(BTreeMap::new()),
        found => found,
    }
}

/// Numbers of deals by how they ended.
type Kinds = HashMap<StageKind, u64>;

fn kinds(pipeline: &Pipeline, by_stage: impl Iterator<Item = (Uuid, u64)>) -> Kinds {
    let mut found = Kinds::new();
    for (stage, count) in by_stage {
        if let Some(stage) = pipeline.stage(stage) {
            *found.entry(stage.kind).or_default() += count;
        }
    }
    found
}

#[derive(Debug, Default)]
struct Tally {
    /// Marks.
    times: u64,
    /// Deals.
    deals: u64,
    /// The same by how they ended, where that was asked.
    kinds: Kinds,
}

struct Counting<'a> {
    asked: &'a Asked<'a>,
    pipeline: &'a Pipeline,
    marks: &'a Object,
    stage: usize,
}

impl Counting<'_> {
    /// Marks and deals by fields of the marks, and by how the deals ended.
    fn ask(
        &self,
        reader: &mut Reader<'_>,
        by: &[&str],
        by_end: bool,
        parts: Expr,
    ) -> Result<BTreeMap<Vec<Option<Uuid>>, Tally>> {
        let query = PartsQuery {
            part: self.marks.key.clone(),
            link: self.marks.must(met::DEAL),
            parts,
            records: self.asked.in_stages(STAGE, |_| true).and(self.asked.selection.clone()),
            by_part: by.iter().map(|key| self.marks.must(key)).collect(),
            by_record: if by_end { vec![self.stage] } else { Vec::new() },
        };
        let mut found: BTreeMap<Vec<Option<Uuid>>, Tally> = BTreeMap::new();
        for row in reader.parts(&query)? {
            let (own, stage) = row.keys.split_at(by.len());
            let tally = found.entry(own.to_vec()).or_default();
            tally.times += row.parts;
            // A deal stands in one stage, so that the deals of several add up.
            tally.deals += row.records;
            if let Some(stage) = stage.first().copied().flatten().and_then(|stage| self.pipeline.stage(stage)) {
                *tally.kinds.entry(stage.kind).or_default() += row.records;
            }
        }
        Ok(found)
    }

    /// Marks that are so, in the deals asked for.
    fn marks(&self, count: u64, mark: Json) -> Counted {
        let deals = filters::all([self.asked.base.clone(), self.asked.stages_json(STAGE, |_| true)]);
        let through = json!({ "through": { "field": met::DEAL, "filter": deals } });
        Counted { count, filter: filters::all([mark, through]) }
    }

    fn deals(&self, count: u64, part: &Json, stages: impl Fn(&Stage) -> bool) -> Counted {
        let stages = self.asked.stages_json(STAGE, stages);
        Counted { count, filter: filters::all([self.asked.base.clone(), part.clone(), stages]) }
    }

    fn ended(&self, kinds: &Kinds, part: &Json) -> Ended {
        let of = |kind: StageKind| self.deals(kinds.get(&kind).copied().unwrap_or(0), part, |stage| stage.kind == kind);
        let (open, won, lost) = (of(StageKind::Open), of(StageKind::Won), of(StageKind::Lost));
        let win_rate = decimal::ratio(won.count, won.count + lost.count);
        Ended { open, won, lost, win_rate }
    }
}
