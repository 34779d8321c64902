//! Inquiries of the last days: most of them wait, some are in somebody's hands, one was none.

use jiff::{SignedDuration, Timestamp};
use kith_catalogue::standard::lead;
use kith_engine::{CreateOptions, Error, Result, Tx};
use kith_policy::Actor;
use serde_json::json;
use uuid::Uuid;

use super::stage::fields;
use super::story::ADMINISTRATOR;
use super::words::{Inquiry, Words};
use crate::pipeline::{self, StageKind};

/// Hours ago, the newest first.
const AGES: [i64; 8] = [1, 3, 5, 20, 26, 45, 70, 75];
/// Which one waits for the administrator, which one somebody has taken on, and which was refused.
const OWN: usize = 1;
const TAKEN: usize = 5;
const REFUSED: usize = 7;
/// Which ones have been moved on: by whom, and to which open stage.
const MOVED: [(usize, usize, usize); 2] = [(4, ADMINISTRATOR, 1), (6, 2, 2)];

/// Lets the inquiries come in; `staff` deals with some of them. How many there are.
pub(super) fn come_in(tx: &mut Tx<'_>, words: &Words, staff: &[Actor], now: Timestamp) -> Result<usize> {
    let home = pipeline::default_for(tx.sql(), lead::KEY)?;
    let open: Vec<Uuid> = home.in_use().filter(|stage| stage.kind == StageKind::Open).map(|stage| stage.id).collect();
    let someone = |at: usize| staff.get(at).cloned().ok_or_else(|| Error::internal("no staff"));
    for (at, inquiry) in words.inquiries.iter().enumerate().rev() {
        tx.ctx.actor = Actor::System;
        tx.ctx.now = now - SignedDuration::from_hours(AGES.get(at).copied().unwrap_or(90));
        let id = write(tx, words, at, inquiry)?;
        tx.ctx.now += SignedDuration::from_mins(25);
        if let Some((_, who, place)) = MOVED.iter().find(|(one, _, _)| *one == at) {
            tx.ctx.actor = someone(*who)?;
            tx.verb(lead::KEY, id, "move", &fields(json!({ "stage": open.get(*place) })))?;
        }
        match at {
            OWN => {
                tx.ctx.actor = someone(0)?;
                if let Some(me) = someone(ADMINISTRATOR)?.user_id() {
                    tx.verb(lead::KEY, id, "assign", &fields(json!({ "owner": me })))?;
                }
            }
            TAKEN => {
                tx.ctx.actor = someone(1)?;
                tx.verb(lead::KEY, id, "accept", &fields(json!({})))?;
            }
            REFUSED => {
                tx.ctx.actor = someone(0)?;
                tx.verb(lead::KEY, id, "reject", &fields(json!({ "reason": "spam" })))?;
            }
            _ => {}
        }
    }
    Ok(words.inquiries.len())
}

fn write(tx: &mut Tx<'_>, words: &Words, at: usize, said: &Inquiry) -> Result<Uuid> {
    let phones = json!([{ "value": (words.mobile)(900 + at as u32), "type": "mobile" }]);
    let emails = json!([{ "value": format!("{}.example", said.mailbox), "type": "work" }]);
    let called = said.mailbox.is_empty();
    let given = json!({
        lead::NAME: said.subject,
        lead::SOURCE: words.sources[said.source],
        lead::CONTACT_NAME: said.person,
        lead::COMPANY_NAME: (!said.company.is_empty()).then_some(said.company),
        lead::PHONES: called.then_some(phones),
        lead::EMAILS: (!called).then_some(emails),
        lead::NOTE: said.text,
    });
    Ok(tx.create(lead::KEY, &fields(given), CreateOptions::default())?.id)
}
