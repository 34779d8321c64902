//! The figures of real files, where those are at hand: `KITH_REAL_DATA`, or `../shared/data` beside the repository.

use std::collections::HashMap;
use std::path::PathBuf;

use kith_crm::pipeline;
use kith_engine::Fields;
use kith_engine::people::users;
use kith_insight::funnel::{FunnelQuery, GroupBy};
use serde_json::json;
use uuid::Uuid;

use crate::asking::{ask, check, everything};
use crate::house::{House, on_postgres, on_sqlite};

fn folder() -> Option<PathBuf> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = std::env::var_os("KITH_REAL_DATA").map_or(beside, PathBuf::from);
    let folder = folder.join("a_crm/crm-sales-opportunities");
    folder.is_dir().then_some(folder)
}

type Row = HashMap<String, String>;

fn read(file: PathBuf) -> Vec<Row> {
    csv::Reader::from_path(file).unwrap().deserialize().map(Result::unwrap).collect()
}

/// Stages by the names in the file, an agent a user, every deal as it stands there.
fn load(house: &House, rows: Vec<Row>) {
    let stages: HashMap<String, Uuid> = ["Prospecting", "Engaging", "Won", "Lost"]
        .map(|name| {
            let pipeline = house.pipeline();
            let stage = house.admin(move |tx| pipeline::find_or_create_stage(tx, &pipeline, name)).unwrap();
            (name.to_owned(), stage.id)
        })
        .into();
    let mut agents: HashMap<String, Uuid> = HashMap::new();
    for row in &rows {
        agents.entry(row["sales_agent"].clone()).or_insert_with(|| {
            let name = row["sales_agent"].clone();
            house
                .admin(move |tx| users::create(tx, &users::NewPerson { name: name.clone(), ..Default::default() }))
                .unwrap()
        });
    }
    let deals: Vec<Fields> = rows
        .iter()
        .map(|row| {
            let mut fields = Fields::new();
            let mut set = |key: &str, value: serde_json::Value| fields.insert(key.to_owned(), value);
            set("name", json!(row["opportunity_id"]));
            set("stage", json!(stages[&row["deal_stage"]]));
            set("owner", json!(agents[&row["sales_agent"]]));
            for (key, column) in [("engaged_on", "engage_date"), ("closed_at", "close_date")] {
                if !row[column].is_empty() {
                    set(key, json!(row[column]));
                }
            }
            if !row["close_value"].is_empty() {
                set("amount", json!({"amount": row["close_value"], "currency": "EUR"}));
            }
            fields
        })
        .collect();
    house
        .import(move |tx| {
            for answer in tx.create_many("deal", &deals)? {
                answer?;
            }
            Ok(())
        })
        .unwrap();
}

/// Days from engaging to winning, on average, straight from the file.
fn cycle(rows: &[Row]) -> String {
    let won = rows.iter().filter(|row| row["deal_stage"] == "Won");
    let day = |text: &str| text.parse::<jiff::civil::Date>().unwrap();
    let days: Vec<i64> =
        won.map(|row| i64::from(day(&row["engage_date"]).until(day(&row["close_date"])).unwrap().get_days())).collect();
    let mean = rust_decimal::Decimal::from(days.iter().sum::<i64>()) / rust_decimal::Decimal::from(days.len());
    mean.round_dp(1).normalize().to_string()
}

#[test]
fn figures_of_a_real_pipeline_are_those_stated() {
    let Some(folder) = folder() else {
        eprintln!("skipped: no real data at hand (KITH_REAL_DATA)");
        return;
    };
    let rows = read(folder.join("dev_cut/sales_pipeline_first2900.csv"));
    for house in [on_sqlite(), on_postgres()] {
        load(&house, rows.clone());
        let query = FunnelQuery { group_by: Some(GroupBy::Month), ..everything() };
        let funnel = ask(&house, house.admin, query);
        let totals = &funnel.totals;
        assert_eq!((totals.won.count, totals.won.sum.unwrap().minor), (1_595, 376_219_500));
        assert_eq!(totals.lost.count, 820);
        assert_eq!(totals.win_rate.as_deref(), Some("0.660455"));
        assert_eq!(totals.average_won.unwrap().minor, 235_874);
        assert_eq!(totals.cycle_days.as_deref(), Some(cycle(&rows).as_str()));
        let engaging = funnel.stages.iter().find(|stage| stage.stage.name == "Engaging").unwrap();
        assert_eq!(engaging.figure.count, 485);
        for figure in [&totals.open, &totals.won, &totals.lost, &engaging.figure] {
            check(&house, house.admin, figure);
        }
        assert!(funnel.groups.iter().flat_map(|group| &group.key).all(|month| month.starts_with("201")));
    }
}
