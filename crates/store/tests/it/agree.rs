//! SQLite, PostgreSQL and the evaluator in memory give the same answers: random records, filters, orders and pages, for
//! people who see everything and people who do not, with records put into the bin between two pages.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

use kith_catalogue::filter::{Candidate, Expr, Path, StageField, Step, UserField, ValueRow};
use kith_catalogue::sort::{Dir, Sort, SortBy};
use kith_catalogue::{Cell, CellCx, Part, Value};
use kith_policy::{Access, Reach};
use kith_store::Sql;
use kith_store::query::{AggregateQuery, Figure, ListQuery, Paging, aggregate};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::random::Random;
use crate::support::{NOW, World, add_user, cells, rate, rights};

const WORDS: [&str; 10] =
    ["Ёлка", "елка", "Жук", "жуков", "Čapek", "capek 100%", "Novák_1", "novak|1", "ab", "Straße \\ 'x'"];
const DAYS: [&str; 5] = ["2016-12-31", "2017-01-01", "2017-07-15", "2017-07-16", "9999-12-31"];
const MOMENTS: [&str; 4] =
    ["2017-07-14T21:59:59.999Z", "2017-07-14T22:00:00Z", "2017-07-15T12:00:00Z", "2017-01-01T00:00:00Z"];

const ME: Uuid = Uuid::from_u128(101);
const PEOPLE: [(Uuid, &str); 3] =
    [(ME, "Яна Žižková"), (Uuid::from_u128(102), "adam"), (Uuid::from_u128(103), "Čeněk")];
const STAGES: [(Uuid, &str, i64); 3] =
    [(Uuid::from_u128(201), "open", 2), (Uuid::from_u128(202), "won", 1), (Uuid::from_u128(203), "lost", 3)];

/// The same records in two databases and in memory.
struct Worlds {
    worlds: [World; 2],
    companies: Vec<Item>,
    deals: Vec<Item>,
}

struct Item {
    id: Uuid,
    rid: i64,
    live: bool,
    values: Vec<Value>,
}

impl Worlds {
    fn new(random: &mut Random) -> Self {
        let worlds = [World::sqlite(), World::postgres()];
        for world in &worlds {
            for (id, name) in PEOPLE {
                add_user(world, id, name);
            }
            for (id, kind, position) in STAGES {
                world.exec(
                    Sql::new("INSERT INTO stage (id, pipeline, name, name_f, name_s, kind, status, probability, position, created_at, updated_at) VALUES (")
                        .bind(id).push(", ").bind(Uuid::from_u128(1)).push(", ").bind(kind).push(", ").bind(kind)
                        .push(", ").bind(world.cat.collator().key(kind)).push(", ").bind(kind).push(", ").bind(kind)
                        .push(", 50, ").bind(position).push(", 1, 1)"),
                );
            }
        }
        let mut this = Self { worlds, companies: Vec::new(), deals: Vec::new() };
        for _ in 0..8 {
            let mut json = json!({"name": random.pick(&WORDS)});
            if !random.one_in(3) {
                json["industry"] = json!(random.pick(&WORDS));
            }
            if !random.one_in(3) {
                json["owner"] = json!(random.pick(&PEOPLE).0);
            }
            let item = this.add("company", &json);
            this.companies.push(item);
        }
        for _ in 0..45 {
            let json = this.deal(random);
            let item = this.add("deal", &json);
            this.deals.push(item);
        }
        this.bin("company", 0);
        this
    }

    fn deal(&self, random: &mut Random) -> Json {
        let mut json = json!({"name": random.pick(&WORDS)});
        let mut put = |random: &mut Random, key: &str, value: Json| {
            if !random.one_in(3) {
                json[key] = value;
            }
        };
        let company = random.pick(&self.companies).id;
        put(random, "company", json!(company));
        let owner = random.pick(&PEOPLE).0;
        put(random, "owner", json!(owner));
        let stage = random.pick(&STAGES).0;
        put(random, "stage", json!(stage));
        let currency = *random.pick(&["EUR", "USD", "GBP"]);
        let amount = format!("{}.{}0", random.next(4) * 5, random.next(3));
        put(random, "amount", json!({"amount": amount, "currency": currency}));
        let number = random.next(4) * 25;
        put(random, "probability", json!(number));
        let day = *random.pick(&DAYS);
        put(random, "engaged_on", json!(day));
        let moment = *random.pick(&MOMENTS);
        put(random, "closed_at", json!(moment));
        let word = *random.pick(&WORDS);
        put(random, "source", json!(word));
        let tags = [*random.pick(&["vip", "VIP", "new one"]), *random.pick(&["vip", "old"])];
        put(random, "tags", json!(tags));
        let outside = format!("x{}", random.next(3));
        put(random, "external_id", json!({"crm": outside}));
        json
    }

    fn add(&self, object: &str, json: &Json) -> Item {
        let id = crate::support::new_id();
        let mut rids = Vec::new();
        for world in &self.worlds {
            let object = world.object(object);
            let cells = cells(&world.cat, &object, json);
            rids.push(world.write(move |conn| kith_store::records::insert(conn, &object, id, &cells)));
        }
        assert_eq!(rids[0], rids[1]);
        let world = &self.worlds[0];
        let object = world.object(object);
        let value = |key: &str, kind: &kith_catalogue::Kind| {
            json.get(key).map_or(Value::Null, |json| kind.parse(json, &world.cat.parse_cx()).unwrap())
        };
        let values = object.fields.iter().map(|field| value(&field.key, &field.kind)).collect();
        Item { id, rid: rids[0], live: true, values }
    }

    fn bin(&mut self, object: &str, at: usize) {
        let item = if object == "deal" { &mut self.deals[at] } else { &mut self.companies[at] };
        if item.live {
            item.live = false;
            for world in &self.worlds {
                world.bin(object, item.id);
            }
        }
    }

    /// The deals in memory that pass, in order.
    fn expected(&self, narrow: bool, filter: &Expr, sort: &[Sort]) -> Vec<&Item> {
        let world = &self.worlds[0];
        let object = world.object("deal");
        let company = world.object("company");
        let owner = object.must("owner");
        let sees = |item: &Item| item.live && (!narrow || item.values[owner] == Value::Ref(ME));
        let company_of = |item: &Item| {
            let Value::Link(link) = &item.values[object.must("company")] else { return None };
            let found = self.companies.iter().find(|company| company.id == link.id)?;
            let mine = found.values[company.must("owner")] == Value::Ref(ME);
            (found.live && (!narrow || mine)).then_some(found)
        };
        let cx = CellCx { collator: world.cat.collator(), currency: world.cat.currency, rate: &rate };
        let with = |item: &Item, use_it: &mut dyn FnMut(&ValueRow<'_>)| {
            let follow = |path: &Path, step: &Step| match step {
                Step::Record { field, .. } => {
                    company_of(item).map_or(Value::Null, |found| found.values[*field].clone())
                }
                Step::User(field) => {
                    let Value::Ref(id) = item.values[path.field] else { return Value::Null };
                    let Some((id, name)) = PEOPLE.iter().find(|(known, _)| *known == id) else { return Value::Null };
                    match field {
                        UserField::Name => Value::Text((*name).to_owned()),
                        UserField::Email => Value::Text(format!("{id}@example.org")),
                        UserField::Active => Value::Boolean(true),
                        _ => Value::Null,
                    }
                }
                Step::Stage(field) => {
                    let Value::Ref(id) = item.values[path.field] else { return Value::Null };
                    let Some((_, kind, position)) = STAGES.iter().find(|(known, ..)| *known == id) else {
                        return Value::Null;
                    };
                    match field {
                        StageField::Name => Value::Text((*kind).to_owned()),
                        StageField::Kind | StageField::Status => Value::Option((*kind).to_owned()),
                        StageField::Probability => Value::Number(50.into()),
                        StageField::Position => Value::Number((*position).into()),
                    }
                }
                Step::Pipeline(_) => Value::Null,
            };
            use_it(&ValueRow {
                id: item.id,
                object: &object,
                values: &item.values,
                cx,
                catalogue: &world.cat,
                follow: &follow,
            });
        };
        let key = |item: &Item, sort: &Sort| {
            let mut cell = Cell::Null;
            with(item, &mut |row| {
                cell = match sort.by {
                    SortBy::Column(part) => row.cell(&sort.path, part),
                    SortBy::UserName => {
                        row.cell(&Path { field: sort.path.field, step: Some(Step::User(UserField::Name)) }, Part::Sort)
                    }
                    SortBy::StagePosition => row.cell(
                        &Path { field: sort.path.field, step: Some(Step::Stage(StageField::Position)) },
                        Part::Value,
                    ),
                    SortBy::TargetTitle => company_of(item).map_or(Cell::Null, |found| {
                        Cell::Bytes(world.cat.collator().key(found.values[company.title].as_text().unwrap()))
                    }),
                    SortBy::PipelineName => Cell::Null,
                };
            });
            cell
        };
        let mut found: Vec<(Vec<Cell>, &Item)> = Vec::new();
        for item in self.deals.iter().filter(|item| sees(item)) {
            let mut passes = false;
            with(item, &mut |row| passes = filter.matches(row));
            if passes {
                found.push((sort.iter().map(|sort| key(item, sort)).collect(), item));
            }
        }
        found.sort_by(|a, b| {
            for (i, sort) in sort.iter().enumerate() {
                let order = compare(&a.0[i], &b.0[i]);
                let order = if sort.dir == Dir::Desc { order.reverse() } else { order };
                if order != Ordering::Equal {
                    return order;
                }
            }
            let order = a.1.rid.cmp(&b.1.rid);
            if sort.last().is_some_and(|sort| sort.dir == Dir::Desc) { order.reverse() } else { order }
        });
        found.into_iter().map(|(_, item)| item).collect()
    }
}

/// Nothing is greater than everything.
fn compare(a: &Cell, b: &Cell) -> Ordering {
    match (a, b) {
        (Cell::Null, Cell::Null) => Ordering::Equal,
        (Cell::Null, _) => Ordering::Greater,
        (_, Cell::Null) => Ordering::Less,
        (Cell::Int(a), Cell::Int(b)) => a.cmp(b),
        (Cell::Text(a), Cell::Text(b)) => a.cmp(b),
        (Cell::Bytes(a), Cell::Bytes(b)) => a.cmp(b),
        (Cell::Uuid(a), Cell::Uuid(b)) => a.cmp(b),
        pair => panic!("{pair:?} cannot be compared"),
    }
}

const FIELDS: [&str; 19] = [
    "name",
    "source",
    "company",
    "company.industry",
    "company.name",
    "owner",
    "owner.name",
    "owner.email",
    "owner.active",
    "stage",
    "stage.kind",
    "stage.position",
    "amount",
    "probability",
    "engaged_on",
    "closed_at",
    "tags",
    "external_id",
    "outcome_reason",
];
const SORTS: [&str; 12] = [
    "name",
    "source",
    "company",
    "company.industry",
    "owner",
    "owner.name",
    "stage",
    "stage.position",
    "amount",
    "probability",
    "engaged_on",
    "closed_at",
];
const OPS: [&str; 14] = [
    "eq",
    "ne",
    "lt",
    "lte",
    "gt",
    "gte",
    "in",
    "not_in",
    "contains",
    "starts",
    "empty",
    "not_empty",
    "between",
    "within",
];

fn operand(worlds: &Worlds, random: &mut Random, field: &str) -> Json {
    match field {
        "company" => json!(random.pick(&worlds.companies).id),
        "owner" => json!(*random.pick(&["@me", "00000000-0000-0000-0000-000000000066"])),
        "owner.active" => json!(random.one_in(2)),
        "owner.name" => json!(*random.pick(&["adam", "яна", "čen", "a", "ZIZK"])),
        "owner.email" => json!(*random.pick(&["0000000065@", "00000000-0000"])),
        "stage" => json!(random.pick(&STAGES).0),
        "stage.kind" => json!(random.pick(&STAGES).1),
        "stage.position" => json!(1 + random.next(3)),
        "amount" if random.one_in(2) => json!({"amount": format!("{}", random.next(4) * 5), "currency": "USD"}),
        "amount" => json!(format!("{}.10", random.next(4) * 5)),
        "probability" => json!(random.next(4) * 25),
        "engaged_on" => json!(*random.pick(&DAYS)),
        "closed_at" if random.one_in(2) => json!(*random.pick(&DAYS)),
        "closed_at" => json!(*random.pick(&MOMENTS)),
        "tags" => json!(*random.pick(&["vip", "VIP", "old", "new one", "ne"])),
        "external_id" => json!(*random.pick(&["crm:x1", "x1", "x", "crm"])),
        _ => {
            let word = *random.pick(&WORDS);
            let length = 1 + random.next(word.chars().count());
            json!(word.chars().take(length).collect::<String>())
        }
    }
}

fn term(worlds: &Worlds, random: &mut Random) -> Json {
    let world = &worlds.worlds[0];
    loop {
        let field = *random.pick(&FIELDS);
        let op = *random.pick(&OPS);
        let value = match op {
            "in" | "not_in" => {
                let list: Vec<Json> = (0..random.next(4)).map(|_| operand(worlds, random, field)).collect();
                Json::Array(list)
            }
            "between" => json!([operand(worlds, random, field), operand(worlds, random, field)]),
            "within" => random
                .pick(&[
                    json!({"this": "month"}),
                    json!({"this": "month", "offset": -1}),
                    json!({"this": "quarter", "offset": 1}),
                    json!({"last": 200, "unit": "day"}),
                    json!({"next": 1, "unit": "day"}),
                ])
                .clone(),
            _ => operand(worlds, random, field),
        };
        let json = match op {
            "empty" | "not_empty" => json!({"field": field, "op": op}),
            _ => json!({"field": field, "op": op, "value": value}),
        };
        // What a kind does not understand is not asked.
        let object = world.object("deal");
        let cx = kith_catalogue::filter::FilterCx {
            me: Some(ME),
            my_team: None,
            team: &[],
            now: jiff::Timestamp::from_millisecond(NOW).unwrap(),
            zone: &world.cat.zone,
        };
        if kith_catalogue::filter::Filter::parse(&json, &world.cat, &object, &cx).is_ok() {
            return json;
        }
    }
}

fn filter(worlds: &Worlds, random: &mut Random, depth: usize) -> Json {
    match random.next(if depth == 0 { 1 } else { 5 }) {
        0 | 1 => term(worlds, random),
        2 => json!({"not": filter(worlds, random, depth - 1)}),
        n => {
            let parts: Vec<Json> = (0..1 + random.next(3)).map(|_| filter(worlds, random, depth - 1)).collect();
            if n == 3 { json!({"and": parts}) } else { json!({"or": parts}) }
        }
    }
}

fn parse(world: &World, json: &Json) -> Expr {
    let cx = kith_catalogue::filter::FilterCx {
        me: Some(ME),
        my_team: None,
        team: &[],
        now: jiff::Timestamp::from_millisecond(NOW).unwrap(),
        zone: &world.cat.zone,
    };
    kith_catalogue::filter::Filter::parse(json, &world.cat, &world.object("deal"), &cx).unwrap()
}

#[test]
fn both_databases_and_the_evaluator_in_memory_agree() {
    // Another start explores other cases.
    let start = std::env::var("KITH_TEST_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1_u64);
    let mut random = Random(start.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    for _ in 0..2 {
        let mut worlds = Worlds::new(&mut random);
        let mut found_any = 0;
        for _ in 0..160 {
            found_any += usize::from(case(&mut worlds, &mut random) > 0);
        }
        assert!(found_any > 40, "the cases are too narrow: {found_any}");
    }
}

fn case(worlds: &mut Worlds, random: &mut Random) -> usize {
    let json = filter(worlds, random, 3);
    let mut keys: Vec<String> = Vec::new();
    for _ in 0..random.next(4) {
        let key = *random.pick(&SORTS);
        if !keys.iter().any(|known| known.trim_start_matches('-') == key) {
            keys.push(if random.one_in(2) { format!("-{key}") } else { key.to_owned() });
        }
    }
    let narrow = random.one_in(2);
    let sort = worlds.worlds[0].sort("deal", &keys.join(","));
    let expr = parse(&worlds.worlds[0], &json);
    let told = format!("filter {json}, sorted by {keys:?}, narrow {narrow}");
    let whole: Vec<Uuid> = worlds.expected(narrow, &expr, &sort).iter().map(|item| item.id).collect();
    for world in &worlds.worlds {
        let (cat, access) = (Arc::clone(&world.cat), access(world, narrow));
        let mut query = AggregateQuery::new("deal");
        query.filter = expr.clone();
        let count = world.read(move |conn| aggregate(conn, &cat, &access, &query))[0].figures[0].figure.clone();
        assert_eq!(count, Figure::Count(whole.len() as u64), "counted by {:?}: {told}", world.dialect());
    }
    let limit = 1 + random.next(7);
    let offset = random.next(whole.len() + 2);
    for world in &worlds.worlds {
        let mut query = ListQuery::new("deal");
        query.filter = expr.clone();
        query.sort = sort.clone();
        query.limit = limit;
        query.paging = Paging::Offset(offset as u64);
        let page = world.list(&access(world, narrow), query).unwrap();
        let ids: Vec<Uuid> = page.rows.iter().map(|row| row.id).collect();
        let expected: Vec<Uuid> = whole.iter().skip(offset).take(limit).copied().collect();
        assert_eq!(ids, expected, "{:?} from {offset}: {told}", world.dialect());
    }
    // Page by page; now and then a record goes to the bin in between, also the one that the cursor stands on.
    let mut next: [Option<String>; 2] = [None, None];
    let mut rest: Vec<Uuid> = whole.clone();
    for step in 0.. {
        let expected: Vec<Uuid> = rest.iter().take(limit).copied().collect();
        let mut ends = Vec::new();
        for (i, world) in worlds.worlds.iter().enumerate() {
            let mut query = ListQuery::new("deal");
            query.filter = expr.clone();
            query.sort = sort.clone();
            query.limit = limit;
            if let Some(next) = next[i].take() {
                query.paging = Paging::Cursor(next);
            }
            let page = world.list(&access(world, narrow), query).unwrap();
            let ids: Vec<Uuid> = page.rows.iter().map(|row| row.id).collect();
            assert_eq!(ids, expected, "{:?}, page {step}: {told}", world.dialect());
            ends.push(page.next.is_none());
            next[i] = page.next;
        }
        rest.drain(..expected.len());
        assert_eq!(ends, [rest.is_empty(), rest.is_empty()], "page {step}: {told}");
        if rest.is_empty() {
            break;
        }
        if random.one_in(8) {
            let gone = if random.one_in(2) { expected[expected.len() - 1] } else { rest[rest.len() - 1] };
            let at = worlds.deals.iter().position(|item| item.id == gone).unwrap();
            worlds.bin("deal", at);
            rest.retain(|id| *id != gone);
            let json = worlds.deal(random);
            let item = worlds.add("deal", &json);
            worlds.deals.push(item);
            // The new record may come before or after the place; what comes after is known by asking again.
            let now = worlds.expected(narrow, &expr, &sort);
            let places: HashMap<Uuid, usize> = now.iter().enumerate().map(|(at, item)| (item.id, at)).collect();
            let Some(first) = rest.first().and_then(|id| places.get(id)) else { break };
            let new = worlds.deals[worlds.deals.len() - 1].id;
            // Between the place and the next row nothing can be said without the place itself: leave those cases out.
            match places.get(&new) {
                Some(at) if *at + 1 == *first => break,
                _ => rest = now[*first..].iter().map(|item| item.id).collect(),
            }
        }
    }
    whole.len()
}

fn access(world: &World, narrow: bool) -> Arc<Access> {
    if narrow {
        world.person(ME, &[ME], rights(&[("deal", Reach::Own), ("company", Reach::Own)], &[]))
    } else {
        world.system()
    }
}
