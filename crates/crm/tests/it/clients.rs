//! What clients carry: the next thing to do about them, what they buy, how complete they are; and what is made in time.

use jiff::civil::{Date, date};
use kith_catalogue::overlay::FieldPatch;
use kith_crm::client::{self, Settings};
use kith_crm::pipeline::StageKind;
use kith_engine::query::ListQuery;
use kith_engine::undo::{self, Target};
use kith_engine::worker::{self, Jobs};
use kith_engine::{Record, events, schema, wire};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::{House, both, map, problems, reach};

const DAY: i64 = 24 * 60;

fn work(house: &House) {
    let jobs = kith_crm::with_jobs(Jobs::default());
    while worker::run_one(&house.ws, &jobs).unwrap() {}
}

fn all(house: &House, object: &'static str) -> Vec<Record> {
    house
        .ws
        .read_blocking(house.ctx(house.admin), |r| {
            let object = r.object(object)?;
            let page = r.list(&ListQuery { limit: 500, ..ListQuery::new(&*object.key) })?;
            Ok(page.rows.into_iter().map(|raw| wire::record(&object, raw)).collect())
        })
        .unwrap()
}

fn task(house: &House, about: Json, due: &str) -> Uuid {
    house.make("task", json!({"title": due, "due_at": due, "about": about})).id
}

/// The title of the next task of a record.
fn next(house: &House, object: &'static str, id: Uuid) -> Option<String> {
    let record = house.see(object, id);
    let task = match record.value("next_task") {
        kith_catalogue::Value::Link(link) => house.see("task", link.id),
        _ => return None,
    };
    assert_eq!(record.value("next_task_at"), task.value("due_at"), "{object}");
    Some(task.title())
}

#[test]
fn the_next_task_of_a_client_is_the_first_about_it_its_deals_or_its_people() {
    both(|house| {
        let company = house.make("company", json!({"name": "Steel"})).id;
        let person = house.make("contact", json!({"name": "Ivan", "company": company})).id;
        let deal = house.make("deal", json!({"name": "Pumps", "company": company})).id;
        let own = json!({"object": "company", "id": company});
        let [late, mid, soon, first] =
            ["2026-05-01T09:00:00Z", "2026-04-01T09:00:00Z", "2026-03-20T09:00:00Z", "2026-03-10T09:00:00Z"];
        task(house, own.clone(), late);
        assert_eq!(next(house, "company", company).as_deref(), Some(late));
        let of_deal = task(house, json!({"object": "deal", "id": deal}), mid);
        assert_eq!(next(house, "company", company).as_deref(), Some(mid));
        let of_person = task(house, json!({"object": "contact", "id": person}), soon);
        assert_eq!(next(house, "contact", person).as_deref(), Some(soon));
        assert_eq!(next(house, "company", company).as_deref(), Some(soon));
        house.change("task", of_deal, json!({"due_at": first, "title": first})).unwrap();
        assert_eq!(next(house, "company", company).as_deref(), Some(first));
        house.verb("task", of_deal, "complete", json!({})).unwrap();
        assert_eq!(next(house, "company", company).as_deref(), Some(soon));
        house.change("contact", person, json!({"company": null})).unwrap();
        assert_eq!(next(house, "company", company).as_deref(), Some(late), "who has left takes his tasks along");
        house.change("deal", deal, json!({"company": null, "contact": person})).unwrap();
        let again = task(house, json!({"object": "deal", "id": deal}), first);
        assert_eq!(next(house, "contact", person).as_deref(), Some(first));
        house.admin(move |tx| tx.delete("task", again, None).map(drop)).unwrap();
        house.admin(move |tx| tx.delete("task", of_person, None).map(drop)).unwrap();
        assert_eq!(next(house, "contact", person), None);
        assert!(house.see("contact", person).value("next_task_at").is_null());
        assert_eq!(house.see("company", company).version, 1, "nobody has changed it");
        assert_eq!(house.events(company), ["company.created"]);
    });
}

#[test]
fn a_deal_in_the_bin_plans_nothing_for_its_client() {
    both(|house| {
        let company = house.make("company", json!({"name": "Steel"})).id;
        let deal = house.make("deal", json!({"name": "Pumps", "company": company})).id;
        let due = "2026-04-01T09:00:00Z";
        task(house, json!({"object": "deal", "id": deal}), due);
        house.admin(move |tx| tx.delete("deal", deal, None).map(drop)).unwrap();
        assert_eq!(next(house, "company", company), None);
        house.admin(move |tx| tx.restore("deal", deal).map(drop)).unwrap();
        assert_eq!(next(house, "company", company).as_deref(), Some(due));
    });
}

fn won(house: &House, client: Json, on: &str, amount: &str) -> Uuid {
    let mut fields = json!({"name": "Sale", "stage": house.kind(StageKind::Won), "closed_at": format!("{on}T12:00:00Z"),
        "amount": {"amount": amount, "currency": "EUR"}});
    for (key, value) in client.as_object().unwrap() {
        fields[key] = value.clone();
    }
    house.make("deal", fields).id
}

fn bought(house: &House, object: &'static str, id: Uuid) -> (Option<i64>, Option<Date>, Option<Date>, Option<i64>) {
    let client = house.see(object, id);
    let number = client.value("purchases").as_number().map(|n| i64::try_from(n).unwrap());
    let amount = client.value("next_purchase_amount").as_money().map(|money| money.minor);
    (number, client.value("last_purchase_on").as_date(), client.value("next_purchase_on").as_date(), amount)
}

#[test]
fn the_next_purchase_is_expected_the_usual_time_after_the_last() {
    both(|house| {
        let company = house.make("company", json!({"name": "Steel"})).id;
        let client = json!({"company": company});
        assert_eq!(bought(house, "company", company), (None, None, None, None));
        won(house, client.clone(), "2025-10-01", "100");
        assert_eq!(bought(house, "company", company), (Some(1), Some(date(2025, 10, 1)), None, Some(10_000)));
        won(house, client.clone(), "2025-11-30", "200");
        let last = won(house, client.clone(), "2026-01-29", "600");
        assert_eq!(
            bought(house, "company", company),
            (Some(3), Some(date(2026, 1, 29)), Some(date(2026, 3, 30)), Some(30_000))
        );
        house.make("deal", json!({"name": "Open", "company": company, "amount": {"amount": "9", "currency": "EUR"}}));
        assert_eq!(bought(house, "company", company).0, Some(3));
        // What somebody says himself stands until the next purchase, also when an older one is put right.
        house.change("company", company, json!({"next_purchase_on": "2026-05-05"})).unwrap();
        house.change("deal", last, json!({"amount": {"amount": "900", "currency": "EUR"}})).unwrap();
        assert_eq!(bought(house, "company", company).2, Some(date(2026, 5, 5)));
        assert_eq!(bought(house, "company", company).3, Some(40_000), "the amount nobody has set follows");
        let newest = won(house, client, "2026-02-28", "400");
        assert_eq!(bought(house, "company", company).2, Some(date(2026, 4, 29)));
        house.admin(move |tx| tx.delete("deal", newest, None).map(drop)).unwrap();
        assert_eq!(bought(house, "company", company).1, Some(date(2026, 1, 29)));
        house.verb("deal", last, "reopen", json!({})).unwrap();
        assert_eq!(bought(house, "company", company).0, Some(2));
    });
}

fn said(house: &House, object: &'static str, id: Uuid) -> (Option<Date>, Option<i64>) {
    let (_, _, on, amount) = bought(house, object, id);
    (on, amount)
}

fn undone(house: &House, target: Target) {
    house.admin(move |tx| undo::run(tx, target).map(drop)).unwrap();
}

/// What somebody does, the event that he knows it by, and the batch.
fn done(house: &House, user: Uuid, verb: &'static str, deal: Uuid) -> (Uuid, Option<Uuid>) {
    house
        .act(user, move |tx| {
            tx.verb("deal", deal, verb, &map(json!({})))?;
            Ok((tx.last_event().unwrap(), tx.ctx.batch))
        })
        .unwrap()
}

#[test]
fn what_was_typed_of_the_next_purchase_ends_with_an_event_and_comes_back_with_the_purchase_undone() {
    both(|house| {
        let amount = json!({"amount": "100", "currency": "EUR"});
        let typed =
            json!({"next_purchase_on": "2031-01-01", "next_purchase_amount": {"amount": "777", "currency": "EUR"}});
        let (expected, followed) = ((Some(date(2031, 1, 1)), Some(77_700)), (None, Some(10_000)));
        for object in ["company", "contact"] {
            let client = house.make(object, json!({"name": "Steel"})).id;
            let mut deal = json!({"name": "Pumps", "amount": amount});
            deal[object] = json!(client);
            let deal = house.make("deal", deal).id;
            house.change(object, client, typed.clone()).unwrap();
            let (won, batch) = done(house, house.admin, "win", deal);
            assert_eq!(said(house, object, client), followed);
            let told = house.admin(move |tx| Ok(events::by_batch(tx.sql(), batch.unwrap())?)).unwrap();
            let of_client = told.iter().find(|event| event.record == client).expect("an event of the client");
            assert_eq!((of_client.name.as_str(), of_client.cause), (&*format!("{object}.reckoned"), Some(won)));
            let said_before = |key: &str| {
                let change = of_client.changes.iter().find(|change| change.field == key).unwrap();
                change.before.clone().unwrap()
            };
            assert_eq!(said_before("next_purchase_on"), json!("2031-01-01"));
            assert_eq!(said_before("next_purchase_amount")["amount"], json!("777.00"));
            undone(house, Target::Event(won));
            assert_eq!(said(house, object, client), expected);
            // The same once more, and as a batch; what is taken back can be done again.
            let (_, batch) = done(house, house.admin, "win", deal);
            assert_eq!(said(house, object, client), followed);
            let back = house.admin(move |tx| undo::run(tx, Target::Batch(batch.unwrap()))).unwrap();
            assert_eq!(said(house, object, client), expected);
            undone(house, Target::Batch(back.batch.unwrap()));
            assert_eq!(said(house, object, client), followed);
            done(house, house.admin, "reopen", deal);
            assert_eq!(said(house, object, client), (None, None), "nobody said anything since");
        }
    });
}

#[test]
fn what_was_typed_of_the_next_purchase_stands_until_there_is_one() {
    both(|house| {
        let company = house.make("company", json!({"name": "Steel"})).id;
        let client = json!({"company": company});
        won(house, client.clone(), "2025-10-01", "100");
        let last = won(house, client.clone(), "2026-01-29", "100");
        house.change("company", company, json!({"next_purchase_on": "2026-05-05"})).unwrap();
        let version = house.see("company", company).version;
        won(house, client.clone(), "2025-12-01", "100");
        done(house, house.admin, "reopen", last);
        house.admin(move |tx| tx.delete("deal", last, None).map(drop)).unwrap();
        assert_eq!(said(house, "company", company).0, Some(date(2026, 5, 5)), "none of this is a purchase");
        assert_eq!(house.see("company", company).version, version);
        let (ann, name) = (house.person("Ann", reach("own")), json!({"name": "Hers", "company": company}));
        let readable = json!({"default": {"read": "all", "create": "own", "edit": "own"}});
        let bob = house.person("Bob", readable);
        assert!(house.try_make(ann, "deal", name.clone()).is_err(), "she does not see the company");
        let deal = house.try_make(bob, "deal", name).unwrap().id;
        let (event, _) = done(house, bob, "win", deal);
        assert_ne!(said(house, "company", company).0, Some(date(2026, 5, 5)));
        house.act(bob, move |tx| undo::run(tx, Target::Event(event)).map(drop)).unwrap();
        assert_eq!(said(house, "company", company).0, Some(date(2026, 5, 5)), "also by who may not change the company");
        // What was said after the purchase is newer than what it ended.
        let (event, _) = done(house, bob, "win", deal);
        house.change("company", company, json!({"next_purchase_on": "2027-07-07"})).unwrap();
        house.act(bob, move |tx| undo::run(tx, Target::Event(event)).map(drop)).unwrap();
        assert_eq!(said(house, "company", company).0, Some(date(2027, 7, 7)));
    });
}

#[test]
fn a_person_buys_what_no_company_does() {
    both(|house| {
        let company = house.make("company", json!({"name": "Steel"})).id;
        let person = house.make("contact", json!({"name": "Ivan"})).id;
        won(house, json!({"company": company, "contact": person}), "2026-01-10", "50");
        assert_eq!(bought(house, "contact", person).0, None, "that was the company's");
        let own = won(house, json!({"contact": person}), "2026-01-20", "70");
        assert_eq!(bought(house, "contact", person).0, Some(1));
        house.change("deal", own, json!({"company": company})).unwrap();
        assert_eq!((bought(house, "contact", person).0, bought(house, "company", company).0), (None, Some(2)));
    });
}

#[test]
fn a_task_is_made_in_time_for_the_one_who_looks_after_the_client_and_once_for_each_purchase() {
    both(|house| {
        let bob = house.person("Bob", reach("own"));
        let company = house.make("company", json!({"name": "Steel", "owner": bob})).id;
        let client = json!({"company": company});
        won(house, client.clone(), "2026-01-01", "100");
        won(house, client.clone(), "2026-02-10", "100");
        assert_eq!(bought(house, "company", company).2, Some(date(2026, 3, 22)));
        let old = house.make("company", json!({"name": "Lapsed", "next_purchase_on": "2025-01-01"})).id;
        let offers = || all(house, "task").iter().filter(|task| task.title() == "Offer a repeat purchase").count();
        work(house);
        assert_eq!(offers(), 0, "not before somebody wants it");
        let set = Settings { enabled: true, days_before: 10 };
        house.admin(move |tx| client::change_settings(tx, set)).unwrap();
        work(house);
        assert_eq!(offers(), 0, "it is 2 March");
        house.pass(11 * DAY);
        work(house);
        assert_eq!(offers(), 1);
        let task = all(house, "task").into_iter().find(|task| task.title() == "Offer a repeat purchase").unwrap();
        assert_eq!(task.owner(), Some(bob));
        let due = task.value("due_at").as_time().unwrap().to_string();
        assert!(due.starts_with("2026-03-1"), "{due}");
        assert_eq!(next(house, "company", company).as_deref(), Some("Offer a repeat purchase"));
        assert!(house.see("company", old).value("next_task").is_null(), "long ago is no matter of a task");
        house.change("company", company, json!({"next_purchase_on": "2026-03-25"})).unwrap();
        for _ in 0..20 {
            house.pass(DAY);
            work(house);
        }
        assert_eq!(offers(), 1, "moved or late, it is the same purchase");
        won(house, client, "2026-04-01", "100");
        house.change("company", company, json!({"next_purchase_on": "2026-04-05"})).unwrap();
        house.pass(DAY);
        work(house);
        assert_eq!(offers(), 2);
        let refused =
            house.act(bob, move |tx| client::change_settings(tx, Settings { enabled: false, days_before: 1 }));
        assert!(refused.is_err());
        let wrong = Settings { enabled: true, days_before: 366 };
        let wrong = house.admin(move |tx| client::change_settings(tx, wrong).map(drop)).unwrap_err();
        assert_eq!(problems(&wrong), [("days_before".to_owned(), "out_of_range")]);
    });
}

#[test]
fn completeness_follows_what_is_filled_and_what_counts() {
    both(|house| {
        let percent =
            |id: Uuid| house.see("company", id).value("completeness").as_number().map(|n| i64::try_from(n).unwrap());
        let company = house.make("company", json!({"name": "Steel"})).id;
        assert_eq!(percent(company), Some(0));
        let phones = json!([{"value": "+420602111222"}]);
        house.change("company", company, json!({"phones": phones, "industry": "steel"})).unwrap();
        assert_eq!(percent(company), Some(37), "3 of 8");
        assert_eq!(house.events(company), ["company.created", "company.updated"]);
        let change = |key: &'static str, weight: u8| {
            let patch = FieldPatch { weight: Some(weight), ..FieldPatch::default() };
            let ws = house.ws.clone();
            let ctx = house.ctx(house.admin);
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            runtime.block_on(schema::change_field(&ws, ctx, "company".into(), key.into(), patch))
        };
        for key in ["emails", "website", "addresses", "kinds"] {
            change(key, 0).unwrap();
        }
        change("phones", 3).unwrap();
        work(house);
        assert_eq!(percent(company), Some(100), "3 of 3 and 1 of 1");
        assert_eq!(house.see("company", company).version, 2, "what counts is nobody's change of the record");
        assert!(change("number_of_the_beast", 1).is_err() && change("completeness", 1).is_err());
        let event = house
            .admin(move |tx| {
                tx.update("company", company, None, &map(json!({"industry": null})))?;
                Ok(tx.last_event().unwrap())
            })
            .unwrap();
        assert_eq!(percent(company), Some(75));
        house.admin(move |tx| undo::run(tx, Target::Event(event)).map(drop)).unwrap();
        assert_eq!(percent(company), Some(100), "what is taken back counts again");
    });
}

fn made_of(house: &House, template: Uuid) -> Vec<Record> {
    let mut deals = all(house, "deal");
    deals.retain(|deal| deal.reference("recurrence_of") == Some(template));
    deals.sort_by_key(|deal| deal.value("expected_close").as_date());
    deals
}

#[test]
fn a_deal_recurs_in_time_with_its_lines_and_a_first_task_and_each_time_once() {
    both(|house| {
        let bob = house.person("Bob", reach("own"));
        let company = house.make("company", json!({"name": "Steel"})).id;
        let template = house
            .make(
                "deal",
                json!({"name": "Service", "company": company, "owner": bob, "source": "fair",
                "amount": {"amount": "100", "currency": "EUR"}}),
            )
            .id;
        let line =
            json!({"deal": template, "name": "Visit", "quantity": "2", "price": {"amount": "50", "currency": "EUR"}});
        house.make("line_item", line);
        house.verb("deal", template, "win", json!({})).unwrap();
        let rule = json!({"recurrence": "FREQ=MONTHLY;COUNT=3", "recurs_on": "2026-04-01", "recurs_before": 5});
        house.change("deal", template, rule).unwrap();
        work(house);
        assert!(made_of(house, template).is_empty(), "it is 2 March");
        house.pass(26 * DAY);
        work(house);
        work(house);
        let made = made_of(house, template);
        let told: Vec<String> = all(house, "task").iter().map(Record::title).collect();
        assert_eq!(made.len(), 1, "{told:?}");
        let next = &made[0];
        assert_eq!((next.reference("company"), next.owner()), (Some(company), Some(bob)));
        assert_eq!(next.value("expected_close").as_date(), Some(date(2026, 4, 1)));
        assert_eq!(next.reference("stage"), Some(house.kind(StageKind::Open)));
        assert!(next.value("recurrence").is_null() && next.value("closed_at").is_null());
        assert_eq!(next.value("amount").as_money().unwrap().minor, 10_000);
        assert!(!house.see("deal", next.id).value("next_task").is_null());
        let lines = all(house, "line_item").iter().filter(|line| line.reference("deal") == Some(next.id)).count();
        assert_eq!(lines, 1);
        assert!(house.events(template).contains(&"deal.recurred".to_owned()));
        assert_eq!(house.see("deal", template).value("recurs_on").as_date(), Some(date(2026, 5, 1)));
        for _ in 0..120 {
            house.pass(DAY);
            work(house);
        }
        let days: Vec<_> =
            made_of(house, template).iter().filter_map(|deal| deal.value("expected_close").as_date()).collect();
        assert_eq!(days, [date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)], "three times and no more");
        assert!(house.see("deal", template).value("recurs_on").is_null());
    });
}

#[test]
fn a_series_that_is_paused_makes_nothing_and_goes_on_without_making_up_for_it() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "Service", "recurrence": "FREQ=WEEKLY"})).id;
        assert_eq!(house.see("deal", deal).value("recurs_on").as_date(), Some(date(2026, 3, 9)));
        house.change("deal", deal, json!({"recurs_paused": true})).unwrap();
        house.pass(24 * DAY);
        work(house);
        assert!(made_of(house, deal).is_empty(), "it is 26 March, and three were due");
        let on = house.change("deal", deal, json!({"recurs_paused": false})).unwrap();
        assert_eq!(on.value("recurs_on").as_date(), Some(date(2026, 3, 30)), "the next one to come");
        house.pass(4 * DAY);
        work(house);
        let made = made_of(house, deal);
        assert_eq!(made.len(), 1);
        assert!(made[0].value("recurs_paused").is_null());
        let stopped = house.change("deal", deal, json!({"recurs_paused": true, "recurrence": null})).unwrap();
        assert!(stopped.value("recurs_paused").is_null(), "what does not recur is not paused");
    });
}

#[test]
fn a_rule_that_leads_nowhere_is_refused_and_emptying_it_stops_the_series() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "Service"})).id;
        let refuse = |fields: Json| problems(&house.change("deal", deal, fields).unwrap_err())[0].clone();
        assert_eq!(refuse(json!({"recurrence": "every day"})).0, "recurrence");
        let rule = "FREQ=WEEKLY";
        assert_eq!(
            refuse(json!({"recurrence": rule, "recurs_before": -1})),
            ("recurs_before".to_owned(), "out_of_range")
        );
        let nothing = ("recurrence".to_owned(), "no_occurrence");
        let over = "FREQ=WEEKLY;UNTIL=20260301";
        assert_eq!(refuse(json!({"recurrence": over})), nothing);
        assert_eq!(refuse(json!({"recurrence": "FREQ=WEEKLY;COUNT=0"})), nothing);
        let later = json!({"recurrence": "FREQ=WEEKLY;UNTIL=20260401", "recurs_on": "2026-05-01"});
        assert_eq!(refuse(later), nothing);
        let won = house.kind(StageKind::Won);
        assert_eq!(
            refuse(json!({"recurrence": rule, "recurs_stage": won})),
            ("recurs_stage".to_owned(), "not_in_pipeline")
        );
        let set = house.change("deal", deal, json!({"recurrence": rule})).unwrap();
        assert_eq!(set.value("recurs_on").as_date(), Some(date(2026, 3, 9)), "a week from today");
        let stopped = house.change("deal", deal, json!({"recurrence": null})).unwrap();
        assert!(stopped.value("recurs_on").is_null());
        house.pass(30 * DAY);
        work(house);
        assert!(made_of(house, deal).is_empty());
    });
}

#[test]
fn what_was_there_before_is_worked_out_by_the_job_of_the_migration() {
    both(|house| {
        let company = house.make("company", json!({"name": "Steel"})).id;
        won(house, json!({"company": company}), "2026-01-10", "50");
        task(house, json!({"object": "company", "id": company}), "2026-04-01T09:00:00Z");
        let known = house.see("company", company);
        house
            .ws
            .write_blocking(house.ws.system_ctx(), kith_engine::Lane::Bulk, move |tx| {
                let record = tx.load("company", company)?;
                let none = || kith_catalogue::Value::Null;
                tx.keep(
                    &record,
                    &[
                        ("next_task", none()),
                        ("next_task_at", none()),
                        ("purchases", none()),
                        ("last_purchase_on", none()),
                        ("completeness", none()),
                        ("average_purchase", none()),
                        ("next_purchase_amount", none()),
                    ],
                )?;
                let job = kith_engine::NewJob {
                    kind: "client.recount".to_owned(),
                    payload: "{}".to_owned(),
                    run_at: tx.ctx.now,
                    max_attempts: 1,
                    dedup: None,
                    event: None,
                };
                tx.enqueue(&job)
            })
            .unwrap();
        assert!(house.see("company", company).value("purchases").is_null());
        work(house);
        assert_eq!(house.see("company", company).values, known.values);
    });
}
