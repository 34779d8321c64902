//! A file coming in.

use std::future::Future;

use axum::extract::multipart::Field;
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::{HeaderMap, StatusCode, header};
use futures_util::StreamExt as _;
use kith_crm::files::{self, Content};
use kith_engine::{Conn, Error, Lane, Workspace};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::app::AppState;
use crate::problem::Problem;

/// Takes in the file of a form, or a raw body called `name`. `begin` makes room for it and answers its id; what does not
/// come to its end is thrown away.
///
/// # Errors
/// What `begin` refuses, what is wrong with the form, 413 for what is too large.
pub async fn receive<F>(
    app: &AppState,
    request: Request,
    name: Option<String>,
    begin: impl FnOnce(String) -> F,
) -> Result<(Uuid, Content), Problem>
where
    F: Future<Output = Result<Uuid, Problem>>,
{
    let is_form = is_form(request.headers())?;
    if !is_form {
        let id = begin(called(name)).await?;
        let taken = Intake::new(&app.ws, id).body(request.into_body()).await;
        return kept(app, id, taken).await;
    }
    let mut form = Multipart::from_request(request, app).await.map_err(|_| Problem::bad_request("bad_form"))?;
    while let Some(part) = form.next_field().await.map_err(|error| unreadable(&error))? {
        if part.name() == Some("file") {
            let id = begin(called(part.file_name().map(unescaped).or(name))).await?;
            let taken = Intake::new(&app.ws, id).part(part).await;
            return kept(app, id, taken).await;
        }
    }
    Err(Problem::invalid().field("file", "required"))
}

/// Whether a form is about to come, or the file itself; refuses what says itself that it is too large.
fn is_form(headers: &HeaderMap) -> Result<bool, Problem> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_form = text(header::CONTENT_TYPE).to_ascii_lowercase().starts_with("multipart/form-data");
    // A form has a little around its file.
    let most = files::LARGEST + if is_form { 64 * 1024 } else { 0 };
    match text(header::CONTENT_LENGTH).parse::<u64>() {
        Ok(said) if said > most => Err(too_large()),
        _ => Ok(is_form),
    }
}

/// A name as a browser writes it into a form, with the quotes that the form cannot hold
/// (<https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data>).
fn unescaped(name: &str) -> String {
    name.replace("%22", "\"")
}

fn called(name: Option<String>) -> String {
    name.unwrap_or_else(|| "file".to_owned())
}

async fn kept(app: &AppState, id: Uuid, taken: Result<Content, Problem>) -> Result<(Uuid, Content), Problem> {
    match taken {
        Ok(content) => Ok((id, content)),
        Err(problem) => {
            discard(app, id).await?;
            Err(problem)
        }
    }
}

/// Throws away a file that was never finished.
///
/// # Errors
/// When the store fails; it is swept away later then.
pub async fn discard(app: &AppState, id: Uuid) -> Result<(), Problem> {
    let gone = app.ws.store().write::<_, Error, _>(Lane::Bulk, move |conn: &mut Conn| files::discard(conn, id));
    Ok(gone.await?)
}

/// What has come of a file so far.
struct Intake {
    ws: Workspace,
    id: Uuid,
    seq: i64,
    size: u64,
    piece: Vec<u8>,
    hash: Sha256,
    content_type: Option<&'static str>,
}

impl Intake {
    fn new(ws: &Workspace, id: Uuid) -> Self {
        let piece = Vec::with_capacity(files::PIECE);
        Self { ws: ws.clone(), id, seq: 0, size: 0, piece, hash: Sha256::new(), content_type: None }
    }

    async fn body(mut self, body: axum::body::Body) -> Result<Content, Problem> {
        let mut chunks = body.into_data_stream();
        while let Some(chunk) = chunks.next().await {
            self.add(&chunk.map_err(|_| Problem::bad_request("unreadable_body"))?).await?;
        }
        self.end().await
    }

    async fn part(mut self, mut part: Field<'_>) -> Result<Content, Problem> {
        while let Some(chunk) = part.chunk().await.map_err(|error| unreadable(&error))? {
            self.add(&chunk).await?;
        }
        self.end().await
    }

    async fn end(mut self) -> Result<Content, Problem> {
        self.put().await?;
        Ok(Content {
            size: self.size,
            content_type: self.content_type.unwrap_or_else(|| files::type_of(b"")).to_owned(),
            hash: self.hash.finalize().to_vec(),
        })
    }

    async fn add(&mut self, mut chunk: &[u8]) -> Result<(), Problem> {
        self.size += chunk.len() as u64;
        if self.size > files::LARGEST {
            return Err(too_large());
        }
        self.hash.update(chunk);
        while !chunk.is_empty() {
            let (now, later) = chunk.split_at(chunk.len().min(files::PIECE - self.piece.len()));
            self.piece.extend_from_slice(now);
            chunk = later;
            if self.piece.len() == files::PIECE {
                self.put().await?;
            }
        }
        Ok(())
    }

    /// Keeps the piece that has come; an empty file has none.
    async fn put(&mut self) -> Result<(), Problem> {
        if self.piece.is_empty() {
            return Ok(());
        }
        self.content_type.get_or_insert_with(|| files::type_of(&self.piece));
        let piece = std::mem::replace(&mut self.piece, Vec::with_capacity(files::PIECE));
        let (id, seq) = (self.id, self.seq);
        self.seq += 1;
        let keep = move |conn: &mut Conn| files::put_piece(conn, id, seq, piece.clone());
        Ok(self.ws.store().write::<_, Error, _>(Lane::Bulk, keep).await?)
    }
}

fn too_large() -> Problem {
    Problem::too_large(true, files::LARGEST)
}

fn unreadable(error: &axum::extract::multipart::MultipartError) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => too_large(),
        _ => Problem::bad_request("bad_form"),
    }
}
