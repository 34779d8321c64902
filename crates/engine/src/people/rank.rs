//! Nobody hands out rights that he does not have, nobody touches an account that has more rights than his own, and
//! nobody gains by moving people or teams: whoever may keep users but not everything else could otherwise make himself an
//! administrator, or read what other teams do.

use kith_policy::{ObjectRights, Reach, Rights};
use kith_store::Sql;
use uuid::Uuid;

use super::roles;
use crate::{Error, Reader, Result, actors};

const ACTIONS: [fn(&ObjectRights) -> Reach; 5] =
    [|of| of.read, |of| of.create, |of| of.edit, |of| of.delete, |of| of.destroy];

/// Asks that the roles give nothing beyond the actor's own rights.
///
/// # Errors
/// [`Error::Forbidden`]; [`Error::Invalid`] for a role that does not exist.
pub fn permit_roles(reader: &mut Reader<'_>, ids: &[Uuid]) -> Result<()> {
    for id in ids {
        let role = roles::find(reader.conn(), *id)?.ok_or_else(|| Error::field("roles", "not_found"))?;
        permit_rights(reader, &role.rights)?;
    }
    Ok(())
}

/// Asks that a user has no more rights than the actor, and reaches through his team nobody whom the actor does not.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn permit_user(reader: &mut Reader<'_>, user: Uuid) -> Result<()> {
    permit(reader, user, false)
}

/// As [`permit_user`], for one who has just been made: his own records are none yet.
///
/// # Errors
/// [`Error::Forbidden`].
pub(super) fn permit_new_user(reader: &mut Reader<'_>, user: Uuid) -> Result<()> {
    permit(reader, user, true)
}

fn permit(reader: &mut Reader<'_>, user: Uuid, is_new: bool) -> Result<()> {
    if reader.ctx.user_id() == Some(user) || reader.access.is_admin() {
        return Ok(());
    }
    let held = roles::of_user(reader.conn(), user)?;
    for role in &held {
        permit_rights(reader, &role.rights)?;
    }
    // Who lies within the actor's rights uses his team only where the actor uses his.
    if !held.iter().any(|role| uses_team(reader, &role.rights)) {
        return Ok(());
    }
    let reached = actors::reached_by(reader.conn(), user)?;
    let known = reader.ctx.actor.user().map(|me| me.team_users.clone()).unwrap_or_default();
    if reached.iter().all(|id| (is_new && *id == user) || known.contains(id)) {
        Ok(())
    } else {
        Err(Error::forbidden("beyond_own"))
    }
}

/// Asks that the actor reaches through his team nobody whom he did not reach before the command. People made by the
/// command itself have no records yet.
///
/// # Errors
/// [`Error::Forbidden`].
pub(super) fn keep_reach(reader: &mut Reader<'_>) -> Result<()> {
    let Some(me) = reader.ctx.actor.user().cloned() else { return Ok(()) };
    let mine: Vec<Rights> = reader.ctx.actor.roles().iter().map(|role| role.rights.clone()).collect();
    if reader.access.is_admin() || !mine.iter().any(|rights| uses_team(reader, rights)) {
        return Ok(());
    }
    let reached = actors::reached_by(reader.conn(), me.id)?;
    let now = reader.ctx.now;
    for id in reached.iter().copied().filter(|id| !me.team_users.contains(id)) {
        let sql = Sql::new("SELECT 1 FROM user_account WHERE id = ").bind(id).push(" AND created_at < ").bind(now);
        if reader.conn().one(&sql)?.is_some() {
            return Err(Error::forbidden("beyond_own"));
        }
    }
    Ok(())
}

/// Whether rights reach through the team where the actor's own do not reach everything anyway.
fn uses_team(reader: &Reader<'_>, rights: &Rights) -> bool {
    let roles = reader.ctx.actor.roles();
    let all =
        |key: &str, get: fn(&ObjectRights) -> Reach| roles.iter().any(|own| get(own.rights.on(key)) == Reach::All);
    reader.cat.objects.iter().any(|object| {
        ACTIONS.into_iter().any(|get| get(rights.on(&object.key)) == Reach::Team && !all(&object.key, get))
    })
}

/// Asks that `rights` give nothing beyond the actor's own.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn permit_rights(reader: &Reader<'_>, rights: &Rights) -> Result<()> {
    if reader.access.is_admin() || covers(reader, rights) { Ok(()) } else { Err(Error::forbidden("beyond_own")) }
}

fn covers(reader: &Reader<'_>, rights: &Rights) -> bool {
    let beyond = match (rights.max_discount, reader.access.max_discount()) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(given), Some(own)) => given > own,
    };
    if rights.admin || beyond || !rights.may.iter().all(|permission| reader.access.may(*permission)) {
        return false;
    }
    let roles = reader.ctx.actor.roles();
    let mine: Vec<&Rights> = roles.iter().map(|role| &role.rights).collect();
    let keys = reader.cat.objects.iter().map(|object| &*object.key).chain(rights.objects.keys().map(String::as_str));
    keys.chain(mine.iter().flat_map(|own| own.objects.keys().map(String::as_str)))
        .all(|key| within(rights.on(key), &mine.iter().map(|own| own.on(key)).collect::<Vec<_>>()))
        && within(&rights.others, &mine.iter().map(|own| &own.others).collect::<Vec<_>>())
}

/// Whether rights on an object stay within several others taken together.
fn within(rights: &ObjectRights, mine: &[&ObjectRights]) -> bool {
    let widest = |get: fn(&ObjectRights) -> Reach| mine.iter().map(|own| get(own)).max().unwrap_or_default();
    if !ACTIONS.into_iter().all(|get| get(rights) <= widest(get)) {
        return false;
    }
    let seeing: Vec<&&ObjectRights> = mine.iter().filter(|own| own.read > Reach::None).collect();
    let limited = seeing.iter().flat_map(|own| own.hidden.iter().chain(&own.read_only));
    rights.read == Reach::None
        || limited.into_iter().all(|key| {
            let hidden = seeing.iter().all(|own| own.hidden.contains(key));
            let unwritable = seeing.iter().all(|own| own.hidden.contains(key) || own.read_only.contains(key));
            (!hidden || rights.hidden.contains(key))
                && (!unwritable || rights.hidden.contains(key) || rights.read_only.contains(key))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rights(read: Reach, edit: Reach, hidden: &[&str]) -> ObjectRights {
        ObjectRights {
            read,
            edit,
            hidden: hidden.iter().map(|key| (*key).to_owned()).collect(),
            ..ObjectRights::default()
        }
    }

    #[test]
    fn rights_stay_within_several_others_taken_together() {
        let team = rights(Reach::Team, Reach::Own, &["amount"]);
        let all = rights(Reach::All, Reach::None, &["amount", "note"]);
        let mine = [&team, &all];
        assert!(within(&rights(Reach::All, Reach::Own, &["amount"]), &mine));
        assert!(!within(&rights(Reach::All, Reach::Team, &["amount"]), &mine));
        assert!(!within(&rights(Reach::Own, Reach::None, &[]), &mine), "the amount is hidden by both");
        assert!(within(&rights(Reach::None, Reach::None, &[]), &mine));
        assert!(!within(&rights(Reach::Own, Reach::None, &[]), &[]));
    }
}
