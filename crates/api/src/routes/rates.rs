//! Rates of exchange.

use kith_catalogue::Currency;
use kith_crm::rates;

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(list_rates, put_rate)).routes(routes!(delete_rate))
}

/// Rates, newest first.
#[utoipa::path(
    get,
    path = "/rates",
    tag = "pipelines",
    params(RateParams),
    responses((status = OK, description = "Done", body = RateList))
)]
async fn list_rates(call: Call, Params(params): Params<RateParams>) -> Answer {
    let currency = match params.currency.as_deref() {
        Some(code) => Some(Currency::parse(code).ok_or_else(|| Problem::bad_request("unknown_currency"))?),
        None => None,
    };
    call.read(move |r| {
        let rates = rates::list(r.conn(), currency)?.into_iter().map(info).collect();
        Reply::ok(&RateList { currency: r.cat.currency.code().to_owned(), rates })
    })
    .await
}

/// Set a rate from a day on.
#[utoipa::path(
    put,
    path = "/rates",
    tag = "pipelines",
    request_body = Rate,
    responses((status = OK, description = "Done", body = Rate))
)]
async fn put_rate(call: Call, body: Body<Rate>) -> Answer {
    let Rate { date, currency, rate } = body.value;
    let date = date.parse().map_err(|_| wrong("date", "YYYY-MM-DD"))?;
    let rate = rate.parse().map_err(|_| wrong("rate", "decimal"))?;
    let reply = call
        .write(&body.bytes, Lane::Interactive, move |tx| Reply::ok(&info(rates::put(tx, date, &currency, rate)?)))
        .await?;
    call.reload().await?;
    Ok(reply)
}

/// Take a rate back; amounts that were converted by it stay as they are.
#[utoipa::path(
    delete,
    path = "/rates/{currency}/{date}",
    tag = "pipelines",
    params(("currency" = String, Path, description = "The currency, for example `USD`"), ("date" = String, Path, description = "The day from which it holds, YYYY-MM-DD")),
    responses((status = NO_CONTENT, description = "Done"))
)]
async fn delete_rate(call: Call, Pathed((currency, date)): Pathed<(String, String)>) -> Answer {
    let date = date.parse().map_err(|_| wrong("date", "YYYY-MM-DD"))?;
    let reply = call
        .write(b"", Lane::Interactive, move |tx| {
            rates::remove(tx, date, &currency)?;
            Ok(Reply::done())
        })
        .await?;
    call.reload().await?;
    Ok(reply)
}

fn wrong(key: &str, expected: &str) -> Problem {
    Problem::invalid().field_with(key, "wrong_type", serde_json::json!({ "expected": expected }))
}

fn info(rate: rates::Rate) -> Rate {
    Rate { date: rate.date.to_string(), currency: rate.currency, rate: rate.rate.to_string() }
}
