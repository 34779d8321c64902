//! The description of this interface.

use std::sync::LazyLock;

use axum::http::{HeaderValue, header};
use serde_json::Value;

use super::catalogue::visible_objects;
use crate::call::MaybeCall;
use crate::headers::OwnPolicy;
use crate::openapi::{self, page, workspace};

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(openapi_json))
}

/// This document, with the workspace's own objects and fields as far as the caller may see.
#[utoipa::path(
    get,
    path = "/openapi.json",
    tag = "service",
    responses((status = OK, description = "Done", body = serde_json::Value))
)]
async fn openapi_json(MaybeCall(call): MaybeCall) -> Answer {
    match &call {
        Some(call) => Ok(Reply::ok(&describe(call).await?)?),
        None => Ok(Reply::ok(&*FIXED)?),
    }
}

/// The fixed part, made once.
static FIXED: LazyLock<Value> = LazyLock::new(|| serde_json::to_value(openapi::fixed()).unwrap_or_default());

async fn describe(call: &Call) -> Result<Value, Problem> {
    let lang = call.caller.user.language;
    call.read(move |r| {
        let mut document = FIXED.clone();
        workspace::extend(&mut document, &visible_objects(r), &r.access, lang);
        Ok(document)
    })
    .await
}

/// The description for people: the fixed part for everybody, the workspace's own for those who are signed in.
pub async fn docs(MaybeCall(call): MaybeCall) -> Result<Response, Problem> {
    let document = match &call {
        Some(call) => describe(call).await?,
        None => FIXED.clone(),
    };
    let mut response = page::page(&document).into_response();
    response.extensions_mut().insert(OwnPolicy(page::POLICY));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
