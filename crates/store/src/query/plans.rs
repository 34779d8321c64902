//! The statements of a few lists, for both databases, to be looked at when they change.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use kith_catalogue::filter::{Filter, FilterCx};
use kith_catalogue::overlay::Overlay;
use kith_catalogue::sort::Sort;
use kith_catalogue::{Catalogue, Cell, Currency, Lang, Settings};
use kith_policy::{Access, Actor, ObjectRights, Reach, Rights, Role, User};
use serde_json::{Value as Json, json};
use std::fmt::Write as _;
use std::sync::Arc;
use uuid::Uuid;

use super::cursor::At;
use super::list::Plan;
use super::seek::phases;
use super::{Deleted, ListQuery};
use crate::sql::{Dialect, Sql};

fn catalogue() -> Catalogue {
    let settings =
        Settings { currency: Currency::EUR, country: "CZ".to_owned(), zone: TimeZone::UTC, language: Lang::En };
    Catalogue::build(&Overlay::default(), &settings, 1).unwrap()
}

/// Somebody who reads his team's records.
fn narrow(cat: &Catalogue) -> Access {
    let team = ObjectRights { read: Reach::Team, ..ObjectRights::default() };
    let rights = Rights { others: team, ..Rights::default() };
    let role = Role { id: Uuid::from_u128(9), key: "r".to_owned(), name: "R".to_owned(), rights };
    let user = User {
        id: Uuid::from_u128(1),
        name: "U".to_owned(),
        email: "u@example.org".to_owned(),
        team: None,
        team_users: Arc::from([Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3)]),
        language: Lang::En,
        time_zone: "UTC".to_owned(),
    };
    Access::of(&Actor::User { user: Arc::new(user), roles: Arc::from([Arc::new(role)]) }, cat)
}

fn told(cat: &Catalogue, access: &Access, object: &str, filter: &Json, sort: &str, at: Option<&At>) -> String {
    let object = cat.object(object).unwrap();
    let zone = TimeZone::UTC;
    let cx =
        FilterCx { me: Some(Uuid::from_u128(1)), my_team: None, team: &[], now: Timestamp::UNIX_EPOCH, zone: &zone };
    let mut query = ListQuery::new(object.key.as_ref());
    query.filter = Filter::parse(filter, cat, object, &cx).unwrap();
    query.sort = Sort::parse(sort, cat, object).unwrap();
    query.deleted = Deleted::Live;
    let mut text = String::new();
    for dialect in [Dialect::Sqlite, Dialect::Postgres] {
        let plan = Plan::compile(dialect, cat, access, object, &query).unwrap();
        let _ = writeln!(text, "{dialect:?}");
        for phase in phases(&plan.keys, at) {
            let sql = plan.statement(&Sql::new("o.id"), &phase, 51, 0);
            let _ = writeln!(text, "  {}\n    {} values", sql.text(), sql.params().len());
        }
        let _ = writeln!(text, "  {}", plan.counting(&object.table).text());
    }
    text
}

#[test]
fn statements_of_lists() {
    let cat = catalogue();
    let system = Access::of(&Actor::System, &cat);
    let team = narrow(&cat);
    let place = |key: Cell| At { keys: vec![key], rid: 7 };
    let mut all = String::new();
    let mut add = |title: &str, text: String| {
        let _ = writeln!(all, "# {title}\n{text}");
    };
    add("by name", told(&cat, &system, "contact", &json!({}), "name", None));
    add("by name, after one", told(&cat, &system, "contact", &json!({}), "name", Some(&place(Cell::Bytes(vec![1])))));
    add(
        "by name downwards, after one without",
        told(&cat, &system, "contact", &json!({}), "-name", Some(&place(Cell::Null))),
    );
    add("of the team", told(&cat, &team, "contact", &json!({}), "name", None));
    add("parts of the team's deals", told(&cat, &team, "line_item", &json!({}), "", None));
    let filter = json!({"and": [
        {"field": "company.industry", "op": "in", "value": ["retail", "steel"]},
        {"not": {"field": "owner.name", "op": "contains", "value": "new"}},
        {"or": [{"field": "stage", "op": "eq", "value": Uuid::from_u128(5)}, {"field": "stage", "op": "eq", "value": Uuid::from_u128(6)}]},
        {"field": "closed_at", "op": "empty"},
        {"field": "external_id", "op": "eq", "value": "crm:5"},
        {"field": "name", "op": "starts", "value": "ab"},
        {"field": "tags", "op": "contains", "value": "vip"},
    ]});
    add("filtered", told(&cat, &team, "deal", &filter, "-amount,company", None));
    let two = At { keys: vec![Cell::Int(5), Cell::Null], rid: 7 };
    add("two keys, after one", told(&cat, &system, "deal", &json!({}), "-amount,stage", Some(&two)));
    insta::assert_snapshot!(all);
}
