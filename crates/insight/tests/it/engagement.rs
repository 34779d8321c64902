//! How much people work in the program themselves.

use jiff::tz::TimeZone;
use kith_crm::notes;
use kith_engine::people::{teams, users};
use kith_engine::{CreateOptions, Result};
use kith_insight::engagement::{Engagement, Worked, engagement};
use serde_json::json;
use uuid::Uuid;

use crate::house::{House, both, map, reach};

const DAY: i64 = 24 * 60;

fn ask(house: &House, who: Uuid, days: i64) -> Result<Engagement> {
    let zone = TimeZone::get("Europe/Prague").unwrap();
    house.ws.read_blocking(house.ctx(who), move |r| engagement(r, days, &zone))
}

fn of(house: &House, who: Uuid, user: Uuid) -> Worked {
    let all = ask(house, who, 7).unwrap();
    all.people.into_iter().find(|one| one.user == user).expect("the person")
}

#[test]
fn commands_are_counted_by_day_once_each_and_imports_not_at_all() {
    both(|house| {
        let bob = house.person("Bob", reach("all"));
        assert_eq!((of(house, bob, bob).active_days(), of(house, bob, bob).last_seen), (0, None));
        let deal = house.try_make(bob, "deal", json!({"name": "A"})).unwrap().id;
        house
            .act(bob, move |tx| {
                tx.ctx.batch = Some(tx.new_id());
                for name in ["B", "C", "D"] {
                    tx.create("deal", &map(json!({"name": name})), CreateOptions::default())?;
                }
                Ok(())
            })
            .unwrap();
        house.pass(2 * DAY);
        let task = house.try_make(bob, "task", json!({"title": "Call", "about": {"object": "deal", "id": deal}}));
        house.verb_of(bob, "task", task.unwrap().id, "complete", json!({})).unwrap();
        house.act(bob, move |tx| notes::add(tx, "deal", deal, "Keen").map(drop)).unwrap();
        house.import(|tx| tx.create("deal", &map(json!({"name": "Old"})), CreateOptions::default())).unwrap();
        let work = of(house, bob, bob);
        assert_eq!(work.days, [0, 0, 0, 0, 2, 0, 3]);
        assert_eq!((work.active_days(), work.all()), (2, 5));
        assert_eq!((work.created, work.completed, work.noted), (3, 1, 1));
        assert!(work.last_seen.is_some_and(|at| at <= house.ctx(bob).now));
        // What lies before the span is not counted.
        house.pass(6 * DAY);
        let later = of(house, bob, bob);
        assert_eq!((later.days[0], later.all(), later.created), (3, 3, 1));
    });
}

#[test]
fn heads_see_the_people_of_their_teams_and_others_themselves() {
    both(|house| {
        let [head, bob, eve] = ["Head", "Bob", "Eve"].map(|name| house.person(name, reach("all")));
        house
            .admin(move |tx| {
                let north = teams::create(tx, "North", None, Some(head))?;
                let below = teams::create(tx, "North-West", Some(north), None)?;
                let into = users::PersonChange { team: Some(Some(below)), ..Default::default() };
                users::change(tx, bob, &into).map(drop)
            })
            .unwrap();
        let seen = |who| ask(house, who, 7).unwrap().people.into_iter().map(|one| one.user).collect::<Vec<_>>();
        assert_eq!((seen(head), seen(bob), seen(eve)), (vec![bob, head], vec![bob], vec![eve]));
        assert_eq!(seen(house.admin).len(), 4);
        assert!(ask(house, head, 0).is_err() && ask(house, head, 93).is_err());
    });
}
