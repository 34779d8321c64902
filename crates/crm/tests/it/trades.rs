//! Ready-made set-ups: every one of them, in every language, on both databases.

use std::collections::{BTreeMap, BTreeSet};

use kith_catalogue::Lang;
use kith_crm::calculations;
use kith_crm::pipeline::{self, NextStep, Pipeline, StageKind};
use kith_crm::trades::{self, AddOptions, Added, Deals, Fields, Leave, RemoveOptions, Removed};
use kith_engine::query::{Deleted, ListQuery};
use kith_engine::{Lane, Record, Result, Sql};
use serde_json::json;
use uuid::Uuid;

use crate::house::{House, both, code, on_postgres, on_sqlite, problems, reach};

pub fn add(house: &House, key: &'static str, options: AddOptions) -> Result<Added> {
    let added = house.ws.write_blocking(house.ctx(house.admin), Lane::Schema, move |tx| trades::add(tx, key, options));
    house.ws.reload().unwrap();
    added
}

pub fn with_sample(language: Lang) -> AddOptions {
    AddOptions { language: Some(language), sample: true, first: false }
}

pub fn remove(house: &House, key: &'static str, options: RemoveOptions) -> Result<Removed> {
    let ctx = house.ctx(house.admin);
    let removed = house.ws.write_blocking(ctx, Lane::Schema, move |tx| trades::remove(tx, key, options));
    house.ws.reload().unwrap();
    removed
}

pub fn pipelines(house: &House) -> Vec<Pipeline> {
    house.ws.read_blocking(house.ws.system_ctx(), |r| pipeline::list_of(r.conn(), "deal")).unwrap()
}

pub fn records(house: &House, object: &'static str, deleted: Deleted) -> Vec<Record> {
    house
        .ws
        .read_blocking(house.ctx(house.admin), move |r| {
            let query = ListQuery { limit: 500, deleted, ..ListQuery::new(object) };
            let object = r.object(object)?;
            Ok(r.list(&query)?.rows.into_iter().map(|raw| kith_engine::wire::record(&object, raw)).collect())
        })
        .unwrap()
}

const OBJECTS: [&str; 12] = [
    "company",
    "contact",
    "lead",
    "deal",
    "task",
    "product",
    "line_item",
    "affiliation",
    "objection",
    "answer",
    "price_list",
    "price",
];

/// Everything that a set-up can reach into, but what the log and the counters remember.
fn state(house: &House) -> String {
    let catalogue = house.ws.catalogue();
    let fields: Vec<String> = catalogue
        .objects
        .iter()
        .flat_map(|object| {
            object.fields.iter().map(move |field| format!("{}.{} {:?}", object.key, field.key, field.label))
        })
        .collect();
    let counts: Vec<(usize, usize)> = OBJECTS
        .map(|object| (records(house, object, Deleted::Live).len(), records(house, object, Deleted::Bin).len()))
        .to_vec();
    let views = rows(house, "SELECT count(*) FROM saved_view");
    let stays = rows(house, "SELECT count(*) FROM stage_stay");
    let scripts = rows(house, "SELECT count(*) FROM script");
    let calculations = house.ws.read_blocking(house.ws.system_ctx(), |r| calculations::list(r.conn())).unwrap();
    format!("{fields:?}\n{:?}\n{counts:?}\n{views} {stays} {scripts} {calculations:?}", pipelines(house))
}

fn rows(house: &House, sql: &'static str) -> i64 {
    house.ws.read_blocking(house.ws.system_ctx(), move |r| Ok(r.conn().one(&Sql::new(sql))?.unwrap().int(0)?)).unwrap()
}

#[test]
fn every_set_up_can_be_added_beside_all_others_and_leaves_nothing_behind() {
    for language in Lang::ALL {
        for house in [on_sqlite(), on_postgres()] {
            let before = state(&house);
            let trades = trades::all().unwrap();
            for trade in trades {
                add(&house, trade.key, with_sample(language))
                    .unwrap_or_else(|error| panic!("{}: {error:?}", trade.key));
            }
            let all = pipelines(&house);
            assert_eq!(all.len(), 1 + trades.iter().map(|trade| trade.pipelines.len()).sum::<usize>());
            assert_eq!(rows(&house, "SELECT count(*) FROM pipeline WHERE is_default = 1 AND object = 'deal'"), 1);
            nothing_open_is_without_a_next_step(&house, &all);
            everything_written_is_in(&house, language);
            assert_eq!(rows(&house, "SELECT count(*) FROM script"), trades.len() as i64);
            assert!(records(&house, "answer", Deleted::Live).len() > trades.len() * 3);
            for line in records(&house, "line_item", Deleted::Live) {
                assert!(!line.value("price").is_null(), "{} has no price", line.title());
            }
            for trade in trades {
                let removed = remove(&house, trade.key, RemoveOptions::default()).unwrap();
                assert_eq!(removed.binned, 0, "{}", trade.key);
                assert_eq!(removed.pipelines, trade.pipelines.len());
                assert_eq!(removed.fields, trade.fields.len());
                let of = |going| Leave { going, staying: 0 };
                let left = (removed.scripts, removed.objections, removed.calculations);
                assert_eq!(
                    left,
                    (of(trade.scripts.len()), of(trade.objections.len()), of(trade.calculations.len())),
                    "{}",
                    trade.key
                );
            }
            assert_eq!(state(&house), before);
        }
    }
}

#[test]
fn the_samples_of_every_set_up_fill_the_day_of_whoever_adds_it() {
    for trade in trades::all().unwrap() {
        let house = on_sqlite();
        add(&house, trade.key, with_sample(Lang::En)).unwrap();
        let counts = crate::sample::day(&house).counts;
        assert!(counts.overdue >= 1 && counts.today >= 1 && counts.upcoming >= 1, "{}: {counts:?}", trade.key);
        assert!(counts.new_leads >= 1, "{}: {counts:?}", trade.key);
        let meeting = |task: &Record| task.value("type").as_text() == Some("meeting");
        assert!(crate::sample::day(&house).today.iter().any(meeting), "{} has no meeting today", trade.key);
    }
}

fn nothing_open_is_without_a_next_step(house: &House, all: &[Pipeline]) {
    let deals = records(house, "deal", Deleted::Live);
    let mut seen = BTreeSet::new();
    for deal in &deals {
        let home = all.iter().find(|one| Some(one.id) == deal.reference("pipeline")).unwrap();
        let stage = home.stage(deal.reference("stage").unwrap()).unwrap();
        seen.insert((home.id, stage.kind == StageKind::Open));
        if stage.kind == StageKind::Open && home.rules.next_step == NextStep::Enforce {
            assert!(!deal.value("next_task").is_null(), "{} in {}", deal.title(), home.name);
        }
        for name in stage.rules.required.iter().filter(|name| !name.contains('.')) {
            assert!(!deal.value(name).is_null(), "{} lacks {name}", deal.title());
        }
    }
    assert!(seen.len() > trades::all().unwrap().len() * 2, "most pipelines have deals to look at");
}

/// The names that people see are in the language that was asked for.
fn everything_written_is_in(house: &House, language: Lang) {
    let is_russian = |text: &str| text.chars().any(|c| ('а'..='я').contains(&c.to_lowercase().next().unwrap_or(c)));
    for home in pipelines(house).into_iter().skip(1) {
        for name in home.stages.iter().map(|stage| &stage.name).chain([&home.name]) {
            assert_eq!(is_russian(name), language == Lang::Ru, "{name}");
        }
    }
    for contact in records(house, "contact", Deleted::Live) {
        assert_eq!(is_russian(&contact.title()), language == Lang::Ru, "{}", contact.title());
    }
}

#[test]
fn every_text_is_written_in_three_languages_in_their_order() {
    let mut texts = 0;
    for trade in trades::all().unwrap() {
        let path = format!("{}/src/trades/data/{}.toml", env!("CARGO_MANIFEST_DIR"), trade.key);
        let file: toml::Value = toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        triples(&file, &mut |[en, ru, cs]| {
            texts += 1;
            let cyrillic = |text: &str| text.chars().any(|c| ('\u{400}'..'\u{500}').contains(&c));
            assert!(![en, ru, cs].iter().any(|text| text.trim().is_empty()), "{en} {ru} {cs}");
            assert!(!cyrillic(en) && !cyrillic(cs), "{en} {cs}");
            assert!(cyrillic(ru) || ru == "VIN" || ru.starts_with("Hatchback"), "{ru}");
        });
    }
    assert!(texts > 700, "{texts}");
}

fn triples(value: &toml::Value, seen: &mut dyn FnMut([&str; 3])) {
    match value {
        toml::Value::Array(list) => {
            let said: Vec<&str> = list.iter().filter_map(toml::Value::as_str).collect();
            let is_keys = said.iter().all(|text| text.chars().all(|c| c.is_ascii_lowercase() || "_.".contains(c)));
            match <[&str; 3]>::try_from(said) {
                Ok(three) if !is_keys => seen(three),
                _ => list.iter().for_each(|one| triples(one, seen)),
            }
        }
        toml::Value::Table(table) => table.values().for_each(|one| triples(one, seen)),
        _ => {}
    }
}

#[test]
fn no_two_set_ups_want_the_same_field_and_every_pipeline_begins_and_ends() {
    let mut seen = BTreeSet::new();
    for trade in trades::all().unwrap() {
        assert!(trade.pipelines.len() >= 2 && trade.fields.len() >= 8 && trade.views.len() >= 2, "{}", trade.key);
        for field in &trade.fields {
            assert!(seen.insert((&field.object, &field.key)), "{}.{}", field.object, field.key);
        }
        for home in &trade.pipelines {
            assert!(home.lost.required && home.lost.other.is_some(), "{}.{}", trade.key, home.key);
            let open: Vec<_> = home.stages.iter().filter(|stage| stage.kind == StageKind::Open).collect();
            assert!(open.len() >= 2 && open.is_sorted_by_key(|stage| stage.probability), "{}.{}", trade.key, home.key);
            let planned = open.iter().all(|stage| !stage.plan.is_empty());
            assert!(planned || home.next_step != NextStep::Enforce, "{}.{}", trade.key, home.key);
            let keys: Vec<&str> = home.stages.iter().map(|stage| stage.key.as_str()).collect();
            for next in home.stages.iter().flat_map(|stage| stage.next.iter().flatten()) {
                assert!(keys.contains(&next.as_str()), "{next}");
            }
        }
    }
}

#[test]
fn what_the_company_has_made_its_own_is_asked_about_before_anything_goes() {
    both(|house| {
        add(house, "beauty_salon", with_sample(Lang::En)).unwrap();
        let visits = pipelines(house).into_iter().find(|one| one.name == "Visits").unwrap();
        let booked = visits.stages.iter().find(|stage| stage.name == "Booked").unwrap().id;
        let own = house.make("contact", json!({"name": "Own Client", "x_allergies": "Latex"}));
        let deal = house.make(
            "deal",
            json!({
                "name": "Own visit", "pipeline": visits.id, "stage": booked, "contact": own.id,
                "x_visit_at": "2026-03-05T10:00:00Z", "x_visit_service": ["cut"],
            }),
        );
        let laura =
            records(house, "contact", Deleted::Live).into_iter().find(|one| one.title() == "Laura Finch").unwrap();
        house.change("contact", laura.id, json!({"position": "Teacher"})).unwrap();

        let seen = house.ws.read_blocking(house.ctx(house.admin), |r| trades::preview(r, "beauty_salon")).unwrap();
        let deals: BTreeMap<&str, u64> = seen.pipelines.iter().map(|one| (one.name.as_str(), one.deals)).collect();
        assert_eq!(deals, BTreeMap::from([("Courses and memberships", 0), ("Visits", 1)]));
        let filled: Vec<&str> =
            seen.fields.iter().filter(|field| field.filled > 0).map(|field| field.key.as_str()).collect();
        assert_eq!(filled, ["x_allergies", "x_visit_at", "x_visit_service"]);
        assert_eq!((seen.binned.get("contact"), seen.views), (Some(&1), 2));

        let before = state(house);
        let error = remove(house, "beauty_salon", RemoveOptions::default()).unwrap_err();
        assert_eq!((code(&error), problems(&error).len()), ("setup_has_deals", 1));
        assert_eq!(state(house), before, "a refusal changes nothing");

        let target = house.pipeline();
        let options = RemoveOptions { deals: Deals::Move(target.id), fields: Fields::Keep };
        let removed = remove(house, "beauty_salon", options).unwrap();
        assert_eq!((removed.deals_moved, removed.pipelines, removed.fields_kept), (1, 2, 3));
        let moved = house.see("deal", deal.id);
        assert_eq!(moved.reference("pipeline"), Some(target.id));
        assert_eq!(target.stage(moved.reference("stage").unwrap()).unwrap().status, "qualified");
        assert_eq!(house.see("contact", own.id).value("x_allergies").as_text(), Some("Latex"));
        assert!(house.see("contact", laura.id).deleted_at.is_some(), "worked with: it lies in the bin");
        let visits = pipelines(house).into_iter().find(|one| one.id == visits.id).expect("history tells its name");
        assert!(visits.archived);
        assert!(!pipelines(house).iter().any(|one| one.name == "Courses and memberships"), "nobody was ever there");
        let catalogue = house.ws.catalogue();
        assert!(catalogue.object("deal").unwrap().get("x_visit_master").is_none());
        assert!(catalogue.object("contact").unwrap().get("x_allergies").is_some());

        add(house, "beauty_salon", with_sample(Lang::En)).unwrap();
        let again = remove(house, "beauty_salon", RemoveOptions::default()).unwrap();
        assert_eq!((again.binned, again.fields), (0, 8 - 3), "what had become the company's own is left alone");
    });
}

#[test]
fn pipelines_with_deals_of_the_companys_own_may_stay() {
    both(|house| {
        add(house, "services", AddOptions::default()).unwrap();
        let projects = pipelines(house).into_iter().find(|one| one.name == "Projects").unwrap();
        let deal = house.make("deal", json!({"name": "Own", "pipeline": projects.id}));
        let options = RemoveOptions { deals: Deals::Keep, ..RemoveOptions::default() };
        let removed = remove(house, "services", options).unwrap();
        assert_eq!((removed.pipelines, removed.pipelines_kept, removed.fields), (1, 1, 10));
        let kept = pipelines(house).into_iter().find(|one| one.id == projects.id).unwrap();
        assert!(!kept.archived);
        assert!(kept.stages.iter().all(|stage| !stage.rules.required.iter().any(|name| name.contains("x_"))));
        let brief = kept.stages.iter().find(|stage| stage.name == "Work").unwrap().id;
        house.verb("deal", deal.id, "move", json!({"stage": brief})).unwrap();
    });
}

#[test]
fn a_field_with_another_meaning_is_in_the_way_and_one_with_the_same_serves() {
    both(|house| {
        let field = |key: &str, kind: &str| {
            let asked = json!({"key": key, "kind": kind, "label": "Own"});
            kith_catalogue::overlay::NewField::from_json(&asked, &house.ws.catalogue()).unwrap()
        };
        let fields = vec![
            ("deal".to_owned(), field("x_visit_at", "text")),
            ("contact".to_owned(), field("x_allergies", "long_text")),
        ];
        let ctx = house.ctx(house.admin);
        house.ws.write_blocking(ctx, Lane::Schema, move |tx| tx.add_fields(&fields)).unwrap();
        house.ws.reload().unwrap();
        let before = state(house);
        let error = add(house, "beauty_salon", with_sample(Lang::En)).unwrap_err();
        assert_eq!(code(&error), "setup_conflict");
        assert_eq!(problems(&error), [("deal.x_visit_at".to_owned(), "field_conflict")]);
        assert_eq!(state(house), before);
        let ctx = house.ctx(house.admin);
        let gone = vec![("deal".to_owned(), "x_visit_at".to_owned())];
        house.ws.write_blocking(ctx, Lane::Schema, move |tx| tx.retire_fields(&gone)).unwrap();
        house.ws.reload().unwrap();
        add(house, "beauty_salon", with_sample(Lang::En)).unwrap();
        remove(house, "beauty_salon", RemoveOptions::default()).unwrap();
        let own = house.ws.catalogue().object("contact").unwrap().get("x_allergies").cloned();
        assert_eq!(own.unwrap().label.en, "Own", "it was the company's before, and stays");
    });
}

#[test]
fn a_set_up_is_added_once_and_its_samples_may_come_later() {
    both(|house| {
        add(house, "clinic", AddOptions::default()).unwrap();
        assert!(records(house, "deal", Deleted::Live).is_empty());
        let again = add(house, "clinic", AddOptions::default()).unwrap_err();
        assert_eq!(code(&again), "setup_added");
        let patients = pipelines(house).into_iter().find(|one| one.name == "Patients").unwrap();
        let plan = patients.stages.iter().find(|stage| stage.name == "Treatment plan").unwrap().id;
        house
            .admin(move |tx| {
                let change = pipeline::stages::StageChange { name: Some("Plan".to_owned()), ..Default::default() };
                pipeline::stages::change_stage(tx, plan, &change)
            })
            .unwrap();
        add(house, "clinic", with_sample(Lang::En)).unwrap();
        let deals = records(house, "deal", Deleted::Live);
        assert!(deals.iter().any(|deal| deal.reference("stage") == Some(plan)), "stages are known by what they are");
        assert_eq!(code(&add(house, "clinic", with_sample(Lang::En)).unwrap_err()), "setup_added");
        assert_eq!(code(&add(house, "circus", AddOptions::default()).unwrap_err()), "not_found");
    });
}

#[test]
fn the_samples_may_go_while_the_set_up_stays() {
    both(|house| {
        add(house, "car_dealer", AddOptions::default()).unwrap();
        let before = state(house);
        let removed = |house: &House| house.admin(|tx| trades::remove_sample(tx, "car_dealer"));
        assert_eq!(code(&removed(house).unwrap_err()), "not_found");
        for _ in 0..2 {
            add(house, "car_dealer", with_sample(Lang::Ru)).unwrap();
            assert!(!records(house, "deal", Deleted::Live).is_empty());
            let done = removed(house).unwrap();
            assert!(done.destroyed > 15 && done.binned == 0, "{done:?}");
            assert_eq!(state(house), before);
        }
    });
}

#[test]
fn a_new_workspace_begins_with_the_pipelines_of_its_trade() {
    both(|house| {
        add(house, "wholesale", AddOptions { first: true, ..AddOptions::default() }).unwrap();
        let names: Vec<String> = pipelines(house).into_iter().map(|one| one.name).collect();
        assert_eq!(names, ["Wholesale orders", "New trade customers"]);
        assert_eq!(house.pipeline().name, "Wholesale orders");
        remove(house, "wholesale", RemoveOptions::default()).unwrap();
        assert_eq!(house.pipeline().name, "Sales", "there is always one");
    });
}

#[test]
fn only_administrators_add_and_remove_set_ups() {
    both(|house| {
        let mut rights = reach("all");
        rights["may"] = json!(["manage_catalogue", "manage_pipelines", "share_views"]);
        let clerk = house.person("Clerk", rights);
        let tried = house
            .ws
            .write_blocking(house.ctx(clerk), Lane::Schema, |tx| trades::add(tx, "clinic", AddOptions::default()));
        assert_eq!(code(&tried.unwrap_err()), "administer");
        add(house, "clinic", AddOptions::default()).unwrap();
        let tried = house.ws.read_blocking(house.ctx(clerk), |r| trades::preview(r, "clinic"));
        assert_eq!(code(&tried.unwrap_err()), "administer");
        let tried = house.ws.write_blocking(house.ctx(clerk), Lane::Schema, |tx| {
            trades::remove(tx, "clinic", RemoveOptions::default())
        });
        assert_eq!(code(&tried.unwrap_err()), "administer");
    });
}

#[test]
fn a_set_up_that_fails_half_way_leaves_nothing() {
    both(|house| {
        let before = state(house);
        let ctx = house.ctx(house.admin);
        let failed = house.ws.write_blocking(ctx, Lane::Schema, |tx| {
            trades::add(tx, "insurance", with_sample(Lang::Cs))?;
            Err::<Uuid, _>(kith_engine::Error::refused("no_more"))
        });
        assert_eq!(code(&failed.unwrap_err()), "no_more");
        house.ws.reload().unwrap();
        assert_eq!(state(house), before);
        add(house, "insurance", with_sample(Lang::Cs)).unwrap();
    });
}
