//! Pipelines of leads: the same as those of deals, beside them.

use kith_catalogue::filter::Expr;
use kith_crm::board::{self, BoardQuery};
use kith_crm::pipeline::{self, Pipeline, StageKind, archive, edit, stages};
use kith_engine::people::{teams, users};
use kith_engine::query::ListQuery;
use kith_engine::worker::{self, Jobs};
use kith_engine::{CreateOptions, Error, Result, Rules, Sql};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::{House, both, code, map, problems, reach};
use crate::lead_standing::{forget_stage, home, stage, stands};

fn create(house: &House, new: Json) -> Result<Pipeline> {
    house.admin(move |tx| edit::create(tx, serde_json::from_value(new.clone()).unwrap()))
}

fn change(house: &House, id: Uuid, with: Json) -> Result<Pipeline> {
    house.admin(move |tx| edit::change(tx, id, serde_json::from_value(with.clone()).unwrap()))
}

/// Gives a stage rules.
fn rule(house: &House, name: &str, rules: Json) -> Result<()> {
    let change = stages::StageChange { rules: Some(map(rules)), ..Default::default() };
    let id = stage(house, name);
    house.admin(move |tx| stages::change_stage(tx, id, &change)).map(drop)
}

fn refused(error: &Error) -> Vec<(String, &'static str)> {
    assert_eq!(code(error), "stage_rules");
    problems(error)
}

fn at(stage: &str, status: &str) -> (String, String) {
    (stage.to_owned(), status.to_owned())
}

#[test]
fn pipelines_of_leads_have_their_own_order_names_and_usual_one() {
    both(|house| {
        let deals = house.pipeline();
        let second = create(house, json!({"name": deals.name, "object": "lead"})).unwrap();
        assert_eq!((second.object.as_str(), second.is_default, second.position), ("lead", false, 1));
        let names: Vec<&str> = second.in_use().map(|stage| stage.name.as_str()).collect();
        assert_eq!(names, ["New", "Contacted", "Qualified", "Converted", "Rejected"]);
        let error = create(house, json!({"name": second.name, "object": "lead"})).unwrap_err();
        assert_eq!(problems(&error), [("name".to_owned(), "not_unique")]);
        let error = create(house, json!({"name": "X", "object": "company"})).unwrap_err();
        assert_eq!(problems(&error), [("object".to_owned(), "unknown_option")]);

        let usual = home(house);
        change(house, second.id, json!({"is_default": true, "position": 0})).unwrap();
        assert_eq!((home(house).id, house.pipeline().id), (second.id, deals.id));
        assert!(house.pipeline().is_default);
        let all = house.admin(|tx| pipeline::list(tx.sql())).unwrap();
        let order: Vec<Uuid> = all.iter().map(|one| one.id).collect();
        assert_eq!(order, [deals.id, second.id, usual.id]);

        // A lead that comes from the one to the other has not been worked on by that.
        let lead = house.make("lead", json!({"name": "A", "pipeline": usual.id})).id;
        house.verb("lead", lead, "move", json!({"pipeline": second.id})).unwrap();
        assert_eq!(stands(house, lead), at("New", "new"));
        assert_eq!(house.see("lead", lead).reference("pipeline"), Some(second.id));
        assert_eq!(code(&change(house, second.id, json!({"archived": true})).unwrap_err()), "default_pipeline");
        change(house, usual.id, json!({"archived": true})).unwrap();
        change(house, usual.id, json!({"archived": false, "is_default": true})).unwrap();
        assert_eq!(code(&change(house, second.id, json!({"archived": true})).unwrap_err()), "pipeline_not_empty");
    });
}

#[test]
fn a_stage_that_goes_hands_its_leads_on_as_they_are() {
    both(|house| {
        let lead = house.make("lead", json!({"name": "A"})).id;
        let (new, contacted) = (stage(house, "New"), stage(house, "Contacted"));
        let remove = |id: Uuid, to: Option<Uuid>| house.admin(move |tx| archive::remove_stage(tx, id, to));
        let error = remove(new, None).unwrap_err();
        assert_eq!(
            (code(&error), problems(&error)),
            ("stage_not_empty", vec![("move_to".to_owned(), "leads_in_stage")])
        );
        let error = remove(new, Some(house.stage("Qualified"))).unwrap_err();
        assert_eq!(problems(&error), [("move_to".to_owned(), "not_in_pipeline")]);
        let (moved, _) = remove(new, Some(contacted)).unwrap();
        assert_eq!((moved, stands(house, lead)), (1, at("Contacted", "new")));
        assert_eq!(house.stages_of(lead), [new, contacted]);
        let error = remove(stage(house, "Converted"), None).unwrap_err();
        assert_eq!(code(&error), "last_of_its_kind");
    });
}

#[test]
fn the_rules_of_a_stage_hold_for_leads_at_every_door_and_are_filled_in_on_the_way() {
    both(|house| {
        rule(house, "Qualified", json!({"required": ["amount", "company.website"]})).unwrap();
        rule(house, "Converted", json!({"required": ["note"]})).unwrap();
        rule(house, "Rejected", json!({"required": ["source"]})).unwrap();
        rule(house, "Contacted", json!({"checklist": [{"text": "Called", "required": true}]})).unwrap();
        let company = house.make("company", json!({"name": "Steel"})).id;
        let lead = house.make("lead", json!({"name": "A", "company": company})).id;
        let qualified = stage(house, "Qualified");
        let missing = ["amount", "company.website"].map(|field| (field.to_owned(), "required"));
        let before = house.traces("lead", lead);
        let error = house.verb("lead", lead, "move", json!({"stage": qualified})).unwrap_err();
        assert_eq!(refused(&error), missing);
        assert_eq!(refused(&house.change("lead", lead, json!({"stage": qualified})).unwrap_err()), missing);
        let fields = map(json!({"name": "B", "stage": qualified, "company": company}));
        let error = house.import(move |tx| tx.create("lead", &fields, CreateOptions::default())).unwrap_err();
        assert_eq!(refused(&error), missing);
        assert_eq!(house.traces("lead", lead), before);
        let set = json!({"amount": {"amount": "10.00", "currency": "EUR"}, "company.website": "steel.example"});
        house.verb("lead", lead, "move", json!({"stage": qualified, "set": set})).unwrap();
        assert_eq!(stands(house, lead), at("Qualified", "accepted"));
        let error = house.change("lead", lead, json!({"amount": null})).unwrap_err();
        assert_eq!(refused(&error), [("amount".to_owned(), "required")]);

        house.verb("lead", lead, "move", json!({"stage": stage(house, "Contacted")})).unwrap();
        let error = house.verb("lead", lead, "move", json!({"stage": qualified})).unwrap_err();
        assert_eq!(refused(&error), [("checklist".to_owned(), "checklist")]);
        house.change("lead", lead, json!({"checklist": ["called"]})).unwrap();
        let error = house.verb("lead", lead, "convert", json!({"deal": false})).unwrap_err();
        assert_eq!(refused(&error), [("note".to_owned(), "required")]);
        let error = house.verb("lead", lead, "reject", json!({"reason": "spam"})).unwrap_err();
        assert_eq!(refused(&error), [("source".to_owned(), "required")]);
        house.verb("lead", lead, "reject", json!({"reason": "spam", "set": {"source": "fair"}})).unwrap();
        house.verb("lead", lead, "convert", json!({"deal": false, "set": {"note": "Keen"}})).unwrap();
        assert_eq!(stands(house, lead), at("Converted", "converted"));

        let fields =
            map(json!({"name": "B", "stage": qualified, "company": house.make("company", json!({"name": "Tin"})).id}));
        let mut ctx = house.ctx(house.admin);
        ctx.origin = kith_engine::Origin::Import;
        ctx.rules = Rules::Record;
        let made = house.ws.write_blocking(ctx, kith_engine::Lane::Bulk, move |tx| {
            tx.create("lead", &fields, CreateOptions::default())
        });
        assert!(house.events(made.unwrap().id).contains(&"lead.rules_broken".to_owned()));
    });
}

#[test]
fn transitions_people_and_teams_are_those_that_the_rules_name() {
    both(|house| {
        let (bob, eve) = (house.person("Bob", reach("all")), house.person("Eve", reach("all")));
        let team = house
            .admin(move |tx| {
                let team = teams::create(tx, "Desk", None, None)?;
                let change = users::PersonChange { team: Some(Some(team)), ..Default::default() };
                users::change(tx, bob, &change)?;
                Ok(team)
            })
            .unwrap();
        let usual = home(house);
        change(house, usual.id, json!({"rules": {"teams": [team]}})).unwrap();
        let error = house.try_make(eve, "lead", json!({"name": "A"})).unwrap_err();
        assert_eq!(refused(&error), [("pipeline".to_owned(), "forbidden")]);
        let lead = house.try_make(bob, "lead", json!({"name": "A"})).unwrap().id;
        let open = create(house, json!({"name": "Open to all", "object": "lead"})).unwrap();
        let theirs = house.try_make(eve, "lead", json!({"name": "B"})).unwrap();
        assert_eq!(theirs.reference("pipeline"), Some(open.id));

        rule(house, "New", json!({"next": [stage(house, "Contacted"), stage(house, "Rejected")]})).unwrap();
        let error = house.verb_of(bob, "lead", lead, "move", json!({"stage": stage(house, "Qualified")})).unwrap_err();
        assert_eq!(refused(&error), [("stage".to_owned(), "transition_forbidden")]);
        let error = house.verb_of(bob, "lead", lead, "convert", json!({"deal": false})).unwrap_err();
        assert_eq!(refused(&error), [("stage".to_owned(), "transition_forbidden")]);
        rule(house, "Contacted", json!({"enter_roles": []})).unwrap();
        let error = house.verb_of(bob, "lead", lead, "move", json!({"stage": stage(house, "Contacted")})).unwrap_err();
        assert_eq!(refused(&error), [("stage".to_owned(), "forbidden")]);
        house.verb_of(bob, "lead", lead, "reject", json!({"reason": "spam"})).unwrap();
    });
}

#[test]
fn what_makes_no_sense_for_leads_is_refused_and_the_plan_of_a_stage_is_kept() {
    both(|house| {
        let usual = home(house).id;
        for (name, rules) in [
            ("next_step", json!({"next_step": "enforce"})),
            ("won", json!({"won": {"required": true}})),
            ("lost", json!({"lost": {"reasons": [{"name": "Dear"}]}})),
        ] {
            let error = change(house, usual, json!({ "rules": rules })).unwrap_err();
            assert_eq!(problems(&error), [(format!("rules.{name}"), "only_deals")]);
        }
        let error = rule(house, "New", json!({"required": ["expected_close"]})).unwrap_err();
        assert_eq!(problems(&error), [("rules.required[0]".to_owned(), "unknown_field")]);
        let error = rule(house, "New", json!({"next": [house.stage("Qualified")]})).unwrap_err();
        assert_eq!(problems(&error), [("rules.next[0]".to_owned(), "not_found")]);

        rule(house, "Contacted", json!({"plan": [{"title": "Send the price list"}], "rotting_days": 3})).unwrap();
        let lead = house.make("lead", json!({"name": "A"})).id;
        house.verb("lead", lead, "move", json!({"stage": stage(house, "Contacted")})).unwrap();
        let tasks = house
            .admin(move |tx| {
                let object = tx.object("task")?;
                let mut query = ListQuery::new("task");
                query.filter = Expr::eq(object.must("about"), kith_catalogue::Part::Value, lead);
                Ok(tx.list(&query)?.rows.len())
            })
            .unwrap();
        assert_eq!(tasks, 1);
    });
}

#[test]
fn leads_have_a_board() {
    both(|house| {
        let amount = json!({"amount": "100.00", "currency": "EUR"});
        let lead = house.make("lead", json!({"name": "A", "amount": amount, "stage": stage(house, "Contacted")})).id;
        house.make("lead", json!({"name": "B"}));
        house.make("deal", json!({"name": "C"}));
        house.make("task", json!({"title": "Call", "about": {"object": "lead", "id": lead}}));
        house.pass(2 * 24 * 60);
        let usual = home(house).id.to_string();
        let board =
            house.admin(move |tx| board::board(tx, &BoardQuery { tasks: true, ..BoardQuery::new(usual.clone()) }));
        let board = board.unwrap();
        let counts: Vec<u64> = board.columns.iter().map(|column| column.count).collect();
        assert_eq!((counts, board.can_edit), (vec![1, 1, 0, 0, 0], true));
        let contacted = &board.columns[1];
        assert_eq!(contacted.sum.map(|sum| sum.minor), Some(10_000));
        assert_eq!((contacted.weighted, contacted.tasks.map(|tasks| tasks.none)), (None, Some(0)));
        assert_eq!(contacted.cards[0].days_in_stage, Some(2));
        assert!(contacted.cards[0].next_task.is_some());

        let usual = home(house).id.to_string();
        let by = board::By::Month;
        let error = house.admin(move |tx| board::board(tx, &BoardQuery { by, ..BoardQuery::new(usual.clone()) }));
        assert_eq!(problems(&error.unwrap_err()), [("by".to_owned(), "unknown_field")]);
        let usual = home(house).id.to_string();
        let lanes = house
            .admin(move |tx| board::board(tx, &BoardQuery { lanes: true, ..BoardQuery::new(usual.clone()) }))
            .unwrap();
        assert_eq!(lanes.lanes.map(|lanes| lanes.len()), Some(1));
    });
}

#[test]
fn leads_of_the_time_before_get_a_pipeline_and_their_places() {
    both(|house| {
        let company = house.make("company", json!({"name": "Steel"})).id;
        let made = |name: &str| house.make("lead", json!({"name": name})).id;
        let (new, accepted, linked, rejected, binned) = (made("A"), made("B"), made("C"), made("D"), made("E"));
        house.pass(60);
        house.verb("lead", accepted, "accept", json!({})).unwrap();
        house.verb("lead", linked, "link", json!({"company": company})).unwrap();
        house.verb("lead", rejected, "reject", json!({"reason": "spam"})).unwrap();
        house.admin(move |tx| tx.delete("lead", binned, None)).unwrap();
        for lead in [new, accepted, linked, rejected, binned] {
            forget_stage(house, lead);
        }
        let gone = home(house).id;
        house
            .ws
            .write_blocking(house.ws.system_ctx(), kith_engine::Lane::Bulk, move |tx| {
                tx.sql().exec(&Sql::new("DELETE FROM stage WHERE pipeline = ").bind(gone))?;
                tx.sql().exec(&Sql::new("DELETE FROM pipeline WHERE id = ").bind(gone))?;
                let job = kith_engine::NewJob {
                    kind: "lead.place".to_owned(),
                    payload: "{}".to_owned(),
                    run_at: tx.ctx.now,
                    max_attempts: 1,
                    dedup: None,
                    event: None,
                };
                tx.enqueue(&job)
            })
            .unwrap();
        let events = house.events(accepted);
        let jobs = kith_crm::with_jobs(Jobs::default());
        while worker::run_one(&house.ws, &jobs).unwrap() {}
        for (lead, place, status) in [
            (new, "New", "new"),
            (accepted, "New", "accepted"),
            (linked, "Converted", "linked"),
            (rejected, "Rejected", "rejected"),
            (binned, "New", "new"),
        ] {
            assert_eq!(stands(house, lead), at(place, status));
            assert_eq!(house.stages_of(lead), [stage(house, place)]);
        }
        assert_eq!(house.events(accepted), events);
        let since = |lead: Uuid, key: &str| house.see("lead", lead).value(key).as_time();
        assert_eq!(since(new, "stage_since"), since(new, "created_at"));
        assert_eq!(since(rejected, "stage_since"), since(rejected, "handled_at"));
        house.verb("lead", rejected, "reopen", json!({})).unwrap();
        assert_eq!(stands(house, rejected), at("New", "accepted"));
        let furthest = house.see("lead", linked).reference("furthest_stage");
        assert_eq!(furthest, home(house).first_of(StageKind::Won).map(|stage| stage.id));
    });
}

#[test]
fn a_workspace_without_a_pipeline_for_leads_gets_one_with_the_first_lead() {
    both(|house| {
        let gone = home(house).id;
        house
            .admin(move |tx| {
                tx.sql().exec(&Sql::new("DELETE FROM stage WHERE pipeline = ").bind(gone))?;
                tx.sql().exec(&Sql::new("DELETE FROM pipeline WHERE id = ").bind(gone))?;
                Ok(())
            })
            .unwrap();
        let bob = house.person("Bob", reach("all"));
        let lead = house.try_make(bob, "lead", json!({"name": "A"})).unwrap();
        assert_eq!(stands(house, lead.id), at("New", "new"));
        assert!(home(house).is_default);
    });
}
