//! Files become records.

use kith_catalogue::Lang;
use kith_engine::people::{teams, users};
use kith_engine::{Error, Lane, undo};
use kith_exchange::import::{self, Status};
use kith_exchange::mapping::{Existing, Missing};
use serde_json::json as value;

use crate::house::{both, json, on_sqlite};

const COMPANIES: &str = "account,sector,year_established,revenue,employees,office_location,subsidiary_of\n\
    North Mill,retail,1996,1100.04,2822,Latvia,Harbour Group\n\
    Oak & Co,technolgy,2001,12.5,7,Philipines,\n\
    Harbour Group,finance,1980,99999.99,40000,Norway,\n";
const PRODUCTS: &str = "product,series,sales_price\nABX Basic,ABX,550\nABX Pro,ABX,4821\n";
const TEAMS: &str = "sales_agent,manager,regional_office\n\
    Ann Lee,Rae Dun,North\nBo Kim,Rae Dun,North\nCy Orr,Eva Fox,South\n";
const DEALS: &str = "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n\
    D1,Ann Lee,ABXPro,North Mill,Won,2016-10-20,2017-03-01,1054\n\
    D2,Bo Kim,ABX Basic,Oak & Co,Lost,2016-10-25,2017-02-11,0\n\
    D3,Cy Orr,ABX Pro,,Engaging,2016-11-02,,\n\
    D4,Ann Lee,ABX Basic,North Mill,Prospecting,,,\n";

#[test]
fn four_files_of_a_sales_team_become_a_working_company() {
    both(|house| {
        let companies = house.import("accounts.csv", COMPANIES);
        assert_eq!((companies.status, companies.counts.created, companies.counts.rejected), (Status::Done, 3, 0));
        let mill = house.titled("company", "North Mill");
        assert_eq!(mill.reference("parent"), Some(house.titled("company", "Harbour Group").id));
        assert_eq!(json(&mill, "annual_revenue"), value!({"amount": "1100.04", "currency": "EUR"}));
        assert_eq!(json(&mill, "addresses")[0]["country"], "Latvia");
        assert_eq!(json(&house.titled("company", "Oak & Co"), "industry"), "technolgy");

        assert_eq!(house.import("products.csv", PRODUCTS).counts.created, 2);
        let people = house.import("sales_teams.csv", TEAMS);
        assert_eq!((people.counts.created, people.batch), (3, None));
        assert_eq!(people.counts.also["user"], 2);
        assert_eq!(people.counts.also["team"], 4);

        let uploaded = house.upload("pipeline.csv", DEALS);
        let mut mapping = uploaded.guess.mapping.clone();
        let ctx = house.ctx(house.admin);
        let preview = import::preview(&house.ws, &ctx, uploaded.id, &mapping).unwrap();
        assert_eq!((preview.counts.create, preview.counts.reject), (4, 0));
        let product = preview.unmatched.iter().find(|one| one.field == "product").unwrap();
        assert_eq!((product.value.as_str(), product.rows), ("ABXPro", 1));
        assert_eq!((product.suggestions[0].label.as_str(), product.suggestions[0].certain), ("ABX Pro", true));
        let meant = product.suggestions[0].id.to_string();
        mapping.matches.entry("product".to_owned()).or_default().insert("ABXPro".to_owned(), meant);
        let preview = import::preview(&house.ws, &ctx, uploaded.id, &mapping).unwrap();
        assert_eq!(preview.rows[0].label, "ABX Pro – North Mill");
        assert_eq!(preview.rows[0].fields["product"], "ABX Pro");

        let run = house.run(uploaded.id, &mapping);
        assert_eq!((run.status, run.counts.created, run.counts.rejected), (Status::Done, 4, 0));
        assert_eq!(house.records("product").len(), 2);
        let won = house.titled("deal", "ABX Pro – North Mill");
        assert_eq!(json(&won, "amount")["amount"], "1054.00");
        assert_eq!(json(&won, "engaged_on"), "2016-10-20");
        assert!(json(&won, "closed_at").as_str().unwrap().starts_with("2017-03-01"));
        assert_eq!(json(&won, "external_id"), value!({"default": "D1"}));
        assert_eq!(json(&won, "probability"), 100);
        let open = house.titled("deal", "ABX Basic – North Mill");
        assert!(json(&open, "closed_at").is_null() && json(&open, "amount").is_null());

        // A second time nothing changes, not even the log.
        let before = house.events();
        for (name, text) in [("accounts.csv", COMPANIES), ("products.csv", PRODUCTS), ("sales_teams.csv", TEAMS)] {
            let again = house.import(name, text);
            assert_eq!((again.counts.unchanged, again.counts.rows()), (again.total, again.total), "{name}");
        }
        let uploaded = house.upload("pipeline.csv", DEALS);
        let again = house.run(uploaded.id, &mapping);
        assert_eq!((again.counts.unchanged, again.counts.rows()), (4, 4));
        assert_eq!(house.events(), before);
    });
}

#[test]
fn a_name_matched_to_nothing_leaves_its_field_empty() {
    both(|house| {
        house.import("accounts.csv", COMPANIES);
        house.import("products.csv", PRODUCTS);
        house.import("sales_teams.csv", TEAMS);
        let uploaded = house.upload("pipeline.csv", DEALS);
        let mut mapping = uploaded.guess.mapping.clone();
        mapping.matches.entry("product".to_owned()).or_default().insert("ABXPro".to_owned(), String::new());
        let ctx = house.ctx(house.admin);
        let preview = import::preview(&house.ws, &ctx, uploaded.id, &mapping).unwrap();
        assert!(preview.unmatched.iter().all(|one| one.field != "product"));
        assert_eq!(house.run(uploaded.id, &mapping).counts.created, 4);
        assert_eq!(house.records("product").len(), 2);
        let without = house.records("deal").into_iter().filter(|deal| json(deal, "product").is_null());
        assert_eq!(without.count(), 1);
    });
}

#[test]
fn people_stand_in_teams_below_their_offices() {
    both(|house| {
        house.import("sales_teams.csv", TEAMS);
        let (people, all) = house.write(|tx| Ok((users::list(tx.sql())?, teams::list(tx.sql())?))).unwrap();
        let person = |name: &str| people.iter().find(|person| person.name == name).unwrap();
        let team = |name: &str| all.iter().find(|team| team.name == name).unwrap();
        assert_eq!(team("Rae Dun").parent, Some(team("North").id));
        assert_eq!(team("Rae Dun").manager, Some(person("Rae Dun").id));
        assert_eq!(person("Ann Lee").team, Some(team("Rae Dun").id));
        assert_eq!(person("Ann Lee").manager, Some(person("Rae Dun").id));
        assert_eq!(person("Ann Lee").office, Some(team("North").id));
        assert_eq!(person("Cy Orr").office, Some(team("South").id));
        assert!(person("Ann Lee").active && person("Ann Lee").email.is_none());
    });
}

#[test]
fn bad_rows_are_rejected_with_reasons_and_good_ones_taken() {
    both(|house| {
        let text = "name;employees;founded\nNorth Mill;12;1990\nOak;many;1991\n;5;1992\nElm;1;2;3\nNorth Mill;13;1990\n=cmd();x;1\n";
        let run = house.import("companies.csv", text);
        assert_eq!((run.counts.created, run.counts.rejected, run.total), (1, 5, 6));
        let ctx = house.ctx(house.admin);
        let csv = import::rejected_csv(&house.ws, &ctx, run.id, Lang::En).unwrap();
        let csv = String::from_utf8(csv).unwrap();
        let lines: Vec<&str> = csv.trim_start_matches('\u{FEFF}').lines().collect();
        assert_eq!(lines[0], "row,reason,name,employees,founded");
        assert_eq!(lines[1], "3,\"employees: \"\"many\"\": not written as expected (1250.00)\",Oak,many,1991");
        assert!(lines[2].starts_with("4,name: must be filled in,,5,1992"), "{}", lines[2]);
        assert!(lines[3].starts_with("5,\"4 cells, the header has 3\",Elm"), "{}", lines[3]);
        assert!(lines[4].starts_with("6,repeats row 2,North Mill"), "{}", lines[4]);
        assert!(lines[5].contains("'=cmd()"), "{}", lines[5]);
    });
}

#[test]
fn a_whole_import_is_taken_back_as_one() {
    both(|house| {
        house.import("products.csv", "product,series,sales_price\nABX Basic,ABX,500\n");
        let run = house.import("products.csv", PRODUCTS);
        assert_eq!((run.counts.created, run.counts.updated), (1, 1));
        let batch = run.batch.unwrap();
        let ctx = house.ctx(house.admin);
        house.ws.write_blocking(ctx, Lane::Interactive, move |tx| undo::run(tx, undo::Target::Batch(batch))).unwrap();
        let products = house.records("product");
        assert_eq!(products.len(), 1);
        assert_eq!(json(&products[0], "price")["amount"], "500.00");
    });
}

#[test]
fn deals_with_their_new_companies_are_taken_back_too() {
    both(|house| {
        let run = house.import("deals.csv", DEALS);
        assert_eq!(run.counts.created, 4);
        assert_eq!(run.counts.also["company"], 2);
        assert_eq!(run.counts.also["user"], 3);
        let batch = run.batch.unwrap();
        let ctx = house.ctx(house.admin);
        house.ws.write_blocking(ctx, Lane::Interactive, move |tx| undo::run(tx, undo::Target::Batch(batch))).unwrap();
        assert!(house.records("deal").is_empty() && house.records("company").is_empty());
    });
}

#[test]
fn existing_records_are_updated_filled_or_left_alone_as_asked() {
    both(|house| {
        house.import("c.csv", "company,industry,website\nNorth Mill,retail,\n");
        let run = |existing: Existing| {
            let uploaded = house.upload("c.csv", "company,industry,website\nNorth Mill,food,mill.example\n");
            let mut mapping = uploaded.guess.mapping.clone();
            mapping.existing = existing;
            house.run(uploaded.id, &mapping).counts
        };
        assert_eq!(run(Existing::Skip).skipped, 1);
        assert_eq!(json(&house.titled("company", "North Mill"), "website"), value!(null));
        assert_eq!(run(Existing::Fill).updated, 1);
        let filled = house.titled("company", "North Mill");
        assert_eq!((json(&filled, "industry"), json(&filled, "website")), (value!("retail"), value!("mill.example")));
        assert_eq!(run(Existing::Update).updated, 1);
        assert_eq!(json(&house.titled("company", "North Mill"), "industry"), "food");
    });
}

#[test]
fn unknown_names_are_made_or_refused_as_asked() {
    both(|house| {
        let uploaded = house.upload("deals.csv", DEALS);
        let mut mapping = uploaded.guess.mapping.clone();
        mapping.missing = Missing::Reject;
        let run = house.run(uploaded.id, &mapping);
        assert_eq!((run.counts.created, run.counts.rejected), (0, 4));
        assert!(house.records("company").is_empty());
    });
}

#[test]
fn people_of_one_name_are_told_apart_and_known_again() {
    both(|house| {
        let text = "name,phone,company\nAnn Lee,+420 601 123 456,Mill\nAnn Lee,+420 602 123 456,Mill\n";
        assert_eq!(house.import("contacts.csv", text).counts.created, 2);
        let again = house.import("contacts.csv", text);
        assert_eq!((again.counts.unchanged, again.counts.rejected), (2, 0));
        assert_eq!(house.records("contact").len(), 2);
    });
}

#[test]
fn an_open_deals_date_of_closing_is_the_date_expected() {
    both(|house| {
        let text = "deal name,stage,close date,amount\nRoof,Negotiation,2027-01-15,100\nWall,Won,2025-01-15,50\n";
        let run = house.import("deals.csv", text);
        assert_eq!(run.counts.created, 2);
        let roof = house.titled("deal", "Roof");
        assert_eq!((json(&roof, "expected_close"), json(&roof, "closed_at")), (value!("2027-01-15"), value!(null)));
        assert!(json(&house.titled("deal", "Wall"), "closed_at").as_str().unwrap().starts_with("2025-01-15"));
    });
}

#[test]
fn a_file_that_is_refused_leaves_nothing() {
    both(|house| {
        for bad in ["name,x\n\"a,b\n1,2\n", "", "name,x\nAnn,1\nBo"] {
            let error = house.try_upload("c.csv", bad).unwrap_err();
            assert!(matches!(error, Error::Invalid(_)), "{error}");
        }
        assert_eq!(house.count("SELECT count(*) FROM import_run"), 0);
        assert_eq!(house.count("SELECT count(*) FROM import_part"), 0);
    });
}

#[test]
fn a_run_keeps_to_the_rights_of_whoever_started_it() {
    both(|house| {
        let manager = house.person("Mia Low", kith_policy::MANAGER);
        let ctx = house.ctx(manager);
        let options = kith_exchange::table::ReadOptions::default();
        let refused = import::upload(&house.ws, &ctx, "c.csv", b"name\nx\n", &options, None);
        let may = ctx.actor.roles().iter().any(|role| role.rights.may.contains(&kith_policy::Permission::Import));
        assert_eq!(refused.is_ok(), may);
        let head = house.person("Hal Top", kith_policy::HEAD);
        let ctx = house.ctx(head);
        if let Ok(uploaded) = import::upload(&house.ws, &ctx, "t.csv", TEAMS.as_bytes(), &options, Some("user")) {
            let refused = import::start(&house.ws, &ctx, uploaded.id, &uploaded.guess.mapping);
            assert!(matches!(refused, Err(Error::Forbidden { .. })));
            let strange = import::find(&house.ws, &house.ctx(manager), uploaded.id);
            assert!(matches!(strange, Err(Error::NotFound | Error::Forbidden { .. })));
        }
    });
}

#[test]
fn a_run_that_was_cut_off_goes_on_where_it_stopped() {
    let house = on_sqlite();
    let mut text = "name,email\n".to_owned();
    for n in 0..1_200 {
        text.push_str(&format!("Person {n},p{n}@example.com\n"));
    }
    let uploaded = house.upload("contacts.csv", &text);
    let ctx = house.ctx(house.admin);
    import::start(&house.ws, &ctx, uploaded.id, &uploaded.guess.mapping).unwrap();
    // The first job is claimed by a process that dies at once: nobody finishes it.
    house
        .write(|tx| {
            tx.sql().exec(&kith_engine::Sql::new("UPDATE job SET state = 'running', started_at = 9000000000000"))?;
            Ok(())
        })
        .unwrap();
    house.work();
    assert_eq!(import::find(&house.ws, &ctx, uploaded.id).unwrap().status, Status::Running);
    import::ImportJob::recover(&house.ws).unwrap();
    house.work();
    let run = import::find(&house.ws, &ctx, uploaded.id).unwrap();
    assert_eq!((run.status, run.counts.created, run.done), (Status::Done, 1_200, 1_200));
    assert_eq!(house.count("SELECT count(*) FROM import_part"), 0);
}

#[test]
fn the_mapping_may_have_the_file_read_another_way() {
    both(|house| {
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("Название;Город\nРомашка;Тверь\n");
        let uploaded = house.upload("firms.csv", &bytes);
        let mut mapping = uploaded.guess.mapping.clone();
        mapping.header = Some(false);
        mapping.columns = [("Column 1".to_owned(), Some(kith_exchange::mapping::Target::field("name")))].into();
        mapping.object = "company".to_owned();
        mapping.key = kith_exchange::mapping::Keys(vec!["name".to_owned()]);
        let run = house.run(uploaded.id, &mapping);
        assert_eq!((run.counts.created, run.total), (2, 2));
        assert_eq!(house.titled("company", "Ромашка").title(), "Ромашка");
    });
}

#[test]
fn mappings_that_do_not_hold_are_refused_before_anything_runs() {
    let house = on_sqlite();
    let uploaded = house.upload("c.csv", COMPANIES);
    let ctx = house.ctx(house.admin);
    let mut mapping = uploaded.guess.mapping.clone();
    mapping.columns.insert("sector".to_owned(), Some(kith_exchange::mapping::Target::field("no_such_field")));
    let Err(Error::Invalid(problems)) = import::start(&house.ws, &ctx, uploaded.id, &mapping) else {
        panic!("the mapping must be refused")
    };
    assert_eq!(problems[0].field.as_deref(), Some("columns.sector"));
    assert_eq!(import::find(&house.ws, &ctx, uploaded.id).unwrap().status, Status::Uploaded);
}

#[test]
fn rows_that_break_the_rules_of_a_stage_are_refused_or_taken_and_told_of() {
    use kith_crm::pipeline::{self, stages};
    use kith_exchange::mapping::RowRules;
    both(|house| {
        house
            .write(|tx| {
                let pipeline = pipeline::default_for(tx.sql(), "deal")?;
                let stage = pipeline.in_use().find(|stage| stage.name == "Proposal").expect("a stage").id;
                let rules = value!({"required": ["amount"]}).as_object().cloned();
                stages::change_stage(tx, stage, &stages::StageChange { rules, ..Default::default() })
            })
            .unwrap();
        let text = "name,stage,amount\nA,Proposal,10\nB,Proposal,\nC,New,\n";
        let uploaded = house.upload("deals.csv", text);
        let mut mapping = uploaded.guess.mapping.clone();
        assert_eq!(mapping.object, "deal");
        let run = house.run(uploaded.id, &mapping);
        assert_eq!((run.counts.created, run.counts.rejected), (2, 1), "{mapping:?}");
        mapping.rules = RowRules::Record;
        let uploaded = house.upload("deals.csv", text);
        let run = house.run(uploaded.id, &mapping);
        assert_eq!(run.counts.rejected, 0);
        assert_eq!(json(&house.titled("deal", "B"), "name"), "B");
        assert_eq!(house.count("SELECT count(*) FROM event WHERE name = 'deal.rules_broken'"), 1);
    });
}

#[test]
fn leads_come_into_the_stages_that_the_file_names() {
    both(|house| {
        let file = "Lead name;Contact name;Lead stage;Reason of rejection\n\
            Awnings;Grace Hopper;Qualified;\nBlinds;Alan Kay;Rejected;spam\nDoors;Ada Byron;Rejected;\n\
            Gates;Edith Clarke;Meeting held;\nRoofs;Mary Shaw;Converted;\n";
        let run = house.import("leads.csv", file);
        assert_eq!((run.counts.created, run.counts.rejected), (4, 1), "{run:?}");
        let seen = |name: &str| {
            let lead = house.titled("lead", name);
            let stage = lead.reference("stage").expect("a stage");
            let find = move |r: &mut kith_engine::Reader<'_>| kith_crm::pipeline::stage(r.conn(), stage);
            let stage = house.ws.read_blocking(house.ws.system_ctx(), find).unwrap();
            (stage.name, lead.value("status").as_text().unwrap().to_owned())
        };
        for (name, stage, status) in [
            ("Awnings", "Qualified", "accepted"),
            ("Blinds", "Rejected", "rejected"),
            ("Gates", "Meeting held", "accepted"),
            ("Roofs", "Converted", "converted"),
        ] {
            assert_eq!(seen(name), (stage.to_owned(), status.to_owned()));
        }
        let batch = run.batch.expect("a batch");
        house.write(move |tx| undo::run(tx, undo::Target::Batch(batch))).unwrap();
        assert!(house.records("lead").is_empty());
    });
}
