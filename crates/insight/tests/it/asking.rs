//! Asking for funnels, and opening the rows behind their figures.

use kith_catalogue::filter::{Filter, FilterCx};
use kith_catalogue::{Expr, Object};
use kith_engine::query::{ListQuery, Paging};
use kith_engine::{Reader, Record, Result, wire};
use kith_insight::funnel::{self, Figure, Funnel, FunnelQuery, Outcomes};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::house::House;

/// A funnel of everything.
pub fn everything() -> FunnelQuery {
    FunnelQuery {
        pipeline: "default".to_owned(),
        filter: Json::Null,
        selection: Expr::True,
        period: None,
        group_by: None,
        zone: jiff::tz::TimeZone::get("Europe/Prague").unwrap(),
    }
}

/// Reads a filter as the records API does.
pub fn read_filter(r: &Reader<'_>, object: &Object, json: &Json) -> Expr {
    let user = r.ctx.actor.user();
    let cx = FilterCx {
        me: user.map(|user| user.id),
        my_team: user.and_then(|user| user.team),
        team: user.map_or(&[], |user| &user.team_users),
        now: r.ctx.now,
        zone: &r.cat.zone,
    };
    Filter::parse(json, &r.cat, object, &cx).unwrap()
}

pub fn try_ask(house: &House, who: Uuid, query: FunnelQuery) -> Result<Funnel> {
    house.ws.read_blocking(house.ctx(who), move |r| {
        let object = r.object("deal")?;
        let mut query = query.clone();
        query.selection = read_filter(r, &object, &query.filter);
        funnel::funnel(r, &query)
    })
}

pub fn ask(house: &House, who: Uuid, query: FunnelQuery) -> Funnel {
    try_ask(house, who, query).unwrap()
}

/// All deals that a filter opens for somebody.
pub fn rows(house: &House, who: Uuid, filter: &Json) -> Vec<Record> {
    rows_of(house, who, "deal", filter)
}

/// All records of an object that a filter opens for somebody.
pub fn rows_of(house: &House, who: Uuid, key: &'static str, filter: &Json) -> Vec<Record> {
    let filter = filter.clone();
    house
        .ws
        .read_blocking(house.ctx(who), move |r| {
            let object = r.object(key)?;
            let mut query = ListQuery { limit: 500, ..ListQuery::new(key) };
            query.filter = read_filter(r, &object, &filter);
            let mut rows = Vec::new();
            loop {
                let page = r.list(&query)?;
                rows.extend(page.rows.into_iter().map(|raw| wire::record(&object, raw)));
                match page.next {
                    Some(next) => query.paging = Paging::Cursor(next),
                    None => return Ok(rows),
                }
            }
        })
        .unwrap()
}

/// Shows that a figure is what its rows add up to.
pub fn check(house: &House, who: Uuid, figure: &Figure) {
    let rows = rows(house, who, &figure.filter);
    assert_eq!(rows.len() as u64, figure.count, "{}", figure.filter);
    let Some(sum) = figure.sum else { return };
    let amounts = rows.iter().filter_map(|row| row.value("amount").as_money());
    let added: i64 = amounts.filter(|amount| amount.currency == sum.currency).map(|amount| amount.minor).sum();
    assert_eq!(added, sum.minor, "{}", figure.filter);
}

/// Shows it of all figures of a funnel.
pub fn check_all(house: &House, who: Uuid, funnel: &Funnel) {
    let outcomes = |outcomes: &Outcomes| {
        for figure in [&outcomes.open, &outcomes.won, &outcomes.lost] {
            check(house, who, figure);
        }
        let Outcomes { open, won, lost, .. } = outcomes;
        open.count + won.count + lost.count
    };
    let all = outcomes(&funnel.totals);
    for stage in &funnel.stages {
        check(house, who, &stage.figure);
        if let (Some(reached), Some(filter)) = (stage.reached, &stage.reached_filter) {
            assert_eq!(rows(house, who, filter).len() as u64, reached, "{filter}");
        }
    }
    assert_eq!(funnel.stages.iter().map(|stage| stage.figure.count).sum::<u64>(), all);
    for group in &funnel.groups {
        let of_group = outcomes(&group.outcomes);
        assert_eq!(rows(house, who, &group.filter).len() as u64, of_group, "{}", group.filter);
    }
    if !funnel.groups.is_empty() {
        let grouped: u64 = funnel
            .groups
            .iter()
            .map(|group| group.outcomes.open.count + group.outcomes.won.count + group.outcomes.lost.count)
            .sum();
        assert_eq!(grouped, all);
    }
}
