//! E-mail addresses: shown as typed, compared (`eq`, `in`) in lower case, searched by `contains` and `starts`.

use serde_json::Value as Json;

use super::{Behaviour, CellCx, ParseCx, limits, list, mixed_up, text};
use crate::filter::{Expr, Op, TestCx};
use crate::text::fold;
use crate::{Cell, CellRef, ColumnType, Email, Lang, Part, Problem, Value};

pub(super) struct Emails;

const TYPES: &[&str] = &["work", "home", "main", "other"];
const KEYS: &[&str] = &["value", "type", "primary", "opt_out", "invalid"];

fn entry(json: &Json) -> Result<Option<Email>, Problem> {
    let email = match json {
        Json::String(_) => {
            let Some(value) = text::line(json, limits::PART)? else { return Ok(None) };
            Email { value, kind: None, primary: false, opt_out: false, invalid: false }
        }
        Json::Object(map) => {
            list::only(map, KEYS)?;
            let kind = list::kind(map, TYPES)?;
            let (primary, opt_out, invalid) =
                (list::flag(map, "primary")?, list::flag(map, "opt_out")?, list::flag(map, "invalid")?);
            let Some(value) = list::part(map, "value")? else { return Ok(None) };
            Email { value, kind, primary, opt_out, invalid }
        }
        other => return Err(Problem::wrong_type("email", other)),
    };
    if looks_like_an_address(&email.value) {
        Ok(Some(email))
    } else {
        Err(Problem::new("invalid_email").with("value", crate::problem::short(&email.value)))
    }
}

/// One `@` with something before it and a host behind it; no spaces, no separators, nothing that could break a mail header.
fn looks_like_an_address(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let plain = |part: &str| {
        !part.is_empty() && part.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\\\"@".contains(c))
    };
    plain(local)
        && plain(host)
        && local.len() <= 64
        && host.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
}

impl Behaviour for Emails {
    fn parts(&self) -> &'static [(Part, ColumnType)] {
        &[(Part::Value, ColumnType::Text), (Part::Fold, ColumnType::Text)]
    }

    fn parse(&self, json: &Json, _cx: &ParseCx<'_>) -> Result<Value, Problem> {
        let mut emails: Vec<Email> = Vec::new();
        for email in list::each(json, entry)? {
            let key = email.value.to_lowercase();
            match emails.iter_mut().find(|other| other.value.to_lowercase() == key) {
                Some(other) => other.primary |= email.primary,
                None => emails.push(email),
            }
        }
        list::one_primary(&mut emails, |email| &mut email.primary);
        Ok(if emails.is_empty() { Value::Null } else { Value::Emails(emails) })
    }

    fn cell(&self, value: &Value, part: Part, _cx: &CellCx<'_>) -> Cell {
        let Value::Emails(emails) = value else { return mixed_up("emails", value) };
        match part {
            Part::Value => list::stored(emails),
            Part::Fold => Cell::Text(self.search_text(value)),
            _ => Cell::Null,
        }
    }

    fn value(&self, cells: &[CellRef<'_>]) -> Value {
        list::read_stored(cells).map_or(Value::Null, Value::Emails)
    }

    fn write_json(&self, cells: &[CellRef<'_>], out: &mut Vec<u8>) {
        list::write_stored(cells, out);
    }

    fn to_json(&self, value: &Value) -> Json {
        match value {
            Value::Emails(emails) => serde_json::to_value(emails).unwrap_or_default(),
            _ => Json::Null,
        }
    }

    fn text(&self, value: &Value, _lang: Lang) -> String {
        let Value::Emails(emails) = value else { return String::new() };
        let shown: Vec<&str> = emails.iter().map(|email| email.value.as_str()).collect();
        shown.join("; ")
    }

    fn operators(&self) -> &'static [Op] {
        text::OPERATORS
    }

    fn test(&self, cx: &TestCx<'_>) -> Result<Expr, Problem> {
        let equal = |json: &Json| match json {
            Json::String(text) if !text.trim().is_empty() => {
                text::check(text, limits::PART)?;
                Ok(cx.lookup(vec![text.trim().to_lowercase()]))
            }
            Json::String(_) => Err(Problem::new("required")),
            other => Err(Problem::wrong_type("string", other)),
        };
        match cx.equality(equal) {
            Some(found) => found,
            None => Ok(list::search(cx, &fold(list::needle(cx)?))),
        }
    }

    fn has_lookup_keys(&self) -> bool {
        true
    }

    fn lookup_keys(&self, value: &Value) -> Vec<String> {
        match value {
            Value::Emails(emails) => emails.iter().map(|email| email.value.to_lowercase()).collect(),
            _ => Vec::new(),
        }
    }

    fn search_text(&self, value: &Value) -> String {
        let Value::Emails(emails) = value else { return String::new() };
        let folded: Vec<String> = emails.iter().map(|email| fold(&email.value)).collect();
        folded.join(" ")
    }
}
