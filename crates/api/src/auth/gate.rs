//! The gate in front of every route but the few open ones.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::{Caller, cookie, origin, session, token};
use crate::app::AppState;
use crate::problem::Problem;

/// Lets a request through with its [`Caller`], or refuses it before anything of it is read.
pub async fn require(State(app): State<AppState>, mut request: Request, next: Next) -> Response {
    match identify(&app, request.method(), request.headers()).await {
        Ok(caller) => {
            request.extensions_mut().insert(Arc::new(caller));
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

/// Lets a request through, with its [`Caller`] when it has a good one.
pub async fn recognise(State(app): State<AppState>, mut request: Request, next: Next) -> Response {
    if let Ok(caller) = identify(&app, request.method(), request.headers()).await {
        request.extensions_mut().insert(Arc::new(caller));
    }
    next.run(request).await
}

async fn identify(app: &AppState, method: &Method, headers: &HeaderMap) -> Result<Caller, Problem> {
    if headers.contains_key(header::AUTHORIZATION) {
        let secret = bearer(headers).ok_or_else(Problem::not_signed_in)?;
        return token::caller(app, secret).await?.ok_or_else(Problem::not_signed_in);
    }
    let secret = cookie::read(headers).ok_or_else(Problem::not_signed_in)?;
    let caller = session::caller(app, secret).await?.ok_or_else(Problem::not_signed_in)?;
    if !origin::is_safe(method) && !origin::is_own(headers, &app.options, true) {
        return Err(Problem::new(axum::http::StatusCode::FORBIDDEN, "origin"));
    }
    Ok(caller)
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, secret) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let secret = secret.trim();
    let is_ours = scheme.eq_ignore_ascii_case("bearer") && secret.starts_with(token::PREFIX) && secret.len() <= 200;
    is_ours.then_some(secret)
}
