//! Setting up a new workspace.

use axum::extract::State;
use axum::http::{Extensions, HeaderMap};
use kith_catalogue::Lang;
use kith_crm::trades;
use kith_engine::people::{roles, users};
use kith_engine::settings::WorkspaceSettings;
use kith_engine::{Ctx, Tx, setup as first};

use crate::auth::session;
use crate::auth::{address, cookie, origin, password};
use crate::routes::session as sign_in;

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(setup_state, set_up))
}

/// Whether the workspace still has to be set up.
#[utoipa::path(
    get,
    path = "/setup",
    tag = "sign-in",
    responses((status = OK, description = "Done", body = SetupState))
)]
async fn setup_state(State(app): State<AppState>) -> Answer {
    let needed = is_needed(&app).await?;
    Ok(Reply::ok(&SetupState { needed })?)
}

/// Make the first administrator, once.
#[utoipa::path(
    post,
    path = "/setup",
    tag = "sign-in",
    request_body = Setup,
    responses((status = CREATED, description = "Made", body = Session))
)]
async fn set_up(
    State(app): State<AppState>,
    extensions: Extensions,
    headers: HeaderMap,
    body: Body<Setup>,
) -> Result<Response, Problem> {
    if !origin::is_own(&headers, &app.options, false) {
        return Err(Problem::new(axum::http::StatusCode::FORBIDDEN, "origin"));
    }
    let setup = body.value;
    if !is_needed(&app).await? {
        return Err(Problem::conflict("setup_done"));
    }
    password::check_length("password", &setup.password)?;
    if setup.trade.as_deref().is_some_and(|trade| trades::find(trade).is_err()) {
        return Err(Problem::invalid().field("trade", "unknown_option"));
    }
    let settings = settings_of(&setup)?;
    let hash = app.hasher.hash(&app.ws, setup.password.clone()).await?;
    let ip = address::bucket(address::client(&extensions, &headers, &app.options));
    let agent = agent(&headers);
    let (sample, trade) = (setup.sample, setup.trade.clone());
    let (user, secret) = app
        .ws
        .write(app.ws.system_ctx(), Lane::Schema, move |tx| begin(tx, &setup, &settings, &hash, &ip, &agent))
        .await?;
    reload(&app).await?;
    match trade {
        Some(trade) => furnish(&app, user, trade, sample).await?,
        None if sample => fill(&app, user).await?,
        None => {}
    }
    let mut response = sign_in::describe(&app, user).await?.into_response();
    *response.status_mut() = axum::http::StatusCode::CREATED;
    let secure = address::is_secure(&headers, &app.options);
    if let Some(cookie) = cookie::set(&secret, session::LASTS, secure) {
        response.headers_mut().append(axum::http::header::SET_COOKIE, cookie);
    }
    Ok(response)
}

async fn is_needed(app: &AppState) -> Result<bool, Problem> {
    Ok(app.ws.store().read(first::is_needed).await?)
}

/// Everything that a workspace begins with, in one transaction. Of two that race, one is refused.
fn begin(
    tx: &mut Tx<'_>,
    setup: &Setup,
    settings: &WorkspaceSettings,
    hash: &str,
    ip: &str,
    agent: &str,
) -> kith_engine::Result<(Uuid, String)> {
    first::claim(tx, settings)?;
    let administrator = roles::by_key(tx.sql(), kith_policy::ADMINISTRATOR)?.ok_or(Error::NotFound)?.id;
    let draft = users::NewPerson {
        name: setup.name.clone(),
        email: Some(setup.email.clone()),
        password_hash: Some(hash.to_owned()),
        team: None,
        roles: vec![administrator],
        language: Some(setup.language.as_str().to_owned()),
        time_zone: Some(setup.time_zone.clone()),
    };
    let user = users::create(tx, &draft)?;
    let language = Lang::parse(setup.language.as_str()).unwrap_or_default();
    kith_crm::setup::initialise(tx, kith_crm::setup::SetupOptions { language })?;
    let secret = session::open(tx, user, ip, agent)?;
    Ok((user, secret))
}

/// A sample company, made by the administrator himself.
async fn fill(app: &AppState, user: Uuid) -> Result<(), Problem> {
    let ctx = ctx_of(app, user).await?;
    let options = kith_crm::sample::SampleOptions { language: own_language(app), ..Default::default() };
    app.ws.write(ctx, Lane::Bulk, move |tx| kith_crm::sample::create(tx, options)).await?;
    Ok(())
}

/// The set-up of a trade, added by the administrator himself.
async fn furnish(app: &AppState, user: Uuid, trade: String, sample: bool) -> Result<(), Problem> {
    let ctx = ctx_of(app, user).await?;
    let options = trades::AddOptions { language: Some(own_language(app)), sample, first: true };
    app.ws.write(ctx, Lane::Schema, move |tx| trades::add(tx, &trade, options)).await?;
    reload(app).await
}

fn own_language(app: &AppState) -> Lang {
    Lang::parse(&app.ws.settings().language).unwrap_or_default()
}

async fn ctx_of(app: &AppState, user: Uuid) -> Result<Ctx, Problem> {
    let found = app.ws.clone();
    let actor = app.ws.store().read(move |conn| found.actors().get(conn, user, None)).await?;
    let actor = actor.ok_or_else(|| Problem::internal(&"the administrator cannot be found"))?;
    Ok(Ctx::new(actor, kith_engine::Origin::Ui, app.ws.clock().now()))
}

async fn reload(app: &AppState) -> Result<(), Problem> {
    let ws = app.ws.clone();
    tokio::task::spawn_blocking(move || ws.reload()).await.map_err(|e| Problem::internal(&e))??;
    Ok(())
}

fn settings_of(setup: &Setup) -> Result<WorkspaceSettings, Problem> {
    let name = setup.workspace_name.as_deref().filter(|name| !name.trim().is_empty()).unwrap_or("Kith");
    let country = match setup.country.as_deref() {
        Some(country) => country.to_owned(),
        None => guess_country(&setup.time_zone, &setup.currency, setup.language).to_owned(),
    };
    if country.len() != 2 || !country.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(Problem::invalid().field("country", "unknown_country"));
    }
    let settings = WorkspaceSettings {
        name: name.trim().chars().filter(|c| !c.is_control()).take(200).collect(),
        currency: setup.currency.clone(),
        country,
        language: setup.language.as_str().to_owned(),
        time_zone: setup.time_zone.clone(),
    };
    kith_engine::catalogue_settings(&settings)?;
    Ok(settings)
}

/// The country in which numbers without a prefix are at home, when nobody said: that of the zone, of the currency, of
/// the language, in this order.
fn guess_country(zone: &str, currency: &str, language: Language) -> &'static str {
    country_of_zone(zone).or_else(|| country_of_currency(currency)).unwrap_or(match language {
        Language::Ru => "RU",
        Language::Cs => "CZ",
        Language::En => "US",
    })
}

fn country_of_zone(zone: &str) -> Option<&'static str> {
    Some(match zone {
        "Europe/Prague" => "CZ",
        "Europe/Bratislava" => "SK",
        "Europe/Berlin" | "Europe/Busingen" => "DE",
        "Europe/Vienna" => "AT",
        "Europe/Warsaw" => "PL",
        "Europe/London" => "GB",
        "Europe/Dublin" => "IE",
        "Europe/Minsk" => "BY",
        "Europe/Kyiv" | "Europe/Kiev" => "UA",
        "Europe/Paris" => "FR",
        "Europe/Madrid" => "ES",
        "Europe/Rome" => "IT",
        "Asia/Almaty" | "Asia/Qyzylorda" | "Asia/Aqtobe" => "KZ",
        "Europe/Moscow" | "Europe/Kaliningrad" | "Europe/Samara" | "Europe/Saratov" | "Europe/Ulyanovsk"
        | "Europe/Volgograd" | "Europe/Kirov" | "Europe/Astrakhan" | "Asia/Yekaterinburg" | "Asia/Omsk"
        | "Asia/Novosibirsk" | "Asia/Barnaul" | "Asia/Tomsk" | "Asia/Novokuznetsk" | "Asia/Krasnoyarsk"
        | "Asia/Irkutsk" | "Asia/Chita" | "Asia/Yakutsk" | "Asia/Khandyga" | "Asia/Vladivostok" | "Asia/Ust-Nera"
        | "Asia/Magadan" | "Asia/Sakhalin" | "Asia/Srednekolymsk" | "Asia/Kamchatka" | "Asia/Anadyr" => "RU",
        zone if zone.starts_with("America/") => "US",
        zone if zone.starts_with("Australia/") => "AU",
        _ => return None,
    })
}

fn country_of_currency(currency: &str) -> Option<&'static str> {
    Some(match currency {
        "RUB" => "RU",
        "CZK" => "CZ",
        "PLN" => "PL",
        "GBP" => "GB",
        "UAH" => "UA",
        "BYN" => "BY",
        "KZT" => "KZ",
        _ => return None,
    })
}

/// What the browser calls itself.
pub(super) fn agent(headers: &HeaderMap) -> String {
    headers.get(axum::http::header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}
