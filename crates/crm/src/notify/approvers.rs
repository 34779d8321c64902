//! Who is to be told of a discount that is asked for, and of what became of it.

use std::collections::HashSet;

use kith_engine::people::{roles, teams, users};
use kith_engine::{Reader, Result, Sql};
use kith_policy::Rights;
use rust_decimal::Decimal;
use uuid::Uuid;

/// How many administrators are asked where no head may decide.
const MOST: usize = 20;

/// Those who may give so much: the nearest head above somebody whose roles allow it, or else the administrators.
pub(super) fn of(reader: &mut Reader<'_>, asker: Uuid, percent: Decimal) -> Result<Vec<Uuid>> {
    let mut team = users::find(reader.conn(), asker)?.and_then(|person| person.team);
    let mut seen = HashSet::new();
    while let Some(id) = team.filter(|id| seen.insert(*id)) {
        let Some(found) = teams::find(reader.conn(), id)? else { break };
        if let Some(head) = found.manager.filter(|head| *head != asker)
            && users::find(reader.conn(), head)?.is_some_and(|person| person.active)
            && roles::of_user(reader.conn(), head)?.iter().any(|role| allows(&role.rights, percent))
        {
            return Ok(vec![head]);
        }
        team = found.parent;
    }
    let mut found = Vec::new();
    for role in roles::list(reader.conn())?.into_iter().filter(|role| role.rights.admin) {
        let sql = Sql::new(
            "SELECT user_account.id FROM user_account JOIN user_role ON user_role.user_id = user_account.id \
             WHERE user_account.active = 1 AND user_role.role_id = ",
        );
        for row in reader.conn().query(&sql.bind(role.id))? {
            found.push(row.uuid(0)?);
        }
    }
    found.retain(|user| *user != asker);
    found.sort_unstable();
    found.dedup();
    found.truncate(MOST);
    Ok(found)
}

fn allows(rights: &Rights, percent: Decimal) -> bool {
    rights.admin || rights.max_discount.is_none_or(|limit| percent <= limit)
}

/// Who asked for a discount in a deal last.
pub(super) fn asker(reader: &mut Reader<'_>, deal: Uuid) -> Result<Option<Uuid>> {
    let mut sql = Sql::new(
        "SELECT event.actor FROM event_subject JOIN event ON event.seq = event_subject.event \
         WHERE event_subject.object = 'deal' AND event_subject.record = ",
    );
    sql.arg(deal).add(" AND event.name = 'deal.discount_asked' ORDER BY event.seq DESC LIMIT 1");
    Ok(match reader.conn().one(&sql)? {
        Some(row) => row.opt_uuid(0)?,
        None => None,
    })
}
