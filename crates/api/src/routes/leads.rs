//! Leads.

use kith_crm::leads::{self, Made};
use kith_engine::{Record as Stored, Result as Outcome, Tx, wire};

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(preview_conversion))
}

/// What converting a lead would make, and what it would double; nothing happens.
#[utoipa::path(
    post,
    path = "/leads/{id}/conversion",
    tag = "records",
    params(("id" = Uuid, Path, description = "The lead's id")),
    request_body = VerbParams,
    responses((status = OK, description = "What the verb `convert` would do with these parameters", body = Conversion))
)]
async fn preview_conversion(call: Call, Pathed(id): Ident, body: Body<VerbParams>) -> Answer {
    let params = body.value.0;
    call.write(&body.bytes, Lane::Interactive, move |tx| {
        let tried = leads::preview(tx, id, &params, |tx, made| {
            let mut part = |record: &Option<Stored>| record.as_ref().map(|record| shown(tx, made, record)).transpose();
            Ok((part(&made.company)?, part(&made.contact)?, part(&made.deal)?))
        })?;
        let (company, contact, deal) = tried.shown;
        Reply::ok(&Conversion {
            company,
            contact,
            deal,
            matches: same(&tried.matches)?,
            missing: same(&tried.missing)?,
        })
    })
    .await
}

fn shown(tx: &mut Tx<'_>, made: &Made, record: &Stored) -> Outcome<ConversionPart> {
    Ok(ConversionPart { is_new: made.is_new(record), record: same(&wire::one(tx, record)?)? })
}
