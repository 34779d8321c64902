//! Search over everything.

use std::collections::HashMap;
use std::sync::Arc;

use kith_catalogue::{FieldIx, Kind, Object};
use kith_engine::search::{self as store, Beside, Found, Hit};
use kith_engine::wire::Mentions;
use kith_engine::{Reader, Record, Result as Outcome};

use crate::lists;

use super::prelude::*;

/// The routes of this file.
pub fn routes() -> Routes {
    Routes::new().routes(routes!(search))
}

/// Find records by names, e-mails, phones, numbers, notes, files.
#[utoipa::path(
    get,
    path = "/search",
    tag = "records",
    params(SearchParams),
    responses((status = OK, description = "Done", body = SearchAnswer))
)]
async fn search(call: Call, Params(params): Params<SearchParams>) -> Answer {
    let SearchParams { q, objects, limit } = params;
    let limit = limit.unwrap_or(20);
    if !(1..=100).contains(&limit) {
        return Err(lists::out_of_range("limit", 1, 100));
    }
    if q.chars().count() > MAX_QUESTION {
        return Err(Problem::bad_request("too_long").field_with(
            "q",
            "too_long",
            serde_json::json!({"max": MAX_QUESTION}),
        ));
    }
    call.read(move |r| {
        let wanted: Vec<Arc<str>> = match &objects {
            None => Vec::new(),
            Some(keys) => keys
                .split(',')
                .map(str::trim)
                .filter(|key| !key.is_empty())
                .map(|key| r.object(key).map(|object| Arc::clone(&object.key)))
                .collect::<Outcome<_>>()?,
        };
        let (cat, access) = (Arc::clone(&r.cat), Arc::clone(&r.access));
        let found = store::find(r.conn(), &cat, &access, &q, &wanted, usize::try_from(limit).unwrap_or(20))?;
        let subtitles = subtitles(r, &found)?;
        let hits = found.into_iter().map(|hit| shown(r, hit, &subtitles)).collect();
        Reply::ok(&SearchAnswer { hits })
    })
    .await
}

/// The longest question, in characters.
const MAX_QUESTION: usize = 200;

/// The fields that tell records of the same title from each other, the first that is filled.
const TELLING: [(&str, &[&str]); 6] = [
    ("company", &["industry", "website"]),
    ("contact", &["company", "position"]),
    ("deal", &["company", "contact", "number"]),
    ("task", &["about", "type"]),
    ("product", &["sku", "category"]),
    ("line_item", &["deal"]),
];

fn shown(r: &Reader<'_>, hit: Hit, subtitles: &HashMap<Uuid, String>) -> SearchHit {
    let object = r.cat.object(&hit.object);
    let (matched, excerpt) = match hit.found {
        Found::Field(field) => (object.map_or("name", |object| matched(object, field)), None),
        Found::Beside { beside: Beside::Notes, excerpt, .. } => ("note", Some(excerpt)),
        Found::Beside { beside: Beside::Files, excerpt, .. } => ("file", Some(excerpt)),
    };
    SearchHit {
        matched: matched.to_owned(),
        excerpt,
        subtitle: subtitles.get(&hit.id).cloned(),
        object: hit.object.to_string(),
        id: hit.id,
        title: hit.title,
    }
}

/// Where a record was found, in one word.
fn matched(object: &Object, field: FieldIx) -> &'static str {
    let found = &object.fields[field];
    match found.kind {
        _ if field == object.title => "name",
        Kind::Phones => "phone",
        Kind::Emails => "email",
        Kind::Number { .. } => "number",
        Kind::ExternalIds => "external_id",
        Kind::LongText => "note",
        _ => "text",
    }
}

/// What tells the records found from others of the same title, as far as the caller may see it.
fn subtitles(r: &mut Reader<'_>, hits: &[Hit]) -> Outcome<HashMap<Uuid, String>> {
    let mut by_object: HashMap<&str, Vec<Uuid>> = HashMap::new();
    for hit in hits {
        by_object.entry(&*hit.object).or_default().push(hit.id);
    }
    let mut told = HashMap::new();
    for (key, ids) in by_object {
        let Some((_, fields)) = TELLING.iter().find(|(object, _)| *object == key) else { continue };
        let records = r.find_many(key, &ids)?;
        let mut links: Vec<(Uuid, Uuid)> = Vec::new();
        let mut mentions = Mentions::default();
        for record in &records {
            let Some(at) = telling(r, record, fields) else { continue };
            let kind = &record.object.fields[at].kind;
            match record.get(at) {
                kith_catalogue::Value::Link(link) => {
                    links.push((record.id, link.id));
                    mentions.add_value(kind, record.get(at));
                }
                value => {
                    told.insert(record.id, value.text(kind, r.cat.language));
                }
            }
        }
        let refs: Refs = serde_json::from_value(mentions.resolve(r)?).map_err(Error::internal)?;
        for (record, link) in links {
            let label = refs.0.values().find_map(|labels| labels.get(&link.to_string()));
            told.extend(label.map(|label| (record, label.clone())));
        }
    }
    Ok(told)
}

fn telling(r: &Reader<'_>, record: &Record, fields: &[&str]) -> Option<FieldIx> {
    let access = r.access.object(&record.object);
    fields
        .iter()
        .filter_map(|key| record.object.field(key))
        .find(|at| access.may_read(*at) && !record.get(*at).is_null())
}
