//! Lists: what is asked for, and the page written straight from the cells of the rows.

use std::sync::Arc;

use kith_catalogue::{CellRef, FieldIx, Kind, Object};
use kith_engine::query::{self, Deleted, ListQuery, Paging, RecordRow};
use kith_engine::wire::{self, Mentions};
use kith_engine::{Error, Reader, Result};
use kith_policy::{Access, Action, RowRule};
use serde_json::Value;
use uuid::Uuid;

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
    let access = Arc::clone(&r.access);
    let here = access.object(&object);
    match (Can::of(here.row(Action::Edit)), Can::of(here.row(Action::Delete))) {
        (Some(edit), Some(delete)) => {
            let mut fields = wanted.clone().unwrap_or_else(|| here.readable().collect());
            fields.sort_unstable();
            let mut writer = Writer::new(&object, &access, fields, edit, delete);
            question.fields = Some(writer.needed());
            let cat = Arc::clone(&r.cat);
            let end =
                query::list_each(r.conn(), &cat, &access, &question, &mut |row: &RecordRow<'_, '_>| writer.row(row))?;
            writer.finish(r, &end)
        }
        _ => slowly(r, &object, &question, wanted.as_deref()),
    }
}

/// A page whose rights hang on other records: they are asked for together, after the rows.
fn slowly(r: &mut Reader<'_>, object: &Arc<Object>, question: &ListQuery, wanted: Option<&[FieldIx]>) -> Result<Reply> {
    let page = r.list(question)?;
    let records: Vec<_> = page.rows.into_iter().map(|raw| wire::record(object, raw)).collect();
    let can = wire::abilities(r, object, &records)?;
    let access = Arc::clone(&r.access);
    let here = access.object(object);
    let mut mentions = Mentions::default();
    for record in &records {
        for at in here.readable().filter(|at| wanted.is_none_or(|wanted| wanted.contains(at))) {
            mentions.add_value(&object.fields[at].kind, record.get(at));
        }
    }
    let refs = mentions.resolve(r)?;
    let records: Vec<Value> =
        records.iter().zip(can).map(|(record, can)| wire::record_json(record, &here, can, wanted)).collect();
    let mut json = serde_json::json!({"records": records, "refs": refs, "next": page.next});
    if let Some(count) = page.count {
        json["count"] = count.into();
    }
    Reply::ok(&json)
}

/// Whether an action is allowed, as far as the record itself tells.
enum Can {
    Always(bool),
    Owners(FieldIx, Arc<[Uuid]>),
}

impl Can {
    /// None when the rule asks about another record.
    fn of(rule: &RowRule) -> Option<Self> {
        match rule {
            RowRule::All => Some(Self::Always(true)),
            RowRule::None => Some(Self::Always(false)),
            RowRule::Owners { field, users } => Some(Self::Owners(*field, Arc::clone(users))),
            RowRule::Parent { .. } => None,
        }
    }

    fn field(&self) -> Option<FieldIx> {
        match self {
            Self::Always(_) => None,
            Self::Owners(field, _) => Some(*field),
        }
    }

    fn allows(&self, row: &RecordRow<'_, '_>) -> Result<bool> {
        Ok(match self {
            Self::Always(allowed) => *allowed,
            Self::Owners(field, users) => {
                matches!(row.cells(*field)?[0], CellRef::Uuid(owner) if users.contains(&owner))
            }
        })
    }
}

/// Writes a page as it comes from the database.
struct Writer<'a> {
    object: &'a Object,
    fields: Vec<FieldIx>,
    edit: Can,
    delete: Can,
    head: String,
    keys: Vec<String>,
    tail: String,
    out: Vec<u8>,
    mentioned: Vec<Vec<(Option<String>, Uuid)>>,
    rows: usize,
}

impl<'a> Writer<'a> {
    fn new(object: &'a Object, access: &Access, fields: Vec<FieldIx>, edit: Can, delete: Can) -> Self {
        let keys = fields.iter().enumerate().map(|(place, at)| {
            let comma = if place == 0 { "" } else { "," };
            format!("{comma}\"{}\":", object.fields[*at].key)
        });
        let masked = access.object(object).masked();
        let masked: Vec<String> = masked.iter().map(|key| format!("\"{key}\"")).collect();
        Self {
            keys: keys.collect(),
            mentioned: vec![Vec::new(); fields.len()],
            head: format!("{{\"object\":\"{}\",\"id\":\"", object.key),
            tail: format!("}},\"masked\":[{}]", masked.join(",")),
            out: Vec::with_capacity(16 * 1024),
            object,
            fields,
            edit,
            delete,
            rows: 0,
        }
    }

    /// The fields to read: those asked for, and those that say whose a record is.
    fn needed(&self) -> Vec<FieldIx> {
        let mut needed = self.fields.clone();
        needed.extend(self.edit.field());
        needed.extend(self.delete.field());
        needed.sort_unstable();
        needed.dedup();
        needed
    }

    fn row(&mut self, row: &RecordRow<'_, '_>) -> Result<()> {
        let out = &mut self.out;
        out.extend_from_slice(if self.rows == 0 { b"{\"records\":[" } else { b"," });
        self.rows += 1;
        out.extend_from_slice(self.head.as_bytes());
        let mut id = [0; uuid::fmt::Hyphenated::LENGTH];
        out.extend_from_slice(row.id()?.hyphenated().encode_lower(&mut id).as_bytes());
        out.extend_from_slice(b"\",\"version\":");
        out.extend_from_slice(row.version()?.to_string().as_bytes());
        out.extend_from_slice(b",\"fields\":{");
        for (place, at) in self.fields.iter().enumerate() {
            let kind = &self.object.fields[*at].kind;
            let cells = row.cells(*at)?;
            out.extend_from_slice(self.keys[place].as_bytes());
            kind.write_json(&cells, out);
            if let Some(mention) = mention(kind, &cells) {
                self.mentioned[place].push(mention);
            }
        }
        let deleted = row.deleted_at()?;
        let can = [self.edit.allows(row)? && deleted.is_none(), self.delete.allows(row)?];
        out.extend_from_slice(b"},\"can\":{\"edit\":");
        out.extend_from_slice(if can[0] { b"true" } else { b"false" });
        out.extend_from_slice(b",\"delete\":");
        out.extend_from_slice(if can[1] { b"true" } else { b"false" });
        out.extend_from_slice(self.tail.as_bytes());
        if let Some(at) = deleted {
            out.extend_from_slice(b",\"deleted_at\":");
            Kind::DateTime.write_json(&[CellRef::Int(at), CellRef::Null], out);
        }
        out.push(b'}');
        Ok(())
    }

    fn finish(mut self, r: &mut Reader<'_>, end: &query::PageEnd) -> Result<Reply> {
        if self.rows == 0 {
            self.out.extend_from_slice(b"{\"records\":[");
        }
        self.out.extend_from_slice(b"],\"refs\":");
        let mut mentions = Mentions::default();
        for (place, at) in self.fields.iter().enumerate() {
            let mentioned = &mut self.mentioned[place];
            mentioned.sort_unstable();
            mentioned.dedup();
            let usual = target(&self.object.fields[*at].kind);
            for (object, id) in mentioned.iter() {
                if let Some(object) = object.as_deref().or(usual) {
                    mentions.add(object, *id);
                }
            }
        }
        serde_json::to_writer(&mut self.out, &mentions.resolve(r)?).map_err(Error::internal)?;
        self.out.extend_from_slice(b",\"next\":");
        serde_json::to_writer(&mut self.out, &end.next).map_err(Error::internal)?;
        if let Some(count) = end.count {
            self.out.extend_from_slice(format!(",\"count\":{count}").as_bytes());
        }
        self.out.push(b'}');
        Ok(Reply::raw(self.out))
    }
}

/// What a reference points to when its cells do not say.
fn target(kind: &Kind) -> Option<&str> {
    match kind {
        Kind::Link { targets } => targets.first().map(|target| &**target),
        Kind::User => Some("user"),
        Kind::Stage => Some("stage"),
        Kind::Pipeline => Some("pipeline"),
        _ => None,
    }
}

/// The id that a value points to, with its object where the field has several.
fn mention(kind: &Kind, cells: &[CellRef<'_>; 2]) -> Option<(Option<String>, Uuid)> {
    target(kind)?;
    let CellRef::Uuid(id) = cells[0] else { return None };
    match (kind, cells[1]) {
        (Kind::Link { targets }, CellRef::Text(object)) if targets.len() > 1 => Some((Some(object.to_owned()), id)),
        _ => Some((None, id)),
    }
}
