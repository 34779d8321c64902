//! Imports: an uploaded file, a mapping, a preview, a run.
//!
//! A run is a job in pieces. Each piece is one transaction: its rows become records, rejected rows are noted, and the
//! cursor moves over the piece, all or nothing; a run that was cut off goes on at its cursor, on whatever node. All
//! changes of a run are one batch and are taken back as one.

mod decide;
mod identity;
mod job;
mod later;
mod ledger;
mod make;
mod merge;
mod names;
mod near;
mod people;
mod preview;
mod rejects;
mod session;
mod stages;
mod trial;
mod upload;
mod words;
mod write;

pub use job::ImportJob;
pub use near::Suggestion;
pub use preview::{Preview, PreviewRow, Unmatched, preview};
pub use rejects::{first_rejected, rejected_csv, write_rejected};
pub use trial::{Share, Tried, Violation};
pub use upload::{Uploaded, upload};
pub use words::reason;

use std::collections::BTreeMap;

use jiff::Timestamp;
use kith_catalogue::{Kind, Problem};
use kith_engine::{Ctx, Error, Lane, Result, Workspace};
use kith_policy::Permission;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::mapping::{Guess, Mapping, USER};
use crate::table::{Summary, TableError};

/// Rows in one piece: so many at most stand between a person at work and the writer.
pub(crate) const PIECE_ROWS: usize = 1_000;

/// How far a run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The file is on its way.
    Uploading,
    /// The file has been read and waits for a mapping.
    Uploaded,
    /// Rows become records.
    Running,
    /// All rows have been dealt with.
    Done,
    /// The run stopped; see its error.
    Failed,
}

impl Status {
    const ALL: [Self; 5] = [Self::Uploading, Self::Uploaded, Self::Running, Self::Done, Self::Failed];

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Uploading => "uploading",
            Self::Uploaded => "uploaded",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == name)
    }
}

/// What became of the rows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Rows that made a record.
    pub created: u64,
    /// Rows that changed a record.
    pub updated: u64,
    /// Rows that said nothing new.
    pub unchanged: u64,
    /// Rows about records that exist and were to be left alone.
    pub skipped: u64,
    /// Rows that could not be taken.
    pub rejected: u64,
    /// Rows that were taken, but for a link to a row that was not.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub incomplete: u64,
    /// What else was made because rows named it, by object.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub also: BTreeMap<String, u64>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

impl Counts {
    /// Rows dealt with.
    pub fn rows(&self) -> u64 {
        self.created + self.updated + self.unchanged + self.skipped + self.rejected
    }
}

/// What is known of an uploaded file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Shape {
    pub(crate) summary: Summary,
    pub(crate) guess: Guess,
}

/// An import, from upload to end.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportRun {
    /// Its identity.
    pub id: Uuid,
    /// The object that it is about.
    pub object: Option<String>,
    /// What the file was called.
    pub filename: String,
    /// How far it has come.
    pub status: Status,
    pub(crate) shape: Option<Shape>,
    /// The mapping it runs with.
    pub mapping: Option<Mapping>,
    /// Rows in the file.
    pub total: u64,
    /// Rows dealt with.
    pub done: u64,
    pub(crate) piece: i64,
    /// What became of them.
    pub counts: Counts,
    /// The batch under which it is taken back; none when nothing can be.
    pub batch: Option<Uuid>,
    /// Why it failed: `{"code", "problems"}`.
    pub error: Option<Json>,
    /// When the file came.
    pub created_at: Timestamp,
    /// Whose import it is.
    pub created_by: Option<Uuid>,
    pub(crate) role: Option<Uuid>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
}

impl ImportRun {
    /// The form of the wire.
    pub fn to_json(&self) -> Json {
        let mut json = json!({
            "id": self.id,
            "object": self.object,
            "filename": self.filename,
            "status": self.status,
            "total": self.total,
            "done": self.done,
            "counts": self.counts,
            "batch": self.batch,
            "created_at": self.created_at.to_string(),
            "created_by": self.created_by,
            "finished_at": self.finished_at.map(|at| at.to_string()),
        });
        if let Some(error) = &self.error {
            json["error"] = error.clone();
        }
        if let Some(mapping) = &self.mapping {
            json["mapping"] = serde_json::to_value(mapping).unwrap_or_default();
        }
        json
    }
}

impl From<TableError> for Error {
    fn from(error: TableError) -> Self {
        let mut problem = Problem::new(error.code()).at("file").with("words", error.to_string());
        for (key, value) in error.params() {
            problem = problem.with(&key, value);
        }
        Self::Invalid(vec![problem])
    }
}

fn permit(access: &kith_policy::Access) -> Result<()> {
    if access.may(Permission::Import) { Ok(()) } else { Err(Error::forbidden("import")) }
}

/// One import, for whoever started it and for administrators.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`] without the right to import.
pub fn find(ws: &Workspace, ctx: &Ctx, id: Uuid) -> Result<ImportRun> {
    ws.read_blocking(ctx.clone(), move |reader| {
        permit(&reader.access)?;
        let run = ledger::find(reader.conn(), id)?.ok_or(Error::NotFound)?;
        let own = run.created_by == reader.ctx.user_id();
        if own || reader.access.is_admin() { Ok(run) } else { Err(Error::NotFound) }
    })
}

/// The newest imports: one's own, an administrator sees everybody's.
///
/// # Errors
/// [`Error::Forbidden`] without the right to import.
pub fn list(ws: &Workspace, ctx: &Ctx) -> Result<Vec<ImportRun>> {
    ws.read_blocking(ctx.clone(), move |reader| {
        permit(&reader.access)?;
        let by = if reader.access.is_admin() { None } else { reader.ctx.user_id() };
        ledger::list(reader.conn(), by)
    })
}

/// Starts a run; a worker carries it out.
///
/// # Errors
/// [`Error::Invalid`] for a mapping that does not hold, [`Error::Refused`] with `already_started`, and as [`find`].
pub fn start(ws: &Workspace, ctx: &Ctx, id: Uuid, mapping: &Mapping) -> Result<ImportRun> {
    let run = upload::ensure_read_as(ws, ctx, find(ws, ctx, id)?, mapping)?;
    if run.status != Status::Uploaded {
        return Err(Error::refused("already_started"));
    }
    session::check(ws, ctx, &run, mapping)?;
    let mapping = mapping.clone();
    ws.write_blocking(ctx.clone(), Lane::Interactive, move |tx| {
        permit(&tx.access)?;
        // What is done to people, teams and stages is not taken back with a batch.
        let batch = (mapping.object != USER).then(|| tx.new_id());
        let now = tx.ctx.now;
        if !ledger::begin(tx.sql(), id, &mapping, batch, now)? {
            return Err(Error::refused("already_started"));
        }
        job::enqueue(tx, id)
    })?;
    find(ws, ctx, id)
}

/// Forgets an upload, or what is left of an import that is not running. What it has made stays.
///
/// # Errors
/// [`Error::Refused`] with `running`, and as [`find`].
pub fn discard(ws: &Workspace, ctx: &Ctx, id: Uuid) -> Result<()> {
    if find(ws, ctx, id)?.status == Status::Running {
        return Err(Error::refused("running"));
    }
    ws.store().write_blocking(Lane::Bulk, move |conn: &mut kith_engine::Conn| ledger::forget(conn, id))
}

/// Whether a mapping has columns that name other records, people or stages.
pub fn names_others(ws: &Workspace, mapping: &Mapping) -> bool {
    let catalogue = ws.catalogue();
    let Some(object) = catalogue.object(&mapping.object) else { return false };
    mapping.columns.values().flatten().any(|target| {
        let field = object.get(target.split().0);
        field.is_some_and(|field| {
            matches!(field.kind, Kind::Link { .. } | Kind::User | Kind::Users | Kind::Pipeline | Kind::Stage)
        })
    })
}
