//! Prices: where they come from, what lines come to, and how much may be given away.

use kith_catalogue::Money;
use kith_crm::calculations::{self, Calculation};
use kith_engine::bulk::{self, Operation, Selection};
use kith_engine::{CreateOptions, Error, Record, Rules};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::{House, both, code, map, problems};

fn eur(amount: &str) -> Json {
    json!({"amount": amount, "currency": "EUR"})
}

fn shown(record: &Record, key: &str) -> String {
    record.value(key).as_money().map_or_else(String::new, |Money { minor, currency }| {
        let money = Money { minor, currency };
        format!("{} {}", money.amount(), currency.code())
    })
}

fn text<'r>(record: &'r Record, key: &str) -> &'r str {
    record.value(key).as_text().unwrap_or_default()
}

fn rate(house: &House, day: (i16, i8, i8), currency: &'static str, rate: &'static str) {
    let day = jiff::civil::date(day.0, day.1, day.2);
    house.admin(move |tx| kith_crm::rates::put(tx, day, currency, rate.parse().unwrap())).unwrap();
    house.ws.reload().unwrap();
}

fn line(house: &House, deal: Uuid, product: Uuid, more: Json) -> Record {
    let mut fields = map(json!({"deal": deal, "product": product}));
    fields.extend(map(more));
    house.make("line_item", Json::Object(fields))
}

/// A person of these limits who may do everything else.
fn seller(house: &House, name: &str, limit: &str) -> Uuid {
    let all = json!({"read": "all", "create": "all", "edit": "all", "delete": "all"});
    house.person(name, json!({"default": all, "may": ["bulk"], "max_discount": limit}))
}

#[test]
fn a_price_comes_from_the_list_that_is_nearest_to_the_client() {
    both(|house| {
        let desk = house.make("product", json!({"name": "Desk", "price": eur("100"), "unit": "pc", "tax": 21})).id;
        let list = |fields: Json| house.make("price_list", fields).id;
        let row = |list: Uuid, from: i64, price: Json| {
            house.make("price", json!({"price_list": list, "product": desk, "from_quantity": from, "price": price}))
        };
        let everybody = list(json!({"name": "Spring", "valid_from": "2026-03-01", "valid_until": "2026-03-31"}));
        assert_eq!(row(everybody, 0, eur("95")).title(), "Desk");
        let wholesale = list(json!({"name": "Wholesale", "client_type": "Wholesale"}));
        row(wholesale, 0, eur("90"));
        row(wholesale, 10, eur("80"));
        let own = list(json!({"name": "Agreed with Acme", "applies_to": "clients", "percent": -30}));
        let over = list(json!({"name": "Last year", "valid_until": "2025-12-31"}));
        row(over, 0, eur("1"));
        let off = list(json!({"name": "Off", "active": false}));
        row(off, 0, eur("2"));

        let price = |company: Json, quantity: i64| {
            let company = house.make("company", company).id;
            let deal = house.make("deal", json!({"name": "A", "company": company})).id;
            let line = line(house, deal, desk, json!({"quantity": quantity}));
            assert_eq!((text(&line, "unit"), line.value("tax").as_number()), ("pc", Some(21.into())));
            (shown(&line, "price"), text(&line, "price_from").to_owned(), line.reference("price_list"))
        };
        let from = |price: &str, list: Uuid| (format!("{price} EUR"), "price_list".to_owned(), Some(list));
        assert_eq!(price(json!({"name": "Anybody"}), 100), from("95.00", everybody));
        assert_eq!(price(json!({"name": "Shop", "client_type": "wholesale"}), 9), from("90.00", wholesale));
        assert_eq!(price(json!({"name": "Shop", "client_type": "WHOLESALE"}), 10), from("80.00", wholesale));
        assert_eq!(price(json!({"name": "Acme", "price_list": own}), 10), from("70.00", own));
        house.pass(60 * 24 * 31);
        assert_eq!(price(json!({"name": "Late"}), 1), ("100.00 EUR".to_owned(), "product".to_owned(), None));
    });
}

#[test]
fn a_price_is_found_anew_unless_somebody_typed_one() {
    both(|house| {
        let desk = house.make("product", json!({"name": "Desk", "price": eur("100")})).id;
        let list = house.make("price_list", json!({"name": "More"})).id;
        house.make("price", json!({"price_list": list, "product": desk, "from_quantity": 5, "price": eur("90")}));
        let deal = house.make("deal", json!({"name": "A"})).id;
        let found = line(house, deal, desk, json!({})).id;
        let typed = line(house, deal, desk, json!({"price": eur("99")})).id;
        let found = house.change("line_item", found, json!({"quantity": 5})).unwrap();
        assert_eq!((shown(&found, "price"), text(&found, "price_from")), ("90.00 EUR".into(), "price_list"));
        let typed = house.change("line_item", typed, json!({"quantity": 5})).unwrap();
        assert_eq!((shown(&typed, "price"), text(&typed, "price_from")), ("99.00 EUR".into(), "typed"));
        assert_eq!(shown(&typed, "list_price"), "90.00 EUR");
        let again = house.change("line_item", typed.id, json!({"price": null})).unwrap();
        assert_eq!((shown(&again, "price"), text(&again, "price_from")), ("90.00 EUR".into(), "price_list"));
        assert_eq!(shown(&house.see("deal", deal), "amount"), "900.00 EUR");
        // Another client, another price; a deal that is closed stays as it was sold.
        let acme = house.make("price_list", json!({"name": "Acme", "applies_to": "clients", "percent": -50})).id;
        let acme = house.make("company", json!({"name": "Acme", "price_list": acme})).id;
        house.change("deal", deal, json!({"company": acme})).unwrap();
        assert_eq!(shown(&house.see("deal", deal), "amount"), "500.00 EUR");
        house.verb("deal", deal, "win", json!({})).unwrap();
        house.change("deal", deal, json!({"company": null})).unwrap();
        assert_eq!(shown(&house.see("deal", deal), "amount"), "500.00 EUR");
    });
}

#[test]
fn the_amount_of_a_deal_follows_its_lines_and_comes_back_with_undo() {
    both(|house| {
        let deal = house.make("deal", json!({"name": "A", "amount": eur("1000")})).id;
        let amount = || shown(&house.see("deal", deal), "amount");
        let one = house.admin(move |tx| {
            let fields = map(json!({"deal": deal, "name": "One", "quantity": 3, "price": eur("0.33"), "tax": 21, "cost": eur("0.10")}));
            let line = tx.create("line_item", &fields, CreateOptions::default())?;
            Ok((line, tx.ctx.batch.expect("line and deal are one batch")))
        });
        let (one, batch) = one.unwrap();
        assert_eq!((shown(&one, "total"), shown(&one, "net")), ("0.99 EUR".into(), "0.99 EUR".into()));
        assert_eq!((shown(&one, "tax_amount"), shown(&one, "gross")), ("0.21 EUR".into(), "1.20 EUR".into()));
        assert_eq!(shown(&one, "margin"), "0.69 EUR");
        assert_eq!(amount(), "0.99 EUR");
        let typed = house.change("deal", deal, json!({"amount": eur("5")})).unwrap_err();
        assert_eq!(problems(&typed), [("amount".to_owned(), "follows_lines")]);
        house.admin(move |tx| kith_engine::undo::run(tx, kith_engine::undo::Target::Batch(batch)).map(drop)).unwrap();
        assert_eq!(amount(), "1000.00 EUR");
        assert_eq!(shown(&house.see("deal", deal), "subtotal"), "");

        for n in 0..3 {
            house.make("line_item", json!({"deal": deal, "name": format!("L{n}"), "price": eur("33.33"), "tax": 21}));
        }
        let changed = house.change("deal", deal, json!({"discount_amount": eur("0.01")})).unwrap();
        assert_eq!((shown(&changed, "amount"), shown(&changed, "subtotal")), ("99.98 EUR".into(), "99.99 EUR".into()));
        assert_eq!(
            (shown(&changed, "tax_amount"), shown(&changed, "gross")),
            ("21.00 EUR".into(), "120.98 EUR".into())
        );
        let changed = house.change("deal", deal, json!({"discount": 10})).unwrap();
        assert_eq!(
            (shown(&changed, "amount"), shown(&changed, "discount_amount")),
            ("89.99 EUR".into(), String::new())
        );
        let both = house.change("deal", deal, json!({"discount": 5, "discount_amount": eur("1")})).unwrap_err();
        assert_eq!(problems(&both), [("discount_amount".to_owned(), "excludes")]);
        // Taking back only what followed leaves the amount with its lines.
        let events = house.events(deal);
        assert!(events.iter().all(|name| name.starts_with("deal.")), "{events:?}");
    });
}

#[test]
fn lines_in_other_currencies_are_worth_what_the_rate_of_the_deals_day_says() {
    both(|house| {
        rate(house, (2026, 1, 1), "USD", "0.9");
        rate(house, (2026, 3, 1), "USD", "0.8");
        let desk = house.make("product", json!({"name": "Desk", "price": {"amount": "100", "currency": "USD"}})).id;
        let deal = house.make("deal", json!({"name": "A", "amount": eur("1")})).id;
        let found = line(house, deal, desk, json!({}));
        assert_eq!((shown(&found, "price"), shown(&found, "total")), ("80.00 EUR".into(), "80.00 EUR".into()));
        let typed = line(house, deal, desk, json!({"price": {"amount": "10.01", "currency": "USD"}, "quantity": 3}));
        assert_eq!((shown(&typed, "price"), shown(&typed, "total")), ("10.01 USD".into(), "24.02 EUR".into()));
        let day = house.see("deal", deal).value("priced_on").as_date();
        assert_eq!(day, Some(jiff::civil::date(2026, 3, 2)));
        let changed = house.change("deal", deal, json!({"priced_on": "2026-02-01"})).unwrap();
        assert_eq!(shown(&house.see("deal", deal), "amount"), "117.03 EUR", "{changed:?}");
        let unknown = map(json!({"deal": deal, "name": "X", "price": {"amount": "1", "currency": "CZK"}}));
        let unknown = house.try_make(house.admin, "line_item", Json::Object(unknown)).unwrap_err();
        assert_eq!(problems(&unknown), [("price".to_owned(), "no_rate")]);
    });
}

#[test]
fn what_a_line_costs_us_is_counted_at_the_rate_of_the_deals_day_as_its_price_is() {
    both(|house| {
        rate(house, (2026, 1, 1), "USD", "0.9");
        rate(house, (2026, 3, 1), "USD", "0.8");
        let dollars = |amount: &str| json!({"amount": amount, "currency": "USD"});
        let desk = house.make("product", json!({"name": "Desk", "price": dollars("100"), "cost": dollars("50")})).id;
        let deal = house.make("deal", json!({"name": "A", "amount": eur("1")})).id;
        let found = line(house, deal, desk, json!({})).id;
        let typed = line(house, deal, desk, json!({"price": dollars("100"), "cost": dollars("20")})).id;
        let seen = || {
            let (deal, found, typed) =
                (house.see("deal", deal), house.see("line_item", found), house.see("line_item", typed));
            [shown(&found, "margin"), shown(&typed, "margin"), shown(&deal, "margin")]
        };
        assert_eq!(shown(&house.see("line_item", found), "cost"), "50.00 USD");
        assert_eq!(seen(), ["40.00 EUR", "64.00 EUR", "104.00 EUR"]);
        house.change("deal", deal, json!({"priced_on": "2026-02-01"})).unwrap();
        assert_eq!(seen(), ["45.00 EUR", "72.00 EUR", "117.00 EUR"]);
        // A product that costs something else from now on changes nothing of what was planned.
        house.change("product", desk, json!({"cost": dollars("60")})).unwrap();
        house.change("deal", deal, json!({"priced_on": "2026-03-02"})).unwrap();
        assert_eq!(seen(), ["40.00 EUR", "64.00 EUR", "104.00 EUR"]);
    });
}

#[test]
fn nobody_gives_away_more_than_his_roles_allow_through_any_door() {
    both(|house| {
        let bob = seller(house, "Bob", "10");
        let desk = house.make("product", json!({"name": "Desk", "price": eur("100")})).id;
        let deal = house.make("deal", json!({"name": "A", "owner": bob})).id;
        let refused = |error: Error| {
            assert_eq!(code(&error), "discount_over_limit", "{error:?}");
            problems(&error)[0].0.clone()
        };
        let made = |fields: Json| house.try_make(bob, "line_item", fields);
        let field = refused(made(json!({"deal": deal, "product": desk, "discount": 10.01})).unwrap_err());
        assert_eq!(field, "discount");
        let field = refused(made(json!({"deal": deal, "product": desk, "price": eur("89.99")})).unwrap_err());
        assert_eq!(field, "price", "a lower price that is typed is a discount");
        let line = made(json!({"deal": deal, "product": desk, "price": eur("95")})).unwrap().id;
        let change = |fields: Json| {
            let fields = map(fields);
            house.act(bob, move |tx| tx.update("line_item", line, None, &fields))
        };
        refused(change(json!({"discount": 10})).unwrap_err());
        change(json!({"discount": 5})).unwrap();
        let whole = |fields: Json| {
            let fields = map(fields);
            house.act(bob, move |tx| tx.update("deal", deal, None, &fields))
        };
        assert_eq!(refused(whole(json!({"discount": 5})).unwrap_err()), "discount");
        assert_eq!(refused(whole(json!({"discount_amount": eur("5")})).unwrap_err()), "discount_amount");
        // What others have decided does not stop him from working on.
        house.change("line_item", line, json!({"discount": 30})).unwrap();
        change(json!({"quantity": 2})).unwrap();
        change(json!({"discount": 20})).unwrap();
        refused(change(json!({"discount": 25})).unwrap_err());
        // Nor does undo lead around it.
        let events = house.ws.read_blocking(house.ctx(bob), move |r| {
            let sql =
                kith_engine::Sql::new("SELECT id FROM event WHERE record = ").bind(line).push(" ORDER BY seq DESC");
            Ok(r.conn().query(&sql)?.iter().map(|row| row.uuid(0)).collect::<Result<Vec<_>, _>>()?)
        });
        let last = events.unwrap()[0];
        let undone =
            house.act(bob, move |tx| kith_engine::undo::run(tx, kith_engine::undo::Target::Event(last)).map(drop));
        refused(undone.unwrap_err());
        // Many at once: those beyond his limit are refused, the others changed.
        let cheap = made(json!({"deal": deal, "product": desk})).unwrap().id;
        let bulk = |user: Uuid, discount: i64| {
            let set = Operation::Set(map(json!({ "discount": discount })));
            house
                .act(user, move |tx| bulk::run(tx, "line_item", Selection::Ids(vec![line, cheap]), &set, false))
                .unwrap()
        };
        let outcome = bulk(bob, 15);
        let codes: Vec<_> = outcome.results.iter().map(|one| (one.ok, one.code.as_deref())).collect();
        assert_eq!(codes, [(true, None), (false, Some("discount_over_limit"))], "the first had more already");
        assert_eq!(bulk(bob, 9).counts.changed, 2);
        assert_eq!(bulk(house.admin, 60).counts.changed, 2);
        // An import that may record what breaks the rules says so in the log.
        let mut ctx = house.ctx(bob);
        ctx.rules = Rules::Record;
        let fields = map(json!({"deal": deal, "product": desk, "discount": 50}));
        let noted = house.ws.write_blocking(ctx, kith_engine::Lane::Bulk, move |tx| {
            tx.create("line_item", &fields, CreateOptions::default())
        });
        assert!(house.events(noted.unwrap().id).contains(&"line_item.rules_broken".to_owned()));
    });
}

#[test]
fn a_discount_beyond_the_limit_is_asked_for_approved_and_applied() {
    both(|house| {
        let (bob, eve) = (seller(house, "Bob", "10"), seller(house, "Eve", "30"));
        let desk = house.make("product", json!({"name": "Desk", "price": eur("100")})).id;
        let deal = house.make("deal", json!({"name": "A", "owner": bob})).id;
        let line = line(house, deal, desk, json!({})).id;
        let ask = |user: Uuid, verb: &'static str, params: Json| house.verb_of(user, "deal", deal, verb, params);
        let within = ask(bob, "request_discount", json!({"discount": 10})).unwrap_err();
        assert_eq!(code(&within), "within_limit");
        assert_eq!(code(&ask(eve, "approve_discount", json!({})).unwrap_err()), "no_discount_asked");
        let wanted = json!({"discount": 5, "lines": [{"id": line, "discount": 20}], "note": "A good client"});
        let asked = ask(bob, "request_discount", wanted).unwrap();
        assert_eq!((text(&asked, "discount_approval"), text(&asked, "discount_note")), ("asked", "A good client"));
        assert_eq!(shown(&asked, "amount"), "100.00 EUR", "nothing is given away yet");
        assert_eq!(code(&ask(bob, "approve_discount", json!({})).unwrap_err()), "discount_over_limit");
        let approved = ask(eve, "approve_discount", json!({"note": "Once"})).unwrap();
        assert_eq!((text(&approved, "discount_approval"), text(&approved, "discount_note")), ("approved", "Once"));
        assert_eq!(shown(&approved, "amount"), "76.00 EUR");
        assert_eq!(approved.value("discount_approved").as_number(), Some(24.into()));
        assert!(house.events(deal).contains(&"deal.discount_approved".to_owned()));
        // Up to what was approved he goes on by himself.
        let more = map(json!({"discount": 0}));
        house.act(bob, move |tx| tx.update("deal", deal, None, &more)).unwrap();
        let more = map(json!({"discount": 24}));
        house.act(bob, move |tx| tx.update("line_item", line, None, &more)).unwrap();
        let more = map(json!({"discount": 25}));
        let over = house.act(bob, move |tx| tx.update("line_item", line, None, &more)).unwrap_err();
        assert_eq!(code(&over), "discount_over_limit");
        let asked = ask(bob, "request_discount", json!({"lines": [{"id": line, "discount": 40}]})).unwrap();
        assert_eq!(text(&asked, "discount_approval"), "asked");
        assert_eq!(code(&ask(eve, "approve_discount", json!({})).unwrap_err()), "discount_over_limit");
        let refused = ask(eve, "refuse_discount", json!({"note": "No"})).unwrap();
        assert_eq!(text(&refused, "discount_approval"), "refused");
        assert!(house.see("line_item", line).value("discount_wanted").is_null());
        assert_eq!(shown(&house.see("deal", deal), "amount"), "76.00 EUR");
    });
}

fn cleaning(expected: &str) -> Calculation {
    let definition = json!({
        "key": "cleaning", "name": "Cleaning", "currency": "EUR", "formula": "round(area * if(windows = 'yes', 2.5, 1.99), 2) + price",
        "parameters": [
            {"key": "area", "label": "Area", "kind": "number", "unit": "m²", "min": "1", "max": "1000"},
            {"key": "windows", "label": "Windows", "kind": "choice", "default": "no",
                "options": [{"key": "yes", "label": "Yes"}, {"key": "no", "label": "No"}]},
        ],
        "cases": [{"parameters": {"area": 10.5, "windows": "yes"}, "price": "5", "expected": expected}],
    });
    serde_json::from_value(definition).unwrap()
}

#[test]
fn a_service_costs_what_its_calculation_says() {
    both(|house| {
        let put = |new: Calculation| house.admin(move |tx| calculations::put(tx, &new));
        let wrong = put(cleaning("31")).unwrap_err();
        let Error::Invalid(found) = &wrong else { panic!("{wrong:?}") };
        assert_eq!(problems(&wrong), [("cases[0]".to_owned(), "case_failed")]);
        assert_eq!(
            (found[0].params["expected"].clone(), found[0].params["got"].clone()),
            (json!("31"), json!("31.25"))
        );
        put(cleaning("31.25")).unwrap();
        let unknown =
            house.try_make(house.admin, "product", json!({"name": "A", "calculation": "nothing"})).unwrap_err();
        assert_eq!(problems(&unknown), [("calculation".to_owned(), "unknown_option")]);
        let service = json!({"name": "Cleaning", "kind": "service", "price": eur("5"), "calculation": "cleaning"});
        let service = house.make("product", service).id;
        let deal = house.make("deal", json!({"name": "A"})).id;
        let line = line(house, deal, service, json!({}));
        assert_eq!(shown(&line, "price"), "", "what it depends on is not said yet");
        let said = |fields: Json| house.change("line_item", line.id, json!({"parameters": fields.to_string()}));
        let priced = said(json!({"area": "12.5"})).unwrap();
        assert_eq!((shown(&priced, "price"), text(&priced, "price_from")), ("29.88 EUR".into(), "calculation"));
        let priced = said(json!({"area": 12.5, "windows": "yes"})).unwrap();
        assert_eq!(shown(&priced, "price"), "36.25 EUR");
        let odd = said(json!({"area": 0, "windows": "maybe", "colour": 1})).unwrap_err();
        assert_eq!(
            problems(&odd),
            [
                ("parameters.colour".to_owned(), "unknown_key"),
                ("parameters.area".to_owned(), "out_of_range"),
                ("parameters.windows".to_owned(), "unknown_option"),
            ]
        );
        let used = house.admin(|tx| calculations::delete(tx, "cleaning")).unwrap_err();
        assert_eq!(code(&used), "calculation_in_use");
        let bob = seller(house, "Bob", "10");
        let forbidden = house.act(bob, |tx| calculations::put(tx, &cleaning("31.25"))).unwrap_err();
        assert_eq!(code(&forbidden), "manage_catalogue");
    });
}

#[test]
fn what_a_hidden_cost_leads_to_can_be_taken_back_by_whoever_did_it() {
    both(|house| {
        let all = json!({"read": "all", "create": "all", "edit": "all", "delete": "all"});
        let hides =
            |fields: Json| json!({"read": "all", "create": "all", "edit": "all", "delete": "all", "hidden": fields});
        let objects = json!({"product": hides(json!(["cost"])), "line_item": hides(json!(["cost", "margin"])), "deal": hides(json!(["margin"]))});
        let bob = house.person("Bob", json!({"default": all, "objects": objects}));
        let product = |name: &str, cost: &str| {
            house.make("product", json!({"name": name, "price": eur("100"), "cost": eur(cost)})).id
        };
        let (desk, chair) = (product("Desk", "60"), product("Chair", "70"));
        let deal = house.make("deal", json!({"name": "A", "owner": bob})).id;
        let line = house.try_make(bob, "line_item", json!({"deal": deal, "product": desk})).unwrap().id;
        assert_eq!(shown(&house.see("deal", deal), "margin"), "40.00 EUR");
        let batch = house.act(bob, move |tx| {
            tx.update("line_item", line, None, &map(json!({"product": chair})))?;
            Ok(tx.ctx.batch.expect("a batch"))
        });
        let batch = batch.unwrap();
        assert_eq!(shown(&house.see("line_item", line), "margin"), "30.00 EUR");
        house
            .act(bob, move |tx| kith_engine::undo::run(tx, kith_engine::undo::Target::Batch(batch)).map(drop))
            .unwrap();
        assert_eq!(shown(&house.see("line_item", line), "margin"), "40.00 EUR");
        let given =
            house.try_make(bob, "line_item", json!({"deal": deal, "product": desk, "cost": eur("1")})).unwrap_err();
        assert_eq!(problems(&given), [("cost".to_owned(), "unknown_field")]);
    });
}

/// Whatever is done with lines in whatever order: what a deal says is what its lines come to.
#[test]
fn whatever_is_done_the_deal_is_worth_what_its_lines_come_to() {
    both(|house| {
        let mut seed = 3_u64;
        let mut next = |most: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % most
        };
        let products: Vec<Uuid> = (0..4)
            .map(|n| house.make("product", json!({"name": format!("P{n}"), "price": eur(&format!("{}.{n}9", n * 7 + 1)), "tax": n * 7, "cost": eur("0.77")})).id)
            .collect();
        let deal = house.make("deal", json!({"name": "A"})).id;
        let mut lines: Vec<Uuid> = Vec::new();
        let mut batches: Vec<Uuid> = Vec::new();
        for _ in 0..60 {
            let pick = lines.get(next(lines.len().max(1) as u64) as usize).copied();
            let (product, quantity, discount) = (products[next(4) as usize], next(9_000) as f64 / 1_000.0, next(101));
            let done = match (next(8), pick) {
                (0..=2, _) | (_, None) => house.admin(move |tx| {
                    let fields =
                        map(json!({"deal": deal, "product": product, "quantity": quantity, "discount": discount}));
                    let line = tx.create("line_item", &fields, CreateOptions::default())?;
                    Ok((Some(line.id), tx.ctx.batch))
                }),
                (3, Some(line)) => house.admin(move |tx| {
                    tx.delete("line_item", line, None)?;
                    Ok((None, None))
                }),
                (4, Some(line)) => house.admin(move |tx| {
                    tx.update("line_item", line, None, &map(json!({"product": product, "discount": discount})))?;
                    Ok((None, tx.ctx.batch))
                }),
                (5, _) => house.admin(move |tx| {
                    tx.update("deal", deal, None, &map(json!({"discount": discount})))?;
                    Ok((None, None))
                }),
                (6, _) => house.admin(move |tx| {
                    let amount =
                        json!({"amount": format!("{}.{:02}", quantity as u64, discount % 100), "currency": "EUR"});
                    tx.update("deal", deal, None, &map(json!({"discount_amount": amount})))?;
                    Ok((None, None))
                }),
                _ => {
                    let Some(batch) = batches.pop() else { continue };
                    house.admin(move |tx| {
                        kith_engine::undo::run(tx, kith_engine::undo::Target::Batch(batch))?;
                        Ok((None, None))
                    })
                }
            };
            // Lines that are in the bin already, or changed since, are refused and leave everything as it was.
            if let Ok((line, batch)) = done {
                lines.extend(line);
                batches.extend(batch);
            }
            let live: Vec<Record> =
                lines.iter().map(|id| house.see("line_item", *id)).filter(|line| line.deleted_at.is_none()).collect();
            let deal = house.see("deal", deal);
            let minor = |record: &Record, key: &str| record.value(key).as_money().map_or(0, |money| money.minor);
            let sum = |key: &str| live.iter().map(|line| minor(line, key)).sum::<i64>();
            if !live.is_empty() {
                assert_eq!(sum("total"), minor(&deal, "subtotal"));
                assert_eq!(sum("net"), minor(&deal, "amount"));
                for key in ["tax_amount", "gross", "margin"] {
                    assert_eq!(sum(key), minor(&deal, key), "{key}");
                }
            }
        }
        assert!(lines.len() > 5 && batches.len() < 60);
    });
}
