//! Repeat sales: what is done in time for purchases that are expected.

use kith_crm::client;

use super::prelude::*;
use crate::model::repeat_sales::RepeatSales;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(repeat_sales, set_repeat_sales))
}

/// Whether and when tasks are made for purchases that are expected.
#[utoipa::path(
    get,
    path = "/repeat-sales",
    tag = "pipelines",
    responses((status = OK, description = "Done", body = RepeatSales))
)]
async fn repeat_sales(call: Call) -> Answer {
    call.read(|r| Reply::ok(&shown(client::settings(r)?))).await
}

/// Set it.
#[utoipa::path(
    put,
    path = "/repeat-sales",
    tag = "pipelines",
    request_body = RepeatSales,
    responses((status = OK, description = "Done", body = RepeatSales))
)]
async fn set_repeat_sales(call: Call, body: Body<RepeatSales>) -> Answer {
    let RepeatSales { enabled, days_before } = body.value;
    let wanted = client::Settings { enabled, days_before };
    call.write(&body.bytes, Lane::Interactive, move |tx| Reply::ok(&shown(client::change_settings(tx, wanted)?))).await
}

fn shown(settings: client::Settings) -> RepeatSales {
    RepeatSales { enabled: settings.enabled, days_before: settings.days_before }
}
