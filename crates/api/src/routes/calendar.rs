//! One's tasks in other calendars: an address that cannot be guessed, and what is read at it.

use axum::extract::{Path, State};
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, header};
use jiff::Timestamp;
use kith_catalogue::standard::task;
use kith_crm::calendar;
use kith_engine::wire::Mentions;
use kith_engine::{Conn, Ctx, Origin};
use serde_json::json;

use crate::app::hex;
use crate::asked;
use crate::auth::{address, digest};
use crate::headers::DATA;

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(feed, open_feed, close_feed)).routes(routes!(occurrences))
}

/// Where calendars read; without sign-in.
pub fn public() -> Routes {
    Routes::new().routes(routes!(calendar))
}

/// Whether one's tasks can be read by other calendars.
#[utoipa::path(
    get,
    path = "/calendar/feed",
    tag = "calendar",
    responses((status = OK, description = "Done", body = CalendarFeed))
)]
async fn feed(call: Call) -> Answer {
    let me = call.user_id();
    call.read(move |r| {
        let since = calendar::since(r.conn(), me)?;
        Reply::ok(&CalendarFeed { active: since.is_some(), created_at: since.map(moment) })
    })
    .await
}

/// Make a secret address; one made before stops working. It is shown this once.
#[utoipa::path(
    post,
    path = "/calendar/feed",
    tag = "calendar",
    responses((status = CREATED, description = "Made", body = CalendarAddress))
)]
async fn open_feed(call: Call) -> Answer {
    let base = base(&call);
    call.write(b"", Lane::Interactive, move |tx| {
        let secret = hex(&tx.workspace().randomness().bytes::<32>());
        calendar::open(tx, &digest(&secret))?;
        Reply::created(&CalendarAddress { url: format!("{base}/calendar/{secret}.ics") })
    })
    .await
}

/// Take the address away.
#[utoipa::path(
    delete,
    path = "/calendar/feed",
    tag = "calendar",
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn close_feed(call: Call) -> Answer {
    call.write(b"", Lane::Interactive, |tx| {
        calendar::close(tx)?;
        Ok(Reply::done())
    })
    .await
}

/// When tasks that repeat come again, from now on: each of them is one task, and the ones after it are told from its rule.
#[utoipa::path(
    post,
    path = "/calendar/occurrences",
    tag = "calendar",
    request_body = OccurrencesQuery,
    responses((status = OK, description = "Done", body = Occurrences))
)]
async fn occurrences(call: Call, body: Body<OccurrencesQuery>) -> Answer {
    let asked = body.value;
    call.ask(&body.bytes, move |r| {
        let (from, to) = (moment_in("from", &asked.from)?, moment_in("to", &asked.to)?);
        let Ok(object) = r.object(task::KEY) else { return Err(Error::NotFound) };
        let filter = asked::filter(r, &object, asked.filter.as_ref())?;
        let found = calendar::to_come(r, from, to, filter)?;
        let mut mentions = Mentions::default();
        let tasks = super::today::list(r, &found.tasks, &mut mentions)?;
        let occurrences: Vec<Occurrence> =
            found.occurrences.iter().map(|one| Occurrence { task: one.task, at: one.at.to_string() }).collect();
        let refs = mentions.resolve(r)?;
        Reply::ok(&json!({"occurrences": occurrences, "tasks": tasks, "refs": refs, "more": found.more}))
    })
    .await
}

fn moment_in(field: &str, text: &str) -> kith_engine::Result<Timestamp> {
    text.parse().map_err(|_| Error::field(field, "wrong_format"))
}

/// Somebody's tasks as a calendar.
#[utoipa::path(
    get,
    path = "/calendar/{file}",
    tag = "calendar",
    params(("file" = String, Path, description = "The secret and `.ics`")),
    responses((status = OK, description = "Done", body = String, content_type = "text/calendar"))
)]
async fn calendar(
    State(app): State<AppState>,
    Path(file): Path<String>,
    headers: HeaderMap,
    extensions: Extensions,
) -> Result<Response, Problem> {
    let who = address::bucket(address::client(&extensions, &headers, &app.options));
    if let Some(seconds) = app.feeds.wait(&who, app.ws.clock().now()) {
        return Err(Problem::throttled(seconds));
    }
    let secret = file.strip_suffix(".ics").unwrap_or(&file);
    let (hash, ws) = (digest(secret), app.ws.clone());
    let owner = app
        .ws
        .store()
        .read::<_, Error, _>(move |conn: &mut Conn| match calendar::owner(conn, &hash)? {
            Some(user) => ws.actors().get(conn, user, None),
            None => Ok(None),
        })
        .await?;
    let ctx = Ctx::new(owner.ok_or_else(Problem::not_found)?, Origin::Api, app.ws.clock().now());
    let public = app.options.public_url.clone();
    let text = app.ws.read(ctx, move |r| calendar::write(r, public.as_deref())).await?;
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"kith.ics\""));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    response.extensions_mut().insert(DATA);
    Ok(response)
}

/// The address of the workspace: as the administrator set it, or as the caller reached it.
fn base(call: &Call) -> String {
    if let Some(url) = &call.app.options.public_url {
        return url.trim_end_matches('/').to_owned();
    }
    let host = call.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let scheme = if address::is_secure(&call.headers, &call.app.options) { "https" } else { "http" };
    format!("{scheme}://{host}")
}
