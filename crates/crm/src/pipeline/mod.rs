//! Pipelines and their stages: rows of hand-written tables, which an administrator edits while people work.

pub mod archive;
mod check;
mod check_rules;
mod defaults;
pub mod edit;
pub(crate) mod forget;
mod guess;
pub mod rules;
pub mod stages;
mod teams;

use kith_catalogue::standard::deal;
use kith_engine::{Conn, Error, Result, Row, Sql};
use serde::Serialize;
use uuid::Uuid;

pub use check::TONES;
pub(crate) use defaults::first_pipeline;
pub use guess::{find_or_create_stage, find_stage, guess_kind};
pub use rules::{NextStep, PipelineRules, StageRules};
pub use teams::may_use;

/// What it means for a record to be in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageKind {
    /// Being worked on.
    #[default]
    Open,
    /// Ended with an order.
    Won,
    /// Ended without one.
    Lost,
}

impl StageKind {
    /// The name in the table and on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Open, Self::Won, Self::Lost].into_iter().find(|kind| kind.as_str() == name)
    }

    /// Whether a record there has ended.
    pub const fn is_closed(self) -> bool {
        !matches!(self, Self::Open)
    }

    /// The probability, in percent, that goes without saying; none for open stages.
    pub const fn certain_probability(self) -> Option<i64> {
        match self {
            Self::Open => None,
            Self::Won => Some(100),
            Self::Lost => Some(0),
        }
    }
}

/// A stage of a pipeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stage {
    /// Its identity.
    pub id: Uuid,
    /// The pipeline it belongs to.
    #[serde(skip)]
    pub pipeline: Uuid,
    /// What people call it.
    pub name: String,
    /// What it means.
    pub kind: StageKind,
    /// How likely a record there is to be won, in percent.
    pub probability: i64,
    /// Its colour.
    pub tone: String,
    /// What it is called across pipelines, so that figures of several can be compared.
    pub status: String,
    /// What it asks of the records that enter.
    pub rules: StageRules,
    /// Its place, from 0.
    pub position: i64,
    /// Out of use; what ended there long ago keeps its name.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
}

/// A pipeline with its stages in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pipeline {
    /// Its identity.
    pub id: Uuid,
    /// A stable key for programs.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// The object whose records pass through it.
    pub object: String,
    /// Whether records that name no pipeline go here.
    pub is_default: bool,
    /// What it asks of its records.
    pub rules: PipelineRules,
    /// Its place among the pipelines, from 0.
    pub position: i64,
    /// Out of use.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
    /// Its stages in order, archived ones last.
    pub stages: Vec<Stage>,
}

impl Pipeline {
    /// The first stage that new records enter.
    pub fn first_open(&self) -> Option<&Stage> {
        self.in_use().find(|stage| stage.kind == StageKind::Open)
    }

    /// The first stage of that kind.
    pub fn first_of(&self, kind: StageKind) -> Option<&Stage> {
        self.in_use().find(|stage| stage.kind == kind)
    }

    /// The stages that are not archived, in order.
    pub fn in_use(&self) -> impl Iterator<Item = &Stage> {
        self.stages.iter().filter(|stage| !stage.archived)
    }

    /// The stage of that id.
    pub fn stage(&self, id: Uuid) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }
}

/// Pipelines with their stages, one row a stage.
const COLUMNS: &str = "SELECT p.id, p.key, p.name, p.object, p.is_default, p.position, p.archived, \
     s.id, s.name, s.kind, s.probability, s.tone, s.position, s.archived, p.rules, s.rules, s.status \
     FROM pipeline p LEFT JOIN stage s ON s.pipeline = p.id";
const ORDER: &str = " ORDER BY p.archived, p.object, p.position, p.id, s.archived, s.position, s.id";

fn read(conn: &mut Conn, condition: Sql) -> Result<Vec<Pipeline>> {
    let mut sql = Sql::new(COLUMNS);
    sql.append(&condition).add(ORDER);
    let mut pipelines: Vec<Pipeline> = Vec::new();
    for row in conn.query(&sql)? {
        let id = row.uuid(0)?;
        if pipelines.last().is_none_or(|last| last.id != id) {
            pipelines.push(pipeline_of(&row)?);
        }
        if let (Some(stage), Some(last)) = (row.opt_uuid(7)?, pipelines.last_mut()) {
            last.stages.push(stage_of(stage, id, &row)?);
        }
    }
    Ok(pipelines)
}

fn pipeline_of(row: &Row) -> Result<Pipeline> {
    Ok(Pipeline {
        id: row.uuid(0)?,
        key: row.opt_text(1)?.unwrap_or_default().to_owned(),
        name: row.text(2)?.to_owned(),
        object: row.text(3)?.to_owned(),
        is_default: row.bool(4)?,
        position: row.int(5)?,
        archived: row.bool(6)?,
        rules: rules::read(row.opt_text(14)?)?,
        stages: Vec::new(),
    })
}

fn stage_of(id: Uuid, pipeline: Uuid, row: &Row) -> Result<Stage> {
    let kind = row.text(9)?;
    let kind = StageKind::parse(kind).ok_or_else(|| Error::internal(format!("stage of kind {kind}")))?;
    let probability = row.int(10)?;
    Ok(Stage {
        id,
        pipeline,
        name: row.text(8)?.to_owned(),
        kind,
        probability,
        tone: row.opt_text(11)?.unwrap_or("gray").to_owned(),
        position: row.int(12)?,
        archived: row.bool(13)?,
        rules: rules::read(row.opt_text(15)?)?,
        status: row.opt_text(16)?.unwrap_or_else(|| rules::usual_status(kind, probability)).to_owned(),
    })
}

fn one(conn: &mut Conn, condition: Sql) -> Result<Pipeline> {
    read(conn, condition)?.pop().ok_or(Error::NotFound)
}

/// All pipelines with all their stages, those of deals first, each in their order.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn) -> Result<Vec<Pipeline>> {
    read(conn, Sql::default())
}

/// The pipelines of an object with all their stages, in order.
///
/// # Errors
/// When the store fails.
pub fn list_of(conn: &mut Conn, object: &str) -> Result<Vec<Pipeline>> {
    read(conn, Sql::new(" WHERE p.object = ").bind(object))
}

/// A pipeline with its stages.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, id: Uuid) -> Result<Pipeline> {
    one(conn, Sql::new(" WHERE p.id = ").bind(id))
}

/// The pipeline that a stage belongs to.
///
/// # Errors
/// [`Error::NotFound`] when there is no such stage.
pub fn of_stage(conn: &mut Conn, stage: Uuid) -> Result<Pipeline> {
    one(conn, Sql::new(" WHERE p.id = (SELECT pipeline FROM stage WHERE id = ").bind(stage).push(")"))
}

/// The pipeline that records of an object go to when none is named.
///
/// # Errors
/// [`Error::NotFound`] when there is none in use.
pub fn default_for(conn: &mut Conn, object: &str) -> Result<Pipeline> {
    let condition = Sql::new(" WHERE p.id = (SELECT id FROM pipeline WHERE archived = 0 AND object = ")
        .bind(object)
        .push(" ORDER BY is_default DESC, position, id LIMIT 1)");
    one(conn, condition)
}

/// A pipeline of an object named as the API names it: by id, or `default`.
///
/// # Errors
/// [`Error::NotFound`].
pub fn named(conn: &mut Conn, object: &str, name: &str) -> Result<Pipeline> {
    asked(conn, Some(object), name)
}

/// The same of whatever object; `default` without one is that for deals.
///
/// # Errors
/// [`Error::NotFound`].
pub fn asked(conn: &mut Conn, object: Option<&str>, name: &str) -> Result<Pipeline> {
    if name == "default" {
        return default_for(conn, object.unwrap_or(deal::KEY));
    }
    let pipeline = find(conn, Uuid::parse_str(name).map_err(|_| Error::NotFound)?)?;
    if object.is_none_or(|object| pipeline.object == object) { Ok(pipeline) } else { Err(Error::NotFound) }
}

/// A stage.
///
/// # Errors
/// [`Error::NotFound`].
pub fn stage(conn: &mut Conn, id: Uuid) -> Result<Stage> {
    of_stage(conn, id)?.stages.into_iter().find(|stage| stage.id == id).ok_or(Error::NotFound)
}
