//! Files on records.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::Body as Content;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use kith_crm::files::{self, File, Preview};

use crate::app::hex;
use crate::headers::OwnPolicy;
use crate::transfer::{self, AsItIs, disposition};

use super::prelude::*;

/// A picture larger than this, in bytes, gets no thumbnail.
const LARGEST_PICTURE: i64 = 25 * 1024 * 1024;
/// A document shown in place may be framed by the UI; nothing in it reaches anything. A sandbox would keep browsers from
/// showing it at all.
const DOCUMENT_POLICY: OwnPolicy =
    OwnPolicy("default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'");

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(list_files)).routes(routes!(get_file, rename_file, remove_file))
}

/// Those through which content goes.
pub fn transfers() -> Routes {
    Routes::new().routes(routes!(add_file)).routes(routes!(file_content)).routes(routes!(file_thumbnail))
}

/// The files of a record.
#[utoipa::path(
    get,
    path = "/records/{object}/{id}/files",
    tag = "files",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ("id" = Uuid, Path, description = "The record's id")),
    responses((status = OK, description = "Done", body = FileAnswer))
)]
async fn list_files(call: Call, Pathed((object, id)): Pathed<(String, Uuid)>) -> Answer {
    call.read(move |r| {
        let found = files::list(r, &object, id)?;
        Reply::ok(&FileAnswer { files: found.into_iter().map(FileInfo::from).collect() })
    })
    .await
}

/// Add a file: a form with `file`, or the raw content with `?filename=`. At most 50 MiB.
#[utoipa::path(
    post,
    path = "/records/{object}/{id}/files",
    tag = "files",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ("id" = Uuid, Path, description = "The record's id"), FileParams),
    request_body(content((FileContent = "application/octet-stream"), (UploadForm = "multipart/form-data"))),
    responses((status = CREATED, description = "Made", body = FileInfo))
)]
async fn add_file(
    State(app): State<AppState>,
    call: Call,
    Pathed((object, record)): Pathed<(String, Uuid)>,
    Params(params): Params<FileParams>,
    request: Request,
) -> Answer {
    let begin = |name: String| {
        let call = call.clone();
        async move {
            let made = call.unrepeated(Lane::Interactive, move |tx| files::begin(tx, &object, record, &name));
            made.await
        }
    };
    let (id, content) = transfer::receive(&app, request, params.filename, begin).await?;
    let is_new = Arc::new(AtomicBool::new(false));
    let (mark, body) = (Arc::clone(&is_new), content.hash.clone());
    let reply = call
        .write(&body, Lane::Interactive, move |tx| {
            let (file, event) = files::finish(tx, id, &content)?;
            mark.store(true, Ordering::Relaxed);
            Ok(Reply { event: Some(event), ..Reply::created(&FileInfo::from(file))? })
        })
        .await;
    // Refused, or answered from the first of several: what has come now is not wanted.
    if reply.is_err() || !is_new.load(Ordering::Relaxed) {
        transfer::discard(&app, id).await?;
    }
    reply
}

/// What a file is.
#[utoipa::path(
    get,
    path = "/files/{id}",
    tag = "files",
    params(("id" = Uuid, Path, description = "The file's id")),
    responses((status = OK, description = "Done", body = FileInfo))
)]
async fn get_file(call: Call, Pathed(id): Ident) -> Answer {
    call.read(move |r| Reply::ok(&FileInfo::from(files::find(r, id)?))).await
}

/// Give a file another name.
#[utoipa::path(
    patch,
    path = "/files/{id}",
    tag = "files",
    params(("id" = Uuid, Path, description = "The file's id")),
    request_body = FileName,
    responses((status = OK, description = "Done", body = FileInfo))
)]
async fn rename_file(call: Call, Pathed(id): Ident, body: Body<FileName>) -> Answer {
    let name = body.value.name;
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let (file, event) = files::rename(tx, id, &name)?;
        Ok(Reply { event, ..Reply::ok(&FileInfo::from(file))? })
    })
    .await
}

/// Remove a file: it can be brought back for thirty days.
#[utoipa::path(
    delete,
    path = "/files/{id}",
    tag = "files",
    params(("id" = Uuid, Path, description = "The file's id")),
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn remove_file(call: Call, Pathed(id): Ident) -> Answer {
    call.write(b"", Lane::Interactive, move |tx| {
        let event = files::remove(tx, id)?;
        Ok(Reply { event: Some(event), ..Reply::done() })
    })
    .await
}

/// The content of a file: to be saved, or with `inline=true` to be shown where it has a preview.
#[utoipa::path(
    get,
    path = "/files/{id}/content",
    tag = "files",
    params(("id" = Uuid, Path, description = "The file's id"), ContentParams),
    responses((status = OK, description = "Done", body = FileContent, content_type = "application/octet-stream"))
)]
async fn file_content(
    call: Call,
    Pathed(id): Ident,
    Params(params): Params<ContentParams>,
) -> Result<Response, Problem> {
    let file = call.read(move |r| files::find(r, id)).await?;
    let shown = file.preview().filter(|_| params.inline == Some(true));
    let tag = format!("\"{}\"", hex(&file.hash));
    let mut response = if is_known(&call, &tag) {
        unchanged()
    } else {
        let mut response = Response::new(transfer::stream(&call.app.ws, &file));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(file.size));
        // What is not known to be harmless is called nothing but bytes.
        let plain = || HeaderValue::from_static("application/octet-stream");
        let content_type = file.preview().and_then(|_| HeaderValue::from_str(&file.content_type).ok());
        headers.insert(header::CONTENT_TYPE, content_type.unwrap_or_else(plain));
        let how = if shown.is_some() { "inline" } else { "attachment" };
        headers.insert(header::CONTENT_DISPOSITION, disposition(how, &file.name));
        response.extensions_mut().insert(AsItIs);
        response
    };
    if shown == Some(Preview::Pdf) {
        response.extensions_mut().insert(DOCUMENT_POLICY);
    }
    Ok(fresh(response, &tag))
}

/// A small picture of a picture: PNG, at most 320 pixels.
#[utoipa::path(
    get,
    path = "/files/{id}/thumbnail",
    tag = "files",
    params(("id" = Uuid, Path, description = "The file's id")),
    responses((status = OK, description = "Done", body = FileContent, content_type = "image/png"))
)]
async fn file_thumbnail(call: Call, Pathed(id): Ident) -> Result<Response, Problem> {
    let file = call.read(move |r| files::find(r, id)).await?;
    if file.preview() != Some(Preview::Image) || file.size > LARGEST_PICTURE {
        return Err(Problem::not_found());
    }
    let tag = format!("\"{}-small\"", hex(&file.hash));
    if is_known(&call, &tag) {
        return Ok(fresh(unchanged(), &tag));
    }
    // Pictures unpack to many times their size: one at a time.
    let room = call.app.pictures.acquire().await.map_err(|error| Problem::internal(&error))?;
    let content = transfer::whole(&call.app.ws, &file).await?;
    let made = tokio::task::spawn_blocking(move || files::thumbnail(&content)).await;
    drop(room);
    let small = match made.map_err(|error| Problem::internal(&error))? {
        Ok(small) => small,
        Err(Error::Refused { .. }) => return Err(Problem::not_found()),
        Err(error) => return Err(error.into()),
    };
    let mut response = Response::new(Content::from(small));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    Ok(fresh(response, &tag))
}

fn is_known(call: &Call, tag: &str) -> bool {
    let known = call.headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    known.is_some_and(|known| known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag))
}

fn unchanged() -> Response {
    StatusCode::NOT_MODIFIED.into_response()
}

/// A browser may keep it, and asks each time whether it still may show it.
fn fresh(mut response: Response, tag: &str) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}

impl From<File> for FileInfo {
    fn from(file: File) -> Self {
        Self {
            preview: file.preview().map(|preview| match preview {
                Preview::Image => FilePreview::Image,
                Preview::Pdf => FilePreview::Pdf,
            }),
            id: file.id,
            name: file.name,
            size: file.size,
            content_type: file.content_type,
            at: moment(file.created_at),
            by: file.created_by,
            record: FileRecord { object: file.object, id: file.record },
        }
    }
}
