//! How soon inquiries are answered.

use kith_crm::working_time::{self, HoursChange};
use kith_engine::query::ListQuery;
use kith_insight::Counted;
use kith_insight::funnel::GroupBy;
use kith_insight::reaction::{self, Answer, ReactionQuery, Reactions};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::asking::read_filter;
use crate::house::{House, both, reach};

fn ask(house: &House, who: Uuid, from: Option<&str>, group_by: Option<GroupBy>) -> Answer {
    let query = ReactionQuery {
        filter: Json::Null,
        selection: kith_catalogue::Expr::True,
        from: from.map(|day| day.parse().unwrap()),
        to: None,
        group_by,
        zone: jiff::tz::TimeZone::get("Europe/Prague").unwrap(),
    };
    house.ws.read_blocking(house.ctx(who), move |r| reaction::reactions(r, &query)).unwrap()
}

fn check(house: &House, who: Uuid, of: &Reactions) {
    for Counted { count, filter } in [&of.inquiries, &of.reacted, &of.in_time, &of.late, &of.waiting, &of.overdue] {
        let json = filter.clone();
        let found = house.ws.read_blocking(house.ctx(who), move |r| {
            let object = r.object("lead")?;
            let mut query = ListQuery { limit: 200, ..ListQuery::new("lead") };
            query.filter = read_filter(r, &object, &json);
            Ok(r.list(&query)?.rows.len())
        });
        assert_eq!(found.unwrap() as u64, *count, "{filter}");
    }
}

#[test]
fn reactions_are_counted_in_working_minutes_and_each_figure_opens_its_leads() {
    both(|house| {
        let ben = house.person("Ben", reach("all"));
        house
            .admin(|tx| {
                let hours = HoursChange { react_within: Some(30), ..Default::default() };
                working_time::set_workspace(tx, &hours)
            })
            .unwrap();
        let lead =
            |owner: Uuid, source: &str| house.make("lead", json!({"name": "Q", "owner": owner, "source": source})).id;
        let (first, second, third) = (lead(house.admin, "Web"), lead(ben, "web"), lead(ben, "Fair"));
        let (_waiting, _other) = (lead(ben, "Fair"), lead(house.admin, "Fair"));
        house.pass(10);
        house.verb("lead", first, "accept", json!({})).unwrap();
        house.pass(15);
        house.verb("lead", second, "reject", json!({"reason": "spam"})).unwrap();
        house.pass(35);
        house.verb("lead", third, "accept", json!({})).unwrap();
        let told = |of: &Reactions| {
            let counts = [&of.inquiries, &of.reacted, &of.in_time, &of.late, &of.waiting, &of.overdue];
            (counts.map(|part| part.count), of.median_minutes, of.ninetieth_minutes, of.in_time_rate.clone())
        };
        let found = ask(house, house.admin, None, None);
        check(house, house.admin, &found.totals);
        let rate = Some("0.666667".to_owned());
        assert_eq!(told(&found.totals), ([5, 3, 2, 1, 2, 2], Some(25), Some(60), rate));
        assert_eq!(found.groups, []);
        for by in [GroupBy::Owner, GroupBy::Source, GroupBy::Team] {
            let found = ask(house, house.admin, Some("2026-03-02"), Some(by));
            found.groups.iter().for_each(|group| check(house, house.admin, &group.reactions));
            assert_eq!(found.groups.iter().map(|group| group.reactions.inquiries.count).sum::<u64>(), 5);
        }
        let by_source = ask(house, house.admin, None, Some(GroupBy::Source)).groups;
        assert_eq!(by_source.iter().map(|group| group.label.as_str()).collect::<Vec<_>>(), ["Fair", "Web"]);
        assert_eq!(told(&by_source[1].reactions).0, [2, 2, 2, 0, 0, 0]);
        assert_eq!(ask(house, house.admin, Some("2026-03-03"), None).totals.inquiries.count, 0);
    });
}
