//! Hot lists walk an index: no look at all rows, no sorting.

use std::sync::Arc;

use kith_catalogue::filter::Expr;
use kith_policy::Reach;
use kith_store::query::{Deleted, ListQuery, Paging, PartsQuery, explain, explain_parts};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::support::{World, both, rights};

fn plan(world: &World, access: &Arc<kith_policy::Access>, query: ListQuery) -> String {
    let (cat, access) = (Arc::clone(&world.cat), Arc::clone(access));
    let lines = world.read(move |conn| {
        if conn.dialect().is_postgres() {
            // With so few rows a scan would be right; what counts is whether the index could serve.
            conn.batch(
                "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off",
            )?;
        }
        explain(conn, &cat, &access, &query)
    });
    lines.join("\n")
}

fn assert_walks(world: &World, access: &Arc<kith_policy::Access>, query: ListQuery, index: &str) {
    let told = format!("{query:?}");
    let plan = plan(world, access, query);
    assert!(plan.contains(index), "{told}\n{plan}\nshould use {index}");
    for bad in ["TEMP B-TREE", "Sort", "Seq Scan", "BLOOM"] {
        assert!(!plan.contains(bad), "{told}\n{plan}");
    }
}

fn query(world: &World, object: &str, sort: &str, filter: Json) -> ListQuery {
    let mut query = ListQuery::new(object);
    query.sort = world.sort(object, sort);
    query.filter = world.filter(object, filter);
    query
}

fn fill(world: &World) {
    let all: Vec<Json> =
        (0..60).map(|i| json!({"name": format!("n{i}"), "owner": Uuid::from_u128(11 + i % 3)})).collect();
    world.add_many("contact", &all);
    world.add_many("deal", &all);
}

both! {
    fn the_bin_by_when_it_was_deleted(world: &World) {
        let bin = ListQuery { deleted: Deleted::Bin, ..query(world, "deal", "", json!({})) };
        assert_walks(world, &world.system(), bin, "ix_obj_deal__deleted_at_bin");
    }

    fn by_title_both_ways(world: &World) {
        fill(world);
        for sort in ["name", "-name"] {
            let first = query(world, "contact", sort, json!({}));
            let page = world.list(&world.system(), ListQuery { limit: 5, ..first.clone() }).unwrap();
            assert_walks(world, &world.system(), first.clone(), "ix_obj_contact__name__s");
            let next = ListQuery { paging: Paging::Cursor(page.next.unwrap()), ..first };
            assert_walks(world, &world.system(), next, "ix_obj_contact__name__s");
        }
    }

    fn ones_own_by_title(world: &World) {
        fill(world);
        let own = world.person(Uuid::from_u128(11), &[], rights(&[("contact", Reach::Own)], &[]));
        let first = query(world, "contact", "name", json!({}));
        let page = world.list(&own, ListQuery { limit: 5, ..first.clone() }).unwrap();
        assert_walks(world, &own, first.clone(), "ix_obj_contact__owner_name__s");
        let next = ListQuery { paging: Paging::Cursor(page.next.unwrap()), ..first };
        assert_walks(world, &own, next, "ix_obj_contact__owner_name__s");
    }

    fn the_newest_first(world: &World) {
        fill(world);
        assert_walks(world, &world.system(), query(world, "contact", "-created_at", json!({})), "ix_obj_contact__created_at");
    }

    fn the_contacts_of_a_company(world: &World) {
        fill(world);
        let filter = json!({"field": "company", "op": "eq", "value": Uuid::from_u128(5)});
        assert_walks(world, &world.system(), query(world, "contact", "name", filter), "ix_obj_contact__company_name__s");
    }
}

// PostgreSQL decides the following by what it knows of the rows, and of so few it knows nothing.

#[test]
fn a_column_of_the_board_walks_an_index_on_sqlite() {
    let world = World::sqlite();
    let filter = json!({"field": "stage", "op": "eq", "value": Uuid::from_u128(5)});
    let column = query(&world, "deal", "-created_at", filter);
    assert_walks(&world, &world.system(), column, "ix_obj_deal__stage_created_at");
}

#[test]
fn what_a_link_leads_to_is_asked_row_by_row_on_sqlite() {
    let world = World::sqlite();
    let filter = json!({"field": "company.industry", "op": "eq", "value": "steel"});
    let told = plan(&world, &world.system(), query(&world, "contact", "name", filter));
    assert!(told.contains("ix_obj_contact__name__s") && told.contains("ux_obj_company__id_all"), "{told}");
    assert!(!told.contains("BLOOM"), "{told}");
}

/// A table that a long import fills has no rows in PostgreSQL's statistics, and reading all of it for each piece takes
/// minutes.
#[test]
fn who_is_there_already_is_looked_up_by_an_index_within_a_change_on_postgres() {
    let world = World::postgres();
    let keys: Vec<String> = (0..130).map(|i| format!("default:{i}")).collect();
    let known = query(&world, "deal", "", json!({"field": "external_id", "op": "in", "value": keys}));
    let (cat, access) = (Arc::clone(&world.cat), world.system());
    let told = world.write(move |conn| explain(conn, &cat, &access, &known)).join("\n");
    assert!(told.contains("lookup_pkey") && !told.contains("Seq Scan"), "{told}");
    assert!(told.contains("InitPlan"), "looked up once, before any deal is read\n{told}");
}

/// Sums of a board are answered by an index alone.
#[test]
fn sums_by_stage_do_not_touch_the_rows_on_sqlite() {
    let world = World::sqlite();
    let lines = world.read(|conn| {
        conn.query(&kith_store::Sql::new(
            "EXPLAIN QUERY PLAN SELECT o.stage, sum(o.amount__b), count(o.amount__b), count(o.amount), count(*) \
             FROM obj_deal o WHERE o.deleted_at IS NULL AND TRUE GROUP BY 1",
        ))
    });
    let told: Vec<&str> = lines.iter().map(|row| row.text(3).unwrap()).collect();
    assert!(told.iter().any(|line| line.contains("COVERING INDEX")), "{told:?}");
}

/// Nobody's list of tasks is a look at all tasks, though those that he takes part in are among them.
#[test]
fn tasks_that_one_is_to_do_or_takes_part_in_are_found_by_indexes_on_sqlite() {
    let world = World::sqlite();
    let me = Uuid::from_u128(11);
    let own = world.person(me, &[], rights(&[("task", Reach::Own)], &[]));
    let mine = json!({"and": [
        {"or": [{"field": "assignee", "op": "eq", "value": me}, {"field": "participants", "op": "contains", "value": me}]},
        {"field": "done_at", "op": "empty"},
    ]});
    for (access, filter) in [(&own, json!({})), (&own, mine.clone()), (&world.system(), mine)] {
        let told = plan(&world, access, query(&world, "task", "due_at", filter));
        // Of open tasks SQLite may go through the open ones instead, which an index holds.
        let by_person = told.contains("MULTI-INDEX OR") && told.contains("ix_obj_task__assignee");
        assert!(by_person || told.contains("ix_obj_task__done_at_due_at_about"), "{told}");
        assert!(!told.contains("SCAN o"), "{told}");
    }
}

both! {
    /// Of the objections met, the deals are found by their ids, and the marks by an index that holds all that is asked of them.
    fn figures_over_what_hangs_on_deals_look_at_neither_table_row_by_row(world: &World) {
        fill(world);
        let (met, deal) = (world.object("objection_met"), world.object("deal"));
        let question = |keys: &[&str]| PartsQuery {
            part: "objection_met".into(),
            link: met.must("deal"),
            parts: Expr::True,
            records: world.filter("deal", json!({"field": "stage", "op": "in", "value": [Uuid::from_u128(5), Uuid::from_u128(6)]})),
            by_part: keys.iter().map(|key| met.must(key)).collect(),
            by_record: vec![deal.must("stage")],
        };
        for keys in [&["objection"][..], &["objection", "answer"], &["objection", "stage"]] {
            let (cat, access, query) = (Arc::clone(&world.cat), world.system(), question(keys));
            let lines = world.read(move |conn| {
                if conn.dialect().is_postgres() {
                    conn.batch("SET LOCAL enable_seqscan = off")?;
                }
                explain_parts(conn, &cat, &access, &query)
            });
            let plan = lines.join("\n");
            assert!(plan.contains("ix_obj_objection_met__"), "{plan}");
            for bad in ["Seq Scan", "SCAN o\n", "SCAN p\n"] {
                assert!(!plan.contains(bad), "{plan}");
            }
        }
    }
}
