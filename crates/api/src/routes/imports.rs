//! Files brought in.

use axum::body::Bytes;
use axum::extract::{FromRequest as _, Multipart, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use kith_engine::{Ctx, Workspace};
use kith_exchange::import;
use kith_exchange::mapping::Mapping as Plan;
use kith_exchange::table::ReadOptions;
use serde_json::{Value, json};

use crate::extract::RawBody;

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new()
        .routes(routes!(list_imports, upload))
        .routes(routes!(get_import))
        .routes(routes!(preview_import))
        .routes(routes!(run_import))
        .routes(routes!(rejected_rows))
}

/// Imports, newest first.
#[utoipa::path(
    get,
    path = "/imports",
    tag = "exchange",
    responses((status = OK, description = "Done", body = ImportList))
)]
async fn list_imports(call: Call) -> Answer {
    let runs = blocking(&call, import::list).await?;
    let imports: Vec<Value> = runs.iter().map(import::ImportRun::to_json).collect();
    Ok(Reply::ok(&json!({ "imports": imports }))?)
}

/// Send a file: a form with `file`, or the raw content with `?filename=`.
#[utoipa::path(
    post,
    path = "/imports",
    tag = "exchange",
    params(UploadParams),
    request_body(content((FileContent = "application/octet-stream"), (UploadForm = "multipart/form-data"))),
    responses((status = CREATED, description = "Made", body = Upload))
)]
async fn upload(
    State(app): State<AppState>,
    call: Call,
    Params(params): Params<UploadParams>,
    request: Request,
) -> Answer {
    let UploadParams { filename, object, encoding, separator, sheet } = params;
    let options = ReadOptions { encoding, separator, sheet, ..ReadOptions::default() };
    let (filename, bytes) = file(&app, filename, request).await?;
    let content = bytes.clone();
    call.once(&bytes, async {
        let uploaded =
            blocking(&call, move |ws, ctx| import::upload(ws, ctx, &filename, &content, &options, object.as_deref()))
                .await?;
        Ok(Reply::created(&uploaded.to_json())?)
    })
    .await
}

/// How far an import is.
#[utoipa::path(
    get,
    path = "/imports/{id}",
    tag = "exchange",
    params(("id" = Uuid, Path, description = "The import's id")),
    responses((status = OK, description = "Done", body = ImportRun))
)]
async fn get_import(call: Call, Pathed(id): Ident) -> Answer {
    let run = blocking(&call, move |ws, ctx| import::find(ws, ctx, id)).await?;
    Ok(Reply::ok(&run.to_json())?)
}

/// What would become of each row.
#[utoipa::path(
    post,
    path = "/imports/{id}/preview",
    tag = "exchange",
    params(("id" = Uuid, Path, description = "The import's id")),
    request_body = MappingBody,
    responses((status = OK, description = "Done", body = Preview))
)]
async fn preview_import(call: Call, Pathed(id): Ident, body: Body<MappingBody>) -> Answer {
    let plan = plan(body.value)?;
    call.once(&body.bytes, async {
        let preview = blocking(&call, move |ws, ctx| import::preview(ws, ctx, id, &plan)).await?;
        Ok(Reply::ok(&preview)?)
    })
    .await
}

/// Import the file in the background.
#[utoipa::path(
    post,
    path = "/imports/{id}/run",
    tag = "exchange",
    params(("id" = Uuid, Path, description = "The import's id")),
    request_body = MappingBody,
    responses((status = ACCEPTED, description = "Under way", body = ImportRun))
)]
async fn run_import(call: Call, Pathed(id): Ident, body: Body<MappingBody>) -> Answer {
    let plan = plan(body.value)?;
    call.once(&body.bytes, async {
        let run = blocking(&call, move |ws, ctx| import::start(ws, ctx, id, &plan)).await?;
        Ok(Reply { status: StatusCode::ACCEPTED, batch: run.batch, ..Reply::ok(&run.to_json())? })
    })
    .await
}

/// The rows refused, with the reasons, as CSV.
#[utoipa::path(
    get,
    path = "/imports/{id}/rejected",
    tag = "exchange",
    params(("id" = Uuid, Path, description = "The import's id")),
    responses((status = OK, description = "Done", body = String, content_type = "text/csv"))
)]
async fn rejected_rows(call: Call, Pathed(id): Ident) -> Result<Response, Problem> {
    let lang = call.caller.user.language;
    let csv = blocking(&call, move |ws, ctx| import::rejected_csv(ws, ctx, id, lang)).await?;
    let mut response = csv.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"rejected.csv\""));
    Ok(response)
}

/// Reads and writes many rows on a thread that may wait.
async fn blocking<T, F>(call: &Call, f: F) -> Result<T, Problem>
where
    T: Send + 'static,
    F: FnOnce(&Workspace, &Ctx) -> kith_engine::Result<T> + Send + 'static,
{
    let (ws, ctx) = (call.app.ws.clone(), call.ctx());
    Ok(tokio::task::spawn_blocking(move || f(&ws, &ctx)).await.map_err(|e| Problem::internal(&e))??)
}

fn plan(body: MappingBody) -> Result<Plan, Problem> {
    crate::extract::from_value(body.mapping, "mapping")
}

/// The file of a form, or a raw body.
async fn file(app: &AppState, name: Option<String>, request: Request) -> Result<(String, Bytes), Problem> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.to_ascii_lowercase().starts_with("multipart/form-data") {
        let RawBody(bytes) = RawBody::from_request(request, app).await?;
        return Ok((name.unwrap_or_else(|| "upload".to_owned()), bytes));
    }
    let mut form = Multipart::from_request(request, app).await.map_err(|_| Problem::bad_request("bad_form"))?;
    while let Some(part) = form.next_field().await.map_err(|error| unreadable(app, &error))? {
        if part.name() == Some("file") {
            let name = part.file_name().map(str::to_owned).or(name);
            let bytes = part.bytes().await.map_err(|error| unreadable(app, &error))?;
            return Ok((name.unwrap_or_else(|| "upload".to_owned()), bytes));
        }
    }
    Err(Problem::invalid().field("file", "required"))
}

fn unreadable(app: &AppState, error: &axum::extract::multipart::MultipartError) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(true, app.options.max_upload as u64),
        _ => Problem::bad_request("bad_form"),
    }
}
