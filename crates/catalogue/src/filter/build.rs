//! What a kind is given to turn an operator and a value into tests.

use std::collections::HashSet;

use serde_json::Value as Json;

use super::{Cmp, Expr, FilterCx, MAX_LIST, Op, Path, Term, Test};
use crate::{Cell, ParseCx, Part, Problem};

/// One term being read: the path it is about and everything that its value may need.
pub(crate) struct TestCx<'a> {
    pub path: &'a Path,
    pub op: Op,
    pub value: &'a Json,
    pub parse: ParseCx<'a>,
    pub asker: &'a FilterCx<'a>,
}

impl TestCx<'_> {
    pub fn term(&self, test: Test) -> Expr {
        Expr::Term(Term { path: self.path.clone(), test })
    }

    pub fn filled(&self) -> Expr {
        self.term(Test::Filled)
    }

    pub fn eq(&self, part: Part, cell: Cell) -> Expr {
        self.term(Test::Eq { part, cell })
    }

    pub fn one_of(&self, part: Part, cells: Vec<Cell>) -> Expr {
        let mut cells = without_repeats(cells);
        match cells.len() {
            0 => Expr::False,
            1 => self.eq(part, cells.remove(0)),
            _ => self.term(Test::In { part, cells }),
        }
    }

    pub fn compare(&self, part: Part, cmp: Cmp, to: i64) -> Expr {
        self.term(Test::Compare { part, cmp, to })
    }

    pub fn between(&self, part: Part, from: i64, to: i64) -> Expr {
        if from > to { Expr::False } else { self.term(Test::Between { part, from, to }) }
    }

    pub fn contains(&self, part: Part, text: String) -> Expr {
        self.term(Test::Contains { part, text })
    }

    pub fn starts(&self, part: Part, text: String) -> Expr {
        self.term(Test::Starts { part, text })
    }

    pub fn lookup(&self, keys: Vec<String>) -> Expr {
        if keys.is_empty() { Expr::False } else { self.term(Test::Lookup { keys }) }
    }

    /// The value as a list, for `in` and `not_in`. A word for several people may stand alone.
    pub fn list(&self) -> Result<&[Json], Problem> {
        let items = match self.value {
            Json::Array(items) => items.as_slice(),
            Json::String(text) if text == "@my_team" => std::slice::from_ref(self.value),
            other => return Err(Problem::wrong_type("array", other)),
        };
        if items.len() > MAX_LIST {
            return Err(Problem::new("too_many").with("max", MAX_LIST));
        }
        Ok(items)
    }

    /// The two values of `between`.
    pub fn pair(&self) -> Result<(&Json, &Json), Problem> {
        match self.value {
            Json::Array(items) if items.len() == 2 => Ok((&items[0], &items[1])),
            other => Err(Problem::wrong_type("array of two", other)),
        }
    }

    /// The value as a text that is not empty, for `contains` and `starts`.
    pub fn needle(&self) -> Result<&str, Problem> {
        match self.value {
            Json::String(text) if text.chars().count() > crate::limits::TEXT => {
                Err(Problem::new("too_long").with("max", crate::limits::TEXT))
            }
            Json::String(text) => Ok(text),
            other => Err(Problem::wrong_type("string", other)),
        }
    }

    /// Applies `eq`, `ne`, `in` and `not_in` with a function that tells the test of one value; JSON null stands for
    /// "no value".
    pub fn equality(&self, one: impl Fn(&Json) -> Result<Expr, Problem>) -> Option<Result<Expr, Problem>> {
        let single = |json: &Json| if json.is_null() { Ok(self.filled().negate()) } else { one(json) };
        let several = || -> Result<Expr, Problem> {
            let mut parts = Vec::new();
            for (at, item) in self.list()?.iter().enumerate() {
                parts.push(single(item).map_err(|problem| problem.at(&format!("[{at}]")))?);
            }
            Ok(merge(parts))
        };
        Some(match self.op {
            Op::Eq => single(self.value),
            Op::Ne => single(self.value).map(Expr::negate),
            Op::In => several(),
            Op::NotIn => several().map(Expr::negate),
            Op::Empty => Ok(self.filled().negate()),
            Op::NotEmpty => Ok(self.filled()),
            _ => return None,
        })
    }

    pub fn cmp(&self) -> Option<Cmp> {
        match self.op {
            Op::Lt => Some(Cmp::Lt),
            Op::Lte => Some(Cmp::Lte),
            Op::Gt => Some(Cmp::Gt),
            Op::Gte => Some(Cmp::Gte),
            _ => None,
        }
    }
}

/// Any of these, with equalities on one column gathered into one `In`, and look-ups into one `Lookup`.
fn merge(parts: Vec<Expr>) -> Expr {
    let mut merged: Vec<Expr> = Vec::new();
    let mut equal: Option<(Path, Part, Vec<Cell>)> = None;
    let mut looked: Option<(Path, Vec<String>)> = None;
    for expr in parts {
        match expr {
            Expr::Term(Term { path, test: Test::Eq { part, cell } })
                if equal.as_ref().is_none_or(|(_, first, _)| *first == part) =>
            {
                equal.get_or_insert_with(|| (path, part, Vec::new())).2.push(cell);
            }
            Expr::Term(Term { path, test: Test::Lookup { keys } }) => {
                looked.get_or_insert_with(|| (path, Vec::new())).1.extend(keys);
            }
            other => merged.push(other),
        }
    }
    if let Some((path, keys)) = looked {
        merged.push(Expr::Term(Term { path, test: Test::Lookup { keys: without_repeats(keys) } }));
    }
    if let Some((path, part, cells)) = equal {
        let mut cells = without_repeats(cells);
        let test = if cells.len() == 1 { Test::Eq { part, cell: cells.remove(0) } } else { Test::In { part, cells } };
        merged.push(Expr::Term(Term { path, test }));
    }
    Expr::any(merged)
}

fn without_repeats<T: Clone + Eq + std::hash::Hash>(mut list: Vec<T>) -> Vec<T> {
    let mut seen = HashSet::with_capacity(list.len());
    list.retain(|item| seen.insert(item.clone()));
    list
}
