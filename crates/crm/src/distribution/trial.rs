//! "Who would get this?": the rules tried on a record that is not written.

use kith_engine::{Fields, Result, Tx};
use uuid::Uuid;

use super::rule::check_object;
use super::takers::Passed;
use super::{assign, fits, list, pick};
use crate::arranged::permit;

/// What became of one rule.
#[derive(Debug, Clone)]
pub struct Tried {
    /// The rule.
    pub rule: Uuid,
    /// Its name.
    pub name: String,
    /// Whether the record passes its filter.
    pub fits: bool,
    /// Who could not take it.
    pub passed: Vec<Passed>,
}

/// Who would get a record.
#[derive(Debug, Clone)]
pub struct Trial {
    /// He; nobody when no rule finds somebody.
    pub user: Option<Uuid>,
    /// Why, as the log would say it.
    pub why: Option<serde_json::Value>,
    /// The rules that were looked at, in order.
    pub rules: Vec<Tried>,
}

/// Tries the rules in force on a record of these fields, as it would come through a channel now. Nothing is kept.
///
/// # Errors
/// [`kith_engine::Error::Forbidden`], [`kith_engine::Error::Invalid`] for fields that do not hold.
pub fn attempt(tx: &mut Tx<'_>, object: &str, fields: &Fields) -> Result<Trial> {
    permit(tx)?;
    check_object(object)?;
    tx.rehearse(|tx| {
        let record = tx.sketch(object, fields)?;
        tx.as_program(|tx| {
            let mut trial = Trial { user: None, why: None, rules: Vec::new() };
            if let Some(known) = assign::manager_of_client(tx, &record)? {
                (trial.user, trial.why) = (Some(known), Some(assign::why_known(tx, &record, known)?));
                return Ok(trial);
            }
            for rule in list(tx.sql(), object)?.into_iter().filter(|rule| rule.active) {
                let mut tried = Tried { rule: rule.id, name: rule.name.clone(), fits: false, passed: Vec::new() };
                tried.fits = fits::fits(tx, &record, rule.definition.filter.as_ref())?;
                let chosen = if tried.fits { pick::by_rule(tx, &record, &rule, &[], &mut tried.passed)? } else { None };
                trial.rules.push(tried);
                if let Some(chosen) = chosen {
                    (trial.user, trial.why) = (Some(chosen.user), Some(assign::why(&chosen, "rule", None)));
                    break;
                }
            }
            Ok(trial)
        })
    })
}
