//! Figures of leads in a pipeline of theirs: the same as those of deals, but for what leads do not say.

use kith_crm::pipeline::Pipeline;
use kith_engine::Error;
use kith_insight::cohort::{self, CohortQuery, CohortStage};
use kith_insight::funnel::{self, Funnel, FunnelQuery, GroupBy, Outcomes, Period, PeriodField};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::asking::{everything, read_filter, rows_of};
use crate::house::{House, both, code, on_sqlite, reach};

fn pipeline(house: &House) -> Pipeline {
    let read = |r: &mut kith_engine::Reader<'_>| kith_crm::pipeline::default_for(r.conn(), "lead");
    house.ws.read_blocking(house.ws.system_ctx(), read).unwrap()
}

fn stage(house: &House, name: &str) -> Uuid {
    pipeline(house).stages.iter().find(|stage| stage.name == name).expect("a stage of that name").id
}

fn all(house: &House) -> FunnelQuery {
    FunnelQuery { pipeline: pipeline(house).id.to_string(), ..everything() }
}

fn cohorts(house: &House) -> CohortQuery {
    let FunnelQuery { pipeline, filter, selection, group_by, zone, .. } = all(house);
    CohortQuery { pipeline, filter, selection, from: None, to: None, group_by, zone }
}

fn ask(house: &House, who: Uuid, query: FunnelQuery) -> Result<Funnel, Error> {
    house.ws.read_blocking(house.ctx(who), move |r| {
        let object = r.object("lead")?;
        let mut query = query.clone();
        query.selection = read_filter(r, &object, &query.filter);
        funnel::funnel(r, &query)
    })
}

fn ask_cohorts(house: &House, who: Uuid, query: CohortQuery) -> Result<cohort::Cohorts, Error> {
    house.ws.read_blocking(house.ctx(who), move |r| {
        let object = r.object("lead")?;
        let mut query = query.clone();
        query.selection = read_filter(r, &object, &query.filter);
        cohort::cohorts(r, &query)
    })
}

fn opened(house: &House, who: Uuid, filter: &Json) -> u64 {
    rows_of(house, who, "lead", filter).len() as u64
}

/// Shows that every figure is the number of the leads that it opens.
fn check(house: &House, who: Uuid, found: &Funnel) {
    let outcomes = |outcomes: &Outcomes| {
        for figure in [&outcomes.open, &outcomes.won, &outcomes.lost] {
            assert_eq!(opened(house, who, &figure.filter), figure.count, "{}", figure.filter);
        }
    };
    outcomes(&found.totals);
    for stage in &found.stages {
        assert_eq!(opened(house, who, &stage.figure.filter), stage.figure.count);
        if let (Some(reached), Some(filter)) = (stage.reached, &stage.reached_filter) {
            assert_eq!(opened(house, who, filter), reached, "{filter}");
        }
    }
    for group in &found.groups {
        outcomes(&group.outcomes);
        let of = &group.outcomes;
        assert_eq!(opened(house, who, &group.filter), of.open.count + of.won.count + of.lost.count);
    }
}

fn check_cohorts(house: &House, who: Uuid, stages: &[CohortStage]) {
    for stage in stages {
        for figure in [&stage.entered, &stage.advanced, &stage.lost, &stage.waiting] {
            assert_eq!(opened(house, who, &figure.filter), figure.count, "{}", figure.filter);
        }
        assert_eq!(stage.advanced.count + stage.lost.count + stage.waiting.count, stage.entered.count);
    }
}

/// Five leads: one converted, one rejected, one qualified, one called, one new.
fn fill(house: &House, owners: [Uuid; 5]) -> [Uuid; 5] {
    let make = |at: usize| {
        let source = ["Web", "web", "Fair", "Fair", "Web"][at];
        house.make("lead", json!({"name": "A", "source": source, "owner": owners[at], "amount": {"amount": "10"}})).id
    };
    let leads = [make(0), make(1), make(2), make(3), make(4)];
    let go = |lead: Uuid, name: &str| house.verb("lead", lead, "move", json!({"stage": stage(house, name)})).unwrap();
    for lead in &leads[..4] {
        house.pass(60 * 24 * 2);
        go(*lead, "Contacted");
    }
    house.pass(60 * 24);
    go(leads[0], "Qualified");
    go(leads[2], "Qualified");
    house.verb("lead", leads[0], "convert", json!({})).unwrap();
    house.verb("lead", leads[1], "reject", json!({"reason": "spam"})).unwrap();
    leads
}

#[test]
fn leads_are_counted_by_stage_outcome_and_line_and_each_figure_opens_its_leads() {
    both(|house| {
        let ben = house.person("Ben", reach("all"));
        fill(house, [house.admin, ben, ben, house.admin, ben]);
        house.make("deal", json!({"name": "Not a lead"}));
        let found = ask(house, house.admin, all(house)).unwrap();
        check(house, house.admin, &found);
        let counts: Vec<u64> = found.stages.iter().map(|stage| stage.figure.count).collect();
        assert_eq!(counts, [1, 1, 1, 1, 1]);
        let reached: Vec<Option<u64>> = found.stages.iter().map(|stage| stage.reached).collect();
        assert_eq!(reached, [Some(5), Some(4), Some(2), Some(1), Some(1)]);
        let Outcomes { open, won, lost, win_rate, cycle_days, .. } = &found.totals;
        assert_eq!((open.count, won.count, lost.count), (3, 1, 1));
        assert_eq!((win_rate.as_deref(), cycle_days), (Some("0.5"), &None), "leads have no cycle");
        assert!(found.stages.iter().all(|stage| stage.weighted.is_none()), "and no probability");
        let first = found.stages[0].time.as_ref().expect("some have left the first stage");
        assert_eq!((first.count, opened(house, house.admin, &first.filter)), (4, 4));

        for (by, lines) in [(GroupBy::Owner, 2), (GroupBy::Source, 2), (GroupBy::Product, 1)] {
            let found = ask(house, house.admin, FunnelQuery { group_by: Some(by), ..all(house) }).unwrap();
            assert_eq!(found.groups.len(), lines, "{by:?}");
            check(house, house.admin, &found);
        }
    });
}

#[test]
fn leads_have_a_funnel_by_the_month_in_which_they_came() {
    both(|house| {
        // Half an hour before midnight in Prague, and half an hour after it: the zone says which month it is.
        let first = house.make("lead", json!({"name": "March"})).id;
        house.pass(60 * 24 * 29 + 60 * 12 + 30);
        house.make("lead", json!({"name": "The last of March"}));
        house.pass(60);
        house.make("lead", json!({"name": "April"}));
        house.verb("lead", first, "reject", json!({"reason": "spam"})).unwrap();
        let found = ask(house, house.admin, FunnelQuery { group_by: Some(GroupBy::Month), ..all(house) }).unwrap();
        let lines: Vec<_> = found
            .groups
            .iter()
            .map(|line| (line.key.as_deref().unwrap(), line.outcomes.open.count, line.outcomes.lost.count))
            .collect();
        assert_eq!(lines, [("2026-03", 1, 1), ("2026-04", 1, 0)]);
        check(house, house.admin, &found);
        let mut cut = FunnelQuery { group_by: Some(GroupBy::Month), ..all(house) };
        let april = jiff::civil::date(2026, 4, 1);
        cut.period = Some(Period { field: PeriodField::CreatedAt, from: april, to: jiff::civil::date(2026, 4, 30) });
        let found = ask(house, house.admin, cut).unwrap();
        assert_eq!(found.groups.iter().filter_map(|line| line.key.as_deref()).collect::<Vec<_>>(), ["2026-04"]);
        check(house, house.admin, &found);
    });
}

#[test]
fn what_leads_do_not_say_is_refused_and_the_day_on_which_they_came_is_not() {
    both(|house| {
        fill(house, [house.admin; 5]);
        let today = house.ctx(house.admin).now.to_zoned(everything().zone).date();
        let within = |field| Some(Period { field, from: today, to: today });
        for query in [
            FunnelQuery { period: within(PeriodField::ClosedAt), ..all(house) },
            FunnelQuery { period: within(PeriodField::EngagedOn), ..all(house) },
            FunnelQuery { group_by: Some(GroupBy::Share), ..all(house) },
        ] {
            assert!(matches!(ask(house, house.admin, query), Err(Error::BadRequest(_))));
        }
        house.make("lead", json!({"name": "Today's"}));
        let query = FunnelQuery { period: within(PeriodField::CreatedAt), ..all(house) };
        let found = ask(house, house.admin, query).unwrap();
        assert_eq!((found.totals.open.count, found.totals.won.count), (1, 0));
        check(house, house.admin, &found);
    });
}

#[test]
fn a_cohort_of_leads_is_who_entered_a_stage_and_what_has_become_of_them() {
    both(|house| {
        let ben = house.person("Ben", reach("all"));
        fill(house, [house.admin, ben, ben, house.admin, ben]);
        let found = ask_cohorts(house, house.admin, cohorts(house)).unwrap();
        let counts: Vec<[u64; 3]> =
            found.stages.iter().map(|one| [one.entered.count, one.advanced.count, one.lost.count]).collect();
        assert_eq!(counts, [[5, 4, 0], [4, 2, 1], [2, 1, 0], [1, 0, 0]]);
        check_cohorts(house, house.admin, &found.stages);
        let by = CohortQuery { group_by: Some(GroupBy::Source), ..cohorts(house) };
        let found = ask_cohorts(house, house.admin, by).unwrap();
        assert_eq!(found.groups.len(), 2);
        found.groups.iter().for_each(|group| check_cohorts(house, house.admin, &group.stages));
    });
}

#[test]
fn leads_of_others_are_in_nobodys_figures_but_theirs() {
    let house = on_sqlite();
    let bob = house.person("Bob", reach("own"));
    fill(&house, [house.admin, bob, house.admin, house.admin, bob]);
    let found = ask(&house, bob, all(&house)).unwrap();
    assert_eq!((found.totals.open.count, found.totals.won.count, found.totals.lost.count), (1, 0, 1));
    check(&house, bob, &found);
    let found = ask_cohorts(&house, bob, cohorts(&house)).unwrap();
    assert_eq!(found.stages[0].entered.count, 2);
    check_cohorts(&house, bob, &found.stages);

    let sellers = json!({"objects": {"deal": {"read": "all", "create": "all", "edit": "all"}}});
    let no_leads = house.person("Seller", sellers);
    let hidden = json!({"objects": {"lead": {"read": "all", "create": "all", "edit": "all", "hidden": ["stage"]}}});
    let no_stages = house.person("Blind", hidden);
    for who in [no_leads, no_stages] {
        assert_eq!(code(&ask(&house, who, all(&house)).unwrap_err()), "not_found");
        assert_eq!(code(&ask_cohorts(&house, who, cohorts(&house)).unwrap_err()), "not_found");
    }
}
