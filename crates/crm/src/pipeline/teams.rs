//! Which people use which pipelines.

use kith_engine::people::teams;
use kith_engine::{Reader, Result};

use super::Pipeline;

/// Whether the actor may bring records into a pipeline: his team, or one above it, is among those that use it.
///
/// # Errors
/// When the store fails.
pub fn may_use(reader: &mut Reader<'_>, pipeline: &Pipeline) -> Result<bool> {
    let Some(allowed) = &pipeline.rules.teams else { return Ok(true) };
    if reader.access.is_admin() {
        return Ok(true);
    }
    let Some(user) = reader.ctx.actor.user().cloned() else { return Ok(true) };
    let all = teams::list(reader.conn())?;
    let mut at = user.team;
    for _ in 0..=all.len() {
        match at {
            None => return Ok(false),
            Some(team) if allowed.contains(&team) => return Ok(true),
            Some(team) => at = all.iter().find(|one| one.id == team).and_then(|one| one.parent),
        }
    }
    Ok(false)
}
