//! By when somebody is to react to a lead, and how long it took. Both are counted in the working time of whoever has it,
//! vacations left aside: a client waits all the same.

use kith_catalogue::Value;
use kith_catalogue::standard::CREATED_AT;
use kith_catalogue::standard::lead::{OWNER, REACT_BY, REACTED_IN_TIME, REACTION_MINUTES};
use kith_engine::people::users;
use kith_engine::{Change, Record, Result, Tx};
use rust_decimal::Decimal;
use uuid::Uuid;

use crate::working_time::{self, Calendar};

/// Sets by when somebody is to react: by what the rule says that gave the lead to him, else by his team's target.
pub(super) fn promise(tx: &mut Tx<'_>, lead: &mut Record, target: Option<u32>) -> Result<()> {
    let (calendar, usual) = of(tx, lead.reference(OWNER))?;
    let by = target.or(usual).and_then(|minutes| calendar.add_minutes(tx.ctx.now, minutes));
    lead.set(REACT_BY, by.map_or(Value::Null, Value::DateTime));
    Ok(())
}

/// Notes how long it took until somebody reacted for the first time.
pub(crate) fn reacted(tx: &mut Tx<'_>, change: &mut Change) -> Result<()> {
    let Some(since) = change.before.as_ref().and_then(|before| before.value(CREATED_AT).as_time()) else {
        return Ok(());
    };
    let now = tx.ctx.now;
    let (calendar, _) = of(tx, change.after.reference(OWNER))?;
    let minutes = calendar.minutes_between(since, now);
    change.after.set(REACTION_MINUTES, Value::Number(Decimal::from(minutes)));
    if let Some(by) = change.after.value(REACT_BY).as_time() {
        // Nothing is left to be waited for: whoever asks for leads that are late gets those that nobody has answered.
        change.after.set(REACTED_IN_TIME, Value::Boolean(now <= by));
        change.after.set(REACT_BY, Value::Null);
    }
    Ok(())
}

/// The hours of a person's team, and in how many minutes its people are to react.
fn of(tx: &mut Tx<'_>, person: Option<Uuid>) -> Result<(Calendar, Option<u32>)> {
    let person = match person {
        Some(person) => users::find(tx.sql(), person)?,
        None => None,
    };
    let (kept, zone) = (working_time::load(tx.sql())?, tx.cat.zone.clone());
    let team = person.as_ref().and_then(|person| person.team);
    let own_zone = person.as_ref().and_then(|person| person.time_zone.as_deref());
    Ok((kept.calendar(team, own_zone, &zone), kept.react_within(team)))
}
