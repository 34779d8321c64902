//! Files taken out.

use axum::body::{Body as Content, Bytes};
use axum::http::{HeaderValue, header};
use futures_util::StreamExt as _;
use kith_catalogue::Expr;
use kith_engine::{Ctx, Result as Outcome, Workspace};
use kith_exchange::export::{self, CsvExport, ExportQuery};
use serde_json::Value;
use tokio::sync::mpsc;

use crate::{asked, lists};

use super::prelude::*;

/// Records that may be picked one by one.
const MOST_PICKED: usize = 20_000;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(export_records, export_picked))
}

/// Take records out as CSV or XLSX.
#[utoipa::path(
    get,
    path = "/records/{object}/export",
    tag = "exchange",
    params(("object" = String, Path, description = "The object's key, for example `deal`"), ExportParams),
    responses((status = OK, description = "Done", content((FileContent = "text/csv"), (FileContent = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))))
)]
async fn export_records(
    call: Call,
    Pathed(object): Pathed<String>,
    Params(params): Params<ExportParams>,
) -> Result<Response, Problem> {
    let fields = params.fields.map(|fields| fields.split(',').map(str::to_owned).collect());
    let filter = lists::filter_of_text(params.filter.as_deref())?;
    let wanted = Wanted { format: params.format, filter, ids: None, fields, sort: params.sort };
    deliver(&call, object, wanted).await
}

/// Take records out as CSV or XLSX, asked for in a body: as many picked one by one as one likes.
#[utoipa::path(
    post,
    path = "/records/{object}/export",
    tag = "exchange",
    params(("object" = String, Path, description = "The object's key, for example `deal`")),
    request_body = ExportBody,
    responses((status = OK, description = "Done", content((FileContent = "text/csv"), (FileContent = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))))
)]
async fn export_picked(
    call: Call,
    Pathed(object): Pathed<String>,
    body: Body<ExportBody>,
) -> Result<Response, Problem> {
    let ExportBody { format, filter, ids, fields, sort } = body.value;
    if filter.is_some() && ids.is_some() {
        return Err(Problem::invalid().field("ids", "ids_or_filter"));
    }
    if ids.as_ref().is_some_and(|ids| ids.len() > MOST_PICKED) {
        let most = serde_json::json!({"max": MOST_PICKED});
        return Err(Problem::invalid().field_with("ids", "too_many", most));
    }
    let sort = sort.map(|sort| sort.text());
    deliver(&call, object, Wanted { format, filter, ids, fields, sort }).await
}

/// What is to be taken out.
struct Wanted {
    format: Option<String>,
    filter: Option<Value>,
    ids: Option<Vec<Uuid>>,
    fields: Option<Vec<String>>,
    sort: Option<String>,
}

async fn deliver(call: &Call, object: String, wanted: Wanted) -> Result<Response, Problem> {
    let format = match wanted.format.as_deref() {
        None | Some("csv") => Format::Csv,
        Some("xlsx") => Format::Xlsx,
        Some(_) => {
            let allowed = serde_json::json!({"allowed": ["csv", "xlsx"]});
            return Err(Problem::bad_request("unknown_option").field_with("format", "unknown_option", allowed));
        }
    };
    let language = call.caller.user.language;
    let query = call
        .read(move |r| {
            let object = r.object(&object)?;
            let mut query = ExportQuery::new(&object.key, language);
            query.filter = match &wanted.ids {
                Some(ids) => Expr::Id(ids.clone()),
                None => asked::filter(r, &object, wanted.filter.as_ref())?,
            };
            query.sort = asked::sort(r, &object, wanted.sort.as_deref())?;
            query.fields = match &wanted.fields {
                Some(keys) => Some(asked::paths(r, &object, keys.iter().map(String::as_str))?),
                None => None,
            };
            Ok(query)
        })
        .await?;
    let (ws, ctx) = (call.app.ws.clone(), call.ctx());
    let name = query.object.clone();
    let content = match format {
        Format::Csv => csv(ws, ctx, query).await?,
        Format::Xlsx => {
            let made = tokio::task::spawn_blocking(move || export::xlsx(&ws, &ctx, &query)).await;
            Content::from(made.map_err(|e| Problem::internal(&e))??.0)
        }
    };
    let mut response = Response::new(content);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.content_type()));
    let disposition = format!("attachment; filename=\"{name}.{}\"", format.ending());
    if let Ok(disposition) = HeaderValue::from_str(&disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    Ok(response)
}

#[derive(Clone, Copy)]
enum Format {
    Csv,
    Xlsx,
}

impl Format {
    fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// A file that is written as fast as it is taken in. Its first piece is there before the answer begins, so that a refusal
/// is still an answer; a failure later breaks the connection off.
async fn csv(ws: Workspace, ctx: Ctx, query: ExportQuery) -> Result<Content, Problem> {
    let (send, mut pieces) = mpsc::channel::<Outcome<Vec<u8>>>(2);
    tokio::task::spawn_blocking(move || {
        let mut file = match CsvExport::new(&ws, &ctx, &query) {
            Ok(file) => file,
            Err(error) => {
                let _ = send.blocking_send(Err(error));
                return;
            }
        };
        // Nobody listening any more means that the download was given up.
        while let Some(piece) = file.next_piece().transpose() {
            let failed = piece.is_err();
            if send.blocking_send(piece).is_err() || failed {
                return;
            }
        }
    });
    let first = match pieces.recv().await {
        Some(piece) => piece?,
        None => Vec::new(),
    };
    let rest = futures_util::stream::unfold(pieces, |mut pieces| async move {
        let piece = pieces.recv().await?;
        Some((piece.map(Bytes::from).map_err(std::io::Error::other), pieces))
    });
    let first = futures_util::stream::iter([Ok::<_, std::io::Error>(Bytes::from(first))]);
    // Whoever compresses the answer asks again after the end.
    Ok(Content::from_stream(first.chain(rest).fuse()))
}
