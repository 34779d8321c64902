//! `deal.win`: the deal ends with an order.

use kith_catalogue::standard::deal::AMOUNT;
use kith_engine::{Record, Result, Tx};
use uuid::Uuid;

use super::lose::close;
use super::params::Params;
use crate::pipeline::StageKind;

pub(super) fn perform(tx: &mut Tx<'_>, id: Uuid, params: &mut Params) -> Result<Record> {
    close(tx, id, params, StageKind::Won, &[("amount", AMOUNT)])
}
