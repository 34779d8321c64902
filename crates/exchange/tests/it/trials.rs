//! Before an import runs, its first rows are tried out: which rules they break, and whose the new records would be.

use kith_crm::distribution::{self, NewRule};
use kith_crm::pipeline::{self, stages};
use kith_exchange::import::{self, Share, Tried};
use kith_exchange::mapping::{Mapping, RowRules};
use serde_json::{Value as Json, json};

use crate::house::{House, both};

fn rule(house: &House, stage: &'static str, rules: Json) {
    house
        .write(move |tx| {
            let usual = pipeline::default_for(tx.sql(), "deal")?;
            let stage = usual.stages.iter().find(|one| one.name == stage).expect("a stage").id;
            let rules = rules.as_object().cloned();
            stages::change_stage(tx, stage, &stages::StageChange { rules, ..Default::default() })
        })
        .unwrap();
}

fn share(tried: &Tried) -> Vec<(Option<&str>, &str, u64)> {
    tried.owners.iter().map(|Share { name, by, rows, .. }| (name.as_deref(), *by, *rows)).collect()
}

fn preview(house: &House, upload: uuid::Uuid, mapping: &Mapping) -> (import::Preview, Tried) {
    let seen = import::preview(&house.ws, &house.ctx(house.admin), upload, mapping).unwrap();
    let tried = seen.tried.clone().expect("a trial");
    (seen, tried)
}

#[test]
fn a_preview_counts_the_rows_that_break_each_rule_and_a_run_does_what_it_says() {
    both(|house| {
        rule(house, "Proposal", json!({"required": ["amount", "company.website"]}));
        rule(house, "Lost", json!({"required": ["competitor"]}));
        house.import("accounts.csv", "account,website\nNorth Mill,mill.example\nOak & Co,\n");
        let deals = "deal,account,deal_stage,close_value\nA,North Mill,Proposal,10\nB,North Mill,Proposal,\n\
             C,Oak & Co,Proposal,5\nD,Oak & Co,Proposal,\nE,North Mill,Lost,1\nF,North Mill,New,\n";
        let uploaded = house.upload("deals.csv", deals);
        let mut mapping = Mapping { object: "deal".to_owned(), ..uploaded.guess.mapping.clone() };
        let before = (house.events(), house.records("deal").len());
        let (seen, tried) = preview(house, uploaded.id, &mapping);
        assert_eq!((tried.rows, tried.breaking), (6, 4));
        let told: Vec<(&str, &str, u64, &[u64])> = tried
            .violations
            .iter()
            .map(|it| (it.field.as_deref().unwrap(), it.params["stage"].as_str().unwrap(), it.rows, &*it.examples))
            .collect();
        assert_eq!(told.len(), 3);
        for expected in [
            ("amount", "Proposal", 2, [3, 5].as_slice()),
            ("company.website", "Proposal", 2, &[4, 5]),
            ("competitor", "Lost", 1, &[6]),
        ] {
            assert!(told.contains(&expected), "{expected:?} in {told:?}");
        }
        assert_eq!((seen.counts.create, seen.counts.reject), (2, 4));
        assert!(seen.rows.iter().filter(|row| row.action == "reject").all(|row| !row.problems.is_empty()));
        assert_eq!(share(&tried), [(Some("Ada Root"), "importer", 2)]);

        mapping.rules = RowRules::Record;
        let (seen, tried) = preview(house, uploaded.id, &mapping);
        assert_eq!((seen.counts.create, seen.counts.reject), (6, 0));
        assert_eq!((tried.breaking, tried.violations.len()), (4, 3));
        assert_eq!((house.events(), house.records("deal").len()), before, "nothing has happened");

        mapping.rules = RowRules::Refuse;
        let run = house.run(uploaded.id, &mapping);
        assert_eq!((run.counts.created, run.counts.rejected), (2, 4));
    });
}

#[test]
fn a_preview_tells_who_gets_how_many_by_the_rules_by_his_clients_or_by_the_file() {
    both(|house| {
        let (ann, bob) = (house.person("Ann", "manager"), house.person("Bob", "manager"));
        house
            .write(move |tx| {
                let people = [ann, bob].map(|user| json!({ "user": user }));
                let definition = serde_json::from_value(json!({"method": "round_robin", "people": people})).unwrap();
                let new = NewRule { object: "deal".to_owned(), name: "All".to_owned(), active: true, definition };
                distribution::create(tx, &new)
            })
            .unwrap();
        house.import("accounts.csv", "account,owner\nNorth Mill,Bob\n");
        let deals = "deal,account,sales_agent\nA,,\nB,,\nC,,\nD,North Mill,\nE,,Ann\nF,,Cy Orr\n";
        let uploaded = house.upload("deals.csv", deals);
        let mut mapping = Mapping { object: "deal".to_owned(), ..uploaded.guess.mapping.clone() };
        let (_, tried) = preview(house, uploaded.id, &mapping);
        let people = house.count("SELECT count(*) FROM user_account");
        let told = share(&tried);
        for expected in [(Some("Ada Root"), "importer", 4), (Some("Ann"), "file", 1), (Some("Cy Orr"), "file", 1)] {
            assert!(told.contains(&expected), "{expected:?} in {told:?}");
        }
        let hired = tried.owners.iter().find(|one| one.name.as_deref() == Some("Cy Orr")).unwrap();
        assert_eq!(
            (hired.user, house.count("SELECT count(*) FROM user_account")),
            (None, people),
            "he is not there yet"
        );

        mapping.distribute = true;
        let (_, tried) = preview(house, uploaded.id, &mapping);
        let told = share(&tried);
        for expected in [(Some("Ann"), "rules", 2), (Some("Bob"), "rules", 1), (Some("Bob"), "client", 1)] {
            assert!(told.contains(&expected), "{expected:?} in {told:?}");
        }
        let again = preview(house, uploaded.id, &mapping).1;
        assert_eq!(again, tried, "trying costs nobody his turn");
        house.run(uploaded.id, &mapping);
        let whose = |user| house.records("deal").iter().filter(|deal| deal.owner() == Some(user)).count();
        assert_eq!((whose(ann), whose(bob)), (3, 2));
    });
}

/// A pipeline beside the usual one of an object.
fn second(house: &House, object: &'static str, name: &'static str) -> pipeline::Pipeline {
    let new = json!({"name": name, "object": object});
    house.write(move |tx| pipeline::edit::create(tx, serde_json::from_value(new.clone()).unwrap())).unwrap()
}

/// In which pipeline and stage a record stands.
fn stands(house: &House, object: &str, title: &str) -> (String, String) {
    let id = house.titled(object, title).reference("stage").expect("a stage");
    let home = house.ws.read_blocking(house.ws.system_ctx(), move |r| pipeline::of_stage(r.conn(), id)).unwrap();
    let stage = home.stage(id).expect("its stage").name.clone();
    (home.name, stage)
}

#[test]
fn rows_that_name_no_stage_stand_where_the_import_says_and_by_the_rules_of_that_stage() {
    both(|house| {
        let fairs = second(house, "lead", "Fairs");
        let qualified = fairs.stages.iter().find(|stage| stage.name == "Qualified").expect("a stage").id;
        let rules = json!({"required": ["amount"]}).as_object().cloned();
        house
            .write(move |tx| {
                let change = stages::StageChange { rules: rules.clone(), ..Default::default() };
                stages::change_stage(tx, qualified, &change)
            })
            .unwrap();
        let usual = house.ws.read_blocking(house.ws.system_ctx(), |r| pipeline::default_for(r.conn(), "lead")).unwrap();
        let file = format!(
            "Lead name;Lead stage;Lead status;Reason of rejection;Pipeline;Amount\nAwnings;;;;;10\nBlinds;;;;;\n\
             Curtains;Contacted;;;;\nDoors;;New;;;\nEaves;;Rejected;spam;;\nFences;;;;{};\n",
            usual.name
        );
        let uploaded = house.upload("leads.csv", file);
        let mut mapping = Mapping { object: "lead".to_owned(), ..uploaded.guess.mapping.clone() };
        mapping.pipeline = Some(fairs.id.to_string());
        mapping.stage = Some("Qualified".to_owned());
        let (seen, tried) = preview(house, uploaded.id, &mapping);
        let rejected: Vec<_> = seen.rows.iter().filter(|row| row.action == "reject").map(|row| &row.problems).collect();
        assert_eq!((seen.counts.create, seen.counts.reject), (5, 1), "{rejected:?}");
        let told = &tried.violations[0];
        assert_eq!(
            (tried.breaking, told.field.as_deref(), &told.params["stage"]),
            (1, Some("amount"), &json!("Qualified"))
        );
        assert_eq!(told.examples, [3]);
        let run = house.run(uploaded.id, &mapping);
        assert_eq!((run.counts.created, run.counts.rejected), (5, 1), "{run:?}");
        for (lead, pipeline, stage) in [
            ("Awnings", "Fairs", "Qualified"),
            ("Curtains", "Fairs", "Contacted"),
            ("Doors", "Fairs", "New"),
            ("Eaves", "Fairs", "Rejected"),
            ("Fences", &*usual.name, "New"),
        ] {
            assert_eq!(stands(house, "lead", lead), (pipeline.to_owned(), stage.to_owned()), "{lead}");
        }
        let status = |lead: &str| house.titled("lead", lead).value("status").as_text().unwrap().to_owned();
        assert_eq!(
            (status("Awnings"), status("Doors"), status("Eaves")),
            ("accepted".into(), "new".into(), "rejected".into())
        );

        let deals = second(house, "deal", "Renewals");
        let uploaded = house.upload("deals.csv", "deal,amount\nA,10\n");
        let mut mapping = Mapping { object: "deal".to_owned(), ..uploaded.guess.mapping.clone() };
        mapping.pipeline = Some("renewals".to_owned());
        house.run(uploaded.id, &mapping);
        assert_eq!(stands(house, "deal", "A"), ("Renewals".into(), deals.stages[0].name.clone()));
    });
}

#[test]
fn an_import_goes_into_no_pipeline_of_another_object_and_no_stage_of_another_pipeline() {
    both(|house| {
        let fairs = second(house, "lead", "Fairs");
        let uploaded = house.upload("leads.csv", "Lead name;Contact name\nAwnings;Grace Hopper\n");
        let deals = house.ws.read_blocking(house.ws.system_ctx(), |r| pipeline::default_for(r.conn(), "deal")).unwrap();
        for (pipeline, stage, field) in [
            (Some(deals.id), None, "pipeline"),
            (None, Some(fairs.stages[0].id), "stage"),
            (Some(fairs.id), Some(deals.stages[0].id), "stage"),
        ] {
            let mapping = Mapping {
                object: "lead".to_owned(),
                pipeline: pipeline.map(|id| id.to_string()),
                stage: stage.map(|id| id.to_string()),
                ..uploaded.guess.mapping.clone()
            };
            let error = import::preview(&house.ws, &house.ctx(house.admin), uploaded.id, &mapping).unwrap_err();
            let kith_engine::Error::Invalid(problems) = error else { panic!("{error:?}") };
            assert_eq!((problems[0].field.as_deref(), problems[0].code), (Some(field), "not_found"));
        }
    });
}

#[test]
fn a_preview_of_tasks_says_which_rows_would_leave_a_deal_without_a_next_step() {
    both(|house| {
        house
            .write(|tx| {
                let usual = pipeline::default_for(tx.sql(), "deal")?.id;
                let rules = json!({"next_step": "enforce"}).as_object().cloned();
                let change = pipeline::edit::PipelineChange { rules, ..Default::default() };
                pipeline::edit::change(tx, usual, change)
            })
            .unwrap();
        house.import("deals.csv", "deal,deal_stage\nA,New\n");
        let first = house.records("task").pop().expect("a first task").title();
        let done = format!("title,done_at\n{first},2026-01-01T10:00:00Z\nWrite to him,2026-01-01T10:00:00Z\n");
        let uploaded = house.upload("tasks.csv", done);
        let mapping = Mapping { object: "task".to_owned(), ..uploaded.guess.mapping.clone() };
        let seen = import::preview(&house.ws, &house.ctx(house.admin), uploaded.id, &mapping).unwrap();
        assert_eq!((seen.counts.create, seen.counts.update, seen.counts.reject), (1, 0, 1));
        assert!(seen.tried.is_none(), "there is nothing to say about stages and owners");
        let ran = house.run(uploaded.id, &mapping);
        assert_eq!((ran.counts.created, ran.counts.rejected), (1, 1));
    });
}
