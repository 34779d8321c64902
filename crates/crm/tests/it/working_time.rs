//! Working time: whose hours hold, and what is due by them.

use kith_crm::pipeline::stages;
use kith_crm::working_time::{self, Hours, HoursChange, NewAbsence, Span, SpecialDay, Week};
use kith_engine::people::{teams, users};
use kith_engine::{Error, Result};
use serde_json::json;
use uuid::Uuid;

use crate::house::{House, both, code, map, problems, reach};

fn week(days: serde_json::Value) -> Week {
    serde_json::from_value(days).unwrap()
}

fn set(house: &House, team: Option<Uuid>, change: HoursChange) -> Result<Hours> {
    house.admin(move |tx| match team {
        Some(team) => working_time::set_team(tx, team, &change),
        None => working_time::set_workspace(tx, &change),
    })
}

/// A stage plans a call two working hours after a deal enters: when it is due.
fn due(house: &House, owner: Uuid) -> String {
    let deal = house.make("deal", json!({"name": "A", "owner": owner}));
    deal.value("next_task_at").as_time().expect("a task").to_string()
}

fn plan(house: &House) {
    let id = house.stage("New");
    let plan = json!({"plan": [{"title": "Call", "due": {"in": 2, "unit": "working_hour"}}]});
    let change = stages::StageChange { rules: Some(map(plan)), ..Default::default() };
    house.admin(move |tx| stages::change_stage(tx, id, &change)).unwrap();
}

#[test]
fn what_is_due_in_working_time_is_due_by_the_hours_of_whoever_is_to_do_it() {
    both(|house| {
        plan(house);
        // Monday, ten o'clock in Prague.
        assert_eq!(due(house, house.admin), "2026-03-02T11:00:00Z");
        let late =
            week(json!({"monday": [{"from": "14:00", "to": "15:00"}], "tuesday": [{"from": "08:00", "to": "24:00"}]}));
        let kept = set(house, None, HoursChange { week: late.clone(), ..Default::default() }).unwrap();
        assert_eq!((kept.week, kept.version), (late, 1));
        assert_eq!(due(house, house.admin), "2026-03-03T08:00:00Z");
        // A team goes by its own hours, and so do the teams below.
        let seller = house.person("Seller", reach("all"));
        let (north, below) = house
            .admin(move |tx| {
                let north = teams::create(tx, "North", None, None)?;
                let below = teams::create(tx, "Below", Some(north), None)?;
                users::change(tx, seller, &users::PersonChange { team: Some(Some(below)), ..Default::default() })?;
                Ok((north, below))
            })
            .unwrap();
        assert_eq!(due(house, seller), "2026-03-03T08:00:00Z");
        let own =
            HoursChange { week: Week::default(), time_zone: Some("America/New_York".to_owned()), ..Default::default() };
        set(house, Some(north), own).unwrap();
        assert_eq!(due(house, seller), "2026-03-02T16:00:00Z");
        assert_eq!(due(house, house.admin), "2026-03-03T08:00:00Z");
        house.admin(move |tx| working_time::forget_team(tx, north)).unwrap();
        assert_eq!(due(house, seller), "2026-03-03T08:00:00Z");
        assert!(matches!(house.admin(move |tx| working_time::forget_team(tx, below)), Err(Error::NotFound)));
    });
}

#[test]
fn holidays_and_absences_put_off_what_is_due() {
    both(|house| {
        plan(house);
        let day = SpecialDay { day: "2026-03-02".parse().unwrap(), name: "Fair".to_owned(), hours: Vec::new() };
        set(house, None, HoursChange { days: vec![day], ..Default::default() }).unwrap();
        assert_eq!(due(house, house.admin), "2026-03-03T10:00:00Z");
        let (user, from, to) = (house.admin, "2026-03-03".parse().unwrap(), "2026-03-06".parse().unwrap());
        let away = NewAbsence { user, from, to, note: Some("Sea".to_owned()) };
        let absence = house.admin(move |tx| working_time::add_absence(tx, &away)).unwrap();
        assert_eq!(due(house, house.admin), "2026-03-09T10:00:00Z");
        house.admin(move |tx| working_time::remove_absence(tx, absence.id)).unwrap();
        assert_eq!(due(house, house.admin), "2026-03-03T10:00:00Z");
    });
}

#[test]
fn everybody_says_of_himself_when_he_is_away_and_why_is_for_few() {
    both(|house| {
        let [seller, other] = ["Seller", "Other"].map(|name| house.person(name, reach("own")));
        let (from, to) = ("2026-03-03".parse().unwrap(), "2026-03-06".parse().unwrap());
        let away = |user: Uuid| NewAbsence { user, from, to, note: Some("Sea".to_owned()) };
        let (own, others) = (away(seller), away(other));
        house.act(seller, move |tx| working_time::add_absence(tx, &own)).unwrap();
        let error = house.act(seller, move |tx| working_time::add_absence(tx, &others)).unwrap_err();
        assert_eq!(code(&error), "manage_users");
        let seen = |user: Uuid| {
            let found = house.ws.read_blocking(house.ctx(user), move |r| working_time::absences(r, from)).unwrap();
            found.into_iter().map(|one| (one.user, one.note)).collect::<Vec<_>>()
        };
        assert_eq!(seen(seller), [(seller, Some("Sea".to_owned()))]);
        assert_eq!(seen(house.admin), [(seller, Some("Sea".to_owned()))]);
        assert_eq!(seen(other), [(seller, None)]);
        let backwards = NewAbsence { user: seller, from: to, to: from, note: None };
        let error = house.act(seller, move |tx| working_time::add_absence(tx, &backwards)).unwrap_err();
        assert_eq!(problems(&error), [("to".to_owned(), "out_of_range")]);
    });
}

#[test]
fn hours_that_do_not_hold_are_refused_by_name_and_so_is_whoever_may_not_set_them() {
    both(|house| {
        let span = |from, to| Span { from, to };
        let day = |day: &str| SpecialDay { day: day.parse().unwrap(), name: String::new(), hours: vec![span(60, 30)] };
        let change = HoursChange {
            week: Week { monday: vec![span(600, 700), span(650, 800)], ..Week::default() },
            days: vec![day("2026-03-02"), day("2026-03-02")],
            time_zone: Some("Mars/Base".to_owned()),
            react_within: Some(0),
            version: None,
        };
        let error = set(house, None, change).unwrap_err();
        let named: Vec<_> = problems(&error).into_iter().map(|(field, code)| format!("{field} {code}")).collect();
        assert_eq!(
            named,
            [
                "week.monday wrong_hours",
                "days.0.hours wrong_hours",
                "days.1.hours wrong_hours",
                "days.1.day repeated",
                "time_zone unknown_time_zone",
                "react_within out_of_range",
            ]
        );
        set(house, None, HoursChange { version: Some(0), ..Default::default() }).unwrap();
        let stale = set(house, None, HoursChange { version: Some(0), ..Default::default() }).unwrap_err();
        assert!(matches!(stale, Error::VersionConflict { version: 1, .. }));
        let seller = house.person("Seller", reach("all"));
        let error = house.act(seller, |tx| working_time::set_workspace(tx, &HoursChange::default())).unwrap_err();
        assert_eq!(code(&error), "manage_users");
    });
}
