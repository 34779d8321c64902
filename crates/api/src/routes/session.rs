//! Signing in and out, oneself.

use axum::extract::State;
use axum::http::{Extensions, HeaderMap, HeaderValue, StatusCode, header};
use kith_engine::people::users::{self, PersonChange};
use kith_engine::{Reader, Sql};
use kith_policy::{Access, Permission};

use super::setup::agent;
use crate::auth::throttle::{Attempt, PAUSE, Standing};
use crate::auth::{address, cookie, origin, password, session};

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(who_am_i, update_me, sign_out)).routes(routes!(change_password))
}

/// The route that signs in.
pub fn open_routes() -> Routes {
    Routes::new().routes(routes!(sign_in))
}

/// Sign in; sets the cookie `kith_session`.
#[utoipa::path(
    post,
    path = "/session",
    tag = "sign-in",
    request_body = SignIn,
    responses((status = OK, description = "Done", body = Session))
)]
async fn sign_in(
    State(app): State<AppState>,
    extensions: Extensions,
    headers: HeaderMap,
    body: Body<SignIn>,
) -> Result<Response, Problem> {
    if !origin::is_own(&headers, &app.options, false) {
        return Err(Problem::new(StatusCode::FORBIDDEN, "origin"));
    }
    let SignIn { email, password, code: _ } = body.value;
    if password.chars().count() > password::MAX || email.len() > 1_000 {
        return Err(wrong());
    }
    let attempt = Attempt {
        account: email.trim().to_lowercase(),
        address: address::bucket(address::client(&extensions, &headers, &app.options)),
    };
    let (user, hash) = check(&app, &attempt, password).await?;
    let agent = agent(&headers);
    let ctx = app.ws.system_ctx();
    let secret = app
        .ws
        .write(ctx, Lane::Interactive, move |tx| {
            // The account may have been closed, or its password changed, while the hash was computed.
            let still = tx.sql().one(
                &Sql::new("SELECT 1 FROM user_account WHERE active = 1 AND id = ")
                    .bind(user)
                    .push(" AND password_hash = ")
                    .bind(&hash),
            )?;
            if still.is_none() {
                return Ok(None);
            }
            attempt.succeeded(tx)?;
            session::open(tx, user, &attempt.address, &agent).map(Some)
        })
        .await?
        .ok_or_else(wrong)?;
    let response = describe(&app, user).await?.into_response();
    Ok(with_cookie(response, cookie::set(&secret, session::LASTS, address::is_secure(&headers, &app.options))))
}

/// Who is signed in and what he may do.
#[utoipa::path(
    get,
    path = "/session",
    tag = "sign-in",
    responses((status = OK, description = "Done", body = Session))
)]
async fn who_am_i(call: Call) -> Answer {
    let (settings, limits) = (call.app.ws.settings(), limits(&call.app));
    call.read(move |r| Reply::ok(&described(r, &settings, limits)?)).await
}

/// Change one's own settings.
#[utoipa::path(
    patch,
    path = "/session",
    tag = "sign-in",
    request_body = UpdateSession,
    responses((status = OK, description = "Done", body = Session))
)]
async fn update_me(call: Call, body: Body<UpdateSession>) -> Answer {
    let UpdateSession { name, language, time_zone } = body.value;
    let language = language.map(|language| Some(language.as_str().to_owned()));
    let change = PersonChange { name, language, time_zone: time_zone.map(Some), ..PersonChange::default() };
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let id = tx.ctx.user_id().ok_or(Error::NotFound)?;
        users::change(tx, id, &change)?;
        Ok(Reply::done())
    })
    .await?;
    describe(&call.app, call.user_id()).await
}

/// Sign out.
#[utoipa::path(
    delete,
    path = "/session",
    tag = "sign-in",
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn sign_out(call: Call) -> Result<Response, Problem> {
    if let Some(hash) = call.caller.session() {
        call.write(b"", Lane::Interactive, move |tx| {
            session::close(tx, &hash)?;
            Ok(Reply::done())
        })
        .await?;
    }
    let secure = address::is_secure(&call.headers, &call.app.options);
    Ok(with_cookie(Reply::done().into_response(), cookie::remove(secure)))
}

/// Change one's own password; all other sessions end.
#[utoipa::path(
    post,
    path = "/session/password",
    tag = "sign-in",
    request_body = ChangePassword,
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn change_password(call: Call, extensions: Extensions, body: Body<ChangePassword>) -> Result<Response, Problem> {
    let ChangePassword { current, new } = body.value;
    password::check_length("new", &new)?;
    let attempt = Attempt { account: call.caller.user.email.clone(), address: "session".to_owned() };
    let (user, _) = check(&call.app, &attempt, current).await.map_err(|problem| match problem.status() {
        StatusCode::UNAUTHORIZED => Problem::invalid().field("current", "wrong_password"),
        _ => problem,
    })?;
    let hash = call.app.hasher.hash(&call.app.ws, new).await?;
    let address = address::bucket(address::client(&extensions, &call.headers, &call.app.options));
    let agent = agent(&call.headers);
    let goes_on = call.caller.session().is_some();
    // All sessions end; the one that asked goes on under a new secret.
    let secret = call
        .app
        .ws
        .write(call.ctx(), Lane::Interactive, move |tx| {
            users::set_password(tx, user, &hash)?;
            if goes_on { session::open(tx, user, &address, &agent).map(Some) } else { Ok(None) }
        })
        .await?;
    let secure = address::is_secure(&call.headers, &call.app.options);
    let cookie = secret.and_then(|secret| cookie::set(&secret, session::LASTS, secure));
    Ok(with_cookie(Reply::done().into_response(), cookie))
}

/// One answer to every attempt that fails, whatever the reason.
fn wrong() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "wrong_credentials")
}

/// Checks a password, slowed down after failures, and answers whose it is.
async fn check(app: &AppState, attempt: &Attempt, password: String) -> Result<(Uuid, String), Problem> {
    let permit = app.hasher.permit().await?;
    let (standing, account) = look_up(app, attempt).await?;
    if standing.wait == 0 {
        return verify(app, &permit, attempt, password, account).await;
    }
    drop(permit);
    let throttled = || Problem::throttled(u32::try_from(standing.wait.div_euclid(1_000) + 1).unwrap_or(30));
    let _turn = app.throttle.turn(attempt).ok_or_else(throttled)?;
    tokio::time::sleep(PAUSE).await;
    if !standing.known {
        return Err(throttled());
    }
    let permit = app.hasher.permit().await?;
    verify(app, &permit, attempt, password, account).await.map_err(|problem| match problem.status() {
        StatusCode::UNAUTHORIZED => throttled(),
        _ => problem,
    })
}

async fn look_up(app: &AppState, attempt: &Attempt) -> Result<(Standing, Option<(Uuid, String)>), Problem> {
    let attempt = attempt.clone();
    let now = app.ws.clock().now().as_millisecond();
    let found = app
        .ws
        .store()
        .read(move |conn| {
            let standing = attempt.standing(conn, now)?;
            let sql = Sql::new("SELECT id, password_hash FROM user_account WHERE active = 1 AND email = ")
                .bind(&attempt.account)
                .push(" AND password_hash IS NOT NULL");
            let account = match conn.one(&sql)? {
                Some(row) => Some((row.uuid(0)?, row.text(1)?.to_owned())),
                None => None,
            };
            Ok::<_, Error>((standing, account))
        })
        .await?;
    Ok(found)
}

async fn verify(
    app: &AppState,
    permit: &password::Permit,
    attempt: &Attempt,
    password: String,
    account: Option<(Uuid, String)>,
) -> Result<(Uuid, String), Problem> {
    let hash = account.as_ref().map(|(_, hash)| hash.clone());
    let right = app.hasher.verify(permit, password, hash).await?;
    match account {
        Some(account) if right => Ok(account),
        _ => {
            let attempt = attempt.clone();
            app.ws.write(app.ws.system_ctx(), Lane::Interactive, move |tx| attempt.failed(tx)).await?;
            Err(wrong())
        }
    }
}

fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The session of somebody who has just signed in.
pub(super) async fn describe(app: &AppState, user: Uuid) -> Answer {
    let ws = app.ws.clone();
    let actor = app.ws.store().read(move |conn| ws.actors().get(conn, user, None)).await?;
    let actor = actor.ok_or_else(wrong)?;
    let ctx = kith_engine::Ctx::new(actor, kith_engine::Origin::Ui, app.ws.clock().now());
    let (settings, limits) = (app.ws.settings(), limits(app));
    Ok(app.ws.read(ctx, move |r| Reply::ok(&described(r, &settings, limits)?)).await?)
}

/// Who is signed in and what he may do.
fn described(
    r: &mut Reader<'_>,
    settings: &kith_engine::settings::WorkspaceSettings,
    limits: SizeLimits,
) -> kith_engine::Result<Session> {
    let user = r.ctx.actor.user().cloned().ok_or(Error::NotFound)?;
    let roles = r.ctx.actor.roles();
    let roles = roles.into_iter().map(|role| RoleName { id: role.id, key: role.key.clone(), name: role.name.clone() });
    Ok(Session {
        user: SessionUser {
            id: user.id,
            name: user.name.clone(),
            email: user.email.clone(),
            language: language(Some(user.language.code())),
            time_zone: user.time_zone.clone(),
            team: user.team,
        },
        roles: roles.collect(),
        can: rights(&r.access),
        max_discount: max_discount(&r.access),
        limits,
        workspace: WorkspaceInfo {
            name: settings.name.clone(),
            currency: settings.currency.clone(),
            time_zone: settings.time_zone.clone(),
            language: language(Some(&settings.language)),
            country: settings.country.clone(),
        },
    })
}

/// How large files may be.
fn limits(app: &AppState) -> SizeLimits {
    let import = app.options.max_upload as u64;
    SizeLimits { file: kith_crm::files::LARGEST.min(import), import }
}

fn rights(access: &Access) -> SessionRights {
    SessionRights {
        administer: access.is_admin(),
        export: access.may(Permission::Export),
        import: access.may(Permission::Import),
        bulk: access.may(Permission::Bulk),
        manage_users: access.may(Permission::ManageUsers),
        manage_catalogue: access.may(Permission::ManageCatalogue),
        manage_pipelines: access.may(Permission::ManagePipelines),
        view_audit: access.may(Permission::ViewAudit),
        share_views: access.may(Permission::ShareViews),
    }
}

fn max_discount(access: &Access) -> Option<String> {
    access.max_discount().map(|most| most.normalize().to_string())
}
