//! Several users, by their ids, in the order given and without repeats; kept as `|id|id|`, and found by the look-up rows of
//! each. `eq`, `in` and `contains` mean "is among them"; `"@me"` is the asker and `"@my_team"` anyone of his team and those
//! below it.

use serde_json::Value as Json;
use uuid::Uuid;

use super::{Behaviour, CellCx, ParseCx, limits, mixed_up, reference, write};
use crate::filter::{Expr, Op, TestCx};
use crate::{Cell, CellRef, ColumnType, Lang, Part, Problem, Value};

pub(super) struct Users;

impl Behaviour for Users {
    fn parts(&self) -> &'static [(Part, ColumnType)] {
        &[(Part::Value, ColumnType::Text)]
    }

    fn parse(&self, json: &Json, _cx: &ParseCx<'_>) -> Result<Value, Problem> {
        let Json::Array(items) = json else { return Err(Problem::wrong_type("array", json)) };
        if items.len() > limits::LIST {
            return Err(Problem::new("too_many").with("max", limits::LIST));
        }
        let mut users: Vec<Uuid> = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            let id = reference::id(item).map_err(|problem| problem.at(&format!("[{at}]")))?;
            if let Some(id) = id.filter(|id| !users.contains(id)) {
                users.push(id);
            }
        }
        Ok(if users.is_empty() { Value::Null } else { Value::Users(users) })
    }

    fn cell(&self, value: &Value, _part: Part, _cx: &CellCx<'_>) -> Cell {
        match value {
            Value::Users(users) if users.is_empty() => Cell::Null,
            Value::Users(users) => {
                let mut text = String::with_capacity(1 + users.len() * 37);
                text.push('|');
                for user in users {
                    text.push_str(user.hyphenated().encode_lower(&mut Uuid::encode_buffer()));
                    text.push('|');
                }
                Cell::Text(text)
            }
            other => mixed_up("users", other),
        }
    }

    fn value(&self, cells: &[CellRef<'_>]) -> Value {
        match cells[0] {
            CellRef::Text(text) => Value::Users(ids(text).collect()),
            _ => Value::Null,
        }
    }

    fn write_json(&self, cells: &[CellRef<'_>], out: &mut Vec<u8>) {
        let CellRef::Text(text) = cells[0] else { return out.extend_from_slice(b"null") };
        out.push(b'[');
        for (at, id) in ids(text).enumerate() {
            if at > 0 {
                out.push(b',');
            }
            write::uuid(id, out);
        }
        out.push(b']');
    }

    fn to_json(&self, value: &Value) -> Json {
        match value {
            Value::Users(users) => users.iter().map(|id| Json::String(id.to_string())).collect(),
            _ => Json::Null,
        }
    }

    fn text(&self, value: &Value, _lang: Lang) -> String {
        let Value::Users(users) = value else { return String::new() };
        users.iter().map(Uuid::to_string).collect::<Vec<_>>().join("; ")
    }

    fn operators(&self) -> &'static [Op] {
        &[Op::Eq, Op::Ne, Op::In, Op::NotIn, Op::Contains, Op::Empty, Op::NotEmpty]
    }

    fn test(&self, cx: &TestCx<'_>) -> Result<Expr, Problem> {
        let nobody = || Problem::new("no_person");
        let among = |json: &Json| match json.as_str() {
            Some("@me") => Ok(cx.lookup(vec![key(cx.asker.me.ok_or_else(nobody)?)])),
            Some("@my_team") => {
                cx.asker.me.ok_or_else(nobody)?;
                Ok(cx.lookup(cx.asker.team.iter().copied().map(key).collect()))
            }
            _ => match reference::id(json)? {
                Some(id) => Ok(cx.lookup(vec![key(id)])),
                None => Err(Problem::new("required")),
            },
        };
        match cx.equality(among) {
            Some(found) => found,
            None => among(cx.value),
        }
    }

    fn has_lookup_keys(&self) -> bool {
        true
    }

    fn lookup_keys(&self, value: &Value) -> Vec<String> {
        match value {
            Value::Users(users) => users.iter().copied().map(key).collect(),
            _ => Vec::new(),
        }
    }
}

fn key(user: Uuid) -> String {
    user.to_string()
}

fn ids(text: &str) -> impl Iterator<Item = Uuid> {
    text.split('|').filter_map(|id| Uuid::try_parse(id).ok())
}
