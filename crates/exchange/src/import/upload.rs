//! Taking a file in: it is kept as it came, read to its end with every check, and its rows kept in pieces.

use kith_catalogue::text::fold;
use kith_engine::{Conn, Ctx, Error, Lane, Result, Workspace};
use kith_policy::{Actor, Permission};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::ledger::{self, Part};
use super::{ImportRun, PIECE_ROWS, Shape, Status, find, permit};
use crate::mapping::{Guess, Mapping, USER, guess};
use crate::table::spool::{Row, Rows, Writer};
use crate::table::{ReadOptions, Summary, TableError, load_rows};

/// Bytes in one piece of the file as it came, and about as many in one piece of rows.
const PIECE_BYTES: usize = 1 << 20;

/// A file that has been taken in.
#[derive(Debug, Clone, PartialEq)]
pub struct Uploaded {
    /// The import.
    pub id: Uuid,
    /// What the file was called.
    pub filename: String,
    /// What the file is.
    pub summary: Summary,
    /// What it probably is about.
    pub guess: Guess,
}

impl Uploaded {
    /// The form of the wire.
    pub fn to_json(&self) -> Json {
        let columns: Vec<Json> = self
            .summary
            .columns
            .iter()
            .map(|column| {
                json!({ "name": column.name, "samples": column.profile.samples, "filled": column.profile.filled })
            })
            .collect();
        json!({
            "id": self.id,
            "filename": self.filename,
            "format": self.summary.format,
            "rows": self.summary.rows,
            "ragged": self.summary.ragged,
            "columns": columns,
            "guess": self.guess,
        })
    }
}

/// Takes a file in. `wanted` fixes the object that the guess is made for.
///
/// # Errors
/// [`Error::Forbidden`] without the right to import; [`Error::Invalid`] saying why the file is refused, nothing of which
/// is kept then.
pub fn upload(
    ws: &Workspace,
    ctx: &Ctx,
    filename: &str,
    bytes: &[u8],
    options: &ReadOptions,
    wanted: Option<&str>,
) -> Result<Uploaded> {
    let filename = tidy(filename);
    let name = filename.clone();
    let role = match &ctx.actor {
        Actor::Token { only, .. } => *only,
        _ => None,
    };
    let id = ws.write_blocking(ctx.clone(), Lane::Interactive, move |tx| {
        permit(&tx.access)?;
        let (id, now, by) = (tx.new_id(), tx.ctx.now, tx.ctx.user_id());
        ledger::forget_old(tx.sql(), now)?;
        ledger::insert(tx.sql(), id, &name, now, by, role)?;
        Ok(id)
    })?;
    let taken = keep_file(ws, id, bytes).and_then(|()| take(ws, ctx, id, &filename, bytes, options, wanted));
    match taken {
        Ok(shape) => Ok(Uploaded { id, filename, summary: shape.summary, guess: shape.guess }),
        Err(error) => {
            ws.store().write_blocking(Lane::Bulk, move |conn: &mut Conn| ledger::forget(conn, id))?;
            Err(error)
        }
    }
}

/// A file's name without folders and control characters.
fn tidy(filename: &str) -> String {
    let name = filename.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|c| !c.is_control()).take(200).collect();
    if name.trim().is_empty() { "file".to_owned() } else { name.trim().to_owned() }
}

fn keep_file(ws: &Workspace, id: Uuid, bytes: &[u8]) -> Result<()> {
    for (seq, piece) in bytes.chunks(PIECE_BYTES).enumerate() {
        let piece = piece.to_vec();
        ws.store().write_blocking(Lane::Bulk, move |conn: &mut Conn| {
            ledger::put_part(conn, id, Part::File, seq as i64, piece.clone())
        })?;
    }
    Ok(())
}

/// Reads the file, keeps its rows and notes its shape.
fn take(
    ws: &Workspace,
    ctx: &Ctx,
    id: Uuid,
    filename: &str,
    bytes: &[u8],
    options: &ReadOptions,
    wanted: Option<&str>,
) -> Result<Shape> {
    let catalogue = ws.catalogue();
    if let Some(wanted) = wanted
        && wanted != USER
        && catalogue.object(wanted).is_none()
    {
        return Err(Error::field("object", "unknown_object"));
    }
    let mut options = options.clone();
    options.country.get_or_insert_with(|| catalogue.country.clone());
    let mut pieces = Pieces::new(ws, id, options.limits.unpacked);
    let summary = load_rows(bytes, &options, &mut pieces);
    let summary = match (summary, pieces.failure.take()) {
        (_, Some(failure)) => return Err(failure),
        (Ok(summary), None) => summary,
        (Err(error), None) => return Err(error.into()),
    };
    pieces.flush().map_err(|error| pieces.failure.take().unwrap_or_else(|| error.into()))?;
    let access = kith_policy::Access::of(&ctx.actor, &catalogue);
    let mut guess = guess(&summary, filename, wanted, &catalogue, &|object, ix| access.object(object).may_write(ix));
    if guess.object == USER && wanted.is_none() && !access.may(Permission::ManageUsers) {
        let others = |object: &kith_catalogue::Object, ix| access.object(object).may_write(ix);
        let fallback = catalogue.objects.iter().map(|object| &*object.key);
        let best = fallback.map(|key| crate::mapping::guess(&summary, filename, Some(key), &catalogue, &others));
        guess = best.max_by_key(|guess| guess.confidence.len()).unwrap_or(guess);
    }
    let shape = Shape { summary, guess };
    let kept = shape.clone();
    ws.store().write_blocking(Lane::Bulk, move |conn: &mut Conn| ledger::set_shape(conn, id, &kept))?;
    Ok(shape)
}

/// Reads the file anew where the mapping wants it read in another way than it was.
pub(super) fn ensure_read_as(ws: &Workspace, ctx: &Ctx, run: ImportRun, mapping: &Mapping) -> Result<ImportRun> {
    let Some(shape) = run.shape.as_ref().filter(|_| run.status == Status::Uploaded) else { return Ok(run) };
    let format = &shape.summary.format;
    let same_text = |wanted: &Option<String>, found: &Option<String>| {
        wanted.as_deref().is_none_or(|wanted| found.as_deref().is_some_and(|found| fold(found) == fold(wanted)))
    };
    let same = same_text(&mapping.encoding, &format.encoding)
        && same_text(&mapping.sheet, &format.sheet)
        && mapping.separator.is_none_or(|wanted| format.separator == Some(wanted))
        && mapping.header.is_none_or(|wanted| format.header == wanted);
    if same {
        return Ok(run);
    }
    let id = run.id;
    let options = ReadOptions {
        encoding: mapping.encoding.clone(),
        separator: mapping.separator,
        sheet: mapping.sheet.clone(),
        header: mapping.header,
        ..ReadOptions::default()
    };
    let mut bytes = Vec::new();
    for seq in 0.. {
        let piece = ws
            .store()
            .read_blocking(move |conn: &mut Conn| -> Result<_> { ledger::part(conn, id, Part::File, seq) })?;
        match piece {
            Some(piece) => bytes.extend(piece),
            None => break,
        }
    }
    // What is refused now leaves the rows as they were read before.
    load_rows(&bytes, &options, &mut Nowhere)?;
    ws.store().write_blocking(Lane::Bulk, move |conn: &mut Conn| -> Result<()> {
        ledger::drop_parts(conn, id, Some(Part::Rows))
    })?;
    take(ws, ctx, id, &run.filename, &bytes, &options, Some(&mapping.object))?;
    find(ws, ctx, id)
}

struct Nowhere;

impl Rows for Nowhere {
    fn row(&mut self, _: Row) -> Result<(), TableError> {
        Ok(())
    }
}

/// Gathers rows into pieces and writes each to the database.
struct Pieces<'a> {
    ws: &'a Workspace,
    id: Uuid,
    seq: i64,
    rows: usize,
    left: u64,
    writer: Option<Writer<Vec<u8>>>,
    /// What the store refused; the reader of tables knows no such errors.
    failure: Option<Error>,
}

impl<'a> Pieces<'a> {
    fn new(ws: &'a Workspace, id: Uuid, limit: u64) -> Self {
        Self { ws, id, seq: 0, rows: 0, left: limit, writer: None, failure: None }
    }

    fn flush(&mut self) -> Result<(), TableError> {
        let Some(writer) = self.writer.take() else { return Ok(()) };
        let limit = self.left;
        let piece = writer.finish()?;
        self.left = self.left.checked_sub(piece.len() as u64).ok_or(TableError::UnpacksTooLarge { limit })?;
        let (id, seq) = (self.id, self.seq);
        self.seq += 1;
        self.rows = 0;
        let written = self.ws.store().write_blocking(Lane::Bulk, move |conn: &mut Conn| {
            ledger::put_part(conn, id, Part::Rows, seq, piece.clone())
        });
        written.map_err(|error: Error| {
            let detail = error.to_string();
            self.failure = Some(error);
            TableError::Io { detail }
        })
    }
}

impl Rows for Pieces<'_> {
    fn row(&mut self, row: Row) -> Result<(), TableError> {
        let writer = match &mut self.writer {
            Some(writer) => writer,
            none => none.insert(Writer::new(Vec::new(), self.left)?),
        };
        writer.write(&row)?;
        self.rows += 1;
        if self.rows >= PIECE_ROWS || writer.written() as usize >= PIECE_BYTES {
            self.flush()?;
        }
        Ok(())
    }
}
