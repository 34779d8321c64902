//! What is done in time by the clock, once a day: a task for whoever looks after a client from whom a purchase is expected, and
//! the next of deals that recur ([`crate::recurring`]). Each is done once: what was done is kept with what it was done for.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use kith_catalogue::filter::{Expr, Path, Term, Test};
use kith_catalogue::sort::{Dir, Sort};
use kith_catalogue::standard::task::{self, ABOUT, ASSIGNEE, DUE_AT, TITLE, TYPE};
use kith_catalogue::standard::{NEXT_PURCHASE_ON, OFFERED_FOR, PURCHASES, company, contact};
use kith_catalogue::{Lang, Part, Problem, Value};
use kith_engine::people::users;
use kith_engine::query::{ListQuery, Paging};
use kith_engine::worker::JobKind;
use kith_engine::{
    CreateOptions, Error, Fields, Lane, NewJob, Reader, Record, Result, Tx, Workspace, settings as stored, wire,
};
use kith_policy::Permission;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::working_time;

const NAME: &str = "sales.daily";
/// Where the settings are.
const KEY: &str = "sales.repeat";
/// Whoever should have bought longer ago than this is a matter of the board, not of a task.
const LATEST: i64 = 30;
/// How many clients one transaction looks at.
const CHUNK: usize = 100;

/// Whether and how long before a purchase is expected a task is made for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Tasks are made.
    pub enabled: bool,
    /// So many days before.
    pub days_before: i64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { enabled: false, days_before: 7 }
    }
}

/// What is set.
///
/// # Errors
/// When the store fails.
pub fn settings(reader: &mut Reader<'_>) -> Result<Settings> {
    Ok(stored::get(reader.conn(), KEY)?.unwrap_or_default())
}

/// Sets it, and has it looked after from now on.
///
/// # Errors
/// [`Error::Forbidden`] for whoever may not manage pipelines, [`Error::Invalid`] for days that are none.
pub fn change_settings(tx: &mut Tx<'_>, settings: Settings) -> Result<Settings> {
    if !tx.access.may(Permission::ManagePipelines) {
        return Err(Error::forbidden("manage_pipelines"));
    }
    if !(0..=365).contains(&settings.days_before) {
        let problem = Problem::new("out_of_range").at("days_before").with("min", 0).with("max", 365);
        return Err(Error::Invalid(vec![problem]));
    }
    let before: Settings = stored::get(tx.sql(), KEY)?.unwrap_or_default();
    if before != settings {
        stored::put(tx.sql(), KEY, &settings)?;
        let change = crate::log::change("repeat_sales", json!(before), json!(settings));
        let id = tx.new_id();
        crate::log::about_row(tx, "workspace", "repeat_sales", id, vec![change])?;
        wake(tx)?;
    }
    Ok(settings)
}

/// Has the daily work done now; it plans its next day itself.
pub(crate) fn wake(tx: &mut Tx<'_>) -> Result<()> {
    let now = tx.ctx.now;
    promise(tx, now)
}

fn promise(tx: &mut Tx<'_>, at: Timestamp) -> Result<()> {
    let job = NewJob {
        kind: NAME.to_owned(),
        payload: "{}".to_owned(),
        run_at: at,
        max_attempts: 10,
        dedup: Some(NAME.to_owned()),
        event: None,
    };
    let now = tx.ctx.now;
    Ok(kith_engine::jobs::enqueue_by(tx.sql(), &job, now)?)
}

/// The job.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Daily;

impl JobKind for Daily {
    fn name(&self) -> &'static str {
        NAME
    }

    fn run(&self, ws: &Workspace, _: &Json) -> Result<()> {
        ws.reload()?;
        let set = ws.read_blocking(ws.system_ctx(), settings)?;
        let mut goes_on = crate::recurring::run(ws)?;
        if set.enabled {
            for object in [company::KEY, contact::KEY] {
                let mut next = Some(Paging::First);
                while let Some(page) = next {
                    next =
                        ws.write_blocking(ws.system_ctx(), Lane::Bulk, move |tx| chunk(tx, object, set, page.clone()))?;
                }
            }
            goes_on = true;
        }
        if goes_on {
            ws.write_blocking(ws.system_ctx(), Lane::Bulk, |tx| {
                let at = tomorrow(tx)?;
                promise(tx, at)
            })?;
        }
        Ok(())
    }
}

/// Early on the next day, where the workspace is.
fn tomorrow(tx: &Tx<'_>) -> Result<Timestamp> {
    let day = today(tx).checked_add(1.day()).map_err(Error::internal)?;
    let at = day.at(5, 0, 0, 0).to_zoned(tx.cat.zone.clone()).map_err(Error::internal)?;
    Ok(at.timestamp().max(tx.ctx.now + SignedDuration::from_hours(1)))
}

/// The day that it is where the workspace is.
pub(crate) fn today(tx: &Tx<'_>) -> Date {
    tx.ctx.now.to_zoned(tx.cat.zone.clone()).date()
}

/// A day as filters know it.
pub(crate) fn number_of(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

fn chunk(tx: &mut Tx<'_>, object: &str, set: Settings, page: Paging) -> Result<Option<Paging>> {
    let object = tx.object(object)?;
    let today = today(tx);
    let from = today.checked_sub(LATEST.days()).map_err(Error::internal)?;
    let to = today.checked_add(set.days_before.days()).map_err(Error::internal)?;
    let mut query = ListQuery::new(&*object.key);
    let date = Path::field(object.must(NEXT_PURCHASE_ON));
    let test = Test::Between { part: Part::Value, from: number_of(from), to: number_of(to) };
    query.filter = Expr::Term(Term { path: date, test });
    query.sort = vec![Sort::new(NEXT_PURCHASE_ON, Dir::Asc, &tx.cat, &object).map_err(Error::BadRequest)?];
    query.limit = CHUNK;
    query.paging = page;
    let page = tx.list(&query)?;
    for raw in page.rows {
        let client = wire::record(&object, raw);
        offer(tx, &client, set)?;
    }
    Ok(page.next.map(Paging::Cursor))
}

/// Makes the task for the purchase that is expected next, unless it was made.
fn offer(tx: &mut Tx<'_>, client: &Record, set: Settings) -> Result<()> {
    let expected = client.value(PURCHASES).as_number().unwrap_or_default() + Decimal::ONE;
    let Some(on) = client.value(NEXT_PURCHASE_ON).as_date() else { return Ok(()) };
    if client.value(OFFERED_FOR).as_number() == Some(expected) {
        return Ok(());
    }
    tx.keep(client, &[(OFFERED_FOR, Value::Number(expected))])?;
    let owner = match client.owner() {
        Some(owner) => users::find(tx.sql(), owner)?.filter(|person| person.active).map(|person| person.id),
        None => None,
    };
    let day = on.checked_sub(set.days_before.days()).map_err(Error::internal)?.max(today(tx));
    let zone = crate::next_step::zone_of(tx, owner)?;
    let morning = day.at(9, 0, 0, 0).to_zoned(zone).map_err(Error::internal)?.timestamp();
    let calendar = working_time::calendar_of(tx, owner)?;
    let due = calendar.add(morning, 0).unwrap_or(morning);
    let title = match tx.cat.language {
        Lang::En => "Offer a repeat purchase",
        Lang::Ru => "Предложить повторную покупку",
        Lang::Cs => "Nabídnout opakovaný nákup",
    };
    let mut fields = Fields::new();
    fields.insert(TITLE.to_owned(), title.into());
    fields.insert(TYPE.to_owned(), "call".into());
    fields.insert(DUE_AT.to_owned(), due.to_string().into());
    fields.insert(ABOUT.to_owned(), json!({ "object": &*client.object.key, "id": client.id }));
    if let Some(owner) = owner {
        fields.insert(ASSIGNEE.to_owned(), owner.to_string().into());
    }
    tx.create(task::KEY, &fields, CreateOptions::default()).map(drop)
}
