//! What a list is asked for, read as the caller knows the catalogue: what is hidden from him is as unknown to him as
//! what does not exist, down to the wording of the refusal.

use std::sync::Arc;

use jiff::tz::TimeZone;
use kith_catalogue::filter::{Filter, Path, Step};
use kith_catalogue::sort::Sort;
use kith_catalogue::{Catalogue, Expr, FieldIx, Object, Problem};
use kith_engine::{Error, Reader, Result};
use serde_json::Value;

use crate::error::BAD_FILTER;

/// The catalogue as the caller knows it.
pub fn seen(r: &Reader<'_>) -> Arc<Catalogue> {
    r.seen()
}

/// A filter; nothing is everything.
///
/// # Errors
/// [`Error::BadRequest`] or several problems of a filter.
pub fn filter(r: &Reader<'_>, object: &Object, json: Option<&Value>) -> Result<Expr> {
    filter_in(r, object, json, &r.cat.zone)
}

/// A filter whose days begin in a zone.
///
/// # Errors
/// As [`filter`].
pub fn filter_in(r: &Reader<'_>, object: &Object, json: Option<&Value>, zone: &TimeZone) -> Result<Expr> {
    let Some(json) = json else { return Ok(Expr::True) };
    let seen = seen(r);
    let object = seen.object(&object.key).ok_or(Error::NotFound)?;
    Filter::parse(json, &seen, object, &r.filter_cx(zone))
        .map_err(|problems| Error::Refused { code: BAD_FILTER, problems })
}

/// An order: keys separated by commas.
///
/// # Errors
/// [`Error::BadRequest`].
pub fn sort(r: &Reader<'_>, object: &Object, text: Option<&str>) -> Result<Vec<Sort>> {
    let Some(text) = text else { return Ok(Vec::new()) };
    let seen = seen(r);
    let object = seen.object(&object.key).ok_or(Error::NotFound)?;
    Sort::parse(text, &seen, object).map_err(|problem| Error::BadRequest(problem.at("sort")))
}

/// Fields to answer with: keys separated by commas.
///
/// # Errors
/// [`Error::BadRequest`].
pub fn fields<'k>(r: &Reader<'_>, object: &Object, keys: impl Iterator<Item = &'k str>) -> Result<Vec<FieldIx>> {
    let access = r.access.object(object);
    let mut fields = Vec::new();
    for key in keys.map(str::trim).filter(|key| !key.is_empty()) {
        let known = object.field(key).filter(|at| access.may_read(*at));
        let at =
            known.ok_or_else(|| Error::BadRequest(Problem::new("unknown_field").with("field", key).at("fields")))?;
        if !fields.contains(&at) {
            fields.push(at);
        }
    }
    Ok(fields)
}

/// Fields to take out, those of linked records among them.
///
/// # Errors
/// [`Error::BadRequest`].
pub fn paths<'k>(r: &Reader<'_>, object: &Object, keys: impl Iterator<Item = &'k str>) -> Result<Vec<Path>> {
    let seen = seen(r);
    let object = seen.object(&object.key).ok_or(Error::NotFound)?;
    let mut paths = Vec::new();
    for key in keys.map(str::trim).filter(|key| !key.is_empty()) {
        let path =
            Path::parse(key, &seen, object).ok().filter(|path| matches!(path.step, None | Some(Step::Record { .. })));
        let path =
            path.ok_or_else(|| Error::BadRequest(Problem::new("unknown_field").with("field", key).at("fields")))?;
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    Ok(paths)
}

/// A zone by its name; the workspace's when left out.
///
/// # Errors
/// [`Error::BadRequest`].
pub fn zone(r: &Reader<'_>, name: Option<&str>) -> Result<TimeZone> {
    match name {
        None => Ok(r.cat.zone.clone()),
        Some(name) => {
            TimeZone::get(name).map_err(|_| Error::BadRequest(Problem::new("unknown_time_zone").at("time_zone")))
        }
    }
}
