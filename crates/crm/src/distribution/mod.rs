//! Distribution: rules that say to whom leads and deals go that come without an owner of a person's choice. The first rule
//! whose filter fits, and which finds somebody, decides; a known client goes to whoever looks after him before any rule, and
//! on from him as the first rule says that fits.
//!
//! Choosing only looks; what it leads to (whose turn is next, a lead that waits to be accepted) is written together with
//! the change that hands the record over, so that a refused change costs nobody his turn. The event says why.

mod assign;
mod edit;
mod fits;
mod pick;
mod react;
mod rule;
mod takers;
mod trial;
mod turns;
mod wait;

use kith_engine::{Conn, Error, Result, Row, Sql};
use uuid::Uuid;

pub(crate) use assign::{by_rules, follow, known_client, on_create};
pub use edit::{NewRule, RuleChange, change, create, delete};
pub(crate) use react::reacted;
pub use rule::{AtWork, Definition, Method, Taker};
pub use takers::{Obstacle, Passed};
pub use trial::{Trial, Tried, attempt};
pub(crate) use wait::{MoveOn, forget};

/// What the log calls a rule.
const TABLE: &str = "distribution_rule";

/// A rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// Its identity.
    pub id: Uuid,
    /// The object whose records it distributes.
    pub object: String,
    /// What people call it.
    pub name: String,
    /// Its place: the first that fits decides.
    pub position: i64,
    /// Whether it is in force.
    pub active: bool,
    /// Which records go to whom.
    pub definition: Definition,
    /// Counts its changes from 1.
    pub version: i64,
}

const COLUMNS: &str = "SELECT id, object, name, position, active, definition, version FROM distribution_rule";

fn rule_of(row: &Row) -> Result<Rule> {
    Ok(Rule {
        id: row.uuid(0)?,
        object: row.text(1)?.to_owned(),
        name: row.text(2)?.to_owned(),
        position: row.int(3)?,
        active: row.bool(4)?,
        definition: serde_json::from_str(row.text(5)?)
            .map_err(|error| Error::internal(format!("a rule of distribution: {error}")))?,
        version: row.int(6)?,
    })
}

/// The rules of an object in order.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn, object: &str) -> Result<Vec<Rule>> {
    let sql = Sql::new(COLUMNS).push(" WHERE object = ").bind(object).push(" ORDER BY position, id");
    conn.query(&sql)?.iter().map(rule_of).collect()
}

fn find(conn: &mut Conn, id: Uuid) -> Result<Option<Rule>> {
    conn.one(&Sql::new(COLUMNS).push(" WHERE id = ").bind(id))?.as_ref().map(rule_of).transpose()
}
