//! The columns of an export and the values in them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::tz::TimeZone;
use kith_catalogue::{FieldIx, Kind, Lang, Object, Value};
use kith_engine::query::{ListQuery, Paging};
use kith_engine::{Ctx, Error, Reader, Record, Result, Workspace, fixed, wire};
use kith_policy::Permission;
use uuid::Uuid;

use super::{ExportQuery, PAGE};

/// One cell on its way out.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Out {
    Nothing,
    Text(String),
    /// Plain decimal notation.
    Number(String),
    Date(jiff::civil::Date),
    DateTime(jiff::civil::DateTime),
}

/// One column of an export.
#[derive(Debug, Clone)]
struct Column {
    field: FieldIx,
    header: String,
    /// The currency of an amount, beside the amount itself.
    is_currency: bool,
}

/// An export under way.
pub(super) struct Pages {
    ws: Workspace,
    ctx: Ctx,
    object: Arc<Object>,
    columns: Vec<Column>,
    query: Option<ListQuery>,
    language: Lang,
    zone: TimeZone,
}

impl Pages {
    /// Begins an export.
    ///
    /// # Errors
    /// [`Error::Forbidden`] without the right to export, [`Error::NotFound`] for an object that the actor may not see.
    pub(super) fn new(ws: &Workspace, ctx: &Ctx, export: &ExportQuery) -> Result<Self> {
        let wanted = export.clone();
        let (object, fields) = ws.read_blocking(ctx.clone(), move |reader| {
            if !reader.access.may(Permission::Export) {
                return Err(Error::forbidden("export"));
            }
            let object = reader.object(&wanted.object)?;
            let access = Arc::clone(&reader.access);
            let readable: Vec<FieldIx> = access.object(&object).readable().collect();
            let fields = match wanted.fields {
                Some(fields) => fields.into_iter().filter(|ix| readable.contains(ix)).collect(),
                None => readable,
            };
            Ok((object, fields))
        })?;
        let mut query = ListQuery::new(export.object.as_str());
        query.filter = export.filter.clone();
        query.sort = export.sort.clone();
        query.fields = Some(fields.clone());
        query.limit = PAGE;
        let zone = ctx.actor.user().and_then(|user| TimeZone::get(&user.time_zone).ok());
        Ok(Self {
            ws: ws.clone(),
            ctx: ctx.clone(),
            columns: columns(&object, &fields, export.language),
            object,
            query: Some(query),
            language: export.language,
            zone: zone.unwrap_or_else(|| ws.catalogue().zone.clone()),
        })
    }

    /// The headers.
    pub(super) fn headers(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.header.clone()).collect()
    }

    /// The next rows; nothing after the last.
    pub(super) fn next(&mut self) -> Result<Option<Vec<Vec<Out>>>> {
        let Some(mut query) = self.query.take() else { return Ok(None) };
        let asked = query.clone();
        let object = Arc::clone(&self.object);
        let (records, refs, next) = self.ws.read_blocking(self.ctx.clone(), move |reader| {
            let page = reader.list(&asked)?;
            let records: Vec<Record> = page.rows.into_iter().map(|raw| wire::record(&object, raw)).collect();
            let refs = Refs::read(reader, &object, &records)?;
            Ok((records, refs, page.next))
        })?;
        if let Some(next) = next {
            query.paging = Paging::Cursor(next);
            self.query = Some(query);
        }
        let row = |record: &Record| self.columns.iter().map(|column| self.out(record, column, &refs)).collect();
        Ok(Some(records.iter().map(row).collect()))
    }

    fn out(&self, record: &Record, column: &Column, refs: &Refs) -> Out {
        let kind = &self.object.fields[column.field].kind;
        let text = |text: String| if text.is_empty() { Out::Nothing } else { Out::Text(text) };
        match record.get(column.field) {
            Value::Null => Out::Nothing,
            Value::Money(money) if column.is_currency => Out::Text(money.currency.code().to_owned()),
            Value::Money(money) => Out::Number(money.amount().to_string()),
            Value::Number(number) => Out::Number(number.normalize().to_string()),
            Value::Date(date) => Out::Date(*date),
            Value::DateTime(at) => Out::DateTime(at.to_zoned(self.zone.clone()).datetime()),
            Value::Link(link) => text(refs.label(&link.object, link.id)),
            Value::Ref(id) => text(refs.label(kind.name(), *id)),
            Value::Users(ids) => text(ids.iter().map(|id| refs.label("user", *id)).collect::<Vec<_>>().join("; ")),
            // The source matters to the next import, the export is for people: ids only.
            Value::ExternalIds(ids) => text(ids.values().cloned().collect::<Vec<_>>().join("; ")),
            value => text(value.text(kind, self.language)),
        }
    }
}

fn columns(object: &Object, fields: &[FieldIx], language: Lang) -> Vec<Column> {
    let mut columns = Vec::new();
    for &field in fields {
        let known = &object.fields[field];
        let header = known.label.get(language).to_owned();
        columns.push(Column { field, header: header.clone(), is_currency: false });
        if matches!(known.kind, Kind::Money) {
            let word = match language {
                Lang::En => "currency",
                Lang::Ru => "валюта",
                Lang::Cs => "měna",
            };
            columns.push(Column { field, header: format!("{header}, {word}"), is_currency: true });
        }
    }
    columns
}

/// Labels of what a page's records point to, as far as the actor may see them.
struct Refs(HashMap<(String, Uuid), String>);

impl Refs {
    fn read(reader: &mut Reader<'_>, object: &Object, records: &[Record]) -> Result<Self> {
        let mut wanted: BTreeMap<String, BTreeSet<Uuid>> = BTreeMap::new();
        for (record, (ix, field)) in records.iter().flat_map(|r| object.fields.iter().enumerate().map(move |f| (r, f)))
        {
            match (&field.kind, record.get(ix)) {
                (Kind::Link { targets }, Value::Link(link)) => {
                    let target = if link.object.is_empty() { targets.first() } else { Some(&link.object) };
                    if let Some(target) = target {
                        wanted.entry(target.to_string()).or_default().insert(link.id);
                    }
                }
                (_, Value::Users(ids)) => {
                    wanted.entry("user".to_owned()).or_default().extend(ids);
                }
                (kind, Value::Ref(id)) => {
                    wanted.entry(kind.name().to_owned()).or_default().insert(*id);
                }
                _ => {}
            }
        }
        let mut found = HashMap::new();
        for (what, ids) in wanted {
            let ids: Vec<Uuid> = ids.into_iter().collect();
            let labels = match what.as_str() {
                "user" => fixed::user_labels(reader.conn(), &ids)?,
                "stage" => fixed::stage_labels(reader.conn(), &ids)?,
                "pipeline" => fixed::pipeline_labels(reader.conn(), &ids)?,
                target => match reader.labels(target, &ids) {
                    Ok(labels) => labels,
                    Err(Error::NotFound) => BTreeMap::new(),
                    Err(error) => return Err(error),
                },
            };
            found.extend(labels.into_iter().map(|(id, label)| ((what.clone(), id), label)));
        }
        Ok(Self(found))
    }

    fn label(&self, what: &str, id: Uuid) -> String {
        self.0.get(&(what.to_owned(), id)).cloned().unwrap_or_default()
    }
}
