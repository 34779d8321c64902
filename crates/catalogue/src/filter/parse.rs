//! Reading a filter from JSON.

use serde_json::{Map, Value as Json};
use uuid::Uuid;

use super::build::TestCx;
use super::{Expr, FilterCx, Linked, MAX_DEPTH, MAX_LIST, MAX_TERMS, MAX_VALUES, Op, Path, Through};
use crate::problem::short;
use crate::{Catalogue, Object, Problem, kinds};

pub(super) fn parse(
    json: &Json,
    catalogue: &Catalogue,
    object: &Object,
    cx: &FilterCx<'_>,
) -> Result<Expr, Vec<Problem>> {
    match json {
        Json::Null => return Ok(Expr::True),
        Json::Object(map) if map.is_empty() => return Ok(Expr::True),
        _ => {}
    }
    let mut reader = Reader { catalogue, object, cx, terms: 0, parts: 0, values: 0, problems: Vec::new() };
    let expr = reader.node(json, "", 1);
    if reader.problems.is_empty() { Ok(expr) } else { Err(reader.problems) }
}

/// More parts of lists than this are not read, however few terms are among them.
const MAX_PARTS: usize = 4 * MAX_TERMS;

struct Reader<'a> {
    catalogue: &'a Catalogue,
    object: &'a Object,
    cx: &'a FilterCx<'a>,
    terms: usize,
    parts: usize,
    values: usize,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    /// A node; where something is wrong, that is noted and the answer does not matter.
    fn node(&mut self, json: &Json, place: &str, depth: usize) -> Expr {
        let Json::Object(map) = json else {
            return self.wrong(Problem::wrong_type("object", json), place);
        };
        if depth > MAX_DEPTH {
            return self.wrong(Problem::new("too_deep").with("max", MAX_DEPTH), place);
        }
        let has = |key: &str| map.contains_key(key);
        if has("linked") || has("through") {
            return self.others(map, place, depth);
        }
        match (has("and"), has("or"), has("not"), has("field")) {
            (true, false, false, false) => self.only(map, &["and"], place, |it| {
                let parts = it.list(&map["and"], &join(place, "and"), depth);
                Expr::all(parts)
            }),
            (false, true, false, false) => self.only(map, &["or"], place, |it| {
                let parts = it.list(&map["or"], &join(place, "or"), depth);
                Expr::any(parts)
            }),
            (false, false, true, false) => {
                self.only(map, &["not"], place, |it| it.node(&map["not"], &join(place, "not"), depth + 1).negate())
            }
            (false, false, false, true) => self.only(map, &["field", "op", "value"], place, |it| it.term(map, place)),
            _ => {
                let expected = r#"one of "and", "or", "not", "field", "linked", "through""#;
                match map.keys().find(|key| !["and", "or", "not", "field", "op", "value"].contains(&key.as_str())) {
                    Some(key) => self.wrong(Problem::unknown_key(key), place),
                    None => self.wrong(Problem::new("wrong_format").with("expected", expected), place),
                }
            }
        }
    }

    /// What is asked of other records as a whole: those that link here, or the one that a link leads to.
    fn others(&mut self, map: &Map<String, Json>, place: &str, depth: usize) -> Expr {
        let linked = map.contains_key("linked");
        let (word, keys): (_, &[&str]) =
            if linked { ("linked", &["object", "by", "filter"]) } else { ("through", &["field", "filter"]) };
        let place = join(place, word);
        if let Some(key) = map.keys().find(|key| key.as_str() != word) {
            return self.wrong(Problem::unknown_key(key), &place);
        }
        let Json::Object(inner) = &map[word] else {
            return self.wrong(Problem::wrong_type("object", &map[word]), &place);
        };
        if let Some(key) = inner.keys().find(|key| !keys.contains(&key.as_str())) {
            return self.wrong(Problem::unknown_key(key), &place);
        }
        self.terms += 1;
        if self.terms > MAX_TERMS {
            return self.wrong(Problem::new("too_many_terms").with("max", MAX_TERMS), &place);
        }
        let text = |key: &str| inner.get(key).and_then(Json::as_str);
        let wanted = |key: &str| Problem::new("required").at(key);
        let catalogue = self.catalogue;
        let found = if linked {
            let Some(object) = text("object") else { return self.wrong(wanted("object"), &place) };
            let Some(by) = text("by") else { return self.wrong(wanted("by"), &place) };
            let other = catalogue.object(object);
            other.and_then(|other| {
                let ix = other.field(by)?;
                other.fields[ix].kind.targets().contains(&self.object.key).then_some((other, ix))
            })
        } else {
            let Some(field) = text("field") else { return self.wrong(wanted("field"), &place) };
            self.object.field(field).and_then(|ix| match self.object.fields[ix].kind.targets() {
                [only] => Some((catalogue.object(only)?, ix)),
                _ => None,
            })
        };
        let Some((other, field)) = found else {
            let named = text(if linked { "by" } else { "field" }).unwrap_or_default();
            let problem = Problem::new("unknown_field").with("field", short(named));
            return self.wrong(problem.at(if linked { "by" } else { "field" }), &place);
        };
        let filter = match inner.get("filter") {
            None | Some(Json::Null) => Expr::True,
            Some(Json::Object(map)) if map.is_empty() => Expr::True,
            Some(json) => {
                let outer = std::mem::replace(&mut self.object, other);
                let filter = self.node(json, &join(&place, "filter"), depth + 1);
                self.object = outer;
                filter
            }
        };
        let object = other.key.clone();
        if linked {
            Expr::Linked(Box::new(Linked { object, field, filter }))
        } else {
            Expr::Through(Box::new(Through { field, object, filter }))
        }
    }

    fn list(&mut self, json: &Json, place: &str, depth: usize) -> Vec<Expr> {
        let Json::Array(items) = json else {
            self.wrong(Problem::wrong_type("array", json), place);
            return Vec::new();
        };
        let mut parts = Vec::with_capacity(items.len().min(MAX_TERMS));
        for (at, item) in items.iter().enumerate() {
            if self.is_full(place) {
                break;
            }
            parts.push(self.node(item, &format!("{place}[{at}]"), depth + 1));
        }
        parts
    }

    /// Counts one more part of a list, whether a term or a list again: both cost the same to read.
    fn is_full(&mut self, place: &str) -> bool {
        self.parts += 1;
        if self.parts == MAX_PARTS + 1 {
            self.wrong(Problem::new("too_many_terms").with("max", MAX_TERMS), place);
        }
        self.parts > MAX_PARTS
    }

    fn term(&mut self, map: &Map<String, Json>, place: &str) -> Expr {
        self.terms += 1;
        if self.terms > MAX_TERMS {
            return match self.terms - MAX_TERMS {
                1 => self.wrong(Problem::new("too_many_terms").with("max", MAX_TERMS), place),
                _ => Expr::False,
            };
        }
        self.values += map.get("value").and_then(Json::as_array).map_or(1, Vec::len);
        if self.values > MAX_VALUES {
            return self.wrong(Problem::new("too_many_values").with("max", MAX_VALUES), place);
        }
        match self.read_term(map) {
            Ok(expr) => expr,
            Err(problem) => self.wrong(problem, place),
        }
    }

    fn read_term(&self, map: &Map<String, Json>) -> Result<Expr, Problem> {
        let text = |key: &str| match map.get(key) {
            Some(Json::String(text)) => Ok(text.as_str()),
            None => Err(Problem::new("required").at(key)),
            Some(other) => Err(Problem::wrong_type("string", other).at(key)),
        };
        let (field, name) = (text("field")?, text("op")?);
        let op = Op::parse(name).ok_or_else(|| {
            Problem::new("unknown_operator").with("op", short(name)).with("field", short(field)).at("op")
        })?;
        let about_value = |code| Problem::new(code).with("op", name).with("field", short(field)).at("value");
        let value = match (op, map.get("value")) {
            // Generic clients send null or true where no value is needed.
            (Op::Empty | Op::NotEmpty, None | Some(Json::Null | Json::Bool(true))) => &Json::Null,
            (Op::Empty | Op::NotEmpty, Some(_)) => return Err(about_value("not_allowed")),
            (_, None) => return Err(about_value("required")),
            (_, Some(value)) => value,
        };
        if field == "id" {
            return id_term(op, value);
        }
        let path = Path::parse(field, self.catalogue, self.object)
            .map_err(|problem| Problem { field: None, ..problem }.with("field", short(field)).at("field"))?;
        let leaf = path.leaf(self.catalogue, self.object);
        let offered = kinds::operators(leaf);
        if !offered.contains(&op) {
            let names: Vec<&str> = offered.iter().map(|op| op.name()).collect();
            let problem = Problem::new("unknown_operator").with("op", name).with("field", short(field));
            return Err(problem.with("operators", names).at("op"));
        }
        let cx = TestCx { path: &path, op, value, parse: self.catalogue.parse_cx(), asker: self.cx };
        kinds::test(leaf, &cx).map_err(|problem| problem.at("value").with("field", short(field)).with("op", name))
    }

    fn only(
        &mut self,
        map: &Map<String, Json>,
        known: &[&str],
        place: &str,
        read: impl FnOnce(&mut Self) -> Expr,
    ) -> Expr {
        match map.keys().find(|key| !known.contains(&key.as_str())) {
            Some(key) => self.wrong(Problem::unknown_key(key), place),
            None => read(self),
        }
    }

    fn wrong(&mut self, problem: Problem, place: &str) -> Expr {
        if self.problems.len() < 20 {
            self.problems.push(match (place, &problem.field) {
                ("", None) => problem.at("filter"),
                ("", Some(_)) => problem,
                (place, _) => problem.at(place),
            });
        }
        Expr::False
    }
}

fn join(place: &str, key: &str) -> String {
    if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") }
}

/// The record's own id.
fn id_term(op: Op, value: &Json) -> Result<Expr, Problem> {
    let id = |json: &Json| match json {
        Json::String(text) => Uuid::try_parse(text).map_err(|_| Problem::new("wrong_format").with("expected", "id")),
        other => Err(Problem::wrong_type("id", other)),
    };
    let list = || match value {
        Json::Array(items) if items.len() > MAX_LIST => Err(Problem::new("too_many").with("max", MAX_LIST)),
        Json::Array(items) => items.iter().map(id).collect::<Result<Vec<Uuid>, Problem>>(),
        other => Err(Problem::wrong_type("array", other)),
    };
    let expr = match op {
        Op::Eq => id(value).map(|id| Expr::Id(vec![id])),
        Op::Ne => id(value).map(|id| Expr::Id(vec![id]).negate()),
        Op::In => list().map(Expr::Id),
        Op::NotIn => list().map(|ids| Expr::Id(ids).negate()),
        _ => {
            let operators = vec!["eq", "ne", "in", "not_in"];
            return Err(Problem::new("unknown_operator").with("op", op.name()).with("operators", operators).at("op"));
        }
    };
    expr.map_err(|problem| problem.at("value").with("field", "id"))
}
