//! Nobody hands out rights that he does not have, and nobody touches an account that has more rights than his own:
//! whoever may keep users but not everything else could otherwise make himself an administrator.

use kith_engine::people::roles;
use kith_engine::{Error, Reader, Result};
use kith_policy::{ObjectRights, Reach, Rights};
use uuid::Uuid;

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

/// Asks that a user has no more rights than the actor.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn permit_user(reader: &mut Reader<'_>, user: Uuid) -> Result<()> {
    if reader.ctx.user_id() == Some(user) {
        return Ok(());
    }
    for role in roles::of_user(reader.conn(), user)? {
        permit_rights(reader, &role.rights)?;
    }
    Ok(())
}

/// Asks that `rights` give nothing beyond the actor's own.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn permit_rights(reader: &Reader<'_>, rights: &Rights) -> Result<()> {
    if reader.access.is_admin() || covers(reader, rights) { Ok(()) } else { Err(Error::forbidden("beyond_own")) }
}

fn covers(reader: &Reader<'_>, rights: &Rights) -> bool {
    if rights.admin || !rights.may.iter().all(|permission| reader.access.may(*permission)) {
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
    let actions: [fn(&ObjectRights) -> Reach; 5] =
        [|of| of.read, |of| of.create, |of| of.edit, |of| of.delete, |of| of.destroy];
    if !actions.into_iter().all(|get| get(rights) <= widest(get)) {
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
