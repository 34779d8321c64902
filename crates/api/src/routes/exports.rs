//! Files taken out.

use axum::body::{Body as Content, Bytes};
use axum::http::{HeaderValue, header};
use futures_util::StreamExt as _;
use kith_engine::{Ctx, Result as Outcome, Workspace};
use kith_exchange::export::{self, CsvExport, ExportQuery};
use tokio::sync::mpsc;

use crate::{asked, lists};

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(export_records))
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
    let format = match params.format.as_deref() {
        None | Some("csv") => Format::Csv,
        Some("xlsx") => Format::Xlsx,
        Some(_) => {
            let allowed = serde_json::json!({"allowed": ["csv", "xlsx"]});
            return Err(Problem::bad_request("unknown_option").field_with("format", "unknown_option", allowed));
        }
    };
    let filter = lists::filter_of_text(params.filter.as_deref())?;
    let language = call.caller.user.language;
    let query = call
        .read(move |r| {
            let object = r.object(&object)?;
            let mut query = ExportQuery::new(&object.key, language);
            query.filter = asked::filter(r, &object, filter.as_ref())?;
            query.sort = asked::sort(r, &object, params.sort.as_deref())?;
            query.fields = match &params.fields {
                Some(keys) => Some(asked::fields(r, &object, keys.split(','))?),
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
