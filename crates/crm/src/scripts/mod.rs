//! Scripts of calls and meetings: what to say and to ask, step by step, with branches. An administrator writes them; whoever
//! talks walks through one, and what he has filled in goes into the record when the talk is over.
//!
//! A talk keeps the script as it was when the talk began, so that a change of the script does not move the ground under it.

mod check;
mod definition;
mod edit;
mod fields;
mod finish;
mod offer;
mod run;
mod walk;
mod words;

use kith_engine::{Conn, Error, Result, Row, Sql, Tx};
use uuid::Uuid;

pub use definition::{Branch, Definition, Kind, Node, NodeKind};
pub use edit::{NewScript, ScriptChange, change, create, delete};
pub use finish::{Finish, Finished, finish};
pub use offer::{Offered, offered};
pub use run::{Run, abandon, run, save, start, under_way};
pub use walk::Step;
pub use words::{Told, ToldAnswer, ToldStep, told, walked};

/// What the log calls a script.
const TABLE: &str = "script";

/// A script.
#[derive(Debug, Clone, PartialEq)]
pub struct Script {
    /// Its identity.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// For what it is.
    pub kind: Kind,
    /// Its place among the others.
    pub position: i64,
    /// Whether it is offered.
    pub active: bool,
    /// What it says.
    pub definition: Definition,
    /// Counts its changes from 1.
    pub version: i64,
}

const COLUMNS: &str = "SELECT id, name, kind, position, active, definition, version FROM script";

fn script_of(row: &Row) -> Result<Script> {
    Ok(Script {
        id: row.uuid(0)?,
        name: row.text(1)?.to_owned(),
        kind: Kind::parse(row.text(2)?),
        position: row.int(3)?,
        active: row.bool(4)?,
        definition: read(row.text(5)?)?,
        version: row.int(6)?,
    })
}

/// All scripts in order. They tell of fields that not everybody may know: this is for those who write them.
///
/// # Errors
/// When the store fails.
pub fn list(conn: &mut Conn) -> Result<Vec<Script>> {
    conn.query(&Sql::new(COLUMNS).push(" ORDER BY position, id"))?.iter().map(script_of).collect()
}

/// A script.
///
/// # Errors
/// [`Error::NotFound`].
pub fn find(conn: &mut Conn, id: Uuid) -> Result<Script> {
    let row = conn.one(&Sql::new(COLUMNS).push(" WHERE id = ").bind(id))?;
    row.as_ref().map(script_of).transpose()?.ok_or(Error::NotFound)
}

/// Forgets the talks about a record that goes for good.
pub(crate) fn forget(tx: &mut Tx<'_>, record: Uuid) -> Result<()> {
    tx.sql().exec(&Sql::new("DELETE FROM script_run WHERE record = ").bind(record))?;
    Ok(())
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|error| Error::internal(format!("a script: {error}")))
}

fn written(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::internal)
}
