//! Distribution: to whom leads and deals go, why, and what becomes of those that nobody accepts.

use std::collections::BTreeMap;

use kith_catalogue::Value;
use kith_crm::distribution::{self, Definition, NewRule, Obstacle, Rule, RuleChange};
use kith_crm::pipeline::stages::{StageChange, change_stage};
use kith_crm::working_time::{self, HoursChange, NewAbsence};
use kith_engine::people::{teams, users};
use kith_engine::worker::{self, Jobs};
use kith_engine::{CreateOptions, Ctx, Error, Lane, Origin, Record, Result, timeline};
use kith_policy::Actor;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::house::{House, both, code, map, on_postgres, problems, reach};

fn definition(rule: Json) -> Definition {
    serde_json::from_value(rule).unwrap()
}

fn rule_for(house: &House, object: &str, name: &str, rule: Json) -> Rule {
    let new = NewRule { object: object.to_owned(), name: name.to_owned(), active: true, definition: definition(rule) };
    house.admin(move |tx| distribution::create(tx, &new)).unwrap()
}

pub(crate) fn rule(house: &House, name: &str, rule: Json) -> Rule {
    rule_for(house, "lead", name, rule)
}

pub(crate) fn named(people: &[Uuid]) -> Json {
    people.iter().map(|user| json!({"user": user})).collect()
}

pub(crate) fn sellers(house: &House, names: &[&str]) -> Vec<Uuid> {
    names.iter().map(|name| house.person(name, reach("own"))).collect()
}

/// What comes through a channel.
fn comes(house: &House, object: &'static str, fields: Json) -> Result<Record> {
    let ctx = Ctx::new(Actor::Channel("form".to_owned()), Origin::Channel, house.ws.clock().now());
    let fields = map(fields);
    house.ws.write_blocking(ctx, Lane::Interactive, move |tx| tx.create(object, &fields, CreateOptions::default()))
}

pub(crate) fn lead(house: &House, fields: Json) -> Record {
    comes(house, "lead", fields).unwrap()
}

/// Whom so many leads go to, one after the other.
fn owners(house: &House, n: usize) -> Vec<Option<Uuid>> {
    (0..n).map(|n| lead(house, json!({"name": format!("L{n}")})).owner()).collect()
}

pub(crate) fn why(house: &House, object: &'static str, id: Uuid) -> Vec<Json> {
    let page =
        house.ws.read_blocking(house.ctx(house.admin), move |r| timeline::page(r, object, id, None, 50)).unwrap();
    page.entries.into_iter().rev().filter_map(|entry| entry.why).collect()
}

fn away(house: &House, user: Uuid, from: &str, to: &str) {
    let absence = NewAbsence { user, from: from.parse().unwrap(), to: to.parse().unwrap(), note: None };
    house.admin(move |tx| working_time::add_absence(tx, &absence)).unwrap();
}

pub(crate) fn work(house: &House) {
    let jobs = kith_crm::with_jobs(Jobs::default());
    while worker::run_one(&house.ws, &jobs).unwrap() {}
}

#[test]
fn without_rules_records_stay_with_whoever_made_them() {
    both(|house| {
        assert_eq!(lead(house, json!({"name": "A"})).owner(), None);
        assert_eq!(house.make("lead", json!({"name": "B"})).owner(), Some(house.admin));
        assert_eq!(house.make("deal", json!({"name": "C"})).owner(), Some(house.admin));
    });
}

#[test]
fn round_robin_takes_turns_and_says_why() {
    both(|house| {
        let people = sellers(house, &["Ann", "Bob", "Eve"]);
        let all = rule(house, "All leads", json!({"method": "round_robin", "people": named(&people)}));
        let turns: Vec<Option<Uuid>> = people.iter().cycle().take(7).copied().map(Some).collect();
        assert_eq!(owners(house, 7), turns);
        let next = lead(house, json!({"name": "Next"}));
        let told = why(house, "lead", next.id);
        assert_eq!(told.len(), 1);
        let parts = ["reason", "name", "method"].map(|key| told[0][key].as_str().unwrap());
        assert_eq!(parts, ["rule", "All leads", "round_robin"]);
        assert_eq!((&told[0]["rule"], &told[0]["user"]), (&json!(all.id), &json!(people[1])));
        assert_eq!(house.events(next.id), ["lead.created"]);
        // Who was away does not get afterwards all that the others had meanwhile.
        away(house, people[2], "2026-03-02", "2026-03-02");
        owners(house, 8);
        house.pass(24 * 60);
        let back = owners(house, 6).into_iter().filter(|owner| *owner == Some(people[2])).count();
        assert_eq!(back, 2);
    });
}

#[test]
fn an_owner_chosen_by_a_person_stays_and_so_does_what_is_made_in_the_browser() {
    both(|house| {
        let people = sellers(house, &["Ann", "Bob"]);
        rule(house, "All", json!({"method": "round_robin", "people": named(&people)}));
        assert_eq!(lead(house, json!({"name": "A", "owner": people[1]})).owner(), Some(people[1]));
        assert_eq!(lead(house, json!({"name": "B", "owner": null})).owner(), Some(people[0]));
        let mut ctx = house.ctx(house.admin);
        ctx.origin = Origin::Ui;
        let by_hand =
            |tx: &mut kith_engine::Tx<'_>| tx.create("lead", &map(json!({"name": "C"})), CreateOptions::default());
        assert_eq!(house.ws.write_blocking(ctx, Lane::Interactive, by_hand).unwrap().owner(), Some(house.admin));
        // A program with somebody's token leaves it to the rules, whatever he could see himself.
        let made = house.try_make(people[0], "lead", json!({"name": "D"})).unwrap();
        assert_eq!(made.owner(), Some(people[1]));
        // An import only when it is told to.
        let import = |distribute: bool| {
            let mut ctx = house.ctx(house.admin);
            (ctx.origin, ctx.distribute) = (Origin::Import, distribute);
            let make =
                |tx: &mut kith_engine::Tx<'_>| tx.create("lead", &map(json!({"name": "E"})), CreateOptions::default());
            house.ws.write_blocking(ctx, Lane::Bulk, make).unwrap().owner()
        };
        assert_eq!((import(false), import(true)), (Some(house.admin), Some(people[0])));
    });
}

#[test]
fn the_first_rule_that_fits_decides() {
    both(|house| {
        let people = sellers(house, &["Ann", "Bob", "Eve"]);
        let retail = house.make("company", json!({"name": "R", "industry": "retail", "owner": house.admin})).id;
        away(house, house.admin, "2026-03-02", "2026-03-02");
        let to = |filter: Json, who: Uuid| json!({"filter": filter, "method": "person", "people": named(&[who])});
        rule(house, "Big", to(json!({"field": "amount", "op": "gte", "value": "1000"}), people[0]));
        rule(house, "Retail", to(json!({"field": "company.industry", "op": "eq", "value": "retail"}), people[1]));
        let rest = rule(house, "Rest", to(json!({}), people[2]));
        let who = |fields: Json| lead(house, fields).owner().unwrap();
        let euros = |amount: &str| json!({"amount": amount, "currency": "EUR"});
        assert_eq!(who(json!({"amount": euros("1000.00"), "company": retail})), people[0]);
        assert_eq!(who(json!({"amount": euros("999.99"), "company": retail})), people[1]);
        assert_eq!(who(json!({"name": "A"})), people[2]);
        let first = RuleChange { position: Some(0), ..Default::default() };
        house.admin(move |tx| distribution::change(tx, rest.id, &first)).unwrap();
        assert_eq!(who(json!({"amount": euros("5000.00")})), people[2]);
        let off = RuleChange { active: Some(false), ..Default::default() };
        house.admin(move |tx| distribution::change(tx, rest.id, &off)).unwrap();
        assert_eq!(lead(house, json!({"name": "B"})).owner(), None);
    });
}

#[test]
fn weights_loads_skills_and_teams_choose_as_they_say() {
    both(|house| {
        let people = sellers(house, &["Ann", "Bob", "Eve"]);
        let count = |owners: Vec<Option<Uuid>>| {
            let mut counts: BTreeMap<Uuid, usize> = BTreeMap::new();
            owners.into_iter().flatten().for_each(|owner| *counts.entry(owner).or_default() += 1);
            people.iter().map(|who| counts.get(who).copied().unwrap_or(0)).collect::<Vec<_>>()
        };
        let weights: Vec<Json> =
            people.iter().zip([3, 2, 1]).map(|(user, weight)| json!({"user": user, "weight": weight})).collect();
        let weighted = rule(house, "Weighted", json!({"method": "weighted", "people": weights}));
        assert_eq!(count(owners(house, 12)), [6, 4, 2]);
        house.admin(move |tx| distribution::delete(tx, weighted.id)).unwrap();
        // Eve has the fewest until she has as many as Bob.
        let least = rule(house, "Least", json!({"method": "least_loaded", "people": named(&people)}));
        assert_eq!(count(owners(house, 4)), [0, 1, 3]);
        // What is done no longer counts.
        let open = house.ws.read_blocking(house.ws.system_ctx(), |r| {
            let query = kith_engine::query::ListQuery::new("lead");
            Ok(r.list(&query)?.rows.into_iter().map(|row| row.id).collect::<Vec<_>>())
        });
        let ann = people[0];
        for id in open.unwrap() {
            if house.see("lead", id).owner() == Some(ann) {
                house.verb("lead", id, "reject", json!({"reason": "spam"})).unwrap();
            }
        }
        assert_eq!(count(owners(house, 3)), [3, 0, 0]);
        house.admin(move |tx| distribution::delete(tx, least.id)).unwrap();
        let skilled: Vec<Json> = people
            .iter()
            .zip([vec!["Česky"], vec!["česky", "Русский"], vec![]])
            .map(|(user, skills)| json!({"user": user, "skills": skills}))
            .collect();
        let skill = rule(house, "Language", json!({"method": "skill", "skill_field": "source", "people": skilled}));
        let speaks = |language: &str| lead(house, json!({"name": "A", "source": language})).owner();
        assert_eq!(
            (speaks("ČESKY"), speaks("česky"), speaks("česky")),
            (Some(people[0]), Some(people[1]), Some(people[0]))
        );
        assert_eq!((speaks("русский"), speaks("Deutsch")), (Some(people[1]), None));
        house.admin(move |tx| distribution::delete(tx, skill.id)).unwrap();
        let (a, b) = (people[0], people[1]);
        let [north, south] = house
            .admin(move |tx| {
                let teams = [teams::create(tx, "North", None, None)?, teams::create(tx, "South", None, None)?];
                for (user, team) in [(a, teams[0]), (b, teams[1])] {
                    users::change(tx, user, &users::PersonChange { team: Some(Some(team)), ..Default::default() })?;
                }
                Ok(teams)
            })
            .unwrap();
        rule(house, "Teams", json!({"method": "team", "teams": [north, south]}));
        assert_eq!(owners(house, 4), [Some(a), Some(b), Some(a), Some(b)]);
    });
}

#[test]
fn whoever_is_away_full_off_work_or_blind_is_passed_over() {
    both(|house| {
        let mut people = sellers(house, &["Ann", "Bob", "Eve"]);
        people.push(house.person("Blind", json!({"default": {"read": "none"}})));
        let takers: Vec<Json> = people
            .iter()
            .zip([None, Some(1), None, None])
            .map(|(user, capacity)| json!({"user": user, "capacity": capacity}))
            .collect();
        let all = rule(house, "All", json!({"method": "round_robin", "people": takers, "hours": "only"}));
        away(house, people[0], "2026-03-02", "2026-03-03");
        let [ann, bob, eve, blind] = [people[0], people[1], people[2], people[3]];
        assert_eq!(owners(house, 3), [Some(bob), Some(eve), Some(eve)]);
        let trial = house.admin(|tx| distribution::attempt(tx, "lead", &map(json!({"name": "A"})))).unwrap();
        assert_eq!(trial.user, Some(eve));
        let mut passed: Vec<(Uuid, Obstacle)> =
            trial.rules[0].passed.iter().map(|one| (one.user, one.because)).collect();
        passed.sort_by_key(|(user, _)| people.iter().position(|who| who == user));
        assert_eq!(passed, [(ann, Obstacle::Away), (bob, Obstacle::Full), (blind, Obstacle::NoAccess)]);
        // A trial takes nobody's turn and leaves no record.
        assert_eq!(lead(house, json!({})).title(), "Lead 4");
        // In the evening nobody is at work: the lead is nobody's, unless whoever begins first may have it.
        house.pass(10 * 60);
        assert_eq!(lead(house, json!({"name": "Late"})).owner(), None);
        let prefer = json!({"method": "round_robin", "people": named(&people[..3])});
        let change = RuleChange { definition: Some(definition(prefer)), ..Default::default() };
        house.admin(move |tx| distribution::change(tx, all.id, &change)).unwrap();
        let late = owners(house, 2);
        assert!(late.iter().all(|owner| [Some(bob), Some(eve)].contains(owner)), "{late:?}");
    });
}

#[test]
fn a_known_client_goes_to_whoever_looks_after_him_before_any_rule() {
    both(|house| {
        let people = sellers(house, &["Ann", "Bob"]);
        rule(house, "Leads", json!({"method": "person", "people": named(&people[..1])}));
        rule_for(house, "deal", "Deals", json!({"method": "person", "people": named(&people[..1])}));
        let phones = json!([{"value": "+420 601 123 456"}]);
        let contact = house.make("contact", json!({"name": "Grace", "phones": phones, "owner": people[1]})).id;
        let known = lead(house, json!({"phones": phones}));
        assert_eq!(known.owner(), Some(people[1]));
        assert_eq!(why(house, "lead", known.id), [json!({"reason": "known_client", "user": people[1]})]);
        let deal = comes(house, "deal", json!({"name": "D", "contact": contact})).unwrap();
        assert_eq!(deal.owner(), Some(people[1]));
        assert_eq!(comes(house, "deal", json!({"name": "E"})).unwrap().owner(), Some(people[0]));
        away(house, people[1], "2026-03-02", "2026-03-02");
        assert_eq!(lead(house, json!({"phones": phones})).owner(), Some(people[0]));
    });
}

#[test]
fn assign_by_rules_hands_over_what_is_there() {
    both(|house| {
        let people = sellers(house, &["Ann", "Bob"]);
        let mine = house.make("lead", json!({"name": "A", "owner": house.admin})).id;
        let error = house.verb("lead", mine, "assign", json!({"by": "rules"})).unwrap_err();
        assert_eq!(code(&error), "nobody_available");
        rule(house, "All", json!({"method": "round_robin", "people": named(&people)}));
        let given = house.verb("lead", mine, "assign", json!({"by": "rules"})).unwrap();
        assert_eq!(given.owner(), Some(people[0]));
        assert_eq!(house.events(mine), ["lead.created", "lead.assigned"]);
        assert_eq!(why(house, "lead", mine)[0]["name"], "All");
        let stale = house.verb("lead", mine, "assign", json!({"by": "rules", "version": 1})).unwrap_err();
        assert!(matches!(stale, Error::VersionConflict { version: 2, .. }));
        let error = house.verb("lead", mine, "assign", json!({"by": "lot"})).unwrap_err();
        assert_eq!(problems(&error), [("by".to_owned(), "unknown_option")]);
        // One who may edit only his own hands his own over, and no other's.
        let own = house.try_make(people[1], "lead", json!({"name": "B", "owner": people[1]})).unwrap().id;
        house.verb_of(people[1], "lead", own, "assign", json!({"by": "rules"})).unwrap();
        let error = house.verb_of(people[1], "lead", mine, "assign", json!({"by": "rules"})).unwrap_err();
        assert_eq!(code(&error), "not_found");
    });
}

#[test]
fn leads_carry_by_when_somebody_is_to_react_and_how_long_it_took() {
    both(|house| {
        assert_eq!(lead(house, json!({"name": "Whenever"})).value("react_by"), &Value::Null);
        let hours = HoursChange { react_within: Some(60), ..Default::default() };
        house.admin(move |tx| working_time::set_workspace(tx, &hours)).unwrap();
        let by = |id: Uuid| house.see("lead", id).value("react_by").as_time().map(|at| at.to_string());
        let mine = house.make("lead", json!({"name": "Mine"})).id;
        assert_eq!(by(mine).as_deref(), Some("2026-03-02T10:00:00Z"));
        let people = sellers(house, &["Ann"]);
        rule(house, "Fast", json!({"method": "person", "people": named(&people), "react_within": 15}));
        let fast = lead(house, json!({"name": "Fast"})).id;
        assert_eq!(by(fast).as_deref(), Some("2026-03-02T09:15:00Z"));
        let imported = house.import(|tx| tx.create("lead", &map(json!({"name": "Old"})), CreateOptions::default()));
        assert_eq!(imported.unwrap().value("react_by"), &Value::Null);
        house.pass(20);
        house.verb("lead", mine, "accept", json!({})).unwrap();
        house.verb("lead", fast, "reject", json!({"reason": "spam"})).unwrap();
        let took = |id: Uuid| {
            let lead = house.see("lead", id);
            (lead.value("reaction_minutes").clone(), lead.value("reacted_in_time").clone())
        };
        assert_eq!(took(mine), (Value::Number(20.into()), Value::Boolean(true)));
        assert_eq!(took(fast), (Value::Number(20.into()), Value::Boolean(false)));
        // The night does not count, and the second time is no reaction.
        let next = lead(house, json!({"name": "Evening"})).id;
        house.pass(24 * 60);
        house.verb("lead", next, "accept", json!({})).unwrap();
        assert_eq!(took(next).0, Value::Number((9 * 60).into()));
        house.verb("lead", next, "reject", json!({"reason": "spam"})).unwrap();
        assert_eq!(took(next).0, Value::Number((9 * 60).into()));
        let error = house.change("lead", next, json!({"react_by": null})).unwrap_err();
        assert_eq!(problems(&error), [("react_by".to_owned(), "read_only")]);
    });
}

#[test]
fn rules_that_do_not_hold_are_refused_by_name() {
    both(|house| {
        let refused = |object: &str, rule: Json| {
            let new =
                NewRule { object: object.to_owned(), name: "R".to_owned(), active: true, definition: definition(rule) };
            let error = house.admin(move |tx| distribution::create(tx, &new)).unwrap_err();
            problems(&error).into_iter().map(|(field, code)| format!("{field} {code}")).collect::<Vec<_>>()
        };
        let someone = house.admin;
        let all = named(&[someone]);
        assert_eq!(refused("lead", json!({"method": "round_robin"})), ["people required"]);
        assert_eq!(refused("lead", json!({"method": "team", "people": all})), ["teams required"]);
        assert_eq!(refused("lead", json!({"method": "skill", "people": all})), ["skill_field required"]);
        let nowhere = json!({"field": "nowhere", "op": "eq", "value": "1"});
        assert_eq!(
            refused("lead", json!({"method": "person", "people": all, "filter": nowhere})),
            ["filter.field unknown_field"]
        );
        let me = json!({"field": "owner", "op": "eq", "value": "@me"});
        assert_eq!(refused("lead", json!({"method": "person", "people": all, "filter": me})).len(), 1);
        assert_eq!(
            refused("deal", json!({"method": "person", "people": all, "move_after": 5})),
            ["move_after only_leads"]
        );
        assert_eq!(refused("task", json!({"method": "person", "people": all})), ["object unknown_option"]);
        let twice = json!([{"user": someone}, {"user": someone, "weight": 0}]);
        assert_eq!(
            refused("lead", json!({"method": "weighted", "people": twice})),
            ["people.1.user repeated", "people.1.weight out_of_range"]
        );
        let seller = house.person("Seller", reach("all"));
        let new = NewRule {
            object: "lead".to_owned(),
            name: "R".to_owned(),
            active: true,
            definition: definition(json!({"method": "person", "people": all})),
        };
        assert_eq!(code(&house.act(seller, move |tx| distribution::create(tx, &new)).unwrap_err()), "manage_pipelines");
    });
}

#[test]
fn leads_that_come_at_once_do_not_take_the_same_turn() {
    let house = on_postgres();
    let people = sellers(&house, &["Ann", "Bob", "Eve", "Dan"]);
    rule(&house, "All", json!({"method": "round_robin", "people": named(&people)}));
    let made: Vec<Option<Uuid>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| owners(&house, 6))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    for who in people {
        assert_eq!(made.iter().filter(|owner| **owner == Some(who)).count(), 6);
    }
}

#[test]
fn an_owner_that_a_stage_requires_may_be_the_one_whom_the_rules_choose() {
    both(|house| {
        let people = sellers(house, &["Ann"]);
        let leads = house.admin(|tx| kith_crm::pipeline::default_for(tx.sql(), "lead")).unwrap();
        for (object, stage) in [("lead", leads.stages[0].id), ("deal", house.pipeline().stages[0].id)] {
            let rules = StageChange { rules: Some(map(json!({"required": ["owner"]}))), ..Default::default() };
            house.admin(move |tx| change_stage(tx, stage, &rules)).unwrap();
            let refused = comes(house, object, json!({"name": "Too early"})).unwrap_err();
            assert_eq!((code(&refused), problems(&refused)), ("stage_rules", vec![("owner".to_owned(), "required")]));
            rule_for(
                house,
                object,
                "All",
                json!({"method": "round_robin", "hours": "ignore", "people": named(&people)}),
            );
            assert_eq!(comes(house, object, json!({"name": "Awnings"})).unwrap().owner(), Some(people[0]));
        }
    });
}
