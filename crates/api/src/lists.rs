//! Lists: what is asked for, and the page written straight from the cells of the rows.

use std::sync::Arc;

use kith_engine::query::{Deleted, ListQuery, Paging};
use kith_engine::{Reader, Result};
use serde_json::Value;

use crate::asked;
use crate::model::records::{ListParams, Query};
use crate::problem::Problem;
use crate::reply::Reply;

/// Records on a page when nothing is said.
const USUAL: u32 = 50;
/// The most records on a page.
const MOST: u32 = 500;

/// What a list is asked for, whether in the address or in a body.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// The condition.
    pub filter: Option<Value>,
    /// The order: keys separated by commas.
    pub sort: Option<String>,
    /// The fields to answer with.
    pub fields: Option<Vec<String>>,
    /// Records on a page.
    pub limit: usize,
    /// Which page.
    pub paging: Paging,
    /// Whether to count.
    pub count: bool,
    /// Whether the bin is meant.
    pub deleted: bool,
}

impl Asked {
    /// What an address asks for.
    ///
    /// # Errors
    /// 400 naming the parameter.
    pub fn of_params(params: ListParams) -> Result<Self, Problem> {
        let filter = filter_of_text(params.filter.as_deref())?;
        let fields = params.fields.map(|fields| fields.split(',').map(str::to_owned).collect());
        Ok(Self {
            filter,
            sort: params.sort,
            fields,
            limit: limit(params.limit)?,
            paging: paging(params.cursor, params.offset)?,
            count: params.count.unwrap_or(false),
            deleted: params.deleted.unwrap_or(false),
        })
    }

    /// What a body asks for.
    ///
    /// # Errors
    /// 400 naming the key.
    pub fn of_body(body: Query) -> Result<Self, Problem> {
        Ok(Self {
            filter: body.filter,
            sort: body.sort.map(|sort| sort.text()),
            fields: body.fields,
            limit: limit(body.limit)?,
            paging: paging(body.cursor, body.offset)?,
            count: body.count.unwrap_or(false),
            deleted: body.deleted.unwrap_or(false),
        })
    }
}

/// A filter that came as text.
///
/// # Errors
/// 400 for what is no JSON or nests too deep.
pub fn filter_of_text(text: Option<&str>) -> Result<Option<Value>, Problem> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    match crate::extract::read(text.as_bytes()) {
        Ok(filter) => Ok(Some(filter)),
        Err(problem) => {
            let code = problem.code().to_owned();
            Err(Problem::bad_request(&code).field("filter", &code))
        }
    }
}

fn limit(asked: Option<u32>) -> Result<usize, Problem> {
    match asked.unwrap_or(USUAL) {
        limit @ 1..=MOST => Ok(usize::try_from(limit).unwrap_or(50)),
        _ => Err(out_of_range("limit", 1, MOST)),
    }
}

/// A number that is outside of what can be asked for.
pub fn out_of_range(key: &str, min: u32, max: u32) -> Problem {
    let params = serde_json::json!({"min": min, "max": max});
    Problem::bad_request("out_of_range").field_with(key, "out_of_range", params)
}

fn paging(cursor: Option<String>, offset: Option<u64>) -> Result<Paging, Problem> {
    match (cursor, offset) {
        (Some(_), Some(_)) => Err(Problem::bad_request("bad_parameter").field("offset", "cursor_or_offset")),
        (Some(cursor), None) => Ok(Paging::Cursor(cursor)),
        (None, Some(offset)) if i64::try_from(offset).is_err() => Err(out_of_range("offset", 0, u32::MAX)),
        (None, Some(offset)) => Ok(Paging::Offset(offset)),
        (None, None) => Ok(Paging::First),
    }
}

/// A page of a list.
///
/// # Errors
/// What the question or the store refuses.
pub fn page(r: &mut Reader<'_>, object: &str, asked: &Asked) -> Result<Reply> {
    let object = r.object(object)?;
    let wanted = match &asked.fields {
        Some(keys) => Some(asked::fields(r, &object, keys.iter().map(String::as_str))?),
        None => None,
    };
    let mut question = ListQuery::new(Arc::clone(&object.key));
    question.filter = asked::filter(r, &object, asked.filter.as_ref())?;
    question.sort = asked::sort(r, &object, asked.sort.as_deref())?;
    question.limit = asked.limit;
    question.paging = asked.paging.clone();
    question.count = asked.count;
    question.deleted = if asked.deleted { Deleted::Bin } else { Deleted::Live };
    question.fields = wanted;
    Ok(Reply::raw(kith_engine::page::json(r, &question)?))
}
