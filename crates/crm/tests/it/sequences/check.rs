//! What holds after every commit, looked at without the code that keeps it so.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use kith_catalogue::Value;
use kith_catalogue::standard::is_kept;
use kith_crm::stay;
use kith_crm::working_time;
use kith_engine::events::{self, EventRow};
use kith_engine::query::{Deleted, ListQuery};
use kith_engine::{Lane, NewJob, Reader, Record, Result, Sql};
use serde_json::Value as Json;
use uuid::Uuid;

use super::ops::{Op, What};
use super::scene::{MADE, Scene, work};
use crate::house::House;

/// What the log has told so far, and what follows from it for later.
pub struct Model {
    seq: i64,
    /// Each record's version and fields, as the log tells them.
    told: HashMap<Uuid, (i64, BTreeMap<String, Json>)>,
    /// The rules that a deal was let into its stage without.
    broken: HashMap<Uuid, BTreeSet<String>>,
    /// Where deals stood before the command.
    stood: HashMap<Uuid, Uuid>,
}

/// Everything that there is after a commit.
struct Now {
    records: BTreeMap<&'static str, Vec<Record>>,
    fresh: Vec<EventRow>,
    stays: HashMap<Uuid, Vec<stay::Stay>>,
    away: BTreeSet<Uuid>,
    seq: i64,
}

impl Now {
    fn read(r: &mut Reader<'_>, since: i64) -> Result<Self> {
        let mut records = BTreeMap::new();
        for object in MADE {
            let mut query = ListQuery::new(object);
            (query.limit, query.deleted) = (500, Deleted::All);
            let ids: Vec<Uuid> = r.list(&query)?.rows.iter().map(|row| row.id).collect();
            records.insert(object, r.find_many(object, &ids)?);
        }
        let rows =
            r.conn().query(&Sql::new("SELECT id, seq FROM event WHERE seq > ").bind(since).push(" ORDER BY seq"))?;
        let (mut fresh, mut seq) = (Vec::new(), since);
        for row in &rows {
            seq = row.int(1)?;
            fresh.extend(events::by_id(r.conn(), row.uuid(0)?)?);
        }
        let mut stays = HashMap::new();
        for deal in &records["deal"] {
            stays.insert(deal.id, stay::of(r.conn(), deal.id)?);
        }
        let today = r.ctx.now.to_zoned(r.cat.zone.clone()).date();
        let absences = working_time::absences(r, today)?;
        let away = absences.iter().filter(|it| it.from <= today && today <= it.to).map(|it| it.user).collect();
        Ok(Self { records, fresh, stays, away, seq })
    }

    fn live(&self, object: &str) -> impl Iterator<Item = &Record> {
        self.records[object].iter().filter(|record| record.deleted_at.is_none())
    }

    fn any(&self, object: &str, id: Uuid) -> Option<&Record> {
        self.records[object].iter().find(|record| record.id == id)
    }
}

fn last_seq(house: &House) -> i64 {
    let last = |r: &mut Reader<'_>| {
        let row = r.conn().one(&Sql::new("SELECT max(seq) FROM event"))?;
        Ok(row.map(|row| row.opt_int(0)).transpose()?.flatten().unwrap_or(0))
    };
    house.ws.read_blocking(house.ws.system_ctx(), last).unwrap()
}

fn minor(record: &Record, key: &str) -> Option<i64> {
    record.value(key).as_money().map(|money| money.minor)
}

fn millis(value: &Value) -> Option<i64> {
    value.as_time().map(Timestamp::as_millisecond)
}

impl Model {
    pub fn begin(house: &House) -> Self {
        Self { seq: last_seq(house), told: HashMap::new(), broken: HashMap::new(), stood: HashMap::new() }
    }

    pub fn check(&mut self, house: &House, scene: &Scene, op: &Op) {
        let since = self.seq;
        let mut ctx = house.ws.system_ctx();
        ctx.now = house.ws.clock().now();
        let now = house.ws.read_blocking(ctx, move |r| Now::read(r, since)).unwrap();
        self.seq = now.seq;
        self.log(&now, scene, op);
        self.records(&now, op);
        self.deals(house, &now, scene, op);
        stays(&now, op);
        teams(&now, op);
        totals(&now, op);
        clients(&now, op);
        complete(&now, op);
        leads(&now, op);
        given(&now, scene, op);
    }

    /// The log tells one story: what was before is what came last, versions count, moves go where they may.
    fn log(&mut self, now: &Now, scene: &Scene, op: &Op) {
        let broken: BTreeSet<Uuid> =
            now.fresh.iter().filter(|event| event.name.ends_with(".rules_broken")).map(|event| event.record).collect();
        for event in now.fresh.iter().filter(|event| MADE.contains(&event.object.as_str())) {
            let Some(record) = now.any(&event.object, event.record) else { continue };
            let (version, fields) = self.told.entry(event.record).or_default();
            assert!(
                event.version == *version || event.version == *version + 1,
                "{} {} has version {} after {version}, {op:?}",
                event.name,
                event.record,
                event.version
            );
            *version = event.version;
            let mut moved = None;
            for change in &event.changes {
                let Some(ix) = record.object.field(&change.field) else { continue };
                if is_kept(&record.object.fields[ix].key) {
                    continue;
                }
                let before = fields.get(&change.field);
                assert_eq!(
                    before,
                    change.before.as_ref(),
                    "{} of {} in {} after {op:?}",
                    change.field,
                    event.record,
                    event.name
                );
                match &change.after {
                    Some(after) => drop(fields.insert(change.field.clone(), after.clone())),
                    None => drop(fields.remove(&change.field)),
                }
                if event.object == "deal" && change.field == "stage" {
                    moved = Some(change);
                }
            }
            let Some(moved) = moved else { continue };
            let id = |json: &Option<Json>| json.as_ref().and_then(Json::as_str).and_then(|id| id.parse::<Uuid>().ok());
            let (from, to) = (id(&moved.before), id(&moved.after));
            self.broken.remove(&event.record);
            if broken.contains(&event.record) {
                continue;
            }
            let (new, won) = (scene.stages[0], scene.stages[4]);
            if from == Some(new) && to != from && !event.name.ends_with(".undone") {
                let may = [1, 2, 5].iter().any(|at| to == Some(scene.stages[*at]));
                assert!(may, "a transition that there is not, by {} after {op:?}", event.name);
            }
            assert!(to != Some(won) || event.actor != Some(scene.people[0]), "Sal has won after {op:?}");
        }
        for event in now.fresh.iter().filter(|event| event.name == "deal.rules_broken") {
            for problem in event.changes.iter().filter_map(|change| change.after.as_ref()?.as_array()).flatten() {
                let field = problem["field"].as_str().unwrap_or_default().to_owned();
                self.broken.entry(event.record).or_default().insert(field);
            }
        }
    }

    /// Records are what the log tells of them.
    fn records(&self, now: &Now, op: &Op) {
        for record in now.records.values().flatten() {
            let Some((version, fields)) = self.told.get(&record.id) else {
                panic!("{} {} came without an event, {op:?}", record.object.key, record.id)
            };
            assert_eq!(record.version, *version, "the version of {} {} after {op:?}", record.object.key, record.id);
            for (ix, field) in record.object.fields.iter().enumerate() {
                if is_kept(&field.key) || (field.system && !fields.contains_key(&*field.key)) || follows(&field.key) {
                    continue;
                }
                let value = record.get(ix);
                let value = (!value.is_null()).then(|| value.to_json(&field.kind));
                assert_eq!(value.as_ref(), fields.get(&*field.key), "{}.{} after {op:?}", record.object.key, field.key);
            }
        }
    }

    fn deals(&mut self, house: &House, now: &Now, scene: &Scene, op: &Op) {
        let open: Vec<Uuid> = house.pipeline().in_use().filter(|stage| !stage.kind.is_closed()).map(|s| s.id).collect();
        let undo = matches!(op.what, What::Undo { .. } | What::UndoLast);
        for deal in now.live("deal") {
            let stage = deal.reference("stage").expect("a stage");
            let tasks = open_about(now, deal.id);
            assert_eq!(millis(deal.value("next_task_at")), first(&tasks), "the first due date of a deal after {op:?}");
            let named = deal.reference("next_task");
            assert_eq!(named.is_some(), !tasks.is_empty(), "the next step of {} after {op:?}", deal.id);
            assert!(named.is_none_or(|named| tasks.iter().any(|task| task.id == named)), "no open task, {op:?}");
            if deal.reference("pipeline") == Some(scene.enforced) && open.contains(&stage) {
                assert!(!tasks.is_empty(), "{} is open without a task after {op:?}", deal.id);
            }
            let came = self.stood.insert(deal.id, stage) != Some(stage);
            if stage == scene.proposal {
                let known = |field: &str| self.broken.get(&deal.id).is_some_and(|broken| broken.contains(field));
                let amount = !deal.value("amount").is_null() || known("amount");
                assert!(amount, "no amount in the stage that asks for it, after {op:?}");
                let company = deal.reference("company").and_then(|id| now.any("company", id));
                let website = company.is_some_and(|company| !company.value("website").is_null());
                let known = known("company.website") || known("company");
                assert!(!came || undo || website || known, "it came without a website after {op:?}");
            }
        }
    }
}

/// Fields that follow from others than events tell: since when a deal is in its stage.
fn follows(key: &str) -> bool {
    matches!(key, "stage_since")
}

fn open_about(now: &Now, id: Uuid) -> Vec<&Record> {
    let open = |task: &&Record| task.value("done_at").is_null() && task.reference("about") == Some(id);
    now.live("task").filter(open).collect()
}

fn first(tasks: &[&Record]) -> Option<i64> {
    tasks.iter().filter_map(|task| millis(task.value("due_at"))).min()
}

/// One stay follows another, the last is open and where the deal is.
fn stays(now: &Now, op: &Op) {
    for deal in &now.records["deal"] {
        let stays = &now.stays[&deal.id];
        let last = stays.last().expect("a stay");
        assert_eq!((Some(last.stage), last.left_at), (deal.reference("stage"), None), "the last stay after {op:?}");
        assert_eq!(millis(deal.value("stage_since")), Some(last.entered_at), "since when after {op:?}");
        for pair in stays.windows(2) {
            assert_eq!(pair[0].left_at, Some(pair[1].entered_at), "a gap after {op:?}");
            assert!(pair[0].entered_at <= pair[1].entered_at, "time runs back after {op:?}");
        }
    }
}

/// Deals know their team, members their part, and nobody shares out more than there is.
fn teams(now: &Now, op: &Op) {
    for deal in now.live("deal") {
        let members: Vec<&Record> =
            now.live("deal_member").filter(|member| member.reference("deal") == Some(deal.id)).collect();
        let users: BTreeSet<Uuid> = members.iter().filter_map(|member| member.reference("user")).collect();
        let said: BTreeSet<Uuid> = match deal.value("team") {
            Value::Users(users) => users.iter().copied().collect(),
            _ => BTreeSet::new(),
        };
        assert_eq!(said, users, "the team after {op:?}");
        let shares: rust_decimal::Decimal = members.iter().filter_map(|member| member.value("share").as_number()).sum();
        assert!(shares <= rust_decimal::Decimal::ONE_HUNDRED, "{shares} % are shared out after {op:?}");
        let whole = shares == rust_decimal::Decimal::ONE_HUNDRED;
        let shared = members.iter().any(|member| !member.value("share").is_null());
        let parts: i64 = members.iter().filter_map(|member| minor(member, "share_amount")).sum();
        match minor(deal, "amount").filter(|_| shared) {
            Some(amount) if whole => assert_eq!(parts, amount, "parts of the whole after {op:?}"),
            Some(amount) => assert!(parts <= amount.max(0), "parts {parts} of {amount} after {op:?}"),
            None => assert_eq!(parts, 0, "parts of nothing after {op:?}"),
        }
    }
}

/// A deal with lines is worth what they come to.
fn totals(now: &Now, op: &Op) {
    for deal in now.live("deal") {
        let lines: Vec<&Record> =
            now.live("line_item").filter(|line| line.reference("deal") == Some(deal.id)).collect();
        if lines.is_empty() {
            assert_eq!(minor(deal, "subtotal"), None, "a subtotal without lines after {op:?}");
            continue;
        }
        for (of_line, of_deal) in
            [("total", "subtotal"), ("net", "amount"), ("tax_amount", "tax_amount"), ("gross", "gross")]
        {
            let sum: i64 = lines.iter().filter_map(|line| minor(line, of_line)).sum();
            assert_eq!(minor(deal, of_deal), Some(sum), "{of_deal} after {op:?}");
        }
    }
}

/// A client knows what is next about it, its deals and its people.
fn clients(now: &Now, op: &Op) {
    let about = |id: Uuid, link: &str| {
        let mut tasks = open_about(now, id);
        for deal in now.live("deal").filter(|deal| deal.reference(link) == Some(id)) {
            tasks.extend(open_about(now, deal.id));
        }
        tasks
    };
    for object in ["contact", "company"] {
        for client in now.live(object) {
            let mut tasks = about(client.id, object);
            if object == "company" {
                for person in now.live("contact").filter(|person| person.reference("company") == Some(client.id)) {
                    tasks.extend(about(person.id, "contact"));
                }
            }
            let who = format!("{object} {}", client.title());
            assert_eq!(millis(client.value("next_task_at")), first(&tasks), "when next about {who} after {op:?}");
            let named = client.reference("next_task");
            assert_eq!(named.is_some(), !tasks.is_empty(), "what is next about {who} after {op:?}");
            assert!(
                named.is_none_or(|named| tasks.iter().any(|task| task.id == named)),
                "not open: {who} after {op:?}"
            );
        }
    }
}

/// Records know how complete they are.
fn complete(now: &Now, op: &Op) {
    for record in now.records.values().flatten().filter(|record| record.object.field("completeness").is_some()) {
        let counting = || record.object.fields.iter().enumerate().filter(|(_, field)| field.weight > 0);
        let whole: u32 = counting().map(|(_, field)| u32::from(field.weight)).sum();
        let filled = counting().filter(|(ix, _)| !record.get(*ix).is_null());
        let filled: u32 = filled.map(|(_, field)| u32::from(field.weight)).sum();
        let share = (filled * 100).checked_div(whole).map(rust_decimal::Decimal::from);
        assert_eq!(record.value("completeness").as_number(), share, "{} after {op:?}", record.object.key);
    }
}

/// What a lead says of itself fits together.
fn leads(now: &Now, op: &Op) {
    for lead in now.live("lead") {
        let status = lead.value("status").as_text().expect("a status");
        let leads_to = ["deal", "contact", "company"].iter().any(|key| lead.reference(key).is_some());
        assert!(status != "linked" || leads_to, "linked to nothing after {op:?}");
        assert!(
            !matches!(status, "new" | "accepted" | "rejected") || lead.reference("deal").is_none(),
            "{status} with a deal after {op:?}"
        );
        assert_eq!(
            status == "rejected",
            !lead.value("reject_reason").is_null(),
            "{status} and its reason after {op:?}"
        );
        assert!(status == "new" || lead.value("react_by").is_null(), "{status} waits for a reaction after {op:?}");
        if let Some(deal) = lead.reference("deal") {
            assert!(now.any("deal", deal).is_some(), "a deal that never was, after {op:?}");
        }
    }
}

/// Nobody is given by rule what he cannot take.
fn given(now: &Now, scene: &Scene, op: &Op) {
    let mut counted: BTreeMap<Uuid, bool> = BTreeMap::new();
    for event in &now.fresh {
        let Some(why) = event.changes.iter().find(|change| change.field == "why").and_then(|it| it.after.as_ref())
        else {
            continue;
        };
        let user: Uuid = why["user"].as_str().expect("a person").parse().expect("an id");
        let by_rule = matches!(why["reason"].as_str(), Some("rule" | "moved_on"));
        assert!(!by_rule || !now.away.contains(&user), "given to somebody who is away after {op:?}");
        if event.object == "lead" {
            *counted.entry(user).or_insert(true) &= by_rule;
        }
    }
    for user in counted.into_iter().filter(|(_, only)| *only).map(|(user, _)| user) {
        let open = |lead: &&Record| matches!(lead.value("status").as_text(), Some("new" | "accepted"));
        let load = now.live("lead").filter(|lead| lead.owner() == Some(user)).filter(open).count();
        assert!(load <= scene.capacity, "{load} leads are more than he takes, after {op:?}");
    }
}

const BOUGHT: [&str; 4] = ["purchases", "last_purchase_on", "purchase_interval", "average_purchase"];

/// At the end of a sequence: the doctor finds nothing, and working out anew what clients have bought changes nothing.
pub fn sound(house: &House) {
    let (catalogue, now) = (house.ws.catalogue(), house.ws.clock().now());
    let check = move |r: &mut Reader<'_>| Ok(kith_engine::doctor::check(r.conn(), &catalogue, now)?);
    let findings = house.ws.read_blocking(house.ws.system_ctx(), check).unwrap();
    assert!(findings.is_empty(), "{findings:?}");
    let bought = || {
        let read = |r: &mut Reader<'_>| {
            let now = Now::read(r, i64::MAX)?;
            let clients = now.live("company").chain(now.live("contact"));
            Ok(clients.map(|it| (it.id, BOUGHT.map(|key| it.value(key).clone()))).collect::<BTreeMap<_, _>>())
        };
        house.ws.read_blocking(house.ws.system_ctx(), read).unwrap()
    };
    let kept = bought();
    house
        .ws
        .write_blocking(house.ws.system_ctx(), Lane::Bulk, |tx| {
            tx.enqueue(&NewJob {
                kind: "client.recount".to_owned(),
                payload: "{}".to_owned(),
                run_at: tx.ctx.now,
                max_attempts: 1,
                dedup: None,
                event: None,
            })
        })
        .unwrap();
    work(house);
    assert_eq!(bought(), kept, "what clients have bought");
}
