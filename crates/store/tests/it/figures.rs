//! Groups and figures.

use std::sync::Arc;

use jiff::tz::TimeZone;
use kith_catalogue::Cell;
use kith_catalogue::filter::Path;
use kith_policy::Reach;
use kith_store::query::{self, AggregateQuery, AggregateRow, Bucket, Figure, Function, Group, Measure};
use kith_store::{Result, Sql};
use rust_decimal::Decimal;
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::support::{World, both, rights};

fn path(world: &World, object: &str, text: &str) -> Path {
    Path::parse(text, &world.cat, &world.object(object)).unwrap()
}

fn group(world: &World, object: &str, text: &str, bucket: Option<Bucket>) -> Group {
    Group { path: path(world, object, text), bucket }
}

fn measure(world: &World, object: &str, function: Function, field: &str) -> Measure {
    Measure { function, path: Some(path(world, object, field)) }
}

fn try_ask(world: &World, access: &Arc<kith_policy::Access>, query: AggregateQuery) -> Result<Vec<AggregateRow>> {
    let (cat, access) = (Arc::clone(&world.cat), Arc::clone(access));
    world.store.read_blocking(move |conn| query::aggregate(conn, &cat, &access, &query))
}

fn ask(world: &World, query: AggregateQuery) -> Vec<AggregateRow> {
    try_ask(world, &world.system(), query).unwrap()
}

/// Keys in words, and the first figure.
fn short(rows: &[AggregateRow]) -> Vec<(String, String)> {
    rows.iter()
        .map(|row| {
            let keys: Vec<String> = row
                .keys
                .iter()
                .map(|cells| match &cells[0] {
                    Cell::Null => "-".to_owned(),
                    Cell::Int(n) => n.to_string(),
                    Cell::Text(t) => t.clone(),
                    other => format!("{other:?}"),
                })
                .collect();
            (keys.join(" "), words(&row.figures[0].figure))
        })
        .collect()
}

fn words(figure: &Figure) -> String {
    match figure {
        Figure::None => "nothing".to_owned(),
        Figure::Count(n) => n.to_string(),
        Figure::Decimal(d) => d.to_string(),
        Figure::Cell(cell) => format!("{cell:?}"),
    }
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

fn deals(world: &World, list: &[Json]) {
    world.add_many("deal", list);
}

both! {
    fn nothing_to_count_is_zero(world: &World) {
        assert_eq!(short(&ask(world, AggregateQuery::new("deal"))), pairs(&[("", "0")]));
    }

    fn amounts_are_added_up_in_the_workspaces_currency_and_say_what_is_missing(world: &World) {
        deals(world, &[
            json!({"name": "a", "source": "web", "amount": {"amount": "10.50", "currency": "EUR"}}),
            json!({"name": "b", "source": "web", "amount": {"amount": "3", "currency": "USD"}}),
            json!({"name": "c", "source": "web", "amount": {"amount": "99", "currency": "GBP"}}),
            json!({"name": "d", "source": "fair"}),
        ]);
        let mut query = AggregateQuery::new("deal");
        query.group = vec![group(world, "deal", "source", None)];
        query.measures = vec![
            measure(world, "deal", Function::Sum, "amount"),
            measure(world, "deal", Function::Avg, "amount"),
            measure(world, "deal", Function::Min, "amount"),
            measure(world, "deal", Function::Max, "amount"),
            measure(world, "deal", Function::Count, "amount"),
            Measure { function: Function::Count, path: None },
        ];
        let rows = ask(world, query);
        let figures = |row: &AggregateRow| row.figures.iter().map(|f| words(&f.figure)).collect::<Vec<_>>();
        assert_eq!(rows[0].keys, [[Cell::text("fair")]]);
        assert_eq!(figures(&rows[0]), ["nothing", "nothing", "nothing", "nothing", "0", "1"]);
        assert_eq!(figures(&rows[1]), ["12.00", "6.00", "1.50", "10.50", "3", "3"]);
        assert_eq!(rows[1].figures[0].unconverted, 1);
        assert_eq!(rows[0].figures[0].unconverted, 0);
    }

    fn sums_beyond_sixty_four_bits_are_exact(world: &World) {
        let most = "999999999999999.99";
        let list: Vec<Json> =
            (0..150).map(|i| json!({"name": format!("d{i}"), "probability": 50, "amount": {"amount": most, "currency": "EUR"}})).collect();
        deals(world, &list);
        let mut query = AggregateQuery::new("deal");
        query.measures = vec![
            measure(world, "deal", Function::Sum, "amount"),
            measure(world, "deal", Function::Weighted { by: path(world, "deal", "probability") }, "amount"),
        ];
        let row = &ask(world, query)[0];
        assert_eq!(words(&row.figures[0].figure), "149999999999999998.50");
        let Figure::Decimal(weighted) = row.figures[1].figure else { panic!() };
        assert_eq!(weighted.normalize(), Decimal::from_str_exact("74999999999999999.25").unwrap());
    }

    fn a_weighted_sum_takes_each_deals_own_probability(world: &World) {
        deals(world, &[
            json!({"name": "a", "probability": 10, "amount": {"amount": "0.05", "currency": "EUR"}}),
            json!({"name": "b", "probability": 90, "amount": {"amount": "200.10", "currency": "EUR"}}),
            json!({"name": "c", "amount": {"amount": "1000", "currency": "EUR"}}),
        ]);
        let mut query = AggregateQuery::new("deal");
        query.measures =
            vec![measure(world, "deal", Function::Weighted { by: path(world, "deal", "probability") }, "amount")];
        let Figure::Decimal(sum) = ask(world, query)[0].figures[0].figure else { panic!() };
        assert_eq!(sum.normalize().to_string(), "180.095");
    }

    fn days_fall_together_by_week_month_quarter_and_year(world: &World) {
        let days = ["2016-12-31", "2017-01-01", "2017-01-02", "2017-02-28", "2017-04-01"];
        let mut list: Vec<Json> = days.iter().map(|day| json!({"name": "x", "engaged_on": day})).collect();
        list.push(json!({"name": "none"}));
        deals(world, &list);
        let by = |bucket| {
            let mut query = AggregateQuery::new("deal");
            query.group = vec![group(world, "deal", "engaged_on", Some(bucket))];
            short(&ask(world, query))
        };
        assert_eq!(by(Bucket::Week), pairs(&[("20161226", "2"), ("20170102", "1"), ("20170227", "1"), ("20170327", "1"), ("-", "1")]));
        assert_eq!(by(Bucket::Month), pairs(&[("20161201", "1"), ("20170101", "2"), ("20170201", "1"), ("20170401", "1"), ("-", "1")]));
        assert_eq!(by(Bucket::Quarter), pairs(&[("20161001", "1"), ("20170101", "3"), ("20170401", "1"), ("-", "1")]));
        assert_eq!(by(Bucket::Year), pairs(&[("20160101", "1"), ("20170101", "4"), ("-", "1")]));
        assert_eq!(by(Bucket::Day).len(), 6);
    }

    fn moments_fall_together_by_the_days_of_the_zone(world: &World) {
        // Half past eleven in the evening of a month's last day in London is the next month in Prague.
        deals(world, &[
            json!({"name": "a", "closed_at": "2017-03-31T21:59:59Z"}),
            json!({"name": "b", "closed_at": "2017-03-31T22:00:00Z"}),
            json!({"name": "c", "closed_at": "2017-01-31T22:59:59Z"}),
            json!({"name": "d", "closed_at": "2017-01-31T23:00:00Z"}),
        ]);
        let by = |zone: &str, bucket| {
            let mut query = AggregateQuery::new("deal");
            query.zone = TimeZone::get(zone).unwrap();
            query.group = vec![group(world, "deal", "closed_at", Some(bucket))];
            short(&ask(world, query))
        };
        let prague = by("Europe/Prague", Bucket::Month);
        assert_eq!(prague, pairs(&[("20170101", "1"), ("20170201", "1"), ("20170301", "1"), ("20170401", "1")]));
        assert_eq!(by("UTC", Bucket::Month), pairs(&[("20170101", "2"), ("20170301", "2")]));
    }

    fn days_over_many_years_are_counted_and_put_together(world: &World) {
        deals(world, &[
            json!({"name": "a", "closed_at": "1969-12-31T23:30:00Z"}),
            json!({"name": "b", "closed_at": "1970-01-01T00:30:00Z"}),
            json!({"name": "c", "closed_at": "2017-07-01T21:59:59.999Z"}),
            json!({"name": "d", "closed_at": "2017-07-01T22:00:00Z"}),
            json!({"name": "e", "closed_at": "2017-12-31T22:59:59.999Z"}),
            json!({"name": "f", "closed_at": "2017-12-31T23:00:00Z"}),
        ]);
        let mut query = AggregateQuery::new("deal");
        query.zone = TimeZone::get("Europe/Prague").unwrap();
        query.group = vec![group(world, "deal", "closed_at", Some(Bucket::Day))];
        let rows = short(&ask(world, query.clone()));
        assert_eq!(rows, pairs(&[("19700101", "2"), ("20170701", "1"), ("20170702", "1"), ("20171231", "1"), ("20180101", "1")]));
        query.group = vec![group(world, "deal", "closed_at", Some(Bucket::Week))];
        assert_eq!(short(&ask(world, query)).len(), 4);
    }

    fn groups_go_through_links_and_people(world: &World) {
        let team = Uuid::from_u128(77);
        let (anna, boris) = (Uuid::from_u128(21), Uuid::from_u128(22));
        crate::support::add_user(world, anna, "Anna");
        crate::support::add_user(world, boris, "Boris");
        world.exec(Sql::new("UPDATE user_account SET team = ").bind(team).push(" WHERE id = ").bind(anna));
        let shop = world.add("company", json!({"name": "Shop", "industry": "retail"}));
        deals(world, &[
            json!({"name": "a", "company": shop, "owner": anna}),
            json!({"name": "b", "company": shop, "owner": boris}),
            json!({"name": "c", "owner": anna}),
        ]);
        let mut query = AggregateQuery::new("deal");
        query.group = vec![group(world, "deal", "company.industry", None), group(world, "deal", "owner.name", None)];
        let expected = [("retail Anna", "1"), ("retail Boris", "1"), ("- Anna", "1")];
        assert_eq!(short(&ask(world, query.clone())), pairs(&expected));
        query.group = vec![group(world, "deal", "owner.team", None)];
        let rows = ask(world, query.clone());
        assert_eq!(rows[0].keys, [[Cell::Uuid(team)]]);
        assert_eq!(rows[0].figures[0].figure, Figure::Count(2));
        query.group = Vec::new();
        query.filter = world.filter("deal", json!({"and": [
            {"field": "company.industry", "op": "eq", "value": "retail"}, {"field": "owner.name", "op": "starts", "value": "an"},
        ]}));
        assert_eq!(short(&ask(world, query)), pairs(&[("", "1")]));
    }

    fn links_to_several_objects_are_told_apart(world: &World) {
        let company = world.add("company", json!({"name": "Shop"}));
        world.add("task", json!({"title": "a", "about": {"object": "company", "id": company}}));
        let mut query = AggregateQuery::new("task");
        query.group = vec![group(world, "task", "about", None)];
        assert_eq!(ask(world, query)[0].keys, [[Cell::Uuid(company), Cell::text("company")]]);
    }

    fn figures_are_of_what_one_may_see(world: &World) {
        let me = Uuid::from_u128(11);
        deals(world, &[
            json!({"name": "a", "owner": me, "amount": {"amount": "10", "currency": "EUR"}}),
            json!({"name": "b", "amount": {"amount": "5", "currency": "EUR"}}),
        ]);
        let mut query = AggregateQuery::new("deal");
        query.measures = vec![measure(world, "deal", Function::Sum, "amount")];
        let own = world.person(me, &[], rights(&[("deal", Reach::Own)], &[]));
        assert_eq!(short(&try_ask(world, &own, query.clone()).unwrap()), pairs(&[("", "10.00")]));
        let blind = world.person(me, &[], rights(&[], &[("deal", "amount")]));
        assert!(try_ask(world, &blind, query.clone()).is_err());
        query.measures = vec![Measure { function: Function::Count, path: None }];
        query.group = vec![group(world, "deal", "amount", None)];
        assert!(try_ask(world, &world.system(), query).is_err());
    }

    fn dates_have_a_first_and_a_last(world: &World) {
        deals(world, &[json!({"name": "a", "engaged_on": "2017-01-05"}), json!({"name": "b", "engaged_on": "2016-10-20"})]);
        let mut query = AggregateQuery::new("deal");
        query.measures = vec![measure(world, "deal", Function::Min, "engaged_on"), measure(world, "deal", Function::Max, "engaged_on")];
        let row = &ask(world, query)[0];
        assert_eq!(row.figures[0].figure, Figure::Cell(Cell::Int(20_161_020)));
        assert_eq!(row.figures[1].figure, Figure::Cell(Cell::Int(20_170_105)));
    }

    fn too_many_groups_are_refused(world: &World) {
        let list: Vec<Json> = (0..10_001).map(|i| json!({"name": format!("c{i}")})).collect();
        world.add_many("company", &list);
        let mut query = AggregateQuery::new("company");
        query.group = vec![group(world, "company", "name", None)];
        let error = try_ask(world, &world.system(), query).unwrap_err();
        assert!(error.to_string().starts_with("too_many_groups"), "{error}");
    }
}
