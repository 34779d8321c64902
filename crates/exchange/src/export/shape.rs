//! The columns of an export and the values in them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::tz::TimeZone;
use kith_catalogue::filter::{Path, Step};
use kith_catalogue::{Catalogue, FieldIx, Kind, Lang, Object, Value};
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
    /// The object that the field leads to, and the field there.
    through: Option<(Arc<Object>, FieldIx)>,
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
        let (object, columns) = ws.read_blocking(ctx.clone(), move |reader| {
            if !reader.access.may(Permission::Export) {
                return Err(Error::forbidden("export"));
            }
            let object = reader.object(&wanted.object)?;
            let access = Arc::clone(&reader.access);
            let readable: Vec<FieldIx> = access.object(&object).readable().collect();
            let paths = match wanted.fields {
                Some(paths) => {
                    paths.into_iter().filter(|path| access.may_read_path(&reader.cat, &object, path)).collect()
                }
                None => readable.into_iter().map(Path::field).collect(),
            };
            let columns = columns(&reader.cat, &object, paths, wanted.language);
            Ok((object, columns))
        })?;
        let mut query = ListQuery::new(export.object.as_str());
        query.filter = export.filter.clone();
        query.sort = export.sort.clone();
        let mut fields: Vec<FieldIx> = columns.iter().map(|column| column.field).collect();
        fields.dedup();
        query.fields = Some(fields);
        query.limit = PAGE;
        let zone = ctx.actor.user().and_then(|user| TimeZone::get(&user.time_zone).ok());
        Ok(Self {
            ws: ws.clone(),
            ctx: ctx.clone(),
            columns,
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
        let (object, columns) = (Arc::clone(&self.object), self.columns.clone());
        let (records, linked, refs, next) = self.ws.read_blocking(self.ctx.clone(), move |reader| {
            let page = reader.list(&asked)?;
            let records: Vec<Record> = page.rows.into_iter().map(|raw| wire::record(&object, raw)).collect();
            let linked = linked(reader, &records, &columns)?;
            let shown: Vec<&Record> = records.iter().chain(linked.values()).collect();
            let refs = Refs::read(reader, &shown)?;
            Ok((records, linked, refs, page.next))
        })?;
        if let Some(next) = next {
            query.paging = Paging::Cursor(next);
            self.query = Some(query);
        }
        let cell = |record: &Record, column: &Column| match (&column.through, record.get(column.field)) {
            (None, _) => self.out(record, column.field, column.is_currency, &refs),
            (Some((_, field)), Value::Link(link)) => match linked.get(&link.id) {
                Some(there) => self.out(there, *field, column.is_currency, &refs),
                None => Out::Nothing,
            },
            (Some(_), _) => Out::Nothing,
        };
        Ok(Some(records.iter().map(|r| self.columns.iter().map(|column| cell(r, column)).collect()).collect()))
    }

    fn out(&self, record: &Record, field: FieldIx, is_currency: bool, refs: &Refs) -> Out {
        let kind = &record.object.fields[field].kind;
        let text = |text: String| if text.is_empty() { Out::Nothing } else { Out::Text(text) };
        match record.get(field) {
            Value::Null => Out::Nothing,
            Value::Money(money) if is_currency => Out::Text(money.currency.code().to_owned()),
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

/// What the column of an amount's currency is called, beside the one of the amount.
pub(crate) fn currency_header(amount: &str, language: Lang) -> String {
    let word = match language {
        Lang::En => "currency",
        Lang::Ru => "валюта",
        Lang::Cs => "měna",
    };
    format!("{amount}, {word}")
}

fn columns(catalogue: &Catalogue, object: &Object, paths: Vec<Path>, language: Lang) -> Vec<Column> {
    let mut columns = Vec::new();
    for path in paths {
        let own = &object.fields[path.field];
        let own_name = own.label.get(language);
        let (through, known, header) = match &path.step {
            None => (None, own, own_name.to_owned()),
            Some(Step::Record { object, field }) => {
                let Some(there) = catalogue.object(object) else { continue };
                let known = &there.fields[*field];
                let header = format!("{own_name}: {}", known.label.get(language));
                (Some((Arc::clone(there), *field)), known, header)
            }
            Some(_) => continue,
        };
        let column = Column { field: path.field, through, header, is_currency: false };
        let currency = matches!(known.kind, Kind::Money).then(|| {
            let header = currency_header(&column.header, language);
            Column { header, is_currency: true, ..column.clone() }
        });
        columns.push(column);
        columns.extend(currency);
    }
    columns
}

/// The live records that the columns look into, as far as the actor may see them.
fn linked(reader: &mut Reader<'_>, records: &[Record], columns: &[Column]) -> Result<HashMap<Uuid, Record>> {
    let mut wanted: BTreeMap<Arc<str>, BTreeSet<Uuid>> = BTreeMap::new();
    for column in columns {
        let Some((target, _)) = &column.through else { continue };
        let ids = records.iter().filter_map(|record| match record.get(column.field) {
            Value::Link(link) => Some(link.id),
            _ => None,
        });
        wanted.entry(Arc::clone(&target.key)).or_default().extend(ids);
    }
    let mut found = HashMap::new();
    for (target, ids) in wanted {
        let ids: Vec<Uuid> = ids.into_iter().collect();
        let live = reader.find_many(&target, &ids)?.into_iter().filter(|record| record.deleted_at.is_none());
        found.extend(live.map(|record| (record.id, record)));
    }
    Ok(found)
}

/// Labels of what a page's records point to, as far as the actor may see them.
struct Refs(HashMap<(String, Uuid), String>);

impl Refs {
    fn read(reader: &mut Reader<'_>, records: &[&Record]) -> Result<Self> {
        let mut wanted: BTreeMap<String, BTreeSet<Uuid>> = BTreeMap::new();
        let values = records.iter().flat_map(|r| r.object.fields.iter().enumerate().map(move |f| (r, f)));
        for (record, (ix, field)) in values {
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
