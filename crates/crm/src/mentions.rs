//! Mentions: a note calls a colleague by `@[Shown name](user:<id>)`. Whoever is mentioned and may see the record follows
//! it from then on and is told.

use kith_catalogue::text::mentions;
use kith_engine::{Record, Result, Tx};
use uuid::Uuid;

use crate::followers;

/// The most people that one note calls.
const MOST: usize = 50;

/// Whom a note calls.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mentioned {
    /// Those who may see the record.
    pub reached: Vec<Uuid>,
    /// Those who may not, or are not there.
    pub unreachable: Vec<Uuid>,
}

/// The people that a text calls, each once, in order.
pub fn parse(text: &str) -> Vec<Uuid> {
    let mut people = Vec::new();
    for mention in mentions(text) {
        if !people.contains(&mention.user) {
            people.push(mention.user);
        }
        if people.len() == MOST {
            break;
        }
    }
    people
}

/// Makes those followers who are called and may see the record.
pub(crate) fn follow(tx: &mut Tx<'_>, record: &Record, text: &str) -> Result<Mentioned> {
    let mut mentioned = Mentioned::default();
    let now = tx.ctx.now.as_millisecond();
    for user in parse(text) {
        if followers::sees(tx, user, record)? {
            followers::follow(tx.sql(), record, user, now)?;
            mentioned.reached.push(user);
        } else {
            mentioned.unreachable.push(user);
        }
    }
    Ok(mentioned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_are_found_where_they_are_whole() {
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let text = format!("@[Anna Nováková](user:{one}), @[Bob](user:{other}) and @[Anna](user:{one}) again");
        assert_eq!(parse(&text), [one, other]);
        for not in [
            format!("[Anna](user:{one})"),
            format!("@[An]na](user:{one})"),
            format!("@[Anna](user:{one}"),
            "@[Anna](user:nobody)".to_owned(),
            "@Anna, @[Anna], user:1".to_owned(),
            "](user:".to_owned(),
        ] {
            assert!(parse(&not).is_empty(), "{not}");
        }
    }
}
